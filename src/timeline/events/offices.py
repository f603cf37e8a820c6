"""Which words introduce a person: an office or rank, what it presides over, a nation, and then the name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.events.names import Names
from timeline.events.organisations import and_its_other_field
from timeline.events.passage import Passage

# No title is longer, in tokens.
LONGEST = 9
# Kinds of words that no title goes on over.
_ENDS = frozenset(
    (
        "say",
        "deny",
        "claim",
        "that",
        "relative",
        "in",
        "was",
        "toward",
        "from",
        "of",
        "with",
        "against",
        "not",
        "when",
        "done",
    )
)


# The grammatical number of a plural.
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Titled:
    """Half-open tokens of the whole and of the name, empty where the title stands alone."""

    first: int
    last: int
    name_first: int
    name_last: int
    office: str
    field: str
    country: str | None
    number: int = 1


def read_title(passage: Passage, names: Names, i: int) -> tuple[list[Titled], int]:
    """The people that a title at a token introduces or refers to, and where it ends."""
    reading = next(r for r in passage.words[i].readings if r.sense.kind == "title")
    office = reading.sense.lemma
    j, field, country, countries = _modifiers(passage, names, i + 1)
    if reading.sense.value == "same":
        office, field = names.last_office
    elif reading.sense.value == "office":
        names.last_office = (office, field)
    dual = any(r.sense.kind == "title" and r.sense.number == 2 for r in passage.words[i].readings)
    if dual and not countries and not field:
        return [], i
    name_last = names.run(j, titled=True) if _introduces(passage, i, j) else j
    if name_last == j + 1 and passage.words[j].folded in passage.lexicon.binds:
        name_last = j
    if name_last > j:
        names.add(j, name_last, country, office, field)
    elif dual and len(countries) == 1 and not _nation_follows(passage, j):
        return [], i
    number = 1 if country or name_last > j else (2 if dual else 1)
    pieces = [Titled(i, max(j, name_last), j, name_last, office, field, country, number)]
    end = max(j, name_last)
    while dual and _nation_follows(passage, end):
        nation = _nation(passage, end)
        first = end
        name_last = names.run(end + 1)
        if name_last > end + 1:
            names.add(end + 1, name_last, nation, office, field)
        pieces.append(Titled(first, max(end + 1, name_last), end + 1, name_last, office, field, nation))
        end = max(end + 1, name_last)
    if reading.sense.number == SEVERAL and name_last == j:
        stands = passage.lexicon.order == "vso" and (reading.article or bool(field) or bool(countries))
        return ([replace(pieces[0], number=SEVERAL)], end) if stands else ([], i)
    if end == i + 1 and not (reading.article and pieces):
        return [], i
    return pieces, end


def _nation(passage: Passage, i: int) -> str | None:
    return next((r.sense.value for r in passage.words[i].readings if r.sense.kind == "nation"), None)


def _nation_follows(passage: Passage, i: int) -> bool:
    return i < len(passage.words) and any(
        r.sense.kind == "nation" and r.conjunction for r in passage.words[i].readings
    )


def _modifiers(passage: Passage, names: Names, j: int) -> tuple[int, str, str | None, list[str]]:
    """What follows a title and belongs to it: (end, what it presides over, nation, nations)."""
    field = ""
    countries: list[str] = []
    stop = min(len(passage.words), j + LONGEST)
    begin = j
    while j < stop and passage.times[j] < 0 and passage.char(j).isalpha():
        word = passage.words[j]
        past = _sent_to(passage, names, j)
        if past:
            j = past
            continue
        if any(r.conjunction for r in word.readings) or word.kinds & _ENDS:
            break
        if field and and_its_other_field(passage, j) and _leads_to_a_name(passage, names, j + 1):
            j += 1  # `وزير الصحة والرعاية الاجتماعية مون هيونج`
            continue
        nation = _nation(passage, j)
        if nation is None:
            nation = next((r.sense.value for r in word.readings if r.sense.kind == "country"), None)
        article = passage.lexicon.article
        if nation is not None:
            countries.append(nation)
        elif word.kinds & {"given"} or (countries and word.kinds & {"event", "deed"}):
            break  # `بحث مع سفير فرنسا التعاون`
        elif word.kinds & {"organisation", "title", "named"}:
            field = field or (word.folded if word.kinds & {"organisation", "title"} else "")
        elif (
            names.article(j)
            or (article and word.folded.startswith("لل"))
            or (j == begin and word.common and not word.kinds and not names.like(j, False))
        ):
            field = field or word.folded
        else:
            break
        j += passage.size(j)
    return j, field, (countries[0] if countries else None), countries


def _leads_to_a_name(passage: Passage, names: Names, j: int) -> bool:
    """Whether nothing but words with an article stands before a name of several words."""
    while j < len(passage.words) and names.article(j) and not passage.words[j].kinds - {"nation"}:
        j += 1
    return j < len(passage.words) and names.run(j, titled=True) > j + 1


def _sent_to(passage: Passage, names: Names, j: int) -> int:
    """Where words end that say to whom one is sent, a name behind them, or 0: `إلى ليبيا برناردينو ليون`."""
    if not passage.words[j].kinds & {"toward", "in"} or j + 2 >= len(passage.words):
        return 0
    if not passage.words[j + 1].kinds & {"country", "named", "city"}:
        return 0
    end = j + 1 + passage.size(j + 1)
    return end if end < len(passage.words) and names.run(end) > end + 1 else 0


def _belonging(passage: Passage, j: int) -> bool:
    """Whether a word says to what an office belongs: `الأمين العام لرابطة`."""
    word = passage.words[j]
    return word.folded.startswith("ل") and word.common and not word.kinds and j + 1 < len(passage.words)


def _introduces(passage: Passage, i: int, j: int) -> bool:
    """Whether what follows the title at `i`, which ends before `j`, is the name of its holder."""
    if j == i + 1:
        return True
    before = passage.words[j - 1]
    if before.kinds & {"nation", "country", "title"} or not before.folded:
        return True  # the last word of a phrase has no reading of its own: `الأمين العام للأمم المتحدة`
    return before.folded.startswith((passage.lexicon.article or "\0", "لل"))

"""Who and what is spoken of: the people, organisations, countries, groups and places of a text."""

from __future__ import annotations

from timeline.events.aliases import aliased
from timeline.events.capitals import read_capitals, read_name
from timeline.events.cast import Actor, Cast, Mention, bare, cast_of, mention, place_named
from timeline.events.event import EventType
from timeline.events.gazetteer import City
from timeline.events.groups import counted_from, names_people, people_without_name
from timeline.events.names import Names
from timeline.events.offices import SEVERAL, Titled, read_title
from timeline.events.organisations import capitalised_organisation, organisation, venue
from timeline.events.passage import Passage
from timeline.events.scene import of_sport
from timeline.events.sides import both_sides
from timeline.events.unheard import place_unheard, place_within, unheard_subject

# What a name or another mention can begin with, beside a capital letter.
_BEGINS = frozenset(
    (
        "title",
        "nation",
        "organisation",
        "venue",
        "lands",
        "given",
        "named",
        "country",
        "city",
        "group",
        "counted",
        "club",
    )
)


# Behind these a word that the language does not have is a name: of a place, or of who did it.
_BEFORE_A_NAME = ("event", "say", "in")


def find_actors(passage: Passage) -> Cast:
    """Read the whole text once for names, then resolve what refers to them."""
    names = Names(passage)
    found: list[Titled | Mention] = []
    beyond = 0
    for i in _beginnings(passage):
        if i >= beyond and passage.times[i] < 0:
            beyond = i + _at(passage, names, i, found)
    names.close()
    mentions = _apposed(passage, [m for piece in found for m in _resolved(passage, names, piece)])
    mentions += _recurrences(passage, names, mentions)
    mentions = aliased(passage, mentions)
    cast = cast_of(mentions)
    two = both_sides(passage, names, cast)
    return cast_of([*mentions, *two]) if two else cast


def _beginnings(passage: Passage) -> list[int]:
    """Where a mention can begin."""
    begin = passage.where(0, len(passage.words), *_BEGINS)
    if not passage.lexicon.capitals:
        last = len(passage.words) - 1
        behind = [i + 1 for i in passage.where(0, last, *_BEFORE_A_NAME) if _unknown_word(passage, i + 1)]
        named = [i + 1 for i in passage.where(0, last, "place_kind")]
        return sorted({*begin, *behind, *named})
    text = passage.text
    return sorted({*begin, *(i for i, start in enumerate(passage.starts) if text[start].isupper())})


def _unknown_word(passage: Passage, i: int) -> bool:
    word = passage.words[i]
    return not word.common and not word.kinds


def _at(passage: Passage, names: Names, i: int, found: list[Titled | Mention]) -> int:
    """Read what begins at a token; returns how many tokens it takes, 0 where nothing does."""
    word = passage.words[i]
    kinds = word.kinds
    if passage.lexicon.capitals:
        step = _capitalised(passage, names, i, found)
        if step:
            return step
    if "title" in kinds and i and "honours" in passage.words[i - 1].kinds:
        return max(names.run(i + 1), i + 1) - i if i + 1 < len(passage.words) else 1  # `طريق الملك سعود`
    if "title" in kinds and "event" not in kinds and not passage.lexicon.capitals:
        pieces, end = read_title(passage, names, i)
        if pieces:
            found.extend(pieces)
            return end - i
    if "venue" in kinds and not passage.lexicon.capitals:
        end = venue(passage, names, i)
        if end > i:
            found.append(place_named(passage, i, end))
            return end - i
    if "lands" in kinds and i + 1 < len(passage.words) and "nation" in passage.words[i + 1].kinds:
        found.append(place_named(passage, i, i + 2, _nation(passage, i, i + 2)))
        return 2
    if "organisation" in kinds:
        end = organisation(passage, names, i)
        if any(r.suffix for r in word.readings if r.sense.kind == "organisation"):
            return 0  # `مكتبه`: somebody's office, and no name
        if end > i + 1 or word.readings[0].article:
            found.append(mention(passage, i, end, "organisation", _nation(passage, i, end)))
            return end - i
    if "given" in kinds and not passage.lexicon.capitals:
        end = names.run(i)
        if end > i + 1:
            names.add(i, end, None, "")
            found.append(Titled(i, end, i, end, "", "", None))
            return end - i
    if i and "place_kind" in passage.words[i - 1].kinds and not passage.lexicon.capitals:
        end = place_unheard(passage, names, i)
        if end > i:
            found.append(place_named(passage, i, end))
            return end - i
    if i and not kinds and not passage.lexicon.capitals and place_within(passage, names, i):
        found.append(place_named(passage, i, i + 1))
        return 1
    if i and not kinds and not passage.lexicon.capitals and unheard_subject(passage, names, i):
        end = max(names.run(i), i + 1)
        names.add(i, end, None, "")
        found.append(Titled(i, end, i, end, "", "", None))
        return end - i
    size = passage.size(i)
    for reading in word.readings:
        kind, value = reading.sense.kind, reading.sense.value
        if kind == "named" or (kind == "club" and (of_sport(passage) or _plays(passage, i))):
            found.append(mention(passage, i, i + size, "organisation", None))
            return size
        if kind == "country" and (passage.char(i).isupper() or not passage.lexicon.capitals):
            if _describes_the_one_before(passage, names, i):
                return size
            if (
                passage.lexicon.nouns_join
                and names_people(passage, i + size)
                and passage.char(i + size).islower()
            ):
                size += 1  # "US troops"
            found.append(mention(passage, i, i + size, "country", value))
            return size
        if kind == "city":
            city: City = value
            start, end = bare(passage, i, i + size)
            name = " ".join(passage.text[start:end].split())
            found.append(Mention(i, i + size, start, end, (Actor(name, "place", city.country, city),)))
            return size
        if kind in ("counted", "group", "nation"):
            end = people_without_name(passage, i, reading)
            if end > i:
                first = max(counted_from(passage, i), found[-1].last if found else 0)
                # 15 soldiers and 3 soldiers are not the same.
                head = reading.sense.lemma if first == i else ""
                found.append(mention(passage, first, end, "group", _nation(passage, i, end), head))
                return end - i
    return 0


# What an adjective of a nation ends in, folded: `السعودية` is one, and a country.
NISBA = "يه"


def _describes_the_one_before(passage: Passage, names: Names, i: int) -> bool:
    """Whether a country's name is an adjective of the definite word before it: `العمالة السعودية`."""
    word = passage.words[i]
    adjective = i > 0 and names.article(i) and word.folded.endswith(NISBA)
    return adjective and names.article(i - 1) and not passage.words[i - 1].kinds


def _plays(passage: Passage, i: int) -> bool:
    """Whether a club's name stands behind a deed of sport, or behind its rival: `فاز الهلال على النصر`."""
    if i >= 3 and "club" in passage.words[i - 2].kinds and passage.words[i - 1].kinds & {"against", "with"}:
        return _plays(passage, i - 2)
    senses = [r.sense for r in passage.words[i - 1].readings] if i else []
    return any(s.kind == "event" and s.value.type == EventType.SPORT for s in senses)


def _capitalised(passage: Passage, names: Names, i: int, found: list[Titled | Mention]) -> int:
    """People and organisations in a language that writes names with capitals."""
    kinds = passage.words[i].kinds
    letter = passage.char(i)
    if not letter.isupper() and not kinds & {"title", "nation"}:
        return 0
    end = capitalised_organisation(passage, i)
    if end > i:
        found.append(mention(passage, i, end, "organisation", _nation(passage, i, end)))
        return end - i
    if (
        "organisation" in kinds
        and letter.isupper()
        and i > passage.sentence_of(i).first
        and "event" not in kinds
    ):
        found.append(mention(passage, i, i + 1, "organisation", None))
        return 1
    if kinds & {"country", "named", "that", "in"} or (kinds == {"city"} and passage.size(i) > 1):
        return 0
    if "nation" in kinds and _forces(passage, i + 1):
        found.append(mention(passage, i, i + 2, "organisation", _nation(passage, i, i + 1)))
        return 2
    pieces, end = read_capitals(passage, names, i)
    found.extend(pieces)
    if end == i and not kinds & {"city", "group"}:
        end = read_name(passage, i)
        if end > i and names_people(passage, end) and passage.char(end).islower():
            found.append(mention(passage, i, end + 1, "group", None))  # "Kurdish militants"
            return end + 1 - i
        if end > i:
            found.append(_unknown(passage, i, end))
    return end - i


def _forces(passage: Passage, i: int) -> bool:
    """Whether a common noun behind a nation names an organisation of it: "Israeli forces"."""
    if (
        i >= len(passage.words)
        or not passage.lexicon.nouns_join
        or "organisation" not in passage.words[i].kinds
    ):
        return False
    follows = passage.words[i + 1].kinds if i + 1 < len(passage.words) else frozenset()
    return passage.char(i).islower() and not follows & {"title", "organisation", "group"}


def _unknown(passage: Passage, first: int, last: int) -> Mention:
    """A name that nothing is known of: a place where it says that somebody is in it, else an organisation."""
    inside = first > 0 and "in" in passage.words[first - 1].kinds
    if first > 1 and "of" in passage.words[first - 1].kinds:
        inside = "place_kind" in passage.words[first - 2].kinds  # "the southern city of Deraa"
    if not inside:
        return mention(passage, first, last, "organisation", None)
    return place_named(passage, first, last)


def _nation(passage: Passage, first: int, last: int) -> str | None:
    for word in passage.words[first:last]:
        for reading in word.readings:
            if reading.sense.kind in ("nation", "country"):
                country: str = reading.sense.value
                return country
    return None


def _resolved(passage: Passage, names: Names, piece: Titled | Mention) -> list[Mention]:
    if isinstance(piece, Mention):
        return [piece]
    person = names.person(piece.name_first, piece.name_last) if piece.name_last > piece.name_first else None
    if person is None and piece.number < SEVERAL:
        person = names.holder(piece.office, piece.field, piece.country, piece.first)
    first = piece.name_first if piece.name_last > piece.name_first else piece.first
    last = piece.name_last if piece.name_last > piece.name_first else piece.last
    start, end = bare(passage, first, last)
    if person is not None:
        actor = Actor(person.name, "person", person.country)
    elif piece.number == SEVERAL:
        actor = Actor(" ".join(passage.text[start:end].split()), "group", piece.country)
    elif piece.number > 1 or (piece.last <= piece.first + 1 and not _acts(passage, piece.first)):
        return []
    else:
        actor = Actor(" ".join(passage.text[start:end].split()), "role", piece.country)
    return [Mention(piece.first, piece.last, start, end, (actor,))]


def _acts(passage: Passage, i: int) -> bool:
    """Whether an office that nobody holds by name stands right behind what it does: `حل الملك البرلمان`."""
    before = passage.words[i - 1].readings if i else ()
    senses = [r.sense for r in before if r.sense.kind in ("event", "light")]
    verb = bool(senses) and all(s.tense in ("past", "present") for s in senses)
    opens = bool(senses) and i - 1 == passage.sentence_of(i).first
    return passage.lexicon.order == "vso" and (verb or opens)


# So many words may stand between an office and the name of its holder.
APPOSED = 4


def _apposed(passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """An office, and behind words that only describe it its holder, as one: `مدير … العميد خالد`."""
    if passage.lexicon.capitals:
        return _between_commas(passage, mentions)
    out: list[Mention] = []
    for m in mentions:
        office = out[-1] if out else None
        titled = "title" in passage.words[m.first].kinds and m.actors[0].kind == "person"
        if (
            office is not None
            and titled
            and office.actors[0].kind == "role"
            and 0 <= m.first - office.last <= APPOSED
            and all(_describes(passage, k) for k in range(office.last, m.first))
        ):
            out[-1] = Mention(office.first, m.last, m.start, m.end, m.actors)
        else:
            out.append(m)
    return out


def _between_commas(passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """An office and its holder, set between commas, as one: "the Iranian president, Hassan Rouhani, will"."""
    out: list[Mention] = []
    for m in mentions:
        office = out[-1] if out else None
        holder = m.actors[0].kind == "person" and m.last < len(passage.words) and passage.char(m.last) == ","
        named = office is not None and office.actors[0].kind == "role" and m.first == office.last + 1
        if office is not None and holder and named and passage.char(office.last) == ",":
            out[-1] = Mention(office.first, m.last + 1, m.start, m.end, m.actors)
        else:
            out.append(m)
    return out


def _describes(passage: Passage, i: int) -> bool:
    """Whether a word goes on with what an office is: with an article, attached letters before it or not."""
    lexicon, word = passage.lexicon, passage.words[i]
    letters = ("", *lexicon.prepositions)
    definite = word.folded.startswith("لل") or any(
        word.folded.startswith(c + lexicon.article) for c in letters
    )
    known = word.kinds & {"nation", "country", "city", "organisation", "named"}
    return (definite or bool(known)) and not word.kinds & {"event", "say", "light", "occur"}


def _recurrences(passage: Passage, names: Names, mentions: list[Mention]) -> list[Mention]:
    """Every later or earlier place where a person's name stands again, alone."""
    if not names.aliases:
        return []
    found = []
    covered = {k for m in mentions for k in range(m.first, m.last)}
    capitals, text, starts = passage.lexicon.capitals, passage.text, passage.starts
    for i, word in enumerate(passage.words):
        if word.common and word.folded not in names.surnames:
            continue  # an ordinary word is no surname misspelt
        if i in covered or passage.times[i] >= 0 or (capitals and not text[starts[i]].isupper()):
            continue
        person, attached = names.again(word)
        if person is not None:
            actor = Actor(person.name, "person", person.country)
            found.append(Mention(i, i + 1, starts[i] + attached, passage.ends[i], (actor,)))
    return found

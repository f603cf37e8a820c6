"""Which words are names in a language that writes them with a capital letter."""

from __future__ import annotations

from timeline.events.names import Names
from timeline.events.offices import Titled
from timeline.events.passage import Passage

# No name is longer, in tokens, nor any title before one.
LONGEST, LONGEST_TITLE = 7, 8
# A word at the head of a sentence that is at least so frequent (Zipf) is no name.
ORDINARY = 4.6
_TITLE = frozenset(("title", "nation"))


def read_capitals(passage: Passage, names: Names, i: int) -> tuple[list[Titled], int]:
    """The people whom a title, a nation or a capital letter at a token introduces, and where that ends."""
    office, field, country, j = _title(passage, names, i)
    first = j
    if _begins(passage, j):
        j = _run(passage, j)
    if j > first:
        if not office and not _is_person(passage, names, first, j):
            return [], i
        names.add(first, j, country, office, field)
        return [Titled(i, j, first, j, office, field, country)], j
    if office and (country or field) and first > i:
        return [Titled(i, first, first, first, office, field, country)], first
    return [], i


def _title(passage: Passage, names: Names, i: int) -> tuple[str, str, str | None, int]:
    """The office, its field and the nation told from a token on, and where they end."""
    office = field = ""
    country: str | None = None
    j = i
    while j < len(passage.words) and j < i + LONGEST_TITLE and passage.times[j] < 0:
        word = passage.words[j]
        if passage.char(j) == "." and j > i and "title" in passage.words[j - 1].kinds:
            j += 1
            continue
        if not word.kinds & _TITLE:
            break
        for r in word.readings:
            if r.sense.kind == "nation":
                country = country or r.sense.value
            elif r.sense.kind == "title" and r.sense.value == "same":
                office, field = names.last_office
            elif r.sense.kind == "title" and r.sense.value in ("office", "rank"):
                office = r.sense.lemma
            elif r.sense.kind == "title":
                field = field or r.sense.lemma
        j += passage.size(j)
    if office:
        names.last_office = (office, field)
    return office, field, country, j


def _capital(passage: Passage, i: int) -> bool:
    return 0 <= i < len(passage.words) and passage.char(i).isupper()


def _begins(passage: Passage, i: int) -> bool:
    """Whether a name may begin at a token."""
    if not _capital(passage, i) or passage.times[i] >= 0:
        return False
    word = passage.words[i]
    if word.kinds - {"given", "city", "title", "organisation"} or "organisation" in word.kinds:
        return False
    if i == passage.sentence_of(i).first or passage.char(i - 1) in "\"“«‘'":
        frequency = passage.lexicon.frequency.get(word.folded, 0.0)
        return "given" in word.kinds or frequency < ORDINARY
    return True


def _run(passage: Passage, i: int) -> int:
    """Where the capitalised name that begins at a token ends."""
    j = i
    binds = passage.lexicon.binds
    while j < len(passage.words) and j < i + LONGEST and passage.times[j] < 0:
        word = passage.words[j]
        letter = passage.char(j)
        if letter.isalpha():
            if (
                word.kinds & {"title", "organisation", "country", "named"}
                and j > i
                and not word.kinds & {"given"}
            ):
                break
            hyphened = j > i and passage.char(j - 1) == "-"
            bound = word.folded in binds and j > i and _capital(passage, j + 1 + (passage.char(j + 1) == "-"))
            if not letter.isupper() and not hyphened and not bound:
                break
            j += 1
        elif (
            letter in "-'’" and j > i and passage.starts[j] == passage.ends[j - 1] and _glued(passage, j)
        ) or (
            letter == "."
            and j > i
            and passage.ends[j - 1] - passage.starts[j - 1] == 1
            and _capital(passage, j + 1)
        ):
            j += 1
        else:
            break
    return j


def _rare(passage: Passage, i: int) -> bool:
    """Whether a word in a capitalised run is none of the language's ordinary ones."""
    word = passage.words[i]
    return (
        passage.char(i).isalpha()
        and not word.kinds - {"given"}
        and passage.lexicon.frequency.get(word.folded, 0.0) < ORDINARY
        and not passage.spelled(i, i + 1).isupper()
    )


def read_name(passage: Passage, i: int) -> int:
    """Where a capitalised name ends that begins at a token and is nobody's known; `i` where none does."""
    if not _begins(passage, i):
        return i
    end = _run(passage, i)
    if end > i + 1:
        return end
    opens = i == passage.sentence_of(i).first
    return end if (not opens and _rare(passage, i)) or (opens and not passage.words[i].common) else i


def _glued(passage: Passage, j: int) -> bool:
    """Whether a name goes on behind a hyphen or an apostrophe: Kim Jong-un, O'Neill, not Iraq's."""
    if j + 1 >= len(passage.starts) or passage.starts[j + 1] != passage.ends[j]:
        return False
    return passage.char(j + 1).isupper() or (passage.char(j) == "-" and passage.char(j + 1).isalpha())


def _is_person(passage: Passage, names: Names, first: int, last: int) -> bool:
    """Whether a capitalised run without a title is a person: it has a given name, or is known already."""
    if last - first == 1 and passage.words[first].kinds & {"city", "title"}:
        return False
    if last - first > 1 and "given" in passage.words[first].kinds:
        return True
    if 1 < last - first < 4 and all(_rare(passage, k) for k in range(first, last)):
        return True
    return names.known(tuple(w.folded for w in passage.words[first:last]))

"""Where the name of an organisation or of its building ends that begins at a token."""

from __future__ import annotations

from timeline.events.names import Names
from timeline.events.passage import PREPOSITIONS, Passage
from timeline.events.unheard import SHORTEST

# `owing`: what only says whose it is or what it is about, `التابع للنظام`.
_NOT_OF_ORGANISATIONS = frozenset(("title", "that", "relative", "owing"))
_DEEDS = frozenset(("event", "intend", "light", "say", "plan", "cancel"))
_OF_ORGANISATIONS = frozenset(("nation", "country", "named", "organisation", "place_kind", "city"))


def organisation(passage: Passage, names: Names, i: int) -> int:
    """Where the name of an organisation ends that begins with its head at a token."""
    end = i + 1
    named_after = False
    if not passage.lexicon.capitals and end < len(passage.words):
        # `مركز الملك سلمان للإغاثة`: named after somebody
        honoured = "title" in passage.words[end].kinds and passage.words[end].folded.startswith(
            passage.lexicon.article
        )
        named = names.run(end + 1) if honoured and end + 1 < len(passage.words) else end
        named_after = named > end + 1
        end = named if named_after else end
    while not passage.lexicon.capitals and end < min(len(passage.words), i + 9) and passage.times[end] < 0:
        word = passage.words[end]
        letter = passage.char(end)
        article = any(r.article and not r.preposition and not r.conjunction for r in word.readings) or (
            bool(passage.lexicon.article)
            and not word.kinds & PREPOSITIONS  # `قوات إلى أوكرانيا`
            and word.folded.startswith((passage.lexicon.article, *(("لل",) if named_after else ())))
        )
        if end > i + 1 and and_its_other_field(passage, end):
            end += 1  # `وزارة التربية والتعليم`
            continue
        if end <= i + UNHEARD and _unheard(passage, names, i, end):
            end += 1  # `جامعة كوينزلاند`, `محكمة جنايات القاهرة`
            continue
        if not (article or word.kinds & _OF_ORGANISATIONS) or not letter.isalpha():
            if letter in '(«"“' and end == i + 1 and passage.char(end + 2) in ')»"”':
                return end + 3
            break
        if word.kinds & _NOT_OF_ORGANISATIONS and not (end == i + 1 and _several(passage, end)):
            break
        if any(r.conjunction or r.preposition == "ب" for r in word.readings):
            break
        whole = end == i + 1 and any(r.article for r in passage.words[i].readings)
        whole = whole or bool(end > i + 1 and passage.words[end - 1].kinds & {"nation", "named"})
        if whole and word.kinds & _DEEDS:
            break  # `السلطات الإندونيسية السماح`, `الشرطة القبض`: what they do
        definite = end > i + 1 or bool(passage.words[i].readings[0].article)
        if definite and "place_kind" in word.kinds and not article:
            break  # `قصف الطيران الحربي بلدة`: what they did it to
        if end > i + 1 and passage.char(i).isalpha() and _people(passage, end):
            break  # `أجلت قوات الإطفاء السكان`: whom they do it to
        end += passage.size(end)
    return end


def venue(passage: Passage, names: Names, i: int) -> int:
    """Where the name of a building ends that "in" governs: `في مستشفى الملك فهد`; else `i`."""
    within = any(r.sense.kind == "venue" and r.preposition == "ب" for r in passage.words[i].readings)
    if not within and not (i and "in" in passage.words[i - 1].kinds):
        return i
    end = organisation(passage, names, i)
    return end if end > i + 1 else i


# A name that no dictionary has may take up so many words.
UNHEARD = 2


def _unheard(passage: Passage, names: Names, i: int, end: int) -> bool:
    """Whether a word without an article goes on with the name that begins with the head at `i`.

    It is one that the language does not have, or it belongs to a definite word or a place behind it.
    """
    word, head = passage.words[end], passage.words[i]
    if word.kinds or not passage.char(end).isalpha() or any(r.article for r in head.readings):
        return False
    if not word.common and len(word.folded) >= SHORTEST and names.like(end, end > i + 1):
        return True
    if end == i + 1 and names.like(end, False):
        return True  # `شركة أبل`: known, but no word of the dictionary
    if end > i + 1 or end + 1 >= len(passage.words) or passage.times[end + 1] >= 0:
        return False
    after, article = passage.words[end + 1], passage.lexicon.article
    definite = after.folded.startswith(article) and not after.kinds & _NOT_OF_ORGANISATIONS
    return bool(article) and (definite or bool(after.kinds & {"city", "country"}))


def _several(passage: Passage, i: int) -> bool:
    """Whether a word names several who hold an office: `مجلس الوزراء`."""
    readings = [r for r in passage.words[i].readings if r.sense.kind == "title"]
    return bool(readings) and all(r.article and r.sense.number > 1 for r in readings)


def and_its_other_field(passage: Passage, i: int) -> bool:
    """Whether "and" joins a word to an organisation's name: with an article, and nobody who could act."""
    word, lexicon = passage.words[i], passage.lexicon
    joined = any(word.folded.startswith(letter + lexicon.article) for letter in lexicon.conjunctions)
    return joined and bool(lexicon.article) and word.kinds <= {"deed"} and passage.times[i] < 0


def _people(passage: Passage, i: int) -> bool:
    """Whether a word can only name people, and does not say of what kind something is."""
    senses = [r.sense for r in passage.words[i].readings]
    return bool(senses) and all(s.kind == "group" and s.value == "people" for s in senses)


def capitalised_organisation(passage: Passage, i: int) -> int:
    """Where an organisation's capitalised name ends that begins at a token and has a head like "Party"."""
    j = i
    head = False
    if "determiner" in passage.words[i].kinds and passage.words[i].kinds.isdisjoint(
        ("organisation", "named")
    ):
        return i  # "A Malaysia Airlines plane"
    while j < len(passage.words) and j < i + 7 and passage.times[j] < 0:
        word = passage.words[j]
        if not passage.char(j).isupper():
            of = bool(word.kinds & {"of", "and"}) and passage.char(j + 1).isupper() and j > i and head
            if not of:
                break
        elif (
            "title" in word.kinds
            and "organisation" not in word.kinds
            and j > i
            and not _of_head(passage, j, head)
        ):
            break
        head = head or "organisation" in word.kinds
        j += passage.size(j)
    return j if head and j > i + 1 else i


def _of_head(passage: Passage, i: int, head: bool) -> bool:
    """Whether a word belongs to an organisation's head before it: "Court of Justice"."""
    return head and "of" in passage.words[i - 1].kinds

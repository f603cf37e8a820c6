"""What can a spelling be: as it stands, else without the letters that are written as one with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from timeline.events.gazetteer import COMMON
from timeline.events.lexicon import Lexicon, Reading, Sense, Word

# The lexicon remembers so many spellings.
MEMORY = 200_000
# A word with so few letters is easily another one behind an attached letter; and so is a town that few write
# of, on the Zipf scale.
SHORT, SHORT_TOWN, RARE_TOWN = 4, 5, 3.2
_TOLD = ("event", "deed")
# The ending of an indefinite Arabic noun, which no verb and no name has.
TANWIN = "\u064b"
# An Arabic hamza below, which no verb in the past or present begins with: `إقامته` is not `أقامته`.
BELOW = "إ"


def analyse(lexicon: Lexicon, spelled: str) -> Word:
    """What a spelling can be: as it stands, else with the fewest attached letters taken off."""
    word = lexicon.memory.get(spelled)
    if word is None:
        if len(lexicon.memory) > MEMORY:
            lexicon.memory.clear()
        word = lexicon.memory[spelled] = _word(lexicon, spelled)
    return word


def _word(lexicon: Lexicon, spelled: str) -> Word:
    folded = lexicon.fold(spelled)
    indefinite = TANWIN in spelled
    readings: list[Reading] = []
    found: list[tuple[tuple[str, ...], Reading]] = []
    frequency = lexicon.frequency.get(folded, 0.0)
    fills: list[str] = []
    best = 99
    for cost, stem, attached in _stems(lexicon, folded):
        if stem in lexicon.needs and lexicon.article and "future" not in attached:
            fills.append(stem)
        for rest, sense in lexicon.phrases.get(stem, ()):
            if sense.kind != "city" or not (lexicon.capitals and spelled[:1].islower()):
                found.append((rest, Reading(sense, **attached)))  # `le port` is no Le Port
        senses = lexicon.words.get(stem)
        if not senses or cost > best:
            continue
        heard = lexicon.frequency.get(stem, 0.0)
        short = len(stem) <= SHORT_TOWN and heard < RARE_TOWN  # `باكورة` is nobody in `اكورة`
        whole = len(stem) <= SHORT and frequency > heard and attached == {"conjunction": True}
        if whole and frequency >= COMMON:
            senses = tuple(s for s in senses if s.kind not in _TOLD)  # `وفرت`: provided, not "and fled"
        fitting = [s for s in senses if _fits(s, attached, frequency <= heard, short)]
        if lexicon.capitals:
            fitting = [s for s in fitting if _written_so(s, spelled)]
            if spelled.isupper() and any(s.lemma.isupper() and s.kind in _PROPER for s in fitting):
                fitting = [s for s in fitting if s.kind in _PROPER]  # WHO is not "who"
        if indefinite or (
            BELOW in spelled and lexicon.fold(spelled[spelled.index(BELOW) :]).startswith(stem)
        ):
            fitting = [s for s in fitting if s.tense in _NOUNS]
        if fitting:
            # A word that is something only in company may be something else without it, and so may a club.
            best = cost if any(s.needs is None and s.kind != "club" for s in fitting) else best
            readings += [Reading(s, **attached) for s in fitting]
    if not readings and not found and not fills:
        mark = not folded[:1].isalnum()
        return Word(folded, (), _NO_PHRASES, _NO_KINDS, frequency > 0, _NO_KINDS, mark)
    readings.sort(key=lambda r: r.sense.kind == "club")
    opens: dict[str, list[tuple[tuple[str, ...], Reading]]] = {}
    for phrase in sorted(found, key=lambda p: -len(p[0])):
        opens.setdefault(phrase[0][0], []).append(phrase)
    different = tuple(dict.fromkeys(readings) if len(readings) > 1 else readings)
    kinds = _shared(frozenset(r.sense.kind for r in readings))
    borders = begins_clause(different) or (not kinds and not folded[:1].isalnum())
    return Word(folded, different, opens, kinds, frequency > 0, _shared(frozenset(fills)), borders)


# The tenses of a verb that "and" joins to what stands before it.
FINITE = ("past", "present", "we")


def begins_clause(readings: tuple[Reading, ...]) -> bool:
    """Whether a clause begins at a word: "that", "which", or a verb that "and" is written as one with."""
    return any(
        r.sense.kind in ("that", "relative") or (r.conjunction and r.sense.tense in FINITE) for r in readings
    )


@lru_cache(4_096)
def _shared(words: frozenset[str]) -> frozenset[str]:
    """The same set for the same words: most spellings have the empty one, and all others a few hundred."""
    return words


_NO_PHRASES: dict[str, list[tuple[tuple[str, ...], Reading]]] = {}
_NO_KINDS: frozenset[str] = frozenset()
_PROPER = frozenset(("country", "named", "city", "given"))


def _written_so(sense: Sense, spelled: str) -> bool:
    """Whether a name is written as one: with a capital, an abbreviation in capitals (UN, not Un)."""
    if sense.kind not in _PROPER:
        return True
    if sense.lemma.isupper():
        return spelled.isupper()
    return not spelled[:1].islower()


_NOUNS = ("noun", "construct", "")
_VERBS = ("past", "present", "we", "future")
# "My", which no verb takes.
MINE = "ي"
# What takes no article and no attached letters but "and".
_PARTICLES = frozenset(
    (
        "not",
        "that",
        "when",
        "with",
        "against",
        "of",
        "between",
        "in",
        "toward",
        "from",
        "by",
        "to",
        "was",
        "done",
        "if",
        "relative",
    )
)


def _fits(sense: Sense, attached: dict[str, Any], rarer: bool, short: bool) -> bool:
    if attached.get("future"):
        return sense.tense in ("present", "we")
    noun_like = attached.get("article") or (attached.get("preposition") and attached["preposition"] != "ل")
    if noun_like and sense.tense not in _NOUNS:
        return False
    if attached.get("article") and (sense.tense == "construct" or sense.kind == "country"):
        return False  # `البوروندي` is of Burundi: a country's article is part of its name
    if attached.get("preposition") == "ل" and sense.tense == "past":
        return False
    if attached.get("suffix") == MINE and sense.tense in _VERBS:
        return False  # `شكري`, `الزمني`: what is done to me ends otherwise
    if sense.kind == "city" and any(attached.values()) and (not rarer or short):
        return False
    if sense.kind in _PARTICLES and any(
        v for k, v in attached.items() if k not in ("conjunction", "preposition")
    ):
        return sense.kind == "when" and not attached.get("article")
    return not (
        attached.get("suffix") and sense.kind in ("city", "country", "named", "nation", "given", "title")
    )


def _stems(lexicon: Lexicon, folded: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The word, and what is left of it without attached letters, with how many were taken off; of these the
    words that the lexicon knows."""
    known = lexicon.known
    if folded in known:
        yield 0, folded, {}
    if not lexicon.article and not lexicon.conjunctions:
        return
    fronts = _fronts(lexicon.conjunctions, lexicon.prepositions, lexicon.future)
    for front, got in (("", _NONE), *fronts.get(folded[:1], ())):
        cost = len(front)
        if len(folded) < cost + 2 or not folded.startswith(front):
            continue
        bare = folded[cost:]
        if bare.startswith("ل") and got.get("preposition") == "ل":
            bare = "ا" + bare
        if cost and bare in known:
            yield cost, bare, got
        if bare.startswith(lexicon.article) and len(bare) > 4 and bare[2:] in known and "future" not in got:
            yield cost + 1, bare[2:], {**got, "article": True}
        if bare.endswith(lexicon.suffixes):
            yield from _without_suffix(lexicon, bare, cost, got)


_NONE: dict[str, Any] = {}


@cache
def _fronts(
    conjunctions: tuple[str, ...], prepositions: tuple[str, ...], future: tuple[str, ...]
) -> dict[str, tuple[tuple[str, dict[str, Any]], ...]]:
    """The letters that may stand attached before a word and what they are, by the first of them."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for conjunction in ("", *conjunctions):
        base: dict[str, Any] = {"conjunction": True} if conjunction else {}
        attached = [
            ("", base),
            *((letter, {**base, "preposition": letter}) for letter in prepositions),
            *((letter, {**base, "future": True}) for letter in future),
        ]
        for letter, got in attached:
            front = conjunction + letter
            if front:
                found.setdefault(front[0], []).append((front, got))
    return {first: tuple(fronts) for first, fronts in found.items()}


def _without_suffix(
    lexicon: Lexicon, bare: str, cost: int, got: dict[str, Any]
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    for suffix in lexicon.suffixes:
        if bare.endswith(suffix) and len(bare) > len(suffix) + 2:
            stem = bare[: -len(suffix)]
            mended = (stem[: -len(end)] + whole for end, whole in lexicon.mend if stem.endswith(end))
            for word in (stem, *mended):
                if word in lexicon.known:
                    yield cost + 2, word, {**got, "suffix": suffix}
            return

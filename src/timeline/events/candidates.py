"""Which words can tell of something happening: verbs and nouns of the lexicon, in the reading that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events.lexicon import Family, Reading, Word
from timeline.events.passage import Passage, Sentence

# How far behind a trigger the word that it needs may stand, in tokens.
NEEDS_WITHIN, OPENING_NEEDS_WITHIN = 7, 14
# How far before a noun the verb may stand that says that somebody means to do it, in tokens.
PLANNED_WITHIN = 8
# How far before "of" the verb may stand that lays a deed to somebody's charge, a time between them.
LAID_WITHIN = 5
VERBAL = ("past", "present", "we", "future", "base", "participle", "gerund")
# Words after which a word that could be verb or noun is a noun, and those after which it is a verb.
_BEFORE_NOUN = frozenset(
    ("when", "before", "in", "against", "toward", "of", "from", "with", "between", "by", "generic")
) | frozenset(("light", "occur", "say", "organisation", "intend", "deny", "claim", "plan"))
_BEFORE_PLURAL = frozenset(("determiner", "number", "of", "in", "with", "by", "between", "was", "generic"))
_BEFORE_BASE = frozenset(("to", "soon", "maybe"))
_BEFORE_VERB = frozenset(("that", "relative", "was", "done", "not", "soon"))
# How a verb of two in the past ends in Arabic, and an indefinite noun that is an object.
_DUAL = "ا"
_PREPOSITIONS = frozenset(("in", "against", "toward", "of", "from", "with", "between", "by"))
_BEFORE_NO_VERB = _PREPOSITIONS | frozenset(("when", "before", "during", "since"))
_BEFORE_BARE_VERB = frozenset(("to", "soon", "maybe", "pronoun", "not", "that", "relative"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell an event. `needed`: without this token it does not ("fire" of "open fire").

    `plan`: the token of the verb that says that somebody means to do it.
    """

    token: int
    reading: Reading
    family: Family
    verbal: bool
    needed: int | None
    plan: int | None


def candidates(passage: Passage, sentence: Sentence) -> Iterator[Candidate]:
    """The words of a sentence that can tell an event, in order, each in one reading."""
    # A deed is an event only where a verb says that it was done: `تم العثور على`.
    for i in passage.where(sentence.first, sentence.last, "event", "deed"):
        word = passage.words[i]
        if passage.times[i] >= 0:
            continue
        done = i > sentence.first and "does" in passage.words[i - 1].kinds
        plan = _plan(passage, sentence, i)
        done = done or plan is not None
        readings = [r for r in word.readings if r.sense.kind == "event" or (done and r.sense.kind == "deed")]
        found = [c for r in readings if (c := _candidate(passage, sentence, i, r, plan))]
        if found:
            verbs = [c for c in found if c.verbal and _finite(passage, sentence, c)]
            nouns = [c for c in found if not c.verbal and not _in_progress(passage, sentence, c)]
            chosen = verbs if verbs and (not nouns or _as_verb(passage, sentence, i)) else nouns or verbs
            if not chosen:
                continue
            # A reading whose needed word is there says more than one that needs none.
            yield max(chosen, key=_tells)


def _plan(passage: Passage, sentence: Sentence, i: int) -> int | None:
    """The verb that says that somebody means to do what a noun tells: `تعتزم الهيئة إنشاء لجنة`."""
    first = max(sentence.first, i - PLANNED_WITHIN)
    if passage.lexicon.order != "vso" or not passage.has("plan", first, i):
        return None
    plans = [k for k in passage.where(first, i, "plan") if "event" not in passage.words[k].kinds]
    return plans[-1] if plans and not passage.has("event", plans[-1] + 1, i) else None


def _tells(c: Candidate) -> tuple[bool, bool, bool, bool]:
    """How much a reading says: most with its needed word, least of a verb that says little by itself."""
    tense = c.reading.sense.tense
    return tense != "we", c.needed is not None, not c.family.plain, tense == "past"


def _candidate(
    passage: Passage, sentence: Sentence, i: int, reading: Reading, plan: int | None
) -> Candidate | None:
    sense = reading.sense
    after_was = i > sentence.first and "was" in passage.words[i - 1].kinds
    if after_was and sense.tense == "past" and sense.number == 2:
        return None  # `كان طالبا`: a noun in the accusative, no dual
    if sense.tense == "participle" and "group" in passage.words[i].kinds and _counts(passage, i - 1):
        return None  # `dix détenus`
    needed = None
    if sense.needs is not None:
        needed = needed_word(passage, sentence, i, sense.needs)
        if needed is None and sense.tense in ("past", "participle") and passage.lexicon.order == "svo":
            needed = _undergone(passage, sentence, i, sense.needs)
        if needed is None:
            return None
    if sense.tense != "noun" or reading.article or reading.preposition or reading.conjunction:
        plan = None  # a verb, or what another word governs
    return Candidate(i, reading, sense.value, sense.tense in VERBAL, needed, plan)


def _counts(passage: Passage, i: int) -> bool:
    return i >= 0 and ("number" in passage.words[i].kinds or passage.char(i).isdigit())


def needed_word(passage: Passage, sentence: Sentence, i: int, needs: frozenset[str]) -> int | None:
    opens = i == sentence.first and passage.lexicon.order == "vso"  # its subject stands between
    for j in range(i + 1, min(sentence.last, i + 1 + (OPENING_NEEDS_WITHIN if opens else NEEDS_WITHIN))):
        word = passage.words[j]
        if word.folded in needs or not word.fills.isdisjoint(needs):
            return j
    return None


def _undergone(passage: Passage, sentence: Sentence, i: int, needs: frozenset[str]) -> int | None:
    """The word that a participle needs, before it: "new cases have been confirmed", "aid delivered by"."""
    passive = any("be" in passage.words[k].kinds for k in range(max(sentence.first, i - 2), i))
    for j in range(i - 1, max(sentence.first, i - 1 - NEEDS_WITHIN if passive else i - 2) - 1, -1):
        word = passage.words[j]
        if word.folded in needs and word.kinds.isdisjoint(_PREPOSITIONS):
            return j
    return None


def _finite(passage: Passage, sentence: Sentence, c: Candidate) -> bool:
    """Whether a verb can stand here: right behind a preposition none does, `من أيدي` is no form of `أيد`."""
    if passage.lexicon.order == "svo":
        # "the questions", "in attacks": what looks like a verb of one who does it is a noun of several
        if c.token == sentence.first:
            return True
        kinds = passage.words[c.token - 1].kinds
        if c.reading.sense.tense == "past" and kinds & _BEFORE_BASE and "was" not in kinds:
            return False  # "will hit", "to hit": not in the past
        counted = _counts(passage, c.token - 1)  # "52 votes"
        return c.reading.sense.tense != "present" or (kinds.isdisjoint(_BEFORE_PLURAL) and not counted)
    word = passage.words[c.token]
    # `وضع`, `رفع`, `بحث`: a verb as the dictionary has it mostly looks like its noun.
    bare = c.family.plain and word.folded == passage.lexicon.fold(c.reading.sense.lemma)
    if bare and not _as_verb(passage, sentence, c.token):
        return False
    if c.token == sentence.first or c.reading.conjunction:
        return True
    before = passage.words[c.token - 1]
    if before.folded in passage.lexicon.binds:
        return False  # `أبو طالب`: a name
    if c.reading.sense.number == 2 and word.folded.endswith(_DUAL):
        # What two did is written as what is counted, or describes an object: `147 طالبا`, `دليلا قاطعا`.
        counted = passage.times[c.token - 1] < 0 and _counts(passage, c.token - 1)
        return not counted and not (before.folded.endswith(_DUAL) and _may_be_noun(before))
    return not before.kinds or not before.kinds <= _BEFORE_NO_VERB


def _may_be_noun(word: Word) -> bool:
    return not word.kinds or any(r.sense.tense == "noun" for r in word.readings)


def laid_to(passage: Passage, sentence: Sentence, i: int) -> frozenset[str]:
    """What the word before a preposition can be, times looked over: "convicted on Friday of"."""
    k = i - 1
    while k > max(sentence.first, i - LAID_WITHIN) and (
        passage.times[k] >= 0 or (passage.times[k + 1] >= 0 and "against" in passage.words[k].kinds)
    ):
        k -= 1
    return passage.words[k].kinds if k >= sentence.first else frozenset()


def _in_progress(passage: Passage, sentence: Sentence, c: Candidate) -> bool:
    """Whether what could be a noun is what somebody is doing: "they are fighting"."""
    if c.token == sentence.first or not passage.lexicon.nouns_join:
        return False
    return passage.words[c.token].folded.endswith("ing") and "be" in passage.words[c.token - 1].kinds


def _as_verb(passage: Passage, sentence: Sentence, i: int) -> bool:
    """Whether a word that can be verb or noun is a verb here."""
    if passage.lexicon.order == "svo":
        if i == sentence.first:
            return False
        kinds = passage.words[i - 1].kinds
        gerund = any(r.sense.tense == "gerund" for r in passage.words[i].readings)
        if gerund and (passage.char(i - 1) == "," or "was" in kinds):
            return i + 1 < sentence.last and "of" not in passage.words[i + 1].kinds  # "…, killing two"
        if "none" in kinds:
            return False  # "no attack"
        accused = "of" in kinds and bool(laid_to(passage, sentence, i - 1) & {"claim", "proven"})
        if gerund and accused:
            return True  # "accused of killing"
        if "was" in kinds and any(r.sense.tense == "participle" for r in passage.words[i].readings):
            return True
        return bool(kinds & _BEFORE_BARE_VERB)
    if i == sentence.first:
        return True
    if any(r.conjunction for r in passage.words[i].readings):
        # "and" joins it to what stands before: a noun after a noun
        joined = (r.sense for w in passage.words[max(sentence.first, i - 4) : i] for r in w.readings)
        return not any(sense.kind == "event" and sense.tense == "noun" for sense in joined)
    before = passage.words[i - 1]
    if before.kinds & _BEFORE_VERB:
        return True
    if any(r.sense.kind == "event" and r.sense.tense == "noun" and not r.article for r in before.readings):
        return False
    return not before.kinds & _BEFORE_NOUN

"""Which words tell of something happening: event verbs, event nouns, and what their context says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.events.clauses import Clauses, find_clauses
from timeline.events.event import EventType, Modality
from timeline.events.lexicon import Family, Reading, bare_forms
from timeline.events.modality import modality_of
from timeline.events.passage import Passage, Sentence

# How far behind a trigger the word that it needs may stand, in tokens.
NEEDS_WITHIN = 7
VERBAL = ("past", "present", "we", "future", "base", "participle", "gerund")
# Words after which a word that could be verb or noun is a noun.
_BEFORE_NOUN = frozenset(
    (
        "when",
        "before",
        "in",
        "generic",
        "against",
        "toward",
        "of",
        "from",
        "light",
        "occur",
        "say",
        "with",
        "between",
        "by",
        "organisation",
        "intend",
        "deny",
        "claim",
    )
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event: its token, its family, and the context that decides about it."""

    token: int
    reading: Reading
    family: Family
    verbal: bool
    sentence: Sentence
    number: int  # of the sentence
    clauses: Clauses
    modality: Modality
    governor: (
        int | None
    )  # a light or occurrence verb that carries it, or the trigger itself where it is a verb
    score: float
    needed: int | None  # the token that a set phrase needs: "fire" of "opened fire"
    passive: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    token: int
    reading: Reading
    family: Family
    verbal: bool
    needed: int | None


def candidates(passage: Passage, sentence: Sentence) -> Iterator[Candidate]:
    """The words of a sentence that can tell an event, each in the reading that fits best."""
    for i in range(sentence.first, sentence.last):
        word = passage.words[i]
        if "event" not in word.kinds or passage.times[i] >= 0:
            continue
        found = [
            c for r in word.readings if r.sense.kind == "event" and (c := _candidate(passage, sentence, i, r))
        ]
        if not found:
            continue
        verbs = [c for c in found if c.verbal]
        nouns = [c for c in found if not c.verbal]
        chosen = verbs if verbs and (not nouns or _as_verb(passage, sentence, i)) else nouns or verbs
        # A reading whose needed word is there says more than one that needs none.
        yield max(chosen, key=lambda c: c.needed is not None)


def _candidate(passage: Passage, sentence: Sentence, i: int, reading: Reading) -> Candidate | None:
    sense = reading.sense
    if (
        sense.tense == "past"
        and sense.number == 2
        and i > sentence.first
        and "was" in passage.words[i - 1].kinds
    ):
        return None  # `كان طالبا`: a noun in the accusative, no dual
    needed = None
    if sense.needs is not None:
        needed = _needed(passage, sentence, i, sense.needs)
        if needed is None:
            return None
    return Candidate(i, reading, sense.value, sense.tense in VERBAL, needed)


def _needed(passage: Passage, sentence: Sentence, i: int, needs: frozenset[str]) -> int | None:
    for j in range(i + 1, min(sentence.last, i + 1 + NEEDS_WITHIN)):
        if passage.words[j].folded in needs or not needs.isdisjoint(
            bare_forms(passage.lexicon, passage.spelled(j, j + 1))
        ):
            return j
    return None


def _as_verb(passage: Passage, sentence: Sentence, i: int) -> bool:
    """Whether a word that can be verb or noun is a verb here."""
    if passage.lexicon.order == "svo":
        leads = passage.words[i - 1].kinds if i > sentence.first else frozenset[str]()
        return bool(leads & {"to", "soon", "maybe", "pronoun", "not", "that", "relative"})
    if i == sentence.first:
        return True
    before = passage.words[i - 1]
    if any(r.conjunction for r in passage.words[i].readings):
        # "and" joins it to what stands before: a noun after a noun
        return not any(
            r.sense.kind == "event" and r.sense.tense == "noun"
            for w in passage.words[max(sentence.first, i - 4) : i]
            for r in w.readings
        )
    if before.kinds & {"that", "relative", "was", "done", "not", "soon"}:
        return True
    if any(r.sense.kind == "event" and r.sense.tense == "noun" and not r.article for r in before.readings):
        return False
    return not (before.kinds & _BEFORE_NOUN)


def find_triggers(passage: Passage) -> list[Trigger]:
    """All triggers of a text that tell of an event, in text order."""
    from timeline.events.evidence import ENOUGH, evidence

    found: list[Trigger] = []
    for number, sentence in enumerate(passage.sentences):
        here = list(candidates(passage, sentence))
        if not here:
            continue
        clauses = find_clauses(passage, sentence)
        before: Trigger | None = None
        for c in here:
            governor = c.token if c.verbal else _governor(passage, sentence, clauses, c.token)
            modality = modality_of(passage, sentence, clauses, c, governor)
            if modality is None:
                continue
            score = evidence(passage, sentence, clauses, c, governor, modality, before)
            if score < ENOUGH:
                continue
            before = Trigger(
                c.token,
                c.reading,
                c.family,
                c.verbal,
                sentence,
                number,
                clauses,
                modality,
                governor,
                score,
                c.needed,
                _passive(passage, sentence, c),
            )
            found.append(before)
    found = [_as_death(passage, t) for t in found]
    return [t for k, t in enumerate(found) if not t.family.statement or _is_the_news(t, found, k)]


# A statement is an event of its own only in so many sentences from the beginning, or where it is dated.
NEWS = 2


def _as_death(passage: Passage, t: Trigger) -> Trigger:
    """A killing that nobody did, of a flood or an illness, is no assault."""
    if t.family.role != "victim" or t.family.type != EventType.ASSAULT:
        return t
    sentence = [passage.words[k].kinds for k in range(t.sentence.first, t.sentence.last)]
    if not any("nature" in kinds for kinds in sentence) or any("weapon" in kinds for kinds in sentence):
        return t
    return replace(t, family=replace(t.family, type=EventType.DEATH, group="death"))


def _is_the_news(t: Trigger, found: list[Trigger], k: int) -> bool:
    """Whether saying so is what happened: nothing else that happened is told by it."""
    return t.number < NEWS and not any(o.sentence is t.sentence and o is not t for o in found)


def _passive(passage: Passage, sentence: Sentence, c: Candidate) -> bool:
    """Whether a participle stands behind a form of "be": its subject suffers what it tells."""
    if not c.verbal or passage.lexicon.order != "svo" or c.reading.sense.tense not in ("past", "participle"):
        return False
    return any("be" in passage.words[k].kinds for k in range(max(sentence.first, c.token - 2), c.token))


def _governor(passage: Passage, sentence: Sentence, clauses: Clauses, i: int) -> int | None:
    """The light or occurrence verb that carries an event noun: before it, or soon after it."""
    for j in range(i - 1, max(sentence.first, i - 7) - 1, -1):
        if not clauses.same(j, i) or clauses.between(j, i) > 3:
            break
        if _carries(passage, j):
            return j
    for j in range(i + 1, min(sentence.last, i + 8)):
        if clauses.between(i, j) > 8:
            break
        if _carries(passage, j):
            return j
    return None


def _carries(passage: Passage, j: int) -> bool:
    word = passage.words[j]
    return (
        bool(word.kinds & {"light", "occur"})
        and any(r.sense.kind in ("light", "occur") and r.sense.tense in VERBAL for r in word.readings)
        and not _noun_here(passage, j)
    )


def _noun_here(passage: Passage, j: int) -> bool:
    return j > 0 and bool(passage.words[j - 1].kinds & {"in", "toward", "of"})

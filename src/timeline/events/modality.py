"""Did it really happen: what negation, denial, plans, claims and conditions in reach make of a trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.events.clauses import Clauses
from timeline.events.event import Modality
from timeline.events.passage import Passage, Sentence

if TYPE_CHECKING:
    from timeline.events.triggers import Candidate

# How far before a trigger a particle still governs it, in tokens; how far a verb that takes it as its object.
PARTICLE, OBJECT = 3, 5
_PAST, _PRESENT = "past", ("present", "we", "base")


def modality_of(
    passage: Passage, sentence: Sentence, clauses: Clauses, c: Candidate, governor: int | None
) -> Modality | None:
    """The modality of a trigger; None where it is only wished for, feared or spoken of."""
    verb = c.token if c.verbal else governor
    if any(
        "if" in passage.words[k].kinds for k in range(c.token + 1, min(sentence.last, c.token + 1 + PARTICLE))
    ):
        return None
    denied = _denied(passage, sentence, clauses, c)
    if denied:
        return Modality.NEGATED
    own = _by_verb(passage, sentence, clauses, c, verb)
    if own in (None, Modality.NEGATED):
        return own
    if not c.verbal:
        own = _noun(passage, sentence, clauses, c, own or Modality.HAPPENED)
    if own in (Modality.HAPPENED, Modality.ONGOING) and _claimed(passage, sentence, clauses, c.token):
        return Modality.ALLEGED
    return own


def _tense(passage: Passage, c: Candidate, verb: int) -> tuple[str, bool, str]:
    """The verb's tense, whether it is marked as future, and the letter attached before it."""
    if verb == c.token:
        return c.reading.sense.tense, c.reading.future, c.reading.preposition
    for r in passage.words[verb].readings:
        if r.sense.kind in ("light", "occur"):
            return r.sense.tense, r.future, r.preposition
    return _PAST, False, ""


def _by_verb(
    passage: Passage, sentence: Sentence, clauses: Clauses, c: Candidate, verb: int | None
) -> Modality | None:
    if verb is None:
        return Modality.HAPPENED
    tense, future, attached = _tense(passage, c, verb)
    low = max(sentence.first, verb - PARTICLE)
    around = [k for k in range(verb - 1, low - 1, -1) if clauses.between(k, verb) < 8 or k == verb - 1]
    kinds: set[str] = set()
    for k in around:
        kinds |= passage.words[k].kinds
        if passage.words[k].kinds & {"that", "relative"}:
            break
    directly = passage.words[verb - 1].kinds if verb > sentence.first else frozenset[str]()
    if "not" in kinds and not ("relative" in kinds and "not" not in directly):
        return Modality.NEGATED
    if future or tense == "future" or "soon" in kinds:
        return Modality.SCHEDULED
    if "if" in kinds:
        return None
    if tense == "gerund":
        if "was" in directly:
            return Modality.ONGOING
        return Modality.HAPPENED if "when" in directly else None
    if tense in _PRESENT:
        if "to" in directly or attached or "purpose" in directly:
            return _infinitive(passage, sentence, verb)
        if "maybe" in kinds or "done" in kinds:
            return Modality.CONDITIONAL if "maybe" in kinds else None
        if "was" in kinds or _was_before(passage, sentence, clauses, verb):
            return Modality.HAPPENED
        return Modality.ONGOING
    return Modality.HAPPENED


def _was_before(passage: Passage, sentence: Sentence, clauses: Clauses, verb: int) -> bool:
    return any(
        "was" in passage.words[k].kinds and clauses.same(k, verb)
        for k in range(max(sentence.first, verb - 8), verb)
    )


def _infinitive(passage: Passage, sentence: Sentence, verb: int) -> Modality | None:
    """What somebody plans to do is scheduled; what somebody wants, asks for or fears is nothing yet."""
    for k in range(verb - 1, max(sentence.first, verb - 2 * OBJECT) - 1, -1):
        kinds = passage.words[k].kinds
        if kinds & {"plan", "soon"}:
            return Modality.SCHEDULED
        if kinds & {"intend", "maybe", "generic"}:
            return None
    return None


def _noun(
    passage: Passage, sentence: Sentence, clauses: Clauses, c: Candidate, own: Modality
) -> Modality | None:
    i = c.token
    for k in range(i - 1, max(sentence.first, i - PARTICLE) - 1, -1):
        kinds = passage.words[k].kinds
        if clauses.between(k, i) > 3 or "relative" in kinds:
            break
        if "not" in kinds and (k == i - 1 or "generic" in passage.words[i - 1].kinds):
            return Modality.NEGATED
        if "plan" in kinds:
            return Modality.SCHEDULED
        if "soon" in kinds:
            return Modality.SCHEDULED
        if "if" in kinds or "maybe" in kinds:
            return None
    for k in range(i + 1, min(sentence.last, i + 9)):
        kinds = passage.words[k].kinds
        if "soon" in kinds and clauses.between(i, k) < 8:
            return Modality.SCHEDULED
        if "event" in kinds and any(r.sense.tense == _PAST for r in passage.words[k].readings):
            break
    if i + 4 < sentence.last and any("not" in passage.words[k].kinds for k in (i + 1, i + 2)):
        after = passage.words[i + 1].kinds | passage.words[i + 2].kinds
        if "occur" in after:
            return Modality.NEGATED
    return own


def _denied(passage: Passage, sentence: Sentence, clauses: Clauses, c: Candidate) -> bool:
    """Whether a verb of denial governs the trigger: as its object, or in the clause that it takes."""
    for k in range(sentence.first, c.token):
        word = passage.words[k]
        if "deny" not in word.kinds:
            continue
        if c.token - k <= PARTICLE and not c.verbal:
            return True
        border = next(
            (m for m in range(k + 1, min(k + 9, c.token)) if "that" in passage.words[m].kinds), None
        )
        if border is None:
            continue
        beyond = any(
            "that" in passage.words[m].kinds or "relative" in passage.words[m].kinds
            for m in range(border + 1, c.token)
        )
        spoken = any("when" in passage.words[m].kinds for m in range(max(border, c.token - 2), c.token))
        return not beyond and not spoken
    return False


def _claimed(passage: Passage, sentence: Sentence, clauses: Clauses, token: int) -> bool:
    """Whether the trigger stands in the clause of a claim."""
    for k in range(max(sentence.first, token - 20), token):
        if "claim" in passage.words[k].kinds:
            between = range(k + 1, token)
            return (
                sum("that" in passage.words[m].kinds for m in between) == 1
                and clauses.between(k, token) <= 12
            )
    return False

"""Does a trigger tell of one concrete happening: points for and against, in a table that people can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.events.clauses import Clauses
from timeline.events.event import Modality
from timeline.events.passage import Passage, Sentence

if TYPE_CHECKING:
    from timeline.events.triggers import Candidate, Trigger

# From this sum on, a trigger tells an event.
ENOUGH = 2.0

WEIGHTS = {
    "verb in the past": 3.0,
    "verb in the present": 0.5,
    "unsure verb": -2.0,
    "only planned": -1.0,
    "only possible": -2.0,
    "simply not": -1.5,
    "nobody near": -1.5,
    "told by I or you": -1.5,
    "part of a name": -2.5,
    "bare form": -1.0,
    "strong noun": 1.0,
    "weak noun": -0.5,
    "carried by a verb": 1.0,
    "after a time word": 1.0,
    "announced": 1.5,
    "date near": 1.5,
    "number near": 1.5,
    "named party behind": 0.5,
    "between two": 1.0,
    "definite": -1.5,
    "possessed": -0.5,
    "possessed by its parties": 1.0,
    "joined to an event": 1.0,
    "planned or denied": 1.5,
    "plural without a name": -0.5,
    "spoken of in general": -3.0,
    "object of a wish": -1.5,
    "purpose": -1.5,
    "part of another event": -2.0,
    "set phrase": 0.5,
}


def evidence(
    passage: Passage,
    sentence: Sentence,
    clauses: Clauses,
    c: Candidate,
    governor: int | None,
    modality: Modality,
    before: Trigger | None,
) -> float:
    """The sum of the points that hold for a trigger."""
    return sum(WEIGHTS[name] for name in reasons(passage, sentence, clauses, c, governor, modality, before))


def reasons(
    passage: Passage,
    sentence: Sentence,
    clauses: Clauses,
    c: Candidate,
    governor: int | None,
    modality: Modality,
    before: Trigger | None,
) -> list[str]:
    """The names of the points that hold."""
    i = c.token
    out: list[str] = []
    near = [
        k for k in range(max(sentence.first, i - 8), min(sentence.last, i + 16)) if clauses.between(i, k) < 8
    ]
    if any(passage.times[k] >= 0 for k in near):
        out.append("date near")
    if modality in (Modality.SCHEDULED, Modality.NEGATED):
        out.append("planned or denied")
    if c.needed is not None:
        out.append("set phrase")
    if passage.lexicon.capitals and i > sentence.first and passage.char(i).isupper():
        out.append("part of a name")
    if c.verbal:
        bare = c.reading.sense.tense in ("base", "present")
        infinitive = bare and i > sentence.first and "to" in passage.words[i - 1].kinds
        weak = infinitive or modality == Modality.ONGOING
        out.append("verb in the present" if weak else "verb in the past")
        if not c.family.sure:
            out.append("unsure verb")
        if modality == Modality.NEGATED and not _denial(passage, sentence, i):
            out.append("simply not")
        if modality == Modality.CONDITIONAL:
            out.append("only possible")
        if passage.lexicon.capitals:
            out += _doubts(passage, sentence, c, modality)
        if infinitive:
            out.append("only planned")
        return out
    sense = c.reading.sense
    out.append("strong noun" if c.family.strong else "weak noun")
    if governor is not None:
        out.append("carried by a verb")
    previous = [passage.words[k].kinds for k in range(max(sentence.first, i - 2), i)]
    last = previous[-1] if previous else frozenset[str]()
    any_before = last | (previous[0] if len(previous) > 1 and not last else frozenset[str]())
    if "when" in any_before:
        out.append("after a time word")
    if any("say" in passage.words[k].kinds for k in range(max(sentence.first, i - 3), i)):
        out.append("announced")
    if any(
        passage.char(k).isdigit() and passage.times[k] < 0 for k in range(i + 1, min(sentence.last, i + 3))
    ):
        out.append("number near")
    named = _named_behind(passage, sentence, i)
    if named:
        out.append("named party behind")
    if c.reading.suffix:
        out.append("possessed by its parties" if c.family.mutual else "possessed")
    if c.reading.article:
        out.append("definite")
    if c.reading.preposition in passage.lexicon.purpose and governor is None:
        out.append("purpose")
    if c.family.mutual and any(
        "between" in passage.words[k].kinds for k in range(i + 1, min(sentence.last, i + 3))
    ):
        out.append("between two")
    if before is not None and before.verbal and i - before.token <= 14 and clauses.same(before.token, i):
        links = [passage.words[k].kinds & {"against", "toward"} for k in range(max(before.token, i - 3), i)]
        if any(links):
            out.append("part of another event")
    if (
        c.reading.conjunction
        and before is not None
        and not before.verbal
        and before.sentence is sentence
        and i - before.token < 10
    ):
        out.append("joined to an event")
    if sense.number == 3 and not named:
        out.append("plural without a name")
    if "generic" in last or ("generic" in any_before):
        out.append("spoken of in general")
    if (
        any("intend" in passage.words[k].kinds for k in range(max(sentence.first, i - 3), i))
        and governor is None
    ):
        out.append("object of a wish")
    return out


_SOMEBODY = frozenset(
    ("group", "title", "country", "city", "named", "nation", "organisation", "given", "pair")
)


def _denial(passage: Passage, sentence: Sentence, i: int) -> bool:
    return any("deny" in passage.words[k].kinds for k in range(sentence.first, i))


def _doubts(passage: Passage, sentence: Sentence, c: Candidate, modality: Modality) -> list[str]:
    """What speaks against a verb in a language that writes names with capitals."""
    i = c.token
    out = []
    around = [k for k in range(max(sentence.first, i - 8), min(sentence.last, i + 9)) if k != i]
    if not any(
        passage.words[k].kinds & _SOMEBODY or (passage.char(k).isupper() and k > sentence.first)
        for k in around
    ):
        out.append("nobody near")
    if any("speaker" in passage.words[k].kinds for k in range(max(sentence.first, i - 3), i)):
        out.append("told by I or you")
    if modality == Modality.ONGOING and c.reading.sense.tense == "base":
        out.append("bare form")
    return out


def _named_behind(passage: Passage, sentence: Sentence, i: int) -> bool:
    """Whether a name, a nation or a place stands right behind, or one word further on."""
    kinds = {"city", "country", "nation", "named", "title", "given", "between", "pair"}
    return any(passage.words[k].kinds & kinds for k in range(i + 1, min(sentence.last, i + 4)))

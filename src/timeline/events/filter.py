"""Does a sentence really report an event of a type: what weights learned from labelled sentences say.

A second opinion over the lexicon's candidates, never a source of its own: it drops what the rules take for an
event that happened, and takes up the best candidate that they left where all of its sentence speaks for one.
Weights: languages/<code>/filter.json, where a language has it; docs/event-filter.md says how they came about.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt
from typing import Any

from timeline.events.candidates import Candidate
from timeline.events.event import EventType, Modality
from timeline.events.evidence import ENOUGH
from timeline.events.lexicon import Family
from timeline.events.scene import Scene

FILE = "filter.json"
# Only of these has anyone said whether a sentence reports them.
REPORTED = (Modality.HAPPENED, Modality.ONGOING)
# It learned from sentences without their article, and is asked only of texts of so many: in an article,
# background that belongs on a timeline looks to it like what reports nothing.
ALONE = 2
# What is left of a word has at least so many letters.
SHORTEST = 3
NUMBER = "#"
# The words beside a candidate: so many before it, and behind. What stands there of its own type is only that.
BESIDE, OWN = 3, "="
# What stands before a sentence's first word, and behind its last.
BEGINS, ENDS = "<", ">"
# The filter remembers the stems of so many words.
MEMORY = 100_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate as the rules see it: its family by its cause, its modality, and the points that hold."""

    candidate: Candidate
    family: Family
    modality: Modality
    governor: int | None
    points: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one type. `words`: by stem, and by what a word can be; `pairs`: by two stems that follow each other;
    `beside`: by what stands near its candidates; these count by how many there are in the sentence.
    `points`: by what the rules say of its candidates. From a sum of 0 on, the sentence reports one.
    """

    bias: float
    words: Mapping[str, float] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=dict)
    pairs: Mapping[str, float] = field(default_factory=dict)
    beside: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """The weights of each type, and which letters a word's stem, its key in them, goes without."""

    joined: tuple[str, ...]  # one of these, then one of `attached`
    attached: tuple[str, ...]
    endings: tuple[str, ...]
    types: Mapping[EventType, Weights]
    memory: dict[str, str] = field(default_factory=dict)

    def stem(self, word: str) -> str:
        """A folded word without what may be attached to it, rightly or not."""
        known = self.memory.get(word)
        if known is None:
            if len(self.memory) > MEMORY:
                self.memory.clear()
            known = word
            for letters in (self.joined, self.attached):
                front = next((a for a in letters if _comes_off(known, a, known.startswith)), "")
                known = known.removeprefix(front)
            ending = next((e for e in self.endings if _comes_off(known, e, known.endswith)), "")
            known = known.removesuffix(ending)
            self.memory[word] = known
        return known


def _comes_off(word: str, letters: str, has: Callable[[str], bool]) -> bool:
    return has(letters) and len(word) >= SHORTEST + len(letters)


@cache
def load_filter(code: str) -> Filter | None:
    """The filter of a language, None where it has none: then the rules alone decide."""
    file = files("timeline").joinpath("languages", code, FILE)
    return read_filter(json.loads(file.read_text("utf-8"))) if file.is_file() else None


def read_filter(table: dict[str, Any]) -> Filter:
    """A filter from what its file holds."""
    joined, attached, endings = (tuple(table["stems"][name]) for name in ("joined", "attached", "endings"))
    types = {EventType(kind): Weights(**weights) for kind, weights in table["types"].items()}
    return Filter(joined, attached, endings, types)


def confirmed(judge: Filter | None, scene: Scene, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The candidates of a sentence that tell an event: by the rules, and of what the filter knows by both."""
    told = [w for w in weighed if w.score >= ENOUGH]
    if judge is None or len(scene.passage.sentences) > ALONE:
        return told
    for kind in {w.family.type for w in weighed} & judge.types.keys():
        ones = [w for w in weighed if w.family.type == kind]
        happened = [w for w in ones if w.modality in REPORTED]
        if not happened:
            continue
        if total(judge, kind, scene, ones) < 0:
            told = [w for w in told if w not in happened]
        elif not any(w in told for w in happened):
            told.append(max(happened, key=lambda w: w.score))
    return sorted(told, key=lambda w: w.candidate.token)


def total(judge: Filter, kind: EventType, scene: Scene, weighed: Sequence[Weighed]) -> float:
    """How much speaks for it that a sentence reports an event of a type, of which it has these candidates."""
    weights, signs = judge.types[kind], signs_of(judge, scene, weighed)
    return (
        weights.bias
        + _shared_out(weights.words, signs["words"])
        + _shared_out(weights.pairs, signs["pairs"])
        + _shared_out(weights.beside, signs["beside"])
        + _sum(weights.points, signs["points"])
    )


def signs_of(judge: Filter, scene: Scene, weighed: Sequence[Weighed]) -> dict[str, frozenset[str]]:
    """What a sentence has that may have a weight, by the field of `Weights`."""
    stems = _stems(judge, scene)
    return {
        "words": _words(scene, stems),
        "pairs": _pairs(stems),
        "beside": _beside(scene, stems, weighed),
        "points": _points(scene, stems, weighed),
    }


def _shared_out(weights: Mapping[str, float], signs: frozenset[str]) -> float:
    return _sum(weights, signs) / sqrt(len(signs) or 1)


def _sum(weights: Mapping[str, float], signs: frozenset[str]) -> float:
    return sum(sorted(weights.get(sign, 0.0) for sign in signs))


def _stems(judge: Filter, scene: Scene) -> list[str]:
    """For each token of a sentence the stem of its word, what stands for a number, or the mark that it is."""
    passage = scene.passage
    out = []
    for i in range(scene.sentence.first, scene.sentence.last):
        spelled = passage.spelled(i, i + 1)
        if passage.char(i).isalpha():
            out.append(judge.stem(passage.lexicon.fold(spelled)))
        else:
            out.append(NUMBER if passage.char(i).isdigit() else spelled)
    return out


def _words(scene: Scene, stems: Sequence[str]) -> frozenset[str]:
    """The stems of a sentence's words, and what each can be, marked with "="."""
    words: set[str] = set()
    for i, stem in enumerate(stems, scene.sentence.first):
        if stem == NUMBER:
            words.add(stem)
            continue
        if scene.passage.char(i).isalpha():
            words.add(stem)
        words |= {f"={kind}" for kind in scene.kinds(i)}
    return frozenset(words)


def _pairs(stems: Sequence[str]) -> frozenset[str]:
    return frozenset(f"{a} {b}" for a, b in pairwise((BEGINS, *stems, ENDS)))


def _beside(scene: Scene, stems: Sequence[str], weighed: Iterable[Weighed]) -> frozenset[str]:
    """The words near the candidates that are reported, and what each can be; never the type's own words:
    what stands there is much the same for all types, and learned from all.
    """
    first = scene.sentence.first
    own = {w.candidate.token - first for w in weighed}
    beside: set[str] = set()
    for i in {w.candidate.token - first for w in weighed if w.modality in REPORTED}:
        for j in range(max(0, i - BESIDE), min(len(stems), i + BESIDE + 1)):
            if j == i:
                continue
            side = "-" if j < i else "+"
            if j in own:
                beside.add(side + OWN)
                continue
            beside.add(side + stems[j])
            beside |= {f"{side}={kind}" for kind in scene.kinds(first + j)}
    return frozenset(beside)


def _points(scene: Scene, stems: Sequence[str], weighed: Iterable[Weighed]) -> frozenset[str]:
    """All that the rules say of the candidates of one type in a sentence, and which words they are."""
    points: set[str] = set()
    for w in weighed:
        name, sense = w.family.name, w.candidate.reading.sense
        i = w.candidate.token - scene.sentence.first
        points |= {f"is {w.modality}", f"from {name}", f"{name} {w.modality}", f"{name} {sense.tense}"}
        points |= {f"of {sense.lemma}", f"as {scene.passage.words[w.candidate.token].folded}", *w.points}
        points |= {f"tense {sense.tense}"}
        points |= {f"behind {stem}" for stem in stems[max(0, i - 1) : i]}
        points |= {f"before {stem}" for stem in stems[i + 1 : i + 2]}
        if w.candidate.verbal:
            points.add("verbal")
        if w.candidate.reading.article:
            points.add("article")
    return frozenset(points)

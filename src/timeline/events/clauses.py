"""Where do clauses begin: a number for each token of a sentence, and how hard a border lies between two."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.passage import Passage, Sentence
from timeline.events.words import FINITE

# What it costs to look over the border before a clause, in tokens.
SUBORDINATE, VERB, COMMA = 8, 5, 3
_MARKS = {
    ",": COMMA,
    "،": COMMA,
    ";": SUBORDINATE,
    "؛": SUBORDINATE,
    ":": SUBORDINATE,
    "–": COMMA,
    "—": COMMA,
    "(": 1,
}


@dataclass(frozen=True, slots=True)
class Clauses:
    """`hard[k]`: the number of the main or subordinate clause of the k-th token of a sentence.

    `cost[k]`: the cost of all borders up to it; between two tokens lies the difference.
    """

    first: int
    hard: list[int]
    cost: list[int]

    def same(self, a: int, b: int) -> bool:
        """Whether no subordinate clause begins or ends between two tokens."""
        return self.hard[a - self.first] == self.hard[b - self.first]

    def between(self, a: int, b: int) -> int:
        return abs(self.cost[a - self.first] - self.cost[b - self.first])


def _sets_apart(passage: Passage, sentence: Sentence, i: int) -> bool:
    """Whether a comma and the next mark only set a time apart: `رفع المكتب التحذير، صباح أمس، لكنه …`."""
    number, k = passage.times[i + 1] if i + 1 < sentence.last else -1, i + 1
    while k < sentence.last and number >= 0 and passage.times[k] == number:
        k += 1
    return number >= 0 and (k == sentence.last or not passage.char(k).isalnum())


def _measures(passage: Passage, i: int) -> bool:
    """Whether a relative pronoun only begins how many there are: `ما لا يقل عن 20`."""
    return any("roughly" in word.kinds for word in passage.words[i + 1 : i + 3])


def find_clauses(passage: Passage, sentence: Sentence) -> Clauses:
    """Mark the borders of one sentence's clauses."""
    hard: list[int] = []
    cost: list[int] = []
    number = total = 0
    words, first = passage.words, sentence.first
    for i in [k for k in range(first, sentence.last) if words[k].borders]:
        word = words[i]
        hard += [number] * (i - first - len(hard))
        cost += [total] * (i - first - len(cost))
        if word.kinds:
            if ("that" in word.kinds or "relative" in word.kinds) and not _measures(passage, i):
                number += 1
                total += SUBORDINATE
            elif any(r.conjunction and r.sense.tense in FINITE for r in word.readings):
                number += 1
                total += VERB
        else:
            step = _MARKS.get(passage.char(i), 0)
            if step == SUBORDINATE and passage.times[i - 1] >= 0:
                step = COMMA  # a chronicle: "21 May 2005: …"
            elif step == COMMA and _sets_apart(passage, sentence, i):
                step = 0
            total += step
            if step == SUBORDINATE:
                number += 1
    count = sentence.last - first
    hard += [number] * (count - len(hard))
    cost += [total] * (count - len(cost))
    return Clauses(first, hard, cost)

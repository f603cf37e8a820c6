"""What stands around a word: one sentence with its clauses, and the questions that are asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.clauses import Clauses, find_clauses
from timeline.events.passage import Passage, Sentence

# The lead is among the first sentences, behind none but headings: so many sentences, and tokens in each.
LEAD, HEADING = 2, 14
_NONE: frozenset[str] = frozenset()


# A text with so many of its words speaks of sport: `النصر` is a club in it, and a victory elsewhere.
SPORTING = 3


def of_sport(passage: Passage) -> bool:
    """Whether a text speaks of sport."""
    return len(passage.places.get("about SPORT", ())) >= SPORTING


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence of a passage, its number, and where its clauses begin. All places are tokens."""

    passage: Passage
    sentence: Sentence
    number: int
    clauses: Clauses

    def kinds(self, i: int) -> frozenset[str]:
        """What the word at a place can be; nothing outside the sentence."""
        inside = self.sentence.first <= i < self.sentence.last
        return self.passage.words[i].kinds if inside else _NONE

    def before(self, i: int, reach: int) -> range:
        """The places of at most so many words before one, the farthest first."""
        return range(max(self.sentence.first, i - reach), i)

    def after(self, i: int, reach: int) -> range:
        """The places of at most so many words after one."""
        return range(i + 1, min(self.sentence.last, i + 1 + reach))

    def has(self, kind: str, places: range) -> bool:
        """Whether a word of a kind stands at any of these places."""
        return self.passage.has(kind, places.start, places.stop)

    def where(self, places: range, *kinds: str) -> list[int]:
        """Those of these places at which a word of one of these kinds stands, in order."""
        return self.passage.where(places.start, places.stop, *kinds)

    @property
    def leads(self) -> bool:
        """Whether it is the first sentence of the text, datelines and headings aside: it tells the news."""
        return self.number <= LEAD and all(
            s.last - s.first <= HEADING and not _tells(self.passage, s)
            for s in self.passage.sentences[: self.number]
        )

    def timed(self, i: int) -> bool:
        """Whether a place is in a time expression; none outside the sentence is."""
        return self.sentence.first <= i < self.sentence.last and self.passage.times[i] >= 0


def _tells(passage: Passage, sentence: Sentence) -> bool:
    """Whether a verb in the past makes a sentence of what could be a heading."""
    words = passage.words[sentence.first : sentence.last]
    return any(r.sense.tense == "past" for word in words for r in word.readings)


def open_scene(passage: Passage, number: int) -> Scene:
    """The scene of a passage's sentence with that number."""
    sentence = passage.sentences[number]
    return Scene(passage, sentence, number, find_clauses(passage, sentence))

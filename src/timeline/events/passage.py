"""What is a text, read: its words in order with what each can be, its sentences, and where it tells times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon, Reading, Word, analyse
from timeline.events.sentences import split_sentences
from timeline.expression import TimeExpression
from timeline.language import TOKEN

NOTHING = Word("", (), (), frozenset(), False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Half-open token numbers, and half-open code points of the raw text."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The tokens as parallel lists. `times[i]` is the time expression that token i is in, or -1.

    Phrases are one word at their first token; `size` tells how many tokens a word takes up.
    """

    text: str
    lexicon: Lexicon
    starts: list[int]
    ends: list[int]
    words: list[Word]
    times: list[int]
    sizes: dict[int, int]
    sentences: tuple[Sentence, ...]
    sentence_starts: list[int]

    def sentence_of(self, token: int) -> Sentence:
        return self.sentences[self.sentence_number(token)]

    def sentence_number(self, token: int) -> int:
        return max(bisect_right(self.sentence_starts, token) - 1, 0)

    def size(self, token: int) -> int:
        return self.sizes.get(token, 1)

    def spelled(self, first: int, last: int) -> str:
        """The raw text of tokens [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def char(self, token: int) -> str:
        """The first character of a token, or a line break outside the text."""
        return self.text[self.starts[token]] if 0 <= token < len(self.starts) else "\n"


def read(text: str, lexicon: Lexicon, expressions: Sequence[TimeExpression]) -> Passage:
    """Cut a text into words and look each up."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[Word] = []
    memory = lexicon.memory
    spots: list[int] = []
    for m in TOKEN.finditer(text):
        start, end = m.span()
        spelled = m.group()
        word = memory.get(spelled) or analyse(lexicon, spelled)
        if word.opens:
            spots.append(len(starts))
        starts.append(start)
        ends.append(end)
        words.append(word)
    times = _times(starts, expressions)
    sizes = _phrases(words, spots, times)
    sentences = _sentences(text, starts, lexicon.abbreviations)
    return Passage(text, lexicon, starts, ends, words, times, sizes, sentences, [s.first for s in sentences])


def _times(starts: list[int], expressions: Sequence[TimeExpression]) -> list[int]:
    times = [-1] * len(starts)
    for number, e in enumerate(expressions):
        i = bisect_right(starts, e.start - 1)
        while i < len(starts) and starts[i] < e.end:
            times[i] = number
            i += 1
    return times


def _phrases(words: list[Word], spots: list[int], times: list[int]) -> dict[int, int]:
    """Put each phrase at its first token, in place of its words; of several, the longest."""
    sizes: dict[int, int] = {}
    taken = 0
    originals = [w.folded for w in words]
    for i in spots:
        if i < taken or times[i] >= 0:
            continue
        for rest, reading in words[i].opens:
            last = i + 1 + len(rest)
            if last <= len(words) and all(originals[i + 1 + k] == part for k, part in enumerate(rest)):
                words[i] = _as_phrase(words[i], reading)
                for k in range(i + 1, last):
                    words[k] = NOTHING
                sizes[i] = last - i
                taken = last
                break
    return sizes


def _as_phrase(word: Word, reading: Reading) -> Word:
    readings = () if reading.sense.kind == "stop" else (reading,)
    return Word(word.folded, readings, (), frozenset(r.sense.kind for r in readings), word.common)


def _sentences(text: str, starts: list[int], abbreviations: frozenset[str]) -> tuple[Sentence, ...]:
    found = []
    i = 0
    for start, end in split_sentences(text, abbreviations):
        while i < len(starts) and starts[i] < start:
            i += 1
        first = i
        while i < len(starts) and starts[i] < end:
            i += 1
        if i > first:
            found.append(Sentence(first, i, start, end))
    return tuple(found)

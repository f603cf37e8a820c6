"""What is a text, read: its words in order with what each can be, its sentences, and where it tells times."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from timeline.events.lexicon import Lexicon, Reading, Word
from timeline.events.sentences import split_sentences
from timeline.events.words import analyse, begins_clause
from timeline.expression import TimeExpression
from timeline.language import cut

# The kinds of words that govern the noun behind them.
PREPOSITIONS = frozenset(("in", "from", "when", "with", "between", "against", "toward", "by", "of"))
# The kind of what stands in a time expression.
TIMED = "timed"
_REPORTS = frozenset(("that", "reports"))


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

    Phrases are one word at their first token; `size` tells how many tokens a word takes up. `places` are the
    tokens of the words that can be of a kind, and of the times, so that nobody walks over a text to look for
    one.
    """

    text: str
    lexicon: Lexicon
    starts: list[int]
    ends: list[int]
    words: list[Word]
    times: list[int]
    places: dict[str, list[int]]
    sizes: dict[int, int]
    sentences: tuple[Sentence, ...]
    sentence_starts: list[int]

    def sentence_of(self, token: int) -> Sentence:
        return self.sentences[self.sentence_number(token)]

    def sentence_number(self, token: int) -> int:
        return max(bisect_right(self.sentence_starts, token) - 1, 0)

    def size(self, token: int) -> int:
        return self.sizes.get(token, 1)

    def where(self, first: int, last: int, *kinds: str) -> list[int]:
        """The tokens in [first, last) whose word can be of one of these kinds, in order."""
        found: list[int] = []
        for kind in kinds:
            places = self.places.get(kind)
            if places:
                found += places[bisect_left(places, first) : bisect_left(places, last)]
        return sorted({*found}) if len(kinds) > 1 and found else found

    def has(self, kind: str, first: int, last: int) -> bool:
        """Whether a word in tokens [first, last) can be of a kind."""
        places = self.places.get(kind)
        if not places:
            return False
        k = bisect_left(places, first)
        return k < len(places) and places[k] < last

    def reports(self, token: int) -> bool:
        """Whether what somebody says begins behind a word: `قالت إن تركيا`."""
        return self.words[token].kinds >= _REPORTS

    def spelled(self, first: int, last: int) -> str:
        """The raw text of tokens [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def char(self, token: int) -> str:
        """The first character of a token, or a line break outside the text."""
        return self.text[self.starts[token]] if 0 <= token < len(self.starts) else "\n"


# A stretch of text is read as one: people and events are followed so far. No article is longer.
STRETCH = 200_000
# A sentence of more tokens is read as several, so that no text costs more than its length.
LONGEST_SENTENCE = 300


def stretches(text: str, lexicon: Lexicon, expressions: Sequence[TimeExpression]) -> Iterator[Passage]:
    """A text as passages of whole sentences, mostly one, in order."""
    spans = split_sentences(text, lexicon.abbreviations)
    first = 0
    for k, (_, end) in enumerate(spans):
        if k + 1 == len(spans) or end - spans[first][0] > STRETCH:
            yield _read(text, lexicon, expressions, spans[first : k + 1])
            first = k + 1


def read(text: str, lexicon: Lexicon, expressions: Sequence[TimeExpression]) -> Passage:
    """All of a text as one passage."""
    return _read(text, lexicon, expressions, split_sentences(text, lexicon.abbreviations))


def _read(
    text: str, lexicon: Lexicon, expressions: Sequence[TimeExpression], spans: list[tuple[int, int]]
) -> Passage:
    """Cut a stretch of text into words and look each up."""
    spelled, starts, ends = cut(text)
    first = bisect_left(starts, spans[0][0]) if spans else 0
    last = bisect_left(starts, spans[-1][1]) if spans else 0
    starts, ends = starts[first:last], ends[first:last]
    recall = lexicon.memory.get
    words = [recall(one) or analyse(lexicon, one) for one in spelled[first:last]]
    times = _times(starts, expressions)
    sizes = _phrases(words, [i for i, word in enumerate(words) if word.opens], times)
    sentences = tuple(_sentences(starts, ends, spans))
    places = defaultdict(list, {TIMED: [i for i, number in enumerate(times) if number >= 0]})
    for i, word in enumerate(words):
        for kind in word.kinds:
            places[kind].append(i)
    firsts = [s.first for s in sentences]
    return Passage(text, lexicon, starts, ends, words, times, places, sizes, sentences, firsts)


_end = attrgetter("end")


def _times(starts: list[int], expressions: Sequence[TimeExpression]) -> list[int]:
    times = [-1] * len(starts)
    if not starts:
        return times
    for number in range(bisect_right(expressions, starts[0], key=_end), len(expressions)):
        e = expressions[number]
        if e.start > starts[-1]:
            break
        i = bisect_right(starts, e.start - 1)
        while i < len(starts) and starts[i] < e.end:
            times[i] = number
            i += 1
    return times


def _phrases(words: list[Word], spots: list[int], times: list[int]) -> dict[int, int]:
    """Put each phrase at its first token, in place of its words; of several, the longest."""
    sizes: dict[int, int] = {}
    taken = 0
    count = len(words)
    for i in spots:
        if i < taken or times[i] >= 0 or i + 1 == count:
            continue
        for rest, reading in words[i].opens.get(words[i + 1].folded, ()):
            last = i + 1 + len(rest)
            if last <= count and all(words[i + 1 + k].folded == part for k, part in enumerate(rest)):
                words[i] = _as_phrase(words[i], reading)
                words[i + 1 : last] = map(_inside, words[i + 1 : last])
                sizes[i] = last - i
                taken = last
                break
    return sizes


def _as_phrase(word: Word, reading: Reading) -> Word:
    readings = () if reading.sense.kind == "stop" else (reading,)
    kinds = frozenset(r.sense.kind for r in readings)
    return Word(word.folded, readings, {}, kinds, word.common, word.fills, begins_clause(readings))


def _inside(word: Word) -> Word:
    """What a phrase leaves of its words but the first."""
    return Word("", (), {}, frozenset(), False, word.fills, word.borders and not word.kinds)


def _sentences(starts: list[int], ends: list[int], spans: list[tuple[int, int]]) -> Iterator[Sentence]:
    i = 0
    for start, end in spans:
        first, i = i, bisect_left(starts, end, i)
        for k in range(first, i, LONGEST_SENTENCE):
            last = min(k + LONGEST_SENTENCE, i)
            yield Sentence(k, last, start if k == first else starts[k], end if last == i else ends[last - 1])

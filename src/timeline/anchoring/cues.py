"""Which words beside a date tell when the text was written: what languages/<code>/dating.toml knows.

[side] past, future     just before a date: it has been, it is still to come
       past_after, future_after     the same, just after it
       ahead            how many words before a date one of the future may stand
       sentence         how many words of its sentence before a full day are looked through
       introduces       words after which a bare figure is a year, where only those make it one: "in 2013"
[named] year            a year beside these is only a name ("World Cup 2018")
[compared] year         a year after these is that before the year of writing
[today] word            before a weekday or a figure: the date is the day of writing
[anniversary] word      what makes a number of years since an event
[dateline] agency, stamp, twin, era     what stands beside a date that is the article's own
           preposition          what stands before one that it is about
[relation] after, before, …     before an event: how what is told lies to it
           filler               what may stand between such a word and the event
           joining              what joins one more event to it: "and"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from timeline.language import TOKEN, fold, load_language, readable

Words = frozenset[str]
# The same words stand beside dates again and again.
_folded = lru_cache(maxsize=1 << 14)(fold)
# A cue stands at most so many words before a date, or after it; a name just beside its year.
_BEFORE, _AFTER, _BESIDE = 6, 2, 3
# In so many code points that many words fit, and an entry has so many words.
_REACH, _LONGEST = 56, 4
# A word and its blank are so long at most, in the sentence before a day; what ends one.
_LETTERS, _STOPS = 10, ".!?؟\n"
# The second year of a season, as it is written after the first.
_OF_A_SEASON = re.compile(r"\\?[/–-]\s?\d")
_ENDS = frozenset(".!?؟;؛:،,\n")


@dataclass(frozen=True, slots=True)
class Cues:
    """The words, folded; multi-word entries with one blank between words."""

    past: Words
    future: Words
    ahead: int
    sentence: int
    past_after: Words
    future_after: Words
    introduces: Words
    named: Words
    compared: Words
    today: Words
    anniversary: Words
    anniversary_like: tuple[str, ...]  # as they are spelled: a text without any has no anniversary
    agency: Words
    stamp: Words
    twin: Words
    preposition: Words
    era: Words
    weekdays: Words
    relations: Mapping[str, Words]
    filler: Words
    joining: Words
    attached: tuple[str, ...]  # letters that may be written as one with the word after them

    def side(self, text: str, start: int, end: int, *, is_year: bool = False, is_day: bool = False) -> int:
        """-1 for a date of what has been, +1 for one still to come, 0 where no word beside it tells."""
        before = _words_before(text, start)
        if is_year and self._any(before[-_BESIDE:], self.named):
            return 0
        after = _words_after(text, end)
        if self._any(after, self.future_after):
            return 1
        for i in range(len(before) - 1, -1, -1):
            ahead = i >= len(before) - self.ahead and self._begins(before, i, self.future)
            if ahead or self._begins(before, i, self.past):
                return 1 if ahead else -1
        if self._any(after, self.past_after):
            return -1
        return self._told_far(text, start) if is_day and self.sentence else 0

    def _told_far(self, text: str, start: int) -> int:
        """The side that the nearest word tells in all of the sentence before a place."""
        begins = max(start - self.sentence * _LETTERS, 0)
        begins = max(begins, *(text.rfind(end, begins, start) + 1 for end in _STOPS))
        words = [_folded(t.group()) for t in TOKEN.finditer(text, begins, start) if t.group()[0].isalnum()]
        words = words[-self.sentence :]
        for i in range(len(words) - 1, -1, -1):
            if self._begins(words, i, self.future):
                return 1
            if self._begins(words, i, self.past):
                return -1
        return 0

    def is_year(self, text: str, start: int, end: int) -> bool:
        """Whether a year is one, and no clock time or half of a season: "in 2013", not "2050", "2013/14"."""
        if _OF_A_SEASON.match(text, end):
            return False
        bare = text[start:end].isdecimal() and bool(self.introduces)
        return not bare or self.precedes(text, start, self.introduces)

    def is_today(self, text: str, start: int, end: int) -> bool:
        """Whether a date is told as today's: the word for it, then a weekday or a figure."""
        words = [_folded(t.group()) for t in TOKEN.finditer(text, start, end)]
        return (
            len(words) > 1 and words[0] in self.today and (words[1].isdecimal() or words[1] in self.weekdays)
        )

    def relation(self, words: Sequence[str]) -> tuple[str, int] | None:
        """How what is told lies to an event that follows these folded words, and how many of them say so."""
        for length in range(min(len(words), _LONGEST), 0, -1):
            first = words[-length]
            rest = words[len(words) - length + 1 :]
            for form in dict.fromkeys(
                (first, first[1:] if first.startswith(self.attached or "\0") else first)
            ):
                phrase = " ".join((form, *rest))
                for kind, known in self.relations.items():
                    if phrase in known:
                        return kind, length
        return None

    def is_after(self, text: str, start: int) -> bool:
        """Whether a word before an event says that what is told came after it."""
        found = self.relation(_words_before(text, start))
        return found is not None and found[0] in ("after", "since", "day_after")

    def follows(self, text: str, end: int, kind: Words) -> bool:
        """Whether one of these begins right after a place, white space and punctuation left aside."""
        words = [_folded(t.group()) for t in TOKEN.finditer(text, end, end + 40)]
        words = [w for w in words if w[0].isalnum()][:_LONGEST]
        return bool(words) and self._begins(words, 0, kind)

    def precedes(self, text: str, start: int, kind: Words) -> bool:
        """Whether one of these ends right before a place, white space and punctuation left aside."""
        words = [_folded(t.group()) for t in TOKEN.finditer(text, max(start - 40, 0), start)]
        words = [w for w in words if w[0].isalnum()][-_LONGEST:]
        return any(self._stem(" ".join(words[i:]), kind) in kind for i in range(len(words)))

    def _any(self, words: Sequence[str], kind: Words) -> bool:
        return any(self._begins(words, i, kind) for i in range(len(words)))

    def _begins(self, words: Sequence[str], i: int, kind: Words) -> bool:
        """Whether an entry begins with the i-th word."""
        phrase = self._stem(words[i], kind)
        if phrase in kind:
            return True
        for word in words[i + 1 : i + _LONGEST]:
            phrase += " " + word
            if phrase in kind:
                return True
        return False

    def _stem(self, word: str, kind: Words) -> str:
        """The word without an attached conjunction, where that is what the language knows."""
        if word not in kind and word.startswith(self.attached or ("\0",)) and len(word) > 3:
            return word[1:]
        return word


def _words_before(text: str, start: int) -> list[str]:
    """The folded words of the clause before a place, the nearest last."""
    words: list[str] = []
    for t in TOKEN.finditer(text, max(start - _REACH, 0), start):
        word = t.group()
        if word in _ENDS:
            words.clear()
        elif word[0].isalnum():
            words.append(_folded(word))
    return words[-_BEFORE:]


def _words_after(text: str, end: int) -> list[str]:
    words: list[str] = []
    for t in TOKEN.finditer(text, end, end + _REACH // 2):
        word = t.group()
        if word in _ENDS or len(words) == _AFTER:
            break
        if word[0].isalnum():
            words.append(_folded(word))
    return words


@cache
def load_cues(code: str) -> Cues:
    """The cues of a language, none where nothing is known of it."""
    path = files("timeline").joinpath("languages", code, "dating.toml")
    data = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}

    def words(table: str, key: str) -> Words:
        entries = re.split(r"\s*\|\s*", data.get(table, {}).get(key, "").strip())
        return frozenset(" ".join(fold(t) for t in TOKEN.findall(e)) for e in entries if e)

    spelled = load_language(code).words if readable(code) else {}
    return Cues(
        past=words("side", "past"),
        future=words("side", "future"),
        ahead=data.get("side", {}).get("ahead", _BEFORE),
        sentence=data.get("side", {}).get("sentence", 0),
        past_after=words("side", "past_after"),
        future_after=words("side", "future_after"),
        introduces=words("side", "introduces"),
        named=words("named", "year"),
        compared=words("compared", "year"),
        today=words("today", "word"),
        anniversary=words("anniversary", "word"),
        anniversary_like=tuple(data.get("anniversary", {}).get("word", "").split(" | ")),
        agency=words("dateline", "agency"),
        stamp=words("dateline", "stamp"),
        twin=words("dateline", "twin"),
        preposition=words("dateline", "preposition"),
        era=words("dateline", "era"),
        relations={
            kind: words("relation", kind)
            for kind in data.get("relation", {})
            if kind not in ("filler", "joining")
        },
        filler=words("relation", "filler"),
        joining=words("relation", "joining"),
        weekdays=frozenset(w for w, known in spelled.items() if any(c == "weekday" for c, _ in known)),
        attached=tuple(data.get("attached", "").split()),
    )

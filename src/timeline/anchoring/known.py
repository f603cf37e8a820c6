"""Which events does the reader know the date of: a file of names, and where a text speaks of one.

CSV with the header `names,start,end`: names in any languages with " / " between them; ISO 8601 dates, months
or years; the end is inclusive and may be left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from timeline.document import Frozen, stable_id
from timeline.interval import Interval, day_number, days_in_month
from timeline.language import TOKEN, fold

HEADER = ("names", "start", "end")
# What may be written as one with the first word of a name, and before each of its nouns.
_ATTACHED, _ARTICLE = ("و", "ف", "ب", "ل", "ك"), "ال"
_DATE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class KnownEvent(Frozen):
    """An event that the reader dates. `key` is the same for the same row on any machine."""

    key: str
    names: tuple[str, ...]
    interval: Interval


class Landmark(Frozen):
    """Where a text speaks of a known event: half-open code points of the raw text."""

    start: int
    end: int
    event: KnownEvent


class KnownEvents:
    """Known events, found in a text in time linear in it."""

    def __init__(self, events: tuple[KnownEvent, ...] = ()) -> None:
        self.events = events
        # By first word: the words of each name that begins with it, the longest first.
        self._names: dict[str, list[tuple[tuple[str, ...], KnownEvent]]] = {}
        for event in events:
            for name in event.names:
                words = tuple(_plain(w) for w in _words(name))
                if words:
                    self._names.setdefault(words[0], []).append((words, event))
        for found in self._names.values():
            found.sort(key=lambda f: (-len(f[0]), f[0], f[1].key))

    def __bool__(self) -> bool:
        return bool(self.events)

    def find(self, text: str) -> tuple[Landmark, ...]:
        """The known events that a text names, in order, none overlapping; the longest name wins."""
        if not self.events:
            return ()
        tokens = [m for m in TOKEN.finditer(text) if m.group()[0].isalnum()]
        words = [_plain(fold(m.group())) for m in tokens]
        out: list[Landmark] = []
        i = 0
        while i < len(words):
            found = next(self._at(words, i), None)
            if found is None:
                i += 1
                continue
            length, attached, event = found
            start, end = tokens[i].start() + attached, tokens[i + length - 1].end()
            out.append(Landmark(start=start, end=end, event=event))
            i += length
        return tuple(out)

    def _at(self, words: list[str], i: int) -> Iterator[tuple[int, int, KnownEvent]]:
        first = words[i]
        forms = [(first, 0)]
        if first.startswith(_ATTACHED) and len(first) > 3:
            forms.append((_plain(first[1:]), 1))
        for form, attached in forms:
            for name, event in self._names.get(form, ()):
                if len(name) == 1 or tuple(words[i + 1 : i + len(name)]) == name[1:]:
                    yield len(name), attached, event


def _words(name: str) -> list[str]:
    return [fold(w) for w in TOKEN.findall(name) if w[0].isalnum()]


def _plain(word: str) -> str:
    """A folded word without the article, which names have in one place and lack in another."""
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) > 4 else word


def read_known_events(path: Path) -> tuple[KnownEvents, tuple[tuple[str, str], ...]]:
    """The events of a file, and where and why a row gives none; no file gives no events.

    Rows are UTF-8. Raises OSError where the file is there and can't be read.
    """
    if not path.exists():
        return KnownEvents(), ()
    lines = path.read_text("utf-8-sig", errors="replace").splitlines()
    events: dict[str, KnownEvent] = {}
    problems: list[tuple[str, str]] = []
    for number, row in enumerate(csv.DictReader(lines), 2):
        try:
            event = _event(row)
        except ValueError as error:
            problems.append((f"{path.name}:{number}", str(error)))
        else:
            events[event.key] = event
    return KnownEvents(tuple(events.values())), tuple(problems)


def _event(row: dict[str, str | None]) -> KnownEvent:
    stated = {column: (row.get(column) or "").strip() for column in HEADER}
    names = tuple(n for n in re.split(r"\s+/\s+", stated["names"]) if n)
    if not names:
        raise ValueError("an event without a name")
    first, last = _days(stated["start"]), _days(stated["end"] or stated["start"])
    if last[1] < first[0]:
        raise ValueError(f"ends before it starts: {stated['start']} to {stated['end']}")
    key = stable_id("known event", *names, stated["start"], stated["end"])
    return KnownEvent(key=key, names=names, interval=Interval.of_days(first[0], last[1]))


def _days(stated: str) -> tuple[int, int]:
    """The first and last day of an ISO 8601 date, month or year. Raises ValueError for anything else."""
    m = _DATE.fullmatch(stated)
    if m is None:
        raise ValueError(f"not an ISO 8601 date, month or year: {stated[:40]!r}")
    year = int(m[1])
    first_month, last_month = (int(m[2]), int(m[2])) if m[2] else (1, 12)
    if not 1 <= first_month <= 12:
        raise ValueError(f"no such month: {stated}")
    first_day, last_day = (int(m[3]), int(m[3])) if m[3] else (1, days_in_month(year, last_month))
    return day_number(year, first_month, first_day), day_number(year, last_month, last_day)

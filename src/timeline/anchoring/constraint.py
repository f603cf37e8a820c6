"""What does a text show of the day on which it was written: each date in it, as a bound on that day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from timeline.anchoring.cues import Cues
from timeline.anchoring.twins import is_between_twins, is_sighted
from timeline.document import Frozen
from timeline.interval import DAY, UNKNOWN, Granularity, Interval, civil, day_number, edtf
from timeline.meaning import Context, resolve
from timeline.meaning import terms as t
from timeline.meaning.calendars import unit_days, unit_index
from timeline.tagger import Mention

Kind = Literal[
    "dateline",
    "today",
    "current",
    "past",
    "future",
    "announced",
    "other_year",
    "compared",
    "anniversary",
    "last",
    "this",
    "next",
    "fits",
    "weekday",
]

# In words, for people.
TOLD: dict[str, str] = {
    "dateline": "is the day that the article bears",
    "today": "names the day of writing",
    "current": "names the period of writing by its distance",
    "past": "is told as past",
    "future": "is still to come",
    "announced": "is told at most two years ahead",
    "other_year": "is told by its number, as only another year than that of writing is",
    "compared": "is the year that the news is compared with",
    "anniversary": "is so many years before the day of writing",
    "last": "is the last one before the day of writing",
    "this": "holds the day of writing",
    "next": "is the next one after the day of writing",
    "fits": "is near the day of writing, and fits only some years",
    "weekday": "names a weekday by its distance from the day of writing",
}


class Constraint(Frozen):
    """A bound on a document's own date, and the words that give it.

    `interval` is what the words leave of time, half-open as everywhere: on their own, or, for something that
    comes every year, within what all the others leave. `hard` ones must hold, soft ones hold for nearly all
    news. `binds` where the document's interval would be wider without it. `weekday` (0 is Monday) is that of
    the day of writing.
    """

    kind: Kind
    interval: Interval
    start: int
    end: int
    text: str
    hard: bool
    binds: bool = False
    weekday: int | None = None

    @property
    def reason(self) -> str:
        """In one line, for people."""
        bounds = edtf(self.interval, Granularity.RANGE)
        return f"“{' '.join(self.text.split())}” {TOLD[self.kind]}" + (f": {bounds}" if bounds else "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one mention shows: bounds, or something periodic that puts the day of writing near it.

    `reach` is how many days before a period, and after it, the day of writing may be.
    """

    kind: Kind
    start: int
    end: int
    bounds: Interval = UNKNOWN
    cycle: t.Periodic | None = None
    twin: t.Periodic | None = None  # the same day in another calendar
    reach: tuple[int, int] = (0, 0)
    weekday: int | None = None
    hard: bool = True


# How far ahead news tells of what is to come, and how far from the day of writing a date is told with its
# weekday but without its year, in days.
FORESIGHT, NEAR = 731, 183
# What may stand between a relative day and its date, "today, June 5".
_BESIDE = re.compile(r"[\s,،()–—-]{0,4}")
_DATED = (Granularity.DAY, Granularity.MONTH, Granularity.PART_OF_MONTH)
_YEARLY = ("month", "month_day", "hijri_month", "hijri_month_day", "feast", "weekday_month_day")
# A season is no matter of days: "this summer" may be told some weeks before or after its days.
_SEASON_EDGE = 31


def evidence(text: str, mentions: Sequence[Mention], cues: Cues) -> Iterator[Evidence]:
    """What the mentions show, in text order; a mention may show more than one thing."""
    for m in mentions:
        yield from _shown(text, m, cues)
    for first, second in pairwise(mentions):
        yield from _shown_by_two(text, first, second)


def core(term: t.Term) -> t.Term:
    """The term without a time of day or an open side."""
    while isinstance(term, t.At | t.Open):
        term = term.day if isinstance(term, t.At) else term.term
    return term


def _shown(text: str, m: Mention, cues: Cues) -> Iterator[Evidence]:
    term = core(m.term)
    match term:
        case t.Dated(relative, date) | t.Part(_, t.Dated(relative, date)):
            yield from _dated(m.start, m.end, relative, date)
        case t.Named(t.Rel("day", n, False), weekday):
            yield Evidence("weekday", m.start, m.end, weekday=(weekday - n) % 7)
        case t.Directed(t.Periodic() as cycle, n):
            yield from _directed(m, cycle, n)
        case t.Part(_, t.Directed(t.Periodic() as cycle, n)):
            yield from _directed(m, cycle, n)
        case t.Periodic("weekday_month_day" | "month_day") if cues.is_today(text, m.start, m.end):
            yield from _dated(m.start, m.end, t.Rel("day", 0), term)
        case t.Periodic("weekday_month_day"):
            yield Evidence("fits", m.start, m.end, cycle=term, reach=(NEAR, NEAR))
        case t.Fixed(grain=Granularity.DAY) if cues.is_today(text, m.start, m.end):
            yield from _dated(m.start, m.end, t.Rel("day", 0), term)
        case t.Fixed() | t.Nth() | t.Part() | t.HalfOf() | t.Range() | t.Modified() | t.Within():
            yield from _absolute(text, m, term, cues)


def _absolute(text: str, m: Mention, term: t.Term, cues: Cues) -> Iterator[Evidence]:
    """A date that needs no reference bounds the day of writing on the side that the words beside it tell."""
    when = resolve(term, Context(None))
    if when is None or when.interval is None or not when.interval.bounded:
        return
    first, last = when.interval.first_day or 0, when.interval.last_day or 0
    if when.granularity == Granularity.YEAR and not cues.is_year(text, m.start, m.end):
        return
    if when.granularity == Granularity.YEAR and cues.precedes(text, m.start, cues.compared):
        year = civil(first)[0]
        since, until_then = day_number(year + 1, 1, 1), day_number(year + 2, 5, 1)
        yield Evidence("compared", m.start, m.end, Interval(since * DAY, until_then * DAY), hard=False)
        return
    is_year, is_day = when.granularity == Granularity.YEAR, when.granularity == Granularity.DAY
    side = cues.side(text, m.start, m.end, is_year=is_year, is_day=is_day)
    until = isinstance(m.term, t.Open) and m.term.side == "until"
    if side > 0:
        # Told as still to come: written before it is over, and not long before it begins.
        yield Evidence("future", m.start, m.end, Interval(None, (last + 1) * DAY))
        if when.granularity in _DATED:
            yield Evidence("announced", m.start, m.end, Interval((first - FORESIGHT) * DAY, None), hard=False)
    elif side < 0 and not until:
        yield Evidence("past", m.start, m.end, Interval(first * DAY, None))
        if when.granularity == Granularity.YEAR and not is_lunar(term):
            later = Interval(day_number(civil(first)[0] + 1, 1, 1) * DAY, None)
            yield Evidence("other_year", m.start, m.end, later, hard=False)


def is_lunar(term: t.Term) -> bool:
    """Whether a term is a period of a lunar calendar."""
    return isinstance(term, t.Fixed) and term.value is not None


def _directed(m: Mention, cycle: t.Periodic, n: int) -> Iterator[Evidence]:
    if cycle.kind == "season" and n == 0:
        yield Evidence("this", m.start, m.end, cycle=cycle, reach=(_SEASON_EDGE, _SEASON_EDGE), hard=False)
    elif cycle.kind not in _YEARLY:
        return
    elif n == 0:
        month = "hijri_month" if cycle.kind.startswith("hijri") else "month"
        args = cycle.args[-2:-1] if cycle.kind.endswith("_day") else cycle.args
        if cycle.kind != "feast":
            yield Evidence("this", m.start, m.end, cycle=t.Periodic(month, args))
    elif n in (-1, 1):
        yield Evidence("last" if n < 0 else "next", m.start, m.end, cycle=cycle)


def _dated(start: int, end: int, relative: t.Term, date: t.Term) -> Iterator[Evidence]:
    """Where a relative expression with its date puts the day of writing."""
    if isinstance(relative, t.Named):
        relative = relative.term
    if isinstance(date, t.Periodic) and date.kind in ("month_day", "weekday_month_day", "hijri_month_day"):
        if isinstance(relative, t.Rel) and relative.unit == "day":
            yield Evidence("today", start, end, cycle=date, reach=(relative.n, -relative.n))
        return
    when = resolve(date, Context(None))
    if when is None or when.interval is None or not when.interval.bounded:
        return
    first, last = when.interval.first_day or 0, when.interval.last_day or 0
    match relative:
        case t.Rel("day", n) if first == last:
            yield Evidence("today", start, end, Interval.of_days(first - n, first - n))
        case t.Rel(unit, n) if unit in ("year", "month", "week", "hijri_year", "hijri_month"):
            # "This year, 1436": the words don't say of which calendar the year is, the figure does.
            lunar = unit == "year" and isinstance(date, t.Fixed) and bool(date.value)
            unit = "hijri_year" if lunar else unit
            days = unit_days(unit, unit_index(unit, (first + last) // 2) - n)
            yield Evidence("current", start, end, Interval(days[0] * DAY, days[1] * DAY))
        case t.Directed(t.Periodic("weekday"), n) if first == last and n:
            near = (first - 7, first - 1) if n > 0 else (first + 1, first + 7)
            yield Evidence("current", start, end, Interval.of_days(*near))


def _shown_by_two(text: str, a: Mention, b: Mention) -> Iterator[Evidence]:
    """What two mentions beside each other show: a relative day with its date, a day in two calendars."""
    if b.start - a.end > 30:
        return
    first, second = core(a.term), core(b.term)
    if isinstance(first, t.Named | t.Rel) and isinstance(second, t.Fixed | t.Periodic):
        plain = first.term if isinstance(first, t.Named) else first
        if isinstance(plain, t.Rel) and plain.unit == "day" and not plain.told:
            day = isinstance(second, t.Periodic) or second.grain == Granularity.DAY
            if day and _BESIDE.fullmatch(text, a.end, b.start):
                yield from _dated(a.start, b.end, plain, second)
    elif isinstance(second, t.Fixed) and second.grain == Granularity.YEAR:
        # "The first half of this year, 2015".
        outer = first.outer if isinstance(first, t.Within | t.Nth) else getattr(first, "inner", None)
        if isinstance(outer, t.Rel) and outer.unit == "year" and _BESIDE.fullmatch(text, a.end, b.start):
            yield from _dated(a.start, b.end, outer, second)
    elif isinstance(first, t.Periodic) and isinstance(second, t.Periodic) and is_between_twins(text, a, b):
        solar, lunar = (second, first) if is_sighted(first) else (first, second)
        if is_sighted(lunar) and solar.kind in ("month_day", "weekday_month_day"):
            yield Evidence("fits", a.start, b.end, cycle=solar, twin=lunar, reach=(NEAR, NEAR))

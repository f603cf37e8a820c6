"""What may a rule say: the closed algebra that the languages' rules are written in.

A constructor that is given what makes no sense (hour 25, a range of durations) raises ValueError, and the
rule that called it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.interval import Granularity, civil
from timeline.meaning.calendars import SECONDS, UNIT_GRAIN
from timeline.meaning.dates import (
    bce,
    bce_century,
    century,
    check_month,
    date,
    dated_year,
    day_of_month,
    decade,
    feast,
    fiscal,
    hijri,
    hijri_century,
    hijri_decade,
    hijri_y,
    hijri_year,
    late_day,
    late_year2,
    modern,
    no_date,
    nth_or_day,
    ordinal_day,
    over_twelve,
    periodic,
    plausible,
    plausible_year,
    recent_hijri_year,
    school_year,
    season_of,
    solar_hijri,
    solar_hijri_year,
    weekday_day,
    year,
    year2,
    year_week,
)
from timeline.meaning.numerals import both, hundred, number, pair, same, scaled, tens
from timeline.meaning.terms import (
    Ahead,
    At,
    Clock,
    Dated,
    DayPart,
    Directed,
    Either,
    Fixed,
    HalfOf,
    Length,
    Modified,
    Named,
    Nth,
    NthAfter,
    Open,
    Part,
    Periodic,
    Range,
    Rel,
    Repeat,
    Rest,
    Shift,
    Stretch,
    Term,
    UnitOf,
    Vague,
    Within,
)


def length(n: float | None, unit: str) -> Length:
    """An amount of a unit; a fortnight is two weeks, and so on."""
    scale = {"fortnight": (2, "week"), "quarter": (3, "month"), "half": (6, "month"), "season": (3, "month")}
    if unit in scale:
        k, unit = scale[unit]
        n = None if n is None else n * k
    if n is not None and n != int(n) and unit in ("decade", "century"):
        n, unit = n * (10 if unit == "decade" else 100), "year"
    return Length(((n, unit),))


def plus(a: Length, b: Length) -> Length:
    """Two durations told together: a year and two months."""
    if _size(a.parts[-1][1]) <= _size(b.parts[0][1]):
        raise ValueError("the coarser amount comes first")
    if b.parts[0][0] == 0.5:
        raise ValueError("and a half is told of the same unit")
    return Length(a.parts + b.parts)


def _size(unit: str) -> int:
    order = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "millennium")
    return order.index(unit)


def half_more(a: Length, of: str | None = None) -> Length:
    """And a half. Raises where the half is of another unit: "five years and half the day"."""
    n, unit = a.parts[-1]
    if of not in (None, unit):
        raise ValueError("a half of something else")
    return Length((*a.parts[:-1], *length(None if n is None else n + 0.5, unit).parts))


def clock(hour: int, minute: int | None = None, second: int | None = None, half: int | None = None) -> Clock:
    """A time of day; `half` is 0 for am, 1 for pm, None where it isn't told."""
    if (
        not 0 <= hour <= 24
        or (minute or 0) > 59
        or (second or 0) > 59
        or (half is not None and hour > 12 and half == 0)
    ):
        raise ValueError(f"no such time: {hour}:{minute}")
    if half is not None:
        hour = hour % 12 + 12 * half if hour <= 12 else hour
    return Clock(hour % 24, minute, second, half is not None or hour > 12 or hour == 0)


def clock_figures(n: int) -> Clock:
    """A time of day in figures alone, as agencies write it: 1100, 0622."""
    if not 100 <= n <= 2359:
        raise ValueError("no hour and minutes")
    return clock(n // 100, n % 100)


def clock_less(c: Clock, minutes: int) -> Clock:
    """So many minutes before an hour: a quarter to five."""
    if not isinstance(c, Clock):
        raise ValueError("not a plain time of day")
    total = (c.hour * 60 + (c.minute or 0) - minutes) % 1440
    return Clock(total // 60, total % 60, None, c.settled)


def clock_more(c: Clock, minutes: int) -> Clock:
    return clock_less(c, -minutes)


def clock_in(c: Clock, part: str) -> Clock:
    """A clock time settled by the part of the day it is told with."""
    if not isinstance(c, Clock):
        raise ValueError("not a plain time of day")
    late = part in ("AF", "EV") or (part == "NI" and 5 <= c.hour < 12)
    hour = c.hour + 12 if late and c.hour < 12 else 0 if part in ("NI", "MO") and c.hour == 12 else c.hour
    return Clock(hour, c.minute, c.second, True)


_NO_END = (Open, Range, Vague, Length, Repeat)


def span(first: Term, last: Term, until: bool = False) -> Range:
    """From one to the other. Raises where one of them can't be the end of a range."""
    if isinstance(first, _NO_END) or isinstance(last, _NO_END):
        raise ValueError("no end of a range")
    if isinstance(first, Clock | DayPart) != isinstance(last, Clock | DayPart):
        raise ValueError("a time of day and a date")
    if isinstance(first, At) and isinstance(first.clock, Range):
        raise ValueError("a range already")
    if isinstance(first, Fixed):
        _check_end(first, last)
    return Range(first, last, until)


def _check_end(first: Fixed, last: Term) -> None:
    """Raise where a range that begins so doesn't go on to that end."""
    day = isinstance(last, Periodic) and last.kind == "month_day"
    if day and (first.sighted or first.grain != Granularity.DAY):
        raise ValueError("a day without a year ends no range of another kind")
    if isinstance(last, Fixed):
        if first.sighted != last.sighted:
            raise ValueError("of two calendars: one day told twice")
        if last.after <= first.after:
            raise ValueError("a range goes forward")


def shift(amount: Length, sign: int, base: Term | None = None, told: bool = False) -> Shift:
    """An amount before (-1) or after (+1) a base. Raises for "some days": that names no date."""
    if any(n is None for n, _ in amount.parts):
        raise ValueError("an amount that isn't told")
    return Shift(amount, sign, base, told)


def ahead(amount: Length) -> Ahead:
    """In so much time. Raises for "some days": that names no date."""
    shift(amount, 1)
    return Ahead(amount)


def open_side(side: str, term: Term) -> Open:
    """An interval that a date bounds on one side: since, until, after or before."""
    if isinstance(term, (*_NO_END, Clock)):
        raise ValueError("no bound")
    return Open(side, term)


def rel(unit: str, n: int, told: bool = False) -> Rel:
    """The n-th unit after the one that holds the reference (0). Raises for units shorter than a day."""
    if unit not in UNIT_GRAIN:
        raise ValueError(f"no calendar unit: {unit}")
    return Rel(unit, n, told)


_DAYLESS = {"month", "quarter", "half", "season", "hijri_month", "solar_hijri_month", "decade_of_century"}


def at(day: Term, time: Term) -> At:
    """A time of day on a day. Raises where the first is no day, or has a time of its own already."""
    if isinstance(day, At):
        if isinstance(day.clock, DayPart) and isinstance(time, Clock):
            return At(day.day, clock_in(time, day.clock.code))
        raise ValueError("two times of day")
    core: Any = day
    while isinstance(core, Directed | Within | Named):
        core = core.inner if isinstance(core, Within) else core.term
    if (
        (isinstance(core, Fixed) and core.grain != Granularity.DAY)
        or (isinstance(core, Rel) and core.unit != "day")
        or (isinstance(core, Periodic) and core.kind in _DAYLESS)
        or isinstance(core, Part | Range | Open | Stretch | Vague | Clock | DayPart | UnitOf | HalfOf | Rest)
    ):
        raise ValueError("no day")
    return At(day, time)


def nth(n: int, inner: str | Term, outer: Term) -> Nth:
    """The n-th unit or weekday in a period."""
    if n == 0 or (isinstance(inner, Periodic) and inner.kind == "weekday" and abs(n) > 5):
        raise ValueError("there are not so many")
    if isinstance(inner, str) and inner not in UNIT_GRAIN:
        raise ValueError(f"no calendar unit: {inner}")
    return Nth(n, inner, outer)


def decimal(n: int, k: int, unit: str) -> Length:
    return length(float(f"{n}.{k}"), unit)


def same_day(t: Term, wd: int) -> Term:
    """A day and month with the weekday that stands beside them."""
    if isinstance(t, Periodic) and t.kind == "month_day":
        return Periodic("weekday_month_day", (wd, *t.args))
    return t


def day_named(t: Term, wd: int) -> Term:
    """A relative day with its weekday: where the two disagree, the weekday nearest to it is meant."""
    return Named(t, wd)


def dated(relative: Term, date: Term) -> Dated:
    """A relative expression with its date beside it; that date is when it is."""
    return Dated(relative, date)


def half_of(n: int, t: Term) -> Term:
    if n not in (1, 2):
        raise ValueError("there are two halves")
    return HalfOf(n, t)


def range_back(a: Term, b: Term) -> Range:
    """A partial date up to a full one: the last such date before it, or in its year."""
    if not isinstance(b, Fixed):
        raise ValueError("the end is no full date")
    y = civil(b.first)[0]
    first = Within(a, year(y))
    return Range(first, b)


def nothing(*_: Any) -> None:
    """What a negative rule means."""
    return None


_SET_CODES = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "decade": "DE"}


def every(n: int, unit: str) -> Repeat:
    if unit not in _SET_CODES:
        raise ValueError(f"no set of {unit}")
    return Repeat(f"P{'T' if unit in SECONDS else ''}{n}{_SET_CODES[unit]}")


def every_amount(a: Length) -> Repeat:
    n, unit = a.parts[0]
    return every(int(n or 1), unit)


def every_weekday(wd: int) -> Repeat:
    return Repeat(f"XXXX-WXX-{wd + 1}")


def range_in(a: Term, b: Term, y: int) -> Range:
    """Two partial dates in one year."""
    return Range(Within(a, year(y)), Within(b, year(y)))


def short_range(a: int, b: int) -> Range:
    """1998-99, 2014-18."""
    end = a - a % 100 + b
    if end <= a:
        raise ValueError("a range must go forward")
    return Range(year(a), year(end))


def rest(t: Term) -> Rest:
    return Rest(t)


def so_far(t: Term) -> Rest:
    """What has passed of a period: earlier this year."""
    return Rest(t, True)


# What a rule may say: these names and no others.
ALGEBRA: dict[str, Callable[..., Any]] = {
    "same": same,
    "number": number,
    "scaled": scaled,
    "tens": tens,
    "pair": pair,
    "year2": year2,
    "year": year,
    "bce": bce,
    "bce_century": bce_century,
    "decade": decade,
    "century": century,
    "season_of": season_of,
    "school_year": school_year,
    "year_week": year_week,
    "date": date,
    "hijri": hijri,
    "hijri_year": hijri_year,
    "hijri_y": hijri_y,
    "solar_hijri": solar_hijri,
    "solar_hijri_year": solar_hijri_year,
    "recent_hijri_year": recent_hijri_year,
    "hijri_century": hijri_century,
    "hijri_decade": hijri_decade,
    "weekday": periodic("weekday"),
    "quarter": periodic("quarter"),
    "half": periodic("half"),
    "season": periodic("season"),
    "decade_of_century": periodic("decade_of_century"),
    "weekday_of_month": periodic("weekday_of_month"),
    "day_of_month": day_of_month,
    "feast": feast,
    "last": lambda t: Directed(t, -1),
    "this": lambda t: Directed(t, 0),
    "next": lambda t: Directed(t, 1),
    "directed": Directed,
    "rel": rel,
    "shift": shift,
    "ahead": ahead,
    "within": Within,
    "nth": nth,
    "part": Part,
    "range": span,
    "open": open_side,
    "stretch": Stretch,
    "length": length,
    "plus": plus,
    "half_more": half_more,
    "repeat": Repeat,
    "vague": Vague,
    "clock": clock,
    "clock_figures": clock_figures,
    "clock_less": clock_less,
    "clock_more": clock_more,
    "clock_in": clock_in,
    "daypart": DayPart,
    "at": at,
    "mod": Modified,
    "either": Either,
    "modern": modern,
    "range_back": range_back,
    "check_month": check_month,
    "unit_of": UnitOf,
    "nth_after": NthAfter,
    "hundred": hundred,
    "decimal": decimal,
    "both": both,
    "plausible_year": plausible_year,
    "same_day": same_day,
    "dated": dated,
    "day_named": day_named,
    "weekday_day": weekday_day,
    "half_of": half_of,
    "nothing": nothing,
    "no_date": no_date,
    "every": every,
    "every_amount": every_amount,
    "every_weekday": every_weekday,
    "plausible": plausible,
    "dated_year": dated_year,
    "nth_or_day": nth_or_day,
    "ordinal_day": ordinal_day,
    "over_twelve": over_twelve,
    "late_day": late_day,
    "late_year2": late_year2,
    "range_in": range_in,
    "short_range": short_range,
    "rest": rest,
    "so_far": so_far,
    "fiscal": fiscal,
    "weekend": periodic("weekend"),
}

"""What can a time expression mean: the closed algebra that the languages' rules are written in.

Each term is what a phrase means before anyone asks what day it is. A constructor that is given what no
calendar has (31 February, hour 25) raises ValueError, and the rule that called it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from timeline.interval import Granularity, civil, day_number, days_in_month, weekday
from timeline.meaning.calendars import SECONDS, UNIT_GRAIN, feasts, hijri_days, month_days, unit_days

# Two-digit years are read within this window.
_CENTURY_TURN = 50


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that need no reference: [first, after) in days since 1970-01-01."""

    first: int
    after: int
    grain: Granularity
    value: str | None = None  # the TIMEX3 value where it can't be told from the days


@dataclass(frozen=True, slots=True)
class Periodic:
    """Something that comes once in each cycle: a month in a year, a weekday in a week."""

    kind: str
    args: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Directed:
    """The last (-1), this (0) or next (+1) of a periodic thing; `same` counts one that holds the reference."""

    term: Term
    n: int


@dataclass(frozen=True, slots=True)
class Rel:
    """The unit that holds the reference, or the n-th after it; `told` refers to the last date told."""

    unit: str
    n: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """An amount away from a base: from the reference day where the base is None."""

    amount: Length
    sign: int
    base: Term | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """The inner thing that falls inside the outer one."""

    inner: Term
    outer: Term


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit or periodic thing that begins in the outer one; -1 is the last."""

    n: int
    inner: str | Term
    outer: Term


@dataclass(frozen=True, slots=True)
class Part:
    """The first, middle or last third of a period (ISO-TimeML's START, MID, END)."""

    which: str
    inner: Term


@dataclass(frozen=True, slots=True)
class Range:
    """From the beginning of one to the end of the other; `until` leaves the last one out."""

    first: Term
    last: Term
    until: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """An interval with an open side: since, until, after or before."""

    side: str
    term: Term


@dataclass(frozen=True, slots=True)
class Stretch:
    """The last (-1) or next (+1) amount, up to or from the reference."""

    amount: Length
    sign: int


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: amounts of units, coarsest first. An amount of None is 'some' (TIMEX3 X)."""

    parts: tuple[tuple[float | None, str], ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set: every so often (TIMEX3 SET)."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; minute None where only the hour is told; `settled` where am or pm is."""

    hour: int
    minute: int | None = None
    second: int | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day: MO, MI, AF, EV, NI, DT."""

    code: str


@dataclass(frozen=True, slots=True)
class At:
    """A clock time or a part of a day on a day."""

    day: Term
    clock: Term


@dataclass(frozen=True, slots=True)
class Modified:
    """A term with a TIMEX3 mod."""

    term: Term
    mod: str


@dataclass(frozen=True, slots=True)
class Either:
    """Two readings, the likelier first."""

    first: Term
    second: Term


@dataclass(frozen=True, slots=True)
class Named:
    """A relative day with its weekday beside it."""

    term: Term
    weekday: int


@dataclass(frozen=True, slots=True)
class HalfOf:
    """The first or second half of a month."""

    n: int
    term: Term


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a period, from the reference on."""

    term: Term


@dataclass(frozen=True, slots=True)
class UnitOf:
    """The unit that holds a date: the week of 16 September."""

    unit: str
    term: Term


@dataclass(frozen=True, slots=True)
class NthAfter:
    """The n-th periodic thing after a date, or before it where n is negative."""

    n: int
    inner: Term
    base: Term


Term = (
    Named
    | UnitOf
    | NthAfter
    | HalfOf
    | Rest
    | Fixed
    | Periodic
    | Directed
    | Rel
    | Shift
    | Within
    | Nth
    | Part
    | Range
    | Open
    | Stretch
    | Length
    | Repeat
    | Vague
    | Clock
    | DayPart
    | At
    | Modified
    | Either
)


# --- absolute -------------------------------------------------------------------------------------------


def year2(n: int) -> int:
    """A year of two digits in full: 50 to 99 are 19xx, the others 20xx."""
    return n if n > 99 else n + (1900 if n >= _CENTURY_TURN else 2000)


def year(y: int) -> Fixed:
    first, after = unit_days("year", y)
    return Fixed(first, after, Granularity.YEAR)


def bce(y: int) -> Fixed:
    """A year before the common era: 1 BCE is the astronomical year 0."""
    first, after = unit_days("year", 1 - y)
    return Fixed(first, after, Granularity.YEAR, f"BC{y:04d}")


def bce_century(n: int) -> Fixed:
    first, _ = unit_days("year", 1 - 100 * n)
    _, after = unit_days("year", -100 * (n - 1))
    return Fixed(first, after, Granularity.CENTURY, f"BC{n - 1:02d}")


def decade(y: int) -> Fixed:
    """The decade that begins with the year: 1990 is the 1990s."""
    first, after = unit_days("decade", y // 10)
    return Fixed(first, after, Granularity.DECADE)


def century(n: int) -> Fixed:
    """The n-th century as newspapers count: the 20th is 1900 to 1999 (TIMEX3 19)."""
    first, after = unit_days("century", n - 1)
    return Fixed(first, after, Granularity.CENTURY)


def season_of(y: int, s: int) -> Fixed:
    """A season of a year; winter of a year is the one that begins in its December."""
    first, after = unit_days("season", y * 4 + s + 1)
    return Fixed(first, after, Granularity.SEASON, f"{y:04d}-{('SP', 'SU', 'FA', 'WI')[s]}")


def school_year(a: int, b: int) -> Fixed:
    """A season or academic year like 2014/2015: the two years it lies in, whose days are not fixed."""
    b = b if b > 99 else a - a % 100 + b + (100 if b < a % 100 else 0)
    if b != a + 1:
        raise ValueError(f"not two following years: {a}, {b}")
    return Fixed(unit_days("year", a)[0], unit_days("year", b)[1], Granularity.RANGE, f"{a:04d}/{b:04d}")


def year_week(y: int, week: int) -> Fixed:
    """An ISO 8601 week."""
    if not 1 <= week <= 53:
        raise ValueError(f"no such week: {week}")
    jan4 = day_number(y, 1, 4)
    first = jan4 - weekday(jan4) + 7 * (week - 1)
    return Fixed(first, first + 7, Granularity.WEEK)


def date(m: int, d: int | None = None, y: int | None = None, wd: int | None = None) -> Fixed | Periodic:
    """A Gregorian month or day, of a year where one is told; `wd` is the weekday that stands beside it."""
    if d is None:
        if y is None:
            return Periodic("month", (check_month(m),))
        first, after = month_days(y * 12 + check_month(m) - 1)
        return Fixed(first, after, Granularity.MONTH)
    if y is None:
        if not 1 <= d <= days_in_month(2000, check_month(m)):
            raise ValueError(f"no such day: {d}/{m}")
        return Periodic("month_day", (m, d)) if wd is None else Periodic("weekday_month_day", (wd, m, d))
    n = day_number(y, m, d)
    return Fixed(n, n + 1, Granularity.DAY)


def check_month(m: int) -> int:
    if not 1 <= m <= 12:
        raise ValueError(f"no such month: {m}")
    return m


def hijri(m: int, d: int | None = None, y: int | None = None, wd: int | None = None) -> Fixed | Periodic:
    """A Hijri month or day by the Umm al-Qura calendar, in Gregorian days.

    Where the weekday beside it is off by one, the moon was sighted a day apart, and the weekday is right.
    """
    check_month(m)
    if d is not None and not 1 <= d <= 30:
        raise ValueError(f"no such Hijri day: {d}")
    if y is None:
        return Periodic("hijri_month", (m,)) if d is None else Periodic("hijri_month_day", (m, d))
    first, after = hijri_days(y, m)
    if d is None:
        return Fixed(first, after, Granularity.MONTH, "")
    if first + d - 1 >= after:
        # Where the month is 29 days long by the table, the moon may still have been sighted a day later.
        first -= 1
    n = first + d - 1
    if wd is not None and (off := (wd - weekday(n) + 3) % 7 - 3) in (-1, 1):
        n += off
    return Fixed(n, n + 1, Granularity.DAY)


def hijri_y(y: int) -> int:
    """A numeral that is marked as a Hijri year."""
    if not 1 <= y <= 1600:
        raise ValueError("no Hijri year")
    return y


def hijri_year(y: int) -> Fixed:
    first, after = unit_days("hijri_year", y)
    return Fixed(first, after, Granularity.YEAR, "")


def hijri_century(n: int) -> Fixed:
    first, _ = unit_days("hijri_year", 100 * (n - 1) + 1)
    return Fixed(first, unit_days("hijri_year", 100 * n)[1], Granularity.CENTURY, "")


def hijri_decade(y: int) -> Fixed:
    return Fixed(unit_days("hijri_year", y)[0], unit_days("hijri_year", y + 9)[1], Granularity.DECADE, "")


# --- periodic -------------------------------------------------------------------------------------------


def periodic(kind: str) -> Callable[..., Periodic]:
    return lambda *args: Periodic(kind, args)


def day_of_month(d: int) -> Periodic:
    if not 1 <= d <= 31:
        raise ValueError(f"no such day: {d}")
    return Periodic("day_of_month", (d,))


def feast(name: str) -> Periodic:
    if name not in feasts():
        raise ValueError(f"no such feast: {name}")
    return Periodic("feast", (name,))


# --- relative and composed ------------------------------------------------------------------------------


def length(n: float | None, unit: str) -> Length:
    """An amount of a unit; a fortnight is two weeks, and so on."""
    scale = {"fortnight": (2, "week"), "quarter": (3, "month"), "half": (6, "month"), "season": (3, "month")}
    if unit in scale:
        k, unit = scale[unit]
        n = None if n is None else n * k
    return Length(((n, unit),))


def plus(a: Length, b: Length) -> Length:
    """Two durations told together: a year and two months."""
    if _size(a.parts[-1][1]) <= _size(b.parts[0][1]):
        raise ValueError("the coarser amount comes first")
    return Length(a.parts + b.parts)


def _size(unit: str) -> int:
    order = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "millennium")
    return order.index(unit)


def half_more(a: Length) -> Length:
    """And a half."""
    n, unit = a.parts[-1]
    return Length((*a.parts[:-1], (None if n is None else n + 0.5, unit)))


def clock(hour: int, minute: int | None = None, second: int | None = None, half: int | None = None) -> Clock:
    """A time of day; `half` is 0 for am, 1 for pm, None where it isn't told."""
    if hour > 24 or (minute or 0) > 59 or (second or 0) > 59 or (half is not None and hour > 12 and half == 0):
        raise ValueError(f"no such time: {hour}:{minute}")
    if half is not None:
        hour = hour % 12 + 12 * half if hour <= 12 else hour
    return Clock(hour % 24, minute, second, half is not None or hour > 12 or hour == 0)


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
    return Range(first, last, until)


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


_DAYLESS = {"month", "quarter", "half", "season", "hijri_month", "decade_of_century"}


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
    return Nth(n, inner, outer)


def number(*digits: int) -> int:
    """A sum of numerals told one by one: 1000 + 900 + 78."""
    return sum(digits)


def scaled(n: int, scale: int, rest: int = 0) -> int:
    """n times a scale plus a smaller rest: two thousand and fourteen. Raises where the rest is not smaller."""
    if n >= scale or rest >= scale:
        raise ValueError("numerals out of order")
    return n * scale + rest


def tens(t: int, u: int) -> int:
    """A ten and a unit: twenty-one."""
    if t % 10 or not 20 <= t <= 90 or not 1 <= u <= 19 or (u > 9 and t not in (60, 80)):
        raise ValueError("not a ten and a unit")
    return t + u


def pair(a: int, b: int) -> int:
    """A year told in two halves: nineteen eighty-four."""
    if not 10 <= a <= 20 or not 1 <= b <= 99:
        raise ValueError("not a year")
    return a * 100 + b



def same(x: Any) -> Any:
    """The slot's own value."""
    return x


def hundred(h: int, r: int) -> int:
    """Hundreds and a smaller rest."""
    if h % 100 or not 100 <= h <= 900 or not 1 <= r <= 99:
        raise ValueError("numerals out of order")
    return h + r


def decimal(n: int, k: int, unit: str) -> Length:
    return length(float(f"{n}.{k}"), unit)


def both(a: int, b: int) -> int:
    """A month named twice, in two traditions."""
    if a != b:
        raise ValueError("two different months")
    return a


def plausible(y: int) -> int:
    """A bare numeral that may be a year."""
    if not 1500 <= y <= 2150:
        raise ValueError("not plausibly a year")
    return y


def ordinal_day(n: int) -> int:
    """An ordinal that beside a weekday is most likely a day of the month, and no "first" or "second"."""
    if not 5 < n <= 31:
        raise ValueError("not plausibly a day")
    return n


def plausible_year(y: int) -> Fixed:
    """A bare numeral that is most likely a year."""
    if not 1800 <= y <= 2099:
        raise ValueError("not plausibly a year")
    return year(y)


def same_day(t: Term, wd: int) -> Term:
    """A day and month with the weekday that stands beside them."""
    if isinstance(t, Periodic) and t.kind == "month_day":
        return Periodic("weekday_month_day", (wd, *t.args))
    return t


def day_named(t: Term, wd: int) -> Term:
    """A relative day with its weekday: where the two disagree, the weekday nearest to it is meant."""
    return Named(t, wd)


def weekday_day(wd: int, d: int) -> Periodic:
    """A weekday with a day of the month: the nearest month in which they agree."""
    if not 1 <= d <= 31:
        raise ValueError("no such day")
    return Periodic("weekday_day", (wd, d))


def half_of(n: int, t: Term) -> Term:
    if n not in (1, 2):
        raise ValueError("a month has two halves")
    return HalfOf(n, t)


def modern(t: Term) -> Term:
    """A date in figures: only of the years that such a notation is used for."""
    if isinstance(t, Fixed) and not _MODERN[0] <= t.first < _MODERN[1]:
        raise ValueError("figures that are no date")
    return t


_MODERN = (day_number(1800, 1, 1), day_number(2200, 1, 1))


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
    "shift": Shift,
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
    "day_named": day_named,
    "weekday_day": weekday_day,
    "half_of": half_of,
    "nothing": nothing,
    "every": every,
    "every_amount": every_amount,
    "every_weekday": every_weekday,
    "plausible": plausible,
    "ordinal_day": ordinal_day,
    "range_in": range_in,
    "short_range": short_range,
    "rest": rest,
    "dated": date,
}

__all__ = ["ALGEBRA", "SECONDS", "UNIT_GRAIN", "Term"]

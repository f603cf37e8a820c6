"""When is that: a term and a reference day give an interval, a TIMEX3 value and the readings that lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from timeline.expression import TimexType
from timeline.interval import DAY, Granularity, Interval, civil, day_number, days_in_month, weekday
from timeline.meaning import terms as t
from timeline.meaning.calendars import (
    SECONDS,
    UNIT_GRAIN,
    Days,
    add_months,
    feast_days,
    hijri_days,
    month_days,
    nth_weekday,
    season_days,
    unit_days,
    unit_index,
)
from timeline.meaning.timex import duration_value, period_value

Preference = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is resolved against.

    `day` is the reference day, in days since 1970-01-01, None where it is not known; `told` the last day
    told before this expression; `tense` is -1, 0 or +1 for a clause in the past, of no clear tense, or in
    the future.
    """

    day: int | None
    told: int | None = None
    prefer: Preference = "past"
    tense: int = 0
    second: int = 0
    # The first day of the last period told, at any grain: what "the same year" refers to.
    era: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """[start, end) in seconds since 1970-01-01, with the grain and TIMEX3 value of the unit it came from."""

    start: int
    end: int
    grain: Granularity
    value: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means in a context."""

    type: TimexType
    value: str
    interval: Interval | None = None
    granularity: Granularity | None = None
    mod: str | None = None
    alternatives: tuple[Interval, ...] = ()


def _days(days: Days, grain: Granularity, value: str | None = None) -> Period:
    return Period(days[0] * DAY, days[1] * DAY, grain, value)


# --- what comes once in a cycle: kind -> (cycle, grain, (index of the cycle, *arguments) -> days) ---------


def _month_day(year: int, month: int, day: int) -> Days | None:
    if day > days_in_month(year, month):
        return None
    n = day_number(year, month, day)
    return n, n + 1


def _weekday_month_day(year: int, wd: int, month: int, day: int) -> Days | None:
    days = _month_day(year, month, day)
    return days if days is not None and weekday(days[0]) == wd else None


def _day_of_month(index: int, day: int) -> Days | None:
    first, after = month_days(index)
    return (first + day - 1, first + day) if first + day <= after else None


def _weekday(index: int, wd: int) -> Days:
    return index * 7 - 3 + wd, index * 7 - 2 + wd


def _third(year: int, n: int, months: int) -> Days:
    first = year * 12 + (n - 1) * months
    return month_days(first)[0], month_days(first + months - 1)[1]


def _hijri_month_day(year: int, month: int, day: int) -> Days | None:
    first, after = hijri_days(year, month)
    return (first + day - 1, first + day) if first + day <= after else None


def _weekday_day(index: int, wd: int, day: int) -> Days | None:
    days = _day_of_month(index, day)
    return days if days is not None and weekday(days[0]) == wd else None


def _weekday_of_month(year: int, wd: int, month: int, nth: int) -> Days | None:
    day = nth_weekday(year, month, wd, nth)
    return None if day is None else (day, day + 1)


_KINDS: dict[str, tuple[str, Granularity, Callable[..., Days | None]]] = {
    "month": ("year", Granularity.MONTH, lambda y, m: month_days(y * 12 + m - 1)),
    "month_day": ("year", Granularity.DAY, _month_day),
    "weekday_month_day": ("year", Granularity.DAY, _weekday_month_day),
    "day_of_month": ("month", Granularity.DAY, _day_of_month),
    "weekday_day": ("month", Granularity.DAY, _weekday_day),
    "weekday": ("week", Granularity.DAY, _weekday),
    "quarter": ("year", Granularity.QUARTER, lambda y, n: _third(y, n, 3)),
    "half": ("year", Granularity.HALF, lambda y, n: _third(y, n, 6)),
    "season": ("year", Granularity.SEASON, season_days),
    "hijri_month": ("hijri_year", Granularity.MONTH, hijri_days),
    "hijri_month_day": ("hijri_year", Granularity.DAY, _hijri_month_day),
    "weekday_of_month": ("year", Granularity.DAY, _weekday_of_month),
    "decade_of_century": (
        "century",
        Granularity.DECADE,
        lambda c, d: (unit_days("decade", c * 10 + d // 10)),
    ),
    "feast": ("year", Granularity.DAY, lambda y, name: feast_days(name, y)),
}


def _value_of(p: t.Periodic, index: int) -> str | None:
    """The TIMEX3 value where it can't be told from the days and the grain."""
    if p.kind == "season":
        return f"{index:04d}-{('SP', 'SU', 'FA', 'WI')[int(p.args[0])]}"
    return None


def _occurrence(p: t.Periodic, index: int) -> Period | None:
    _, grain, days_of = _KINDS[p.kind]
    days = days_of(index, *p.args)
    return None if days is None else _days(days, grain, _value_of(p, index))


def _around(p: t.Periodic, day: int) -> Iterator[Period]:
    """Occurrences in order of time, from well before a day to well after it."""
    cycle = _KINDS[p.kind][0]
    index = unit_index(cycle, day)
    if p.kind == "weekday_month_day":
        # Only a year nearby: where none fits, the paper has the weekday wrong, and the date stands.
        near = [o for i in (index - 1, index, index + 1) if (o := _occurrence(p, i)) is not None]
        yield from near or _around(t.Periodic("month_day", p.args[1:]), day)
        return
    reach = 11 if p.kind == "weekday_day" else 9 if p.args[-2:] == (2, 29) else 2
    for i in range(index - reach, index + reach + 1):
        found = _occurrence(p, i)
        if found is not None:
            yield found


def _pick(p: t.Periodic, ctx: Context) -> list[Period]:
    """The occurrence that a bare periodic expression most likely means, then the others nearest to it."""
    if ctx.day is None:
        return []
    around = list(_around(p, ctx.day))
    start = ctx.day * DAY
    holds = [o for o in around if o.start <= start < o.end]
    before = [o for o in around if o.end <= start][-1:]
    after = [o for o in around if o.start > start][:1]
    if ctx.prefer == "future":
        if p.kind == "weekday":
            return [*after, *holds, *before]
        return [*holds, *after, *before]
    if p.kind in ("weekday_month_day", "weekday_day"):
        return [*holds, *sorted([*before, *after], key=lambda o: abs(o.start - start))]
    if before and after and not holds and p.kind in ("month", "month_day"):
        # The clause's tense is a guess: it doesn't outweigh a date that is far nearer on the other side.
        since, until = start - before[0].end, after[0].start - start
        if ctx.tense > 0 and since < 30 * DAY < until:
            return [*before, *after]
    if p.kind in ("month_day", "hijri_month_day") and ctx.tense == 0:
        return [*holds, *sorted([*before, *after], key=lambda o: abs(o.start - start))]
    if ctx.tense > 0:
        return [*holds, *after, *before]
    if p.kind == "day_of_month" and ctx.tense == 0:
        return _directed(p, 0, ctx) or [*before, *after]
    return [*holds, *before, *after]


def _directed(term: t.Term, n: int, ctx: Context) -> list[Period]:
    if ctx.day is None:
        return []
    start = ctx.day * DAY
    if isinstance(term, t.Periodic):
        around = list(_around(term, ctx.day))
        if n == 0:
            cycle = _KINDS[term.kind][0]
            found = _occurrence(term, unit_index(cycle, ctx.day))
            return [] if found is None else [found]
        if n < 0:
            past = [o for o in around if o.end <= start][::-1]
            return past[-n - 1 :][:1]
        future = [o for o in around if o.start > start]
        return future[n - 1 :][:1]
    inner = _periods(term, replace(ctx, tense=n, prefer="future" if n > 0 else "past"))
    if n < 0:
        return [o for o in inner if o.start < start] or inner
    return [o for o in inner if o.end > start] or inner if n > 0 else inner


def _shifted(period: Period, amount: t.Length, sign: int) -> Period | None:
    """The period moved by an amount, at the grain of the amount's finest unit or its own, if finer."""
    day, second = divmod(period.start, DAY)
    grain = period.grain
    for n, unit in amount.parts:
        if n is None:
            return None
        if unit in SECONDS:
            day, second = divmod(day * DAY + second + int(sign * n * SECONDS[unit]), DAY)
            grain = Granularity(unit)
        elif unit in ("day", "week", "weekend"):
            day += round(sign * n * (1 if unit == "day" else 7))
        else:
            months = {"month": 1, "year": 12, "decade": 120, "century": 1200, "millennium": 12_000}[unit]
            day = add_months(day, round(sign * n * months))
    if grain in (Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR):
        size = SECONDS[str(grain)]
        start = day * DAY + second
        return Period(start, start + size, grain)
    return Period(day * DAY, (day + 1) * DAY, Granularity.DAY)


def _shift(term: t.Shift, ctx: Context) -> list[Period]:
    if term.base is None:
        base_day = ctx.told if term.told and ctx.told is not None else ctx.day
        if base_day is None:
            return []
        bases = [Period(base_day * DAY + ctx.second, (base_day + 1) * DAY, Granularity.DAY)]
    else:
        bases = _periods(term.base, ctx)
    out: list[Period] = []
    for base in bases:
        if term.sign > 0 and term.base is not None and base.end - base.start > DAY:
            base = Period(base.end - DAY, base.end, Granularity.DAY)
        point = _shifted(base, term.amount, term.sign)
        if point is None:
            continue
        unit = term.amount.parts[-1][1]
        if unit in ("month", "year", "decade", "century") and len(term.amount.parts) == 1:
            # "Two months ago" names a month, not a day: the day is only another reading.
            days = unit_days(unit, unit_index(unit, point.start // DAY))
            out += [_days(days, UNIT_GRAIN[unit]), point]
        else:
            out.append(point)
    return out


def _within(inner: t.Term | str, outer: t.Term, ctx: Context, nth: int = 1) -> list[Period]:
    out = []
    for o in _periods(outer, ctx):
        first, after = o.start // DAY, -(-o.end // DAY)
        found: list[Period] = []
        if isinstance(inner, str):
            if inner == "week" and o.grain == Granularity.YEAR and nth > 0:
                found_week = t.year_week(civil(first)[0], nth)
                return [_days((found_week.first, found_week.after), Granularity.WEEK)]
            found = [
                _days(unit_days(inner, i), UNIT_GRAIN[inner])
                for i in range(unit_index(inner, first), unit_index(inner, after - 1) + 1)
            ]
        elif isinstance(inner, t.Periodic):
            cycle = _KINDS[inner.kind][0]
            span = range(unit_index(cycle, first), unit_index(cycle, after - 1) + 1)
            found = [p for i in span if (p := _occurrence(inner, i)) is not None]
        else:
            found = _periods(inner, replace(ctx, day=first, told=first, prefer="future"))
        inside = [p for p in found if o.start <= p.start < o.end]
        if len(inside) >= abs(nth):
            out.append(inside[nth - 1 if nth > 0 else nth])
    return out


# Months in a third of a period.
_THIRDS = {Granularity.YEAR: 4, Granularity.DECADE: 40, Granularity.CENTURY: 400}


def _part(which: str, period: Period) -> Period:
    """A third of a period: of a month days 1-10, 11-20 and the rest; of a year four months each."""
    first, after = period.start // DAY, -(-period.end // DAY)
    n = {"START": 0, "MID": 1, "END": 2}[which]
    if period.grain == Granularity.MONTH:
        cuts = [first, first + 10, first + 20, after]
        grain = Granularity.PART_OF_MONTH
    elif period.grain in _THIRDS:
        cuts = [add_months(first, _THIRDS[period.grain] * i) for i in range(3)] + [after]
        grain = Granularity.PART_OF_YEAR if period.grain == Granularity.YEAR else Granularity.RANGE
    else:
        size = (after - first) // 3
        cuts = [first, first + size, after - size, after] if size else [first, first, after, after]
        grain = period.grain
        if not size:
            return replace(period, mod=which)
    value = period.value if period.value is not None else period_value(period.start, period.end, period.grain)
    return Period(cuts[n] * DAY, cuts[n + 1] * DAY, grain, value, which)


def _stretch(term: t.Stretch, ctx: Context) -> list[Period]:
    """The last or next so many whole units beside the one that holds the reference; days touch it."""
    if ctx.day is None:
        return []
    here = Period(ctx.day * DAY, (ctx.day + 1) * DAY, Granularity.DAY)
    n, unit = term.amount.parts[-1]
    if unit in SECONDS or n is None:
        return []
    if unit == "day":
        start = here.start if term.sign < 0 else here.end
    else:
        start = here.start
    there = _shifted(Period(start, start + DAY, Granularity.DAY), term.amount, term.sign)
    if there is None:
        return []
    rolling = Period(min(start, there.start), max(start, there.start), Granularity.RANGE)
    if len(term.amount.parts) > 1 or n != int(n) or unit == "day":
        return [rolling]
    index = unit_index(unit, ctx.day)
    ends = (index - int(n), index - 1) if term.sign < 0 else (index + 1, index + int(n))
    whole = _days((unit_days(unit, ends[0])[0], unit_days(unit, ends[1])[1]), Granularity.RANGE)
    return [whole, rolling] if unit in ("decade", "century") else [rolling, whole]


def _bare(term: t.Term) -> bool:
    """Whether a term leans on what was told before it: a month or weekday of no certain year or week."""
    match term:
        case t.Periodic():
            return True
        case t.Part(_, inner) | t.Modified(inner, _) | t.At(inner, _) | t.Named(inner, _):
            return _bare(inner)
        case t.Rel(_, _, told) | t.Shift(_, _, _, told):
            return told
        case _:
            return False


def _range(term: t.Range, ctx: Context) -> list[Period]:
    out = []
    firsts = _periods(term.first, ctx)
    for first in firsts:
        day = first.start // DAY
        onward = replace(ctx, day=day, told=day, prefer="future", tense=0)
        lasts = _periods(term.last, onward if _bare(term.last) else ctx)
        for last in lasts:
            if last.end > first.start:
                end = last.start if term.until else last.end
                if end > first.start:
                    grain = Granularity.RANGE
                    value = "/".join(
                        p.value or period_value(p.start, p.end, p.grain if p.value is None else Granularity.DAY)
                        for p in (first, last)
                    )
                    out.append(Period(first.start, end, grain, value))
                    break
    return out


def _clocked(day: int, clock: t.Term) -> Period | None:
    base = day * DAY
    if isinstance(clock, t.Clock):
        start = base + clock.hour * 3600 + (clock.minute or 0) * 60 + (clock.second or 0)
        if clock.second is not None:
            return Period(start, start + 1, Granularity.SECOND)
        if clock.minute is not None:
            return Period(start, start + 60, Granularity.MINUTE)
        return Period(start, start + 3600, Granularity.HOUR)
    if isinstance(clock, t.DayPart):
        first, after = {
            "MO": (5, 12),
            "MI": (11, 14),
            "AF": (12, 18),
            "EV": (17, 23),
            "NI": (19, 29),
            "DT": (6, 19),
            "DW": (3, 6),
        }.get(clock.code, (0, 24))
        value = f"{period_value(base, base + DAY, Granularity.DAY)}T{clock.code}"
        return Period(base + first * 3600, base + after * 3600, Granularity.PART_OF_DAY, value)
    return None


def _at(term: t.At, ctx: Context) -> list[Period]:
    out = []
    for day in _periods(term.day, ctx):
        if day.end - day.start != DAY:
            continue
        if isinstance(term.clock, t.Range):
            first, last = (_clocked(day.start // DAY, c) for c in (term.clock.first, term.clock.last))
            if first and last:
                end = last.start if last.start > first.start else last.start + DAY
                out.append(Period(first.start, end, Granularity.RANGE))
            continue
        inner = term.clock.term if isinstance(term.clock, t.Modified | t.Part | t.Open) else term.clock  # type: ignore[union-attr]
        found = _clocked(day.start // DAY, inner)
        if found is not None:
            out.append(found)
    return out


def _rel(term: t.Rel, ctx: Context) -> list[Period]:
    told = ctx.told if term.unit == "day" else ctx.era
    base = told if term.told and told is not None else ctx.day
    if base is None:
        return []
    return [_days(unit_days(term.unit, unit_index(term.unit, base) + term.n), UNIT_GRAIN[term.unit])]


def _named(term: t.Named, ctx: Context) -> list[Period]:
    """A relative day, moved by at most three days to the weekday that stands beside it."""
    out = []
    for p in _periods(term.term, ctx):
        off = (term.weekday - weekday(p.start // DAY) + 3) % 7 - 3
        out.append(Period(p.start + off * DAY, p.end + off * DAY, p.grain))
    return out


def _half_of(term: t.HalfOf, ctx: Context) -> list[Period]:
    out = []
    for p in _periods(term.term, ctx):
        middle = p.start + 15 * DAY
        start, end = (p.start, middle) if term.n == 1 else (middle, p.end)
        out.append(Period(start, end, Granularity.PART_OF_MONTH, period_value(p.start, p.end, p.grain), None))
    return out


def _rest(term: t.Rest, ctx: Context) -> list[Period]:
    if ctx.day is None:
        return []
    start = ctx.day * DAY
    return [Period(start, p.end, Granularity.RANGE) for p in _periods(term.term, ctx) if p.start <= start < p.end]


def _unit_of(term: t.UnitOf, ctx: Context) -> list[Period]:
    return [
        _days(unit_days(term.unit, unit_index(term.unit, p.start // DAY)), UNIT_GRAIN[term.unit])
        for p in _periods(term.term, ctx)
    ]


def _nth_after(term: t.NthAfter, ctx: Context) -> list[Period]:
    out = []
    for base in _periods(term.base, ctx):
        if isinstance(term.inner, t.Periodic):
            day = base.end // DAY - 1 if term.n > 0 else base.start // DAY
            found: list[Period] = []
            for _ in range(abs(term.n)):
                found = _directed(term.inner, 1 if term.n > 0 else -1, replace(ctx, day=day))
                if not found:
                    break
                day = found[0].start // DAY
            out += found
    return out


_RESOLVERS: dict[type, Callable[[Any, Context], list[Period]]] = {
    t.Fixed: lambda m, ctx: [_days((m.first, m.after), m.grain, m.value)],
    t.Periodic: _pick,
    t.Directed: lambda m, ctx: _directed(m.term, m.n, ctx),
    t.Rel: _rel,
    t.Shift: _shift,
    t.Within: lambda m, ctx: _within(m.inner, m.outer, ctx),
    t.Nth: lambda m, ctx: _within(m.inner, m.outer, ctx, m.n),
    t.Part: lambda m, ctx: [_part(m.which, p) for p in _periods(m.inner, ctx)],
    t.Named: _named,
    t.UnitOf: _unit_of,
    t.NthAfter: _nth_after,
    t.HalfOf: _half_of,
    t.Rest: _rest,
    t.Range: _range,
    t.Stretch: _stretch,
    t.At: _at,
    t.Modified: lambda m, ctx: [replace(p, mod=m.mod) for p in _periods(m.term, ctx)],
    t.Either: lambda m, ctx: [*_periods(m.first, ctx), *_periods(m.second, ctx)],
}


def _periods(term: t.Term, ctx: Context) -> list[Period]:
    """The periods that a term may mean, the likeliest first; none where the reference is missing."""
    resolver = _RESOLVERS.get(type(term))
    return [] if resolver is None else resolver(term, ctx)


_CLOCKS = (Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND, Granularity.PART_OF_DAY)


def resolve(term: t.Term, ctx: Context) -> Reading | None:
    """The reading of a term in a context. None where it means no time at all (a calendar without that day).

    A term that needs a reference which is not known keeps a relative value and has no interval.
    """
    if isinstance(term, t.Length):
        return Reading(TimexType.DURATION, duration_value(term.parts))
    if isinstance(term, t.Repeat):
        return Reading(TimexType.SET, term.value)
    if isinstance(term, t.Vague):
        return Reading(TimexType.DATE, term.value)
    if isinstance(term, t.Modified) and isinstance(term.term, t.Length | t.Repeat | t.Vague):
        inner = resolve(term.term, ctx)
        return None if inner is None else replace(inner, mod=term.mod)
    if isinstance(term, t.Open):
        return _open(term, ctx)
    if is_clock(term):
        at = None if ctx.day is None else _at(t.At(t.Rel("day", 0), term), ctx)
        if not at:
            return Reading(TimexType.TIME, relative_value(term))
        return _reading(at, timed=True)
    periods = _periods(term, ctx)
    if periods:
        return _reading(periods)
    if ctx.day is None:
        kind = TimexType.TIME if isinstance(term, t.At) else TimexType.DATE
        return Reading(kind, relative_value(term))
    return None


def is_clock(term: t.Term) -> bool:
    """Whether a term is a time of day without a day."""
    if isinstance(term, t.Modified | t.Open):
        return is_clock(term.term)
    if isinstance(term, t.Part):
        return is_clock(term.inner)
    if isinstance(term, t.Range):
        return is_clock(term.first)
    return isinstance(term, t.Clock | t.DayPart)


def _reading(periods: list[Period], timed: bool = False) -> Reading:
    best = periods[0]
    value = best.value if best.value is not None else period_value(best.start, best.end, best.grain)
    value = value or period_value(best.start, best.end, Granularity.RANGE)
    kind = TimexType.TIME if timed or best.grain in _CLOCKS else TimexType.DATE
    interval = Interval(best.start, best.end)
    others: dict[Interval, None] = {}
    for p in periods[1:4]:
        others.setdefault(Interval(p.start, p.end))
    others.pop(interval, None)
    return Reading(kind, value, interval, best.grain, best.mod, tuple(others))


# TIMEX3 names the bound, and its mod the side on which the interval is open.
_SIDES = {"since": "ON_OR_AFTER", "after": "AFTER", "until": "ON_OR_BEFORE", "before": "BEFORE"}


def _open(term: t.Open, ctx: Context) -> Reading | None:
    """The bound with a mod for the open side; the open interval is the first of the alternatives."""
    inner = resolve(term.term, ctx)
    if inner is None or inner.interval is None or inner.interval.start is None or inner.interval.end is None:
        return inner
    start, end = inner.interval.start, inner.interval.end
    interval = {
        "since": Interval(start, None),
        "after": Interval(end, None),
        "until": Interval(None, end),
        "before": Interval(None, start),
    }[term.side]
    return replace(inner, mod=_SIDES[term.side], alternatives=(interval, *inner.alternatives))


def relative_value(term: t.Term) -> str:
    """The value of a term whose reference is not known: TIMEX3 with X for what is missing, or an offset."""
    match term:
        case t.Periodic("month", (m,)):
            return f"XXXX-{m:02d}"
        case t.Periodic("month_day", (m, d)) | t.Periodic("weekday_month_day", (_, m, d)):
            return f"XXXX-{m:02d}-{d:02d}"
        case t.Periodic("day_of_month", (d,)):
            return f"XXXX-XX-{d:02d}"
        case t.Periodic("weekday", (wd,)):
            return f"XXXX-WXX-{int(wd) + 1}"
        case t.Periodic("quarter", (n,)):
            return f"XXXX-Q{n}"
        case t.Periodic("half", (n,)):
            return f"XXXX-H{n}"
        case t.Periodic("season", (n,)):
            return f"XXXX-{('SP', 'SU', 'FA', 'WI')[int(n)]}"
        case t.Periodic(kind, args):
            return f"XXXX-{kind.upper()}-{'-'.join(map(str, args))}"
        case t.Rel(unit, n, _):
            return _offset(n, unit)
        case t.Shift(amount, sign, None, _):
            return ("-" if sign < 0 else "") + duration_value(amount.parts)
        case t.Stretch(amount, sign):
            return ("-" if sign < 0 else "") + duration_value(amount.parts)
        case t.Clock(hour, minute, _, _):
            return f"T{hour:02d}" + ("" if minute is None else f":{minute:02d}")
        case t.DayPart(code):
            return f"T{code}"
        case t.At(day, clock):
            return relative_value(day) + relative_value(clock)
        case t.Directed(inner, _) | t.Modified(inner, _) | t.Part(_, inner) | t.Open(_, inner):
            return relative_value(inner)
        case t.Within(inner, _):
            return relative_value(inner)
        case t.Range(first, last, _):
            return f"{relative_value(first)}/{relative_value(last)}"
        case t.Either(first, _):
            return relative_value(first)
        case t.Fixed(first, after, grain, value):
            return value or period_value(first * DAY, after * DAY, grain)
        case _:
            return "XXXX-XX-XX"


def _offset(n: int, unit: str) -> str:
    if n == 0:
        return "PRESENT_REF"
    code = {"day": "D", "week": "W", "weekend": "W", "month": "M", "quarter": "Q", "half": "H", "year": "Y"}
    return f"{'-' if n < 0 else ''}P{abs(n)}{code.get(unit, 'Y')}"

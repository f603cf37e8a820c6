"""Which periods may a term mean, in a context: the likeliest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from timeline.interval import DAY, Granularity, weekday
from timeline.meaning import terms as t
from timeline.meaning.calendars import SECONDS, UNIT_GRAIN, add_months, unit_days, unit_index
from timeline.meaning.cycles import KINDS, around, occurrence, pick
from timeline.meaning.reading import Context, Period, days_period
from timeline.meaning.timex import days_value, period_value


def _directed(term: t.Term, n: int, ctx: Context) -> list[Period]:
    if ctx.day is None:
        return []
    start = ctx.day * DAY
    if isinstance(term, t.Periodic):
        nearby = list(around(term, ctx.day))
        if n == 0:
            holding = [o for o in nearby if o.start <= start < o.end]
            if holding:  # in February, this winter is the one that began in December
                return holding[:1]
            cycle = KINDS[term.kind][0]
            found = occurrence(term, unit_index(cycle, ctx.day))
            if found is None:
                return []
            if ctx.prefer == "future" and cycle == "week" and found.end <= start:
                return [o for o in nearby if o.start > start][:1]
            return [found]
        if n < 0:
            past = [o for o in nearby if o.end <= start][::-1]
            return past[-n - 1 :][:1]
        future = [o for o in nearby if o.start > start]
        return future[n - 1 :][:1]
    inner = periods(term, replace(ctx, tense=n, prefer="future" if n > 0 else "past"))
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


# What is counted in these units goes on from the last period told, what is finer from the last day.
_LONG = (Granularity.MONTH, Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY)


def _shift(term: t.Shift, ctx: Context) -> list[Period]:
    if term.base is None:
        long = UNIT_GRAIN.get(term.amount.parts[-1][1]) in _LONG
        told = (ctx.era if long and ctx.era is not None else ctx.told) if term.told else None
        base_day = told if told is not None else ctx.day
        if base_day is None:
            return []
        bases = [Period(base_day * DAY + ctx.second, (base_day + 1) * DAY, Granularity.DAY)]
    else:
        bases = periods(term.base, ctx)
    out: list[Period] = []
    for base in bases:
        if term.sign > 0 and term.base is not None and base.end - base.start > DAY:
            base = Period(base.end - DAY, base.end, Granularity.DAY)
        point = _shifted(base, term.amount, term.sign)
        if point is None:
            continue
        unit = term.amount.parts[-1][1]
        dated = term.base is not None and base.grain == Granularity.DAY
        if unit in ("month", "year", "decade", "century") and len(term.amount.parts) == 1 and not dated:
            # "Two months ago" names a month, not a day: the day is only another reading.
            days = unit_days(unit, unit_index(unit, point.start // DAY))
            out += [days_period(days, UNIT_GRAIN[unit]), point]
        else:
            out.append(point)
    return out


def _within(inner: t.Term | str, outer: t.Term, ctx: Context, nth: int = 1) -> list[Period]:
    out = []
    for o in periods(outer, ctx):
        first, after = o.start // DAY, -(-o.end // DAY)
        found: list[Period] = []
        if isinstance(inner, str):
            found = [
                days_period(unit_days(inner, i), UNIT_GRAIN[inner])
                for i in range(unit_index(inner, first), unit_index(inner, after - 1) + 1)
            ]
        elif isinstance(inner, t.Periodic):
            cycle = KINDS[inner.kind][0]
            span = range(unit_index(cycle, first), unit_index(cycle, after - 1) + 1)
            found = [p for i in span if (p := occurrence(inner, i)) is not None]
        else:
            found = periods(inner, replace(ctx, day=first, told=first, prefer="future"))
        # A week belongs to the period that holds its Thursday (ISO 8601).
        middle = 3 * DAY if inner == "week" else 0
        inside = [p for p in found if o.start <= p.start + middle < o.end]
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
    elif period.grain == Granularity.WEEK:
        cuts = [first, first + 3, first + 4, after]
        grain = Granularity.RANGE
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
    start = here.end if unit == "day" and term.sign > 0 else here.start
    there = _shifted(Period(start, start + DAY, Granularity.DAY), term.amount, term.sign)
    if there is None or there.start == start:
        return []  # "the last 0 days"
    rolling = Period(min(start, there.start), max(start, there.start), Granularity.RANGE)
    if len(term.amount.parts) > 1 or n != int(n) or unit == "day":
        return [rolling]
    index = unit_index(unit, ctx.day)
    ends = (index - int(n), index - 1) if term.sign < 0 else (index + 1, index + int(n))
    whole = days_period((unit_days(unit, ends[0])[0], unit_days(unit, ends[1])[1]), Granularity.RANGE)
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


def _period_value(p: Period) -> str:
    return p.value or period_value(p.start, p.end, p.grain)


def _range(term: t.Range, ctx: Context) -> list[Period]:
    out = []
    firsts = periods(term.first, ctx)
    if isinstance(term.last, t.Fixed) and _bare(term.first):
        # "From 20 December to 5 January 2014": the last such day before the end.
        back = replace(ctx, day=term.last.first, told=term.last.first, prefer="past", tense=-1)
        firsts = periods(term.first, back)
    for first in firsts:
        day = first.start // DAY
        onward = replace(ctx, day=day, told=day, prefer="future", tense=0)
        lasts = periods(term.last, onward if _bare(term.last) else ctx)
        for last in lasts:
            if last.end > first.start:
                end = last.start if term.until else last.end
                if end > first.start:
                    if term.until and not end % DAY:
                        last = Period(end - DAY, end, Granularity.DAY)
                    value = f"{_period_value(first)}/{_period_value(last)}"
                    out.append(Period(first.start, end, Granularity.RANGE, value))
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


def at_time(term: t.At, ctx: Context) -> list[Period]:
    out = []
    for day in periods(term.day, ctx):
        if day.end - day.start != DAY:
            continue
        if isinstance(term.clock, t.Range):
            first, last = (_clocked(day.start // DAY, c) for c in (term.clock.first, term.clock.last))
            if first and last:
                end = last.start if last.start > first.start else last.start + DAY
                value = f"{_period_value(first)}/{_period_value(last)}"
                out.append(Period(first.start, end, Granularity.RANGE, value))
            continue
        inner = term.clock.term if isinstance(term.clock, t.Modified | t.Part | t.Open) else term.clock  # type: ignore[union-attr]
        found = _clocked(day.start // DAY, inner)
        if found is not None:
            out.append(replace(found, mod=term.clock.mod) if isinstance(term.clock, t.Modified) else found)
    return out


def _rel(term: t.Rel, ctx: Context) -> list[Period]:
    told = ctx.told if term.unit == "day" else ctx.era
    base = told if term.told and told is not None else ctx.day
    if base is None:
        return []
    days = unit_days(term.unit, unit_index(term.unit, base) + term.n)
    return [days_period(days, UNIT_GRAIN[term.unit], days_value(*days) if "hijri" in term.unit else None)]


def _named(term: t.Named, ctx: Context) -> list[Period]:
    """A relative day, moved by at most three days to the weekday that stands beside it."""
    out = []
    for p in periods(term.term, ctx):
        off = (term.weekday - weekday(p.start // DAY) + 3) % 7 - 3
        out.append(Period(p.start + off * DAY, p.end + off * DAY, p.grain))
    return out


def _half_of(term: t.HalfOf, ctx: Context) -> list[Period]:
    """Half of a month, of which the first has 15 days, or of a longer period, cut where a month ends."""
    out = []
    for p in periods(term.term, ctx):
        first, after = p.start // DAY, p.end // DAY
        month = p.grain == Granularity.MONTH
        months = unit_index("month", after) - unit_index("month", first)
        middle = DAY * (first + 15 if month or months < 2 else add_months(first, months // 2))
        start, end = (p.start, middle) if term.n == 1 else (middle, p.end)
        grain = Granularity.PART_OF_MONTH if month else Granularity.RANGE
        out.append(Period(start, end, grain, _period_value(p)))
    return out


def _rest(term: t.Rest, ctx: Context) -> list[Period]:
    """The part of a period on one side of the reference; its first day has nothing that has passed."""
    if ctx.day is None:
        return []
    today, out = ctx.day * DAY, []
    for p in periods(term.term, ctx):
        start, end = (p.start, today) if term.passed else (today, p.end)
        if p.start <= today < p.end and start < end:
            out.append(Period(start, end, Granularity.RANGE, _period_value(p)))
    return out or periods(term.term, ctx)


def _unit_of(term: t.UnitOf, ctx: Context) -> list[Period]:
    return [
        days_period(unit_days(term.unit, unit_index(term.unit, p.start // DAY)), UNIT_GRAIN[term.unit])
        for p in periods(term.term, ctx)
    ]


def _nth_after(term: t.NthAfter, ctx: Context) -> list[Period]:
    out = []
    for base in periods(term.base, ctx):
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
    t.Fixed: lambda m, ctx: [days_period((m.first, m.after), m.grain, m.value)],
    t.Periodic: pick,
    t.Directed: lambda m, ctx: _directed(m.term, m.n, ctx),
    t.Rel: _rel,
    t.Shift: _shift,
    t.Ahead: lambda m, ctx: _shift(t.Shift(m.amount, 1), ctx),
    t.Within: lambda m, ctx: _within(m.inner, m.outer, ctx),
    t.Nth: lambda m, ctx: _within(m.inner, m.outer, ctx, m.n),
    t.Part: lambda m, ctx: [_part(m.which, p) for p in periods(m.inner, ctx)],
    t.Named: _named,
    t.Dated: lambda m, ctx: periods(m.date, ctx),
    t.UnitOf: _unit_of,
    t.NthAfter: _nth_after,
    t.HalfOf: _half_of,
    t.Rest: _rest,
    t.Range: _range,
    t.Stretch: _stretch,
    t.At: at_time,
    t.Modified: lambda m, ctx: [replace(p, mod=m.mod) for p in periods(m.term, ctx)],
    t.Either: lambda m, ctx: [*periods(m.first, ctx), *periods(m.second, ctx)],
}


def periods(term: t.Term, ctx: Context) -> list[Period]:
    """The periods that a term may mean, the likeliest first; none where the reference is missing."""
    resolver = _RESOLVERS.get(type(term))
    return [] if resolver is None else resolver(term, ctx)

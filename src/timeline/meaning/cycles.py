"""When does a thing come that comes once in a cycle: a month in a year, a weekday in a week, a feast."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline.interval import DAY, Granularity, day_number, days_in_month, weekday
from timeline.meaning.calendars import (
    Days,
    hijri_days,
    month_days,
    nth_weekday,
    season_days,
    unit_days,
    unit_index,
)
from timeline.meaning.feasts import feast_days
from timeline.meaning.reading import Context, Period, days_period
from timeline.meaning.solar_hijri import solar_days
from timeline.meaning.terms import Periodic
from timeline.meaning.timex import days_value


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


def _solar_month_day(year: int, month: int, day: int) -> Days | None:
    first, after = solar_days(year, month)
    return (first + day - 1, first + day) if first + day <= after else None


def _weekday_day(index: int, wd: int, day: int) -> Days | None:
    days = _day_of_month(index, day)
    return days if days is not None and weekday(days[0]) == wd else None


def _weekday_of_month(year: int, wd: int, month: int, nth: int) -> Days | None:
    day = nth_weekday(year, month, wd, nth)
    return None if day is None else (day, day + 1)


KINDS: dict[str, tuple[str, Granularity, Callable[..., Days | None]]] = {
    "month": ("year", Granularity.MONTH, lambda y, m: month_days(y * 12 + m - 1)),
    "month_day": ("year", Granularity.DAY, _month_day),
    "weekday_month_day": ("year", Granularity.DAY, _weekday_month_day),
    "day_of_month": ("month", Granularity.DAY, _day_of_month),
    "weekday_day": ("month", Granularity.DAY, _weekday_day),
    "weekday": ("week", Granularity.DAY, _weekday),
    "weekend": ("week", Granularity.WEEKEND, lambda i: (i * 7 + 2, i * 7 + 4)),
    "quarter": ("year", Granularity.QUARTER, lambda y, n: _third(y, n, 3)),
    "half": ("year", Granularity.HALF, lambda y, n: _third(y, n, 6)),
    "season": ("year", Granularity.SEASON, season_days),
    "hijri_month": ("hijri_year", Granularity.MONTH, hijri_days),
    "hijri_month_day": ("hijri_year", Granularity.DAY, _hijri_month_day),
    "solar_hijri_month": ("solar_hijri_year", Granularity.MONTH, solar_days),
    "solar_hijri_month_day": ("solar_hijri_year", Granularity.DAY, _solar_month_day),
    "weekday_of_month": ("year", Granularity.DAY, _weekday_of_month),
    "decade_of_century": (
        "century",
        Granularity.DECADE,
        lambda c, d: unit_days("decade", c * 10 + d // 10),
    ),
    "feast": ("year", Granularity.DAY, lambda y, name: feast_days(name, y)),
}


def _value_of(p: Periodic, index: int) -> str | None:
    """The TIMEX3 value where it can't be told from the days and the grain."""
    if p.kind == "season":
        return f"{index:04d}-{('SP', 'SU', 'FA', 'WI')[int(p.args[0])]}"
    return None


def occurrence(p: Periodic, index: int) -> Period | None:
    _, grain, days_of = KINDS[p.kind]
    days = days_of(index, *p.args)
    if days is None:
        return None
    return days_period(
        days, grain, days_value(*days) if p.kind.endswith("hijri_month") else _value_of(p, index)
    )


def around(p: Periodic, day: int) -> Iterator[Period]:
    """Occurrences in order of time, from well before a day to well after it."""
    cycle = KINDS[p.kind][0]
    index = unit_index(cycle, day)
    if p.kind == "weekday_month_day":
        # Only a year nearby: where none fits, the paper has the weekday wrong, and the date stands.
        near = [o for i in (index - 1, index, index + 1) if (o := occurrence(p, i)) is not None]
        yield from near or around(Periodic("month_day", p.args[1:]), day)
        return
    reach = 11 if p.kind == "weekday_day" else 9 if p.args[-2:] == (2, 29) else 2
    for i in range(index - reach, index + reach + 1):
        found = occurrence(p, i)
        if found is not None:
            yield found


def pick(p: Periodic, ctx: Context) -> list[Period]:
    """The occurrence that a bare periodic expression most likely means, then the others nearest to it."""
    if ctx.day is None:
        return []
    nearby = list(around(p, ctx.day))
    start = ctx.day * DAY
    holds = [o for o in nearby if o.start <= start < o.end]
    before = [o for o in nearby if o.end <= start][-1:]
    after = [o for o in nearby if o.start > start][:1]
    if ctx.prefer == "future":
        if p.kind == "weekday":
            return [*after, *holds, *before]
        return [*holds, *after, *before]
    if p.kind in ("weekday_month_day", "weekday_day"):
        return [*holds, *sorted([*before, *after], key=lambda o: abs(o.start - start))]
    if before and after and not holds and p.kind in ("month", "month_day", "feast"):
        # The clause's tense is a guess: it doesn't outweigh a date that is far nearer on the other side.
        since, until = start - before[0].end, after[0].start - start
        if ctx.tense > 0 and since < 30 * DAY < until:
            return [*before, *after]
        if ctx.tense < 0 and p.kind != "month" and until < 60 * DAY < since // 3:
            return [*after, *before]
    if p.kind in ("month_day", "hijri_month_day", "solar_hijri_month_day", "feast") and ctx.tense == 0:
        # News looks back: what is to come must be nearer by half.
        lean = sorted([*before, *after], key=lambda o: max(2 * (start - o.start), 3 * (o.start - start)))
        return [*holds, *lean]
    if p.kind in ("month", "season") and ctx.tense == 0:
        # What is to come must be far nearer: "in September", told in August, is the next one.
        times = 4 if p.kind == "month" else 3
        near = sorted([*before, *after], key=lambda o: max(start - o.end, times * (o.start - start)))
        return [*holds, *near]
    if ctx.tense > 0:
        return [*holds, *after, *before]
    if p.kind == "day_of_month" and ctx.tense == 0:
        here = occurrence(p, unit_index(KINDS[p.kind][0], ctx.day))
        return [*([] if here is None else [here]), *before, *after]
    return [*holds, *before, *after]

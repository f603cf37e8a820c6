"""When is that: a term and a context give an interval, a TIMEX3 value and the readings that lost."""

from __future__ import annotations

from dataclasses import replace

from timeline.expression import TimexType
from timeline.interval import Granularity, Interval
from timeline.meaning import terms as t
from timeline.meaning.calendars import SECONDS
from timeline.meaning.periods import at_time, periods
from timeline.meaning.reading import Context, Period, Reading
from timeline.meaning.relative import relative_value
from timeline.meaning.timex import duration_value, period_value

# TIMEX3 names the bound, and its mod the side on which the interval is open.
_SIDES = {
    "since": "ON_OR_AFTER",
    "from": "ON_OR_AFTER",
    "after": "AFTER",
    "until": "ON_OR_BEFORE",
    "before": "BEFORE",
}


# "The worst in 50 years" looks back: nobody announces what comes so late.
_LONG = 20
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
    if isinstance(term, t.Ahead) and (ctx.tense < 0 or _years(term.amount) >= _LONG):
        return Reading(TimexType.DURATION, duration_value(term.amount.parts))
    if isinstance(term, t.Modified) and isinstance(term.term, t.Length | t.Repeat | t.Vague | t.Ahead):
        inner = resolve(term.term, ctx)
        return None if inner is None else replace(inner, mod=term.mod)
    if isinstance(term, t.Stretch) and term.amount.parts[-1][1] in SECONDS:
        return Reading(TimexType.DURATION, duration_value(term.amount.parts))
    if isinstance(term, t.Open):
        return _open(term, ctx)
    if is_clock(term):
        at = None if ctx.day is None else at_time(t.At(t.Rel("day", 0), term), ctx)
        if not at:
            return Reading(TimexType.TIME, relative_value(term))
        return _reading(at, timed=True)
    found = periods(term, ctx)
    if found:
        return _reading(found)
    if ctx.day is None:
        kind = TimexType.TIME if isinstance(term, t.At) else TimexType.DATE
        return Reading(kind, relative_value(term))
    return None


def _years(amount: t.Length) -> float:
    """How many years an amount is long, those finer than a year left aside."""
    size = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
    return sum((n or 0) * size.get(unit, 0) for n, unit in amount.parts)


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


def _open(term: t.Open, ctx: Context) -> Reading | None:
    """The bound with a mod for the open side; the open interval is the first of the alternatives."""
    # What lasts since a day began in the past; what is to last from a day on may begin on either side.
    inner = resolve(term.term, replace(ctx, tense=-1) if term.side == "since" else ctx)
    if inner is None or inner.interval is None or inner.interval.start is None or inner.interval.end is None:
        return inner
    start, end = inner.interval.start, inner.interval.end
    interval = {
        "since": Interval(start, None),
        "from": Interval(start, None),
        "after": Interval(end, None),
        "until": Interval(None, end),
        "before": Interval(None, start),
    }[term.side]
    return replace(inner, mod=inner.mod or _SIDES[term.side], alternatives=(interval, *inner.alternatives))

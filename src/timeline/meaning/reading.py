"""What is an expression resolved against, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.expression import TimexType
from timeline.interval import DAY, Granularity, Interval
from timeline.meaning.calendars import Days

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


def days_period(days: Days, grain: Granularity, value: str | None = None) -> Period:
    """The period of whole days, [first, after)."""
    return Period(days[0] * DAY, days[1] * DAY, grain, value)

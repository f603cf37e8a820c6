"""What can a time expression mean: terms, before anyone asks what day it is.

The constructors in dates.py and algebra.py make them; resolve.py says when they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.interval import Granularity


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that need no reference: [first, after) in days since 1970-01-01."""

    first: int
    after: int
    grain: Granularity
    value: str | None = None  # the TIMEX3 value where it can't be told from the days
    sighted: bool = False  # of a lunar calendar: its months may begin a day or two off their table


@dataclass(frozen=True, slots=True)
class Periodic:
    """Something that comes once in each cycle: a month in a year, a weekday in a week."""

    kind: str
    args: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Directed:
    """The last (-1), this (0) or next (+1) of a periodic thing."""

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
class Ahead:
    """An amount from the reference on; told of the past, or very long, it is how long something took."""

    amount: Length


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
class Dated:
    """A relative expression with its date beside it: "today, 3 August 2015", "the current year 2015"."""

    relative: Term
    date: Term


@dataclass(frozen=True, slots=True)
class HalfOf:
    """The first or second half of a month."""

    n: int
    term: Term


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a period, from the reference on, or what has passed of it."""

    term: Term
    passed: bool = False


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
    | Dated
    | UnitOf
    | NthAfter
    | HalfOf
    | Rest
    | Fixed
    | Periodic
    | Directed
    | Rel
    | Shift
    | Ahead
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

"""What is an interval of time, and how is it written down.

Points are whole seconds since 1970-01-01T00:00 in the proleptic Gregorian calendar, without a time zone
(the text's own wall clock). Years are astronomical: year 0 is 1 BCE, year -237 is 238 BCE.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

DAY = 86_400
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Granularity(StrEnum):
    """The size of the calendar unit that a text names, from the finest to the coarsest."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    PART_OF_MONTH = "part_of_month"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    PART_OF_YEAR = "part_of_year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"
    OPEN = "open"


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a proleptic Gregorian date, any year (H. Hinnant's days_from_civil).

    Raises ValueError where the calendar has no such day.
    """
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise ValueError(f"no such day: {year}-{month}-{day}")
    y = year - (month <= 2)
    era = y // 400
    yoe = y - era * 400
    doy = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719_468


def civil(days: int) -> tuple[int, int, int]:
    """The year, month and day of a number of days since 1970-01-01: the inverse of `day_number`."""
    z = days + 719_468
    era = z // 146_097
    doe = z - era * 146_097
    yoe = (doe - doe // 1460 + doe // 36_524 - doe // 146_096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + (3 if mp < 10 else -9)
    return yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1


def days_in_month(year: int, month: int) -> int:
    """Days of a proleptic Gregorian month, 28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def weekday(days: int) -> int:
    """The weekday of a number of days since 1970-01-01: 0 is Monday, 6 is Sunday."""
    return (days + 3) % 7


def iso_week(days: int) -> tuple[int, int]:
    """The ISO 8601 year and week of a number of days since 1970-01-01."""
    thursday = days - weekday(days) + 3
    year = civil(thursday)[0]
    return year, (thursday - day_number(year, 1, 1)) // 7 + 1


def iso_year(year: int) -> str:
    """A year in ISO 8601: four digits, with a minus before 1 BCE, longer where it must be."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def iso_day(days: int) -> str:
    """A day in ISO 8601, from a number of days since 1970-01-01."""
    year, month, day = civil(days)
    return f"{iso_year(year)}-{month:02d}-{day:02d}"


def iso_point(seconds: int) -> str:
    """A point in ISO 8601: a plain date at midnight, else a date and a time to the minute or second."""
    days, rest = divmod(seconds, DAY)
    if not rest:
        return iso_day(days)
    clock = f"{rest // 3600:02d}:{rest // 60 % 60:02d}" + (f":{rest % 60:02d}" if rest % 60 else "")
    return f"{iso_day(days)}T{clock}"


_ISO = re.compile(
    r"(-?\d{4,})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
)


def parse_point(text: str) -> int:
    """The point that an ISO 8601 date or datetime names; an offset from UTC is left aside.

    Raises ValueError, naming the text, where it is neither.
    """
    m = _ISO.fullmatch(text.strip())
    if m is None:
        raise ValueError(f"not an ISO 8601 date or datetime: {text[:40]!r}")
    hour, minute, second = (int(g or 0) for g in m.groups()[3:])
    if hour > 23 or minute > 59 or second > 60:
        raise ValueError(f"no such time of day: {text[:40]!r}")
    days = day_number(int(m[1]), int(m[2]), int(m[3]))
    return days * DAY + hour * 3600 + minute * 60 + second


@dataclass(frozen=True, slots=True)
class Interval:
    """Half-open [start, end), in seconds since 1970-01-01T00:00; None is an open side.

    In JSON: `{"start": ISO | null, "end": ISO | null}`.
    """

    start: int | None
    end: int | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(
                f"an interval must end after it starts: {iso_point(self.start)}..{iso_point(self.end)}"
            )

    @classmethod
    def of_days(cls, first: int, last: int) -> Interval:
        """From the first to the last day, both inclusive, in days since 1970-01-01."""
        return cls(first * DAY, (last + 1) * DAY)

    @classmethod
    def of_date(cls, date: dt.date) -> Interval:
        """The one day."""
        n = date.toordinal() - _EPOCH
        return cls.of_days(n, n)

    @property
    def first_day(self) -> int | None:
        """The first day touched, in days since 1970-01-01; None where the start is open."""
        return None if self.start is None else self.start // DAY

    @property
    def last_day(self) -> int | None:
        """The last day touched (inclusive), in days since 1970-01-01; None where the end is open."""
        return None if self.end is None else -(-self.end // DAY) - 1

    @property
    def bounded(self) -> bool:
        return self.start is not None and self.end is not None

    @property
    def days(self) -> int | None:
        """How many days it touches; None where a side is open."""
        first, last = self.first_day, self.last_day
        return None if first is None or last is None else last - first + 1

    def intersect(self, other: Interval) -> Interval | None:
        """What both hold, or None where they are disjoint."""
        starts = [s for s in (self.start, other.start) if s is not None]
        ends = [e for e in (self.end, other.end) if e is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        if start is not None and end is not None and end <= start:
            return None
        return Interval(start, end)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        start = None if self.start is None or other.start is None else min(self.start, other.start)
        end = None if self.end is None or other.end is None else max(self.end, other.end)
        return Interval(start, end)

    def contains(self, other: Interval) -> bool:
        """Whether every point of the other is in this one."""
        return (self.start is None or (other.start is not None and other.start >= self.start)) and (
            self.end is None or (other.end is not None and other.end <= self.end)
        )

    def iso(self) -> dict[str, str | None]:
        """As in JSON: ISO 8601 start and end, half-open, null for an open side."""
        return {
            "start": None if self.start is None else iso_point(self.start),
            "end": None if self.end is None else iso_point(self.end),
        }

    @classmethod
    def parse(cls, value: Any) -> Interval:
        """From an Interval or from `{"start": ISO | null, "end": ISO | null}`."""
        if isinstance(value, Interval):
            return value
        start, end = value.get("start"), value.get("end")
        return cls(
            None if start is None else parse_point(str(start)), None if end is None else parse_point(str(end))
        )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(cls.iso)
        )


UNKNOWN = Interval(None, None)


def edtf(interval: Interval, granularity: Granularity | str, approximate: bool = False) -> str:
    """The interval in EDTF (ISO 8601-2, level 1 and 2): `2015-11-26`, `2015-11`, `198X`, `../2016-04-30`.

    `approximate` adds the qualifier `~`. An interval open on both sides is the empty string.
    """
    first, last = interval.first_day, interval.last_day
    if first is None and last is None:
        return ""
    mark = "~" if approximate else ""
    if first is None:
        return f"../{iso_day(last or 0)}{mark}"
    if last is None:
        return f"{iso_day(first)}{mark}/.."
    year, month, day = civil(first)
    y2, m2, d2 = civil(last + 1)
    if first == last:
        return iso_day(first) + mark
    if day == d2 == 1:
        months = (y2 - year) * 12 + m2 - month
        if months == 1:
            return f"{iso_year(year)}-{month:02d}{mark}"
        if month == m2 == 1 and year >= 0:
            if months == 12:
                return iso_year(year) + mark
            if months == 120 and year % 10 == 0:
                return f"{year // 10:03d}X{mark}"
            if granularity == Granularity.CENTURY and months == 1200 and year % 100 == 0:
                return f"{year // 100:02d}XX{mark}"
    return f"{iso_day(first)}{mark}/{iso_day(last)}{mark}"

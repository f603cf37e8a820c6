"""What is a calendar unit, and which days does it hold: weeks, months, Hijri months, as arithmetic.

Days are whole numbers since 1970-01-01; every (first, after) pair is half-open. A unit's *index* numbers
it without gaps (month 0 is January of year 0), so that "the next one" is always index + 1.
"""

from __future__ import annotations

from functools import cache

from timeline.interval import Granularity, civil, day_number, days_in_month, weekday
from timeline.meaning.solar_hijri import first_of_year, solar_days, solar_of

Days = tuple[int, int]

# How many months a unit that is made of whole months holds.
MONTHS = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12_000,
}
# Seconds of the units shorter than a day.
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
UNIT_GRAIN = {
    "day": Granularity.DAY,
    "week": Granularity.WEEK,
    "weekend": Granularity.WEEKEND,
    "month": Granularity.MONTH,
    "quarter": Granularity.QUARTER,
    "half": Granularity.HALF,
    "year": Granularity.YEAR,
    "decade": Granularity.DECADE,
    "century": Granularity.CENTURY,
    "millennium": Granularity.CENTURY,
    "season": Granularity.SEASON,
    "hijri_month": Granularity.MONTH,
    "hijri_year": Granularity.YEAR,
    "solar_hijri_month": Granularity.MONTH,
    "solar_hijri_year": Granularity.YEAR,
}


def month_days(index: int) -> Days:
    """The days of month number year * 12 + month - 1."""
    year, month = divmod(index, 12)
    first = day_number(year, month + 1, 1)
    return first, first + days_in_month(year, month + 1)


def unit_index(unit: str, day: int) -> int:
    """The index of the unit that holds the day. Weeks begin on Monday (ISO 8601)."""
    if unit == "day":
        return day
    if unit in ("week", "weekend"):
        return (day + 3) // 7
    if unit == "hijri_year":
        return hijri_of(day)[0]
    if unit == "solar_hijri_year":
        return solar_of(day)[0]
    if unit == "solar_hijri_month":
        solar, solar_month = solar_of(day)
        return solar * 12 + solar_month - 1
    if unit == "hijri_month":
        year, month, _ = hijri_of(day)
        return year * 12 + month - 1
    if unit == "season":
        year, month, d = civil(day)
        begun = sum((month, d) >= start for start in _SEASONS)
        return year * 4 + begun
    year, month, _ = civil(day)
    return (year * 12 + month - 1) // MONTHS[unit]


def unit_days(unit: str, index: int) -> Days:
    """The days of the unit with that index."""
    if unit == "day":
        return index, index + 1
    if unit == "week":
        return index * 7 - 3, index * 7 + 4
    if unit == "weekend":
        return index * 7 + 2, index * 7 + 4
    if unit == "solar_hijri_year":
        return first_of_year(index), first_of_year(index + 1)
    if unit == "solar_hijri_month":
        return solar_days(index // 12, index % 12 + 1)
    if unit == "hijri_year":
        return hijri_days(index, 1)[0], hijri_days(index + 1, 1)[0]
    if unit == "hijri_month":
        return hijri_days(index // 12, index % 12 + 1)
    if unit == "season":
        year, quarter = divmod(index, 4)
        return season_days(year - (quarter == 0), (quarter - 1) % 4)
    size = MONTHS[unit]
    return month_days(index * size)[0], month_days(index * size + size - 1)[1]


# Where the seasons of the north begin. News means whole months ("last summer"), so the meteorological ones.
_SEASONS = ((3, 1), (6, 1), (9, 1), (12, 1))


def season_days(year: int, season: int) -> Days:
    """Spring 0, summer 1, autumn 2 and winter 3 of a year (northern); winter runs into the next one."""
    after = (year + 1, *_SEASONS[0]) if season == 3 else (year, *_SEASONS[season + 1])
    return day_number(year, *_SEASONS[season]), day_number(*after)


def add_months(day: int, months: int) -> int:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month, d = civil(day)
    y, m = divmod(year * 12 + month - 1 + months, 12)
    return day_number(y, m + 1, min(d, days_in_month(y, m + 1)))


def nth_weekday(year: int, month: int, wd: int, nth: int) -> int | None:
    """The nth such weekday of a month (0 is Monday; -1 is the last), None where there are not so many."""
    first, after = month_days(year * 12 + month - 1)
    if nth > 0:
        day = first + (wd - weekday(first)) % 7 + 7 * (nth - 1)
    else:
        day = after - 1 - (weekday(after - 1) - wd) % 7 + 7 * (nth + 1)
    return day if first <= day < after else None


# Umm al-Qura's months are tabulated for these years; outside them the arithmetic calendar is used, which
# may differ from what was sighted by a day or two.
_UMM_AL_QURA = range(1343, 1501)


@cache
def hijri_days(year: int, month: int) -> Days:
    """The days of a Hijri month by the Umm al-Qura calendar, or by the tabular one outside 1343-1500 AH."""
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    return _hijri_first(year, month), _hijri_first(*after)


def _hijri_first(year: int, month: int) -> int:
    if year in _UMM_AL_QURA:
        from hijridate import Hijri  # imported late: most texts hold no Hijri date

        return Hijri(year, month, 1).to_gregorian().toordinal() - 719_163
    # Tabular Islamic calendar: civil epoch 622-07-16 (Julian), leap years 2, 5, 7, 10, 13, 16, 18, 21 …
    return -492_148 + (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2


@cache
def hijri_of(day: int) -> tuple[int, int, int]:
    """The Hijri year, month and day of a day."""
    year = (day + 492_148) * 30 // 10_631 + 1
    while hijri_days(year, 1)[0] > day:
        year -= 1
    while hijri_days(year + 1, 1)[0] <= day:
        year += 1
    month = next(m for m in range(12, 0, -1) if hijri_days(year, m)[0] <= day)
    return year, month, day - hijri_days(year, month)[0] + 1

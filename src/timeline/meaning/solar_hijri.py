"""The Solar Hijri calendar of Iran and Afghanistan: which days a year or month of it holds.

Years begin at the March equinox as K. M. Borkowski's table of leap cycles gives it ("The Persian calendar for
3000 years", 1996), exact from 1 to 3177; outside of that the calendar repeats itself every 2820 years.
"""

from __future__ import annotations

from timeline.interval import civil, day_number

# Years at which the pattern of leap years breaks.
_EARLY = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635)
_BREAKS = (*_EARLY, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178)


def first_of_year(year: int) -> int:
    """The day number of 1 Farvardin."""
    if not 1 <= year < _BREAKS[-1]:
        cycles, year = divmod(year - 1, 2820)
        return first_of_year(year + 1) + cycles * 1_029_983
    leaps, begin, jump = -14, _BREAKS[0], 0
    for end in _BREAKS[1:]:
        jump = end - begin
        if year < end:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        begin = end
    n = year - begin
    leaps += n // 33 * 8 + (n % 33 + 3) // 4
    if jump % 33 == 4 and jump - n == 4:
        leaps += 1
    gregorian = year + 621
    day = 20 + leaps - (gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150)
    return day_number(gregorian, 3, day)


def solar_days(year: int, month: int) -> tuple[int, int]:
    """The days of a month, 1 to 12, as a half-open pair: six of 31 days, five of 30, and what is left."""
    first = first_of_year(year)
    start = first + 31 * (month - 1) if month <= 7 else first + 186 + 30 * (month - 7)
    after = first_of_year(year + 1) if month == 12 else start + (31 if month < 7 else 30)
    return start, after


def solar_of(day: int) -> tuple[int, int]:
    """The Solar Hijri year and month of a day number."""
    year = civil(day)[0] - 621
    if first_of_year(year) > day:
        year -= 1
    return year, next(m for m in range(12, 0, -1) if solar_days(year, m)[0] <= day)

"""Which day is it by the moon and the sun: the Hebrew, Chinese and Hindu calendars, as far as feasts need.

The Hebrew calendar is arithmetic. The others follow the sky: positions of the sun and the moon by the largest
terms of their theories (J. Meeus, Astronomical Algorithms, chapters 25 and 47), good to minutes for centuries
around 2000; a feast may still be kept a day apart where a phase falls near the hour that decides.
Times are days since 1970-01-01T00:00 UTC, with a fraction.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import floor, radians, sin

from timeline.interval import civil, day_number

# --- Hebrew -----------------------------------------------------------------------------------------------
_HEBREW_EPOCH = -1_373_427 - 719_163


def _elapsed(year: int) -> int:
    """Days from the epoch to the mean new moon of a year's Tishri, put off where the weekday demands it."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12_084 + 13_753 * months) // 25_920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _tishri(year: int) -> int:
    before, here, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    put_off = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + put_off


def _leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_months(year: int) -> Iterator[tuple[int, int]]:
    """The months of a Hebrew year from Tishri (7) on, with their lengths; Adar is 12, or 12 and 13."""
    length = _tishri(year + 1) - _tishri(year)
    yield from ((7, 30), (8, 30 if length % 10 == 5 else 29), (9, 29 if length % 10 == 3 else 30))
    yield from ((10, 29), (11, 30))
    yield from ((12, 30), (13, 29)) if _leap(year) else ((12, 29),)
    yield from ((1, 30), (2, 29), (3, 30), (4, 29), (5, 30), (6, 29))


def hebrew_day(year: int, month: int, day: int) -> int:
    """The day that a Hebrew date begins before, at sunset; Nisan is month 1, and 12 the last Adar."""
    last_adar = 13 if _leap(year) else 12
    first = _tishri(year)
    for m, length in _hebrew_months(year):
        if m == (last_adar if month == 12 else month):
            break
        first += length
    return first + day - 1


# --- the sky ----------------------------------------------------------------------------------------------
# Periodic terms of the moon's longitude: degrees, and multiples of D, M, M' and F.
_MOON = (
    (6.288774, 0, 0, 1, 0),
    (1.274027, 2, 0, -1, 0),
    (0.658314, 2, 0, 0, 0),
    (0.213618, 0, 0, 2, 0),
    (-0.185116, 0, 1, 0, 0),
    (-0.114332, 0, 0, 0, 2),
    (0.058793, 2, 0, -2, 0),
    (0.057066, 2, -1, -1, 0),
    (0.053322, 2, 0, 1, 0),
    (0.045758, 2, -1, 0, 0),
    (-0.040923, 0, 1, -1, 0),
    (-0.034720, 1, 0, 0, 0),
    (-0.030383, 0, 1, 1, 0),
    (0.015327, 2, 0, 0, -2),
)
_J2000 = day_number(2000, 1, 1) + 0.5
_MONTH = 29.530588861
# A new moon near the epoch of 2000.
_NEW_MOON = _J2000 + 5.26


def _solar(t: float) -> tuple[float, float]:
    """The sun's apparent longitude and its mean anomaly, in degrees."""
    c = (t - _J2000) / 36_525
    m = 357.52911 + 35_999.05029 * c
    centre = (1.914602 - 0.004817 * c) * sin(radians(m)) + 0.019993 * sin(radians(2 * m))
    return 280.46646 + 36_000.76983 * c + centre - 0.00569, m


def _elongation(t: float) -> float:
    """How far the moon stands east of the sun, in degrees from 0 to 360."""
    c = (t - _J2000) / 36_525
    sun, m = _solar(t)
    d, mm = 297.8501921 + 445_267.1114034 * c, 134.9633964 + 477_198.8675055 * c
    f = 93.272095 + 483_202.0175233 * c
    terms = sum(a * sin(radians(i * d + j * m + k * mm + n * f)) for a, i, j, k, n in _MOON)
    return (218.3164477 + 481_267.88123421 * c + terms - sun) % 360


def _new_moon(k: int) -> float:
    """The new moon number k, counted from January 2000."""
    t = _NEW_MOON + _MONTH * k
    for _ in range(5):
        t -= ((_elongation(t) + 180) % 360 - 180) / 12.190749
    return t


def _new_moons(first: int, after: int) -> list[float]:
    k = floor((first - _NEW_MOON) / _MONTH) - 1
    count = floor((after - first) / _MONTH) + 4
    return [t for t in map(_new_moon, range(k, k + count)) if first <= t < after]


# --- Chinese ----------------------------------------------------------------------------------------------
_BEIJING = 8 / 24


@cache
def chinese_new_year(year: int) -> int | None:
    """The second new moon after the winter solstice, in Beijing; not before 21 January. None far from now."""
    day = day_number(year - 1, 12, 20)
    while _solar(day + 1 - _BEIJING)[0] % 360 < 270:
        day += 1
    moons = [floor(t + _BEIJING) for t in _new_moons(day - 1, day + 100)]
    second = [m for m in moons if m > day][1:]
    return next((m for m in second if m >= day_number(year, 1, 21)), None)


# --- Hindu ------------------------------------------------------------------------------------------------
_INDIA = 5.5 / 24


def _sign(t: float) -> int:
    """The sidereal sign that the sun stands in, Aries 0, by the Lahiri ayanamsa."""
    years = (t - _J2000) / 365.25
    return floor((_solar(t)[0] - 23.853 - 0.013969 * years) % 360 / 30)


@cache
def hindu_day(year: int, month: int, tithi: int, hour: int) -> int | None:
    """The day of a Gregorian year on which a tithi (1 to 30) of a lunar month rules at an hour, in India.

    Chaitra is month 1; months run from new moon to new moon (amanta). None where the year has no such day.
    """
    moons = _new_moons(day_number(year, 1, 1) - 40, day_number(year + 1, 1, 1) + 40)
    for moon, following in pairwise(moons):
        # A month in which the sun enters no sign is doubled, and its feasts are kept in the second.
        if (_sign(moon) + 1) % 12 + 1 != month or _sign(moon) == _sign(following):
            continue
        begins, ends = 12 * (tithi - 1), 12 * tithi
        guess = floor(moon + (tithi - 0.5) * _MONTH / 30 + _INDIA)
        days = [guess + i for i in (-2, -1, 0, 1, 2)]
        ruling = [d for d in days if begins <= _elongation(d + hour / 24 - _INDIA) < ends]
        day = ruling[0] if ruling else guess
        if civil(day)[0] == year:
            return day
    return None

"""What can name a date: the constructors of absolute and periodic terms.

Each raises ValueError where no calendar has what it is given.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.interval import Granularity, civil, day_number, days_in_month, weekday
from timeline.meaning.calendars import hijri_days, month_days, nth_weekday, unit_days
from timeline.meaning.feasts import feasts
from timeline.meaning.solar_hijri import solar_days
from timeline.meaning.terms import Fixed, Periodic, Term
from timeline.meaning.timex import days_value

# Two-digit years are read within this window.
_CENTURY_TURN = 50


def year2(n: int) -> int:
    """A year of two digits in full: 50 to 99 are 19xx, the others 20xx."""
    return n if n > 99 else n + (1900 if n >= _CENTURY_TURN else 2000)


def year(y: int) -> Fixed:
    first, after = unit_days("year", y)
    return Fixed(first, after, Granularity.YEAR)


def fiscal(y: int) -> Fixed:
    """A fiscal or school year: the days of the year that it is named after, for none are fixed."""
    first, after = unit_days("year", y)
    return Fixed(first, after, Granularity.YEAR, f"FY{y:04d}")


def bce(y: int) -> Fixed:
    """A year before the common era: 1 BCE is the astronomical year 0."""
    first, after = unit_days("year", 1 - y)
    return Fixed(first, after, Granularity.YEAR, f"BC{y:04d}")


def bce_century(n: int) -> Fixed:
    first, _ = unit_days("year", 1 - 100 * n)
    _, after = unit_days("year", -100 * (n - 1))
    return Fixed(first, after, Granularity.CENTURY, f"BC{n - 1:02d}")


def decade(y: int) -> Fixed:
    """The decade that begins with the year: 1990 is the 1990s. Raises ValueError for a year within one."""
    if y % 10:
        raise ValueError(f"no decade begins with {y}")
    if y % 10:
        raise ValueError(f"no decade begins with {y}")
    first, after = unit_days("decade", y // 10)
    return Fixed(first, after, Granularity.DECADE)


def century(n: int) -> Fixed:
    """The n-th century as newspapers count: the 20th is 1900 to 1999 (TIMEX3 19)."""
    first, after = unit_days("century", n - 1)
    return Fixed(first, after, Granularity.CENTURY)


def season_of(y: int, s: int) -> Fixed:
    """A season of a year; winter of a year is the one that begins in its December."""
    first, after = unit_days("season", y * 4 + s + 1)
    return Fixed(first, after, Granularity.SEASON, f"{y:04d}-{('SP', 'SU', 'FA', 'WI')[s]}")


# Years before are those of another calendar: 1436/37 is no Gregorian school year.
_FIRST_SCHOOL_YEAR = 1800


def school_year(a: int, b: int) -> Fixed:
    """A season or academic year like 2014/2015: the two years it lies in, whose days are not fixed."""
    b = b if b > 99 else a - a % 100 + b + (100 if b < a % 100 else 0)
    if b != a + 1 or a < _FIRST_SCHOOL_YEAR:
        raise ValueError(f"no school year: {a}, {b}")
    return Fixed(unit_days("year", a)[0], unit_days("year", b)[1], Granularity.RANGE, f"{a:04d}/{b:04d}")


def year_week(y: int, week: int) -> Fixed:
    """An ISO 8601 week. Raises where the year has no such week: its Thursday lies in another one."""
    jan4 = day_number(y, 1, 4)
    first = jan4 - weekday(jan4) + 7 * (week - 1)
    if week < 1 or civil(first + 3)[0] != y:
        raise ValueError(f"no such week: {week}")
    return Fixed(first, first + 7, Granularity.WEEK)


def check_month(m: int) -> int:
    if not 1 <= m <= 12:
        raise ValueError(f"no such month: {m}")
    return m


def date(m: int, d: int | None = None, y: int | None = None, wd: int | None = None) -> Fixed | Periodic:
    """A Gregorian month or day, of a year where one is told; `wd` is the weekday that stands beside it."""
    if d is None:
        if y is None:
            return Periodic("month", (check_month(m),))
        first, after = month_days(y * 12 + check_month(m) - 1)
        return Fixed(first, after, Granularity.MONTH)
    if y is None:
        if not 1 <= d <= days_in_month(2000, check_month(m)):
            raise ValueError(f"no such day: {d}/{m}")
        return Periodic("month_day", (m, d)) if wd is None else Periodic("weekday_month_day", (wd, m, d))
    n = day_number(y, m, d)
    return Fixed(n, n + 1, Granularity.DAY)


def no_date(m: int, d: int, y: int | None = None) -> None:
    """What the 31st of February means: nothing. Raises ValueError for a day that the calendar has."""
    if d > 99 or 1 <= d <= days_in_month(2000 if y is None else y, check_month(m)):
        raise ValueError("a day of the calendar")


def hijri(m: int, d: int | None = None, y: int | None = None, wd: int | None = None) -> Fixed | Periodic:
    """A Hijri month or day by the Umm al-Qura calendar, in Gregorian days.

    Where the weekday beside it is off by one, the moon was sighted a day apart, and the weekday is right.
    """
    check_month(m)
    if d is not None and not 1 <= d <= 30:
        raise ValueError(f"no such Hijri day: {d}")
    if y is None:
        return Periodic("hijri_month", (m,)) if d is None else Periodic("hijri_month_day", (m, d))
    first, after = hijri_days(y, m)
    if d is None:
        return Fixed(first, after, Granularity.MONTH, days_value(first, after), sighted=True)
    if first + d - 1 >= after:
        # Where the month is 29 days long by the table, the moon may still have been sighted a day later.
        first -= 1
    n = first + d - 1
    if wd is not None and (off := (wd - weekday(n) + 3) % 7 - 3) in (-1, 1):
        n += off
    return Fixed(n, n + 1, Granularity.DAY, sighted=True)


def solar_hijri(m: int, d: int | None = None, y: int | None = None) -> Fixed | Periodic:
    """A Solar Hijri month or day, in Gregorian days."""
    check_month(m)
    if d is not None and not 1 <= d <= (31 if m <= 6 else 30):
        raise ValueError(f"no such Solar Hijri day: {d}")
    if y is None:
        return Periodic("solar_hijri_month", (m,)) if d is None else Periodic("solar_hijri_month_day", (m, d))
    first, after = solar_days(y, m)
    if d is None:
        return Fixed(first, after, Granularity.MONTH, days_value(first, after))
    if first + d > after:
        raise ValueError(f"no such Solar Hijri day: {y}-{m}-{d}")
    return Fixed(first + d - 1, first + d, Granularity.DAY)


def solar_hijri_year(y: int) -> Fixed:
    first, after = unit_days("solar_hijri_year", y)
    return Fixed(first, after, Granularity.YEAR, days_value(first, after))


def hijri_y(y: int) -> int:
    """A numeral that is marked as a Hijri year."""
    if not 1 <= y <= 1600:
        raise ValueError("no Hijri year")
    return y


def hijri_year(y: int) -> Fixed:
    first, after = unit_days("hijri_year", y)
    return Fixed(first, after, Granularity.YEAR, days_value(first, after), sighted=True)


def recent_hijri_year(y: int) -> Fixed:
    """A year without an era that is most likely Hijri: 1436 is told of far more often than AD 1436."""
    if not 1340 <= y <= 1450:
        raise ValueError("not plausibly a Hijri year")
    return hijri_year(y)


def hijri_century(n: int) -> Fixed:
    first, after = unit_days("hijri_year", 100 * (n - 1) + 1)[0], unit_days("hijri_year", 100 * n)[1]
    return Fixed(first, after, Granularity.CENTURY, days_value(first, after), sighted=True)


def hijri_decade(y: int) -> Fixed:
    first, after = unit_days("hijri_year", y)[0], unit_days("hijri_year", y + 9)[1]
    return Fixed(first, after, Granularity.DECADE, days_value(first, after), sighted=True)


def periodic(kind: str) -> Callable[..., Periodic]:
    return lambda *args: Periodic(kind, args)


def day_of_month(d: int) -> Periodic:
    if not 1 <= d <= 31:
        raise ValueError(f"no such day: {d}")
    return Periodic("day_of_month", (d,))


def feast(name: str) -> Periodic:
    if name not in feasts():
        raise ValueError(f"no such feast: {name}")
    return Periodic("feast", (name,))


def weekday_day(wd: int, d: int) -> Periodic:
    """A weekday with a day of the month: the nearest month in which they agree."""
    if not 1 <= d <= 31:
        raise ValueError("no such day")
    return Periodic("weekday_day", (wd, d))


_MODERN = (day_number(1800, 1, 1), day_number(2200, 1, 1))


def nth_or_day(n: int, wd: int, m: int, y: int) -> Fixed:
    """ "Monday the first of September": the first Monday, where the 1st falls on another weekday."""
    if not 1 <= n <= 5 or weekday(day_number(y, m, n)) == wd:
        raise ValueError("the day itself")
    day = nth_weekday(y, m, wd, n)
    if day is None:
        raise ValueError("there are not so many")
    return Fixed(day, day + 1, Granularity.DAY)


def modern(t: Term) -> Term:
    """A date in figures: only of the years that such a notation is used for."""
    if isinstance(t, Fixed) and not _MODERN[0] <= t.first < _MODERN[1]:
        raise ValueError("figures that are no date")
    return t


def plausible_year(y: int) -> Fixed:
    """A bare numeral that is most likely a year."""
    if not 1800 <= y <= 2099:
        raise ValueError("not plausibly a year")
    return year(y)


def dated_year(y: int) -> int:
    """A bare numeral after a day and a month: a year, of old times too."""
    if not 1000 <= y <= 2150:
        raise ValueError("not plausibly a year")
    return y


def plausible(y: int) -> int:
    """A bare numeral that may be a year."""
    if not 1500 <= y <= 2150:
        raise ValueError("not plausibly a year")
    return y


def late_year2(n: int) -> int:
    """A year of two digits that can be no day of a month, of the last century: 98 in "July 98"."""
    if not 32 <= n <= 99:
        raise ValueError("not plainly a year")
    return 1900 + n


def late_day(d: int) -> int:
    """A day that can be no month: 22 in 22/4."""
    if not 12 < d <= 31:
        raise ValueError("not plainly a day")
    return d


def over_twelve(d: int) -> int:
    """A day that can't be taken for a month."""
    if d <= 12:
        raise ValueError("a month may be meant")
    return d


def ordinal_day(n: int) -> int:
    """An ordinal that beside a weekday is most likely a day of the month, and no "first" or "second"."""
    if not 5 < n <= 31:
        raise ValueError("not plausibly a day")
    return n

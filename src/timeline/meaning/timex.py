"""How is a time written in TIMEX3 (ISO-TimeML's value attribute)."""

from __future__ import annotations

from timeline.interval import DAY, Granularity, civil, iso_day, iso_point, iso_week, iso_year

_CODES = {
    "second": ("T", "S"),
    "minute": ("T", "M"),
    "hour": ("T", "H"),
    "day": ("", "D"),
    "week": ("", "W"),
    "weekend": ("", "WE"),
    "month": ("", "M"),
    "year": ("", "Y"),
    "decade": ("", "DE"),
    "century": ("", "CE"),
    "millennium": ("", "ML"),
}


def period_value(start: int, end: int, grain: Granularity) -> str:
    """The value of a period, [start, end) in seconds since 1970-01-01, that a unit of that grain names."""
    first = start // DAY
    year, month, _ = civil(first)
    match grain:
        case Granularity.DAY:
            return iso_day(first)
        case Granularity.WEEK:
            y, w = iso_week(first)
            return f"{iso_year(y)}-W{w:02d}"
        case Granularity.WEEKEND:
            y, w = iso_week(first)
            return f"{iso_year(y)}-W{w:02d}-WE"
        case Granularity.MONTH:
            return f"{iso_year(year)}-{month:02d}"
        case Granularity.QUARTER:
            return f"{iso_year(year)}-Q{(month + 2) // 3}"
        case Granularity.HALF:
            return f"{iso_year(year)}-H{1 if month < 7 else 2}"
        case Granularity.YEAR:
            return iso_year(year)
        case Granularity.DECADE:
            return f"{year // 10:03d}"
        case Granularity.CENTURY:
            return f"{year // 100:02d}"
        case Granularity.SEASON:
            return f"{iso_year(year)}-{('SP', 'SU', 'FA', 'WI')[(month - 3) // 3 % 4]}"
        case Granularity.HOUR:
            return f"{iso_day(first)}T{start % DAY // 3600:02d}:00"
        case Granularity.MINUTE | Granularity.SECOND:
            return iso_point(start) if start % DAY else f"{iso_day(first)}T00:00"
        case _:
            last = end // DAY - 1
            return iso_day(first) if last == first else f"{iso_day(first)}/{iso_day(max(first, last))}"


def days_value(first: int, after: int) -> str:
    """The value of [first, after), in days since 1970-01-01, that is no unit of the Gregorian calendar."""
    return f"{iso_day(first)}/{iso_day(after - 1)}"


def duration_value(parts: tuple[tuple[float | None, str], ...]) -> str:
    """An ISO 8601 duration; X stands for an amount that isn't told (`PXD`)."""
    out, timed = "P", False
    for n, unit in parts:
        prefix, code = _CODES[unit]
        if prefix and not timed:
            out, timed = out + "T", True
        out += ("X" if n is None else f"{n:.15g}") + code
    return out

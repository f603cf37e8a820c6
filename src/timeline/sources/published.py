"""What a statement of a publication date means: an ISO 8601 date, datetime, month, year or range."""

from __future__ import annotations

import datetime as dt
import re

from timeline.interval import Interval, day_number, days_in_month, parse_point

_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")


def published_interval(stated: object) -> Interval:
    """The interval that a stated publication date names, in the wall clock of its own time zone.

    Takes what TOML and JSON give: a date, a datetime, a year as a number, an ISO 8601 string (`2015`,
    `2015-12`, `2015-12-21`, `2015-12-21T10:30+03:00`), an EDTF range of these with an inclusive end
    (`2015-12-20/2015-12-22`, `../2016-04-30`), or a table with a half-open `start` and `end`. A datetime is
    the minute it names (the second, where it has seconds); midnight is the day, for that is how feeds and
    databases write a date. Raises ValueError, naming what was stated, for anything else.
    """
    if isinstance(stated, Interval):
        return stated
    if isinstance(stated, dict):
        if not stated or not stated.keys() <= {"start", "end"}:
            raise ValueError(f"a published interval has a start and an end, not {_shown(', '.join(stated))}")
        return Interval.parse(stated)
    if isinstance(stated, dt.datetime | dt.date):
        return _period(stated.isoformat())
    if isinstance(stated, bool) or not isinstance(stated, str | int):
        raise ValueError(f"not a date: {_shown(stated)}")
    first, slash, last = str(stated).strip().partition("/")
    if not slash:
        return _period(first)
    start = None if first == ".." else _period(first).start
    end = None if last == ".." else _period(last).end
    if start is None and end is None:
        raise ValueError(f"a range needs at least one date: {_shown(stated)}")
    return Interval(start, end)


def _period(text: str) -> Interval:
    if m := _YEAR_MONTH.fullmatch(text):
        year, first, last = int(m[1]), int(m[2] or 1), int(m[2] or 12)
        if not 1 <= first <= 12:
            raise ValueError(f"no such month: {_shown(text)}")
        return Interval.of_days(day_number(year, first, 1), day_number(year, last, days_in_month(year, last)))
    try:
        point = parse_point(text)
    except ValueError as error:
        raise ValueError(
            f"not an ISO 8601 date, month, year, datetime or range: {_shown(text)} ({error})"
        ) from None
    days, clock = divmod(point, 86_400)
    if not clock:
        return Interval.of_days(days, days)
    return Interval(point, point + (1 if clock % 60 else 60))


def _shown(stated: object) -> str:
    return repr(str(stated)[:40])

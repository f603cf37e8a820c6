"""Which day does the address of an article name: /2015/12/21/title, /2015-12-21-title, /20151221.html."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from timeline.interval import DAY, Interval, day_number, days_in_month

# In the path of an address, between its parts; eight figures on their own are a date, others are a number.
_PARTED = re.compile(
    r"(?:^|[/_-])((?:19|20)\d\d)([/_-])(0?[1-9]|1[0-2])(?:\2(0?[1-9]|[12]\d|3[01])(?=\2|[/.]|$))?(?=[/_.-]|$)"
)
_FIGURES = re.compile(r"(?<!\d)((?:19|20)\d\d)()(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")


def day_of_address(url: str | None) -> Interval | None:
    """The day or month that the path of an address names; None where it names none, or more than one."""
    if not url:
        return None
    path = _path(url)
    found = {_interval(m) for pattern in (_PARTED, _FIGURES) for m in pattern.finditer(path)} - {None}
    return found.pop() if len(found) == 1 else None


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # a bracket that is no IPv6 address: not an address at all
        return ""


def _interval(m: re.Match[str]) -> Interval | None:
    year, month = int(m[1]), int(m[3])
    first = int(m[4]) if m[4] else 1
    last = int(m[4]) if m[4] else days_in_month(year, month)
    if not 1 <= first <= last <= days_in_month(year, month):
        return None
    return Interval(day_number(year, month, first) * DAY, (day_number(year, month, last) + 1) * DAY)

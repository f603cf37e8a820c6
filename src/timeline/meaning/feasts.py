"""When is a feast: the rules of feasts.toml, by year."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.interval import civil, day_number, weekday
from timeline.meaning.calendars import Days, hijri_days, hijri_of, nth_weekday
from timeline.meaning.lunisolar import chinese_new_year, hebrew_day, hindu_day


@cache
def feasts() -> dict[str, dict[str, Any]]:
    """The feasts by name, from feasts.toml."""
    return tomllib.loads(files("timeline.meaning").joinpath("feasts.toml").read_text("utf-8"))


def easter(year: int) -> int:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return day_number(year, month, day + 1)


def orthodox_easter(year: int) -> int:
    """Easter Sunday of the Julian calendar, in Gregorian days (Meeus); exact from 1900 to 2099."""
    a = (19 * (year % 19) + 15) % 30
    b = (2 * (year % 4) + 4 * (year % 7) - a + 34) % 7
    month, day = divmod(a + b + 114, 31)
    return day_number(year, month, day + 1) + 13


def _of_hijri(year: int, month: int, day: int) -> int | None:
    start = hijri_of(day_number(year, 1, 1))[0]
    days = (hijri_days(h, month)[0] + day - 1 for h in (start, start + 1))
    return next((d for d in days if civil(d)[0] == year), None)


def _of_hebrew(year: int, month: int, day: int) -> int | None:
    days = (hebrew_day(h, month, day) for h in (year + 3760, year + 3761))
    return next((d for d in days if civil(d)[0] == year), None)


# How a rule's key gives the first day, from the year and the rule's value.
_KINDS: dict[str, Callable[[int, Any], int | None]] = {
    "date": lambda year, rule: day_number(year, *rule),
    "weekday": lambda year, rule: nth_weekday(year, *rule),
    "easter": lambda year, rule: easter(year) + int(rule),
    "orthodox": lambda year, rule: orthodox_easter(year) + int(rule),
    "hijri": lambda year, rule: _of_hijri(year, *rule),
    "hebrew": lambda year, rule: _of_hebrew(year, *rule),
    "hindu": lambda year, rule: hindu_day(year, *rule),
    "chinese": lambda year, rule: chinese_new_year(year),
}


def feast_days(name: str, year: int) -> Days | None:
    """The days of a feast that begins in a Gregorian year, None where that year has none.

    A Hebrew feast begins at sunset, so its days are those from its eve on.
    """
    rule = feasts()[name]
    kind = next(k for k in _KINDS if k in rule)
    first = _KINDS[kind](year, rule[kind])
    if first is None:
        return None
    if "back_to" in rule:
        first -= (weekday(first) - rule["back_to"] - 1) % 7 + 1
    first += rule.get("offset", 0) + rule.get("moved", {}).get(str(weekday(first)), 0)
    return first - (1 if kind == "hebrew" else 0), first + rule.get("days", 1)

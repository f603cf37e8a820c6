"""Days, points and intervals: what is written can be read back, and set operations keep their laws."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.interval import (
    DAY,
    Granularity,
    Interval,
    civil,
    day_number,
    days_in_month,
    edtf,
    iso_day,
    iso_point,
    iso_week,
    parse_point,
    weekday,
)

EPOCH = dt.date(1970, 1, 1).toordinal()
# Years -9999 to 9999: what ISO 8601 writes with four digits.
days = st.integers(day_number(-9999, 1, 1), day_number(9999, 12, 31))
points = st.integers(day_number(-9999, 1, 1) * DAY, day_number(9999, 12, 31) * DAY)
pydays = st.dates().map(lambda d: d.toordinal() - EPOCH)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(points), draw(st.integers(1, 10**10))
    return Interval(
        None if draw(st.booleans()) else start,
        None if draw(st.booleans()) else min(start + end, day_number(9999, 12, 31) * DAY + DAY),
    )


@given(st.integers(-(10**9), 10**9))
def test_a_day_is_the_day_of_its_year_month_and_day(n: int) -> None:
    year, month, day = civil(n)
    assert 1 <= day <= days_in_month(year, month)
    assert day_number(year, month, day) == n


@given(pydays)
def test_days_agree_with_the_standard_library(n: int) -> None:
    date = dt.date.fromordinal(n + EPOCH)
    assert civil(n) == (date.year, date.month, date.day)
    assert weekday(n) == date.weekday()
    assert iso_week(n) == date.isocalendar()[:2]
    assert iso_day(n) == date.isoformat()


@given(points)
def test_a_point_is_read_as_it_is_written(point: int) -> None:
    assert parse_point(iso_point(point)) == point


@given(intervals())
def test_an_interval_is_read_as_it_is_written(interval: Interval) -> None:
    assert Interval.parse(interval.iso()) == interval


@pytest.mark.parametrize(
    "text", ["", "2014", "2014-02-30", "2014-13-01", "2014-01-01T24:00", "12014", "٢٠١٤-٠١-٠١x", "\ud800"]
)
def test_what_is_no_day_is_no_point(text: str) -> None:
    with pytest.raises(ValueError):
        parse_point(text)


@given(intervals(), intervals())
def test_the_intersection_is_in_both_and_both_are_in_the_hull(a: Interval, b: Interval) -> None:
    common = a.intersect(b)
    assert common == b.intersect(a)
    assert a.hull(b) == b.hull(a)
    assert a.hull(b).contains(a)
    assert a.hull(b).contains(b)
    if common is not None:
        assert a.contains(common)
        assert b.contains(common)


@given(intervals())
def test_an_interval_contains_and_meets_itself(interval: Interval) -> None:
    assert interval.contains(interval)
    assert interval.intersect(interval) == interval.hull(interval) == interval


@given(points, st.integers(0, 10**6))
def test_an_interval_ends_after_it_starts(start: int, less: int) -> None:
    with pytest.raises(ValueError):
        Interval(start, start - less)


def read_edtf(text: str) -> tuple[int | None, int | None]:
    """The days [first, after) of the forms of EDTF that the project writes; None for an open side."""
    if "/" in text:
        first, _, last = text.partition("/")
        return (
            None if first == ".." else read_edtf(first)[0],
            None if last == ".." else read_edtf(last)[1],
        )
    m = re.fullmatch(r"(-?)(\d\d)(\d\d|\dX|XX)(?:-(\d\d)(?:-(\d\d))?)?", text)
    assert m is not None, text
    sign = -1 if m[1] else 1
    size = 10 ** m[3].count("X")
    year = sign * int(m[2] + m[3].replace("X", "0"))
    if m[5]:
        n = day_number(year, int(m[4]), int(m[5]))
        return n, n + 1
    if m[4]:
        first = day_number(year, int(m[4]), 1)
        return first, first + days_in_month(year, int(m[4]))
    return day_number(year, 1, 1), day_number(year + size, 1, 1)


@given(days, st.integers(0, 40_000), st.sampled_from(Granularity))
def test_edtf_names_the_days_of_its_interval(first: int, more: int, grain: Granularity) -> None:
    last = min(first + more, day_number(9999, 12, 31))
    assert read_edtf(edtf(Interval.of_days(first, last), grain)) == (first, last + 1)


@pytest.mark.parametrize(
    ("start", "end", "grain", "text"),
    [
        ("2014-05-05", "2014-05-06", "day", "2014-05-05"),
        ("2014-05-01", "2014-06-01", "month", "2014-05"),
        ("2014-01-01", "2015-01-01", "year", "2014"),
        ("1990-01-01", "2000-01-01", "decade", "199X"),
        ("1900-01-01", "2000-01-01", "century", "19XX"),
        ("2014-01-10", "2014-01-16", "range", "2014-01-10/2014-01-15"),
        ("-0499-01-01", "-0498-01-01", "year", "-0499-01-01/-0499-12-31"),
    ],
)
def test_edtf_of_calendar_units_is_short(start: str, end: str, grain: str, text: str) -> None:
    interval = Interval(parse_point(start), parse_point(end))
    assert edtf(interval, grain) == text
    first, after = parse_point(start) // DAY, parse_point(end) // DAY
    assert read_edtf(text) == (first, after)


@given(days)
def test_edtf_of_open_sides(n: int) -> None:
    assert read_edtf(edtf(Interval(n * DAY, None), "open")) == (n, None)
    assert read_edtf(edtf(Interval(None, (n + 1) * DAY), "open")) == (None, n + 1)
    assert edtf(Interval(None, None), "open") == ""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.interval import Interval
from timeline.sources.published import published_interval


@pytest.mark.parametrize(
    ("stated", "start", "end"),
    [
        ("2015-12-21", "2015-12-21", "2015-12-22"),
        (dt.date(2015, 12, 21), "2015-12-21", "2015-12-22"),
        ("2015-12", "2015-12-01", "2016-01-01"),
        ("2015", "2015-01-01", "2016-01-01"),
        (2015, "2015-01-01", "2016-01-01"),
        ("2015-12-21T10:30", "2015-12-21T10:30", "2015-12-21T10:31"),
        ("2015-12-21T23:59:59+03:00", "2015-12-21T23:59:59", "2015-12-22"),
        (dt.datetime(2015, 12, 21, 10, 30, tzinfo=dt.UTC), "2015-12-21T10:30", "2015-12-21T10:31"),
        ("2015-12-21T00:00:00", "2015-12-21", "2015-12-22"),
        ("2015-12-20/2015-12-22", "2015-12-20", "2015-12-23"),
        ("../2016-04", None, "2016-05-01"),
        ("2015-12-21/..", "2015-12-21", None),
        ({"start": "2015-12-20", "end": "2015-12-23"}, "2015-12-20", "2015-12-23"),
        ({"start": "2015-12-20"}, "2015-12-20", None),
    ],
)
def test_what_a_stated_date_means(stated: object, start: str | None, end: str | None) -> None:
    assert published_interval(stated).iso() == {"start": start, "end": end}


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "yesterday",
        "2015-13",
        "2015-02-30",
        "21/12/2015",
        "2015-12-22/2015-12-20",
        "../..",
        True,
        3.5,
        [],
        {},
        {"day": 1},
    ],
)
def test_what_is_no_date_is_refused_by_name(stated: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        published_interval(stated)


@given(st.dates())
def test_a_day_is_that_day(day: dt.date) -> None:
    assert published_interval(day) == published_interval(day.isoformat()) == Interval.of_date(day)

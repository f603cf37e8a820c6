"""Calendar units as arithmetic: every day is in one unit of a kind, and feasts are in their year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.interval import civil, day_number, weekday
from timeline.meaning.calendars import (
    UNIT_GRAIN,
    add_months,
    hijri_days,
    hijri_of,
    nth_weekday,
    unit_days,
    unit_index,
)
from timeline.meaning.dates import year_week
from timeline.meaning.feasts import easter, feast_days, feasts

GREGORIAN = sorted(set(UNIT_GRAIN) - {"weekend"})
days = st.integers(day_number(700, 1, 1), day_number(2500, 1, 1))


@given(st.sampled_from(GREGORIAN), days)
def test_every_day_is_in_its_unit(unit: str, day: int) -> None:
    first, after = unit_days(unit, unit_index(unit, day))
    assert first <= day < after


@given(st.sampled_from(GREGORIAN), days)
def test_units_follow_each_other_without_a_gap(unit: str, day: int) -> None:
    index = unit_index(unit, day)
    assert unit_days(unit, index)[1] == unit_days(unit, index + 1)[0]


@given(st.integers(1, 1600), st.integers(1, 12), st.integers(1, 28))
def test_a_hijri_day_is_the_day_of_its_date(year: int, month: int, day: int) -> None:
    first, after = hijri_days(year, month)
    # 28 and 31 are in the table of the first years that Umm al-Qura gives.
    assert after - first in ((29, 30) if year > 1364 else (28, 29, 30, 31))
    assert hijri_of(first + day - 1) == (year, month, day)


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [((1436, 9, 1), (2015, 6, 18)), ((1437, 1, 1), (2015, 10, 14)), ((1, 1, 1), (622, 7, 19))],
)
def test_hijri_days_that_are_known(hijri: tuple[int, int, int], gregorian: tuple[int, int, int]) -> None:
    year, month, day = hijri
    assert civil(hijri_days(year, month)[0] + day - 1) == gregorian


@given(days, st.integers(-2400, 2400))
def test_months_later_is_in_the_month_so_much_later(day: int, months: int) -> None:
    year, month, d = civil(day)
    y, m, e = civil(add_months(day, months))
    assert y * 12 + m == year * 12 + month + months
    assert e == d or (e < d and civil(add_months(day, months) + 1)[2] == 1)


@given(st.integers(1, 2500), st.integers(1, 12), st.integers(0, 6), st.integers(-5, 5).filter(bool))
def test_the_nth_weekday_is_that_weekday_in_that_month(year: int, month: int, wd: int, nth: int) -> None:
    day = nth_weekday(year, month, wd, nth)
    if day is None:
        assert abs(nth) == 5
        return
    assert civil(day)[:2] == (year, month)
    assert weekday(day) == wd


@given(st.integers(1583, 2500))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter(year)
    assert weekday(day) == 6
    assert (3, 22) <= civil(day)[1:] <= (4, 25)


@given(st.integers(1900, 2099), st.sampled_from(sorted(feasts())))
def test_a_feast_begins_in_its_year(year: int, name: str) -> None:
    found = feast_days(name, year)
    if found is not None:
        assert civil(found[0])[0] == year
        assert found[0] < found[1]


def test_feasts_that_are_known() -> None:
    assert feast_days("eid_al_fitr", 2016) == (day_number(2016, 7, 6), day_number(2016, 7, 7))
    assert feast_days("easter", 2016) == (day_number(2016, 3, 27), day_number(2016, 3, 28))


def test_a_year_of_52_weeks_has_no_53rd() -> None:
    assert year_week(2015, 53).first == day_number(2015, 12, 28)
    with pytest.raises(ValueError, match="no such week"):
        year_week(2014, 53)

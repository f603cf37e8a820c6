"""The Solar Hijri calendar against days that almanacs give, and its own arithmetic."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.interval import iso_day
from timeline.meaning.solar_hijri import first_of_year, solar_days, solar_of


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1357, "1978-03-21"),
        (1375, "1996-03-20"),
        (1393, "2014-03-21"),
        (1395, "2016-03-20"),
        (1403, "2024-03-20"),
        (1404, "2025-03-21"),
    ],
)
def test_nowruz(year: int, day: str) -> None:
    assert iso_day(first_of_year(year)) == day


@given(st.integers(-5000, 9000))
def test_a_year_is_its_twelve_months(year: int) -> None:
    months = [solar_days(year, m) for m in range(1, 13)]
    assert months[0][0] == first_of_year(year) and months[-1][1] == first_of_year(year + 1)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(months))
    assert months[-1][1] - months[-1][0] in (29, 30)


@given(st.integers(1, 3000), st.integers(1, 12), st.integers(0, 28))
def test_a_day_is_in_its_month(year: int, month: int, n: int) -> None:
    assert solar_of(solar_days(year, month)[0] + n) == (year, month)

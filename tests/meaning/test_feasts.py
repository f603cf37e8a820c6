"""Feasts fall on the days that calendars print, in every year that news tells of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.interval import civil, day_number, iso_day, weekday
from timeline.meaning.feasts import easter, feast_days, feasts

YEARS = st.integers(1900, 2100)


@pytest.mark.parametrize(
    ("feast", "first", "last"),
    [
        ("easter", "2018-04-01", "2018-04-01"),
        ("orthodox_easter", "2018-04-08", "2018-04-08"),
        ("thanksgiving", "1999-11-25", "1999-11-25"),
        ("election_day", "1998-11-03", "1998-11-03"),
        ("eid_al_fitr", "2018-06-15", "2018-06-15"),
        ("lent", "2018-02-14", "2018-03-31"),
        # a Hebrew day begins at sunset: its eve is the first day
        ("yom_kippur", "1973-10-05", "1973-10-06"),
        ("rosh_hashanah", "2018-09-09", "2018-09-11"),
        ("passover", "2018-03-30", "2018-04-07"),
        ("hanukkah", "2016-12-24", "2017-01-01"),
        ("purim", "2016-03-23", "2016-03-24"),  # in a leap year, the second Adar
        ("yom_haatzmaut", "2018-04-18", "2018-04-19"),  # kept a day early, before the Sabbath
        ("chinese_new_year", "2013-02-10", "2013-02-10"),
        ("chinese_new_year", "1985-02-20", "1985-02-20"),
        ("chinese_new_year", "2034-02-19", "2034-02-19"),  # after a leap month in the winter
        ("diwali", "2020-11-14", "2020-11-14"),
        ("diwali", "2023-11-12", "2023-11-12"),
        ("holi", "2018-03-02", "2018-03-02"),
        ("ugadi", "2018-03-18", "2018-03-18"),
        ("ganesh_chaturthi", "2019-09-02", "2019-09-02"),
        ("kings_day", "2014-04-26", "2014-04-26"),  # never on a Sunday
        ("boss_day", "2021-10-15", "2021-10-15"),
    ],
)
def test_known_days(feast: str, first: str, last: str) -> None:
    days = feast_days(feast, int(first[:4]))
    assert days is not None
    assert (iso_day(days[0]), iso_day(days[1] - 1)) == (first, last)


@given(YEARS, st.sampled_from(sorted(feasts())))
def test_a_feast_of_a_year_begins_in_it(year: int, feast: str) -> None:
    days = feast_days(feast, year)
    if days is None:
        assert "hijri" in feasts()[feast] or "hindu" in feasts()[feast]
        return
    assert days[0] < days[1]
    assert civil(days[0])[0] in (year, year - 1)  # an eve may fall on New Year's Eve
    assert days == feast_days(feast, year)


@given(YEARS)
def test_moveable_feasts_keep_to_their_season(year: int) -> None:
    assert weekday(easter(year)) == 6
    for feast, first, last in (
        ("easter", (3, 22), (4, 25)),
        ("chinese_new_year", (1, 21), (2, 21)),
        ("rosh_hashanah", (9, 3), (10, 6)),
        ("passover", (3, 24), (4, 26)),
        ("diwali", (10, 13), (11, 18)),
    ):
        days = feast_days(feast, year)
        assert days is not None
        assert day_number(year, *first) <= days[0] <= day_number(year, *last), (feast, iso_day(days[0]))

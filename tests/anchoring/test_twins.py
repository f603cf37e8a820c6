"""A Hijri day beside its Gregorian twin: the Gregorian day is right for both, and only for twins."""

from __future__ import annotations

import pytest

from timeline.anchoring import anchor
from timeline.document import Document
from timeline.expression import TimeExpression
from timeline.interval import Interval, parse_point

PUBLISHED = Interval(parse_point("2015-07-01"), parse_point("2015-07-02"))


def read(text: str) -> tuple[TimeExpression, ...]:
    return anchor(Document(id="x", text=text, language="ar", published=PUBLISHED)).expressions


@pytest.mark.parametrize("between", [" الموافق ", " الموافق لـ", " (", "، ", " / ", " - "])
@pytest.mark.parametrize("hijri", ["30 شعبان 1436هـ", "1 رمضان 1436هـ", "2 رمضان 1436هـ"])
def test_twins_a_day_apart_are_one_day(hijri: str, between: str) -> None:
    first, second = read(f"{hijri}{between}18 يونيو 2015")
    assert first.interval == second.interval
    assert (first.value, second.value) == ("2015-06-18", "2015-06-18")


def test_the_day_of_the_table_is_kept_as_another_reading() -> None:
    first, _ = read("2 رمضان 1436هـ الموافق 18 يونيو 2015")
    assert [i.iso()["start"] for i in first.alternatives] == ["2015-06-19"]


@pytest.mark.parametrize(
    "text",
    [
        "من 2 رمضان 1436هـ وحتى مساء الخميس القادم يوم 18 يونيو 2015",
        "وصل في 2 رمضان 1436هـ. وفي 18 يونيو 2015 غادر",
        "5 رمضان 1436هـ الموافق 18 يونيو 2015",
        "17 يونيو 2015 الموافق 18 يونيو 2015",
    ],
)
def test_what_is_no_twin_keeps_its_own_day(text: str) -> None:
    days = [e.value for e in read(text)]
    assert len(set(days)) == len(days) >= 1

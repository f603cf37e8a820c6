"""The seed article: dated by its own words, and by its metadata where it has some."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from timeline.anchoring import Anchored, anchor
from timeline.document import Basis, Document
from timeline.interval import Interval

SEED = Path(__file__).parents[2] / "seeds/ar/000_a4337a132dd5787c.txt"
MONDAY = Interval.of_date(dt.date(2015, 12, 21))


def _read(published: Interval | None) -> Anchored:
    with SEED.open(encoding="utf-8", newline="") as file:
        text = file.read()
    return anchor(Document(id="seed", text=text, language="ar", published=published))


def _iso(start: str, end: str) -> Interval:
    return Interval.parse({"start": start, "end": end})


def test_its_date_is_inferred_from_last_november_and_a_scheduled_april() -> None:
    published = _read(None).published
    assert published.basis == Basis.INFERRED
    assert published.interval == _iso("2015-11-27", "2016-05-01")
    assert published.interval.contains(MONDAY)
    assert any("نوفمبر" in reason for reason in published.reasons)


@pytest.mark.parametrize("published", [None, MONDAY])
@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("الـ 26 من تشرين الثاني (نوفمبر) الماضي", _iso("2015-11-26", "2015-11-27")),
        ("تشرين الثاني (نوفمبر)", _iso("2015-11-01", "2015-12-01")),
        ("أواخر نيسان (أبريل) 2016", _iso("2016-04-21", "2016-05-01")),
    ],
)
def test_what_the_year_alone_settles_needs_no_metadata(
    published: Interval | None, words: str, interval: Interval
) -> None:
    found = {e.text: e.interval for e in _read(published).expressions}
    assert found[words] == interval


def test_monday_is_that_day_where_the_date_is_known_and_a_set_of_days_where_it_is_not() -> None:
    known = [e for e in _read(MONDAY).expressions if e.text == "الاثنين"]
    assert len(known) == 2
    assert {e.interval for e in known} == {MONDAY}
    unknown = [e for e in _read(None).expressions if e.text == "الاثنين"]
    assert {e.value for e in unknown} == {"XXXX-WXX-1"}
    assert {e.interval for e in unknown} == {_read(None).published.interval}


def test_soon_and_the_times_of_today_are_no_days() -> None:
    vague = {e.text: (e.value, e.interval) for e in _read(MONDAY).expressions if e.interval is None}
    assert vague == {"في وقت قريب": ("FUTURE_REF", None), "اليوم": ("PRESENT_REF", None)}

"""Where in what is left of time is a text most likely written: near what it tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.anchoring import anchor
from timeline.anchoring.constraint import Evidence, Kind
from timeline.anchoring.likely import likely
from timeline.document import Document
from timeline.interval import DAY, Granularity, Interval, edtf
from timeline.meaning.terms import Periodic


def _likely(text: str) -> tuple[str, str]:
    found = anchor(Document(id="d", text=text, language="ar"))
    return edtf(found.published.interval, Granularity.RANGE), edtf(found.likely, Granularity.RANGE)


def test_a_text_is_most_likely_of_the_months_near_what_it_tells() -> None:
    best, near = _likely("في العام الحالي 2015 وصل الوفد في مارس الماضي.")
    assert best == "2015"
    assert near < "2015-04-01/2015-09" and near.startswith("2015-04-01/2015-0")
    best, near = _likely("من المقرر عقد المؤتمر في 3 مايو 2013 في بغداد.")
    assert best == "2011-05-03/2013-05-03"
    assert "2012-01-01" < near < "2012-06-01" and near.endswith("/2013-05-03")


def test_where_nothing_tells_more_all_of_it_is_as_likely() -> None:
    for text in ("ارتفع الإنتاج في العام الحالي 2015.", "قتل القائد في 3 مايو 2013.", "وصل الوفد."):
        best, near = _likely(text)
        assert near == best


_MONTHS = st.integers(1, 12)
_DIRECTED: tuple[Kind, Kind] = ("last", "next")


@given(st.lists(st.tuples(st.sampled_from(_DIRECTED), _MONTHS), max_size=4), st.integers(2, 4000))
def test_it_is_a_stretch_within_what_is_left(told: list[tuple[Kind, int]], length: int) -> None:
    cycles = [Evidence(kind, 0, 1, cycle=Periodic("month", (m,))) for kind, m in told]
    past = Evidence("past", 0, 1, bounds=Interval(15000 * DAY, None))
    found = likely(((15000, 15000 + length),), [*cycles, past])
    assert found is not None
    assert found.intersect(Interval.of_days(15000, 14999 + length)) == found
    assert (found.days or 0) < length or length < 5


def test_a_stretch_of_decades_is_not_weighed() -> None:
    past = Evidence("past", 0, 1, bounds=Interval(0, None))
    assert likely(((0, 30000),), [past]) is None
    assert likely(((0, 300),), []) is None

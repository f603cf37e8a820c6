"""Questions about uncertain time, at every edge: open sides, equal ends, years before the common era."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.warehouse.versions import prepare

Days = tuple[str | None, str | None]


@pytest.fixture(scope="module")
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    prepare(connection, None)
    yield connection
    connection.close()


def _ask(db: duckdb.DuckDBPyConnection, expression: str, e: Days, f: Days = (None, None)) -> object:
    row = db.execute(
        f"select {expression} from (select ?::date as earliest, ?::date as latest) as e, "
        "(select ?::date as earliest, ?::date as latest) as f",
        [*e, *f],
    ).fetchone()
    assert row is not None
    return row[0]


JUNE = "date '2015-06-01', date '2015-06-30'"


@pytest.mark.parametrize(
    ("event", "certainly", "possibly", "share"),
    [
        (("2015-06-01", "2015-06-30"), True, True, 1.0),
        (("2015-06-30", "2015-06-30"), True, True, 1.0),
        (("2015-06-30", "2015-07-01"), False, True, 0.5),
        (("2015-05-31", "2015-05-31"), False, False, 0.0),
        (("2015-07-01", None), False, False, None),
        (("2015-06-01", None), False, True, None),
        ((None, "2015-06-15"), False, True, None),
        ((None, None), False, True, None),
        (("0501-01-01 (BC)", "2015-06-30"), False, True, pytest.approx(30 / 918_838, rel=0.1)),
    ],
)
def test_during(
    db: duckdb.DuckDBPyConnection, event: Days, certainly: bool, possibly: bool, share: float | None
) -> None:
    assert _ask(db, f"certainly_during(e, {JUNE})", event) is certainly
    assert _ask(db, f"possibly_during(e, {JUNE})", event) is possibly
    assert _ask(db, f"overlap_share(e, {JUNE})", event) == share


def test_before(db: duckdb.DuckDBPyConnection) -> None:
    day = "date '2015-06-01'"
    assert _ask(db, f"certainly_before(e, {day})", ("2015-05-01", "2015-05-31")) is True
    assert _ask(db, f"certainly_before(e, {day})", ("2015-05-01", "2015-06-01")) is False
    assert _ask(db, f"certainly_before(e, {day})", ("2015-05-01", None)) is False
    assert _ask(db, f"possibly_before(e, {day})", ("2015-05-01", None)) is True
    assert _ask(db, f"possibly_before(e, {day})", (None, "2016-01-01")) is True
    assert _ask(db, f"possibly_before(e, {day})", ("2015-06-01", None)) is False


_DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2015, 1, 9))
_INVERSE = {
    "equals": "equals",
    "before": "after",
    "meets": "met by",
    "overlaps": "overlapped by",
    "starts": "started by",
    "finishes": "finished by",
    "during": "contains",
}
_INVERSE |= {v: k for k, v in _INVERSE.items()}


@given(st.lists(_DAYS, min_size=4, max_size=4))
def test_one_of_allens_relations_holds_and_its_inverse_the_other_way_round(
    db: duckdb.DuckDBPyConnection, days: list[dt.date]
) -> None:
    e = tuple(str(d) for d in sorted(days[:2]))
    f = tuple(str(d) for d in sorted(days[2:]))
    relation = _ask(db, "allen(e, f)", e, f)  # type: ignore[arg-type]
    assert _INVERSE[str(relation)] == _ask(db, "allen(f, e)", e, f)  # type: ignore[arg-type]
    apart = relation in ("before", "after", "meets", "met by")
    assert apart is not _ask(db, "possibly_during(e, f.earliest, f.latest)", e, f)  # type: ignore[arg-type]


def test_allen_knows_nothing_of_open_sides(db: duckdb.DuckDBPyConnection) -> None:
    assert _ask(db, "allen(e, f)", ("2015-01-01", None), ("2015-01-01", "2015-01-02")) is None


@pytest.mark.parametrize(
    "words",
    ["الرئيس والرئيسان رئيس للرئيس بالرئيس رئيسين", "وزارة الوزارات", "إيمان ايمان اِيمان", "Élysée elysee"],
)
def test_forms_of_a_word_share_a_stem(db: duckdb.DuckDBPyConnection, words: str) -> None:
    row = db.execute("select list_distinct(stems(?))", [words]).fetchone()
    assert row is not None
    assert len(row[0]) == 1

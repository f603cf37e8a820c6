"""The warehouse holds what it was given, once, and gives it back; a failed load leaves it as it was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from timeline.document import Basis, CreationTime, Document, Span
from timeline.events.event import Event, EventType, Modality, Participant, Place
from timeline.expression import TimeExpression, TimexType
from timeline.extractor import Extracted
from timeline.interval import Interval
from timeline.sources import Reject
from timeline.warehouse import Run, WarehouseError, fingerprint, known_hashes, load, query

RUN = Run(started=dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC))
DAY = Interval.parse({"start": "2015-11-26", "end": "2015-11-27"})
TEXT = "عنوان\nالتقى بوتين\ud800 في موسكو أمس.\nخاتمة"


def _extracted(text: str = TEXT, location: str = "ar/a.txt", interval: Interval = DAY) -> Extracted:
    document = Document(id=f"id-{location}-{len(text)}", text=text, language="ar", location=location)
    event = Event(
        title="لقاء",
        type=EventType.CONSULT,
        modality=Modality.HAPPENED,
        interval=interval,
        granularity="day",
        edtf="2015-11-26",
        basis="published",
        participants=(Participant(name="بوتين", role="agent", start=12, end=17),),
        place=Place(name="موسكو", start=22, end=27),
        trigger=Span(start=6, end=11),
        quote=Span(start=6, end=33),
        expression=0,
    )
    yesterday = TimeExpression(
        start=28, end=31, text="أمس", type=TimexType.DATE, value="2015-11-26", interval=interval
    )
    return Extracted(
        document=document,
        published=CreationTime(interval=DAY, basis=Basis.METADATA),
        expressions=(yesterday,),
        events=(event, event),
    )


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the article, for tests that only ask it."""
    path = tmp_path_factory.mktemp("loaded") / "w.duckdb"
    load(path, [_extracted()], [], RUN)
    return path


def test_what_goes_in_comes_out_of_the_view(loaded: Path) -> None:
    columns, rows = query(loaded, "from timeline")
    row = dict(zip(columns, rows[0], strict=True))
    assert len(rows) == 2  # two alike are still two
    assert row["earliest"] == row["latest"] == dt.date(2015, 11, 26)
    assert row["participants"] == ["بوتين"]
    assert row["quote"] == TEXT[6:33].replace("\ud800", "\ufffd")
    assert row["paragraph"] == row["quote"]
    assert (row["expression_start"], row["expression_end"]) == (28, 31)


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [_extracted(), _extracted(location="b")], [], RUN)
    first = fingerprint(path)
    load(path, [_extracted(location="b"), _extracted()], [], RUN)
    assert fingerprint(path) == first
    assert set(known_hashes(path)) == {"ar/a.txt", "b"}


def test_a_changed_document_takes_all_that_came_from_it_along(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [_extracted()], [], RUN)
    load(path, [_extracted(text=TEXT + " زيادة")], [], RUN)
    _, rows = query(
        path,
        "select (select count(*) from documents), (select count(*) from events), "
        "(select count(*) from participants)",
    )
    assert rows == [(1, 2, 2)]


def test_open_sides_and_years_before_the_common_era(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    ancient = Interval.parse({"start": "-0237-01-01", "end": None})
    load(path, [_extracted(interval=ancient)], [], RUN)
    _, rows = query(path, "select year(earliest), latest from timeline limit 1")
    assert rows == [(-237, None)]


def test_rejects_are_those_of_the_last_run(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    bad = Reject(location="x.txt", reason="an empty file", hint="", content_hash="")
    load(path, [], [bad, bad], RUN)
    assert query(path, "select location from rejects")[1] == [("x.txt",)]
    load(path, [_extracted(location="x.txt")], [], RUN)
    assert query(path, "from rejects")[1] == []


def test_a_bad_load_leaves_the_warehouse_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [_extracted()], [], RUN)
    before = path.read_bytes()
    broken = _extracted(location="b")
    event = broken.events[0].model_copy(update={"quote": Span(start=6, end=10_000)})
    with pytest.raises(WarehouseError, match="a quote outside its document"):
        load(path, [broken.model_copy(update={"events": (event,)})], [], RUN)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [".w.duckdb.lock", "w.duckdb"]


def test_files_that_are_no_warehouse_are_named_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(WarehouseError, match="move it away"):
        load(path, [_extracted()], [], RUN)
    assert path.read_bytes() == b"not a database at all" * 1000
    other = tmp_path / "other.duckdb"
    duckdb.connect(str(other)).close()
    with pytest.raises(WarehouseError, match="not a warehouse"):
        query(other, "select 1")
    with pytest.raises(WarehouseError, match="no warehouse yet"):
        query(tmp_path / "none.duckdb", "select 1")


def test_another_schema_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    load(path, [_extracted()], [], RUN)
    connection = duckdb.connect(str(path))
    connection.execute("update meta set value = '0'")
    connection.close()
    with pytest.raises(WarehouseError, match="schema version 0"):
        known_hashes(path)


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '/tmp/x.csv'",
        "select * from read_csv('/etc/passwd')",
        "set enable_external_access = true",
        "create table t (i int)",
        "attach 'x.db'",
    ],
)
def test_queries_reach_nothing_but_the_warehouse(loaded: Path, sql: str) -> None:
    with pytest.raises(WarehouseError):
        query(loaded, sql)


def test_every_column_is_explained(loaded: Path) -> None:
    assert (
        query(
            loaded,
            "select table_name, column_name from duckdb_columns() where comment is null and not internal",
        )[1]
        == []
    )


def test_questions_over_a_loaded_warehouse(loaded: Path) -> None:
    for sql, rows in {
        "from search('والموسكو')": 2,
        "from search('بوتين لقاء')": 2,
        "from search('باريس')": 0,
        "from timeline_of('بوتين')": 2,
        "from events_on(date '2015-11-26')": 2,
        "from events_between(date '2015-11-01', date '2015-11-30', mode := 'certainly')": 2,
        "from events_between(null, date '2015-11-25')": 0,
        "from on_this_day(11, 26)": 2,
        "from co_occurrence('بوتين')": 0,
        "from per_period('month')": 1,
        "from concordance('موسكو')": 1,
    }.items():
        assert len(query(loaded, sql)[1]) == rows, sql
    assert query(loaded, "from per_period('month')")[1] == [(dt.date(2015, 11, 1), 2.0)]
    assert query(loaded, "select span_start from concordance('موسكو')")[1] == [(TEXT.index("موسكو"),)]

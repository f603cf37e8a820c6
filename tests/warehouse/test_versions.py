"""A warehouse of any earlier schema becomes one of the newest, with all that it held and a copy kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from timeline.warehouse import SCHEMA_VERSION, Run, WarehouseError, fingerprint, load, migrated, query

SCHEMAS = Path(__file__).parent / "schemas"
RUN = Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
OLDER = range(1, SCHEMA_VERSION)
SHAPE = (
    "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() "
    "where not internal order by all"
)


def _old(path: Path, version: int) -> Path:
    """A file as that version made it, with one event in it."""
    connection = duckdb.connect(str(path))
    connection.execute((SCHEMAS / f"{version}.sql").read_text("utf-8"))
    connection.close()
    return path


@pytest.mark.parametrize("version", OLDER)
def test_it_gets_the_shape_of_a_new_one_and_keeps_its_rows(tmp_path: Path, version: int) -> None:
    path, new = _old(tmp_path / "old.duckdb", version), tmp_path / "new.duckdb"
    before = path.read_bytes()
    kept = migrated(path)
    load(new, [], [], RUN)
    assert query(path, SHAPE)[1] == query(new, SHAPE)[1]
    assert kept is not None and kept.read_bytes() == before
    title, participants, expression_start, hijri = query(
        path, "select title, participants, expression_start, hijri_earliest from timeline"
    )[1][0]
    assert (title, participants, expression_start) == (
        "لقاء في موسكو",
        ["فلاديمير بوتين", "فرنسوا هولاند"],
        20,
    )
    assert hijri == "1437-02-14"
    assert query(path, "select key, name from people order by number")[1] == [(p, p) for p in participants]
    named = ("from timeline_of('بوتين')", "from timeline_of('Hollande')")
    for sql in ("from search('للرئيس')", "from search('موسكو')", *named):
        assert len(query(path, sql)[1]) == 1, sql


@pytest.mark.parametrize("version", OLDER)
def test_until_then_nothing_reads_it_and_a_load_migrates_it_too(tmp_path: Path, version: int) -> None:
    path = _old(tmp_path / "old.duckdb", version)
    with pytest.raises(WarehouseError, match="`timeline run` brings it up to date"):
        query(path, "select 1")
    load(path, [], [], RUN)
    assert query(path, "select count(*) from timeline")[1] == [(1,)]
    assert migrated(path) is None
    assert len(list(tmp_path.glob(f"*.v{version}"))) == 1


def test_a_newer_or_unknown_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    for value in (str(SCHEMA_VERSION + 1), "soon", "0"):
        path = tmp_path / f"{value}.duckdb"
        load(path, [], [], RUN)
        connection = duckdb.connect(str(path))
        connection.execute("update meta set value = ?", [value])
        connection.close()
        before = path.read_bytes()
        for attempt in (
            lambda p: query(p, "select 1"),
            migrated,
            lambda p: load(p, [], [], RUN),
            fingerprint,
        ):
            with pytest.raises(WarehouseError, match=f"schema version {value}"):
                attempt(path)
        assert path.read_bytes() == before

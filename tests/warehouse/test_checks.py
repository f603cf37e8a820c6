"""What a load made is checked before anybody sees it: by our questions, and by those of whoever owns it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from timeline.extractor import Extracted
from timeline.warehouse import Run, WarehouseError, load, query
from timeline.warehouse.checking import checks_for
from timeline.warehouse.columns import SCHEMAS, reject_table, tables
from timeline.warehouse.load import store

RUN = Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
Article = Callable[..., Extracted]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, article: Article) -> Path:
    """A warehouse with one article."""
    path = tmp_path_factory.mktemp("loaded") / "w.duckdb"
    load(path, [article()], [], RUN)
    return path


@pytest.fixture
def path(tmp_path: Path, loaded: Path) -> Path:
    """A copy of it, and a folder for its owner's checks."""
    (tmp_path / "checks").mkdir()
    return Path(shutil.copy(loaded, tmp_path))


def changed(rows: pa.Table, column: str, value: Any) -> pa.Table:
    at = rows.schema.get_field_index(column)
    return rows.set_column(
        at, rows.schema.field(at), pa.array([value] * len(rows), rows.schema.field(at).type)
    )


@pytest.mark.parametrize(
    ("table", "column", "value", "named"),
    [
        ("events", "document_id", "none", "an event without its document"),
        ("time_expressions", "document_id", "none", "a time expression without its document"),
        ("participants", "event_id", "none", "a participant without its event"),
        ("events", "expression_id", "none", "an event dated by an expression that isn't there"),
        ("events", "latest", dt.date(1999, 1, 1), "an interval that ends before it starts"),
        ("documents", "published_latest", dt.date(1999, 1, 1), "an interval that ends before it starts"),
        ("events", "quote_end", 10_000, "a quote outside its document"),
        ("events", "trigger_end", 10_000, "an event told outside its quote"),
    ],
)
def test_a_fault_blocks_the_load_and_readers_keep_the_old_file(
    path: Path, article: Article, table: str, column: str, value: Any, named: str
) -> None:
    new = tables([article(location="b.txt")])
    before = path.read_bytes()
    new[table] = changed(new[table], column, value)
    with pytest.raises(WarehouseError, match=f"nothing was stored: 1 × {named}"):
        store(path, new, reject_table([]), RUN)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == [".w.duckdb.lock", "checks", "w.duckdb"]


def one_row(table: str, **values: Any) -> pa.Table:
    """A row of which only these values matter."""
    schema = SCHEMAS[table]
    kinds = ((pa.types.is_string, "x"), (pa.types.is_integer, 0), (pa.types.is_boolean, False))
    filled = {f.name: next((fit for of, fit in kinds if of(f.type)), None) for f in schema}
    return pa.Table.from_pylist([filled | values], schema=schema)


@pytest.mark.parametrize(
    ("table", "values", "named"),
    [
        ("document_constraints", {"document_id": "none"}, "a constraint without its document"),
        ("relations", {"event_id": "none"}, "a relation of an event that isn't there"),
        ("event_mentions", {"event_id": "none"}, "a mention without its event"),
    ],
)
def test_a_row_too_many_blocks_it_too(
    path: Path, article: Article, table: str, values: dict[str, Any], named: str
) -> None:
    new = tables([article(location="b.txt")])
    new[table] = pa.concat_tables([new[table], one_row(table, **values)])
    with pytest.raises(WarehouseError, match=f"1 × {named}"):
        store(path, new, reject_table([]), RUN)


def test_a_participant_twice_blocks_it_too(path: Path, article: Article) -> None:
    new = tables([article(location="b.txt")])
    new["participants"] = pa.concat_tables([new["participants"]] * 2)
    with pytest.raises(WarehouseError, match="1 × a participant twice"):
        store(path, new, reject_table([]), RUN)


def test_without_a_fault_it_is_stored(path: Path, article: Article) -> None:
    assert store(path, tables([article(location="b.txt")]), reject_table([]), RUN).events == 1


def test_an_id_twice_is_no_load(path: Path, article: Article) -> None:
    new = tables([article(location="b.txt")])
    before = path.read_bytes()
    new["events"] = pa.concat_tables([new["events"]] * 2)
    with pytest.raises(WarehouseError, match="uplicate key"):
        store(path, new, reject_table([]), RUN)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("table", "said"), [("events", "an event twice"), ("time_expressions", "a time expression twice")]
)
def test_an_id_twice_is_no_first_load(tmp_path: Path, article: Article, table: str, said: str) -> None:
    path, new = tmp_path / "first.duckdb", tables([article(location="b.txt")])
    assert new[table].num_rows == 1
    new[table] = pa.concat_tables([new[table]] * 2)
    with pytest.raises(WarehouseError, match=said):
        store(path, new, reject_table([]), RUN)
    assert not path.exists()


def test_far_more_undated_events_than_before_block_the_load(tmp_path: Path, article: Article) -> None:
    path = tmp_path / "w.duckdb"
    dated = [article(location=f"{n}.txt") for n in range(120)]
    load(path, dated, [], RUN)
    undated = [article(location=f"{n}.txt", first=None, end=None) for n in range(200, 320)]
    with pytest.raises(WarehouseError, match="undated events far above"):
        load(path, undated, [], RUN)
    load(path, [*undated[:30], *(article(location=f"{n}.txt") for n in range(400, 480))], [], RUN)
    assert query(path, "select count(*) from documents")[1] == [(230,)]


def test_the_owner_adds_checks_and_says_how_much_they_matter(path: Path, article: Article) -> None:
    mine = path.parent / "checks/russian.sql"
    mine.write_text("-- check: an event in Moscow\n-- severity: warn\nfrom new_events where place = 'موسكو';")
    (said,) = load(path, [article(location="b.txt")], [], RUN).warnings
    assert said.startswith("1 × an event in Moscow (the first: ")
    assert str(mine) in said
    mine.write_text("-- check: an event in Moscow\n-- allowed: 1\nfrom new_events where place = 'موسكو'")
    assert load(path, [article(location="c.txt")], [], RUN).warnings == ()
    with pytest.raises(WarehouseError, match=r"2 × an event in Moscow .*russian\.sql"):
        load(path, [article(location="d.txt"), article(location="e.txt")], [], RUN)


def test_one_of_the_same_name_stands_in_the_place_of_ours(path: Path) -> None:
    own = path.parent / "checks/undated_share.sql"
    own.write_text("-- severity: warn\nselect 1 where false")
    (found,) = (check for check in checks_for(path) if check.name == "undated_share")
    assert (found.severity, found.file) == ("warn", own)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("selct", "syntax error"),
        ("-- severity: fatal\nselect 1", "-- severity: …"),
        ("-- allowed: -1\nselect 1", "-- allowed: …"),
        ("delete from events", "only such as read"),
        ("select 1; drop table events", "one query at a time"),
        ("-- check: nothing", "one query at a time"),
    ],
)
def test_a_check_that_cannot_be_asked_is_named(path: Path, article: Article, text: str, named: str) -> None:
    (path.parent / "checks/mine.sql").write_text(text)
    before = path.read_bytes()
    with pytest.raises(WarehouseError, match=named) as told:
        load(path, [article(location="b.txt")], [], RUN)
    assert "mine.sql" in str(told.value)
    assert path.read_bytes() == before

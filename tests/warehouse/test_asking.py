"""A question costs no more than it may, reaches nothing but the warehouse, and sees one state of it."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from timeline.extractor import Extracted
from timeline.warehouse import Answer, Limits, Run, WarehouseError, asking, load, query

RUN = Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
ENDLESS = "select count(*) from range(10_000_000) a, range(10_000_000) b where hash(a.range, b.range) = 1"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Extracted]) -> Path:
    """A warehouse with one article, which no test here changes."""
    path = tmp_path_factory.mktemp("asked") / "it's w.duckdb"
    load(path, [article()], [], RUN)
    return path


def test_time_is_limited(path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(WarehouseError, match=r"stopped after 0\.2 s; ask for less"):
        query(path, ENDLESS, limits=Limits(seconds=0.2))
    assert time.monotonic() - began < 10


def test_memory_is_limited(path: Path) -> None:
    with pytest.raises(WarehouseError, match="stopped at 50MB of memory"):
        query(path, "select list(range) from range(50_000_000)", limits=Limits(memory="50MB"))
    with pytest.raises(WarehouseError, match="Memory must have"):
        query(path, "select 1", limits=Limits(memory="much"))


@pytest.mark.parametrize(
    ("rows", "given", "cut"), [(0, 0, True), (7, 7, True), (25_000, 25_000, False), (None, 25_000, False)]
)
def test_rows_are_limited_and_it_says_so(path: Path, rows: int | None, given: int, cut: bool) -> None:
    sql = "select * from range(25_000)"
    with asking(path, sql, limits=Limits(rows=rows)) as answer:
        assert len(list(answer.rows())) == given
        assert answer.cut is cut
    with asking(path, sql, limits=Limits(rows=rows)) as answer:
        schema, batches = answer.arrow()
        assert schema.names == ["range"]
        assert sum(batch.num_rows for batch in batches) == given
        assert answer.cut is cut


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '/tmp/x.csv'",
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "from '/etc/passwd'",
        "set enable_external_access = true",
        "create table t (i int)",
        "create table memory.t (i int)",
        "attach 'x.db'",
        "insert into meta values ('a', 'b')",
        "select 1; select 2",
        "",
        "-- nothing",
        "load httpfs",
        "use memory",
        "not sql",
    ],
)
def test_only_questions_and_only_about_the_warehouse(path: Path, sql: str) -> None:
    with pytest.raises(WarehouseError):
        query(path, sql)


def test_variables_of_ours_are_out_of_reach(path: Path) -> None:
    secret = pa.table({"key": ["hidden"]})
    with pytest.raises(WarehouseError, match="secret does not exist"):
        query(path, "from secret")
    assert secret.num_rows == 1


@pytest.mark.parametrize(
    "sql",
    [
        "from timeline",
        "describe timeline",
        "show tables",
        "explain select 1",
        "pivot events on type using count(*)",
    ],
)
def test_what_reads_is_answered(path: Path, sql: str) -> None:
    assert query(path, sql)[1]


def test_who_reads_on_sees_the_old_state_and_who_comes_new_sees_the_new(
    path: Path, tmp_path: Path, article: Callable[..., Extracted]
) -> None:
    path = Path(shutil.copy(path, tmp_path))
    count = "select count(*) from events"
    with asking(path, count) as early:
        load(path, [article(location="b")], [], RUN)
        assert query(path, count)[1] == [(2,)]
        assert list(early.rows()) == [(1,)]


@pytest.mark.parametrize("as_arrow", [False, True])
def test_where_duckdb_fails_within_itself_it_is_asked_once_more(
    path: Path, monkeypatch: pytest.MonkeyPatch, as_arrow: bool
) -> None:
    threads = []

    def once_broken(self: Answer, begin: Callable[[], Any]) -> Any:
        def begin_badly() -> Any:
            threads.append(self._connection.execute("select current_setting('threads')").fetchall()[0][0])
            if len(threads) == 1:
                raise duckdb.InternalException("dict-surviving join")
            return begin()

        return surely(self, begin_badly)

    surely = Answer._surely
    monkeypatch.setattr(Answer, "_surely", once_broken)
    with asking(path, "select 42 as answer") as answer:
        if as_arrow:
            assert [batch.to_pylist() for batch in answer.arrow()[1]] == [[{"answer": 42}]]
        else:
            assert list(answer.rows()) == [(42,)]
    assert threads[1:] == [1]


class Breaking:
    """A connection that fails within itself at one statement; the statement is found by how it begins."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, begins: str) -> None:
        self._connection, self._begins = connection, begins

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._connection, name)
        if not callable(real):
            return real

        def call(*args: Any, **kwargs: Any) -> Any:
            if args and str(args[0]).startswith(self._begins):
                raise duckdb.InternalException("not to be foreseen")
            return real(*args, **kwargs)

        return call


@pytest.mark.parametrize(
    "begins", ["attach", "use", "select used_blocks", "set", "select value", "select 42"]
)
@pytest.mark.parametrize("times", [1, 2])
def test_where_duckdb_fails_within_itself_before_it_answers_it_is_asked_once_more(
    path: Path, monkeypatch: pytest.MonkeyPatch, begins: str, times: int
) -> None:
    opened = []

    def connect(config: dict[str, str]) -> Any:
        opened.append(real(config=config))
        return opened[-1] if len(opened) > times else Breaking(opened[-1], begins)

    real = duckdb.connect
    monkeypatch.setattr("timeline.warehouse.opening.duckdb.connect", connect)
    if times == 1:
        assert query(path, "select 42 as answer") == (["answer"], [(42,)])
    else:
        with pytest.raises(WarehouseError, match="not to be foreseen"):
            query(path, "select 42 as answer")
    assert len(opened) == 2
    for connection in opened:
        with pytest.raises(duckdb.ConnectionException):
            connection.execute("select 1")

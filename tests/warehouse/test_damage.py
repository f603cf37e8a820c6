"""What is damaged is set aside, what is not ours is left alone, and nothing is ever lost."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from timeline.extractor import Extracted
from timeline.warehouse import Damaged, Run, WarehouseError, fingerprint, load, migrated, publishing, query
from timeline.warehouse.versions import prepare

RUN = Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Extracted]) -> Path:
    path = tmp_path_factory.mktemp("whole") / "w.duckdb"
    load(path, [article(location=str(n)) for n in range(50)], [], RUN)
    return path


@pytest.fixture
def path(tmp_path: Path, whole: Path) -> Path:
    """A copy of the whole one, to damage."""
    return Path(shutil.copy(whole, tmp_path))


@pytest.mark.parametrize("part", [0.002, 0.1, 0.5])
def test_a_truncated_file_is_set_aside_and_the_next_run_makes_it_again(
    path: Path, article: Callable[..., Extracted], part: float
) -> None:
    before = fingerprint(path)
    os.truncate(path, int(path.stat().st_size * part))
    rest = path.read_bytes()
    with pytest.raises(Damaged, match="`timeline run` sets it aside"):
        query(path, "select count(*) from documents")
    with pytest.raises(Damaged, match=r"is now w\.duckdb\.damaged-1; run again"):
        migrated(path)
    assert not path.exists()
    assert path.with_name("w.duckdb.damaged-1").read_bytes() == rest
    load(path, [article(location=str(n)) for n in range(50)], [], RUN)
    assert fingerprint(path) == before


def test_damage_found_while_loading_is_damage_too(path: Path, article: Callable[..., Extracted]) -> None:
    data = bytearray(path.read_bytes())
    data[20_000 : len(data) - 20_000] = bytes(len(data) - 40_000)
    path.write_bytes(data)
    with pytest.raises(Damaged):
        load(path, [article(location="1", title="other")], [], RUN)
    assert [p.name for p in path.parent.iterdir() if not p.name.startswith(".")] == ["w.duckdb.damaged-1"]


@pytest.mark.parametrize("content", [b"", b"a newspaper, not a database\n" * 1000, b"PK\x03\x04" * 100])
def test_a_file_of_someone_else_is_left_where_it_is(
    tmp_path: Path, article: Callable[..., Extracted], content: bytes
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    for attempt in (migrated, lambda p: load(p, [article()], [], RUN), lambda p: query(p, "select 1")):
        with pytest.raises(WarehouseError, match="move it away"):
            attempt(path)
    assert path.read_bytes() == content


def test_what_another_program_left_unfinished_is_taken_in_and_kept(
    path: Path, article: Callable[..., Extracted]
) -> None:
    script = (
        "import duckdb, os, sys\n"
        "connection = duckdb.connect(sys.argv[1])\n"
        "connection.execute(\"insert into meta values ('note', 'mine')\")\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    wal = path.with_name("w.duckdb.wal")
    assert wal.exists()
    unfinished = wal.read_bytes()
    load(path, [article(location="new")], [], RUN)
    assert query(path, "select value from meta where name = 'note'")[1] == [("mine",)]
    assert not wal.exists()
    assert path.with_name("w.duckdb.wal.old-1").read_bytes() == unfinished


def test_a_second_run_waits_and_then_says_who_writes(
    path: Path, article: Callable[..., Extracted], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "PATIENCE", 0.2)
    with publishing.writing(path), pytest.raises(WarehouseError, match=f"process {os.getpid()}"):
        load(path, [article(location="new")], [], RUN)
    load(path, [article(location="new")], [], RUN)


def test_a_file_that_another_program_writes_is_named_as_that(path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()",
            str(path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None and holder.stdin is not None
    holder.stdout.readline()
    try:
        with pytest.raises(WarehouseError, match="another program has it open for writing"):
            query(path, "select 1")
    finally:
        holder.stdin.close()
        holder.wait()


def test_what_is_published_is_all_there(path: Path, tmp_path: Path) -> None:
    """Macros, views, keys and comments."""
    oldest = {"storage_compatibility_version": "v1.5.0"}  # what is kept is written as that has it
    with duckdb.connect(tmp_path / "fresh.duckdb", config=oldest) as made:
        prepare(made, None)
    fresh = duckdb.connect(tmp_path / "fresh.duckdb")
    for sql in (
        "select function_name, parameters, macro_definition, comment from duckdb_functions() "
        "where not internal order by all",
        "select view_name, sql, comment from duckdb_views() where not internal order by all",
        "select table_name, constraint_type, constraint_column_names from duckdb_constraints() order by all",
        "select table_name, column_name, comment from duckdb_columns() where not internal order by all",
    ):
        rows = query(path, sql)[1]
        assert rows and rows == fresh.execute(sql).fetchall()


def test_a_file_that_has_shrunk_is_whole(path: Path, article: Callable[..., Extracted]) -> None:
    """Freed blocks count among the total, and the file need not have them."""
    for turn in range(8):
        load(path, [article(location=str(n), title=str(turn)) for n in range(50)], [], RUN)
        sizes = (
            "select block_size * total_blocks from pragma_database_size() where database_name = 'warehouse'"
        )
        shrunk = query(path, sizes)[1][0][0] > path.stat().st_size
        if shrunk:
            break
    assert shrunk

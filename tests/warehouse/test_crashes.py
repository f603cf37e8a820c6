"""Killed at any moment, the warehouse is whole and has all that was acknowledged; readers see one state."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import duckdb
import pytest

from timeline.extractor import Extracted
from timeline.warehouse import Run, fingerprint, load, migrated, query

pytestmark = pytest.mark.campaign
Article = Callable[..., Extracted]
KILLS, PUBLISHES, READERS, DOCUMENTS = 100, 50, 8, 20
SCHEMA_1 = Path(__file__).parent / "schemas/1.sql"
# Every document of a state says the same, so that one query shows whether a state is whole.
STATE = (
    "select min(title), max(title), count(distinct document_id), count(*), "
    "(select count(*) from participants), (select count(distinct event) from postings) from timeline"
)


def _state(article: Article, number: int) -> list[Extracted]:
    return [article(location=f"{n}.txt", title=f"{number:04}") for n in range(DOCUMENTS)]


def _store(path: Path, article: Article, number: int) -> None:
    load(path, _state(article, number), [], Run(started=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))


def _number(path: Path) -> int:
    """Which state the file is in. Raises AssertionError where it is torn."""
    first, last, *counts = query(path, STATE)[1][0]
    assert first == last and counts == [DOCUMENTS] * 4, (first, last, counts)
    return int(first)


def _forked(work: Callable[[], None]) -> int:
    """Run it in a process of its own: DuckDB's threads do not survive a fork, so that we start none here."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _done(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _killed(child: int, after: float) -> None:
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_killed_while_loading_and_publishing(tmp_path: Path, article: Article) -> None:
    path, acknowledged, chance = tmp_path / "w.duckdb", tmp_path / "acknowledged", random.Random(7)

    def write() -> None:
        number = int(acknowledged.read_text())
        with acknowledged.open("r+") as told:
            while True:
                number += 1
                _store(path, article, number)
                told.seek(0)
                told.write(f"{number:04}")
                told.flush()

    def check() -> None:
        told = int(acknowledged.read_text())
        found = _number(path) if path.exists() else 0
        assert told <= found <= told + 1, (told, found)
        acknowledged.write_text(f"{found:04}")

    acknowledged.write_text("0000")
    for _ in range(KILLS):
        _killed(_forked(write), chance.uniform(0, 0.6))
        assert _done(_forked(check))

    def same_as_without_a_crash() -> None:
        _store(path, article, 9999)
        _store(tmp_path / "alone.duckdb", article, 9999)
        assert fingerprint(path) == fingerprint(tmp_path / "alone.duckdb")

    assert _done(_forked(same_as_without_a_crash))
    assert sorted(p.name for p in tmp_path.glob("*w.duckdb*")) == [".w.duckdb.lock", "w.duckdb"]


def test_killed_while_migrating(tmp_path: Path) -> None:
    old, path, chance = tmp_path / "old.duckdb", tmp_path / "w.duckdb", random.Random(7)

    def make_old() -> None:
        connection = duckdb.connect(str(old))
        connection.execute(SCHEMA_1.read_text("utf-8"))
        connection.close()

    def check() -> None:
        migrated(path)
        assert query(path, "select count(*) from timeline")[1] == [(1,)]
        assert path.with_name("w.duckdb.v1").read_bytes() == old.read_bytes()

    assert _done(_forked(make_old))
    for _ in range(KILLS):
        for leftover in tmp_path.glob("*w.duckdb*"):
            leftover.unlink()
        shutil.copyfile(old, path)
        _killed(_forked(lambda: migrated(path) and None), chance.uniform(0, 0.3))
        assert _done(_forked(check))


@pytest.mark.parametrize("in_one_process", [False, True])
def test_readers_see_one_state_after_the_other(
    tmp_path: Path, article: Article, in_one_process: bool
) -> None:
    path, over, asked = tmp_path / "w.duckdb", tmp_path / "over", tmp_path / "asked"
    asked.mkdir()

    def read(reader: int) -> None:
        seen, times = 0, 0
        while not over.exists():
            number = _number(path)
            assert number >= seen, (number, seen)
            seen, times = number, times + 1
        assert _number(path) == PUBLISHES
        (asked / str(reader)).write_text(str(times))

    def told(reader: int) -> None:
        try:
            read(reader)
        except BaseException:
            traceback.print_exc()  # a thread's error would be lost with the process

    def read_all() -> None:
        threads = [Thread(target=told, args=(reader,)) for reader in range(READERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def write(first: int, last: int) -> None:
        for number in range(first, last + 1):
            _store(path, article, number)

    assert _done(_forked(lambda: write(1, 1)))
    readers = (
        [_forked(read_all)] if in_one_process else [_forked(lambda n=n: read(n)) for n in range(READERS)]
    )
    assert _done(_forked(lambda: write(2, PUBLISHES)))
    over.touch()
    assert [_done(reader) for reader in readers] == [True] * len(readers)
    times = [int(file.read_text()) for file in asked.iterdir()]
    assert len(times) == READERS
    print(f"\n{sum(times)} answers to {READERS} readers through {PUBLISHES} publishes, 0 errors, 0 torn")

"""How is the warehouse opened: for reading by many, for writing by one, and what when it can't be."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

SCHEMA_VERSION = "1"
# How long a second run waits for the first, in seconds.
PATIENCE = 60.0


class WarehouseError(Exception):
    """The warehouse can't be used. The message says what, where and how to mend it."""


def _resource(name: str) -> str:
    return files("timeline.warehouse").joinpath(name).read_text("utf-8")


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection without access to files, network or configuration.

    Raises WarehouseError where there is no warehouse, or none of this version.
    """
    connection = _open(path)
    try:
        yield connection
    finally:
        connection.close()


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    if not path.exists():
        raise WarehouseError(f"{path}: there is no warehouse yet; `timeline run` makes it")
    try:
        connection = duckdb.connect(
            str(path),
            read_only=True,
            config={"enable_external_access": "false", "lock_configuration": "true"},
        )
    except duckdb.Error as error:
        raise WarehouseError(
            f"{path}: not a DuckDB file that can be read ({_first_line(error)}); move it away and run again: "
            "everything in it is made from the articles"
        ) from error
    try:
        check_version(connection, path)
    except WarehouseError:
        connection.close()
        raise
    return connection


def check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raises WarehouseError where the file is none of ours, or of another schema version."""
    try:
        found = connection.execute("select value from meta where name = 'schema_version'").fetchone()
    except duckdb.Error as error:
        raise WarehouseError(
            f"{path}: a DuckDB file, but not a warehouse of timeline; name another with --warehouse"
        ) from error
    version = found[0] if found else "none"
    if version != SCHEMA_VERSION:
        raise WarehouseError(
            f"{path}: schema version {version}, and this timeline knows {SCHEMA_VERSION}; "
            "move the file away and run again, or install the timeline that made it"
        )


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a build copy, which replaces the warehouse in one step when the block ends well.

    Readers see the old file or the new one, whole. Where the block raises, the old one stays. One writer at
    a time: a second one waits, and then raises WarehouseError that names who holds the lock.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path):
        build = path.with_name(f".{path.name}.build")
        _discard(build)
        fresh = not path.exists()
        if not fresh:
            _open(path).close()  # an unreadable file or another version is an error before anything is made
            shutil.copyfile(path, build)
        try:
            connection = duckdb.connect(str(build))
            try:
                if fresh:
                    connection.execute(_resource("schema.sql"))
                    connection.execute("insert into meta values ('schema_version', ?)", [SCHEMA_VERSION])
                connection.execute(_resource("views.sql"))
                connection.execute(_resource("macros.sql"))
                yield connection
                connection.execute("checkpoint")
            finally:
                connection.close()
            _sync(build)
            build.replace(path)
            _sync(path.parent)
        finally:
            _discard(build)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    lock = path.with_name(f".{path.name}.lock")
    with lock.open("a+") as held:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    held.seek(0)
                    raise WarehouseError(
                        f"{path}: another run is writing it (process {held.read().strip() or 'unknown'}); "
                        "wait for it to end, or stop it"
                    ) from None
                time.sleep(0.1)
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield


def _discard(build: Path) -> None:
    for leftover in (build, build.with_name(build.name + ".wal")):
        leftover.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def query(
    path: Path, sql: str, parameters: Sequence[Any] | None = None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one read-only query. Raises WarehouseError, also where the SQL is wrong."""
    with reading(path) as connection:
        try:
            result = connection.execute(sql, parameters)
            columns = [column[0] for column in result.description or ()]
            return columns, result.fetchall()
        except duckdb.Error as error:
            raise WarehouseError(f"{path}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__

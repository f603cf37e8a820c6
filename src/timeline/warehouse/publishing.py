"""How is the warehouse written: into a build file beside it, which replaces it whole, by one run at a time.

Whoever reads sees the old file or the new one. Wherever a run ends, by itself or killed, the old one stays
until the new one is complete and on disk.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import duckdb

from timeline.warehouse.opening import (
    SCHEMA_VERSION,
    Damaged,
    WarehouseError,
    fault,
    open_reading,
    resource,
    version_of,
)
from timeline.warehouse.versions import prepare

# How long a second run waits for the first, in seconds.
PATIENCE = 60.0
_WRITING: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": "false",
    # The order of rows in a table means nothing, and on all cores they arrive in any.
    "preserve_insertion_order": "false",
    # A new file is one that DuckDB's command line and drivers from 1.5 on open, too.
    "storage_compatibility_version": "v1.5.0",
}
# Enough files are set aside by then for somebody to look at them.
_MOST_ASIDE = 1000


class Busy(WarehouseError):
    """Another run is writing the warehouse; it will end."""


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a build copy of the newest schema, which replaces the warehouse when the block ends.

    Where the block raises, the old file stays. A second writer waits, and then raises Busy that names who
    holds the lock. A file of an older schema is migrated, and a copy of it kept. A damaged file
    is set aside, and raises Damaged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path):
        build = path.with_name(f".{path.name}.build")
        _discard(build)
        try:
            with _set_aside_if_damaged(path):
                version = _copy(path, build)
                yield from _written(path, build, version)
            if version is not None and version < SCHEMA_VERSION:
                _keep(path, path.with_name(f"{path.name}.v{version}"))
            if _wal(path).exists():  # of another program; what it holds is in the build, which it is not of
                _wal(path).rename(_free(_wal(path), "old"))
            build.replace(path)
            _sync(path.parent)
        finally:
            _discard(build)


def migrated(path: Path) -> Path | None:
    """Bring a warehouse of an older schema up to date; gives the copy kept of it, None where it is current.

    Raises WarehouseError as `writing` does.
    """
    if not path.exists() or _version(path) == SCHEMA_VERSION:
        return None
    kept = path.with_name(f"{path.name}.v{_version(path)}")
    with writing(path):
        pass
    return kept


def _version(path: Path) -> int:
    with _lock(path), _set_aside_if_damaged(path):
        connection = open_reading(path, newest=False)
        try:
            return version_of(connection, path)
        finally:
            connection.close()


def _copy(path: Path, build: Path) -> int | None:
    """Copy the warehouse, if there is one, with what another program left unfinished; its schema version."""
    if not path.exists():
        return None
    open_reading(path, newest=False).close()  # an error before anything is made
    shutil.copyfile(path, build)
    if _wal(path).exists():
        shutil.copyfile(_wal(path), _wal(build))
    connection = open_reading(build, newest=False)
    try:
        return version_of(connection, path)
    finally:
        connection.close()


def _written(path: Path, build: Path, version: int | None) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(str(build), config=_WRITING)
    try:
        prepare(connection, version)
        yield connection
        connection.execute(resource("indexes.sql"))
        connection.execute("checkpoint")
    except duckdb.Error as error:
        raise fault(path, error) from error
    finally:
        connection.close()
    _sync(build)


@contextmanager
def _set_aside_if_damaged(path: Path) -> Iterator[None]:
    try:
        yield
    except Damaged as error:
        aside = _free(path, "damaged")
        path.rename(aside)
        if _wal(path).exists():
            _wal(path).rename(_wal(aside))
        raise Damaged(
            f"{path}: it was damaged and is now {aside.name}; run again, and it is made from the articles "
            f"({error.__cause__ or error})"
        ) from error


def _free(path: Path, why: str) -> Path:
    """A name for the file beside it that nothing has yet."""
    names = (path.with_name(f"{path.name}.{why}-{number}") for number in count(1))
    return next(name for name, _ in zip(names, range(_MOST_ASIDE), strict=False) if not name.exists())


def _keep(path: Path, copy: Path) -> None:
    """A copy of the file, whole or not at all; one that is there already is the older one, and stays."""
    if not copy.exists():
        part = copy.with_name(f".{copy.name}.part")
        shutil.copyfile(path, part)
        _sync(part)
        part.replace(copy)


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
                    raise Busy(
                        f"{path}: another run is writing it (process {held.read().strip() or 'unknown'}); "
                        "wait for it to end, or stop it"
                    ) from None
                time.sleep(0.1)
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield


def _wal(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _discard(build: Path) -> None:
    for leftover in (build, _wal(build)):
        leftover.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

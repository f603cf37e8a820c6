"""How is the warehouse opened, and what is said where it can't be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import duckdb

SCHEMA_VERSION = 5
# Eight bytes into every DuckDB file.
_MAGIC = b"DUCK"
# A join with fewer rows than this looks for just these in the other table, and reads no more of it: so a
# search fetches its hundred events and articles without reading all the others.
_READING = {"python_enable_replacements": "false", "dynamic_or_filter_threshold": "256"}
# What DuckDB says where a file is no longer whole; other errors of input and output pass, or can be mended.
_DAMAGE = re.compile("corrupt|could not read enough bytes|not a valid duckdb|checksum|seriali[sz]", re.I)


class WarehouseError(Exception):
    """The warehouse can't be used. The message says what, where and how to mend it."""


class Damaged(WarehouseError):
    """The file was a warehouse, and can't be read any more."""


def resource(name: str) -> str:
    """The text of a file beside this one."""
    return files("timeline.warehouse").joinpath(name).read_text("utf-8")


def open_reading(
    path: Path, *, newest: bool = True, config: Mapping[str, str] | None = None
) -> duckdb.DuckDBPyConnection:
    """A read-only connection without access to files, network, configuration or Python's variables.

    Raises WarehouseError where there is no warehouse, or, with `newest`, none of this schema version.
    """
    if not path.exists():
        raise WarehouseError(f"{path}: there is no warehouse yet; `timeline run` makes it")
    # Attached rather than connected to: DuckDB keeps one instance a path in each process, and would go on
    # giving out the file that was replaced for as long as anyone here reads it.
    connection = duckdb.connect(config={**_READING, **(config or {})})
    try:
        attach(connection, path)
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        version = version_of(connection, path)
        if newest and version < SCHEMA_VERSION:
            raise WarehouseError(
                f"{path}: schema version {version}, and this timeline reads {SCHEMA_VERSION}; "
                "`timeline run` brings it up to date and keeps a copy"
            )
    except (WarehouseError, duckdb.Error):
        connection.close()
        raise
    return connection


def attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the file the connection's database, read-only. Raises WarehouseError or Damaged."""
    name = str(path).replace("'", "''")
    before = _stamp(path)
    try:
        connection.execute(f"attach '{name}' as warehouse (read_only)")
        connection.execute("use warehouse")
        blocks = connection.execute(
            "select used_blocks * block_size from pragma_database_size() where database_name = 'warehouse'"
        ).fetchall()
    except duckdb.Error as error:
        raise fault(path, error) from error
    # DuckDB only sees that blocks are missing when it comes to them. A file that was replaced in the meantime
    # is another one.
    if _stamp(path) == before and before[0] < blocks[0][0]:
        raise _damaged(path, "its end is missing")


def _stamp(path: Path) -> tuple[int, int, int]:
    """Size of the file, and what tells it from one that replaces it."""
    found = path.stat()
    return found.st_size, found.st_ino, found.st_mtime_ns


def fault(path: Path, error: duckdb.Error) -> WarehouseError:
    """What an error of DuckDB says of this file; Damaged where the file itself is to blame."""
    said = first_line(error)
    if "lock" in said.lower() and isinstance(error, duckdb.IOException):
        return WarehouseError(f"{path}: another program has it open for writing; close it there ({said})")
    if _DAMAGE.search(said):
        if _is_ours(path):
            return _damaged(path, said)
        return WarehouseError(
            f"{path}: not a DuckDB file ({said}); move it away and run again: everything in a warehouse is "
            "made from the articles"
        )
    return WarehouseError(f"{path}: {said}")


def _damaged(path: Path, said: str) -> Damaged:
    return Damaged(
        f"{path}: damaged ({said}); `timeline run` sets it aside, and the run after that makes it again from "
        "the articles"
    )


def _is_ours(path: Path) -> bool:
    """Whether it is, or was, a DuckDB file: one that never was is left to whoever put it there."""
    with path.open("rb") as file:
        return file.read(12)[8:] == _MAGIC


def version_of(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The schema version. Raises WarehouseError where the file is none of ours, or newer than we are."""
    try:
        found = connection.execute("select value from meta where name = 'schema_version'").fetchall()
    except duckdb.CatalogException as error:
        raise WarehouseError(
            f"{path}: a DuckDB file, but not a warehouse of timeline; name another with --warehouse"
        ) from error
    except duckdb.Error as error:
        raise fault(path, error) from error
    said = str(found[0][0]) if found else "none"
    version = int(said) if said.isdecimal() else 0
    if not 0 < version <= SCHEMA_VERSION:
        raise WarehouseError(
            f"{path}: schema version {said}, and this timeline knows 1 to "
            f"{SCHEMA_VERSION}; install the timeline that made it, or move the file away and run again"
        )
    return version


def first_line(error: Exception) -> str:
    """The first line of what an error says, or its name."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__

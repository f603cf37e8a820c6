"""How is the warehouse asked: one read-only query, within limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import duckdb
import pyarrow as pa
from pydantic import Field

from timeline.document import Frozen
from timeline.warehouse.opening import WarehouseError, fault, open_reading

# MULTI is PIVOT, which finds its columns first.
_ALLOWED = tuple(
    getattr(duckdb.StatementType, name) for name in ("SELECT", "EXPLAIN", "PRAGMA", "CALL", "MULTI")
)
_BATCH = 10_000


class Limits(Frozen):
    """What one query may cost; None is no limit. `memory` is as in DuckDB: `500MB`, `2GB`."""

    seconds: float | None = Field(default=None, gt=0)
    memory: str | None = None
    rows: int | None = Field(default=None, ge=0)


class Answer:
    """What a query gives, read once, as it comes. `cut` says afterwards whether rows were left out."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        sql: str,
        parameters: Sequence[Any] | None,
        limits: Limits,
    ) -> None:
        self._connection, self._path, self._limits = connection, path, limits
        self._sql, self._parameters = sql, parameters
        self.columns: list[str] = connection.sql(sql, params=parameters).columns  # planned, not yet run
        self.cut = False

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows, dates before the common era as text. Raises WarehouseError."""
        left = self._limits.rows
        with _told(self._path, self._limits):
            self._connection.execute(self._sql, self._parameters)
            while batch := self._connection.fetchmany(_BATCH):
                if left is not None:
                    self.cut, batch = len(batch) > left, batch[:left]
                    left -= len(batch)
                yield from batch
                if self.cut:
                    return

    def arrow(self) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """The same as Arrow: the types of the columns, and the rows in batches. Raises WarehouseError."""
        with _told(self._path, self._limits):
            found = self._connection.sql(self._sql, params=self._parameters)
            reader: pa.RecordBatchReader = found.to_arrow_reader(_BATCH)
        return reader.schema, self._batches(reader)

    def _batches(self, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
        left = self._limits.rows
        with _told(self._path, self._limits):
            for batch in reader:
                if left is not None:
                    self.cut, batch = batch.num_rows > left, batch.slice(0, left)
                    left -= batch.num_rows
                yield batch
                if self.cut:
                    return


@contextmanager
def asking(
    path: Path, sql: str, parameters: Sequence[Any] | None = None, limits: Limits | None = None
) -> Iterator[Answer]:
    """One query's answer, as it comes; the time runs until the block ends. Raises WarehouseError."""
    limits = limits or Limits()
    config = {} if limits.memory is None else {"memory_limit": limits.memory}
    with _told(path, limits):
        connection = open_reading(path, config=config)
    stop = None if limits.seconds is None else Timer(limits.seconds, connection.interrupt)
    try:
        if stop:
            stop.daemon = True
            stop.start()
        with _told(path, limits):
            _check(connection, sql)
            answer = Answer(connection, path, sql, parameters, limits)
        yield answer
    finally:
        if stop:
            stop.cancel()
        connection.close()


def query(
    path: Path, sql: str, parameters: Sequence[Any] | None = None, limits: Limits | None = None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one read-only query. Raises WarehouseError, also where the SQL is wrong."""
    with asking(path, sql, parameters, limits) as answer:
        return answer.columns, list(answer.rows())


def _check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Only questions: what writes would write to memory, and be lost without a word."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type not in _ALLOWED:
        raise WarehouseError("one query at a time, and only such as read: SELECT, FROM, DESCRIBE, EXPLAIN")


@contextmanager
def _told(path: Path, limits: Limits) -> Iterator[None]:
    """Errors of DuckDB in one line, with what to do about them."""
    try:
        yield
    except duckdb.InterruptException:
        raise WarehouseError(
            f"stopped after {limits.seconds:g} s; ask for less, or allow it more time"
        ) from None
    except duckdb.OutOfMemoryException:
        raise WarehouseError(
            f"stopped at {limits.memory} of memory; ask for less, or allow it more"
        ) from None
    except duckdb.Error as error:
        raise fault(path, error) from error

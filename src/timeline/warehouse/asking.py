"""How is the warehouse asked: one read-only query, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb
from pydantic import Field

from timeline.document import Frozen
from timeline.warehouse.opening import WarehouseError, fault, open_reading

if TYPE_CHECKING:
    import pyarrow as pa

# MULTI is PIVOT, which finds its columns first.
_ALLOWED = tuple(
    getattr(duckdb.StatementType, name) for name in ("SELECT", "EXPLAIN", "PRAGMA", "CALL", "MULTI")
)
_BATCH = 10_000
T = TypeVar("T")


class Limits(Frozen):
    """What one query may cost; None is no limit. `memory` is as in DuckDB: `500MB`, `2GB`."""

    seconds: float | None = Field(default=None, gt=0)
    memory: str | None = None
    rows: int | None = Field(default=None, ge=0)


class Answer:
    """What a query gives, read once, as it comes. `cut` says afterwards whether rows were left out."""

    def __init__(self, path: Path, sql: str, parameters: Sequence[Any] | None, limits: Limits) -> None:
        self._path, self._sql, self._parameters, self._limits = path, sql, parameters, limits
        self._stop: Timer | None = None
        self.cut = False
        with self._told():
            try:
                self._prepare()
            except (duckdb.InternalException, WarehouseError) as error:
                if not isinstance(error.__cause__ or error, duckdb.InternalException):
                    raise
                self._prepare(threads="1")
            self.columns: list[str] = self._planned.columns

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows, dates before the common era as text. Raises WarehouseError."""

        def first() -> list[tuple[Any, ...]]:
            self._connection.execute(self._sql, self._parameters)
            return self._connection.fetchmany(_BATCH)

        left = self._limits.rows
        with self._told():
            batch = self._surely(first)
            while batch:
                if left is not None:
                    self.cut, batch = len(batch) > left, batch[:left]
                    left -= len(batch)
                yield from batch
                if self.cut:
                    return
                batch = self._connection.fetchmany(_BATCH)

    def arrow(self) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """The same as Arrow: the types of the columns, and the rows in batches. Raises WarehouseError."""

        def first() -> tuple[pa.RecordBatchReader, list[pa.RecordBatch]]:
            reader: pa.RecordBatchReader = self._planned.to_arrow_reader(_BATCH)
            return reader, list(islice(reader, 1))

        with self._told():
            reader, begun = self._surely(first)
        return reader.schema, self._batches(chain(begun, reader))

    def close(self) -> None:
        """Give up whatever has not been read."""
        if self._stop:
            self._stop.cancel()
        self._connection.close()

    def _batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        left = self._limits.rows
        with self._told():
            for batch in batches:
                if left is not None:
                    self.cut, batch = batch.num_rows > left, batch.slice(0, left)
                    left -= batch.num_rows
                yield batch
                if self.cut:
                    return

    def _prepare(self, **config: str) -> None:
        """Open the warehouse and look at the query, which runs when it is read."""
        self._connection = self._open(**config)
        try:
            check(self._connection, self._sql)
            self._planned = self._connection.sql(self._sql, params=self._parameters)
        except BaseException:
            self.close()
            raise

    def _open(self, **config: str) -> duckdb.DuckDBPyConnection:
        if self._limits.memory is not None:
            config["memory_limit"] = self._limits.memory
        connection = open_reading(self._path, config=config)
        if self._limits.seconds is not None:
            self._stop = Timer(self._limits.seconds, connection.interrupt)
            self._stop.daemon = True
            self._stop.start()
        return connection

    def _surely(self, begin: Callable[[], T]) -> T:
        """What `begin` gives, asked once more where DuckDB fails within itself.

        Its hash joins of joins do, now and then, on several threads (duckdb#24807), and leave a connection of
        no use.
        """
        try:
            return begin()
        except duckdb.InternalException:
            self.close()
            self._prepare(threads="1")
            return begin()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of DuckDB in one line, with what to do about them."""
        try:
            yield
        except duckdb.InterruptException:
            raise WarehouseError(
                f"stopped after {self._limits.seconds:g} s; ask for less, or allow it more time"
            ) from None
        except duckdb.OutOfMemoryException:
            raise WarehouseError(
                f"stopped at {self._limits.memory} of memory; ask for less, or allow it more"
            ) from None
        except duckdb.Error as error:
            raise fault(self._path, error) from error


@contextmanager
def asking(
    path: Path, sql: str, parameters: Sequence[Any] | None = None, limits: Limits | None = None
) -> Iterator[Answer]:
    """One query's answer, as it comes; the time runs until the block ends. Raises WarehouseError."""
    answer = Answer(path, sql, parameters, limits or Limits())
    try:
        yield answer
    finally:
        answer.close()


def query(
    path: Path, sql: str, parameters: Sequence[Any] | None = None, limits: Limits | None = None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one read-only query. Raises WarehouseError, also where the SQL is wrong."""
    with asking(path, sql, parameters, limits) as answer:
        return answer.columns, list(answer.rows())


def check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Only questions: what writes would write to memory, and be lost. Raises WarehouseError."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type not in _ALLOWED:
        raise WarehouseError("one query at a time, and only such as read: SELECT, FROM, DESCRIBE, EXPLAIN")

"""How is one query asked about again and again: its rows held in memory, until they are let go."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from timeline.warehouse.asking import check
from timeline.warehouse.opening import WarehouseError, fault, open_reading, resource

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

# Rows that are read at once.
_BATCH = 100_000


class Held:
    """The rows of a query as an Arrow table, and a connection to the warehouse as it stood then.

    `select` is what to take of the query `sql`, up to its from. The warehouse may be replaced meanwhile: who
    asks is answered from the one that was read. `seconds` bounds each question. `sql` is the query without
    its outermost order. Raises WarehouseError.
    """

    def __init__(self, path: Path, select: str, sql: str, *, seconds: float | None = None) -> None:
        self._path, self._seconds, self._lock = path, seconds, Lock()
        self._connection = open_reading(path)
        self.sql = sql
        try:
            self.rows: pa.Table = self._within(lambda: self._read(select, sql))
        except BaseException:
            self.close()
            raise

    def ask(self, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of one question; one question at a time. Raises WarehouseError."""
        with self._lock:
            return self._within(lambda: self._connection.execute(sql, parameters).fetchall())

    def hits(self, phrase: str, most: int) -> pa.Array:
        """The ids of the events that `search` finds, without what it tells of them. As `ask`."""
        sql = resource("hits.sql").replace("phrase", "$phrase").replace("most", "$most")
        asked = {"phrase": phrase, "most": most}
        with self._lock:
            found = self._within(lambda: self._connection.sql(sql, params=asked).to_arrow_table())
        return found["event_id"].combine_chunks()

    def close(self) -> None:
        """Let go of the warehouse."""
        self._connection.close()

    def _read(self, select: str, sql: str) -> pa.Table:
        check(self._connection, sql)
        self.sql = self._unordered(sql)
        # As it comes, for a table made at once takes twice the memory on the way.
        return self._connection.sql(f"{select} (\n{self.sql}\n)").to_arrow_reader(_BATCH).read_all()

    def _unordered(self, sql: str) -> str:
        """The query without its outermost order, which would take longer than all the rest."""
        found = self._connection.execute("select json_serialize_sql(?)", [sql]).fetchall()
        tree = json.loads(found[0][0])
        if tree["error"]:
            return sql
        node = tree["statements"][0]["node"]
        kept = [m for m in node["modifiers"] if m["type"] != "ORDER_MODIFIER"]
        if len(kept) == len(node["modifiers"]) or any(m["type"].startswith("LIMIT") for m in kept):
            return sql
        node["modifiers"] = kept
        said = self._connection.execute("select json_deserialize_sql(?)", [json.dumps(tree)]).fetchall()
        return str(said[0][0])

    def _within(self, work: Callable[[], T]) -> T:
        stop = Timer(self._seconds, self._connection.interrupt) if self._seconds else None
        if stop:
            stop.daemon = True
            stop.start()
        try:
            return work()
        except duckdb.InterruptException:
            raise WarehouseError(f"{self._path}: stopped after {self._seconds:g} s; ask for less") from None
        except duckdb.Error as error:
            raise fault(self._path, error) from error
        finally:
            if stop:
                stop.cancel()

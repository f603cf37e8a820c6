"""How is one query asked about again and again: its rows held in memory, until they are let go."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import Any, TypeVar

import duckdb

from timeline.warehouse.asking import check
from timeline.warehouse.opening import WarehouseError, fault, open_reading

T = TypeVar("T")

# The table that holds the rows: in the connection's own memory, for the warehouse is attached read-only.
HELD = "memory.held"
_WIDER = "memory.wider"


class Held:
    """The rows of a query as the table HELD, on a connection that may still read the warehouse.

    `select` is what to take of the query `sql`, up to its from. The warehouse may be replaced meanwhile: what
    is held stays as it was. `seconds` bounds each question. `sql` is the query without its outermost order.
    Raises WarehouseError.
    """

    def __init__(self, path: Path, select: str, sql: str, *, seconds: float | None = None) -> None:
        self._path, self._seconds, self._lock = path, seconds, Lock()
        self._connection = open_reading(path)
        self.sql, self.wide, self._widening = sql, False, False
        try:
            self._within(lambda: self._hold(select, sql))
        except BaseException:
            self.close()
            raise

    def ask(self, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of one question; one question at a time. Raises WarehouseError."""
        with self._lock:
            return self._within(lambda: self._connection.execute(sql, parameters).fetchall())

    def widen(self, select: str, short: Sequence[str], lists: Sequence[str]) -> None:
        """Hold more of the rows, beside whatever is asked; `wide` says when it is done.

        The texts of the columns `short`, and of the lists of texts `lists`, are then held as numbers, which
        are counted several times faster. Where it fails, what was held before stays.
        """
        if not self._widening:
            self._widening = True
            Thread(target=self._widen, args=(select, short, lists), daemon=True).start()

    def _widen(self, select: str, short: Sequence[str], lists: Sequence[str]) -> None:
        try:
            with self._connection.cursor() as beside:
                beside.execute("use warehouse")
                kinds = {name: f"{name}::{kind}" for name in short if (kind := _kind(beside, name, name))}
                for name in lists:
                    if kind := _kind(beside, name, f"unnest({name})"):
                        kinds[name] = f"{name}::{kind}[]"
                replaced = ", ".join(f"{cast} as {name}" for name, cast in kinds.items())
                chosen = (
                    f"select * {f'replace ({replaced})' if replaced else ''} from ({select} (\n{self.sql}\n))"
                )
                beside.execute(f"create table {_WIDER} as {chosen}")
                with self._lock:
                    beside.execute("begin")
                    beside.execute(f"drop table {HELD}")
                    beside.execute(f"alter table {_WIDER} rename to {HELD.partition('.')[2]}")
                    beside.execute("commit")
                    self.wide = True
        except duckdb.Error:
            return

    def close(self) -> None:
        """Let go of the rows."""
        self._connection.close()

    def _hold(self, select: str, sql: str) -> None:
        check(self._connection, sql)
        self.sql = self._unordered(sql)
        self._connection.execute(f"create table {HELD} as {select} (\n{self.sql}\n)")

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


def _kind(connection: duckdb.DuckDBPyConnection, name: str, values: str) -> str:
    """A type of the values in a column of HELD, in their order; empty where it has none."""
    kind = f"memory.kind_of_{name}"
    found = f"select distinct {values} as value from {HELD}"
    held = f"select value from ({found}) where value is not null order by value"
    if not connection.execute(f"select 1 from ({held}) limit 1").fetchall():
        return ""
    connection.execute(f"create type {kind} as enum ({held})")
    return kind

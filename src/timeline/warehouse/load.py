"""How do documents get into the warehouse: all of a run in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from timeline.document import stable_id
from timeline.extractor import extractor_version
from timeline.sources import Reject
from timeline.warehouse.columns import SCHEMAS, reject_table, tables
from timeline.warehouse.connection import WarehouseError, query, writing
from timeline.warehouse.record import Extracted, LoadReport, Run

# Rows that would refer to something that isn't there, or an interval upside down.
_CHECKS = {
    "an event without its document": "from events anti join documents using (document_id)",
    "a time expression without its document": "from time_expressions anti join documents using (document_id)",
    "a participant without its event": "from participants anti join events using (event_id)",
    "an event dated by an expression that isn't there": (
        "from events anti join time_expressions using (expression_id) where expression_id is not null"
    ),
    "an interval that ends before it starts": "from events where earliest > latest",
    "a quote outside its document": (
        "from events join documents using (document_id) "
        "where quote_end > length(text) or quote_start >= quote_end"
    ),
}


def known_hashes(path: Path) -> dict[str, str]:
    """The content hash of each document, by location, that this extractor has read; empty without a file.

    Raises WarehouseError where the file can't be used.
    """
    if not path.exists():
        return {}
    _, rows = query(
        path, "select location, content_hash from documents where extractor = ?", [extractor_version()]
    )
    return dict(rows)


def load(path: Path, extracted: Iterable[Extracted], rejects: Iterable[Reject], run: Run) -> LoadReport:
    """Store documents in place of what their locations held before, and the rejects in place of all before.

    One transaction for all of it, in a build file that replaces the warehouse when it is whole. Raises
    WarehouseError, and then the warehouse is as it was.
    """
    found = list(extracted)
    refused = reject_table(rejects)
    with writing(path) as connection:
        connection.execute("begin")
        try:
            _replace(connection, tables(found, extractor_version()), refused)
            _check(connection, path)
            report = LoadReport(
                documents=len(found), events=sum(len(one.events) for one in found), rejects=refused.num_rows
            )
            connection.execute(
                "insert or replace into runs values (?, ?, ?, ?, ?, ?)",
                [
                    stable_id("run", run.started.isoformat()),
                    run.started,
                    extractor_version(),
                    report.documents,
                    report.events,
                    report.rejects,
                ],
            )
            connection.execute("commit")
        except duckdb.Error as error:
            raise WarehouseError(f"{path}: nothing was stored: {str(error).splitlines()[0]}") from error
    return report


def _replace(connection: duckdb.DuckDBPyConnection, new: dict[str, pa.Table], refused: pa.Table) -> None:
    connection.register("arriving", new["documents"])
    connection.execute(
        "create temp table leaving as select document_id from documents "
        "where location in (select location from arriving) "
        "or document_id in (select document_id from arriving)"
    )
    connection.execute(
        "delete from participants where event_id in "
        "(select event_id from events where document_id in (from leaving))"
    )
    connection.execute(
        "delete from search_index where event_id in "
        "(select event_id from events where document_id in (from leaving))"
    )
    for name in ("events", "time_expressions", "documents"):
        connection.execute(f"delete from {name} where document_id in (from leaving)")
    connection.execute("drop table leaving")
    for name, rows in new.items():
        _insert(connection, name, rows)
    connection.execute(
        "insert into search_index select event_id, "
        "list_distinct(stems(concat_ws(' ', title, array_to_string(participants, ' '), place))), "
        "list_distinct(stems(quote)) from timeline where document_id in (select document_id from arriving)"
    )
    connection.execute("delete from rejects")
    _insert(connection, "rejects", refused)


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    connection.register("arrived", rows)
    columns = ", ".join(SCHEMAS[name].names)
    connection.execute(f"insert into {name} ({columns}) select {columns} from arrived")
    connection.unregister("arrived")


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    for what, rows in _CHECKS.items():
        found = connection.execute(f"select count(*) {rows}").fetchone()
        if found and found[0]:
            raise WarehouseError(f"{path}: nothing was stored: {found[0]} × {what}; please report it")

"""How do documents get into the warehouse: all of a run in one transaction, or nothing of it.

What writes needs Arrow, the extractor and language data. It is imported where it is needed, for whoever only
asks the warehouse does not wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from timeline.document import stable_id
from timeline.warehouse.asking import query
from timeline.warehouse.checking import failing
from timeline.warehouse.opening import resource
from timeline.warehouse.publishing import writing
from timeline.warehouse.record import Changes, Copy, Fetch, LoadReport, Run

if TYPE_CHECKING:
    import pyarrow as pa

    from timeline.extractor import Extracted
    from timeline.sources import Reject

_INDEX = ("words", "postings")
_BY_DOCUMENT = [
    "relations",
    "contradictions",
    "events",
    "time_expressions",
    "document_constraints",
    "documents",
]
# Where rows come from that are more than what arrives: events with their Hijri days.
_FROM = {
    "events": """(
        with hijri as (
            select day, printf('%04d-%02d-%02d', year, month, day_of_month) as name from hijri_days
        )
        select e.*, first.name as hijri_earliest, last.name as hijri_latest
        from new_events as e
        left join hijri as first on first.day = e.earliest
        left join hijri as last on last.day = e.latest
    )"""
}


def known_hashes(path: Path) -> dict[str, tuple[str, str]]:
    """By location, the content hash of each document and which extractor read it; empty without a file.

    Raises WarehouseError where the file can't be used.
    """
    if not path.exists():
        return {}
    _, rows = query(path, "select location, content_hash, extractor from documents")
    return {location: (content, extractor) for location, content, extractor in rows}


def known_fetches(path: Path) -> tuple[Fetch, ...]:
    """The addresses that earlier runs read whole; none without a file. Raises WarehouseError."""
    if not path.exists():
        return ()
    _, rows = query(path, "select url, etag, modified from fetches order by url")
    return tuple(Fetch(url=url, etag=etag, modified=modified) for url, etag, modified in rows)


def known_articles(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """By location, the article of each document and, for every other place, the home of what stands there.

    Raises WarehouseError.
    """
    if not path.exists():
        return {}, {}
    _, own = query(path, "select location, article from documents order by location")
    _, others = query(
        path,
        "select l.location, d.location from document_locations as l join documents as d using (document_id) "
        "where l.location <> d.location",
    )
    return dict(own), dict(others)


def load(
    path: Path,
    extracted: Iterable[Extracted],
    rejects: Iterable[Reject],
    run: Run,
    *,
    gone: Iterable[str] = (),
    fetches: Iterable[Fetch] = (),
    copies: Iterable[Copy] = (),
) -> LoadReport:
    """Store documents in place of what their locations held before, and the rejects in place of all before.

    What came from the locations in `gone` is removed, what is known of addresses in `fetches` renewed. One
    transaction for all of it, in a build file that replaces the warehouse when it is whole. Raises
    WarehouseError, and then the warehouse is as it was.
    """
    from timeline.warehouse.columns import reject_table, tables

    return store(
        path, tables(list(extracted)), reject_table(rejects), run, gone=gone, fetches=fetches, copies=copies
    )


def store(
    path: Path,
    new: dict[str, pa.Table],
    refused: pa.Table,
    run: Run,
    *,
    gone: Iterable[str] = (),
    fetches: Iterable[Fetch] = (),
    copies: Iterable[Copy] = (),
) -> LoadReport:
    """As `load`, of rows that are columns already (see columns.SCHEMAS)."""
    import pyarrow as pa

    from timeline.extractor import extractor_version
    from timeline.warehouse.columns import storable

    key = stable_id("run", run.started.isoformat())
    leaving = pa.table({"location": pa.array([storable(location) for location in gone], pa.string())})
    with writing(path) as connection:
        for name, rows in {**new, "rejects": refused, "gone": leaving}.items():
            connection.register(f"new_{name}", rows)
        connection.execute("begin")
        removed = _take_out(connection)
        _put_in(connection, new)
        _place(connection, copies)
        warnings = failing(connection, path)
        connection.execute("delete from run_changes where run_id = ?", [key])
        connection.execute(resource("history.sql"), {"run": key})
        report = LoadReport(
            documents=new["documents"].num_rows,
            events=new["events"].num_rows,
            rejects=refused.num_rows,
            removed=removed,
            changes=_changes(connection, key),
            warnings=warnings,
        )
        for one in fetches:  # few: one for each feed, not for each article
            connection.execute(
                "insert or replace into fetches values (?, ?, ?, ?)",
                [one.url, one.etag, one.modified, run.started],
            )
        connection.execute(
            "insert or replace into runs values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(key, run.started, extractor_version(), report.documents, report.events, report.rejects),
                *(run.unchanged, removed, time.perf_counter() - run.clock),
                *(version("timeline-news"), duckdb.__version__),
            ],
        )
        connection.execute("commit")
    return report


def _take_out(connection: duckdb.DuckDBPyConnection) -> int:
    """Remove all that came from the documents that are replaced or gone; how many were gone."""
    connection.execute(
        "create or replace temp table leaving as select document_id, location from documents "
        "where location in (select location from new_documents union all from new_gone) "
        "or document_id in (select document_id from new_documents)"
    )
    connection.execute(
        "create or replace temp table leaving_events as "
        "select e.*, d.location, substring(d.text, e.quote_start + 1, e.quote_end - e.quote_start) as quote "
        "from events as e join documents as d using (document_id) semi join leaving using (document_id)"
    )
    for name in ("participants", "event_mentions"):
        connection.execute(f"delete from {name} where event_id in (select event_id from leaving_events)")
    connection.execute(
        "delete from postings where event in (select ('0x' || event_id)::ubigint from leaving_events)"
    )
    for name in (*_BY_DOCUMENT, "documents"):
        connection.execute(f"delete from {name} where document_id in (select document_id from leaving)")
    connection.execute("delete from rejects")
    found = connection.execute(
        "select count(*) from leaving anti join new_documents using (location)"
    ).fetchone()
    return int(found[0]) if found else 0


def _place(connection: duckdb.DuckDBPyConnection, copies: Iterable[Copy]) -> None:
    """Where each document was found: what is gone is forgotten, what is new or moved is noted."""
    import pyarrow as pa

    from timeline.warehouse.columns import storable

    rows = [(storable(c.location), storable(c.home), c.source and storable(c.source)) for c in copies]
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    names = ("location", "home", "source")
    connection.register(
        "new_copies",
        pa.table([pa.array(values, pa.string()) for values in columns], names=names),
    )
    connection.execute(
        "delete from document_locations where location in (select location from new_gone) "
        "or document_id not in (select document_id from documents)"
    )
    connection.execute(
        "insert or replace into document_locations "
        "select location, document_id, source from new_documents union all "
        "select c.location, d.document_id, c.source "
        "from new_copies as c join documents as d on d.location = c.home"
    )


def _put_in(connection: duckdb.DuckDBPyConnection, new: dict[str, pa.Table]) -> None:
    from timeline.warehouse.index import store_index

    for name in new:
        if name not in _INDEX:
            connection.execute(f"insert into {name} by name from {_FROM.get(name, f'new_{name}')}")
    connection.execute("insert into rejects from new_rejects")
    store_index(connection)


def _changes(connection: duckdb.DuckDBPyConnection, key: str) -> Changes:
    rows = connection.execute(
        "select change, count(*) from run_changes where run_id = ? group by change", [key]
    ).fetchall()
    return Changes(**dict(rows))

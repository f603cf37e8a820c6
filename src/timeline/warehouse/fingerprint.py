"""Are two warehouses the same: one hash over all that they hold but the bookkeeping of runs."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from timeline.warehouse.opening import open_reading

_TABLES = {
    "documents": "document_id",
    "document_locations": "location",
    "document_constraints": "document_id, number",
    "time_expressions": "expression_id",
    "events": "event_id",
    "participants": "event_id, number",
    "names": "name",
    "event_mentions": "event_id, number",
    "relations": "document_id, number",
    "contradictions": "document_id, number, event_id",
    "postings": "word, event",
    "rejects": "reject_id",
}


def fingerprint(path: Path) -> str:
    """SHA-256 over the rows of every table but those about runs, in the order of their keys.

    Left out are also words, which are there to find rows by. Raises WarehouseError.
    """
    digest = hashlib.sha256()
    with closing(open_reading(path)) as connection:
        for table, key in _TABLES.items():
            digest.update(f"{table}\n".encode())
            rows = connection.execute(f"select to_json(t)::varchar from {table} as t order by {key}")
            while batch := rows.fetchmany(10_000):
                for (row,) in batch:
                    digest.update(row.encode() + b"\n")
    return digest.hexdigest()

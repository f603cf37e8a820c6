"""The warehouse: one DuckDB file, written by one run at a time and read by anyone."""

from timeline.warehouse.asking import Answer, Limits, asking, query
from timeline.warehouse.fingerprint import fingerprint
from timeline.warehouse.holding import Held
from timeline.warehouse.load import known_articles, known_fetches, known_hashes, load
from timeline.warehouse.opening import SCHEMA_VERSION, Damaged, WarehouseError
from timeline.warehouse.publishing import Busy, migrated, writing
from timeline.warehouse.record import Changes, Copy, Fetch, LoadReport, Run
from timeline.warehouse.stored import known_between, stored_documents, stored_rejects

__all__ = [
    "SCHEMA_VERSION",
    "Answer",
    "Busy",
    "Changes",
    "Copy",
    "Damaged",
    "Fetch",
    "Held",
    "Limits",
    "LoadReport",
    "Run",
    "WarehouseError",
    "asking",
    "fingerprint",
    "known_articles",
    "known_between",
    "known_fetches",
    "known_hashes",
    "load",
    "migrated",
    "query",
    "stored_documents",
    "stored_rejects",
    "writing",
]

"""The warehouse: one DuckDB file, written by one run at a time and read by anyone."""

from timeline.warehouse.connection import SCHEMA_VERSION, WarehouseError, query, reading, writing
from timeline.warehouse.fingerprint import fingerprint
from timeline.warehouse.load import known_hashes, load
from timeline.warehouse.record import Extracted, LoadReport, Run

__all__ = [
    "SCHEMA_VERSION",
    "Extracted",
    "LoadReport",
    "Run",
    "WarehouseError",
    "fingerprint",
    "known_hashes",
    "load",
    "query",
    "reading",
    "writing",
]

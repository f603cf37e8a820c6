"""What leaves the live app of a long timeline: all that the filters let through, written as it is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager
from threading import Thread
from typing import IO, Any

import pyarrow as pa

from timeline.dashboard.choice import Wanted
from timeline.dashboard.detail import Whole, chosen_sql
from timeline.dashboard.spec import TimelineError
from timeline.export import ExportError, export

# Runs read-only SQL with its parameters and gives schema and batches while it is open; raises TimelineError.
Stream = Callable[[str, Sequence[Any]], AbstractContextManager[tuple[pa.Schema, Iterable[pa.RecordBatch]]]]

# The formats of the page's menu: media type and ending.
SAVED = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "jsonl": ("application/x-ndjson; charset=utf-8", "jsonl"),
    "ics": ("text/calendar; charset=utf-8", "ics"),
    "timelinejs": ("application/json; charset=utf-8", "json"),
}
_PART = 1 << 16


def exported(format: str, all_of_it: Whole, choice: Wanted, stream: Stream) -> Generator[bytes]:
    """The chosen events in a format of SAVED, in parts. Raises TimelineError, also in their midst."""
    sql, values = chosen_sql(all_of_it, choice)

    def write(out: IO[bytes]) -> None:
        try:
            with stream(sql, values) as (schema, batches):
                export(format, schema, batches, out)
        except ExportError as error:
            raise TimelineError(str(error)) from error

    return _pulled(write)


def _pulled(write: Callable[[IO[bytes]], None]) -> Generator[bytes]:
    """What is written, as somebody reads it: the writer waits for slow readers, and ends where they go."""
    reading, writing = os.pipe()
    failed: list[Exception] = []

    def work() -> None:
        try:
            with os.fdopen(writing, "wb", _PART) as out:
                write(out)
        except BrokenPipeError:
            pass  # whoever read it has gone
        except Exception as error:
            failed.append(error)

    writer = Thread(target=work, daemon=True)
    writer.start()
    with os.fdopen(reading, "rb", 0) as found:
        while part := found.read(_PART):
            yield part
    writer.join()
    if failed:
        raise failed[0]

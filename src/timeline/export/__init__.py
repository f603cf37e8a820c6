"""Events for other programs: one file a format, and what each of them can't say, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc

from timeline.export.geojson import geojson
from timeline.export.icalendar import icalendar
from timeline.export.jsonld import jsonld
from timeline.export.table import csv, jsonl, markdown, parquet
from timeline.export.timelinejs import timelinejs
from timeline.export.timeml import timeml
from timeline.export.told import ExportError, Told, told

__all__ = ["EVENT_FORMATS", "FORMATS", "TABLE_FORMATS", "ExportError", "export"]

# These take any columns, and lose nothing.
TABLE_FORMATS: dict[str, Callable[[pa.Schema, Iterable[pa.RecordBatch], IO[bytes]], None]] = {
    "csv": csv,
    "jsonl": jsonl,
    "md": markdown,
    "parquet": parquet,
}
# These take columns of the view `timeline`, and count what they can't say.
EVENT_FORMATS: dict[str, Callable[[Iterable[Told], Counter[str]], Iterator[str]]] = {
    "ics": icalendar,
    "timelinejs": timelinejs,
    "jsonld": jsonld,
    "geojson": geojson,
    "timeml": timeml,
}
FORMATS = (*TABLE_FORMATS, *EVENT_FORMATS)


def export(
    name: str,
    schema: pa.Schema,
    batches: Iterable[pa.RecordBatch],
    out: IO[bytes],
    *,
    days_only: bool = False,
) -> Counter[str]:
    """Write the rows in a format, as they come; gives what it could not say, and of how many events.

    `days_only` leaves out events that aren't known to the day, and counts them. Raises ExportError where
    the format isn't known, or needs columns that the rows don't have.
    """
    lost: Counter[str] = Counter()
    if name not in FORMATS:
        raise ExportError(f"no such format: {name}; there are {', '.join(FORMATS)}")
    needed = Told.needed() if name in EVENT_FORMATS else ["earliest", "latest"] if days_only else []
    if missing := [column for column in needed if column not in schema.names]:
        raise ExportError(f"{name} needs the columns {', '.join(missing)}; the view timeline has them")
    if days_only:
        batches = _known_to_the_day(batches, lost)
    if name in TABLE_FORMATS:
        TABLE_FORMATS[name](schema, batches, out)
    else:
        out.writelines(text.encode() for text in EVENT_FORMATS[name](told(batches), lost))
    return lost


def _known_to_the_day(batches: Iterable[pa.RecordBatch], lost: Counter[str]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        one_day = pc.fill_null(pc.equal(batch["earliest"], batch["latest"]), False)
        kept = batch.filter(one_day)
        if left_out := batch.num_rows - kept.num_rows:
            lost["not known to the day: left out"] += left_out
        yield kept

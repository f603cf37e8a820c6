"""How are rows of any columns written: CSV, JSON Lines, Parquet, a Markdown table."""

from __future__ import annotations

import csv as comma_separated
import io
import json
import re
from collections.abc import Iterable
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from timeline.export.values import rows

# A text that begins so is a formula to a spreadsheet. A quote is marked too, so that marks can be taken off.
_FORMULA = re.compile("[=+\\-@\t\r\n'＝＋－＠]")


def csv(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: IO[bytes]) -> None:
    """CSV (RFC 4180) in UTF-8 with a byte order mark, for spreadsheets. Lists are JSON, NULL is empty.

    A text that a spreadsheet would compute gets a `'` in front: where a text begins with one, take it off.
    """
    out.write(b"\xef\xbb\xbf" + _line(schema.names))
    for batch in batches:
        texts = [field.name for field in schema if pa.types.is_string(field.type)]
        for row in rows(batch):
            row.update({name: _disarmed(row[name]) for name in texts})
            out.write(_line(_json(v) if isinstance(v, list | dict) else v for v in row.values()))


def jsonl(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: IO[bytes]) -> None:
    """One JSON object a line, days and points in ISO 8601, years before 1 CE with a minus."""
    for batch in batches:
        out.writelines(_json(row).encode() + b"\n" for row in rows(batch))


def markdown(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: IO[bytes]) -> None:
    """A table of GitHub's Markdown; lists are comma-separated, NULL is empty, no text is markup."""
    out.write(_markdown_row(schema.names) + b"|" + b"---|" * len(schema) + b"\n")
    for batch in batches:
        out.writelines(_markdown_row(row.values()) for row in rows(batch))


def parquet(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: IO[bytes]) -> None:
    """Parquet, with the types of the columns as they are."""
    with pq.ParquetWriter(out, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _disarmed(text: str | None) -> str | None:
    return f"'{text}" if text and _FORMULA.match(text) else text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _line(cells: Iterable[Any]) -> bytes:
    out = io.StringIO()
    comma_separated.writer(out).writerow(cells)
    return out.getvalue().encode()


# What would be markup, or end a cell.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~$&])")


def _markdown_row(cells: Iterable[Any]) -> bytes:
    shown = (_MARKUP.sub(r"\\\1", " ".join(_flat(cell).split())) for cell in cells)
    return f"| {' | '.join(shown)} |\n".encode()


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(one) for one in value)
    return "" if value is None else _json(value) if isinstance(value, dict) else str(value)

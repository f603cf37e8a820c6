"""What is in a .csv or .tsv file: an article a row, its columns named as in a sidecar, and `text`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from timeline.document import Document
from timeline.sources.article import NotText, Reject, record_of
from timeline.sources.decoding import decode
from timeline.sources.sidecar import Sidecar


def read(
    data: bytes, stated: Sidecar, location: str, columns: Mapping[str, str] | None = None
) -> Iterator[Document | Reject]:
    """The article of each row at `FILE#ROW`, 1 below the names; other columns are left aside.

    The names are separated by whatever the first line separates them by: a comma, a semicolon or a tab.
    Raises NotText where no column is named text.
    """
    text = decode(data).text
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().lower() for name in rows.fieldnames or ()]
    known = {key: name.strip().lower() for key, name in (columns or {}).items()}
    if known.get("text", "text") not in names:
        hint = 'name the column that has it in sources.toml: columns = { text = "body" }'
        raise NotText(f"a table without a column named {known.get('text', 'text')}", hint)
    rows.fieldnames = names
    try:
        for number, row in enumerate(rows, start=1):
            yield record_of(dict(row), stated, f"{location}#{number}", known)
    except csv.Error as error:
        raise NotText(f"a table that breaks at line {rows.line_num}: {error}") from None

"""What is in a .jsonl file: an article a line, `{text, …}` with any key of a sidecar."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from timeline.document import Document
from timeline.sources.article import Reject, record_of, reject_of
from timeline.sources.decoding import decode
from timeline.sources.sidecar import Sidecar


def read(
    data: bytes, stated: Sidecar, location: str, columns: Mapping[str, str] | None = None
) -> Iterator[Document | Reject]:
    """The article of each line that is not blank, at `FILE#LINE`; a line that cannot be used is a reject."""
    for number, line in enumerate(decode(data).text.split("\n"), start=1):
        if line.strip():
            yield _article(line, stated, f"{location}#{number}", columns)


def _article(
    line: str, stated: Sidecar, location: str, columns: Mapping[str, str] | None
) -> Document | Reject:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg} at column {error.colno}"
    except RecursionError:
        reason = "not JSON that can be read: nested too deeply"
    else:
        if isinstance(record, dict):
            return record_of(record, stated, location, columns)
        reason = "not a JSON object with a text"
    return reject_of(location, line.encode("utf-8", "surrogatepass"), reason)

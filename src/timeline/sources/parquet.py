"""What is in a .parquet file: an article a row, its columns named as in a sidecar, and `text`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.document import Document
from timeline.sources.article import NotText, Reject, record_of
from timeline.sources.sidecar import Sidecar

# What a file may unpack to, as its footer says, and rows that are unpacked at a time.
MAX_UNPACKED = 2_000_000_000
_ROWS = 200


def read(
    data: bytes, stated: Sidecar, location: str, columns: Mapping[str, str] | None = None
) -> Iterator[Document | Reject]:
    """The article of each row at `FILE#ROW`, from 1; other columns are never unpacked."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        groups = (file.metadata.row_group(n) for n in range(file.metadata.num_row_groups))
        unpacked = sum(group.total_byte_size for group in groups)
        names = set(file.schema_arrow.names)
        if unpacked > MAX_UNPACKED:
            raise NotText(f"unpacks to {unpacked:,} bytes", "split it into smaller files")
        text = (columns or {}).get("text", "text")
        if text not in names:
            hint = f'it has {", ".join(sorted(names))[:200]}; name it: columns = {{ text = "body" }}'
            raise NotText(f"a table without a column named {text}", hint)
        wanted = sorted(names & {*Sidecar.model_fields, "text", *(columns or {}).values()})
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield record_of(row, stated, f"{location}#{number}", columns)
    except (pa.ArrowException, OSError) as error:
        said = " ".join(str(error).split())[:200]
        raise NotText(f"a broken .parquet: {said}", "write it anew") from None

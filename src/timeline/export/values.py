"""How do Arrow's days and points become values: numbers, or ISO 8601, in any year.

Python's own dates end where the common era does, so that no value goes through them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from timeline.interval import DAY, iso_day, iso_point


def rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The rows as JSON holds them: days and points in ISO 8601, years before 1 CE with a minus."""
    columns = [
        [_written(value, field.type) for value in numbers(column)]
        for field, column in zip(batch.schema, batch.columns, strict=True)
    ]
    for values in zip(*columns, strict=True):
        yield dict(zip(batch.schema.names, values, strict=True))


def numbers(column: pa.Array) -> list[Any]:
    """The values of a column, days since 1970-01-01 and points in the units of their type as numbers."""
    return list(column.cast(_numbers(column.type)).to_pylist())


def _numbers(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_date32(kind):
        return pa.int32()
    if pa.types.is_timestamp(kind):
        return pa.int64()
    if pa.types.is_list(kind):
        return pa.list_(_numbers(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, _numbers(field.type)) for field in kind])
    return kind


def _written(value: Any, kind: pa.DataType) -> Any:
    if value is None:
        return None
    if pa.types.is_date32(kind):
        return iso_day(value)
    if pa.types.is_timestamp(kind):
        return _point(value // _PER_SECOND[kind.unit]) + ("Z" if kind.tz else "")
    if pa.types.is_list(kind):
        return [_written(one, kind.value_type) for one in value]
    if pa.types.is_struct(kind):
        return {field.name: _written(value[field.name], field.type) for field in kind}
    return value


def _point(seconds: int) -> str:
    return iso_point(seconds) + ("" if seconds % DAY else "T00:00")


_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}

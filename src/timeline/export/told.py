"""What is an event to other programs: a row of the view `timeline`, with days as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, ValidationError

from timeline.export.values import numbers
from timeline.interval import iso_day


class ExportError(ValueError):
    """The rows can't be written in that format. The message names what is wrong with them."""


class Told(BaseModel):
    """One event as one document tells it. Days count from 1970-01-01, both ends inclusive, None is open."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_id: str
    title: str
    type: str
    modality: str
    earliest: int | None
    latest: int | None
    edtf: str = ""
    participants: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    quote: str = ""
    language: str | None = None
    document_title: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: int | None = None
    document_id: str | None = None
    trigger_start: int | None = None
    trigger_end: int | None = None
    expression_start: int | None = None
    expression_end: int | None = None

    @classmethod
    def needed(cls) -> list[str]:
        """The columns without which there is no event."""
        return [name for name, field in cls.model_fields.items() if field.is_required()]

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day, None where a side is open."""
        return None if self.earliest is None or self.latest is None else (self.earliest, self.latest)

    @property
    def attribution(self) -> str:
        """Who tells it, in one line: headline, source, day, as far as they are known."""
        day = None if self.published is None else iso_day(self.published)
        return ", ".join(part for part in (self.document_title, self.source, day) if part)


def told(batches: Iterable[pa.RecordBatch]) -> Iterator[Told]:
    """The events of batches that have the needed columns. Raises ExportError where a value is of no use."""
    for batch in batches:
        names = [name for name in batch.schema.names if name in Told.model_fields]
        for values in zip(*(numbers(batch[name]) for name in names), strict=True):
            try:
                yield Told.model_validate(dict(zip(names, values, strict=True)))
            except ValidationError as error:
                first = error.errors()[0]
                raise ExportError(f"column {'.'.join(map(str, first['loc']))}: {first['msg']}") from error

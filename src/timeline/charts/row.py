"""What is a row: one event of the view `timeline`, with what the event card shows beside it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from timeline.interval import DAY, day_number, parse_point

_EPOCH = dt.date(1970, 1, 1).toordinal()
_BC = re.compile(r"(\d+)-(\d\d)-(\d\d) \(BC\)")


def _day(value: Any) -> int | None:
    """Days since 1970-01-01 from a date, a datetime, ISO 8601 or the way DuckDB writes years before 1 CE."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, dt.date):
        return value.toordinal() - _EPOCH
    before = _BC.fullmatch(str(value))
    if before:
        return day_number(1 - int(before[1]), int(before[2]), int(before[3]))
    return parse_point(str(value)) // DAY


def _names(value: Any) -> Any:
    return tuple(name for name in value if name) if value is not None else ()


Day = Annotated[int | None, BeforeValidator(_day)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]


class Mention(BaseModel):
    """Another place of the document that tells the same event, with its sentence."""

    model_config = ConfigDict(frozen=True)

    trigger_start: int
    trigger_end: int
    quote_start: int
    quote_end: int
    quote: str


class Row(BaseModel):
    """One event. Days count from 1970-01-01, both ends of an interval are inclusive and None is an open side.

    All offsets are half-open code points of the document's raw text. `paragraph` is the part of that text
    that the card shows; it begins at `paragraph_start`. Columns that are not listed here are left aside.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_id: str
    title: str
    type: str
    modality: str
    earliest: Day = None
    latest: Day = None
    granularity: str = ""
    edtf: str = ""
    basis: str = ""
    weekday: int | None = None  # ISO, 1 is Monday: the day is one of these inside the interval
    participants: Names = ()
    place: str | None = None
    quote: str = ""
    quote_start: int = 0
    quote_end: int = 0
    trigger_start: int | None = None
    trigger_end: int | None = None
    expression_start: int | None = None
    expression_end: int | None = None
    paragraph: str | None = None
    paragraph_start: int = 0
    document_id: str = ""
    document_title: str | None = None
    source: str | None = None
    url: str | None = None
    authors: Names = ()
    language: str = ""
    published_earliest: Day = None
    published_latest: Day = None
    published_basis: str = "unknown"
    attribution: str | None = None
    confidence: float | None = None  # from 0 to 1
    confidence_reasons: Names = ()
    latitude: float | None = None  # degrees north and east, WGS 84
    longitude: float | None = None
    mentions: int = 1  # how often the document tells it; `others` are those beside the quote
    others: tuple[Mention, ...] = ()
    # Who and where it is in any spelling (dashboard/spellings.py); empty where that is as it is written.
    people_keys: tuple[str, ...] = ()
    place_key: str | None = None

    @classmethod
    def columns(cls) -> list[str]:
        """The columns of the view timeline that it takes."""
        return [name for name in cls.model_fields if name not in ("others", "people_keys", "place_key")]

    @property
    def who(self) -> tuple[str, ...]:
        """The keys of its participants, in their order."""
        return self.people_keys or self.participants

    @property
    def at(self) -> str | None:
        """The key of its place."""
        return self.place_key or self.place

    @property
    def dated(self) -> bool:
        """Whether the text fixes at least one side."""
        return self.earliest is not None or self.latest is not None

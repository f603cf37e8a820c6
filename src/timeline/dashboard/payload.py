"""What the page's script needs to know of a timeline: its events and documents in words, and its figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from timeline.charts import Drawing, Row, land
from timeline.charts.label import plain
from timeline.dashboard.passage import CONTEXT, Piece, elsewhere, passage
from timeline.dashboard.shell import INTERFACE
from timeline.dashboard.spec import TimelineSpec
from timeline.dashboard.spellings import called_by

# Beyond this number of events the cards show the sentence alone, for the sake of the page's size.
FEW_EVENTS = 2_000


def payload(
    spec: TimelineSpec,
    rows: Sequence[Row],
    drawing: Drawing,
    left_out: int = 0,
    *,
    passages: bool = True,
    spellings: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """What the script needs, as JSON: events and documents in words, the figure, and its marks and lanes.

    Without `passages` the page asks for each when its card is opened. `spellings` are of people whom it may
    name beside those in the rows.
    """
    language = main_language(rows)
    context = CONTEXT if len(rows) <= FEW_EVENTS else 0
    documents: dict[str, int] = {}
    described: list[dict[str, Any]] = []
    events = []
    for row in rows:
        if row.document_id not in documents:
            documents[row.document_id] = len(described)
            described.append(_document(row))
        told = (passage(row, context), elsewhere(row, context)) if passages else ([], [])
        events.append(_event(row, documents[row.document_id], *told))
    extent = drawing.extent
    return {
        "name": spec.name,
        "title": plain(spec.title) or spec.name,
        "description": plain(spec.description),
        "titles": {code: plain(text) for code, text in spec.titles.items()},
        "descriptions": {code: plain(text) for code, text in spec.descriptions.items()},
        "language": language,
        "lanesBy": spec.lanes,
        "chart": spec.chart,
        "called": called_by(rows, spellings),
        "land": land() if any(row.latitude is not None for row in rows) else [],
        "leftOut": left_out,
        "documents": described,
        # By columns: ten thousand events need not name their fields ten thousand times.
        "events": {name: [event[name] for event in events] for name in (events[0] if events else ())},
        "figure": drawing.figure,
        "lanes": [None if lane.name is None else plain(lane.name) for lane in drawing.lanes],
        "marks": [
            [p.mark.event, p.lane, p.mark.start, p.mark.end, int(p.mark.open_start), int(p.mark.open_end)]
            for p in drawing.placed
        ],
        "extent": [extent.start, extent.end],
        "view": [extent.view_start, extent.view_end],
    }


def main_language(rows: Iterable[Row]) -> str:
    """The interface language that most events are written in; English where it is none of ours."""
    counted = Counter(row.language for row in rows if row.language in INTERFACE)
    return min(counted, key=lambda code: (-counted[code], code), default="en")


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web, else None: javascript: and data: never become a link."""
    if url is None or url != plain(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _document(row: Row) -> dict[str, Any]:
    return {
        "title": plain(row.document_title or ""),
        "source": plain(row.source or ""),
        "url": web_address(row.url),
        "authors": [plain(name) for name in row.authors],
        "language": row.language,
        "earliest": row.published_earliest,
        "latest": row.published_latest,
        "basis": row.published_basis,
    }


def _event(row: Row, document: int, told: list[Piece], again: list[list[Piece]]) -> dict[str, Any]:
    return {
        "id": row.event_id,
        "title": plain(row.title),
        "type": row.type,
        "modality": row.modality,
        "earliest": row.earliest,
        "latest": row.latest,
        "granularity": row.granularity,
        "edtf": row.edtf,
        "basis": row.basis,
        "weekday": row.weekday,
        "who": [plain(name) for name in row.who],
        "where": plain(row.at or ""),
        # As the article has them, where that is otherwise.
        "written": [plain(name) for name in (*row.participants, row.place or "")]
        if row.people_keys or row.place_key
        else None,
        "at": None if row.latitude is None or row.longitude is None else [row.longitude, row.latitude],
        "says": plain(row.attribution or ""),
        "sure": row.confidence,
        "sureWhy": list(row.confidence_reasons),
        "passage": told,
        "elsewhere": again,
        "document": document,
    }

"""The page that stands alone: one HTML file with its data, its script and plotly.js inside, for any browser.

Nothing from an article becomes markup: it travels as JSON, and the script only ever sets text. The
Content-Security-Policy lets no script run but those whose hash it names, and no request go anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from timeline.charts import Drawing, Row, draw, plotly_script
from timeline.charts.label import RIGHT_TO_LEFT, plain, storable
from timeline.dashboard.passage import CONTEXT, passage
from timeline.dashboard.spec import TimelineSpec

INTERFACE = ("ar", "en", "fr")
# In this order: each only uses what stands before it.
SCRIPTS = ("words", "time", "state", "pack", "chart", "overview", "card", "table", "filters", "save", "page")
# Events beyond this number slow every browser down; the page says how many it left out.
MOST_EVENTS = 10_000
# Beyond this number the cards show the sentence alone, for the sake of the page's size.
FEW_EVENTS = 2_000


def render_page(spec: TimelineSpec, rows: Iterable[Row], *, most: int = MOST_EVENTS) -> str:
    """The whole page, the same bytes for the same input; it says how many rows beyond `most` it left out."""
    every = list(rows)
    shown = every[:most]
    drawing = draw(shown, spec.lanes)
    data = payload(spec, shown, drawing, left_out=len(every) - len(shown))
    language = data["language"]
    static = files("timeline.dashboard").joinpath("static")
    script = "\n".join(static.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    library = plotly_script()
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; connect-src 'none'; "
        "img-src data: blob:; font-src data:; style-src 'unsafe-inline'; "
        f"script-src {_hash(library)} {_hash(script)}"
    )
    parts = {
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "policy": html.escape(policy, quote=True),
        "title": html.escape(data["title"]),
        "style": static.joinpath("page.css").read_text(encoding="utf-8"),
        "data": _script_json(data),
        "words": _script_json(json.loads(static.joinpath("words.json").read_text(encoding="utf-8"))),
        "library": library,
        "script": script,
    }
    page = static.joinpath("page.html").read_text(encoding="utf-8")
    # Split first: what is filled in may itself hold braces.
    pieces = page.split("{{")
    return pieces[0] + "".join(
        parts[name] + rest for name, _, rest in (p.partition("}}") for p in pieces[1:])
    )


def payload(spec: TimelineSpec, rows: Sequence[Row], drawing: Drawing, left_out: int = 0) -> dict[str, Any]:
    """What the script needs, as JSON: events and documents in words, the figure, and its marks and lanes."""
    language = main_language(rows)
    context = CONTEXT if len(rows) <= FEW_EVENTS else 0
    documents: dict[str, int] = {}
    described: list[dict[str, Any]] = []
    events = []
    for row in rows:
        if row.document_id not in documents:
            documents[row.document_id] = len(described)
            described.append(_document(row))
        events.append(_event(row, documents[row.document_id], context))
    extent = drawing.extent
    return {
        "name": spec.name,
        "title": plain(spec.title) or spec.name,
        "description": plain(spec.description),
        "language": language,
        "lanesBy": spec.lanes,
        "leftOut": left_out,
        "documents": described,
        # By columns: ten thousand events need not name their fields ten thousand times.
        "events": {name: [event[name] for event in events] for name in (events[0] if events else ())},
        "figure": json.loads(drawing.figure.to_json()),
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
        "language": row.language,
        "earliest": row.published_earliest,
        "latest": row.published_latest,
        "basis": row.published_basis,
    }


def _event(row: Row, document: int, context: int) -> dict[str, Any]:
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
        "who": [plain(name) for name in row.participants],
        "where": plain(row.place or ""),
        "passage": passage(row, context),
        "document": document,
    }


def _script_json(value: Any) -> str:
    """JSON that no HTML parser can take for the end of its script element."""
    text = storable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"

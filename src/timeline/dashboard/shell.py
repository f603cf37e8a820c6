"""The frame that the stand-alone page and the live app share: markup, style, words and scripts."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from importlib.resources import files
from typing import Any

from timeline.charts.label import RIGHT_TO_LEFT, storable

INTERFACE = ("ar", "en", "fr")
# In this order: each only uses what stands before it.
SCRIPTS = (
    *("words", "time", "state", "pack", "chart", "overview", "card", "table", "filters", "save"),
    *("cells", "calendar", "people", "map", "views", "parts", "page"),
)
STATIC = files("timeline.dashboard").joinpath("static")


def read_static(name: str) -> str:
    """A file of the folder static."""
    return STATIC.joinpath(name).read_text(encoding="utf-8")


def page_script() -> str:
    """The script of the page, as one."""
    return "\n".join(read_static(f"{name}.js") for name in SCRIPTS)


def fill(language: str, title: str, scripts: str, policy: str = "") -> str:
    """The frame with its scripts, in a language of the interface, and its policy as a meta element if any."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">' if policy else ""
    parts = {
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "policy": meta,
        "title": html.escape(title),
        "style": read_static("page.css"),
        "words": inline_json(json.loads(read_static("words.json"))),
        "scripts": scripts,
    }
    # Split first: what is filled in may itself hold braces.
    first, *pieces = read_static("page.html").split("{{")
    return first + "".join(
        parts[name] + rest for name, _, rest in (piece.partition("}}") for piece in pieces)
    )


def inline_json(value: Any) -> str:
    """JSON that UTF-8 can carry and no HTML parser can take for the end of its script element."""
    text = storable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def content_policy(*scripts: str, own: str = "") -> str:
    """The Content-Security-Policy for these scripts; `own` is "'self'" where a server may be asked for more.

    Plotly sets styles of its own, so inline styles stay allowed; nothing else does, and nothing leaves.
    """
    reach = own or "'none'"
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; font-src data:; "
        f"img-src data: blob: {own}; connect-src {reach}; script-src {own} {' '.join(scripts)}"
    )


def script_hash(script: str) -> str:
    """The source expression of a Content-Security-Policy that lets this inline script run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"

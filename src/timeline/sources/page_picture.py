"""What was taken of a web page as its article, as a picture: a page of its own with these lines marked."""

from __future__ import annotations

import html
from collections.abc import Iterable

from timeline.sources.web_page import Page

# Nothing but this style: no script, no picture, no request.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
p { margin: 0.2rem 0; padding: 0.1rem 0.6rem; border-inline-start: 4px solid transparent; color: #6b6b6b;
  overflow-wrap: anywhere; }
p.taken { border-color: #1a7f37; background: #eaf6ec; color: #111; }
dt { font-weight: bold; }
@media (prefers-color-scheme: dark) {
  body { background: #111; color: #eee; }
  p { color: #9a9a9a; }
  p.taken { background: #12301b; color: #f2f2f2; }
}
"""


def picture(page: Page, lines: Iterable[tuple[str, bool]]) -> str:
    """An HTML page of the lines that a page shows, those marked that were taken, and what it says of itself.

    All that comes from the page is text in it.
    """
    said = (
        ("title", page.title),
        ("published", page.published),
        ("site", page.source),
        ("address", page.url),
    )
    head = "".join(f"<dt>{name}</dt><dd dir='auto'>{_text(value)}</dd>" for name, value in said if value)
    body = "\n".join(
        f"<p dir='auto' class='{'taken' if was else 'left'}'>{_text(line)}</p>" for line, was in lines
    )
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(_POLICY)}">'
        "<meta name='viewport' content='width=device-width'><title>What was taken of a page</title>"
        f"<style>{_STYLE}</style></head><body><h1>What was taken of a page</h1>"
        f"<p>Marked lines are its article; the others are left out.</p><dl>{head}</dl>\n"
        f"<main>\n{body}\n</main></body></html>\n"
    )


def _text(value: str) -> str:
    """Escaped, and such as UTF-8 can carry."""
    return html.escape(value.encode("utf-8", "replace").decode())

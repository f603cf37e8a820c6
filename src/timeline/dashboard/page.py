"""The page that stands alone: one HTML file with its data, its script and plotly.js inside, for any browser.

Nothing from an article becomes markup: it travels as JSON, and the script only ever sets text. The
Content-Security-Policy lets no script run but those whose hash it names, and no request go anywhere.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable

from timeline.charts import Row, draw, plotly_script
from timeline.dashboard.payload import FEW_EVENTS, payload
from timeline.dashboard.shell import content_policy, fill, inline_json, page_script, script_hash
from timeline.dashboard.spec import TimelineSpec


def render_page(spec: TimelineSpec, rows: Iterable[Row], *, left_out: int = 0) -> str:
    """The whole page, the same bytes for the same input; it says how many events were left out of it."""
    shown = list(rows)
    data = payload(spec, shown, draw(shown, spec.lanes), left_out)
    library = plotly_script()
    script = page_script()
    policy = content_policy(script_hash(library), script_hash(script))
    scripts = (
        f"{inlined(inline_json(data), packed=len(shown) > FEW_EVENTS)}\n"
        f"<script>{library}</script>\n<script>{script}</script>"
    )
    return fill(data["language"], data["title"], scripts, policy)


def inlined(data: str, *, packed: bool) -> str:
    """The element that holds the data: as it is, or packed (gzip in Base64, a third of the size)."""
    if not packed:
        return f'<script type="application/json" id="data">{data}</script>'
    squeezed = base64.b64encode(gzip.compress(data.encode(), mtime=0)).decode()
    return f'<script type="application/gzip" id="data">{squeezed}</script>'

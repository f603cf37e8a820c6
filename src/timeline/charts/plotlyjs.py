"""The browser half of Plotly, as the installed package carries it."""

from __future__ import annotations

from plotly.offline import get_plotlyjs


def plotly_script() -> str:
    """plotly.js, minified; about 4.8 MB of JavaScript that holds no closing script tag."""
    source: str = get_plotlyjs()
    return source

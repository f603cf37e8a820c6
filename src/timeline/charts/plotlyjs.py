"""The browser half of Plotly, as the installed package carries it."""

from __future__ import annotations

from functools import cache

from plotly.offline import get_plotlyjs

# The library is a function within a function, for loaders of modules. A browser reads the text of a function
# again when it enters it: all 4.8 MB once more for the outer one, a quarter of what a page takes to open.
_BEGIN = '"use strict";var Plotly=(()=>{'
_END = "window.Plotly = Plotly;\nreturn Plotly;\n}));"


@cache
def plotly_script() -> str:
    """plotly.js, minified, without its outer function; about 4.8 MB that hold no closing script tag."""
    source: str = get_plotlyjs()
    before, begin, library = source.partition(_BEGIN)
    if not begin or not library.rstrip().endswith(_END):
        return source  # of another make
    licence = before[: before.index("*/") + 2]
    return f"{licence}\n{begin}{library.rstrip().removesuffix(_END)}"

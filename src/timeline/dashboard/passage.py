"""What the event card shows of the article: the passage around the quote, in pieces with what each one is."""

from __future__ import annotations

from itertools import pairwise

from timeline.charts.label import storable
from timeline.charts.row import Row

# Characters of context on either side of the quote, and of the quote itself; beyond them stands an ellipsis.
CONTEXT = 500
LONGEST_QUOTE = 4_000

Piece = tuple[str, str]  # text, and the letters of what it is: q quote, t trigger, x time expression


def passage(row: Row, context: int = CONTEXT) -> list[Piece]:
    """The quote and `context` characters on either side, in pieces; offsets outside of it mark nothing."""
    if row.paragraph is None:
        text, base = storable(row.quote), row.quote_start
    else:
        text, base = storable(row.paragraph), row.paragraph_start
    spans = {
        "q": (row.quote_start, row.quote_end),
        "t": (row.trigger_start, row.trigger_end),
        "x": (row.expression_start, row.expression_end),
    }
    inside = {
        kind: (max(0, start - base), min(len(text), end - base))
        for kind, (start, end) in spans.items()
        if start is not None and end is not None and start < end and start < base + len(text) and end > base
    }
    first, last = inside.get("q", (0, len(text)))
    last = min(last, first + LONGEST_QUOTE)
    low = min(first, _break_before(text, max(0, first - context)))
    high = max(last, _break_after(text, min(len(text), last + context)))
    cuts = sorted({low, high, *(min(max(p, low), high) for span in inside.values() for p in span)})
    pieces = [
        (text[a:b], "".join(kind for kind, (start, end) in inside.items() if start <= a and b <= end))
        for a, b in pairwise(cuts)
    ]
    return [*([("… ", "")] if low else []), *pieces, *([(" …", "")] if high < len(text) else [])]


def _break_before(text: str, position: int) -> int:
    """The start of a word at or shortly after the position, so that the passage begins with a whole word."""
    if position == 0:
        return 0
    space = text.find(" ", position, position + 60)
    return position if space < 0 else space + 1


def _break_after(text: str, position: int) -> int:
    if position == len(text):
        return position
    space = text.rfind(" ", position - 60, position)
    return position if space < 0 else space

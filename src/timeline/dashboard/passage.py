"""What the event card shows of the article: the passage around the quote, in pieces with what each one is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.charts.label import storable
from timeline.charts.row import Row

# Characters of context on either side of the quote, and of the quote itself; beyond them stands an ellipsis.
CONTEXT = 500
LONGEST_QUOTE = 4_000

# Characters on either side of another mention's trigger.
BESIDE = 150

Piece = tuple[
    str, str
]  # text, and what it is: q quote, t trigger, x time expression, m another mention's trigger
_Span = tuple[int, int]


def passage(row: Row, context: int = CONTEXT) -> list[Piece]:
    """The quote and `context` characters on either side, in pieces; offsets outside of it mark nothing."""
    text, base, low, high = _shown(row, context)
    own = {
        "q": (row.quote_start, row.quote_end),
        "t": (row.trigger_start, row.trigger_end),
        "x": (row.expression_start, row.expression_end),
    }
    spans = [(kind, (a, b)) for kind, (a, b) in own.items() if a is not None and b is not None]
    spans += [("m", (other.trigger_start, other.trigger_end)) for other in row.others]
    return _pieces(text, base, low, high, spans)


def elsewhere(row: Row, context: int = CONTEXT) -> list[list[Piece]]:
    """The other mentions that the passage does not show: the words around each, one for each sentence."""
    _, base, low, high = _shown(row, context)
    sentences: dict[_Span, list[_Span]] = {}
    for other in row.others:
        if not base + low <= other.trigger_start < base + high:
            found = sentences.setdefault((other.quote_start, other.quote_end), [])
            found.append((other.trigger_start, other.trigger_end))
    quotes = {(other.quote_start, other.quote_end): storable(other.quote) for other in row.others}
    return [
        _pieces(
            quotes[sentence],
            sentence[0],
            _break_before(quotes[sentence], max(0, triggers[0][0] - sentence[0] - BESIDE)),
            _break_after(
                quotes[sentence], min(len(quotes[sentence]), triggers[-1][1] - sentence[0] + BESIDE)
            ),
            [("m", trigger) for trigger in triggers],
        )
        for sentence, triggers in sentences.items()
    ]


def _shown(row: Row, context: int) -> tuple[str, int, int, int]:
    """The text that the passage is cut from, where in the document it begins, and the part that is shown."""
    if row.paragraph is None:
        text, base = storable(row.quote), row.quote_start
    else:
        text, base = storable(row.paragraph), row.paragraph_start
    first, last = _inside(text, base, (row.quote_start, row.quote_end)) or (0, len(text))
    last = min(last, first + LONGEST_QUOTE)
    low = min(first, _break_before(text, max(0, first - context)))
    high = max(last, _break_after(text, min(len(text), last + context)))
    return text, base, low, high


def _inside(text: str, base: int, span: _Span) -> _Span | None:
    """The span's part of the text, which begins at `base`."""
    start, end = max(0, span[0] - base), min(len(text), span[1] - base)
    return (start, end) if span[0] < span[1] and start < end else None


def _pieces(text: str, base: int, low: int, high: int, spans: Sequence[tuple[str, _Span]]) -> list[Piece]:
    """The text from `low` to `high`, cut where a span begins or ends; an ellipsis stands for the rest."""
    low = min(max(0, low), len(text))
    high = min(max(low, high), len(text))
    inside = [(kind, found) for kind, span in spans if (found := _inside(text, base, span))]
    cuts = sorted({low, high, *(min(max(p, low), high) for _, span in inside for p in span)})
    pieces = [
        (text[a:b], "".join(dict.fromkeys(kind for kind, (start, end) in inside if start <= a and b <= end)))
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

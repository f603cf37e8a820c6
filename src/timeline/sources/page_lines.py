"""Which lines does a web page show: the text of each, the element it stands in, and what is inline in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

# What is not shown, and what does not begin a line of its own.
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title", "meta"})
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "big", "cite", "code", "em", "font", "i", "label", "mark", "q"),
        *("small", "span", "strong", "sub", "sup", "time", "u"),
    )
)


class Line(NamedTuple):
    """A line that a page shows; `inline` are the elements that begin in it, such as <time>."""

    text: str
    block: Any
    inline: tuple[Any, ...] = ()


def lines_of(tree: Any) -> Iterator[Line]:
    """The lines of lxml's tree of a page in their order, without those that are empty."""
    pieces: list[str] = []
    inline: list[Any] = []
    blocks: list[Any] = [tree]
    todo: list[Any] = [tree]

    def line() -> Iterator[Line]:
        if text := " ".join("".join(pieces).split()):
            yield Line(text, blocks[-1], tuple(inline))
            inline.clear()
        pieces.clear()

    while todo:  # a page may be nested deeper than Python's stack
        one = todo.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        if one is None:
            yield from line()
            inline.clear()
            blocks.pop()
            continue
        if not isinstance(one.tag, str) or one.tag in _UNSEEN:
            continue
        if one.tag in _INLINE:
            inline.append(one)
        else:
            yield from line()
            inline.clear()
            blocks.append(one)
            todo.append(None)
        for child in reversed(one):
            todo += [text for text in (child.tail,) if text]
            todo.append(child)
        if one.text:
            todo.append(one.text)
    yield from line()

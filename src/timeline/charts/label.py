"""What may be shown of an article's words: harmless to Plotly, cut between words, in its own direction."""

from __future__ import annotations

import re

# Bidi controls and C0/C1 controls would reorder or break what stands beside them.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})


def storable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, replaced one for one by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def plain(text: str) -> str:
    """The text in one line, without control characters."""
    return _SPACE.sub(" ", _CONTROL.sub("", storable(text).replace("\n", " "))).strip()


def shorten(text: str, limit: int) -> str:
    """The text in one line of at most `limit` characters, cut between words where there is a space to cut at."""
    line = plain(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    if not line[limit - 1].isspace():
        head = head.rpartition(" ")[0] or head
    return head.rstrip(" ،,;:؛-–—") + "…"


def isolated(text: str, language: str = "") -> str:
    """The text for a Plotly label: markup and TeX escaped, and isolated in the direction of its language.

    Cut the text before: an isolate that lost its end would reorder the rest of the line.
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")
    start = "\u2067" if language in RIGHT_TO_LEFT else "\u2068"
    return f"{start}{escaped}\u2069"

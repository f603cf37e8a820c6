"""What may be shown of an article's words: storable text in one line that reorders nothing beside it."""

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
    if text.isprintable() and "  " not in text:
        return text.strip()  # most is so: without any of these, and all of its spaces are spaces
    return _SPACE.sub(" ", _CONTROL.sub("", storable(text).replace("\n", " "))).strip()

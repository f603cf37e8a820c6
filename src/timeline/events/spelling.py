"""Which spellings are one word: letter variants always, accents only where a language can do without them."""

from __future__ import annotations

from collections.abc import Callable

from timeline.language import fold

Fold = Callable[[str], str]
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def spelling(accents: bool) -> Fold:
    """The key under which words are kept. With `accents`, "a tué" and "à", "tue" and "tué" stay apart."""
    return _accented if accents else fold


def _accented(word: str) -> str:
    return word.lower().translate(_APOSTROPHES)

"""Where do sentences begin and end: own rules, in offsets of the raw text."""

from __future__ import annotations

import re

# What may end a sentence: a mark with the quotes that close behind it, or a line break.
_MARK = re.compile(r"[.!?؟…]+[\"'»”’)\]]*|\n\s*")
# What stands around the words of a line: space of all kinds, bullets, stray ampersands.
_EDGE = " \t\r\n\v\f\x1c\x1d\x1e\x85\xa0\u200b\u200e\u200f\u202a-\u202e\ufeff&*•·-–—|_"
# A line of at least this length that does not end a sentence was broken by the width of the page.
_WRAPPED = 50


def split_sentences(text: str, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """The sentences as half-open code-point offsets, in order; what holds no letter or digit is none.

    `abbreviations` are lower case and without their full stop.
    """
    spans: list[tuple[int, int]] = []
    start = line = 0
    for m in _MARK.finditer(text):
        begin, end = m.span()
        if text[begin] == "\n":
            if not _wraps(text, line, begin, end):
                _keep(text, start, begin, spans)
                start = end
            line = end
        elif _closes(text, start, begin, end, abbreviations):
            _keep(text, start, end, spans)
            start = end
    _keep(text, start, len(text), spans)
    return spans


def _keep(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if any(map(str.isalnum, text[start:end])):
        spans.append((start, end))


def _wraps(text: str, line: int, begin: int, end: int) -> bool:
    """Whether a line break stands inside a sentence."""
    if text.count("\n", begin, end) > 1 or begin == 0 or end >= len(text):
        return False
    before, after = text[begin - 1], text[end]
    if not (before.isalnum() or before in ",;'\"") or not after.isalnum():
        return False
    cased = after.lower() != after.upper()
    return cased and (after.islower() or begin - line >= _WRAPPED)


def _closes(text: str, start: int, begin: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether a mark ends the sentence that began at `start`."""
    if end >= len(text):
        return True
    after = text[end]
    if text[begin] != ".":
        return not after.isalnum() or text[begin] == "؟"
    word_start = begin
    while word_start > start and (text[word_start - 1].isalpha() or text[word_start - 1] == "."):
        word_start -= 1
    word = text[word_start:begin]
    if not after.isspace():
        # An Arabic full stop is often written without a space; inside «آر.بي.جي» the pieces are short.
        return after.isalpha() and after.lower() == after.upper() and len(word) > 3 and "." not in word
    if end - begin == 1 and (
        word.lower() in abbreviations or (len(word) == 1 and word.isalpha()) or "." in word
    ):
        return False
    following = text[end : end + 4].lstrip()
    return not following[:1].islower()

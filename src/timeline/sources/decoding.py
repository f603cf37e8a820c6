"""What text do these bytes hold: the encoding of a file that does not say it."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

from timeline.sources.article import NotText
from timeline.sources.identify import identify_language

# The longest mark first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8")
# What no text file holds many of; tab, newlines, form feed and escape are left out.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_CONTROL_SHARE = 0.02
# High bytes of alphabets, of general punctuation and of Arabic presentation forms.
_UTF16_BLOCKS = frozenset({*range(0x0F), 0x20, 0xFB, 0xFE})
# Bytes that are looked at to guess an encoding that nothing states.
_SAMPLE = 65_536
# A file with this share of broken sequences among its non-ASCII characters is still UTF-8.
_BROKEN_SHARE = 0.05
# Arabic, Western and Central European, Cyrillic, Turkish, Hebrew, Greek and East Asian news in the wild.
_LEGACY = (
    "cp1256", "iso8859_6", "cp1252", "cp1250", "cp1251", "cp1254", "cp1255", "cp1253", "iso8859_15",
    "iso8859_2", "koi8_r", "mac_arabic", "cp720", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
# Western letters are nearly the same in cp1250, so that only the language tells the two apart.
_CENTRAL_EUROPEAN = frozenset({"bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "sr"})


class Decoded(NamedTuple):
    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of the bytes, newlines as they stand, and the encoding it was read in.

    A byte order mark decides and is not part of the text; then UTF-8, UTF-16 without a mark, and the legacy
    encodings of news. Broken sequences in UTF-8 become U+FFFD. Raises NotText for bytes that are binary.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _plausible(data[len(mark) :].decode(encoding, "replace"), encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if not _is_control_heavy(text):
            return Decoded(text, "utf-8")
    if utf16 := _unmarked_utf16(data):
        return _plausible(data.decode(utf16, "replace"), utf16)
    if b"\0" in data[:_SAMPLE]:
        raise NotText("a binary file")
    text = data.decode("utf-8", "replace")
    broken, foreign = text.count("\ufffd"), sum(1 for c in text if c > "\x7f")
    if broken <= foreign * _BROKEN_SHARE:
        return _plausible(text, "utf-8")
    return _legacy(data)


def decode_said(data: bytes, *said: str | None) -> str:
    """The text of bytes whose sender says how to read them, which counts where they are not Unicode: senders
    say what their server was set up for. Raises NotText for bytes that are binary.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        if "\0" not in text[:_SAMPLE]:
            return text
    if not (data.startswith(_WIDE) or b"\0" in data[:_SAMPLE]):
        for encoding in said:
            try:
                if encoding and encoding.lower() not in ("utf-8", "utf8"):
                    return data.decode(encoding, "replace")
            except LookupError:
                continue
    return decode(data).text


def _plausible(text: str, encoding: str) -> Decoded:
    if _is_control_heavy(text):
        raise NotText(f"a binary file, not {encoding} text")
    return Decoded(text, encoding)


def _is_control_heavy(text: str) -> bool:
    head = text[:_SAMPLE]
    return len(_CONTROL.findall(head)) > max(1, len(head) * _CONTROL_SHARE)


def _unmarked_utf16(data: bytes) -> str | None:
    """In UTF-16 every other byte is nearly constant: the block of the script, or zero."""
    head = data[:_SAMPLE]
    if len(data) % 2 or len(head) < 8:
        return None
    for encoding, high, low in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        blocks = Counter(high)
        common = sum(count for block, count in blocks.most_common(3) if block in _UTF16_BLOCKS)
        if common < len(high) * 0.9 or len(set(low)) <= len(blocks):
            continue
        if not _is_control_heavy(data.decode(encoding, "replace")):
            return encoding
    return None


def _legacy(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    # The default threshold of 0.2 turns some real Arabic news away; random bytes fail at 0.3 as well.
    guess = from_bytes(data[:_SAMPLE], cp_isolation=list(_LEGACY), threshold=0.3).best()
    if guess is None:
        raise NotText("a binary file, or text in no encoding of news")
    encoding = guess.encoding
    if encoding == "cp1250" and identify_language(data.decode(encoding, "replace")) not in _CENTRAL_EUROPEAN:
        encoding = "cp1252"
    return _plausible(data.decode(encoding, "replace"), encoding)

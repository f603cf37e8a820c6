"""How is a word spelled, whatever its case, accents and letters, and what kind of number is a numeral."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Words, numerals, and every other visible character on its own; kana and Han characters too, whose words are
# written without spaces between them. The common letters of the first line are only for speed: most words are
# of these alone.
TOKEN = re.compile(
    r"[a-zA-Z\u0621-\u063a\u0641-\u064a]++(?![\w\u0300-\u036f\u064b-\u0655\u0670\u200c\u200d])"
    r"|[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
    r"(?:[^\W\d_\u3040-\u30ff\u3400-\u9fff]|[\u0300-\u036f\u064b-\u0655\u0670\u200c\u200d])*"
    r"|\d+|[^\s\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

# Categories that the engine itself gives to numerals, see `number_classes`.
NUMBER_CLASSES = ("num", "int", "day", "mon", "year", "hyear", "yy", "hour", "minute", "y3")

_FOLD: dict[int, str | None] = {
    ord(c): None
    for c in "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u0640\u200c\u200d"
}
_FOLD |= {ord(c): "ا" for c in "أإآٱ"} | {ord("ى"): "ي", ord("ة"): "ه", ord("ی"): "ي", ord("ک"): "ك"}
_FOLD |= {ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'"}


_PRESENTATION = re.compile("[\ufb50-\ufefc]")
# Arabic words without a letter that has variants are spelled as they are: most, and this is asked of all.
_PLAIN = re.compile("[\u0621\u0624\u0626-\u0628\u062a-\u063a\u0641-\u0648\u064a]+")


def fold(word: str) -> str:
    """A word as the lexicon spells it: lower case, without diacritics, Arabic letter variants as one."""
    if word.isascii():
        return word.lower()
    if _PLAIN.fullmatch(word):
        return word
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    word = word.translate(_FOLD) or "-"  # a tatweel on its own is used as a dash
    if word and word[0] < "\u0370":
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
        return plain.replace("œ", "oe") or word  # an accent on its own stays itself: no word is empty
    return word.lower()


@lru_cache(1)
def cut(text: str) -> tuple[list[str], list[int], list[int]]:
    """The tokens of a text: as they are spelled, where each begins, where it ends; not to be changed.

    The last text's are kept: whoever reads events cuts what the tagger has just cut.
    """
    found = [*TOKEN.finditer(text)]
    return [m[0] for m in found], [m.start() for m in found], [m.end() for m in found]


def number_classes(n: int, digits: int) -> tuple[str, ...]:
    """The categories of a numeral; `digits` is how many it is written with, 0 where it is spelled out."""
    out = ["num"] if digits == 0 else ["num", "int"]
    short = digits <= 2
    if short and 1 <= n <= 31:
        out.append("day")
    if short and 1 <= n <= 12:
        out.append("mon")
    if digits in (0, 4) and 1000 <= n <= 2999:
        out.append("year")
    if digits in (0, 4) and 1300 <= n <= 1500:
        out.append("hyear")
    if digits == 3 or (digits == 0 and 100 <= n <= 999):
        out.append("y3")
    if digits == 2:
        out.append("yy")
    if short and n <= 24:
        out.append("hour")
    if digits in (0, 2) and n <= 59:
        out.append("minute")
    return tuple(out)


def spelling(word: str) -> str:
    """A word as the text's tokens spell it; a word that begins with = stays as it is."""
    return word if word.startswith("=") else " ".join(m.group() for m in TOKEN.finditer(fold(word)))

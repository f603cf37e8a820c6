"""How does a word of a name sound, in Arabic and in Latin letters: consonants in capitals, vowels small.

Sounds that the scripts or their habits of transcription do not keep apart are one: p and b, v and f, j, g and
gh (ج, غ), q and k, h of either kind. The rules are regular expressions that mean the same to Python and to
DuckDB, whose macro `sound` is made of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

# Letters that lose more than an accent, and letters of Arabic that are written for one another.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ş": "sh", "š": "sh", "č": "ch"}
    | {"ć": "ch", "ž": "zh", "ğ": "gh", "ç": "s", "’": "'", "ʼ": "'", "‘": "'"}
    | dict.fromkeys("أإآٱ", "ا")
    | {"ى": "ا", "ة": "ه", "ی": "ي", "ک": "ك", "ؤ": "و", "ئ": "ي", "ـ": ""}
)

# In this order. What is silent at the end goes first, then letters that stand together, then single ones.
_LATIN = (
    ("([aeiouy])h$", r"\1"),
    ("tsch|tch|tsh|sch|sh", "S"),
    ("ch", "S"),
    ("kh", "X"),
    ("ph", "F"),
    ("gh|dj|zh", "G"),
    ("gu([ei])", r"G\1"),
    ("gn", "N"),
    ("th", "T"),
    ("dh", "D"),
    ("x", "KC"),
    ("sc([eiy])", r"ss\1"),
    ("c([eiy])", r"C\1"),
    ("[ckq]+", "K"),
    ("s+", "C"),
    ("z+", "Z"),
    ("[gj]+", "G"),
    ("[pb]+", "B"),
    ("[vf]+", "F"),
    ("d+", "D"),
    ("t+", "T"),
    ("l+", "L"),
    ("m+", "M"),
    ("n+", "N"),
    ("r+", "R"),
    ("h", "H"),
)
_ARABIC = (("ه$", "h"), ("ح$", ""), ("^ا", "'"), ("تش", "S"), ("دج", "G"), ("ل+", "L"))
# After that each letter is a sound of its own, or none.
_LETTER_SOUNDS = {
    letter: said
    for letters, said in (
        *(("شچ", "S"), ("خ", "X"), ("فڤ", "F"), ("جغگژ", "G"), ("ثطت", "T"), ("ذضد", "D"), ("كق", "K")),
        *(("سص", "C"), ("زظ", "Z"), ("بپ", "B"), ("م", "M"), ("ن", "N"), ("ر", "R"), ("حه", "H")),
        *(("ا", "a"), ("و", "w"), ("ي", "y"), ("ع", "'")),
    )
    for letter in letters
}

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str], frozenset[str]]


def rules(given: Iterable[tuple[str, str | Callable[[re.Match[str]], str]]]) -> tuple[Rule, ...]:
    """Each with the letters that it speaks of: a word without any of them stays as it is."""
    return tuple((re.compile(p), to, frozenset(re.sub(r"\\.|\W", "", p))) for p, to in given)


_RULES = {True: rules(_ARABIC), False: rules(_LATIN)}
_SOUNDS = str.maketrans(_LETTER_SOUNDS | {"ء": ""})
ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_OTHERS = re.compile("[^A-Z]")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """In lower case, without accents or vowel signs, letters that stand for one another as one."""
    text = text.lower()
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_LETTERS)))


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """How a plain word sounds."""
    letters, arabic = set(word), ARABIC.search(word) is not None
    for pattern, to, speaks_of in _RULES[arabic]:
        if not speaks_of.isdisjoint(letters):
            word = pattern.sub(to, word)
    return word.translate(_SOUNDS) if arabic else word


@lru_cache(maxsize=1 << 16)
def consonants(sounds: str) -> str:
    """What a word is found by from the other script: its consonants, after A where a vowel comes first."""
    bare = _OTHERS.sub("", sounds)
    return bare if sounds[:1].isupper() else f"A{bare}"


def sound_sql(word: str) -> str:
    """`consonants` of `sound` of a plain word, as an expression of DuckDB."""
    arabic, latin = (_replaced(word, rules) for rules in (_ARABIC, _LATIN))
    letters, sounds = "".join(_LETTER_SOUNDS), "".join(_LETTER_SOUNDS.values())
    arabic = f"translate({arabic}, {_quoted(letters + 'ء')}, {_quoted(sounds)})"
    either = f"case when is_arabic({word}) then {arabic} else {latin} end"
    return f"regexp_replace(regexp_replace({either}, '^[^A-Z]', 'A'), '[^A-Z]', '', 'g')"


def _replaced(word: str, rules: Iterable[tuple[str, str]]) -> str:
    for pattern, to in rules:
        word = f"regexp_replace({word}, {_quoted(pattern)}, {_quoted(to)}, 'g')"
    return word


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

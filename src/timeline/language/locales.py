"""What does the world's locale data know of a language: its months, weekdays, units and plain relatives.

Full names are CLDR's, by way of babel; other forms, relative days and the phrases of "N days ago" are those
of dateparser's locale files. A form of dateparser's counts only where it begins as CLDR's name does, because
those files are written by many hands.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")

# As a lexicon has them: category -> value -> words.
Lexicon = dict[str, dict[str, list[str]]]

_RELATIVE = re.compile(r"(in )?(\d+) (day|week|month|year|second)( ago)?")
_NUMBER = r"(\d++[.,]?\d*+)"


@dataclass(frozen=True, slots=True)
class LocaleData:
    """A language's words, and its phrases of distance: (words with {} for the amount, unit, -1 ago or +1 in).

    `order` is how a day is written in figures: DMY, MDY or YMD.
    """

    lexicon: Lexicon
    phrases: tuple[tuple[str, str, int], ...]
    order: str


def locale_data(code: str) -> LocaleData | None:
    """What is known of the language with that ISO 639-1 code; None for one without locale data."""
    if not re.fullmatch(r"[a-z]{2,3}", code):
        return None
    try:
        info: dict[str, Any] = importlib.import_module(f"dateparser.data.date_translation_data.{code}").info
        cldr = Locale.parse(code)
    except (ModuleNotFoundError, UnknownLocaleError):
        return None
    lexicon: Lexicon = {}
    months, days = cldr.months["format"]["wide"], cldr.days["format"]["wide"]
    for i, key in enumerate(MONTHS, 1):
        _add_names(lexicon, "month", str(i), months[i], info.get(key))
    for i, key in enumerate(WEEKDAYS):
        _add_names(lexicon, "weekday", str(i), days[i], info.get(key))
    abbreviated: set[str] = set()
    for unit in UNITS:
        words = _words(info.get(unit))
        longest = max(map(len, words), default=0)
        whole = [w for w in words if len(w) > 2 or w >= "\u0590" or len(w) == longest > 1]
        lexicon.setdefault("unit", {})[unit] = whole
        abbreviated |= {w for w in words if w not in whole}
    _add_relatives(lexicon, info.get("relative-type") or {})
    if pertain := _words(info.get("pertain")):
        lexicon["of"] = {"1": pertain}
    for spelled in info.get("simplifications") or ():
        for word, n in spelled.items():
            if n.isdecimal() and word.isalpha():
                lexicon.setdefault("num", {}).setdefault(n, []).append(word)
    phrases = tuple(_phrases(info.get("relative-type-regex") or {}, abbreviated))
    return LocaleData(lexicon, phrases, info.get("date_order", "DMY"))


def _add_names(lexicon: Lexicon, category: str, value: str, name: str, forms: Iterable[str] | None) -> None:
    """Full names, and as short_month or short_weekday those that count only beside a day."""
    others = [w for w in _words(forms) if w[:2] == name.lower()[:2] and w != name.lower()]
    full = [name.lower()]
    for w in others:
        longer = [other for other in (*others, name.lower()) if other != w and other.startswith(w)]
        part = any(len(w) <= 3 or not other.isalpha() for other in longer)
        if not part and (len(w) > 3 or w >= "\u0370"):
            full.append(w)
    lexicon.setdefault(category, {})[value] = full
    lexicon.setdefault(f"short_{category}", {})[value] = [w for w in others if w not in full and len(w) > 1]


def _add_relatives(lexicon: Lexicon, relatives: dict[str, list[str]]) -> None:
    """Yesterday as `rel_day` -1, last week as `rel_week` -1, and now."""
    for key, phrases in relatives.items():
        m = _RELATIVE.fullmatch(key)
        words = [w for w in _words(phrases) if len(w) > 1 and not re.search(r"[\d/()]", w)]
        if m is None or not words:
            continue
        if m[3] == "second":
            lexicon.setdefault("vague", {}).setdefault("PRESENT_REF", []).extend(words if m[2] == "0" else ())
        elif m[1] or m[4]:
            n = int(m[2]) * (1 if m[1] else -1)
            lexicon.setdefault(f"rel_{m[3]}", {}).setdefault(str(n), []).extend(words)


def _phrases(patterns: dict[str, list[str]], abbreviated: set[str]) -> Iterator[tuple[str, str, int]]:
    for key, forms in patterns.items():
        unit = next((u for u in UNITS if u in key), "")
        for form in dict.fromkeys(forms if unit else ()):
            words = form.lower().replace(_NUMBER, " {} ").split()
            others = [w for w in words if w != "{}"]
            told = len(others) > 1 or (len(others) == 1 and others[0] >= "\u3000")
            odd = re.search(r"[\\()?*+|^$\[\]]", form.replace(_NUMBER, ""))
            if told and not odd and words.count("{}") == 1 and not abbreviated.intersection(others):
                yield " ".join(words), unit, 1 if key.startswith("in ") else -1


def _words(names: Iterable[str] | None) -> list[str]:
    """The names in lower case, without points at their ends, each once, in order."""
    cleaned = (name.lower().replace("\u2019", "'").strip(" .") for name in names or ())
    return list(dict.fromkeys(name for name in cleaned if name and not name.isdecimal()))

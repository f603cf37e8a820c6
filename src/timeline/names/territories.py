"""Which country, or union of countries, is a name: by CLDR and by what else news calls it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from timeline.names.sounds import plain

# The languages of the interface, whose names are known.
LANGUAGES = ("ar", "en", "fr")
# Codes in CLDR that stand for no territory.
_NONE = frozenset(("EZ", "ZZ", "XA", "XB", "QO"))


def territory(name: str) -> str | None:
    """The code of the country that a name is of; None where it is of none."""
    return _codes().get(plain(name))


@cache
def called(code: str, language: str) -> str:
    """What CLDR calls a country in a language."""
    from babel import Locale

    return str(Locale.parse(language).territories[code])


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in sorted(Locale.parse(language).territories.items()):
            if len(code) == 2 and code not in _NONE:
                found.setdefault(plain(name), code)
    others = tomllib.loads(files("timeline.names").joinpath("territories.toml").read_text("utf-8"))
    return found | {plain(name): code for code, line in others.items() for name in line.split(" | ")}

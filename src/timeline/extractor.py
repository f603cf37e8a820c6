"""Which extractor is this: a version that changes with the code and the language data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from timeline.document import stable_id

_PARTS = ("interval.py", "language", "tagger.py", "meaning", "anchoring", "events", "relations", "languages")
_READ = (".py", ".toml", ".txt", ".json", ".csv")


@cache
def extractor_version() -> str:
    """A hash of the code and data that turn a document into events; the same on any machine."""
    package = files("timeline")
    return stable_id(*(piece for part in _PARTS for piece in _pieces(package.joinpath(part), part)))


def _pieces(place: Traversable, name: str) -> Iterator[str]:
    if place.is_dir():
        for child in sorted(place.iterdir(), key=lambda c: c.name):
            if child.is_dir() or child.name.endswith(_READ):
                yield from _pieces(child, f"{name}/{child.name}")
    else:
        yield name
        yield place.read_text("utf-8")

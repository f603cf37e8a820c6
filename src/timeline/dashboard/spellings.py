"""Who is who, and where is where: names by their keys, and what readers of each language see of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.charts import Row
from timeline.charts.label import plain
from timeline.dashboard.shell import INTERFACE
from timeline.names import called, territory
from timeline.names.places import place_called, place_key
from timeline.names.sounds import ARABIC

# A key's name in each language of the interface, where that is another.
Called = dict[str, dict[str, str]]


def keys_sql(names: str) -> str:
    """The question for the keys of the names that a query gives, where these are others."""
    return f"select name, key from names where key <> name and name in ({names})"


def with_keys(rows: Sequence[Row], people: Mapping[str, str]) -> list[Row]:
    """The rows with the keys of their people and places, where one is another name."""
    found = []
    for row in rows:
        new: dict[str, object] = {}
        if any(name in people for name in row.participants):
            new["people_keys"] = tuple(people.get(name, name) for name in row.participants)
        if row.place and (key := place_key(row.place)) != row.place:
            new["place_key"] = key
        found.append(row.model_copy(update=new) if new else row)
    return found


def called_by(rows: Sequence[Row], others: Mapping[str, Sequence[str]] | None = None) -> dict[str, Called]:
    """What people and places are called in each language, by facet and key, where that is not the key.

    `others` are spellings of people beside those in the rows.
    """
    people, places = _Said(), _Said()
    for row in rows:
        for key, name in zip(row.who, row.participants, strict=True):
            people[key][row.language, name] += 1
        if row.at and row.place:
            places[row.at][row.language, row.place] += 1
    for key, names in (others or {}).items():
        people[key].update({("", name): 0 for name in names})
    return {"person": _called(people, _person), "place": _called(places, _place)}


class _Said(defaultdict[str, Counter[tuple[str, str]]]):
    """How often articles of a language call a key so."""

    def __init__(self) -> None:
        super().__init__(Counter)


def _called(said: _Said, name_in: Callable[[str, str, Counter[tuple[str, str]]], str | None]) -> Called:
    found: Called = {}
    for key, names in said.items():
        own = {language: plain(name) for language in INTERFACE if (name := name_in(key, language, names))}
        if differ := {language: name for language, name in own.items() if name != plain(key)}:
            found[plain(key)] = differ
    return found


def _person(key: str, language: str, said: Counter[tuple[str, str]]) -> str | None:
    if code := territory(key):
        return called(code, language)
    in_script = [one for one in said if (ARABIC.search(one[1]) is not None) == (language == "ar")]
    return _most(said, [one for one in said if one[0] == language and one in in_script] or in_script)


def _place(key: str, language: str, said: Counter[tuple[str, str]]) -> str | None:
    if territory(key):
        return place_called(key, language)
    return _most(said, [one for one in said if one[0] == language]) or place_called(key, language)


def _most(said: Counter[tuple[str, str]], among: Sequence[tuple[str, str]]) -> str | None:
    return min(among, key=lambda one: (-said[one], one[1]))[1] if among else None


@dataclass(frozen=True, slots=True)
class Spellings:
    """The keys of names that have another, and the names of each."""

    keys: Mapping[str, str]
    names: Mapping[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        found = defaultdict[str, list[str]](list)
        for name, key in self.keys.items():
            found[key].append(name)
        object.__setattr__(self, "names", found)

    def key(self, name: str) -> str:
        return self.keys.get(name, name)

    def of(self, name: str) -> list[str]:
        """All spellings of the one that a name means."""
        key = self.key(name)
        return [key, *self.names.get(key, ())]

    def counted(self, found: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        """Counts of names as counts of keys, the greatest first."""
        counts = Counter[str]()
        for name, count in found:
            counts[self.key(name)] += count
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))

"""What is a mention of somebody or something: which words say so, and whom they mean."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from timeline.events.gazetteer import City
from timeline.events.passage import Passage


@dataclass(frozen=True, slots=True)
class Actor:
    """Who can take part. `kind`: person, role (one not named), organisation, country, group or place.

    `head`: the word that a group of people is named by, as the lexicon has it.
    """

    name: str
    kind: str
    country: str | None = None
    city: City | None = None
    head: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where actors are spoken of: half-open tokens of all that says so, and the span of the name itself."""

    first: int
    last: int
    start: int
    end: int
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor with a role in an event, and the mention that says so."""

    actor: Actor
    role: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Cast:
    """All mentions in text order, and the token at which each begins."""

    mentions: list[Mention]
    firsts: list[int]

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin in tokens [first, last), in order."""
        return self.mentions[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]


def cast_of(mentions: list[Mention]) -> Cast:
    ordered = sorted(mentions, key=lambda m: m.first)
    return Cast(ordered, [m.first for m in ordered])


def bare(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """The offsets of tokens without the letters attached before them."""
    start = passage.starts[first]
    for reading in passage.words[first].readings:
        doubled = passage.text.startswith("لل", start + reading.conjunction)
        if reading.preposition == "ل" and (reading.article or doubled):
            return start + reading.conjunction, passage.ends[last - 1]
        start += reading.conjunction + len(reading.preposition)
        break
    return start, passage.ends[last - 1]


def mention(
    passage: Passage, first: int, last: int, kind: str, country: str | None, head: str = ""
) -> Mention:
    start, end = bare(passage, first, last)
    name = " ".join(passage.text[start:end].split())
    if name.startswith("لل"):
        name = "ا" + name[1:] if not name.startswith("لله") else name
    return Mention(first, last, start, end, (Actor(name, kind, country, None, head),))


def place_named(passage: Passage, first: int, last: int, country: str | None = None) -> Mention:
    """A place of which only its name is known, and perhaps its country."""
    start, end = bare(passage, first, last)
    name = " ".join(passage.text[start:end].split())
    return Mention(first, last, start, end, (Actor(name, "place", country, City(name, country, None, None)),))

"""Which short name stands for a long one: "the World Health Organization (WHO)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.cast import Actor, Mention
from timeline.events.passage import Passage

_LONG = ("organisation", "country")


def aliased(passage: Passage, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in text order, with the short name in brackets as part of the long one, and as it later."""
    if not passage.lexicon.capitals:
        return list(mentions)
    known: dict[str, tuple[Actor, ...]] = {}
    out: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.first, -m.last)):
        last = out[-1] if out else None
        if last is not None and _in_brackets(passage, last, m):
            known[m.actors[0].name] = last.actors
            out[-1] = replace(last, last=m.last + 1)
            continue
        actors = known.get(m.actors[0].name) if m.actors else None
        out.append(m if actors is None else replace(m, actors=actors))
    return out


def _in_brackets(passage: Passage, long: Mention, short: Mention) -> bool:
    bracketed = short.first == long.last + 1 and passage.char(long.last) == "("
    closed = short.last < len(passage.words) and passage.char(short.last) == ")"
    one = len(long.actors) == len(short.actors) == 1
    if not (bracketed and closed and one and long.actors[0].kind in _LONG):
        return False
    return passage.spelled(short.first, short.last).isupper()

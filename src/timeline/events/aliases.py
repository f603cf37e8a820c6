"""Which short name stands for a long one: "the World Health Organization (WHO)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.cast import Actor, Mention
from timeline.events.passage import Passage

_LONG = ("organisation", "country")


def aliased(passage: Passage, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in text order; a short name in brackets is part of the long one, and means it later."""
    if not passage.lexicon.capitals:
        return list(mentions)
    known: dict[str, Actor] = {}
    out: list[Mention] = []
    beyond = 0
    for m in sorted(mentions, key=lambda m: (m.first, -m.last)):
        if m.first < beyond:
            continue  # the short name itself
        short = _short(passage, m)
        if short:
            known[short] = m.actors[0]
            m = replace(m, last=m.last + 3)
            beyond = m.last
        out.append(m)
    if not known:
        return out
    taken = {k for m in out for k in range(m.first, m.last)}
    out = [replace(m, actors=tuple(known.get(a.name, a) for a in m.actors)) for m in out]
    for i in range(len(passage.words)):
        if i not in taken and passage.char(i).isupper() and passage.spelled(i, i + 1) in known:
            actor = known[passage.spelled(i, i + 1)]
            out.append(Mention(i, i + 1, passage.starts[i], passage.ends[i], (actor,)))
    return out


def _short(passage: Passage, m: Mention) -> str:
    """The short name in brackets behind a long one; "" where there is none."""
    i = m.last
    if i + 2 >= len(passage.words) or passage.char(i) != "(" or passage.char(i + 2) != ")":
        return ""
    if len(m.actors) != 1 or m.actors[0].kind not in _LONG:
        return ""
    short = passage.spelled(i + 1, i + 2)
    return short if short.isupper() and len(short) > 1 else ""

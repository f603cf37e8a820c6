"""Who is meant by what names two parties by what they are: "both sides", `الوزيران`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from timeline.events.cast import Actor, Cast, Mention, bare
from timeline.events.names import Names
from timeline.events.passage import Passage

# How many mentions before it may tell whom "both sides" means.
PAIR_WITHIN = 60


def both_sides(passage: Passage, names: Names, cast: Cast) -> list[Mention]:
    """What names two parties by what they are ("both sides"): the last two people or countries."""
    found: list[Mention] = []
    for i in passage.where(0, len(passage.words), "pair", "title"):
        word = passage.words[i]
        if "pair" not in word.kinds and not _bare_dual(word.kinds, passage, i):
            continue
        k = bisect_left(cast.firsts, i)
        if (k < len(cast.firsts) and cast.firsts[k] == i) or (k and cast.mentions[k - 1].last > i):
            continue
        before = cast.mentions[max(0, k - PAIR_WITHIN) : k]
        office = next((r.sense.lemma for r in word.readings if r.sense.kind == "title"), "")
        holders = [m for m in before if _hold(names, m, office)] if office else before
        pair = _last_two(holders) or _last_two(before)
        if pair:
            start, end = bare(passage, i, i + passage.size(i))
            found.append(Mention(i, i + passage.size(i), start, end, pair))
    return found


def _bare_dual(kinds: frozenset[str], passage: Passage, i: int) -> bool:
    return "title" in kinds and any(
        r.sense.kind == "title" and r.sense.number == 2 and r.article for r in passage.words[i].readings
    )


def _hold(names: Names, mention: Mention, office: str) -> bool:
    people = [names.named(a.name) for a in mention.actors]
    return any(p is not None and any(o == office for o, _ in p.offices) for p in people)


def _last_two(mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    for kind in ("person", "country"):
        found: dict[str, Actor] = {}
        for m in reversed(mentions):
            for actor in m.actors:
                if actor.kind == kind:
                    found.setdefault(actor.name, actor)
            if len(found) >= 2:
                return tuple(reversed(list(found.values())[:2]))
    return ()

"""How well do the events agree with those that people annotated: each side of an event by itself.

Annotations: JSON lines {id, published, text, lang?, events: [{type, trigger, mentions, modality, place,
participants, date: {start, end, expr}}]}, spans as {start, end} in code points of the text, days inclusive.

An event is found where one of its trigger words is one of ours; each of ours answers for one, the best one.
Dates, types, modality, parties and places are asked only of events that were found.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from timeline.anchoring import Anchored, anchor
from timeline.document import Document
from timeline.events import extract_events
from timeline.events.candidates import candidates
from timeline.events.lexicon import load_lexicon
from timeline.events.passage import stretches
from timeline.interval import Interval, iso_day
from timeline.language import fold

ROUNDS = 1000
Row = dict[str, Any]
Days = tuple[str | None, str | None]
Place = tuple[int, int]


@dataclass(frozen=True)
class Side:
    """One event, ours or theirs, in what is compared. `dated`: whether the text says when."""

    triggers: tuple[Place, ...]  # the first is the event's own
    type: str
    days: Days
    dated: bool
    modality: str
    parties: tuple[tuple[str, int, int], ...]
    place: tuple[str, int, int] | None


def report(path: Path) -> None:
    """A line of figures for what the project finds, and for each baseline."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    golds = [[gold(e) for e in row["events"]] for row in rows]
    read = [(row, document(row)) for row in rows]
    anchored = [anchor(d) for _, d in read]
    print(f"  {len(rows)} articles, {sum(map(len, golds))} events")
    for name, method in (("rules", ours), ("first date", by_first_date), ("lexicon only", by_lexicon)):
        counts = [
            compared(theirs, method(row, d, a))
            for theirs, (row, d), a in zip(golds, read, anchored, strict=True)
        ]
        print(f"  {name}")
        for measure, value in MEASURES.items():
            low, high = bootstrap(counts, value)
            print(f"    {measure:22} {value(total(counts)):.3f}  [{low:.3f}, {high:.3f}]")


def document(row: Row) -> Document:
    published = row.get("published")
    return Document(
        id=str(row["id"]),
        text=row["text"],
        language=row.get("lang") or row.get("language") or "ar",
        published=Interval.of_date(dt.date.fromisoformat(published[:10])) if published else None,
    )


def gold(event: Row) -> Side:
    date = event.get("date") or {}
    place = event.get("place")
    return Side(
        triggers=tuple((t["start"], t["end"]) for t in (event["trigger"], *event.get("mentions", ()))),
        type=event["type"],
        days=(date.get("start"), date.get("end")),
        dated=bool(date.get("expr")) or None not in (date.get("start"), date.get("end")),
        modality=event["modality"],
        parties=tuple(named(p) for p in event.get("participants") or ()),
        place=named(place) if place else None,
    )


def named(row: Row) -> tuple[str, int, int]:
    name = " ".join(str(row[k]) for k in ("name", "name_ar") if row.get(k))
    mention = row.get("mention") or {"text": "", "start": -1, "end": -1}
    return f"{name} {mention.get('text', '')}", mention["start"], mention["end"]


def ours(row: Row, doc: Document, anchored: Anchored) -> list[Side]:
    out = []
    for e in extract_events(doc, anchored):
        own = (e.trigger.start, e.trigger.end)
        others = ((m.trigger.start, m.trigger.end) for m in e.mentions)
        out.append(
            Side(
                triggers=(own, *(o for o in others if o != own)),
                type=e.type.value,
                days=days(e.interval),
                dated=e.expression is not None,
                modality=e.modality.value,
                parties=tuple((p.name, p.start, p.end) for p in e.participants),
                place=(e.place.name, e.place.start, e.place.end) if e.place else None,
            )
        )
    return out


def days(interval: Interval) -> Days:
    first, last = interval.first_day, interval.last_day
    return (None if first is None else iso_day(first), None if last is None else iso_day(last))


def by_first_date(row: Row, doc: Document, anchored: Anchored) -> list[Side]:
    """Our events, each dated by the first date in its sentence, else by the day of publication."""
    events = extract_events(doc, anchored)
    out = []
    for side, e in zip(ours(row, doc, anchored), events, strict=True):
        first = first_date(anchored, e.quote.start, e.quote.end)
        day = (row["published"][:10],) * 2 if row.get("published") else (None, None)
        out.append(replace(side, days=first or day, dated=True, modality="happened"))
    return out


def first_date(anchored: Anchored, start: int, end: int) -> Days | None:
    inside = (x for x in anchored.expressions if start <= x.start < end and x.interval is not None)
    return next((days(x.interval) for x in inside if days(x.interval) != (None, None)), None)


def by_lexicon(row: Row, doc: Document, anchored: Anchored) -> list[Side]:
    """Every trigger word of the lexicon as an event of its own."""
    lexicon = load_lexicon(doc.language)
    return [
        Side(
            triggers=((p.starts[c.token], p.ends[c.token]),),
            type=c.family.type.value,
            days=(None, None),
            dated=False,
            modality="happened",
            parties=(),
            place=None,
        )
        for p in stretches(doc.text, lexicon, anchored.expressions)
        for s in p.sentences
        for c in candidates(p, s)
    ]


def compared(theirs: Sequence[Side], found: Sequence[Side]) -> Counter[str]:
    """What one article adds to the figures."""
    n: Counter[str] = Counter(theirs=len(theirs), ours=len(found))
    for a, b in matched(theirs, found):
        n["found"] += 1
        n["type"] += a.type == b.type
        n["modality"] += a.modality == b.modality
        if a.dated:
            n["dated"] += 1
            n["dated right"] += b.dated and a.days == b.days
        else:
            n["undated"] += 1
            n["undated right"] += not b.dated
        n["parties theirs"] += len(a.parties)
        n["parties ours"] += len(b.parties)
        n["parties both"] += len(pairs(a.parties, b.parties))
        n["places theirs"] += a.place is not None
        n["places ours"] += b.place is not None
        n["places both"] += bool(a.place and b.place and same(a.place, b.place))
    n.update(links(theirs, found))
    return n


def matched(theirs: Sequence[Side], found: Sequence[Side]) -> Iterator[tuple[Side, Side]]:
    """One of ours for one of theirs: first where the triggers themselves agree, then by shared mentions."""
    fits = sorted(
        (
            (-fit, i, j)
            for i, a in enumerate(theirs)
            for j, b in enumerate(found)
            if (fit := shared(a.triggers, b.triggers) + 2 * shared(a.triggers[:1], b.triggers[:1]))
        ),
    )
    taken: set[int] = set()
    given: set[int] = set()
    for _, i, j in fits:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            yield theirs[i], found[j]


def shared(a: Sequence[Place], b: Sequence[Place]) -> int:
    return sum(any(overlap(x, y) for y in b) for x in a)


def overlap(a: Place, b: Place) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def same(a: tuple[str, int, int], b: tuple[str, int, int]) -> bool:
    """Whether two names are one: they stand at one place, or share a word that says something."""
    return overlap(a[1:], b[1:]) or bool(telling(a[0]) & telling(b[0]))


def telling(name: str) -> set[str]:
    words = (fold(w).removeprefix("ال") for w in name.split())
    return {w for w in words if len(w) > 2}


def pairs(
    theirs: Sequence[tuple[str, int, int]], found: Sequence[tuple[str, int, int]]
) -> list[tuple[int, int]]:
    left, out = set(range(len(found))), []
    for i, a in enumerate(theirs):
        j = next((j for j in sorted(left) if same(a, found[j])), None)
        if j is not None:
            left.discard(j)
            out.append((i, j))
    return out


def links(theirs: Sequence[Side], found: Sequence[Side]) -> Counter[str]:
    """Of the trigger words on both sides: which two of them tell of one event, by each side."""
    by_word = [
        (i, j)
        for i, a in enumerate(theirs)
        for t in a.triggers
        for j in [next((j for j, b in enumerate(found) if shared((t,), b.triggers)), None)]
        if j is not None
    ]
    n: Counter[str] = Counter()
    for (i, j), (k, m) in combinations(by_word, 2):
        n["links theirs"] += i == k
        n["links ours"] += j == m
        n["links both"] += i == k and j == m
    return n


def share(right: str, of: str) -> Callable[[Counter[str]], float]:
    return lambda n: n[right] / n[of] if n[of] else 0.0


def agreement(both: str, theirs: str, found: str) -> Callable[[Counter[str]], float]:
    return lambda n: 2 * n[both] / (n[theirs] + n[found]) if n[theirs] + n[found] else 0.0


MEASURES: dict[str, Callable[[Counter[str]], float]] = {
    "events: precision": share("found", "ours"),
    "events: recall": share("found", "theirs"),
    "events: F1": agreement("found", "theirs", "ours"),
    "type": share("type", "found"),
    "date, where dated": share("dated right", "dated"),
    "left undated": share("undated right", "undated"),
    "date, all": lambda n: (n["dated right"] + n["undated right"]) / max(1, n["found"]),
    "modality": share("modality", "found"),
    "participants: F1": agreement("parties both", "parties theirs", "parties ours"),
    "place: F1": agreement("places both", "places theirs", "places ours"),
    "merging: F1 of links": agreement("links both", "links theirs", "links ours"),
}


def total(counts: Sequence[Counter[str]]) -> Counter[str]:
    out: Counter[str] = Counter()
    for n in counts:
        out.update(n)
    return out


def bootstrap(counts: Sequence[Counter[str]], value: Callable[[Counter[str]], float]) -> tuple[float, float]:
    """The 95% interval of a figure over articles."""
    dice = random.Random(0)
    found = sorted(value(total(dice.choices(counts, k=len(counts)))) for _ in range(ROUNDS))
    return found[ROUNDS // 40], found[-ROUNDS // 40 - 1]

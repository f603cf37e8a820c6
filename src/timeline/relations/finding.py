"""Which words of a text relate two events: "two days after the summit", "on the eve of the vote"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from timeline.anchoring import Anchored
from timeline.anchoring.cues import Cues, load_cues
from timeline.document import Document, Span
from timeline.events.event import Event, Modality
from timeline.expression import TimeExpression, TimexType
from timeline.language import TOKEN, fold
from timeline.relations.relation import Kind, Relation

# What Arabic writes as one with a noun that is spoken of again.
_WORD, _ARTICLE = re.compile(r"\w+"), "ال"
# Before an event at most so many words are looked at, of which so many may be fillers.
_WORDS, _FILLERS, _REACH = 8, 3, 90
# Two events share a relation where the second follows the first so near: "after the attacks and the blast".
_JOINED = 40
# A sentence begins with such words where so many code points stand before them; a clause ends at a comma.
_OPENING, _CLAUSE = 12, re.compile("[،,]")
_ENDS = frozenset(".!?؟;؛\n")
# Days of a unit, and how far off an amount of it may be: "two months after" is no matter of days.
_UNITS = {"D": (1, 0), "W": (7, 3), "M": (30, 15), "Y": (365, 183)}
_AMOUNT = re.compile(r"P(\d+)([DWMY])")
# Days from anchor to subject, at least and at most.
_BOUNDS: dict[Kind, tuple[int | None, int | None]] = {
    "after": (0, None),
    "since": (0, None),
    "before": (None, 0),
    "until": (None, 0),
    "during": (0, 0),
    "day_before": (-1, -1),
    "day_after": (1, 1),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event that others may be told by: one of the document's, or one that the reader knows."""

    start: int
    end: int
    event: int | None = None
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How what is told lies to an anchor, in which words."""

    kind: Kind
    least: int | None
    most: int | None
    words: Span


def find_relations(document: Document, anchored: Anchored, events: Sequence[Event]) -> tuple[Relation, ...]:
    """The relations of a document's events, in text order."""
    text, cues = document.text, load_cues(document.language)
    if not cues.relations:
        return ()
    amounts = {
        e.end: e for e in anchored.expressions if e.type == TimexType.DURATION and _AMOUNT.fullmatch(e.value)
    }
    sentences = _by_sentence(events)
    out: list[Relation] = []
    last: tuple[Anchor, Told] | None = None
    for anchor in _anchors(text, events, anchored):
        told = _told(text, anchor.start, cues, amounts)
        if told is None and last is not None and _is_joined(text, last[0].end, anchor.start, cues):
            told = last[1]
        if told is None:
            continue
        last = (anchor, told)
        subject = _subject(text, events, sentences, anchor, told)
        if subject is not None:
            out.append(
                Relation(
                    kind=told.kind,
                    subject=subject,
                    anchor=anchor.event,
                    known=anchor.known,
                    least=told.least,
                    most=told.most,
                    words=told.words,
                    anchor_span=Span(start=anchor.start, end=anchor.end),
                )
            )
    return tuple(out)


def _anchors(text: str, events: Sequence[Event], anchored: Anchored) -> list[Anchor]:
    """What may be an anchor, in text order; an event that is a known one is that."""
    known = [Anchor(m.start, m.end, None, m.event.key) for m in anchored.landmarks]
    covered = {i for a in known for i in range(a.start, a.end)}
    own = [
        Anchor(trigger.start, trigger.end, i)
        for i, e in enumerate(events)
        for trigger in (tuple(m.trigger for m in e.mentions) or (e.trigger,))
        if trigger.start not in covered and e.modality not in (Modality.NEGATED, Modality.CONDITIONAL)
    ]
    taken = covered.union(a.start for a in own)
    return sorted([*known, *own, *_named_again(text, own, taken)], key=lambda a: (a.start, a.end))


def _named_again(text: str, own: Sequence[Anchor], taken: Collection[int]) -> Iterator[Anchor]:
    """Where the word for an event stands again: after "the attack" it is spoken of, not told as one more."""
    first: dict[str, int] = {}
    for anchor in own:
        if anchor.event is not None:
            word = text[anchor.start : anchor.end].removeprefix(_ARTICLE)
            if word:
                first.setdefault(word, anchor.event)
    for token in _WORD.finditer(text) if first else ():
        event = first.get(token.group().removeprefix(_ARTICLE))
        if event is not None and token.start() not in taken:
            yield Anchor(token.start(), token.end(), event)


def _told(text: str, start: int, cues: Cues, amounts: Mapping[int, TimeExpression]) -> Told | None:
    """What stands before an anchor: a word of relation, with an amount on either side of it."""
    tokens: list[re.Match[str]] = []
    for t in TOKEN.finditer(text, max(start - _REACH, 0), start):
        if t.group() in _ENDS:
            tokens.clear()
        elif t.group()[0].isalnum():
            tokens.append(t)
    if tokens and "\n" in text[tokens[-1].end() : start]:
        return None
    tokens = tokens[-_WORDS:]
    amount: TimeExpression | None = None
    for _ in range(_FILLERS + 1):
        words = [fold(t.group()) for t in tokens]
        found = cues.relation(words)
        inside = amounts.get(tokens[-1].end()) if tokens else None
        if found is None and inside is not None:
            amount, tokens = inside, [t for t in tokens if t.end() <= inside.start]
            words = [fold(t.group()) for t in tokens]
            found = cues.relation(words)
        if found is not None:
            kind, length = found
            first = tokens[-length].start()
            # "Two days after" is read as an amount and a word, or as an amount that holds the word.
            amount = amount or inside or amounts.get(_end_before(text, first))
            begin = first if amount is None else min(first, amount.start)
            return _with_amount(cast(Kind, kind), amount, Span(start=begin, end=start))
        if not words or not (words[-1] in cues.filler or _whose(tokens[-1].group())):
            return None
        tokens = tokens[:-1]
    return None


def _whose(word: str) -> bool:
    """Whether a word before an event names the one whom it belongs to: "after Jackson's death"."""
    return word == "s" or word[0].isupper()


def _end_before(text: str, place: int) -> int:
    """Where the last word before a place ends."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def _with_amount(kind: Kind, amount: TimeExpression | None, words: Span) -> Told:
    least, most = _BOUNDS[kind]
    m = None if amount is None else _AMOUNT.fullmatch(amount.value)
    if m is None or kind not in ("before", "after"):
        return Told(kind, least, most, words)
    unit, slack = _UNITS[m[2]]
    days = int(m[1]) * unit * (1 if kind == "after" else -1)
    return Told(kind, days - slack, days + slack, words)


def _is_joined(text: str, end: int, start: int, cues: Cues) -> bool:
    """Whether an anchor is joined to the one before it by a word for "and", as one more of them."""
    between = text[end:start]
    if len(between) > _JOINED or any(c in _ENDS for c in between):
        return False
    tail = [t.group() for t in TOKEN.finditer(text, end, start + 1)]
    return any(fold(w) in cues.joining for w in tail) or text[start - 1 : start] in cues.joining


def _by_sentence(events: Sequence[Event]) -> list[tuple[int, int, list[int]]]:
    """The sentences that events are told in, in order, each with its events in order."""
    found: dict[tuple[int, int], list[int]] = {}
    for i, e in enumerate(events):
        found.setdefault((e.quote.start, e.quote.end), []).append(i)
    return sorted((start, end, here) for (start, end), here in found.items())


def _subject(
    text: str,
    events: Sequence[Event],
    sentences: Sequence[tuple[int, int, list[int]]],
    anchor: Anchor,
    told: Told,
) -> int | None:
    """Which event is told by an anchor: the nearest before it, or that of the clause which it opens."""
    at = bisect_right(sentences, anchor.start, key=lambda s: s[0]) - 1
    if at < 0 or anchor.start >= sentences[at][1]:
        return None
    start, _, told_here = sentences[at]
    here = [
        i
        for i in told_here
        if i != anchor.event
        and not anchor.start <= events[i].trigger.start < anchor.end
        and events[i].modality != Modality.NEGATED
    ]
    before = [i for i in here if events[i].trigger.start < told.words.start]
    if before or told.words.start - start > _OPENING:
        return before[-1] if before else None
    after = (i for i in here if events[i].trigger.start >= anchor.end)
    return next((i for i in after if _CLAUSE.search(text, anchor.end, events[i].trigger.start)), None)

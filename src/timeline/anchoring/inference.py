"""When was a document written: the day that its text bears, or what the text shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.anchoring.anniversary import anniversaries
from timeline.anchoring.constraint import Constraint, Evidence, evidence
from timeline.anchoring.cues import Cues, load_cues
from timeline.anchoring.dateline import dateline
from timeline.anchoring.known import Landmark
from timeline.anchoring.solve import Solution, allowed, solve
from timeline.document import Basis, CreationTime
from timeline.interval import DAY, UNKNOWN, Interval
from timeline.tagger import Mention

# How sure an inferred date is: measured on dated news; less so where some evidence had to be given up.
AGREEING, CONTRADICTED = 0.97, 0.8


def borne_day(text: str, mentions: Sequence[Mention], language: str) -> Constraint | None:
    """The day that a dateline or a stamp states, with its year; None where the text bears none."""
    cues = load_cues(language)
    stated = dateline(text, mentions, cues)
    if stated is None or stated.bounds == UNKNOWN:
        return None
    if not stated.hard and _belied(stated, evidence(text, mentions, cues)):
        return None
    return _constraint(text, stated, stated.bounds, binds=True)


def infer(
    text: str,
    mentions: Sequence[Mention],
    language: str,
    landmarks: Sequence[Landmark] = (),
    within: Interval | None = None,
) -> tuple[CreationTime, Solution, tuple[Constraint, ...]]:
    """What a text that bears no day shows of its own date, how that is solved, and constraints in text order.

    Basis `inferred` where constraints leave less than all of time, `unknown` otherwise, open on both sides.
    `within` is what its address says; the basis is `metadata` where the text adds nothing to it.
    """
    cues = load_cues(language)
    shown = [*evidence(text, mentions, cues), *anniversaries(text, mentions, cues, language)]
    shown += _by_landmarks(text, landmarks, cues)
    stated = dateline(text, mentions, cues)
    if stated is not None and stated.cycle is not None:
        shown.append(stated)
    shown = _once(shown)
    solution = solve(shown, within or UNKNOWN)
    constraints = tuple(
        _constraint(text, e, _alone(e, solution.best), binds=solution.used.get(e, False))
        for e in sorted(shown, key=lambda e: (e.start, e.end))
    )
    if solution.best == UNKNOWN:
        return CreationTime(), solution, constraints
    reasons = tuple(dict.fromkeys(c.reason for c in constraints if c.binds))
    basis = Basis.METADATA if solution.best == within else Basis.INFERRED
    given_up = any(e.hard and e.bounds != UNKNOWN and e not in solution.used for e in shown)
    return (
        CreationTime(
            interval=solution.best,
            basis=basis,
            reasons=reasons,
            confidence=CONTRADICTED if given_up else AGREEING,
        ),
        solution,
        constraints,
    )


def _once(shown: Sequence[Evidence]) -> list[Evidence]:
    """What is shown again and again once, where it is told first; weekdays are counted, and stay."""
    first: dict[object, Evidence] = {}
    for e in shown:
        key = e if e.weekday is not None else (e.kind, e.bounds, e.cycle, e.twin, e.reach)
        first.setdefault(key, e)
    return list(first.values())


def _by_landmarks(text: str, landmarks: Sequence[Landmark], cues: Cues) -> Iterator[Evidence]:
    """What known events show, where the words beside them say that they have been or are still to come."""
    for mark in landmarks:
        when = mark.event.interval
        side, after = cues.side(text, mark.start, mark.end), cues.is_after(text, mark.start)
        if side > 0 and not after:
            yield Evidence("future", mark.start, mark.end, Interval(None, when.end))
        elif side < 0 or (after and not side):
            yield Evidence("past", mark.start, mark.end, Interval(when.start, None))


def _belied(stated: Evidence, shown: Iterator[Evidence]) -> bool:
    """Whether the text tells as past what came after the day that it seems to bear: it is about that day."""
    end = stated.bounds.end
    return end is not None and any(
        e.kind == "past" and e.bounds.start is not None and e.bounds.start > end + DAY for e in shown
    )


def _alone(e: Evidence, best: Interval) -> Interval:
    """What one piece of evidence leaves: its bounds, or the days of the best interval that it allows."""
    if e.cycle is None or not best.bounded:
        return e.bounds
    days = allowed(e, (best.first_day or 0, (best.last_day or 0) + 1))
    return Interval(days[0][0] * DAY, days[-1][1] * DAY) if days else UNKNOWN


def _constraint(text: str, e: Evidence, interval: Interval, *, binds: bool) -> Constraint:
    return Constraint(
        kind=e.kind,
        interval=interval,
        start=e.start,
        end=e.end,
        text=text[e.start : e.end],
        hard=e.hard,
        binds=binds,
        weekday=e.weekday,
    )

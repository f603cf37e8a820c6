"""How well are articles dated whose date is hidden: `python benchmarks/dating.py CASES.jsonl`.

CASES has one JSON object a line: {id, text, published, language or lang}. It prints, by language, how many
articles bear their own date and how many of those are read exactly, how many are dated by inference and how
often that interval holds the true day, and what baselines do on the same articles.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from timeline.anchoring import Anchored, anchor
from timeline.anchoring.network import Link, propagate
from timeline.document import Basis, Document
from timeline.expression import TimeExpression
from timeline.interval import Granularity, Interval, edtf

_EPOCH = dt.date(1970, 1, 1).toordinal()
# A paper of the next day: the text shows the day on which it was written.
_SLACK = 1


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    language: str
    day: int  # the true date, in days since 1970-01-01
    text: str
    anchored: Anchored


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file, dated with their dates hidden."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            language = record.get("language") or record.get("lang") or "en"
            day = dt.date.fromisoformat(record["published"][:10]).toordinal() - _EPOCH
            document = Document(id=record["id"], text=record["text"], language=language)
            yield Case(document.id, language, day, document.text, anchor(document))


def without_dateline(case: Case) -> Case:
    """The article with the dates blanked that it bears as its own, as the inference has never seen it."""
    text, found = case.text, case.anchored
    while found.published.basis == Basis.TEXT:
        (borne,) = found.constraints
        text = text[: borne.start] + " " * (borne.end - borne.start) + text[borne.end :]
        found = anchor(Document(id=case.id, text=text, language=case.language))
    return Case(case.id, case.language, case.day, text, found)


def full_dates(case: Case) -> list[int]:
    """The days that a text names in full, in text order."""
    return [
        e.interval.first_day
        for e in case.anchored.expressions
        if _is_full(e) and e.interval is not None and e.interval.first_day is not None
    ]


def _is_full(e: TimeExpression) -> bool:
    return e.granularity == Granularity.DAY and e.basis == "text"


def row(name: str, *cells: object) -> str:
    return f"  {name:<44}" + "".join(f"{cell!s:>12}" for cell in cells)


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def stated(cases: Sequence[Case]) -> Iterator[str]:
    """The articles that bear their own date."""
    found = [c for c in cases if c.anchored.published.basis == Basis.TEXT]
    off = [(c.anchored.published.interval.first_day or 0) - c.day for c in found]
    exact, near = sum(d == 0 for d in off), sum(abs(d) <= _SLACK for d in off)
    yield row("dated by their own dateline", len(found), share(len(found), len(cases)))
    yield row("  exact", exact, share(exact, len(found)))
    yield row("  within a day", near, share(near, len(found)))


def holds(case: Case, slack: int = 0) -> bool:
    """Whether the interval holds the true day, or misses it by at most so many days."""
    return _within(case.anchored.published.interval, case.day, slack)


def _within(interval: Interval, day: int, slack: int) -> bool:
    first, last = interval.first_day, interval.last_day
    return (first is None or first <= day + slack) and (last is None or day - slack <= last)


def _spread(intervals: Sequence[Interval]) -> tuple[object, ...]:
    """The median width of those that are bounded, in days, and how many they are."""
    widths = [i.days for i in intervals if i.days is not None]
    return (median(widths) if widths else "-", len(widths))


def inferred(cases: Sequence[Case], listed: int) -> Iterator[str]:
    """The articles that are dated by inference."""
    found = [c for c in cases if c.anchored.published.basis == Basis.INFERRED]
    bare = [c for c in cases if c.anchored.published.basis != Basis.TEXT]
    bounded = [c for c in found if c.anchored.published.interval.bounded]
    for name, some in (("dated by inference", found), ("  bounded on both sides", bounded)):
        right, near = sum(map(holds, some)), sum(holds(c, _SLACK) for c in some)
        yield row(name, len(some), share(len(some), len(bare)))
        yield row("    holds the true day", right, share(right, len(some)))
        yield row("    or misses it by a day", near, share(near, len(some)))
    yield row("  must lie in, median days", *_spread([c.anchored.hard for c in bounded]))
    yield row("  recorded, median days", *_spread([c.anchored.published.interval for c in bounded]))
    likely = sum(_within(c.anchored.likely, c.day, _SLACK) for c in bounded)
    yield row("  most likely (four in five), median days", *_spread([c.anchored.likely for c in bounded]))
    yield row("    holds the true day", likely, share(likely, len(bounded)))
    joint = [c for c in bounded if sum(k.binds for k in c.anchored.constraints) > 1]
    yield row(
        "  recorded, by two constraints or more", *_spread([c.anchored.published.interval for c in joint])
    )
    for name, some in (("bounded", bounded), ("bounded by two or more", joint)):
        short = sum((c.anchored.published.interval.days or 0) <= 31 for c in some)
        yield row(f"    {name}: at most 31 days", short, share(short, len(some)))
    kinds = Counter(k.kind for c in found for k in c.anchored.constraints if k.binds)
    yield row("  constraints that bind", ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))
    for case in [c for c in found if not holds(c, _SLACK)][:listed]:
        published = case.anchored.published
        day = dt.date.fromordinal(case.day + _EPOCH)
        yield f"    ! {case.id} {day} not in {edtf(published.interval, '')}"
        yield from (f"        {reason}" for reason in published.reasons)


def baselines(cases: Sequence[Case]) -> Iterator[str]:
    """What simple rules do on the same articles: the first or last day that is named in full, htmldate."""
    yield row("baselines: answers, exact, within 31 days")
    takes: dict[str, Callable[[list[int]], int]] = {
        "first full date": lambda d: d[0],
        "last full date": lambda d: d[-1],
    }
    for name, take in takes.items():
        answers = [(take(days), c.day) for c in cases if (days := full_dates(c))]
        yield _answers(name, answers)
    try:
        from htmldate import find_date  # type: ignore[import-not-found]
    except ImportError:
        yield "  htmldate is not installed"
        return
    answers = []
    for case in cases:
        paragraphs = "".join(f"<p>{p}</p>" for p in case.text.split("\n"))
        found = find_date(
            f"<html><body>{paragraphs}</body></html>", extensive_search=True, original_date=True
        )
        if found:
            answers.append((dt.date.fromisoformat(found).toordinal() - _EPOCH, case.day))
    yield _answers("htmldate, on the text as a page", answers)


def _answers(name: str, answers: Sequence[tuple[int, int]]) -> str:
    exact, near = sum(a == b for a, b in answers), sum(abs(a - b) <= 31 for a, b in answers)
    cells = (len(answers), f"{exact} {share(exact, len(answers))}", f"{near} {share(near, len(answers))}")
    return row(f"  {name}", *cells)


def network() -> Iterator[str]:
    """How long relations take to settle, in networks of more and more of them, and how that grows."""
    yield row("relations", "contradict", "settled in, s", "times longer")
    before = 0.0
    for size in (12_500, 25_000, 50_000, 100_000):
        given, links = _told(size)
        start = time.perf_counter()
        bounds = propagate(given, links)
        spent = time.perf_counter() - start
        times = f"{spent / before:.1f}" if before else "-"
        yield row(f"{size:,}", len(bounds.conflicts), f"{spent:.2f}", times)
        before = spent


def _told(size: int) -> tuple[list[tuple[int | None, int | None]], list[Link]]:
    """Events as news tells them: one in ten dated, the rest by one another, one relation in fifty wrong."""
    chance = random.Random(size)
    true = [chance.randrange(10_000) for _ in range(size)]
    given = [(day, day) if chance.random() < 0.1 else (None, None) for day in true]
    links = []
    for _ in range(size):
        near = chance.randrange(size)
        a, b = near, min(max(near + chance.randrange(-40, 41), 0), size - 1)
        days = true[b] - true[a]
        if a == b:
            continue
        a, b, days = (a, b, days) if days >= 0 else (b, a, -days)
        if chance.random() < 0.02:
            a, b = b, a
        exact = chance.random() < 0.3
        links.append(Link(a, b, days if exact else 0, days if exact else None, chance.choice((0.5, 1.0))))
    return given, links


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("cases", type=Path, nargs="?", help="left out: the network of relations is timed")
    parser.add_argument("--errors", type=int, default=5, help="how many wrong inferences to list")
    options = parser.parse_args()
    if options.cases is None:
        for line in network():
            print(line, flush=True)
        return
    start = time.perf_counter()
    cases = list(read_cases(options.cases))
    spent = time.perf_counter() - start
    for language in sorted({c.language for c in cases}):
        some = [c for c in cases if c.language == language]
        print(f"{options.cases.name}, {language}: {len(some)} articles")
        for part in (stated(some), inferred(some, options.errors), baselines(some)):
            print("\n".join(part))
        blanked = [without_dateline(c) for c in some if c.anchored.published.basis == Basis.TEXT]
        print(
            f"{options.cases.name}, {language}: the datelined ones, their datelines blanked: {len(blanked)}"
        )
        print("\n".join(inferred(blanked, options.errors)))
    print(f"  {len(cases) / spent:.0f} articles/s, tagging included")


if __name__ == "__main__":
    main()

"""How good are the events, and how fast: on labelled sentences and articles that the project does not own.

python benchmarks/events.py FOLDER [ANNOTATED.jsonl ...]

FOLDER: with event_labels_ar.jsonl, events_ar.jsonl, articles_ar.jsonl in it, or some of them.
Labels: {event_type, label, text}, "yes" where a sentence reports such an event. A sentence counts as yes
where an event of that type happened or is going on. `lexicon only` takes every trigger word for an event;
`with filter`: filters trained on the other folds (wants scikit-learn), not the one in the package.
Spans: {event_type, text, spans: [{verb, source_actor, target_actor}]}. Articles: {text, published}.
ANNOTATED: articles with their events, see annotated.py. Intervals are 95% bootstrap intervals.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import annotated

from timeline.anchoring import anchor
from timeline.cli import COLLECTED
from timeline.document import Document
from timeline.events import Event, extract_events
from timeline.events.candidates import candidates
from timeline.events.lexicon import load_lexicon
from timeline.events.passage import read
from timeline.interval import Interval

ROUNDS = 500
REAL = ("happened", "ongoing")
Row = dict[str, Any]


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    for name, report in (
        ("articles_ar.jsonl", speed),  # first, so that its memory is its own
        ("event_labels_ar.jsonl", labels),
        ("events_ar.jsonl", spans),
    ):
        if (folder / name).is_file():
            print(f"\n{name}")
            report(folder / name)
    for name in sys.argv[2:]:
        print(f"\n{Path(name).name}")
        annotated.report(Path(name))


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def told(text: str) -> tuple[Event, ...]:
    document = Document(id="", text=text, language="ar")
    return extract_events(document, anchor(document), lambda _: None)


def labels(path: Path) -> None:
    """Precision, recall and F1 for each labelled type, next to the lexicon alone."""
    lexicon, cases = load_lexicon("ar"), rows(path)

    def by_lexicon(text: str) -> set[str]:
        passage = read(text, lexicon, ())
        return {c.family.type.value for s in passage.sentences for c in candidates(passage, s)}

    def by_rules(text: str) -> set[str]:
        return {e.type.value for e in told(text) if e.modality in REAL}

    methods: tuple[tuple[str, Callable[[str], set[str]]], ...] = (
        ("lexicon only", by_lexicon),
        ("rules", by_rules),
    )
    for kind in sorted({c["event_type"].upper() for c in cases}):
        for name, method in methods:
            pairs = [
                (kind in method(c["text"]), c["label"] == "yes")
                for c in cases
                if c["event_type"].upper() == kind
            ]
            low, high = bootstrap(pairs)
            p, r, f = scores(pairs)
            print(f"  {kind:8} {name:13} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  [{low:.3f}, {high:.3f}]")

    more = path.with_name("events_ar.jsonl")
    try:
        import train_filter
    except ImportError:
        print("  with filter: wants scikit-learn")
        return
    known = train_filter.by_kind(train_filter.load(path, more if more.is_file() else None))
    for kind in known:
        f1 = train_filter.cross_validated(kind, known, 1)["with filter"]
        print(f"  {kind:8} with filter, on folds left out: F1 {f1[0]:.3f}")


def scores(pairs: list[tuple[bool, bool]]) -> tuple[float, float, float]:
    n = Counter(pairs)
    p = n[True, True] / max(1, n[True, True] + n[True, False])
    r = n[True, True] / max(1, n[True, True] + n[False, True])
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def bootstrap(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    dice = random.Random(0)
    found = sorted(scores(dice.choices(pairs, k=len(pairs)))[2] for _ in range(ROUNDS))
    return found[ROUNDS // 40], found[-ROUNDS // 40]


def spans(path: Path) -> None:
    """Whether the gold verb stands in a sentence that tells an event; how far the actors are found."""
    n: Counter[str] = Counter()
    for case in rows(path):
        text, kind = case["text"], case["event_type"].upper()
        events = told(text)
        for span in case["spans"]:
            verb = " ".join(w for w in span["verb"] if w)
            if verb:
                n["verbs"] += 1
                n["any"] += any(_quoted(text, e, verb) for e in events)
                n["typed"] += any(_quoted(text, e, verb) for e in events if e.type == kind)
            for side in ("source_actor", "target_actor"):
                if span[side]:
                    n[side] += 1
                    names = " ".join(p.name for e in events for p in e.participants)
                    n[f"{side} found"] += any(len(w) > 2 and w in names for w in span[side])
    of_any, of_type = n["any"] / n["verbs"], n["typed"] / n["verbs"]
    print(f"  gold verb in an event's sentence {of_any:.3f}, of its type {of_type:.3f}")
    for side in ("source_actor", "target_actor"):
        print(f"  {side} overlaps a participant {n[f'{side} found'] / n[side]:.3f}")


def _quoted(text: str, event: Event, verb: str) -> bool:
    quote = text[event.quote.start : event.quote.end]
    return any(word in quote for word in verb.split())


def speed(path: Path) -> None:
    """Articles a second of this process's own time once everything has been loaded, and its memory.

    The collector is set as the command line sets it.
    """
    gc.set_threshold(*COLLECTED)
    documents = [
        Document(
            id=str(k),
            text=c["text"],
            language="ar",
            published=Interval.of_date(dt.date.fromisoformat(c["published"])),
        )
        for k, c in enumerate(rows(path))
    ]
    for document in documents[: len(documents) // 4]:
        extract_events(document, anchor(document))
    start = time.process_time()
    number = sum(len(extract_events(d, anchor(d))) for d in documents)
    rate = len(documents) / (time.process_time() - start)
    print(f"  tag and extract: {rate:.0f} articles/s, {number / len(documents):.1f} events an article")
    print(f"  at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

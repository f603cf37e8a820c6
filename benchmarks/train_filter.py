"""Train the filter of docs/event-filter.md, and say how good it is on sentences that it did not see.

python benchmarks/train_filter.py LABELS [--more EVENTS] [--write] [--seeds 3]

LABELS: JSON lines {event_type, label, text}, "yes" where a sentence reports such an event.
EVENTS: JSON lines {event_type, text}: more that report one, to learn from; never to judge by.
Sentences that share rare words are kept in one fold. With --write, the weights of all go to filter.json.
Wants scikit-learn (the dev extra); what it trains is read without it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

import timeline
from timeline.anchoring import anchor
from timeline.document import Document
from timeline.events import extract_events
from timeline.events.candidates import candidates
from timeline.events.filter import FILE, REPORTED, Filter, points_of, read_filter, words_of
from timeline.events.lexicon import load_lexicon
from timeline.events.passage import stretches
from timeline.events.scene import open_scene
from timeline.events.triggers import weighed
from timeline.language import TOKEN

Row = dict[str, Any]
LANGUAGE = "ar"
VERSION = 1
STEMS = {
    "joined": ["و", "ف"],
    "attached": ["بال", "كال", "لل", "ال", "ب", "ل", "ك"],
    "endings": ["هما", "كم", "هم", "ها", "ات", "ين", "ون", "ان", "ه", "ة"],
}
# How much less what the rules say counts than what the words say; what makes the words of a sentence a vector
# about one long; the inverse of the regularisation.
POINTS, LONG, C = 0.15, 3.5, 3.0
SEEN = 2  # a word counts that stands in so many sentences
DIGITS = 2  # of a weight; smaller ones are left out
# Folds left out to judge the filter; inside the others, those left out to find its border, in so many ways.
FOLDS, INNER, WAYS = 5, 4, 3
# Sentences are one document's if they share so many words that stand in so few.
SHARED, RARE = 4, 12


@dataclass(frozen=True)
class Case:
    text: str
    kind: str
    yes: bool
    words: frozenset[str]
    points: frozenset[str]
    told: bool  # whether the lexicon has a candidate that happened
    labelled: bool  # among those to judge by
    group: int  # the number of its document


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("labels", type=Path)
    ap.add_argument("--more", type=Path)
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--seeds", type=int, default=3)
    args = ap.parse_args()
    cases = load(args.labels, args.more)
    for kind, ones in by_kind(cases).items() if args.seeds else ():
        for name, scores in cross_validated(kind, ones, args.seeds).items():
            print(
                f"{kind:8} {name:12} F1 {mean(scores):.3f}  (by seed {', '.join(f'{f:.3f}' for f in scores)})"
            )
    if args.write:
        place = Path(timeline.__file__).parent / "languages" / LANGUAGE / FILE
        table = trained(by_kind(cases))
        place.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
        print(f"{place.name}: {place.stat().st_size / 1000:.0f} kB")


def load(labels: Path, more: Path | None) -> list[Case]:
    rows = read(labels)
    known = {row["text"] for row in rows}
    extra = [{**row, "label": "yes"} for row in read(more) if row["text"] not in known] if more else []
    groups = documents([row["text"] for row in (*rows, *extra)])
    return [
        case(row, labelled=k < len(rows), group=group)
        for k, (row, group) in enumerate(zip((*rows, *extra), groups, strict=True))
    ]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_kind(cases: Sequence[Case]) -> dict[str, list[Case]]:
    return {kind: [c for c in cases if c.kind == kind] for kind in sorted({c.kind for c in cases})}


def case(row: Row, *, labelled: bool, group: int) -> Case:
    """A sentence as the filter sees it. Where the label's text is several sentences, they are one here."""
    kind, blank = row["event_type"].upper(), read_filter({"stems": STEMS, "types": {}})
    document = Document(id="", text=row["text"], language=LANGUAGE)
    words: set[str] = set()
    ones = []
    for passage in stretches(document.text, load_lexicon(LANGUAGE), anchor(document).expressions):
        for number, sentence in enumerate(passage.sentences):
            scene = open_scene(passage, number)
            words |= set(words_of(blank, scene))
            here = weighed(scene, list(candidates(passage, sentence)))
            ones += [w for w in here if w.family.type == kind]
    told = any(w.modality in REPORTED for w in ones)
    return Case(
        row["text"], kind, row["label"] == "yes", frozenset(words), points_of(ones), told, labelled, group
    )


def cross_validated(kind: str, cases: list[Case], seeds: int) -> dict[str, list[float]]:
    """F1 by seed of what the extractor returns: without a filter, and with one trained on the other folds."""
    labelled = [c for c in cases if c.labelled]
    yes = [c.yes for c in labelled]
    out = {"rules": [f1(yes, [said(kind, c.text, None) for c in labelled])], "with filter": []}
    for seed in range(seeds):
        got = np.zeros(len(labelled), bool)
        for test in folds(labelled, FOLDS, seed):
            judge = read_filter(trained({kind: apart(cases, [labelled[i] for i in test])}))
            got[test] = [said(kind, labelled[i].text, judge) for i in test]
        out["with filter"].append(f1(yes, got.tolist()))
    return out


def folds(cases: list[Case], number: int, seed: int) -> Iterator[np.ndarray]:
    """The places of each fold's cases; no document is in two."""
    split = StratifiedGroupKFold(number, shuffle=True, random_state=seed)
    yes, groups = [c.yes for c in cases], [c.group for c in cases]
    yield from (test for _, test in split.split(cases, yes, groups))


def apart(cases: list[Case], held_out: list[Case]) -> list[Case]:
    """The cases from other documents than those held out."""
    theirs = {c.group for c in held_out}
    return [c for c in cases if c.group not in theirs]


def said(kind: str, text: str, judge: Filter | None) -> bool:
    document = Document(id="", text=text, language=LANGUAGE)
    events = extract_events(document, anchor(document), lambda _: judge)
    return any(e.type == kind and e.modality in REPORTED for e in events)


def f1(yes: Sequence[bool], got: Sequence[bool]) -> float:
    right = sum(a and b for a, b in zip(yes, got, strict=True))
    return 2 * right / max(1, sum(yes) + sum(got))


def documents(texts: list[str]) -> list[int]:
    """A number for each text, the same where they share so many rare words that they are one document's."""
    sets = [set(TOKEN.findall(t)) for t in texts]
    often = Counter(w for s in sets for w in s)
    holders: dict[str, list[int]] = defaultdict(list)
    for k, words in enumerate(sets):
        for w in words:
            if len(w) > 3 and 1 < often[w] <= RARE:
                holders[w].append(k)
    shared = Counter((a, b) for ks in holders.values() for i, a in enumerate(ks) for b in ks[i + 1 :])
    parent = list(range(len(texts)))

    def root(k: int) -> int:
        while parent[k] != k:
            k = parent[k]
        return k

    for (a, b), number in shared.items():
        if number >= SHARED:
            parent[root(b)] = root(a)
    return [root(k) for k in range(len(texts))]


def trained(by_type: dict[str, list[Case]]) -> dict[str, Any]:
    """What filter.json holds."""
    types = {kind: fitted(cases) for kind, cases in by_type.items()}
    return {"version": VERSION, "stems": STEMS, "types": types}


def fitted(cases: list[Case]) -> dict[str, Any]:
    """The weights of one type, moved so that 0 is the border that is best on sentences left out."""
    words, points, fit = fit_to(cases)
    labelled = [c for c in cases if c.labelled]
    yes, told = np.array([c.yes for c in labelled]), np.array([c.told for c in labelled])
    borders = []
    for way in range(WAYS):
        held_out = np.zeros(len(labelled))
        for test in folds(labelled, INNER, way):
            ones = [labelled[i] for i in test]
            held_out[test] = scored(ones, *fit_to(apart(cases, ones)))
        borders.append(best_border(np.where(told, held_out, -1e9), yes))
    weights = fit.coef_[0]
    return {
        "bias": round(float(fit.intercept_[0]) - mean(borders), DIGITS),
        "words": rounded(words, weights[: len(words)] * np.array(list(words.values()))),
        "points": rounded(points, weights[len(words) :] * POINTS),
    }


def fit_to(cases: list[Case]) -> tuple[dict[str, float], list[str], LogisticRegression]:
    """The words that count with how rare they are, the points, and the model of both."""
    often = Counter(w for c in cases for w in c.words)
    words = {w: (math.log(len(cases) / n) + 1) / LONG for w, n in sorted(often.items()) if n >= SEEN}
    points = sorted({p for c in cases for p in c.points})
    model = LogisticRegression(C=C, class_weight="balanced", max_iter=5000, tol=1e-8)
    return words, points, model.fit(as_matrix(cases, words, points), [c.yes for c in cases])


def scored(
    cases: list[Case], words: dict[str, float], points: list[str], fit: LogisticRegression
) -> np.ndarray:
    return fit.decision_function(as_matrix(cases, words, points))


def as_matrix(cases: list[Case], words: dict[str, float], points: list[str]) -> np.ndarray:
    """A row for each sentence: its words by how rare they are, over its length, then its points."""
    names = [*words, *points]
    place = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((len(cases), len(names)))
    for row, c in zip(matrix, cases, strict=True):
        for w in c.words & words.keys():
            row[place[w]] = words[w] / math.sqrt(len(c.words))
        row[[place[p] for p in c.points if p in place]] = POINTS
    return matrix


def best_border(scores: np.ndarray, yes: np.ndarray) -> float:
    """Where a border between scores gives the best F1."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(yes[order])
    best = int(np.argmax(2 * right / (np.arange(1, len(yes) + 1) + yes.sum())))
    return float(scores[order][best : best + 2].mean())


def rounded(names: Iterable[str], weights: np.ndarray) -> dict[str, float]:
    pairs = ((n, round(float(w), DIGITS)) for n, w in zip(names, weights, strict=True))
    return {n: w for n, w in pairs if w}


if __name__ == "__main__":
    main()

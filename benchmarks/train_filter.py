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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

import timeline
from timeline.anchoring import anchor
from timeline.document import Document
from timeline.events import extract_events
from timeline.events.candidates import candidates
from timeline.events.filter import FILE, REPORTED, Filter, read_filter, signs_of
from timeline.events.lexicon import load_lexicon
from timeline.events.passage import stretches
from timeline.events.scene import open_scene
from timeline.events.triggers import weighed
from timeline.language import TOKEN

Row = dict[str, Any]
Known = dict[tuple[str, str], float]  # by block and sign
LANGUAGE = "ar"
VERSION = 2
STEMS = {
    "joined": ["و", "ف"],
    "attached": ["بال", "كال", "لل", "ال", "ب", "ل", "ك"],
    "endings": ["هما", "كم", "هم", "ها", "ات", "ين", "ون", "ان", "ه", "ة"],
}
# How much each block of signs counts beside the words, and in how many sentences a sign stands that counts.
BLOCKS = {"words": (1.0, 2), "pairs": (0.5, 3), "beside": (0.5, 2), "points": (0.12, 2)}
# Those whose signs count the more the rarer they are, and the less the more of them a sentence has.
SHARED_OUT = ("words", "pairs", "beside")
# What stands beside a trigger is learned from the other types' sentences too, which count so much.
FROM_ALL, OTHERS = "beside", 0.3
# What makes the words of a sentence a vector about one long; the inverse of the regularisation.
LONG, C = 3.5, 2.0
DIGITS = 2  # of a weight; smaller ones are left out
# Folds left out to judge the filter; inside the others, those left out to find its border, in so many ways.
FOLDS, INNER, WAYS = 5, 5, 3
# Each of the scores that the border is found by is thought of as spread by so much of their deviation.
SPREAD, GRID = 0.15, 200
# Sentences are one document's if they share so many words that stand in so few.
SHARED, RARE = 4, 12


@dataclass(frozen=True)
class Case:
    text: str
    kind: str
    yes: bool
    signs: dict[str, frozenset[str]]  # by block
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
    by_type = by_kind(cases)
    for kind in by_type if args.seeds else ():
        for name, scores in cross_validated(kind, by_type, args.seeds).items():
            print(
                f"{kind:8} {name:12} F1 {mean(scores):.3f}  (by seed {', '.join(f'{f:.3f}' for f in scores)})"
            )
    if args.write:
        place = Path(timeline.__file__).parent / "languages" / LANGUAGE / FILE
        table = trained(by_type)
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
    signs: dict[str, frozenset[str]] = dict.fromkeys(BLOCKS, frozenset())
    told = False
    for passage in stretches(document.text, load_lexicon(LANGUAGE), anchor(document).expressions):
        for number, sentence in enumerate(passage.sentences):
            scene = open_scene(passage, number)
            ones = [w for w in weighed(scene, list(candidates(passage, sentence))) if w.family.type == kind]
            told = told or any(w.modality in REPORTED for w in ones)
            here = signs_of(blank, scene, ones)
            signs = {block: signs[block] | here[block] for block in BLOCKS}
    return Case(row["text"], kind, row["label"] == "yes", signs, told, labelled, group)


def cross_validated(kind: str, by_type: dict[str, list[Case]], seeds: int) -> dict[str, list[float]]:
    """F1 by seed of what the extractor returns: without a filter, and with one trained on the other folds."""
    cases, others = of_kind(kind, by_type)
    labelled = [c for c in cases if c.labelled]
    yes = [c.yes for c in labelled]
    out = {"rules": [f1(yes, [said(kind, c.text, None) for c in labelled])], "with filter": []}
    for seed in range(seeds):
        got = np.zeros(len(labelled), bool)
        for test in folds(labelled, FOLDS, seed):
            held_out = [labelled[i] for i in test]
            weights = fitted(apart(cases, held_out), apart(others, held_out))
            judge = read_filter({"stems": STEMS, "types": {kind: weights}})
            got[test] = [said(kind, c.text, judge) for c in held_out]
        out["with filter"].append(f1(yes, got.tolist()))
    return out


def of_kind(kind: str, by_type: dict[str, list[Case]]) -> tuple[list[Case], list[Case]]:
    """The cases of a type, and those of the others."""
    return by_type[kind], [c for other, ones in by_type.items() if other != kind for c in ones]


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
    types = {kind: fitted(*of_kind(kind, by_type)) for kind in by_type}
    return {"version": VERSION, "stems": STEMS, "types": types}


def fitted(cases: list[Case], others: list[Case]) -> dict[str, Any]:
    """The weights of one type, moved so that 0 is the border that is best on sentences left out."""
    labelled = [c for c in cases if c.labelled]
    asked = [c for c in labelled if c.told]
    scores = np.zeros((WAYS, len(asked)))
    for way in range(WAYS):
        for test in folds(asked, INNER, way):
            ones = [asked[i] for i in test]
            known, fit = fit_to(apart(cases, ones), apart(others, ones))
            scores[way, test] = fit.decision_function(as_matrix(ones, known))
    border = best_border(
        scores.ravel(), np.tile([c.yes for c in asked], WAYS), WAYS * sum(c.yes for c in labelled)
    )
    known, fit = fit_to(cases, others)
    weights = dict(zip(known, fit.coef_[0], strict=True))
    return {
        "bias": round(float(fit.intercept_[0]) - border, DIGITS),
        **{
            block: rounded({sign: w * known[b, sign] for (b, sign), w in weights.items() if b == block})
            for block in BLOCKS
        },
    }


def fit_to(cases: list[Case], others: list[Case]) -> tuple[Known, LogisticRegression]:
    """The signs that count, each with how much, and the model. What is never asked teaches nothing."""
    asked, beside = [c for c in cases if c.told], [c for c in others if c.told]
    known: Known = {}
    for block, (much, least) in BLOCKS.items():
        ones = asked + beside if block == FROM_ALL else asked
        often = Counter(sign for c in ones for sign in c.signs[block])
        for sign, n in sorted(often.items()):
            if n >= least:
                rare = (math.log(len(ones) / n) + 1) / LONG if block in SHARED_OUT else 1.0
                known[block, sign] = rare * much
    matrix = vstack((as_matrix(asked, known), as_matrix(beside, known, (FROM_ALL,))))
    counts = np.concatenate((alike(asked), OTHERS * alike(beside)))
    # Newton's method from the same beginning: the same weights each time
    model = LogisticRegression(C=C, solver="liblinear", max_iter=1000, tol=1e-4)
    return known, model.fit(matrix, [c.yes for c in asked + beside], sample_weight=counts)


def alike(cases: list[Case]) -> np.ndarray:
    """How much each case counts so that both answers count alike."""
    yes = np.array([c.yes for c in cases])
    return np.where(yes, len(yes) / 2 / max(1, yes.sum()), len(yes) / 2 / max(1, (~yes).sum()))


def as_matrix(cases: list[Case], known: Known, blocks: Sequence[str] = tuple(BLOCKS)) -> csr_matrix:
    """A row for each sentence: its signs by how rare they are, over how many there are of them."""
    place = {name: k for k, name in enumerate(known)}
    rows, columns, values = [], [], []
    for row, c in enumerate(cases):
        for block in blocks:
            over = math.sqrt(len(c.signs[block]) or 1) if block in SHARED_OUT else 1.0
            for name in {(block, sign) for sign in c.signs[block]} & known.keys():
                rows.append(row)
                columns.append(place[name])
                values.append(known[name] / over)
    return csr_matrix((values, (rows, columns)), shape=(len(cases), len(known)))


def best_border(scores: np.ndarray, yes: np.ndarray, all_yes: int) -> float:
    """Where a border between scores gives the best F1, each spread a little: few sentences make it uneven."""
    borders = np.linspace(scores.min(), scores.max(), GRID)
    over = 1 / (1 + np.exp((borders[:, None] - scores) / (SPREAD * scores.std())))
    return float(borders[np.argmax(2 * over @ yes / (over.sum(axis=1) + all_yes))])


def rounded(weights: dict[str, float]) -> dict[str, float]:
    pairs = ((name, round(float(w), DIGITS)) for name, w in weights.items())
    return {name: w for name, w in pairs if w}


if __name__ == "__main__":
    main()

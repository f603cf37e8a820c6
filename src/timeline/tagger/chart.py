"""Which mentions stand in a run of words: a chart, filled from right to left.

At every place the rules' trie is walked over the edges that begin there, and what a rule builds is an edge of
its own. The edges at a place and their reach are bounded, so the work is linear in the run.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from timeline.language import BEGIN, END, MENTIONS, Node, Rule, number_classes
from timeline.meaning import Term
from timeline.meaning.terms import Periodic
from timeline.tagger.words import Word

# An expression is at most this many tokens long, and at most this many edges begin at one place.
MAX_TOKENS = 24
MAX_EDGES = 160
# What the places of the rules that made an edge's parts weigh against its own: of two readings by one rule,
# that made of the earlier rules wins.
INNER = 1e-5

# Tokens that a language knows: (start, end, what it is).
Run = list[tuple[int, int, Word]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text, half-open in code points, and the term it means; `tense` is that of its clause."""

    start: int
    end: int
    category: str
    term: Term
    rule: str
    tense: int = 0
    others: tuple[Term, ...] = ()


@dataclass(slots=True)
class Edge:
    """Something recognised from a place on; `after` is the place where the next token begins.

    [begin, end) is what is marked of it: a rule may leave out words around it that it needs.
    """

    after: int
    begin: int
    end: int
    category: str
    value: Any
    rule: Rule | None
    size: int  # tokens
    weight: float = 0  # its rule's place in the file, then those of the rules that made its parts


def parse(run: Run, rules: Node, text: str) -> list[Mention]:
    """The mentions of a run: longest first, then the earlier rule; none overlapping."""
    candidates = [
        (place, e) for place, edges in _chart(run, rules).items() for e in edges if e.rule is not None
    ]
    if not candidates:
        return []
    candidates.sort(key=_rank)
    taken: list[tuple[int, int]] = []
    out: dict[tuple[int, int], Mention] = {}
    for place, edge in candidates:
        assert edge.rule is not None
        span = (place, edge.after)
        marked = (edge.begin, edge.end)
        if marked in out:
            best = out[marked]
            if edge.category == best.category and len(best.others) < 2:
                others = (*best.others, edge.value)
                out[marked] = Mention(*marked, best.category, best.term, best.rule, 0, others)
            continue
        i = bisect_left(taken, span)
        if (i and taken[i - 1][1] > place) or (i < len(taken) and taken[i][0] < edge.after):
            continue
        if not _bounded(text, *marked) or _counts(text, run, edge):
            continue
        taken.insert(i, span)
        out[marked] = Mention(*marked, edge.category, edge.value, edge.rule.name)
    return sorted((m for m in out.values() if m.category != "nothing"), key=lambda m: m.start)


def _chart(run: Run, rules: Node) -> dict[int, list[Edge]]:
    """The edges of a run that may be mentions, by the place where they begin."""
    chart: dict[int, dict[str, list[Edge]]] = {}
    glued: set[int] = set()
    starts: dict[int, list[Edge]] = {}
    after = run[-1][1] + 1
    for start, end, word in reversed(run):
        if after == end:
            glued.add(end)
        for offset, literals, opening, known in word.known:
            place = start + offset
            here: dict[str, list[Edge]] = {}
            agenda: list[Edge] = []
            if literals:
                itself = Edge(after, place, end, "'", None, None, 1)
                alone = [itself]
                here = dict.fromkeys(literals, alone)
                for child in opening:
                    _walk(child, itself, (None,), place, 0, 1, 0, chart, glued, agenda)
            for ends, category, value in known:
                if ends:
                    glued.add(start + ends)
                    agenda.append(Edge(start + ends, place, start + ends, category, value, None, 0))
                else:
                    agenda.append(Edge(after, place, end, category, value, None, 1))
            seen: dict[Any, Edge] = {}
            while agenda and len(seen) < MAX_EDGES:
                edge = agenda.pop()
                category = edge.category
                key = (edge.after, category, edge.value)
                same = seen.get(key)
                if same is not None:
                    if edge.rule and same.rule:
                        wider = (edge.end - edge.begin) - (same.end - same.begin)
                        if wider > 0:
                            same.begin, same.end, same.rule = edge.begin, edge.end, edge.rule
                            same.weight = edge.weight
                        elif wider == 0 and edge.weight < same.weight:
                            same.rule, same.weight = edge.rule, edge.weight
                    continue
                seen[key] = edge
                if category in here:
                    here[category] = [*here[category], edge]
                else:
                    here[category] = [edge]
                opened = rules.children.get(category)
                if opened is not None:
                    value = (edge.value,)
                    _walk(opened, edge, value, edge.begin, 0, edge.size, edge.weight, chart, glued, agenda)
            chart[place] = here
            found = [e for c in MENTIONS if c in here for e in here[c]]
            if found:
                starts[place] = found
        after = start
    return starts


def _walk(
    node: Node,
    edge: Edge,
    values: tuple[Any, ...],
    begin: int,
    end: int,
    size: int,
    weight: float,
    chart: dict[int, dict[str, list[Edge]]],
    glued: set[int],
    agenda: list[Edge],
) -> None:
    """Follow the trie from an edge's end over the edges that begin there; what is accepted joins the agenda.

    `begin` and `end` are where the marked part begins and ends; 0 is the end of the last edge.
    """
    for rule, steps in node.accepts:
        try:
            value = rule.build(*[values[s] if s >= 0 else None for s in steps])
        except (ValueError, OverflowError):
            continue
        category = rule.category
        total = rule.order + weight * INNER
        agenda.append(Edge(edge.after, begin, end or edge.end, category, value, rule, size, total))
        if category == "num":
            for c in number_classes(value, 0):
                if c != "num":
                    agenda.append(Edge(edge.after, begin, end or edge.end, c, value, rule, size, total))
    if END in node.children:
        _walk(node.children[END], edge, (*values, None), begin, edge.end, size, weight, chart, glued, agenda)
    here = chart.get(edge.after)
    if here is None or size >= MAX_TOKENS:
        return
    if BEGIN in node.children:
        child = node.children[BEGIN]
        for category, grandchild in child.children.items():
            for f in here.get(category, ()):
                _walk(
                    grandchild,
                    f,
                    (*values, None, f.value),
                    f.begin,
                    end,
                    size + f.size,
                    weight + f.weight,
                    chart,
                    glued,
                    agenda,
                )
    for branch in (node.children, node.glued) if edge.after in glued else (node.children,):
        # The smaller of the two leads.
        for category in here if len(here) < len(branch) else branch:
            onward, found = branch.get(category), here.get(category)
            if onward is not None and found is not None:
                for f in found:
                    if not (onward.accepts or f.after in chart or END in onward.children):
                        continue  # it leads nowhere
                    all_values, all_size, all_weight = (*values, f.value), size + f.size, weight + f.weight
                    _walk(onward, f, all_values, begin, end, all_size, all_weight, chart, glued, agenda)


def _rank(candidate: tuple[int, Edge]) -> tuple[int, int, bool, float]:
    """Longest first, then in the longest context; of equals a negative rule, then the earlier in its file,
    and of two readings by one rule that made of the earlier rules.

    What must follow a marked part counts as its own, and all that was needed before it: "two days" before
    "from the vote" is no "two days ago".
    """
    place, edge = candidate
    context = place - edge.after
    rule = edge.rule
    marked = context if rule and rule.followed else edge.begin - edge.end
    return marked, context, edge.category != "nothing", edge.weight


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a span stands free: no numeral goes on before or after it (1-2014-33, 3.2015, 50%, H1N1)."""
    if text[start].isdigit() and start:
        before = text[start - 1]
        if (
            before in "$€£#"
            or before in _LATIN
            or (before in _JOINS and _beside(text, start - 2, -1).isdigit())
        ):
            return False
    if text[end - 1].isdigit() and end < len(text):
        after = text[end]
        if after in "%٪$€£" or after in _LATIN or (after in _JOINS and _beside(text, end + 1, 1).isdigit()):
            return False
    return True


# What a number in words may be, and what it counts.
_SPELLED, _COUNTED = frozenset(("num", "day", "spelled")), frozenset(("counted", "units"))


def _counts(text: str, run: Run, edge: Edge) -> bool:
    """Whether a number in words behind a month only counts what follows: "in May three soldiers died"."""
    value = edge.value
    if not isinstance(value, Periodic) or value.kind != "month_day" or not text[edge.end - 1].isalpha():
        return False
    last = next((k for k, (_, end, _) in enumerate(run) if end == edge.end), None)
    if last is None or _SPELLED.isdisjoint(_categories(run[last][2])):
        return False
    if not text[edge.end : edge.end + 2].strip().isalpha():
        return False
    return last + 1 == len(run) or not _COUNTED.isdisjoint(_categories(run[last + 1][2]))


def _categories(word: Word) -> set[str]:
    return {category for _, _, _, known in word.known for _, category, _ in known}


# What joins the figures of one numeral or one date; a mark of direction may stand beside it.
_JOINS = ".,:/-–٫"
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _beside(text: str, place: int, step: int) -> str:
    """The character at a place, or past the marks of direction that stand there; "" at the text's end."""
    while 0 <= place < len(text) and text[place] in _MARKS:
        place += step
    return text[place] if 0 <= place < len(text) else ""

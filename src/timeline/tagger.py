"""Which words of a text tell a time: tag(text, language) -> mentions, in time linear in the text.

A text is cut into runs of words that the language knows. In each run a chart is filled from right to left:
at every place the rules' trie is walked over the edges that begin there, and what a rule builds is an edge
of its own. The edges at a place and their reach are bounded, so the work is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.language import (
    BEGIN,
    END,
    MENTIONS,
    TOKEN,
    Language,
    Node,
    Rule,
    fold,
    load_language,
    number_classes,
)
from timeline.meaning import Term

# An expression is at most this many tokens long, and at most this many edges begin at one place.
MAX_TOKENS = 24
MAX_EDGES = 160
# A memory of so many words is kept; then it starts anew, so that a long run can't fill the machine.
MAX_ANALYSES = 100_000
# How near, in code points, a word that shows the clause's tense must stand before or after a mention.
BEFORE, AFTER = 120, 80
# A past form so near after a cue of the future is a passive: "will be released".
PASSIVE = 25
# The tense of a word that says that something was called off: of the past, of what may be still to come.
CALLED_OFF = -2
# What the places of the rules that made an edge's parts weigh against its own: of two readings by one rule,
# that made of the earlier rules wins.
INNER = 1e-5

# One thing that a token may be: (offset where it begins, offset where it ends or 0 for the token's end,
# category, value).
Known = tuple[int, int, str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """What a language knows of a word: what may begin at each offset in it, the last offset first.

    That is the literals that the whole word is, those of them that open a rule, and all else that it may be.
    """

    known: tuple[tuple[int, tuple[str, ...], tuple[Node, ...], tuple[tuple[int, str, Any], ...]], ...]
    content: bool  # whether an expression may rest on it
    tense: int


# Tokens that a language knows: (start, end, what it is).
Run = list[tuple[int, int, Word]]
# A run of more tokens than this is read through a window, so that the chart of a hostile text stays small.
WINDOW = 10 * MAX_TOKENS
# Short runs recur ("on Monday"): what was found in them is remembered.
MAX_RECALLED = 8


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


def _word(language: Language, word: str) -> Word | None:
    """What a word is to the language; None for one that it doesn't know."""
    found = _numeral(language, word) if word.isdecimal() else _analyse(language, word)
    if found is None:
        return None
    offsets = sorted({known[0] for known in found}, reverse=True)
    return Word(
        tuple(_at_offset(language, o, [known[1:] for known in found if known[0] == o]) for o in offsets),
        any(c in language.endings if c[0] == "'" else c not in language.connecting for _, _, c, _ in found),
        next((value for _, _, c, value in found if c == "tense"), 0),
    )


def _at_offset(
    language: Language, offset: int, known: list[tuple[int, str, Any]]
) -> tuple[int, tuple[str, ...], tuple[Node, ...], tuple[tuple[int, str, Any], ...]]:
    """What may begin at an offset in a word, its literals apart: common words are many, and all alike."""
    opening = language.rules.children
    literals = tuple(category for ends, category, _ in known if not ends and category[0] == "'")
    return (
        offset,
        literals,
        tuple(opening[category] for category in literals if category in opening),
        tuple(k for k in known if k[0] or k[1][0] != "'"),
    )


def _analyse(language: Language, word: str) -> tuple[Known, ...] | None:
    """What a word may be, with and without attached letters; None for a word the language doesn't know."""
    folded = fold(word)
    out: list[Known] = [(0, 0, *reading) for reading in _readings(language, folded)]
    out += [(0, 0, *reading) for reading in language.known.get(f"={word}", ())]
    for chain in language.proclitics.get(word[0], ()):
        attached = "".join(chain)
        if len(folded) <= len(attached) or not folded.startswith(attached) or not word.startswith(attached):
            continue
        rest = folded[len(attached) :]
        # li + al- is written lil-
        if language.article and chain[-1] == "ل" and rest.startswith("ل"):
            rest = "ا" + rest
        stem = _readings(language, rest)
        if any(category != "tense" for category, _ in stem):
            for i, letter in enumerate(chain):
                out += [(i, i + 1, category, None) for category in language.literals.get(letter, ())]
            begin = len(word) - len(word[len(attached) :].lstrip("\u0640"))
            out += [(begin, 0, *reading) for reading in stem]
    if not out and len(word) > 4 and _is_future(language, word):
        out.append((0, 0, "tense", 1))
    if not out and word.endswith(language.past_suffixes or ("\0",)) and word.islower() and len(word) > 4:
        out.append((0, 0, "tense", -1))
    return tuple(dict.fromkeys(out)) or None


def _readings(language: Language, word: str) -> tuple[tuple[str, Any], ...]:
    """What a folded word may be, and its form without the article."""
    found = language.known.get(word, ())
    article = language.article
    if article and word.startswith(article) and len(word) > len(article) + 1:
        return found + language.known.get(word[len(article) :], ())
    return found


def _is_future(language: Language, word: str) -> bool:
    """Whether an unknown word has the form of a verb in the future tense; a name in capitals has not."""
    if language.future_prefixes and word.startswith(language.future_prefixes):
        return not word.startswith(language.future_not)
    return bool(language.future_suffixes) and word.endswith(language.future_suffixes) and word.islower()


def _numeral(language: Language, word: str) -> tuple[Known, ...] | None:
    """What a numeral may be: a number of some classes, and a literal of the rules (`24/7`)."""
    found = _digits(word)
    if found is None or word not in language.literals:
        return found
    return found + tuple((0, 0, category, None) for category in language.literals[word])


def _digits(text: str) -> tuple[Known, ...] | None:
    if len(text) > 9:
        return None
    n = int(text)
    return tuple((0, 0, c, n) for c in number_classes(n, len(text)))


def tag(text: str, language: str) -> list[Mention]:
    """The time expressions of a text in order, none overlapping another. Offsets are half-open code points.

    Raises FileNotFoundError for a language without a folder.
    """
    knowledge = load_language(language)
    memory = knowledge.analyses
    if len(memory) > MAX_ANALYSES:
        memory.clear()
    run: Run = []
    mentions: list[Mention] = []
    cues: list[tuple[int, int]] = []
    off: list[int] = []  # where something is said to be called off
    last = 0
    content = False
    for m in TOKEN.finditer(text):
        spelled = m.group()
        try:
            word = memory[spelled]
        except KeyError:
            word = memory[spelled] = _word(knowledge, spelled)
        if word is None:
            if run:
                if content:
                    mentions += _mentions(knowledge, run, text)
                    content = False
                run = []
            continue
        start, end = m.span()
        if run and start > last + 1 and text.count("\n", last, start) > 1:
            if content:
                mentions += _mentions(knowledge, run, text)
                content = False
            run = []
        if word.tense == CALLED_OFF:
            off.append(start)
        if word.tense and not (word.tense < 0 and cues and cues[-1][1] > 0 and start - cues[-1][0] < PASSIVE):
            cues.append((start, max(word.tense, -1)))
        content = content or word.content
        run.append((start, end, word))
        last = end
        if len(run) == WINDOW:
            if content:
                found = _settled(_parse(run, knowledge.rules, text), run)
                mentions += found
                run = _rest(run, found)
            else:
                run = run[-MAX_TOKENS:]
    if content:
        mentions += _mentions(knowledge, run, text)
    return _with_tense(text, mentions, cues, off) if cues else mentions


def _settled(mentions: list[Mention], run: Run) -> list[Mention]:
    """The mentions of a full window that no token after it could make longer."""
    edge = run[-MAX_TOKENS][0]
    return [m for m in mentions if m.end <= edge]


def _rest(run: Run, found: list[Mention]) -> Run:
    """The tokens of a full window that may still be part of a mention."""
    done = max(found[-1].end if found else 0, run[-2 * MAX_TOKENS][0])
    return [token for token in run if token[0] >= done]


def _mentions(language: Language, run: Run, text: str) -> list[Mention]:
    """The mentions of a run, remembered where the same words stand between the same characters."""
    if len(run) > MAX_RECALLED:
        return _parse(run, language.rules, text)
    first, last = run[0][0], run[-1][1]
    # What stands beside a numeral decides whether it goes on.
    key = text[max(first - 2, 0) : last + 2] if text[first].isdigit() or text[last - 1].isdigit() else ""
    spelled = (text[first:last], key)
    found = language.recalled.get(spelled)
    if found is None:
        if len(language.recalled) > MAX_ANALYSES:
            language.recalled.clear()
        found = language.recalled[spelled] = [
            (m, m.start - first, m.end - first) for m in _parse(run, language.rules, text)
        ]
        return [m for m, _, _ in found]
    return [
        Mention(first + start, first + end, m.category, m.term, m.rule, 0, m.others)
        for m, start, end in found
    ]


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


def _parse(run: Run, rules: Node, text: str) -> list[Mention]:
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
        if not _bounded(text, *marked):
            continue
        taken.insert(i, span)
        out[marked] = Mention(*marked, edge.category, edge.value, edge.rule.name)
    return sorted((m for m in out.values() if m.category != "nothing"), key=lambda m: m.start)


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


# What joins the figures of one numeral or one date; a mark of direction may stand beside it.
_JOINS = ".,:/-–٫"
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _beside(text: str, place: int, step: int) -> str:
    """The character at a place, or past the marks of direction that stand there; "" at the text's end."""
    while 0 <= place < len(text) and text[place] in _MARKS:
        place += step
    return text[place] if 0 <= place < len(text) else ""


def _with_tense(
    text: str, mentions: list[Mention], cues: list[tuple[int, int]], off: list[int]
) -> list[Mention]:
    """Each mention with the tense of the nearest cue in its sentence, one before it if there is one.

    What was planned and called off may lie on either side of today: "planned for 4 July was cancelled".
    """
    places = [place for place, _ in cues]
    out = []
    for m in mentions:
        i, after = bisect_left(places, m.start), bisect_left(places, m.end)
        tense = 0
        if i and m.start - places[i - 1] < BEFORE and not _ends(text, places[i - 1], m.start):
            tense = cues[i - 1][1]
            k = bisect_left(off, m.end)
            if tense > 0 and k < len(off) and off[k] - m.end < AFTER and not _ends(text, m.end, off[k]):
                tense = 0
        elif after < len(places) and places[after] - m.end < AFTER and not _ends(text, m.end, places[after]):
            tense = cues[after][1]
        out.append(Mention(m.start, m.end, m.category, m.term, m.rule, tense, m.others) if tense else m)
    return out


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places."""
    between = text[start:end]
    return any(c in between for c in "!?؟\n;؛") or ". " in between


def tokens(text: str, language: str) -> Iterator[tuple[str, tuple[tuple[str, Any], ...]]]:
    """Each token of a text with what the language knows of it, for `timeline explain`."""
    knowledge = load_language(language)
    for m in TOKEN.finditer(text):
        word = m.group()
        found = (_digits(word) if word.isdecimal() else _analyse(knowledge, word)) or ()
        yield word, tuple((category, value) for _, _, category, value in found)

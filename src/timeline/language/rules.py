"""What is a rule: a pattern of words and slots, and the meaning that it builds from them.

name: category = pattern => meaning
    pattern: word  {slot:category|category}  {_:category}  [optional]  (either|or)
             needed before < the marked part > needed after
             ~no-space-before  \\( \\) \\[ \\] \\| \\< \\> as themselves
    meaning: a call of timeline.meaning's algebra whose parameters are exactly the slots.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from timeline.language.spelling import fold
from timeline.meaning import ALGEBRA

# Steps of a pattern that take no token: the marked part of a match begins, or ends, here.
BEGIN, END = "<", ">"
# Categories that a mention may have; the others only build them. `nothing` is a negative rule.
MENTIONS = ("time", "clock", "duration", "set", "nothing")


class LanguageError(Exception):
    """A language folder that doesn't hold together: which file, which line, what to mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `build` makes its value from the slots' values, in order."""

    name: str
    category: str
    build: Callable[..., Any]
    order: int
    followed: bool = False  # whether words after the marked part are needed, and show what it means


@dataclass(slots=True)
class Node:
    """A node of the trie that all rules share; children by category (a literal's is `'word`)."""

    children: dict[str, Node] = field(default_factory=dict)
    glued: dict[str, Node] = field(default_factory=dict)  # reached only without white space before
    # A rule, and for each of its parameters the step of the pattern that it comes from,
    # -1 where this alternative leaves it out and it is None.
    accepts: list[tuple[Rule, tuple[int, ...]]] = field(default_factory=list)


# Steps of a pattern: (category, slot, whether no white space may stand before).
Sequence = tuple[tuple[str, str | None, bool], ...]

PIECE = re.compile(r"~?\{(\w+):([\w|]+)\}|~?\\.|[\[\]()|]|~?[^\s\[\](){}|\\]+")


def _parse(pattern: str) -> list[Sequence]:
    """A pattern as flat alternatives of (category, slot, glued)."""
    pieces = list(PIECE.finditer(pattern))
    position = 0

    def sequence(close: str) -> list[Sequence]:
        nonlocal position
        branches: list[list[Sequence]] = [[()]]
        while position < len(pieces):
            piece = pieces[position]
            token = piece.group()
            position += 1
            if token and token == close:
                return _as_one([s for b in branches for s in b])
            if token in ("[", "("):
                inner = sequence("]" if token == "[" else ")")
                if token == "[":
                    inner = [(), *inner]
            elif token == "|":
                branches.append([()])
                continue
            else:
                glued = token.startswith("~") and len(token) > 1
                if piece[1]:
                    slot = None if piece[1] == "_" else piece[1]
                    inner = [((cat, slot, glued),) for cat in piece[2].split("|")]
                elif token in (BEGIN, END):
                    inner = [((token, None, False),)]
                else:
                    inner = [
                        (("'" + fold(token.removeprefix("~").removeprefix("\\") or token), None, glued),)
                    ]
            branches[-1] = [a + b for a, b in product(branches[-1], inner)]
        if close:
            raise ValueError(f"a {close} is missing")
        return [s for b in branches for s in b]

    return sequence("")


def _as_one(sequences: list[Sequence]) -> list[Sequence]:
    """Alternatives that are single words, as one category: so that options don't multiply the trie."""
    words = [s[0] for s in sequences if len(s) == 1 and s[0][0][0] == "'" and not s[0][2]]
    if len(words) < 2:
        return sequences
    one = "'" + "|".join(sorted({category[1:] for category, _, _ in words}))
    return [*(s for s in sequences if s not in [(w,) for w in words]), ((one, None, False),)]


def _compile(meaning: str, slots: frozenset[str]) -> tuple[Callable[..., Any], tuple[str, ...]]:
    """A meaning as a function of its slots. Raises ValueError where it says more than the algebra has."""
    tree = ast.parse(meaning, mode="eval")
    used: dict[str, None] = {}
    allowed: tuple[type[ast.AST], ...] = (
        ast.Expression,
        ast.Call,
        ast.Name,
        ast.Load,
        ast.Constant,
        ast.keyword,
        ast.UnaryOp,
        ast.USub,
    )
    allowed += (ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.FloorDiv)
    for node in ast.walk(tree):
        if not isinstance(node, allowed):
            raise ValueError(f"{type(node).__name__} is not in the algebra")
        if isinstance(node, ast.Name) and node.id not in ALGEBRA:
            used.setdefault(node.id)
    # A name may be both a slot and a function (`{year:year} => year(year)`): calls are functions.
    if set(used) != set(slots):
        raise ValueError(f"slots {sorted(slots)} but parameters {sorted(used)}")
    names = tuple(sorted(slots))
    code = compile(ast.Expression(body=_lambda(tree.body, names)), f"<{meaning}>", "eval")
    return eval(code, {"__builtins__": {}, **ALGEBRA}), names


def _lambda(body: ast.expr, names: tuple[str, ...]) -> ast.expr:
    node = ast.Lambda(
        args=ast.arguments(
            posonlyargs=[], args=[ast.arg(n) for n in names], kwonlyargs=[], kw_defaults=[], defaults=[]
        ),
        body=body,
    )
    return ast.fix_missing_locations(ast.copy_location(node, body))


_RULE = re.compile(r"([^:=]+?)\s*:\s*(\w+)\s*=\s*(.+?)\s*=>\s*(.+?)\s*")


def add_rule(root: Node, sequence: Sequence, rule: Rule, names: tuple[str, ...]) -> None:
    node = root
    for category, _, glued in sequence:
        branch = node.glued if glued else node.children
        node = branch.setdefault(category, Node())
    steps = {slot: i for i, (_, slot, _) in enumerate(sequence) if slot}
    node.accepts.append((rule, tuple(steps.get(n, -1) for n in names)))


def read_rules(text: str, where: str, root: Node, names: list[str]) -> Iterator[tuple[str, str]]:
    """Add every rule of a file to the trie; yields the (slot category, place) pairs to check."""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        place = f"{where}:{number}"
        m = _RULE.fullmatch(line)
        if m is None:
            raise LanguageError(f"{place}: not of the form  name: category = pattern => meaning")
        name, category, pattern, meaning = m.groups()
        if name in names:
            raise LanguageError(f"{place}: a second rule named {name!r}")
        try:
            sequences = _parse(pattern)
            slots = frozenset(slot for s in sequences for _, slot, _ in s if slot)
            build, parameters = _compile(meaning, slots)
        except (ValueError, SyntaxError) as error:
            raise LanguageError(f"{place}: rule {name!r}: {error}") from None
        rule = Rule(name, category, build, len(names), any(c == END for s in sequences for c, _, _ in s))
        names.append(name)
        yield category, "gives"
        for sequence in sequences:
            add_rule(root, sequence, rule, parameters)
        for sequence in sequences:
            for c, _, _ in sequence:
                if c[0] not in "'<>":
                    yield c, place


def constant(value: Any) -> Callable[..., Any]:
    return lambda: value


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for branch in (node.children, node.glued):
        for child in branch.values():
            yield from _walk(child)


def literals(root: Node) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for node in _walk(root):
        for branch in (node.children, node.glued):
            for category in branch:
                if category[0] == "'":
                    for word in category[1:].split("|"):
                        found.setdefault(word, {}).setdefault(category)
    return {word: tuple(categories) for word, categories in found.items()}


def endings(root: Node, connecting: frozenset[str]) -> frozenset[str]:
    """The literals that close a mention made of literals and connecting categories, or of what these build.

    What only says that a time is none is no such mention: it takes a time to say that of.
    """
    pure = set(connecting)
    while more := {category for category, _ in _alone(root, pure, "")} - pure:
        pure |= more
    built = set(_alone(root, pure, ""))
    closing = {*MENTIONS} - {"nothing"}
    while more := {last for category, last in built if category in closing and last in pure} - closing:
        closing |= more
    return frozenset(last for category, last in built if category in closing and last[0] == "'")


def _alone(node: Node, pure: set[str], last: str) -> Iterator[tuple[str, str]]:
    """What literals and pure categories build alone: its category, and the last of its steps."""
    for branch in (node.children, node.glued):
        for category, child in branch.items():
            if category not in (BEGIN, END) and category[0] != "'" and category not in pure:
                continue
            step = last if category in (BEGIN, END) else category
            for rule, _ in child.accepts:
                yield rule.category, step
            yield from _alone(child, pure, step)


def given(root: Node) -> Iterator[str]:
    for node in _walk(root):
        yield from (rule.category for rule, _ in node.accepts)

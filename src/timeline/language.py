"""What is a language: its lexicon and rules, loaded from languages/<code>/ and checked.

lexicon.toml   [category], then value = "word | other word | two words"; each word once in a category.
               A word that begins with = is that spelling alone, upper case and accents too: =May.
rules.txt      name: category = pattern => meaning
               pattern: word  {slot:category|category}  {_:category}  [optional]  (either|or)
                        needed before < the marked part > needed after
                        ~no-space-before  \\( \\) \\[ \\] \\| \\< \\> as themselves
               meaning: a call of timeline.meaning's algebra whose parameters are exactly the slots.
"""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from timeline.meaning import ALGEBRA

# Categories that the engine itself gives to numerals, see `number_classes`.
NUMBER_CLASSES = ("num", "int", "day", "mon", "year", "hyear", "yy", "hour", "minute", "y3")
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


@dataclass(frozen=True, slots=True)
class Language:
    """A language's knowledge, ready for the tagger."""

    code: str
    words: dict[str, tuple[tuple[str, Any], ...]]  # folded word -> (category, value)
    literals: dict[str, tuple[str, ...]]  # folded word -> the literal categories it belongs to
    # All of that in one: a word's (category, value), with the classes of numerals and the literals.
    known: dict[str, tuple[tuple[str, Any], ...]]
    # Literals that close a phrase made of literals alone: they show, as words of the lexicon do, that a run
    # of known words may hold an expression.
    endings: frozenset[str]
    rules: Node
    names: tuple[str, ...]  # of every rule, in order
    article: str  # a definite article that is written as one with its noun, or ""
    proclitics: tuple[tuple[str, ...], ...]  # chains of attached letters, longest first
    future_prefixes: tuple[str, ...]
    future_not: tuple[str, ...]  # beginnings of words that only look like a verb in the future
    future_suffixes: tuple[str, ...]
    past_suffixes: tuple[str, ...]
    # What the tagger remembers of words and of short runs of words.
    analyses: dict[str, Any]
    recalled: dict[tuple[str, str], Any]


_FOLD: dict[int, str | None] = {
    ord(c): None for c in "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u200c\u200d"
}
_FOLD |= {ord(c): "ا" for c in "أإآٱ"} | {ord("ى"): "ي", ord("ة"): "ه", ord("ی"): "ي", ord("ک"): "ك"}
_FOLD |= {ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'"}


_PRESENTATION = re.compile("[\ufb50-\ufefc]")


def fold(word: str) -> str:
    """A word as the lexicon spells it: lower case, without diacritics, Arabic letter variants as one."""
    if word.isascii():
        return word.lower()
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    word = word.translate(_FOLD) or "-"  # a tatweel on its own is used as a dash
    if word and word[0] < "\u0370":
        word = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
        return word.replace("œ", "oe")
    return word.lower()


def number_classes(n: int, digits: int) -> tuple[str, ...]:
    """The categories of a numeral; `digits` is how many it is written with, 0 where it is spelled out."""
    out = ["num"] if digits == 0 else ["num", "int"]
    short = digits <= 2
    if short and 1 <= n <= 31:
        out.append("day")
    if short and 1 <= n <= 12:
        out.append("mon")
    if digits in (0, 4) and 1000 <= n <= 2999:
        out.append("year")
    if digits in (0, 4) and 1300 <= n <= 1500:
        out.append("hyear")
    if digits == 3 or (digits == 0 and 100 <= n <= 999):
        out.append("y3")
    if digits == 2:
        out.append("yy")
    if short and n <= 24:
        out.append("hour")
    if digits in (0, 2) and n <= 59:
        out.append("minute")
    return tuple(out)


# Steps of a pattern: (category, slot, whether no white space may stand before).
Sequence = tuple[tuple[str, str | None, bool], ...]

_PIECE = re.compile(r"~?\{(\w+):([\w|]+)\}|~?\\.|[\[\]()|]|~?[^\s\[\](){}|\\]+")


def _parse(pattern: str) -> list[Sequence]:
    """A pattern as flat alternatives of (category, slot, glued)."""
    pieces = list(_PIECE.finditer(pattern))
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


def _add(root: Node, sequence: Sequence, rule: Rule, names: tuple[str, ...]) -> None:
    node = root
    for category, _, glued in sequence:
        branch = node.glued if glued else node.children
        node = branch.setdefault(category, Node())
    steps = {slot: i for i, (_, slot, _) in enumerate(sequence) if slot}
    node.accepts.append((rule, tuple(steps.get(n, -1) for n in names)))


def _rules(text: str, where: str, root: Node, names: list[str]) -> Iterator[tuple[str, str]]:
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
            _add(root, sequence, rule, parameters)
        for sequence in sequences:
            for c, _, _ in sequence:
                if c[0] not in "'<>":
                    yield c, place


@cache
def available() -> tuple[str, ...]:
    """The codes of the languages that have a folder."""
    folder = files("timeline").joinpath("languages")
    return tuple(sorted(d.name for d in folder.iterdir() if d.joinpath("rules.txt").is_file()))


def _known(
    words: dict[str, list[tuple[str, Any]]], literals: dict[str, tuple[str, ...]]
) -> dict[str, tuple[tuple[str, Any], ...]]:
    out: dict[str, list[tuple[str, Any]]] = {}
    for word, entries in words.items():
        here = out.setdefault(word, [])
        for category, value in entries:
            here.append((category, value))
            if category == "num":
                here += [(c, value) for c in number_classes(value, 0) if c != "num"]
    for word, categories in literals.items():
        out.setdefault(word, []).extend((category, None) for category in categories)
    return {word: tuple(dict.fromkeys(entries)) for word, entries in out.items()}


@cache
def load_language(code: str) -> Language:
    """The language with that ISO 639-1 code. Raises LanguageError where its folder doesn't hold together."""
    folder = files("timeline").joinpath("languages", code)
    lexicon = tomllib.loads(folder.joinpath("lexicon.toml").read_text("utf-8"))
    settings = lexicon.pop("settings", {})
    words: dict[str, list[tuple[str, Any]]] = {}
    root, names = Node(), list[str]()
    categories = set(NUMBER_CLASSES)
    for category, entries in lexicon.items():
        categories.add(category)
        seen: set[str] = set()
        for key, line in entries.items():
            value = int(key) if re.fullmatch(r"-?\d+", key) else key
            for word in map(str.strip, line.split("|")):
                exact = word.startswith("=")
                folded = word if exact else " ".join(m.group() for m in TOKEN.finditer(fold(word)))
                if folded in seen:
                    raise LanguageError(f"{code}/lexicon.toml: [{category}] has {word!r} twice")
                seen.add(folded)
                if " " in folded:
                    rule = Rule(f"{category}: {word}", category, _constant(value), -1)
                    _add(root, tuple(("'" + w, None, False) for w in folded.split()), rule, ())
                else:
                    words.setdefault(folded, []).append((category, value))
    wanted = dict(_rules(folder.joinpath("rules.txt").read_text("utf-8"), f"{code}/rules.txt", root, names))
    categories |= {c for c, place in wanted.items() if place == "gives"}
    given = set(_given(root))
    for category, place in wanted.items():
        if category not in categories | given:
            raise LanguageError(f"{place}: nothing gives the category {category!r}")
    literals = _literals(root)
    endings = frozenset(_endings(root))
    return Language(
        code,
        {w: tuple(v) for w, v in words.items()},
        literals,
        _known(words, literals),
        endings,
        root,
        tuple(names),
        settings.get("article", ""),
        _chains(settings.get("proclitics", [])),
        tuple(settings.get("future_prefixes", ())),
        tuple(settings.get("future_not", ())),
        tuple(settings.get("future_suffixes", ())),
        tuple(settings.get("past_suffixes", ())),
        {},
        {},
    )


# Words, numerals, and every other visible character on its own.
TOKEN = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0670])*|\d+|[^\s\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def _constant(value: Any) -> Callable[..., Any]:
    return lambda: value


def _chains(groups: list[str]) -> tuple[tuple[str, ...], ...]:
    """Every chain that takes at most one letter of each group, in order, the longest first."""
    chains = {tuple(c for c in chain if c) for chain in product(*(["", *g.split()] for g in groups))}
    return tuple(sorted((c for c in chains if c), key=lambda c: (-len(c), c)))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for branch in (node.children, node.glued):
        for child in branch.values():
            yield from _walk(child)


def _literals(root: Node) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for node in _walk(root):
        for branch in (node.children, node.glued):
            for category in branch:
                if category[0] == "'":
                    for word in category[1:].split("|"):
                        found.setdefault(word, {}).setdefault(category)
    return {word: tuple(categories) for word, categories in found.items()}


def _endings(node: Node) -> Iterator[str]:
    for branch in (node.children, node.glued):
        for category, child in branch.items():
            if category[0] == "'":
                if child.accepts:
                    yield category
                yield from _endings(child)


def _given(root: Node) -> Iterator[str]:
    for node in _walk(root):
        yield from (rule.category for rule, _ in node.accepts)

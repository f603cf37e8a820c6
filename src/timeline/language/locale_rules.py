"""Which rules do languages share that the world's locale data alone tell of: those they have words for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from importlib.resources import files

from timeline.language.locales import LocaleData
from timeline.language.rules import PIECE
from timeline.language.spelling import spelling


def shared_rules(world: LocaleData, have: set[str], own: Collection[str]) -> str:
    """The shared rules that a language can use, given the categories that it has words or rules for.

    A rule of its own of the same name replaces a shared one.
    """
    folder = files("timeline").joinpath("languages")
    figures = tomllib.loads(folder.joinpath("figures.toml").read_text("utf-8"))
    common = folder.joinpath("common.txt").read_text("utf-8")
    text = f"{figures.get(world.order, figures['DMY'])}\n{common}\n{_distances(world)}"
    return "\n".join(rule for rule in _usable(text, set(have)) if rule.partition(":")[0] not in own)


def _distances(world: LocaleData) -> str:
    """The locale's phrases of "N days ago" and "in N days" as rules."""
    lines = []
    for i, (phrase, unit, sign) in enumerate(world.phrases):
        pattern = " ".join(
            "{n:num}" if w == "{}" else re.sub(r"([\[\]()|<>~])", r"\\\1", spelling(w))
            for w in phrase.split()
        )
        lines.append(
            f'{"ago" if sign < 0 else "in"} {i}: time = {pattern} => shift(length(n, "{unit}"), {sign})'
        )
    return "\n".join(lines)


def _usable(text: str, have: set[str]) -> list[str]:
    """The rules of a text whose categories the language, or another of these rules, has words for."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for c in {m[1] for m in re.finditer(r"\{_:(\w+)\}", text)} - have:
        # Where something that may stand there has no word, it never does.
        absent = re.compile(rf"\[\{{_:{c}\}}\] |\|\{{_:{c}\}}(?=[|\])])")
        lines = [line if line.startswith(c) else absent.sub("", line) for line in lines]
    every = list(lines)
    usable: list[str] = []
    while True:
        rest = []
        for line in lines:
            needed = [m[2].split("|") for m in PIECE.finditer(line.split(" => ")[0]) if m[1]]
            if all(set(choice) & have for choice in needed):
                have.add(line.split(":", 1)[1].split("=", 1)[0].strip())
                usable.append(line)
            else:
                rest.append(line)
        if len(rest) == len(lines):
            return [_choices(line, have) for line in every if line in set(usable)]
        lines = rest


def _choices(line: str, have: set[str]) -> str:
    """A rule without the categories that nothing gives where others stand beside them."""
    pattern, meaning = line.split(" => ", 1)
    kept = PIECE.sub(
        lambda m: m[0].replace(m[2], "|".join(c for c in m[2].split("|") if c in have)) if m[1] else m[0],
        pattern,
    )
    return f"{kept} => {meaning}"

"""What forms does a lemma take: made at load from the paradigms in languages/<code>/morphology.toml.

A paradigm is a list of rules. A lemma is written with its principal parts, `first/second/third`, each part
one or more words; a rule takes the part with its number, and where the lemma lacks that part it takes the one
named by `from`, if any. Of the rules with the same part and tense, only the first with a fitting one of its
`endings` applies: `cut` letters are cut off, and each of `one`, `two`, `construct`, `many` (endings by
grammatical number) is put in their place.
`prefixes` are put before forms, after `initial`, which every form of that part begins with, is cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling. `tense`: past, present, we, future, participle, base, gerund, noun or construct."""

    text: str
    tense: str
    number: int  # 1, 2 for a dual, 3 for a plural


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Rules in the order in which they are tried."""

    rules: tuple[dict[str, Any], ...]

    def forms(self, lemma: str) -> Iterator[Form]:
        """Every form of a lemma, each once.

        Raises ValueError for a lemma that no rule of a needed part fits.
        """
        parts = [part.split() for part in lemma.split("/")]
        seen: set[Form] = set()
        done: set[tuple[str, str]] = set()
        for rule in self.rules:
            number = rule["part"]
            if number >= len(parts):
                if "from" not in rule:
                    continue
                number = rule["from"]
            for word in parts[number]:
                key = (word, f"{rule['part']} {rule['tense']}")
                if key in done or not word.endswith(tuple(rule.get("endings", ("",)))):
                    continue
                done.add(key)
                for form in _apply(rule, word):
                    if form not in seen:
                        seen.add(form)
                        yield form
        if not seen:
            raise ValueError(f"no rule fits {lemma!r}")


# `construct`: dual forms that stand only before what they belong to.
_NUMBERS = (("one", 1), ("two", 2), ("construct", 2), ("many", 3))


def _apply(rule: dict[str, Any], word: str) -> Iterator[Form]:
    stem = word[: len(word) - rule.get("cut", 0)]
    initial = rule.get("initial", "")
    if initial:
        if not stem.startswith(initial):
            raise ValueError(f"{word!r} does not begin with {initial!r}")
        stem = stem[len(initial) :]
    for prefix in rule.get("prefixes", ("",)):
        for key, number in _NUMBERS:
            for ending in rule.get(key, ()):
                tense = "construct" if key == "construct" else rule["tense"]
                yield Form(prefix + stem + ending, tense, number)

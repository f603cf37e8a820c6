"""Write docs/coverage.md: what each language's corpus holds, concept by concept.

python docs/coverage.py
"""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

from babel import Locale

from timeline.language import available

HERE = Path(__file__).parent
# The languages with most to show stand first, the others by their names.
FIRST = ("ar", "en", "fr")
HEAD = """# What each language understands

How many phrasings of each concept stand in a language's corpus, `src/timeline/languages/<code>/corpus.toml`.
Each of them is a test: the phrase must give exactly that value, interval and span. An empty cell is not a
promise that the language lacks the concept, only that its corpus does not show it.

This page is written by `python docs/coverage.py`; a test fails where it is out of date.
"""


def corpora() -> dict[str, dict[str, list[dict[str, object]]]]:
    """Every language's corpus by its code."""
    folder = files("timeline").joinpath("languages")
    codes = [*FIRST, *(code for code in available() if code not in FIRST)]
    return {code: tomllib.loads(folder.joinpath(code, "corpus.toml").read_text("utf-8")) for code in codes}


def counts(part: str, merged: dict[str, str]) -> dict[str, Counter[str]]:
    """Phrasings by concept and language; the concepts in the order in which the corpora tell them."""
    out: dict[str, Counter[str]] = {}
    for code, corpus in corpora().items():
        for concept in corpus.get(part, []):
            name = str(concept["name"])
            phrases = concept["phrases"]
            assert isinstance(phrases, list)
            out.setdefault(merged.get(name, name), Counter())[code] += len(phrases)
    return out


def table(title: str, rows: dict[str, Counter[str]], codes: list[str]) -> list[str]:
    lines = [f"| {title} | " + " | ".join(codes) + " |", "|---" + "|--:" * len(codes) + "|"]
    for name, row in rows.items():
        lines.append(f"| {name} | " + " | ".join(str(row[code] or "") for code in codes) + " |")
    total: Counter[str] = sum(rows.values(), Counter())
    lines.append("| **all** | " + " | ".join(f"**{total[code]}**" for code in codes) + " |")
    return lines


def page() -> str:
    """The page as it should be."""
    merged = tomllib.loads((HERE / "coverage.toml").read_text("utf-8"))
    codes = list(corpora())
    names = ", ".join(f"{code} {Locale(code).get_display_name('en')}" for code in codes)
    lines = [HEAD, f"{names}.", "", *table("concept", counts("concept", merged), codes)]
    lines += ["", "What looks like a time and is none:", ""]
    lines += table("trap", counts("nothing", merged), codes)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (HERE / "coverage.md").write_text(page(), "utf-8")

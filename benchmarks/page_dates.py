"""How well are web pages dated, beside htmldate: `python benchmarks/page_dates.py [PAGES.toml]`.

PAGES.toml has pages as tests/sources/page_dates.toml has, which is read without it. Prints how many days are
right, wrong (also where there is none to find) and missing, of ours and of htmldate in each of its ways, the
same pages by language, the time that each takes, and the pages on which they differ.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from htmldate import find_date

from timeline.sources.article import NotText
from timeline.sources.web_page import page_of

PAGES = Path(__file__).parents[1] / "tests/sources/page_dates.toml"


def ours(data: bytes) -> str:
    """As an .html file in a folder is read."""
    try:
        return (page_of(data).published or "")[:10]
    except NotText:
        return ""


def theirs(*, original: bool, extensive: bool) -> Callable[[bytes], str]:
    """As htmldate reads the same bytes."""

    def read(data: bytes) -> str:
        return find_date(data, original_date=original, extensive_search=extensive) or ""

    return read


WAYS: dict[str, Callable[[bytes], str]] = {
    "ours": ours,
    "htmldate, original date": theirs(original=True, extensive=True),
    "htmldate, original date, fast": theirs(original=True, extensive=False),
    "htmldate, default": theirs(original=False, extensive=True),
}


def pages_of(file: Path) -> dict[str, tuple[bytes, str]]:
    """By name, the bytes of each page and its day."""
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    found = {}
    for page in given["page"]:
        body = _filled(page["body"], given["parts"])
        language = "ar" if "القرن الماضي" in body else "fr"
        encoding = page.get("encoding", "utf-8")
        head = f"<meta charset='{encoding}'><title>Gazette</title>{page.get('head', '')}"
        text = f"<!DOCTYPE html><html lang='{language}'><head>{head}</head><body>{body}</body></html>"
        found[page["name"]] = text.encode(encoding, "xmlcharrefreplace"), page["published"]
    return found


def _filled(body: str, parts: Mapping[str, str]) -> str:
    """With the parts in it, which may hold parts themselves."""
    for _ in range(2):
        for name, part in parts.items():
            body = body.replace("{" + name + "}", part)
    return body


def outcome(found: str, day: str) -> str:
    """right, wrong, or none where there is one to find."""
    return "right" if found == day else "wrong" if found else "none"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="?", type=Path, default=PAGES)
    pages = pages_of(parser.parse_args().pages)
    logging.disable(logging.CRITICAL)
    told: dict[str, dict[str, str]] = {}
    print(f"{len(pages)} pages                    right wrong none   ms a page")
    for way, read in WAYS.items():
        read(next(iter(pages.values()))[0])  # what loads when it is first met is not counted
        clock = time.perf_counter()
        told[way] = {name: read(data) for name, (data, _) in pages.items()}
        taken = 1000 * (time.perf_counter() - clock) / len(pages)
        count = Counter(outcome(found, pages[name][1]) for name, found in told[way].items())
        print(f"{way:32} {count['right']:5} {count['wrong']:5} {count['none']:4} {taken:11.1f}")
    print()
    for name, (_, day) in pages.items():
        if {found[name] for found in told.values()} != {day}:
            print(
                f"{name} ({day or 'no day'}): " + "; ".join(f"{w} {f[name] or '-'}" for w, f in told.items())
            )


if __name__ == "__main__":
    sys.exit(main())

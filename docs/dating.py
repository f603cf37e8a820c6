"""Draw docs/dating.svg: what the seed article shows of its own date, and the days that this leaves.

Run it after a change of the inference: python docs/dating.py
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from timeline.anchoring import Anchored, anchor
from timeline.document import Document
from timeline.interval import DAY, Interval, civil, day_number, iso_day

SEED = Path(__file__).parents[1] / "seeds/ar/000_a4337a132dd5787c.txt"
# What each kind of constraint says, short enough for a picture.
TOLD = {
    "last": "is the last one before the day of writing",
    "future": "is still to come",
    "announced": "is told at most two years ahead",
}
WIDTH, LEFT, ROW, TOP, BAR = 960, 24, 64, 56, 14
FIRST, LAST = day_number(2014, 1, 1), day_number(2017, 1, 1)


def picture(anchored: Anchored) -> str:
    """The constraints that bind, one bar each, and below them what they leave together, as SVG."""
    shown = [c for c in anchored.constraints if c.binds]
    rows = [(f"“\u2068{' '.join(c.text.split())}\u2069”", TOLD[c.kind], c.interval, c.hard) for c in shown]
    height = TOP + ROW * (len(rows) + 1) + 16
    found = anchored.published.interval
    x, width = _x(found.start), _x(found.end) - _x(found.start)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="sans-serif" font-size="15" role="img">',
        "<title>What the seed article shows of its own date</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<rect x="{x}" y="{TOP - 14}" width="{width}" height="{height - TOP}" fill="#d8efe3"/>',
    ]
    parts += [_year(year, height) for year in range(civil(FIRST)[0], civil(LAST)[0] + 1)]
    for i, (words, told, interval, hard) in enumerate(rows):
        parts += _bar(TOP + ROW * i, words, told, interval, "#3b6fb6" if hard else "#9db7da")
    written = f"{iso_day(found.first_day or 0)} to {iso_day(found.last_day or 0)}"
    parts += _bar(TOP + ROW * len(rows), "the article was written", written, found, "#1d7a4d")
    return "\n".join([*parts, "</svg>", ""])


def _x(seconds: int | None, edge: int = FIRST) -> int:
    day = edge if seconds is None else min(max(seconds // DAY, FIRST), LAST)
    return LEFT + round((day - FIRST) * (WIDTH - 2 * LEFT) / (LAST - FIRST))


def _year(year: int, height: int) -> str:
    x = _x(day_number(year, 1, 1) * DAY)
    return (
        f'<line x1="{x}" y1="34" x2="{x}" y2="{height - 8}" stroke="#ccc"/>'
        f'<text x="{x}" y="26" text-anchor="middle" fill="#555">{year}</text>'
    )


def _bar(y: int, words: str, told: str, interval: Interval, colour: str) -> list[str]:
    """One row: the words and what they say, and a bar that fades where a side is open."""
    start, end = _x(interval.start), _x(interval.end, LAST)
    ends = (interval.start is None, interval.end is None)
    fade = "".join(
        f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{0 if is_open else 1}"/>'
        for at, is_open in ((0, ends[0]), (0.25, False), (0.75, False), (1, ends[1]))
    )
    name, width = f"g{y}", max(end - start, 3)
    return [
        f'<linearGradient id="{name}">{fade}</linearGradient>',
        f'<text x="{LEFT}" y="{y + 14}"><tspan font-weight="600">{escape(words)}</tspan>'
        f"<tspan> {escape(told)}</tspan></text>",
        f'<rect x="{start}" y="{y + 24}" width="{width}" height="{BAR}" rx="3" fill="url(#{name})"/>',
    ]


def draw() -> str:
    """The picture of the seed as it is dated today."""
    with SEED.open(encoding="utf-8", newline="") as file:
        return picture(anchor(Document(id="seed", text=file.read(), language="ar")))


if __name__ == "__main__":
    Path(__file__).with_suffix(".svg").write_text(draw(), encoding="utf-8")

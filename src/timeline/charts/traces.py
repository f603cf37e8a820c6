"""The traces of the timeline: bars that fade, markers, the tips of open sides, the days that are possible.

Every point carries the index of its placed mark as customdata; y is 0 until the page's script finds its row.
They are written as Plotly's JSON has them: to make its objects and copy them out again would take longer than
all the rest. A test has Plotly check them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.charts.mark import Mark, Shape
from timeline.charts.row import Row
from timeline.interval import iso_day, weekday

DAY_MS = 86_400_000

# One luminance, such that each stands out on white (4.5:1) and on near-black (3:1), and carries white text.
PALETTE = ("#2f74b5", "#ba5137", "#267f64", "#8a60a7", "#906b19", "#267b8d", "#b34f79", "#627289")
GREY = "#6e7177"

MOST_POSSIBLE = 40  # days marked within one bar
THICK = 0.56  # of a row's height
_EDGE = 0.07
Trace = dict[str, Any]
_FIRM = {"happened", "ongoing"}
_SYMBOLS = {
    "happened": "circle",
    "ongoing": "circle",
    "scheduled": "circle-open",
    "negated": "circle-x-open",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in a lane (an index into the drawing's lanes)."""

    mark: Mark
    lane: int


@dataclass(slots=True)
class _BarColumns:
    """Columns of one bar trace."""

    base: list[str] = field(default_factory=list)
    x: list[int] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    offset: list[float] = field(default_factory=list)
    color: list[str] = field(default_factory=list)
    customdata: list[int] = field(default_factory=list)

    def add(self, mark: int, start: float, end: float, color: str, height: float, offset: float) -> None:
        whole, part = divmod(start, 1)
        clock = f" {int(part * 24):02d}:{int(part * 1440) % 60:02d}" if part else ""
        self.base.append(iso_day(int(whole)) + clock)
        self.x.append(round((end - start) * DAY_MS))
        self.width.append(height)
        self.offset.append(offset)
        self.color.append(color)
        self.customdata.append(mark)


def tint(row: Row, lane: int, alpha: float = 1.0) -> str:
    """The colour of an event: its lane's, or grey where it is denied."""
    hex_color = GREY if row.modality == "negated" else PALETTE[lane % len(PALETTE)]
    if alpha == 1:
        return hex_color
    red, green, blue = (int(hex_color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{round(alpha, 3):g})"


def profile(mark: Mark, slices: int) -> list[tuple[float, float, float]]:
    """The mark as (start, end, strength from 0 to 1) pieces: firm where it is known, fading where it is open.

    A soft bar with both ends known fades over its outer fifths; a side that is open fades over the whole bar.
    """
    length = mark.end - mark.start
    if mark.shape is Shape.SPAN and mark.bounded:
        return [(mark.start, mark.end, 1.0)]
    if slices < 2:
        return [(mark.start, mark.end, 0.6)]
    if not mark.bounded:
        step = length / (2 * slices)
        strengths = [1 - (i + 0.5) / (2 * slices) for i in range(2 * slices)]
        if mark.open_start:
            strengths.reverse()
        return [(mark.start + i * step, mark.start + (i + 1) * step, s) for i, s in enumerate(strengths)]
    step, both = length / 5 / slices, mark.start + mark.end
    steps = [(mark.start + i * step, mark.start + (i + 1) * step) for i in range(slices)]
    rise = [(start, end, (i + 1) / (slices + 1)) for i, (start, end) in enumerate(steps)]
    fall = [(both - end, both - start, strength) for start, end, strength in reversed(rise)]
    return [*rise, (mark.start + length / 5, mark.end - length / 5, 1.0), *fall]


def _slices(count: int) -> int:
    """How finely bars fade: less so where there are many, for the browser's sake."""
    return 24 if count <= 80 else 8 if count <= 400 else 3 if count <= 2_000 else 1


def bars(rows: Sequence[Row], placed: Sequence[Placed]) -> Trace:
    """Solid, soft and hollow bars; a fading one is many pieces, a hollow one has its edges as thin bars."""
    columns = _BarColumns()
    slices = _slices(len(placed))
    for number, item in enumerate(placed):
        mark, row = item.mark, rows[item.mark.event]
        if mark.shape is Shape.DAY:
            continue
        full = 0.95 if mark.shape is Shape.SPAN else 0.5
        hollow = row.modality not in _FIRM
        for start, end, strength in profile(mark, slices):
            color = tint(row, item.lane, (0.14 if hollow else full) * strength)
            columns.add(number, start, end, color, THICK, -THICK / 2)
            if hollow:
                edge = tint(row, item.lane, strength)
                columns.add(number, start, end, edge, _EDGE, -THICK / 2)
                columns.add(number, start, end, edge, _EDGE, THICK / 2 - _EDGE)
        if row.modality == "negated":
            columns.add(number, mark.start, mark.end, tint(row, item.lane), _EDGE, -_EDGE / 2)
    return {
        "type": "bar",
        "name": "bars",
        "orientation": "h",
        "base": columns.base,
        "x": columns.x,
        "y": [0] * len(columns.x),
        "width": columns.width,
        "offset": columns.offset,
        "marker": {"color": columns.color, "line": {"width": 0}},
        "customdata": columns.customdata,
        "hoverinfo": "none",
    }


def _symbol(row: Row, shape: Shape) -> str:
    """A day's is round; an interval's, for where a bar would be too narrow, is not: it claims no day."""
    if shape is not Shape.DAY:
        return "diamond-wide" if row.modality in _FIRM else "diamond-wide-open"
    return _SYMBOLS.get(row.modality, "circle-open-dot")


def points(rows: Sequence[Row], placed: Sequence[Placed]) -> Trace:
    """A marker for each event: a day's always, a bar's only where the bar is too narrow to be seen."""
    return _markers(
        "points",
        [
            (n, (p.mark.start + p.mark.end) / 2, _symbol(rows[p.mark.event], p.mark.shape))
            for n, p in enumerate(placed)
        ],
        rows,
        placed,
        size=13,
        opacity=[1 if p.mark.shape is Shape.DAY else 0 for p in placed],
    )


def arrows(rows: Sequence[Row], placed: Sequence[Placed]) -> Trace:
    """The tips of open sides."""
    tips: list[tuple[int, float, str]] = []
    for number, item in enumerate(placed):
        if item.mark.open_start:
            tips.append((number, item.mark.start, "triangle-left"))
        if item.mark.open_end:
            tips.append((number, item.mark.end, "triangle-right"))
    return _markers("arrows", tips, rows, placed, size=9, opacity=0.75)


def possible_days(rows: Sequence[Row], placed: Sequence[Placed]) -> Trace:
    """The days that an event may have fallen on, where only the weekday is known."""
    ticks: list[tuple[int, float, str]] = []
    for number, item in enumerate(placed):
        day, mark = rows[item.mark.event].weekday, item.mark
        if day is None or not mark.bounded or not 1 < mark.end - mark.start <= 7 * MOST_POSSIBLE:
            continue
        first = mark.start + (day - 1 - weekday(mark.start)) % 7
        ticks += [(number, d + 0.5, "circle") for d in range(first, mark.end, 7)]
    return _markers("possible", ticks, rows, placed, size=5, opacity=1)


def _markers(
    name: str,
    points: Iterable[tuple[int, float, str]],
    rows: Sequence[Row],
    placed: Sequence[Placed],
    **marker: Any,
) -> Trace:
    numbers, days, symbols = [], [], []
    for number, day, symbol in points:
        numbers.append(number)
        days.append(iso_day(int(day // 1)) + (" 12:00" if day % 1 else ""))
        symbols.append(symbol)
    colors = [tint(rows[placed[n].mark.event], placed[n].lane) for n in numbers]
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        "x": days,
        "y": [0] * len(days),
        "marker": {"symbol": symbols, "color": colors, "line": {"width": 2}, **marker},
        "customdata": numbers,
        "hoverinfo": "none",
        "cliponaxis": False,
    }

"""The timeline: what is drawn of each event, as a Plotly figure.

The figure says what is drawn and how it looks. Where each mark fits (its row, its label) depends on the width
of the screen, the filter and the language, so the page's script fills that in: every point carries the index
of its mark as customdata.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from timeline.charts.lane import By, Lane, lanes
from timeline.charts.mark import FIRST_DAY, LAST_DAY, Extent, Mark, Shape, extent, marks
from timeline.charts.row import Row
from timeline.interval import iso_day, weekday

DAY_MS = 86_400_000

# Middle tones, apart for colour-blind eyes and readable on white and on black.
PALETTE = ("#2f74b5", "#c4553a", "#2a8c6e", "#8c62a8", "#a1781c", "#2b8a9e", "#b5537c", "#64748b")
GREY = "#7c7f86"

THICK = 0.56  # of a row's height
_EDGE = 0.07
_FIRM = {"happened", "ongoing"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in a lane (an index into the drawing's lanes)."""

    mark: Mark
    lane: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure with what the page's script needs to arrange it."""

    figure: go.Figure
    lanes: list[Lane]
    placed: list[Placed]
    extent: Extent


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


def draw(rows: Sequence[Row], by: By = "type") -> Drawing:
    """The timeline of the rows, in lanes by what `by` names. Rows that have no place on the axis are left out."""
    grouped = lanes(rows, by)
    found = marks(rows)
    by_event = {mark.event: mark for mark in found}
    placed = [
        Placed(by_event[event], number)
        for number, lane in enumerate(grouped)
        for event in lane.events
        if event in by_event
    ]
    view = extent(found)
    figure = go.Figure(
        data=[_bars(rows, placed), _possible_days(rows, placed), _points(rows, placed), _arrows(rows, placed)],
        layout=_layout(rows, view),
    )
    figure.add_scatter(name="labels", mode="text", x=[], y=[], text=[], hoverinfo="skip", cliponaxis=True)
    return Drawing(figure, grouped, placed, view)


def tint(row: Row, lane: int, alpha: float = 1.0) -> str:
    """The colour of an event: its lane's, or grey where it is denied."""
    hex_color = GREY if row.modality == "negated" else PALETTE[lane % len(PALETTE)]
    red, green, blue = (int(hex_color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{round(alpha, 3):g})"


def profile(mark: Mark, slices: int) -> list[tuple[float, float, float]]:
    """The mark as (start, end, strength from 0 to 1) pieces: firm where it is known, fading where it is open.

    A soft bar with both ends known fades over its outer fifths; a side that is open fades over the whole bar.
    """
    length = mark.end - mark.start
    if mark.shape is Shape.SPAN and not mark.open_end and not mark.open_start:
        return [(mark.start, mark.end, 1.0)]
    if slices < 2:
        return [(mark.start, mark.end, 0.6)]
    if mark.open_start or mark.open_end:
        step = length / (2 * slices)
        strengths = [1 - (i + 0.5) / (2 * slices) for i in range(2 * slices)]
        if mark.open_start:
            strengths.reverse()
        return [(mark.start + i * step, mark.start + (i + 1) * step, s) for i, s in enumerate(strengths)]
    step = length / 5 / slices
    rise = [(mark.start + i * step, mark.start + (i + 1) * step, (i + 1) / (slices + 1)) for i in range(slices)]
    fall = [(mark.start + mark.end - end, mark.start + mark.end - start, s) for start, end, s in reversed(rise)]
    return [*rise, (mark.start + length / 5, mark.end - length / 5, 1.0), *fall]


def _slices(count: int) -> int:
    """How finely bars fade: less so where there are many, for the browser's sake."""
    return 8 if count <= 300 else 3 if count <= 2_000 else 1


def _bars(rows: Sequence[Row], placed: Sequence[Placed]) -> go.Bar:
    bars = _BarColumns()
    slices = _slices(len(placed))
    for number, item in enumerate(placed):
        mark, row = item.mark, rows[item.mark.event]
        if mark.shape is Shape.DAY:
            continue
        full = 0.95 if mark.shape is Shape.SPAN else 0.5
        hollow = row.modality not in _FIRM
        for start, end, strength in profile(mark, slices):
            color = tint(row, item.lane, (0.14 if hollow else full) * strength)
            bars.add(number, start, end, color, THICK, -THICK / 2)
            if hollow:
                edge = tint(row, item.lane, strength)
                bars.add(number, start, end, edge, _EDGE, -THICK / 2)
                bars.add(number, start, end, edge, _EDGE, THICK / 2 - _EDGE)
        if row.modality == "negated":
            bars.add(number, mark.start, mark.end, tint(row, item.lane), _EDGE, -_EDGE / 2)
    return go.Bar(
        name="bars",
        orientation="h",
        base=bars.base,
        x=bars.x,
        y=[0] * len(bars.x),
        width=bars.width,
        offset=bars.offset,
        marker={"color": bars.color, "line": {"width": 0}},
        customdata=bars.customdata,
        hoverinfo="none",
    )


def _symbol(row: Row) -> str:
    return {"negated": "circle-x-open", "scheduled": "circle-open", "happened": "circle", "ongoing": "circle"}.get(
        row.modality, "circle-open-dot"
    )


def _points(rows: Sequence[Row], placed: Sequence[Placed]) -> go.Scatter:
    """A marker for each event: a day's always, a bar's only where the bar is too narrow to be seen."""
    return _markers(
        "points",
        [(n, (p.mark.start + p.mark.end) / 2, _symbol(rows[p.mark.event])) for n, p in enumerate(placed)],
        rows,
        placed,
        size=13,
        opacity=[1 if p.mark.shape is Shape.DAY else 0 for p in placed],
    )


def _arrows(rows: Sequence[Row], placed: Sequence[Placed]) -> go.Scatter:
    """The tips of open sides."""
    tips: list[tuple[int, float, str]] = []
    for number, item in enumerate(placed):
        if item.mark.open_start:
            tips.append((number, item.mark.start, "triangle-left"))
        if item.mark.open_end:
            tips.append((number, item.mark.end, "triangle-right"))
    return _markers("arrows", tips, rows, placed, size=9, opacity=0.75)


def _possible_days(rows: Sequence[Row], placed: Sequence[Placed]) -> go.Scatter:
    """The days that an event may have fallen on, where only the weekday is known; at most 40 of them."""
    ticks: list[tuple[int, float, str]] = []
    for number, item in enumerate(placed):
        day, mark = rows[item.mark.event].weekday, item.mark
        if day is None or mark.shape is Shape.DAY or mark.open_start or mark.open_end or mark.end - mark.start > 280:
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
) -> go.Scatter:
    numbers, days, symbols = [], [], []
    for number, day, symbol in points:
        numbers.append(number)
        days.append(iso_day(int(day // 1)) + (" 12:00" if day % 1 else ""))
        symbols.append(symbol)
    colors = [tint(rows[placed[n].mark.event], placed[n].lane) for n in numbers]
    return go.Scatter(
        name=name,
        mode="markers",
        x=days,
        y=[0] * len(days),
        marker={"symbol": symbols, "color": colors, "line": {"width": 2, "color": colors}, **marker},
        customdata=numbers,
        hoverinfo="none",
        cliponaxis=False,
    )


def publications(rows: Iterable[Row]) -> list[tuple[int, int, str]]:
    """The documents' dates as distinct (start, end, basis), half-open, in order; open ones are left out."""
    found = {
        (row.published_earliest, row.published_latest + 1, row.published_basis)
        for row in rows
        if row.published_earliest is not None and row.published_latest is not None
    }
    return sorted(p for p in found if FIRST_DAY <= p[0] < p[1] <= LAST_DAY)


def _layout(rows: Sequence[Row], view: Extent) -> dict[str, Any]:
    """Axes, and the publication date as a line, or as a band with its two edges where it is an interval."""
    shapes: list[dict[str, Any]] = []
    dates = publications(rows)
    for start, end, _ in dates if len(dates) <= 3 else ():
        edge = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
        line = {"color": "#b3261e", "width": 1.5, "dash": "solid" if end - start == 1 else "dot"}
        if end - start == 1:
            shapes.append({**edge, "x0": iso_day(start) + " 12:00", "x1": iso_day(start) + " 12:00", "line": line})
            continue
        band = {"type": "rect", "fillcolor": "rgba(179,38,30,0.07)", "line": {"width": 0}}
        shapes.append({**edge, **band, "x0": iso_day(start), "x1": iso_day(end)})
        shapes += [{**edge, "x0": iso_day(x), "x1": iso_day(x), "line": line} for x in (start, end)]
    return {
        "barmode": "overlay",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": "pan",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 12, "r": 12, "t": 34, "b": 8},
        "xaxis": {
            "type": "date",
            "range": [iso_day(view.view_start), iso_day(view.view_end)],
            "side": "top",
            "showgrid": True,
            "zeroline": False,
        },
        "yaxis": {"visible": False, "fixedrange": True, "range": [1, -1]},
        "shapes": shapes,
    }


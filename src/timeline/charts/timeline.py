"""The timeline: what is drawn of each event, as a Plotly figure in JSON.

The figure says what is drawn and how it looks. Where each mark fits (its row, its label) depends on the width
of the screen, the filter and the language, so the page's script fills that in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.charts.lane import By, Lane, lanes
from timeline.charts.mark import FIRST_DAY, LAST_DAY, Extent, extent, marks
from timeline.charts.row import Row
from timeline.charts.traces import Placed, arrows, bars, points, possible_days
from timeline.interval import iso_day


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure with what the page's script needs to arrange it."""

    figure: dict[str, Any]
    lanes: list[Lane]
    placed: list[Placed]
    extent: Extent


def draw(rows: Sequence[Row], by: By = "type", names: Sequence[str] | None = None) -> Drawing:
    """The rows' timeline, in lanes by what `by` names. Those without a place on the axis are left out.

    With `names` the lanes are given: the rows are then a part of more, which other parts share them with.
    """
    grouped = lanes(rows, by, names=names)
    found = marks(rows)
    by_event = {mark.event: mark for mark in found}
    placed = [
        Placed(by_event[event], number)
        for number, lane in enumerate(grouped)
        for event in lane.events
        if event in by_event
    ]
    view = extent(found)
    figure = {
        "data": [trace(rows, placed) for trace in (bars, possible_days, points, arrows)],
        "layout": _layout(rows, view),
    }
    return Drawing(figure, grouped, placed, view)


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
            noon = iso_day(start) + " 12:00"
            shapes.append({**edge, "x0": noon, "x1": noon, "line": line})
            continue
        band = {"type": "rect", "fillcolor": "rgba(179,38,30,0.045)", "line": {"width": 0}}
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

"""Figures from a table of events. The only importer of plotly."""

from timeline.charts.land import land
from timeline.charts.lane import Lane
from timeline.charts.plotlyjs import plotly_script
from timeline.charts.row import Row
from timeline.charts.timeline import Drawing, draw

__all__ = ["Drawing", "Lane", "Row", "draw", "land", "plotly_script"]

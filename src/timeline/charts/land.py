"""Where is land: the towns of the world as dots, which show its outlines without a map from anywhere."""

from __future__ import annotations

from functools import cache

from timeline.events.gazetteer import towns

# Degrees between dots.
GRID = 0.75


@cache
def land() -> tuple[tuple[float, float], ...]:
    """Points of a grid near which there is a town, as degrees east and north, in order."""
    return tuple(sorted({(_on_grid(town.longitude), _on_grid(town.latitude)) for town in towns()}))


def _on_grid(degrees: float) -> float:
    return round(round(degrees / GRID) * GRID, 2)

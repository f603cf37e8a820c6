"""What has the reader chosen: the filters and the stretch of time of an address."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pydantic import ValidationError

from timeline.dashboard.spec import TimelineError
from timeline.document import Frozen
from timeline.interval import parse_point

# Facets of which an event has one value at most; it may have several people.
SINGLE = ("type", "modality", "granularity", "place", "source", "language")
FACETS = (*SINGLE, "person")


class Wanted(Frozen):
    """What the reader has chosen: as in the page's address, and the days of the window, half-open."""

    q: str = ""
    date_from: str = ""
    date_to: str = ""
    mode: str = "possibly"
    sure: float = 0.0
    facets: tuple[tuple[str, str], ...] = ()
    window: tuple[float, float] | None = None

    @property
    def days(self) -> tuple[int | None, int | None]:
        """The first and the last day that are asked for, since 1970; what is no date asks for nothing."""
        return _day(self.date_from), _day(self.date_to)


def wanted(arguments: Mapping[str, str]) -> Wanted:
    """The reader's choice in the parameters of an address. Raises TimelineError where one can't be used."""
    try:
        window = tuple(_number(arguments[name]) for name in ("low", "high")) if "low" in arguments else None
        return Wanted.model_validate(
            {
                "q": arguments.get("q", ""),
                "date_from": arguments.get("from", ""),
                "date_to": arguments.get("to", ""),
                "mode": arguments.get("mode", "possibly"),
                "sure": _number(arguments.get("sure") or "0"),
                "facets": tuple((name, arguments[name]) for name in FACETS if arguments.get(name)),
                "window": window,
            }
        )
    except (KeyError, ValueError, ValidationError):
        raise TimelineError("the address asks for something that this page does not know") from None


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _day(text: str) -> int | None:
    try:
        return parse_point(text) // 86_400 if text else None
    except ValueError:
        return None

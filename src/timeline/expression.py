"""What is a time expression: a span of text with what it means, in TIMEX3, in EDTF and as an interval."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from timeline.document import Frozen
from timeline.interval import Interval


class TimexType(StrEnum):
    """ISO-TimeML's four kinds of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeExpression(Frozen):
    """A time expression of a document. Offsets are half-open code points of the raw text.

    `interval` is None where the text and what is known of the document's date fix none: a duration, a set,
    a vague reference (PRESENT_REF …), or something relative to an unknown date, which keeps its relative
    `value`. `basis` says what the interval rests on; `rule` names the rule that read it.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    edtf: str = ""
    interval: Interval | None = None
    alternatives: tuple[Interval, ...] = ()
    granularity: str | None = None
    basis: str = ""
    rule: str = ""

    def json_object(self) -> dict[str, Any]:
        """The object that `timeline tag --jsonl` prints."""
        return self.model_dump(mode="json")

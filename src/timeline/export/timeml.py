"""How is an event written in ISO-TimeML (ISO 24617-1), standing off from its text.

Targets are ranges of code points in the article, as RFC 5147 writes them: `urn:timeline:ID#char=18,23` is
half-open, as all our offsets are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from timeline.export.told import Told
from timeline.interval import iso_day

# What XML 1.0 has no place for.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A date that TIMEX3 and EDTF write alike: a year, a month or a day.
_ONE_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def timeml(events: Iterable[Told], lost: Counter[str]) -> Iterator[str]:
    """One EVENT each, with the TIMEX3 that dates it and the TLINK between the two.

    A span of days is a DURATION with a beginPoint and an endPoint; an open side is a TLINK to the other side
    alone. Participants, places and titles have no word in TimeML.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<isoTimeML xmlns="http://www.iso.org/ns/TimeML">\n'
    for number, event in enumerate(events, 1):
        if event.participants or event.place:
            lost["participants or a place: left out"] += 1
        if event.modality in ("alleged", "conditional", "ongoing"):
            lost[f"{event.modality}: only as modality, in no word of TimeML"] += 1
        yield "".join(f"  {line}\n" for line in _lines(event, number, lost))
    yield "</isoTimeML>\n"


def _lines(event: Told, number: int, lost: Counter[str]) -> Iterator[str]:
    yield _element(
        "EVENT",
        {
            "xml:id": f"e{number}",
            "target": _target(event, event.trigger_start, event.trigger_end),
            "pred": event.type,
            "class": "REPORTING" if event.type == "STATEMENT" else "OCCURRENCE",
            "polarity": "NEG" if event.modality == "negated" else "POS",
            "tense": "FUTURE" if event.modality == "scheduled" else None,
            "modality": None if event.modality in ("happened", "negated") else event.modality,
        },
    )
    words = _target(event, event.expression_start, event.expression_end)
    time = f"t{number}"
    link = {"eventID": f"#e{number}", "relatedToTime": f"#{time}"}
    first, last = event.earliest, event.latest
    if first is None and last is None:
        lost["undated: an EVENT alone"] += 1
    elif _ONE_DATE.fullmatch(event.edtf):
        yield _element("TIMEX3", {"xml:id": time, "target": words, "type": "DATE", "value": event.edtf})
        yield _element("TLINK", {**link, "relType": "IS_INCLUDED"})
    elif first is None or last is None:
        bound = iso_day(first if first is not None else last or 0)
        yield _element("TIMEX3", {"xml:id": time, "target": words, "type": "DATE", "value": bound})
        yield _element("TLINK", {**link, "relType": "BEFORE" if first is None else "AFTER"})
        lost["an open side: before or after a day, and on it"] += 1
    else:
        for point, day in (("first", first), ("last", last)):
            yield _element("TIMEX3", {"xml:id": f"{time}-{point}", "type": "DATE", "value": iso_day(day)})
        ends = {"beginPoint": f"#{time}-first", "endPoint": f"#{time}-last"}
        length = f"P{last - first + 1}D"
        yield _element(
            "TIMEX3", {"xml:id": time, "target": words, "type": "DURATION", "value": length, **ends}
        )
        yield _element("TLINK", {**link, "relType": "IS_INCLUDED"})


def _target(event: Told, start: int | None, end: int | None) -> str | None:
    if event.document_id is None or start is None or end is None:
        return None
    return f"urn:timeline:{event.document_id}#char={start},{end}"


def _element(name: str, attributes: dict[str, str | None]) -> str:
    written = (
        f" {key}={quoteattr(_FORBIDDEN.sub('', value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{''.join(written)}/>"

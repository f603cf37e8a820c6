"""How is an event written in iCalendar (RFC 5545): a day, or a span of days, in a calendar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from timeline.export.told import Told
from timeline.interval import civil

_OCTETS = 75
_STATUS = {"happened": "CONFIRMED", "ongoing": "CONFIRMED"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def icalendar(events: Iterable[Told], lost: Counter[str]) -> Iterator[str]:
    """All-day events. An uncertain one is a span that leaves its days free.

    Left out: what has an open side, what is denied, and years that have no four digits. The stamp that each
    event must have is the day of its article, or 1970-01-01, so that the same events give the same file.
    """
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//timeline//timeline-news//EN\r\n"
    for event in events:
        if event.modality == "negated":
            lost["denied: left out"] += 1
        elif event.days is None:
            lost["an open side: left out"] += 1
        elif not all(1 <= civil(day)[0] <= 9999 for day in (event.days[0], event.days[1] + 1)):
            lost["a year beyond four digits: left out"] += 1
        else:
            if event.days[0] < event.days[1]:
                lost["uncertain: shown as a span of days"] += 1
            yield "".join(_folded(line) for line in _lines(event, *event.days))
    yield "END:VCALENDAR\r\n"


def _lines(event: Told, first: int, last: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.event_id}@timeline"
    yield f"DTSTAMP:{_date(event.published or 0)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_date(first)}"
    yield f"DTEND;VALUE=DATE:{_date(last + 1)}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DESCRIPTION:{_text(chr(10).join(part for part in (event.quote, event.attribution) if part))}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.latitude is not None and event.longitude is not None:
        yield f"GEO:{event.latitude:.6f};{event.longitude:.6f}"
    if event.url:
        yield f"URL:{_CONTROLS.sub('', event.url).replace(chr(10), '')}"
    yield f"CATEGORIES:{_text(event.type)}"
    yield f"STATUS:{_STATUS.get(event.modality, 'TENTATIVE')}"
    yield f"TRANSP:{'OPAQUE' if first == last else 'TRANSPARENT'}"
    yield f"X-TIMELINE-MODALITY:{_text(event.modality)}"
    yield f"X-TIMELINE-EDTF:{_text(event.edtf)}"
    yield "END:VEVENT"


def _date(day: int) -> str:
    year, month, of_month = civil(day)
    return f"{year:04d}{month:02d}{of_month:02d}"


def _text(text: str) -> str:
    """A TEXT value: separators escaped, line ends as \\n, controls that have no place in it left out."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, cut between characters."""
    out: list[str] = []
    size = 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            out.append("\r\n ")
            size = 1
        out.append(character)
        size += octets
    return "".join(out) + "\r\n"

"""ISO-TimeML says when, and of which words; what was open, denied or long comes back as it was."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa

from timeline.export import export
from timeline.interval import day_number

TIMEML = "{http://www.iso.org/ns/TimeML}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
DAY = day_number(2015, 11, 26)
EVENT: dict[str, Any] = {
    "event_id": "0a",
    "title": "لقاء",
    "type": "CONSULT",
    "modality": "happened",
    "earliest": DAY,
    "latest": DAY,
    "edtf": "2015-11-26",
    "document_id": 'd"1',
    "trigger_start": 5,
    "trigger_end": 9,
    "expression_start": 20,
    "expression_end": 30,
}
SCHEMA = pa.schema(
    [
        *((n, pa.string()) for n in ("event_id", "title", "type", "modality")),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        *((n, pa.string()) for n in ("edtf", "document_id", "place")),
        *((n, pa.int32()) for n in ("trigger_start", "trigger_end", "expression_start", "expression_end")),
    ]
)


def _export(*events: dict[str, Any]) -> tuple[ElementTree.Element, dict[str, int]]:
    out = io.BytesIO()
    lost = export("timeml", SCHEMA, [pa.RecordBatch.from_pylist(list(events), SCHEMA)], out)
    return ElementTree.fromstring(out.getvalue()), dict(lost)


def _dated(root: ElementTree.Element) -> dict[str, tuple[str | None, str | None]]:
    """First and last of what each EVENT's TLINK says, read back from the file alone."""
    times = {time.attrib[ID]: time.attrib for time in root.iter(f"{TIMEML}TIMEX3")}
    found: dict[str, tuple[str | None, str | None]] = {}
    for link in root.iter(f"{TIMEML}TLINK"):
        time = times[link.attrib["relatedToTime"][1:]]
        if time["type"] == "DURATION":
            found[link.attrib["eventID"]] = (
                times[time["beginPoint"][1:]]["value"],
                times[time["endPoint"][1:]]["value"],
            )
        else:
            found[link.attrib["eventID"]] = {
                "IS_INCLUDED": (time["value"], time["value"]),
                "BEFORE": (None, time["value"]),
                "AFTER": (time["value"], None),
            }[link.attrib["relType"]]
    return found


def test_every_date_comes_back() -> None:
    root, lost = _export(
        EVENT,
        {**EVENT, "earliest": DAY - 25, "latest": DAY + 4, "edtf": "2015-11"},
        {**EVENT, "earliest": DAY - 2, "edtf": "2015-11-24/2015-11-26"},
        {**EVENT, "earliest": None, "edtf": "../2015-11-26"},
        {**EVENT, "latest": None, "edtf": "2015-11-26/.."},
        {**EVENT, "earliest": None, "latest": None, "edtf": ""},
    )
    assert _dated(root) == {
        "#e1": ("2015-11-26", "2015-11-26"),
        "#e2": ("2015-11", "2015-11"),
        "#e3": ("2015-11-24", "2015-11-26"),
        "#e4": (None, "2015-11-26"),
        "#e5": ("2015-11-26", None),
    }
    assert lost == {"an open side: before or after a day, and on it": 2, "undated: an EVENT alone": 1}


def test_targets_are_the_words() -> None:
    root, _ = _export(EVENT)
    event, time, _ = root
    assert event.attrib["target"] == 'urn:timeline:d"1#char=5,9'
    assert time.attrib["target"] == 'urn:timeline:d"1#char=20,30'


def test_what_was_denied_or_is_to_come() -> None:
    root, lost = _export(
        {**EVENT, "modality": "negated"},
        {**EVENT, "modality": "scheduled"},
        {**EVENT, "modality": "alleged", "place": "موسكو"},
    )
    denied, planned, alleged = (event.attrib for event in root.iter(f"{TIMEML}EVENT"))
    assert (denied["polarity"], planned["polarity"]) == ("NEG", "POS")
    assert planned["tense"] == "FUTURE"
    assert alleged["modality"] == "alleged"
    assert lost == {
        "alleged: only as modality, in no word of TimeML": 1,
        "participants or a place: left out": 1,
    }

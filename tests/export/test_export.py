"""Events go out whole, or it is counted what a format can't say; no text becomes code on the way."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.export import EVENT_FORMATS, FORMATS, ExportError, export
from timeline.interval import day_number

NOVEMBER = day_number(2015, 11, 1)
SCHEMA = pa.schema(
    [
        *((n, pa.string()) for n in ("event_id", "title", "type", "modality")),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        ("edtf", pa.string()),
        ("participants", pa.list_(pa.string())),
        *((n, pa.string()) for n in ("place", "country")),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        *((n, pa.string()) for n in ("quote", "language", "document_title", "source", "url")),
        ("authors", pa.list_(pa.string())),
        ("published", pa.date32()),
    ]
)
MEETING: dict[str, Any] = {
    "event_id": "0a",
    "title": "لقاء بوتين، وهولاند في موسكو; <script>alert(1)</script>",
    "type": "CONSULT",
    "modality": "happened",
    "earliest": NOVEMBER + 25,
    "latest": NOVEMBER + 25,
    "edtf": "2015-11-26",
    "participants": ["فلاديمير بوتين", "فرنسوا هولاند"],
    "place": "موسكو",
    "country": "RU",
    "latitude": 55.75,
    "longitude": 37.62,
    "quote": '=HYPERLINK("x"),\n</script> والتقى الرئيسان ' * 3,
    "language": "ar",
    "source": "وكالة",
    "url": "https://example.org/?a=1&b=2",
    "authors": ["ليلى </script> حداد"],
    "published": NOVEMBER + 30,
}
MONTH = {**MEETING, "event_id": "0b", "latest": NOVEMBER + 29, "earliest": NOVEMBER, "edtf": "2015-11"}
PAST = {**MEETING, "event_id": "0c", "earliest": None, "edtf": "../2015-11-26", "latitude": None}
FUTURE = {**MEETING, "event_id": "0d", "latest": None, "edtf": "2015-11-26/..", "modality": "scheduled"}
DENIED = {**MEETING, "event_id": "0e", "earliest": None, "latest": None, "edtf": "", "modality": "negated"}
ANCIENT = {**MEETING, "event_id": "0f", "earliest": day_number(-237, 1, 1), "edtf": "-0237"}
ANCIENT["latest"] = ANCIENT["earliest"]
ALL = [MEETING, MONTH, PAST, FUTURE, DENIED, ANCIENT]


def _export(name: str, *events: dict[str, Any], **options: bool) -> tuple[bytes, dict[str, int]]:
    batch = pa.RecordBatch.from_pylist(list(events), SCHEMA)
    out = io.BytesIO()
    lost = export(name, SCHEMA, [batch.slice(0, 2), batch.slice(2)], out, **options)
    return out.getvalue(), dict(lost)


def _properties(line_event: str) -> dict[str, str]:
    unfolded = line_event.replace("\r\n ", "")
    return dict(line.split(":", 1) for line in unfolded.split("\r\n") if ":" in line)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text)


def test_icalendar() -> None:
    out, lost = _export("ics", *ALL)
    assert lost == {
        "denied: left out": 1,
        "an open side: left out": 2,
        "a year beyond four digits: left out": 1,
        "uncertain: shown as a span of days": 1,
    }
    assert out.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in out.split(b"\r\n"))
    meeting, month = (_properties(e) for e in out.decode().split("BEGIN:VEVENT")[1:])
    assert meeting["DTSTART;VALUE=DATE"] == "20151126"
    assert meeting["DTEND;VALUE=DATE"] == "20151127"  # exclusive
    assert meeting["TRANSP"] == "OPAQUE"
    assert month["DTEND;VALUE=DATE"] == "20151201"
    assert month["TRANSP"] == "TRANSPARENT"
    assert _unescaped(meeting["SUMMARY"]) == MEETING["title"]
    assert _unescaped(meeting["DESCRIPTION"]).startswith(MEETING["quote"])


@given(st.text(), st.text())
def test_icalendar_gives_any_text_back_and_lets_none_add_a_line(title: str, quote: str) -> None:
    title, quote = (re.sub("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "", text) for text in (title, quote))
    out, _ = _export("ics", {**MEETING, "title": title, "quote": quote, "source": None, "published": None})
    event = _properties(out.decode().split("\r\nBEGIN:VEVENT\r\n")[1])
    assert _unescaped(event["SUMMARY"]) == title
    assert _unescaped(event["DESCRIPTION"]) == quote
    assert out.count(b"BEGIN:VEVENT\r\n") == 1


def test_icalendar_as_another_program_reads_it() -> None:
    icalendar = pytest.importorskip("icalendar")
    out, _ = _export("ics", *ALL)
    first, second = icalendar.Calendar.from_ical(out).walk("VEVENT")
    assert str(first["SUMMARY"]) == MEETING["title"]
    assert first["DTSTART"].dt.isoformat() == "2015-11-26"
    assert second["DTEND"].dt.isoformat() == "2015-12-01"
    assert not first.errors


def test_timelinejs() -> None:
    out, lost = _export("timelinejs", *ALL)
    assert lost == {
        "denied: left out": 1,
        "no first day: left out": 1,
        "an open end: shown as its first day": 1,
    }
    meeting, month, _, ancient = json.loads(out)["events"]
    assert meeting["start_date"] == {"year": 2015, "month": 11, "day": 26}
    assert "end_date" not in meeting
    assert month["end_date"] == {"year": 2015, "month": 11, "day": 30}
    assert ancient["start_date"]["year"] == -238
    assert ancient["display_date"] == "-0237"
    assert "<script" not in out.decode()
    assert 'href="https://example.org/?a=1&amp;b=2"' in meeting["text"]["text"]
    script = {**MEETING, "url": "javascript:alert(1)"}
    assert "href" not in _export("timelinejs", script)[0].decode()


def test_jsonld() -> None:
    out, lost = _export("jsonld", *ALL)
    assert lost == {
        "denied: left out": 1,
        "an open side: without that date": 2,
        "uncertain: shown as a span of days": 1,
    }
    assert b"<" not in out
    meeting, month, past, future, ancient = json.loads(out)["@graph"]
    assert meeting["name"] == MEETING["title"]
    assert (month["startDate"], month["endDate"]) == ("2015-11-01", "2015-11-30")
    assert month["identifier"]["value"] == "2015-11"
    assert "startDate" not in past
    assert "endDate" not in future
    assert future["eventStatus"].endswith("EventScheduled")
    assert ancient["startDate"] == "-0237-01-01"
    assert [about["name"] for about in meeting["about"]] == MEETING["participants"]
    assert meeting["subjectOf"]["author"] == [{"@type": "Person", "name": "ليلى </script> حداد"}]
    nobody, _ = _export("jsonld", {**MEETING, "authors": []})
    assert "author" not in json.loads(nobody)["@graph"][0]["subjectOf"]


def test_geojson_loses_nothing() -> None:
    out, lost = _export("geojson", *ALL)
    assert lost == {"no coordinates: without a point": 1}
    features = json.loads(out)["features"]
    assert [f["id"] for f in features] == [e["event_id"] for e in ALL]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [37.62, 55.75]}
    assert features[2]["geometry"] is None
    assert features[5]["properties"]["earliest"] == "-0237-01-01"
    assert features[4]["properties"]["earliest"] is None


def test_json_lines() -> None:
    out, _ = _export("jsonl", *ALL)
    rows = [json.loads(line) for line in out.splitlines()]
    assert rows[0]["title"] == MEETING["title"]
    assert rows[0]["earliest"] == "2015-11-26"
    assert rows[5]["earliest"] == "-0237-01-01"
    assert rows[3]["latest"] is None


def test_parquet_comes_back_the_same() -> None:
    out, _ = _export("parquet", *ALL)
    assert pq.read_table(io.BytesIO(out)) == pa.Table.from_pylist(ALL, SCHEMA)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_csv_comes_back_and_computes_nothing(title: str) -> None:
    out, _ = _export("csv", {**MEETING, "title": title})
    assert out.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(out.decode("utf-8-sig"), newline=""))
    assert not row["title"].startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert row["title"].removeprefix("'") == title
    assert row["quote"].startswith("'=")
    assert json.loads(row["participants"]) == MEETING["participants"]
    assert row["latitude"] == "55.75"


def test_points_and_nested_days_are_written_in_iso_8601() -> None:
    day = day_number(-237, 5, 1)
    kinds = {
        "starts": pa.timestamp("us"),
        "started": pa.timestamp("us", "UTC"),
        "alternatives": pa.list_(pa.struct([("earliest", pa.date32())])),
    }
    schema = pa.schema(list(kinds.items()))
    seconds = (NOVEMBER * 86_400 + 3_600) * 1_000_000
    batch = pa.RecordBatch.from_pylist(
        [{"starts": seconds, "started": NOVEMBER * 86_400_000_000, "alternatives": [{"earliest": day}]}],
        schema,
    )
    out = io.BytesIO()
    export("jsonl", schema, [batch], out)
    assert json.loads(out.getvalue()) == {
        "starts": "2015-11-01T01:00",
        "started": "2015-11-01T00:00Z",
        "alternatives": [{"earliest": "-0237-05-01"}],
    }


@pytest.mark.parametrize("name", FORMATS)
def test_known_days_only(name: str) -> None:
    out, lost = _export(name, *ALL, days_only=True)
    assert lost["not known to the day: left out"] == 4
    assert b"0b" not in out or name == "parquet"


@pytest.mark.parametrize("name", FORMATS)
def test_no_events_are_a_valid_file(name: str) -> None:
    out, lost = _export(name)
    assert not lost
    if name in ("timelinejs", "jsonld", "geojson"):
        json.loads(out)


@pytest.mark.parametrize("name", EVENT_FORMATS)
def test_rows_that_are_no_events_are_refused_with_what_they_lack(name: str) -> None:
    schema = pa.schema([("title", pa.string())])
    with pytest.raises(ExportError, match=r"needs the columns event_id, type, modality, earliest, latest"):
        export(name, schema, [], io.BytesIO())
    untitled = {**MEETING, "title": None}
    with pytest.raises(ExportError, match="column title"):
        _export(name, untitled)


def test_a_format_that_nobody_knows() -> None:
    with pytest.raises(ExportError, match="no such format: xml; there are csv, jsonl, md, parquet, ics"):
        _export("xml", MEETING)

"""Events that the reader knows: read from a file, found in a text, and what they show of its date."""

from __future__ import annotations

from pathlib import Path

from timeline.anchoring import KnownEvents, anchor
from timeline.anchoring.known import read_known_events
from timeline.document import Document
from timeline.interval import Granularity, edtf


def _known(tmp_path: Path, *rows: str) -> tuple[KnownEvents, tuple[tuple[str, str], ...]]:
    path = tmp_path / "known_events.csv"
    path.write_text("\n".join(("names,start,end", *rows)) + "\n", encoding="utf-8")
    return read_known_events(path)


def test_a_row_names_an_event_in_several_languages_and_its_days(tmp_path: Path) -> None:
    known, problems = _known(
        tmp_path, "Paris attacks / اعتداءات باريس,2015-11-13,", "حرب أكتوبر,1973-10,1973-10"
    )
    assert not problems
    assert [(e.names, edtf(e.interval, "")) for e in known.events] == [
        (("Paris attacks", "اعتداءات باريس"), "2015-11-13"),
        (("حرب أكتوبر",), "1973-10"),
    ]
    assert read_known_events(tmp_path / "none.csv")[0].events == ()


def test_a_bad_row_is_one_line_and_harms_no_other(tmp_path: Path) -> None:
    rows = (",2015-11-13,", "x,yesterday,", "y,2015-02-30,", "z,2015,2014", '"a, b",2015,')
    known, problems = _known(tmp_path, *rows)
    assert [e.names for e in known.events] == [("a, b",)]
    assert problems == (
        ("known_events.csv:2", "an event without a name"),
        ("known_events.csv:3", "not an ISO 8601 date, month or year: 'yesterday'"),
        ("known_events.csv:4", "no such day: 2015-2-30"),
        ("known_events.csv:5", "ends before it starts: 2015 to 2014"),
    )


def test_names_are_found_with_attached_letters_and_without_regard_to_articles_and_case(
    tmp_path: Path,
) -> None:
    known, _ = _known(
        tmp_path, "Paris attacks / اعتداءات باريس / الاعتداءات في باريس,2015-11-13,", "باريس,2015,"
    )
    text = "بعد الاعتداءات باريس، وباعتداءات باريس. The PARIS  attacks; paris"
    assert [text[m.start : m.end] for m in known.find(text)] == [
        "الاعتداءات باريس",
        "باريس",
        "PARIS  attacks",
    ]


def test_an_event_known_to_have_been_bounds_the_date_of_the_text(tmp_path: Path) -> None:
    known, _ = _known(tmp_path, "اعتداءات باريس,2015-11-13,", "قمة المناخ,2015-12-01,")

    def dated(text: str, events: KnownEvents) -> str:
        found = anchor(Document(id="d", text=text, language="ar"), events=events)
        return edtf(found.published.interval, Granularity.RANGE)

    assert dated("تعاون الجيشان بعد اعتداءات باريس.", known) == "2015-11-13/.."
    assert dated("من المقرر عقد قمة المناخ غدا.", known) == "../2015-12-01"
    assert dated("من المقرر عقد اللقاء بعد قمة المناخ.", known) == ""
    assert dated("تعاون الجيشان بعد اعتداءات باريس.", KnownEvents()) == ""
    # Without a word that says so, it may as well be still to come.
    assert dated("تحدث الوزير عن قمة المناخ.", known) == ""

"""Events that are told by other events: read from the text, and resolved to the days that they leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.anchoring import KnownEvents, anchor
from timeline.anchoring.known import KnownEvent
from timeline.document import Document, Span
from timeline.events import Event, EventType, Modality, extract_events
from timeline.interval import UNKNOWN, Granularity, Interval, edtf
from timeline.relations import Contradiction, Related, relate
from timeline.relations.finding import find_relations

SEED = Path(__file__).parents[2] / "seeds/ar/000_a4337a132dd5787c.txt"
ATTACKS = KnownEvent(
    key="attacks",
    names=("Paris attacks", "اعتداءات باريس", "هجمات باريس"),
    interval=Interval.parse({"start": "2015-11-13", "end": "2015-11-14"}),
)


def _event(
    text: str, trigger: str, interval: Interval = UNKNOWN, quote: tuple[int, int] | None = None
) -> Event:
    start = text.index(trigger)
    first, last = quote or (0, len(text))
    return Event(
        title=trigger,
        type=EventType.OTHER,
        modality=Modality.HAPPENED,
        interval=interval,
        granularity=Granularity.OPEN.value,
        edtf=edtf(interval, Granularity.OPEN),
        basis="undated",
        trigger=Span(start=start, end=start + len(trigger)),
        quote=Span(start=first, end=last),
    )


def _relate(
    language: str, text: str, triggers: list[str], dated: dict[str, str], known: KnownEvents | None = None
) -> Related:
    document = Document(id="d", text=text, language=language)
    events = [
        _event(
            text, t, Interval.parse({"start": dated[t], "end": dated[t][:-1] + str(int(dated[t][-1]) + 1)})
        )
        if t in dated
        else _event(text, t)
        for t in triggers
    ]
    return relate(document, anchor(document, events=known or KnownEvents()), events)


@pytest.mark.parametrize(
    ("language", "text", "triggers", "kind", "when"),
    [
        ("en", "The troops left after the summit.", ["left", "summit"], "after", "2015-05-04/.."),
        ("en", "The troops left two days after the summit.", ["left", "summit"], "after", "2015-05-06"),
        ("en", "They met two days after Greece's summit.", ["met", "summit"], "after", "2015-05-06"),
        ("en", "They met on the eve of the summit.", ["met", "summit"], "day_before", "2015-05-03"),
        ("en", "They met during the summit.", ["met", "summit"], "during", "2015-05-04"),
        ("en", "After the summit, the troops left.", ["left", "summit"], "after", "2015-05-04/.."),
        ("ar", "انسحبت القوات بعد القمة.", ["انسحبت", "القمة"], "after", "2015-05-04/.."),
        ("ar", "انسحبت القوات بعد يومين من القمة.", ["انسحبت", "القمة"], "after", "2015-05-06"),
        ("ar", "التقى الوزيران عشية القمة.", ["التقى", "القمة"], "day_before", "2015-05-03"),
        ("ar", "انسحبت القوات قبل انعقاد القمة.", ["انسحبت", "انعقاد"], "before", "../2015-05-04"),
        ("fr", "Ils sont partis deux jours après le sommet.", ["partis", "sommet"], "after", "2015-05-06"),
        ("fr", "Ils se sont vus à la veille du sommet.", ["vus", "sommet"], "day_before", "2015-05-03"),
    ],
)  # fmt: skip
def test_an_event_told_by_another_is_dated_by_it(
    language: str, text: str, triggers: list[str], kind: str, when: str
) -> None:
    found = _relate(language, text, triggers, {triggers[1]: "2015-05-04"})
    assert [(r.kind, r.subject, r.anchor) for r in found.relations] == [(kind, 0, 1)]
    assert (found.events[0].edtf, found.events[0].basis) == (when, "relation")
    assert found.events[1].edtf == "2015-05-04"


def test_what_the_text_dates_itself_stays_and_a_relation_that_contradicts_it_gives_way() -> None:
    text = "The troops left after the summit."
    dated = {"left": "2015-05-02", "summit": "2015-05-04"}
    found = _relate("en", text, ["left", "summit"], dated)
    assert [e.edtf for e in found.events] == ["2015-05-02", "2015-05-04"]
    assert found.contradictions == (Contradiction(relation=0, event=0),)


def test_what_came_before_an_event_says_nothing_of_it() -> None:
    found = _relate("en", "They met before the summit.", ["met", "summit"], {"met": "2015-05-04"})
    assert [e.edtf for e in found.events] == ["2015-05-04", ""]


def test_two_events_joined_by_and_share_the_word_before_them() -> None:
    text = "The troops left after the summit and the vote."
    found = _relate("en", text, ["left", "summit", "vote"], {"vote": "2015-05-04"})
    assert [(r.subject, r.anchor) for r in found.relations] == [(0, 1), (0, 2)]
    assert found.events[0].edtf == "2015-05-04/.."


def test_no_relation_reaches_over_a_sentence() -> None:
    text = "The troops left. After it came the summit."
    document = Document(id="d", text=text, language="en")
    events = [_event(text, "left", quote=(0, 16)), _event(text, "summit", quote=(17, len(text)))]
    assert find_relations(document, anchor(document), events) == ()


def test_a_known_event_dates_those_told_by_it_and_taking_it_away_takes_all_of_it_back() -> None:
    text = "بدأ التعاون بعد اعتداءات باريس."
    known = _relate("ar", text, ["التعاون", "اعتداءات"], {}, KnownEvents((ATTACKS,)))
    assert [(e.edtf, e.basis) for e in known.events] == [
        ("2015-11-13/..", "relation"),
        ("2015-11-13", "known event"),
    ]
    assert [(r.kind, r.subject, r.anchor, r.known) for r in known.relations] == [
        ("after", 0, None, "attacks")
    ]
    unknown = _relate("ar", text, ["التعاون", "اعتداءات"], {})
    assert [(e.edtf, e.basis) for e in unknown.events] == [("", "undated"), ("", "undated")]
    assert [(r.subject, r.anchor, r.known) for r in unknown.relations] == [(0, 1, None)]


def test_the_attacks_of_the_seed_become_their_day_where_they_are_known() -> None:
    with SEED.open(encoding="utf-8", newline="") as file:
        document = Document(id="seed", text=file.read(), language="ar")
    days = []
    for known in (KnownEvents((ATTACKS,)), KnownEvents()):
        anchored = anchor(document, events=known)
        assert anchored.published.interval == Interval.parse({"start": "2015-11-27", "end": "2016-05-01"})
        events = relate(document, anchored, extract_events(document, anchored)).events
        days.append([e.edtf for e in events if document.text.startswith("اعتداءات", e.trigger.start)])
    assert days[0] == ["2015-11-13"]
    assert days[1] == ["../2016-04-30"]


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        # so many years on: of the past, not of a day to come
        ("ar", "هز زلزال المدينة. ثم اجتمع الوزراء بعد 3 سنوات على الزلزال.", "2012-11-02/2013-11-03"),
        ("ar", "هز زلزال المدينة. وبعد شهرين من الزلزال، اجتمع الوزراء.", "2010-06-19/2010-07-19"),
        ("en", "An earthquake shook it. They met two days after the earthquake.", "2010-05-07"),
        # another word, or a part of one, is not it
        ("en", "An earthquake shook it. They met two days after the quake.", ""),
        ("en", "An earthquake shook it. They met two days after the earthquakes.", ""),
    ],
)
def test_an_event_named_again_is_what_others_are_told_by(language: str, text: str, when: str) -> None:
    day, cut = Interval.parse({"start": "2010-05-05", "end": "2010-05-06"}), text.index(".") + 1
    quake, met = ("زلزال", "اجتمع") if language == "ar" else ("earthquake", "met")
    events = [_event(text, quake, day, (0, cut)), _event(text, met, UNKNOWN, (cut, len(text)))]
    document = Document(id="d", text=text, language=language)
    assert relate(document, anchor(document), events).events[1].edtf == when

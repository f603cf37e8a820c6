"""The seed article: the events that it must give, with and without its publication date."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.events import Event
from timeline.interval import day_number, weekday

from .telling import days, events, names

SEED = Path(__file__).parents[2] / "seeds" / "ar" / "000_a4337a132dd5787c.txt"
TEXT = SEED.read_bytes().decode("utf-8")
MONDAY = "2015-12-21"
PUTIN, HOLLANDE = "فلاديمير بوتين", "فرنسوا هولاند"
SHOIGU, LE_DRIAN = "سيرغي شويغو", "جان إيف لودريان"

both = pytest.mark.parametrize("published", [MONDAY, None])


def told(published: str | None, trigger: str, quoted: str = "") -> Event:
    """The one event whose trigger and quote hold these words."""
    found = [
        e
        for e in events(TEXT, "ar", published)
        if trigger in TEXT[e.trigger.start : e.trigger.end] and quoted in TEXT[e.quote.start : e.quote.end]
    ]
    assert len(found) == 1, [e.title for e in found]
    return found[0]


@both
def test_the_presidents_meet_in_moscow(published: str | None) -> None:
    quoted = "لقائهما في موسكو في الـ 26 من تشرين الثاني (نوفمبر) الماضي"
    event = told(published, "لقائهما", quoted)
    assert (event.type, event.modality, event.granularity) == ("CONSULT", "happened", "day")
    assert days(event) == ("2015-11-26", "2015-11-26")
    assert names(event) == {PUTIN, HOLLANDE}
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("موسكو", "RU")
    assert quoted in TEXT[event.quote.start : event.quote.end]


@both
def test_the_conference_is_announced(published: str | None) -> None:
    event = told(published, "مؤتمر")
    assert (event.type, event.modality) == ("CONSULT", "scheduled")
    assert days(event) == ("2016-04-21", "2016-04-30")
    assert event.place is not None
    assert event.place.name == "موسكو"


@both
def test_the_presidents_agree(published: str | None) -> None:
    event = told(published, "اتفقا", "بين جيشيهما")
    assert (event.type, event.modality, event.granularity) == ("AGREE", "happened", "month")
    assert days(event) == ("2015-11-01", "2015-11-30")
    assert names(event) == {PUTIN, HOLLANDE}


def test_the_ministers_talk_on_the_monday_of_publication() -> None:
    event = told(MONDAY, "وتحادث")
    assert (event.type, event.modality) == ("CONSULT", "happened")
    assert days(event) == (MONDAY, MONDAY)
    assert names(event) == {SHOIGU, LE_DRIAN}
    assert event.place is not None
    assert event.place.name == "موسكو"


def test_the_ministers_talk_on_some_monday() -> None:
    event = told(None, "وتحادث")
    assert event.weekday == 1
    first, last = event.interval.first_day, event.interval.last_day
    assert first is not None and last is not None
    assert day_number(2015, 11, 27) <= first <= day_number(2015, 12, 21) <= last
    assert any(weekday(d) == 0 for d in range(first, last + 1))
    assert "one of a set" in event.basis


def test_what_the_minister_announced_earlier_on_monday() -> None:
    event = told(MONDAY, "اتفق", "وفي وقت سابق من الاثنين")
    assert days(event) == (MONDAY, MONDAY)
    assert event.basis == "discourse, published"


def test_the_chief_of_staff_will_come() -> None:
    event = told(MONDAY, "سيزور")
    assert (event.modality, days(event)) == ("scheduled", (MONDAY, None))
    assert names(event) == {"بيار دوفيلييه"}
    assert event.place is not None
    assert event.place.name == "موسكو"


@pytest.mark.parametrize(("trigger", "place"), [("اعتداءات", "باريس"), ("وتفجير", "سيناء")])
def test_attacks_that_the_text_does_not_date(trigger: str, place: str) -> None:
    event = told(MONDAY, trigger)
    assert (event.type, event.modality, days(event)) == ("ASSAULT", "happened", (None, MONDAY))
    assert event.place is not None
    assert event.place.name == place


@both
def test_the_mediation_is_denied_and_undated(published: str | None) -> None:
    event = told(published, "وساطتها")
    assert (event.modality, days(event)) == ("negated", (None, None))
    assert "فرنسا" in names(event)


def test_one_happening_told_three_times_is_one_event() -> None:
    attacks = [e for e in events(TEXT) if e.type == "ASSAULT" and e.place and e.place.name == "باريس"]
    assert len(attacks) == 1


def test_every_span_is_the_words_that_it_says() -> None:
    for event in events(TEXT):
        assert event.quote.start <= event.trigger.start < event.trigger.end <= event.quote.end
        assert len(event.title.split()) <= 12
        if event.place is not None:
            assert TEXT[event.place.start : event.place.end]


def test_no_day_that_the_text_does_not_support() -> None:
    supported = {"2015-11-26", MONDAY}
    single = [days(e)[0] for e in events(TEXT) if e.interval.days == 1]
    assert single and set(single) <= supported

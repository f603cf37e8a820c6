"""When: no day that the text does not support, and always why."""

from __future__ import annotations

import pytest

from .telling import days, events


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("ar", "قتل خمسة جنود في هجوم في بغداد أمس.", ("2015-12-20", "2015-12-20")),
        ("ar", "قتل خمسة جنود في هجوم في بغداد.", (None, "2015-12-21")),
        ("ar", "يزور الرئيس الفرنسي القاهرة غدا.", ("2015-12-22", "2015-12-22")),
        ("ar", "سيزور الرئيس الفرنسي القاهرة قريبا.", ("2015-12-21", None)),
        ("en", "Rebels killed five soldiers in Mali on Friday.", ("2015-12-18", "2015-12-18")),
        ("en", "Rebels killed five soldiers in Mali.", (None, "2015-12-21")),
        ("en", "President Barack Obama will visit Paris.", ("2015-12-21", None)),
        ("fr", "Un kamikaze a tué cinq soldats au Mali vendredi.", ("2015-12-18", "2015-12-18")),
        ("fr", "Un kamikaze a tué cinq soldats au Mali.", (None, "2015-12-21")),
    ],
)
def test_when(language: str, text: str, when: tuple[str | None, str | None]) -> None:
    (event,) = events(text, language)
    assert days(event) == when
    assert event.basis


def test_a_verb_of_saying_keeps_its_own_date() -> None:
    (event,) = [e for e in events("قال مصدر أمس إن مسلحين قتلوا خمسة جنود في بغداد.") if e.type == "ASSAULT"]
    assert (days(event), event.basis) == ((None, "2015-12-20"), "said, published")


def test_what_was_reported_on_a_day_was_not_later() -> None:
    (event,) = events("Rebels killed five soldiers in Mali, the army said on Saturday.", "en")
    assert (days(event), event.basis) == ((None, "2015-12-19"), "said, published")


def test_the_time_that_opens_a_sentence_dates_its_verb() -> None:
    text = "On Saturday, John Smith, the mayor of a small town in the north of the country {}, resigned."
    (event,) = events(text.format("and the head of its largest and oldest bank"), "en")
    assert days(event) == ("2015-12-19", "2015-12-19")
    (event,) = events(text.format("who had won the vote by a narrow margin"), "en")
    assert days(event) == (None, "2015-12-21")


def test_what_is_told_today_may_have_been_at_any_time_before() -> None:
    (event,) = events("أعلنت الشرطة اليوم الاثنين أنها قتلت ثمانية مسلحين.")
    assert (days(event), event.basis) == ((None, "2015-12-21"), "tense")


def test_the_date_at_the_end_of_a_long_sentence_is_that_of_the_verb_that_opens_it() -> None:
    text = "فاز الفريق على ضيفه بهدف وحيد في مباراة صعبة شهدت ضياع عدد كبير من الفرص "
    text += "التي سنحت للاعبين من الجانبين في ملعب المدينة الكبير أمس الأحد."
    assert days(events(text)[0]) == ("2015-12-20", "2015-12-20")


def test_what_is_said_during_an_event_dates_it() -> None:
    found = events("أعلن رئيس البرلمان أمس، خلال جلسة نقلها التلفزيون، أن النواب وافقوا على الخطة.")
    session = next(e for e in found if e.type == "CONSULT")
    assert (days(session), session.basis) == (("2015-12-20", "2015-12-20"), "relation, published")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("لم يفز الفريق عليه منذ 29 يناير 2013 حين تغلب عليه في الكأس سابقا.", "2013-01-29"),
        ("سيبدأ العمل بالقرار بدءا من 1 مارس 2016.", "2016-03-01"),
    ],
)
def test_since_and_from_tell_the_day_of_what_begins_it(text: str, day: str) -> None:
    assert days(events(text)[-1]) == (day, day)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("خفض البنك توقعاته لأسعار النفط في عامي 2015 و 2016.", (None, "2015-12-21")),
        ("تم تعديل بيانات الوظائف لشهري مايو ويونيو.", (None, "2015-12-21")),
        ("عدلت الوزارة أمس الأول بيانات الوظائف لشهر مايو.", ("2015-12-19", "2015-12-19")),
    ],
)
def test_the_time_that_figures_are_of_does_not_date_what_is_done_with_them(
    text: str, when: tuple[str | None, str]
) -> None:
    assert days(events(text)[0]) == when


def test_what_one_announces_to_have_agreed_is_of_the_day_of_the_announcement() -> None:
    text = "أعلن وزير الدفاع الفرنسي جان إيف لودريان، أمس، أنه اتفق مع نظيره الروسي سيرغي شويغو على التنسيق."
    (event,) = events(text)
    assert (days(event), event.basis) == (("2015-12-20", "2015-12-20"), "discourse, published")
    (event,) = events(text.replace("أنه اتفق", "أنه كان قد اتفق"))
    assert days(event) == (None, "2015-12-20")


def test_what_others_did_is_not_of_the_day_on_which_it_is_told() -> None:
    (event,) = events("أعلن وزير الدفاع الفرنسي أمس أن روسيا اتفقت مع تركيا على التنسيق.")
    assert days(event) == (None, "2015-12-20")


def test_without_a_publication_date_nothing_is_bounded() -> None:
    (event,) = events("قتل خمسة جنود في هجوم في بغداد.", "ar", None)
    assert days(event) == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ألغى الرئيس الأميركي دونالد ترامب لقاءه مع الزعيم الكوري الشمالي كيم جونغ أون الخميس."),
        ("en", "President Donald Trump cancelled his meeting with President Vladimir Putin on Thursday."),
    ],
)
def test_the_day_of_calling_off_is_not_that_of_what_is_called_off(language: str, text: str) -> None:
    (event,) = events(text, language)
    assert (event.modality, days(event)) == ("negated", (None, None))


def test_what_is_told_after_an_event_does_not_date_it() -> None:
    text = "On Saturday people prayed, two months after the fire that destroyed the roof on 15 April."
    (event,) = events(text, "en", "2019-06-16")
    assert days(event) == ("2019-04-15", "2019-04-15")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "توفي الكاتب الكبير أحمد صالح (مواليد القاهرة 4 يونيو 1946) في باريس."),
        ("ar", "قال المهاجم المولود في 3 مايو 1990 إنه رفض عرض النادي."),
        ("en", "Police arrested John Smith, born in Cairo on 4 June 1946, in Paris."),
        ("fr", "La police a arrêté Jean Martin, né au Caire le 4 juin 1946, à Paris."),
    ],
)
def test_the_day_of_a_birth_dates_nothing_else(language: str, text: str) -> None:
    (event,) = events(text, language)
    assert days(event) == (None, "2015-12-21")


def test_a_clause_beside_what_is_said_is_not_of_the_day_of_saying() -> None:
    found = events("قال المتحدث أمس إن الحكومة رفضت العرض الذي قدمته الشركة بعد أن فازت بالعقد.")
    assert {e.type.value: days(e) for e in found}["REJECT"] == (None, "2015-12-20")
    assert all(days(e)[1] != "2015-12-20" for e in found if e.type != "REJECT")

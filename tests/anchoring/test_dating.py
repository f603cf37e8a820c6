"""When was a text written that nothing else dates: each thing that shows it, alone and with others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.anchoring import Anchored, anchor
from timeline.document import Basis, Document
from timeline.interval import UNKNOWN, Granularity, Interval, edtf


def _anchor(text: str, language: str = "ar") -> Anchored:
    return anchor(Document(id="d", text=text, language=language))


def _dated(text: str, language: str = "ar") -> tuple[str, str]:
    published = _anchor(text, language).published
    return str(published.basis), edtf(published.interval, Granularity.RANGE)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("ar", "الرياض 15 رمضان 1436 هـ الموافق 2 يوليو 2015 م واس\n استقبل الوزير ضيفه.", "2015-07-02"),
        ("ar", "بيروت، 3 آذار 2014 (أ ف ب) - قال مصدر إن الوفد وصل.", "2014-03-03"),
        ("ar", "الوزير يستقبل الوفد\nالأحد 19 أبريل 2020 - 10:30\nاستقبل الوزير الوفد.", "2020-04-19"),
        ("ar", "استقبل الوزير الوفد.\nنشر في 4 يناير 2019", "2019-01-04"),
        ("en", "Friday, January 4, 2019 — The council met again.", "2019-01-04"),
        ("en", "GENEVA | Tue Apr 28, 2009 6:32 pm EDT\nThe council met again.", "2009-04-28"),
        ("en", "29 September 2011 Last updated at 17:04 GMT The council met again.", "2011-09-29"),
        ("fr", "Paris, le 3 mars 2014 (AFP) - Le conseil s'est réuni.", "2014-03-03"),
    ],
)
def test_a_dateline_or_a_stamp_is_the_day_that_the_text_bears(language: str, text: str, day: str) -> None:
    assert _dated(text, language) == ("text", day)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "في 11 سبتمبر 2001 تغير العالم كله."),
        ("ar", "11 سبتمبر 2001: يوم لا ينسى."),
        ("ar", "ولدت الأميرة في 2 مايو 2015 على الساعة 8:34 (حسب التوقيت المحلي) في لندن."),
        ("ar", "ذكرى وفاة الشاعر في 2 مايو 2015 - نصوص مختارة."),
        ("en", "On 11 September 2001 the world changed."),
        ("fr", "Le 11 septembre 2001, le monde a changé."),
    ],
)
def test_a_date_that_the_text_is_about_is_no_dateline(language: str, text: str) -> None:
    assert _anchor(text, language).published.basis != Basis.TEXT


def test_a_day_of_which_the_text_tells_what_came_later_is_no_dateline() -> None:
    assert (
        _dated("القاهرة 25 يناير 2011 -\nاندلعت الاحتجاجات يومها، ثم قتل القائد منذ 3 مايو 2013.")[0]
        == "inferred"
    )


@pytest.mark.parametrize(
    ("text", "when"),
    [
        # a relative day with its date
        ("وصل الوفد اليوم الاثنين 3 أغسطس 2015 إلى جنيف.", "2015-08-03"),
        ("وصل الوفد أمس (الأحد 2 أغسطس 2015) إلى جنيف.", "2015-08-03"),
        ("يعود الوفد الثلاثاء المقبل الموافق 28 يوليو 2015.", "2015-07-21/2015-07-27"),
        # a relative year with its number, by its own calendar
        ("ارتفع الإنتاج في العام الحالي 2015 ارتفاعا كبيرا.", "2015"),
        ("ارتفع الإنتاج في النصف الأول من العام الحالي 2015.", "2015"),
        ("ينطلق المهرجان هذا العام 1436هـ في جدة.", "2014-10-25/2015-10-13"),
        ("أعلنت المديرية عن بدء التسجيل مطلع العام القادم 1437هـ.", "2014-10-25/2015-10-13"),
        ("أعلنت الإدارة عن بدء التسجيل مطلع العام المقبل 2016.", "2015"),
        # what has been, what is still to come
        ("قتل القائد في 3 مايو 2013 في بغداد.", "2013-05-03/.."),
        ("من المقرر عقد المؤتمر في 3 مايو 2013 في بغداد.", "2011-05-03/2013-05-03"),
        # a verb far before a full day, in its sentence and in no other
        ("سيخوض الفريق مباراته الثانية أمام فريق من هولندا على ملعب المدينة بتاريخ 3 مايو 2013.",
         "2011-05-03/2013-05-03"),
        ("سيعود الفريق. قتل القائد قرب الجسر القديم في أطراف المدينة ظهر 3 مايو 2013.", "2013-05-03/.."),
        # a year told by its number is not that of writing
        ("اندلعت الحرب عام 2011 في الشمال.", "2012-01-01/.."),
        # a year that the news is compared with
        ("زادت الأرباح مقارنة بالفترة نفسها من عام 2014.", "2015-01-01/2016-04-30"),
        # an anniversary
        ("أحيت المدينة الذكرى السبعين لنهاية الحرب عام 1945.", "2015"),
        ("أحيت المدينة الذكرى الـ25 لتوقيع الاتفاق في 4 مايو 1990.", "2015-04-03/2015-06-04"),
        # in a year that is known, what comes every year cuts it
        ("في العام الحالي 2015 وصل الوفد في يوليو الحالي.", "2015-07"),
        ("في العام الحالي 2015 وصل الوفد أمس الأحد 2 أغسطس.", "2015-08-03"),
        ("في العام الحالي 2015 وصل الوفد في مارس الماضي ويعود في يونيو المقبل.", "2015-04-01/2015-05-31"),
        # two calendars agree in one of several years
        ("اندلعت الحرب في 2 مايو 2009، ومن المقرر أن تنتهي في 2 مايو 2019، والتقى الوفد في 15 رمضان "
         "الموافق 2 يوليو بالوزير.", "2014-12-31/2016-01-01"),
    ],
)  # fmt: skip
def test_what_a_text_tells_shows_when_it_was_written(text: str, when: str) -> None:
    assert _dated(text) == ("inferred", when)


def test_contradictions_give_way_the_softer_first_and_never_leave_nothing() -> None:
    # A date still to come and one of long after it that has been: two words against one.
    text = "قتل القائد في 3 مايو 2013، وتوفي نائبه في 5 مايو 2013، ومن المقرر عقد المؤتمر في 1 مايو 2012."
    assert _dated(text) == ("inferred", "2013-05-05/..")
    # "Told at most two years ahead" is soft: a day that is told as past outweighs it.
    text = "قتل القائد في 3 مايو 2009، ومن المقرر عقد المؤتمر في 1 مايو 2013."
    assert _dated(text) == ("inferred", "2011-05-01/2013-05-01")


def test_a_date_is_the_less_sure_the_more_speaks_against_it() -> None:
    told = "قتل القائد في 3 مايو 2013، وتوفي نائبه في 5 مايو 2013"
    agreed, given_up = (
        _anchor(told).published,
        _anchor(f"{told}، ومن المقرر عقد المؤتمر في 1 مايو 2012.").published,
    )
    dateline = _anchor("بيروت، 3 آذار 2014 (أ ف ب) - قال مصدر إن الوفد وصل.").published
    assert _anchor("وصل الوفد.").published.confidence == 0
    assert 0.5 < given_up.confidence < agreed.confidence < dateline.confidence < 1


def test_a_year_that_is_a_name_shows_nothing() -> None:
    assert _dated("فاز المنتخب بكأس العالم 2018 أمام جمهوره.") == ("unknown", "")
    assert _dated("صدر المرسوم رقم 32 لعام 2015 عن الرئيس.") == ("unknown", "")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At least 100 people were killed 2050 The president said help was on its way."),
        ("en", "Stocks reached a low in 2009\\/10 after a drought."),
        ("fr", "Le bilan a été annoncé 2050 personnes ont fui."),
    ],
)
def test_four_figures_that_are_no_year_show_nothing(language: str, text: str) -> None:
    assert _dated(text, language) == ("unknown", "")


def test_four_figures_are_a_year_after_a_word_that_says_so() -> None:
    assert _dated("The war was won in 2009.", "en") == ("inferred", "2010-01-01/..")
    assert _dated("L’accord a été signé en 2009.", "fr") == ("inferred", "2010-01-01/..")


def test_without_any_constraint_all_stays_relative() -> None:
    anchored = _anchor("وصل الوفد أمس إلى جنيف ويعود الأسبوع المقبل.")
    assert anchored.published.interval == UNKNOWN
    assert [(e.value, e.interval) for e in anchored.expressions] == [("-P1D", None), ("P1W", None)]


def test_the_weekday_of_today_says_which_days_of_a_short_interval_are_possible() -> None:
    text = "في العام الحالي 2015 وصل الوفد اليوم الثلاثاء في يوليو الحالي."
    assert _dated(text) == ("inferred", "2015-07-07/2015-07-28")


def test_each_constraint_says_in_which_words_it_is_and_whether_it_binds() -> None:
    text = "اندلعت الحرب في 2 مايو 2009، وقتل القائد في 3 مايو 2013."
    constraints = _anchor(text).constraints
    assert [(c.kind, text[c.start : c.end], c.binds) for c in constraints] == [
        ("past", "2 مايو 2009", False),
        ("past", "3 مايو 2013", True),
    ]
    assert all(c.hard and c.text == text[c.start : c.end] for c in constraints)
    assert _anchor(text).published.reasons == (constraints[1].reason,)


def test_a_day_of_last_november_is_a_day_as_soon_as_the_year_is_certain() -> None:
    text = "في العام الحالي 2015 التقى الوزيران في 26 نوفمبر الماضي وفي يونيو الحالي."
    found = {e.text: e.interval for e in _anchor(text).expressions}
    assert found["26 نوفمبر الماضي"] == Interval.parse({"start": "2014-11-26", "end": "2014-11-27"})


_TOLD = "في 3 مايو 2013 قتل المقرر عام 2011 الماضي المقبل الحالي أمس (الأحد) رمضان الموافق ، . ذكرى 1436هـ"


@given(st.lists(st.sampled_from(_TOLD.split()), max_size=40))
def test_whatever_a_text_says_its_date_is_an_interval_and_its_constraints_are_in_it(words: list[str]) -> None:
    text = " ".join(words)
    anchored = _anchor(text)
    assert anchored == _anchor(text)
    assert (anchored.published.interval == UNKNOWN) == (anchored.published.basis == Basis.UNKNOWN)
    assert bool(anchored.published.reasons) == (anchored.published.basis != Basis.UNKNOWN)
    assert all(c.text == text[c.start : c.end] and c.text for c in anchored.constraints)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for language in ("ar", "en", "fr"):
        _anchor(text, language)

"""What Arabic news tells in its own ways: the verb that opens an article, who suffers, another attack."""

from __future__ import annotations

import pytest

from timeline.events import Modality

from .telling import days, events, names, words


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("سيّر الهلال الأحمر اليوم قافلة من عشر شاحنات إلى المدينة المحاصرة في الشمال.", "سيّر", "AID"),
        ("أنهت اللجنة المنظمة استعداداتها لاستقبال الفرق المشاركة في بطولة الخليج.", "أنهت", "SPORT"),
        ("أعلنت الوزارة أن السلطات أحبطت محاولة لتهريب آثار عبر الميناء القديم.", "أحبطت", "OTHER"),
        ("غادر وزير الخارجية الأردني ناصر جودة عمان متوجها إلى روما.", "غادر", "CONSULT"),
    ],
)
def test_the_verb_that_opens_an_article_tells_its_news(text: str, trigger: str, kind: str) -> None:
    found = events(text)
    assert (words(text, found[0]), found[0].type) == (trigger, kind)


def test_in_the_background_such_a_verb_tells_nothing() -> None:
    text = "قال خبير إن أسعار القمح مستقرة منذ شهور في الأسواق. وحققت الشركة نجاحا كبيرا في السوق المحلية."
    assert events(text) == ()


def test_a_verb_that_carries_an_event_noun_is_one_with_it() -> None:
    text = "أقامت الجامعة أمس محاضرة عن تاريخ الخط العربي في مكتبتها."
    (event,) = events(text)
    assert (event.type, days(event)) == ("CULTURE", ("2015-12-20", "2015-12-20"))
    said = [text[m.trigger.start : m.trigger.end] for m in event.mentions]
    assert said == ["أقامت", "محاضرة"]


@pytest.mark.parametrize(
    "text",
    [
        "انتزعت القوات الحكومية الميناء من أيدي المسلحين في آذار الماضي.",
        "قال الدكتور محمد أبو طالب إن العيادة تعمل منذ عام في الحي.",
        "وقال مكتب حاكم المصرف في بيان إن السوق هادئة منذ الأحد.",
    ],
)
def test_names_and_nouns_that_look_like_verbs_are_none(text: str) -> None:
    assert not {words(text, e) for e in events(text)} & {"أيدي", "طالب", "حاكم"}


@pytest.mark.parametrize(
    ("text", "sufferer"),
    [
        ("وقال شهود إن ثلاثة عمال قتلوا أمس عندما انفجرت قنبلة في بيروت.", "ثلاثة عمال"),
        ("أصيب خمسة جنود أمس في هجوم قرب الموصل.", "خمسة جنود"),
    ],
)
def test_who_was_killed_or_hurt_is_the_victim(text: str, sufferer: str) -> None:
    roles = {p.name: p.role for e in events(text) for p in e.participants}
    assert roles[sufferer] == "victim"


def test_another_attack_is_another_event() -> None:
    text = (
        "قتل ثلاثة جنود أمس في هجوم في بغداد. وأصيب ستة جنود في هجوم آخر في الموصل. "
        "وقالت الشرطة إن الهجوم في الموصل نفذه انتحاري."
    )
    assert [e.place.name for e in events(text) if e.place] == ["بغداد", "الموصل"]


def test_other_numbers_are_other_strikes() -> None:
    text = "نفذ التحالف 12 ضربة جوية أمس في سوريا. ونفذ التحالف سبع ضربات جوية أمس في العراق."
    assert len(events(text)) == 2


def test_a_death_is_told_with_what_caused_it() -> None:
    text = "غمرت السيول قرية في شمال الهند أمس ما أسفر عن مقتل تسعة أشخاص."
    (event,) = events(text)
    assert event.type == "DISASTER"


def test_what_goes_on_with_the_lead_has_its_day() -> None:
    first, second = events(
        "ارتفع سعر الذهب اليوم بنسبة اثنين في المئة. وانخفض سعر الفضة بنسبة واحد في المئة."
    )
    assert days(first) == days(second) == ("2015-12-21", "2015-12-21")
    assert second.basis.startswith("discourse")


def test_what_had_been_before_the_lead_has_not_its_day() -> None:
    text = "ارتفع سعر الذهب اليوم بنسبة اثنين في المئة. وكان سعر الفضة قد انخفض بنسبة واحد في المئة."
    assert [days(e) for e in events(text)][1:] in ([], [(None, "2015-12-21")])


def test_a_warning_has_the_day_of_the_statement_that_gives_it() -> None:
    text = "حذرت منظمة الصحة العالمية من انتشار المرض في القرى. وقالت المنظمة في بيان اليوم إن اللقاح متوفر."
    assert days(events(text)[0]) == ("2015-12-21", "2015-12-21")


def test_the_month_of_a_record_does_not_date_what_set_it() -> None:
    text = "تراجع سعر النفط بنسبة ثلاثة في المئة إلى أدنى مستوى منذ آذار 2009."
    (event,) = events(text)
    assert days(event) == (None, "2015-12-21")


def test_what_follows_a_plan_is_planned() -> None:
    text = "سيصل الوزير إلى الدوحة يوم الأربعاء المقبل ثم يزور مسقط."
    assert {e.modality for e in events(text)} == {Modality.SCHEDULED}


def test_a_nation_is_no_country_and_a_surname_no_word() -> None:
    text = "قتل الجنرال البوروندي أدولف نشيميريمانا أمس. والتقى الوزير المصري سامح شكري السفير في القاهرة."
    said = {n for e in events(text) for n in names(e)}
    assert "سامح شكري" in said
    assert "البوروندي" not in said


def test_what_an_organisation_did_is_no_part_of_its_name() -> None:
    (event,) = events("تبنت حركة طالبان الهجوم على المطار في بيان نشر اليوم.")
    assert "حركة طالبان" in names(event)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("اعتصم المتظاهرون أمس أمام البرلمان في بغداد.", "المتظاهرون", "agent"),
        ("أدت الحملة إلى اعتقال 32 شخصا أمس في تونس.", "32 شخصا", "recipient"),
        ("أطلق المسلحون سراح الرهائن أمس في صنعاء.", "المسلحون", "agent"),
        ("قتلت القوات العراقية ستة مسلحين أمس قرب الموصل.", "القوات العراقية", "agent"),
        ("قتلت القوات العراقية ستة مسلحين أمس قرب الموصل.", "ستة مسلحين", "victim"),
    ],
)
def test_who_did_it_and_to_whom(text: str, name: str, role: str) -> None:
    assert (name, role) in {(p.name, p.role) for e in events(text) for p in e.participants}


def test_what_describes_an_attack_is_nobody() -> None:
    assert not {n for e in events("وقع هجوم مسلح أمس على مركز للشرطة في عدن.") for n in names(e)} & {"مسلح"}


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("وينتظر أن يخوض الفريق يوم الخميس المقبل مباراته الثانية أمام جاره.", "مباراته", "SPORT"),
        ("عقد المجلس البلدي اليوم جلسته العادية برئاسة نائب الرئيس.", "جلسته", "CONSULT"),
        ("تمكنت القوات من السيطرة على البلدة يوم الأحد.", "السيطرة", "COERCE"),
        ("وأعلنت المجموعة 29 ضربة جوية نفذتها ضد مواقع في الشرق.", "ضربة", "ASSAULT"),
        ("تباطأ معدل التضخم أمس إلى أدنى مستوى في عام.", "تباطأ", "ECONOMY"),
        ("فتشت الشرطة المنزل أمس بحثا عن وثائق.", "فتشت", "COERCE"),
        ("نهب مجهولون المتحف القديم يوم الجمعة.", "نهب", "CRIME"),
        ("ارتفع عدد قتلى الزلزال أمس إلى 200 قتيل.", "ارتفع", "DEATH"),
        ("وكان اللاعب قد رحل عن مانشستر قبل عام.", "رحل", "SPORT"),
        ("نفت إدارة النادي أمس أي علم لها بالأمر.", "نفت", "REJECT"),
        ("وتقدم الوزير يوم الأحد بخطة لخفض النفقات.", "وتقدم", "REQUEST"),
        ("وقضت امرأة غرقا يوم الأحد في البحيرة.", "وقضت", "DEATH"),
        ("وأعلن مصدر أمني يوم الأحد العثور على جثة امرأة.", "العثور", "OTHER"),
    ],
)
def test_what_words_of_each_kind_tell(text: str, trigger: str, kind: str) -> None:
    found = events(text + " هذا كل ما قيل. ولا شيء غيره.")
    assert (trigger, kind) in {(words(text, e), e.type) for e in found}


@pytest.mark.parametrize(
    "text",
    [
        "وقال إن النبي صلى الله عليه وسلم كان رحيما بالجار.",
        "وأوضحت أن المعدات التي وفرتها البلدية العام الماضي كافية.",
        "وفي نهاية العام الماضي فقد بينت الإحصائية أن الحجم كبير.",
        "وأكد أن مدة الخدمة لا تتجاوز 24 ساعة.",
        "وقال المسؤول الذي رفض نشر اسمه إن الأمر مستمر.",
        "وفي كل مرة كانت أسعار الفائدة ترتفع قليلا.",
        "وقال إن آلاف السياح يزورون المتنزه كل عام.",
        "وأضاف أنه حتى لو لم تسدد اليونان القرض فلن يتغير شيء.",
        "وتأتي الندوة ضمن أعمال وزارة الأوقاف والدعوة والإرشاد كما قيل.",
        "وجه التفشي ضربة موجعة للاقتصاد كله.",
        "وأوضح أن الجامعة تضم 147 طالبا في كل قسم.",
        "وكان كلامه دليلا قاطعا على ما قيل.",
        "وقال إن الوزارة تحكم قبضتها على السوق.",
        "وقال: نتوقع أن يكون الموسم أفضل.",
        "وأكد أن الخدمة تصل إلى مقر إقامته خلال يومين.",
    ],
)
def test_what_only_looks_like_a_deed_is_none(text: str) -> None:
    opening = "تناول الحديث شؤون البلدة القديمة. "
    assert not [e for e in events(opening + text) if e.quote.start >= len(opening)]


@pytest.mark.parametrize(
    "text",
    [
        "وفي المساء قام المتظاهرون بتنظيف الساحة من الأوراق.",
        "كما تم نقل أربعة متظاهرين إلى المستشفى القريب.",
        "وبدأ متظاهرون بالعودة إلى بيوتهم.",
    ],
)
def test_what_those_do_who_demonstrate_is_no_demonstration(text: str) -> None:
    opening = "تناول الحديث شؤون البلدة القديمة. ولا شيء غيره. "
    assert "PROTEST" not in {e.type for e in events(opening + text)}


def test_what_is_announced_on_a_day_is_told_further_down_too() -> None:
    text = (
        "تحدث الخبير عن الأسعار. وقال إن السوق هادئة. وأضاف أن الطلب كبير. "
        "وكانت الهيئة قد أعلنت يوم الاثنين أسماء المرشحين."
    )
    assert "أعلنت" in {words(text, e) for e in events(text)}


def test_a_crash_and_its_deaths_are_one_accident() -> None:
    text = "تحطمت مروحية عسكرية أمس في الشمال ما أدى إلى مقتل طاقمها. هذا كل ما قيل. ولا شيء غيره."
    assert [(e.type, len(e.mentions) > 1) for e in events(text)] == [("ACCIDENT", True)]
    text = "قتل طيار وأصيب آخر عندما تحطمت طائرة أمس في عرض جوي. هذا كل ما قيل. ولا شيء غيره."
    assert [e.type for e in events(text) if e.type in ("ASSAULT", "ACCIDENT")] == ["ACCIDENT"]


def test_what_players_do_is_sport() -> None:
    text = "انضم لاعب المنتخب خالد منصور أمس إلى الفريق قبل مباراة الدوري. هذا كل ما قيل. ولا شيء غيره."
    assert {e.type.value for e in events(text) if words(text, e) == "انضم"} == {"SPORT"}


def test_two_who_do_the_same_do_it_twice() -> None:
    text = (
        "بعث الملك سلمان بن عبدالعزيز برقية تهنئة اليوم إلى رئيس سنغافورة. "
        "كما بعث الأمير محمد بن نايف برقية تهنئة اليوم إلى رئيس سنغافورة."
    )
    assert len(events(text)) == 2


def test_a_headline_says_nothing_twice() -> None:
    text = "لقي ثلاثة أشخاص مصرعهم أمس في حادث مروري. هذا كل ما قيل. ولا شيء غيره."
    assert "مصرع ثلاثة أشخاص" in {e.title for e in events(text)}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("نفت روسيا إرسال قوات إلى أوكرانيا.", "نفي إرسال قوات إلى أوكرانيا"),
        ("قال مسؤول إن الجيش لم يقصف المدينة أمس.", "عدم قصف الجيش المدينة"),
        ("ألغى الرئيس زيارته إلى باريس أمس.", "إلغاء زيارة الرئيس إلى باريس"),
        # the nearest word says how: nothing was called off here
        ("ألغى الرئيس زيارته أمس ولم يقصف الجيش المدينة.", "عدم قصف الجيش المدينة"),
    ],
)
def test_a_headline_says_what_did_not_happen(text: str, title: str) -> None:
    assert title in {e.title for e in events(text + " هذا كل ما قيل. ولا شيء غيره.")}

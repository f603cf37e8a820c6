"""Who took part in Arabic news, and where and how long: by verbs and prepositions, and by what is known."""

from __future__ import annotations

import pytest

from .telling import days, events, names, words

# Of texts so short the event filter is asked, too, and what it has learned is not what is tested here.
MORE = " هذا كل ما قيل. ولا شيء غيره."


def roles(text: str) -> dict[str, str]:
    return {p.name: p.role for e in events(text + MORE) for p in e.participants}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # what a preposition governs is no object: the first did not do it to the second
        ("قتل ثمانية أشخاص في هجوم على قوات الأمن التركية في إسطنبول أمس.", "ثمانية أشخاص", "victim"),
        # the word that makes a set phrase of its verb may act or suffer, too
        ("حكمت المحكمة على اللص بالسجن أمس.", "المحكمة", "agent"),
        ("تجمع مئات المحتجين في ميدان التحرير أمس.", "مئات المحتجين", "agent"),
        # who was carried to hospital suffered it
        ("نقل 19 شخصا إلى المستشفى أمس.", "19 شخصا", "victim"),
        # whom an organisation does it to is no part of its name
        ("وأجلت قوات الإطفاء السكان من المنازل المجاورة أمس.", "قوات الإطفاء", "agent"),
        (
            "قصف الطيران الحربي بلدة سراقب أمس في هجوم عنيف. قتل فيه جنود. وقال شاهد ذلك.",
            "الطيران الحربي",
            "agent",
        ),
        # a field joined by "and" is one
        ("نظمت وزارة التربية والتعليم أمس محاضرة في جدة.", "وزارة التربية والتعليم", "agent"),
        # "it" and "he" are who says so
        ("قال البيت الأبيض إنه سيستضيف مؤتمرا العام المقبل في واشنطن.", "البيت الأبيض", "agent"),
        ("وأضاف الوزير خالد منصور أنه سيزور مسقط غدا.", "خالد منصور", "agent"),
        # who announces it does it, but for what befell them
        ("أعلن الجيش عزل الرئيس محمد مرسي أمس.", "الجيش", "agent"),
        ("أعلن الجيش عزل الرئيس محمد مرسي أمس.", "محمد مرسي", "recipient"),
        # an unknown word behind a verb is a name
        ("فاز رونالدينيو مع فريقه أمس السبت.", "رونالدينيو", "agent"),
        # a club is one in a text that speaks of sport
        ("تغلب الهلال على الاتحاد 2-1 في المباراة أمس في الدوري على ملعب المدينة.", "الهلال", "agent"),
        # an office, what it is described by, and its holder are one
        (
            "دعا مدير الإدارة العامة للدفاع المدني بالعاصمة المقدسة المكلف العميد خالد الزهراني الحجاج أمس.",
            "خالد الزهراني",
            "agent",
        ),
        # an ordinary word stands inside a name
        ("ترأس الدكتور مصطفى جميل بلجون أمس اجتماع اللجنة.", "مصطفى جميل بلجون", "participant"),
        ("التقى وليد المعلم نظيره الإيراني محمد جواد ظريف في طهران أمس.", "وليد المعلم", "participant"),
        # a number makes people of what is an adjective elsewhere
        ("قتل 14 مقاتلا متمردا في الجبل أمس.", "14 مقاتلا", "victim"),
        # a country is one though it is spelled as a case of its people's name
        ("استدعت ألمانيا سفير إيطاليا أمس.", "ألمانيا", "agent"),
        ("وقعت ليبيا وأوكرانيا اتفاقا أمس.", "أوكرانيا", "participant"),
        # so and so many, more or not less than that, some of a group, those of a nation
        ("قتل أكثر من 100 شخص أمس.", "100 شخص", "victim"),
        ("أصيب ما لا يقل عن 20 عاملا أمس.", "20 عاملا", "victim"),
        ("قتل 12 من عناصر التنظيم أمس.", "12 من عناصر", "victim"),
        ("استشهد فلسطيني أمس في الخليل.", "فلسطيني", "victim"),
        ("تظاهر آلاف النازحين أمس.", "آلاف النازحين", "agent"),
        # behind a title, words of the language are names, with a ruler's number, a phrase or a hamza
        ("أقال الرئيس اليمني أمس رئيس الحكومة خالد بحاح.", "خالد بحاح", "recipient"),
        ("عين الملك محمد السادس أمس سعد الدين العثماني رئيسا.", "محمد السادس", "agent"),
        ("عين الملك محمد السادس أمس سعد الدين العثماني رئيسا.", "سعد الدين العثماني", "recipient"),
        ("استقال رئيس الوزراء اليوناني ألكسيس تسيبراس أمس.", "ألكسيس تسيبراس", "agent"),
        (
            "التقى وزير الخارجية التركي مولود جاويش أوغلو نظيره الإيراني أمس.",
            "مولود جاويش أوغلو",
            "participant",
        ),
        ("دعا الأمين العام للأمم المتحدة بان كي مون أمس إلى هدنة.", "بان كي مون", "agent"),
        ("اتهم رئيس الحزب الكردي صلاح الدين دميرطاش أمس أردوغان بالكذب.", "صلاح الدين دميرطاش", "agent"),
        ("قتل زعيم حركة طالبان الملا أختر منصور أمس في غارة.", "أختر منصور", "victim"),
        ("هنأ خادم الحرمين الشريفين أمس الرئيس المصري.", "خادم الحرمين الشريفين", "agent"),
        # an office alone, right behind what it does
        ("حل الملك أمس البرلمان.", "الملك", "agent"),
        ("عزى أمير الكويت أمس ملك الأردن.", "ملك الأردن", "recipient"),
        # a capital does what states do, aircraft what their nation does, a club what is done in sport
        ("رفضت واشنطن أمس مطالب الحكومة.", "واشنطن", "agent"),
        ("قصفت طائرات إسرائيلية أمس موقعا للحركة.", "طائرات إسرائيلية", "agent"),
        ("فاز الهلال على النصر أمس بهدفين.", "الهلال", "agent"),
        ("فاز الهلال على النصر أمس بهدفين.", "النصر", "recipient"),
        # a city behind a whole name is none of it
        ("غادر الرئيس السوداني عمر البشير جوهانسبرغ أمس.", "عمر البشير", "agent"),
        # who is met stands bare behind who meets
        (
            "استقبل الرئيس المصري عبد الفتاح السيسي أمس رئيس وزراء باكستان نواز شريف.",
            "نواز شريف",
            "participant",
        ),
        ("التقى وزير الخارجية سامح شكري نظيره الإيراني أمس.", "نظيره الإيراني", "participant"),
        # an organisation named by a word that no dictionary has, by a definite word, by ministers
        ("وقعت شركة هواوي الصينية أمس عقدا.", "شركة هواوي الصينية", "participant"),
        ("أصدرت محكمة جنايات القاهرة أمس حكما على متهم.", "محكمة جنايات القاهرة", "agent"),
        ("أقر مجلس الوزراء السعودي أمس الميزانية.", "مجلس الوزراء السعودي", "agent"),
        # who managed to do it, whom a clause behind the event names, several who hold an office
        ("تمكن الجيش أمس من السيطرة على المدينة.", "الجيش", "agent"),
        ("انطلقت أمس فعاليات مهرجان التراث الذي تنظمه لجنة السياحة في البلدة.", "لجنة السياحة", "agent"),
        ("أجرى لاعبو الفريق أمس تدريباتهم على ملعب النادي.", "لاعبو الفريق", "agent"),
        ("قتل خمسة جنود في الهجوم الذي شنته جماعة بوكو حرام أمس على قرية.", "جماعة بوكو حرام", "agent"),
        # an office is not its neighbour's, a surname may be an adjective, a bomber no two suicides
        ("أقال الرئيس أمس رئيس الوزراء خالد منصور.", "الرئيس", "agent"),
        ("أقال الرئيس أمس رئيس الوزراء خالد منصور.", "خالد منصور", "recipient"),
        ("التقى أمين عام الجامعة نبيل العربي أمس وفدا من المعارضة.", "نبيل العربي", "participant"),
        ("فجر انتحاري نفسه أمس قرب مسجد في بغداد.", "انتحاري", "agent"),
        ("ألقت الشرطة القبض أمس على ثلاثة أشخاص.", "الشرطة", "agent"),
        # a contract is not held, a firm may be called by a word, whom a shipwreck drowns did nothing
        ("أعلنت شركة أرامكو السعودية أمس توقيع عقد مع شركة صينية.", "شركة أرامكو السعودية", "participant"),
        ("أعلنت شركة أبل أمس عن هاتف جديد.", "شركة أبل", "agent"),
        ("غرق مركب يقل 200 مهاجر أمس قبالة السواحل الليبية.", "200 مهاجر", "victim"),
        ("يواجه الهلال مساء اليوم فريق السد القطري في دوري أبطال آسيا.", "الهلال", "agent"),
        # who denies having done it, and what is sent nowhere is no name
        ("نفت روسيا إرسال قوات إلى أوكرانيا.", "روسيا", "agent"),
        ("اجتمع قادة الدول الخليجية أمس في الرياض.", "قادة الدول الخليجية", "participant"),
        # who says that they did it, and that those did who were named before; an office in two fields
        ("أعلنت وزارة الدفاع أنها اعتقلت ثلاثة مسلحين.", "وزارة الدفاع", "agent"),
        ("أعلنت وزارة الدفاع أنها اعتقلت ثلاثة مسلحين.", "ثلاثة مسلحين", "recipient"),
        ("قالت الوزارة إن السلطات أحبطت تهريبا وإنها اعتقلت مواطنين اثنين.", "السلطات", "agent"),
        ("أقالت رئيسة كوريا الجنوبية باك جون هاي أمس وزيرها.", "باك جون هاي", "agent"),
        ("اعتقلت الشرطة أمس وزير الصحة والرعاية الاجتماعية خالد منصور.", "خالد منصور", "recipient"),
        ("استقبل الأمير خالد بن منصور في مكتبه أمس وزير النقل.", "خالد بن منصور", "participant"),
        # who means to do it
        ("تعتزم وزارة الصحة إنشاء لجنة جديدة في جدة.", "وزارة الصحة", "agent"),
        # whom a word of honour stands before
        ("ركزت الصحف أمس على زيارة معالي وزير النقل خالد منصور إلى ألمانيا.", "خالد منصور", "agent"),
        # who goes on with what the clause before tells
        (
            "حضر الوزير خالد منصور الحفل يوم الأحد، والتقى عددا من المسؤولين.",
            "خالد منصور",
            "participant",
        ),
        (
            "وصل الوزير جون كيري أمس إلى عمان حيث التقى نظيره الأردني ناصر حمدان.",
            "جون كيري",
            "participant",
        ),
    ],
)
def test_who_did_what_to_whom(text: str, name: str, role: str) -> None:
    assert roles(text)[name] == role


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        # what dashes set apart is no subject of the verb behind them
        (
            "وكانت جبهة التحرير - التي اعتقلت السلطات بعض أعضائها - قد أعلنت مسؤوليتها عن تفجير في أنقرة.",
            ("أعلنت", "السلطات"),
        ),
        # a verb that names nobody who did it takes no subject from the clause before
        (
            "وتحقق الشرطة التركية في الأمر، وقد تم نقل المصابين إلى المستشفى أمس.",
            ("نقل", "الشرطة التركية"),
        ),
        # members of who was named
        ("كما عاقبت المحكمة عددا آخر بينهم خالد منصور النائب الأول للمرشد.", ("عاقبت", "خالد منصور")),
        # whose somebody is
        ("وأقر مجلس الأمن التابع للأمم المتحدة قانونا جديدا أمس.", ("وأقر", "الأمم المتحدة")),
        # where somebody left
        ("وغادر الشريف مصر أمس إلى باريس.", ("وغادر", "مصر")),
        # what takes place is nobody's
        ("وأفاد المتحدث باسم الشرطة بوقوع حادث انقلاب أمس على طريق جدة.", ("حادث", "المتحدث باسم الشرطة")),
        # who tells it
        ("وقع حادث سير أمس في جدة قالت الشرطة إنه الأول.", ("حادث", "الشرطة")),
        # who says so, the kind of what is spoken of, and what an official is besides
        ("خفضت الحكومة أمس سعر الفائدة بحسب بي بي سي.", ("خفضت", "بي بي سي")),
        ("وجاء تكثيف التنسيق العسكري بين روسيا وفرنسا أمس.", ("تكثيف", "العسكري")),
        (
            "أشاد خالد بن منصور وكيل وزارة المياه لشؤون الكهرباء رئيس مجلس إدارة الشركة أمس بالعمل.",
            ("أشاد", "رئيس مجلس إدارة الشركة"),
        ),
        # a hospital named after a king, and who is told of an accident
        ("وقع حادث سير أمس ونقل المصابون لمستشفى الملك فهد بالباحة.", ("حادث", "فهد")),
        # a road named after a king
        ("وقع حادث سير أمس على طريق الملك سعود في محافظة العقيق.", ("حادث", "سعود")),
    ],
)
def test_who_did_not(text: str, nobody: tuple[str, str]) -> None:
    trigger, name = nobody
    (event,) = [e for e in events(text) if words(text, e) == trigger]
    assert name not in names(event)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("انفجرت قنبلة أمس في بلدة القديح شرق السعودية.", "القديح"),
        ("شب حريق أمس في قرية أبو حماد.", "أبو حماد"),
        ("عقد الاجتماع أمس في منطقة جبلية قرب مدينة كبيرة.", None),
        ("عقدت اللجان اجتماعها أمس بديوان الوزارة.", "ديوان الوزارة"),
        ("هاجم مسلحون أمس دورية في فندق الشيراتون.", "فندق الشيراتون"),
        ("قتل جندي أمس في الأراضي السورية.", "الأراضي السورية"),
        # what is spoken of is there, and what was agreed on; a person is no place
        ("بحث الوزيران أمس الأوضاع الإنسانية في ليبيا.", None),
        ("اتفق الوزيران أمس على تنسيق العمل في سوريا.", None),
        ("نظمت الجامعة ندوة في باكورة نشاطها أمس.", None),
    ],
)
def test_a_place_that_no_gazetteer_has(text: str, place: str | None) -> None:
    (event,) = events(text)
    assert (event.place.name if event.place else None) == place


def test_what_a_club_is_called_is_a_word_elsewhere() -> None:
    assert "AGREE" in {e.type for e in events("وقع الوزيران الاتفاق النووي أمس في فيينا.")}
    text = "وذكر المكتب أن هذا التعاون بدأ على أثر هجمات باريس في أيلول الماضي."
    assert "التعاون" in {words(text, e) for e in events(text)}


def test_where_somebody_goes_is_where_it_happens() -> None:
    (event,) = events("وصل وزير الخارجية الأميركي جون كيري إلى قطر مساء أمس.")
    assert (event.place.name if event.place else None, names(event)) == ("قطر", {"جون كيري"})


def test_an_agreement_is_told_by_what_it_is_about() -> None:
    text = "وتأتي الزيارة في إطار اتفاق الوزيرين على مواصلة الحوار. وقال المكتب ذلك في بيان."
    assert "AGREE" in {e.type for e in events(text)}


def test_it_may_lie_in_the_country_told() -> None:
    text = "خرج قطار عن القضبان أمس في وسط الهند. وقالت الوزارة إن القطار خرج عن القضبان قرب بلدة هاردوا."
    (event,) = events(text)
    assert len(event.mentions) == 2


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ينظم المعهد غدا دورة توعوية تستمر لمدة ثلاثة أيام في قاعة المحاضرات.", "2015-12-22", "2015-12-24"),
        ("بدأت أمس في الرياض فعاليات الملتقى الثقافي الذي يستمر أسبوعين.", "2015-12-20", "2016-01-02"),
        # a term begins on the day it is imposed, and is no event so long
        ("حكمت المحكمة أمس على المتهم بالسجن لمدة عشرة أيام.", "2015-12-20", "2015-12-20"),
        # what is agreed on, decided or promised lasts, and not the deed
        ("اتفق الطرفان أمس على هدنة لمدة خمسة أيام.", "2015-12-20", "2015-12-20"),
        ("أعلنت الوزارة أمس تمديد التسجيل لمدة أسبوعين.", "2015-12-20", "2015-12-20"),
        ("مدد الاتحاد أمس معسكر المنتخب في الدوري لمدة عشرة أيام.", "2015-12-20", "2015-12-20"),
        # another thing lasts
        ("فاز المنتخب أمس على ضيفه في افتتاح بطولة تستمر عشرة أيام.", "2015-12-20", "2015-12-20"),
        ("وصل الوزير أمس إلى المدينة التي يستمر فيها العمل لمدة أسبوع.", "2015-12-20", "2015-12-20"),
        # commas only set the time apart
        (
            "رفع مكتب الطقس المركزي حالة التحذير من الإعصار، أمس، لكنه طمأن السكان.",
            "2015-12-20",
            "2015-12-20",
        ),
    ],
)
def test_how_long_it_lasts(text: str, first: str, last: str) -> None:
    (event,) = events(text)
    assert days(event) == (first, last)


def test_a_meeting_is_no_longer_for_the_conference_beside_it() -> None:
    text = "عقد الوزيران أمس اجتماعا على هامش مؤتمر دولي يستمر ثلاثة أيام في جنيف."
    (meeting,) = [e for e in events(text) if words(text, e) == "اجتماعا"]
    assert days(meeting) == ("2015-12-20", "2015-12-20")


def test_what_lasts_says_so() -> None:
    (event,) = events("ينظم المعهد غدا دورة توعوية تستمر لمدة ثلاثة أيام في قاعة المحاضرات.")
    assert event.basis == "clause, published, lasting"


def test_a_verb_that_only_goes_on_is_a_mention() -> None:
    text = "تغلب الهلال على الاتحاد في المباراة التي أقيمت على ملعب المدينة أمس في الدوري."
    (event,) = events(text)
    assert (words(text, event), days(event)) == ("تغلب", ("2015-12-20", "2015-12-20"))


def test_a_headline_joins_letter_and_article() -> None:
    text = "عقدت الشركة السعودية للكهرباء أمس اجتماعا طارئا حول الأسعار."
    (event,) = events(text)
    assert "لال" not in event.title


def test_what_is_told_as_one_more_is_another_event() -> None:
    text = "قال الوزير إن الجانبين اتفقا على تبادل المعلومات، إضافة إلى اتفاقهما على إجراء لقاءات ثنائية."
    assert [words(text, e) for e in events(text)] == ["اتفقا", "اتفاقهما"]


def test_a_visit_is_told_by_where_it_goes() -> None:
    text = "واتصل كارتر هاتفيا بالوزير خلال زيارته لمتن حاملة الطائرات في البحر المتوسط."
    assert "زيارته" in {words(text, e) for e in events(text)}


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        # whose a governed noun is did nothing: the sentence of three, a dead man's body, a guard's hospital
        ("قضت محكمة في مدينة فاس أمس بسجن ثلاثة متهمين.", "ثلاثة متهمين"),
        ("عثر أمس على جثة ثلاثة رجال في الشقة.", "ثلاثة رجال"),
        ("كرمت جامعة كوينزلاند أمس مبتعثا من مستشفى الحرس الوطني بالرياض.", "الحرس الوطني"),
        # a number of many counts things, too
        ("جرفت السيول أمس عشرات المنازل.", "عشرات"),
        # nobody does a fire
        ("اندلع أمس حريق تم التعامل معه من قبل فريق السلامة.", "فريق السلامة"),
    ],
)
def test_who_is_only_spoken_of_does_nothing(text: str, nobody: str) -> None:
    assert roles(text).get(nobody) not in ("agent", "participant")


@pytest.mark.parametrize("country", ["ليبيا", "ألمانيا", "أوكرانيا", "موريتانيا", "إيطاليا", "موناكو"])
def test_a_country_is_a_place(country: str) -> None:
    (event,) = [e for e in events(f"قتل عشرة أشخاص أمس في هجوم في {country}." + MORE) if e.place]
    assert event.place is not None and event.place.name == country


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "نفذت لجنة الاتفاقات التي توصل إليها الوزير خالد منصور في موسكو أمس.",
            "توصل خالد منصور إلى الاتفاقات في موسكو",
        ),
        ("التقى الرئيس أمس معالي وزير النقل خالد منصور.", "لقاء الرئيس وخالد منصور"),
        ("أطلق مسلحون النار أمس على حافلة.", "إطلاق مسلحين النار على حافلة"),
        ("عقدت الحكومة اجتماعا عاجلا أمس.", "اجتماع عاجل للحكومة"),
    ],
)
def test_a_headline_puts_words_in_their_case(text: str, title: str) -> None:
    assert title in [e.title for e in events(text + MORE)]


@pytest.mark.parametrize("town", ["واشنطن", "القدس", "مكة المكرمة", "روما", "برشلونة", "زيوريخ"])
def test_a_town_lies_somewhere(town: str) -> None:
    (event,) = events(f"عقد الوزراء أمس اجتماعا في {town}." + MORE)
    assert event.place is not None and event.place.name == town and event.place.latitude is not None


def test_a_country_that_only_describes_takes_no_part() -> None:
    assert not roles("انخفضت نسبة العمالة السعودية في القطاع أمس بنسبة 3.5 في المائة.")


def test_what_is_taken_over_takes_no_part() -> None:
    assert "السلطة" not in roles("تولى القائد حسن مراد السلطة أمس.")


def test_who_is_told_of_says_nothing() -> None:
    text = "وقالت إن تركيا شهدت أمس مواجهات عنيفة قتل فيها تسعة أشخاص." + MORE
    assert [e.attribution for e in events(text)] == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("شهدت مدينة حلب أمس مواجهات عنيفة.", "حلب"),
        ("تستضيف الدوحة غدا اجتماعا لوزراء الخارجية.", "الدوحة"),
        ("عاد الفريق إلى أستراليا التي ستشهد مباراة مهمة غدا.", "أستراليا"),
        ("وصل الوزير جون كيري إلى قطر حيث التقى أمس نظيره الروسي سيرغي لافروف.", "قطر"),
        ("قتل ثلاثة أشخاص أمس في لافايت برصاص مسلح.", "لافايت"),
        ("سيطرت القوات أمس على أربع مناطق في محافظة إب.", "محافظة إب"),
    ],
)
def test_where_it_happened(text: str, place: str) -> None:
    assert place in {e.place.name for e in events(text + MORE) if e.place}


def test_the_town_is_told_of_an_event_rather_than_its_country() -> None:
    text = "شهد اليمن أمس هجوما عنيفا. وقتل في الهجوم سبعة جنود في مدينة تعز." + MORE
    assert [e.place.name for e in events(text) if e.place] == ["تعز"]


def test_a_person_is_no_place_behind_a_letter_on_its_own() -> None:
    text = "زار الوزير الفرنسي جان إيف لودريان روما أمس. واتصل الرئيس بـ لودريان هاتفيا." + MORE
    assert "لودريان" not in {e.place.name for e in events(text) if e.place}


def test_the_place_of_a_later_event_is_not_that_of_the_first() -> None:
    text = "وجاء تكثيف التنسيق بين روسيا وفرنسا بعد تفجير طائرة فوق سيناء أمس." + MORE
    assert [e.place for e in events(text) if words(text, e) == "تكثيف"] == [None]


def test_what_we_do_is_not_done_by_who_was_named_before() -> None:
    assert "خالد منصور" not in {
        p.name
        for e in events("حضر الوزير خالد منصور أمس ونظمنا حفلا." + MORE)
        if e.type != "CONSULT"
        for p in e.participants
    }

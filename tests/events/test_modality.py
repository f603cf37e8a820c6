"""Did it happen: the same happening denied, planned, feared and claimed."""

from __future__ import annotations

import pytest

from .telling import days, events, words


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("ar", "التقى الرئيس المصري نظيره الفرنسي في باريس أمس.", "happened"),
        ("ar", "لم يلتق الرئيس المصري نظيره الفرنسي في باريس أمس.", None),
        ("ar", "سيلتقي الرئيس المصري نظيره الفرنسي في باريس غدا.", "scheduled"),
        ("ar", "سوف يزور الرئيس الفرنسي القاهرة يوم الأحد المقبل.", "scheduled"),
        ("ar", "من المقرر أن يزور الرئيس الفرنسي القاهرة الأسبوع المقبل.", "scheduled"),
        ("ar", "نفى الوزير أن تكون فرنسا قد هاجمت القاعدة.", "negated"),
        ("ar", "زعم المتحدث أن الجيش قصف المدينة أمس.", "alleged"),
        ("en", "President Barack Obama met Vladimir Putin in Paris on Friday.", "happened"),
        ("en", "President Barack Obama did not meet Vladimir Putin in Paris on Friday.", "negated"),
        ("en", "President Barack Obama will meet Vladimir Putin in Paris on Friday.", "scheduled"),
        ("en", "The minister denied that rebels attacked the base.", "negated"),
        ("en", "Gunmen were killed in an attack in Kabul on Friday.", "happened"),
        ("fr", "Barack Obama a rencontré Vladimir Poutine à Paris vendredi.", "happened"),
        ("fr", "Barack Obama n'a pas rencontré Vladimir Poutine à Paris vendredi.", "negated"),
        ("fr", "Barack Obama rencontrera Vladimir Poutine à Paris vendredi.", "scheduled"),
        ("fr", "François Hollande devait quitter La Havane mardi pour Haïti.", "scheduled"),
        ("fr", "François Hollande devait quitter La Havane avec son ministre.", None),
        ("fr", "Il venait d'inaugurer le Mémorial dimanche à Lyon.", "happened"),
        ("ar", "تعتزم الهيئة السعودية للمهندسين إنشاء مركز جديد في جدة.", "scheduled"),
        ("ar", "قال مصدر إن الهيئة لا تعتزم إنشاء مركز جديد في جدة غدا.", "negated"),
        # "a" is no "a lieu", "leaves" no "leaves dead": they tell nothing of when the explosion is
        ("fr", "L'explosion de mardi à Lyon a surpris les habitants.", "happened"),
        ("en", "The blast in Kabul on Tuesday leaves the company with losses.", "happened"),
    ],
)
def test_modality(language: str, text: str, modality: str | None) -> None:
    found = {e.modality.value for e in events(text, language)}
    assert modality in found if modality else not found & {"happened", "scheduled"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "دعا إلى مكافحة الهجمات الإرهابية."),
        ("ar", "عملية تهريب مخدرات كبيرة."),
        ("ar", "كل هجوم خطر."),
        ("ar", "تحسبا لأي هجوم."),
        ("en", "He suffered a heart attack."),
        ("en", "They want to prevent any attack."),
        ("fr", "Il a eu une crise cardiaque."),
        ("fr", "Le village est à une quarantaine de kilomètres d'Abidjan."),
        ("fr", "Il faut éviter toute attaque."),
    ],
)
def test_nothing_happens(language: str, text: str) -> None:
    assert not [e for e in events(text, language) if e.type in ("ASSAULT", "HEALTH")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("نفت وزارة الدفاع الروسية أمس قصف مستشفى في حلب.", "قصف"),
        ("أنكر المتهم أمس قتل زوجته.", "قتل"),
        ("نفى مصدر أمني أمس وقوع انفجار في بغداد.", "انفجار"),
    ],
)
def test_what_is_denied_did_not_happen_on_the_day_of_the_denial(text: str, word: str) -> None:
    more = " هذا كل ما قيل. ولا شيء غيره."
    (event,) = [e for e in events(text + more) if words(text, e) == word]
    assert (event.modality, days(event)) == ("negated", (None, None))


def test_a_place_that_lies_somewhere_keeps_no_event_going_on() -> None:
    text = "قتل ضابط أمس في هجوم بمدينة العريش واشتباك بمدينة السويس التي تقع شرقي القاهرة. لا غير. لا غير."
    assert {e.modality for e in events(text)} == {"happened"}


def test_a_wave_unseen_for_years_has_come() -> None:
    text = "تعرضت البلاد أمس لموجة حر لم تشهدها منذ سنوات طويلة." + " هذا كل ما قيل. ولا شيء غيره."
    assert {e.modality for e in events(text)} == {"happened"}

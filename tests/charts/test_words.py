"""The interface says everything in each of its languages."""

import json
import re

from timeline.dashboard.shell import INTERFACE, SCRIPTS, read_static
from timeline.events import when
from timeline.events.confidence import WEIGHTS
from timeline.events.event import EventType, Modality
from timeline.interval import Granularity

WORDS = json.loads(read_static("words.json"))


def test_every_language_has_the_same_words_with_the_same_slots():
    assert tuple(WORDS) == INTERFACE
    for key, word in WORDS["en"].items():
        for language in INTERFACE:
            assert WORDS[language][key].strip()
            if not key.startswith("when."):
                assert set(re.findall(r"\{\w+\}", WORDS[language][key])) == set(re.findall(r"\{\w+\}", word))


def test_every_type_modality_and_granularity_has_a_word():
    wanted = [f"type.{t}" for t in EventType] + [f"modality.{m}" for m in Modality]
    wanted += [f"granularity.{g}" for g in Granularity]
    assert [key for key in wanted if key not in WORDS["en"]] == []


def test_every_reason_of_an_events_confidence_has_a_word():
    assert [reason for reason in WEIGHTS if f"sure.{reason}" not in WORDS["en"]] == []


def test_every_reason_of_an_events_date_has_a_word():
    own = set(re.findall(r"`([a-z]+)` \(", when.__doc__)) | {"undated"}
    assert own > {"clause", "said", "tense"}
    assert [reason for reason in sorted(own) if f"reason.{reason}" not in WORDS["en"]] == []


def test_every_word_that_the_script_says_is_there_and_none_is_idle():
    script = "".join(read_static(f"{name}.js") for name in SCRIPTS) + read_static("page.html")
    said = set(re.findall(r'T\.say\("([\w.]+)"', script)) | set(
        re.findall(r'data-(?:word|label)="(\w+)"', script)
    )
    assert {key for key in said if not key.endswith(".")} <= set(WORDS["en"])
    idle = [k for k in WORDS["en"] if k not in said and f'"{k}"' not in script and "." not in k]
    assert idle == []


def test_no_script_sets_markup():
    script = "".join(read_static(f"{name}.js") for name in SCRIPTS)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script
    )

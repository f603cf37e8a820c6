"""A document in TimeML holds the same text, and its expressions where they stand."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

from timeline.anchoring import anchor
from timeline.document import Document
from timeline.interval import Interval
from timeline.timeml import timeml


def _written(text: str, published: dt.date | None = dt.date(2015, 12, 21)) -> ET.Element:
    stated = None if published is None else Interval.of_date(published)
    document = Document(id="a", text=text, language="ar", published=stated)
    return ET.fromstring(timeml(document, anchor(document)).encode())


def test_each_expression_is_a_timex3() -> None:
    root = _written("التقيا في 26 تشرين الثاني (نوفمبر) الماضي <ثم> عادا أواخر نيسان 2016")
    first, second = root.iterfind("TEXT/TIMEX3")
    assert (first.get("value"), first.get("anchorTimeID")) == ("2015-11-26", "t0")
    assert (second.get("value"), second.get("mod")) == ("2016-04", "END")
    assert root.find("DCT/TIMEX3").get("value") == "2015-12-21"  # type: ignore[union-attr]


def test_the_text_is_the_same_but_for_what_xml_cannot_hold() -> None:
    text = "a < b & c \x00\ud800 يوم الاثنين ]]>"
    held = "".join(_written(text).find("TEXT").itertext())  # type: ignore[union-attr]
    assert held == text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def test_an_unknown_date_is_written_as_unknown() -> None:
    assert _written("لا تاريخ هنا", None).find("DCT/TIMEX3").get("value") == "XXXX-XX-XX"  # type: ignore[union-attr]

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.sources.article import NotText
from timeline.sources.decoding import decode

ARABIC = "التقى الرئيسان الروسي والفرنسي في موسكو، يوم الخميس 26 من تشرين الثاني (نوفمبر) الماضي.\r\n" * 3
FRENCH = "Le président a été reçu à l’Élysée le 3 août 2014 par Mme Dupré, très émue par l’accueil.\n"
RUSSIAN = "Президент России Владимир Путин встретился в Москве 26 ноября 2015 года.\n"
POLISH = (
    "Prezydent spotkał się w środę z ministrem; rozmowy w Łodzi trwały aż do późnej nocy, choć było źle.\n"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-8"),
        (ARABIC, "utf-8-sig"),
        (ARABIC, "utf-16"),
        (ARABIC, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (ARABIC, "utf-32"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-16-le"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (POLISH, "cp1250"),
    ],
)
def test_text_comes_back_whole_from_the_encodings_of_news(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_newlines_and_odd_characters_stay_as_they_are() -> None:
    text = "a\r\nb\rc\n\u2028d\u202ee\x0c\u00a0\u200ff"
    assert decode(text.encode()).text == text


def test_a_few_broken_sequences_do_not_turn_utf8_into_something_else() -> None:
    data = ARABIC.encode() + b"\xff" + ARABIC.encode() + ARABIC.encode()[:1]
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text == ARABIC + "\ufffd" + ARABIC + "\ufffd"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x02\0\0\0",
        b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(256)) * 4,
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n\0\0" + random.Random(1).randbytes(4000),
        b"\0" * 500,
        b"\xff\xfe" + b"\x00\x00\x01\x00" * 100,
    ],
)
def test_binary_files_are_told_from_text(data: bytes) -> None:
    with pytest.raises(NotText, match="binary"):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_clear_no(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotText as error:
        assert str(error)
    else:
        decoded.text.encode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")

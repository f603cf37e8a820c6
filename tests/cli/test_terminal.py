from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from timeline.interval import Interval
from timeline.terminal import bar, cell, harmless, marked, table, when


def printed(what: object) -> str:
    out = io.StringIO()
    Console(file=out, width=100, highlight=False).print(what)
    return out.getvalue()


@given(st.text(alphabet=st.characters(), max_size=80))
def test_no_text_steers_the_terminal(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    printed(table("t", ("a",), [(text,)])).encode()
    assert not {c for c in shown if (ord(c) < 32 and c not in "\t\n") or c in "\x7f\x9b\u202e\u2066\ud800"}


def test_escapes_and_markup_are_shown_and_not_obeyed() -> None:
    out = printed(table("t", ("a",), [("\x1b[31m[red]x[/red]",)]))
    assert "\ufffd[31m[red]x[/red]" in out


def test_right_to_left_words_are_isolated_in_every_line_of_their_cell() -> None:
    out = printed(table("t", ("a", "b"), [("في موسكو " * 10, "Moscow")]))
    lines = [line for line in out.splitlines() if "موسكو" in line]
    assert len(lines) > 1
    for line in lines:
        before, isolated, after = line.replace("\u2069", "\u2068").split("\u2068")
        assert "موسكو" in isolated
        assert "موسكو" not in before + after
    assert "\u2068" not in printed(cell("Moscow"))


def test_marks_are_where_the_spans_are() -> None:
    text = marked("on Monday, in Moscow", [(3, 9)])
    assert [(s.start, s.end) for s in text.spans] == [(3, 9)]


def test_when_is_said_as_far_as_it_is_known() -> None:
    day = Interval.parse({"start": "2015-11-26", "end": "2015-11-27"})
    assert when(day, "2015-11-26") == "2015-11-26"
    assert when(Interval.parse({"start": "2015-11-26", "end": None}), "") == "2015-11-26/.."
    assert when(Interval(None, None), "") == when(None, "") == ""


def test_the_bar_passes_everything_and_says_nothing_in_a_file() -> None:
    out = io.StringIO()
    assert list(bar([1, 2], "reading", Console(file=out))) == [1, 2]
    assert out.getvalue() == ""

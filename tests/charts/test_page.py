"""The page carries everything inside it, and an article's text stays text."""

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotly.offline import get_plotlyjs

from timeline.charts import Row, plotly_script
from timeline.charts.label import plain
from timeline.charts.row import Mention
from timeline.dashboard import TimelineError, TimelineSpec, render_page, write_pages
from timeline.dashboard.events import find_events
from timeline.dashboard.passage import elsewhere, passage
from timeline.dashboard.payload import main_language, web_address
from timeline.dashboard.spec import parse_timeline

SPEC = TimelineSpec(name="seed", sql="select 1", title="الخط الزمني")
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    r"$\href{javascript:alert(1)}{x}$",
    "<b>bold</b> &amp; {{data}}",
    "\u202eمقلوب\u2066 غير مغلق",
    "word " * 2_000,
    "x" * 10_000,
    "nul \x00 and \ud800 lone",
]


def test_a_title_may_be_another_in_another_language():
    text = "-- title: خط\n-- title (fr): Chronologie\n-- description (en): What is told\nselect 1"
    spec = parse_timeline("a", text)
    assert (spec.title, spec.titles, spec.descriptions) == (
        "خط",
        {"fr": "Chronologie"},
        {"en": "What is told"},
    )


def test_a_browser_reads_the_library_once():
    whole, ours = get_plotlyjs(), plotly_script()
    assert ours.startswith("/**\n* plotly.js v") and "Licensed under the MIT license" in ours[:200]
    assert "module.exports = factory()" in whole[:500], "the package wraps it"
    assert "module.exports = factory()" not in ours[:500]
    assert set(re.findall(r"@licen[sc]e.*", whole)) == set(re.findall(r"@licen[sc]e.*", ours))
    assert len(whole) - 500 < len(ours) < len(whole)


class Scripts(HTMLParser):
    """The script elements of a page, as a browser's parser delimits them."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.found, self.tags, self.policy, self.inside = [], [], "", False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.inside = tag == "script"
        if tag == "script":
            self.found.append([dict(attributes), ""])
        if tag == "meta" and dict(attributes).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attributes)["content"]

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] += data


def data_of(page):
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_the_policy_names_the_hash_of_every_script_that_runs(seed_rows):
    scripts = Scripts(render_page(SPEC, seed_rows))
    running = [text for attributes, text in scripts.found if "type" not in attributes]
    assert len(running) == 2
    for text in running:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in scripts.policy
    assert "default-src 'none'" in scripts.policy and "connect-src 'none'" in scripts.policy
    assert "unsafe-eval" not in scripts.policy
    assert "unsafe-inline" not in scripts.policy.partition("script-src")[2]


def test_the_same_rows_give_the_same_bytes(seed_rows):
    assert render_page(SPEC, seed_rows) == render_page(SPEC, list(seed_rows))


def test_the_data_of_a_long_timeline_is_packed_and_whole(seed_rows):
    rows = [seed_rows[0].model_copy(update={"event_id": str(number)}) for number in range(2_001)]
    page = render_page(SPEC, rows)
    assert page == render_page(SPEC, rows)
    packed = re.search(r'<script type="application/gzip" id="data">([^<]*)</script>', page)[1]
    data = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert data["events"]["id"] == [row.event_id for row in rows]


def test_a_page_with_nothing_new_is_not_written_again(tmp_path, seed_rows):
    (tmp_path / "a.sql").write_text("select * from timeline", encoding="utf-8")
    shown = list(seed_rows)
    columns = Row.columns()

    def query(sql):
        if "from names" in sql:
            return ["name", "key"], []
        if "count(*)" in sql:
            return ["n"], [(len(shown),)]
        return columns, [[getattr(row, name) for name in columns] for row in shown]

    page = tmp_path / "a.html"
    write_pages(tmp_path, query)
    first = page.stat()
    write_pages(tmp_path, query)
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)
    del shown[0]
    write_pages(tmp_path, query)
    assert page.stat().st_ino != first.st_ino or page.stat().st_mtime_ns != first.st_mtime_ns
    assert len(data_of(page.read_text(encoding="utf-8"))["events"]["id"]) == len(seed_rows) - 1


def test_hostile_text_is_never_markup(seed_rows):
    tags = Scripts(render_page(SPEC, seed_rows)).tags
    rows = [
        seed_rows[0].model_copy(
            update=dict.fromkeys(("title", "paragraph", "quote", "place", "source", "document_title"), text)
            | {"participants": (text,), "type": text, "basis": text, "event_id": text}
        )
        for text in HOSTILE
    ]
    page = render_page(SPEC.model_copy(update={"title": HOSTILE[1], "description": HOSTILE[0]}), rows)
    page.encode("utf-8")
    assert Scripts(page).tags == tags
    assert data_of(page)["events"]["title"][0] == HOSTILE[0]


def test_events_beyond_the_limit_are_counted(seed_rows):
    columns = Row.columns()
    asked = []

    def query(sql):
        asked.append(sql)
        if "from names" in sql:
            return ["name", "key"], []
        if "count(*)" in sql:
            return ["n"], [(len(seed_rows),)]
        limit = int(sql.rpartition("limit ")[2]) if "limit" in sql else len(seed_rows)
        return columns, [[getattr(row, name) for name in columns] for row in seed_rows[:limit]]

    spec = SPEC.model_copy(update={"sql": "select * from timeline -- all;\n;"})
    rows, left_out = find_events(spec, query, most=5)
    assert (len(rows), left_out) == (5, len(seed_rows) - 5)
    assert data_of(render_page(spec, rows, left_out=left_out))["leftOut"] == left_out
    rows, left_out = find_events(spec, query)
    assert ([row.model_copy(update={"place_key": None}) for row in rows], left_out) == (seed_rows, 0)
    assert asked[-2] == "select * from timeline -- all;\n"


def test_a_page_without_events_stands():
    data = data_of(render_page(SPEC, []))
    assert data["events"] == {} and data["language"] == "en"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" https://example.org", False),
        ("https://exa\u202emple.org", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("http://[bad", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, kept):
    assert web_address(url) == (url if kept else None)


def test_the_interface_speaks_the_rows_main_language(seed_rows):
    french = seed_rows[0].model_copy(update={"language": "fr"})
    assert main_language(seed_rows) == "ar"
    assert main_language([*seed_rows[:1], french, french]) == "fr"
    assert main_language([seed_rows[0].model_copy(update={"language": "de"})]) == "en"


def test_the_passage_marks_the_trigger_and_the_time_expression(seed_rows):
    pieces = passage(seed_rows[0])
    assert [text for text, kinds in pieces if "t" in kinds] == ["لقائهما"]
    assert [text for text, kinds in pieces if "x" in kinds] == ["في الـ 26 من تشرين الثاني (نوفمبر) الماضي"]
    assert "".join(text for text, kinds in pieces if "q" in kinds) == seed_rows[0].quote


offsets = st.none() | st.integers(0, 700)


@given(st.text(max_size=600), st.integers(0, 50), st.lists(offsets, min_size=6, max_size=6))
def test_any_offsets_give_pieces_that_join_to_the_text(text, base, ends):
    columns = (
        "trigger_start",
        "trigger_end",
        "expression_start",
        "expression_end",
        "quote_start",
        "quote_end",
    )
    values = {name: value for name, value in zip(columns, ends, strict=True) if value is not None}
    row = Row(
        event_id="e", title="t", type="X", modality="happened", paragraph=text, paragraph_start=base, **values
    )
    pieces = passage(row)
    joined = "".join(piece for piece, _ in pieces)
    assert joined.removeprefix("… ").removesuffix(" …") in re.sub("[\ud800-\udfff]", "\ufffd", text)


def told_again(text, word, quote):
    """The mention of a word of the text in one of its sentences."""
    at, first = text.index(word), text.index(quote)
    return Mention(
        trigger_start=at,
        trigger_end=at + len(word),
        quote_start=first,
        quote_end=first + len(quote),
        quote=quote,
    )


def test_other_mentions_are_marked_in_the_passage_or_listed_with_their_sentences():
    first, second = "وقع الانفجار في السوق وسُمع دويّه.", "وقال الشهود إن التفجير والحريق كبيران."
    text = f"{first}\n{second}"
    row = Row(
        event_id="e",
        title="t",
        type="X",
        modality="happened",
        paragraph=first,
        quote=first,
        quote_end=len(first),
        trigger_start=4,
        trigger_end=12,
        others=(
            told_again(text, "دويّه", first),
            told_again(text, "التفجير", second),
            told_again(text, "الحريق", second),
        ),
    )
    assert [piece for piece, kinds in passage(row) if kinds == "qm"] == ["دويّه"]
    assert [piece for piece, kinds in passage(row) if "t" in kinds] == ["الانفجار"]
    found = elsewhere(row)
    assert ["".join(piece for piece, _ in pieces) for pieces in found] == [second]
    assert [piece for piece, kinds in found[0] if kinds == "m"] == ["التفجير", "الحريق"]


@given(st.text(max_size=400), st.lists(st.integers(0, 500), min_size=4, max_size=4))
def test_any_offsets_of_other_mentions_give_words_of_their_sentence(quote, ends):
    names = ("trigger_start", "trigger_end", "quote_start", "quote_end")
    other = Mention(quote=quote, **dict(zip(names, ends, strict=True)))
    row = Row(event_id="e", title="t", type="X", modality="happened", others=(other,))
    passage(row)
    for pieces in elsewhere(row):
        joined = "".join(piece for piece, _ in pieces).removeprefix("… ").removesuffix(" …")
        assert joined in re.sub("[\ud800-\udfff]", "\ufffd", quote)


def test_a_long_passage_is_cut_between_words_around_the_quote():
    text = "كلمة " * 1_000
    row = Row(
        event_id="e",
        title="t",
        type="X",
        modality="happened",
        paragraph=text,
        quote_start=2_000,
        quote_end=2_004,
    )
    pieces = passage(row)
    assert sum(len(piece) for piece, _ in pieces) < 1_200
    assert pieces[0][0] == "… " and pieces[-1][0] == " …"
    assert all(word in ("كلمة", "…") for word in "".join(piece for piece, _ in pieces).split())


def test_without_context_the_quote_stands_whole(seed_rows):
    for row in seed_rows:
        pieces = passage(row, context=0)
        assert "".join(piece for piece, kinds in pieces if "q" in kinds) == row.quote
        assert all("q" in kinds or piece in ("… ", " …") for piece, kinds in pieces)


@given(st.text(max_size=80))
def test_plain_text_holds_nothing_that_reorders_or_breaks_lines(text):
    line = plain(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", line)
    assert line == plain(line)


def test_a_timeline_file_says_how_it_is_shown():
    spec = parse_timeline("x", "-- Title: حدث\n-- lanes: person\n-- a note\n\nselect 1 -- lanes: no\n")
    assert (spec.title, spec.lanes, spec.sql) == ("حدث", "person", "select 1 -- lanes: no")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-- title: x\n", "no query"),
        ("-- lanes: colour\nselect 1", "lanes"),
        ("-- colour: red\nselect 1", "colour"),
    ],
)
def test_a_timeline_file_that_cannot_be_used_says_what_to_mend(text, said):
    with pytest.raises(TimelineError, match=said):
        parse_timeline("x", text)


def test_every_query_of_a_folder_becomes_a_page_and_an_error_stays_on_its_own(tmp_path, seed_rows):
    (tmp_path / "good.sql").write_text("-- title: t\nselect * from timeline", encoding="utf-8")
    (tmp_path / "bad.sql").write_text("-- lanes: <b>\nselect 1", encoding="utf-8")
    (tmp_path / "poor.sql").write_text("select title", encoding="utf-8")
    (tmp_path / "wrong.sql").write_text("select broken", encoding="utf-8")
    columns = Row.columns()

    def query(sql):
        if "broken" in sql:
            raise TimelineError("no column broken")
        if "from names" in sql:
            return ["name", "key"], []
        if "count(*)" in sql:
            return ["n"], [(1,)]
        if sql == "select title":
            return ["title"], [("x",)]
        return columns, [[getattr(row, name) for name in columns] for row in seed_rows]

    pages = {page.path.name: page for page in write_pages(tmp_path, query)}
    assert pages["good.html"].events == len(seed_rows) and not pages["good.html"].error
    assert "lanes" in pages["bad.html"].error and "event_id" in pages["poor.html"].error
    assert pages["wrong.html"].error == "no column broken"
    assert "no column broken" in (tmp_path / "wrong.html").read_text(encoding="utf-8")
    assert "<b>" not in (tmp_path / "bad.html").read_text(encoding="utf-8")
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".html"] * 4 + [".sql"] * 4

"""What was taken of a page is drawn with nothing of the page alive in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from timeline.cli import app

STORY = "زار الوزير سامي الجارم مدينة طنجة يوم 3 مايو 2016 والتقى رئيس بلديتها في مكتبه. " * 3
PAGE = (
    "<html><head><title>&lt;script&gt;document.title='reached'&lt;/script&gt;</title></head><body>"
    "<nav>Menu &lt;img src=x onerror=document.title='reached'&gt;</nav>"
    f"<article><h1>زيارة</h1><time datetime='2016-05-04'>4 مايو</time><p>{STORY}</p><p>{STORY}</p></article>"
    "<p>&lt;/main&gt;&lt;iframe src='http://127.0.0.1:9/'&gt;</p></body></html>"
)


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    result = CliRunner().invoke(
        app, ["explain", "--document", str(tmp_path / "page.html"), "--picture", str(tmp_path / "taken.html")]
    )
    assert result.exit_code == 0, result.output
    return tmp_path / "taken.html"


def test_the_lines_that_were_taken_are_marked(drawn: Path) -> None:
    tree = html.parse(str(drawn), html.HTMLParser(encoding="utf-8")).getroot()
    lines = {p.text_content(): p.get("class") for p in tree.iterfind(".//main/p")}
    assert lines[STORY.strip()] == "taken"
    assert next(way for line, way in lines.items() if "Menu" in line) == "left"
    assert [one.text_content() for one in tree.iterfind(".//dd")][1] == "2016-05-04"
    assert not any(tree.iter("script", "iframe", "img", "link"))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")


def test_only_a_web_page_is_drawn_and_never_over_itself(drawn: Path) -> None:
    page, other = drawn.with_name("page.html"), drawn.with_name("a.txt")
    other.write_text(STORY, "utf-8")
    for document, picture in ((other, drawn), (page, page)):
        arguments = ["explain", "--document", str(document), "--picture", str(picture)]
        assert CliRunner().invoke(app, arguments).exit_code == 2
    assert page.read_text("utf-8") == PAGE


def test_a_browser_runs_and_fetches_nothing_of_it(drawn: Path, browser) -> None:
    opened, asked = browser.new_page(), []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(drawn.as_uri())
    assert opened.title() == "What was taken of a page"
    assert opened.locator("p.taken").count() >= 2
    assert asked == [drawn.as_uri()]
    opened.close()

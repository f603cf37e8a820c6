"""A timeline too long to be sent whole: a real warehouse, and a browser that asks a server for parts."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from dash import Dash
from playwright.sync_api import expect
from werkzeug.serving import make_server

from timeline.dashboard import TimelineError, TimelineSpec
from timeline.dashboard.app import create_app
from timeline.dashboard.cells import MOST_SENT
from timeline.dashboard.choice import Wanted, wanted
from timeline.dashboard.columns import SLIM, columns
from timeline.dashboard.detail import Hold, Whole, detail, told, whole
from timeline.dashboard.events import find_events
from timeline.dashboard.exporting import Stream
from timeline.dashboard.parts import SENT_WHOLE, Parts
from timeline.document import CreationTime, Document, Span
from timeline.events import Event, EventMention, EventType, Modality, Participant
from timeline.extractor import Extracted
from timeline.interval import Granularity, Interval, edtf
from timeline.warehouse import Held, Run, WarehouseError, asking, load, query

AGAIN = Span(start=5_000, end=5_009)
COUNT = SENT_WHOLE + 400
FIRST = 16_000  # days since 1970
SPEC = TimelineSpec(name="all", sql="select * from timeline order by earliest, event_id;", title="كلها")


def event(number: int) -> Event:
    """One of many: a day each, every tenth within a month, every hundredth open."""
    start, width = FIRST + number, 30 if number % 10 == 3 else 1
    interval = Interval(start * 86_400, None if number % 100 == 7 else (start + width) * 86_400)
    grain = Granularity.DAY if width == 1 else Granularity.MONTH
    span = Span(start=number * 10, end=number * 10 + 9)
    return Event(
        title=f"حدث {number}",
        type=EventType.ASSAULT if number % 3 else EventType.CONSULT,
        modality=Modality.NEGATED if number % 50 == 0 else Modality.HAPPENED,
        interval=interval,
        granularity=grain.value,
        edtf=edtf(interval, grain),
        basis="text",
        participants=(Participant(name=f"رجل {number % 7}", role="agent", start=0, end=1),),
        trigger=span,
        quote=span,
        mentions=tuple(EventMention(trigger=at, quote=at) for at in (span, AGAIN)) if number == 5 else (),
        confidence=0.3 if number % 4 else 0.9,
    )


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parts") / "timeline.duckdb"
    document = Document(id="d", text="حدث قديم. " * COUNT, language="ar", location="d.txt")
    events = tuple(event(n) for n in range(COUNT))
    found = Extracted(document=document, published=CreationTime(), expressions=(), events=events)
    load(path, [found], [], Run(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC)))
    return path


@pytest.fixture(scope="module")
def all_of_it(warehouse: Path) -> Iterator[Whole]:
    found = whole(SPEC, lambda select, sql: Held(warehouse, select, sql))
    yield found
    found.held.close()


def counted(data: dict[str, Any]) -> int:
    return len(data["events"].get("id", ())) + sum(left for *_, left in data["clusters"])


def test_every_event_is_sent_or_counted(all_of_it: Whole) -> None:
    data = detail(SPEC, all_of_it, Wanted(window=(FIRST, FIRST + COUNT + 40)))
    assert len(data["events"]["id"]) <= MOST_SENT
    assert (data["total"], data["matching"], counted(data)) == (COUNT, COUNT, COUNT)
    assert dict(data["facets"]["type"]) == {"ASSAULT": 1600, "CONSULT": 800}
    assert sum(data["density"]) == pytest.approx(COUNT, abs=2)


def test_events_that_name_nobody_have_a_lane_too(warehouse: Path) -> None:
    people = "case when title like '%1' then [] when title not like '%2' then participants end"
    sql = f"select * replace ({people} as participants) from timeline"
    by_people = SPEC.model_copy(update={"lanes": "person", "sql": sql})
    found = whole(by_people, lambda select, sql: Held(warehouse, select, sql))
    data = detail(by_people, found, Wanted(window=(FIRST, FIRST + COUNT + 40)))
    assert (data["matching"], counted(data)) == (COUNT, COUNT)
    assert {lane for lane, *_ in data["clusters"]} == set(range(len(data["lanes"])))
    assert [] in data["events"]["who"]
    found.held.close()


@pytest.mark.parametrize("name", ["event_id", "title", "'12345678' || event_id[9:]"])
def test_the_shortest_are_known_best_and_of_equals_those_of_lowest_ids(warehouse: Path, name: str) -> None:
    held = Held(warehouse, SLIM, f"select * replace ({name} as event_id) from timeline")
    rows = held.rows.to_pylist()

    def key(at: int) -> tuple[int, str]:
        start, end = rows[at]["earliest"], rows[at]["latest"]
        return 99_999 if start is None or end is None else end - start, rows[at]["event_id"]

    assert columns(held.rows, {}).best.tolist() == sorted(range(COUNT), key=key)
    held.close()


def test_a_narrow_window_is_sent_whole(all_of_it: Whole) -> None:
    data = detail(SPEC, all_of_it, Wanted(window=(FIRST + 100, FIRST + 130)))
    assert data["clusters"] == []
    titles = set(data["events"]["title"])
    assert {f"حدث {n}" for n in range(100, 130)} <= titles
    assert all(event["earliest"] < FIRST + 130 for event in _events(data))


@pytest.mark.parametrize(
    ("asked", "matching"),
    [
        ({"type": "CONSULT"}, 800),
        ({"person": "رجل 0"}, 343),
        ({"modality": "negated"}, 48),
        ({"sure": "0.6"}, 600),
        ({"q": "حدث 1234"}, 1),
        ({"from": "2013-10-22", "to": "2013-10-31", "mode": "certainly"}, 8),
        ({"type": "nothing"}, 0),
    ],
)
def test_filters_count_all_that_they_let_through(
    all_of_it: Whole, asked: dict[str, str], matching: int
) -> None:
    data = detail(SPEC, all_of_it, wanted({**asked, "low": str(FIRST), "high": str(FIRST + COUNT + 40)}))
    assert data["matching"] == matching == counted(data)


def test_an_event_that_is_told_twice_is_quoted_twice(warehouse: Path, all_of_it: Whole) -> None:
    key = all_of_it.held.ask("select event_id from timeline where title = 'حدث 5'")[0][0]
    words = told(all_of_it, key)
    assert [[piece for piece in pieces if piece[1]] for pieces in words["elsewhere"]] == [
        [("حدث قديم.", "m")]
    ]
    only = SPEC.model_copy(update={"sql": "select * from timeline where title in ('حدث 5', 'حدث 6')"})
    rows, _ = find_events(only, lambda sql: query(warehouse, sql))
    assert [[other.trigger_start for other in row.others] for row in rows] in ([[5_000], []], [[], [5_000]])


def test_what_the_page_does_not_know_is_refused() -> None:
    for asked in (
        *({"low": "soon", "high": "1"}, {"low": "1"}, {"sure": "x"}),
        *({"low": "-inf", "high": "1"}, {"low": "0", "high": "nan"}, {"sure": "nan"}),
    ):
        with pytest.raises(TimelineError, match="does not know"):
            wanted(asked)


def _events(data: dict[str, Any]) -> list[dict[str, Any]]:
    columns = data["events"]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def served(folder: Path, warehouse: Path, hold: Hold, stream: Stream | None = None) -> Dash:
    def ask(sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        return query(warehouse, sql)

    return create_app(folder, ask, lambda: "1", parts=Parts(folder, ask, hold, lambda: "1"), stream=stream)


@pytest.fixture
def app(warehouse: Path, tmp_path: Path) -> Dash:
    (tmp_path / "all.sql").write_text(f"-- title: كلها\n{SPEC.sql}", encoding="utf-8")

    @contextmanager
    def stream(sql: str, parameters: Sequence[Any]) -> Iterator[Any]:
        with asking(warehouse, sql, parameters) as answer:
            yield answer.arrow()

    return served(tmp_path, warehouse, lambda select, sql: Held(warehouse, select, sql), stream)


def test_the_first_timeline_is_ready_before_anyone_asks(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "all.sql").write_text(SPEC.sql, encoding="utf-8")
    (tmp_path / "more.sql").write_text(SPEC.sql, encoding="utf-8")
    held: list[Held] = []

    def hold(select: str, sql: str) -> Held:
        held.append(Held(warehouse, select, sql))
        return held[-1]

    app = served(tmp_path, warehouse, hold)
    until = time.monotonic() + 30
    while not held:
        assert time.monotonic() < until, "nobody made it ready"
        time.sleep(0.02)
    assert app.server.test_client().get("/part/all").json["total"] == COUNT
    assert len(held) == 1


def test_a_column_that_is_no_longer_the_views_is_named(app: Dash, tmp_path: Path) -> None:
    """Here too, where a card is drawn of a row and not before."""
    path = tmp_path / "all.sql"
    path.write_text("select * replace (null as title) from timeline", encoding="utf-8")
    assert "column title" in app.server.test_client().get("/part/all").json["error"]


def test_a_short_timeline_may_lack_columns(app: Dash, tmp_path: Path) -> None:
    sql = "select * exclude (confidence_reasons, published_basis) from timeline limit 5"
    (tmp_path / "all.sql").write_text(sql, encoding="utf-8")
    data = app.server.test_client().get("/part/all").json
    assert not data["error"] and len(data["events"]["id"]) == 5


def test_a_long_one_finds_the_words_that_search_finds(all_of_it: Whole) -> None:
    found = all_of_it.held.ask("select event_id from search('حدث 1234', most := 9)")
    assert all_of_it.held.hits("حدث 1234", 9).to_pylist() == [event for (event,) in found] != []


def test_what_is_wrong_is_said_to_who_asks(tmp_path: Path) -> None:
    (tmp_path / "all.sql").write_text("select nonsense", encoding="utf-8")
    none = tmp_path / "none.duckdb"
    app = served(tmp_path, none, lambda select, sql: Held(none, select, sql))
    assert "there is no warehouse yet" in app.server.test_client().get("/part/all").json["error"]


@pytest.mark.parametrize(
    "asked", ["", "type=CONSULT", "person=رجل 0&sure=0.6", "q=حدث 1234", "to=2013-10-31&mode=certainly"]
)
def test_an_export_is_what_is_filtered_and_no_less(app: Dash, all_of_it: Whole, asked: str) -> None:
    choice = wanted(dict(part.split("=") for part in asked.split("&") if part))
    matching = detail(SPEC, all_of_it, choice)["matching"]
    answer = app.server.test_client().get(f"/export/all/jsonl?{asked}")
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert len(found) == matching > 0
    assert [event["earliest"] for event in found] == sorted(event["earliest"] for event in found)
    assert {event["quote"] for event in found} == {"حدث قديم."}
    assert answer.headers["Content-Disposition"] == "attachment; filename=all.jsonl"


def test_every_format_of_the_menu_is_written(app: Dash) -> None:
    client = app.server.test_client()
    assert client.get("/export/all/csv?type=CONSULT").text.count("\r\n") == 801
    slides = json.loads(client.get("/export/all/timelinejs?type=CONSULT").data)["events"]
    assert len(slides) == 800 - 16  # the denied ones
    assert client.get("/export/all/ics?type=CONSULT").text.count("BEGIN:VEVENT") == 800 - 16 - 8  # open, too
    for address in ("/export/all/exe", "/export/none/csv", "/export/all/csv?sure=x"):
        assert client.get(address).status_code == 404


def test_a_question_that_fails_is_a_word_not_an_error_page(
    app: Dash, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.server.test_client()
    assert not client.get("/part/all").json["error"]

    def stopped(*_asked: Any) -> None:
        raise WarehouseError("stopped after 30 s; ask for less")

    monkeypatch.setattr(Held, "ask", stopped)
    assert "ask for less" in client.get("/part/all?q=حدث").json["error"]
    assert client.get("/part/all/x").status_code == 404


def test_a_reader_who_goes_away_ends_the_writing(app: Dash) -> None:
    before = threading.active_count()
    answer = app.server.test_client().get("/export/all/csv", buffered=False)
    answer.close()
    until = time.monotonic() + 20
    while threading.active_count() > before:
        assert time.monotonic() < until, "somebody still writes for nobody"
        time.sleep(0.05)


def test_what_goes_wrong_in_the_midst_is_no_whole_file(app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_name: str, _schema: Any, _batches: Any, out: IO[bytes]) -> None:
        out.write(b"x" * 200_000)
        raise TimelineError("damaged")

    monkeypatch.setattr("timeline.dashboard.exporting.export", broken)
    with pytest.raises(TimelineError, match="damaged"):
        _ = app.server.test_client().get("/export/all/csv").data


@pytest.mark.browser
def test_the_browser_asks_for_what_it_shows(browser: Any, app: Dash, tmp_path: Path) -> None:
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    page = browser.new_page(locale="ar")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/part/" in request.url else None)
    page.goto(f"http://127.0.0.1:{server.server_port}/all")
    output = page.locator(".filters output")
    expect(output).to_have_text("2,400 من 2,400 حدثًا")
    page.wait_for_load_state("networkidle")
    assert len(asked) == 1, "the first view asks once"
    page.evaluate(f"for (let n = 1; n <= 9; n++) Timeline.setView({FIRST}, {FIRST + 100} + n)")
    page.locator("#chart:not([aria-busy])").wait_for()
    assert len(asked) == 3, "what was chosen meanwhile is asked for once"
    assert f"high={FIRST + 109}" in asked[-1]
    page.evaluate("Timeline.setView(...Timeline.data.view)")
    page.locator(".filters summary").click()
    page.locator("[name=type]").select_option("CONSULT")
    expect(output).to_have_text("800 من 2,400 حدثًا")
    (tmp_path / "all.sql").write_text(f"-- title: جديد\n{SPEC.sql}", encoding="utf-8")
    page.evaluate("dash_clientside.set_props('clock', { n_intervals: 1 })")
    expect(page.locator("#title")).to_have_text("جديد")
    expect(output).to_have_text("800 من 2,400 حدثًا")  # what is chosen is asked of what is new
    page.evaluate(f"Timeline.setView({FIRST + 300}, {FIRST + 330})")
    expect(page.locator("tbody tr")).to_have_count(11)  # a month may reach into it
    page.locator("tbody button.open").first.click()
    expect(page.locator("#card blockquote .quote")).to_have_text("حدث قديم.")
    page.keyboard.press("Escape")
    page.locator(".menu summary").click()
    expect(page.locator(".menu .items p")).to_have_text("الأحداث المعروضة: 800")
    with page.expect_download() as download:
        page.get_by_role("button", name="بيانات JSONL").click()
    assert download.value.suggested_filename == "all.jsonl"
    assert len(download.value.path().read_text("utf-8").splitlines()) == 800
    assert said == []
    page.close()
    server.shutdown()

"""The live app over a query that changes under it: the same page, its menu, its errors, and who is let in."""

import threading

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from timeline.charts import Row
from timeline.dashboard import TimelineError
from timeline.dashboard.app import create_app, timeline_data

COLUMNS = Row.columns()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.sql").write_text("-- title: الكل\nselect * from timeline", encoding="utf-8")
    (tmp_path / "b.sql").write_text(
        "-- title: Second\n-- lanes: person\nselect * from timeline", encoding="utf-8"
    )
    (tmp_path / "c.sql").write_text("-- lanes: nothing\nselect 1", encoding="utf-8")
    return tmp_path


@pytest.fixture
def warehouse(seed_rows):
    """What the app is told: rows that a test may change, and the version that says so."""
    return {"rows": list(seed_rows), "version": "1", "missing": False}


@pytest.fixture
def query(warehouse):
    def ask(sql):
        if warehouse["missing"]:
            raise TimelineError("no warehouse here: run `timeline run` first")
        if "from names" in sql:
            return ["name", "key"], []
        if "count(*)" in sql:
            return ["n"], [(len(warehouse["rows"]),)]
        return COLUMNS, [[getattr(row, name) for name in COLUMNS] for row in warehouse["rows"]]

    return ask


@pytest.fixture
def client(folder, query, warehouse):
    return create_app(folder, query, lambda: warehouse["version"]).server.test_client()


def test_a_new_file_is_a_new_timeline_and_an_error_stays_with_its_own(folder, query):
    first = timeline_data(folder, "", query)
    assert [address for address, _ in first["menu"]] == ["/a", "/b", "/c"]
    assert first["title"] == "الكل" and not first["error"]
    assert timeline_data(folder, "b", query)["lanesBy"] == "person"
    assert "lanes" in timeline_data(folder, "c", query)["error"]
    assert "no file ../secret.sql" in timeline_data(folder, "../secret", query)["error"]


def test_a_missing_warehouse_is_a_word_not_an_error_page(folder, query, warehouse):
    warehouse["missing"] = True
    data = timeline_data(folder, "a", query)
    assert data["events"] == {} and "timeline run" in data["error"]


def test_what_a_browser_may_do_is_strict(client):
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    scripts = policy.partition("script-src")[2].partition(";")[0]
    assert "default-src 'none'" in policy and "unsafe" not in scripts and "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("header", "language"), [("ar-EG,en;q=0.5", "ar"), ("fr", "fr"), ("de", "en"), ("", "en")]
)
def test_the_interface_follows_the_readers_language(client, header, language):
    page = client.get("/", headers={"Accept-Language": header}).text
    assert f'<html lang="{language}"' in page


def test_only_this_machine_or_a_token_is_let_in(client, folder, query):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 403
    guarded = create_app(folder, query, lambda: "1", token="secret").server.test_client()
    assert guarded.get("/").status_code == 401
    assert guarded.get("/?token=wrong").status_code == 401
    assert guarded.get("/?token=secret").status_code == 200
    assert guarded.get("/a").status_code == 200
    assert guarded.get("/?token=secret", headers={"Host": "news.example"}).status_code == 200


@pytest.mark.browser
def test_the_app_shows_the_page_and_takes_new_data_without_outside_requests(
    browser, folder, query, warehouse
):
    app = create_app(folder, query, lambda: warehouse["version"], refresh=500)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    page = browser.new_page(locale="ar")
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto(f"http://127.0.0.1:{server.port}/#type=ASSAULT")
        page.locator("#chart .plot-container").wait_for()
        assert page.locator("tbody tr").count() == 3
        assert page.locator("#menu a").all_inner_texts() == ["الكل", "Second", "c"]
        warehouse.update(rows=warehouse["rows"][:6], version="2")
        page.wait_for_selector("tbody tr:nth-child(2)", state="detached")
        assert page.locator("tbody tr").count() == 1
        page.locator("tbody button.open").click()
        assert page.locator("dialog mark.trigger").inner_text() == "اعتداءات"
    finally:
        page.close()
        server.shutdown()
        thread.join()
    assert said == []
    assert all(url.startswith((f"http://127.0.0.1:{server.port}/", "data:", "blob:")) for url in asked)


@pytest.mark.browser
def test_a_first_question_that_fails_is_told_and_asked_again(browser, folder, query):
    app = create_app(folder, query, lambda: "1", refresh=2_000)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    page = browser.new_page(locale="ar")
    page.route("**/part/**", lambda route: route.fulfill(status=503, body="later"))
    try:
        page.goto(f"http://127.0.0.1:{server.port}/")
        expect(page.locator("#problem")).to_contain_text("لا يمكن عرض هذا الخط الزمني")
        page.locator("#chart .plot-container").wait_for()
        expect(page.locator("#problem")).to_be_hidden()
    finally:
        page.close()
        server.shutdown()

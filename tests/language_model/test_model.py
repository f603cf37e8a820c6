"""Events from a language model: a real server on loopback that answers well, badly, late and not at all."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from timeline import pipeline
from timeline.cli import app
from timeline.document import Document
from timeline.extractor import Extracted, Settings, extract, extractor_of
from timeline.interval import Interval
from timeline.language_model import Endpoint, ModelError
from timeline.warehouse import query

KEY = "sk-a-secret-that-nobody-may-see"
TEXT = "زار الوزير سامي الجارم مدينة طنجة يوم 3 مايو 2016.\nوقال إن المعرض سيفتتح يوم الخميس."
DAY = Interval.parse({"start": "2016-05-04", "end": "2016-05-05"})
VISIT = {
    "quote": "زار الوزير سامي الجارم مدينة طنجة يوم 3 مايو 2016.",
    "trigger": "زار",
    "type": "CONSULT",
    "modality": "happened",
    "title": "سامي الجارم يزور طنجة",
    "expression": 0,
    "participants": [{"name": "سامي الجارم", "role": "agent"}, {"name": "رجل لم يذكر", "role": "agent"}],
    "place": "طنجة",
    "says": None,
}
MADE_UP = {**VISIT, "quote": "زار الوزير مدينة فاس.", "title": "زيارة لم تقع"}
Answer = Callable[[dict[str, Any]], tuple[int, Any]]


class Server(ThreadingHTTPServer):
    """Answers the n-th question with the n-th answer, then the last again; keeps what it was asked."""

    answers: list[tuple[int, Any]]
    asked: list[dict[str, Any]]
    keys: list[str]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers["Authorization"])
        status, said = self.server.answers[min(len(self.server.asked), len(self.server.answers)) - 1]
        data = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("TIMELINE_LLM_KEY", KEY)
    started = Server(("127.0.0.1", 0), _Handler)
    started.asked, started.keys, started.answers = [], [], []
    threading.Thread(target=started.serve_forever, args=(0.02,), daemon=True).start()
    yield started
    started.shutdown()
    started.server_close()


def said(*events: dict[str, Any], tokens: int = 100) -> tuple[int, Any]:
    """A whole answer of such a server."""
    message = {"role": "assistant", "content": json.dumps({"events": events}, ensure_ascii=False)}
    return 200, {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": tokens, "completion_tokens": 0, "total_tokens": tokens},
    }


def at(server: Server, **more: Any) -> Endpoint:
    return Endpoint(url=f"http://127.0.0.1:{server.server_port}/v1", model="m", **{"attempts": 2, **more})


def read(server: Server, **more: Any) -> Extracted:
    document = Document(id="d", text=TEXT, language="ar", published=DAY)
    return extract(document, Settings(model=at(server, **more)))


def test_what_stands_in_the_text_is_taken_and_what_does_not_is_left_out_and_counted(server: Server) -> None:
    server.answers = [said(VISIT, MADE_UP)]
    found = read(server)
    (event,) = found.events
    assert TEXT[event.quote.start : event.quote.end] == VISIT["quote"]
    assert TEXT[event.trigger.start : event.trigger.end] == "زار"
    assert [p.name for p in event.participants] == ["سامي الجارم"]
    assert event.place is not None and TEXT[event.place.start : event.place.end] == "طنجة"
    assert found.warnings == ("1 events of the language model stand nowhere in the text and were left out",)


def test_its_date_is_that_of_the_expression_and_no_other(server: Server) -> None:
    server.answers = [said(VISIT, {**VISIT, "trigger": "مدينة", "expression": 99, "modality": "scheduled"})]
    dated, undated = read(server).events
    assert (dated.edtf, dated.basis, dated.expression) == ("2016-05-03", "model, text", 0)
    assert (undated.interval, undated.expression) == (Interval(DAY.start, None), None)


def test_the_article_is_data_and_the_answer_has_a_schema(server: Server) -> None:
    server.answers = [said()]
    assert read(server).events == ()
    (asked,) = server.asked
    assert f"<article>\n{TEXT}\n</article>" in asked["messages"][1]["content"]
    assert '"value": "2016-05-03"' in asked["messages"][1]["content"]
    assert asked["response_format"]["json_schema"]["schema"]["required"] == ["events"]
    assert (asked["temperature"], server.keys) == (0, [f"Bearer {KEY}"])


def test_a_busy_server_and_an_answer_out_of_schema_are_asked_again(server: Server) -> None:
    server.answers = [(503, {"error": {"message": "busy"}}), said({"quote": 1}), said(VISIT)]
    assert len(read(server).events) == 1
    assert len(server.asked) == 3


def test_the_key_is_in_no_message_and_no_log(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers = [(401, {"error": {"message": f"wrong key: {KEY}"}})]
    with pytest.raises(ModelError, match="401") as raised:
        read(server)
    assert KEY not in str(raised.value)
    assert KEY not in caplog.text


def test_the_budget_ends_the_questions_and_the_rest_is_read_by_a_later_run(
    server: Server, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in ("a", "b"):
        (seeds / f"{name}.txt").write_text(f"{TEXT}\n{name}", encoding="utf-8")
    server.answers = [said(VISIT, tokens=500)]
    job = pipeline.Job(
        started="2026-01-02T00:00:00+00:00",
        seeds=seeds,
        warehouse=tmp_path / "timeline.duckdb",
        dashboards=tmp_path / "dashboards",
        model=at(server, budget=400),
    )
    report = pipeline.build(job)
    assert report.documents == 1
    assert [(r.location, r.reason.partition(":")[0]) for r in report.rejects] == [
        ("b.txt", "the budget for the language model is spent")
    ]
    more = job.model_copy(update={"model": at(server, budget=401)})
    assert (pipeline.build(more).documents, pipeline.build(more).documents) == (1, 0)
    assert query(job.warehouse, "select count(*) from timeline")[1] == [(2,)]


def test_another_model_is_another_extractor(server: Server) -> None:
    document = Document(id="d", text=TEXT, language="ar")
    models = (None, at(server), at(server).model_copy(update={"model": "n"}))
    assert len({extractor_of(document, Settings(model=model)) for model in models}) == 3


def test_a_run_asks_the_model_that_its_options_name(server: Server, tmp_path: Path) -> None:
    seeds, warehouse = tmp_path / "seeds", tmp_path / "timeline.duckdb"
    seeds.mkdir()
    (seeds / "a.txt").write_text(TEXT, encoding="utf-8")
    server.answers = [said(VISIT)]
    places = [f"--seeds={seeds}", f"--warehouse={warehouse}", f"--dashboards={tmp_path / 'd'}"]
    url = f"--llm-url=http://127.0.0.1:{server.server_port}/v1"
    alone = CliRunner().invoke(app, ["run", "--no-server", *places, url])
    assert alone.exit_code == 2 and not warehouse.exists()
    both = CliRunner().invoke(app, ["run", "--no-server", *places, url, "--llm-model=m"])
    assert both.exit_code == 0, both.output
    assert KEY not in both.output
    assert query(warehouse, "select confidence_reasons from timeline")[1] == [(["as a language model says"],)]


def test_extract_asks_the_model_too_and_says_in_a_line_what_is_wrong(server: Server) -> None:
    server.answers = [said(VISIT), (401, {"error": {"message": "no"}})]
    asked = ["extract", "--language", "ar", "--llm-url", at(server).url, "--llm-model", "m"]
    found = CliRunner().invoke(app, [*asked, "--jsonl"], input=json.dumps({"id": "1", "text": TEXT}) + "\n")
    assert [e["title"] for e in json.loads(found.stdout)["events"]] == [VISIT["title"]]
    failed = CliRunner().invoke(app, asked, input=TEXT)
    assert failed.exit_code == 1 and "401" in failed.stderr and "Traceback" not in failed.stderr

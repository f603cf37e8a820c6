"""The live dashboard: a Dash app over the published warehouse, which it asks anew for every visit.

It shares markup, style and script with the stand-alone page, which asks for the timeline that the address
names before Dash is there; a callback gives it again when the warehouse or the timeline's file has changed.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

import dash
from dash import ClientsideFunction, Input, Output, State, dcc, html, no_update
from flask import Flask, Response, abort, request

from timeline.charts import draw, plotly_script
from timeline.dashboard.choice import Wanted, wanted
from timeline.dashboard.detail import detail, told
from timeline.dashboard.events import Query, find_events
from timeline.dashboard.exporting import SAVED, Stream, exported
from timeline.dashboard.parts import WRONG, Parts
from timeline.dashboard.payload import payload
from timeline.dashboard.shell import (
    INTERFACE,
    content_policy,
    fill,
    inline_json,
    page_script,
    read_static,
    script_hash,
)
from timeline.dashboard.spec import TimelineError, TimelineSpec, read_timeline

# How often an open page asks whether there is something new, in milliseconds.
REFRESH = 15_000
RENDERER = "var renderer = new DashRenderer();"
BEGIN = read_static("begin.js")
LOCAL_NAMES = {"127.0.0.1", "localhost", "[::1]"}


def create_app(
    folder: Path,
    query: Query,
    version: Callable[[], str],
    *,
    parts: Parts | None = None,
    stream: Stream | None = None,
    token: str | None = None,
    refresh: int = REFRESH,
) -> dash.Dash:
    """The app for the timelines in `folder`; run it with `app.run(host=…, port=…)`.

    `query` as for `write_pages`; `version` changes whenever the warehouse is published anew. With `parts` a
    timeline of many events is sent by and by, as much as a screen shows; with `stream` it is saved whole.
    With a `token` only visitors who bring it (`?token=…`, once) are let in; without one only those on this
    machine.
    """
    app = _App(__name__, update_title="", title="timeline")
    app.renderer = RENDERER
    app.layout = html.Div(
        [
            dcc.Location(id="address"),
            dcc.Interval(id="clock", interval=refresh),
            dcc.Store(id="timeline"),
            dcc.Store(id="shown"),
        ],
        hidden=True,
    )

    def mark(name: str) -> str:
        return f"{name}|{_stamp(folder)}|{version()}"

    def marked(name: str, choice: Wanted | None = None) -> dict[str, Any]:
        now, data = mark(name), timeline_data(folder, name, query, parts, choice)
        # What can't be shown is tried again, for a lock goes without a trace.
        return {**data, "mark": f"{now}|{data['error']}" if data["error"] else now}

    @app.callback(
        Output("timeline", "data"),
        Input("clock", "n_intervals"),
        State("address", "pathname"),
        State("shown", "data"),
        prevent_initial_call=True,
    )
    def timeline(_ticks: int | None, pathname: str | None, seen: str | None) -> Any:
        name = (pathname or "/").strip("/")
        if mark(name) == seen:
            return no_update
        data = marked(name)
        return no_update if data["mark"] == seen else inline_json(data)

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("timeline", "show"), Output("shown", "data"), Input("timeline", "data")
    )
    _serve(app.server, token)
    _serve_timelines(app.server, marked)
    if parts is not None:
        _serve_passages(app.server, folder, parts)
    if parts is not None and stream is not None:
        _serve_exports(app.server, folder, parts, stream)
    return app


def timeline_data(
    folder: Path, name: str, query: Query, parts: Parts | None = None, choice: Wanted | None = None
) -> dict[str, Any]:
    """The payload of the timeline of this name, or of the first; an empty one that says what is wrong.

    With `parts` a timeline of many events is sent in part: what `choice` asks for, its beginning without.
    """
    paths = sorted(folder.glob("*.sql"))
    path = next((p for p in paths if p.stem == name), None) or (paths[0] if paths and not name else None)
    spec, error = TimelineSpec(name=name or "timeline", sql=""), ""
    try:
        if path is None:
            raise TimelineError(f"no file {name or 'NAME'}.sql in the folder {folder.name}")
        spec = read_timeline(path)
        all_of_it = None if parts is None else parts.whole(spec)
        if all_of_it is not None:
            data = detail(spec, all_of_it, choice or Wanted())
        else:
            rows, left_out = find_events(spec, query)
            data = payload(spec, rows, draw(rows, spec.lanes), left_out)
    except WRONG as problem:
        error = " ".join(str(problem).split())
        data = payload(spec, [], draw([], spec.lanes))
    menu = [[f"/{p.stem}", _title(p)] for p in paths]
    return {**data, "menu": menu, "address": f"/{spec.name}", "error": error}


def _title(path: Path) -> str:
    try:
        return read_timeline(path).title or path.stem
    except TimelineError:
        return path.stem


def _stamp(folder: Path) -> str:
    return ",".join(f"{p.name}:{p.stat().st_mtime_ns}" for p in sorted(folder.glob("*.sql")))


@cache
def _scripts() -> dict[str, bytes]:
    """In this order. Fewer files are fewer questions that the first view waits for."""
    return {"plotly.js": plotly_script().encode(), "timeline.js": page_script().encode()}


class _App(dash.Dash):
    """Dash with the page's own frame as its index, in the reader's language."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        wanted = (code[:2].lower() for code, _ in request.accept_languages)
        language = next((code for code in wanted if code in INTERFACE), "en")
        # What asks for the data comes first: it is on its way while the browser reads all the rest.
        scripts = [f"<script>{BEGIN}</script>"]
        scripts += [f'<script src="/{name}?{crc32(text):x}"></script>' for name, text in _scripts().items()]
        scripts += [parts[name] for name in ("app_entry", "config", "scripts", "renderer")]
        return fill(language, parts["title"], "\n".join(scripts))


def _serve_timelines(server: Flask, timeline: Callable[[str, Wanted], dict[str, Any]]) -> None:
    """A timeline, and what visitors to a long one ask for: other filters, another stretch of time."""

    def part(name: str) -> Response:
        try:
            choice = wanted(request.args)
        except TimelineError as problem:
            abort(400, str(problem))
        return Response(inline_json(timeline(name, choice)), mimetype="application/json")

    server.add_url_rule("/part/", view_func=part, defaults={"name": ""})
    server.add_url_rule("/part/<name>", view_func=part)


def _serve_passages(server: Flask, folder: Path, parts: Parts) -> None:
    """An event's words, which are not sent with a long timeline."""

    def passage_of(name: str, event: str) -> Response:
        try:
            all_of_it = parts.whole(read_timeline(_file(folder, name)))
            words = {} if all_of_it is None else told(all_of_it, event)
        except WRONG as problem:
            abort(404, str(problem))
        return Response(inline_json(words), mimetype="application/json")

    server.add_url_rule("/part/<name>/<event>", view_func=passage_of)


def _serve_exports(server: Flask, folder: Path, parts: Parts, stream: Stream) -> None:
    """All of a long timeline that the filters let through, as a file."""

    def save(name: str, format: str) -> Response:
        try:
            choice, all_of_it = wanted(request.args), parts.whole(read_timeline(_file(folder, name)))
            if all_of_it is None or format not in SAVED:
                raise TimelineError(f"{name} is not saved as {format} here")
            found = exported(format, all_of_it, choice, stream)
            # What is wrong with the warehouse shows before anything is sent.
            begun = next(found, b"")
        except WRONG as problem:
            abort(404, str(problem))
        media, ending = SAVED[format]
        answer = Response(chain([begun], found), content_type=media)
        answer.call_on_close(found.close)
        answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{ending}")
        return answer

    server.add_url_rule("/export/<name>/<format>", view_func=save)


def _file(folder: Path, name: str) -> Path:
    """The file of a timeline of the folder, and of no other. Raises TimelineError."""
    found = next((p for p in folder.glob("*.sql") if p.stem == name), None)
    if found is None:
        raise TimelineError(f"no file {name}.sql in the folder {folder.name}")
    return found


def _serve(server: Flask, token: str | None) -> None:
    """The scripts, who is let in, and what a browser may do with all of it."""
    policy = (
        content_policy(script_hash(BEGIN), script_hash(RENDERER), own="'self'") + "; frame-ancestors 'self'"
    )

    def script() -> Response:
        answer = Response(_scripts()[request.path[1:]], mimetype="text/javascript")
        answer.add_etag()
        answer.cache_control.max_age = 3600
        answer.make_conditional(request)
        return answer

    def admit() -> None:
        if token is None:
            if request.host.rpartition(":")[0] not in LOCAL_NAMES and request.host not in LOCAL_NAMES:
                abort(403, "this dashboard only answers on this machine; start it with a token to open it up")
            return
        brought = request.args.get("token") or request.cookies.get("timeline") or ""
        if not hmac.compare_digest(brought.encode(), token.encode()):
            abort(401, "add ?token=… to the address")

    def protect(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = policy
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        if token is not None and answer.status_code < 400 and "token" in request.args:
            answer.set_cookie("timeline", token, httponly=True, samesite="Strict")
        return answer

    for name in _scripts():
        server.add_url_rule(f"/{name}", view_func=script)
    server.before_request(admit)
    server.after_request(protect)

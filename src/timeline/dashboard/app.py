"""The live dashboard: a Dash app over the published warehouse, which it asks anew for every visit.

It shares markup, style and script with the stand-alone page. Dash carries the data: a callback gives the
timeline that the address names, and gives it again when the warehouse or the timeline's file has changed.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, dcc, html, no_update
from flask import Flask, Response, abort, request

from timeline.charts import draw, plotly_script
from timeline.dashboard.choice import Wanted, wanted
from timeline.dashboard.detail import Hold, Whole, detail, told, whole
from timeline.dashboard.events import Query, count_events, find_events
from timeline.dashboard.exporting import SAVED, Stream, exported
from timeline.dashboard.payload import payload
from timeline.dashboard.shell import (
    INTERFACE,
    SCRIPTS,
    STATIC,
    content_policy,
    fill,
    inline_json,
    script_hash,
)
from timeline.dashboard.spec import TimelineError, TimelineSpec, read_timeline
from timeline.names.places import place_called
from timeline.warehouse import WarehouseError

# How often an open page asks whether there is something new, in milliseconds.
REFRESH = 15_000
# A timeline of so many events is sent whole.
SENT_WHOLE = 2_000
# What can be wrong with a timeline, or with the warehouse that it is asked of.
_WRONG = (TimelineError, WarehouseError)
RENDERER = "var renderer = new DashRenderer();"
LOCAL_NAMES = {"127.0.0.1", "localhost", "[::1]"}


def create_app(
    folder: Path,
    query: Query,
    version: Callable[[], str],
    *,
    hold: Hold | None = None,
    stream: Stream | None = None,
    token: str | None = None,
    refresh: int = REFRESH,
) -> dash.Dash:
    """The app for the timelines in `folder`; run it with `app.run(host=…, port=…)`.

    `query` as for `write_pages`; `version` changes whenever the warehouse is published anew. `hold` keeps a
    query's rows in memory: with it a timeline of many events is sent by and by, as much as a screen shows;
    with `stream` it is saved whole. With a `token` only visitors who bring it (`?token=…`, once) are let in;
    without one only those on this machine.
    """
    parts = None if hold is None else Parts(query, hold, version)
    app = _App(__name__, assets_folder=str(STATIC), assets_ignore=".*", update_title="", title="timeline")
    app.renderer = RENDERER
    app.layout = html.Div(
        [
            dcc.Location(id="address"),
            dcc.Interval(id="clock", interval=refresh),
            dcc.Store(id="timeline"),
            dcc.Store(id="version"),
            dcc.Store(id="shown"),
        ],
        hidden=True,
    )

    @app.callback(
        Output("timeline", "data"),
        Output("version", "data"),
        Input("address", "pathname"),
        Input("clock", "n_intervals"),
        State("version", "data"),
    )
    def timeline(pathname: str, _ticks: int | None, seen: str | None) -> tuple[Any, Any]:
        name = (pathname or "/").strip("/")
        now = f"{name}|{_stamp(folder)}|{version()}"
        if now == seen:
            return no_update, no_update
        data = timeline_data(folder, name, query, parts)
        # What can't be shown is tried again, for a lock goes without a trace.
        mark = f"{now}|{data['error']}" if data["error"] else now
        return (no_update, no_update) if mark == seen else (inline_json(data), mark)

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("timeline", "show"), Output("shown", "data"), Input("timeline", "data")
    )
    _serve(app.server, token)
    if parts is not None:
        _serve_parts(app.server, folder, query, parts)
        # No daemon: where Python ends one in the midst of DuckDB, the process aborts.
        Thread(target=_make_ready, args=(folder, parts)).start()
    if parts is not None and stream is not None:
        _serve_exports(app.server, folder, parts, stream)
    return app


class Parts:
    """The long timelines that visitors look at, each held once for each version of warehouse and file."""

    def __init__(self, query: Query, hold: Hold, version: Callable[[], str]) -> None:
        self._query, self._hold, self._version, self._lock = query, hold, version, Lock()
        self._found: dict[str, tuple[str, Whole | None]] = {}
        # The names of all towns are read once in a process: while the first visitor is still on the way.
        self._towns = Thread(target=_read_towns, daemon=True)
        self._towns.start()

    def whole(self, spec: TimelineSpec) -> Whole | None:
        """All of a timeline, None where it is short enough to be sent whole. Raises TimelineError."""
        key = f"{self._version()}|{spec.model_dump_json()}"
        with self._lock:
            found = self._found.get(spec.name)
            if found is None or found[0] != key:
                long = count_events(spec, self._query, SENT_WHOLE + 1) > SENT_WHOLE
                held = whole(spec, self._hold, self._towns.join) if long else None
                self._towns.join()  # or both would read them
                # What was held before may still be asked by another visitor: it goes when nobody has it.
                found = self._found[spec.name] = key, held
            return found[1]


def _make_ready(folder: Path, parts: Parts) -> None:
    """Hold the timeline that visitors see first. What is wrong with it is said to those who ask."""
    with suppress(*_WRONG):
        for path in sorted(folder.glob("*.sql"))[:1]:
            parts.whole(read_timeline(path))


def _read_towns() -> None:
    for language in INTERFACE:
        place_called("", language)


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
    except _WRONG as problem:
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


class _App(dash.Dash):
    """Dash with the page's own frame as its index, in the reader's language."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        wanted = (code[:2].lower() for code, _ in request.accept_languages)
        language = next((code for code in wanted if code in INTERFACE), "en")
        addresses = ["/plotly.js", *(self.get_asset_url(f"{name}.js") for name in SCRIPTS)]
        scripts = [f'<script src="{address}"></script>' for address in addresses]
        scripts += [parts[name] for name in ("app_entry", "config", "scripts", "renderer")]
        return fill(language, parts["title"], "\n".join(scripts))


def _serve_parts(server: Flask, folder: Path, query: Query, parts: Parts) -> None:
    """What visitors to a long timeline ask for: other filters, another stretch of time, an event's words."""

    def part(name: str) -> Response:
        try:
            choice = wanted(request.args)
        except TimelineError as problem:
            abort(400, str(problem))
        data = timeline_data(folder, name, query, parts, choice)
        return Response(inline_json(data), mimetype="application/json")

    def passage_of(name: str, event: str) -> Response:
        try:
            all_of_it = parts.whole(read_timeline(_file(folder, name)))
            words = {} if all_of_it is None else told(all_of_it, event)
        except _WRONG as problem:
            abort(404, str(problem))
        return Response(inline_json(words), mimetype="application/json")

    server.add_url_rule("/part/<name>", view_func=part)
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
        except _WRONG as problem:
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
    """plotly.js, who is let in, and what a browser may do with all of it."""
    policy = content_policy(script_hash(RENDERER), own="'self'") + "; frame-ancestors 'self'"
    library = plotly_script()

    def plotly_js() -> Response:
        answer = Response(library, mimetype="text/javascript")
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

    server.add_url_rule("/plotly.js", view_func=plotly_js)
    server.before_request(admit)
    server.after_request(protect)

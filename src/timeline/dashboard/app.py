"""The live dashboard: a Dash app over the published warehouse, which it asks anew for every visit.

It shares markup, style and script with the stand-alone page. Dash carries the data: a callback gives the
timeline that the address names, and gives it again when the warehouse or the timeline's file has changed.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, dcc, html, no_update
from flask import Flask, Response, abort, request

from timeline.charts import Row, draw, plotly_script
from timeline.dashboard.events import Query, find_events
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

# How often an open page asks whether there is something new, in milliseconds.
REFRESH = 15_000
RENDERER = "var renderer = new DashRenderer();"
LOCAL_NAMES = {"127.0.0.1", "localhost", "[::1]"}


def create_app(
    folder: Path,
    query: Query,
    version: Callable[[], str],
    *,
    token: str | None = None,
    refresh: int = REFRESH,
) -> dash.Dash:
    """The app for the timelines in `folder`; run it with `app.run(host=…, port=…)`.

    `query` as for `write_pages`; `version` changes whenever the warehouse is published anew. With a `token`
    only visitors who bring it (`?token=…`, once) are let in; without one only those on this machine.
    """
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
        return (
            (no_update, no_update) if now == seen else (inline_json(timeline_data(folder, name, query)), now)
        )

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("timeline", "show"), Output("shown", "data"), Input("timeline", "data")
    )
    _serve(app.server, token)
    return app


def timeline_data(folder: Path, name: str, query: Query) -> dict[str, Any]:
    """The payload of the timeline of this name, or of the first; an empty one that says what is wrong."""
    paths = sorted(folder.glob("*.sql"))
    path = next((p for p in paths if p.stem == name), None) or (paths[0] if paths and not name else None)
    spec, rows, left_out, error = TimelineSpec(name=name or "timeline", sql=""), list[Row](), 0, ""
    try:
        if path is None:
            raise TimelineError(f"no file {name or 'NAME'}.sql in the folder {folder.name}")
        spec = read_timeline(path)
        rows, left_out = find_events(spec, query)
    except TimelineError as problem:
        error = " ".join(str(problem).split())
    data = payload(spec, rows, draw(rows, spec.lanes), left_out)
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

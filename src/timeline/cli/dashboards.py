"""Commands that show timelines: dashboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.options import DASHBOARDS, WAREHOUSE, Dashboards, Warehouse
from timeline.cli.output import clear_errors, warn

if TYPE_CHECKING:
    import pyarrow as pa

LOCAL = ("127.0.0.1", "localhost", "::1")
# What one visit may cost the warehouse.
SECONDS = 30


def dashboard(
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = DASHBOARDS,
    host: Annotated[str, typer.Option(help="Where to listen; beyond this machine it needs a token.")] = LOCAL[
        0
    ],
    port: Annotated[int, typer.Option(min=1, max=65_535)] = 8050,
    token: Annotated[str | None, typer.Option(help="Let in only those who bring it: ?token=…")] = None,
) -> None:
    """Show the timelines live, in a browser.

    Reads the published warehouse and shows a new run's events by itself. Stop it with Ctrl-C.

    Example: timeline dashboard --host 0.0.0.0 --token SECRET
    """
    if host not in LOCAL and not token:
        warn(f"on {host} others can read all of it: give a --token, or stay on {LOCAL[0]}")
        raise typer.Exit(2)

    from timeline.dashboard import TimelineError
    from timeline.dashboard.parts import Parts
    from timeline.warehouse import Held, Limits, WarehouseError, asking, query

    def ask(sql: str) -> tuple[Sequence[str], Iterable[Sequence[Any]]]:
        try:
            return query(warehouse, sql, limits=Limits(seconds=SECONDS))
        except WarehouseError as error:
            raise TimelineError(str(error)) from error

    def hold(select: str, sql: str) -> Held:
        try:
            return Held(warehouse, select, sql, seconds=SECONDS)
        except WarehouseError as error:
            raise TimelineError(str(error)) from error

    @contextmanager
    def stream(sql: str, parameters: Sequence[Any]) -> Iterator[tuple[pa.Schema, Iterable[pa.RecordBatch]]]:
        try:
            with asking(warehouse, sql, parameters) as answer:
                yield answer.arrow()
        except WarehouseError as error:
            raise TimelineError(str(error)) from error

    def version() -> str:
        return _stamp(warehouse)

    with clear_errors():
        parts = Parts(dashboards, ask, hold, version)
        # Not before: the first timeline is held while Dash is read.
        from timeline.dashboard.app import create_app

        app = create_app(dashboards, ask, version, parts=parts, stream=stream, token=token or None)
        typer.echo(f"http://{host}:{port}/" + ("?token=…" if token else ""))
        app.run(host=host, port=str(port))


def _stamp(path: Path) -> str:
    """What changes whenever the file is published anew; empty where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_ino}:{found.st_mtime_ns}:{found.st_size}"

"""Commands that run the whole job: run, serve."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from timeline.cli.options import (
    DASHBOARDS,
    SEEDS,
    WAREHOUSE,
    Dashboards,
    KnownEvents,
    Prefer,
    Seeds,
    Warehouse,
)
from timeline.cli.output import clear_errors, console, show, warn

FLOWS = Path("flows")
# What a run ends with in the terminal; `timeline sql` shows the rest.
EVENTS_SHOWN = """
    select coalesce(nullif(edtf, ''), 'undated') as "when", type, modality, title as what,
        array_to_string(participants, ', ') as who, place as "where"
    from timeline order by earliest nulls last, latest nulls last, document_id, quote_start, event_id limit 50
"""


def run(
    seeds: Seeds = SEEDS,
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = DASHBOARDS,
    prefer: Prefer = "past",
    known_events: KnownEvents = None,
    max_bytes: Annotated[int, typer.Option(min=1, help="Longer files are rejected unread.")] = 100_000_000,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what the folder no longer holds.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Read everything anew.")] = False,
    no_server: Annotated[bool, typer.Option("--no-server", help="Without Prefect; the same result.")] = False,
) -> None:
    """Read articles into the warehouse and draw their timelines.

    Runs the flow flows/build_timeline.py of this project folder, or the same steps where there is none.
    """
    import datetime as dt

    from timeline import pipeline, terminal
    from timeline.warehouse import WarehouseError, query

    with clear_errors(WarehouseError):
        job = pipeline.Job(
            started=dt.datetime.now(dt.UTC),
            seeds=seeds,
            warehouse=warehouse,
            dashboards=dashboards,
            prefer=prefer,
            known_events=known_events,
            max_bytes=max_bytes,
            prune=prune,
            full=full,
        )
        if no_server or not FLOWS.is_dir():
            report = pipeline.build(
                job, track=lambda todo: terminal.bar(todo, "reading", console(stderr=True))
            )
        else:
            with _flow("server").server() as ready:
                build = _flow("build_timeline").build_timeline
                ready()
                report = build(**dict(job))
        for reject in report.rejects:
            warn(f"rejected {terminal.reject_line(reject)}")
        for page in report.pages:
            if page.error:
                warn(page.error)
        if report.changed:
            show(terminal.result_table(*query(warehouse, EVENTS_SHOWN)))
    if report.kept:
        warn(f"the warehouse has the newest schema now; {report.kept} is a copy of it as it was")
    for line in (
        *([terminal.changes_line(report.changes)] if report.changed else ()),
        terminal.run_summary(report),
        f"warehouse: {warehouse}",
        *(f"page: {p.path}" for p in report.pages),
    ):
        typer.echo(terminal.one_line(line))
    if not report.documents + report.unchanged:
        raise typer.Exit(1)


def serve(
    cron: Annotated[str, typer.Option(metavar="LINE", help="When to run, in UTC.")] = "0 * * * *",
    port: Annotated[int, typer.Option(help="Where Prefect's own page is, on this machine.")] = 4200,
    seeds: Seeds = SEEDS,
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = DASHBOARDS,
) -> None:
    """Run again and again, on a schedule.

    One run at a time, until stopped. Uses the Prefect server that PREFECT_API_URL names, or one of its own.

    Example: timeline serve --cron '*/15 * * * *'
    """
    with clear_errors(), _flow("server").server(port=port, schedules=True) as ready:
        build, schedule = _flow("build_timeline").build_timeline, _flow("schedule")
        typer.echo(f"{build.name} runs at {cron!r} (UTC); Prefect answers at {ready()}")
        folders = {"seeds": str(seeds), "warehouse": str(warehouse), "dashboards": str(dashboards)}
        schedule.serve(build, cron=cron, parameters=folders)


def _flow(name: str) -> Any:
    """A module of the project folder's flows: they are its owner's, so they are no part of the package."""
    if not (FLOWS / f"{name}.py").is_file():
        raise FileNotFoundError(2, "No such flow", str(FLOWS / f"{name}.py"))
    folder = str(FLOWS.resolve())
    if folder not in sys.path:  # where the processes that Prefect starts find it by its name, too
        sys.path.insert(0, folder)
    return importlib.import_module(name)

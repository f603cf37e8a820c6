"""Commands that run the whole job: run, backfill, reprocess, serve."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.options import (
    DASHBOARDS,
    SEEDS,
    WAREHOUSE,
    Dashboards,
    DryRun,
    KnownEvents,
    ModelBudget,
    ModelName,
    ModelUrl,
    Prefer,
    Seeds,
    Warehouse,
    model_at,
)
from timeline.cli.output import clear_errors, console, log, show, warn

if TYPE_CHECKING:
    import datetime as dt

    from timeline.pipeline import Ingested, Job, Report

FLOWS = Path("flows")
# What a run ends with in the terminal; `timeline sql` shows the rest.
EVENTS_SHOWN = """
    select coalesce(nullif(edtf, ''), 'undated') as "when", type, modality, title as what,
        array_to_string(participants, ', ') as who, place as "where"
    from timeline order by earliest nulls last, latest nulls last, document_id, quote_start, event_id limit 50
"""
# How many of the articles that it would read a dry run names.
NAMED = 20

NoServer = Annotated[bool, typer.Option("--no-server", help="Without Prefect; the same result.")]


def run(
    seeds: Seeds = SEEDS,
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = DASHBOARDS,
    prefer: Prefer = "past",
    known_events: KnownEvents = None,
    max_bytes: Annotated[int, typer.Option(min=1, help="Longer files are rejected unread.")] = 100_000_000,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what the folder no longer holds.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Read everything anew.")] = False,
    llm_url: ModelUrl = None,
    llm_model: ModelName = None,
    llm_budget: ModelBudget = 1_000_000,
    dry_run: DryRun = False,
    no_server: NoServer = False,
) -> None:
    """Read articles into the warehouse and draw their timelines.

    Runs the flow flows/build_timeline.py of this project folder, or the same steps where there is none.

    Example: timeline run

    Example: timeline run --prune --dry-run
    """
    from timeline import pipeline

    job = pipeline.Job(
        started=_now(),
        seeds=seeds,
        warehouse=warehouse,
        dashboards=dashboards,
        prefer=prefer,
        known_events=known_events,
        max_bytes=max_bytes,
        prune=prune,
        full=full,
        model=model_at(llm_url, llm_model, llm_budget),
    )
    _go(job, ("build_timeline", "build_timeline"), pipeline.ingest, pipeline.look, dry_run, no_server)


def backfill(
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day, ISO 8601.")],
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day, inclusive.")],
    seeds: Seeds = SEEDS,
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = DASHBOARDS,
    dry_run: DryRun = False,
    no_server: NoServer = False,
) -> None:
    """Read anew what was published in a range of days.

    What the range leaves out stays as it is, and so do articles whose date nobody knows.

    Example: timeline backfill --from 2015-11-01 --to 2015-11-30
    """
    from timeline import pipeline

    first, last = _day(since, "--from"), _day(until, "--to")
    if last < first:
        raise typer.BadParameter("it is before --from", param_hint="--to")
    job = pipeline.Job(
        started=_now(), seeds=seeds, warehouse=warehouse, dashboards=dashboards, since=first, until=last
    )
    _go(job, ("maintenance", "backfill"), pipeline.ingest, pipeline.look, dry_run, no_server)


def reprocess(
    seeds: Seeds = SEEDS,
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = DASHBOARDS,
    full: Annotated[
        bool, typer.Option("--full", help="Also what this version of timeline has read already.")
    ] = False,
    dry_run: DryRun = False,
    no_server: NoServer = False,
) -> None:
    """Read the warehouse's own texts anew, after timeline or its language data has changed.

    Needs no source: articles whose files or pages are gone are read anew, too.

    Example: timeline reprocess --dry-run
    """
    from timeline import pipeline

    job = pipeline.Job(started=_now(), seeds=seeds, warehouse=warehouse, dashboards=dashboards, full=full)
    _go(job, ("maintenance", "reprocess"), pipeline.stored, pipeline.look_at_stored, dry_run, no_server)


def serve(
    cron: Annotated[str, typer.Option(metavar="LINE", help="When to run, in UTC.")] = "0 * * * *",
    port: Annotated[int, typer.Option(help="Where Prefect's own page is, on this machine.")] = 4200,
    seeds: Seeds = SEEDS,
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = DASHBOARDS,
) -> None:
    """Run again and again, on a schedule.

    One run at a time, until stopped; of the runs that it missed one is made up for. Uses the Prefect server
    that PREFECT_API_URL names, or one of its own.

    Example: timeline serve --cron '*/15 * * * *'
    """
    with clear_errors(), _flow("server").server(port=port, schedules=True) as ready:
        build, schedule = _flow("build_timeline").build_timeline, _flow("schedule")
        typer.echo(f"{build.name} runs at {cron!r} (UTC); Prefect answers at {ready()}")
        folders = {"seeds": str(seeds), "warehouse": str(warehouse), "dashboards": str(dashboards)}
        schedule.serve(build, cron=cron, parameters=folders)


def _go(
    job: Job,
    flow: tuple[str, str],
    find: Callable[[Job], Ingested],
    look: Callable[[Job], Ingested],
    dry_run: bool,
    no_server: bool,
) -> None:
    """One run: by the flow (module and name) where the project folder has it, else by the plain steps."""
    from timeline import pipeline, terminal
    from timeline.sources import SourcesError
    from timeline.warehouse import WarehouseError, query

    with clear_errors(WarehouseError, SourcesError):
        if dry_run:
            _preview(look(job))
            return
        if no_server or not FLOWS.is_dir():
            report = pipeline.build(
                job, find, track=lambda todo: terminal.bar(todo, "reading", console(stderr=True))
            )
        else:
            with _flow("server").server() as ready:
                started = getattr(_flow(flow[0]), flow[1])
                ready()
                report = started(**_parameters(job))
        for reject in report.rejects:
            warn(f"rejected {terminal.reject_line(reject)}", **reject.model_dump())
        for page in report.pages:
            if page.error:
                warn(page.error)
        for said in report.warnings:
            warn(said)
        if report.changed:
            show(terminal.result_table(*query(job.warehouse, EVENTS_SHOWN)))
    _sum_up(job, report)
    if not report.documents + report.unchanged:
        raise typer.Exit(1)


def _parameters(job: Job) -> dict[str, Any]:
    """What the flow is to be given: its owner may have left out parameters that nobody uses."""
    return {
        name: value
        for name, value in dict(job).items()
        if value != type(job).model_fields[name].get_default()
    }


def _preview(found: Ingested) -> None:
    """What a run would do, of which nothing has been done."""
    from timeline import terminal

    for document in found.documents[:NAMED]:
        typer.echo(terminal.one_line(f"would read {document.location}"))
    if found.documents[NAMED:]:
        typer.echo(f"… and {len(found.documents) - NAMED} more")
    for location in found.gone:
        typer.echo(terminal.one_line(f"would remove {location}"))
    for reject in found.rejects:
        typer.echo(f"would reject {terminal.reject_line(reject)}")
    counts = f"{len(found.documents)} new, {found.unchanged} unchanged, {len(found.gone)} to remove"
    typer.echo(f"dry run: {counts}, {len(found.rejects)} rejected; nothing was written")


def _sum_up(job: Job, report: Report) -> None:
    """How the run ended, on standard output, and as a record where those are asked for."""
    from timeline import terminal

    if report.kept:
        warn(f"the warehouse has the newest schema now; {report.kept} is a copy of it as it was")
    for line in (
        *([terminal.changes_line(report.changes)] if report.changed else ()),
        terminal.run_summary(report),
        f"warehouse: {job.warehouse}",
        *(f"page: {p.path}" for p in report.pages),
    ):
        typer.echo(terminal.one_line(line))
    log(
        terminal.run_summary(report),
        documents=report.documents,
        unchanged=report.unchanged,
        removed=report.removed,
        rejected=len(report.rejects),
        events=report.changes.model_dump(),
        seconds=round((_now() - job.started).total_seconds(), 3),
    )


def _now() -> dt.datetime:
    import datetime as dt

    return dt.datetime.now(dt.UTC)


def _day(stated: str, option: str) -> dt.date:
    import datetime as dt

    try:
        return dt.date.fromisoformat(stated)
    except ValueError:
        raise typer.BadParameter(
            f"not a day, which is written like 2015-11-26: {stated!r}", param_hint=option
        ) from None


def _flow(name: str) -> Any:
    """A module of the project folder's flows: they are its owner's, so they are no part of the package."""
    if not (FLOWS / f"{name}.py").is_file():
        raise FileNotFoundError(
            2,
            "No such flow: `timeline init .` brings it back, --no-server does without",
            f"{FLOWS}/{name}.py",
        )
    folder = str(FLOWS.resolve())
    if folder not in sys.path:  # where the processes that Prefect starts find it by its name, too
        sys.path.insert(0, folder)
    return importlib.import_module(name)

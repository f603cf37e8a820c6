"""Commands for whoever watches: status, rejects."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.options import DASHBOARDS, SEEDS, WAREHOUSE, Dashboards, Seeds, Warehouse
from timeline.cli.output import clear_errors, show, warn

if TYPE_CHECKING:
    from timeline.sources import Reject
    from timeline.status import Status

# As monitoring plugins have it; 3 is that there is nothing to tell from.
EXIT = {"ok": 0, "warn": 1, "error": 2}
UNKNOWN = 3
# How much of a rejected file is shown.
_SHOWN = 500

rejects = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


def status(
    warehouse: Warehouse = WAREHOUSE,
    sources: Annotated[
        Path,
        typer.Option(metavar="FILE", help="How long each source may be silent: warn_after, error_after."),
    ] = Path("sources.toml"),
    within: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="An error without a good run for so long: 90m, 26h, 2d."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say how it is going: the last run, how fresh each source is, rejects, growth and size.

    Ends with status 0 where all is well, 1 for a warning, 2 for an error, 3 where there is no warehouse.

    Example: timeline status --within 26h

    Example: timeline status --json
    """
    from timeline.status import freshness_in, status_of
    from timeline.warehouse import WarehouseError

    longest = _length(within) if within else None
    now = dt.datetime.now(dt.UTC)
    try:
        found = status_of(warehouse, now, freshness_in(sources), within=longest)
    except (WarehouseError, ValueError) as error:
        warn(str(error))
        raise typer.Exit(UNKNOWN) from None
    if json:
        typer.echo(found.model_dump_json(indent=2))
    else:
        _tell(found, now)
    raise typer.Exit(EXIT[found.state])


@rejects.callback()
def listed(context: typer.Context, warehouse: Warehouse = WAREHOUSE) -> None:
    """List what could not be read, why, and what to do.

    Every run tries them again.

    Example: timeline rejects

    Example: timeline rejects show ar/empty.txt
    """
    if context.invoked_subcommand is None:
        from timeline.terminal import reject_line

        for reject in _rejects(warehouse):
            typer.echo(reject_line(reject))


@rejects.command("show")
def show_reject(
    location: Annotated[str, typer.Argument(help="As the list has it.")],
    seeds: Seeds = SEEDS,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Show one of them, with the beginning of what was read.

    Example: timeline rejects show ar/empty.txt

    Example: timeline rejects show archive/2015/broken.pdf
    """
    from timeline.terminal import harmless, one_line

    found = [reject for reject in _rejects(warehouse) if reject.location == location]
    if not found:
        warn(f"{location}: not rejected by the last run; `timeline rejects` lists what was")
        raise typer.Exit(1)
    for reject in found:
        typer.echo(one_line(f"location: {reject.location}"))
        typer.echo(one_line(f"reason: {reject.reason}"))
        typer.echo(one_line(f"what to do: {reject.hint}"))
        typer.echo(f"SHA-256: {reject.content_hash or 'nothing was read'}")
    file = _file_of(location, seeds)
    if file is not None and file.is_file():
        with clear_errors(), file.open("rb") as opened:
            beginning = opened.read(_SHOWN)
        typer.echo(harmless(beginning.decode("utf-8", "replace")))


@rejects.command()
def retry(
    seeds: Seeds = SEEDS, warehouse: Warehouse = WAREHOUSE, dashboards: Dashboards = DASHBOARDS
) -> None:
    """Run once more, and say which of them are mended.

    Example: timeline rejects retry
    """
    from timeline import pipeline
    from timeline.sources import SourcesError
    from timeline.terminal import one_line, reject_line
    from timeline.warehouse import WarehouseError

    before = {reject.location for reject in _rejects(warehouse)}
    job = pipeline.Job(
        started=dt.datetime.now(dt.UTC), seeds=seeds, warehouse=warehouse, dashboards=dashboards
    )
    with clear_errors(WarehouseError, SourcesError):
        still = pipeline.build(job).rejects
    for location in sorted(before - {reject.location for reject in still}):
        typer.echo(one_line(f"mended: {location}"))
    for reject in still:
        typer.echo(f"still rejected: {reject_line(reject)}")
    raise typer.Exit(1 if still else 0)


def _rejects(warehouse: Path) -> tuple[Reject, ...]:
    from timeline.warehouse import WarehouseError, stored_rejects

    with clear_errors(WarehouseError):
        return tuple(sorted(stored_rejects(warehouse), key=lambda one: (one.location, one.reason)))


def _file_of(location: str, seeds: Path) -> Path | None:
    """The file at a location: in the folder of articles, or in one that sources.toml lists."""
    from timeline.job import sources_beside
    from timeline.sources import SourcesError, file_at, read_sources

    listed = sources_beside(seeds)
    if listed is None:
        return seeds / location
    with clear_errors(SourcesError):
        return file_at(location, read_sources(listed))


def _tell(found: Status, now: dt.datetime) -> None:
    """The same for people."""
    from timeline.status import ago
    from timeline.terminal import one_line, table

    typer.echo("all is well" if found.state == "ok" else found.state)
    for reason in found.reasons:
        typer.echo(f"  {one_line(reason)}")
    if last := found.last_run:
        ended = f"failed: {last.error}" if last.error else f"{last.documents} new, {last.unchanged} unchanged"
        typer.echo(one_line(f"last run: {ago(now - last.started)} ago, {last.seconds:.1f} s, {ended}"))
    rows = [
        (
            one.name or "(no source named)",
            one.state,
            str(one.documents),
            str(one.newest or ""),
            f"{ago(now - one.brought)} ago" if one.brought else "never",
        )
        for one in found.sources
    ]
    if rows:
        show(table("", ("source", "state", "articles", "newest", "last brought something"), rows))
    week = f"in 7 days {found.documents_in_a_week} articles read, {found.events_in_a_week} events added"
    typer.echo(f"{found.documents} articles, {found.events} events, {found.bytes / 1e6:.1f} MB; {week}")
    typer.echo(f"rejected: {found.rejects}" + (" (timeline rejects)" if found.rejects else ""))


def _length(stated: str) -> dt.timedelta:
    from timeline.status import length_of

    try:
        return length_of(stated)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--within") from None

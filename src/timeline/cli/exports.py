"""Commands that give answers to other programs: export."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Annotated, Literal

import typer

from timeline.cli.options import DASHBOARDS, WAREHOUSE, Dashboards, DryRun, Warehouse
from timeline.cli.output import clear_errors, warn

if TYPE_CHECKING:
    from timeline.warehouse import Limits

Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE|-", help="Where to write; - is standard output.")
]
Seconds = Annotated[float | None, typer.Option(metavar="N", help="Stop after so long.")]
Memory = Annotated[str | None, typer.Option(metavar="SIZE", help="Stop beyond so much: 500MB, 2GB.")]
Rows = Annotated[int | None, typer.Option(min=0, metavar="N", help="Give no more than so many.")]
EventFormat = Literal["csv", "jsonl", "md", "parquet", "ics", "timelinejs", "jsonld", "geojson", "timeml"]
ALL = "select * from timeline order by earliest nulls last, latest nulls last, event_id"


def export(
    format: Annotated[EventFormat, typer.Option("--format", "-f", help="What to write.")],
    query: Annotated[
        str | None, typer.Option(metavar="SQL", help="Which events: columns of the view timeline.")
    ] = None,
    timeline: Annotated[
        str | None, typer.Option(metavar="NAME", help="The events of dashboards/NAME.sql.")
    ] = None,
    output: Output = "-",
    days_only: Annotated[
        bool, typer.Option("--days-only", help="Leave out what is not known to the day.")
    ] = False,
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = DASHBOARDS,
    seconds: Seconds = None,
    memory: Memory = None,
    rows: Rows = None,
    dry_run: DryRun = False,
) -> None:
    """Give events to calendars, maps, spreadsheets and other programs.

    What a format can't say is counted on standard error. Without --query or --timeline: all events.

    Example: timeline export -f ics -o events.ics --query "from timeline_of('Macron')"
    """
    from timeline.dashboard import TimelineError
    from timeline.dashboard.spec import read_timeline
    from timeline.warehouse import Limits

    if query and timeline:
        raise typer.BadParameter("give --query or --timeline, not both")
    with clear_errors(TimelineError):
        sql = read_timeline(dashboards / f"{timeline}.sql").sql if timeline else query or ALL
    with clear_errors():
        limits = Limits(seconds=seconds, memory=memory, rows=rows)
        with TemporaryDirectory() as aside:
            written = str(Path(aside, "export")) if dry_run else output
            lost = write(warehouse, sql, format, written, limits, days_only=days_only)
            if dry_run:
                typer.echo(f"dry run: would write {Path(written).stat().st_size:,} bytes to {output}")
        for what, times in sorted(lost.items()):
            warn(f"{times} × {what}")


def write(
    warehouse: Path, sql: str, format: str, output: str, limits: Limits, *, days_only: bool = False
) -> Counter[str]:
    """Write an answer in a format, to a file or `-`; gives what the format could not say."""
    from timeline.export import ExportError
    from timeline.export import export as export_to
    from timeline.warehouse import WarehouseError, asking

    with clear_errors(WarehouseError, ExportError), asking(warehouse, sql, limits=limits) as answer:
        schema, batches = answer.arrow()
        with _opened(output) as out:
            lost = export_to(format, schema, batches, out, days_only=days_only)
        if answer.cut:
            warn(f"only the first {limits.rows} rows: raise --rows for more")
        return lost


@contextmanager
def _opened(output: str) -> Iterator[IO[bytes]]:
    """A file that is there when all of it is, or standard output."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

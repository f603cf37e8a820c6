"""What commands are given: the options that several of them share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from timeline.interval import Interval

Language = Annotated[str | None, typer.Option(metavar="xx", help="Its language; identified where not given.")]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="Its publication date, ISO 8601.")]
Prefer = Annotated[
    Literal["past", "future"],
    typer.Option(help="Which way a bare weekday or month leans where all else is equal."),
]
KnownEvents = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Events that you date: names,start,end; known_events.csv among the articles where not given.",
    ),
]
Seeds = Annotated[Path, typer.Option(metavar="DIR", help="The folder of articles.")]
Warehouse = Annotated[Path, typer.Option(metavar="FILE", help="The DuckDB file.")]
Dashboards = Annotated[
    Path, typer.Option(metavar="DIR", help="The timelines' queries; pages go beside them.")
]
SEEDS = Path("seeds")
WAREHOUSE = Path("warehouse/timeline.duckdb")
DASHBOARDS = Path("dashboards")


def stated(language: str | None, published: str | None) -> tuple[str | None, Interval | None]:
    """The options --language and --published as the rest of the program knows them."""
    from timeline.sources.published import published_interval
    from timeline.sources.sidecar import language_code

    try:
        return language and language_code(language), published_interval(published) if published else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None

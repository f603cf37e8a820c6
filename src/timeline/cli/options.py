"""What commands are given: the options that several of them share."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from timeline.interval import Interval
    from timeline.language_model import Endpoint

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
ModelUrl = Annotated[
    str | None,
    typer.Option(
        "--llm-url",
        metavar="URL",
        help="Let a language model find the events: a server of OpenAI's protocol; key in TIMELINE_LLM_KEY.",
    ),
]
ModelName = Annotated[str | None, typer.Option("--llm-model", metavar="NAME", help="Which of its models.")]
ModelBudget = Annotated[
    int, typer.Option("--llm-budget", min=1, metavar="TOKENS", help="The most that one run may use.")
]
Seeds = Annotated[Path, typer.Option(metavar="DIR", help="The folder of articles, or a list of sources.")]
Warehouse = Annotated[Path, typer.Option(metavar="FILE", help="The DuckDB file.")]
Dashboards = Annotated[
    Path, typer.Option(metavar="DIR", help="The timelines' queries; pages go beside them.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
SEEDS = Path("seeds")
WAREHOUSE = Path("warehouse/timeline.duckdb")
DASHBOARDS = Path("dashboards")


def model_at(url: str | None, name: str | None, budget: int) -> Endpoint | None:
    """The language model of the --llm options; None where none is wanted."""
    from pydantic import ValidationError

    from timeline.language_model import Endpoint

    if url is None and name is None:
        return None
    if importlib.util.find_spec("openai") is None:
        raise typer.BadParameter("a language model needs more: pip install 'timeline-news[llm]'")
    if url is None or name is None:
        raise typer.BadParameter("--llm-url and --llm-model go together")
    try:
        return Endpoint(url=url, model=name, budget=budget)
    except ValidationError as error:
        raise typer.BadParameter(f"--llm-url: {error.errors()[0]['msg']}") from None


def stated(language: str | None, published: str | None) -> tuple[str | None, Interval | None]:
    """The options --language and --published as the rest of the program knows them."""
    from timeline.sources.published import published_interval
    from timeline.sources.sidecar import language_code

    try:
        return language and language_code(language), published_interval(published) if published else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None

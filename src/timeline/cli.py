"""The command line: each command a few lines over a plain function.

What a command needs is imported inside it, so that `timeline tag` starts without database, charts or server.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from timeline.document import Document
    from timeline.interval import Interval

app = typer.Typer(
    help="Reads the news and gives back when things happened.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

File = Annotated[str, typer.Argument(metavar="[FILE|-]", help="The article; - is standard input.")]
Language = Annotated[str | None, typer.Option(metavar="xx", help="Its language; identified where not given.")]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="Its publication date, ISO 8601.")]
Prefer = Annotated[
    Literal["past", "future"],
    typer.Option(help="Which way a bare weekday or month leans where all else is equal."),
]
Jsonl = Annotated[
    bool,
    typer.Option("--jsonl", help="One {id, text, language?, published?} a line in, one answer a line out."),
]
Warehouse = Annotated[Path, typer.Option(metavar="FILE", help="The DuckDB file.")]
Seeds = Annotated[Path, typer.Option(metavar="DIR", help="The folder of articles.")]
Dashboards = Annotated[
    Path, typer.Option(metavar="DIR", help="The timelines' queries; pages go beside them.")
]
WAREHOUSE = Path("warehouse/timeline.duckdb")
FLOWS = Path("flows")
# What a run ends with in the terminal; `timeline sql` shows the rest.
EVENTS_SHOWN = """
    select coalesce(nullif(edtf, ''), 'undated') as "when", type, modality, title as what,
        array_to_string(participants, ', ') as who, place as "where", basis
    from timeline order by earliest nulls last, latest nulls last, document_id, quote_start, event_id limit 50
"""


@app.command()
def tag(
    file: File = "-",
    language: Language = None,
    published: Published = None,
    prefer: Prefer = "past",
    jsonl: Jsonl = False,
) -> None:
    """Find the time expressions of an article and what they mean.

    Example: echo 'They met last Monday.' | timeline tag --published 2015-12-21
    """
    from timeline.anchoring import anchor

    if jsonl:
        _stream(
            file,
            lambda d: {"expressions": [x.json_object() for x in anchor(d, prefer=prefer).expressions]},
            {"expressions": []},
            language,
            published,
        )
        return
    from timeline import terminal

    for document in _documents(file, language, published):
        found = anchor(document, prefer=prefer).expressions
        _print(
            terminal.marked(document.text, ((x.start, x.end) for x in found)),
            terminal.expressions_table(found),
        )


@app.command()
def extract(
    file: File = "-",
    language: Language = None,
    published: Published = None,
    prefer: Prefer = "past",
    jsonl: Jsonl = False,
) -> None:
    """Find the events of an article: what happened, when, who took part, and in which words.

    Example: timeline extract seeds/ar/000_a4337a132dd5787c.txt --published 2015-12-21
    """
    from timeline.anchoring import anchor
    from timeline.events import extract_events

    if jsonl:

        def work(document: Document) -> dict[str, Any]:
            anchored = anchor(document, prefer=prefer)
            dct = {**anchored.published.interval.iso(), "basis": anchored.published.basis.value}
            return {"published": dct, "events": [e.json_object() for e in extract_events(document, anchored)]}

        unknown = {"start": None, "end": None, "basis": "unknown"}
        _stream(file, work, {"published": unknown, "events": []}, language, published)
        return
    from timeline import terminal

    for document in _documents(file, language, published):
        anchored = anchor(document, prefer=prefer)
        events = extract_events(document, anchored)
        _print(
            terminal.marked(document.text, ((e.trigger.start, e.trigger.end) for e in events)),
            terminal.published_line(anchored.published),
            terminal.events_table(events),
        )


@app.command()
def run(
    seeds: Seeds = Path("seeds"),
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = Path("dashboards"),
    prefer: Prefer = "past",
    max_bytes: Annotated[int, typer.Option(min=1, help="Longer files are rejected unread.")] = 100_000_000,
    no_server: Annotated[bool, typer.Option("--no-server", help="Without Prefect; the same result.")] = False,
) -> None:
    """Read the articles in a folder into the warehouse and draw their timelines.

    Runs the flow flows/build_timeline.py of this project folder, or the same steps where there is none.
    """
    import datetime as dt

    from timeline import pipeline, terminal
    from timeline.warehouse import WarehouseError, query

    with _clear_errors(WarehouseError):
        job = pipeline.Job(
            started=dt.datetime.now(dt.UTC),
            seeds=seeds,
            warehouse=warehouse,
            dashboards=dashboards,
            prefer=prefer,
            max_bytes=max_bytes,
        )
        if no_server or not FLOWS.is_dir():
            report = pipeline.build(
                job, track=lambda todo: terminal.bar(todo, "reading", _console(stderr=True))
            )
        else:
            with _flow("server").server() as ready:
                build = _flow("build_timeline").build_timeline
                ready()
                report = build(**dict(job))
        for reject in report.rejects:
            _warn(f"rejected {terminal.reject_line(reject)}")
        for page in report.pages:
            if page.error:
                _warn(page.error)
        if report.changed:
            _print(terminal.result_table(*query(warehouse, EVENTS_SHOWN)))
    _print(
        terminal.run_summary(report), f"warehouse: {warehouse}", *(f"page: {p.path}" for p in report.pages)
    )
    if not report.documents + report.unchanged:
        raise typer.Exit(1)


@app.command()
def serve(
    cron: Annotated[str, typer.Option(metavar="LINE", help="When to run, in UTC.")] = "0 * * * *",
    port: Annotated[int, typer.Option(help="Where Prefect's own page is, on this machine.")] = 4200,
    seeds: Seeds = Path("seeds"),
    warehouse: Warehouse = WAREHOUSE,
    dashboards: Dashboards = Path("dashboards"),
) -> None:
    """Run the flow on a schedule until stopped, one run at a time.

    Uses the Prefect server that PREFECT_API_URL names, or one of its own on this machine.

    Example: timeline serve --cron '*/15 * * * *'
    """
    with _clear_errors(), _flow("server").server(port=port, schedules=True) as ready:
        build, schedule = _flow("build_timeline").build_timeline, _flow("schedule")
        typer.echo(f"{build.name} runs at {cron!r} (UTC); Prefect answers at {ready()}")
        folders = {"seeds": str(seeds), "warehouse": str(warehouse), "dashboards": str(dashboards)}
        schedule.serve(build, cron=cron, parameters=folders)


@app.command()
def explain(
    phrase: Annotated[str, typer.Argument(help="A few words that name a time.")],
    language: Language = None,
    published: Published = None,
    prefer: Prefer = "past",
) -> None:
    """Show how a phrase is read: its tokens, the rule that fits, the meaning and the interval.

    Example: timeline explain 'أواخر نيسان (أبريل) 2016'
    """
    from timeline import terminal
    from timeline.anchoring import anchor
    from timeline.document import Document
    from timeline.language import available
    from timeline.sources.identify import identify_language
    from timeline.tagger import tag as mentions_of
    from timeline.tagger import tokens

    given, stated = _stated(language, published)
    code = given or identify_language(phrase)
    if code not in available():
        _warn(
            f"no rules for the language {code!r}; there are {', '.join(sorted(available()))}: --language xx"
        )
        raise typer.Exit(1)
    _print(
        terminal.tokens_table(tokens(phrase, code)),
        terminal.meanings_table(phrase, mentions_of(phrase, code)),
        terminal.expressions_table(
            anchor(Document(id="-", text=phrase, language=code, published=stated), prefer=prefer).expressions
        ),
    )


@app.command()
def fingerprint(warehouse: Warehouse = WAREHOUSE) -> None:
    """Print a hash over all that the warehouse holds but its runs: equal hashes, equal contents."""
    from timeline.warehouse import WarehouseError
    from timeline.warehouse import fingerprint as fingerprint_of

    with _clear_errors(WarehouseError):
        typer.echo(fingerprint_of(warehouse))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SELECT; the view for people is called timeline.")],
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Ask the warehouse, read-only.

    Example: timeline sql 'SELECT earliest, title FROM timeline ORDER BY earliest'
    """
    from timeline import terminal
    from timeline.warehouse import WarehouseError
    from timeline.warehouse import query as ask

    with _clear_errors(WarehouseError):
        _print(terminal.result_table(*ask(warehouse, query)))


def _stream(
    file: str,
    work: Callable[[Document], dict[str, Any]],
    empty: dict[str, Any],
    language: str | None,
    published: str | None,
) -> None:
    """Answer each line of the file as it comes; bad lines are named on standard error."""
    from timeline.jsonl import answers

    given, stated = _stated(language, published)
    good = bad = 0
    with _opened(file) as lines:
        for answer in answers(lines, work, empty=empty, language=given, published=stated):
            sys.stdout.buffer.write(answer.line)
            sys.stdout.buffer.flush()
            if answer.problem is None:
                good += 1
            else:
                bad += 1
                _warn(answer.problem)
    if bad and not good:
        raise typer.Exit(1)


def _documents(file: str, language: str | None, published: str | None) -> Iterator[Document]:
    """The article of a file with its sidecar, or of standard input; options win over the sidecar."""
    from timeline.document import Document
    from timeline.sources import READERS, read_bytes, read_file
    from timeline.terminal import reject_line

    given, stated = _stated(language, published)
    update = {k: v for k, v in (("language", given), ("published", stated)) if v is not None}
    with _clear_errors():
        if Path(file).suffix.lower() in READERS and Path(file).exists():
            found = read_file(Path(file), Path(file).name)
        else:  # whatever it is called, whoever names it means it
            with _opened(file) as data:
                found = read_bytes(data.read(), file)
    read = 0
    for one in found:
        if isinstance(one, Document):
            read += 1
            yield one.model_copy(update=update)
        else:
            _warn(reject_line(one))
    if not read:
        raise typer.Exit(1)


def _stated(language: str | None, published: str | None) -> tuple[str | None, Interval | None]:
    """The options --language and --published as the rest of the program knows them."""
    from timeline.sources.published import published_interval
    from timeline.sources.sidecar import language_code

    try:
        return language and language_code(language), published_interval(published) if published else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    with _clear_errors(), Path(file).open("rb") as lines:
        yield lines


@contextmanager
def _clear_errors(*expected: type[Exception]) -> Iterator[None]:
    """What people can mend themselves is told in a line, without a traceback."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _warn(f"{error.strerror}: {error.filename}" if error.filename else str(error))
        raise typer.Exit(1) from None
    except expected as error:
        _warn(str(error))
        raise typer.Exit(1) from None


def _flow(name: str) -> Any:
    """A module of the project folder's flows: they are its owner's, so they are no part of the package."""
    import importlib.util

    path = FLOWS / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise FileNotFoundError(2, "No such flow", str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)


def _print(*parts: RenderableType) -> None:
    console = _console()
    for part in parts:
        console.print(part)


def _warn(line: str) -> None:
    from timeline.terminal import one_line

    typer.echo(f"timeline: {one_line(line)}", err=True)

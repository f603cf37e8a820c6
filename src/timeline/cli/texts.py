"""Commands over one article, or over lines of them: tag, extract, explain."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from timeline.cli.options import (
    Language,
    ModelBudget,
    ModelName,
    ModelUrl,
    Prefer,
    Published,
    model_at,
    stated,
)
from timeline.cli.output import clear_errors, show, warn

if TYPE_CHECKING:
    from timeline.document import Document
    from timeline.extractor import Settings
    from timeline.meaning import Preference

File = Annotated[str, typer.Argument(metavar="[FILE|-]", help="The article; - is standard input.")]
Jsonl = Annotated[
    bool,
    typer.Option("--jsonl", help="One {id, text, language?, published?} a line in, one answer a line out."),
]
Known = Annotated[
    Path | None,
    typer.Option("--known-events", metavar="FILE", help="Events that you date: names,start,end."),
]


def tag(
    file: File = "-",
    language: Language = None,
    published: Published = None,
    prefer: Prefer = "past",
    jsonl: Jsonl = False,
    timeml: Annotated[bool, typer.Option("--timeml", help="The article as a TimeML file.")] = False,
) -> None:
    """Find time expressions and what they mean.

    Example: echo 'They met last Monday.' | timeline tag --published 2015-12-21
    """
    from timeline.anchoring import anchor

    if timeml:
        from timeline.timeml import timeml as written

        for document in _documents(file, language, published):
            sys.stdout.buffer.write(written(document, anchor(document, prefer=prefer)).encode())
        return
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
        show(
            terminal.marked(document.text, ((x.start, x.end) for x in found)),
            terminal.expressions_table(found),
        )


def extract(
    file: File = "-",
    language: Language = None,
    published: Published = None,
    prefer: Prefer = "past",
    known_events: Known = None,
    llm_url: ModelUrl = None,
    llm_model: ModelName = None,
    llm_budget: ModelBudget = 1_000_000,
    jsonl: Jsonl = False,
) -> None:
    """Find what happened, when, to whom, in which words.

    Example: timeline extract seeds/ar/000_a4337a132dd5787c.txt --published 2015-12-21
    """
    from timeline.extractor import extract as extracted
    from timeline.language_model import ModelError

    model = model_at(llm_url, llm_model, llm_budget)
    settings = _settings(prefer, known_events).model_copy(update={"model": model})
    if jsonl:

        def work(document: Document) -> dict[str, Any]:
            found = extracted(document, settings)
            dct = {**found.published.interval.iso(), "basis": found.published.basis.value}
            return {"published": dct, "events": [e.json_object() for e in found.events]}

        unknown = {"start": None, "end": None, "basis": "unknown"}
        _stream(file, work, {"published": unknown, "events": []}, language, published)
        return
    from timeline import terminal

    for document in _documents(file, language, published):
        with clear_errors(ModelError):
            found = extracted(document, settings)
        show(
            terminal.marked(document.text, ((e.trigger.start, e.trigger.end) for e in found.events)),
            terminal.published_line(found.published),
            terminal.events_table(found.events),
        )


def explain(
    phrase: Annotated[str | None, typer.Argument(help="A few words that name a time.")] = None,
    document: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="An article: why it and its events are dated so; - is standard input."
        ),
    ] = None,
    language: Language = None,
    published: Published = None,
    prefer: Prefer = "past",
    known_events: Known = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw what was taken of a web page, as a page of its own."),
    ] = None,
) -> None:
    """Show how a phrase is read, step by step, or why an article is dated as it is.

    Example: timeline explain 'أواخر نيسان (أبريل) 2016'

    Example: timeline explain --document seeds/ar/000_a4337a132dd5787c.txt

    Example: timeline explain --document saved.html --picture taken.html
    """
    if (phrase is None) == (document is None):
        raise typer.BadParameter("a phrase or a --document, one of the two")
    if picture is not None:
        _draw_taken(document, picture)
        return
    if document is not None:
        from timeline.explained import explained
        from timeline.extractor import extract as extracted

        settings = _settings(prefer, known_events)
        _show_taken(document)
        for one in _documents(document, language, published):
            show(*explained(extracted(one, settings), settings.events))
        return
    assert phrase is not None
    _explain_phrase(phrase, language, published, prefer)


def _web_page(file: str | None) -> Path | None:
    """The file, if it is a web page."""
    from timeline.sources import READERS, suffix_of

    is_one = file is not None and READERS.get(suffix_of(file)) == "web_page" and Path(file).is_file()
    return Path(file) if is_one and file else None


def _draw_taken(file: str | None, picture: Path) -> None:
    from timeline.sources.article import NotText
    from timeline.sources.page_picture import picture as drawn
    from timeline.sources.web_page import page_of, taken

    path = _web_page(file)
    if path is None or (picture.exists() and picture.samefile(path)):
        raise typer.BadParameter("it takes a --document that is a web page, and another FILE to draw it in")
    with clear_errors(NotText, OSError):
        data = path.read_bytes()
        picture.write_text(drawn(page_of(data), taken(data)), encoding="utf-8")
    typer.echo(picture)


def _show_taken(file: str) -> None:
    """The lines of a web page, those marked that were taken as its article; nothing for other files."""
    from timeline.sources.article import NotText
    from timeline.terminal import one_line

    path = _web_page(file)
    if path is None:
        return
    from timeline.sources.web_page import taken

    with clear_errors(NotText):
        for line, was in taken(path.read_bytes()):
            typer.echo(f"{'+' if was else ' '} {one_line(line)}")


def _explain_phrase(phrase: str, language: str | None, published: str | None, prefer: Preference) -> None:
    from timeline import terminal
    from timeline.anchoring import anchor
    from timeline.document import Document
    from timeline.language import available
    from timeline.sources.identify import identify_language
    from timeline.tagger import tag as mentions_of
    from timeline.tagger import tokens

    given, day = stated(language, published)
    code = given or identify_language(phrase)
    if code not in available():
        warn(f"no rules for the language {code!r}; there are {', '.join(sorted(available()))}: --language xx")
        raise typer.Exit(1)
    show(
        terminal.tokens_table(tokens(phrase, code)),
        terminal.meanings_table(phrase, mentions_of(phrase, code)),
        terminal.expressions_table(
            anchor(Document(id="-", text=phrase, language=code, published=day), prefer=prefer).expressions
        ),
    )


def _settings(prefer: Preference, known_events: Path | None) -> Settings:
    """How articles are to be read; known events that can't be used are named on standard error."""
    from timeline.anchoring import read_known_events
    from timeline.extractor import Settings

    if known_events is None:
        return Settings(prefer=prefer)
    with clear_errors():
        if not known_events.exists():
            raise FileNotFoundError(2, "No such file or directory", str(known_events))
        known, problems = read_known_events(known_events)
    for place, problem in problems:
        warn(f"{place}: {problem}")
    return Settings(prefer=prefer, events=known.events)


def _stream(
    file: str,
    work: Callable[[Document], dict[str, Any]],
    empty: dict[str, Any],
    language: str | None,
    published: str | None,
) -> None:
    """Answer each line of the file as it comes; bad lines are named on standard error."""
    from timeline.jsonl import answers

    code, day = stated(language, published)
    good = bad = 0
    with _opened(file) as lines:
        for answer in answers(lines, work, empty=empty, language=code, published=day):
            sys.stdout.buffer.write(answer.line)
            sys.stdout.buffer.flush()
            if answer.problem is None:
                good += 1
            else:
                bad += 1
                warn(answer.problem)
    if bad and not good:
        raise typer.Exit(1)


def _documents(file: str, language: str | None, published: str | None) -> Iterator[Document]:
    """The article of a file with its sidecar, or of standard input; options win over the sidecar."""
    from timeline.document import Document
    from timeline.sources import READERS, read_bytes, read_file, suffix_by_content, suffix_of
    from timeline.terminal import reject_line

    code, day = stated(language, published)
    update = {k: v for k, v in (("language", code), ("published", day)) if v is not None}
    with clear_errors():
        if suffix_of(file) in READERS and Path(file).exists():
            found = read_file(Path(file), Path(file).name)
        else:  # whatever it is called, whoever names it means it
            with _opened(file) as data:
                content = data.read()
                found = read_bytes(content, file, suffix=suffix_by_content(content))
    read = 0
    for one in found:
        if isinstance(one, Document):
            read += 1
            yield one.model_copy(update=update)
        else:
            warn(reject_line(one))
    if not read:
        raise typer.Exit(1)


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    with clear_errors(), Path(file).open("rb") as lines:
        yield lines

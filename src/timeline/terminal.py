"""What people see in the terminal: articles with what was found marked, tables of events, the end of a run.

All that comes from an article is shown without control characters: text must not steer the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.containers import Lines
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from timeline.document import CreationTime
    from timeline.events.event import Event
    from timeline.expression import TimeExpression
    from timeline.pipeline import Report
    from timeline.sources import Reject
    from timeline.tagger import Mention
    from timeline.warehouse import Changes

T = TypeVar("T")

# Control characters, the bidi controls that reorder what follows them, and what UTF-8 cannot carry.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATE, _POP = "\u2068", "\u2069"


def harmless(text: str) -> str:
    """The text, of the same length, with what could steer a terminal replaced by U+FFFD."""
    return _STEERING.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text harmless and in a single line."""
    return harmless(" ".join(text.split()))


class Isolated(Text):
    """Text whose every line is isolated in direction, so that columns keep their places beside it."""

    def wrap(self, *args: Any, **options: Any) -> Lines:
        lines = super().wrap(*args, **options)
        for line in lines:
            line.plain = f"{_ISOLATE}{line.plain}{_POP}"
        return lines


def cell(text: str) -> Text:
    """The text as a table holds it."""
    line = one_line(text)
    return Isolated(line) if _RIGHT_TO_LEFT.search(line) else Text(line)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A plain table of text."""
    grid = Table(title=title, title_justify="left", header_style="bold", row_styles=("", "dim"))
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(cell(value) for value in row))
    return grid


def when(interval: Any, edtf: str) -> str:
    """The interval for people: its EDTF where it has one, else its half-open ends, else nothing."""
    if edtf or interval is None:
        return edtf
    ends = interval.iso()
    return "" if ends["start"] is ends["end"] is None else f"{ends['start'] or '..'}/{ends['end'] or '..'}"


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Text:
    """The text with these spans marked. Half-open code points of the text."""
    shown = Text(harmless(text))
    for start, end in spans:
        shown.stylize("bold black on yellow", start, end)
    return shown


def expressions_table(expressions: Sequence[TimeExpression]) -> Table:
    """Time expressions, one a row, in text order."""
    rows = (
        (x.text, x.type.value, x.value, x.mod or "", when(x.interval, x.edtf), x.basis, x.rule)
        for x in expressions
    )
    columns = ("expression", "type", "value", "mod", "when", "basis", "rule")
    return table(f"time expressions: {len(expressions)}", columns, rows)


def events_table(events: Sequence[Event]) -> Table:
    """Events, one a row, in text order."""
    rows = (
        (
            when(e.interval, e.edtf) or "undated",
            e.type.value,
            e.modality.value,
            e.title,
            ", ".join(p.name for p in e.participants),
            e.place.name if e.place else "",
            e.basis,
        )
        for e in events
    )
    columns = ("when", "type", "modality", "what", "who", "where", "basis")
    return table(f"events: {len(events)}", columns, rows)


def tokens_table(tokens: Iterable[tuple[str, tuple[tuple[str, Any], ...]]]) -> Table:
    """The words of a phrase and what the lexicon knows of each; those that rules spell out are left aside."""
    rows = (
        (word, ", ".join(f"{category} {value}" for category, value in known if not category.startswith("'")))
        for word, known in tokens
    )
    return table("tokens", ("token", "known as"), rows)


def meanings_table(text: str, mentions: Sequence[Mention]) -> Table:
    """Each mention of a time with the rule that read it and its meaning, before anything is resolved."""
    rows = ((text[m.start : m.end], m.rule, repr(m.term)) for m in mentions)
    return table(f"mentions: {len(mentions)}", ("words", "rule", "meaning"), rows)


def published_line(published: CreationTime) -> str:
    """When the article was published, as far as that is known, and what that rests on."""
    interval = when(published.interval, "") or "unknown"
    return "\n".join(
        (f"published {interval} ({published.basis.value})", *(f"  {one_line(r)}" for r in published.reasons))
    )


def reject_line(reject: Reject) -> str:
    """Why an input gave no document, and what to do about it, in one line."""
    return one_line(f"{reject.location}: {reject.reason} ({reject.hint})")


def result_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> Table:
    """What a query gave: lists without brackets, NULL as nothing."""
    return table(title, columns, ([_value(value) for value in row] for row in rows))


def run_summary(report: Report) -> str:
    """What a run did, in one line."""
    removed = f", {report.removed} removed" if report.removed else ""
    counts = f"{report.documents} new, {report.unchanged} unchanged{removed}, {len(report.rejects)} rejected"
    return f"articles: {counts}" if report.changed else f"nothing new ({counts}): the warehouse is as it was"


def changes_line(changes: Changes) -> str:
    """What a run changed among the events, in one line."""
    return f"events: {changes.added} added, {changes.changed} changed, {changes.removed} removed"


def bar(items: Sequence[T], what: str, console: Console) -> Iterator[T]:
    """The items one by one, with a progress bar where people watch and nothing where they do not."""
    from rich.progress import track

    yield from track(items, what, console=console, transient=True, disable=not console.is_terminal)


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    return "" if value is None else str(value)

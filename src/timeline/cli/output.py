"""What commands say: on standard output, and what went wrong in one line on standard error."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


# How what goes wrong is said: text or json; in the environment, for processes that we start.
LOG = "TIMELINE_LOG"


@contextmanager
def clear_errors(*expected: type[Exception]) -> Iterator[None]:
    """What people can mend themselves is told in a line, without a traceback, and ends with status 1."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        warn(f"{error.strerror}: {error.filename}" if error.filename else str(error))
        raise typer.Exit(1) from None
    except expected as error:
        warn(str(error))
        raise typer.Exit(1) from None


def warn(line: str, **fields: Any) -> None:
    """One line on standard error; a JSON object with these fields, too, where --log json asks for it."""
    from timeline.terminal import one_line

    if not log(line, "warning", **fields):
        typer.echo(f"timeline: {one_line(line)}", err=True)


def log(message: str, level: str = "info", **fields: Any) -> bool:
    """A record on standard error where --log json asks for such; whether it does."""
    if os.environ.get(LOG) != "json":
        return False
    import datetime as dt
    import json

    record = {"time": dt.datetime.now(dt.UTC).isoformat(), "level": level, "message": message, **fields}
    typer.echo(json.dumps(record, ensure_ascii=False, default=str), err=True)
    return True


def show(*parts: RenderableType) -> None:
    """Tables and text on standard output."""
    out = console()
    for part in parts:
        out.print(part)


def console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)

"""What commands say: on standard output, and what went wrong in one line on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


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


def warn(line: str) -> None:
    """One line on standard error."""
    from timeline.terminal import one_line

    typer.echo(f"timeline: {one_line(line)}", err=True)


def show(*parts: RenderableType) -> None:
    """Tables and text on standard output."""
    out = console()
    for part in parts:
        out.print(part)


def console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)

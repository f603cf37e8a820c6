"""Commands that make project folders: init."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.options import DryRun
from timeline.cli.output import clear_errors


def init(
    folder: Annotated[Path, typer.Argument(help="Where; it is made where it is not there.")],
    dry_run: DryRun = False,
) -> None:
    """Begin a project: a folder with an example article, questions to ask, a timeline and flows.

    All of it is yours: nothing that is there already is changed, and what you delete nobody misses.

    Example: timeline init news && cd news && timeline run
    """
    from timeline.project import begin

    with clear_errors():
        begun = begin(folder, dry_run=dry_run)
    for path in begun.made:
        typer.echo(f"{'would make' if dry_run else 'made'} {path}")
    for path in begun.kept:
        typer.echo(f"kept {path}")
    if not dry_run:
        typer.echo(f"next: cd {folder} && timeline run")

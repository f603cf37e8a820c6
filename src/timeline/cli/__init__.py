"""The command line: each command a few lines over a plain function.

What a command needs is imported inside it, so that `timeline tag` starts without database, charts or server.
"""

import gc
import os
from typing import Annotated, Literal

import typer

from timeline.cli import dashboards, exports, output, projects, questions, runs, texts, watching

# How much is made before the collector looks for what is left over, young, middle-aged and old: imports and
# articles make much and leave next to nothing.
COLLECTED = 20_000, 20, 100

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def main(
    log: Annotated[
        Literal["text", "json"], typer.Option(help="How runs and what goes wrong are told on standard error.")
    ] = "text",
) -> None:
    """Reads the news and gives back when things happened.

    To begin: timeline init news && cd news && timeline run

    One phrase: timeline explain "late April 2016"

    One article: timeline extract article.txt

    Every hour: timeline --log json serve --cron '0 * * * *'
    """
    gc.set_threshold(*COLLECTED)
    if log != "text":
        os.environ[output.LOG] = log


for command in (
    *(projects.init, runs.run, runs.serve, watching.status),
    *(runs.backfill, runs.reprocess, dashboards.dashboard),
    *(texts.tag, texts.extract, texts.explain),
    *(questions.sql, exports.export, questions.schema, questions.fingerprint),
):
    app.command()(command)
app.add_typer(watching.rejects, name="rejects")

__all__ = ["app"]

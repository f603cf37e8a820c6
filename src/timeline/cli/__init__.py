"""The command line: each command a few lines over a plain function.

What a command needs is imported inside it, so that `timeline tag` starts without database, charts or server.
"""

import typer

from timeline.cli import dashboards, exports, questions, runs, texts

app = typer.Typer(
    help="Reads the news and gives back when things happened.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    *(runs.run, runs.serve, dashboards.dashboard),
    *(texts.tag, texts.extract, texts.explain),
    *(questions.sql, exports.export, questions.schema, questions.rejects, questions.fingerprint),
):
    app.command()(command)

__all__ = ["app"]

"""Commands that ask the warehouse: sql, schema, fingerprint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from timeline.cli.exports import Memory, Output, Rows, Seconds, write
from timeline.cli.options import WAREHOUSE, Warehouse
from timeline.cli.output import clear_errors, show, warn

Format = Literal["table", "csv", "jsonl", "md", "parquet"]
# Views first: they are for people.
RELATIONS = """
    select view_name, comment, 0 as place from duckdb_views() where not internal
    union all select table_name, comment, 1 from duckdb_tables() where not internal
    order by place, 1
"""
COLUMNS = """
    select table_name, column_name, lower(data_type), comment
    from duckdb_columns() where not internal order by table_name, column_index
"""
MACROS = """
    select function_name || '(' || array_to_string(parameters, ', ') || ')' as macro,
        if(function_type = 'table_macro', 'a table', 'a value') as gives, comment as meaning
    from duckdb_functions() where not internal and function_type in ('macro', 'table_macro')
    order by gives, macro
"""


def fingerprint(warehouse: Warehouse = WAREHOUSE) -> None:
    """Print a hash of the warehouse's contents.

    Equal hashes are equal contents, whenever and however often it was run.
    """
    from timeline.warehouse import WarehouseError
    from timeline.warehouse import fingerprint as fingerprint_of

    with clear_errors(WarehouseError):
        typer.echo(fingerprint_of(warehouse))


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT, or a .sql file; the view is called timeline.")],
    warehouse: Warehouse = WAREHOUSE,
    format: Annotated[
        Literal["table", "csv", "jsonl", "parquet", "md"],
        typer.Option("--format", "-f", help="How to show it."),
    ] = "table",
    output: Output = "-",
    seconds: Seconds = None,
    memory: Memory = None,
    rows: Rows = None,
) -> None:
    """Ask the warehouse, read-only.

    A query reads the warehouse and nothing else: no files, no network, no settings.

    Example: timeline sql 'SELECT earliest, title FROM timeline ORDER BY earliest'

    Example: timeline sql warehouse/queries/who_met_whom.sql -f md
    """
    from timeline import terminal
    from timeline.warehouse import Limits, WarehouseError, asking

    limits = Limits(seconds=seconds, memory=memory, rows=rows)
    if query.endswith(".sql"):
        with clear_errors():
            query = Path(query).read_text("utf-8")
    if format != "table" or output != "-":
        write(warehouse, query, "csv" if format == "table" else format, output, limits)
        return
    with clear_errors(WarehouseError), asking(warehouse, query, limits=limits) as answer:
        show(terminal.result_table(answer.columns, answer.rows()))
        if answer.cut:
            warn(f"only the first {rows} rows: raise --rows for more")


def schema(warehouse: Warehouse = WAREHOUSE) -> None:
    """Describe the views, the tables and the macros."""
    from timeline import terminal
    from timeline.warehouse import WarehouseError, query

    with clear_errors(WarehouseError):
        _, relations = query(warehouse, RELATIONS)
        columns: dict[str, list[tuple[object, ...]]] = {}
        for of, *column in query(warehouse, COLUMNS)[1]:
            columns.setdefault(of, []).append(tuple(column))
        for name, comment, _ in relations:
            title = f"{name}: {comment or ''}"
            show(terminal.result_table(["column", "type", "meaning"], columns.get(name, []), title=title))
        show(terminal.result_table(*query(warehouse, MACROS), title="macros, for use in queries"))

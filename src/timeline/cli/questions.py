"""Commands that ask the warehouse: sql, schema, rejects, fingerprint."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli.options import WAREHOUSE, Warehouse
from timeline.cli.output import clear_errors, show

# Views first: they are for people.
RELATIONS = """
    select view_name, comment, 0 as place from duckdb_views() where not internal
    union all select table_name, comment, 1 from duckdb_tables() where not internal
    order by place, 1
"""
COLUMNS = """
    select column_name as "column", lower(data_type) as type, comment as meaning
    from duckdb_columns() where table_name = ? and not internal order by column_index
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
    query: Annotated[str, typer.Argument(help="One SELECT; the view for people is called timeline.")],
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Ask the warehouse, read-only.

    Example: timeline sql 'SELECT earliest, title FROM timeline ORDER BY earliest'
    """
    from timeline import terminal
    from timeline.warehouse import WarehouseError
    from timeline.warehouse import query as ask

    with clear_errors(WarehouseError):
        show(terminal.result_table(*ask(warehouse, query)))


def schema(warehouse: Warehouse = WAREHOUSE) -> None:
    """Describe the views and tables, column by column."""
    from timeline import terminal
    from timeline.warehouse import WarehouseError, query

    with clear_errors(WarehouseError):
        _, relations = query(warehouse, RELATIONS)
        for name, comment, _ in relations:
            show(terminal.result_table(*query(warehouse, COLUMNS, [name]), title=f"{name}: {comment or ''}"))


def rejects(warehouse: Warehouse = WAREHOUSE) -> None:
    """List what could not be read, why, and what to do."""
    from timeline.terminal import one_line
    from timeline.warehouse import WarehouseError, query

    with clear_errors(WarehouseError):
        _, rows = query(warehouse, "select location, reason, hint from rejects order by location, reason")
    for location, reason, hint in rows:
        typer.echo(one_line(f"{location}: {reason} ({hint})"))

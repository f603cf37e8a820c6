"""Write docs/warehouse.md: what the warehouse holds, from the comments in the warehouse itself.

Run it after a change of schema: python docs/warehouse.py
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timeline.warehouse import Run, load, query

Ask = Callable[[str], list[tuple[Any, ...]]]

HEAD = """\
# The warehouse

One DuckDB file, `warehouse/timeline.duckdb`. `timeline sql "…"`, the duckdb command line (`-readonly`, 1.5
or newer), a notebook or DBeaver opens it; each run replaces it whole, so that readers never see half of
one. This page is written by `docs/warehouse.py` from the comments in the file; `timeline schema` prints
them too.

Days are inclusive at both ends, and NULL is an open side. Offsets are half-open and count code points of
`documents.text`. Questions to begin with stand in `warehouse/queries/`, one a file.
"""
RELATIONS = {
    "Views": "select view_name, comment from duckdb_views() where not internal order by view_name",
    "Tables": "select table_name, comment from duckdb_tables() where not internal order by table_name",
}
COLUMNS = """
    select table_name, column_name, lower(data_type), comment from duckdb_columns()
    where not internal order by table_name, column_index
"""
MACROS = """
    select function_name, parameters, comment, function_type = 'table_macro'
    from duckdb_functions() where not internal and function_type in ('macro', 'table_macro')
    order by function_name
"""
KEYS = """
    select table_name, constraint_column_names from duckdb_constraints()
    where constraint_type = 'PRIMARY KEY' order by table_name
"""
# Keys that a check holds, or an index.
CHECKED = {
    "events": ("event_id",),
    "time_expressions": ("expression_id",),
    "participants": ("event_id", "number"),
    "event_mentions": ("event_id", "number"),
}


def page() -> str:
    """The page as it must stand in docs/warehouse.md."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        load(path, [], [], Run(started=dt.datetime(1970, 1, 1, tzinfo=dt.UTC)))
        return _page(lambda sql: query(path, sql)[1])


def _page(ask: Ask) -> str:
    columns: dict[str, list[tuple[Any, ...]]] = {}
    for table, *column in ask(COLUMNS):
        columns.setdefault(table, []).append(tuple(column))
    parts = [HEAD]
    for heading, relations in RELATIONS.items():
        parts.append(f"## {heading}\n")
        for name, comment in ask(relations):
            parts.append(f"### {name}\n\n{comment}\n\n| column | type | meaning |\n|---|---|---|")
            parts += [f"| {column} | {_cell(kind)} | {_cell(why)} |" for column, kind, why in columns[name]]
            parts.append("")
    parts += ["## Keys\n", _picture(ask, columns)]
    for heading, tabular in (("Macros that give a value", False), ("Macros that give a table", True)):
        parts += [f"## {heading}\n", "| macro | meaning |\n|---|---|"]
        for name, parameters, comment, is_table in ask(MACROS):
            if is_table is tabular:
                parts.append(f"| `{name}({', '.join(parameters)})` | {_cell(comment or '')} |")
        parts.append("")
    return "\n".join(parts)


def _picture(ask: Ask, columns: dict[str, list[tuple[Any, ...]]]) -> str:
    """Tables with their keys, and a line where one refers to another: `event_id` is an id of `events`."""
    keys = {table: tuple(names) for table, names in ask(KEYS)} | CHECKED
    lines = ["```mermaid", "erDiagram"]
    for table, _ in ask(RELATIONS["Tables"]):
        lines += [f"    {table} {{", *(f"        key {name}" for name in keys.get(table, ())), "    }"]
    for table, _ in ask(RELATIONS["Tables"]):
        for column, *_ in columns[table]:
            owners = [
                t for t in keys if t.endswith(f"{column.removesuffix('_id')}s") and column.endswith("_id")
            ]
            lines += [f'    {owner} |o--o{{ {table} : "{column}"' for owner in owners if owner != table]
    return "\n".join([*lines, "```\n"])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    Path(__file__).with_suffix(".md").write_text(page(), encoding="utf-8")

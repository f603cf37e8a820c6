"""Is what a load made in order: questions in .sql files, asked before anybody sees it.

-- check: an event without its document
-- severity: error | warn
-- allowed: 0
select event_id from new_events anti join documents using (document_id)

Each row that comes out is a fault, and more than `allowed` of them (0 where nothing is said) are too many: an
`error` keeps the load from being published, a `warn` is told. Beside the tables there is new_TABLE for what
arrives. Ours are in checks/ here; whoever owns the warehouse puts more into checks/ beside it, and one of the
same name stands in the place of ours.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Literal

import duckdb
from pydantic import Field, ValidationError

from timeline.document import Frozen
from timeline.warehouse.asking import check as check_that_it_reads
from timeline.warehouse.opening import WarehouseError, first_line

_HEADER = re.compile(r"--[ \t]*(check|severity|allowed)[ \t]*:[ \t]*(.*)")


class Check(Frozen):
    """One question whose every row is a fault; `file` is where people can mend it, None for one of ours."""

    name: str
    sql: str
    check: str
    severity: Literal["error", "warn"] = "error"
    allowed: int = Field(default=0, ge=0)
    file: Path | None = None

    def run(self, connection: duckdb.DuckDBPyConnection) -> str:
        """What is wrong, in one line; empty where nothing is. Raises WarehouseError for bad SQL."""
        try:
            check_that_it_reads(connection, self.sql)
            found = connection.execute(f"select count(*) from (\n{self.sql}\n)").fetchall()[0][0]
            if found <= self.allowed:
                return ""
            first = connection.execute(f"from (\n{self.sql}\n) limit 1").fetchall()[0]
        except duckdb.Error as error:
            raise WarehouseError(f"{self.file or self.name}: {first_line(error)}; mend the check") from error
        except WarehouseError as error:
            raise WarehouseError(f"{self.file or self.name}: {error}") from error
        mend = (
            f"mend what brought it, or the check {self.file}" if self.file else f"the check {self.name}.sql"
        )
        return f"{found} × {self.check} (the first: {', '.join(map(str, first))}); {mend}"


def checks_for(path: Path) -> tuple[Check, ...]:
    """The checks of a warehouse: ours, and those in checks/ beside it. Raises WarehouseError."""
    found: dict[str, tuple[str, Path | None]] = {
        file.name: (file.read_text("utf-8"), None)
        for file in files("timeline.warehouse").joinpath("checks").iterdir()
        if file.name.endswith(".sql")
    }
    for file in path.parent.joinpath("checks").glob("*.sql"):
        try:
            found[file.name] = (file.read_text("utf-8"), file)
        except (OSError, UnicodeDecodeError) as error:
            raise WarehouseError(f"{file}: cannot be read as UTF-8 text: {error}") from error
    return tuple(_parsed(name.removesuffix(".sql"), *found[name]) for name in sorted(found))


def failing(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, ...]:
    """What the checks warn of. Raises WarehouseError where one of severity `error` fails."""
    warnings: list[str] = []
    errors: list[str] = []
    for one in checks_for(path):
        if said := one.run(connection):
            (errors if one.severity == "error" else warnings).append(said)
    if errors:
        more = f" (and {len(errors) - 1} more)" if errors[1:] else ""
        raise WarehouseError(f"{path}: nothing was stored: {errors[0]}{more}")
    return tuple(warnings)


def _parsed(name: str, text: str, file: Path | None) -> Check:
    lines = text.removeprefix("\ufeff").splitlines()
    said = (_HEADER.fullmatch(line.strip()) for line in lines)
    header = {match[1]: match[2] for match in said if match}
    sql = "\n".join(line for line in lines if not line.lstrip().startswith("--")).strip().rstrip(";")
    try:
        return Check.model_validate({"name": name, "sql": sql, "check": name, "file": file, **header})
    except ValidationError as error:
        first = error.errors()[0]
        key = first["loc"][0]
        raise WarehouseError(f"{file or name}: the comment `-- {key}: …`: {first['msg']}") from error

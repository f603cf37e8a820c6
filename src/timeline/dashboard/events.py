"""The events of a timeline: what its query finds, and no more of it than a page can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from timeline.charts import Row
from timeline.dashboard.mentions import mentions_sql, with_mentions
from timeline.dashboard.spec import TimelineError, TimelineSpec
from timeline.dashboard.spellings import keys_sql, with_keys

# Runs read-only SQL and gives columns and rows; raises TimelineError where the SQL fails.
Query = Callable[[str], tuple[Sequence[str], Iterable[Sequence[Any]]]]

# Events beyond this number slow every browser down; the page says how many it left out.
MOST_EVENTS = 10_000


def count_events(spec: TimelineSpec, query: Query, most: int | None = None) -> int:
    """How many events a timeline has, counted up to `most`. Raises TimelineError."""
    sql = spec.sql.rstrip().removesuffix(";")
    limit = "" if most is None else f" limit {most}"
    _, counted = query(f"select count(*) from (select 1 from (\n{sql}\n){limit})")
    return int(next(iter(counted))[0])


def find_events(spec: TimelineSpec, query: Query, most: int = MOST_EVENTS) -> tuple[list[Row], int]:
    """The timeline's events, and how many were left out. Raises TimelineError, with what to mend.

    Of more than `most` events those with the lowest ids are kept: ids are hashes, so that this is a fair
    sample, and the same one each time.
    """
    sql = spec.sql.rstrip().removesuffix(";")
    total = count_events(spec, query)
    chosen = sql if total <= most else f"select * from (\n{sql}\n) order by event_id limit {most}"
    columns, found = query(chosen)
    rows = as_rows(spec, (dict(zip(columns, values, strict=True)) for values in found))
    if any(row.mentions > 1 for row in rows):
        _, told_again = query(mentions_sql(f"in (select event_id from (\n{chosen}\n))"))
        rows = with_mentions(rows, told_again)
    named = any(row.participants for row in rows)
    people = query(keys_sql(f"select unnest(participants) from (\n{chosen}\n)"))[1] if named else ()
    return with_keys(rows, {str(name): str(key) for name, key in people}), total - len(rows)


def as_rows(spec: TimelineSpec, found: Iterable[Mapping[str, Any]]) -> list[Row]:
    """What a query found. Raises TimelineError, naming the column that is not as the view has it."""
    try:
        return [Row.model_validate(values) for values in found]
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        raise TimelineError(
            f"{spec.name}: column {column}: {first['msg']}; the view timeline has it"
        ) from error

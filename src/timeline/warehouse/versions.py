"""How does a file get the newest schema: made, or migrated step by step from the version that it has.

Other libraries than DuckDB are imported where they are needed: whoever only asks does not wait for them.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import duckdb

from timeline.document import article_key
from timeline.warehouse.opening import SCHEMA_VERSION, resource

if TYPE_CHECKING:
    import pyarrow as pa

_HIJRI_YEARS = range(1343, 1501)  # what hijridate knows of the Umm al-Qura calendar


def prepare(connection: duckdb.DuckDBPyConnection, version: int | None) -> None:
    """Make all that the newest schema has; None is an empty file.

    migrations/N.sql changes the tables that version N-1 had; what is new comes from the same files as in a
    new warehouse. Views, macros and comments are always made anew. Raises duckdb.Error.
    """
    from timeline.names import sound_sql

    if version is not None:
        for step in range(version + 1, SCHEMA_VERSION + 1):
            connection.execute(resource(f"migrations/{step}.sql"))
    connection.execute("begin")  # or each of some hundred comments would wait for the disk
    connection.execute(resource("schema.sql"))
    for name in ("views.sql", "macros.sql"):
        sql = resource(name)
        for part in ("told", "hits"):
            sql = sql.replace(f"/* {part} */", resource(f"{part}.sql"))
        connection.execute(sql.replace("/* sound */", sound_sql("word")))
    connection.execute("commit")
    if version != SCHEMA_VERSION:
        connection.register("months", hijri_months())
        connection.execute("insert or ignore into hijri_months from months")
        connection.unregister("months")
        if version is not None:
            from timeline.warehouse.index import refresh_index

            refresh_index(connection)
            name_articles(connection)
        connection.execute("insert or replace into meta values ('schema_version', ?)", [str(SCHEMA_VERSION)])


def name_articles(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill documents.article: for a file that was made before it was there."""
    import pyarrow as pa

    rows = connection.execute("select document_id, text from documents order by document_id").fetchall()
    named = [(key, article_key(text)) for key, text in rows]
    keys, articles = zip(*named, strict=True) if named else ((), ())
    connection.register(
        "named", pa.table({"key": pa.array(keys, pa.string()), "article": pa.array(articles, pa.string())})
    )
    connection.execute("update documents set article = named.article from named where document_id = key")
    connection.unregister("named")


@cache
def hijri_months() -> pa.Table:
    """When each month of the Umm al-Qura calendar begins, and the day after the last of them."""
    import pyarrow as pa
    from hijridate import Hijri

    months = [(year, month) for year in _HIJRI_YEARS for month in range(1, 13)]
    days = [dt.date(*Hijri(*month, 1).to_gregorian().datetuple()) for month in months]
    last = Hijri(*months[-1], 1)
    days.append(days[-1] + dt.timedelta(days=last.month_length()))
    years, numbers = zip(*months, (_HIJRI_YEARS.stop, 1), strict=True)
    return pa.table({"first_day": days, "year": years, "month": numbers})

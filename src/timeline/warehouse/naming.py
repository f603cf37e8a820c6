"""What is each name called by: one key for the spellings of a person in every script.

A key depends on the names that the warehouse holds and on nothing else, not on when they came.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from timeline.names import linked, name_of

_NEW = pa.schema(
    [("name", pa.string()), ("form", pa.string()), ("arabic", pa.bool_())]
    + [(column, pa.list_(pa.string())) for column in ("parts", "heard")]
)
# Names of the two scripts that share consonants.
_PAIRS = """
    with heard as (select name, arabic, unnest(heard) as sound from names)
    select distinct one.name, other.name
    from heard as one join heard as other using (sound)
    where one.arabic and not other.arabic
    order by all
"""
# One spelling stands for all: a Latin one where there is one, the first in the order of code points.
_KEYS = """
    update names set key = found.key from (
        select name, case when starts_with(form, '= ') then substring(form, 3)
            else coalesce(min(name) filter (not arabic) over same, min(name) over same) end as key
        from names left join links on form = links.own
        window same as (partition by coalesce(links.other, form))
    ) as found
    where names.name = found.name and names.key is distinct from found.key
"""


def store_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Let `names` hold the names of participants, each once, and call each by its key."""
    left = connection.execute(
        "delete from names where name in (select name from names anti join participants using (name)) "
        "returning name"
    ).fetchall()
    rows = connection.execute(
        "select distinct name from participants anti join names using (name) order by name"
    ).fetchall()
    if not rows and not left:
        return
    found = [(name, name_of(name)) for (name,) in rows]
    new = [(name, one.form, one.arabic, one.parts, one.heard) for name, one in found]
    columns = zip(*new, strict=True) if new else ((),) * len(_NEW)
    connection.register(
        "arrived_names",
        pa.table([pa.array(c, f.type) for c, f in zip(columns, _NEW, strict=True)], schema=_NEW),
    )
    connection.execute(
        "insert into names (name, stems, form, arabic, parts, heard, key) "
        "select name, stems(name), form, arabic, parts, heard, name from arrived_names"
    )
    connection.unregister("arrived_names")
    links = linked(connection.execute(_PAIRS).fetchall())
    own, other = list(links), list(links.values())
    connection.register(
        "links", pa.table({"own": pa.array(own, pa.string()), "other": pa.array(other, pa.string())})
    )
    connection.execute(_KEYS)
    connection.unregister("links")

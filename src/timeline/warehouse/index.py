"""How do searches find events: the words and names of each, kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from timeline.warehouse.words import Word, indexed

WORDS = pa.schema([("word", pa.string()), ("number", pa.int32())])
SEARCH_INDEX = pa.schema(
    [("event_id", pa.string()), ("words", pa.list_(pa.int32())), ("title_words", pa.int32())]
)
# An event's id, the short texts that name it, its sentence, and their language.
Entry = tuple[str, Sequence[str | None], str, str]


def index_tables(entries: Iterable[Entry]) -> dict[str, pa.Table]:
    """The rows of `words` and `search_index` for these events."""
    seen: dict[Word, None] = {}
    ids, numbers, counts = [], [], []
    for event_id, short, sentence, language in entries:
        found, first = indexed(short, sentence, language)
        seen.update(dict.fromkeys(found))
        head = list(dict.fromkeys(number for _, number in found[:first]))
        ids.append(event_id)
        numbers.append(list(dict.fromkeys([*head, *(number for _, number in found[first:])])))
        counts.append(len(head))
    forms, lemmas = zip(*seen, strict=True) if seen else ((), ())
    return {
        "words": pa.table([pa.array(forms, pa.string()), pa.array(lemmas, pa.int32())], schema=WORDS),
        "search_index": pa.table(
            [
                pa.array(ids, pa.string()),
                pa.array(numbers, pa.list_(pa.int32())),
                pa.array(counts, pa.int32()),
            ],
            schema=SEARCH_INDEX,
        ),
    }


def store_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the rows of new_words and new_search_index, with stems, and the names that came with events."""
    connection.execute(
        "insert into words select word, stem(word), number "
        "from new_words anti join words using (word, number)"
    )
    connection.execute("insert into search_index from new_search_index")
    connection.execute(
        "insert into names select name, stems(name) from "
        "(select distinct name from participants anti join names using (name))"
    )


def refresh_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Index every event anew: for a file whose index is of another make."""
    for name in ("words", "names", "search_index"):
        connection.execute(f"delete from {name}")
    connection.execute("update events set hijri_earliest = hijri(earliest), hijri_latest = hijri(latest)")
    rows = connection.execute(
        "select event_id, title, participants, place, quote, language from timeline order by event_id"
    ).fetchall()
    new = index_tables(
        (key, [title, *names, place], quote, language) for key, title, names, place, quote, language in rows
    )
    for name, found in new.items():
        connection.register(f"new_{name}", found)
    store_index(connection)

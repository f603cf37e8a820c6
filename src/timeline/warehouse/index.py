"""How do searches find events: the words and names of each, kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from timeline.warehouse.naming import store_names
from timeline.warehouse.words import Word, indexed

WORDS = pa.schema([("word", pa.string()), ("number", pa.int32())])
POSTINGS = pa.schema([("word", pa.int32()), ("event", pa.uint64()), ("heading", pa.bool_())])
# An event's id, the short texts that name it, its sentence, and their language.
Entry = tuple[str, Sequence[str | None], str, str]


def index_tables(entries: Iterable[Entry]) -> dict[str, pa.Table]:
    """The rows of `words` and `postings` for these events; ids are hexadecimal numbers."""
    seen: dict[Word, None] = {}
    numbers: list[int] = []
    events: list[int] = []
    headings: list[bool] = []
    for event_id, short, sentence, language in entries:
        found, first = indexed(short, sentence, language)
        seen.update(dict.fromkeys(found))
        heading = dict.fromkeys((number for _, number in found[:first]), True)
        both = heading | {number: False for _, number in found[first:] if number not in heading}
        numbers += both
        events += [int(event_id, 16)] * len(both)
        headings += both.values()
    forms, lemmas = zip(*seen, strict=True) if seen else ((), ())
    return {
        "words": pa.table([pa.array(forms, pa.string()), pa.array(lemmas, pa.int32())], schema=WORDS),
        # By word, so that a search reads the few row groups that its words are in.
        "postings": pa.table(
            [pa.array(numbers, pa.int32()), pa.array(events, pa.uint64()), pa.array(headings, pa.bool_())],
            schema=POSTINGS,
        ).sort_by([("word", "ascending"), ("event", "ascending")]),
    }


def store_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the rows of new_words and new_postings, with stems, and the names that came with events."""
    connection.execute(
        "insert into words select word, stem(word), number "
        "from new_words anti join words using (word, number)"
    )
    connection.execute("insert into postings from new_postings")
    store_names(connection)


def refresh_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Index every event anew: for a file whose index is of another make."""
    for name in ("words", "names", "postings"):
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

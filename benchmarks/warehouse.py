"""How fast is the warehouse: loading, publishing, every macro and every question, over a million events.

python benchmarks/warehouse.py [EVENTS]

The events are made up from the commonest Arabic words, the same ones each time, ten to a document, over 31
years, by 20,000 people in 5,000 places, few of whom are told of often. Loading is
timed from Arrow to the published file; what stands beside it in plain SQL is the same rows or the same answer
without keys, checks, index, view or macro.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from wordfreq import top_n_list

from timeline.document import stable_id
from timeline.events.event import EventType
from timeline.warehouse import Run, asking, writing
from timeline.warehouse.columns import SCHEMAS
from timeline.warehouse.load import store
from timeline.warehouse.words import word

EVENTS, PER_DOCUMENT, WORDS, NAMES, PLACES = 1_000_000, 10, 12, 20_000, 5_000
COUNTRIES = 97
FIRST, LAST = dt.date(1990, 1, 1).toordinal() - 719_163, dt.date(2021, 1, 1).toordinal() - 719_163
TYPES = np.array([kind.value for kind in EventType])
MODALITIES = np.array(["happened", "scheduled", "negated", "ongoing"])
QUERIES = Path(__file__).parents[1] / "warehouse/queries"
RUN = Run(started=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))

DAY, FROM, TO = "date '2015-06-15'", "date '2015-06-01'", "date '2015-06-30'"
PLAIN = "select e.*, d.source from events as e join documents as d using (document_id) where "


def open_overlap(first: str, last: str) -> str:
    """The condition that days may be shared with these, NULL being open."""
    return f"coalesce(earliest <= {last}, true) and coalesce(latest >= {first}, true)"


# A question to a macro, and the same in plain SQL where that can be said.
MACROS = {
    "certainly_during": (
        f"select count(*) from timeline as t where certainly_during(t, {FROM}, {TO})",
        f"select count(*) from events where earliest >= {FROM} and latest <= {TO}",
    ),
    "possibly_during": (
        f"select count(*) from timeline as t where possibly_during(t, {FROM}, {TO})",
        f"select count(*) from events where {open_overlap(FROM, TO)}",
    ),
    "certainly_before": (
        f"select count(*) from timeline as t where certainly_before(t, {DAY})",
        f"select count(*) from events where latest < {DAY}",
    ),
    "possibly_before": (
        f"select count(*) from timeline as t where possibly_before(t, {DAY})",
        f"select count(*) from events where coalesce(earliest < {DAY}, true)",
    ),
    "overlap_share": (
        f"select sum(overlap_share(t, {FROM}, {TO})) from timeline as t",
        f"select sum(greatest(0, least(latest, {TO}) - greatest(earliest, {FROM}) + 1) "
        "/ (latest - earliest + 1)) from events",
    ),
    "allen": (
        f"select allen(t, o), count(*) from timeline as t, (select {FROM} as earliest, {TO} as latest) as o "
        "group by 1",
        None,
    ),
    "hijri": ("select max(hijri(earliest)) from events", None),
    "events_on": (
        f"from events_on({DAY})",
        f"{PLAIN} {open_overlap(DAY, DAY)} order by latest - earliest",
    ),
    "events_between": (
        f"from events_between({FROM}, {TO}, mode := 'certainly')",
        f"{PLAIN} earliest >= {FROM} and latest <= {TO} order by earliest, latest",
    ),
    "events_in_hijri": ("from events_in_hijri(1436, 9)", None),
    "timeline_of": (
        "from timeline_of('{name}')",
        f"{PLAIN} list_contains(participants, '{{name}}') order by earliest, latest",
    ),
    "on_this_day": (
        "from on_this_day(6, 15)",
        f"{PLAIN} earliest = latest and month(earliest) = 6 and day(earliest) = 15 order by earliest",
    ),
    "co_occurrence": (
        "from co_occurrence('{name}')",
        "select o.name, count(*) from participants as p join participants as o using (event_id) "
        "where p.name = '{name}' and o.name <> p.name group by 1 order by 2 desc",
    ),
    "per_period": (
        "from per_period('month')",
        "select date_trunc('month', earliest), count(*) from events group by 1 order by 1",
    ),
    "search, a rare word": (
        "from search('{rare}', most := 100)",
        f"{PLAIN} contains(e.title, '{{rare}}') or contains(d.text, '{{rare}}') limit 100",
    ),
    "search, a common word": (
        "from search('{common}', most := 100)",
        f"{PLAIN} contains(e.title, '{{common}}') or contains(d.text, '{{common}}') limit 100",
    ),
    "search, two words": ("from search('{common} {rare}', most := 100)", None),
    "concordance": (
        "from concordance('{rare} ')",
        "select document_id, string_split(text, '{rare} ') from documents where contains(text, '{rare} ')",
    ),
}


def made_up(events: int) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """The tables of so many events, and words and a name to ask for."""
    random = np.random.default_rng(7)
    forms = [form for form in top_n_list("ar", 20_000) if form.isalpha()]
    # Few words make most of a text, as in any language.
    chosen = (len(forms) * random.random((events, WORDS)) ** 3).astype(int)
    sentences = [" ".join([forms[i] for i in row]) + "." for row in chosen]
    lengths = np.array([len(sentence) + 1 for sentence in sentences])
    ends = lengths.reshape(-1, PER_DOCUMENT).cumsum(axis=1).ravel()
    documents = events // PER_DOCUMENT
    document_ids = np.array([stable_id("document", str(n)) for n in range(documents)])
    event_ids = np.array([stable_id("event", str(n)) for n in range(events)])
    names = np.array([f"{forms[n % 3001]} {forms[n]}" for n in range(min(NAMES, len(forms)))])
    who = names[(len(names) * random.random((events, 2)) ** 2).astype(int)]
    days = random.integers(FIRST, LAST, events)
    # Half to the day, a quarter to a month, the rest to a year or open at the end.
    widths = random.choice([0, 0, 30, 364], events)
    is_open = random.random(events) < 0.1
    numbers = {form: word(form, "ar") for form in forms}
    lemmas = np.array([numbers[form][1] for form in forms])[chosen]
    said = pa.array(sentences)
    starts = pa.array(ends - lengths, pa.int32())
    stops = pa.array(ends - 1, pa.int32())
    per_document = np.repeat(document_ids, PER_DOCUMENT)
    published = pa.array(random.integers(FIRST, LAST, documents), pa.int32()).cast(pa.date32())
    where = (PLACES * random.random(events) ** 2).astype(int)
    columns: dict[str, dict[str, Any]] = {
        "documents": {
            "document_id": document_ids,
            "location": [f"{n}.txt" for n in range(documents)],
            "content_hash": document_ids,
            "extractor": ["made up"] * documents,
            "language": ["ar"] * documents,
            "source": np.array(forms[100:150])[random.integers(0, 50, documents)],
            "published_earliest": published,
            "published_latest": published,
            "published_basis": ["metadata"] * documents,
            "published_reasons": [[]] * documents,
            "text": ["\n".join(sentences[n : n + PER_DOCUMENT]) for n in range(0, events, PER_DOCUMENT)],
            "warnings": [[]] * documents,
            "authors": [[]] * documents,
        },
        "time_expressions": {
            "expression_id": [stable_id("expression", str(n)) for n in range(events)],
            "document_id": per_document,
            "number": np.tile(np.arange(PER_DOCUMENT), documents),
            "span_start": starts,
            "span_end": stops,
            "text": said,
            "type": ["DATE"] * events,
            "value": ["2015"] * events,
            "edtf": ["2015"] * events,
            "alternatives": [[]] * events,
            "basis": ["text"] * events,
            "rule": ["made_up"] * events,
        },
        "events": {
            "event_id": event_ids,
            "document_id": per_document,
            "title": [sentence[:40] for sentence in sentences],
            "type": TYPES[random.integers(0, len(TYPES), events)],
            "modality": MODALITIES[random.choice([0, 0, 0, 0, 0, 1, 2, 3], events)],
            "earliest": pa.array(days, pa.int32()).cast(pa.date32()),
            "latest": pa.array(days + widths, pa.int32(), mask=is_open).cast(pa.date32()),
            "granularity": np.where(widths == 0, "day", np.where(widths == 30, "month", "year")),
            "edtf": np.datetime_as_string(days.astype("datetime64[D]")),
            "basis": ["text"] * events,
            "place": np.array(forms[500 : 500 + PLACES])[where],
            "country": np.array([f"{n:02}" for n in range(COUNTRIES)])[where % COUNTRIES],
            **{f"{part}_start": starts for part in ("trigger", "quote", "paragraph", "expression")},
            **{f"{part}_end": stops for part in ("trigger", "quote", "paragraph", "expression")},
            "participants": pa.FixedSizeListArray.from_arrays(pa.array(who.ravel().tolist()), 2).cast(
                pa.list_(pa.string())
            ),
            "confidence": np.round(random.random(events), 2),
            "confidence_reasons": [["dated"]] * events,
            "mentions": np.ones(events, int),
        },
        "participants": {
            "event_id": np.repeat(event_ids, 2),
            "number": np.tile([0, 1], events),
            "name": who.ravel(),
            "role": ["agent"] * (2 * events),
            "span_start": np.zeros(2 * events, int),
            "span_end": np.ones(2 * events, int),
        },
        "event_mentions": {
            "event_id": event_ids,
            "number": np.zeros(events, int),
            **{f"{part}_start": starts for part in ("trigger", "quote")},
            **{f"{part}_end": stops for part in ("trigger", "quote")},
        },
        "words": {"word": [w for w, _ in numbers.values()], "number": [n for _, n in numbers.values()]},
        "postings": _postings(lemmas, event_ids),
    }
    columns["words"] = dict(
        zip(("word", "number"), map(list, zip(*set(numbers.values()), strict=True)), strict=True)
    )
    new = {name: _table(schema, columns.get(name)) for name, schema in SCHEMAS.items() if name != "rejects"}
    return new, {"name": who[0][0], "rare": forms[5_000], "common": forms[40]}


def _postings(lemmas: Any, event_ids: Any) -> dict[str, Any]:
    """Each word of each event once, by word, as `index_tables` gives them; the first four are its title's."""
    word = lemmas.ravel()
    event = np.repeat(np.array([int(key, 16) for key in event_ids], np.uint64), WORDS)
    heading = np.tile(np.arange(WORDS) < 4, len(event_ids))
    order = np.lexsort((~heading, event, word))
    word, event, heading = word[order], event[order], heading[order]
    first = np.append(True, (word[1:] != word[:-1]) | (event[1:] != event[:-1]))
    return {"word": word[first], "event": event[first], "heading": heading[first]}


def _table(schema: pa.Schema, columns: dict[str, Any] | None) -> pa.Table:
    if columns is None:
        return schema.empty_table()
    rows = len(next(iter(columns.values())))
    return pa.table(
        [pa.array(columns[f.name], f.type) if f.name in columns else pa.nulls(rows, f.type) for f in schema],
        schema=schema,
    )


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long it takes, and what it gives."""
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def best_of(times: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of several times: this machine has other work too."""
    return min((seconds(work) for _ in range(times)), key=lambda found: found[0])


def report_loading(path: Path, new: dict[str, pa.Table]) -> None:
    """Load the rows, publish them once more, and load them again in plain SQL."""
    rows = sum(table.num_rows for table in new.values())
    postings = new["postings"].num_rows
    took, _ = seconds(lambda: store(path, new, SCHEMAS["rejects"].empty_table(), RUN))
    print(f"load: {rows:,} rows in {took:.2f} s, {rows / took:,.0f} rows/s, {size(path)} MB")
    others = rows - postings
    print(f"      {postings:,} of them for search(); the other {others:,} alone: {others / took:,.0f} rows/s")

    def plain() -> None:
        connection = duckdb.connect(str(path.with_name("plain.duckdb")))
        for name, table in new.items():
            connection.register("arrived", table)
            connection.execute(f"create table {name} as from arrived")
        connection.execute("checkpoint")
        connection.close()

    without, _ = seconds(plain)
    print(f"      plain SQL, no keys, checks, Hijri or history: {without:.2f} s; ratio {took / without:.1f}")
    path.with_name("plain.duckdb").unlink()

    def publish() -> None:
        with writing(path):
            pass

    took, _ = best_of(3, publish)
    print(f"publish: {took:.2f} s")
    one = {name: table.slice(0, 0) for name, table in new.items()}
    one["documents"] = new["documents"].slice(0, 1)
    took, _ = seconds(lambda: store(path, one, SCHEMAS["rejects"].empty_table(), RUN))
    print(f"load of one changed document: {took:.2f} s")


def report_questions(path: Path, words: dict[str, str]) -> None:
    """Every macro beside plain SQL, and every question that people ask."""
    print(f"\n{'macro':24}{'s':>8}{'plain':>8}{'ratio':>8}{'rows':>10}")
    for name, (sql, plain) in MACROS.items():
        took, rows = best_of(3, lambda sql=sql: answer(path, sql.format(**words)))
        line = f"{name:24}{took:8.3f}"
        if plain is not None:
            without, _ = best_of(3, lambda plain=plain: answer(path, plain.format(**words)))
            line += f"{without:8.3f}{took / without:8.1f}"
        print(f"{line:48}{rows:>10,}")
    print(f"\n{'question':30}{'s':>8}{'rows':>10}")
    for file in sorted(QUERIES.glob("*.sql")):
        took, rows = best_of(3, lambda file=file: answer(path, file.read_text("utf-8")))
        print(f"{file.stem:30}{took:8.3f}{rows:>10,}")


def answer(path: Path, sql: str) -> int:
    """Ask as `timeline sql` does, on a connection of its own, and take all the rows; how many there are."""
    with asking(path, sql) as found:
        return sum(batch.num_rows for batch in found.arrow()[1])


def size(path: Path) -> int:
    """Of a file, in MB."""
    return path.stat().st_size // 1_000_000


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    took, (tables, asked) = seconds(lambda: made_up(wanted))
    print(f"{wanted:,} events made up in {took:.0f} s")
    with tempfile.TemporaryDirectory() as folder:
        report_loading(Path(folder) / "timeline.duckdb", tables)
        report_questions(Path(folder) / "timeline.duckdb", asked)

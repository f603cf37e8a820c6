"""An older duckdb opens the warehouse: its command line, with every question and macro."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline.warehouse import query

from .command_line import command_line
from .test_queries import QUERIES

MACROS = (
    "select count(*) as n from timeline as t where certainly_during(t, date '2015-01-01', date '2015-12-31')",
    "select count(*) as n from timeline as t where possibly_during(t, date '2015-01-01', date '2015-12-31')",
    "select count(*) as n from timeline as t where certainly_before(t, date '2015-12-01')",
    "select count(*) as n from timeline as t where possibly_before(t, date '2015-12-01')",
    "select round(sum(overlap_share(t, date '2015-11-01', date '2015-11-30')), 6) as n from timeline as t",
    "select allen(t, u) as a, count(*) as n from timeline as t, timeline as u where t.place = 'موسكو' "
    "and u.place = 'باريس' group by all order by all",
    "select hijri(date '2015-11-26') as day",
    "select count(*) as n from events_on(date '2015-11-26')",
    "select count(*) as n from events_between(date '2015-11-01', date '2015-11-30', mode := 'certainly')",
    "select count(*) as n from timeline_of('بوتين')",
    "select count(*) as n from on_this_day(11, 26)",
    "select count(*) as n from co_occurrence('بوتين')",
    "select count(*) as n, round(sum(events), 6) as mass from per_period('month')",
    "select count(*) as n from search('رئيس')",
    "select count(*) as n from concordance('رئيس')",
    "select count(*) as n from events_in_hijri(1436, 9)",
)


@pytest.mark.parametrize("name", QUERIES)
def test_it_answers_every_question(read_seeds: Path, name: str) -> None:
    told = command_line(read_seeds / "w.duckdb", QUERIES[name], "-json")
    assert len(json.loads(told or "[]")) == len(query(read_seeds / "w.duckdb", QUERIES[name])[1])


@pytest.mark.parametrize("sql", MACROS)
def test_it_knows_every_macro(read_seeds: Path, sql: str) -> None:
    columns, rows = query(read_seeds / "w.duckdb", sql)
    told = json.loads(command_line(read_seeds / "w.duckdb", sql, "-json"))
    assert [tuple(str(row[c]) for c in columns) for row in told] == [tuple(map(str, row)) for row in rows]

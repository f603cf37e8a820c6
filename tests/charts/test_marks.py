"""Uncertain time looks uncertain, and no mark claims a day that its event does not have."""

import datetime as dt
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts import Row
from timeline.charts.lane import lanes
from timeline.charts.mark import Shape, drawable, extent, marks
from timeline.charts.timeline import draw, publications
from timeline.charts.traces import profile
from timeline.interval import day_number, iso_day


def event(earliest=None, latest=None, granularity="day", modality="happened", **more) -> Row:
    return Row(
        event_id="e",
        title="حدث",
        type="CONSULT",
        modality=modality,
        earliest=earliest,
        latest=latest,
        granularity=granularity,
        **more,
    )


@pytest.mark.parametrize(
    ("given", "day"),
    [
        (dt.date(2015, 11, 26), day_number(2015, 11, 26)),
        (dt.datetime(2015, 11, 26, 23, 59), day_number(2015, 11, 26)),
        ("2015-11-26", day_number(2015, 11, 26)),
        ("-0500-03-01", day_number(-500, 3, 1)),
        ("0501-03-01 (BC)", day_number(-500, 3, 1)),
        (None, None),
    ],
)
def test_days_are_read_however_the_warehouse_gives_them(given, day):
    assert event(earliest=given).earliest == day


@pytest.mark.parametrize(
    ("row", "shape"),
    [
        (event("2015-11-26", "2015-11-26"), Shape.DAY),
        (event("2015-11-01", "2015-11-30", "month"), Shape.SOFT),
        (event("2015-11-27", "2016-04-20", "day", weekday=1), Shape.SOFT),
        (event("2015-11-03", "2015-11-05", "range"), Shape.SPAN),
        (event("2015-11-03", None, "open", modality="ongoing"), Shape.SPAN),
        (event(None, "2016-04-20", "open"), Shape.SOFT),
    ],
)
def test_a_mark_shows_how_much_is_known(row, shape):
    assert marks([row])[0].shape is shape


def test_an_undated_or_impossible_event_has_no_mark():
    rows = [event(), event("2015-02-01", "2015-01-01"), event(10**9, 10**9)]
    assert not any(drawable(row) for row in rows)
    assert marks(rows) == []


def test_an_open_side_fades_over_a_sensible_length(seed_rows):
    found = {seed_rows[m.event].title: m for m in marks(seed_rows)}
    attacks = found["اعتداءات باريس"]
    assert attacks.open_start and not attacks.open_end
    assert iso_day(attacks.end - 1) == "2016-04-20"
    assert 3 <= attacks.end - attacks.start <= 31


def test_one_event_centuries_away_does_not_flatten_the_view(seed_rows):
    rows = [*seed_rows, event("1789-07-14", "1789-07-14"), event("-0044-03-15", "-0044-03-15")]
    view = extent(marks(rows))
    assert iso_day(view.view_start) > "2014" and iso_day(view.view_end) < "2018"
    assert view.start < day_number(-44, 3, 15)


def test_the_view_of_a_few_near_events_holds_them_all():
    rows = [event(f"2015-0{month}-01", f"2015-0{month}-01") for month in range(1, 9)]
    view = extent(marks(rows))
    assert (view.start, view.end) == (view.view_start, view.view_end)


@given(
    st.lists(
        st.tuples(st.none() | st.integers(-10_000_000, 4_000_000), st.integers(0, 10**7), st.booleans()),
        max_size=30,
    )
)
def test_marks_cover_what_is_known_and_the_axis_covers_the_marks(drawn):
    rows = [
        event(a, None if a is not None and is_open else (a or 0) + length) for a, length, is_open in drawn
    ]
    found = marks(rows)
    view = extent(found)
    assert [m.event for m in found] == [i for i, row in enumerate(rows) if drawable(row)]
    for mark in found:
        row = rows[mark.event]
        assert view.start <= mark.start < mark.end <= view.end
        assert mark.open_start or mark.start == row.earliest
        assert mark.open_end or mark.end == row.latest + 1
    assert view.start <= view.view_start < view.view_end <= view.end or not found


def strengths(row):
    return [strength for _, _, strength in profile(marks([row])[0], 8)]


def test_a_soft_bar_fades_towards_both_ends_and_an_open_side_fades_out():
    both = strengths(event("2015-11-01", "2015-11-30", "month"))
    assert both[0] < 0.2 and both[-1] < 0.2 and max(both) == 1
    opened = strengths(event("2015-11-27", None, "open"))
    assert opened == sorted(opened, reverse=True) and opened[-1] < 0.1
    assert strengths(event("2015-11-03", "2015-11-05", "range")) == [1.0]


def test_pieces_of_a_bar_join_without_gap_or_overlap():
    for row in (event("2015-11-01", "2015-11-30", "month"), event(None, "2015-11-30", "open")):
        mark = marks([row])[0]
        pieces = profile(mark, 8)
        assert pieces[0][0] == mark.start and pieces[-1][1] == pytest.approx(mark.end)
        assert all(a[1] == pytest.approx(b[0]) for a, b in pairwise(pieces))


def figure(rows):
    return go.Figure(draw(rows).figure)


def alpha(color):
    return 1.0 if color.startswith("#") else float(color.rpartition(",")[2].rstrip(")"))


def test_solid_soft_scheduled_and_negated_are_drawn_apart():
    def colors(row):
        return [alpha(c) for c in figure([row]).data[0].marker.color]

    solid = colors(event("2015-11-03", "2015-11-05", "range"))
    soft = colors(event("2015-11-03", "2015-11-05", "week"))
    hollow = figure([event("2015-11-03", "2015-11-05", "range", modality="scheduled")]).data[0]
    struck = figure([event("2015-11-03", "2015-11-05", "range", modality="negated")]).data[0]
    assert max(soft) <= 0.6 * max(solid)
    assert [alpha(c) for c in hollow.marker.color] == [0.14, 1, 1] and len(set(hollow.offset)) == 2
    assert (
        len(struck.x) == 4
        and 0 in [round(o + w / 2, 6) for o, w in zip(struck.offset, struck.width, strict=True)][-1:]
    )


def test_the_tips_of_open_sides_point_outwards(seed_rows):
    drawing = draw(seed_rows)
    arrows = next(trace for trace in go.Figure(drawing.figure).data if trace.name == "arrows")
    for number, symbol in zip(arrows.customdata, arrows.marker.symbol, strict=True):
        mark = drawing.placed[number].mark
        assert symbol == ("triangle-left" if mark.open_start else "triangle-right")


def test_possible_days_are_the_weekday_and_lie_inside(seed_rows):
    possible = next(trace for trace in figure(seed_rows).data if trace.name == "possible")
    assert len(possible.x) > 20
    assert all(dt.date.fromisoformat(x[:10]).isoweekday() == 1 for x in possible.x)
    assert min(possible.x) >= "2015-11-27" and max(possible.x) <= "2016-04-20 12:00"


def test_the_publication_date_is_a_line_or_a_band_with_two_edges(seed_rows):
    kinds = [shape.type for shape in figure(seed_rows).layout.shapes]
    assert kinds == ["rect", "line", "line"]
    known = [r.model_copy(update={"published_latest": r.published_earliest}) for r in seed_rows]
    assert [shape.type for shape in figure(known).layout.shapes] == ["line"]
    assert publications([event("2015-01-01", "2015-01-01")]) == []


def test_lanes_hold_every_event_and_a_person_has_all_of_theirs(seed_rows):
    by_type = lanes(seed_rows, "type")
    assert sorted(i for lane in by_type for i in lane.events) == list(range(len(seed_rows)))
    assert by_type[0].name == "CONSULT"
    people = {lane.name: lane.events for lane in lanes(seed_rows, "person")}
    assert len(people["جان إيف لودريان"]) == 3
    few = lanes(seed_rows, "person", most=2)
    assert len(few) == 3 and few[-1].name is None
    assert {i for lane in few for i in lane.events} == set(range(len(seed_rows)))


def test_the_figure_is_one_that_plotly_takes():
    rows = [
        event(dt.date(2015, 3, 1), dt.date(2015, 3, 1)),
        event(dt.date(2015, 3, 1), dt.date(2015, 5, 9), "month", "scheduled", weekday=1),
        event(None, dt.date(2015, 5, 9), "open", "negated"),
    ]
    drawn = draw(rows).figure
    assert go.Figure(drawn).to_plotly_json()["data"] == drawn["data"]  # or raises

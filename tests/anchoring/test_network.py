"""The network of intervals: bounds travel to a fixed point, contradictions give way, nothing loops."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.anchoring.network import Bounds, Conflict, Link, propagate

OPEN = (None, None)


def test_bounds_travel_along_links_in_both_directions() -> None:
    # 0 is day 10; 1 comes after it; 2 exactly 3 days after 1 and by day 20.
    bounds = propagate([(10, 10), OPEN, (None, 20)], [Link(0, 1), Link(1, 2, 3, 3)])
    assert bounds == Bounds((10, 10, 13), (10, 17, 20), ())


def test_what_is_told_of_one_side_only_says_nothing_of_the_other() -> None:
    during = Link(0, 1, 0, 0, one_way=True)
    assert propagate([(10, 20), (15, 15)], [during]) == Bounds((10, 15), (20, 15), ())
    assert propagate([(10, 20), OPEN], [during]) == Bounds((10, 10), (20, 20), ())


def test_the_weaker_of_two_that_contradict_gives_way_and_takes_its_bounds_back() -> None:
    links = [Link(0, 1, 5, weight=0.5), Link(1, 2, 5), Link(3, 2, 1)]
    bounds = propagate([(10, 10), OPEN, (None, 18), (0, 0)], links)
    assert bounds == Bounds((10, None, 1, 0), (10, 13, 18, 0), (Conflict(0, 2),))


def test_of_equal_weights_the_later_told_gives_way() -> None:
    links = [Link(0, 1, 5), Link(1, 0, 5)]
    bounds = propagate([(0, None), OPEN], links)
    assert (bounds.first, bounds.last) == ((0, 5), OPEN)
    assert [c.link for c in bounds.conflicts] == [1]


Given = list[tuple[int | None, int | None]]


@st.composite
def networks(draw: st.DrawFn) -> tuple[Given, list[Link]]:
    n = draw(st.integers(1, 7))
    days = st.none() | st.integers(-20, 20)
    given_ = []
    for _ in range(n):
        a, b = draw(days), draw(days)
        given_.append((a, b) if a is None or b is None or a <= b else (b, a))
    link = st.builds(
        Link,
        st.integers(0, n - 1),
        st.integers(0, n - 1),
        days,
        days,
        st.sampled_from([0.2, 0.5, 1.0]),
        st.booleans(),
    )
    return given_, draw(st.lists(link, max_size=14))


def _settled(
    given_: list[tuple[int | None, int | None]], links: list[Link]
) -> tuple[list[float], list[float]]:
    """The same by brute force: every link again and again, as long as anything moves."""
    first = [float("-inf") if a is None else a for a, _ in given_]
    last = [float("inf") if b is None else b for _, b in given_]
    for _ in range(10_000):
        before = (first[:], last[:])
        for link in links:
            a, b = link.earlier, link.later
            if link.least is not None:
                first[b] = max(first[b], first[a] + link.least)
                if not link.one_way:
                    last[a] = min(last[a], last[b] - link.least)
            if link.most is not None:
                last[b] = min(last[b], last[a] + link.most)
                if not link.one_way:
                    first[a] = max(first[a], first[b] - link.most)
        if (first, last) == before:
            return first, last
    raise AssertionError("the links that were kept run in a circle")


@settings(max_examples=400, deadline=None)
@given(networks())
def test_the_links_that_are_kept_leave_just_what_brute_force_finds(
    network: tuple[Given, list[Link]],
) -> None:
    given_, links = network
    bounds = propagate(given_, links)
    gone = {c.link for c in bounds.conflicts}
    assert len(gone) == len(bounds.conflicts)
    first, last = _settled(given_, [link for i, link in enumerate(links) if i not in gone])
    assert [float("-inf") if f is None else f for f in bounds.first] == first
    assert [float("inf") if b is None else b for b in bounds.last] == last
    assert all(f <= b for f, b in zip(first, last, strict=True))


def test_eighty_thousand_relations_take_seconds_and_growth_is_near_linear() -> None:
    def chain(n: int) -> float:  # of its own time: others may be at work here
        start = time.process_time()
        bounds = propagate([(0, None), *[OPEN] * n], [Link(i, i + 1, 1) for i in range(n)])
        assert bounds.first[-1] == n
        return time.process_time() - start

    small, large = min(chain(5_000) for _ in range(3)), min(chain(80_000) for _ in range(2))
    assert large < 24
    assert large < 100 * small  # sixteen times the size: squares would take 256 times as long

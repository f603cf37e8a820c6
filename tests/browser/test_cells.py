"""The calendar, people and the map by keyboard alone: what a click opens, Enter opens."""

import pytest
from playwright.sync_api import expect

from timeline.charts import Row

pytestmark = pytest.mark.browser


def event(number, earliest, latest, *, who=(), place=None, at=(None, None)):
    return Row(
        event_id=f"e{number}",
        title=f"حدث {number}",
        type="CONSULT",
        modality="happened",
        language="ar",
        document_id="d",
        quote="نص",
        earliest=earliest,
        latest=latest,
        participants=who,
        place=place,
        latitude=at[0],
        longitude=at[1],
    )


ROWS = [
    event(1, "2015-03-02", "2015-03-02", who=("سامي", "Lina"), place="موسكو", at=(55.75, 37.62)),
    event(2, "2015-03-05", "2015-03-05", who=("سامي",), place="القاهرة", at=(30.04, 31.24)),
    event(3, "2015-04-05", "2015-04-05", who=("Lina",), place="باريس", at=(48.85, 2.35)),
]


def to_cells(page, view):
    """From the first tab to the view's cells, as somebody without a mouse goes there."""
    page.locator("#tab-timeline").focus()
    for _ in range(("timeline", "calendar", "people", "map").index(view)):
        page.keyboard.press("ArrowLeft")  # the page is Arabic: onward is to the left
    expect(page.locator(f"#tab-{view}")).to_be_focused()
    page.locator(f"#panel-{view} .cell").first.wait_for(state="attached")
    page.keyboard.press("Tab")


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_a_day_of_the_calendar_is_chosen_by_keyboard(show):
    page = show(ROWS)
    to_cells(page, "calendar")
    assert "2 مارس 2015" in focused(page)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("ArrowRight")
    assert "5 مارس 2015" in focused(page)
    expect(page.locator("#tip")).to_contain_text("حدث 2")
    page.keyboard.press("ArrowDown")
    assert "5 أبريل 2015" in focused(page)
    page.keyboard.press("Home")
    assert "2 مارس 2015" in focused(page)
    page.keyboard.press("Enter")
    expect(page.locator("#tab-timeline")).to_be_focused()
    assert page.evaluate("Timeline.filtered()") == [0]


def test_each_view_is_one_stop_of_the_tab_key_and_remembers_its_cell(show):
    page = show(ROWS)
    to_cells(page, "calendar")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.classList.contains('cell')")
    page.keyboard.press("Shift+Tab")
    assert "5 أبريل 2015" in focused(page)


def test_who_appears_when_and_with_whom_is_chosen_by_keyboard(show):
    page = show(ROWS)
    to_cells(page, "people")
    assert "Lina" in focused(page) and "مارس" in focused(page)
    page.keyboard.press("ArrowDown")
    assert "سامي" in focused(page)
    page.keyboard.press("Tab")
    assert focused(page) == "Lina، سامي، معًا: 1"
    page.keyboard.press("Enter")
    expect(page.locator("#tab-timeline")).to_be_focused()
    assert page.evaluate("Timeline.filtered()") == [0]


def test_a_place_is_chosen_by_keyboard(show):
    page = show(ROWS)
    to_cells(page, "map")
    page.keyboard.press("Home")
    names = {focused(page).partition("،")[0]}
    page.keyboard.press("ArrowUp")  # Moscow and Paris lie north of Cairo
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("موسكو")
    page.keyboard.press("ArrowLeft")
    names.add(focused(page).partition("،")[0])
    assert names
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#tab-timeline")).to_be_focused()
    assert page.evaluate("Timeline.state.place") in ("موسكو", "القاهرة")


@pytest.mark.parametrize("axis", ["ltr", "rtl"])
@pytest.mark.parametrize("view", ["calendar", "people", "map"])
def test_the_buttons_lie_on_what_they_open(show, view, axis):
    page = show(ROWS, address=f"#chart={view}&axis={axis}")
    cells = page.locator(f"#panel-{view} .cells").first.locator(".cell")
    cells.first.wait_for(state="attached")
    for number in range(cells.count()):
        box = cells.nth(number).bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        said = page.locator(f"#panel-{view} .hovertext").first
        said.wait_for()
        name = cells.nth(number).get_attribute("aria-label").partition("،")[0]
        assert name.removesuffix("…") in said.text_content()
        page.mouse.move(2, 2)

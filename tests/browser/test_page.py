"""The page in a real browser: what a reader sees, does by mouse and keyboard, and never has to fear."""

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from timeline.charts import Row
from timeline.charts.row import Mention

pytestmark = pytest.mark.browser


VIEWS = ("calendar", "people", "map", "timeline")


def event(number, earliest, latest, title="حدث", **more) -> Row:
    given = {
        "type": "CONSULT",
        "modality": "happened",
        "language": "ar",
        "document_id": "d",
        "quote": "نص",
        **more,
    }
    return Row(event_id=f"e{number}", title=title, earliest=earliest, latest=latest, **given)


def labels(page):
    return page.eval_on_selector_all("#chart .textpoint text", "all => all.map(one => one.textContent)")


def boxes(page, selector):
    return page.eval_on_selector_all(
        selector,
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])",
    )


def test_arabic_is_right_to_left_and_time_left_to_right(show):
    page = show()
    assert page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", "ar"]
    assert page.locator("h1").bounding_box()["x"] + page.locator("h1").bounding_box()["width"] > 1100
    ticks = page.eval_on_selector_all("#chart .xtick text", "all => all.map(one => one.textContent)")
    assert "نوفمبر 2015" in ticks[0] and "2016" in ticks[-1] and "مايو" in ticks[-1]


def test_labels_are_isolated_and_cut_between_words(show, seed_rows):
    page = show(width=700)
    titles = [row.title for row in seed_rows]
    assert labels(page)
    for label in labels(page):
        text = label.strip("\u2067\u2069")
        assert label[0] == "\u2067" and label[-1] == "\u2069"
        whole = next(title for title in titles if title.startswith(text.rstrip("…").rstrip()))
        assert text == whole or whole[len(text.rstrip("…").rstrip())] in " ،"


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_overlaps_and_nothing_is_cut_off(show, width):
    page = show(width=width)
    found = boxes(page, "#chart .textpoint text")
    assert found
    for left, _, right, _ in found:
        assert left >= -1 and right <= width + 1
    for i, a in enumerate(found):
        for b in found[i + 1 :]:
            assert a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 6 or b[3] <= a[1] + 6
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_packed_marks_never_share_pixels(show):
    rows = [
        event(i, f"2015-03-{1 + i % 28:02d}", f"2015-03-{1 + (i + i % 3) % 28:02d}", "حدث في مارس")
        for i in range(60)
    ]
    rows = [row for row in rows if row.earliest <= row.latest]
    page = show(rows)
    placed = page.evaluate(
        """() => document.getElementById('chart').data
        .filter(trace => ['bars', 'points'].includes(trace.name))
        .flatMap(trace => trace.customdata.map((mark, i) => [mark, trace.y[i]]))"""
    )
    lanes = {}
    for mark, y in placed:
        lanes.setdefault(y, set()).add(mark)
    marks = page.evaluate("Timeline.data.marks")
    for members in lanes.values():
        spans = sorted((marks[m][2], marks[m][3]) for m in members)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert len({mark for mark, _ in placed}) == len(rows)


def test_a_click_opens_the_card_with_trigger_and_time_marked(show):
    page = show()
    page.locator("#chart .textpoint text", has_text="لقاء بوتين").first.wait_for()
    point = page.locator("#chart .scatterlayer .points path.point").first.bounding_box()
    page.mouse.click(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    card = page.locator("dialog#card[open]")
    card.wait_for()
    assert card.locator("h2").inner_text() == "لقاء بوتين وهولاند في موسكو"
    assert card.locator("mark.trigger").inner_text() == "لقائهما"
    assert card.locator("mark.expression").inner_text() == "في الـ 26 من تشرين الثاني (نوفمبر) الماضي"
    said = card.inner_text()
    assert "الخميس، 26 نوفمبر 2015" in said and "مستنتج من النص" in said and "فلاديمير بوتين" in said


def test_the_card_lists_where_else_the_article_tells_it(show):
    hostile = "<b>ثم</b> <img src=x onerror=alert(1)> انفجار"
    other = Mention(trigger_start=142, trigger_end=148, quote_start=100, quote_end=148, quote=hostile)
    near = Mention(trigger_start=3, trigger_end=5, quote_start=0, quote_end=5, quote="نص طويل")
    page = show([event(1, "2015-03-02", "2015-03-02", quote="نص طويل", quote_end=7, others=(near, other))])
    page.evaluate("Timeline.openCard(0)")
    assert page.locator("#card > blockquote mark.mention").inner_text() == "طو"
    assert page.locator("#card .elsewhere li").all_inner_texts() == [hostile]
    assert page.locator("#card .elsewhere mark.mention").inner_text() == hostile[42:48]
    assert page.locator("#card :is(b, img)").count() == 0


def test_what_is_chosen_can_be_read_under_the_pointer(show, seed_rows):
    tab = show(seed_rows).get_by_role("tab").nth(1)
    tab.click()  # and the pointer stays on it
    assert tab.get_attribute("aria-selected") == "true"
    colours = tab.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    ink, paper = (sum(map(int, re.findall(r"\d+", c)[:3])) for c in colours)
    assert abs(ink - paper) > 400


def test_hover_shows_title_and_quote(show, seed_rows):
    page = show()
    point = page.locator("#chart .scatterlayer .points path.point").first.bounding_box()
    page.mouse.move(point["x"] + 2, point["y"] + 4)
    page.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    page.locator("#tip:not([hidden])").wait_for()
    assert seed_rows[0].title in page.locator("#tip").inner_text()
    assert "وتحادث وزيرا الدفاع" in page.locator("#tip q").inner_text()


def test_everything_works_by_keyboard(show):
    page = show()
    page.locator("#chart").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#live").inner_text()
    page.keyboard.press("ArrowRight")
    assert first and page.locator("#live").inner_text() != first
    page.keyboard.press("Enter")
    page.locator("dialog#card[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog#card[open]").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "chart"
    before = page.evaluate("Timeline.view()")
    page.keyboard.press("+")
    after = page.evaluate("Timeline.view()")
    assert after[1] - after[0] == pytest.approx((before[1] - before[0]) / 2)
    button = page.locator("tbody button.open").first
    button.focus()
    page.keyboard.press("Enter")
    page.locator("dialog#card[open]").wait_for()
    page.keyboard.press("Escape")
    assert button.evaluate("button => button === document.activeElement")


def test_the_table_has_every_event_and_undated_ones_are_listed(show, seed_rows):
    page = show()
    assert page.locator("tbody tr").count() == len(seed_rows)
    assert page.locator("#undated li").all_inner_texts()[0].startswith("عرض فرنسا وساطتها")
    assert "غير مؤرخ" in page.locator("tbody tr").last.inner_text()


def test_the_switch_changes_every_word(show):
    page = show()
    page.get_by_role("button", name="English").click()
    assert page.evaluate("document.documentElement.dir") == "ltr"
    text = page.locator("body").inner_text()
    assert "Meetings and talks" in page.locator("#chart").inner_text()
    assert "some time within November 2015" in text and "Thursday, November 26, 2015" in text
    page.get_by_role("button", name="français").click()
    assert "jeudi 26 novembre 2015" in page.locator("tbody").inner_text()


def test_hijri_and_arabic_digits(show):
    page = show(address="#calendar=hijri&digits=arab")
    assert "١٤٣٧" in page.locator("tbody").inner_text()
    assert any("صفر" in tick for tick in page.locator("#chart .xtick text").all_text_contents())


FILTERS = [
    ("q=دوفيلييه", {"زيارة"}),
    ("q=والفرنسى", None),  # folded letters
    ("type=ASSAULT", {"اعتداءات", "تفجير", "ضربات"}),
    ("person=سيرغي شويغو", {"مؤتمر", "محادثات", "إعلان"}),
    ("place=باريس", {"اعتداءات"}),
    ("modality=negated", {"عرض"}),
    ("granularity=month", {"اتفاق"}),
    ("from=2016-05-01&mode=certainly", set()),
    ("from=2015-11-26&to=2015-11-26&mode=certainly", {"لقاء"}),
    ("from=2016-04-25", {"زيارة", "ضربات", "تعاون", "مؤتمر"}),
]


@pytest.mark.parametrize(("address", "first_words"), FILTERS)
def test_every_filter_has_an_address(show, address, first_words):
    page = show(address="#" + address)
    found = page.locator("tbody button.open").all_inner_texts()
    if first_words is None:
        assert found
    else:
        assert {title.split()[0] for title in found} == first_words
    if not found:
        assert page.locator("#nothing").inner_text() == "لا حدث يطابق التصفية."
    page.get_by_role("button", name="إلغاء التصفية").click()
    assert page.locator("tbody tr").count() == 12
    assert page.evaluate("location.hash") in ("", "#")


def test_a_choice_is_kept_in_the_address(show):
    page = show()
    page.locator("summary", has_text="تصفية").click()
    page.locator("select[name=type]").select_option("ASSAULT")
    page.locator("input[name=q]").fill("باريس")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('type')") == "ASSAULT"
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('q')") == "باريس"


HOSTILE = [
    "<img src=x onerror=alert(1)> حدث",
    "</script><script>alert(1)</script>",
    r"$\href{javascript:alert(1)}{x}$",
    "<b>عريض</b> <a href='https://example.org'>رابط</a>",
    "\u202eمقلوب\u2066 غير مغلق",
    "كلمة " * 2_000,
    "x" * 10_000,
    "nul \x00 و \ud800",
    '=HYPERLINK("https://example.org")',
]


def test_hostile_text_stays_text(show):
    rows = []
    for number, text in enumerate(HOSTILE):
        texts = dict.fromkeys(("quote", "paragraph", "place", "source", "document_title"), text)
        day = f"2015-01-{number + 1:02d}"
        more = {"document_id": str(number), "participants": (text,), "url": "javascript:alert(1)", **texts}
        more |= {"attribution": text, "latitude": 30.0 + number, "longitude": 31.0}
        rows.append(event(number, day, day, text, **more))
    page = show(rows, title=HOSTILE[0], description=HOSTILE[1], lanes="person")
    page.on("dialog", lambda dialog: pytest.fail("a dialog opened"))
    for index in range(len(rows)):
        page.evaluate(f"Timeline.openCard({index})")
    assert page.locator("main img, main a[href], dialog a, dialog b, #chart a, dialog img").count() == 0
    assert page.locator("tbody button.open").first.inner_text() == HOSTILE[0]
    page.evaluate("document.getElementById('card').close()")
    for view in VIEWS:
        page.locator(f"#tab-{view}").click()
        assert page.locator(f"#panel-{view} :is(img, a, b), .hovertext :is(img, a)").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.locator("#tab-timeline").click()
    assert not any(ord(char) in range(0x202A, 0x202F) for label in labels(page) for char in label)
    table = page.evaluate("Timeline.csv()").lstrip("\ufeff")
    assert any(row[1].startswith("'=HYPERLINK") for row in csv.reader(io.StringIO(table)))


def test_what_is_saved_is_what_is_filtered(show):
    page = show(address="#type=ASSAULT")
    records = [json.loads(line) for line in page.evaluate("Timeline.jsonl()").splitlines()]
    assert {record["type"] for record in records} == {"ASSAULT"} and len(records) == 3
    assert next(r for r in records if r["title"] == "اعتداءات باريس")["latest"] == "2016-04-20"
    page.locator(".menu summary").click()
    for name, start in (("صورة PNG", b"\x89PNG"), ("رسم SVG", b"<svg"), ("جدول CSV", "\ufeff".encode())):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.path().read_bytes().startswith(start)


def test_a_calendar_and_timelinejs_hold_what_is_filtered_and_known(show):
    days = ("2015-03-01", "2015-03-01"), ("2015-03-01", "2015-03-31"), (None, "2015-03-31")
    rows = [event(i, a, b, "لقاء، <b>ثم</b>", url="https://example.org/a") for i, (a, b) in enumerate(days)]
    rows.append(event(9, "2015-03-02", "2015-03-02", "نفي", modality="negated"))
    page = show(rows)
    calendar = page.evaluate("Timeline.ics()")
    assert calendar.count("BEGIN:VEVENT") == 2 and "DTEND;VALUE=DATE:20150401\r\n" in calendar
    assert calendar.count("TRANSPARENT") == 1
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    slides = json.loads(page.evaluate("Timeline.timelinejs()"))["events"]
    assert len(slides) == 2 and slides[0]["start_date"] == {"year": 2015, "month": 3, "day": 1}
    assert "<b>" not in json.dumps(slides)
    assert page.evaluate("Timeline.embed()").startswith('<iframe src="timeline.html')


def test_a_full_lane_folds_and_its_clusters_open_on_a_click(show):
    rows = [event(i, f"2015-03-{1 + i % 9:02d}", f"2015-03-{1 + i % 9:02d}", f"حدث {i}") for i in range(120)]
    far = [event(999, "2010-01-01", "2010-01-01"), event(998, "2012-01-01", "2012-01-01")]
    page = show([*rows, *far], height=1400)
    page.evaluate("Timeline.setView(...Timeline.data.extent)")
    drawn = """document.getElementById('chart').data.filter(trace => ['points', 'bars'].includes(trace.name))
        .flatMap(trace => trace.customdata).length"""
    counts = "document.getElementById('chart').data.find(trace => trace.name === 'clusters').text"
    assert page.evaluate(drawn) < 60
    assert page.locator("#chart").bounding_box()["height"] < 800
    gathered = [int(count.strip("\u2067\u2069")) for count in page.evaluate(counts)]
    assert sum(gathered) + page.evaluate(drawn) == 122
    before = page.evaluate("Timeline.view()")
    page.locator("#chart .textpoint text", has_text=str(max(gathered))).last.wait_for()
    box = page.locator("#chart .textpoint text", has_text=str(max(gathered))).last.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    after = page.evaluate("Timeline.view()")
    assert after[1] - after[0] < before[1] - before[0]
    page.get_by_role("button", name="كل الصفوف").click()
    assert "rows=all" in page.evaluate("location.hash")
    page.evaluate("Timeline.setView(...Timeline.data.extent)")
    assert page.evaluate(drawn) == 122


def test_a_lone_event_that_finds_no_row_of_its_lane_keeps_its_label(show):
    kinds = ("AGREE", "CONSULT", "ASSAULT", "PROTEST", "SPORT", "LEGAL")
    rows = [
        event(10 * k + i, None, "2015-03-31", f"حدث {k} {i}", type=kind)
        for k, kind in enumerate(kinds)
        for i in range(4)
    ]
    page = show([*rows, event(99, "2015-03-01", "2015-03-01", type="DEATH")])
    traces = "document.getElementById('chart').data.filter(trace => trace.name === '{}')"
    drawn = set(page.evaluate(traces.format("bars") + ".flatMap(trace => trace.customdata)"))
    assert len(drawn) == len(rows)
    assert len(page.evaluate(traces.format("labels") + ".flatMap(trace => trace.text)")) >= len(rows)


def test_years_before_our_era_and_far_ones_are_drawn(show):
    rows = [
        event(1, "-0490-09-12", "-0490-09-12"),
        event(2, "1258-02-10", "1258-02-10"),
        event(3, "2015-01-01", None),
    ]
    page = show(rows)
    assert page.locator("#chart .scatterlayer .points path.point").count() >= 2
    assert "ق.م" in page.locator("tbody").inner_text()


def test_the_calendar_spreads_an_uncertain_event_and_a_click_on_a_day_chooses_it(show):
    rows = [
        event(1, "2015-03-02", "2015-03-02", "لقاء"),
        event(2, "2015-03-01", "2015-03-10", "سفر"),
        event(3, None, "2015-03-04", "قبل"),
    ]
    page = show(rows, address="#chart=calendar")
    cells = page.evaluate("document.querySelector('#panel-calendar .plot').data[0].z[0]")
    assert [round(mass, 2) for mass in cells[:10]] == [0.1, 1.1] + [0.1] * 8
    assert all(mass is None for mass in cells[10:])
    assert "1" in page.locator("#panel-calendar > p").inner_text()
    box = page.locator("#panel-calendar .heatmaplayer image").bounding_box()
    page.mouse.click(box["x"] + 1.5 * box["width"] / 31, box["y"] + box["height"] / 2)
    expect(page.locator("#tab-timeline")).to_have_attribute("aria-selected", "true")
    assert "from=2015-03-02&to=2015-03-02" in page.evaluate("location.hash")
    assert page.evaluate("Timeline.filtered().length") == 3  # "possibly" on that day


def test_the_calendar_says_what_it_leaves_out_and_why(show):
    days = [("2015-03-02", "2015-03-02"), ("2010-01-01", "2013-12-31"), (None, "2015-03-04"), (None, None)]
    page = show([event(i, *ends) for i, ends in enumerate(days)], address="#chart=calendar&lang=en")
    note = page.locator("#panel-calendar > p").inner_text()
    assert "open on a side or undated: 2." in note and "longer than 1,100 days: 1." in note


def test_people_and_places_are_counted_and_chosen(show):
    at = {"latitude": 55.75, "longitude": 37.62, "place": "موسكو"}
    rows = [
        event(1, "2015-03-02", "2015-03-02", participants=("سامي", "Lina"), **at),
        event(2, "2015-03-09", "2015-03-09", participants=("سامي",), place="طنجة"),
    ]
    page = show(rows, chart="people")
    together = page.evaluate("document.querySelectorAll('#panel-people .plot')[1].data[0].z")
    assert together == [[None, 1], [1, None]]
    page.locator("#tab-people").press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "tab-map"
    names = page.locator("#panel-map .textpoint text").all_text_contents()
    assert len(names) == 1 and "موسكو" in names[0]
    page.locator("#panel-map .scatterlayer .trace").nth(1).locator("path.point").click(force=True)
    expect(page.locator("#tab-timeline")).to_have_attribute("aria-selected", "true")
    assert page.evaluate("Timeline.filtered().length") == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_a_name_on_the_map_covers_no_dot_and_leaves_no_edge(show, width):
    places = {
        "إسلام آباد": (33.7, 73.1),
        "نيويورك": (40.7, -74.0),
        "واشنطن": (38.9, -77.0),
        "باريس": (48.9, 2.4),
        "بروكسل": (50.9, 4.4),
        "لندن": (51.5, -0.1),
    }
    rows = [
        event(i, "2015-03-02", "2015-03-02", place=name, latitude=at[0], longitude=at[1])
        for i, (name, at) in enumerate(places.items())
    ]
    page = show(rows, address="#chart=map", width=width)
    dots = boxes(page, "#panel-map .scatterlayer .trace:nth-child(2) path.point")
    names = boxes(page, "#panel-map .textpoint text")
    assert len(dots) == len(places) and len(names) >= 3
    for left, top, right, bottom in names:
        assert left >= 0 and right <= width
        for a, b, c, d in dots:
            assert left >= c - 1 or right <= a + 1 or top >= d - 7 or bottom <= b + 7  # leading


def test_no_circle_counts_a_single_event_where_its_mark_has_room(show):
    rows = [event(i, "2015-03-02", "2015-03-02", f"لقاء {i}") for i in range(30)]
    rows += [event(100 + i, f"20{10 + i}-01-01", f"20{10 + i}-01-09", "أيام") for i in range(9)]
    page = show(rows, address="#lang=en")
    page.locator("#all").click()
    trace = "document.getElementById('chart').data.find(({{ name }}) => name === '{}')"
    counted = page.evaluate(trace.format("clusters") + ".text")
    assert counted and "1" not in {count.strip("\u2066\u2067\u2068\u2069") for count in counted}


def test_all_facts_of_a_card_stand_on_the_readers_side(show):
    page = show([event(1, "2015-03-02", "2015-03-02", participants=("سامي",), place="Paris", confidence=0.9)])
    page.evaluate("Timeline.openCard(0)")
    sides = page.eval_on_selector_all(
        "#card dd", "all => all.map(dd => [getComputedStyle(dd).direction, getComputedStyle(dd).textAlign])"
    )
    assert len(sides) == 5 and {tuple(side) for side in sides} == {("rtl", "start")}


def test_a_long_timeline_is_unpacked_and_an_old_browser_is_told_so(browser, show):
    rows = [event(n, f"20{n % 20 + 10}-03-02", f"20{n % 20 + 10}-03-02", "لقاء") for n in range(2_001)]
    page = show(rows, address="#lang=en")
    assert page.evaluate("Timeline.filtered().length") == 2_001
    old = browser.new_page()
    old.add_init_script("delete window.DecompressionStream")
    old.goto(page.url)
    expect(old.locator("#nothing")).to_have_text(re.compile("too old"))
    old.close()


def test_what_is_clicked_on_the_chart_is_reached_by_keyboard_too(show):
    rows = [event(n, "2015-03-02", "2015-03-02", f"لقاء رقم {n}") for n in range(40)]
    rows.append(event(40, "2020-03-02", "2020-03-02", "بعيد"))
    page = show(rows, address="#lang=en")
    page.locator("#all").click()
    heading, cluster = page.locator(".handle").first, page.locator(".handle[data-what^=cluster]").first
    assert heading.get_attribute("aria-label") == "Unfold Meetings and talks"
    before = page.evaluate("Timeline.view()")
    cluster.focus()
    page.keyboard.press("Enter")
    after = page.evaluate("Timeline.view()")
    assert after[1] - after[0] < before[1] - before[0]
    page.locator(".handle").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".handle").first).to_have_attribute("aria-label", "Fold Meetings and talks")
    assert page.evaluate("document.activeElement.dataset.what") == "lane 0"


def test_the_title_speaks_the_language_of_the_interface(show):
    page = show(address="#lang=fr", titles={"fr": "Chronologie"})
    assert (page.locator("h1").text_content(), page.title()) == ("Chronologie", "Chronologie")
    page.locator("#languages button[lang=en]").click()
    assert page.locator("h1").text_content() == "الخط الزمني"


def test_an_interval_too_narrow_for_a_bar_looks_like_no_day(show):
    rows = [
        event(1, "1915-03-02", "1915-03-02", "يوم"),
        event(2, "1915-03-01", "1915-03-10", "أيام"),
        event(3, "2015-03-02", "2015-03-02", "بعيد"),
    ]
    page = show(rows)
    page.locator("#all").click()
    points = page.evaluate(
        "document.getElementById('chart').data.find(({ name }) => name === 'points').marker"
    )
    drawn = sorted(zip(points["symbol"], points["opacity"], strict=True))
    assert drawn == [("circle", 1), ("circle", 1), ("diamond-wide", 0.55)]


def test_on_a_phone_the_tools_are_behind_one_word(show):
    page = show(width=360)
    assert page.locator("#tools").bounding_box()["height"] < 110
    page.locator("#tools .more > summary").click()
    page.locator("#tools .more select").first.select_option("hijri")
    assert "calendar=hijri" in page.evaluate("location.hash")
    assert page.locator("#tools .more select").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_part_of_a_long_timeline_does_not_pass_for_all_of_it(show):
    page = show([event(1, "2015-03-02", "2015-03-02")], address="#lang=en")
    assert "sample" not in page.locator("#panel-calendar > p").text_content()
    page.evaluate(
        "Object.assign(Timeline.data, { partial: true, matching: 9000, facets: "
        "Object.fromEntries(Timeline.FACETS.map(name => [name, []])) }); Timeline.askPart = () => {}"
    )
    page.evaluate("Timeline.state.chart = 'calendar'; Timeline.drawViews()")
    assert "sample: 1 of 9,000" in page.locator("#panel-calendar > p").inner_text()


def test_confidence_filters_and_the_card_tells_why_and_who_says_so(show):
    rows = [
        event(1, "2015-03-02", "2015-03-02", confidence=0.3, confidence_reasons=("undated",)),
        event(2, "2015-03-09", "2015-03-09", confidence=0.85, attribution="وزارة الداخلية"),
    ]
    page = show(rows, address="#lang=ar")
    page.locator(".filters summary").click()
    page.locator("[name=sure]").select_option("0.6")
    assert page.evaluate("Timeline.filtered()") == [1]
    page.evaluate("Timeline.openCard(1)")
    assert "وزارة الداخلية" in page.locator("#card dl").inner_text()
    page.evaluate("Timeline.openCard(0)")
    assert "بلا تاريخ في النص" in page.locator("#card dl").inner_text()


@pytest.mark.parametrize("address", ["", "#theme=dark&lang=en"])
def test_axe_finds_nothing_serious(show, address):
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page = show(address=address)
    page.evaluate(script)
    for step in (*(f"Timeline.choose('{view}')" for view in VIEWS), "Timeline.openCard(0)"):
        page.evaluate(step)
        # Every rule is tried; what passes is counted and not described.
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_no_events_says_what_to_do(show):
    page = show([])
    assert "timeline run" in page.locator("#nothing").inner_text()


def test_dark_follows_the_reader(browser, show):
    page = show(address="#theme=dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 23, 26)"
    assert (
        page.eval_on_selector("#chart .textpoint text", "one => getComputedStyle(one).fill")
        == "rgb(236, 234, 228)"
    )


def test_the_cloud_button_and_the_modebar_are_gone(show):
    assert show().locator(".modebar-btn").count() == 0

"""Who reads the page, and with what: each finds the whole report, whatever the screen or the means.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

PAGES = ("sample", "barnsley-scrutiny", "cover-table", "cover-sheet", "numbered-paragraphs")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
Opened = Callable[..., Any]


def violations(page: Any) -> list[str]:
    """What axe-core finds against WCAG 2.2 at AA: the rule, and the first element it is broken by.

    Its best practices too, but for two that a committee's own order of headings breaks.
    """
    found = Axe().run(page, options={
        "runOnly": list(WCAG), "resultTypes": ["violations"],
        "rules": {"heading-order": {"enabled": False}, "region": {"enabled": True}}})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in found.response["violations"]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", [
    {"width": 1280}, {"width": 390, "color_scheme": "dark"}], ids=["desktop", "dark telephone"])
def test_nothing_keeps_a_reader_out(opened: Opened, name: str, look: dict[str, Any]) -> None:
    with opened(name, **look) as page:
        for each in page.query_selector_all("summary")[:2]:
            each.click()
        assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 390, 820])
def test_nothing_is_scrolled_sideways(opened: Opened, name: str, width: int) -> None:
    with opened(name, width=width, height=640) as page:
        for each in page.query_selector_all("summary"):
            each.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        over = page.evaluate("""() => [...document.querySelectorAll(
            "main :is(p, li, h1, h2, h3, th, td, text, select, button)")].filter(each =>
            !each.closest(".heard") && each.getClientRects().length && (
            each.getBoundingClientRect().right > innerWidth + 1 ||
            each.getBoundingClientRect().left < -1)).map(each => each.outerHTML.slice(0, 200))""")
        assert [each for each in over if "heard" not in each] == []


def test_words_in_drawings_are_as_large_as_notes_when_enlarged_four_times(opened: Opened) -> None:
    """A window of 1280 pixels at 400% is one of 320."""
    with opened("barnsley-scrutiny", width=320, height=256, device_scale_factor=4) as page:
        sizes = page.evaluate("""() => [...document.querySelectorAll(".chart:not(.spark)")]
            .filter(each => each.getClientRects().length).map(each =>
            each.getBoundingClientRect().width / each.viewBox.baseVal.width *
            parseFloat(getComputedStyle(each).fontSize))""")
        assert len(sizes) == 7      # a chart of each kind
        assert min(sizes) >= 10


def test_without_a_script_all_is_there(opened: Opened) -> None:
    with opened("whole", java_script_enabled=False) as page:
        assert page.locator("form.choose").is_hidden()
        assert page.locator("#scorecard\\.table tbody tr:not(.group)").count() == 68
        assert page.locator("main .panel").count() == 68
        figures = page.locator("details").first
        assert not figures.locator("table").first.is_visible()
        figures.locator("summary").click()
        assert figures.locator("table").first.is_visible()


# ── the keyboard alone ──────────────────────────────────────────────────────────────────────────


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_first_key_leads_to_the_report(opened: Opened) -> None:
    with opened("whole") as page:
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the report"
        assert page.locator(".skip").bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_a_row_leads_to_its_panel_and_back_by_keys(opened: Opened) -> None:
    with opened("whole") as page:
        link = page.locator("#scorecard\\.table a", has_text="Re-referrals within 12 months")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash.startsWith('#panel.')")
        heading = page.locator("h3", has_text="Re-referrals within 12 months")
        bar = page.locator(".bar").bounding_box()
        assert heading.bounding_box()["y"] >= bar["y"] + bar["height"] - 1     # not under the head
        panel = page.locator(".panel", has=heading)
        panel.locator(".back a").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash.startsWith('#row.')")
        assert 0 <= link.bounding_box()["y"] < 900


def test_focus_is_seen(opened: Opened) -> None:
    with opened("barnsley-scrutiny") as page:
        for _ in range(4):
            page.keyboard.press("Tab")
            assert page.evaluate(
                "getComputedStyle(document.activeElement).outlineWidth") == "3px"


# ── choosing and ordering rows ──────────────────────────────────────────────────────────────────


def rows_of(page: Any) -> list[list[str]]:
    """The rows of the scorecard that are seen: indicator, direction, rating, in order."""
    return page.evaluate("""() => [...document.querySelectorAll(
        "#scorecard\\\\.table tbody tr:not(.group)")].filter(row => row.checkVisibility()).map(
        row => [row.cells[0].querySelector("a").textContent, row.cells[6].textContent,
                row.cells[9].textContent])""")


def chosen(page: Any, label: str) -> Any:
    """The list of choices with that label."""
    return page.get_by_role("combobox", name=label, exact=True)


def test_rows_are_chosen_by_rating_direction_and_area(opened: Opened) -> None:
    with opened("whole") as page:
        everything = rows_of(page)
        assert len(everything) == 68
        chosen(page, "Rating").select_option("▼ Red")
        red = rows_of(page)
        assert red == [row for row in everything if row[2] == "▼ Red"]
        assert page.locator("output").inner_text() == f"{len(red)} of 68 indicators shown"
        chosen(page, "Direction of travel").select_option("↑ worse")
        assert rows_of(page) == [row for row in red if row[1] == "↑ worse"]
        page.get_by_role("button", name="Show all").click()
        page.wait_for_function("document.querySelector('output').textContent.startsWith('68')")
        assert rows_of(page) == everything
        chosen(page, "Service area").select_option("Adoption")
        assert 0 < len(rows_of(page)) < 10
        assert page.locator("tr.group:visible").all_inner_texts()[-1] == "Adoption"


def test_rows_are_ordered_and_say_their_area(opened: Opened) -> None:
    with opened("whole") as page:
        everything = rows_of(page)
        chosen(page, "Order by").select_option("Rating")
        ratings = [row[2] for row in rows_of(page)]
        assert sorted(rows_of(page)) == sorted(everything)
        assert ratings[0] == "▼ Red"
        assert ratings.index("● Amber") < ratings.index("▲ Green") < ratings.index("○ No target")
        first = page.locator("#scorecard\\.table tbody tr:not(.group):visible").first
        assert first.locator(".area").is_visible()
        assert page.locator("th[aria-sort]").inner_text() == "Rating"
        chosen(page, "Order by").select_option("As in the report")
        assert rows_of(page) == everything


def test_the_way_back_to_a_row_that_is_not_shown_shows_it(opened: Opened) -> None:
    with opened("whole") as page:
        chosen(page, "Rating").select_option("▼ Red")
        page.locator(".back a").first.click()
        page.wait_for_function("document.querySelector('output').textContent.startsWith('68')")
        assert len(rows_of(page)) == 68


def test_the_head_of_the_scorecard_stays_in_sight(opened: Opened) -> None:
    with opened("whole") as page:
        page.locator("#scorecard\\.table tbody tr").nth(40).scroll_into_view_if_needed()
        page.evaluate("scrollBy({top: 400, behavior: 'instant'})")
        head = page.locator("#scorecard\\.table thead th").first.bounding_box()
        bar = page.locator(".bar").bounding_box()
        assert bar["y"] + bar["height"] - 4 <= head["y"] < 120


# ── other screens, and paper ────────────────────────────────────────────────────────────────────


def grey_of(page: Any, locator: str) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(locator).first.screenshot())).convert("L")


@pytest.mark.parametrize("options", [
    {"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"},
    {"forced_colors": "active", "color_scheme": "dark"}], ids=str)
def test_a_chart_is_seen_on_every_ground_without_colour(opened: Opened, options: dict[str, str]
                                                        ) -> None:
    with opened("barnsley-scrutiny", **options) as page:
        grey = grey_of(page, ".chart.wide")
        ground = max(grey.getcolors(), key=lambda pair: pair[0])[1]
        apart = sum(count for count, shade in grey.getcolors() if abs(shade - ground) > 90)
        assert apart > 0.01 * grey.width * grey.height
        cells = page.locator("td.red, td.amber, td.green").all_inner_texts()
        assert cells
        assert all(text.strip()[0] in "▼●▲" or text.strip().isdigit() for text in cells)


def test_on_paper_it_is_a_report(opened: Opened) -> None:
    with opened("barnsley-scrutiny") as page:
        paper = page.pdf(prefer_css_page_size=True)
        note = page.locator(".page-note").inner_text()
        figures = page.locator("details table").first.inner_text()
    with pypdfium2.PdfDocument(paper) as pdf:
        sizes = {tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in pdf}
        texts = [sheet.get_textpage().get_text_range() for sheet in pdf]
    assert sizes == {(210, 297), (297, 210)}      # A4, the scorecard's on their side
    for n, text in enumerate(texts, 1):
        assert f"Page {n} of {len(texts)}" in text
        assert " ".join(note.split())[:40] in " ".join(text.split())
        assert "NOT FOR PUBLICATION" in text
    whole = " ".join(" ".join(texts).split())
    assert "Skip to the report" not in whole
    assert "Figures of the chart" not in whole
    assert "Order by" not in whole
    assert " ".join(figures.split())[-20:] in whole     # what was closed on the screen is open


def test_an_enlarged_page_and_a_short_one_keep_the_head_out_of_the_way(opened: Opened) -> None:
    with opened("barnsley-scrutiny", width=320, height=256) as page:
        page.evaluate("scrollTo({top: 2000, behavior: 'instant'})")
        assert page.locator(".bar").bounding_box()["y"] < 0

"""Nothing of the HTML edition is pushed off the screen, of any size, whatever the report holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from briefing import shelves
from briefing.areas.index import RATINGS, Entry, index_html
from briefing.prepared import prepare
from briefing.writers.html import html_file
from tests.browser.test_readers import WCAG
from tests.preview.server import written_to

WIDTHS = (320, 390, 480, 640, 768, 1024, 1030, 1250, 1260, 1280, 1440, 1920)
LONG = "Antidisestablishmentarianismwithoutanyblanksinitandlongerthanthat"
SCRIPT = "<script>document.title='taken'</script>"
HOSTILE = {
    "report.toml": f"""[report]
title = "{SCRIPT} {'A very long title of a report ' * 8}"
meeting = "Overview & Scrutiny <b>bold</b>"
date = 2024-10-15
author = "Søren <i>Ågård</i>"
edition = "both"
""",
    "indicators.csv": f"""id,section,title,subject,unit,kind,polarity,year_to_date,disclosure
net,{LONG},Net variance {SCRIPT},net variance,pounds,flow,lower,sum,exempt
large,Finance,{"Percentage of all applications decided " * 5},share,percent,flow,higher,,exempt
word,Finance,{LONG} cases,number of cases,pounds,stock,neutral,,exempt
""",
    "values.csv": "indicator,period,value\n" + "".join(
        f"net,2023-{month:02},{-1234567890 + 91 ** month % 99999}\n"
        f"large,2023-{month:02},{50 + month}\n"
        + (f"word,2023-{month:02},{10 ** month}\n" if month % 5 else "")
        for month in range(1, 10)),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages by name: the council's quarter, which has the most columns, and a hostile folder."""
    room = tmp_path_factory.mktemp("widths")
    folders = {"corporate": Path(shelves.example("corporate")),
               "hostile": written_to(room / "hostile", **HOSTILE)}
    made = {}
    small = prepare(written_to(room / "small")).editions[0]
    made["small"] = room / "small.html"
    made["small"].write_bytes(html_file(small.composed.document))
    for name, folder in folders.items():
        for edition in prepare(folder, edition="both").editions:
            path = room / f"{name} {edition.name}.html"
            path.write_bytes(html_file(edition.composed.document))
            made[path.stem] = path
    return made


@pytest.mark.parametrize("name", ["corporate private", "corporate public", "hostile private",
                                  "hostile public"])
@pytest.mark.parametrize("look", [{}, {"forced_colors": "active"}], ids=["plain", "forced colours"])
def test_nothing_goes_beyond_the_screen(pages: dict[str, Path], browser: Browser, name: str,
                                        look: dict[str, str]) -> None:
    context = browser.new_context(**look)       # type: ignore[arg-type]
    page = context.new_page()
    page.goto(pages[name].as_uri())
    beyond = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            beyond[width] = wide
    context.close()
    assert beyond == {}


@pytest.mark.parametrize(("width", "shown"), [(1024, "block"), (1280, "table")])
def test_a_scorecard_of_many_columns_is_a_table_where_it_has_room(
        pages: dict[str, Path], browser: Browser, width: int, shown: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(pages["corporate private"].as_uri())
    assert page.locator("#scorecard\\.table").evaluate("e => getComputedStyle(e).display") == shown
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["corporate private", "hostile public"])
def test_nothing_keeps_a_reader_out(pages: dict[str, Path], browser: Browser, name: str, width: int
                                    ) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900},
                                  color_scheme="dark" if width == 320 else "light")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages[name].as_uri())
    found = Axe().run(page, options={"runOnly": list(WCAG), "resultTypes": ["violations"]})
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in found.response["violations"]] == []
    assert said == []
    assert page.title() != "taken"
    context.close()


def test_an_amount_is_not_parted_from_its_minus(pages: dict[str, Path], browser: Browser) -> None:
    """A browser breaks a line between the two, which no reader would."""
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(pages["hostile private"].as_uri())
    heights = page.evaluate("""() => [...document.querySelectorAll('.sign')].map(each => [
        each.textContent, each.getClientRects().length])""")
    assert heights
    assert {tuple(each) for each in heights} <= {("−£", 1), ("−£", 0)}
    page.close()


@pytest.mark.parametrize("width", [320, 640, 768])
def test_a_table_on_its_side_has_its_caption_above_it(pages: dict[str, Path], browser: Browser,
                                                      width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(pages["small"].as_uri())
    caption = page.locator(".turned > caption:not(.heard)").first
    above, below = caption.bounding_box(), page.locator(".turned > thead th").first.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"] + 1
    page.close()


def test_short_words_stay_whole_on_a_telephone(pages: dict[str, Path], browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(pages["small"].as_uri())
    lines = page.locator(".turned th", has_text="Assessments").first.evaluate("""each => {
        const range = document.createRange(); range.selectNodeContents(each);
        return range.getClientRects().length; }""")
    assert lines == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_index_of_many_areas_stays_on_the_screen(browser: Browser, tmp_path: Path, width: int
                                                     ) -> None:
    entries = [Entry(f"area-{n}", LONG if n % 9 == 0 else f"Area {n}", "failed" if n % 7 == 0 else
                     "made", "July 2024", {"red": n, "green": 1}, problems=("Why.",) * (n % 7 == 0),
                     outputs={"public/a-long-name-of-a-report-2024-07.pdf": "", "b.html": ""})
               for n in range(40)]
    path = tmp_path / "index.html"
    path.write_bytes(index_html(f"Report {SCRIPT}", "areas", entries,
                                {name: name.capitalize() for name in RATINGS}))
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("caption").bounding_box()["height"] < 90       # type: ignore[index]
    found = Axe().run(page, options={"runOnly": list(WCAG), "resultTypes": ["violations"]})
    assert [one["id"] for one in found.response["violations"]] == []
    page.close()

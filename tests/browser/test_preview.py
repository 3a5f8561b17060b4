"""The preview as an author uses it: asked by mouse and keys, written in, read by all."""
from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from briefing import shelves
from briefing.build import build
from briefing.preview.once import once_file
from briefing.preview.renewing import Wanted
from briefing.preview.unsaved import FOLDER as UNSAVED
from briefing.preview.unsaved import Unsaved, keep, unsaved
from tests.areas.folders import folder_of
from tests.browser.test_readers import WCAG
from tests.preview.server import Preview, previewing, written_to
from tests.reports import SMALL

RE_REFERRALS = "referrals.repeat:year_to_date:2022-07"
BACKGROUND = "commentary/background.md"
Opened = Callable[..., AbstractContextManager[Page]]
SEEN = "#state.well, #state.warned, #state.wrong"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(written_to(tmp_path / "report", **{BACKGROUND: "Why we report.\n"})) as made:
        yield made


@pytest.fixture(scope="module")
def barnsley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview") / "report"
    shutil.copytree(shelves.example("barnsley"), folder)
    with previewing(folder, edition="both") as made:
        yield made


@pytest.fixture
def look(browser: Browser) -> Opened:
    """Opens a preview in a window of that size; whatever the page's console says is a fault."""
    @contextmanager
    def opened(made: Preview | str, width: int = 1280, height: int = 900, **options: Any
               ) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.goto(made if isinstance(made, str) else made.key.address)
        page.wait_for_selector(SEEN)
        if isinstance(made, str) or made.session.look.report is not None:
            framed(page)
        yield page
        assert [words for words in said if not any(met in words for met in (
            "409 (Conflict)", "422 (Unprocessable", "ERR_CONNECTION_REFUSED",
            "ERR_CONNECTION_RESET", "ERR_INCOMPLETE_CHUNKED_ENCODING"))] == []
        context.close()

    return opened


def framed(page: Page) -> Any:
    """The report in its frame, when it is there and can be asked."""
    page.wait_for_function("""() => { const frame = document.getElementById('report');
        return frame && frame.dataset.hash && frame.contentDocument.querySelector('button.ask,main'
        ) && !document.querySelector('iframe.coming'); }""")
    return page.frame_locator("#report")


def answered(page: Page) -> str:
    """The answer's title and words."""
    return page.locator("#answer").inner_text()


def panel(page: Page, name: str) -> Any:
    page.locator(f"[data-panel={name}]").click()
    return page.locator(f"#{name}")


@contextmanager
def begun(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`briefing preview` as a process of its own, and the address that it prints."""
    process = subprocess.Popen([sys.executable, "-u", "-m", "briefing", "preview", str(folder),
                                "--no-browser"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().split()[-1]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def wait_for(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


# ── asking ──────────────────────────────────────────────────────────────────────────────────────


def test_a_figure_that_is_clicked_says_where_it_is_from(barnsley: Preview, look: Opened) -> None:
    with look(barnsley) as page:
        framed(page).locator(f"[data-fact='{RE_REFERRALS}']").first.click()
        expect(page.locator("h3.asked")).to_have_text(
            "Re-referrals within 12 months, July 2022: 19.3%")
        said = answered(page)
        for words in ("19.33760683760683760683760684", "181 / 936 × 100", "the year to date",
                      "values.csv, row 142, column value", "amber (on the year to date"):
            assert words in said
        page.get_by_role("button", name="Re-referrals within 12 months", exact=True).click()
        expect(page.locator("h3.asked")).to_have_text(
            "Re-referrals within 12 months (referrals.repeat), July 2022")
        assert "Weight" in answered(page)


def test_a_sentence_says_why_it_was_chosen(barnsley: Preview, look: Opened) -> None:
    with look(barnsley) as page:
        sentence = framed(page).locator("[data-statement='looked_after.dental_check/exception.1']")
        sentence.first.click(position={"x": 5, "y": 5})
        expect(page.locator("h3.asked")).to_contain_text("Down from June’s 79.5%")
        said = answered(page)
        assert "it is rated red; rank" in said
        assert "Not said" in said.replace("NOT SAID", "Not said")
        assert "say.glance_change" in said


def test_the_keys_alone_lead_from_figure_to_figure_and_back(barnsley: Preview, look: Opened
                                                            ) -> None:
    with look(barnsley) as page:
        report = framed(page)
        report.locator("[role=button][tabindex='0'], button.ask[tabindex='0']").first.focus()
        active = "document.getElementById('report').contentDocument.activeElement"
        while not page.evaluate(f"{active}.dataset.fact"):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
        said = page.evaluate(f"{active}.textContent")
        page.keyboard.press("Enter")
        expect(page.locator("h3.asked")).to_contain_text(f": {said}")
        assert page.evaluate("document.activeElement.id") == "answer.title"
        page.keyboard.press("Tab")      # on to what more can be asked
        assert page.evaluate("document.activeElement.closest('#answer') !== null")


def test_a_mark_says_why_it_is_withheld_in_the_public_edition(barnsley: Preview, look: Opened
                                                              ) -> None:
    with look(barnsley) as page:
        page.get_by_label("Edition").select_option("Public edition")
        expect(page.locator("#report")).to_have_attribute("data-edition", "public")
        page.evaluate("""() => document.getElementById('report').contentDocument.querySelector(
            "[data-fact='child_protection.second_plans:month:2022-05']").click()""")
        page.wait_for_selector("h3.asked")
        assert "a small count of people, or a share of one (primary)" in answered(page)


def test_a_rating_and_a_chart_answer_for_their_indicator(barnsley: Preview, look: Opened) -> None:
    with look(barnsley) as page:
        report = framed(page)
        report.locator("#scorecard\\.table td.red").first.click()
        expect(page.locator("h3.asked")).to_contain_text("July 2022")
        assert "red (on the" in answered(page)
        report.locator(".panel figure [role=img]").first.click()
        expect(page.locator("h3.asked")).to_contain_text("(early_help.completed)")


# ── renewing ────────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_seen_where_one_is(preview: Preview, look: Opened) -> None:
    with look(preview, height=300) as page:
        figure = framed(page).locator("[data-fact='referrals:current:2022-07']").first
        figure.scroll_into_view_if_needed()
        figure.click()
        page.wait_for_selector("h3.asked")
        frame = "document.getElementById('report').contentWindow"
        before = page.evaluate(f"{frame}.scrollY")
        assert before > 0
        preview.change("values.csv", SMALL["values.csv"].replace("2022-07,200", "2022-07,214"))
        expect(framed(page).locator("[data-fact='referrals:current:2022-07']").first).to_have_text(
            "214")
        expect(page.locator("h3.asked")).to_have_text("Referrals, July 2022: 214")
        assert abs(page.evaluate(f"{frame}.scrollY") - before) < 60
        expect(page.locator("#said")).to_contain_text("changed.")
        assert framed(page).locator(".renewed").count() > 0


def test_problems_stand_beside_the_last_good_report(preview: Preview, look: Opened) -> None:
    with look(preview) as page:
        preview.change("values.csv", SMALL["values.csv"] + "nobody,2022-07,1\n")
        expect(page.locator("#state")).to_contain_text("1 problem: this is the last good report")
        figure = framed(page).locator("[data-fact='referrals:current:2022-07']").first
        expect(figure).to_be_visible()
        expect(panel(page, "problems").locator("li.error")).to_contain_text("'nobody'")
        preview.change("values.csv", SMALL["values.csv"])
        expect(page.locator("#state")).to_contain_text("Up to date")
        expect(page.locator("#problems")).to_contain_text("Nothing is wrong with the folder.")


# ── writing ─────────────────────────────────────────────────────────────────────────────────────


def test_a_paragraph_is_written_with_a_slot(preview: Preview, look: Opened) -> None:
    with look(preview) as page:
        panel(page, "write").get_by_role("button", name="Background").click()
        text = page.locator("#text")
        expect(text).to_be_focused()
        text.fill("")
        text.press_sequentially("In {period} there were {referrals cur")
        option = page.get_by_role("option").first
        expect(option).to_contain_text("{referrals.current}")
        assert text.get_attribute("aria-activedescendant") == option.get_attribute("id")
        text.press("Enter")
        text.press_sequentially(" of them, up from 150.")
        expect(page.locator(".read mark.fact")).to_have_text("200")
        expect(page.locator(".read")).to_contain_text("In July 2022 there were 200 of them")
        expect(page.locator(".read .problems")).to_contain_text("150")
        text.fill("In {period} there were {referrals.current} of them.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".editor .outcome").first).to_have_text(f"Saved to {BACKGROUND}.")
        assert (preview.folder / BACKGROUND).read_text() == (
            "In {period} there were {referrals.current} of them.\n")
        expect(framed(page).get_by_text("In July 2022 there were")).to_be_visible()


def test_of_two_tabs_the_second_sees_both_texts(preview: Preview, look: Opened) -> None:
    with look(preview) as one, look(preview) as two:
        for page in (one, two):
            panel(page, "write").get_by_role("button", name="Background").click()
            expect(page.locator("#text")).to_be_visible()
        for page, words in ((one, "Of the first tab."), (two, "Of the second tab.")):
            page.locator("#text").fill(words)
            page.get_by_role("button", name="Save", exact=True).click()
        expect(one.locator(".editor .outcome").first).to_contain_text("Saved")
        expect(two.locator(".both")).to_contain_text("The file was changed meanwhile")
        expect(two.locator(".both ins").first).to_contain_text("first")
        assert (preview.folder / BACKGROUND).read_text() == "Of the first tab.\n"
        two.get_by_role("button", name="Save mine over it").click()
        expect(two.locator(".editor .outcome").first).to_contain_text("Saved")
        assert (preview.folder / BACKGROUND).read_text() == "Of the second tab.\n"
        one.locator("#text").fill("Again.")
        one.get_by_role("button", name="Save", exact=True).click()
        one.get_by_role("button", name="Take the file’s").click()
        expect(one.locator("#text")).to_have_value("Of the second tab.\n")


def test_a_browser_that_was_killed_has_lost_nothing(preview: Preview, look: Opened) -> None:
    with look(preview) as page:
        panel(page, "write").get_by_role("button", name="Background").click()
        page.locator("#text").press_sequentially("Half a sen")
        preview.until(lambda: any(words.text.endswith("Half a sen")
                                  for words in unsaved(preview.folder)))
    with look(preview) as page:
        panel(page, "write").get_by_role("button", name="Background").first.click()
        expect(page.locator("#text")).to_have_value("Why we report.\n")
        offer = page.get_by_role("group", name="Unsaved words")
        expect(offer).to_contain_text(f"Unsaved words, typed at {datetime.now():%H:}")
        offer.get_by_text("Show them").click()
        expect(offer.locator("ins")).to_have_text("Half a sen")
        offer.get_by_role("button", name="Take them").click()
        expect(page.locator("#text")).to_have_value("Why we report.\nHalf a sen")
        expect(offer).to_have_count(0)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".editor .outcome").first).to_contain_text("Saved")
        assert (preview.folder / BACKGROUND).read_text() == "Why we report.\nHalf a sen\n"
        assert not (preview.folder / UNSAVED).exists()


def test_what_was_typed_outlives_a_killed_server(tmp_path: Path, look: Opened) -> None:
    """The file was changed meanwhile: both texts are seen, and nothing is written over."""
    folder = written_to(tmp_path / "report", **{BACKGROUND: "Why we report.\n"})
    with begun(folder) as (process, address), look(address) as page:
        panel(page, "write").get_by_role("button", name="Background").click()
        page.locator("#text").press_sequentially(" And how, in full.")
        wait_for(lambda: any("in full." in words.text for words in unsaved(folder)))
        process.kill()
        expect(page.locator("#state")).to_contain_text("The preview was stopped")
        page.locator("#text").press_sequentially(" Not lost.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".editor .outcome").first).to_contain_text("start it again")
        expect(page.locator("#text")).to_have_value("Why we report.\n And how, in full. Not lost.")
    (folder / BACKGROUND).write_text("Why we report it.\n")
    with begun(folder) as (process, address), look(address) as page:
        side = panel(page, "write")
        expect(side.locator(".kept")).to_contain_text("Background")
        side.get_by_role("button", name="Background").first.click()
        offer = page.get_by_role("group", name="Unsaved words")
        expect(offer).to_contain_text("the file was changed since")
        offer.get_by_role("button", name="Take them").click()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".both").last).to_contain_text("The file was changed meanwhile")
        assert (folder / BACKGROUND).read_text() == "Why we report it.\n"
        page.get_by_role("button", name="Take the file’s").click()
        expect(page.locator("#text")).to_have_value("Why we report it.\n")
    process.wait()


def test_of_two_windows_each_keeps_its_words_until_they_are_discarded(
        preview: Preview, look: Opened) -> None:
    with look(preview) as one, look(preview) as two:
        for page, words in ((one, "First."), (two, "Second.")):
            panel(page, "write").get_by_role("button", name="Background").first.click()
            page.locator("#text").fill(words)
            wait_for(lambda words=words: words in [w.text for w in unsaved(preview.folder)])
        one.get_by_role("button", name="All paragraphs").click()
        expect(one.locator(".kept")).to_have_count(2)
        one.locator(".kept", has_text="Second.").get_by_text("Show them").click()
        one.get_by_role("button", name="Discard them").click()
        expect(one.locator(".kept")).to_have_count(1)
        assert [words.text for words in unsaved(preview.folder)] == ["First."]
        expect(two.locator("#text")).to_have_value("Second.")


def test_a_new_paragraph_of_one_edition_is_begun(preview: Preview, look: Opened) -> None:
    with look(preview) as page:
        side = panel(page, "write")
        side.get_by_label("Of what").select_option("Referrals")
        side.get_by_label("In which edition").select_option("Private alone")
        side.get_by_role("button", name="Begin").click()
        page.locator("#text").fill("Staff say so.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".editor .outcome").first).to_contain_text(
            "Saved to commentary/referrals")
        assert (preview.folder / "commentary" / "referrals.private.md").read_text() == (
            "Staff say so.\n")


def test_settings_are_saved_and_warnings_accepted(preview: Preview, look: Opened) -> None:
    with look(preview) as page:
        side = panel(page, "settings")
        side.get_by_label("Title", exact=True).fill("Our month")
        side.get_by_role("button", name="Save to report.toml").click()
        expect(framed(page).locator("h1.title")).to_have_text("Our month")
        preview.change(BACKGROUND, "It cost 98,765.\n")
        side = panel(page, "problems")
        side.locator("summary").click()
        side.get_by_label("Why it is right as it stands").fill("Finance said so.")
        side.get_by_role("button", name="Accept with this reason").click()
        expect(page.locator("#said")).to_contain_text("Saved to report.toml.")
        preview.until(lambda: not preview.session.look.problems)
        assert 'reason = "Finance said so."' in (preview.folder / "report.toml").read_text()


# ── many areas ──────────────────────────────────────────────────────────────────────────────────


def test_of_many_areas_one_is_chosen_and_written_for(tmp_path: Path, look: Opened) -> None:
    folder = folder_of(tmp_path / "report", 'column = "area"', commentary__background="")
    (folder / "commentary" / "background.csv").unlink()
    (folder / BACKGROUND).write_text("Of every district.\n")
    with previewing(folder) as made, look(made) as page:
        choice = page.get_by_label("Area")
        expect(choice).to_have_value("leeds")
        assert choice.locator("option").all_inner_texts() == ["Leeds", "York", "St Helens"]
        choice.select_option("York")
        figure = "[data-fact='referrals:current:2022-07']"
        expect(page.frame_locator("#report").locator(figure).first).to_have_text("70")
        framed(page).locator(figure).first.click()
        expect(page.locator("h3.asked")).to_have_text("Referrals, July 2022: 70")
        panel(page, "write").get_by_role("button", name="Background").click()
        expect(page.locator(".editor")).to_contain_text("What you save here is for every area.")
        page.get_by_role("button", name="All paragraphs").click()
        page.get_by_label("Of what").select_option("background")
        page.get_by_label("For which area").select_option("York alone")
        page.get_by_role("button", name="Begin").click()
        expect(page.locator("#text")).to_have_value("Of every district.\n")
        page.locator("#text").fill("Of York.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(framed(page).get_by_text("Of York.")).to_be_visible()
        found = Axe().run(page, options={"runOnly": list(WCAG), "resultTypes": ["violations"]})
        assert [one["id"] for one in found.response["violations"]] == []
    assert (folder / "commentary" / "york" / "background.md").read_text() == "Of York.\n"
    assert (folder / BACKGROUND).read_text() == "Of every district.\n"


# ── work ────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_checked_and_built(preview: Preview, look: Opened) -> None:
    with look(preview) as page:
        side = panel(page, "work")
        side.get_by_role("button", name="Check").click()
        expect(side.locator(".job.done")).to_contain_text("no warnings, no problems.")
        side.get_by_role("button", name="Build", exact=True).click()
        expect(side.locator(".job.done")).to_contain_text("monthly-report-2022-07.pdf",
                                                          timeout=30_000)
        assert (preview.folder / "out" / "monthly-report-2022-07.docx").exists()


def test_an_edited_word_file_is_sent_and_reviewed(preview: Preview, look: Opened, tmp_path: Path
                                                  ) -> None:
    word = next(p for p in build(preview.folder).files if p.suffix == ".docx")
    opened = docx.Document(str(word))
    (run,) = [r for p in opened.paragraphs for r in p.runs if "Why we report." in r.text]
    run.text = "Why we report each month."
    opened.save(str(tmp_path / "edited.docx"))
    with look(preview) as page:
        side = panel(page, "work")
        side.get_by_label("From elsewhere").set_input_files(str(tmp_path / "edited.docx"))
        side.get_by_role("button", name="Review it").first.click()
        expect(side.locator(".job.done")).to_contain_text("1 change", timeout=30_000)
        side.get_by_role("button", name="See the review").click()
        expect(page.frame_locator("#report").locator("ins").first).to_contain_text("each month")
        side.get_by_role("button", name="Back to the report").click()
        expect(framed(page).locator("h1.title")).to_be_visible()
        side.get_by_role("button", name="Accept it").click()
        expect(side.locator(".job.done")).to_contain_text("1 change taken over.", timeout=30_000)
        assert (preview.folder / BACKGROUND).read_text() == "Why we report each month.\n"


# ── for all ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [
    {"width": 1280}, {"width": 390, "color_scheme": "dark"}, {"width": 320}],
    ids=["desktop", "dark telephone", "enlarged four times"])
def test_nothing_keeps_an_author_out(preview: Preview, look: Opened, size: dict[str, Any]) -> None:
    preview.change(BACKGROUND, "It cost 98,765.\n")
    with look(preview, **size) as page:
        if size["width"] < 600:
            panel(page, "report")
        framed(page).locator("[data-fact='referrals:current:2022-07']").first.click()
        page.wait_for_selector("h3.asked")
        places: list[Callable[[], object]] = [
            lambda: panel(page, "answer"),
            lambda: panel(page, "problems").locator("summary").click(),
            lambda: panel(page, "settings").locator("[name=title]").wait_for(),
            lambda: panel(page, "work").locator("summary").first.click(),
            lambda: panel(page, "write").get_by_role("button", name="Background").click()]
        for place in places:
            place()
            found = Axe().run(page, options={"runOnly": list(WCAG), "resultTypes": ["violations"]})
            assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}"
                    for one in found.response["violations"]] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_answer_s_page_in_its_frame_keeps_nobody_out(barnsley: Preview, browser: Browser
                                                         ) -> None:
    """What the page adds to the report: buttons, marks and their colours."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(barnsley.key.address)
    page.wait_for_selector(SEEN)
    framed(page)
    nested = page.evaluate("""() => [...document.getElementById('report').contentDocument
        .querySelectorAll('[role=button], button.ask')].filter(each => each.parentElement.closest(
        'a, button, summary, [role=button]')).length""")
    assert nested == 0
    context.close()


def test_hostile_words_are_words(tmp_path: Path, look: Opened) -> None:
    script = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    folder = written_to(tmp_path / "report", **{
        "report.toml": SMALL["report.toml"].replace("Monthly report", script.replace('"', "'")),
        BACKGROUND: script})
    with previewing(folder) as made, look(made) as page:
        for name in ("problems", "write", "settings", "work"):
            panel(page, name)
        panel(page, "write").get_by_role("button", name="Background").click()
        expect(page.locator(".read")).to_contain_text("<script>")
        assert page.title().startswith("<script>")
        assert page.locator(".read script, .read img").count() == 0


def test_the_keys_alone_write_and_save(preview: Preview, look: Opened) -> None:
    """From the page's beginning, and with words that another window left."""
    keep(preview.folder, Unsaved(BACKGROUND, "other", "Left by another.\n", "", datetime.now()))
    with look(preview) as page:
        def tab_to(name: str) -> None:
            for _ in range(60):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.textContent").startswith(name):
                    return
            raise AssertionError(f"no key leads to {name}")

        page.locator("body").focus()
        tab_to("Write")
        page.keyboard.press("Enter")
        expect(page.locator("#write .owns").first).to_be_visible()
        tab_to("Background")
        page.keyboard.press("Enter")
        expect(page.locator("#text")).to_be_focused()
        while not page.evaluate("document.activeElement.dataset.take"):
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#text")).to_be_focused()
        expect(page.locator("#text")).to_have_value("Left by another.\n")
        page.keyboard.press("Control+End")
        page.keyboard.type("And more.")
        tab_to("Save")
        page.keyboard.press("Enter")
        expect(page.locator(".both")).to_contain_text("The file was changed meanwhile")
        tab_to("Save mine over it")
        page.keyboard.press("Enter")
        expect(page.locator(".editor .outcome").first).to_contain_text("Saved")
        assert (preview.folder / BACKGROUND).read_text() == "Left by another.\nAnd more.\n"


def test_a_link_to_elsewhere_leaves_the_report_where_it_is(preview: Preview, look: Opened) -> None:
    preview.change(BACKGROUND, "See [the guidance](https://example.invalid/page) on it.\n")
    with look(preview) as page:
        link = framed(page).get_by_role("link", name="the guidance")
        assert link.get_attribute("target") == "_blank"
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_on_a_telephone_the_report_comes_first(preview: Preview, look: Opened) -> None:
    with look(preview, width=390, height=844) as page:
        expect(page.locator("#report")).to_be_visible()
        framed(page).locator("[data-fact='referrals:current:2022-07']").first.click()
        expect(page.locator("h3.asked")).to_be_visible()
        expect(page.locator("#report")).to_be_hidden()
        panel(page, "report")
        expect(page.locator("#report")).to_be_visible()


# ── the page as a file ──────────────────────────────────────────────────────────────────────────


def test_the_file_answers_without_a_server(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(once_file(Wanted(shelves.example("barnsley"))))
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("request", lambda request: said.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(path.as_uri())
    report = page.frame_locator("#report")
    report.locator(f"[data-fact='{RE_REFERRALS}']").first.click()
    expect(page.locator("h3.asked")).to_have_text("Re-referrals within 12 months, July 2022: 19.3%")
    assert "values.csv, row 142, column value" in answered(page)
    page.get_by_role("button", name="Re-referrals within 12 months", exact=True).click()
    expect(page.locator("h3.asked")).to_contain_text("(referrals.repeat)")
    report.get_by_role("link", name="Contents").click()
    expect(report.locator("#page\\.contents")).to_be_in_viewport()
    panel(page, "problems")
    expect(page.locator("#problems")).to_contain_text("Nothing is wrong")
    assert [words for words in said if words not in (path.as_uri(), "about:srcdoc")
            and not words.startswith("data:")] == []
    found = Axe().run(page, options={"runOnly": list(WCAG), "resultTypes": ["violations"]})
    assert [one["id"] for one in found.response["violations"]] == []
    context.close()

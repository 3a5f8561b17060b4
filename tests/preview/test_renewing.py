"""What is saved in the folder is seen: the report made anew, or what is wrong beside the last one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.server import Preview, previewing, written_to
from tests.reports import SMALL


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(written_to(tmp_path / "report")) as made:
        yield made


def page(preview: Preview, edition: str = "private") -> str:
    return preview.ask(f"/report/{edition}").text


@pytest.mark.parametrize(("name", "content", "said"), [
    ("values.csv", SMALL["values.csv"].replace("2022-07,200", "2022-07,210"), ">210</span>"),
    ("report.toml", SMALL["report.toml"].replace("Scrutiny", "Overview board"), "Overview board"),
    ("commentary/background.md", "Why we report.", "Why we report."),
    ("indicators.csv", SMALL["indicators.csv"].replace("Referrals,number", "Cases,number"),
     "Cases"),
    ("targets.csv", "indicator,year,target\nassessed,2022/23,97.5\n", "97.5%"),
    ("narratives/own.toml", 'base = "childrens-social-care"\n', ""),
])
def test_what_was_changed_is_on_the_page(preview: Preview, name: str, content: str, said: str
                                         ) -> None:
    before = page(preview)
    preview.change(name, content)
    assert preview.session.look.whole
    assert said in page(preview)
    assert not said or said not in before


def test_a_layout_of_the_folders_own_is_watched(preview: Preview) -> None:
    from briefing import shelves

    words = shelves.find("layouts", "barnsley-scrutiny")
    assert words is not None
    preview.change("layouts/own.toml", words.read_text("utf-8"))
    preview.change("report.toml", SMALL["report.toml"] + 'layout = "own"\n')
    preview.change("layouts/own.toml", words.read_text("utf-8").replace(
        'heading = "Background"', 'heading = "Why this report"'))
    assert "Why this report" in page(preview)


def test_with_problems_the_last_good_report_stays(preview: Preview) -> None:
    before = page(preview)
    preview.change("values.csv", SMALL["values.csv"] + "referrals,2022-07,many\n")
    state = preview.ask("/state").json
    assert (state["whole"], state["errors"]) == (False, 1)
    assert page(preview) == before
    problems = preview.ask("/panel/problems").text
    assert "values.csv, row 6, column period" in problems
    assert "Keep one of the two." in problems
    preview.change("values.csv", SMALL["values.csv"])
    assert preview.ask("/state").json["whole"]
    assert "Nothing is wrong" in preview.ask("/panel/problems").text


def test_a_folder_that_is_faulty_from_the_start_is_shown_with_its_problems(tmp_path: Path) -> None:
    folder = written_to(tmp_path / "report", **{"values.csv": "indicator,period,value\n"})
    with previewing(folder) as preview:
        assert preview.ask("/").status == 200
        assert preview.ask("/report/private").status == 404
        assert preview.ask("/ask?of=referrals").status == 404
        assert "it has headings but no rows." in preview.ask("/panel/problems").text
        for panel in ("write", "settings", "work", "job"):
            assert preview.ask(f"/panel/{panel}").status == 200
        preview.change("values.csv", SMALL["values.csv"])
        assert ">200</span>" in page(preview)


def test_each_edition_is_shown(tmp_path: Path) -> None:
    folder = written_to(tmp_path / "report", **{
        "report.toml": SMALL["report.toml"] + 'edition = "both"\n[disclosure]\npreset = "none"\n',
        "commentary/background.private.md": "For members.",
        "commentary/background.public.md": "For all."})
    with previewing(folder) as preview:
        assert "For members." in page(preview)
        assert "For all." in page(preview, "public")
        assert "For members." not in page(preview, "public")
        assert preview.ask("/report/secret").status == 404
        assert '<option value="public">Public edition</option>' in preview.ask("/").text


def test_a_folder_that_is_taken_away_and_put_back(preview: Preview) -> None:
    before, number = page(preview), preview.session.look.number
    away = preview.folder.with_name("away")
    preview.folder.rename(away)
    preview.until(lambda: preview.session.look.number > number)
    preview.ready()
    assert not preview.session.look.whole
    assert page(preview) == before
    number = preview.session.look.number
    away.rename(preview.folder)
    preview.until(lambda: preview.session.look.number > number)
    preview.ready()
    assert preview.session.look.whole
    shutil.rmtree(preview.folder)
    preview.until(lambda: not preview.session.look.whole)
    for panel in ("problems", "write", "settings", "work"):
        assert preview.ask(f"/panel/{panel}").status in (200, 422)


def test_a_file_that_is_replaced_by_one_as_large_and_as_old_is_another(preview: Preview) -> None:
    """As programs save that write beside and rename: the file is another one."""
    path = preview.folder / "values.csv"
    state = path.stat()
    beside = preview.folder / "values.csv.new"
    beside.write_text(SMALL["values.csv"].replace("2022-07,200", "2022-07,201"))
    os.utime(beside, ns=(state.st_atime_ns, state.st_mtime_ns))
    number = preview.session.look.number
    beside.rename(path)
    preview.until(lambda: preview.session.look.number > number)
    preview.ready()
    assert ">201</span>" in page(preview)


def test_what_is_no_part_of_the_report_changes_nothing(preview: Preview) -> None:
    number = preview.session.look.number
    (preview.folder / ".notes.swp").write_text("x")
    (preview.folder / "~$values.xlsx").write_text("x")
    (preview.folder / "out").mkdir()
    (preview.folder / "out" / "x.pdf").write_text("x")
    preview.change("commentary/background.md", "Seen.")
    assert preview.session.look.number == number + 1


def test_a_file_elsewhere_that_the_settings_name_is_watched(tmp_path: Path) -> None:
    folder = written_to(tmp_path / "report", **{
        "report.toml": SMALL["report.toml"] + '[files]\nindicators = "indicators.csv"\n'
                       'values = "deep/down/values.csv"\n',
        "deep/down/values.csv": SMALL["values.csv"]})
    (folder / "values.csv").unlink()
    with previewing(folder) as preview:
        preview.change("deep/down/values.csv",
                       SMALL["values.csv"].replace("2022-07,200", "2022-07,222"))
        assert ">222</span>" in page(preview)


def test_words_that_are_no_html_are_shown_as_words(tmp_path: Path) -> None:
    script = "<script>alert(1)</script>"
    folder = written_to(tmp_path / "report", **{
        "report.toml": SMALL["report.toml"].replace("Monthly report", f"A {script} report"),
        "commentary/background.md": f"Words {script} <img src=x onerror=alert(1)>."})
    with previewing(folder) as preview:
        pages = [preview.ask(f"/{address}").text for address in (
            "", "report/private", "panel/write", "panel/settings", "panel/problems",
            "editor?file=commentary/background.md")]
        said = preview.post("/words", file="commentary/background.md", text=script, hash="").text
    for text in (*pages, said):
        assert script not in text
        assert "<img src=x" not in text
    assert "&lt;script&gt;" in said

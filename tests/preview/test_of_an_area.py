"""The preview of a folder of areas: one area's report, live, and any other by a choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from briefing.areas.run import build_areas
from briefing.areas.view import Views
from briefing.areas.work import Options
from briefing.preview.renewing import Wanted, renewed
from briefing.preview.watching import signature
from briefing.unchanged import Unchanged
from tests.areas.folders import FIGURES, folder_of, put, tree
from tests.preview.server import Preview, previewing

VALUES = "values.csv"
LEEDS = "commentary/leeds/background.md"
FOR_ALL = "commentary/background.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = folder_of(tmp_path / "report", 'column = "area"')
    put(made, **{FOR_ALL: "Of every district.\n"})
    return made


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    with previewing(folder, area="Leeds") as made:
        yield made


def report(preview: Preview) -> str:
    return preview.ask("/report/private").text


def test_it_is_the_report_of_the_area(preview: Preview) -> None:
    assert ">200<" in report(preview)
    assert ">70<" not in report(preview)
    state = preview.ask("/state").json
    assert (state["area"], state["areas"], state["errors"]) == ("leeds", 3, 0)
    assert preview.ask("/areas").json == [["leeds", "Leeds"], ["york", "York"],
                                          ["st-helens", "St Helens"]]


def test_the_same_as_is_built(preview: Preview, folder: Path) -> None:
    from briefing.writers.html import html_file

    prepared = preview.session.look.report.prepared      # type: ignore[union-attr]
    build_areas(folder, ["Leeds"], Options(), jobs=1)
    (path,) = (folder / "out" / "leeds").glob("*.html")
    assert html_file(prepared.editions[0].composed.document) == path.read_bytes()


def test_without_a_name_it_is_the_first(folder: Path) -> None:
    with previewing(folder) as made:
        assert made.ask("/state").json["area"] == "leeds"


def test_another_is_chosen(preview: Preview) -> None:
    number = preview.session.look.number
    assert preview.post("/area", area="york").json == {"said": "York"}
    preview.until(lambda: preview.session.look.number > number + 1)
    preview.ready()
    assert ">70<" in report(preview)
    assert preview.ask("/state").json["area"] == "york"
    assert "referrals" in preview.ask("/ask?edition=private&of=referrals").text


@pytest.mark.parametrize("area", ["", "nowhere", "../leeds", "Leeds"])
def test_one_that_is_none_is_refused(preview: Preview, area: str) -> None:
    assert preview.post("/area", area=area).status == 404
    assert preview.ask("/state").json["area"] == "leeds"


def test_an_area_that_is_none_is_told_and_another_can_be_chosen(folder: Path) -> None:
    with previewing(folder, area="Leds") as made:
        assert made.ask("/report/private").status == 404
        assert "Did you mean" in made.ask("/panel/problems").text
        made.post("/area", area="york")
        made.until(lambda: made.session.look.report is not None)
        assert ">70<" in report(made)


def test_with_problems_no_other_areas_report_is_shown(preview: Preview, folder: Path) -> None:
    text = (folder / VALUES).read_text("utf-8")
    put(folder, **{"commentary/york/backgrund.md": "Words."})
    assert ">200<" in report(preview)
    preview.post("/area", area="york")
    preview.until(lambda: not preview.session.look.busy and preview.session.look.problems)
    assert preview.ask("/report/private").status == 404
    assert "commentary/york/backgrund.md" in preview.ask("/panel/problems").text
    assert (folder / VALUES).read_text("utf-8") == text


# ── renewing ────────────────────────────────────────────────────────────────────────────────────


def test_a_changed_cell_of_the_area_is_seen(preview: Preview, folder: Path) -> None:
    text = (folder / VALUES).read_text("utf-8")
    preview.change(VALUES, text.replace("2022-07,200", "2022-07,214"))
    assert ">214<" in report(preview)


def test_words_of_the_area_take_the_place_of_those_for_all(preview: Preview, folder: Path) -> None:
    assert "Of every district." in report(preview)
    (folder / "commentary" / "leeds").mkdir()
    preview.change(LEEDS, "Of Leeds.\n")
    assert "Of Leeds." in report(preview)
    assert "Of every district." not in report(preview)
    preview.change(LEEDS, None)
    assert "Of every district." in report(preview)


@pytest.mark.parametrize("name", [
    "commentary/leeds/background.md", "edits/leeds/2022-07.toml", "history/leeds/x.json",
    "history/york/2022-06-public.json", "out/leeds/public/x.figures.csv",
    "out/york/public/x.figures.csv"])
def test_what_an_areas_report_is_made_of_is_watched(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True)
    before = signature(folder)
    (folder / name).write_text("x")
    assert signature(folder) != before


@pytest.mark.parametrize("edition", ["private", "both"])
def test_renewed_it_is_as_if_it_were_made_anew(folder: Path, tmp_path: Path, edition: str) -> None:
    """A changed figure of another area moves this one's place among all."""
    wanted = Wanted(folder, edition=edition, area="Leeds")
    views, before = Views(folder, tmp_path / "views"), Unchanged()
    (tmp_path / "views").mkdir()
    text = (folder / VALUES).read_text("utf-8")
    for now in (text, text.replace("York,referrals,2022-07,70", "York,referrals,2022-07,700"), text,
                text.replace("2022-07,,45,50", "2022-07,,50,50")):
        (folder / VALUES).write_text(now, encoding="utf-8")
        fresh = tmp_path / "fresh"
        fresh.mkdir(exist_ok=True)
        again = renewed(wanted, before, views)
        anew = renewed(wanted, None, Views(folder, fresh))
        assert again.report is not None
        assert anew.report is not None
        assert dict(again.report.pages) == dict(anew.report.pages)
        assert again.problems == anew.problems


def test_what_was_laid_out_is_taken_away_again(folder: Path) -> None:
    with previewing(folder) as made:
        base = made.session.views.base
        for n in range(4):
            made.change(FOR_ALL, f"Time {n}.\n")
        assert len(list(base.iterdir())) <= 2
    assert not base.exists()


# ── writing ─────────────────────────────────────────────────────────────────────────────────────


def test_what_is_saved_for_the_area_is_its_own(preview: Preview, folder: Path) -> None:
    page = preview.ask(f"/editor?file={LEEDS}").text
    assert "So it stands for every area. What you save here is of Leeds alone." in page
    assert "Of every district." in page.split("<textarea")[1]
    assert preview.post("/save", file=LEEDS, text="Of Leeds.", hash="").status == 200
    assert (folder / LEEDS).read_text() == "Of Leeds.\n"
    assert (folder / FOR_ALL).read_text() == "Of every district.\n"
    preview.until(lambda: "Of Leeds." in report(preview))


def test_what_is_saved_for_every_area_says_so(preview: Preview, folder: Path) -> None:
    page = preview.ask(f"/editor?file={FOR_ALL}").text
    assert "What you save here is for every area." in page
    hash_ = page.split('data-hash="')[1].split('"')[0]
    assert preview.post("/save", file=FOR_ALL, text="Anew.", hash=hash_).status == 200
    assert (folder / FOR_ALL).read_text() == "Anew.\n"


@pytest.mark.parametrize("name", [
    "commentary/nowhere/background.md", "commentary/../leeds/background.md",
    "commentary/leeds/../background.md", "commentary/leeds/york/background.md",
    "edits/leeds/background.md", "commentary/leeds/", "commentary/leeds/.background.md",
    "commentary/leeds\\background.md", "commentary/Leeds/background.md"])
def test_only_an_areas_own_files_of_paragraphs_are_written(preview: Preview, folder: Path, name: str
                                                           ) -> None:
    before = tree(folder)
    for address in ("/save", "/words"):
        assert preview.post(address, file=name, text="x", hash="", window="one").status == 422
    assert tree(folder) == before


def test_a_link_out_of_the_folder_is_not_shown(preview: Preview, folder: Path, tmp_path: Path
                                               ) -> None:
    (tmp_path / "secret.md").write_text("SECRET")
    (folder / "commentary" / "york").mkdir()
    (folder / "commentary" / "york" / "background.md").symlink_to(tmp_path / "secret.md")
    reply = preview.ask("/editor?file=commentary/york/background.md")
    assert "SECRET" not in reply.text
    assert reply.status == 422
    assert "lies outside the report" in reply.text


# ── work ────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_checked(preview: Preview) -> None:
    assert preview.post("/job/check").status == 200
    job = preview.done()
    assert (job.state, job.outcome.problems) == ("done", ())
    assert "no warnings, no problems." in job.outcome.lines[0]


def test_it_alone_is_built(preview: Preview, folder: Path) -> None:
    preview.post("/job/build")
    job = preview.done()
    assert job.state == "done"
    assert {path.parent.relative_to(folder).as_posix() for path in job.outcome.files} == {
        "out/leeds"}
    assert not (folder / "out" / "york").exists()
    number = next(n for n, path in enumerate(job.outcome.files) if path.suffix == ".txt")
    name = job.outcome.files[number].name
    assert "200" in preview.ask(f"/files/{number}/{name}").text


def test_its_word_file_is_reviewed_and_accepted(preview: Preview, folder: Path, tmp_path: Path
                                                ) -> None:
    build_areas(folder, ["Leeds"], Options(), jobs=1)
    (word,) = (folder / "out" / "leeds").glob("*.docx")
    assert f"out/leeds/{word.name}" in preview.ask("/panel/work").text
    opened = docx.Document(str(word))
    (run,) = [r for p in opened.paragraphs for r in p.runs if "Of every district." in r.text]
    run.text = "Of Leeds now."
    opened.save(str(tmp_path / "edited.docx"))
    sent = preview.ask("/upload?name=edited.docx", "PUT", (tmp_path / "edited.docx").read_bytes())
    assert sent.status == 200
    assert "1 change" in preview.done().outcome.lines[0]
    preview.post("/job/accept")
    assert preview.done().outcome.lines[:2] == ("1 change taken over.", LEEDS)
    assert (folder / LEEDS).read_text() == "Of Leeds now.\n"
    assert (folder / FOR_ALL).read_text() == "Of every district.\n"


def test_another_areas_word_file_is_refused(preview: Preview, folder: Path) -> None:
    build_areas(folder, ["York"], Options(), jobs=1)
    (word,) = (folder / "out" / "york").glob("*.docx")
    preview.ask("/upload?name=york.docx", "PUT", word.read_bytes())
    assert preview.done().state == "problems"


def test_the_folder_is_moved_on_for_all(preview: Preview, folder: Path) -> None:
    text = (folder / VALUES).read_text("utf-8")
    rows = [f"{area},referrals,2022-08,{n},," for n, area in enumerate(FIGURES, 50)]
    rows += [f"{area},assessed,2022-08,,10,20" for area in FIGURES]
    preview.change(VALUES, text + "\n".join(rows) + "\n")
    preview.post("/job/next")
    job = preview.done()
    assert job.state == "done", job
    assert 'period = "2022-08"' in (folder / "report.toml").read_text("utf-8")


def test_the_settings_are_those_of_all(preview: Preview, folder: Path) -> None:
    page = preview.ask("/panel/settings").text
    hash_ = page.split('data-hash="')[1].split('"')[0]
    assert preview.post("/settings", title="District report", hash=hash_).status == 200
    preview.until(lambda: "District report" in report(preview))
    assert 'column = "area"' in (folder / "report.toml").read_text("utf-8")


def test_a_folder_that_gets_areas_is_one_of_areas_from_then_on(preview: Preview, folder: Path
                                                              ) -> None:
    wanted = replace(preview.session.wanted, area="")
    settings = (folder / "report.toml").read_text("utf-8")
    single = "\n".join(",".join(row.split(",")[1:]) for row in (folder / VALUES).read_text(
        "utf-8").splitlines() if row.startswith(("area", "Leeds"))) + "\n"
    areas = (folder / VALUES).read_text("utf-8")
    (folder / "report.toml").write_text(settings.partition("[areas]")[0], encoding="utf-8")
    (folder / VALUES).write_text(single, encoding="utf-8")
    with previewing(wanted.folder) as made:
        assert made.ask("/state").json["areas"] == 0
        assert ">200<" in report(made)
        made.change(VALUES, areas)
        made.change("report.toml", settings)
        made.until(lambda: made.ask("/state").json["area"] == "leeds")

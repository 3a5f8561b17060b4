"""The whole road: built, edited in Word, accepted, built again; the PDF says what the file said."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import page as validator
import pypdfium2
import pytest
from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from PIL import Image

from briefing.accept import Asked, accept
from briefing.build import build
from briefing.reading.word import read_back
from briefing.starter import copy_example
from tests.commands.test_publish import run
from tests.revision.hand_made import DAY

NAME = "childrens-social-care-2022-07"


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example's folder after its Word file was edited and accepted, and the edited file."""
    folder = tmp_path_factory.mktemp("road") / "example"
    copy_example("barnsley", folder)
    build(folder)
    edited = folder.parent / "edited.docx"
    word = docx.Document(str(folder / "out" / f"{NAME}.docx"))
    edit(word)
    word.core_properties.last_modified_by = "Head of Service"
    word.core_properties.modified = datetime(2022, 9, 20, 9, 30)
    word.save(str(edited))
    before = edited.read_bytes()
    accept(folder, [edited], Asked(DAY))
    assert edited.read_bytes() == before
    shutil.copytree(folder / "out", folder.parent / "first")
    build(folder)
    return {"folder": folder, "edited": edited, "out": folder / "out"}


def edit(word: WordDocument) -> None:
    """Rewords, adds, takes out, as a manager would."""
    reword(word, "The number of referrals fell to 247", lambda text: text.replace(
        "fell to 247 in July from an annual high of 322", "came down to 247, from June’s 322"))
    reword(word, "The performance of each service area", lambda text: (
        "Each service area’s performance in July 2022 is summarised below."))
    reword(word, "Why did the number of CP plans lasting", lambda text: ANSWER)
    caption = next(one for one in word.paragraphs if "Fell to 247 in July" in one.text)
    said = next(one for one in caption.runs if "Fell to 247" in one.text)
    said.text = said.text.replace("Fell to", "Came down to")
    found = paragraph(word, "The summary below draws out")
    found.add_run(" It was ")
    found.add_run("edited").bold = True
    found.add_run(" here, in 14 schools.")
    after = paragraph(word, "How common is private fostering")
    after.insert_paragraph_before("Where will new placements be found?", style=after.style)
    gone = paragraph(word, "What are the priorities of the next")
    gone._p.getparent().remove(gone._p)
    table = word.add_table(rows=2, cols=2)
    for n, text in enumerate(("Team", "Posts open", "North", "Two")):
        table.cell(n // 2, n % 2).text = text
    paragraph(word, "The average caseload in the Disabled")._p.addnext(table._tbl)
    picture = io.BytesIO()
    Image.new("RGB", (400, 200), "#12436D").save(picture, "PNG")
    picture.seek(0)
    before = paragraph(word, "The number of open CIN cases fell")
    drawn = before.insert_paragraph_before().add_run().add_picture(picture, width=Mm(60))
    drawn._inline.docPr.set("descr", "A map of the teams.")


def paragraph(word: WordDocument, start: str) -> Paragraph:
    return next(one for one in word.paragraphs if one.text.startswith(start))


def reword(word: WordDocument, start: str, change: Callable[[str], str]) -> None:
    one = paragraph(word, start)
    text = change(one.text)
    first, *rest = one.runs
    for run_ in rest:
        run_._r.getparent().remove(run_._r)
    first.text = text


def words_of(word: Path) -> list[str]:
    """Every paragraph and cell of the Word file, in the body's order, without what is asked."""
    body = docx.Document(str(word)).element.body
    ns = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    return [words for one in body.iter(f"{{{ns['w']}}}p")
            if (words := " ".join("".join(one.xpath(".//w:t/text()")).split()))
            and not one.xpath("./w:pPr/w:pStyle[starts-with(@w:val, 'TOC')]")]


ANSWER = "The courts closed several long plans at once."


def test_the_rebuilt_word_file_says_what_the_edited_one_said(road: dict[str, Path]) -> None:
    """An answer to a question stands after its own indicator's sentences; all else as it stood."""
    rebuilt, edited = words_of(road["out"] / f"{NAME}.docx"), words_of(road["edited"])
    assert ANSWER in rebuilt

    def without_answers(words: list[str]) -> str:
        return " ".join(one for one in words if one != ANSWER and "Give members" not in one)

    assert without_answers(rebuilt) == without_answers(edited)


def test_the_rebuilt_pdf_says_it_too(road: dict[str, Path]) -> None:
    pdf = pypdfium2.PdfDocument(road["out"] / f"{NAME}.pdf")
    text = re.sub(r"\s+", "", "".join(one.get_textpage().get_text_range() for one in pdf))
    pdf.close()
    for words in ("came down to 247, from June’s 322, still above the 12 month average (220).",
                  "Each service area’s performance in July 2022 is summarised below.",
                  "It was edited here, in 14 schools.", "Where will new placements be found?",
                  ANSWER, "Posts open"):
        assert words.replace(" ", "") in text, words
    assert "Whatarethepriorities" not in text


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_rebuilt_pdf_is_tagged_as_always(road: dict[str, Path], profile: str) -> None:
    content = (road["out"] / f"{NAME}.pdf").read_bytes()
    found = validator.validate_pdf_bytes(content, profile=profile)
    assert [f"{fault.rule_id} {fault.message}" for fault in found.failures] == []


def test_the_figures_of_edits_are_accounted_for(road: dict[str, Path]) -> None:
    with (road["out"] / f"{NAME}.figures.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["id"], row["role"], row["text"], row["place"])
                for row in csv.DictReader(file)]
    assert ("referrals.volume:current:2022-07", "current", "247",
            "summary.area.referrals.1") in rows
    assert ("referrals.volume:previous:2022-06", "previous", "322",
            "summary.area.referrals.1") in rows
    assert ("", "author", "14", "background.author.2") in rows


def test_sentences_say_who_and_when(road: dict[str, Path]) -> None:
    with (road["out"] / f"{NAME}.sentences.csv").open(encoding="utf-8", newline="") as file:
        by_id = {row["id"]: row for row in csv.DictReader(file)}
    source = by_id["referrals.volume/change.1"]["source"]
    assert source.startswith("edits/2022-07.toml, Head of Service, 2022-09-20")
    assert by_id["referrals.volume/change.1"]["rules"] == ""


def test_the_same_bytes_twice(road: dict[str, Path]) -> None:
    before = {path.name: path.read_bytes() for path in road["out"].glob("*.*")}
    build(road["folder"])
    assert {path.name: path.read_bytes() for path in road["out"].glob("*.*")} == before


def test_a_second_round_loses_nothing(road: dict[str, Path]) -> None:
    """Built, edited again, accepted, built: both rounds stand. An untouched file is no change."""
    folder = road["folder"].parent / "again"
    shutil.copytree(road["folder"], folder)
    source = folder / "out" / f"{NAME}.docx"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not accept(folder, [source], Asked(DAY)).changed
    assert not accept(folder, [road["edited"]], Asked(DAY)).changed
    assert {path: path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(".")} == {
        path: content for path, content in before.items() if not path.name.startswith(".")}
    edited = folder.parent / "second.docx"
    word = docx.Document(str(source))
    reword(word, "The number of referrals came down", lambda text: text.replace(
        "came down to 247", "dropped to 247"))
    reword(word, "Where will new placements", lambda text: "Where are new placements?")
    reword(word, "Each service area’s", lambda text: "Each service area is summarised below.")
    paragraph(word, "Each service area is").insert_paragraph_before("Before it, a new paragraph.")
    gone = next(table for table in word.tables if table.cell(0, 0).text == "Team")
    gone._tbl.getparent().remove(gone._tbl)
    word.save(str(edited))
    assert read_back(edited).changes
    accept(folder, [edited], Asked(DAY))
    build(folder)
    assert words_of(source) == words_of(edited)


def test_the_commands(road: dict[str, Path]) -> None:
    folder = road["folder"].parent / "commands"
    shutil.copytree(road["folder"], folder)
    told = run("accept", road["edited"], "--folder", folder)
    assert (told.exit_code, told.stdout) == (0, "Nothing was changed in it.\n")
    refused = run("build", folder, "--leave-open", "x: y")
    assert refused.exit_code == 2
    assert "--leave-open is for --final" in refused.stderr
    final = run("build", folder, "--final")
    assert final.exit_code == 3
    assert "is not answered" in final.stderr
    name = "child_protection.ceased_over_2_years_share/prompt.1"
    final = run("build", folder, "--final", "--leave-open", f"{name}: not known yet")
    assert final.exit_code == 0, final.stderr
    assert run("publish", folder).exit_code == 0

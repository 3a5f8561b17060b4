"""What a Word file tells its editor: why something is asked, what a sentence is from, which run."""

from __future__ import annotations

import dataclasses
import io
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from briefing import document as d
from briefing.cli import main
from briefing.layout import Composed, compose_report
from briefing.narrative.remarks import remarks_on
from briefing.narrative.sentence import Figure
from briefing.prepared import Prepared
from briefing.writers.word import RunNote, word_file
from tests.documents import sample
from tests.messages.test_checks import folder, indicator, series, write
from tests.word.test_word_writer import part
from tests.word_lint import find, said


@pytest.fixture(scope="module")
def composed(example: Prepared) -> Composed:
    return compose_report(example.report, example.findings, example.book, example.layout, "private")


@pytest.fixture(scope="module")
def annotated(example: Prepared, composed: Composed) -> docx.document.Document:
    remarks = remarks_on(composed.narration, example.book, True)
    return docx.Document(io.BytesIO(word_file(composed.document, remarks=remarks)))


def on(made: docx.document.Document) -> dict[str, str]:
    """The text of every comment by the words that it is on, one where words are alike."""
    return {words: texts[0] for words, texts in every_on(made).items()}


def every_on(made: docx.document.Document) -> dict[str, list[str]]:
    """The texts of the comments by the words that they are on."""
    texts = {str(one.comment_id): one.text for one in made.comments}
    found: dict[str, list[str]] = {}
    open_: dict[str, str] = {}
    for one in made.element.body.iter():
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        number = next((v for k, v in one.attrib.items() if k.endswith("}id")), "")
        if name == "commentRangeStart":
            open_[number] = ""
        elif name == "commentRangeEnd":
            found.setdefault(open_.pop(number), []).append(texts[number])
        elif name == "t":
            open_ = {number: words + (one.text or "") for number, words in open_.items()}
    return found


def test_the_author_is_told_why_something_is_asked(example: Prepared, composed: Composed) -> None:
    remarks = remarks_on(composed.narration, example.book, False)
    made = docx.Document(io.BytesIO(word_file(composed.document, remarks=remarks)))
    asked = [b.text for b in d.blocks(composed.document) if isinstance(b, d.Prompt)]
    assert len(asked) == 2
    assert set(on(made)) == set(asked)
    assert on(made)[asked[0]] == (
        "Please give the reason here, in place of this paragraph; or write it in "
        "commentary/child_protection.ceased_over_2_years.md, where the next build finds it.\n"
        "It is asked because the figure changed by so much that the sentence book wants the reason "
        "(ask_from), and left its usual range: the data cannot say why.\n"
        "Figures: 1 is child_protection.ceased_over_2_years:previous:2022-06; 7 is "
        "child_protection.ceased_over_2_years:current:2022-07.")


def test_annotated_each_sentence_says_its_rules_thresholds_and_figures(
    annotated: docx.document.Document, composed: Composed,
) -> None:
    comments = on(annotated)
    sentence = composed.said["referrals.volume"][0]
    comment = comments[sentence.text]
    assert comment.startswith(f"Rules: {', '.join(sentence.rules)}.")
    for piece in sentence.pieces:
        if isinstance(piece, Figure):
            assert f"{piece.text} is {piece.fact.id}" in comment
    threshold = next(text for text in comments.values() if "Thresholds" in text)
    assert "=" in threshold


def test_no_sentence_with_a_figure_goes_without(
    annotated: docx.document.Document, composed: Composed,
) -> None:
    """But for the author's own, and what stands in tables and in notes on restated figures."""
    commented = every_on(annotated)
    for block in d.blocks(composed.document):
        if isinstance(block, d.Paragraph | d.Bullets | d.Chart):
            for figure in (i for i in d.inlines(block) if isinstance(i, Figure)):
                statement = composed.narration.statements[figure.statement]
                if statement.kind not in ("author", "note"):
                    said = f"{figure.text} is {figure.fact.id}"
                    assert any(said in text for text in commented[statement.text])


def test_two_sentences_that_read_alike_have_each_their_own_comment(example: Prepared) -> None:
    """What is said on one indicator is not looked up by words that another is said in as well."""
    alike = d.Paragraph("p", (d.Text("It fell.", statement="a/change.1"), d.Text(" "),
                              d.Text("It fell.", statement="b/change.1")))
    document = dataclasses.replace(sample(), sections=(d.Section("s", (alike,)),))
    made = docx.Document(io.BytesIO(word_file(document, remarks={
        "a/change.1": "Rules: of a.", "b/change.1": "Rules: of b."})))
    assert [one.text for one in made.comments] == ["Rules: of a.", "Rules: of b."]


def test_comments_say_figures_as_they_are_printed(annotated: docx.document.Document,
                                                  composed: Composed) -> None:
    printed = {piece.text for statement in composed.narration.statements.values()
               for piece in statement.pieces if isinstance(piece, Figure)}
    for text in on(annotated).values():
        figures = text.partition("Figures: ")[2]
        for one in figures.removesuffix(".").split("; ") if figures else ():
            assert one.rpartition(" is ")[0] in printed


def test_without_remarks_there_are_no_comments() -> None:
    made = docx.Document(io.BytesIO(word_file(sample())))
    assert list(made.comments) == []


def test_the_properties_name_the_run(example: Prepared) -> None:
    note = RunNote(example.report.period, "private", "Scrutiny Committee", "0123456789ab")
    file = word_file(sample(), note)
    properties = {one.get("name"): one[0].text for one in part("docProps/custom.xml", file)}
    assert properties == {
        "Briefing period": "2022-07", "Briefing edition": "private",
        "Briefing meeting": "Scrutiny Committee", "Briefing version": "0.1.0",
        "Briefing inputs": "0123456789ab"}
    core = docx.Document(io.BytesIO(file)).core_properties
    assert core.comments == (
        "Period July 2022, private edition, briefing 0.1.0, inputs 0123456789ab")


def test_equal_input_gives_an_equal_hash_and_other_input_another(tmp_path: Path) -> None:
    seen = set()
    for name, values in (("a", "185 190 200"), ("b", "185 190 200"), ("c", "185 190 201")):
        (tmp_path / name).mkdir()
        write(tmp_path / name, folder([indicator("referrals")], series("referrals", values)))
        result = CliRunner().invoke(main, ["build", str(tmp_path / name), "--annotate"])
        assert result.exit_code == 0
        (path,) = (tmp_path / name / "out").glob("*.docx")
        made = docx.Document(str(path))
        assert list(made.comments)
        seen.add(made.core_properties.comments.partition("inputs ")[2])
    assert len(seen) == 2


def test_a_caption_counts_without_showing_its_number() -> None:
    body = part("word/document.xml")
    codes = [code.split()[:2] for code in find(body, ".//w:instrText/text()") if "SEQ" in code]
    charts = [b for b in d.blocks(sample()) if isinstance(b, d.Chart)]
    assert codes == [["SEQ", "Table"]] + [["SEQ", "Figure"]] * len(charts)
    captions = [said(p) for p in find(body, ".//w:p[w:pPr/w:pStyle/@w:val='Caption']")]
    assert captions[1:] == [d.plain(chart.caption) for chart in charts]
    assert find(part("word/styles.xml"), "./w:style[@w:styleId='BriefingHidden']/w:rPr/w:vanish")


def test_comments_and_a_template_give_the_same_bytes_under_other_hash_seeds(
    tmp_path: Path,
) -> None:
    code = (
        "import hashlib, pathlib; from tests.documents import sample; "
        "from tests.word.test_word_template import NOTE, house; "
        "from briefing.writers.word import word_file; "
        f"made = word_file(sample(), NOTE, house=house(pathlib.Path({str(tmp_path)!r}))); "
        "print(hashlib.sha256(made).hexdigest())"
    )
    (tmp_path / "house.docx").write_bytes(b"")
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.getcwd()},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1

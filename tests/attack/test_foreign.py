"""What stands in a finished file and not in the document that it was made of.

A number is told by its origin, not by its looks: one that is printed elsewhere, as 17 is of May and
of July, is found where the document has none, as are numbers in words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pikepdf
import pytest

from briefing.attack.finished import attack_report
from briefing.attack.foreign import Foreign
from briefing.attack.lines import Line, has_number, in_whole_tables, in_words, left_over
from briefing.attack.script import script_of
from briefing.attack.words import KnownWords
from briefing.document import Document, Look, Paragraph, Section
from briefing.facts import Fact
from briefing.findings import find
from briefing.indicators import Dictionary
from briefing.layout import compose_report
from briefing.narrative.sentence import Figure
from briefing.periods import parse_month
from briefing.writers.figures import figures_file
from briefing.writers.html import html_file
from tests.attack.test_attack_files import (
    NAME,
    Files,
    _finished,
    attacked,
    in_docx,
    in_html,
    in_pdf,
    put,
)
from tests.leaks import DFE, Leak, report_of, share, standing

Plant = Callable[[Files], None]
THERE = "There were 17 then."


def docx(part: str, old: str, new: str) -> Plant:
    return lambda files: in_docx(files, lambda parts: put(parts, part, old, new))


def html(old: str, new: str, after: str = "") -> Plant:
    return lambda files: in_html(files, old, new, after)


def text(line: str) -> Plant:
    def plant(files: Files) -> None:
        files[f"{NAME}.txt"] += f"{line}\n".encode()
    return plant


def figures(row: str) -> Plant:
    def plant(files: Files) -> None:
        files[f"{NAME}.figures.csv"] += f"{row}\n".encode()
    return plant


def last_of(old: str, new: str, end: str) -> Plant:
    """The last of some words in a file put right by others."""
    def plant(files: Files) -> None:
        before, found, after = files[f"{NAME}{end}"].decode().rpartition(old)
        assert found, old
        files[f"{NAME}{end}"] = f"{before}{new}{after}".encode()
    return plant


def elements(opened: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    """The elements of that kind in the PDF's structure."""
    found, waiting = [], [opened.Root.StructTreeRoot.K]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.Dictionary):
            found += [each] * (each.get("/S") == kind)
            waiting += [each.K] if "/K" in each else []
    return found


def alt_of_pdf(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        elements(opened, "/Figure")[0].Alt = pikepdf.String(THERE)
    in_pdf(files, change)


def summary_of_pdf(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        table = next(each for each in elements(opened, "/Table") if "/A" in each)
        table.A.Summary = pikepdf.String(THERE)
    in_pdf(files, change)


def address_of_pdf(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.Annots = pikepdf.Array([opened.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI,
                                 URI=pikepdf.String("https://council.example/plans17"))))])
    in_pdf(files, change)


def drawn_on_a_page(words: str, mark: str = "") -> Plant:
    """Words in letters that every reader of PDFs has, with or without a mark."""
    def plant(files: Files) -> None:
        def change(opened: pikepdf.Pdf) -> None:
            page = opened.pages[0]
            page.Resources.Font["/Plain"] = opened.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica))
            before, after = (f"/{mark} BMC ", " EMC") if mark else ("", "")
            page.contents_add(f"{before}BT /Plain 9 Tf 9 9 Td ({words}) Tj ET{after}".encode())
        in_pdf(files, change)
    return plant


def in_part(part: str, content: str) -> Plant:
    return lambda files: in_docx(files, lambda parts: parts.__setitem__(part, content.encode()))


def address_of_word(files: Files) -> None:
    docx("word/_rels/document.xml.rels", "</Relationships>",
         '<Relationship Id="away" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
         'relationships/hyperlink" Target="https://council.example/plans17" '
         'TargetMode="External"/></Relationships>')(files)


def paragraph_of_word(words: str) -> Plant:
    return docx("word/document.xml", "</w:body>", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
                                                  "</w:body>")


def trace_of(old: str, new: str) -> Plant:
    """What the file repeats of its lines, in the last place that is so."""
    def change(parts: dict[str, bytes]) -> None:
        part = next(name for name in parts if name.startswith("customXml/item")
                    and b"briefing-builder:trace" in parts[name] and "Props" not in name)
        before, found, after = parts[part].decode().rpartition(old)
        assert found, old
        parts[part] = f"{before}{new}{after}".encode()
    return lambda files: in_docx(files, change)


def of_workbook(files: Files) -> None:
    """April's cell in the workbook behind the chart of plans, as many as May had."""
    def change(parts: dict[str, bytes]) -> None:
        held = io.BytesIO(parts["word/embeddings/chart1.xlsx"])
        packed = io.BytesIO()
        with ZipFile(held) as book, ZipFile(packed, "w") as changed:
            for name in book.namelist():
                content = book.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    content = re.sub(rb'(<row r="8"[^>]*>.*?</c>)', rb'\1<c r="B8"><v>17</v></c>',
                                     content, count=1, flags=re.S)
                changed.writestr(name, content)
        parts["word/embeddings/chart1.xlsx"] = packed.getvalue()
    in_docx(files, change)


PLANTS: dict[str, Plant] = {
    # words for who cannot see, that name no indicator
    "an alt text of the PDF": alt_of_pdf,
    "a table's summary in the PDF": summary_of_pdf,
    "an alt text of Word": docx("word/document.xml", 'descr="', f'descr="{THERE} '),
    "an alt text of the page": html('aria-label="Column chart', f'aria-label="{THERE} Column'),
    "an alt text of the plain text": text(f"[{THERE} It is not said of what, nor where.]"),
    "a part of its own in Word": in_part(
        "customXml/item9.xml", f"<kept><about>{THERE}</about></kept>"),
    "a number alone in such a part": in_part(
        "customXml/item9.xml", "<kept><about>17</about></kept>"),
    "a cell that the file repeats": trace_of("<text>[c]</text>", "<text>17</text>"),
    "words beside what it repeats": trace_of("</trace>", f"<more>{THERE}</more></trace>"),
    "a series that it repeats": trace_of("<value/>", "<value>17</value>"),
    # where a link leads
    "an address in the PDF": address_of_pdf,
    "an address in Word": address_of_word,
    "an address on the page": html("</main>", '<p><a href="https://council.example/plans17">More'
                                              "</a></p></main>"),
    # how far an axis goes
    "the end of an axis in Word": docx("word/charts/chart1.xml", '<c:max val="25"/>',
                                       '<c:max val="23"/>'),
    "the step of an axis in Word": docx("word/charts/chart1.xml", "<c:majorUnit val=",
                                        '<c:majorUnit val="3" was='),
    "the format of an axis in Word": docx("word/charts/chart1.xml", 'formatCode="',
                                          'formatCode="&quot;17 &quot;'),
    "one mark more on the page": html("<text x=", '<text x="9" y="9">20</text><text x=',
                                      '<figure id="chart.plans">'),
    "a number in a drawing without words": html(
        "</main>", '<svg viewBox="0 0 9 9"><text x="1" y="1">17</text></svg></main>'),
    # a number that is printed, in a place where it is not
    "a cell of Word": docx("word/document.xml", "[c]</w:t>", "17</w:t>"),
    "a cell of the page": html("<td>[c]</td>", "<td>17</td>", 'id="months.plans"'),
    "a cell of the plain text": last_of(" | [c] | ", " | 17 | ", ".txt"),
    "a row said twice": text("Plans begun | 17"),
    "a point of a chart in Word": docx(
        "word/charts/chart1.xml", '<c:pt idx="5"><c:v>21</c:v></c:pt>',
        '<c:pt idx="5"><c:v>21</c:v></c:pt><c:pt idx="6"><c:v>17</c:v></c:pt>'),
    "a cell of the workbook": of_workbook,
    "words on a page of the PDF": drawn_on_a_page("17"),
    "words between the lines of the PDF": drawn_on_a_page("17", "Artifact"),
    "words that are marked as a paragraph": drawn_on_a_page(THERE, "P"),
    # numbers in words
    "three, in the plain text": text("Plans in April: three."),
    "a trio, in Word": paragraph_of_word("A trio of plans began in April."),
    "III, on the page": html("</main>", "<p>Plans, April: III</p></main>"),
    "three, in the PDF": drawn_on_a_page("Plans in April: three"),
    "three, in an alt text": docx("word/document.xml", 'descr="', 'descr="Three in April. '),
    "a couple, in a table's description": docx(
        "word/document.xml", '<w:tblDescription w:val="', '<w:tblDescription w:val="A couple. '),
    "three, in the head of Word's pages": docx(
        "word/header1.xml", "<w:t", "<w:t>Three, </w:t><w:t"),
    # the table of figures
    "the place of a figure": last_of(",months.plans", ",months.plans3", ".figures.csv"),
    "the identity of a figure": last_of("plans:month:2022-05,", "plans:month:2022-053,",
                                        ".figures.csv"),
    "a figure said twice": figures("plans:month:2022-05,plans,month,2022-05,17,17,months.plans"),
    "a name of a chart": figures(",,label,,,3 plans in April,labels.plans"),
    "a mark of an axis": figures(",,axis,,,3,axis.plans"),
    "a number of an author": figures(",,author,,,3,summary.plans"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLANTS)
def test_what_the_document_does_not_say_is_found(place: str) -> None:
    files = dict(_finished())
    PLANTS[place](files)
    assert any(not problem.warning for problem in attacked(files, beside_document=True).problems)


@pytest.mark.parametrize(("words", "numbers"), [
    ("Plans in April: three", ["three"]),
    ("A trio of plans, one a week", ["one", "trio"]),
    ("Part III of IV", ["III", "IV"]),
    ("none, nil and nobody", ["none", "nil", "nobody"]),
    ("I think it is a mix; e.g. the CIVIL list, someone", []),
    ("Thirty plans stood at the end of the money", []),
])  # fmt: skip
def test_numbers_in_words(words: str, numbers: list[str]) -> None:
    assert sorted(in_words(words)) == sorted(numbers)
    assert has_number(words) == bool(numbers)


@pytest.mark.parametrize(("found", "expected", "over"), [
    ("a b c", "a b c", ""),
    ("a b c", "a b b c", ""),           # a file may lack a line
    ("a b x c", "a b c", "2"),
    ("a b b c", "a b c", "2"),          # and says none twice
    ("x a b c y", "a b c", "0 4"),
    ("a c b d", "a b c d", "2"),        # nor in another place
    ("", "a", ""),
    ("a", "", "0"),
])  # fmt: skip
def test_lines_stand_in_the_order_of_the_document(found: str, expected: str, over: str) -> None:
    left = left_over(found.split(), expected.split())
    assert sorted(left) == [int(n) for n in over.split()]


def test_tiers_of_a_table_are_put_together() -> None:
    table = ["|Apr|May|Jun", "Plans|12|14|18", "Visits|7|8|9"]
    cells = [["", "Apr"], ["Plans", "12"], ["Visits", "7"]]
    more = [["", "May", "Jun"], ["Plans", "14", "18"], ["Visits", "8", "9"]]
    lines = [Line(tuple(row), table=n) for n, tier in enumerate((cells, more), 1) for row in tier]
    found = list(in_whole_tables(lines, set(table)))
    assert ["|".join(line.cells) for line in found] == table
    apart = list(in_whole_tables(lines, {"|Apr", "Plans|12", "Visits|7"}))
    assert [line.cells for line in apart] == [line.cells for line in lines]


# ── what a valid report may hold ─────────────────────────────────────────────────────────────────

CASES = Leak("broken", "files", {
    share("late", breaks=(parse_month("2022-06"),), decimals=0, title="Visits late",
          subject="percentage of visits late"): "10/100 12/100 9/100 11/100 13/100 12/100",
}, "late 2022-07: 12")  # fmt: skip


def test_a_small_line_over_a_break_is_told_by_the_figures_after_it() -> None:
    """The further a point lies from the two that are told, the more their rounding tells on it."""
    book, layout = standing()
    composed = compose_report(report_of(CASES), find(CASES.measures), book, layout, "private")
    files = {f"{NAME}.html": html_file(composed.document),
             f"{NAME}.figures.csv": figures_file(composed.document, exact=False)}
    script = script_of(composed.document, composed.narration.statements)
    assert attack_report(report_of(CASES), files, DFE, (), layout, book,
                         script=script).problems == []


@pytest.mark.parametrize(("words", "numbers"), [
    ("Figures: 17 is plans:previous:2022-05; 19 is plans:month:2022-05.", ["19"]),
    ("Figures: 17 is plans:month:2022-04.", ["17"]),
    ("The scorecard of July 2022", []),
])  # fmt: skip
def test_a_comment_may_say_which_figure_is_which(words: str, numbers: list[str]) -> None:
    said = Document("Report", "", "", "", "", "", date(2022, 9, 13), Look(), (Section("", (
        Paragraph("area", (Figure("17", Fact("plans", "current", "2022-05", Decimal(17))),)),)),))
    foreign = Foreign(script_of(said, {}), KnownWords(Dictionary(())))
    assert [found.number for found in foreign.hidden(words)] == numbers

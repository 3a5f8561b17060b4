"""Plants of a hostile reader: what gives a small count away in reports of every shape, and in
places of the finished files that nobody looks at.

Each is found where only small counts themselves are withheld; with protection nothing is.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zipfile import ZipFile

import pikepdf
import pytest

from briefing.attack.exposure import attack
from briefing.disclosure import Policy, protect
from briefing.history import Printed, Record, by_present_names
from briefing.indicators import Indicator
from briefing.periods import parse_month
from tests.attack.test_attack_files import (
    NAME,
    PLANS,
    Files,
    _finished,
    april,
    attacked,
    in_docx,
    in_html,
    in_pdf,
    put,
)
from tests.leaks import DFE, Leak, count, share, stock
from tests.reports_at_random import everything

COMPLEMENTS = dataclasses.replace(DFE, complements=True)


@dataclass(frozen=True)
class Report:
    """Figures, what earlier reports printed ("month name:role:period text"), and which figure of
    which month they tell."""

    name: str
    figures: dict[Indicator, str]
    told: str
    earlier: str = ""
    policy: Policy = DFE
    last: str = "2022-07"

    @property
    def leak(self) -> Leak:
        """Its measures."""
        return Leak(self.name, "plant", dict(self.figures), f"{self.told}: 1", last=self.last)

    @property
    def records(self) -> tuple[Record, ...]:
        """The earlier reports, by the ids of today."""
        printed: dict[str, dict[str, Printed]] = {}
        withheld: dict[str, dict[str, str]] = {}
        for line in filter(None, map(str.strip, self.earlier.split(";"))):
            month, identity, text = line.split()
            hidden = text == "[c]"
            printed.setdefault(month, {})
            if hidden:
                withheld.setdefault(month, {})[identity] = text
            else:
                printed[month][identity] = Printed(text.rstrip("%"), (text,))
        return tuple(by_present_names(Record(
            "Report", parse_month(month), "public", date(2022, 9, 1), {}, {"values.csv": month},
            figures, withheld=withheld.get(month, {})), self.leak.dictionary)
            for month, figures in sorted(printed.items()))

    def found(self, secondary: bool) -> set[str]:
        """What the attack finds, as "name month", with all protection or for size alone."""
        leak = self.leak
        protected = protect(leak.measures, self.policy, self.records if secondary else (),
                            secondary=secondary)
        assert protected.contradictory == ()
        exposures = attack(everything(protected.measures, self.policy), leak.dictionary,
                           self.policy, self.records).exposures
        return {f"{one.shown.indicator} {one.shown.period}" for one in exposures}


HELD = stock("held", inflow="came", outflow="went")
LATE = share("late", numerator="late_ones", denominator="all", year_to_date="")
REPORTS = (
    Report("restated: the year to date of then, and May as it is now", {
        count("plans"): "9 7 3 20"}, "plans 2022-06", "2022-06 plans:year_to_date:2022-06 19"),
    Report("restated: a total of which one part is as it was", {
        stock("boys", part_of=("all/sex",)): "20 21", stock("girls", part_of=("all/sex",)): "4 9",
        stock("all"): "24 30"}, "girls 2022-06", "2022-06 all:month:2022-06 24"),
    Report("said in words alone: the sum of two months", {
        count("plans"): "14 4 16"}, "plans 2022-06", "2022-06 plans:sum.2:2022-06 18"),
    Report("said in words alone: the high of the year", {
        count("plans"): "9 14 4 16"}, "plans 2022-06", "2022-06 plans:year_high:2022-05 14"),
    Report("rolling: twelve months of which eleven are printed", {
        count("plans", year_to_date=""): f"3 {'9 ' * 12}"}, "plans 2021-07",
        "2022-06 plans:sum_12m:2022-06 102"),
    Report("renamed: what the old id printed", {
        count("plans", was=("programmes",)): "14 4 16"}, "plans 2022-06",
        "2022-06 programmes:year_to_date:2022-06 18"),
    Report("renamed: the stock before", {
        stock("held", inflow="came", outflow="went", was=("kept",)): "20 22",
        count("came", year_to_date=""): "9 7", count("went", year_to_date=""): "8 5"},
        "went 2022-07", "2022-06 kept:month:2022-06 20"),
    Report("nobody: of a share without anybody", {
        count("all", year_to_date=""): "40 0", count("late_ones", year_to_date=""): "12 0",
        LATE: ""}, "all 2022-07", policy=dataclasses.replace(DFE, show_zero=False)),
    Report("cumulative: what July added", {
        count("plans", kind="cumulative", year_to_date="", increments=True): "20 31 34"},
        "plans 2022-07"),
    Report("cumulative: an inflow counted from April", {
        HELD: "40 45 57", count("came", kind="cumulative", year_to_date=""): "20 32 47",
        count("went", year_to_date=""): "9 7 3"}, "went 2022-07"),
    Report("late: who left, not given yet", {
        HELD: "40 45 50", count("came", year_to_date=""): "20 12 9",
        count("went", lag=1, year_to_date=""): "9 7"}, "went 2022-07"),
    Report("quarterly: a stock's flows by quarter", {
        HELD: "40 41 42 43 44 45 46",
        count("came", frequency="quarterly", year_to_date=""): "20 7",
        count("went", frequency="quarterly", year_to_date=""): "17 4"}, "went 2022-06",
        last="2022-06"),
    Report("shares: those who were in time are few", {
        count("all", year_to_date=""): "50 48", count("late_ones", year_to_date=""): "20 45",
        LATE: ""}, "late 2022-07", policy=COMPLEMENTS),
    Report("shares: of one whole, the last of three", {
        **{share(name, composition="where", year_to_date=""): line for name, line in (
            ("home", "30/60 31/62"), ("kin", "20/60 28/62"), ("away", "10/60 3/62"))}},
        "away 2022-07"),
    Report("parts: two ways to part the same", {
        stock("boys", part_of=("all/sex",)): "12", stock("girls", part_of=("all/sex",)): "15",
        stock("young", part_of=("all/age",)): "3", stock("old", part_of=("all/age",)): "24",
        stock("all"): "27"}, "young 2022-07"),
    Report("areas: a county of three districts", {
        stock("held@east", part_of=("held@county/areas",)): "20",
        stock("held@west", part_of=("held@county/areas",)): "30",
        stock("held@north", part_of=("held@county/areas",)): "4", stock("held@county"): "54"},
        "held@north 2022-07"),
)  # fmt: skip


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_report_that_tells_is_found_and_with_protection_tells_nothing(report: Report) -> None:
    assert report.told in report.found(secondary=False)
    assert report.found(secondary=True) == set()


# ── where a number may be hidden in finished files ───────────────────────────────────────────────


def details(files: Files) -> None:
    in_html(files, "</main>", "<details><summary>More</summary><table><tr><th>Plans begun</th>"
            "<td>April</td><td>3</td></tr></table></details></main>")


def ruby(files: Files) -> None:
    in_html(files, "</main>", f"<ruby>plans<rt>{PLANS}</rt></ruby></main>")


def noscript(files: Files) -> None:
    in_html(files, "</main>", f"<noscript>{PLANS}</noscript></main>")


def points_of_svg(files: Files) -> None:
    in_html(files, 'class="fill-main edge-main" d="',
            f'class="fill-main edge-main" d="{april(files, 3.2)}', '<figure id="chart.plans">')


def title_of_svg(files: Files) -> None:
    in_html(files, "</svg>", f"<desc>{PLANS}</desc></svg>", '<figure id="chart.plans">')


def in_docx_part(part: str, content: bytes) -> Callable[[Files], None]:
    def plant(files: Files) -> None:
        in_docx(files, lambda parts: parts.__setitem__(part, content))
    return plant


def footnote(files: Files) -> None:
    in_docx_part("word/footnotes.xml", (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:footnote><w:p><w:r><w:t>{PLANS}</w:t></w:r></w:p></w:footnote></w:footnotes>"
        ).encode())(files)


def vanished(files: Files) -> None:
    in_docx(files, lambda parts: put(
        parts, "word/document.xml", "</w:body>",
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{PLANS}</w:t></w:r></w:p></w:body>"))


def bookmark_of_word(files: Files) -> None:
    in_docx(files, lambda parts: put(
        parts, "word/document.xml", "</w:body>",
        '<w:bookmarkStart w:id="99" w:name="plans_3"/><w:bookmarkEnd w:id="99"/></w:body>'))


def instruction(files: Files) -> None:
    in_docx(files, lambda parts: put(
        parts, "word/document.xml", "</w:body>",
        '<w:p><w:r><w:instrText>QUOTE "3 plans"</w:instrText></w:r></w:p></w:body>'))


def shared_string(files: Files) -> None:
    """A number as text in the workbook behind a chart."""

    def change(parts: dict[str, bytes]) -> None:
        inner = parts["word/embeddings/chart1.xlsx"]
        with ZipFile(io.BytesIO(inner)) as archive:
            book = {part: archive.read(part) for part in archive.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        book[sheet] = book[sheet].replace(
            b"</sheetData>", b'<row r="99"><c r="A99" t="inlineStr"><is><t>3 plans in April</t>'
            b"</is></c></row></sheetData>")
        packed = io.BytesIO()
        with ZipFile(packed, "w") as archive:
            for part, content in book.items():
                archive.writestr(part, content)
        parts["word/embeddings/chart1.xlsx"] = packed.getvalue()

    in_docx(files, change)


def about_xmp(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        with opened.open_metadata() as about:
            about["pdf:Keywords"] = PLANS
    in_pdf(files, change)


def name_of_attachment(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        opened.attachments["plans-3.txt"] = pikepdf.AttachedFileSpec(
            opened, PLANS.encode(), filename="plans-3.txt")
    in_pdf(files, change)


def actual_text(files: Files) -> None:
    """What is read out in place of a page's first words."""
    def change(opened: pikepdf.Pdf) -> None:
        waiting = [opened.Root.StructTreeRoot.K]
        while waiting:
            each = waiting.pop()
            if isinstance(each, pikepdf.Array):
                waiting += list(each)
            elif isinstance(each, pikepdf.Dictionary):
                if each.get("/S") == "/P":
                    each.ActualText = pikepdf.String(PLANS)
                    return
                if "/K" in each:
                    waiting.append(each.K)
    in_pdf(files, change)


def field(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        opened.Root.AcroForm = opened.make_indirect(pikepdf.Dictionary(
            Fields=[pikepdf.Dictionary(T="plans", V=PLANS, FT=pikepdf.Name.Tx)]))
    in_pdf(files, change)


def head_of_paragraph(files: Files) -> None:
    """A withheld number in the dress of a paragraph's."""
    files[f"{NAME}.txt"] += b"9. Plans in April were as many.\n"


def row_of_text(files: Files) -> None:
    files[f"{NAME}.txt"] += b"Plans begun | April 2022 | 3\n"


def note_of_figures(files: Files) -> None:
    files[f"{NAME}.figures.csv"] += b",plans,label,2022-04,,3,labels.plans\n"


def in_root(key: str, content: Callable[[pikepdf.Pdf], object]) -> Callable[[Files], None]:
    """A part of the PDF that a report of ours does not have."""
    def change(opened: pikepdf.Pdf) -> None:
        opened.Root[key] = content(opened)
    return lambda files: in_pdf(files, change)


def layers(opened: pikepdf.Pdf) -> pikepdf.Dictionary:
    layer = opened.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="3 plans"))
    return pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(ON=[layer]))


def outline(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        with opened.open_outline() as entries:
            entries.root.append(pikepdf.OutlineItem("Plans in April: 3", 0))
    in_pdf(files, change)


def title_of_structure(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        inside = opened.Root.StructTreeRoot.K
        (inside[0] if isinstance(inside, pikepdf.Array) else inside).T = pikepdf.String(PLANS)
    in_pdf(files, change)


def of_a_page(files: Files) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        opened.pages[0].obj.PieceInfo = pikepdf.Dictionary(Us=pikepdf.Dictionary(Private=PLANS))
    in_pdf(files, change)


def in_xml(part: str, end: str, added: str) -> Callable[[Files], None]:
    return lambda files: in_docx(files, lambda parts: put(parts, part, end, added + end))


def in_text(line: str) -> Callable[[Files], None]:
    def plant(files: Files) -> None:
        files[f"{NAME}.txt"] += f"{line}\n".encode()
    return plant


PLACES: dict[str, Callable[[Files], None]] = {
    "a folded table in HTML": details, "small words over words": ruby, "without a script": noscript,
    "a point of a drawing": points_of_svg, "a drawing's description": title_of_svg,
    "a footnote in Word": footnote, "vanished words in Word": vanished,
    "a bookmark's name in Word": bookmark_of_word, "a field's instruction in Word": instruction,
    "words in a chart's workbook": shared_string, "the PDF's description of itself": about_xmp,
    "an attached text of the PDF": name_of_attachment, "what is read out for words": actual_text,
    "a form's field in the PDF": field, "a paragraph's number": head_of_paragraph,
    "a row of the plain text": row_of_text,
    "a bookmark of the PDF": outline, "a title in the PDF's structure": title_of_structure,
    "what an editor of PDFs notes of a page": of_a_page, "the name of a layer": in_root(
        "/OCProperties", layers),
    "how pages are named": in_root("/PageLabels", lambda _: pikepdf.Dictionary(
        Nums=[0, pikepdf.Dictionary(P="plans 3 ")])),
    "the name of a place in the PDF": in_root("/Dests", lambda opened: pikepdf.Dictionary(
        {"/plans3": pikepdf.Array([opened.pages[0].obj, pikepdf.Name.Fit])})),
    "what an editor of PDFs notes": in_root("/PieceInfo", lambda _: pikepdf.Dictionary(
        Us=pikepdf.Dictionary(Private=pikepdf.Dictionary(Plans=3)))),
    "a script of the PDF": in_root("/OpenAction", lambda _: pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS="var plans=3;")),
    "the manager in Word's properties": in_xml(
        "docProps/app.xml", "</Properties>", "<Manager>3 plans in April</Manager>"),
    "the name of a content control": in_xml(
        "word/document.xml", "</w:body>", '<w:sdt><w:sdtPr><w:alias w:val="3 plans"/></w:sdtPr>'
        "<w:sdtContent><w:p/></w:sdtContent></w:sdt>"),
    "the name of a style": in_xml(
        "word/styles.xml", "</w:styles>", '<w:style w:type="paragraph" w:styleId="x">'
        '<w:name w:val="plans: 3 in April"/></w:style>'),
    "words that were deleted": in_xml(
        "word/document.xml", "</w:body>", '<w:p><w:del w:id="9" w:author="a"><w:r><w:delText>'
        f"{PLANS}</w:delText></w:r></w:del></w:p>"),
    "a raised digit": in_text("Plans begun in April: ³"),
    "a ringed digit": in_text("Plans begun in April: ③"),
    "a digit of another script": in_text("Plans begun in April: ٣"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_number_is_found_wherever_it_is_hidden(place: str) -> None:
    files = dict(_finished())
    assert attacked(files).problems == []
    PLACES[place](files)
    assert attacked(files).problems != []
    assert any(not problem.warning for problem in attacked(files, True).problems)

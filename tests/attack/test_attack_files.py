"""Secrets put into finished files, each found when the files are read back.

The report withholds one month and gives it away nowhere. Then its number is written into one place
after another, as a fault of a writer might, and the attack must name that place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from click.testing import CliRunner

from briefing.attack.charts import beyond
from briefing.attack.finished import Outcome, attack_files, attack_report, known_words
from briefing.attack.printed import Unreadable, read_edition
from briefing.attack.script import script_of
from briefing.attack.words import Heads, KnownWords
from briefing.build import build
from briefing.cli import main
from briefing.findings import find
from briefing.indicators import Dictionary
from briefing.layout import Composed, compose_report
from briefing.layout.plan import Charts
from briefing.prepared import Prepared
from briefing.writers.figures import figures_file
from briefing.writers.html import html_file
from briefing.writers.pdf import pdf_file
from briefing.writers.text import text_file
from briefing.writers.word import word_file
from tests.byte_search import Secret, secrets_in
from tests.leaks import (
    DFE,
    Leak,
    count,
    primary_only,
    report_of,
    share,
    standing,
)

KEPT = Leak("kept", "files", {
    count("plans", year_to_date="", title="Plans begun"): "12 14 18 17 16 21 3 19 17 15",
    count("visits", year_to_date="", title="Visits made"): "112 104 98 99 120 116 109 101 97 108",
    share("on_time", year_to_date="", title="Visits on time", subject="proportion of visits on time"
          ): "90/112 80/104 81/98 77/99 99/120 98/116 93/109 90/101 82/97 91/108",
}, "plans 2022-04: 3")  # fmt: skip
NAME = "report-2022-07-public"
Files = dict[str, bytes]


@cache
def _composed() -> Composed:
    book, layout = standing()
    measures = primary_only(KEPT.measures, DFE, False)
    return compose_report(report_of(KEPT), find(measures), book, layout, "private")


@cache
def _finished() -> tuple[tuple[str, bytes], ...]:
    document = _composed().document
    rows = figures_file(document).decode().splitlines()
    # a public edition gives no more digits than it prints
    printed = [rows[0], *(re.sub(r"(,)(\d+\.\d{5,})(,)([\d.]+)(%)", r"\g<1>\4\3\4\5", line)
                          for line in rows[1:])]
    return ((f"{NAME}.pdf", pdf_file(document)), (f"{NAME}.docx", word_file(document)),
            (f"{NAME}.html", html_file(document)), (f"{NAME}.txt", text_file(document)),
            (f"{NAME}.figures.csv", "\n".join(printed).encode() + b"\n"))


@pytest.fixture
def files() -> Files:
    return dict(_finished())


def attacked(files: Files, beside_document: bool = False) -> Outcome:
    """The attack on the files, by themselves or beside the document that they were made of."""
    book, layout = standing()
    composed = _composed()
    script = script_of(composed.document, composed.narration.statements)
    return attack_report(report_of(KEPT), files, DFE, (), layout, book,
                         script=script if beside_document else None)


@pytest.mark.parametrize("beside_document", [False, True])
def test_what_is_kept_is_not_found(files: Files, beside_document: bool) -> None:
    outcome = attacked(files, beside_document)
    assert outcome.problems == []
    assert list(outcome.ranges()) == ["“Plans begun”, April 2022: 1 or more"]


# ── where a secret may stand ─────────────────────────────────────────────────────────────────────


def in_docx(files: Files, change: Callable[[dict[str, bytes]], None]) -> None:
    name = f"{NAME}.docx"
    with ZipFile(io.BytesIO(files[name])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    change(parts)
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    files[name] = packed.getvalue()


def put(parts: dict[str, bytes], part: str, old: str, new: str) -> None:
    text = parts[part].decode()
    assert old in text, old
    parts[part] = text.replace(old, new, 1).encode()


def in_pdf(files: Files, change: Callable[[pikepdf.Pdf], None]) -> None:
    name = f"{NAME}.pdf"
    with pikepdf.open(io.BytesIO(files[name])) as opened:
        change(opened)
        saved = io.BytesIO()
        opened.save(saved)
    files[name] = saved.getvalue()


def alt_of_pdf(opened: pikepdf.Pdf) -> None:
    waiting = [opened.Root.StructTreeRoot.K]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.Dictionary):
            if each.get("/S") == "/Figure" and "plans" in str(each.Alt):
                each.Alt = pikepdf.String(str(each.Alt) + " It was 3 in April.")
                return
            if "/K" in each:
                waiting.append(each.K)
    raise AssertionError("no figure")


def alt_of_docx(parts: dict[str, bytes]) -> None:
    put(parts, "word/document.xml", 'descr="Column chart of the number of plans',
        'descr="3 in April. Column chart of the number of plans')


def cache_of_chart(parts: dict[str, bytes]) -> None:
    put(parts, "word/charts/chart1.xml", '<c:pt idx="5"><c:v>21</c:v></c:pt>',
        '<c:pt idx="5"><c:v>21</c:v></c:pt><c:pt idx="6"><c:v>3</c:v></c:pt>')


def workbook_of_chart(parts: dict[str, bytes]) -> None:
    inner = parts["word/embeddings/chart1.xlsx"]
    with ZipFile(io.BytesIO(inner)) as archive:
        book = {part: archive.read(part) for part in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    text = book[sheet].decode()
    assert '<row r="8"' in text
    text = re.sub(r'(<row r="8"[^>]*>.*?</c>)', r'\1<c r="B8"><v>3</v></c>', text, count=1,
                  flags=re.S)     # the month's label has its mark on a line of its own
    book[sheet] = text.encode()
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for part, content in book.items():
            archive.writestr(part, content)
    parts["word/embeddings/chart1.xlsx"] = packed.getvalue()


def axis_of_chart(parts: dict[str, bytes]) -> None:
    put(parts, "word/charts/chart1.xml", '<c:max val="25"/>', '<c:max val="70"/>')


def custom_xml(parts: dict[str, bytes]) -> None:
    parts["customXml/item9.xml"] = (b'<trace><figure fact="plans:month:2022-04">3</figure></trace>')


def custom_words(parts: dict[str, bytes]) -> None:
    parts["customXml/item9.xml"] = b"<trace><text>The number of plans fell to 3.</text></trace>"


def comment(parts: dict[str, bytes]) -> None:
    parts["word/comments.xml"] = (
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:comment><w:p><w:r><w:t>Figures: 3 is plans:month:2022-04.</w:t></w:r></w:p>"
        b"</w:comment></w:comments>")


def variable(parts: dict[str, bytes]) -> None:
    put(parts, "word/settings.xml", "</w:settings>",
        '<w:docVars><w:docVar w:name="plans" w:val="3"/></w:docVars></w:settings>')


def property_of_docx(parts: dict[str, bytes]) -> None:
    put(parts, "docProps/core.xml", "<dc:title>", "<dc:title>Number of plans 3 ")


def head(parts: dict[str, bytes]) -> None:
    put(parts, "word/header1.xml", "<w:t", "<w:t>3 plans</w:t><w:t")


def body(parts: dict[str, bytes]) -> None:
    put(parts, "word/document.xml", "[c]</w:t>", "3</w:t>")


def deleted(parts: dict[str, bytes]) -> None:
    put(parts, "word/document.xml", "[c]</w:t>", "[c]</w:t><w:delText>3</w:delText>")


def table_description(parts: dict[str, bytes]) -> None:
    put(parts, "word/document.xml", '<w:tblDescription w:val="',
        '<w:tblDescription w:val="The number of plans was 3 in April. ')


def about_pdf(opened: pikepdf.Pdf) -> None:
    opened.docinfo["/Keywords"] = "number of plans in April: 3"


def bookmark(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        outline.root[0].title += " (number of plans in April: 3)"


def annotation(opened: pikepdf.Pdf) -> None:
    opened.pages[0].Annots = opened.make_indirect(pikepdf.Array([pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 1, 1],
        Contents="The number of plans was 3")]))


def attachment(opened: pikepdf.Pdf) -> None:
    opened.attachments["figures.csv"] = pikepdf.AttachedFileSpec(
        opened, b"id,indicator,role,period,value,text,place\n"
        b"plans:month:2022-04,plans,month,2022-04,3,3,chart\n")


def words_of_pdf(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        stream = page.Contents.read_bytes()
        for show in re.findall(rb"\[?<?\([^)]*\[c\]", stream):
            page.Contents.write(stream.replace(show, show.replace(b"[c]", b"3"), 1))
            return


def text(files: Files) -> None:
    name = f"{NAME}.txt"
    # the first symbol is the one that the note explains
    before, _, after = files[name].rpartition(b" | [c] | ")
    files[name] = before + b" | 3 | " + after


def alt_of_text(files: Files) -> None:
    name = f"{NAME}.txt"
    files[name] = files[name].replace(b"[Column chart of the number of plans",
                                      b"[3 in April: column chart of the number of plans", 1)


def exact_value(files: Files) -> None:
    name = f"{NAME}.figures.csv"
    files[name] = files[name].replace(b",84.3,84.3%", b",84.25925925925925925925925926,84.3%", 1)


# ── the HTML file ────────────────────────────────────────────────────────────────────────────────

PLANS = "The number of plans was 3 in April."


def in_html(files: Files, old: str, new: str, after: str = "") -> None:
    """The first `old` that comes after some words, put right by `new`."""
    name = f"{NAME}.html"
    text = files[name].decode()
    start = text.index(after) if after else 0
    at = text.index(old, start)
    files[name] = (text[:at] + new + text[at + len(old):]).encode()


def cell_of_html(files: Files) -> None:
    in_html(files, "<td>[c]</td>", "<td>3</td>", 'id="months.plans"')


def april(files: Files, value: float) -> str:
    """A column over the name of April in the first chart of plans, as high as the value."""
    text = files[f"{NAME}.html"].decode()
    chart = text[text.index('<figure id="chart.plans">'):].split("</svg>")[0]
    texts = {said: (float(x), float(y)) for x, y, said in re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)">([^<]+)</text>', chart)}
    (_, low), (_, high) = texts["0"], texts["20"]
    foot, x = low - 4.5, texts["Apr"][0]
    top = foot + (high - low) * value / 20
    return f"M{x - 5} {foot}V{top}H{x + 5}V{foot}z"


def column_of_html(files: Files) -> None:
    in_html(files, 'class="fill-main edge-main" d="',
            f'class="fill-main edge-main" d="{april(files, 3)}', '<figure id="chart.plans">')


def known_column_of_html(files: Files) -> None:
    """A column as high as another month's, where April's would be."""
    in_html(files, 'class="fill-main edge-main" d="',
            f'class="fill-main edge-main" d="{april(files, 16)}', '<figure id="chart.plans">')


def order_of_html(files: Files) -> None:
    in_html(files, "<tbody>", f"<tbody><!-- {PLANS} -->", 'id="months.plans"')


def put_in_html(old: str, new: str, after: str = "") -> Callable[[Files], None]:
    return lambda files: in_html(files, old, new, after)


def row_of_figures(files: Files) -> None:
    files[f"{NAME}.figures.csv"] += b"plans:month:2022-04,plans,month,2022-04,3,3,scorecard.table\n"


def file_name(files: Files) -> None:
    files[f"plans-3-{NAME}.pdf"] = files.pop(f"{NAME}.pdf")


PLANTS: dict[str, tuple[Callable[[Files], None], str]] = {
    "the alt text of a chart in the PDF": (lambda f: in_pdf(f, alt_of_pdf), "alt text"),
    "the alt text of a chart in Word": (lambda f: in_docx(f, alt_of_docx), "alt text"),
    "the alt text in the plain text": (alt_of_text, "alt text"),
    "the cached points of a Word chart": (lambda f: in_docx(f, cache_of_chart), "chart1.xml"),
    "the workbook of a Word chart": (lambda f: in_docx(f, workbook_of_chart), "chart1.xlsx"),
    "the axis of a Word chart": (lambda f: in_docx(f, axis_of_chart), "axis"),
    "a record of the custom XML": (lambda f: in_docx(f, custom_xml), "item9.xml"),
    "words of the custom XML": (lambda f: in_docx(f, custom_words), "item9.xml"),
    "a comment in Word": (lambda f: in_docx(f, comment), "comments.xml"),
    "a variable in Word": (lambda f: in_docx(f, variable), "variable"),
    "a property of the Word file": (lambda f: in_docx(f, property_of_docx), "core.xml"),
    "the running head in Word": (lambda f: in_docx(f, head), "header1.xml"),
    "a table in Word": (lambda f: in_docx(f, body), "text"),
    "deleted text in Word": (lambda f: in_docx(f, deleted), "text"),
    "a table's description in Word": (lambda f: in_docx(f, table_description), "tblDescription"),
    "a property of the PDF": (lambda f: in_pdf(f, about_pdf), "Keywords"),
    "a bookmark of the PDF": (lambda f: in_pdf(f, bookmark), "bookmark"),
    "an annotation in the PDF": (lambda f: in_pdf(f, annotation), "annotation"),
    "an attachment of the PDF": (lambda f: in_pdf(f, attachment), "chart"),
    "a table in HTML": (cell_of_html, "text"),
    "the alt text of a chart in HTML": (put_in_html(
        'aria-label="Column chart of the number of plans',
        'aria-label="3 in April. Column chart of the number of plans'), "alt text"),
    "the alt text of a small line in HTML": (put_in_html(
        'role="img" aria-label="From', f'role="img" aria-label="{PLANS} From'), "alt text"),
    "a column of a chart in HTML": (column_of_html, "coordinate"),
    "a column at a height that is printed of another month": (known_column_of_html, "Apr"),
    "words of a chart in HTML": (put_in_html(
        '<text x="', '<text x="9" y="9">3</text><text x="', '<figure id="chart.plans">'), "chart"),
    "a comment in HTML": (order_of_html, "comment"),
    "an attribute in HTML": (put_in_html("<tbody>", f'<tbody title="{PLANS}">'), "tbody title"),
    "an id in HTML": (put_in_html('id="panel.plans"', 'id="panel.plans.3"'), "id or class"),
    "a class in HTML": (put_in_html('class="panel"', 'class="panel plans-3"'), "id or class"),
    "a class of a drawing": (put_in_html('class="chart wide"', 'class="chart wide plans-3"'),
                             "class"),
    "a fact's identity in HTML": (put_in_html(
        "<td>[c]</td>", '<td data-fact="plans:month:2022-04">3</td>'), "html"),
    "a fact beside its value in HTML": (put_in_html(
        "<td>[c]</td>", '<td data-fact="plans:month:2022-04" data-value="3">[c]</td>'), "html"),
    "what is hidden in HTML": (put_in_html(
        "</main>", f"<div hidden>{PLANS}</div></main>"), "text"),
    "a template in HTML": (put_in_html("</main>", f"<template><p>{PLANS}</p></template></main>"),
                           "text"),
    "a description in HTML": (put_in_html(
        '<meta name="description" content="', f'<meta name="description" content="{PLANS} '),
        "property description"),
    "the title in HTML": (put_in_html("<title>", "<title>3 plans: "), "title"),
    "a style sheet in HTML": (put_in_html("@page{", '.x::after{content:"3 plans"}@page{'), "style"),
    "a style sheet's comment": (put_in_html(
        "</style>", f"/* {PLANS} */</style>"), "style"),
    "a script in HTML": (put_in_html("</script>", f"// {PLANS}\n</script>"), "script"),
    "figures for a script in HTML": (put_in_html(
        "</body>", '<script type="application/json">{"plans": 3}</script></body>'), "script"),
    "the plain text": (text, "text"),
    "an exact value in figures.csv": (exact_value, "value"),
    "a row of figures.csv": (row_of_figures, "scorecard.table"),
    "the name of a file": (file_name, "its name"),
}  # fmt: skip


@pytest.mark.parametrize("where", PLANTS)
def test_a_secret_is_found_wherever_it_stands(files: Files, where: str) -> None:
    plant, place = PLANTS[where]
    plant(files)
    assert any(not problem.warning for problem in attacked(files, True).problems)
    found = attacked(files).problems
    assert found, "nothing was found"
    assert any(place in str(problem) for problem in found), found
    assert any(number in problem.what for number in ("3", "84.259", "70", "‘16’")
               for problem in found)


@pytest.mark.parametrize("where", [
    "the alt text of a chart in the PDF", "the alt text of a chart in Word",
    "the cached points of a Word chart", "the workbook of a Word chart",
    "a record of the custom XML", "words of the custom XML", "the plain text",
    "a table in Word", "a row of figures.csv", "the alt text in the plain text",
    "a table in HTML", "the alt text of a chart in HTML", "a comment in HTML",
    "an attribute in HTML", "what is hidden in HTML", "a description in HTML",
    "a style sheet's comment", "a script in HTML"])
def test_the_byte_search_finds_it_too(files: Files, where: str) -> None:
    secret = [Secret("plans", "Plans begun", "number of plans", "2022-04", "3")]
    assert secrets_in(files, secret) == []
    PLANTS[where][0](files)
    assert len(secrets_in(files, secret)) == 1


def test_a_file_that_is_none_is_said_so(files: Files) -> None:
    for end, content in ((".pdf", b"%PDF-1.7 nothing"), (".docx", b"PK nothing"), (".html", b"no"),
                         (".figures.csv", b"a,b\n1,2\n")):
        broken = files | {f"{NAME}{end}": content}
        with pytest.raises(Unreadable) as raised:
            attacked(broken)
        assert raised.value.file == f"{NAME}{end}"


def test_every_number_of_the_example_is_accounted_for(example: Prepared,
                                                      built: dict[str, Path]) -> None:
    named: Mapping[str, bytes] = {
        path.name: path.read_bytes() for end, path in built.items()
        if end in ("pdf", "docx", "html", "txt", "figures.csv")}
    report = example.report
    printed = read_edition(named, report.dictionary, "[c]",
                           known_words(report, example.layout, example.book))
    assert printed.unaccounted == ()
    assert len(printed.figures) > 1900


@pytest.mark.parametrize(("text", "numbers"), [
    ("1. In July 2022, on 13 September 2022, in 2021/22 and Q1 22/23", []),
    ("the 12 month average per 10,000 under 18s", []),
    ("reduced from 1,797 to 3 (1.1%), by −0.4", ["1,797", "3", "1.1%", "0.4"]),
    ("Plans of 2 years or more: 12", ["12"]),
    ("a count of 1 to 5 people, and 6", ["6"]),
    ("version 0.1.0 of 4f5e6d7c8b9a", []),
])  # fmt: skip
def test_numbers_that_are_no_figures_are_told_from_those_that_are(text: str,
                                                                  numbers: list[str]) -> None:
    one = count("plans", title="Plans of 2 years or more")
    known = KnownWords(Dictionary((one,)), ["a count of 1 to 5 people"])
    assert [found.number for found in known.numbers(text, (), Heads())] == numbers


def test_the_rule_may_be_said_in_the_report(files: Files) -> None:
    name = f"{NAME}.txt"
    files[name] += b"[c] is a count of 1 to 5 people, of 10 or fewer."
    words = ["{symbol} is a count of {least} to {most} people, of {few} or fewer."]
    book, layout = standing()
    known = [*known_words(report_of(KEPT), layout, book), *words]
    assert attack_files(files, KEPT.dictionary, DFE, (), known).problems == []
    assert len(attack_files(files, KEPT.dictionary, DFE, (), known[:-1]).problems) == 3


@pytest.mark.parametrize(("ends", "step", "shown", "far"), [
    (("0", "30"), "5", ["12", "28"], ""),
    (("0", "40"), "5", ["12", "28"], "40"),
    (("40", "90"), "10", ["62", "84"], "40"),
    (("40", "90"), "10", ["58", "84"], ""),
    (("0", "100"), "20", ["12", "38"], "100"),
    (("90", "120"), "5", ["104", "105"], ""),      # the least that the layout lets an axis span
    (("70", "120"), "5", ["104", "105"], "70"),
])  # fmt: skip
def test_an_axis_runs_no_further_than_what_is_shown(ends: tuple[str, str], step: str,
                                                    shown: list[str], far: str) -> None:
    assert beyond(ends, Fraction(step), map(Fraction, shown), percent=False,
                  charts=Charts()) == far


# ── the command ──────────────────────────────────────────────────────────────────────────────────

SMALL = {
    "report.toml": '[report]\ntitle = "Monthly report"\nmeeting = "Scrutiny"\n'
                   'date = 2022-09-13\nauthor = "Officer"\n',
    "indicators.csv": "id,section,title,subject,unit,kind,polarity,year_to_date\n"
                      "plans,Plans,Plans,number of plans,count,flow,neutral,sum\n",
    "values.csv": "indicator,period,value\nplans,2022-04,12\nplans,2022-05,LATER\n"
                  "plans,2022-06,14\nplans,2022-07,15\n",
}


def built_folder(tmp_path: Path, may: str) -> Path:
    for name, content in SMALL.items():
        (tmp_path / name).write_text(content.replace("LATER", may), encoding="utf-8")
    return next(path for path in build(tmp_path).files if path.suffix == ".pdf")


def test_the_command_says_what_it_tried(tmp_path: Path) -> None:
    pdf = built_folder(tmp_path, "[c]")
    done = CliRunner().invoke(main, ["attack", str(pdf), "--all"])
    assert done.output.splitlines() == [
        "“Plans”, May 2022: 1 or more",
        "1 withheld figure tried, none exposed; 0 numbers not accounted for."]
    assert done.exit_code == 0


def test_the_command_ends_with_3_when_a_count_is_exposed(tmp_path: Path) -> None:
    pdf = built_folder(tmp_path, "3")
    done = CliRunner().invoke(main, ["attack", str(pdf), "--folder", str(tmp_path)])
    assert done.exit_code == 3
    lines = done.output.splitlines()
    assert lines[0].startswith(f"{pdf.name}: “Plans”, May 2022, is a count that is withheld, but "
                               "it is printed: 3 (")
    assert lines[-1] == "0 withheld figures tried, 1 exposed; 0 numbers not accounted for."


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    pdf = built_folder(tmp_path, "[c]")
    pdf.with_name(f"{pdf.stem}.figures.csv").unlink()
    done = CliRunner().invoke(main, ["attack", str(pdf)])
    assert done.exit_code == 3
    assert "Name a PDF with its figures beside it" in done.output
    elsewhere = tmp_path / "elsewhere" / "a" / "b" / "c"
    elsewhere.mkdir(parents=True)
    moved = pdf.rename(elsewhere / pdf.name)
    done = CliRunner().invoke(main, ["attack", str(moved)])
    assert done.exit_code == 3
    assert "briefing attack NAME.pdf --folder FOLDER" in done.output

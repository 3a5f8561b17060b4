"""The Word file on a council's own template: what is kept, what is filled in, what is refused."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from briefing import document as d
from briefing.build import build
from briefing.cli import main
from briefing.periods import parse_month
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.settings import Word
from briefing.review.edits import read_back
from briefing.writers.word import House, RunNote, read_house, word_file
from briefing.writers.word.controls import BODY
from briefing.writers.word.roles import REQUIRED, our_styles, roles
from tests.council import (
    ADDRESS,
    MAP,
    STYLES,
    Change,
    as_dotx,
    control,
    council,
    landscape,
    rezipped,
)
from tests.documents import sample, words
from tests.test_checks import Files, folder, indicator, series, write
from tests.test_word_writer import one_section
from tests.word_lint import Opened, find, lint, said

NOTE = RunNote(parse_month("2022-07"), "private", "Scrutiny Committee", "0123456789ab")
TEXT = d.Paragraph("p", words("Our own words."))
SETTINGS = "word/settings.xml"


def house(tmp_path: Path, raw: bytes | None = None, styles: dict[str, str] = STYLES) -> House:
    (tmp_path / "house.docx").write_bytes(council() if raw is None else raw)
    problems: list[object] = []
    found = read_house(tmp_path, Word("house.docx", styles), problems)  # type: ignore[arg-type]
    assert found is not None, problems
    return found


def on(tmp_path: Path, document: d.Document, raw: bytes | None = None) -> Opened:
    return Opened(word_file(document, NOTE, house=house(tmp_path, raw)))


def names(opened: Opened) -> list[tuple[str, str]]:
    """The style's name and the words of every paragraph of the body that says something."""
    return [(opened.style_name(p), said(p)) for p in find(opened.body, "./w:body/w:p") if said(p)]


# ── kept and filled ─────────────────────────────────────────────────────────────────────────────


def test_marked_places_are_filled_and_the_rest_of_the_text_stays(tmp_path: Path) -> None:
    opened = on(tmp_path, one_section(d.Heading("title", 1, sample().title), TEXT))
    assert [said(p) for p in find(opened.body, ".//w:p") if said(p)] == [
        sample().title, "Meeting: Scrutiny Committee", "Our own words.", ADDRESS]
    tags = find(opened.body, ".//w:sdt/w:sdtPr/w:tag/@w:val")
    assert tags == ["brief:title", "brief:meeting"]     # they stay; that of the body is used up
    assert not find(opened.body, ".//w:showingPlcHdr")


def test_the_words_filled_in_have_the_look_of_the_place_but_not_its_grey(tmp_path: Path) -> None:
    opened = on(tmp_path, one_section(TEXT))
    (filled,) = find(opened.body, ".//w:sdt[w:sdtPr/w:tag/@w:val='brief:title']//w:p")
    assert (opened.style_name(filled), said(filled)) == ("Title", sample().title)
    assert not find(filled, ".//w:rStyle")


def test_without_marks_the_report_follows_the_templates_text(tmp_path: Path) -> None:
    title = d.Heading("title", 1, sample().title)
    opened = on(tmp_path, one_section(title, TEXT), council(marked=False))
    assert [text for _, text in names(opened)] == [ADDRESS, sample().title, "Our own words."]


def test_an_empty_template_begins_with_the_report(tmp_path: Path) -> None:
    def empty(made: docx.document.Document) -> None:
        for p in made.paragraphs:
            p._p.getparent().remove(p._p)
        for _ in range(3):
            made.add_paragraph()

    opened = on(tmp_path, one_section(TEXT), council(empty, marked=False))
    assert len(find(opened.body, "./w:body/w:p")) == 1


def test_a_dotx_serves_as_well(tmp_path: Path) -> None:
    assert word_file(sample(), NOTE, house=house(tmp_path, as_dotx(council()))) == word_file(
        sample(), NOTE, house=house(tmp_path))


def test_the_councils_styles_are_used_and_ours_are_added_where_it_has_none(tmp_path: Path) -> None:
    opened = on(tmp_path, sample())
    used = {name for name, _ in names(opened)}
    assert {"Council Para", "Council Bullet", "Council Number", "Council Caption", "heading 2",
            "Briefing Prompt", "Briefing Run-in Heading"} <= used
    assert not used & {"Body Text", "List Bullet", "caption", "Normal"}
    by_name = {find(s, "./w:name/@w:val")[0]: s for s in opened.styles.values()}
    assert find(by_name["Briefing Prompt"], "./w:basedOn/@w:val") == [
        by_name["Council Para"].get(qn("w:styleId"))]
    font = "./w:rPr/w:rFonts/@w:ascii"
    assert find(by_name["Normal"], font) == ["Georgia"]
    assert not find(by_name["Briefing Cell"], font)     # the council's, through "Normal"


def test_a_style_is_found_by_the_name_in_words_menus_and_by_its_aliases(tmp_path: Path) -> None:
    def alias(made: docx.document.Document) -> None:
        name = made.styles["Council Para"].element.find(qn("w:name"))
        name.addnext(parse_xml(f"<w:aliases {nsdecls('w')} w:val='Text,Main Text'/>"))

    styles = STYLES | {"body_text": "main text", "heading_2": "HEADING 2"}
    found = house(tmp_path, council(alias), styles)
    assert found.styles["BodyText"].name == "Council Para"
    assert found.styles["Heading2"].name == "heading 2"


def test_a_bullet_style_without_bullets_is_given_them_by_a_style(tmp_path: Path) -> None:
    def bare(made: docx.document.Document) -> None:
        properties = made.styles["Council Bullet"].element.pPr
        properties.remove(properties.numPr)

    opened = on(tmp_path, one_section(d.Bullets("b", (words("One."),)), TEXT), council(bare))
    assert ("Briefing List Bullet", "One.") in names(opened)
    (style,) = [s for s in opened.styles.values()
                if find(s, "./w:name/@w:val") == ["Briefing List Bullet"]]
    number = find(style, "./w:pPr/w:numPr/w:numId/@w:val")[0]
    numbering = opened.tree("word/numbering.xml")
    kind = find(numbering, f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
    assert find(numbering, f"./w:abstractNum[@w:abstractNumId='{kind}']//w:numFmt/@w:val")[0] == (
        "bullet")


def test_numbered_lists_are_of_the_councils_kind_and_start_anew(tmp_path: Path) -> None:
    rows = (words("One."), words("Two."))
    opened = on(tmp_path, one_section(d.Bullets("a", rows, True), d.Bullets("b", rows, True), TEXT))
    numbers = find(opened.body, ".//w:numPr/w:numId/@w:val")
    assert len(set(numbers)) == 2
    numbering = opened.tree("word/numbering.xml")
    style = next(s for s in opened.styles.values()
                 if find(s, "./w:name/@w:val") == ["Council Number"])
    theirs = find(style, "./w:pPr/w:numPr/w:numId/@w:val")[0]
    kinds = {number: find(numbering, f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
             for number in (theirs, *numbers)}
    assert len({tuple(kind) for kind in kinds.values()}) == 1
    for number in numbers:
        start = f"./w:num[@w:numId='{number}']//w:startOverride/@w:val"
        assert find(numbering, start) == ["1"]


def test_a_template_without_lists_is_given_them(tmp_path: Path) -> None:
    def listless(part: bytes) -> bytes:
        return part.replace(b"relationships/numbering", b"relationships/none")

    raw = rezipped(council(), {"word/_rels/document.xml.rels": listless})
    opened = on(tmp_path, sample(), raw)
    assert "word/numbering.xml" in opened.parts
    there = set(find(opened.tree("word/numbering.xml"), "./w:num/@w:numId"))
    assert set(find(opened.body, ".//w:numPr/w:numId/@w:val")) <= there


def test_widths_come_from_the_councils_page(tmp_path: Path) -> None:
    opened = on(tmp_path, sample())
    page = 11906 - 1701 - 1134      # A4, less 30 and 20 mm
    upright = find(opened.body, ".//w:tbl[w:tblPr/w:tblStyle/@w:val='BriefingHeaderBlock']")[0]
    assert sum(map(int, find(upright, "./w:tblGrid/w:gridCol/@w:w"))) == page
    turned = find(opened.body, ".//w:tbl[w:tblPr/w:tblStyle/@w:val='BriefingTable']")[0]
    assert sum(map(int, find(turned, "./w:tblGrid/w:gridCol/@w:w"))) == 16838 - 1701 - 1134


def pages(opened: Opened) -> list[tuple[str, list[str], bool]]:
    """Of every section: its orientation, its headers, and whether its first page differs."""
    return [((find(s, "./w:pgSz/@w:orient") or ["portrait"])[0],
             find(s, "./w:headerReference/@w:type"), bool(find(s, "./w:titlePg")))
            for s in find(opened.body, ".//w:sectPr")]


def test_a_turned_section_inherits_header_and_footer(tmp_path: Path) -> None:
    both = ["default", "first"]
    assert [(o, sorted(h), f) for o, h, f in pages(on(tmp_path, sample()))] == [
        ("portrait", both, True), ("landscape", both, False), ("portrait", both, False)]
    plain = replace(sample(), marking="", page_note="")     # nothing to be said on every page
    assert [(o, sorted(h), f) for o, h, f in pages(on(tmp_path, plain))] == [
        ("portrait", both, True), ("landscape", [], False), ("portrait", both, False)]


def test_the_marking_is_in_every_section_of_a_template_of_several(tmp_path: Path) -> None:
    def chapters(made: docx.document.Document) -> None:
        page = made.add_section(WD_SECTION.NEW_PAGE)
        page.header.is_linked_to_previous = False
        page.header.paragraphs[0].text = "The second part"
        made.element.body.insert(len(made.element.body) - 1, parse_xml(control(BODY, "Here")))
        made.add_paragraph("After the report.")
        landscape(made)
        made.add_section(WD_SECTION.NEW_PAGE)
        made.add_paragraph("The end.")

    opened = on(tmp_path, sample(), council(chapters, marked=False))
    assert [text for _, text in names(opened)][-2:] == ["After the report.", "The end."]
    relations = {one.get("Id"): f"word/{one.get('Target')}"
                 for one in opened.tree("word/_rels/document.xml.rels")}
    for section in find(opened.body, ".//w:sectPr"):
        heads = find(section, "./w:headerReference/@r:id")
        assert len(heads) == 2
        for head in heads:
            assert said(opened.tree(relations[head])).endswith("Private edition")


def test_a_templates_own_comments_stay_beside_ours(tmp_path: Path) -> None:
    def commented(made: docx.document.Document) -> None:
        made.add_comment(made.paragraphs[-1].runs[0], text="Theirs.", author="Officer")

    asked = next(b.statement for b in d.blocks(sample()) if isinstance(b, d.Prompt))
    remarks = {asked: "Ours."}
    file = word_file(sample(), NOTE, remarks, house(tmp_path, council(commented)))
    made = docx.Document(io.BytesIO(file))
    assert [(one.author, one.text) for one in made.comments] == [
        ("Officer", "Theirs."), ("Briefing builder", "Ours.")]
    assert lint(file) == []


def test_a_main_part_of_another_name_is_found(tmp_path: Path) -> None:
    """Word on the web calls it document2.xml."""
    renamed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(council())) as source, zipfile.ZipFile(renamed, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            if not name.startswith("word/"):
                held = held.replace(b"word/document.xml", b"word/document2.xml")
            target.writestr(name.replace("document.xml", "document2.xml"), held)
    with zipfile.ZipFile(io.BytesIO(
            word_file(sample(), NOTE, house=house(tmp_path, renamed.getvalue())))) as made:
        assert sample().title.encode() in made.read("word/document2.xml")


def test_on_a_turned_template_our_upright_pages_are_upright(tmp_path: Path) -> None:
    opened = on(tmp_path, sample(), council(landscape))
    assert [one for one, _, _ in pages(opened)] == [
        "portrait", "landscape", "portrait", "landscape"]
    alone = on(tmp_path, sample(), council(landscape, marked=False))
    assert [one for one, _, _ in pages(alone)] == ["portrait", "landscape", "portrait"]


def test_the_marking_and_the_note_are_added_to_every_header_and_footer(tmp_path: Path) -> None:
    opened = on(tmp_path, sample())
    running = opened.running()
    heads = [said(tree) for name, tree in running.items() if "header" in name]
    feet = [said(tree) for name, tree in running.items() if "footer" in name]
    assert heads == ["Private edition"] * 2
    assert sorted(feet) == [f"{one}{sample().page_note}" for one in ("Example County Council", "")]
    logos = [name for name, tree in running.items() if find(tree, ".//w:drawing")]
    assert len(logos) == 2


def test_a_template_without_headers_is_given_one_for_the_marking(tmp_path: Path) -> None:
    plain = io.BytesIO()
    made = docx.Document()
    made.settings.odd_and_even_pages_header_footer = True
    made.save(plain)
    found = house(tmp_path, plain.getvalue(), {})
    opened = Opened(word_file(one_section(TEXT), NOTE, house=found))
    (section,) = find(opened.body, ".//w:sectPr")
    assert sorted(find(section, "./w:headerReference/@w:type")) == ["default", "even"]
    assert [said(tree) for name, tree in opened.running().items() if "header" in name] == [
        "Private edition"] * 2


def test_the_templates_own_text_and_tables_are_nobodys_additions(tmp_path: Path) -> None:
    def signed(made: docx.document.Document) -> None:
        table = made.add_table(2, 2)
        for n, cell in enumerate(table._cells):
            cell.text = f"Signed {n}"

    path = tmp_path / "report.docx"
    path.write_bytes(word_file(sample(), NOTE, house=house(tmp_path, council(signed))))
    found = read_back(path)
    assert [one for one in found.anchors if one.changed] == []
    assert found.added == ()


def test_an_earlier_report_can_be_the_template(tmp_path: Path) -> None:
    """Its marks and its record are forgotten, ours are the only ones."""
    earlier = word_file(one_section(d.Paragraph("old", words("Old."))), NOTE)
    found = house(tmp_path, earlier, {})
    opened = Opened(word_file(one_section(TEXT), NOTE, house=found))
    assert len(find(opened.body, ".//w:bookmarkStart")) == 1
    assert len([n for n in opened.parts if n.startswith("customXml/item") and "Props" not in n]
               ) == 1
    properties = opened.tree("docProps/custom.xml")
    assert len({one.get("name") for one in properties}) == len(properties) == 5
    assert [text for _, text in names(opened)] == ["Old.", "Our own words."]


def test_what_ties_the_template_to_other_files_is_dropped(tmp_path: Path) -> None:
    def tie(part: bytes) -> bytes:
        return part.replace(b"</w:settings>", b"<w:updateFields w:val='true'/></w:settings>")

    opened = on(tmp_path, one_section(TEXT), rezipped(council(), {SETTINGS: tie}))
    assert b"updateFields" not in opened.parts[SETTINGS]
    assert not [name for name in opened.parts if "thumbnail" in name]


# ── roles and the map ───────────────────────────────────────────────────────────────────────────


def test_every_style_of_ours_is_a_role_or_has_a_reason_not_to_be() -> None:
    assert len(roles()) + 12 == len(our_styles())
    assert set(REQUIRED) <= {style.id for style in roles().values()}


def test_the_template_command_proposes_a_map_that_works(tmp_path: Path) -> None:
    raw = council()
    (tmp_path / "house.docx").write_bytes(raw)
    result = CliRunner().invoke(main, ["template", str(tmp_path / "house.docx")])
    assert result.exit_code == 0
    assert "# house.docx: page 210 by 297 mm, text 160 mm wide" in result.stdout
    assert "# marked places: brief:title, brief:meeting, brief:body" in result.stdout
    table = tomllib.loads(result.stdout)["word"]
    assert table["template"] == "house.docx"
    assert STYLES.items() <= table["styles"].items()
    assert house(tmp_path, raw, table["styles"])


def test_the_template_command_marks_the_roles_that_nothing_serves(tmp_path: Path) -> None:
    bare = io.BytesIO()
    made = docx.Document()
    for style in list(made.styles):
        if style.name not in ("Normal", "Default Paragraph Font", "Heading 1", "Heading 2"):
            style.element.getparent().remove(style.element)
    made.save(bare)
    (tmp_path / "house.docx").write_bytes(bare.getvalue())
    result = CliRunner().invoke(main, ["template", str(tmp_path / "house.docx")])
    assert '# list_bullet = "..."    lists with bullets: name one of the styles above' in (
        result.stdout)


def test_the_template_command_refuses_what_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "house.docx").write_bytes(b"text")
    result = CliRunner().invoke(main, ["template", str(tmp_path / "house.docx")])
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("house.docx: it is not a Word file. ")


# ── in a report folder ──────────────────────────────────────────────────────────────────────────


def with_template(raw: bytes | None, text: str = MAP, name: str = "house.docx") -> Files:
    """A sound report folder with that template and those settings."""
    files = folder([indicator("referrals")], series("referrals", "185 190 200"), report=text)
    return files | ({name: raw} if raw is not None else {})


def test_a_report_is_built_on_the_template_that_it_names(tmp_path: Path) -> None:
    write(tmp_path, with_template(council()))
    made = {path.name.split(".", 1)[1]: path for path in build(tmp_path).files}
    opened = Opened(made["docx"].read_bytes())
    assert any(name == "Council Para" for name, _ in names(opened))
    manifest = json.loads(made["manifest.json"].read_text("utf-8"))
    assert "house.docx" in manifest["inputs"]


def changed(*changes: Change) -> bytes:
    return council(*changes)


def protect(part: bytes) -> bytes:
    return part.replace(b"<w:settings ", b"<w:settings ", 1).replace(
        b"</w:settings>", b"<w:documentProtection w:edit='readOnly' w:enforcement='1'/>"
        b"</w:settings>")


def marks(*tags: str) -> Change:
    def add(made: docx.document.Document) -> None:
        for tag in tags:
            made.element.body.insert(0, parse_xml(control(tag, "Here")))
    return add


def in_a_table(made: docx.document.Document) -> None:
    cell = made.add_table(1, 1).rows[0].cells[0]._tc
    cell.insert(1, parse_xml(control("brief:body", "Here")))


def workbook() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return raw.getvalue()


def with_type(kind: str) -> bytes:
    return rezipped(council(), {"[Content_Types].xml": lambda part: part.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        kind.encode())})


TYPES = b"wordprocessingml.document.main+xml"
STRICT = rezipped(council(), {"word/document.xml": lambda part: part.replace(
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main")})
SAVE = "Save it in Word as a document (.docx) or template (.dotx)."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LISTS = "What it has, lists: briefing template house.docx"
FAULTS: dict[str, tuple[Files, list[str]]] = {
    "a template that is not there": (with_template(council(), name="hous.docx"), [
        "house.docx: there is no such file. Did you mean 'hous.docx'?"]),
    "a template that is nowhere near": (with_template(None), [
        "house.docx: there is no such file. Put the template into the report's folder, or mend its "
        "name under [word]."]),
    "text for a template": (with_template(b"Dear Sir"), [
        f"house.docx: it is not a Word file. {SAVE}"]),
    "a workbook for a template": (with_template(workbook()), [
        f"house.docx: it is not a Word file. {SAVE}"]),
    "a template of an older Word": (with_template(OLE), [
        f"house.docx: it is a file of an older Word, or of another program. {SAVE}"]),
    "a template with a password": (with_template(OLE + "EncryptedPackage".encode("utf-16-le")), [
        "house.docx: it is protected by a password. Save it without the password."]),
    "a template with macros": (
        with_template(with_type("application/vnd.ms-word.document.macroEnabled.main+xml")), [
            f"house.docx: it holds macros. {SAVE}"]),
    "a template of the strict form": (with_template(STRICT), [
        f"house.docx: it is in the strict form of Open XML. {SAVE}"]),
    "a template cut short": (
        with_template(rezipped(council(), {"word/document.xml": lambda part: part[:400]})), [
            "house.docx: it is damaged. Open it in Word and save it again."]),
    "a protected template": (with_template(rezipped(council(), {SETTINGS: protect})), [
        "house.docx: it is protected against changes. In Word choose Review, Restrict Editing, "
        "Stop Protection, and save it."]),
    "a template that lacks styles": (
        with_template(council(), '[word]\ntemplate = "house.docx"\n'), [
            "house.docx: it has no style 'Body Text' for paragraphs (body_text). Name one of its "
            f'styles in report.toml under [word.styles]: body_text = "Council Para". {LISTS}',
            "house.docx: it has no style 'Caption' for what stands over a chart or table "
            "(caption). Name one of its styles in report.toml under [word.styles]: caption = "
            f'"Council Caption". {LISTS}',
            "house.docx: it has no style 'Heading 1' for the report's title (heading_1). Name one "
            "of its styles in report.toml under [word.styles]: heading_1 = \"Council Title\". "
            f"{LISTS}",
            "house.docx: it has no style 'List Bullet' for lists with bullets (list_bullet). Name "
            "one of its styles in report.toml under [word.styles]: list_bullet = \"Council "
            f'Bullet". {LISTS}',
            "house.docx: it has no style 'List Number' for numbered lists (list_number). Name one "
            "of its styles in report.toml under [word.styles]: list_number = \"Council Number\". "
            f"{LISTS}"]),
    "a map that names what is not there": (
        with_template(council(), f'{MAP}\nnote = "Concil Para"\ntable = "Zebra"\n'
                      'boddy_text = "Normal"\nxxx = "Normal"\nlead = "Table Grid"\n'), [
            "report.toml, word.styles.boddy_text: there is no role 'boddy_text'. Did you mean "
            "'body_text'?",
            "report.toml, word.styles.lead: house.docx has no paragraph style 'Table Grid'. "
            f"{LISTS}",
            "report.toml, word.styles.note: house.docx has no paragraph style 'Concil Para'. Did "
            "you mean 'Council Para'?",
            "report.toml, word.styles.table: house.docx has no table style 'Zebra'. " + LISTS,
            "report.toml, word.styles.xxx: there is no role 'xxx'. Known are "
            + ", ".join(sorted(roles())[:-1]) + f" and {sorted(roles())[-1]}."]),
    "a map without a template": (with_template(None, '[word.styles]\nbody_text = "Normal"\n'), [
        "report.toml, word.styles: there is no template to map. Name it: template = "
        '"house.docx" under [word].']),
    "marks that mark nothing": (with_template(council(marks("brief:titel", "brief:xyz"))), [
        "house.docx: a content control has the tag 'brief:titel', which marks nothing. Did you "
        "mean 'brief:title'?",
        "house.docx: a content control has the tag 'brief:xyz', which marks nothing. Known are "
        "brief:title, brief:meeting, brief:date, brief:author, brief:period and brief:body."]),
    "two places for the report": (with_template(council(marks("brief:body"))), [
        "house.docx: 2 content controls have the tag 'brief:body'. Keep one."]),
    "a place for the report in a table": (
        with_template(council(in_a_table, marked=False)), [
            "house.docx: the content control 'brief:body' stands in a table, text box, header or "
            "footer. Put it into the text itself, in a paragraph of its own."]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_build_and_is_named(name: str, tmp_path: Path) -> None:
    files, told = FAULTS[name]
    write(tmp_path, files)
    with pytest.raises(ProblemsFound) as raised:
        prepare(tmp_path)
    assert [str(problem) for problem in raised.value.problems] == told


def test_a_fault_of_the_template_ends_in_exit_code_3_and_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, with_template(b"Dear Sir"))
    result = CliRunner().invoke(main, ["build", str(tmp_path)])
    assert result.exit_code == 3
    assert not (tmp_path / "out").exists()


def test_a_smaller_body_text_of_the_council_is_the_reports(tmp_path: Path) -> None:
    def smaller(made: docx.document.Document) -> None:
        made.styles["Council Para"].font.size = Pt(9)

    opened = on(tmp_path, one_section(TEXT), council(smaller))
    style = find(opened.body, ".//w:p[.//w:bookmarkStart]/w:pPr/w:pStyle/@w:val")[0]
    assert find(opened.styles[style], "./w:rPr/w:sz/@w:val") == ["18"]

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
from docx.shared import Mm, Pt

from briefing import document as d
from briefing.build import build
from briefing.cli import main
from briefing.periods import parse_month
from briefing.prepared import prepare
from briefing.problems import Problem, ProblemsFound, shortened
from briefing.reading.settings import Word
from briefing.reading.word import read_back
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
from tests.messages.test_checks import Files, folder, indicator, series, write
from tests.templates import MAKERS, numbering_headings, related, relating, saved, styled
from tests.word.test_word_writer import one_section
from tests.word_lint import Opened, audit, find, lint, said

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


def test_a_templates_own_comments_are_not_ours_to_pass_on(tmp_path: Path) -> None:
    def commented(made: docx.document.Document) -> None:
        made.add_comment(made.paragraphs[-1].runs[0], text="Theirs.", author="Officer")

    asked = next(b.statement for b in d.blocks(sample()) if isinstance(b, d.Prompt))
    remarks = {asked: "Ours."}
    file = word_file(sample(), NOTE, remarks, house(tmp_path, council(commented)))
    made = docx.Document(io.BytesIO(file))
    assert [(one.author, one.text) for one in made.comments] == [
        ("Briefing builder", "Ours.")]
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


def test_on_a_turned_template_our_upright_pages_are_upright_and_its_own_stay(tmp_path: Path
                                                                            ) -> None:
    opened = on(tmp_path, sample(), council(landscape))
    ours = ["portrait", "landscape", "portrait"]
    assert [one for one, _, _ in pages(opened)] == ["landscape", *ours, "landscape"]
    after = on(tmp_path, sample(), council(landscape, marked=False))
    assert [one for one, _, _ in pages(after)] == ["landscape", *ours]
    first = find(after.body, ".//w:p[w:pPr/w:sectPr]")[0]
    assert ADDRESS in said(first.getprevious())      # on the page that its maker gave it
    empty = docx.Document()
    landscape(empty)
    alone = Opened(word_file(sample(), NOTE, house=house(tmp_path, saved(empty), {})))
    assert [one for one, _, _ in pages(alone)] == ours


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
    assert found.changes == ()
    assert found.untaken == ()
    assert {one.by_what for one in found.anchors} <= {"anchor", "place"}


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
    assert '# list_bullet = "..."    lists with bullets: ours is added, or name one above' in (
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


def entities(part: bytes) -> bytes:
    """The part with entities of which each holds the one before ten times."""
    lines = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9)]
    head, _, rest = part.partition(b"?>")
    return head + b"?><!DOCTYPE w:document [<!ENTITY e0 'ha'>" + "".join(
        lines).encode() + b"]>" + rest


def spoilt(raw: bytes) -> bytes:
    """The file with other bytes where its main part begins, which then does not unpack."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        begins = archive.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    return raw[: begins + 20] + b"\xff" * 40 + raw[begins + 60 :]


def without(raw: bytes, part: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(held, "w") as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
    return held.getvalue()


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
    "a spreadsheet's type": (
        with_template(with_type("application/vnd.openxmlformats-officedocument.spreadsheetml."
                                "sheet.main+xml")), [
            f"house.docx: it is not a Word file. {SAVE}"]),
    "a template of the strict form": (with_template(STRICT), [
        f"house.docx: it is in the strict form of Open XML. {SAVE}"]),
    "a template cut short": (
        with_template(rezipped(council(), {"word/document.xml": lambda part: part[:400]})), [
            "house.docx: it is damaged: word/document.xml cannot be read. Open it in Word and save "
            "it again."]),
    "a template whose header is cut short": (
        with_template(rezipped(council(), {"word/header1.xml": lambda part: part[:400]})), [
            "house.docx: it is damaged: word/header1.xml cannot be read. Open it in Word and save "
            "it again."]),
    "settings that are something else": (
        with_template(rezipped(council(), {SETTINGS: lambda part: b"<settings/>"})), [
            "house.docx: it is damaged: word/settings.xml cannot be read. Open it in Word and "
            "save it again."]),
    "a part that does not unpack": (with_template(spoilt(council())), [
        "house.docx: it is damaged. Open it in Word and save it again."]),
    "a zip file cut short": (with_template(council()[:5000]), [
        "house.docx: it is damaged. Open it in Word and save it again."]),
    "a header that is not there": (with_template(without(council(), "word/header1.xml")), [
        "house.docx: it names a part that is not in it, word/header1.xml. Open it in Word and "
        "save it again."]),
    "entities that grow": (with_template(rezipped(council(), {"word/document.xml": entities})), [
        f"house.docx: word/document.xml declares entities, which no file of Word's does. {SAVE}"]),
    "more text than any template": (
        with_template(rezipped(council(), {"word/header1.xml": lambda part: part.replace(
            b"</w:hdr>", b" " * 60_000_000 + b"</w:hdr>")})), [
            "house.docx: its text takes 58 MB; at most 50 MB are read. Start from a template "
            "without the text of a report."]),
    "a protected template": (with_template(rezipped(council(), {SETTINGS: protect})), [
        "house.docx: it is protected against changes. In Word choose Review, Restrict Editing, "
        "Stop Protection, and save it."]),
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
            "report.toml, word.styles.xxx: there is no role 'xxx'. " + shortened(
                f"Known are {', '.join(sorted(roles())[:-1])} and {sorted(roles())[-1]}.")]),
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


@pytest.mark.parametrize("name", ["a template cut short", "entities that grow",
                                  "a header that is not there", "a template with a password"])
def test_check_build_and_template_say_the_same_of_a_fault(name: str, tmp_path: Path) -> None:
    files, told = FAULTS[name]
    write(tmp_path, files)
    for command, path in (("check", tmp_path), ("build", tmp_path),
                          ("template", tmp_path / "house.docx")):
        result = CliRunner().invoke(main, [command, str(path)])
        assert (result.exit_code, [told[0] in line for line in result.stderr.splitlines()].count(
            True)) == (3, 1), command


def test_a_part_that_is_named_and_not_there_is_left_out_and_said(tmp_path: Path) -> None:
    """Word writes such a name itself, "NULL", for a picture that was deleted."""
    raw = rezipped(council(), {"word/_rels/document.xml.rels": relating(
        related("image", "../NULL", "rIdNull"))})
    write(tmp_path, with_template(raw))
    said_of_it = ("house.docx: the Word file is written without what the template carries besides "
                  "its looks: links to parts that are not in it (NULL).")
    for command, path in (("check", tmp_path), ("build", tmp_path)):
        result = CliRunner().invoke(main, [command, str(path)])
        assert (result.exit_code, result.stderr.count(said_of_it)) == (0, 1), command
    listed = CliRunner().invoke(main, ["template", str(tmp_path / "house.docx")])
    assert listed.exit_code == 0
    words = " ".join(listed.stdout.split()).replace("# ", "")
    assert "links to parts that are not in it (NULL)" in words


@pytest.mark.parametrize("maker", MAKERS)
def test_built_in_styles_that_a_maker_leaves_out_are_supplied(maker: str, tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(styled(*MAKERS[maker]))
    problems: list[Problem] = []
    found = read_house(tmp_path, Word("house.docx", {}), problems)
    assert (found is not None, problems) == (True, [])
    file = word_file(sample(), NOTE, house=found)
    opened = Opened(file)
    assert {"Body Text", "List Bullet", "List Number", "caption"} <= {
        name if name != "Caption" else "caption" for name, _ in names(opened)}
    assert lint(file) == []
    assert audit(file, tmp_path / "made.docx") == []


def test_a_style_of_the_makers_own_that_looks_meant_is_proposed(tmp_path: Path) -> None:
    """The report is built with ours; what is proposed is one line to write."""
    write(tmp_path, with_template(council(), '[word]\ntemplate = "house.docx"\n'))
    assert [str(p) for p in prepare(tmp_path).warnings if "style" in str(p)] == [
        f"house.docx: it has no style '{ours}' for {purpose}; ours is added. If its '{theirs}' is "
        f'meant, write {role} = "{theirs}" under [word.styles].'
        for ours, purpose, role, theirs in (
            ("Body Text", "paragraphs", "body_text", "Council Para"),
            ("Caption", "what stands over a chart or table", "caption", "Council Caption"),
            ("Heading 1", "the report's title", "heading_1", "Council Title"),
            ("List Bullet", "lists with bullets", "list_bullet", "Council Bullet"),
            ("List Number", "numbered lists", "list_number", "Council Number"))]


@pytest.mark.parametrize("by_base", [False, True])
def test_a_template_that_numbers_its_headings_numbers_ours(by_base: bool, tmp_path: Path) -> None:
    made = docx.Document()
    numbering_headings(made, by_base=by_base)
    raw = saved(made)
    heading = d.Heading("h", 2, "Background", number="1.")
    contents = d.Contents("Contents", (d.ContentsEntry(1, "1. Background", "h"),))
    document = one_section(contents, heading, TEXT)
    for file, shown in ((raw, "Background"), (saved(docx.Document()), "1. Background")):
        (tmp_path / "house.docx").write_bytes(file)
        found = read_house(tmp_path, Word("house.docx", {}), [])
        opened = Opened(word_file(document, NOTE, house=found))
        said_there = {name.casefold(): text for name, text in names(opened)}
        assert (said_there["heading 2"], said_there["toc 1"]) == (shown, f"{shown}1")


def test_a_heading_style_that_takes_itself_out_of_its_list_is_not_numbered(tmp_path: Path) -> None:
    made = docx.Document()
    numbering_headings(made, by_base=True)
    own = made.styles["Heading 2"].element.get_or_add_pPr()
    own.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='0'/></w:numPr>"))
    found = house(tmp_path, saved(made), {})
    assert "Heading2" not in found.numbered
    assert "Heading3" in found.numbered


def test_on_a_template_in_two_columns_the_report_has_the_whole_width(tmp_path: Path) -> None:
    def columns(made: docx.document.Document) -> None:
        for one in made.sections[0]._sectPr.findall(qn("w:cols")):
            one.set(qn("w:num"), "2")

    opened = on(tmp_path, sample(), council(columns))
    counts = [find(s, "./w:cols/@w:num") for s in find(opened.body, ".//w:sectPr")]
    assert counts == [["2"], [], [], [], ["2"]]     # its own text before and after, in columns


def test_a_page_too_narrow_for_tables_is_a_warning(tmp_path: Path) -> None:
    def a5(made: docx.document.Document) -> None:
        page = made.sections[0]
        page.page_width, page.page_height = Mm(148), Mm(210)

    write(tmp_path, with_template(council(a5)))
    assert [str(p) for p in prepare(tmp_path).warnings if "wide" in str(p)] == [
        "house.docx: the text of its page is 98 mm wide; tables and charts of a report want "
        "120 mm. Give it a wider page or narrower margins."]


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

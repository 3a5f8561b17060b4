"""What a template carries besides its looks and words: nothing of it reaches a Word file."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from docx.oxml import parse_xml
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from briefing.build import build
from briefing.cli import main
from briefing.problems import Problem
from briefing.reading.settings import Word
from briefing.writers.word import House, RunNote, read_house, word_file
from briefing.writers.word.clean_pictures import bare_picture
from tests import templates
from tests.documents import sample
from tests.messages.test_checks import folder, indicator, series, write
from tests.templates import SECRET, a_field, everything, paragraphs, saved, tracked, words
from tests.word_lint import Opened, audit, find, said

WHAT = ("house.docx: the Word file is written without what the template carries besides its "
        "looks: ")
REMEDY = " To be rid of this, take them out in Word: File, Info, Inspect Document."
ON_IT = '[word]\ntemplate = "house.docx"\n'


def housed(folder: Path, raw: bytes, name: str = "house.docx") -> tuple[House | None, list[str]]:
    (folder / name).write_bytes(raw)
    problems: list[Problem] = []
    house = read_house(folder, Word(name, {}), problems)
    return house, [str(problem) for problem in problems]


def written(folder: Path, raw: bytes) -> bytes:
    house, told = housed(folder, raw)
    assert house is not None, told
    return word_file(sample(), RunNote(), house=house)


def everything_in(file: bytes) -> bytes:
    """All parts of a file, and of the workbooks in it, as one."""
    with ZipFile(io.BytesIO(file)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name)
                          for name in archive.namelist())


def text(*contents: str) -> bytes:
    made = templates.docx.Document()
    paragraphs(*contents)(made)
    return saved(made)


def test_nothing_of_what_a_template_carries_goes_out(tmp_path: Path) -> None:
    file = written(tmp_path, everything())
    held = everything_in(file)
    for trace in (SECRET, "jane", "4711", "Surname", "tracker", "DDEAUTO", "INCLUDE", "AUTHOR",
                  "vbaProject", "activeX", "customUI", "glossary", "altChunk", "subDoc", "rsid",
                  "mailMerge", "docVar", "attachedTemplate", "OLEObject", "book.bin", "item9",
                  "w:vanish/></w:rPr><w:t", "trackRevisions", "Checked by", "permStart", "<w:ins ",
                  "<w:del ", "Ask the leader"):
        assert trace.encode() not in held, trace
    assert audit(file, tmp_path / "made.docx") == []


def test_what_a_reader_of_the_template_sees_stays(tmp_path: Path) -> None:
    opened = Opened(written(tmp_path, everything()))
    texts = [said(p) for p in find(opened.body, "./w:body/w:p")]
    assert [one for one in texts if one.endswith(" stay.")] == [
        "Standing words stay.", "Included words stay.", "Named words stay.",
        "Inserted words stay.", "DisjointSets words stay.", "Set words stay.", "Linked words stay.",
        "Web words stay.", "Editable words stay.", "Tagged words stay."]
    links = [one.get("Target") for one in opened.tree("word/_rels/document.xml.rels")
             if one.get("Type", "").endswith("/hyperlink")]
    assert "https://www.example.gov.uk/" in links
    assert len(find(opened.body, ".//w:pict")) == 2     # the pictures of two objects


def test_it_is_said_in_one_message_by_check_build_and_template(tmp_path: Path) -> None:
    write(tmp_path, folder([indicator("referrals")], series("referrals", "185 190 200"),
                           report=ON_IT) | {"house.docx": everything()})
    kinds = ("macros, menus or keys of its own, tracked changes (taken as accepted), comments, "
             "hidden text, fields that fetch from elsewhere or name people and files, links to "
             "other files, pictures kept outside the file, embedded files, ActiveX controls, a "
             "mail merge, document variables, custom XML, custom properties, building blocks, "
             "names of permitted editors and properties of the file (author, company and the "
             "like).")
    checked = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert (checked.exit_code, checked.stderr.count(WHAT + kinds + REMEDY)) == (0, 1)
    assert [str(w) for w in build(tmp_path).warnings if "house" in str(w)] == [
        WHAT + kinds + REMEDY]
    listed = CliRunner().invoke(main, ["template", str(tmp_path / "house.docx")])
    assert "# the Word file is written without what the template carries" in listed.stdout


def test_a_template_that_carries_nothing_is_not_spoken_of(tmp_path: Path) -> None:
    house, told = housed(tmp_path, text(words("Plain.")))
    assert house is not None
    assert told == []


@pytest.mark.parametrize(("content", "kind"), [
    (tracked("ins", words("In.")), "tracked changes (taken as accepted)"),
    (words("Unseen.", "<w:vanish/>"), "hidden text"),
    (a_field("LINK Excel.Sheet C:\\\\x.xls", "5"),
     "fields that fetch from elsewhere or name people and files"),
    ('<w:fldSimple w:instr=" USERNAME "><w:r><w:t>Jane</w:t></w:r></w:fldSimple>',
     "fields that fetch from elsewhere or name people and files"),
    (a_field('HYPERLINK "file:///C:/x.docx"', "there"),
     "fields that fetch from elsewhere or name people and files"),
])
def test_each_kind_is_said_alone(content: str, kind: str, tmp_path: Path) -> None:
    _, told = housed(tmp_path, text(content))
    assert told == [f"{WHAT}{kind}.{REMEDY}"]


@pytest.mark.parametrize("content", [
    a_field("PAGE", "1"), a_field("STYLEREF \"Heading 1\"", "Title"),
    a_field('HYPERLINK "https://www.example.gov.uk/"', "site"),
    a_field("TOC \\o \"1-3\"", "1 One") + words(" after"),
    words("Shown.", '<w:vanish w:val="0"/>'),
])
def test_what_knows_this_file_alone_stays(content: str, tmp_path: Path) -> None:
    house, told = housed(tmp_path, text(content))
    assert (house is not None, told) == (True, [])


@pytest.mark.parametrize("content", [
    a_field("TITLE \\\\* MERGEFORMAT", "Cabinet report of 2019"),
    f'<w:fldSimple w:instr=" TITLE ">{words("Cabinet report of 2019")}</w:fldSimple>',
    a_field("title", "Cabinet report") + words("."),
])
def test_a_title_field_shows_this_reports_title(content: str, tmp_path: Path) -> None:
    made = templates.docx.Document()
    paragraphs(content)(made)
    made.sections[0].header.paragraphs[0]._p.append(
        parse_xml(f"<w:p {templates.W}>{content}</w:p>")[0])
    opened = Opened(written(tmp_path, saved(made)))
    assert said(find(opened.body, ".//w:p")[0]).removesuffix(".") == sample().title
    assert not [name for name, part in opened.parts.items() if b"Cabinet report" in part]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_of_a_template_keeps_its_looks_and_loses_what_was_written_into_it(
    kind: str, tmp_path: Path
) -> None:
    drawn = Image.new("RGB", (40, 20), (200, 30, 90))
    remarks = Image.Exif()
    remarks[0x013B] = SECRET            # who took it
    held = io.BytesIO()
    about = PngInfo()
    about.add_text("Author", SECRET)
    drawn.save(held, kind, exif=remarks, comment=SECRET.encode(), pnginfo=about)
    assert SECRET.encode() in held.getvalue()
    made = templates.docx.Document()
    made.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(held.getvalue()))
    opened = Opened(written(tmp_path, saved(made)))
    pictures = [part for name, part in opened.parts.items() if name.startswith("word/media/")]
    [picture] = [part for part in pictures if Image.open(io.BytesIO(part)).size == drawn.size]
    assert SECRET.encode() not in picture
    assert Image.open(io.BytesIO(picture)).tobytes() == Image.open(held).tobytes()
    half = held.getvalue()[:60]
    assert bare_picture(half) == half   # what is damaged is not made worse


def test_a_field_within_a_field_goes_with_it(tmp_path: Path) -> None:
    """A calculation over figures of another program leaves its result, and no half of a field."""
    inner = a_field("DDE excel book r1c1", "4711")
    code = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText>'
            f'</w:r>{inner}<w:r><w:instrText> > 5 "many" "few" </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words("many")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    opened = Opened(written(tmp_path, text(code)))
    assert said(find(opened.body, ".//w:p")[0]) == "many"
    assert b"4711" not in opened.parts["word/document.xml"]


def test_a_hidden_paragraph_goes_whole(tmp_path: Path) -> None:
    raw = text("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + words("Unseen.", "<w:vanish/>"),
               words("Seen."))
    first = find(Opened(written(tmp_path, raw)).body, "./w:body/w:p")[0]
    assert said(first) == "Seen."


def test_a_template_with_macros_gives_its_styles_and_leaves_them(tmp_path: Path) -> None:
    """A .dotm and a .docm serve; their macros, keys and ribbon stay behind."""
    for kind in ("document.macroEnabled", "template.macroEnabledTemplate"):
        raw = templates.with_parts(text(words("Plain.")), {
            "[Content_Types].xml": lambda part, kind=kind: part.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                f"application/vnd.ms-word.{kind}".encode()),
            "word/_rels/document.xml.rels": templates.relating(templates.related(
                "vbaProject", "vbaProject.bin", "rIdM"))}, {"word/vbaProject.bin": b"Sub"})
        house, told = housed(tmp_path, raw, "house.dotm")
        assert told == [f"{WHAT}macros.{REMEDY}".replace("house.docx", "house.dotm")]
        assert house is not None
        file = word_file(sample(), RunNote(), house=house)
        with ZipFile(io.BytesIO(file)) as archive:
            assert b"wordprocessingml.document.main+xml" in archive.read("[Content_Types].xml")
            assert not [name for name in archive.namelist() if "vba" in name]

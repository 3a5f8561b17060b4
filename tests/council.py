"""Templates of a council that there is not, made as a council's designer would make them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

RENAMED = {"Body Text": "Council Para", "List Bullet": "Council Bullet",
           "List Number": "Council Number", "Caption": "Council Caption",
           "Heading 1": "Council Title"}
STYLES = {"body_text": "Council Para", "list_bullet": "Council Bullet",
          "list_number": "Council Number", "caption": "Council Caption",
          "heading_1": "Council Title"}
MAP = "\n".join(["[word]", 'template = "house.docx"', "[word.styles]",
                 *(f'{role} = "{name}"' for role, name in STYLES.items())])
ADDRESS = "Contact: Democratic Services, Example County Council"
MAIN = b"wordprocessingml.document.main+xml"
Change = Callable[["docx.document.Document"], None]


def logo() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (240, 60), "#6A1B4D").save(made, "PNG")
    made.seek(0)
    return made


def control(tag: str, words: str, style: str = "", inline: bool = False) -> str:
    """A content control; one in a paragraph with other words when it is `inline`."""
    inside = f"<w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr><w:t>{words}</w:t></w:r>"
    properties = (f"<w:sdtPr><w:tag w:val='{tag}'/><w:id w:val='{sum(tag.encode())}'/>"
                  "<w:showingPlcHdr/></w:sdtPr>")
    look = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    if inline:
        return (f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>Meeting: </w:t></w:r>"
                f"<w:sdt>{properties}<w:sdtContent>{inside}</w:sdtContent></w:sdt></w:p>")
    return (f"<w:sdt {nsdecls('w')}>{properties}<w:sdtContent><w:p>{look}{inside}</w:p>"
            "</w:sdtContent></w:sdt>")


def council(*changes: Change, marked: bool = True, first_page: bool = True) -> bytes:
    """A template: renamed styles, narrow margins of its own, a logo, a first page that differs."""
    made = docx.Document()
    for old, new in RENAMED.items():
        style = made.styles[old].element
        style.find(qn("w:name")).set(qn("w:val"), new)
        style.set(qn("w:customStyle"), "1")     # as Word says of a style that a designer made
    made.styles["Normal"].font.name = "Georgia"
    made.styles["Council Para"].font.size = Pt(10.5)
    made.styles["Council Title"].font.color.rgb = RGBColor(0x6A, 0x1B, 0x4D)
    made.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(30), Mm(20)
    page.header.paragraphs[0].add_run().add_picture(logo(), height=Mm(10))
    page.footer.paragraphs[0].text = "Example County Council"
    if first_page:
        page.different_first_page_header_footer = True
        page.first_page_header.paragraphs[0].add_run().add_picture(logo(), height=Mm(20))
    body = made.element.body
    if marked:
        for xml in (control("brief:title", "Title", "Title"),
                    control("brief:meeting", "Meeting", inline=True),
                    control("brief:body", "The report goes here.")):
            body.insert(len(body) - 1, parse_xml(xml))
    made.add_paragraph(ADDRESS)
    for change in changes:
        change(made)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def as_dotx(raw: bytes) -> bytes:
    """The same as a .dotx file."""
    return rezipped(raw, {"[Content_Types].xml": lambda part: part.replace(
        MAIN, b"wordprocessingml.template.main+xml")})


def rezipped(raw: bytes, changed: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """The file with some of its parts changed."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, changed.get(name, bytes)(source.read(name)))
    return made.getvalue()


def landscape(made: docx.document.Document) -> None:
    """A template whose own pages are turned."""
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width


def write(folder: Path, name: str = "house.docx", raw: bytes | None = None) -> Path:
    path = folder / name
    path.write_bytes(council() if raw is None else raw)
    return path

"""Templates as other makers write them, and one that carries everything that must not go out.

Made by python-docx and changes to the XML: what pandoc, Google Docs and LibreOffice leave out of
their styles, and what people leave in theirs.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OLD = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SECRET = "Jane Smith"       # whoever made the template; her name stands in all that must go


def styled(*names: str) -> bytes:
    """A template with these styles only, besides "Normal", as another program wrote it."""
    made = docx.Document()
    for style in list(made.styles):
        if style.name not in ("Normal", "Default Paragraph Font", *names):
            style.element.getparent().remove(style.element)
    for link in made.styles.element.findall(f".//{{{W[9:-1]}}}link"):
        link.getparent().remove(link)
    made.styles.element.remove(made.styles.element.find(f"{{{W[9:-1]}}}latentStyles"))
    return saved(made)


MAKERS: dict[str, tuple[str, ...]] = {
    "pandoc": ("Body Text", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Title",
               "Subtitle", "Table Grid"),
    "Google Docs": ("Heading 1", "Heading 2", "Heading 3", "Title", "Subtitle", "Normal Table"),
    "LibreOffice": ("Body Text", "List", "Caption", "Header", "Footer"),
    "nobody": (),
}


def saved(made: docx.document.Document) -> bytes:
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def with_parts(raw: bytes, changed: Mapping[str, Callable[[bytes], bytes]] | None = None,
               added: Mapping[str, bytes] | None = None) -> bytes:
    """The file with some of its parts changed and others added."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as source, ZipFile(held, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, (changed or {}).get(name, bytes)(source.read(name)))
        for name, part in (added or {}).items():
            target.writestr(name, part)
    return held.getvalue()


def related(kind: str, target: str, number: str, outside: bool = False, of: str = OFFICE) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{number}" Type="{of}/{kind}" Target="{target}"{mode}/>'


def relating(*relations: str) -> Callable[[bytes], bytes]:
    """A change to a part of relationships: these at its end."""
    return lambda part: part.replace(b"</Relationships>",
                                     "".join(relations).encode() + b"</Relationships>")


def typed(*overrides: tuple[str, str]) -> Callable[[bytes], bytes]:
    """A change to the content types: these parts are of those types."""
    said = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>'
                   for name, kind in overrides)
    return lambda part: part.replace(b"</Types>", said.encode() + b"</Types>")


def paragraphs(*contents: str) -> Callable[[docx.document.Document], None]:
    """A change to a template: these paragraphs at its head, in their order."""
    def add(made: docx.document.Document) -> None:
        for content in reversed(contents):
            made.element.body.insert(0, parse_xml(f"<w:p {W} {R} {OLD} {V}>{content}</w:p>"))
    return add


def words(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def a_field(code: str, shown: str) -> str:
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words(shown)}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def tracked(kind: str, content: str) -> str:
    return (f'<w:{kind} w:id="9{len(content)}" w:author="{SECRET}" w:date="2026-01-01T00:00:00Z">'
            f"{content}</w:{kind}>")


def numbering_headings(made: docx.document.Document, *, by_base: bool = False) -> None:
    """A multilevel list linked with the heading styles, as a designer numbers a report.

    `by_base` gives the list to a style that "Heading 2" is based on.
    """
    numbering = made.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{n + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{k + 1}" for k in range(n + 1))}"/></w:lvl>'
        for n in range(3))
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77">'
                               '<w:abstractNumId w:val="77"/></w:num>'))
    for n in range(3):
        style = made.styles[f"Heading {n + 1}"]
        held = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{n}"/><w:numId w:val="77"/>'
                         "</w:numPr>")
        if by_base and n == 1:
            base = made.styles.add_style("Numbered Base", 1)
            base.element.get_or_add_pPr().append(held)
            style.base_style = base
        else:
            style.element.get_or_add_pPr().insert(0, held)


def everything() -> bytes:
    """A template that carries all that must not be published, and words that must stay."""
    made = docx.Document()
    fields = {"DDEAUTO excel C:\\\\figures.xls r1c1": "4711", "AUTHOR": SECRET,
              "INCLUDETEXT C:\\\\Users\\\\jane\\\\text.docx": "Included words stay.",
              "DOCVARIABLE council": "Named words stay.", "FILENAME \\p": "C:\\Users\\jane\\x.docx",
              "INCLUDEPICTURE \\\\\\\\server\\\\logo.png \\d": "",
              "MERGEFIELD Surname": "«Surname»"}
    change = paragraphs(
        words("Standing words stay."),
        *(a_field(code, shown) for code, shown in fields.items()),
        tracked("del", f'<w:r><w:delText>Said by {SECRET}.</w:delText></w:r>')
        + tracked("ins", words("Inserted words stay.")),
        '<w:pPr><w:rPr><w:del w:id="77" w:author="Jane Smith"/></w:rPr></w:pPr>'
        + words("DisjointSets "),
        words("words stay."),
        f'<w:pPr><w:pPrChange w:id="78" w:author="{SECRET}"><w:pPr/></w:pPrChange></w:pPr>'
        + words("Set words stay."),
        words(f"Hidden by {SECRET}.", "<w:vanish/>"),
        words(f"Hidden in style by {SECRET}.", '<w:rStyle w:val="Unseen"/>'),
        '<w:r><w:object><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="rIdPreview"/>'
        '</v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet" r:id="rIdOle"/></w:object></w:r>',
        '<w:r><w:object><v:shape style="width:9pt;height:9pt"/>'
        '<o:OLEObject Type="Link" ProgID="Excel.Sheet" r:id="rIdLinked"/></w:object></w:r>',
        '<w:r><w:object><w:control r:id="rIdControl" w:name="Button"/></w:object></w:r>',
        '<w:r><w:pict><v:shape><v:imagedata r:href="rIdOutside"/></v:shape></w:pict></w:r>',
        '<w:hyperlink r:id="rIdShare">' + words("Linked words stay.") + "</w:hyperlink>",
        '<w:hyperlink r:id="rIdWeb">' + words("Web words stay.") + "</w:hyperlink>",
        '<w:permStart w:id="5" w:ed="COUNCIL\\jane.smith"/>' + words("Editable words stay.")
        + '<w:permEnd w:id="5"/>',
        '<w:smartTag w:uri="urn:x" w:element="Person">' + words("Tagged words stay.")
        + "</w:smartTag>",
    )
    change(made)
    made.styles.element.append(parse_xml(
        f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="Unseen">'
        '<w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'))
    made.add_comment(made.paragraphs[0].runs[0], text="Ask the leader.", author=SECRET)
    core = made.core_properties
    core.author = core.last_modified_by = SECRET
    core.keywords, core.category = f"{SECRET}'s", "Draft"
    body = made.element.body
    body.insert(len(body) - 1, parse_xml(f'<w:altChunk {W} {R} r:id="rIdChunk"/>'))
    body.insert(len(body) - 1, parse_xml(f'<w:p {W} {R}><w:subDoc r:id="rIdSub"/></w:p>'))
    store = ('<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/'
             'customXml" ds:itemID="{1}"/>')
    words_of_settings = (
        f'<w:attachedTemplate {R} r:id="rIdAttached"/><w:mailMerge><w:mainDocumentType '
        f'w:val="formLetters"/><w:query w:val="SELECT * FROM {SECRET}"/></w:mailMerge>'
        f'<w:docVars><w:docVar w:name="who" w:val="{SECRET}"/></w:docVars>'
        '<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids><w:trackRevisions/>')
    custom = ('<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
              'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
              'docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
              f'name="Checked by"><vt:lpwstr>{SECRET}</vt:lpwstr></property></Properties>')
    relations = relating(
        related("oleObject", "embeddings/book.bin", "rIdOle"),
        related("image", "media/preview.png", "rIdPreview"),
        related("oleObject", "file:///C:/Users/jane/book.xlsx", "rIdLinked", True),
        related("control", "activeX/activeX1.xml", "rIdControl"),
        related("image", "http://tracker.example/logo.png", "rIdOutside", True),
        related("hyperlink", "file:///C:/Users/jane/x.docx", "rIdShare", True),
        related("hyperlink", "https://www.example.gov.uk/", "rIdWeb", True),
        related("aFChunk", "chunk.html", "rIdChunk"),
        related("subDocument", "file:///C:/Users/jane/sub.docx", "rIdSub", True),
        related("customXml", "../customXml/item9.xml", "rIdCustom"),
        related("vbaProject", "vbaProject.bin", "rIdMacros",
                of="http://schemas.microsoft.com/office/2006/relationships"),
        related("glossaryDocument", "glossary/document.xml", "rIdBlocks"))
    secret = SECRET.encode()
    return with_parts(saved(made), {
        "word/_rels/document.xml.rels": relations,
        "_rels/.rels": relating(related("custom-properties", "docProps/custom.xml", "rIdC"),
                                related("extensibility", "customUI/customUI.xml", "rIdUi",
                                        of="http://schemas.microsoft.com/office/2006/relationships/"
                                        "ui")),
        "docProps/app.xml": lambda part: part.replace(
            b"</Properties>", b"<Manager>" + secret + b"</Manager></Properties>"),
        "word/settings.xml": lambda part: part.replace(
            b"</w:settings>", words_of_settings.encode() + b"</w:settings>"),
        "[Content_Types].xml": typed(
            ("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
            ("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml")),
    }, {
        "docProps/custom.xml": custom.encode(),
        "word/_rels/settings.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">'
            + related("attachedTemplate", "file:///C:/Users/jane/House.dotm", "rIdAttached", True)
            + "</Relationships>").encode(),
        "word/embeddings/book.bin": secret, "word/media/preview.png": b"\x89PNG\r\n\x1a\n",
        "word/activeX/activeX1.xml": b"<ocx name='Jane Smith'/>",
        "word/chunk.html": b"<p>Jane Smith</p>",
        "customXml/item9.xml": b"<who>Jane Smith</who>",
        "customXml/itemProps9.xml": store.encode(),
        "word/vbaProject.bin": secret, "customUI/customUI.xml": b"<customUI>Jane Smith</customUI>",
        "word/glossary/document.xml": f"<w:glossaryDocument {W}/>".encode(),
    })

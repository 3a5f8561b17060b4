"""The finished file: the body and every part it names, zipped so that no run shows in its bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from zipfile import ZipFile

import docx
from docx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.opc.spec import default_content_types
from docx.oxml import parse_xml

from briefing.collecting import released
from briefing.document import Chart, Document, Look, blocks
from briefing.escaping import quoted
from briefing.periods import day_in_words
from briefing.problems import Problem, stop_if_any
from briefing.reading.word.parts import parsed
from briefing.reading.word.standing import furniture_words
from briefing.reading.word.written import Written, WrittenChart, written_xml
from briefing.writers.word.body import body_xml
from briefing.writers.word.chart_layout import MM_OF_PT, plot_of
from briefing.writers.word.chart_strip import strip_plot
from briefing.writers.word.charts import WORKBOOK_ID, chart_part
from briefing.writers.word.comments import Comments, Remarks
from briefing.writers.word.house import House
from briefing.writers.word.lines import axis_words
from briefing.writers.word.references import NO_REMARKS, References
from briefing.writers.word.run_note import RunNote, properties_part
from briefing.writers.word.sections import foot, heads
from briefing.writers.word.template import filled, main_part
from briefing.writers.word.trace import STORE
from briefing.writers.word.units import mm_of_twips
from briefing.writers.word.workbook import workbook_file
from briefing.writers.word.zipped import Packed, as_part, packed, put

TWIPS_OF_PT = 20
# Office takes no more; python-docx refuses it.
LONGEST_PROPERTY = 255
NO_NOTE = RunNote()
CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
OUTSIDE = ' TargetMode="External"'


def word_file(
    document: Document, note: RunNote = NO_NOTE, remarks: Remarks = NO_REMARKS,
    house: House | None = None, *, pictures: bool = False,
) -> bytes:
    """The document as a .docx file; the same document gives the same bytes.

    `note` says which run made it; `remarks` become comments; `house` is the council's template.
    With `pictures` its charts are pictures of those in the PDF, and no native ones. Raises
    ProblemsFound when a chart of the author's own cannot be drawn.
    """
    stop_if_any(own_chart_problems(document))
    with released():
        return _written(document, note, remarks, house, pictures)


def _written(
    document: Document, note: RunNote, remarks: Remarks, house: House | None, pictures: bool
) -> bytes:
    if house is None:
        references = References(document, remarks, drawn=pictures)
        main = main_part(document.look, document.language, body_xml(document, references))
        word = docx.Document(filled(document.look, document.language, references.lists))
        add_furniture(word.part, document)
    else:
        word, references = on_template(house, document, note, remarks, pictures)
        main = None         # the template's own, with the body in it
    add_links(word.part, references.links)
    for number, picture in enumerate(references.pictures, 1):
        add_part(word.part, f"picture{number}", RELATIONSHIP_TYPE.IMAGE,
                 f"/word/media/picture{number}.{picture.kind}", f"image/{picture.kind}",
                 picture.content)
    for relation, (chart, width) in references.charts.items():
        if references.is_picture(chart):
            add_picture(word.part, relation, chart, width, references)
        else:
            add_chart(word.part, relation, chart, width, document, references)
    add_comments(word.part, references.comments, document)
    tagged = main if main is not None else [word.part.blob]
    add_trace(word.part, references, note, sum(one.count(b"<w:sectPr") for one in tagged))
    add_note(word.part.package, note)
    set_properties(word.core_properties, document, note)
    return saved(word, main)


def own_chart_problems(document: Document) -> list[Problem]:
    """A problem for each chart of the author's own that cannot be drawn."""
    if not any(isinstance(block, Chart) and block.spec.own for block in blocks(document)):
        return []
    from briefing.writers.pdf import fonts

    return fonts.own_chart_problems(document)


def on_template(
    house: House, document: Document, note: RunNote, remarks: Remarks, pictures: bool
) -> tuple[docx.document.Document, References]:
    """The body on the council's template."""
    # a third of this writer, which a report without a template does without
    from briefing.writers.word.adopting import Adopted
    from briefing.writers.word.marking import on_every_page

    words = {
        "brief:title": document.title, "brief:meeting": note.meeting,
        "brief:author": document.author, "brief:date": day_in_words(document.dated),
        "brief:period": note.month,
    }
    adopted = Adopted(house, document, words)
    references = References(adopted.document, remarks, adopted.pages(), drawn=pictures)
    references.unmarked += adopted.standing
    word = docx.Document(adopted.written(references))
    on_every_page(word, document, adopted.terms)
    return word, references


def add_part(
    owner: Part, relation: str, kind: str, name: str, content_type: str,
    content: bytes | Callable[[], bytes | Packed],
) -> Part:
    """A new part that its owner names by the relationship's id."""
    uri = PackURI(name)
    part = (Part(uri, content_type, content, owner.package) if isinstance(content, bytes)
            else MadeLate(uri, content_type, content, owner.package))
    owner.rels.add_relationship(kind, part, relation)
    return part


def add_furniture(main: Part, document: Document) -> None:
    """The running heads and the foot."""
    for number, (relation, xml) in enumerate(heads(document).items(), 1):
        add_part(main, relation, RELATIONSHIP_TYPE.HEADER, f"/word/header{number}.xml",
                 CONTENT_TYPE.WML_HEADER, xml.encode())
    if document.page_note:
        add_part(main, "foot", RELATIONSHIP_TYPE.FOOTER, "/word/footer1.xml",
                 CONTENT_TYPE.WML_FOOTER, foot(document).encode())


def add_links(main: Part, links: dict[str, str]) -> None:
    """The addresses outside the file."""
    for address, relation in links.items():
        main.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, relation, True)


class MadeLate(Part):  # type: ignore[misc]
    """A part that is made when it comes into the file: hundreds of charts are never held at once.
    """

    def __init__(self, uri: PackURI, content_type: str, make: Callable[[], bytes | Packed],
                 package: OpcPackage) -> None:
        """`make` gives its content; it is asked once, when the file is written."""
        super().__init__(uri, content_type, None, package)
        self.make = make


def add_chart(main: Part, relation: str, chart: Chart, width: int, document: Document,
              references: References) -> None:
    """A chart's part, and its workbook inside it, of which the references keep the sum."""
    look = document.look
    series = references.series[relation]

    def drawn() -> bytes:
        place = strip_plot if chart.spec.kind == "strip" else plot_of
        plot = place(chart.spec, series, look, mm_of_twips(width), chart.height_mm)
        return chart_part(chart.spec, series, plot, look, document.language).encode()

    def book() -> Packed:
        made = workbook_file(axis_words(chart.spec), series, document.dated, document.author,
                             chart.spec.axis_name)
        references.summed(relation, made.content)
        return made.packed

    part = add_part(main, relation, RELATIONSHIP_TYPE.CHART, f"/word/charts/{relation}.xml",
                    CONTENT_TYPE.DML_CHART, drawn)
    add_part(part, WORKBOOK_ID, RELATIONSHIP_TYPE.PACKAGE, f"/word/embeddings/{relation}.xlsx",
             CONTENT_TYPE.SML_SHEET, book)


def add_picture(main: Part, relation: str, chart: Chart, width: int, references: References
                ) -> None:
    """A chart as a picture, of which the references keep the sum."""
    def drawn() -> bytes:
        return references.summed(relation, chart_as_picture(chart, width, references.look))

    add_part(main, relation, RELATIONSHIP_TYPE.IMAGE, f"/word/media/{relation}.png",
             CONTENT_TYPE.PNG, drawn)


def chart_as_picture(chart: Chart, width: int, look: Look) -> bytes:
    """The chart as a PNG file, as wide as that in twips."""
    # what draws it is slow to load, and a file of native charts does without
    from briefing.charts.picture import chart_picture
    from briefing.writers.pdf.fonts import family

    return chart_picture(chart.spec, width / TWIPS_OF_PT, chart.height_mm / MM_OF_PT, look,
                         family(look.font))


def pictures_of_charts(document: Document, note: RunNote, house: House | None, *, pictures: bool
                       ) -> dict[str, bytes]:
    """The charts that are pictures in the Word file of the document, by their anchors.

    The arguments are those of `word_file`; no file is made.
    """
    if house is None:
        references = References(document, drawn=pictures)
        body_xml(document, references)
    else:
        _, references = on_template(house, document, note, NO_REMARKS, pictures)
    anchors = (part.id for part in references.bookmarks.parts if isinstance(part, WrittenChart))
    return {anchor: chart_as_picture(chart, width, document.look)
            for anchor, (chart, width) in zip(anchors, references.charts.values(), strict=True)
            if references.is_picture(chart)}


def add_comments(main: Part, comments: Comments, document: Document) -> None:
    """The comments, where there are any."""
    if not comments.texts:
        return
    xml = comments.part(document.dated).encode()
    there = [one for one in main.rels.values() if one.reltype == RELATIONSHIP_TYPE.COMMENTS]
    if there:
        there[0].target_part.element.extend(list(parse_xml(xml)))
    else:
        add_part(main, "comments", RELATIONSHIP_TYPE.COMMENTS, "/word/comments.xml",
                 CONTENT_TYPE.WML_COMMENTS, xml)


def add_trace(main: Part, references: References, note: RunNote, sections: int) -> None:
    """What was written at each anchor and in how many sections, with the properties by which Word
    finds the part again.

    It comes into the file behind the charts, whose sums it tells.
    """
    def written() -> bytes:
        sums = dict(zip((part.id for part in references.bookmarks.parts
                         if isinstance(part, WrittenChart)), references.sums.values(), strict=True))
        parts = tuple(replace(part, book=sums[part.id]) if isinstance(part, WrittenChart) else part
                      for part in references.bookmarks.parts)
        return written_xml(Written(
            {**note.words(), "sections": "|" * sections}, parts,    # no number: it is no figure
            tuple(words for words in references.unmarked if words),
            furniture(main, RELATIONSHIP_TYPE.HEADER), furniture(main, RELATIONSHIP_TYPE.FOOTER)))

    there = {str(one.partname) for one in main.package.iter_parts()}
    free = next(n for n in count(1) if f"/customXml/item{n}.xml" not in there)
    part = add_part(main, "trace", RELATIONSHIP_TYPE.CUSTOM_XML, f"/customXml/item{free}.xml",
                    CONTENT_TYPE.XML, written)
    add_part(part, "store", RELATIONSHIP_TYPE.CUSTOM_XML_PROPS, f"/customXml/itemProps{free}.xml",
             CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, STORE.encode())


def furniture(main: Part, kind: str) -> tuple[str, ...]:
    """The words of the headers, or of the footers, each once."""
    trees = (parsed(one.target_part.blob) for one in main.rels.values() if one.reltype == kind)
    return tuple(dict.fromkeys(words for tree in trees if (words := furniture_words(tree))))


def add_note(package: OpcPackage, note: RunNote) -> None:
    """The cover note as properties of the file, beside those that the template has."""
    there = [one for one in package.rels.values()
             if one.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES]
    earlier = there[0].target_part if there else None
    name = earlier.partname if earlier is not None else PackURI("/docProps/custom.xml")
    part = Part(name, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES,
                properties_part(note, earlier.blob if earlier is not None else b""), package)
    if there:
        there[0]._target = part
    else:
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def set_properties(
    core: docx.opc.coreprops.CoreProperties, document: Document, note: RunNote
) -> None:
    """What the file says of itself, dated as the document is."""
    dated = datetime(document.dated.year, document.dated.month, document.dated.day)
    core.title = document.title[:LONGEST_PROPERTY]
    core.subject = document.subject[:LONGEST_PROPERTY]
    core.author = core.last_modified_by = document.author[:LONGEST_PROPERTY]
    core.language = document.language
    core.created = core.modified = dated
    core.revision = 1
    core.comments = note.sentence()[:LONGEST_PROPERTY]


def saved(word: docx.document.Document, main: Sequence[bytes] | None = None) -> bytes:
    """The file without the hour at which it was made, each part compressed once.

    It is what python-docx's own `save` does, but for the zip, which that dates, and for what names
    the parts, which it makes of trees. `main`, in pieces, stands in place of the part that
    python-docx holds as a tree.
    """
    package = word.part.package
    parts = package.parts
    for part in parts:
        part.before_marshal()
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        put(archive, CONTENT_TYPES, packed([content_types(parts)]))
        put(archive, PACKAGE_URI.rels_uri.membername, packed([relationships(package.rels)]))
        for part in parts:
            put(archive, part.partname.membername,
                packed(main) if main is not None and part is word.part else _packed(part))
            if part.rels:
                put(archive, part.partname.rels_uri.membername, packed([relationships(part.rels)]))
    return written.getvalue()


def _packed(part: Part) -> Packed:
    """A part's content as it comes into the file."""
    content = part.make() if isinstance(part, MadeLate) else part.blob
    return content if isinstance(content, Packed) else as_part(part.partname, content)


def content_types(parts: Iterable[Part]) -> bytes:
    """What the package's parts are, by their endings or by name: ISO/IEC 29500-2, 7.2."""
    endings = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    names: dict[str, str] = {}
    for part in parts:
        ending = part.partname.ext
        if (ending.lower(), part.content_type) in default_content_types:
            endings[ending.lower()] = part.content_type
        else:
            names[part.partname] = part.content_type
    return "".join([
        f'{DECLARATION}<Types xmlns="{NAMESPACE.OPC_CONTENT_TYPES}">',
        *(f"<Default Extension={quoted(ending)} ContentType={quoted(endings[ending])}/>"
          for ending in sorted(endings)),
        *(f"<Override PartName={quoted(name)} ContentType={quoted(names[name])}/>"
          for name in sorted(names)), "</Types>"]).encode()


def relationships(rels: Relationships) -> bytes:
    """What a part refers to, by ids: ISO/IEC 29500-2, 6.5."""
    return "".join([
        f'{DECLARATION}<Relationships xmlns="{NAMESPACE.OPC_RELATIONSHIPS}">',
        *(f"<Relationship Id={quoted(one.rId)} Type={quoted(one.reltype)} "
          f"Target={quoted(one.target_ref)}{OUTSIDE if one.is_external else ''}/>"
          for one in rels.values()), "</Relationships>"]).encode()

"""The logo: a picture in a paragraph of its own, with its words for those who cannot see it."""

from __future__ import annotations

from briefing.document import Picture
from briefing.reading.word.written import WrittenPicture, sum_of
from briefing.writers.word.markup import attribute, keep, paragraph
from briefing.writers.word.position import Position
from briefing.writers.word.references import References
from briefing.writers.word.tables import ALIGNED
from briefing.writers.word.units import emu

PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
# What Word writes for a picture that is there for its looks alone.
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>")


def picture_xml(picture: Picture, place: Position, references: References) -> str:
    """The paragraph that holds the picture; the style aligns it."""
    relation, number = references.picture(picture)
    name = f"Logo {len(references.pictures)}"
    references.bookmarks.parts.append(WrittenPicture(
        f"picture#{len(references.pictures)}", picture.alt, sum_of(picture.content)))
    size = f'cx="{emu(picture.width_mm)}" cy="{emu(picture.height_mm)}"'
    about = (f'id="{number}" name="{name}" descr={attribute(picture.alt)}')
    shown = f"<wp:docPr {about}/>" if picture.alt else (
        f"<wp:docPr {about}>{DECORATIVE}</wp:docPr>")
    drawing = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/>{shown}"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{PICTURE}"><pic:pic xmlns:pic="{PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    return paragraph(f"BriefingLogo{ALIGNED[picture.align]}", drawing, keep(place.keeps(last=True)))

"""What the file says of itself: PDF/UA-1 and PDF/A, in metadata that agree with the title page's.

Its colours are sRGB. With a file attached it is PDF/A-3a, else PDF/A-2a.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import PurePath
from typing import Any, NamedTuple

from PIL import ImageCms
from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDate,
    PDFDictionary,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from briefing.escaping import escape

MEDIA = {".csv": "/text#2Fcsv", ".json": "/application#2Fjson"}
ANY_MEDIUM = "/application#2Foctet-stream"

# PDF/A knows no pdfuaid: the second description tells it what that is.
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>
"""


class Attachment(NamedTuple):
    """A file that goes with the document, inside it, and what it is: the figures that it prints."""

    name: str
    content: bytes
    about: str


def identify(document: Any, attachment: Attachment | None) -> None:
    """Give ReportLab's document its metadata, the colours it is in, and the attached file."""
    catalogue = document.Catalog
    # ReportLab writes the keys that it lists, and lists neither of these.
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents", "AF"]
    catalogue.Metadata = XMP(creator=lambda _: _packet(document, "3" if attachment else "2"))
    catalogue.OutputIntents = PDFArray([PDFDictionary({
        "Type": "/OutputIntent", "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": PDFString("sRGB"), "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": PDFStream(PDFDictionary({"N": 3}), _srgb(), [PDFZCompress])})])
    if attachment:
        attached = _attached(document, attachment)
        catalogue.AF = PDFArray([attached])
        catalogue.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary(
            {"Names": PDFArray([PDFString(attachment.name), attached])})})


def _packet(document: Any, part: str) -> bytes:
    """The metadata as XMP, from what ReportLab writes into the file's older ones."""
    about, stamp = document.info, document._timeStamp  # private; set by our own canvas
    year, month, day, hour, minute, second = stamp.YMDhms
    texts = {
        "title": about.title, "author": about.author, "subject": about.subject,
        "creator": about.creator, "producer": about.producer, "keywords": about.keywords or "",
        "language": document.Catalog.Lang.s, "part": part,
        "date": f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00"}
    return PACKET.format_map({key: escape(text) for key, text in texts.items()}).encode()


@cache
def _srgb() -> bytes:
    """The sRGB profile of LittleCMS, with zeros for the time at which it was made."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes(12) + profile[36:]


def _attached(document: Any, attachment: Attachment) -> Any:
    """A reference to the attached file's specification."""
    dated = PDFDate(document._timeStamp)
    content = PDFStream(PDFDictionary({
        "Type": "/EmbeddedFile",
        "Subtype": MEDIA.get(PurePath(attachment.name).suffix, ANY_MEDIUM),
        "Params": PDFDictionary({
            "Size": len(attachment.content), "CreationDate": dated, "ModDate": dated,
            "CheckSum": f"<{hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()}>",
        })}), attachment.content, [PDFZCompress])
    return document.Reference(PDFDictionary({
        "Type": "/Filespec", "F": PDFString(attachment.name), "UF": PDFString(attachment.name),
        "AFRelationship": "/Data", "Desc": PDFString(attachment.about or attachment.name),
        "EF": PDFDictionary({"F": content, "UF": content})}))

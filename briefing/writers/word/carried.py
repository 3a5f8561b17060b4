"""What a template carries besides its looks and its standing words, by kind and in words.

The kinds are data: which relationships stay, which are left out and what is said of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.problems import listed

MACROS = "macros"
MENUS = "menus or keys of its own"
TRACKED = "tracked changes (taken as accepted)"
COMMENTS = "comments"
HIDDEN = "hidden text"
FIELDS = "fields that fetch from elsewhere or name people and files"
OUTSIDE = "links to other files"
PICTURES = "pictures kept outside the file"
EMBEDDED = "embedded files"
CONTROLS = "ActiveX controls"
MERGE = "a mail merge"
VARIABLES = "document variables"
CUSTOM_XML = "custom XML"
CUSTOM = "custom properties"
BLOCKS = "building blocks"
EDITORS = "names of permitted editors"
MEDIA = "sound or video"
ADD_INS = "add-ins"
SIGNATURE = "a digital signature"
LABEL = "a sensitivity label"
PROPERTIES = "properties of the file (author, company and the like)"
OTHER = "parts of another program"
MISSING = "links to parts that are not in it"
ORDER = (MACROS, MENUS, TRACKED, COMMENTS, HIDDEN, FIELDS, OUTSIDE, PICTURES, EMBEDDED, CONTROLS,
         MERGE, VARIABLES, CUSTOM_XML, CUSTOM, BLOCKS, EDITORS, MEDIA, ADD_INS, SIGNATURE, LABEL,
         PROPERTIES, OTHER, MISSING)  # fmt: skip

# Relationships that stay, by the last word of their type, with the type of the parts they name.
W_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
KEPT = {
    "styles": f"{W_TYPE}styles+xml",
    "numbering": f"{W_TYPE}numbering+xml",
    "settings": f"{W_TYPE}settings+xml",
    "fontTable": f"{W_TYPE}fontTable+xml",
    "header": f"{W_TYPE}header+xml",
    "footer": f"{W_TYPE}footer+xml",
    "footnotes": f"{W_TYPE}footnotes+xml",
    "endnotes": f"{W_TYPE}endnotes+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "themeOverride": "application/vnd.openxmlformats-officedocument.themeOverride+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "chartUserShapes": "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml",
    "chartStyle": "application/vnd.ms-office.chartstyle+xml",
    "chartColorStyle": "application/vnd.ms-office.chartcolorstyle+xml",
    "diagramData": "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
    "diagramLayout": "application/vnd.openxmlformats-officedocument.drawingml.diagramLayout+xml",
    "diagramQuickStyle": "application/vnd.openxmlformats-officedocument.drawingml.diagramStyle+xml",
    "diagramColors": "application/vnd.openxmlformats-officedocument.drawingml.diagramColors+xml",
    "diagramDrawing": "application/vnd.ms-office.drawingml.diagramDrawing+xml",
    "image": "",        # as the template says, or by the file's ending
    "hdphoto": "",
    "font": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "hyperlink": "",
}
BINARY = ("image", "hdphoto", "font", "hyperlink")
# Without these the template is not what its maker saw.
NEEDED = ("styles", "numbering", "header", "footer")
# What is said of the relationships that go; "" for what every file of Word's has.
LEFT_OUT = {
    "vbaProject": MACROS, "wordVbaData": MACROS,
    "attachedToolbars": MENUS, "keyMapCustomizations": MENUS, "extensibility": MENUS,
    "comments": COMMENTS, "commentsExtended": "", "commentsIds": "", "commentsExtensible": "",
    "people": "", "documenttasks": COMMENTS,
    "oleObject": EMBEDDED, "package": EMBEDDED,
    "control": CONTROLS, "activeXControlBinary": CONTROLS,
    "aFChunk": OUTSIDE, "subDocument": OUTSIDE, "frame": OUTSIDE, "attachedTemplate": "",
    "mailMergeSource": MERGE, "mailMergeHeaderSource": MERGE, "recipientData": MERGE,
    "customXml": "", "glossaryDocument": BLOCKS,
    "webSettings": "", "stylesWithEffects": "", "thumbnail": "", "printerSettings": "",
    "video": MEDIA, "audio": MEDIA, "media": MEDIA,
    "webextensiontaskpanes": ADD_INS, "webextension": ADD_INS,
    "origin": SIGNATURE, "classificationlabels": LABEL,
    "core-properties": "", "extended-properties": "", "custom-properties": "",
}  # fmt: skip
IMAGES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg",
          "gif": "image/gif", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
          "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml",
          "wdp": "image/vnd.ms-photo"}  # fmt: skip

# Settings that a report may take over: its page, its typing, its compatibility; no ids and no ties.
SETTINGS_KEPT = frozenset((
    "zoom", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter", "gutterAtTop", "embedTrueTypeFonts", "embedSystemFonts",
    "saveSubsetFonts", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit",
    "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders", "bookFoldRevPrinting",
    "bookFoldPrinting", "bookFoldPrintingSheets", "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing", "displayBackgroundShape", "characterSpacingControl",
    "defaultTableStyle", "footnotePr", "endnotePr", "compat", "themeFontLang", "clrSchemeMapping",
    "shapeDefaults", "hdrShapeDefaults", "decimalSymbol", "listSeparator", "mathPr",
    "documentProtection", "writeProtection",
))
# Properties of the file that a person typed; who saved it last and how often stands in every file.
TYPED = ("Company", "Manager", "HyperlinkBase", "keywords", "category", "contentStatus",
         "description")

# Fields that stay fields: they know this file only.
FIELDS_KEPT = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ",
    "TOC", "TC", "XE", "INDEX", "TITLE", "SUBJECT", "DATE", "TIME", "SYMBOL", "LISTNUM", "AUTONUM",
    "AUTONUMLGL", "AUTONUMOUT", "ADVANCE", "EQ", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "=",
    "QUOTE", "BIDIOUTLINE", "TA", "TOA", "NUMCHARS", "NUMWORDS",
))
# Fields whose words go as well: a name, a path, a figure of another program.
FIELDS_GONE = frozenset((
    "AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "TEMPLATE",
    "DDE", "DDEAUTO", "MACROBUTTON", "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF",
    "SKIPIF", "ADDRESSBLOCK", "GREETINGLINE", "RD", "PRINT", "CONTROL", "COMMENTS",
))


def in_words(kinds: Iterable[str]) -> str:
    """The kinds in a fixed order: "macros, comments and custom XML"."""
    there = set(kinds)
    return listed([kind for kind in ORDER if kind in there], "and")

"""A Word file opened: its parts, or what is wrong with it."""

from __future__ import annotations

import io
import re
from zipfile import is_zipfile

from lxml import etree

from briefing.files import BROKEN, ZIP, opened_zip
from briefing.problems import Place, Problem
from briefing.reading.word.parts import Parts, value, w

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
# Of these the styles are taken and the macros left; see `clean_parts`.
WITH_MACROS = ("application/vnd.ms-word.document.macroEnabled.main+xml",
               "application/vnd.ms-word.template.macroEnabledTemplate.main+xml")
MOST_XML = 50 * 1024 * 1024     # bytes unpacked, pictures and fonts not counted
DAMAGED = "it is damaged."
REMEDY = "Open it in Word and save it again."
OLE = b"\xd0\xcf\x11\xe0"       # begins files of the old formats, and encrypted ones
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# LibreOffice ends a link before the tracked change that it began before: it can read that no more
# than Word can, and an author's edits would be lost with it.
CROSSED = re.compile(rb"</w:hyperlink></w:(del|ins)>")
SAVE_AS = "Save it in Word as a document (.docx) or template (.dotx)."


def opened(raw: bytes, place: Place, problems: list[Problem], *, edited: bool = False
           ) -> Parts | None:
    """The file's parts; None, with a problem, when it cannot be read.

    A template is to be written on, and refused where that is forbidden; an `edited` file is not.
    """
    if raw.startswith(OLE):
        what, hint = (("it is protected by a password.", "Save it without the password.")
                      if ENCRYPTED in raw else
                      ("it is a file of an older Word, or of another program.", SAVE_AS))
        problems.append(Problem(place, what, hint))
        return None
    if not is_zipfile(io.BytesIO(raw)):
        cut = raw.startswith(ZIP)
        problems.append(Problem(place, DAMAGED if cut else "it is not a Word file.",
                                REMEDY if cut else SAVE_AS))
        return None
    try:
        archive = opened_zip(raw, place, problems)
        if archive is None:
            return None
        parts = Parts({one.filename.replace("\\", "/"): archive.read(one)
                       for one in archive.infolist() if not one.is_dir()})
        faults = _faults(parts, edited)
        if faults is None:
            parts.read(parts.main)
    except KeyError:
        problems.append(Problem(place, "it is not a Word file.", SAVE_AS))
        return None
    except (*BROKEN, etree.XMLSyntaxError):
        problems.append(Problem(place, DAMAGED, REMEDY))
        return None
    if faults:
        problems.append(Problem(place, *faults))
        return None
    found = _refused(parts, edited)
    problems += [Problem(place, *found)] if found else []
    return None if found else parts


def _faults(parts: Parts, edited: bool) -> tuple[str, str] | None:
    """What is said of a file with a part that Word would not read, and the remedy."""
    written = sum(len(blob) for name, blob in parts.blobs.items() if _is_xml(name))
    if written > MOST_XML:
        return (f"its text takes {written / 1024 ** 2:,.0f} MB; at most {MOST_XML // 1024 ** 2} MB "
                "are read.", "Take out what is no part of the report." if edited else
                "Start from a template without the text of a report.")
    for name in list(parts.blobs):
        if not _is_xml(name):
            continue
        try:
            tree = _whole(parts, name)
        except etree.XMLSyntaxError:
            return f"it is damaged: {name} cannot be read.", REMEDY
        if tree.getroottree().docinfo.internalDTD is not None:
            return f"{name} declares entities, which no file of Word's does.", SAVE_AS
    return None


def _whole(parts: Parts, name: str) -> etree._Element:
    """A part's tree, links and tracked changes that cross put right."""
    try:
        return parts.read(name)
    except etree.XMLSyntaxError:
        blob = parts.blobs[name]
        mended = CROSSED.sub(rb"</w:\1></w:hyperlink>", blob)
        if mended == blob:
            raise
        parts.blobs[name] = mended
        return parts.read(name)


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels"))


def _refused(parts: Parts, edited: bool) -> tuple[str, str] | None:
    """What is said of a whole file that cannot be written on, and the remedy."""
    content_type = parts.content_type(parts.main)
    if content_type not in (MAIN, TEMPLATE, *WITH_MACROS):
        return "it is not a Word file.", SAVE_AS
    if parts.read(parts.main).tag != w("document"):
        return "it is in the strict form of Open XML.", SAVE_AS
    if parts.related("styles") is None:
        return "it has no styles.", REMEDY
    settings = parts.related("settings")
    if settings is not None and not edited:
        tree = parts.read(settings)
        lock = tree.find(w("documentProtection"))
        enforced = value(lock, "enforcement") in ("1", "true", "on")
        if enforced or value(tree.find(w("writeProtection")), "hash"):
            return ("it is protected against changes.",
                    "In Word choose Review, Restrict Editing, Stop Protection, and save it.")
    return None

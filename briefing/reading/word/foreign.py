"""Files that are not Word files, by how they begin: what is said of each, and the remedy."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile

from briefing.files import ZIP

SAVE_AS = "Save it in its program as a Word document (.docx), and give that."
OTHERS = (
    (b"%PDF", "it is a PDF.", "Give the Word file that was edited."),
    (b"{\\rtf", "it is rich text (.rtf), which keeps no trace of what was written.", SAVE_AS),
    (b"<?xml", "it is a Word file of one piece (.xml).", SAVE_AS),
    (b"<html", "it is a web page.", SAVE_AS),
    (b"<!DOC", "it is a web page.", SAVE_AS),
)


def foreign(raw: bytes) -> tuple[str, str] | None:
    """What is said of a file of another kind, and the remedy; None where it may be a Word file."""
    if not raw:
        return "it is empty.", "Give the Word file that was edited."
    for start, what, hint in OTHERS:
        if raw.lstrip(b"\xef\xbb\xbf \r\n")[:len(start)].lower() == start.lower():
            return what, hint
    if raw.startswith(ZIP):
        try:
            with ZipFile(io.BytesIO(raw)) as archive:
                names = set(archive.namelist())
                kind = archive.read("mimetype")[:60] if "mimetype" in names and (
                    archive.getinfo("mimetype").file_size < 200) else b""
        # zipfile raises RuntimeError for a lock, NotImplementedError for a way of packing
        # that it does not know
        except (BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
            return None         # said by what opens it
        if b"opendocument" in kind:
            return "it is an OpenDocument file (.odt).", SAVE_AS
        if "xl/workbook.xml" in names or "ppt/presentation.xml" in names:
            return "it is a workbook or slides, not a Word file.", (
                "Give the Word file that was edited.")
    return None

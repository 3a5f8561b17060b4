"""The file as PDF 1.5 has it: objects packed into compressed streams, and a table of them that is
one too. ReportLab writes each object by itself, which takes three times the room.

ISO 32000-1, 7.5.7 (object streams) and 7.5.8 (cross-reference streams). PDF/A allows both from its
second part on.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFPage, PDFStream, pdfdocEnc

PRESSED = 5                     # as small as at 6, within one in 200, in two thirds of its time
PACKED = 200                    # objects in a stream: more are no smaller
STREAM, ENDS = b"\nstream\n", b"endstream\n"
FREE, PLAIN, IN_STREAM = 0, 1, 2    # an entry of the table: what its object is
ENTRY = struct.Struct(">BIH")   # an entry's three fields, 1, 4 and 2 bytes


def packed(document: Any) -> bytes:
    """The bytes of ReportLab's document, the same for the same document.

    It takes the place of its `format`, which is private: what it does besides, encryption and
    signatures, no report has.
    """
    catalogue, about = document.Reference(document.Catalog), document.Reference(document.info)
    file = bytearray(b"%%PDF-%d.%d\n%%\xbf\xf7\xa2\xfe\n" % document._pdfVersion)
    entries: list[tuple[int, int, int]] = [(FREE, 0, 65535)]
    waiting: list[tuple[int, bytes]] = []
    full: list[_Together] = []
    last = 0
    for last, written in _objects(document):
        if not written.endswith(ENDS):
            entries.append((IN_STREAM, 0, 0))       # where, when all have their numbers
            waiting.append((last, written))
            if len(waiting) == PACKED:
                full.append(_together(waiting))     # they take a tenth of the room
                waiting = []
        else:
            begin = written.index(STREAM)
            entries.append((PLAIN, len(file), 0))
            file += _object(last, written[:begin], written[begin + len(STREAM) : -len(ENDS)])
    for each in [*full, _together(waiting)] if waiting else full:
        last += 1
        for place, number in enumerate(each.numbers):
            entries[number] = (IN_STREAM, last, place)
        entries.append((PLAIN, len(file), 0))
        file += _object(last, each.dictionary, each.pressed)
    entries.append((PLAIN, len(file), 0))
    begins = len(file)
    file += _table(last + 1, entries, catalogue.format(document), about.format(document),
                   hashlib.md5(file, usedforsecurity=False).hexdigest())
    file += b"startxref\n%d\n%%%%EOF\n" % begins
    return bytes(file)


def _objects(document: Any) -> Iterator[tuple[int, bytes]]:
    """Each object's number and bytes; to write one can add others, which come later.

    An element of the structure stands under its number itself, what is ReportLab's under its name.
    What was written is let go where it is large, the elements and the operators of pages.
    """
    number = 1
    while number in document.numberToId:
        named = document.numberToId[number]
        if isinstance(named, str):
            held = document.idToObject[named]
            yield number, pdfdocEnc(held.format(document))
            if isinstance(held, PDFStream):
                held.content = ""
            elif isinstance(held, PDFPage):
                held.stream = ""    # its contents have it by now
        else:
            yield number, named.format(document)
            document.numberToId[number] = ""
        number += 1


def _object(number: int, dictionary: bytes, content: bytes) -> bytes:
    """An object that is a stream.

    PDF/A wants a line's end before "endstream". Where the content's own last byte is a carriage
    return (one in 256 is), that end is one as well: a lone line feed would be taken with it for
    one end of a line, and the stream for a byte too short.
    """
    return b"".join([b"%d 0 obj\n" % number, dictionary, STREAM, content,
                     b"\r\n" if content.endswith(b"\r") else b"\n", ENDS, b"endobj\n"])


class _Together(NamedTuple):
    """A stream of objects: their numbers, and its dictionary and content."""

    numbers: tuple[int, ...]
    dictionary: bytes
    pressed: bytes


def _together(objects: list[tuple[int, bytes]]) -> _Together:
    """A stream of objects, which begins with their numbers and places."""
    places, content = [], bytearray()
    for each, written in objects:
        places.append(b"%d %d" % (each, len(content)))
        content += written.rstrip(b"\n") + b"\n"
    heads = b" ".join(places) + b"\n"
    pressed = zlib.compress(heads + content, PRESSED)
    return _Together(tuple(each for each, _ in objects), (
        b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
            len(objects), len(heads), len(pressed))), pressed)


def _table(number: int, entries: list[tuple[int, int, int]], catalogue: bytes, about: bytes,
           identity: str) -> bytes:
    """Where every object is; `identity` is of all that stands before it."""
    pressed = zlib.compress(b"".join([ENTRY.pack(*entry) for entry in entries]))
    key = f"<{identity}>".encode()
    return _object(number, b"<</Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID[%s%s]"
                   b"/Filter/FlateDecode/Length %d>>" % (
                       len(entries), catalogue, about, key, key, len(pressed)), pressed)

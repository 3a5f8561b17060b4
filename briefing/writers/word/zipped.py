"""Parts as they come into the zip of a package, undated, each compressed once.

zipfile compresses what it is given. Here a part may come compressed already, since most of a
chart's workbook is the same in all of them: a stream of DEFLATE can be put together of pieces that
end at a whole byte and refer to nothing before them (RFC 1951, 3.2; zlib's Z_FULL_FLUSH).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The earliest date that a zip can hold: a file's own date would differ from run to run.
NO_DATE = (1980, 1, 1, 0, 0, 0)
FOR_ITS_OWNER = 0o600 << 16     # as zipfile writes it
COMPRESSED = (".png", ".jpeg")
NO_HEAD = -15                   # of zlib, round a stream in a zip


class Packed(NamedTuple):
    """A content as it stands in a zip, with its checksum and its size when it is unpacked."""

    content: bytes
    crc: int
    size: int
    method: int = ZIP_DEFLATED


def stored(content: bytes) -> Packed:
    """The content as it is."""
    return Packed(content, zlib.crc32(content), len(content), ZIP_STORED)


def as_part(name: str, content: bytes) -> Packed:
    """The content of the part of that name: a picture is compressed in itself."""
    return stored(content) if name.endswith(COMPRESSED) else packed([content])


def beginning(content: bytes) -> Packed:
    """The content compressed so that others can be put behind it."""
    stream = zlib.compressobj(wbits=NO_HEAD)
    return Packed(stream.compress(content) + stream.flush(zlib.Z_FULL_FLUSH),
                  zlib.crc32(content), len(content))


def packed(content: Iterable[bytes], behind: Packed | None = None) -> Packed:
    """The content, in pieces, compressed; `behind` that beginning, where there is one."""
    before = behind or Packed(b"", 0, 0)
    stream = zlib.compressobj(wbits=NO_HEAD)
    made, crc, size = [before.content], before.crc, before.size
    for piece in content:
        made.append(stream.compress(piece))
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    made.append(stream.flush())
    return Packed(b"".join(made), crc, size)


def put(archive: ZipFile, name: str, part: Packed) -> None:
    """Put the part into the zip that is being written, under that name."""
    entry = ZipInfo(name, NO_DATE)
    entry.compress_type, entry.external_attr = part.method, FOR_ITS_OWNER
    entry.CRC, entry.compress_size, entry.file_size = part.crc, len(part.content), part.size
    # what zipfile does with a file of its own, but for the compressing
    assert archive.fp is not None
    entry.header_offset = archive.fp.tell()
    archive.fp.write(entry.FileHeader(zip64=False))
    archive.fp.write(part.content)
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry
    archive.start_dir = archive.fp.tell()

"""A template's pictures without what a camera or a program wrote into them besides the picture.

Who took it, where and with what stands in segments of their own: they go, and not one byte of the
picture is touched. A picture that cannot be followed to its end is left as it is.
"""

from __future__ import annotations

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# JFIF, the colour profile and Adobe's way of storing colours are needed to draw it.
NEEDED_SEGMENTS = {0xE0, 0xE2, 0xEE}
OTHER_SEGMENTS = {*range(0xE0, 0xF0), 0xFE}     # a program's own, and comments
SCAN = 0xDA
REMARKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def bare_picture(raw: bytes) -> bytes:
    """The picture without descriptions, EXIF and comments; of a JPEG or a PNG."""
    if raw.startswith(JPEG):
        return _bare_jpeg(raw)
    return _bare_png(raw) if raw.startswith(PNG) else raw


def _bare_jpeg(raw: bytes) -> bytes:
    made, at = bytearray(JPEG), len(JPEG)
    while at + 4 <= len(raw) and raw[at] == 0xFF:
        kind = raw[at + 1]
        if kind == SCAN:
            return bytes(made + raw[at:])
        end = at + 2 + int.from_bytes(raw[at + 2:at + 4], "big")
        if kind not in OTHER_SEGMENTS or kind in NEEDED_SEGMENTS:
            made += raw[at:end]
        at = end
    return raw


def _bare_png(raw: bytes) -> bytes:
    made, at = bytearray(PNG), len(PNG)
    while at + 12 <= len(raw):
        end = at + 12 + int.from_bytes(raw[at:at + 4], "big")
        kind = raw[at + 4:at + 8]
        if kind not in REMARKS:
            made += raw[at:end]
        if kind == b"IEND":
            return bytes(made)
        at = end
    return raw

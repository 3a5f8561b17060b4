"""Which characters the fonts of the shelf can print, read from the fonts themselves.

A character that a font lacks is printed as an empty box, and heard as nothing: every text that an
author, a layout or a sentence book gives is looked at before anything is composed.
"""

from __future__ import annotations

import struct
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from briefing.problems import Place, Problem
from briefing.shelves import shelf

FACES = ("regular", "bold", "italic", "bold_italic")
AROUND = 20  # characters of the text on either side, shown with one that cannot be printed


@cache
def families() -> Mapping[str, Mapping[str, str]]:
    """The families that a look can name: a name, and the file of each face."""
    return tomllib.loads((shelf("fonts") / "fonts.toml").read_text("utf-8"))


@cache
def characters(family: str) -> frozenset[str]:
    """The characters that all four faces of the family can print."""
    found = [_mapped(shelf("fonts") / families()[family][face]) for face in FACES]
    return frozenset(chr(code) for code in set.intersection(*found) if code >= ord(" "))


@cache
def _every_family() -> frozenset[str]:
    return frozenset.intersection(*map(characters, families()))


def unprintable(texts: Iterable[tuple[Place, str]], family: str = "") -> list[Problem]:
    """A problem for each character of a text that the family (else any of the shelf's) lacks."""
    known = (characters(family) if family else _every_family()) | {"\n"}
    return [Problem(place, f"the font has no {described(character)}, found in "
                           f"'{_around(text, text.index(character))}'.", "Use another character.")
            for place, text in texts if not known.issuperset(text)
            for character in sorted(set(text) - known)]


def unprintable_in(table: Mapping[str, Any], file: str) -> list[Problem]:
    """The same for every text of a TOML file's tables, but for what it says of itself."""
    printed = {key: value for key, value in table.items() if key != "about"}
    if (_every_family() | {"\n"}).issuperset("".join(_texts(printed))):
        return []
    return unprintable(strings(table, file))


def _texts(value: Any) -> Iterator[str]:
    """Every text in it, without its place: most files have nothing to be told of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def described(character: str) -> str:
    """ "'✓' (U+2713, CHECK MARK)"."""
    name = unicodedata.name(character, "")
    return f"'{character}' (U+{ord(character):04X}{', ' if name else ''}{name})"


def _around(text: str, at: int) -> str:
    start, end = max(at - AROUND, 0), min(at + AROUND + 1, len(text))
    return f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"


def strings(table: Mapping[str, Any], file: str, path: str = "") -> Iterator[tuple[Place, str]]:
    """Every text of a TOML file's tables, with its place: "words.source", "say.hold[2].text".

    What the file says of itself, `about`, is not printed.
    """
    for key, value in table.items():
        if not path and key == "about":
            continue
        name = f"{path}.{key}" if path else key
        if isinstance(value, str):
            yield Place(file, column=name), value
        elif isinstance(value, Mapping):
            yield from strings(value, file, name)
        elif isinstance(value, list):
            for n, each in enumerate(value, 1):
                if isinstance(each, str):
                    yield Place(file, column=f"{name}[{n}]"), each
                elif isinstance(each, Mapping):
                    yield from strings(each, file, f"{name}[{n}]")


# ── a font file ─────────────────────────────────────────────────────────────────────────────────


def _mapped(path: Path) -> set[int]:
    """The characters for which a TrueType font has a glyph, from its table for Unicode."""
    font = path.read_bytes()
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
              for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)}
    cmap = tables[b"cmap"]
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * n)
        kind = struct.unpack_from(">H", font, cmap + offset)[0]
        if (platform, encoding) in ((3, 1), (3, 10)) and kind in (4, 12):
            found |= (_segments if kind == 4 else _groups)(font, cmap + offset)
    return found


def _segments(font: bytes, at: int) -> set[int]:
    """The characters of a table of format 4."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + 14 + 2 * count * n + 2 * (n > 0))
        for n in range(4))
    found: set[int] = set()
    for n, (start, end, delta, offset) in enumerate(
            zip(starts, ends, deltas, offsets, strict=True)):
        codes = range(start, min(end, 0xFFFE) + 1)
        glyphs: Iterable[int] = codes
        if offset:  # counted from where the offset itself stands
            glyphs = struct.unpack_from(f">{len(codes)}H", font,
                                        at + 16 + 6 * count + 2 * n + offset)
        found.update(code for code, glyph in zip(codes, glyphs, strict=True)
                     if (glyph or not offset) and (glyph + delta) % 0x10000)
    return found


def _groups(font: bytes, at: int) -> set[int]:
    """The characters of a table of format 12."""
    found: set[int] = set()
    for n in range(struct.unpack_from(">I", font, at + 12)[0]):
        start, end, _ = struct.unpack_from(">III", font, at + 16 + 12 * n)
        found |= set(range(start, end + 1))
    return found

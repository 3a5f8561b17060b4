"""Which character each code of a font stands for, so that text can be heard, searched and copied.

ReportLab maps codes that no text uses to U+0000, which PDF/UA forbids, and more codes in a block
than a table of this kind may have.
"""

from __future__ import annotations

from collections.abc import Sequence

BLOCK = 100  # entries in a block, at most


def to_unicode(font: str, subset: Sequence[int]) -> str:
    """The table of a font's subset, in which the place of a character is its code."""
    pairs = [f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
             for code, character in enumerate(subset) if character]
    blocks = [pairs[start : start + BLOCK] for start in range(0, len(pairs), BLOCK)]
    return "\n".join([
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
        *(line for block in blocks
          for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])

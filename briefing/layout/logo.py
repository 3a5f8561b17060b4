"""The logo: report.toml's or the layout's own, read and looked at before anything is written."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image

from briefing.document import Picture
from briefing.files import read_bytes
from briefing.layout.plan import Layout
from briefing.problems import Place, Problem
from briefing.reading.settings import FILE, Report

MOST_PIXELS = 50_000_000
PAGE_MM = 210.0     # an upright page: no logo is wider than its text
# what pillow raises for a file that is damaged, or no picture: its readers differ
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, OverflowError,
          Image.DecompressionBombWarning, Image.DecompressionBombError)


def logo_file(layout: Layout, layout_path: Path, report: Report, folder: Path
              ) -> tuple[str, Path] | None:
    """The logo's name and path: report.toml's own comes first; None when there is none."""
    if report.logo:
        return report.logo, folder / report.logo
    if layout.logo.file:
        return f"layouts/{layout.logo.file}", layout_path.parent / layout.logo.file
    return None


def read_logo(layout: Layout, layout_path: Path, report: Report, folder: Path,
              problems: list[Problem]) -> Picture | None:
    """The logo as the layout sets it; None when there is none or, with problems, it is faulty."""
    named = logo_file(layout, layout_path, report, folder)
    if named is None:
        return None
    name, path = named
    if report.logo and not any(part.kind == "logo" for part in layout.parts):
        problems.append(Problem(Place(FILE, column="report.logo"),
                                f"the layout '{report.layout}' has no place for it.",
                                'A layout shows it where it has a part of kind = "logo".',
                                warning=True))
    content = read_bytes(path, name, "Put the picture there, or take out what names it: " + (
        "report.logo." if report.logo else "[logo] in the layout."), problems)
    if content is None:
        return None
    size = logo_size(content, name, problems)
    if size is None:
        return None
    kind, wide, tall = size
    height = layout.logo.height_mm
    width = height * wide / tall
    if width > (most := PAGE_MM - 2 * layout.look.margin_mm):
        width, height = most, most * tall / wide
    return Picture(content, "png" if kind == "PNG" else "jpeg",
                   report.logo_alt or layout.logo.alt, width, height, layout.logo.align)


def logo_size(content: bytes, name: str, problems: list[Problem]) -> tuple[str, int, int] | None:
    """The picture's format, and its width and height in pixels, once all of it was read."""
    place = Place(name)
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as picture:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            kind, (wide, tall) = str(picture.format), picture.size
            if kind in ("PNG", "JPEG") and wide * tall <= MOST_PIXELS:
                picture.load()
    except BROKEN:
        problems.append(Problem(place, "it is no picture that can be read.",
                                "Save it again as PNG or JPEG."))
        return None
    if kind not in ("PNG", "JPEG"):
        problems.append(Problem(place, f"it is a picture of the kind {kind}.",
                                "Save it as PNG or JPEG."))
        return None
    if wide * tall > MOST_PIXELS:
        problems.append(Problem(place, f"it has {wide:,} by {tall:,} pixels.",
                                "Save it smaller: 1,000 pixels are wide enough."))
        return None
    return kind, wide, tall

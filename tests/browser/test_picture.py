"""The README's picture of the HTML edition: of today's page, on a tablet and on a telephone."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image, PngImagePlugin

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "tests" / "golden" / "html.png"
SHOWN = ("at-a-glance", "panel.assessments.rate")


def parts_shown(page: Path) -> str:
    """The hash of what the picture shows: the style sheets, and the parts of the page."""
    tree = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    parts = [each.text for each in tree.iter("style")]
    for name in SHOWN:
        (heading,) = tree.xpath(f"//*[@id='{name}']")
        parts.append(html.tostring(heading.getparent(), encoding="unicode"))
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def test_the_picture_is_of_this_page(opened: Callable[..., Any], files: dict[str, Path],
                                     request: pytest.FixtureRequest) -> None:
    shown = parts_shown(files["whole"])
    if request.config.getoption("--rewrite-golden"):
        shots = []
        for name, width in zip(SHOWN, (1000, 390), strict=True):
            with opened("whole", width=width, height=760) as page:
                page.evaluate("name => document.getElementById(name).scrollIntoView()", name)
                shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        picture = Image.new("RGB", (sum(s.width for s in shots) + 24, 760), "#8C8C8C")
        picture.paste(shots[0], (0, 0))
        picture.paste(shots[1], (shots[0].width + 24, 0))
        words = PngImagePlugin.PngInfo()
        words.add_text("page", shown)
        picture.quantize(128).save(PICTURE, pnginfo=words, optimize=True)
    with Image.open(PICTURE) as made:
        assert made.text["page"] == shown, "the picture is of an older page: --rewrite-golden"
    assert "tests/golden/html.png" in (ROOT / "README.md").read_text("utf-8")

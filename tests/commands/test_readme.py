"""The README tells the truth of today: its picture, its commands, its settings, its columns."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, PngImagePlugin

from briefing import cli
from briefing.manual import topics

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PICTURE = ROOT / "tests" / "golden" / "page.png"
WORDS = ("Where improvement is needed", "Assessments commencing", "working days")


def page_shown(pdf: Path) -> tuple[int, str]:
    """The page of the picture (from 0), and the hash of what is drawn on it."""
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    page = next(n for n, text in enumerate(texts) if all(words in text for words in WORDS))
    with pikepdf.open(pdf) as opened_pdf:
        drawn = opened_pdf.pages[page].Contents.read_bytes()
    return page, hashlib.sha256(drawn).hexdigest()


def test_the_picture_is_a_page_of_the_result(built: dict[str, Path],
                                             request: pytest.FixtureRequest) -> None:
    page, drawn = page_shown(built["pdf"])
    if request.config.getoption("--rewrite-golden"):
        with pypdfium2.PdfDocument(built["pdf"]) as pdf:
            picture = pdf[page].render(scale=1.4).to_pil().quantize(128)
        words = PngImagePlugin.PngInfo()
        words.add_text("page", drawn)
        picture.save(PICTURE, pnginfo=words, optimize=True)
    with Image.open(PICTURE) as picture:
        assert picture.text["page"] == drawn, "the picture is of an older page: --rewrite-golden"
    assert README.index("tests/golden/page.png") < README.index("## Two commands")


def test_every_command_and_page_of_the_manual_is_named() -> None:
    for command in cli.main.commands:
        assert f"briefing {command}" in README
    for topic, about in topics():
        assert f"| [`{topic}`](briefing/manual/{topic}.md) | {about} |" in README


def test_it_is_short() -> None:
    assert len(README.splitlines()) < 200

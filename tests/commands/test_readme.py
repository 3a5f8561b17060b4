"""The README tells the truth of today: its picture, its commands, its settings, its columns."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, PngImagePlugin

from briefing import cli
from briefing.layout.plan import PartKind
from briefing.reading.dictionary import OPTIONAL, REQUIRED
from briefing.reading.settings import Disclosure, Files, Rating, Report

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


def test_every_command_is_known() -> None:
    for command in cli.main.commands:
        assert f"briefing {command}" in README


@pytest.mark.parametrize("shape", [Report, Files, Rating, Disclosure])
def test_every_setting_is_named(shape: type) -> None:
    for field in dataclasses.fields(shape):
        assert field.name in README


def test_every_column_of_the_dictionary_is_named() -> None:
    for column in REQUIRED + OPTIONAL:
        assert f"`{column}`" in README


def test_every_kind_of_part_is_named() -> None:
    for kind in PartKind.__args__:
        assert f"`{kind}`" in README

"""The README's picture of a figure that is asked: of today's page, kept current by its content."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from playwright.sync_api import Browser

from briefing import shelves
from briefing.explain import Sources, explanation
from briefing.prepared import Prepared
from briefing.preview import pages
from tests.preview.server import previewing

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "tests" / "golden" / "asked.png"
ASKED = "referrals.repeat:year_to_date:2022-07"


def shown(example: Prepared) -> str:
    """The hash of what the picture shows: the page’s own style, and the answer."""
    answer = pages.answer(explanation(Sources(example, example.editions[0]), ASKED))
    parts = (pages.style(), json.dumps(answer))
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def test_the_picture_is_of_this_page(browser: Browser, example: Prepared, tmp_path: Path,
                                     request: pytest.FixtureRequest) -> None:
    now = shown(example)
    if request.config.getoption("--rewrite-golden"):
        folder = tmp_path / "report"
        shutil.copytree(shelves.example("barnsley"), folder)
        with previewing(folder) as preview:
            context = browser.new_context(viewport={"width": 1280, "height": 760})
            page = context.new_page()
            page.goto(preview.key.address)
            page.frame_locator("#report").locator(f"[data-fact='{ASKED}']").first.click()
            page.wait_for_selector("h3.asked")
            page.evaluate("document.querySelector('#state .words').textContent = 'Up to date'")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            context.close()
        words = PngImagePlugin.PngInfo()
        words.add_text("page", now)
        picture.quantize(96).save(PICTURE, pnginfo=words, optimize=True)
    with Image.open(PICTURE) as made:
        assert made.text["page"] == now, "the picture is of an older page: --rewrite-golden"
    assert "tests/golden/asked.png" in (ROOT / "README.md").read_text("utf-8")

"""The README's picture of a redline is of what `briefing review` says today."""

from __future__ import annotations

import hashlib
import textwrap
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from briefing import shelves
from briefing.prepared import prepare
from briefing.reading.word.edited import By, Comment
from briefing.review.judging import Judge
from briefing.review.reviewed import reviewed
from briefing.review.told import lines
from tests.review.hand_made import change, edited

PICTURE = Path(__file__).parents[1] / "golden" / "redline.png"
HEAD = By("Head of Service", "2022-08-22T09:00:00Z")
SIZE, LEADING, WIDTH, COLUMNS, MARGIN = 17, 25, 1180, 128, 24
INK = {"same": "#1A1A1A", "gone": "#942514", "new": "#005A30"}
BEGIN = {"same": "\ue000", "gone": "\ue001", "new": "\ue002"}     # where words of a fate begin


def told() -> list[str]:
    """A review of three edits and a comment, with a mark before the words of each fate."""
    prepared = prepare(shelves.example("barnsley"), edition="both")
    judge = Judge(prepared)
    file = edited(
        prepared,
        change(judge, "contacts.volume/change.1", "fell to 379 in July", "rose to 397 in July"),
        change(judge, "+summary.area.contacts.1", "",
               "The fall is usual at the start of the school holidays."),
        change(judge, "assessments.within_20_days/standing.1",
               " At 25.8% so far this year, it remains well below the target (35%).", "", HEAD),
        change(judge, "+summary.area.child-protection-cp.4", "",
               "Three children have now been on a CP plan for more than two years.", HEAD),
        comments=(Comment("Is this the July figure?", By("Clerk"), "summary.status", "8 red"),))
    review = reviewed("childrens-social-care-2022-07.docx", file, prepared)
    return list(lines(review, lambda text, fate: f"{BEGIN[fate]}{text}{BEGIN['same']}"))


def drawn(said: list[str]) -> Image.Image:
    """The lines as a terminal shows them, in the report's own font."""
    font = ImageFont.truetype(str(next(shelves.shelf("fonts").glob("*Sans-Regular.ttf"))), SIZE)
    rows = [row for line in said for row in textwrap.wrap(
        line, COLUMNS, subsequent_indent=" " * (len(line) - len(line.lstrip()) + 2)) or [""]]
    image = Image.new("RGB", (WIDTH, 2 * MARGIN + LEADING * len(rows)), "#FFFFFF")
    pen = ImageDraw.Draw(image)
    fate = "same"
    for n, row in enumerate(rows):
        x, y = float(MARGIN), MARGIN + n * LEADING
        for character in row:
            marked = next((name for name, mark in BEGIN.items() if mark == character), "")
            if marked:
                fate = marked
                continue
            wide = font.getlength(character)
            pen.text((x, y), character, INK[fate], font)
            at = {"gone": y + 0.6 * SIZE, "new": y + 1.15 * SIZE}.get(fate)
            if at is not None:
                pen.line((x, at, x + wide, at), INK[fate], 1)
            x += wide
    return image


def test_the_picture_is_of_what_is_said_today(request: pytest.FixtureRequest) -> None:
    said = told()
    words = hashlib.sha256("\n".join(said).encode()).hexdigest()
    if request.config.getoption("--rewrite-golden"):
        note = PngImagePlugin.PngInfo()
        note.add_text("words", words)
        drawn(said).quantize(32).save(PICTURE, pnginfo=note, optimize=True)
    with Image.open(PICTURE) as picture:
        assert picture.text["words"] == words, "the picture is of other words: --rewrite-golden"

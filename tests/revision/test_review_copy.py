"""What was edited is marked in the private review copy, and nowhere else: words, headings, captions
and cells; and an added picture stands as wide as its author had it."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Mm
from lxml import etree
from PIL import Image

from briefing.accept import Asked
from briefing.accept import accept as accept_files
from briefing.build import build
from briefing.prepared import prepare
from briefing.reading.word import read_back
from briefing.revision import Edit, Edits, read_edits, written
from briefing.revision.anchors import anchored
from tests.revision.hand_made import DAY
from tests.revision.reports import report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


def commented(file: Path) -> dict[str, str]:
    """The words that each comment hangs on, with what it says."""
    with ZipFile(file) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
        texts = {one.get(f"{W}id"): "".join(one.itertext())
                 for one in etree.fromstring(parts.read("word/comments.xml"))}
    made: dict[str, str] = {}
    for start in body.iter(f"{W}commentRangeStart"):
        words = ""
        for one in start.itersiblings():
            if one.tag == f"{W}commentRangeEnd":
                break
            words += "".join(one.itertext())
        made[words] = texts[start.get(f"{W}id")]
    return made


def test_headings_captions_and_cells_say_what_they_said(folder: Path) -> None:
    document = prepare(folder, "", "private").editions[0].composed.document
    places = anchored(document)
    heading = next(name for name, place in places.items()
                   if getattr(place.block, "text", "") == "Referrals")
    caption = next(name for name in places if name.endswith("#caption"))
    table = places[caption.removesuffix("#caption")].block
    head, row = table.columns[0].heading, table.rows[0]
    cell = "".join(one.text for one in row.cells[0].inlines)
    (folder / "edits").mkdir()
    (folder / "edits" / "2022-07.toml").write_bytes(written(Edits("2022-07", (
        Edit(anchor=heading, block="heading", original="Referrals", words="Our referrals",
             who="Jane"),
        Edit(anchor=caption, block="caption", original=table.caption, words="Our table",
             who="Jane"),
        Edit(kind="cell", anchor=table.id, row=cell, column=head, at=(1, 0), original=cell,
             words="Our row", who="Jane"),
        Edit(kind="cell", anchor=table.id, column=head, at=(0, 0), original=head, words="Our head",
             who="Jane"),
        Edit(kind="added", block="heading", level=3, follows=heading, words="A new heading",
             who="Jane"),
    ))))
    build(folder, edition="both")
    made = commented(next((folder / "out").glob("*.docx")))
    assert made["Our referrals"] == "Edited by Jane. It said: Referrals"
    assert made["Our table"] == f"Edited by Jane. It said: {table.caption}"
    assert made["Our row"] == f"Edited by Jane. It said: {cell}"
    assert made["Our head"] == f"Edited by Jane. It said: {head}"
    assert made["A new heading"] == "Added by Jane."
    with ZipFile(next((folder / "out" / "public").glob("*.docx"))) as parts:
        assert b"Jane" not in b"".join(parts.read(name) for name in parts.namelist())


def test_a_file_with_such_comments_is_read_back_unchanged(folder: Path) -> None:
    test_headings_captions_and_cells_say_what_they_said(folder)
    file = read_back(next((folder / "out").glob("*.docx")))
    assert file.changes == ()
    assert [one for one in file.comments if not one.ours] == []


@pytest.mark.parametrize(("pixels", "width", "shown"), [
    ((400, 200), 60, 60),           # 400 pixels are 106 mm on a screen
    ((40, 20), 90, 90),
    ((400, 200), 400, 166),         # no wider than the text
])
def test_an_added_picture_is_as_wide_as_in_word(
    folder: Path, pixels: tuple[int, int], width: int, shown: int
) -> None:
    build(folder)
    source = next((folder / "out").glob("*.docx"))
    document = docx.Document(str(source))
    content = io.BytesIO()
    Image.new("RGB", pixels, "#12436D").save(content, "PNG")
    content.seek(0)
    before = next(p for p in document.paragraphs if "first paragraph" in p.text)
    drawn = before.insert_paragraph_before().add_run().add_picture(content, width=Mm(width))
    drawn._inline.docPr.set("descr", "A blue square")
    document.save(str(folder / "edited.docx"))
    accept_files(folder, [folder / "edited.docx"], Asked(DAY))
    (edit,) = read_edits(folder, "2022-07").edits.edits
    assert edit.width == width
    build(folder)
    shapes = docx.Document(str(source)).inline_shapes
    (picture,) = [one for one in shapes if one._inline.docPr.get("descr") == "A blue square"]
    assert round(picture.width.mm) == shown
    assert picture.width * pixels[1] == pytest.approx(picture.height * pixels[0], rel=0.01)

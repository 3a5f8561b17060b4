"""Charts as pictures: one that was replaced in Word is found and refused, and one that a program
saved anew is none of the author's doing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image, ImageDraw

from briefing.accept import Asked
from briefing.accept import accept as accept_files
from briefing.build import build
from briefing.problems import ProblemsFound
from briefing.reading.word.written import sum_of
from briefing.review.drawn import alike
from briefing.reviewing import review_file
from tests.revision.hand_made import DAY
from tests.revision.reports import report

Redrawn = Callable[[Image.Image], tuple[Image.Image, str, dict[str, int]]]
JPEG, PNG = "JPEG", "PNG"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report whose charts are pictures, built."""
    made = report(tmp_path_factory.mktemp("pictures") / "report")
    settings = made / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace(
        'edition = "both"', 'edition = "private"\ncharts = "pictures"'), "utf-8")
    build(made)
    return made


def another_value(picture: Image.Image) -> Image.Image:
    """One line of the chart, a few dots long, somewhere else."""
    ImageDraw.Draw(picture).line([(300, 150), (330, 170)], "black", 4)
    return picture


def smaller(picture: Image.Image) -> Image.Image:
    """As Word makes it for e-mail: 96 dots an inch instead of 200."""
    return picture.resize((picture.width * 96 // 200, picture.height * 96 // 200),
                          Image.Resampling.BICUBIC)


def saved(picture: Image.Image, kind: str, quality: int = 75) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **({"quality": quality} if kind == JPEG else {}))
    return out.getvalue()


def edited(folder: Path, name: str, redrawn: Callable[[bytes], bytes], *, record: bool = False,
           words: tuple[str, str] = ("", "")) -> Path:
    """The built file with its first chart's picture as the function makes it; with `record`, the
    file says that it was written so."""
    source = next((folder / "out").glob("*.docx"))
    path = folder / f"{name}.docx"
    with ZipFile(source) as parts, ZipFile(path, "w") as copy:
        media = min(n for n in parts.namelist() if n.startswith("word/media/chart"))
        old = parts.read(media)
        new = redrawn(old)
        for one in parts.namelist():
            content = new if one == media else parts.read(one)
            if record and one.startswith("customXml/item"):
                content = content.replace(sum_of(old).encode(), sum_of(new).encode())
            copy.writestr(one, content.replace(words[0].encode(), words[1].encode())
                          if words[0] else content)
    return path


def opened(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(raw)).convert("RGB")


FALSE = {
    "one line of it": lambda raw: saved(another_value(opened(raw)), PNG),
    "one line, fewer dots": lambda raw: saved(smaller(another_value(opened(raw))), JPEG),
    "a picture of something else": lambda raw: saved(Image.new("RGB", (640, 480), "teal"), PNG),
    "none that can be seen": lambda raw: b"\x89PNG and no more",
    "so few dots that no figure can be read": lambda raw: saved(opened(raw).resize((60, 30)), PNG),
}
TRUE = {
    "the same": lambda raw: raw,
    "another program's PNG": lambda raw: saved(opened(raw), PNG),
    "JPEG": lambda raw: saved(opened(raw), JPEG),
    "fewer dots": lambda raw: saved(smaller(opened(raw)), PNG),
    "fewer dots and JPEG": lambda raw: saved(smaller(opened(raw)), JPEG, 70),
}


def errors(path: Path) -> list[str]:
    return [v.what for v in review_file(path).verdicts if v.severity == "error"]


@pytest.mark.parametrize("name", FALSE)
@pytest.mark.parametrize("record", [False, True])
def test_another_picture_is_found_and_refused(built: Path, name: str, record: bool) -> None:
    path = edited(built, "false", FALSE[name], record=record)
    (said,) = errors(path)
    assert ("another picture" in said) if record else ("is not the chart that the report draws"
                                                       in said)
    with pytest.raises(ProblemsFound) as fault:
        accept_files(built, [path], Asked(DAY))
    assert len(fault.value.problems) == 1
    assert not (built / "edits").exists()


@pytest.mark.parametrize("name", TRUE)
@pytest.mark.parametrize("record", [False, True])
def test_what_a_program_saved_anew_is_no_change(built: Path, name: str, record: bool) -> None:
    path = edited(built, "true", TRUE[name], record=record)
    seen = review_file(path)
    assert seen.changes == ()
    assert not errors(path)
    assert accept_files(built, [path], Asked(DAY)).files == ()


def test_lines_that_word_draws_over_the_picture_are_another_picture(built: Path) -> None:
    """Word shows the SVG that stands beside a picture, and not the picture."""
    lines = ('<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
             'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
             'r:embed="lines"/></a:ext></a:extLst>')
    path = edited(built, "lines", lambda raw: raw, words=(
        '<a:blip r:embed="chart1"/>', f'<a:blip r:embed="chart1">{lines}</a:blip>'))
    assert errors(path)


def test_a_part_of_the_picture_is_another_picture(built: Path) -> None:
    path = edited(built, "part", lambda raw: raw, words=(
        '<a:blip r:embed="chart1"/>', '<a:blip r:embed="chart1"/><a:srcRect l="12000"/>'))
    assert errors(path)


def test_what_is_no_picture_is_like_none() -> None:
    picture = saved(Image.new("RGB", (300, 200), "white"), PNG)
    assert alike(picture, picture)
    assert not alike(picture, b"")
    assert not alike(picture, saved(Image.new("RGB", (300, 260), "white"), PNG))
    assert not alike(picture, saved(Image.new("RGB", (3, 2), "white"), PNG))

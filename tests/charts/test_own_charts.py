"""Charts that an author draws: on the page as vectors in the document's font, in Word as pictures.

On the left the body of the author's function, on the right what is said of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import page as validator
import pikepdf
import pytest
from PIL import Image

from briefing.charts.faces import text_width
from briefing.charts.own import own_problems, series_of
from briefing.charts.svg_own import own_svg
from briefing.document import (
    Cell,
    Chart,
    Column,
    Document,
    Look,
    OwnDrawing,
    Row,
    Section,
    Spark,
    Table,
    Text,
    blocks,
)
from briefing.problems import ProblemsFound
from briefing.writers.html import html_file
from briefing.writers.pdf import pdf_file
from briefing.writers.pdf.fonts import family
from briefing.writers.word import word_file
from tests.chart_specs import KINDS
from tests.documents import of_kind, points, sample

LOOK = Look()
FACES = family(LOOK.font)
HEAD = 'from briefing.charts import chart\n\n\n@chart("mine")\ndef draw(axes, series):\n'
SOUND = 'axes.plot(series.values, "o")\naxes.set_xticks(range(13), series.months, rotation=45)'


def document(folder: Path, body: str) -> Document:
    """A document of one chart, which the function with this body draws."""
    file = folder / "charts.py"
    file.write_text(HEAD + "".join(f"    {line}\n" for line in body.splitlines()), "utf-8")
    chart = next(b for b in blocks(sample()) if isinstance(b, Chart))
    spec = replace(of_kind("own"), own=OwnDrawing(file, "mine"))
    return replace(sample(), sections=(Section("s", (
        replace(chart, id="chart.referrals.volume", spec=spec),)),))


def said(folder: Path, body: str) -> list[str]:
    return [str(p) for p in own_problems(document(folder, body), family("liberation-sans"))]


def test_it_is_drawn_as_lines_and_text_in_the_document_s_font(tmp_path: Path) -> None:
    made = pdf_file(document(tmp_path, SOUND + '\naxes.set_title("Seen by the author")'))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        resources = pdf.pages[0].Resources
        assert "/XObject" not in resources
        fonts = {str(font.BaseFont).split("+")[-1] for font in resources.Font.values()}
        assert fonts <= {"LiberationSans", "LiberationSans-Bold"}
        figures = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary)
                   and e.get("/S") == "/Figure"]
    assert len(figures) == 1


def test_word_has_a_picture_of_it_with_its_words(tmp_path: Path) -> None:
    made = document(tmp_path, SOUND)
    (chart,) = [b for b in blocks(made) if isinstance(b, Chart)]
    with zipfile.ZipFile(io.BytesIO(word_file(made))) as archive:
        picture = Image.open(io.BytesIO(archive.read("word/media/chart1.png")))
        assert f'descr="{chart.alt}"' in archive.read("word/document.xml").decode()
        assert not [name for name in archive.namelist() if "charts/" in name]
    assert picture.width / picture.height == pytest.approx(166 / chart.height_mm, abs=0.02)
    assert len(picture.convert("RGB").getcolors(1000) or []) > 2


def test_the_function_is_given_the_months_as_they_are_shown() -> None:
    given = series_of(of_kind("line"), Look())
    assert given.months[0] == "Jul 21"
    assert given.texts[3] == "[c]"
    assert given.marks[3] == "withheld"
    assert given.values[3] != given.values[3]       # not a number
    assert list(given.lines) == ["Average 220", "Target 218", "England 280 (2020/21)"]
    assert given.colours["main"] == "#12436D"


@pytest.mark.parametrize(("body", "message"), [
    ("1 / 0",
     "charts.py, row 6, column draw: the chart 'mine' of 'referrals.volume' cannot be drawn: "
     "ZeroDivisionError: division by zero. Mend the function, or give it another chart."),
    ("pass",
     "charts.py, row 4, column draw: the chart 'mine' of 'referrals.volume' cannot be drawn: it "
     "draws nothing. Mend the function, or give it another chart."),
    ("axes.imshow([[1, 2], [3, 4]])",
     "charts.py, row 4, column draw: the chart 'mine' of 'referrals.volume' cannot be drawn: it "
     "draws a picture (imshow or the like). A page holds lines, shapes and text: draw with "
     "pcolor or bars."),
    ("axes.plot(series.values)\naxes.set_title('◆ up')",
     "charts.py, row 4, column draw: the chart 'mine' of 'referrals.volume' cannot be drawn: the "
     "font has no '◆' (U+25C6), found in '◆ up'. Use another character."),
    ("axes.plot(series.values)\naxes.set_ylabel('x', parse_math=True).set_text('$x^2$')",
     "charts.py, row 4, column draw: the chart 'mine' of 'referrals.volume' cannot be drawn: "
     "'$x^2$' is a formula. Write it as plain text."),
])
def test_what_cannot_be_drawn_names_file_function_and_indicator(
    tmp_path: Path, body: str, message: str,
) -> None:
    assert said(tmp_path, body) == [message]
    for writer in (pdf_file, word_file):
        with pytest.raises(ProblemsFound, match="cannot be drawn"):
            writer(document(tmp_path, body))


@pytest.mark.parametrize("body", [
    SOUND,
    "axes.bar(range(13), series.values, hatch='//', alpha=0.4)",
    "axes.fill_between(range(13), series.values, alpha=0.3)\naxes.grid(axis='y')",
    "axes.annotate('peak', (11, 322), (8, 300), arrowprops={'arrowstyle': '->'}, style='italic')"
    "\naxes.plot(series.values)",
    "axes.scatter(range(13), series.values, s=30)\naxes.legend(['Referrals £ $'])",
    "axes.pie([1, 2, 3], labels=['a', 'b', 'c'])",
    "axes.plot(series.values)\naxes.twinx().plot([1, 2, 3])",
])
def test_what_matplotlib_draws_is_drawn(tmp_path: Path, body: str) -> None:
    assert said(tmp_path, body) == []
    assert pdf_file(document(tmp_path, body)) == pdf_file(document(tmp_path, body))


def test_a_file_named_from_where_one_stands_is_found_in_the_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = document(tmp_path, "1 / 0")
    monkeypatch.chdir(tmp_path)
    (chart,) = [b for b in blocks(made) if isinstance(b, Chart)]
    here = replace(chart, spec=replace(chart.spec, own=OwnDrawing(Path("charts.py"), "mine")))
    (problem,) = own_problems(replace(made, sections=(Section("s", (here,)),)),
                              family("liberation-sans"))
    assert (problem.place.row, problem.place.column) == (6, "draw")


def test_the_author_s_file_runs_only_when_a_chart_of_it_is_drawn(tmp_path: Path) -> None:
    """Reading the report looks at it and no more: its names are found without running it."""
    from briefing.problems import Problem
    from briefing.reading.own_charts import own_charts

    (tmp_path / "charts.py").write_text(HEAD + "    pass\n\n\nraise SystemExit\n", "utf-8")
    problems: list[Problem] = []
    found, sources = own_charts(tmp_path, "charts.py", problems)
    assert (list(found), problems) == (["mine"], [])
    assert [source.file for source in sources] == ["charts.py"]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_file_with_charts_of_every_kind_passes_the_machine_checks(
    tmp_path: Path, profile: str,
) -> None:
    """An author's chart with all that it may draw, and sparklines in a table, among them."""
    own = document(tmp_path, "axes.bar(range(13), series.values, hatch='//', alpha=0.4)\n"
                             "axes.set_title('Slanted', style='italic', rotation=5)")
    table = Table("t", "Scorecard", "A row each.", (
        Column("Indicator", 3), Column("Trend", 1, drawn=True)), tuple(
        Row((Cell((Text(name),), header=True), Cell((), spark=Spark(points(values), "Words."))))
        for name, values in (("Referrals", "5 6 7p"), ("Contacts", "5 c - 7"), ("None", "c -"))))
    charts = tuple(Chart(f"chart.{kind}", (Text(kind),), f"Words of {kind}.", of_kind(kind), 56)
                   for kind in KINDS)
    made = replace(own, sections=(Section("s", (*own.sections[0].blocks, *charts, table)),))
    found = validator.validate_pdf_bytes(pdf_file(made), profile=profile)
    assert [f"{fault.rule_id} {fault.message}" for fault in found.failures] == []


LONG = "Per cent of referrals that were received in the month"
WORDS = re.compile(r'<text x="(.*?)" y="(.*?)"(?: font-size="(.*?)")?(?: transform="(.*?)")?'
                   r".*?>(.*?)<")


@pytest.mark.parametrize(("width", "height", "size"), [
    (453, 98, 8.0), (320, 250, 12.0), (640, 230, 13.0), (210, 98, 8.0)])
def test_where_words_are_longer_than_the_chart_it_is_drawn_smaller(
    tmp_path: Path, width: int, height: int, size: float
) -> None:
    """A page that is nearly full, or a telephone, asks for less than the chart's usual size."""
    body = f'{SOUND}\naxes.set_ylabel("{LONG}")\naxes.set_title("Referrals")'
    (chart,) = (b for b in blocks(document(tmp_path, body)) if isinstance(b, Chart))
    drawn, times = own_svg(chart.spec, width, height, replace(LOOK, small_pt=size), FACES, "p")
    assert times > 1
    turned = 0
    for x, y, own_size, turn, words in WORDS.findall(drawn):
        wide = text_width(words, FACES.regular, float(own_size or size))
        if turn.startswith("rotate(-90 "):
            turned += 1
            assert -1 <= float(y) - wide < float(y) <= height * times + 1, words
        elif not turn:
            assert -1 <= float(x) < float(x) + wide <= width * times + 1, words
    assert turned == 1


def test_a_low_chart_with_long_words_is_drawn_on_a_page_and_in_html(tmp_path: Path) -> None:
    whole = document(tmp_path, f'{SOUND}\naxes.set_ylabel("{LONG}")')
    (section,) = whole.sections
    (chart,) = section.blocks
    assert isinstance(chart, Chart)
    low = replace(whole, sections=(replace(section, blocks=(replace(chart, height_mm=35),)),))
    with pikepdf.open(io.BytesIO(pdf_file(low))) as pdf:
        assert len(pdf.pages) == 1
    assert LONG in html_file(low).decode()
    assert word_file(low)


def test_words_that_no_page_has_room_for_are_a_problem(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, f'{SOUND}\naxes.set_ylabel("{3 * LONG}")')
    assert "cannot be drawn: the words around it " in problem


def test_in_html_it_is_svg_in_the_look_s_colours(tmp_path: Path) -> None:
    body = f'{SOUND}\naxes.bar(range(13), series.values, hatch="//", alpha=0.5)\n' \
           'axes.set_title("<b> & more")'
    made = html_file(document(tmp_path, body)).decode()
    assert "&lt;b&gt; &amp; more</text>" in made
    assert "var(--main)" in made
    assert 'transform="rotate(-45 ' in made
    assert "<clipPath id=" in made
    assert "<image" not in made


def test_in_html_a_month_without_a_figure_leaves_no_broken_path(tmp_path: Path) -> None:
    """A browser would say that it expected another command; and black suits no dark ground."""
    body = ('axes.bar(range(13), [value or float("nan") for value in series.values])\n'
            'axes.annotate("here", (5, 200), xytext=(8, 230), arrowprops={"arrowstyle": "->"})\n'
            'axes.pie([1, 2], labels=["<script>", "b"])')
    made = html_file(document(tmp_path, body)).decode()
    drawn = re.findall(r'<path [^>]*?d="([^"]*)"', made)
    assert drawn
    assert [path for path in drawn if not path.startswith(("M", "m"))] == []
    assert "#000000" not in made
    assert '="var(--ink)"' in made
    assert "&lt;script&gt;</text>" in made

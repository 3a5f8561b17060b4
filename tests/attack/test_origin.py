"""What a number is follows from where it stands, not from being like one that may stand there."""

from __future__ import annotations

import re

import pytest

from briefing.attack.charts import without_names
from briefing.attack.finished import attack_report
from briefing.attack.words import Heads, KnownWords
from briefing.indicators import Dictionary
from briefing.writers.figures import figures_file
from briefing.writers.html import html_file
from briefing.writers.pdf import pdf_file
from briefing.writers.text import text_file
from briefing.writers.word import word_file
from tests.leaks import DFE, Leak, count, document_of, primary_only, report_of, standing

# A title that has the withheld number of April in it.
TITLED = Leak("titled", "files", {
    count("plans", year_to_date="", title="Plans of 3 or more visits",
          subject="number of plans of 3 or more visits"): "12 14 18 17 16 21 3 19 17 15",
}, "plans 2022-04: 3")  # fmt: skip
NAME = "report-2022-07-public"


def attacked(old: str = "", new: str = "") -> list[str]:
    """What is wrong with the files, the HTML with `new` for the first `old` of the chart."""
    document = document_of(TITLED, primary_only(TITLED.measures, DFE, False))
    page = html_file(document).decode()
    if old:
        start = page.index('<figure id="chart.plans">')
        at = page.index(old, start)
        page = page[:at] + new + page[at + len(old):]
    files = {f"{NAME}.pdf": pdf_file(document), f"{NAME}.docx": word_file(document),
             f"{NAME}.html": page.encode(), f"{NAME}.txt": text_file(document),
             f"{NAME}.figures.csv": figures_file(document, exact=False)}
    book, layout = standing()
    return [str(problem) for problem in attack_report(report_of(TITLED), files, DFE, (), layout,
                                                      book).problems]


def test_a_number_in_a_title_is_no_figure() -> None:
    assert attacked() == []


@pytest.mark.parametrize("words", ["3", "of 3", "3 or more", "plans of 3", "3 or more visits"])
def test_a_title_hides_no_number_in_the_words_of_a_drawing(words: str) -> None:
    found = attacked(old='<text x="', new=f'<text x="9" y="9">{words}</text><text x="')
    assert any(re.search(r"chart \d+", problem) and "‘3’" in problem for problem in found), found


@pytest.mark.parametrize(("texts", "names", "left"), [
    # a name over two texts, as labels are broken to lines, with its figure behind
    ("Under 1|year 20.0%|Over 2|years 80.0%", ["Under 1 year", "Over 2 years"],
     "|20.0%||80.0%"),
    # each name once, and none that begins amid a text
    ("Band 3|Band 3|in Band 3", ["Band 3"], "|Band 3|in Band 3"),
    # a bare number is a name where it stands first, and the next one is a figure
    ("3|3|33.3%", ["3"], "|3|33.3%"),
    ("Jul 21|Oct 21|4", ["Jul 21", "Oct 21"], "||4"),
])  # fmt: skip
def test_names_are_taken_out_of_a_drawing(texts: str, names: list[str], left: str) -> None:
    assert "|".join(without_names(texts.split("|"), names)) == left


@pytest.mark.parametrize(("text", "numbers"), [
    ("July 2022, Jul 22, 21/22, 2021/22, 2022-07 and 13 September 2022", []),
    # of a council that has figures from 2020 on, these are no dates
    ("2 of them were 12/40 and 03/44", ["2", "12", "40", "3", "44"]),
    ("May 12 had some", ["12"]),
    ("2,011 and 2011", ["2,011", "2011"]),
    ("21/23 is no year", ["21", "23"]),
])  # fmt: skip
def test_a_date_is_of_a_year_that_the_report_can_speak_of(text: str, numbers: list[str]) -> None:
    known = KnownWords(Dictionary(()), (), range(2019, 2025))
    assert [found.number for found in known.numbers(text)] == numbers


@pytest.mark.parametrize(("lines", "numbers"), [
    ("1. First|2. Second|3. Third", []),
    ("1. First|3. Third", ["3"]),                   # it counts nothing: it is a number
    ("1. First|2. Second|1. First|2. Second", []),  # in the contents, and in the body
    ("2. Second", ["2"]),
    ("1. First|1.1 Its own|1.2 Next|2.1 Of the second", []),
    ("1. First|1.1 Its own|1.3 Plans", ["1.3"]),
    ("(1) one|(2) two|(4) four", ["4"]),
    ("1. First|2. Second|(3) third", ["3"]),        # of another way to count
    ("1. First|2 plans", ["2"]),
])  # fmt: skip
def test_the_number_of_a_paragraph_counts_on(lines: str, numbers: list[str]) -> None:
    known, heads = KnownWords(Dictionary(())), Heads()
    assert [found.number for line in lines.split("|")
            for found in known.numbers(line, (), heads)] == numbers

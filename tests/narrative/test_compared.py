"""Areas or types of one thing set beside each other: small tables, and the sentence beside."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

from briefing.build import build
from briefing.cli import main
from briefing.disclosure import presets, protect
from briefing.findings import find
from briefing.indicators import Dictionary
from briefing.measures import Measures, measure
from briefing.narrative.compared import stem_and_name
from briefing.narrative.narrate import narrate
from briefing.periods import parse_month
from briefing.reading.observations import Observation
from briefing.review.compared import compared_faults
from briefing.review.reckoning import Reckoning
from tests.folders import folder_of
from tests.oddities import cell_of
from tests.series import PLAIN, observed
from tests.truth import book_and_hedges

SHARE = {"unit": "percent", "decimals": 1, "polarity": "higher", "year_to_date": ""}
COUNT: dict[str, Any] = {}
PARTS = {"part_of": ("a.total",)}

NORTH = "29/40 12/40"
TABLE = [
    ("the highest and the lowest, with n of N",
     {"Northgate": NORTH, "Southgate": "9/40 10/40", "Eastgate": "9/40 8/40"}, SHARE,
     "On time: of the three compared in July, Northgate was highest (30.0%, 12 of 40) and Eastgate "
     "lowest (20.0%, 8 of 40)."),
    ("level at an end", {"A": "9/40 12/40", "B": "9/40 12/40", "C": "9/40 8/40"}, SHARE,
     "On time: of the three compared in July, A and B were joint highest (30.0%) and C lowest "
     "(20.0%, 8 of 40)."),
    ("many level at an end are counted",
     {"A": "1 3", "B": "1 3", "C": "2 3", "D": "2 3", "E": "2 4"}, COUNT,
     "On time: of the five compared in July, E was highest (4) and four joint lowest (3)."),
    ("all the same", {"A": "2 3", "B": "4 3", "C": "4 3"}, COUNT,
     "On time: all three compared in July were 3."),
    ("no figure of one", {"A": "2 3", "B": "4 5", "C": "4 6", "D": "4 -"}, COUNT,
     "On time: of the three compared in July, C was highest (6) and A lowest (3); without a figure:"
     " D."),
    ("one withheld", {"A": "2 3", "B": "4 5", "C": "4 6", "D": "4 [c]"}, COUNT,
     "On time: of the three compared in July, C was highest (6) and A lowest (3); withheld: D."),
    ("a share of few people is not ranked",
     {"A": NORTH, "B": "9/40 10/40", "C": "9/40 8/40", "D": "1/4 4/4"}, SHARE,
     "On time: of the three compared in July, A was highest (30.0%, 12 of 40) and C lowest (20.0%, "
     "8 of 40); of fewer than ten, so not ranked: D."),
    ("counts of one total", {"A": "10 12", "B": "8 18", "C": "11 10"}, PARTS,
     "On time: of the three compared in July, B was highest (18 of 40) and C lowest (10 of 40)."),
    ("counts of one total of which one is not there",
     {"A": "10 12", "B": "8 18", "C": "11 9", "D": "7 -"}, PARTS,
     "On time: of the three compared in July, B was highest (18) and C lowest (9); without a "
     "figure: D."),
    ("names that hold numbers",
     {"aged 0 to 4": "10 12", "aged 5 to 15": "8 18", "aged 16 to 17": "11 9", "65+ years": "7 -"},
     COUNT, "On time: of the three compared in July, aged 5 to 15 was highest (18) and aged 16 to "
     "17 lowest (9); without a figure: 65+ years."),
    ("a quarter", {"A": "10 12", "B": "8 18", "C": "11 10"}, {"frequency": "quarterly"},
     "On time: of the three compared in quarter 1, B was highest (18) and C lowest (10)."),
    ("a stock", {"A": "10 12", "B": "8 18", "C": "11 10"}, {"kind": "stock", "year_to_date": ""},
     "On time: of the three compared at the end of July, B was highest (18) and C lowest (10)."),
]  # fmt: skip


def area_of(figures: dict[str, str], changes: dict[str, Any], title: str = "On time: {}"
            ) -> tuple[Measures, list[Reckoning]]:
    """Indicators by name with their figures to July 2022, and what the reader holds them to."""
    indicators, seen = [], []
    last = "2022-06" if changes.get("frequency") == "quarterly" else "2022-07"
    for n, (name, line) in enumerate(figures.items()):
        one = dataclasses.replace(PLAIN, id=f"a.{n}", title=title.format(name),
                                  subject=f"measure of repairs done on time in {name}", **changes)
        indicators.append(one)
        seen += observed(line, last, one.id, one.step)
    report = parse_month(last)
    truths = [Reckoning(one, {o.month: cell_of(o) for o in _of(one.id, seen)}, report, (), ())
              for one in indicators]
    total = dataclasses.replace(PLAIN, id="a.total", title="Everything done")
    return measure(seen, Dictionary((*indicators, total)), report), truths


def _of(name: str, seen: list[Observation]) -> list[Observation]:
    return [o for o in seen if o.indicator == name]


def said(measures: Measures, length: str = "full") -> list[str]:
    """The sentences that set areas or types beside each other."""
    book, _ = book_and_hedges()
    return [s.text for topic in narrate(find(measures), book, length=length).topics
            for s in topic.statements("sentence") if "compared" in s.moves]


@pytest.mark.parametrize(("figures", "changes", "sentence"), [row[1:] for row in TABLE],
                         ids=[row[0] for row in TABLE])
def test_the_highest_and_lowest_are_said(figures: dict[str, str], changes: dict[str, Any],
                                         sentence: str) -> None:
    measures, truths = area_of(figures, changes)
    assert said(measures) == [sentence]
    assert said(measures, "brief") == [sentence]
    assert compared_faults(sentence, truths) == []


@pytest.mark.parametrize(("figures", "changes"), [
    ({"A": "2 3", "B": "4 5"}, COUNT),                              # two are too few
    ({"A": "2 3", "B": "4 5", "C": "4 6p"}, COUNT),                 # not final
    ({"A": "2 3", "B": "4 5", "Total": "4 8"}, COUNT),              # a total is none of them
    ({"5": "2 3", "11": "4 5", "17": "4 6"}, COUNT),                # they would be read as figures
    ({"A": NORTH, "B": NORTH, "C": "1/4 4/4"}, SHARE),              # too few people in one
])  # fmt: skip
def test_nothing_is_said_of_what_cannot_be_set_beside(figures: dict[str, str],
                                                      changes: dict[str, Any]) -> None:
    measures, _ = area_of(figures, changes)
    assert said(measures) == []


def test_one_title_in_several_sections_is_of_one_thing() -> None:
    measures, _ = area_of({"A": "2 3", "B": "4 5", "C": "4 6"}, COUNT)
    ones = [dataclasses.replace(one, title="On time", section=one.title.removeprefix("On time: "))
            for one in measures.dictionary.indicators[:3]]
    seen = [o for n, line in enumerate(("2 3", "4 5", "4 6"))
            for o in observed(line, "2022-07", f"a.{n}")]
    report = parse_month("2022-07")
    assert said(measure(seen, Dictionary(tuple(ones)), report)) == [
        "On time: of the three compared in July, C was highest (6) and A lowest (3)."]


@pytest.mark.parametrize(("title", "parts"), [
    ("On time: Northgate", ("On time", "Northgate")),
    ("On time – Northgate", ("On time", "Northgate")),
    ("Attendance (primary)", ("Attendance", "primary")),
    ("On time", ("On time", "")),
    ("Re-referrals", ("Re-referrals", "")),
])  # fmt: skip
def test_a_title_is_what_it_is_of_and_whose(title: str, parts: tuple[str, str]) -> None:
    assert stem_and_name(title) == parts


FALSE = [("Northgate was", "Southgate was"), ("30.0%", "30.1%"), ("12 of 40", "12 of 41"),
         ("three", "four"), ("Eastgate lowest", "Southgate lowest"), ("July", "June"),
         ("Northgate was", "Northgate and Southgate were joint"),
         ("8 of 40).", "8 of 40); withheld: Southgate.")]


@pytest.mark.parametrize(("old", "new"), FALSE)
def test_a_false_sentence_is_contradicted(old: str, new: str) -> None:
    _, figures, changes, sentence = TABLE[0]
    _, truths = area_of(figures, changes)
    assert old in sentence
    assert compared_faults(sentence.replace(old, new), truths)


def test_nothing_is_told_of_a_withheld_figure() -> None:
    """Whatever the withheld count is, the public sentence is the same."""
    policy = presets()["dfe"]
    texts = set()
    for small in ("1", "2", "3", "4"):
        measures, _ = area_of({"A": "20 30", "B": "40 50", "C": "40 60", "D": f"20 {small}",
                               "E": "30 40"}, {"disclosure": "people"})
        texts.add(tuple(said(protect(measures, policy).measures)))
    assert len(texts) == 1, texts
    assert "withheld: D" in next(iter(texts))[0]


HEAD = "id,section,title,subject,unit,decimals,kind,polarity\n"
AGES = ("Year 7", "Year 11", "aged 16 to 17")


def ages(path: Path) -> Path:
    """A folder of counts by age, and of a share whose title has a number before the places."""
    rows = [f"age.{n},Care,Absences: {name},number of absences of pupils in {name},count,0,flow,"
            "lower" for n, name in enumerate(AGES)]
    rows += [f"call.{n},Calls,Calls answered within 20 seconds: {place},percentage of calls "
             f"answered within 20 seconds in {place},percent,1,flow,higher"
             for n, place in enumerate(("North", "South", "West"))]
    figures = {"age.0": "31 42", "age.1": "44 58", "age.2": "20 29", "call.0": "30/40 33/40",
               "call.1": "28/40 25/40", "call.2": "39/50 41/50"}
    return folder_of(path, HEAD + "\n".join(rows) + "\n", figures)


def test_numbers_in_names_are_no_figures_to_any_reader(tmp_path: Path) -> None:
    """Not to the attack, which knows every number of the public files, nor to review, which holds
    an altered sentence to the figures: there the name keeps its number and the figure its own."""
    folder = ages(tmp_path)
    built = build(folder, edition="public")
    text = next(path.read_text("utf-8") for path in built.files if path.suffix == ".txt")
    assert ("Absences: of the three compared in July, Year 11 was highest (58) and aged 16 to 17 "
            "lowest (29).") in text
    assert "Calls answered within 20 seconds: of the three compared in July, North was" in text
    file = next(path for path in built.files if path.suffix == ".pdf")
    done = CliRunner().invoke(main, ["attack", str(file), "--folder", str(folder)])
    assert "; 0 numbers not accounted for." in done.output


@pytest.mark.parametrize(("old", "new", "code"), [
    ("and aged 16 to 17 lowest", "and lowest aged 16 to 17", 0),
    ("of the three compared in July, Year 11 was highest (58) and aged 16 to 17 lowest (29)",
     "Year 11 had most in July (58) and those aged 16 to 17 fewest (29)", 0),
    ("of the three compared in July, Year 11 was highest (58) and aged 16 to 17 lowest (29)",
     "Year 11 had most in July (57) and those aged 16 to 17 fewest (29)", 3),
    ("Year 11 was highest", "Year 7 was highest", 3),
    ("aged 16 to 17 lowest (29)", "aged 16 to 17 lowest (17)", 3),
])
def test_review_tells_a_name_from_a_figure(old: str, new: str, code: int, tmp_path: Path) -> None:
    folder = ages(tmp_path)
    built = build(folder, edition="private")
    document = docx.Document(str(next(path for path in built.files if path.suffix == ".docx")))
    for paragraph in document.paragraphs:
        if old in paragraph.text and "Absences: of the three" in paragraph.text:
            words = paragraph.text.replace(old, new, 1)
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = words
    document.save(str(tmp_path / "edited.docx"))
    done = CliRunner().invoke(main, ["review", str(tmp_path / "edited.docx"), "--folder",
                                     str(folder)])
    assert done.exit_code == code, done.output

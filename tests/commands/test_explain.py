"""What a figure, a sentence or a mark is: asked by its id, answered with its cells and its rule."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal

import pytest

from briefing import shelves
from briefing.document import Text, blocks, inlines
from briefing.explain import Explanation, Sources, explanation
from briefing.narrative.sentence import Figure
from briefing.prepared import Prepared, prepare
from briefing.problems import ProblemsFound


@pytest.fixture(scope="module")
def both() -> Prepared:
    return prepare(shelves.example("barnsley"), edition="both")


def part(said: Explanation, heading: str) -> list[str]:
    """The lines of the part, without the blanks before them."""
    return [str(line).strip() for p in said.parts if p.heading == heading for line in p.lines]


@pytest.mark.parametrize(("asked", "lines"), [
    ("referrals.repeat:year_to_date:2022-07", [
        "pooled  181 / 936 × 100  (numerators and denominators of 4 periods, each added up)",
        "2022-04  22.9% = 44 / 192  (values.csv, row 142, column value)"]),
    ("referrals.repeat:current:2022-07", [
        "2022-07  17.0% = 42 / 247  (values.csv, row 145, column value)", "is  42 / 247 × 100"]),
    ("referrals.repeat:target:2022/23", ["2022/23  18.5  (targets.csv, row 2, column target)"]),
    ("referrals.repeat:national:2020/21",
     ["2020/21  22.7  (benchmarks.csv, row 3, column value)"]),
    ("children_in_need.open:change:2022-07", [
        "current  1,728  (2022-07; exactly 1728)", "previous  1,797  (2022-06; exactly 1797)",
        "is  current less previous, as printed"]),
    ("early_help.active:mean_12m:2022-07", [
        "mean  of 12 periods", "2021-08  3,274  (values.csv, row 38, column value)"]),
    ("report:status.red:2022-07", [
        "LAC with a dental check in the last 12 months  red  (looked_after.dental_check)"]),
])
def test_a_figure_is_worked_out_from_its_cells(both: Prepared, asked: str, lines: list[str]
                                               ) -> None:
    worked_out = part(explanation(Sources(both, both.editions[0]), asked), "Worked out")
    assert [line for line in lines if line not in worked_out] == []


def test_what_is_worked_out_is_what_is_printed(both: Prepared) -> None:
    """Every pooled year to date and share of the report: the numbers told give its exact value."""
    edition = both.editions[0]
    tried = 0
    for finding in edition.findings.by_indicator.values():
        for role in ("current", "year_to_date"):
            fact = finding.facts.get(role)
            lines = part(explanation(Sources(both, edition), fact.id), "Worked out") if fact else []
            pairs = [line.split("  ")[1] for line in lines
                     if line.startswith(("is  ", "pooled  ")) and line.count(" / ") == 1]
            for told in pairs:
                above, rest = told.split(" / ")
                below, _, times = rest.partition(" × ")
                if above.replace(".", "").isdigit() and times.replace(",", "").isdigit():
                    made = Decimal(above) * Decimal(times.replace(",", "")) / Decimal(below)
                    places = Decimal(1).scaleb(-fact.decimals - 1)
                    assert abs(made - fact.value) <= places, fact.id
                    tried += 1
    assert tried > 20


def test_every_figure_and_mark_of_the_report_has_an_answer(both: Prepared) -> None:
    for edition in both.editions:
        asked = {inline.fact.id if isinstance(inline, Figure) else inline.instead_of
                 for block in blocks(edition.composed.document) for inline in inlines(block)
                 if isinstance(inline, Figure) or (isinstance(inline, Text) and inline.instead_of)}
        sources = Sources(both, edition)
        chosen = sorted(asked)
        assert len(chosen) > 100
        for each in chosen:
            said = explanation(sources, each)
            assert any(p.heading in ("Worked out", "Why no figure stands here")
                       for p in said.parts), each


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """A council's quarter in full, with control charts."""
    folder = tmp_path_factory.mktemp("corporate") / "report"
    shutil.copytree(shelves.example("corporate"), folder)
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(
        settings.replace("[report]", '[report]\nspc = true\nlength = "full"', 1), "utf-8")
    prepared = prepare(folder, edition="private")
    return Sources(prepared, prepared.editions[0])


@pytest.mark.parametrize(("asked", "lines"), [
    ("repairs.days:per_cent.previous:2024-09", [
        "current  16.3 days  (2024-09; exactly 16.3)",
        "previous  15.6 days  (2024-06; exactly 15.6)", "is  the difference / 15.6 days × 100"]),
    ("finance.spend:gap.outturn_forecast:2024/25", [
        "outturn forecast  £147.4m  (2024/25; exactly 147.4)",
        "target year  £146.5m  (2024/25; exactly 146.5)",
        "is  the one less the other, as printed"]),
    ("safety.fire_actions:target_before:2024-06", [
        "2024-06  20  (scorecard.xlsx, sheet Targets, row 7, column target)"]),
    ("rent.arrears:stretch:2024/25", [
        "2024/25  2.5  (scorecard.xlsx, sheet Targets, row 18, column target)"]),
    ("waste.recycling:recycling_rank.of:2022/23", [
        "2022/23  294  (scorecard.xlsx, sheet Benchmarks, row 14, column value)"]),
    ("repairs.days:spc_high:2024-09", [
        "control chart  the mean and 2.66 times the mean step from one figure to the next  "
        "(of 14 figures, 2021-06 to 2024-09)"]),
    ("report:status.met_share:2024-09", ["share  6 / 23 × 100  (of those that are rated)"]),
    ("report:status.missed.5:2024-09", ["counted  3 of 4 indicators"]),
])
def test_what_more_is_said_is_worked_out_too(full: Sources, asked: str, lines: list[str]) -> None:
    worked_out = part(explanation(full, asked), "Worked out")
    assert [line for line in lines if line not in worked_out] == []


def test_counts_name_as_many_indicators_as_they_say(full: Sources) -> None:
    tried = 0
    for name, figure in full.printed.items():
        role = figure.fact.role
        if role.startswith("status.") and not role.endswith("_share"):
            first, *named = part(explanation(full, name), "Worked out")
            assert first.startswith(f"counted  {figure.fact.value} of "), name
            assert len(named) == figure.fact.value, name
            tried += 1
    assert tried > 15


def test_changes_and_sums_come_to_what_is_printed(full: Sources) -> None:
    """The two figures told are as far apart, the cells told add up, by the exact figures."""
    tried = 0
    for name, figure in full.printed.items():
        kind, _, of = figure.fact.role.partition(".")
        one = full.report.dictionary.get(figure.fact.indicator)
        if kind not in ("change", "per_cent", "sum") or one is None:
            continue
        lines = part(explanation(full, name), "Worked out")
        value = abs(figure.fact.value)
        if kind == "sum":
            cells = [line for line in lines if re.match(r"\d{4}-\d\d  ", line)]
            assert len(cells) == int(of), name
            tried += 1
            continue
        later, earlier = (Decimal(line.rpartition("exactly ")[2].rstrip(")")) for line in lines[:2])
        apart = abs(later - earlier) * (100 / earlier if kind == "per_cent" else 1)
        within = Decimal("0.6") if kind == "per_cent" else Decimal(1).scaleb(-one.decimals)
        assert abs(apart - value) <= within, name
        tried += 1
    assert tried > 40


def test_nothing_is_said_to_be_a_sum_that_is_none(full: Sources) -> None:
    for name, figure in full.printed.items():
        lines = part(explanation(full, name), "Worked out")
        if any(line.startswith(("sum  ", "pooled  ", "mean  ")) for line in lines):
            assert figure.fact.role.startswith((
                "year_to_date", "sum", "mean_12m", "outturn")), name
        assert lines, name


def test_why_an_edition_withholds_a_figure(both: Prepared) -> None:
    public = next(e for e in both.editions if e.name == "public")
    said = explanation(Sources(both, public), "child_protection.second_plans:month:2022-05")
    assert said.title == "CP plans for a second or subsequent time, May 2022: [c]"
    assert part(said, "Why no figure stands here") == [
        "withheld  a small count of people, or a share of one (primary)  "
        "(by the public edition’s disclosure rule)"]


def test_a_statement_says_why_it_was_chosen_and_what_was_not(both: Prepared) -> None:
    said = explanation(Sources(both, both.editions[0]), "looked_after.dental_check/exception.1")
    chosen = part(said, "Chosen")
    assert "id  looked_after.dental_check/exception.1 (exception)" in chosen
    assert any(line.startswith("chosen  it is rated red; rank ") for line in chosen)
    assert any(line.startswith("left out  in brief at most two") for line in part(said, "Not said"))
    assert any("(values.csv, row" in line for line in part(said, "Figures"))


@pytest.mark.parametrize(("asked", "message"), [
    ("referrals.volume/chnge.1", "there is no statement 'referrals.volume/chnge.1'."),
    ("referrals.volume:current:1999-01", "there is no figure 'referrals.volume:current:1999-01' in "
                                         "the private edition."),
    ("a:b", "there is no figure 'a:b' in the private edition."),
    ("<script>", "there is no indicator '<script>'.")])
def test_what_the_report_does_not_have_is_said(both: Prepared, asked: str, message: str) -> None:
    with pytest.raises(ProblemsFound, match=r"there is no") as fault:
        explanation(Sources(both, both.editions[0]), asked)
    assert fault.value.problems[0].what == message

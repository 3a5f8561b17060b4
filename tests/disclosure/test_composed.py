"""What earlier reports told by figures that are made of many months or areas: a control chart's
mean and limits, and averages among areas. It is known as well as what they printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from briefing.attack.exposure import attack
from briefing.attack.shown import Shown
from briefing.attack.telling import range_in_words
from briefing.disclosure import Protected, protect
from briefing.disclosure.candidates import Candidates
from briefing.disclosure.counts import Counts
from briefing.disclosure.earlier import earlier
from briefing.disclosure.joint import Joint, joined, joined_records, of_area
from briefing.findings.control import limits_of
from briefing.history import Printed, Record
from briefing.indicators import Dictionary
from briefing.measures import Measures, measure
from briefing.periods import parse_month
from tests.leaks import DFE, Leak, count, share, stock
from tests.reports_at_random import everything
from tests.series import observed

# a calendar year: what is small in April goes with January, the oldest month of the sum to April
PLANS = count("plans", year="calendar")
LINE = "20 21 22 23 20 21 22 23 20 21 22 23 20 21 22 3"
MEAN = "21.3"       # of the fifteen to March, which come to 320


def months(line: str, last: str) -> Leak:
    return Leak("composed", "memory", {PLANS: line}, "plans 2022-04: 3", last=last)


def said(month: str, figures: dict[str, str], name: str = "plans") -> Record:
    """A public report of the month that printed no more than these: "role:period" and text."""
    return Record("Report", parse_month(month), "public", date(2022, 9, 1), {}, {"values.csv": "1"},
                  {f"{name}:{role}": Printed(text, (text,)) for role, text in figures.items()})


def withheld(protected: Protected) -> set[str]:
    return {one.candidate.id for one in protected.withheld}


@pytest.mark.parametrize("role", ["spc_mean", "spc_low", "spc_high"])
def test_the_months_of_an_earlier_control_chart_are_known(role: str) -> None:
    """That report printed March alone, and a mean: with every month but January it tells that."""
    case = months(LINE, "2022-04")
    assert "plans:month:2022-01" in withheld(protect(case.measures, DFE))
    earlier = said("2022-03", {"current:2022-03": "22", f"{role}:2022-03": MEAN})
    assert "plans:month:2022-01" not in withheld(protect(case.measures, DFE, (earlier,)))


def told(protected: Protected, records: tuple[Record, ...]) -> list[str]:
    case = months(LINE, "2022-04")
    found = attack(everything(protected.measures, DFE), case.dictionary, DFE, records)
    return [f"{one.shown.period}: {one.low}" for one in found.exposures]


def test_the_attack_works_a_month_out_by_an_earlier_mean() -> None:
    """Of fifteen months fourteen are printed; their mean is of 319 to 320."""
    case = months(LINE, "2022-04")
    earlier = said("2022-03", {"current:2022-03": "22", "spc_mean:2022-03": MEAN})
    assert told(protect(case.measures, DFE), (earlier,)) != []
    assert told(protect(case.measures, DFE, (earlier,)), (earlier,)) == []


HELD = stock("held", year_to_date="")
LIMITS = ["20.25", "16.36", "24.14"]
HELD_LINE = "20 21 22 23 20 21 22 23 20 21 22 23 20 21 3 22"


@pytest.mark.parametrize("figures", [
    {"spc_mean": "20.3"}, {"spc_low": "16.4", "spc_high": "24.1"}, {"spc_high": "24.1"},
    {"spc_low": "16.36"}])
def test_a_control_chart_tells_the_month_among_its_own_that_is_withheld(figures: dict[str, str]
                                                                        ) -> None:
    """No report of ours prints one where a month is withheld; whoever adds it is caught."""
    case = Leak("control", "memory", {HELD: HELD_LINE}, "held 2022-03: 3", last="2022-04")
    limits = limits_of([Decimal(cell) for cell in HELD_LINE.split()])
    assert limits is not None
    assert [f"{float(end):.2f}" for end in (limits.mean, limits.low, limits.high)] == LIMITS
    printed = everything(protect(case.measures, DFE, secondary=False).measures, DFE)
    printed = replace(printed, figures=tuple(s for s in printed.figures if s.role == "month"))
    with_them = replace(printed, figures=(*printed.figures, *(
        Shown("held", role, "2022-04", text, "summary") for role, text in figures.items())))
    assert attack(printed, case.dictionary, DFE).exposures == ()
    exposures = attack(with_them, case.dictionary, DFE).exposures
    assert [one.shown.period for one in exposures] == ["2022-03"]


# ── areas ────────────────────────────────────────────────────────────────────────────────────────

LATE = share("late", year_to_date="")
AREAS = {"east": "30/100 40/100", "west": "20/100 30/100", "north": "44/100 3/100"}


def together(cells: dict[str, str], last: str) -> tuple[Joint, dict[str, Measures]]:
    by_area = {area: measure(observed(line, last, "late"), Dictionary((LATE,)), parse_month(last))
               for area, line in cells.items()}
    return joined(by_area, {area: area for area in by_area}, {}), by_area


def test_the_figures_of_an_average_among_areas_are_known() -> None:
    """East's report of June stands alone: with West's figure its average tells North's."""
    joint, _ = together(AREAS, "2022-07")
    record = said("2022-06", {"current:2022-06": "30.0", "areas_average:June 2022": "31.3"}, "late")
    records, _ = joined_records({"east": (record,)}, {})
    counts = Counts(joint.measures)
    known = earlier(records, joint.measures, Candidates(joint.measures, counts, DFE))
    assert known.printed == {f"{of_area('late', area)}:month:2022-06" for area in AREAS}


@pytest.mark.parametrize(("inside", "told_of"), [
    ("3", ["late@north 2022-07"]),      # of all three: north's are 53 less 50
    ("2", []),                          # of the two that are printed
])
def test_an_average_among_areas_tells_the_one_that_withholds_its_figure(
    inside: str, told_of: list[str]
) -> None:
    """No report of ours has it in an average; east's is made to say 17.7% here."""
    joint, _ = together({"east": "30/100", "west": "20/100", "north": "3/100"}, "2022-07")
    printed = everything(protect(joint.measures, DFE).measures, DFE)
    assert {one.indicator for one in printed.withheld} == {"late@north"}
    average = [Shown("late@east", role, "2022-07", text, "scorecard")
               for role, text in (("areas_average", "17.7%"), ("areas_count", inside))]
    average.append(Shown("late@north", "denominator", "2022-07", "100", "table"))
    hidden = [one for one in printed.withheld if one.role == "month"]
    loose = replace(printed, figures=(*printed.figures, *average), withheld=tuple(hidden))
    found = attack(loose, joint.measures.dictionary, DFE)
    assert sorted({f"{e.shown.indicator} {e.shown.period}" for e in found.exposures}) == told_of


@pytest.mark.parametrize(("rank", "among", "told_of"), [
    ("3", "4", "4 to 5"),       # worse than 3, and no worse than 5
    ("2", "4", "2 to 3"),
    ("4", "4", "6 or more"),
    ("3", "5", "2 to 5"),       # the fifth may be better, or not
    ("1", "", "1"),
])  # fmt: skip
def test_a_rank_among_areas_tells_the_figure_that_is_withheld(rank: str, among: str, told_of: str
                                                              ) -> None:
    """Lower is better, and no report of ours ranks an area that withholds its figure."""
    held = stock("held", year_to_date="", polarity="lower")
    by_area = {area: measure(observed(line, "2022-07", "held"), Dictionary((held,)),
                             parse_month("2022-07"))
               for area, line in {"east": "1", "west": "3", "north": "4", "south": "5"}.items()}
    joint, _ = joined(by_area, {area: area for area in by_area}, {}), by_area
    printed = everything(joint.measures, DFE)
    own = next(one for one in printed.figures if one.indicator == "held@north")
    ranked = [Shown("held@north", role, "2022-07", text, "scorecard")
              for role, text in (("areas_rank", rank), ("areas_rank.of", among)) if text]
    loose = replace(printed, withheld=(replace(own, text="[c]", value=""),), figures=(
        *(one for one in printed.figures if one != own), *ranked))
    ((_, ends),) = attack(loose, joint.measures.dictionary, DFE).tried
    assert range_in_words(*ends) == told_of

"""A figure that an earlier report printed in its sentences alone is known like one in a table: a
baseline, a figure of years ago, the high that a change leads away from, a sum of months."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.attack.exposure import attack
from briefing.attack.expressions import MONTH_ROLES as READ_BY_THE_ATTACK
from briefing.disclosure import Protected, protect
from briefing.facts import MONTH_ROLES
from briefing.history import Printed, Record
from briefing.periods import parse_month
from tests.leaks import DFE, Leak, count
from tests.reports_at_random import everything

# May is restated to 3; April to July are all of the year to date of July
MONTHS = Leak("said", "memory", {count("plans"): "12 3 20 14"}, "plans 2022-05: 3")
# a calendar year: March, published as 7, is restated to 3
ADDED = Leak("added", "memory", {count("plans", year="calendar"): "9 8 3 12"},
             "plans 2022-03: 3", last="2022-04")


def said(month: str, figures: dict[str, str]) -> Record:
    """A public report of the month that printed no more than these: "role:period" and text."""
    return Record("Report", parse_month(month), "public", date(2022, 9, 1), {}, {},
                  {f"plans:{name}": Printed(text, (text,)) for name, text in figures.items()})


def told(leak: Leak, protected: Protected, earlier: Record) -> list[str]:
    found = attack(everything(protected.measures, DFE), leak.dictionary, DFE, (earlier,))
    return [f"{e.shown.period}: {e.low}" for e in found.exposures]


def withheld(protected: Protected) -> set[str]:
    return {one.candidate.id for one in protected.withheld}


def test_the_attack_and_the_protection_know_the_same_roles() -> None:
    assert READ_BY_THE_ATTACK == MONTH_ROLES


@pytest.mark.parametrize("role", sorted(MONTH_ROLES))
def test_a_months_figure_in_any_role_is_remembered(role: str) -> None:
    """April would go with May; who has read it knows May by it, and so another month goes."""
    assert withheld(protect(MONTHS.measures, DFE)) == {"plans:month:2022-04", "plans:month:2022-05"}
    earlier = said("2022-07", {f"{role}:2022-04": "12"})
    mindful = protect(MONTHS.measures, DFE, (earlier,))
    assert "plans:month:2022-04" not in withheld(mindful)
    assert withheld(mindful) > {"plans:month:2022-05"}
    assert told(MONTHS, mindful, earlier) == []


def test_a_sum_of_the_latest_months_is_remembered() -> None:
    """The report of March had said of January no more than that three months came to 24, which with
    8 and 7 makes it 9: today March goes with another than January."""
    then = {"previous:2022-02": "8", "current:2022-03": "7"}
    forgetful = protect(ADDED.measures, DFE, (said("2022-03", then),))
    assert "plans:month:2022-01" in withheld(forgetful)
    earlier = said("2022-03", {**then, "sum.3:2022-03": "24"})
    assert told(ADDED, forgetful, earlier) == ["2022-03: 3"]
    mindful = protect(ADDED.measures, DFE, (earlier,))
    assert told(ADDED, mindful, earlier) == []
    assert mindful.exposed == ()

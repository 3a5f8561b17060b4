"""[units.NAME]: what a council calls its units, as figures are read, written and compared."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from briefing import amounts
from briefing.amounts import Big, UnitName
from briefing.build import build
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.own_units import OwnUnit, unit_names
from tests.folders import said_of
from tests.reading.test_rolling_up import HEAD, report

UNITS = unit_names({
    "kg": OwnUnit("amount", after=" kg"),
    "fte": OwnUnit("amount", after=" FTE", decimals=1),
    "household": OwnUnit("ratio", before="£", after=" per household", decimals=2),
    "per_1000_homes": OwnUnit("rate", per=1000, after=" per 1,000 homes"),
    "waiting": OwnUnit("duration", form="minutes_seconds"),
    "placement": OwnUnit("duration", form="years_months"),
    "budget": OwnUnit("money", before="£", big=(Big(1000, "k", 0), Big(1_000_000, "m", 1))),
    "index": OwnUnit("ratio", after=" points", one=" point", in_tables=" pts"),
})


@pytest.mark.parametrize(("unit", "value", "prose", "cell", "change"), [
    ("kg",             "512",      "512 kg",              "512",      "512 kg"),
    ("fte",            "12.5",     "12.5 FTE",            "12.5",     "12.5 FTE"),
    ("household",      "1834.2",   "£1,834.20 per household", "£1,834.20",
     "£1,834.20 per household"),
    ("per_1000_homes", "3.2",      "3.2 per 1,000 homes", "3.2",      "3.2 per 1,000 homes"),
    ("waiting",        "452",      "7 minutes 32 seconds", "7:32",    "7 minutes 32 seconds"),
    ("waiting",        "45",       "45 seconds",          "0:45",     "45 seconds"),
    ("waiting",        "3600",     "60 minutes",          "60:00",    "60 minutes"),
    ("placement",      "10",       "10 months",           "0y 10m",   "10 months"),
    ("placement",      "25",       "2 years 1 month",     "2y 1m",    "2 years 1 month"),
    ("budget",         "999",      "£999",                "£999",     "£999"),
    ("budget",         "-45600",   "−£46k",               "−£46k",    "£46k"),
    ("budget",         "1234567",  "£1.2m",               "£1.2m",    "£1.2m"),
    ("index",          "1",        "1 point",             "1 pts",    "1 point"),
])  # fmt: skip
def test_figures_are_written_as_the_unit_says(unit: str, value: str, prose: str, cell: str,
                                              change: str) -> None:
    name, number = UNITS[unit], Decimal(value)
    places = name.unit.decimals if name.unit.decimals is not None else (
        1 if unit == "per_1000_homes" else 0)
    assert amounts.in_prose(number, name, places) == prose
    assert amounts.in_cell(number, name, places) == cell
    assert amounts.as_change(number, name, places) == change


def test_two_figures_that_are_written_alike_are_equal() -> None:
    """£1,234,567 and £1,249,999 are both £1.2m; £1,250,000 is £1.3m."""
    drawn = [amounts.as_printed(Decimal(v), UNITS["budget"], 0)
             for v in (1234567, 1249999, 1250000)]
    assert drawn == [1_200_000, 1_200_000, 1_300_000]


def test_a_name_carries_its_unit_wherever_it_goes() -> None:
    name = UNITS["kg"]
    again = pickle.loads(pickle.dumps(name))
    assert (again, again.unit) == ("kg", name.unit)
    assert isinstance(again, UnitName)


UNIT = """[units.kg]
kind = "amount"
after = " kg"
[units.clock]
kind = "duration"
form = "minutes_seconds"
[units.budget]
kind = "money"
before = "£"
big = [{ at_least = 1000000, after = "m" }]
[units.years_months]
kind = "duration"
form = "years_months"
"""


def of(path: Path, unit: str, cells: str, kind: str = "cumulative", polarity: str = "lower",
       targets: str = "") -> Path:
    row = f"x,Waste,Residual waste,residual waste,{unit},,{kind},{polarity},,quarterly"
    return report(path, f"{row},,,,", cells, "Q2 2022/23", targets, UNIT)


def test_the_case_own_unit(tmp_path: Path) -> None:
    """A unit that is none of ours is refused with what to write, and read once it is written."""
    folder = of(tmp_path / "own-unit", "kg", "2022-06 342;2022-09 512")
    with_unit = (folder / "report.toml").read_text().replace(UNIT, "")
    (folder / "report.toml").write_text(with_unit)
    with pytest.raises(ProblemsFound, match=r"\[units.kg\] with kind = \"amount\" and after"):
        prepare(folder)
    (folder / "report.toml").write_text(f"{with_unit}\n{UNIT}")
    assert "was 512 kg for the year so far, up from 342 kg in quarter 1" in said_of(folder)


@pytest.mark.parametrize(("unit", "cells", "said"), [
    ("kg", "2022-06 342kg;2022-09 512kg", "rose to 512 kg"),
    ("clock", "2022-06 7:32;2022-09 06:05", "fell to 6 minutes 5 seconds"),
    ("years_months", "2022-06 01:04;2022-09 0:10", "fell to 10 months"),
])
def test_cells_may_name_the_unit(unit: str, cells: str, said: str, tmp_path: Path) -> None:
    assert said in said_of(of(tmp_path, unit, cells, "stock"))


def test_what_adds_up_is_rolled_up_and_summed(tmp_path: Path) -> None:
    head = HEAD.strip()
    folder = report(tmp_path, "x,A,Waste,waste collected,kg,0,flow,lower,sum,,,,,",
                    "2024-04 10;2024-05 20;2024-06 30;2024-07 1;2024-08 2;2024-09 4", more=UNIT)
    assert head
    said = said_of(folder)
    assert "The waste collected fell to 7 kg in quarter 2 from 60 kg" in said


@pytest.mark.parametrize(("unit", "cells", "target"), [
    ("clock", "2022-03 7:02;2022-06 7:32;2022-09 06:05", "6:00"),
    ("budget", "2022-03 1234567;2022-06 990000;2022-09 1700000", "1200000"),
    ("kg", "2022-03 7.02;2022-06 7.32;2022-09 6.05", "6"),
])
def test_a_report_in_own_units_is_built_for_the_public(unit: str, cells: str, target: str,
                                                       tmp_path: Path) -> None:
    folder = of(tmp_path / "r", unit, cells, "stock", targets=f"x,2022/23,{target},")
    files = build(folder, edition="both").files
    assert len(files) > 10


def test_an_amount_below_nought_is_refused_unless_the_unit_says_it_can_be(tmp_path: Path) -> None:
    folder = of(tmp_path, "kg", "2022-06 -3;2022-09 5", "stock")
    with pytest.raises(ProblemsFound, match="-3 is below 0, but 'x' is in kg"):
        prepare(folder)
    settings = (folder / "report.toml").read_text()
    (folder / "report.toml").write_text(settings.replace('" kg"\n', '" kg"\nnegative = true\n'))
    assert prepare(folder).findings["x"].indicator.can_be_negative

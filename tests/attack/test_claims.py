"""What sentences claim of withheld figures: the attack takes it as it takes figures.

Each plant withholds what it should, and a sentence, a row or a question tells all the same. What
our own public editions claim touches no figure that is withheld.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from random import Random

import pytest

from briefing.attack.claimed import CLAIM, about_nothing_shown
from briefing.attack.claims import claims_in
from briefing.attack.exposure import Attack, attack
from briefing.attack.finished import Outcome, attack_files
from briefing.attack.printed import read_edition
from briefing.attack.relations import Relation
from briefing.attack.shown import Print, Shown
from briefing.attack.sizes import sizes_of
from briefing.attack.system import system_of
from briefing.attack.telling import in_words
from briefing.disclosure import presets, protect
from briefing.findings import find
from briefing.indicators import Dictionary, Indicator, Target, Tolerance
from briefing.layout import compose_report
from briefing.periods import Month, Period, parse_month
from briefing.reading import ReportFolder
from briefing.writers.figures import figures_file
from briefing.writers.text import text_file
from tests.leaks import DFE, Leak, count, report_of, standing
from tests.oddities import measured, service_area

JULY = parse_month("2022-07")
PLANS = count("plans", year_to_date="", polarity="lower")
FEES = dataclasses.replace(PLANS, tolerance=Tolerance(Decimal(2), False))
AIM = Target("plans", JULY, Decimal(3))


@dataclass(frozen=True)
class Plant:
    """Figures to July 2022, what is said beside them, and what a withheld one can then only be."""

    name: str
    line: str           # "7 8 [c]", oldest first
    said: str
    told: str           # "2022-07: 1 to 2"
    one: Indicator = PLANS
    target: Target | None = None
    also: str = ""      # other rows: "role period text"

    @property
    def dictionary(self) -> Dictionary:
        """The indicator and its target."""
        return Dictionary((self.one,), (self.target,) if self.target is not None else ())

    def printed(self, said: str) -> Print:
        """The table with these words beside it."""
        cells = self.line.split()
        rows = [Shown("plans", "month", str(JULY.back(len(cells) - 1 - n)), text, "table")
                for n, text in enumerate(cells)]
        rows.append(Shown("plans", "current", str(JULY), cells[-1], "table"))
        rows += [Shown("plans", *line.split(None, 2), "table")
                 for line in filter(None, self.also.split(";"))]
        return Print(tuple(row for row in rows if row.text != "[c]"),
                     tuple(row for row in rows if row.text == "[c]"),
                     claims=claims_in([("report.txt", line) for line in said.splitlines()],
                                      self.dictionary), sizes=sizes_of(standing()[0]))

    def attacked(self, said: str) -> Attack:
        """The attack on it."""
        return attack(self.printed(said), self.dictionary, DFE)


PLANTS = (
    Plant("a record", "[c] 9 8 7 2", "The number of plans fell to 2, the lowest in 5 months.",
          "2022-03: 3 or more"),
    Plant("the highest over a withheld month", "4 [c] 3 5",
          "The number of plans was 5 in July, the highest since April 2022.", "2022-05: 1 to 4"),
    Plant("a record of a withheld figure", "9 7 6 3 [c]",
          "The number of plans was low in July, the lowest in 5 months.", "2022-07: 1 to 2"),
    Plant("a run", "9 5 [c] 2",
          "The number of plans fell to 2 in July, the third reduction in a row.",
          "2022-06: 3 to 4"),
    Plant("a run in other words", "9 5 [c] 2",
          "The number of plans fell to 2 in July, the third successive reduction.",
          "2022-06: 3 to 4"),
    Plant("an end of a run", "1 [c] 4 2",
          "The number of plans fell to 2, ending two increases in a row since April 2022.",
          "2022-05: 2 to 3"),
    Plant("a change alone", "9 8 3 [c]", "The number of plans fell in July.", "2022-07: 1 to 2"),
    Plant("no change", "9 8 3 [c]", "The number of plans was the same as in June.", "2022-07: 3"),
    Plant("a relation to a month", "3 9 9 9 9 9 9 9 9 9 9 9 [c]",
          "The number of plans was below July 2021.", "2022-07: 1 to 2"),
    Plant("a relation to an average", "9 9 9 9 9 9 9 9 9 9 9 [c]",
          "The number of plans was below the 12 month average (2).", "2022-07: 1"),
    Plant("an average that holds a withheld month", "[c] 2 2 2 2 2 2 2 2 2 2 4",
          "The number of plans was 4 in July, now above the 12 month average.",
          "2021-08: 1 to 29"),
    Plant("still", "9 8 [c] 2", "The number of plans was 2, still below the target (4).",
          "2022-06: 1 to 3"),
    Plant("now", "9 8 [c] 6", "The number of plans was 6, now above the target (3).",
          "2022-06: 1 to 3"),
    Plant("a rating", "9 8 6 [c]", "Plans | lower | 8 | 6 | [c] | ▲ Green", "2022-07: 1 to 3",
          target=AIM),
    Plant("a rating within the tolerance", "9 8 6 [c]", "Plans | lower | 8 | 6 | [c] | ● Amber",
          "2022-07: 4 to 5", FEES, AIM),
    Plant("a rating that moved", "9 8 [c] 6", "Plans | Moved from green to red. | 6 | up | ▼ Red",
          "2022-06: 1 to 3", target=dataclasses.replace(AIM, span=parse_month("2022-06"))),
    Plant("moved in the summary", "9 8 6 [c]", "Since June, one has moved to green (Plans).",
          "2022-07: 1 to 3", target=AIM),
    Plant("a question of a run", "9 2 [c] 5", "Why did the number of plans get worse in a second "
          "successive month, reaching 5 in July?", "2022-06: 3 to 4"),
    Plant("a question off target", "9 8 [c] 5", "The number of plans was 5 in July, further from "
          "the target of 1 than in June: what is being done?", "2022-06: 1 to 4"),
    Plant("well above", "9 8 7 [c]", "The number of plans was well above the target (3).",
          "2022-07: 4 or more"),
    Plant("well below", "9 8 7 [c]", "The number of plans was well below the target (4).",
          "2022-07: 1 to 3"),
    Plant("well below a month", "9 8 20 [c]", "The number of plans was well below June 2022.",
          "2022-07: 1 to 17"),
    Plant("slightly above forty", "39 38 41 [c]", "The number of plans was slightly above the "
          "target (40).", "2022-07: 41 to 44"),
    Plant("what it is slightly above", "[c] 9 9 9 9 9 9 9 9 9 9 9 40",
          "The number of plans was 40, slightly above July 2021.", "2021-07: 37 to 39"),
    Plant("within a target range", "9 8 7 [c]",
          "The number of plans was within its target range (2 to 4).", "2022-07: 2 to 4"),
    Plant("above a target range", "9 8 7 [c]",
          "The number of plans was above the target range of 2 to 4.", "2022-07: 5 or more"),
    Plant("below the usual range", "9 8 7 [c]",
          "The number of plans was below its usual range of 3 to 9.", "2022-07: 1 to 2"),
    Plant("halved", "9 8 6 [c]", "The number of plans halved in July.", "2022-07: 3"),
    Plant("halved from a withheld month", "9 8 [c] 2", "The number of plans halved in July.",
          "2022-06: 4"),
    Plant("a third fewer", "9 8 6 [c]", "The number of plans fell by a third in July.",
          "2022-07: 4"),
    Plant("about a third of what it was", "9 8 9 [c]",
          "The number of plans fell to about a third of June’s in July.", "2022-07: 3"),
    Plant("doubled since a month", "2 8 9 [c]", "The number of plans doubled since April 2022.",
          "2022-07: 4"),
    Plant("a row at a glance", "9 8 3 [c]",
          "Went well\nPlans | Down from June’s 3 | [c] | falling | ○ No target", "2022-07: 1 to 2"),
)  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_what_is_claimed_narrows_what_is_withheld(plant: Plant) -> None:
    found = plant.attacked(plant.said)
    month, _, told = plant.told.partition(": ")
    ranges = {w.shown.period: r for w, r in found.tried}
    low, high = ranges[month]
    said = f"{low}" if low == high else f"{low} or more" if high is None else f"{low} to {high}"
    assert said == told
    assert found.dropped == ()
    if high is not None and low <= DFE.suppress_to and not DFE.is_wide_enough(low, high):
        (exposed,) = (one for one in found.exposures if one.kind == "withheld")
        assert "can only be" in in_words(exposed, plant.dictionary)
        assert any(s.role == CLAIM for each in exposed.because for s in each.shown)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_without_the_words_nothing_is_told(plant: Plant) -> None:
    found = plant.attacked("The number of plans is watched closely.")
    assert [one for one in found.exposures if one.kind == "withheld"] == []


def test_eight_of_the_plants_and_more_are_exposures() -> None:
    assert sum(any(one.kind == "withheld" for one in plant.attacked(plant.said).exposures)
               for plant in PLANTS) >= 8


@pytest.mark.parametrize("said", [
    "Needs attention\nPlans | What it was cannot be said | [c] | too few | ○ No target",
    "What explains the change in the number of plans?"])
def test_to_be_chosen_for_a_withheld_figure_is_a_problem(said: str) -> None:
    plant = Plant("chosen", "9 8 7 [c]", said, "2022-07: 1")
    printed = plant.printed(said)
    chosen = tuple(about_nothing_shown(printed))
    outcome = Outcome("report.pdf", plant.dictionary, plant.attacked(said), (), chosen=chosen)
    (problem,) = [one for one in outcome.problems if "listed or asked about" in str(one)]
    assert "“Plans” is listed or asked about for a figure that is withheld" in str(problem)
    shown = dataclasses.replace(plant, line="9 8 7 6").printed(said)
    assert about_nothing_shown(shown) == []


# ── what our own editions claim ──────────────────────────────────────────────────────────────────


def claimed_of_withheld(printed: Print, dictionary: Dictionary) -> list[Relation]:
    """The claims that touch what is withheld."""
    return [one for one in system_of(printed, dictionary, DFE).relations
            if any(s.role == CLAIM for s in one.shown)]


def edition_of(chance: Random) -> tuple[Print, Dictionary]:
    """A public edition at random, its words read back."""
    report = Month.of(2022, chance.randint(1, 12))
    oddities = [one for n in range(4) for one in service_area(chance, report, f"a{n}")]
    protected = protect(measured(oddities, report), presets()["dfe"]).measures
    book, layout = standing()
    folder: ReportFolder = dataclasses.replace(
        report_of(Leak("random", "", {}, "x 2022-01: 1")), dictionary=protected.dictionary,
        period=Period(report))
    document = compose_report(folder, find(protected), book, layout, "public").document
    printed = read_edition({"r-public.figures.csv": figures_file(document),
                            "r-public.txt": text_file(document)}, protected.dictionary, "[c]")
    return printed, protected.dictionary


def test_our_public_editions_claim_nothing_of_what_is_withheld() -> None:
    claims = withheld = 0
    for n in range(12):
        printed, dictionary = edition_of(Random(n))
        claims += len(printed.claims)
        withheld += len(printed.withheld)
        assert [(one.shown, one.terms) for one in claimed_of_withheld(printed, dictionary)] == []
        assert about_nothing_shown(printed) == []
    assert claims > 100
    assert withheld > 50


def test_what_an_author_asks_is_no_choice_of_a_rule() -> None:
    said = "What explains the change in the number of plans?"
    table = (b"id,indicator,role,period,value,text,place\n"
             b"plans:current:2022-07,plans,current,2022-07,,[c],table\n")
    files = {"r-public.figures.csv": table, "r-public.txt": f"• {said}\n".encode()}
    dictionary = Dictionary((PLANS,))
    assert len(attack_files(files, dictionary, DFE).chosen) == 1
    assert attack_files(files, dictionary, DFE, words=[said]).chosen == ()

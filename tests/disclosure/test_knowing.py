"""The reader who knows the rule, its weights and this program, and has only the public edition.

Every assignment of the withheld counts is tried: those for which the program, run again, prints the
same edition are what that reader is left with. `python -m tests.benchmarks.knowing` tries more.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from briefing.attack.exposure import attack
from briefing.attack.shown import Shown
from briefing.build import build
from briefing.disclosure import presets, protect, protecting
from briefing.disclosure.companions import NONE
from briefing.indicators import Indicator
from briefing.review.claims import Absent
from briefing.review.reader import read
from tests.benchmarks.disclosure import chain
from tests.benchmarks.knowing import SHAPES, Case, case_at_random, edition, known
from tests.disclosure.test_disclosure import FLOW, measured, shown
from tests.leaks import count, stock
from tests.messages.test_checks import series
from tests.reports import SMALL
from tests.reports_at_random import everything

DFE = presets()["dfe"]
CASES = 60


def test_what_goes_does_not_hang_on_what_the_small_counts_are() -> None:
    """9, 5, 5, 6 and a total of 25: the oldest goes, too, whatever the two are.

    Were the total withheld for 5 and 5, and shown for others, that would say that they are 5 and 5.
    """
    wanted = protect(measured({FLOW: "9 5 5 6"}), DFE)
    assert shown(wanted) == {"flow": "[c] [c] [c] 6 | 25"}
    for may in range(1, 6):
        for june in range(1, 6):
            other = protect(measured({FLOW: f"{19 - may - june} {may} {june} 6"}), DFE)
            assert edition(other) == edition(wanted), (may, june)


def test_whether_the_companion_is_small_nobody_can_tell() -> None:
    """Of two months that are withheld, either may be the small one."""
    editions = {edition(protect(measured({FLOW: f"{april} {10 - april} 20 30"}), DFE))
                for april in range(1, 10)}
    assert len(editions) == 1


def test_that_a_sum_is_not_printed_says_no_more_than_that_it_could_not_be() -> None:
    """1 and 1 take their total with them, and so do all that add up to 6 or less."""
    assert shown(protect(measured({FLOW: "1 1 9 20"}), DFE)) == {"flow": "[c] [c] 9 20 | [c]"}
    assert shown(protect(measured({FLOW: "5 1 9 20"}), DFE)) == {"flow": "[c] [c] 9 20 | [c]"}
    assert shown(protect(measured({FLOW: "5 2 9 20"}), DFE)) == {"flow": "[c] [c] 9 20 | 36"}


def cases() -> list[Case]:
    return [case_at_random(Random(n), SHAPES[n % len(SHAPES)]) for n in range(CASES)]


def too_few(case: Case) -> list[object]:
    """The withheld counts that can be fewer different numbers than the policy promises."""
    _, told = known(case, 100)
    return [(cell, sorted(some)) for cell, some in told.numbers.items()
            if not case.is_enough(cell, some)]


def test_every_withheld_count_can_be_as_many_numbers_as_is_promised(
        record_property: pytest.RecordProperty) -> None:
    figures: Counter[str] = Counter()
    for case in cases():
        protected, told = known(case)
        figures["withheld counts"] += len(told.numbers)
        figures["withheld for others"] += sum(w.cause == "secondary" for w in protected.withheld)
        few = [(cell, sorted(some)) for cell, some in told.numbers.items()
               if not case.is_enough(cell, some)]
        assert few == [], case
        assert not told.numbers or told.assignments >= min(
            DFE.numbers, *(max(case.of(cell), 1) for cell in told.numbers)), case
    for name, number in figures.items():
        record_property(name, number)
    assert figures["withheld counts"] > CASES
    assert figures["withheld for others"] > CASES / 4


def test_the_search_finds_it_where_the_choice_follows_the_numbers(
        monkeypatch: pytest.MonkeyPatch) -> None:
    """Without companions the cheapest figures go, and who knows that knows more."""
    monkeypatch.setattr(protecting, "companions_of", lambda *_: NONE)
    flows = [case_at_random(Random(n), "flow") for n in range(18)]
    assert sum(bool(too_few(case)) for case in flows) >= 2


# ── every byte ───────────────────────────────────────────────────────────────────────────────────

FILES = SMALL | {
    "indicators.csv": """id,section,title,subject,unit,kind,polarity,year_to_date,part_of
plans,Area,Plans,number of plans,count,flow,lower,sum,
young,Area,Young,number of young ones,count,stock,lower,,all
older,Area,Older,number of older ones,count,stock,lower,,all
eldest,Area,Eldest,number of the eldest,count,stock,lower,,all
all,Area,All,number of all,count,stock,lower,,
""",
}


def public_files(folder: Path, plans: str, young: str, older: str) -> dict[str, bytes]:
    """The public edition of a report with these counts; the others keep every total."""
    eldest, total = "30 31 32 33", "60 61 62 63"
    folder.mkdir()
    values = ["indicator,period,value,numerator,denominator", *series("plans", plans),
              *series("young", young), *series("older", older), *series("eldest", eldest),
              *series("all", total)]
    for name, text in (FILES | {"values.csv": "\n".join(values) + "\n"}).items():
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, edition="public")
    return {path.name: path.read_bytes() for path in sorted((folder / "out/public").iterdir())}


def test_no_withheld_number_leaves_a_trace_in_any_file(tmp_path: Path) -> None:
    """Counts are changed that are withheld; what is printed stays: every file is the same."""
    first = public_files(tmp_path / "first", "9 5 5 26", "3 26 27 28", "27 4 3 2")
    assert {Path(name).suffix for name in first} == {".pdf", ".docx", ".html", ".txt", ".csv"}
    others = (("16 1 2 26", "5 26 27 28", "25 4 3 2"), ("12 3 4 26", "1 26 29 29", "29 4 1 1"),
              ("10 4 5 26", "4 25 26 25", "26 5 4 5"))
    for n, other in enumerate(others):
        assert public_files(tmp_path / f"other{n}", *other) == first, other


# ── a search that ends ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seconds", [0, 20])
def test_what_is_settled_in_haste_is_as_safe(seconds: int) -> None:
    """With no step to spend on the least, more goes than must; but nothing can be worked out."""
    policy = dataclasses.replace(DFE, seconds=seconds)
    measures = chain(6, 12)
    protected = protect(measures, policy)
    found = attack(everything(protected.measures, policy), measures.dictionary, policy,
                   explain=False)
    assert (found.exposures, found.dropped, protected.exposed) == ((), (), ())
    assert protected.search.least <= protected.search.loss
    assert protected.search.companions + protected.search.sought == sum(
        one.cause == "secondary" for one in protected.withheld)


def test_haste_costs_more_and_is_as_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search by itself, without companions."""
    monkeypatch.setattr(protecting, "companions_of", lambda *_: NONE)
    measures = chain(3, 10)
    outcomes = [protect(measures, dataclasses.replace(DFE, seconds=seconds))
                for seconds in (20, 0)]
    least, hasty = (one.search for one in outcomes)
    assert 0 < least.least == least.loss < hasty.loss
    for one in outcomes:
        found = attack(everything(one.measures, DFE), measures.dictionary, DFE, explain=False)
        assert (found.exposures, found.dropped) == ((), ())


# ── a band that is said ──────────────────────────────────────────────────────────────────────────

SAYS = dataclasses.replace(DFE, say_band=True)
HELD = stock("held")


@pytest.mark.parametrize(("one", "figures", "printed", "said"), [
    (HELD, "20 30 4", "20 30 [c] | -", True),
    (FLOW, "20 30 20 4", "[c] 30 20 [c] | 74", True),       # April goes for July, whatever it is
    (FLOW, "4 30 20 4", "[c] 30 20 [c] | 58", True),
    (FLOW, "20 4", "20 [c] | -", True),
    (HELD, "20 30 9", "20 30 9 | -", False)])
def test_fewer_than_six_is_said_where_the_symbol_tells_it(one: Indicator, figures: str,
                                                          printed: str, said: bool) -> None:
    protected = protect(measured({one: figures}), SAYS)
    assert shown(protected) == {one.id: printed}
    assert protected.bands == ({one.id: 6} if said else {})
    assert protect(measured({one: figures}), DFE).bands == {}       # where it is not asked for
    found = attack(everything(protected.measures, SAYS, protected.bands),
                   protected.measures.dictionary, SAYS)
    assert found.exposures == ()


def test_of_a_companion_and_of_what_could_be_one_no_band_is_said() -> None:
    """Of two parts that are withheld, either may be the small one: of neither anything is said."""
    whole = {count("young", part_of=("all",)): "30 {}", count("old", part_of=("all",)): "30 {}",
             count("eldest", part_of=("all",)): "30 30", count("all"): "90 60"}
    for young in range(1, 30):
        protected = protect(measured({
            one: line.format(young if one.id == "young" else 30 - young)
            for one, line in whole.items()}), SAYS)
        assert protected.bands == {}, young


def test_what_is_said_to_be_small_follows_from_what_is_printed() -> None:
    """Of every assignment that prints the same edition, the same bands are said."""
    said: dict[object, dict[str, int]] = {}
    for april, may, july in itertools.product(range(1, 8), repeat=3):
        protected = protect(measured({FLOW: f"{april} {may} 9 {july}"}), SAYS)
        assert said.setdefault(edition(protected), dict(protected.bands)) == protected.bands
    assert {len(bands) for bands in said.values()} == {0, 1}


def test_the_attack_takes_a_band_for_what_it_tells() -> None:
    """Of April and July, 12 in all, July is fewer than six and April said to be, too: they are not.

    Were it said of April, a companion of 8, the two could only be 7 and 5.
    """
    protected = protect(measured({FLOW: "8 30 20 4"}), SAYS)
    assert shown(protected) == {"flow": "[c] 30 20 [c] | 62"}
    dictionary = protected.measures.dictionary
    printed = everything(protected.measures, SAYS, protected.bands)
    assert attack(printed, dictionary, SAYS).exposures == ()
    april = Shown("flow", "band", "2022-04", "eight", "text", "8")
    found = attack(dataclasses.replace(printed, figures=(*printed.figures, april)), dictionary,
                   SAYS)
    assert [(one.shown.period, one.low, one.high) for one in found.exposures] == [
        ("2022-07", 5, 5)]


@pytest.mark.parametrize(("book", "who"), [
    ("childrens-social-care", "children"), ("corporate", "people")])
def test_a_sentence_says_the_band_and_the_table_the_symbol(book: str, who: str, tmp_path: Path
                                                           ) -> None:
    files = SMALL | {
        "report.toml": SMALL["report.toml"] + f"""narrative = "{book}"

[disclosure]
say_band = true
""", "values.csv": SMALL["values.csv"].replace(",200", ",3"),
        "indicators.csv": SMALL["indicators.csv"].replace("flow,higher,", "flow,higher,\n").replace(
            "year_to_date", "year_to_date,disclosure").replace("sum", "sum,").replace(
            "flow,higher,\n", "flow,higher,,exempt")}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    build(tmp_path, edition="public")
    text = next((tmp_path / "out/public").glob("*.txt")).read_text("utf-8")
    assert ("The number of referrals was fewer than six in July; the figure is not shown, to "
            f"protect the {who} concerned.") in " ".join(text.split())
    assert "[c]" in text


def test_the_reader_of_sentences_reads_a_band() -> None:
    said = read("The number of plans was fewer than six in July; the figure is not shown, to "
                "protect the children concerned.", count("plans", subject="number of plans"))
    assert said.left_over == ""
    assert Absent("confidential", "July") in said.claims


@pytest.mark.parametrize("number", [1, 5])
def test_where_counts_are_rounded_the_choice_tells_nothing_either(number: int) -> None:
    """A stock and a flow of which one number was ruled out, by which figure had to go with it: how
    much a rounded sum leaves hangs on how far each count is off its multiple."""
    case = dataclasses.replace(case_at_random(Random(210 * 100_003 + number)),
                               policy=presets()["opensafely"])
    _, told = known(case)
    assert told.numbers
    for cell, numbers in told.numbers.items():
        assert case.is_enough(cell, numbers), (cell, sorted(numbers))

"""The attack finds what can be known of a withheld count: no more, no less.

What it says of texts, of single relations and of small systems is held against counting out every
possibility; what it says of published tables against what their publishers withheld.
"""

from __future__ import annotations

import csv
import dataclasses
import itertools
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.amounts import in_cell, mean_decimals
from briefing.attack.bounds import HIGH, LOW
from briefing.attack.exposure import Attack, attack
from briefing.attack.intervals import number_in, rounded_interval
from briefing.attack.ranges import find_ranges
from briefing.attack.relations import Relation
from briefing.attack.shown import Print, Shown
from briefing.attack.system import system_of
from briefing.attack.telling import in_words
from briefing.disclosure.policy import Policy, presets
from briefing.indicators import Dictionary
from briefing.measures import measure
from briefing.periods import Month, Year, parse_month
from briefing.prepared import Prepared
from briefing.reading.observations import Observation
from tests.leaks import DFE, count, rate, share, stock
from tests.series import GRID

JULY = parse_month("2022-07")


def row(text: str) -> Shown:
    """A printed figure from "referrals current 2022-07 [c]"."""
    name, role, period, shown = text.split(None, 3)
    return Shown(name, role, period, shown, "table")


def page(*lines: str) -> Print:
    """What is printed, a figure or symbol a line."""
    rows = [row(line) for line in lines]
    return Print(tuple(r for r in rows if r.text != "[c]"),
                 tuple(r for r in rows if r.text == "[c]"))


def ranges(found: Attack) -> dict[str, tuple[int, int | None]]:
    """What each withheld figure can be, by "name 2022-07"."""
    return {f"{w.shown.indicator} {w.shown.period}": r for w, r in found.tried}


# ── the three leaks of the published report ──────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def definitions(example: Prepared) -> Dictionary:
    return example.report.dictionary


def test_a_mean_beside_its_total_is_no_secret(definitions: Dictionary) -> None:
    """ "above the average for the last 12 months (■) ... Throughout the last 12 months, 45"."""
    found = attack(page(
        "child_protection.second_plans current 2022-07 7",
        "child_protection.second_plans previous 2022-06 [c]",
        "child_protection.second_plans mean_12m 2022-07 [c]",
        "child_protection.second_plans sum_12m 2022-07 45"), definitions, DFE)
    (exposed,) = found.exposures
    assert (exposed.shown.role, exposed.low, exposed.high) == ("mean_12m", 45, 45)
    assert in_words(exposed, definitions) == (
        "“CP plans for a second or subsequent time”, 12 month average, July 2022, is withheld but "
        "can only be 45 over the 12 months: “CP plans for a second or subsequent time”, 12 month "
        "total, July 2022: 45 (table).")


def test_a_count_beside_its_share_is_no_secret(definitions: Dictionary) -> None:
    """ "reduced from 10 to ■ at the end of July. The current rate of 1.1%", of 269 children."""
    found = attack(page(
        "child_protection.over_2_years previous 2022-06 10",
        "child_protection.over_2_years current 2022-07 [c]",
        "child_protection.over_2_years_share current 2022-07 1.1%",
        "child_protection.plans current 2022-07 269"), definitions, DFE)
    (exposed,) = found.exposures
    assert in_words(exposed, definitions) == (
        "“Children on a CP plan for more than two years”, July 2022, is withheld but can only be "
        "3: “Children on a CP plan for more than two years (%)”, July 2022: 1.1% (table); "
        "“Children with a child protection plan”, July 2022: 269 (table).")


def test_a_count_beside_last_months_less_those_who_left_is_no_secret(
        definitions: Dictionary) -> None:
    """ "reduced from 10 to ■ ... 7 CP plans lasting two years or more that ceased in July"."""
    known = Dictionary(tuple(
        dataclasses.replace(one, outflow="child_protection.ceased_over_2_years")
        if one.id == "child_protection.over_2_years" else one for one in definitions.indicators))
    printed = page("child_protection.over_2_years previous 2022-06 10",
                   "child_protection.over_2_years current 2022-07 [c]",
                   "child_protection.ceased_over_2_years current 2022-07 7")
    assert ranges(attack(printed, known, DFE)) == {
        "child_protection.over_2_years 2022-07": (3, None)}
    # the report withholds nothing but counts below six
    (exposed,) = attack(printed, known, DFE, only_small=True).exposures
    assert (exposed.low, exposed.high) == (3, 5)


# ── a text and the values that print so ──────────────────────────────────────────────────────────


@settings(deadline=None)
@given(st.fractions(0, 120, max_denominator=2000), st.integers(0, 2),
       st.sampled_from(["percent", "rate_per_10000", "days"]))
def test_a_text_is_read_as_the_values_that_print_so(value: Fraction, decimals: int,
                                                    unit: str) -> None:
    assume(unit != "percent" or value <= 100)
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        number = number_in(in_cell(exact, unit, decimals))
    assert number is not None
    assert value in rounded_interval(number)


@pytest.mark.parametrize(("text", "inside", "outside"), [
    ("3.8%", ["3.75", "3.84"], ["3.74", "3.85"]),
    ("100%", ["100"], ["99.9", "100.1"]),
    ("100.0%", ["99.95", "99.99"], ["99.94", "100"]),
    ("0.0%", ["0.01", "0.04"], ["0", "0.05"]),
    ("0%", ["0"], ["0.01"]),
    ("0.0", ["0", "0.04"], ["0.05"]),
    ("1,797.5 days", ["1797.45"], ["1797.55"]),
])  # fmt: skip
def test_an_interval_has_its_ends(text: str, inside: list[str], outside: list[str]) -> None:
    number = number_in(text)
    assert number is not None
    interval = rounded_interval(number)
    assert all(Fraction(value) in interval for value in inside)
    assert not any(Fraction(value) in interval for value in outside)


# ── systems of relations, against counting out ───────────────────────────────────────────────────

NAMES = [(name, JULY) for name in "abc"]


@st.composite
def systems(draw: st.DrawFn) -> list[Relation]:
    """Relations between three whole numbers of at most six that some numbers fit."""
    truth = [draw(st.integers(0, 6)) for _ in NAMES]
    made = [Relation(((name, 1),), 0, 6) for name in NAMES]
    for _ in range(draw(st.integers(1, 4))):
        parts = [draw(st.integers(-12, 12)) for _ in NAMES]
        total = sum(a * b for a, b in zip(parts, truth, strict=True))
        low = draw(st.none() | st.integers(total - 9, total))
        high = draw(st.none() | st.integers(total, total + 9))
        terms = tuple((name, part) for name, part in zip(NAMES, parts, strict=True) if part)
        if terms:
            made.append(Relation(terms, low, high))
    return made


def holds(one: Relation, values: dict[tuple[str, Month], int]) -> bool:
    total = sum(part * values[name] for name, part in one.terms)
    return (one.low is None or total >= one.low) and (one.high is None or total <= one.high)


@settings(deadline=None, max_examples=150)
@given(systems())
def test_ranges_are_exact(relations: list[Relation]) -> None:
    fits = [values for values in (dict(zip(NAMES, v, strict=True))
                                  for v in itertools.product(range(7), repeat=3))
            if all(holds(one, values) for one in relations)]
    found = find_ranges(relations, {}, NAMES)
    assert found.dropped == ()
    assert found.of == {name: (min(v[name] for v in fits), max(v[name] for v in fits))
                        for name in NAMES}


@settings(deadline=None, max_examples=100)
@given(systems())
def test_narrowing_never_goes_too_far_and_knows_its_reasons(relations: list[Relation]) -> None:
    found = find_ranges(relations, {}, NAMES, exactly=False)
    exact = find_ranges(relations, {}, NAMES)
    for name in NAMES:
        (low, high), (least, most) = found.of[name], exact.of[name]
        assert most is not None
        assert low <= least <= most <= (high if high is not None else most)
        reasons = [found.narrowed.relations[n] for n in found.narrowed.reasons([name])]
        alone = find_ranges(reasons, {}, [name])
        assert alone.of[name][LOW] >= low
        assert high is None or (alone.of[name][HIGH] or 0) <= high


def test_what_nothing_ends_has_no_end() -> None:
    a, b = NAMES[:2]
    found = find_ranges([Relation(((a, 1), (b, -1)), 2, 2)], {b: 1}, [a, b])
    assert found.of == {a: (3, None), b: (1, None)}


@pytest.mark.parametrize(("wrong", "dropped"), [
    (Relation(((NAMES[0], 1), (NAMES[1], 1), (NAMES[2], -1)), 0, 0, definition="adds up", trust=1),
     "adds up"),
    (Relation(((NAMES[1], 1),), 4, 4, (Shown("b", "current", "2022-07", "4", "", "",
                                             "the report of June 2022"),), trust=2), ""),
])  # fmt: skip
def test_what_contradicts_print_is_dropped_and_named(wrong: Relation, dropped: str) -> None:
    a, b, c = NAMES
    printed = [Relation(((a, 1), (b, 1)), 9, 9), Relation(((b, 1),), 3, 3),
               Relation(((c, 1),), 20, 20)]
    found = find_ranges([wrong, *printed], {}, [a])
    assert found.of == {a: (6, 6)}
    assert [one.definition for one in found.dropped] == [dropped]


def test_a_contradiction_that_only_the_solver_sees_is_dropped() -> None:
    a, b, c = NAMES
    relations = [Relation(((a, 2), (b, 2), (c, 2)), 10, 10),
                 *(Relation(((name, 1),), 0, 9) for name in NAMES),
                 Relation(((a, 4), (b, 2), (c, -6)), 1, 1, definition="odd", trust=1)]
    found = find_ranges(relations, {}, [a])
    assert found.of == {a: (0, 5)}
    assert [one.definition for one in found.dropped] == ["odd"]


# ── whole reports, against the truth ─────────────────────────────────────────────────────────────


def cells(name: str, values: Iterable[tuple[int, int | None]], last: Month) -> list[Observation]:
    """Observations of (numerator, denominator or None), the last of the month given."""
    found = list(values)
    made = []
    for n, (above, below) in enumerate(reversed(found)):
        value = Decimal(above) if below is None else Decimal(above) * 100 / below
        made.append(Observation(name, last.back(n), value, None if below is None
                                else Decimal(above), None if below is None else Decimal(below),
                                None, False, GRID, 1))
    return made


@dataclasses.dataclass
class Made:
    """A random report: definitions, true counts, what is printed of them."""

    dictionary: Dictionary
    truth: dict[tuple[str, Month], int]
    printed: Print


def printing(dictionary: Dictionary, observations: list[Observation],
             hidden: set[tuple[str, Month]], periods: list[Month]) -> Print:
    """Everything there is of the months, with a symbol for those that are hidden."""
    figures: list[Shown] = []
    withheld: list[Shown] = []
    for period in periods:
        measures = measure([o for o in observations if o.month <= period], dictionary, period)
        for one in dictionary.indicators:
            made = measures[one.id]
            for month, value in made.values.items():
                if value.amount is None:
                    continue
                shown = Shown(one.id, "month", str(month),
                              in_cell(value.amount, one.unit, one.decimals), "table")
                if (one.id, month) in hidden:
                    withheld.append(dataclasses.replace(shown, text="[c]"))
                else:
                    figures.append(shown)
            window = made.window(period)
            for role in ("year_to_date", "sum_12m", "mean_12m"):
                amount = getattr(window, role)
                if amount is not None:
                    places = mean_decimals(amount, one.unit, one.decimals) if (
                        role == "mean_12m") else one.decimals
                    figures.append(Shown(one.id, role, str(period),
                                         in_cell(amount, one.unit, places), "table"))
            year = Year.holding(period).previous
            if year in made.outturns:
                figures.append(Shown(one.id, "outturn", str(year),
                                     in_cell(made.outturns[year], one.unit, one.decimals), "t"))
    return Print(tuple(dict.fromkeys(figures)), tuple(dict.fromkeys(withheld)))


@st.composite
def reports(draw: st.DrawFn) -> Made:
    """A stock with its flows, parts of a total, shares and a rate, over four to fourteen months."""
    months = draw(st.integers(2, 14))
    small = st.integers(0, 9)
    new, ended, boys, girls = ([draw(small) for _ in range(months)] for _ in range(4))
    held = [draw(st.integers(120, 140))]
    for n in range(1, months):
        held.append(held[-1] + new[n] - ended[n])
    late = [draw(st.integers(0, total)) if (total := b + g) else 0
            for b, g in zip(boys, girls, strict=True)]
    people = [draw(st.integers(9_000, 60_000))] * months
    dictionary = Dictionary((
        stock("held", inflow="new", outflow="ended"), count("new"), count("ended"),
        count("all"), count("boys", part_of=("all",)), count("girls", part_of=("all",)),
        share("late_share", numerator="late", denominator="all"),
        share("held_share", kind="stock", year_to_date="", numerator="new", denominator="held",
              decimals=draw(st.integers(0, 2))),
        rate("held_rate", "held", kind="stock", year_to_date=""), rate("new_rate", "new"),
    ))
    total = [b + g for b, g in zip(boys, girls, strict=True)]
    counts = {"held": held, "new": new, "ended": ended, "all": total, "boys": boys, "girls": girls,
              "late": late, "population": people}
    observations = [o for name, values in counts.items()
                    for o in cells(name, [(v, None) for v in values], JULY)]
    truth = {(name, JULY.back(n)): value for name, values in counts.items()
             for n, value in enumerate(reversed(values))}
    hidden = set()
    for one in dictionary.indicators:
        for n in range(months):
            key = (one.id, JULY.back(n))
            if draw(st.integers(0, 3)) == 0 and truth.get(key, 1) > 0:
                hidden.add(key)
    periods = [JULY.previous, JULY] if draw(st.booleans()) and months > 2 else [JULY]
    return Made(dictionary, truth, printing(dictionary, observations, hidden, periods))


@settings(deadline=None, max_examples=60)
@given(reports())
def test_the_true_count_is_always_possible(made: Made) -> None:
    found = attack(made.printed, made.dictionary, DFE, explain=False)
    assert found.dropped == ()
    for withheld, (low, high) in found.tried:
        true = made.truth[withheld.unknown]
        assert low <= true, withheld
        assert high is None or true <= high, withheld


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 7), min_size=12, max_size=12), st.integers(0, 1),
       st.sets(st.integers(0, 11), min_size=1, max_size=2), st.integers(8, 40))
def test_ranges_of_a_report_are_those_of_every_way_to_fill_it(
        values: list[int], decimals: int, hidden: set[int], below: int) -> None:
    """Every two numbers in place of those withheld that print the same report."""
    one = count("plans", decimals=0)
    part = share("late_share", denominator="all", year_to_date="pooled", decimals=decimals)
    whole = count("all", year_to_date="")
    dictionary = Dictionary((one, whole, part))
    hidden = {n for n in hidden if values[n] > 0}
    assume(hidden)
    keys = {(name, JULY.back(11 - n)) for n in hidden for name in ("plans", "late_share")}

    def printed(changed: dict[int, int]) -> Print:
        line = [changed.get(n, value) for n, value in enumerate(values)]
        observations = cells("plans", [(v, None) for v in line], JULY)
        observations += cells("all", [(below, None)] * 12, JULY)
        observations += cells("late_share", [(v, below) for v in line], JULY)
        return printing(dictionary, observations, keys, [JULY])

    wanted = printed({})
    tries = [dict(zip(sorted(hidden), filling, strict=True))
             for filling in itertools.product(range(1, 16), repeat=len(hidden))]
    total = sum(values[n] for n in hidden)
    # the 12 month total is printed: only fillings with the same total can be the same report
    same = [t for t in tries if sum(t.values()) == total and printed(t) == wanted]
    found = ranges(attack(wanted, dictionary, DFE, explain=False))
    for n in hidden:
        month = JULY.back(11 - n)
        possible = [t[n] for t in same]
        assert found[f"plans {month}"] == (min(possible), max(possible))


def test_a_percentage_of_all_is_told_from_one_that_rounds_to_it() -> None:
    one = share("late", denominator="all", year_to_date="")
    whole = count("all", year_to_date="")
    for text, expected in (("100%", (3000, 3000)), ("100.0%", (2999, 2999))):
        found = find_ranges(_relations(page(f"late current 2022-07 {text}",
                                            "all current 2022-07 3000"),
                                       Dictionary((one, whole))), {}, [("late/numerator", JULY)])
        assert found.of["late/numerator", JULY] == expected


def _relations(printed: Print, dictionary: Dictionary) -> list[Relation]:
    return system_of(printed, dictionary, DFE).relations


def test_a_rounded_count_is_any_that_rounds_to_it() -> None:
    policy = presets()["opensafely"]
    found = attack(page("plans current 2022-07 [c]", "plans month 2022-06 20",
                        "plans year_to_date 2022-07 25"),
                   Dictionary((count("plans", year="calendar"),)), policy)
    # the year has months that are not printed: nothing ends it but the whole
    assert ranges(found) == {"plans 2022-07": (0, 9)}


def test_a_share_of_rounded_counts_says_no_more_than_they_do() -> None:
    """33.3% of 30 is 10 of 30, and 10 is any of 8 to 12; of 30 exactly it would be 10 alone."""
    one = share("late", denominator="all", year_to_date="", disclosure="")
    printed = page("late current 2022-07 33.3%", "all current 2022-07 30")
    for policy, least, most in ((presets()["opensafely"], 8, 12), (DFE, 10, 10)):
        relations = system_of(printed, Dictionary((one, count("all", year_to_date=""))),
                              policy).relations
        found = find_ranges(relations, {}, [("late/numerator", JULY)])
        assert found.of["late/numerator", JULY] == (least, most)


def test_all_is_said_of_all_alone_however_counts_are_rounded() -> None:
    one, whole = share("late", denominator="all", year_to_date=""), count("all", year_to_date="")
    for text, expected in (("100%", (38, 42)), ("100.0%", (38, 41))):
        printed = page(f"late current 2022-07 {text}", "all current 2022-07 40")
        relations = system_of(printed, Dictionary((one, whole)), presets()["opensafely"]).relations
        found = find_ranges(relations, {}, [("late/numerator", JULY)])
        assert found.of["late/numerator", JULY] == expected


def test_a_cumulative_count_never_falls_within_its_year() -> None:
    found = attack(page("plans month 2022-05 7", "plans month 2022-06 [c]",
                        "plans current 2022-07 8"),
                   Dictionary((count("plans", kind="cumulative", year_to_date="latest"),)), DFE)
    assert ranges(found) == {"plans 2022-06": (7, 8)}
    assert found.exposures == ()        # it is no small count


def test_a_count_that_is_printed_although_it_is_small_is_exposed() -> None:
    found = attack(page("plans current 2022-07 3", "staff current 2022-07 3"),
                   Dictionary((count("plans"), count("staff", disclosure="exempt"))), DFE)
    assert [(e.kind, e.shown.indicator) for e in found.exposures] == [("printed", "plans")]


def test_a_small_numerator_of_a_printed_share_is_exposed() -> None:
    found = attack(page("late current 2022-07 7.5%", "late denominator 2022-07 40"),
                   Dictionary((share("late"),)), DFE)
    assert [(e.kind, e.low, e.high) for e in found.exposures] == [("implied", 3, 3)]


def test_a_figure_withheld_for_another_may_be_told_when_it_is_large() -> None:
    found = attack(page("plans month 2022-06 [c]", "plans current 2022-07 20",
                        "plans year_to_date 2022-07 60", "plans month 2022-04 10",
                        "plans month 2022-05 10"), Dictionary((count("plans"),)), DFE)
    assert ranges(found) == {"plans 2022-06": (20, 20)}
    assert found.exposures == ()


def test_a_policy_decides_what_is_wide_enough() -> None:
    printed = page("plans month 2022-06 [c]", "plans month 2022-04 10", "plans month 2022-05 [c]",
                   "plans current 2022-07 10", "plans year_to_date 2022-07 26")
    dictionary = Dictionary((count("plans"),))
    assert len(attack(printed, dictionary, DFE).exposures) == 0            # 1 to 5 is the band
    assert len(attack(printed, dictionary, Policy(suppress_to=7, protection=7)).exposures) == 2


# ── real tables ──────────────────────────────────────────────────────────────────────────────────

# the published statistics are not ours to commit: a clone elsewhere has none
PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "dfe"
published = pytest.mark.skipif(
    not PUBLISHED.exists(), reason="the published statistics are not beside the repository")
MONTHS = ("April", "May", "June", "July", "August", "September", "October", "November", "December",
          "January", "February", "March")


def table(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8-sig") as opened:
        return list(csv.DictReader(opened))


def recoverable(found: Attack) -> list[str]:
    """The withheld cells that can be but one number."""
    return [f"{w.shown.indicator} {w.shown.period}" for w, (low, high) in found.tried
            if low == high]


@published
def test_no_month_of_a_published_row_can_be_told_and_one_more_gives_it_away() -> None:
    dictionary = Dictionary((count("referrals"),))
    rows = [r for r in table("monthly_referrals_2013_to_2024.csv")
            if r["geographic_level"] == "Local authority" and "c" in [r[m] for m in MONTHS]]
    told, revealed, cells_tried = 0, 0, 0
    for each in rows:
        year = int(each["time_period"]) - 1
        periods = [Month.of(year + (n > 8), (n + 3) % 12 + 1) for n in range(12)]
        lines = [f"referrals month {period} {'[c]' if each[name] == 'c' else each[name]}"
                 for name, period in zip(MONTHS, periods, strict=True)]
        total = "[c]" if each["Referrals"] == "c" else each["Referrals"]
        lines.append(f"referrals year_to_date {periods[-1]} {total}")
        found = attack(page(*lines), dictionary, DFE)
        assert found.dropped == ()
        cells_tried += len(found.tried)
        told += len(recoverable(found))
        # all but one of the withheld months printed, as their numbers could be
        hidden = [n for n, line in enumerate(lines) if line.endswith("[c]")]
        assert len(hidden) > 1
        if total == "[c]":
            continue        # of one row the total is withheld as well
        rest = int(each["Referrals"]) - sum(int(each[m]) for m in MONTHS if each[m] != "c")
        for n in hidden[:-1]:
            lines[n] = lines[n].replace("[c]", "1")
        found = attack(page(*lines), dictionary, DFE)
        assert ranges(found) == {f"referrals {periods[hidden[-1]]}": (
            rest - len(hidden) + 1,) * 2}
        revealed += 1
    assert (len(rows), cells_tried, told, revealed) == (31, 178, 0, 30)


DURATIONS = ("3_months_or_less", "more_than_3_months_6_months",
             "more_than_6_months_less_than_1_year", "1_year_less_than_2_years", "2_years_or_more")


@published
def test_no_duration_of_a_published_row_can_be_told_and_one_more_gives_it_away() -> None:
    parts = [stock(f"d{n}", part_of=("plans",)) for n in range(5)]
    shares = [share(f"p{n}", kind="stock", year_to_date="", numerator=f"d{n}", denominator="plans",
                    composition="duration") for n in range(5)]
    dictionary = Dictionary((stock("plans"), *parts, *shares))
    rows = [r for r in table("d5_cpps_at31march_by_duration_2013_to_2025.csv")
            if [r[d] for d in DURATIONS].count("c") == 2]
    told: list[str] = []
    revealed = 0
    for each in rows:
        month = f"{each['time_period']}-03"
        whole = each["CPP_At31"]
        lines = [f"plans current {month} {'[c]' if whole == 'c' else whole}"]
        for n, name in enumerate(DURATIONS):
            whole, part = each[name], each[f"{name}_percent"]
            lines.append(f"d{n} current {month} {'[c]' if whole == 'c' else whole}")
            if part not in ("c", "z", "x"):
                lines.append(f"p{n} current {month} {float(part):.1f}%")
        found = attack(page(*lines), dictionary, DFE, explain=False)
        told += recoverable(found)
        if each["CPP_At31"] == "c":
            continue        # the total of 14 rows is withheld as well
        hidden = [n for n, line in enumerate(lines) if line.endswith("[c]")]
        rest = int(each["CPP_At31"]) - sum(int(each[d]) for d in DURATIONS if each[d] != "c")
        lines[hidden[0]] = lines[hidden[0]].replace("[c]", str(rest - 2))
        found = attack(page(*lines), dictionary, DFE, explain=False)
        revealed += len(recoverable(found))
    assert (len(rows), told, revealed) == (732, [], 718)

"""What a public edition withholds: small tables in, what may be shown beside them."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from briefing.disclosure import Policy, Protected, presets, protect
from briefing.disclosure.candidates import Candidates, spread
from briefing.disclosure.connected import connected
from briefing.disclosure.counts import Counts
from briefing.disclosure.earlier import earlier
from briefing.disclosure.protecting import companions_of, ends_of
from briefing.disclosure.ranges import Solver
from briefing.disclosure.relations import relations
from briefing.disclosure.secondary import Choice, Chosen
from briefing.history import Printed, Record
from briefing.indicators import Dictionary, Indicator, Target
from briefing.measures import Measures, measure
from briefing.periods import Year, parse_month
from tests.series import PERCENT, PLAIN, observed

DFE = presets()["dfe"]
FLOW = dataclasses.replace(PLAIN, id="flow")
STOCK = dataclasses.replace(PLAIN, id="stock", kind="stock", year_to_date="")
SHARE = dataclasses.replace(PERCENT, id="share")


def measured(series: dict[Indicator, str], last: str = "2022-07",
             targets: Iterable[Target] = ()) -> Measures:
    """The measures of indicators, each with its line of figures, the last of which is of `last`."""
    observations = [o for one, figures in series.items() for o in observed(figures, last, one.id)]
    return measure(observations, Dictionary(tuple(series), tuple(targets)), parse_month(last))


def shown(protected: Protected) -> dict[str, str]:
    """Each indicator's months as they may be shown, and its year to date after a bar."""
    made = {}
    for name, one in protected.measures.by_indicator.items():
        months = [f"{v.amount.normalize():f}" if v.amount is not None
                  else "[c]" if v.reason else "-" for v in one.values.values()]
        window = one.window(one.period)
        total = ("[c]" if "year_to_date" in window.withheld else "-" if window.year_to_date is None
                 else f"{window.year_to_date.normalize():f}")
        made[name] = f"{' '.join(months)} | {total}"
    return made


def table(series: dict[Indicator, str], policy: Policy = DFE, **asked: object) -> dict[str, str]:
    return shown(protect(measured(series, **asked), policy))      # type: ignore[arg-type]


# ── what is withheld for itself ─────────────────────────────────────────────────────────────────


def test_a_count_from_1_to_5_is_withheld_and_nought_is_shown() -> None:
    assert table({STOCK: "6 5 1 0"}) == {"stock": "6 [c] [c] 0 | -"}


def test_a_share_goes_with_its_numerator_and_with_a_denominator_of_10_or_fewer() -> None:
    share = dataclasses.replace(SHARE, year_to_date="")
    assert table({share: "5/50 10/50 8/10 0/40"}) == {"share": "[c] 20 [c] 0 | -"}


def test_a_share_goes_with_the_count_of_the_others_only_where_the_rule_says_so() -> None:
    share = dataclasses.replace(SHARE, year_to_date="")
    strict = dataclasses.replace(DFE, complements=True)
    assert table({share: "48/50"}) == {"share": "96 | -"}
    assert table({share: "48/50"}, strict) == {"share": "[c] | -"}


def test_what_the_indicators_say() -> None:
    staff = dataclasses.replace(STOCK, id="staff", disclosure="exempt")
    never = dataclasses.replace(STOCK, id="never", disclosure="withhold")
    totals = dataclasses.replace(FLOW, id="totals", disclosure="aggregates")
    assert table({staff: "3 2", never: "80 90", totals: "300 400"}, last="2022-05") == {
        "staff": "3 2 | -", "never": "[c] [c] | -", "totals": "[c] [c] | 700"}


def test_averages_and_caseloads_are_no_counts_of_people() -> None:
    weeks = dataclasses.replace(PLAIN, id="weeks", unit="weeks", decimals=1, kind="stock",
                                year_to_date="")
    assert table({weeks: "3 4.5"}) == {"weeks": "3 4.5 | -"}


def test_a_year_to_date_of_few_is_withheld_like_a_month_of_few() -> None:
    assert table({FLOW: "0 2 0 1"}) == {"flow": "0 [c] 0 [c] | [c]"}


def test_a_year_to_date_that_is_the_months_own_figure_goes_with_it() -> None:
    share = dataclasses.replace(PERCENT, kind="cumulative", year_to_date="latest")
    protected = protect(measured({share: "20/60 4/70"}), DFE)
    withheld = {one.candidate.id for one in protected.withheld}
    assert {"a.b:month:2022-07", "a.b:year_to_date:2022-07"} <= withheld
    assert protected.measures["a.b"].window(parse_month("2022-07")).year_to_date is None


def test_so_it_does_where_the_share_is_given_without_its_parts() -> None:
    share = dataclasses.replace(PERCENT, kind="stock", year_to_date="latest")
    assert table({share: "20 10"}) == {"a.b": "[c] [c] | [c]"}


def test_nothing_is_withheld_where_nothing_is_about_people() -> None:
    assert table({FLOW: "0 2 0 1"}, presets()["none"]) == {"flow": "0 2 0 1 | 3"}


# ── what would give it away ─────────────────────────────────────────────────────────────────────


def test_a_month_beside_its_year_to_date() -> None:
    """April's 3 is 28 − 9 − 8 − 8; the cheapest figure to go with it is the oldest."""
    assert table({FLOW: "3 9 8 8"}) == {"flow": "[c] [c] 8 8 | 28"}


def test_two_months_that_leave_too_few_numbers_take_their_total() -> None:
    """April and May are 1 and 1 where they add up to 2."""
    assert table({FLOW: "1 1 9 20"}) == {"flow": "[c] [c] 9 20 | [c]"}


def test_a_count_beside_its_share_of_a_known_whole() -> None:
    """Both are of the same children."""
    count = dataclasses.replace(STOCK, id="count")
    share = dataclasses.replace(SHARE, kind="stock", year_to_date="", numerator="count")
    assert table({count: "10 3", share: "10/261 3/269"}, last="2022-05") == {
        "count": "10 [c] | -", "share": "3.8 [c] | -"}


def test_a_stock_beside_what_came_and_went() -> None:
    """Who came goes with who went: the smaller of the two can be any of five."""
    stock = dataclasses.replace(STOCK, inflow="in", outflow="out")
    came = dataclasses.replace(FLOW, id="in", year_to_date="")
    went = dataclasses.replace(FLOW, id="out", year_to_date="")
    assert table({stock: "90 95", came: "7 8", went: "9 3"}, last="2022-05") == {
        "stock": "90 95 | -", "in": "7 [c] | -", "out": "9 [c] | -"}


def test_where_nobody_came_the_stock_tells_who_went() -> None:
    """3 are 90 less 87; and the next month's come and go take up what the stock may be."""
    stock = dataclasses.replace(STOCK, inflow="in", outflow="out")
    came = dataclasses.replace(FLOW, id="in", year_to_date="")
    went = dataclasses.replace(FLOW, id="out", year_to_date="")
    assert table({stock: "90 87 95", came: "7 0 17", went: "9 3 9"}, last="2022-06") == {
        "stock": "90 [c] 95 | -", "in": "7 0 [c] | -", "out": "9 [c] [c] | -"}


def test_a_small_stock_beside_what_went_before_and_what_came_after() -> None:
    stock = dataclasses.replace(STOCK, inflow="in", outflow="out")
    came = dataclasses.replace(FLOW, id="in", year_to_date="")
    went = dataclasses.replace(FLOW, id="out", year_to_date="")
    assert table({stock: "9 4 12", came: "7 6 17", went: "9 11 9"}, last="2022-06") == {
        "stock": "9 [c] 12 | -", "in": "7 6 [c] | -", "out": "9 [c] 9 | -"}


def test_what_went_alone_tells_what_is_left_at_least() -> None:
    """3 at the end of May is at least 10 − 7."""
    stock = dataclasses.replace(STOCK, outflow="out")
    went = dataclasses.replace(FLOW, id="out", year_to_date="")
    assert table({stock: "10 3", went: "0 7"}, last="2022-05") == {
        "stock": "10 [c] | -", "out": "0 [c] | -"}


def test_a_breakdown_beside_its_total() -> None:
    parts = [dataclasses.replace(STOCK, id=name, part_of=("all/age",)) for name in "abc"]
    total = dataclasses.replace(STOCK, id="all")
    assert table({parts[0]: "4", parts[1]: "20", parts[2]: "30", total: "54"}) == {
        "a": "[c] | -", "b": "[c] | -", "c": "30 | -", "all": "54 | -"}


def test_a_total_of_two_withheld_parts_is_two_at_least() -> None:
    """Nothing printed tells more of it; that is not held against it."""
    parts = [dataclasses.replace(STOCK, id=name, part_of=("all/age",)) for name in "abc"]
    measures = measured({parts[0]: "2", parts[1]: "0", parts[2]: "2",
                         dataclasses.replace(STOCK, id="all"): "4"})
    protected = protect(measures, DFE)
    assert shown(protected) == {"a": "[c] | -", "b": "0 | -", "c": "[c] | -", "all": "[c] | -"}
    assert protected.exposed == ()


def test_a_part_without_a_figure_is_what_is_left() -> None:
    """4 beside 6 and 10 is 4 at most, whatever the third is, of which we have nothing either."""
    parts = [dataclasses.replace(STOCK, id=name, part_of=("all",)) for name in "abc"]
    total = dataclasses.replace(STOCK, id="all")
    assert table({parts[0]: "14 4", parts[1]: "20 6", parts[2]: "30 -", total: "64 10"}) == {
        "a": "14 [c] | -", "b": "20 [c] | -", "c": "30 [c] | -", "all": "64 10 | -"}


def test_noughts_of_what_is_marked_are_withheld_too_and_contradict_nothing() -> None:
    stock = dataclasses.replace(STOCK, inflow="in", outflow="out")
    came = dataclasses.replace(FLOW, id="in", year_to_date="", disclosure="aggregates")
    went = dataclasses.replace(FLOW, id="out", year_to_date="")
    protected = protect(measured({stock: "90 81", came: "7 0", went: "8 9"}, "2022-05"), DFE)
    assert shown(protected)["in"] == "[c] [c] | -"
    assert protected.contradictory == ()


def test_a_share_of_so_few_that_they_are_rounded_to_nought() -> None:
    """0 of 0 is no share, and the exact one is not to be printed."""
    rough = Policy(suppress_to=0, denominators_to=0, round_to=10)
    share = dataclasses.replace(SHARE, year_to_date="")
    assert table({share: "2/4 12/20"}, rough, last="2022-05") == {"share": "[c] 50 | -"}


def test_two_breakdowns_of_one_total_and_areas_of_a_region() -> None:
    """By age 4 and 30, by sex 14 and 20: the total or one more of each would give 4 away."""
    young, old = (dataclasses.replace(STOCK, id=name, part_of=("all/age",)) for name in
                  ("young", "old"))
    boys, girls = (dataclasses.replace(STOCK, id=name, part_of=("all/sex",)) for name in
                   ("boys", "girls"))
    region = dataclasses.replace(STOCK, id="all")
    assert table({young: "4", old: "30", boys: "14", girls: "20", region: "34"}) == {
        "young": "[c] | -", "old": "[c] | -", "boys": "14 | -", "girls": "20 | -",
        "all": "34 | -"}


def test_shares_that_add_up_to_100() -> None:
    shares = [dataclasses.replace(SHARE, id=name, kind="stock", year_to_date="",
                                  composition="whole") for name in ("good", "poor", "none")]
    assert table(dict(zip(shares, ("150/190", "37/190", "3/190"), strict=True))) == {
        "good": "[c] | -", "poor": "19.5 | -", "none": "[c] | -"}


def test_a_pooled_share_of_the_year() -> None:
    """3 of 40 in April is 24 of 160 less 7, 7 and 7."""
    assert table({SHARE: "3/40 7/40 7/40 7/40"}) == {"share": "[c] [c] 17.5 17.5 | 15"}


def test_a_numerator_that_its_own_series_lacks_is_a_count_all_the_same() -> None:
    """The year's share is made of it, and goes where shares are never shown."""
    late = dataclasses.replace(FLOW, id="late", year_to_date="")
    never = dataclasses.replace(SHARE, numerator="late", disclosure="withhold")
    assert table({late: "- 20 30 20", never: "12/40 20/50 30/60 20/70"})["share"] == (
        "[c] [c] [c] [c] | [c]")


def test_a_share_of_what_is_never_shown_goes_where_counts_are_rounded_too() -> None:
    """ "100.0%" of 20 would say that it is 18 to 21."""
    late = dataclasses.replace(FLOW, id="late", disclosure="withhold")
    part = dataclasses.replace(SHARE, numerator="late", denominator="all")
    assert table({late: "19 15", part: "19/20 15/20", dataclasses.replace(FLOW, id="all"): "20 20"},
                 presets()["opensafely"], last="2022-05")["share"].split(" | ")[0] == "[c] [c]"


def test_the_latest_figure_and_one_with_a_target_are_kept_the_longest() -> None:
    parts = [dataclasses.replace(STOCK, id=name, part_of=("all",)) for name in "abc"]
    total = dataclasses.replace(STOCK, id="all")
    target = Target("b", Year.parse("2022/23"), Decimal(25))
    assert table({parts[0]: "4", parts[1]: "20", parts[2]: "30", total: "54"},
                 targets=(target,)) == {
        "a": "[c] | -", "b": "20 | -", "c": "[c] | -", "all": "54 | -"}


def test_rounded_counts_say_no_more_than_their_multiple() -> None:
    assert table({FLOW: "8 12 41 23"}, presets()["opensafely"]) == {"flow": "10 10 40 25 | 85"}
    assert [spread(n, 5) for n in (0, 7, 8)] == [(-2, 2), (3, 7), (8, 12)]


# ── what the public knows already ───────────────────────────────────────────────────────────────


def published(month: str, **figures: str) -> Record:
    """The record of a public report with these figures of "flow" by role and month."""
    return Record("Report", parse_month(month), "public", date(2022, 8, 1), {}, {}, {
        f"flow:{key[:-8]}:{key[-7:].replace('_', '-')}": Printed(value, (value,))
        for key, value in figures.items()})


def test_two_years_to_date_in_a_row_give_the_month_between_away() -> None:
    """June's report printed 26 for April to June; July's 29 would tell July's 3."""
    measures = measured({FLOW: "9 9 8 3"})
    fresh = protect(measures, DFE)
    assert shown(fresh) == {"flow": "[c] 9 8 [c] | 29"}
    june = published("2022-06", year_to_date_2022_06="26", month_2022_04="9",
                     previous_2022_05="9", current_2022_06="8")
    assert shown(protect(measures, DFE, [june])) == {"flow": "9 9 8 [c] | [c]"}


def test_a_rounded_count_that_was_published_is_known() -> None:
    measures = measured({FLOW: "9 12 8"})
    candidates = Candidates(measures, Counts(measures), presets()["opensafely"])
    june = published("2022-06", current_2022_06="10")
    assert earlier([june], measures, candidates).printed == {"flow:month:2022-06"}


def test_what_was_published_cannot_be_taken_back() -> None:
    june = published("2022-06", current_2022_06="3")
    [exposed] = protect(measured({FLOW: "9 3 8"}), DFE, [june]).exposed
    assert (exposed.candidate.id, exposed.low, exposed.high) == ("flow:month:2022-06", 3, 3)


def test_a_restated_figure_is_of_other_children() -> None:
    june = published("2022-06", current_2022_06="4")
    assert protect(measured({FLOW: "9 3 8"}), DFE, [june]).exposed == ()


# ── as little as possible ───────────────────────────────────────────────────────────────────────


def random_report(rng: Random) -> Measures:
    """A small report of one of the shapes in which counts hang together."""
    def count() -> int:
        return rng.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 20))

    months = rng.randint(2, 4)
    last = ("2022-05", "2022-06", "2022-07")[months - 2]
    shape = rng.choice(("flow", "breakdown", "stock", "share"))
    made: dict[Indicator, list[object]] = {}
    if shape == "flow":
        made[FLOW] = [count() for _ in range(months)]
    elif shape == "breakdown":
        parts = [[count() for _ in range(2)] for _ in range(rng.randint(2, 3))]
        made = {dataclasses.replace(FLOW, id=f"part{n}", part_of=("all",)): list(part)
                for n, part in enumerate(parts)}
        made[dataclasses.replace(FLOW, id="all")] = [sum(m) for m in zip(*parts, strict=True)]
        last = "2022-05"
    elif shape == "stock":
        came, went = ([count() for _ in range(months)] for _ in range(2))
        there = list(itertools.accumulate(
            (i - min(o, 6) for i, o in zip(came[1:], went[1:], strict=True)), initial=30))
        made[dataclasses.replace(STOCK, inflow="in", outflow="out")] = list(there)
        made[dataclasses.replace(FLOW, id="in")] = list(came)
        made[dataclasses.replace(FLOW, id="out")] = [min(o, 6) for o in went]
    else:
        below = [rng.randint(8, 40) for _ in range(months)]
        made[SHARE] = [f"{rng.randint(0, min(b, 15))}/{b}" for b in below]
    return measured({one: " ".join(map(str, cells)) for one, cells in made.items()}, last)


def test_no_safe_choice_loses_less(record_property: pytest.RecordProperty) -> None:
    """Every other choice is tried, of up to 2**8 a report: none that is safe has a smaller loss.

    That is of the search by itself. What is withheld so that the choice tells nothing costs more
    than the least against a reader who does not know the rule; how much more is counted here.
    """
    rng, tried, lost, least, for_knowing = Random(7), 0, 0, 0, 0
    while tried < 60:
        measures = random_report(rng)
        counts = Counts(measures)
        candidates = Candidates(measures, counts, DFE)
        found = [one for name in measures.by_indicator for one in candidates.of(measures[name])]
        before = earlier((), measures, candidates)
        related = tuple(relations(measures, counts))
        companions = companions_of(found, related, measures, counts,
                                   ends_of(found, measures, counts, DFE), before, None, DFE,
                                   Solver())
        for group in connected(found, related, before):
            choice = Choice(group, counts.values, ends_of(found, measures, counts, DFE), before,
                            DFE, Solver())
            free = [one.id for one in group.candidates if one.id not in choice.forced]
            if not choice.forced or len(free) > 8:
                continue
            chosen = Chosen()
            choice.settle(chosen)
            safe = [some for n in range(len(free) + 1) for some in itertools.combinations(free, n)
                    if not choice.witnesses(choice.forced.union(some), Chosen())]
            more = chosen.withheld.keys() - choice.forced
            knowing = Chosen()
            Choice(group, counts.values, choice.ends, before, DFE, Solver(),
                   companions).settle(knowing)
            for_knowing += len(knowing.withheld.keys() - choice.forced)
            loss = sum(map(choice.loss, more))
            assert loss == pytest.approx(min(sum(map(choice.loss, some)) for some in safe))
            tried, lost, least = tried + 1, lost + len(more), least + min(map(len, safe))
    record_property("figures withheld beyond those of few", lost)
    record_property("the fewest possible", least)
    record_property("withheld beyond those of few for the reader who knows", for_knowing)
    assert lost <= 1.3 * least
    assert for_knowing <= 1.4 * least

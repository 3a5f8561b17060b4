"""A reader who remembers: what earlier reports printed, under another name, or without a record.

Each leak is a plant: what a rule withholds for its size alone is given away to the attack, and no
longer where protection remembers too.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from briefing.attack.exposure import attack
from briefing.attack.finished import Outcome, true_counts
from briefing.attack.shown import Print
from briefing.build import build
from briefing.cli import main
from briefing.disclosure import Policy, Protected, presets, protect
from briefing.history import Printed, Record
from briefing.indicators import Dictionary, Indicator
from briefing.manual import page
from briefing.periods import parse_month
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.publish import publish
from tests.disclosure.test_valid_reports import write
from tests.histories_at_random import attacked, editions, history_at_random, tried
from tests.leaks import DFE, Leak, count, share, stock
from tests.reports_at_random import everything

OPENSAFELY = presets()["opensafely"]
INPUTS = {"values.csv": "as they were"}


def record(month: str, edition: str = "public", withheld: str = "", **series: str) -> Record:
    """A report of the month: each series' figures up to it, and its year to date since April.

    `withheld` are periods, "[c]" in the figures is what stands in their place.
    """
    figures: dict[str, Printed] = {}
    hidden = dict.fromkeys(withheld.split(), "[c]")
    last = parse_month(month)
    for name, line in series.items():
        cells = line.split()
        for n, cell in enumerate(reversed(cells)):
            role, _, text = cell.rpartition("=")
            identity = f"{name}:{role or 'month'}:{last if role else last.back(n - _roles(cells))}"
            if text == "[c]":
                hidden[identity] = text
            else:
                figures[identity] = Printed(text, (text,))
    return Record("Report", last, edition, date(2022, 9, 1), {}, INPUTS, figures, withheld=hidden)


def _roles(cells: list[str]) -> int:
    """How many of the cells are of the year and stand after the months."""
    return sum("=" in cell for cell in cells)


def told(leak: Leak, protected: Protected, records: tuple[Record, ...], policy: Policy = DFE
         ) -> list[str]:
    """What the attack finds in everything that the protected figures could print."""
    found = attack(everything(protected.measures, policy), leak.dictionary, policy, records)
    return [f"{e.shown.indicator} {e.shown.period}: {e.low}"
            + ("" if e.low == e.high else f" to {e.high}") for e in found.exposures]


# ── restated ─────────────────────────────────────────────────────────────────────────────────────

# July was published as 8 and is 6 now; its year to date of then, 25, holds all the same
RESTATED = Leak("restated", "memory", {count("plans"): "7 4 6 6 5 3"}, "plans 2022-05: 4",
                last="2022-09")
THEN = record("2022-07", plans="[c] [c] 6 8 year_to_date=25")
FULL = record("2022-07", "private", plans="7 4 6 8 year_to_date=25")


def test_what_was_published_before_a_correction_is_remembered() -> None:
    # who prints April's 7: with 6, 8 and 25 of July's report, May is 4
    forgetful = protect(RESTATED.measures, DFE, secondary=False)
    assert "plans 2022-05: 4" in told(RESTATED, forgetful, (THEN,))
    for private in ((), (FULL,)):
        mindful = protect(RESTATED.measures, DFE, (THEN,), private=private)
        assert told(RESTATED, mindful, (THEN,)) == []
        assert mindful.exposed == ()
        assert "plans:month:2022-04" in {w.candidate.id for w in mindful.withheld}


def test_a_count_that_was_withheld_then_stays_so_when_it_is_no_longer_small() -> None:
    """May was 4 and is 9: with April's 7, July's report would tell the 4."""
    leak = Leak("then", "memory", {count("plans"): "7 9 6 8"}, "plans 2022-05: 4")
    then = record("2022-07", plans="[c] [c] 6 8 year_to_date=25")
    full = record("2022-07", "private", plans="7 4 6 8 year_to_date=25")
    assert protect(leak.measures, DFE).withheld == ()
    mindful = protect(leak.measures, DFE, (then,), private=(full,))
    assert "plans:month:2022-04" in {w.candidate.id for w in mindful.withheld}


def test_a_month_that_is_restated_and_then_withheld_is_no_contradiction() -> None:
    """June was 9 when it was published, and is 3: that it was 9 tells nothing of the 3."""
    leak = Leak("then", "memory", {count("plans"): "12 14 3 11"}, "plans 2022-06: 3")
    then = record("2022-06", plans="12 14 9 year_to_date=35")
    mindful = protect(leak.measures, DFE, (then,))
    assert told(leak, mindful, (then,)) == []
    assert mindful.contradictory == ()
    assert "plans:month:2022-06" in {w.candidate.id for w in mindful.withheld}


def test_a_mean_that_is_another_by_its_decimal_does_not_hold_still() -> None:
    """March was 10 and is 5; the mean was 5.4 and is 5.0: the year's 60 would tell the 5."""
    leak = Leak("mean", "memory", {count("plans"): "9 9 9 9 9 10 0 0 0 0 0 5 12"},
                "plans 2022-03: 5", last="2022-04")
    then = record("2022-03", plans="9 9 9 9 9 10 0 0 0 0 0 10 year_to_date=65 mean_12m=5.4")
    alone = protect(leak.measures, DFE, (then,), secondary=False)
    assert "plans 2022-03: 5" in told(leak, alone, (then,))
    protected = protect(leak.measures, DFE, (then,))
    assert protected.exposed == ()
    assert told(leak, protected, (then,)) == []
    assert "plans:outturn:2021/22" in {w.candidate.id for w in protected.withheld}


def test_what_was_withheld_and_is_nought_now_was_another_number() -> None:
    """June was withheld and is nought, which is shown: what adds up today adds up with nought."""
    leak = Leak("nought", "memory", {count("plans"): "12 14 0 11"}, "plans 2022-06: 0")
    then = record("2022-06", plans="12 14 [c]")
    printed = everything(protect(leak.measures, DFE, (then,)).measures, DFE)
    found = attack(printed, leak.dictionary, DFE, (then,))
    assert found.dropped == ()
    assert found.exposures == ()


def test_random_histories_keep_what_they_withhold() -> None:
    figures: Counter[str] = Counter()
    for seed in range(60):
        assert tried(history_at_random(Random(f"suite {seed}")), figures) == [], seed
    assert figures["editions"] > 120
    assert figures["withheld counts attacked"] > 600


def test_without_memory_the_same_histories_give_counts_away() -> None:
    narrow = 0
    for seed in range(30):
        history = history_at_random(Random(f"suite {seed}"))
        narrow += sum(len(attacked(history, edition).exposures)
                      for edition in editions(history, remember=False))
    assert narrow > 0


# ── flows ────────────────────────────────────────────────────────────────────────────────────────

FLOWS: dict[str, tuple[dict[Indicator | str, str], str]] = {
    "a cumulative inflow": ({
        stock("cases", inflow="came", outflow="went"): "90 92 94 95",
        count("came", kind="cumulative", year_to_date=""): "9 15 22 25",
        count("went", year_to_date=""): "7 4 5 2"}, "2022-07"),
    "a cumulative outflow over a year's end": ({
        stock("cases", inflow="came", outflow="went"): "90 97 103 108",
        count("came", year_to_date=""): "9 11 9 9",
        count("went", kind="cumulative", year_to_date=""): "44 48 3 7"}, "2022-05"),
    "a quarterly inflow of a monthly stock": ({
        stock("cases", inflow="came", outflow="went"): "80 83 85 87 90 92 94",
        count("came", frequency="quarterly", year_to_date=""): "19 27",
        count("went", year_to_date=""): "7 8 6 11 7 9 4"}, "2022-06"),
}


@pytest.mark.parametrize("case", FLOWS)
def test_flows_are_related_by_their_kind_and_period(case: str) -> None:
    figures, last = FLOWS[case]
    leak = Leak(case, "memory", figures, "went 2022-07: 2", last=last)
    alone = protect(leak.measures, DFE, secondary=False)
    assert told(leak, alone, ()) != []
    assert told(leak, protect(leak.measures, DFE), ()) == []


@pytest.mark.parametrize(("increments", "withheld"), [(False, 0), (True, 2)])
def test_what_a_month_added_to_a_cumulative_count_is_kept_where_it_is_asked_for(
    increments: bool, withheld: int
) -> None:
    one = count("came", kind="cumulative", year_to_date="", increments=increments)
    leak = Leak("added", "memory", {one: "9 12 20 41 44"}, "came 2022-08: 3", last="2022-08")
    protected = protect(leak.measures, DFE)
    assert len(protected.withheld) == withheld
    assert told(leak, protected, ()) == []
    plain = protect(leak.measures, DFE, secondary=False)
    assert told(leak, plain, ()) == (["came 2022-05: 3", "came 2022-08: 3"] if increments else [])


# ── marks ────────────────────────────────────────────────────────────────────────────────────────


def test_a_mark_that_tells_a_withheld_nought_is_withheld() -> None:
    leak = Leak("mark", "memory", {
        count("reviews", year_to_date=""): "40 0 44 39", count("late", year_to_date=""):
            "12 0 13 11", share("late_share", numerator="late", denominator="reviews",
                                year_to_date=""): ""}, "reviews 2022-05: 0")
    plain = protect(leak.measures, OPENSAFELY, secondary=False).measures
    mark = next(iter(plain["late_share"].values.values()))
    assert mark.amount is not None
    protected = protect(leak.measures, OPENSAFELY)
    month = parse_month("2022-05")
    reasons = {"plain": plain["late_share"].at(month).reason,
               "protected": protected.measures["late_share"].at(month).reason}
    assert reasons == {"plain": "not applicable", "protected": "confidential"}
    assert [w.cause for w in protected.withheld if w.candidate.id == "late_share:month:2022-05"
            ] == ["telling"]
    # where noughts are shown it tells nothing that is not printed
    assert protect(leak.measures, DFE).measures["late_share"].at(month).reason == "not applicable"


@pytest.mark.parametrize(("marked", "late_then"), [
    ("withhold", "[c] [c] [c] [c]"),    # whether there were any is for nobody to see
    ("", "[c] 0 [c] [c]")])             # a share of the nobody that is printed
def test_beside_the_symbol_of_a_marked_share_no_nought_tells_it(marked: str, late_then: str
                                                                ) -> None:
    """May's share of nobody has a mark where reviews are shown, and the symbol where they are not:
    that none was late, of how many soever, would tell what is behind that."""
    late = share("late_share", numerator="late", denominator="reviews", year_to_date="",
                 disclosure="withhold")
    leak = Leak("mark", "memory", {
        count("reviews", year_to_date="", disclosure=marked): "40 0 44 39",
        count("late", year_to_date=""): "12 0 13 11", late: ""}, "late_share 2022-05: 0")
    protected = protect(leak.measures, DFE)
    assert told(leak, protected, ()) == []
    shown = protected.measures["late"].values.values()
    assert " ".join("[c]" if value.amount is None else f"{value.amount}" for value in shown
                    ) == late_then
    assert protected.exposed == ()


def test_a_nought_that_ends_a_marked_sum_goes_with_what_tells_it() -> None:
    """That 25 were late in May and June was told by June's report; of how many in the year, nobody
    may see. April's few reviews are taken back: that none of them was late would tell the 25, and
    so would that there were none."""
    late = share("late_share", numerator="late", denominator="reviews", disclosure="withhold")
    leak = Leak("sum", "memory", {
        count("reviews"): "0 40 44 0", count("late"): "0 12 13 0", late: ""},
        "late_share 2022-07: 25")
    then = record("2022-06", reviews="[c] 40 44", late="[c] [c] [c] sum.2=25",
                  late_share="[c] [c] [c] year_to_date=[c]")
    alone = protect(leak.measures, DFE, (then,), secondary=False)
    assert "late_share 2022-07: 25" in told(leak, alone, (then,))
    protected = protect(leak.measures, DFE, (then,))
    assert told(leak, protected, (then,)) == []
    assert protected.exposed == ()
    assert {"reviews:month:2022-04", "late:month:2022-04", "late_share:month:2022-04"} <= {
        w.candidate.id for w in protected.withheld}


def test_the_attack_takes_such_a_mark_for_a_figure() -> None:
    from briefing.attack.shown import Shown

    late = share("late_share", numerator="late", denominator="reviews", year_to_date="")
    marks = (Shown("late_share", "month", "2022-05", "[z]", "table"),)
    found = attack(Print((), marks=marks), Dictionary((late,)), OPENSAFELY)
    assert [(e.kind, e.low, e.high) for e in found.exposures] == [("printed", 0, 0)]
    assert attack(Print((), marks=marks), Dictionary((late,)), DFE).exposures == ()


# ── another name, no record ──────────────────────────────────────────────────────────────────────

REPORT = """[report]
title = "Children report"
meeting = "Scrutiny committee"
date = 2022-09-13
author = "Officer"
period = "2022-{month}"
edition = "public"
"""
HEAD = "id,section,title,subject,unit,kind,polarity,year_to_date,was\n"
ROW = "{id},Area,Plans,number of plans,count,flow,lower,sum,{was}\n"
VALUES = ("{id},2022-04,12\n{id},2022-05,14\n{id},2022-06,9\n{id},2022-07,3\n")


def folder(tmp_path: Path, month: str, name: str = "plans", was: str = "", rest: str = "") -> Path:
    return write(tmp_path, {
        "report.toml": REPORT.format(month=month) + rest,
        "indicators.csv": HEAD + ROW.format(id=name, was=was),
        "values.csv": "indicator,period,value\n" + VALUES.format(id=name)})


def withheld(where: Path) -> set[str]:
    return {w.candidate.id for w in prepare(where).editions[-1].withheld}


def test_an_indicator_with_another_id_is_asked_about_and_then_remembered(tmp_path: Path) -> None:
    where = folder(tmp_path, "06")
    build(where)
    publish(where, date(2022, 7, 9))
    folder(tmp_path, "07", "plans.all")
    with pytest.raises(ProblemsFound, match=r"'plans' was published .*'plans.all' looks like it"):
        prepare(where)
    folder(tmp_path, "07", "plans.all", was="plans")
    # June's report printed April, May, June and their sum: July's year to date tells July
    assert "plans.all:year_to_date:2022-07" in withheld(where)
    folder(tmp_path, "07", "plans.all", rest='[disclosure]\nretired = ["plans"]\n')
    assert prepare(where).warnings == ()


def test_an_edition_that_was_built_and_not_recorded_is_taken_for_known(tmp_path: Path) -> None:
    where = folder(tmp_path, "06")
    build(where)
    folder(tmp_path, "07")
    prepared = prepare(where)
    assert any("was built and not recorded" in str(one) for one in prepared.warnings)
    assert "plans:year_to_date:2022-07" in withheld(where)
    for path in (where / "out" / "public").iterdir():
        path.unlink()
    assert prepare(where).warnings == ()


def test_what_was_built_and_is_built_again_is_no_earlier_edition(tmp_path: Path) -> None:
    where = folder(tmp_path, "07")
    build(where)
    before = {p.name: p.read_bytes() for p in (where / "out" / "public").iterdir()}
    assert prepare(where).warnings == ()
    build(where)
    assert {p.name: p.read_bytes() for p in (where / "out" / "public").iterdir()} == before


def test_a_record_says_what_its_indicators_are(tmp_path: Path) -> None:
    where = folder(tmp_path, "06")
    build(where)
    [done] = publish(where, date(2022, 7, 9))
    found = json.loads(done.path.read_text("utf-8"))["indicators"]
    assert found == {"plans": {"title": "Plans", "section": "Area", "unit": "count"}}


@pytest.mark.parametrize(("words", "counted"), [
    ("number of children excluded", True), ("Children missing", True),
    ("total number of open cases", True), ("average number of children per social worker", False),
    ("number of streets swept", False), ("ratio of pupils to teachers", False),
])  # fmt: skip
def test_words_that_count_people_under_a_unit_that_counts_nobody(words: str, counted: bool,
                                                                 tmp_path: Path) -> None:
    where = folder(tmp_path, "07")
    row = ROW.format(id="plans", was="").replace("number of plans,count", f"{words},number")
    (where / "indicators.csv").write_text(HEAD + row.replace("sum", ""), encoding="utf-8")
    if counted:
        with pytest.raises(ProblemsFound, match="nothing of it would be withheld"):
            prepare(where)
    else:
        assert prepare(where).warnings == ()
    # of a private edition it is a warning
    assert len(prepare(where, edition="private").warnings) == counted


@pytest.mark.parametrize(("words", "stopped"), [
    ("The number is six fewer than in June.", True), ("It fell by 11 from May.", True),
    ("There are 6 new plans to come.", False), ("It is 40 more than elsewhere.", False),
])  # fmt: skip
def test_by_how_much_a_withheld_figure_differs(words: str, stopped: bool, tmp_path: Path) -> None:
    """July's 3 is withheld; June's 9 and May's 14 are shown."""
    where = folder(tmp_path, "07")
    write(where, {"commentary/plans.md": words})
    if stopped:
        with pytest.raises(ProblemsFound, match="by how much another differs from a figure of"):
            prepare(where)
    else:
        assert [w for w in prepare(where).warnings if "differs" in str(w)] == []


def test_beside_a_target_whose_figure_is_withheld_the_rating_says_so(tmp_path: Path) -> None:
    where = folder(tmp_path, "07")
    write(where, {"targets.csv": "indicator,year,target\nplans,2022/23,12\n"})
    build(where)
    name = "children-report-2022-07-public"
    row = next(line for line in (where / "out" / "public" / f"{name}.txt").read_text(
        "utf-8").splitlines() if line.startswith("Plans |"))
    assert "○ Withheld" in row
    assert "○ None" not in row


# ── bytes ────────────────────────────────────────────────────────────────────────────────────────


def test_no_file_hangs_on_a_withheld_count(tmp_path: Path) -> None:
    """Of the withheld months another share of the same sum: every public file is the same."""
    files: dict[str, dict[str, bytes]] = {}
    for n, (a, b) in enumerate(((3, 9), (4, 8), (5, 7))):
        where = tmp_path / f"{n}"
        where.mkdir()
        folder(where, "07")
        cells = f"plans,2022-04,{b}\nplans,2022-05,{a}\nplans,2022-06,14\nplans,2022-07,15\n"
        (where / "values.csv").write_text(f"indicator,period,value\n{cells}", encoding="utf-8")
        build(where)
        files[f"{n}"] = {p.name: p.read_bytes() for p in (where / "out" / "public").iterdir()}
        table = next(c for name, c in files[f"{n}"].items() if name.endswith(".csv"))
        rows = list(csv.DictReader(io.StringIO(table.decode())))
        assert {row["period"] for row in rows if row["text"] == "[c]"} == {"2022-04", "2022-05"}
    assert files["0"] == files["1"] == files["2"]


def test_the_rules_of_the_presets_are_those_that_the_manual_names() -> None:
    for name in ("protection", "denominators_to", "round_to"):
        row = next(line for line in page("public").splitlines() if line.startswith(f"| `{name}`"))
        cells = [cell.strip() for cell in row.strip("|").split("|")][1:4]
        assert cells == [f"{getattr(presets()[p], name)}" for p in ("dfe", "opensafely", "none")]


def test_dataclass_of_a_record_is_compared_without_titles() -> None:
    """A report that was published by an earlier version of the program is the same report."""
    assert dataclasses.replace(THEN, indicators={"plans": {"title": "Plans"}}) == THEN


def flows_related_after_they_were_published(tmp_path: Path) -> Path:
    """A folder in which it was said only after July's report that cases are those of last month,
    more those who came, less those who went."""
    def rows(inflow: str, outflow: str) -> str:
        return (f"{HEAD.strip()},inflow,outflow\n"
                f"cases,Area,Cases,number of cases,count,stock,lower,,,{inflow},{outflow}\n"
                "came,Area,Came,number of cases begun,count,flow,lower,,,,\n"
                "went,Area,Went,number of cases ended,count,flow,lower,,,,\n")

    held, came, went = (90, 98, 103, 109), (9, 11, 9, 9), (7, 3, 4, 3)
    cells = [f"{name},2022-{month:02d},{value}" for name, line in (
        ("cases", held), ("came", came), ("went", went))
        for month, value in enumerate(line, 4)]
    where = write(tmp_path, {
        "report.toml": REPORT.format(month="07"), "indicators.csv": rows("", ""),
        "values.csv": "\n".join(["indicator,period,value", *cells]) + "\n"})
    build(where)
    publish(where, date(2022, 8, 9))
    (where / "indicators.csv").write_text(rows("came", "went"), encoding="utf-8")
    return where


def test_what_was_given_away_is_not_told_again(tmp_path: Path) -> None:
    """Who kept July's report knows how many went, and the author is told so. Who has only the new
    one does not: a figure of each month's sum goes."""
    where = flows_related_after_they_were_published(tmp_path)
    built = build(where)
    assert [str(one).partition("column value: ")[2].partition(". It cannot")[0]
            for one in built.warnings] == [
        f"'went:month:2022-{month}' is withheld, but what was published before tells that it is "
        f"{went}" for month, went in (("05", 3), ("06", 4), ("07", 3))]
    text = next(path for path in built.files if path.name.endswith("public.txt")).read_text("utf-8")
    assert """\
 | Apr 22 | May 22 | Jun 22 | Jul 22
Figure | 90 | 98 | [c] | 109
Came | 9 | [c] | 9 | 9
Went | 7 | [c] | [c] | [c]
""" in text


def test_check_says_what_build_would_refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                            ) -> None:
    """Were nothing withheld for the small counts' sake, both would find what tells them."""
    where = flows_related_after_they_were_published(tmp_path)
    monkeypatch.setattr("briefing.disclosure.protect", partial(protect, secondary=False))
    with pytest.raises(ProblemsFound, match="“Went”, July 2022, is withheld but can only be 3"):
        build(where)
    said = CliRunner().invoke(main, ["check", str(where)])
    assert said.exit_code == 3
    assert "“Went”, July 2022, is withheld but can only be 3" in said.output


def test_a_late_flow_that_the_stock_tells_is_kept_before_it_is_given() -> None:
    """July's inflow comes next month: 96 − 94 and the 7 that went are 9, or 3 where it is 90."""
    held = stock("cases", inflow="came", outflow="went")
    came, went = count("came", lag=1, year_to_date=""), count("went", year_to_date="")

    def leak(july: str) -> Leak:
        return Leak("late", "memory", {held: f"90 92 94 {july}", came: "9 9 9 -",
                                       went: "7 7 7 7"}, "came 2022-07: 3")

    assert protect(leak("96").measures, DFE).withheld == ()
    alone = protect(leak("90").measures, DFE, secondary=False)
    assert told(leak("90"), alone, ()) == ["came 2022-07: 3"]
    protected = protect(leak("90").measures, DFE)
    assert told(leak("90"), protected, ()) == []
    assert protected.withheld != ()


@pytest.mark.parametrize(("may", "told_now"), [
    ("4", ["came 2022-06: 4"]),     # 6 − 9 + 7 is wrong: nine came
    ("9", [])])                     # it would be right, and is kept
def test_who_is_misled_about_a_late_flow_was_told_nothing(may: str, told_now: list[str]) -> None:
    """Nine were held at the end of May, said the report of May, and four as it turned out, which
    are withheld. June's inflow comes next month: who does not see it takes it to be 4."""
    leak = Leak("late", "memory", {
        stock("held", inflow="came", outflow="went"): f"5 {may} 6",
        count("came", lag=1, year_to_date=""): "10 8 -",
        count("went", year_to_date=""): f"9 {13 - int(may)} 7"}, "came 2022-06: 4", last="2022-06")
    then = record("2022-05", held="[c] 9", went="9 [c]")
    protected = protect(leak.measures, DFE, (then,))
    assert told(leak, protected, (then,)) == told_now
    found = attack(everything(protected.measures, DFE), leak.dictionary, DFE, (then,))
    true = true_counts(leak.observations, leak.dictionary, (then,), ())
    assert true["came", parse_month("2022-06")] == 13 - int(may)
    assert Outcome("report.pdf", leak.dictionary, found, (), true).problems == []


def test_of_a_whole_that_is_withheld_a_share_tells_no_more_than_that_it_is_part_of_it() -> None:
    """April's single review was late or not; with May's 45 of at least 45, 46 in all tell it."""
    late = share("late_share", numerator="late", denominator="reviews")
    leak = Leak("whole", "memory", {count("reviews"): "1 45", count("late"): "0 45", late: ""},
                "reviews 2022-04: 1", last="2022-05")
    policy = dataclasses.replace(DFE, complements=True)
    alone = protect(leak.measures, policy, secondary=False)
    assert "reviews 2022-04: 1" in told(leak, alone, (), policy)
    assert told(leak, protect(leak.measures, policy), (), policy) == []


@pytest.mark.parametrize(("reviews", "told_now"), [
    ("0", []),                          # of nobody: the nought of now tells nothing of then
    ("20", ["late_share 2022-06: 0"])])     # of twenty it does
def test_of_nobody_there_is_nobody_whoever_there_was(reviews: str, told_now: list[str]) -> None:
    """June's few reviews are taken back, or are twenty; that none of them is late is printed."""
    late = share("late_share", numerator="late", denominator="reviews", disclosure="withhold")
    leak = Leak("nobody", "memory", {
        count("reviews"): f"0 {reviews} 0", count("late"): "0 0 0", late: ""},
        "late_share 2022-06: 0")
    then = record("2022-06", reviews="0 [c]", late="0 [c]", late_share="[c]")
    assert told(leak, protect(leak.measures, DFE, secondary=False), (then,)) == told_now
    assert told(leak, protect(leak.measures, DFE, (then,)), (then,)) == []


def test_a_nought_tells_a_marked_share_of_a_whole_that_came_withheld() -> None:
    """June's reviews came as [c]; that none was late tells the share that nobody may see."""
    late = share("late_share", numerator="late", denominator="reviews", disclosure="withhold")
    leak = Leak("came withheld", "memory", {
        count("reviews"): "20 [c] 30", count("late"): "8 0 9", late: ""}, "late_share 2022-06: 0")
    assert "late_share 2022-06: 0" in told(leak, protect(leak.measures, DFE, secondary=False), ())
    assert told(leak, protect(leak.measures, DFE), ()) == []


@pytest.mark.parametrize(("disclosure", "printed"), [
    ("withhold", "133 [c] 152"),    # who left is for nobody to see
    ("", "133 0 152")])             # 275 are no few
def test_a_nought_that_tells_a_marked_figure_goes_too(disclosure: str, printed: str) -> None:
    """Two were there at the end of April, said the report of April; nobody was, as it turned out.
    Those who came are printed, so that nobody was left would tell how many went."""
    leak = Leak("nought", "memory", {
        stock("held", inflow="came", outflow="went"): "133 0 152", count("came"): "20 142 513",
        count("went", disclosure=disclosure): "20 275 361"}, "went 2022-04: 275", last="2022-05")
    then = record("2022-04", held="133 [c]", came="20 142", went="[c] [c]")
    protected = protect(leak.measures, DFE, (then,))
    held = protected.measures["held"].values.values()
    assert " ".join(f"{value.amount}" if value.amount is not None else "[c]" for value in held
                    ) == printed
    if disclosure:
        assert told(leak, protected, (then,)) == []
        assert not protected.exposed
        alone = protect(leak.measures, DFE, (then,), secondary=False)
        assert "went 2022-04: 275" in told(leak, alone, (then,))


@pytest.mark.parametrize("kept", ["22 20 21", "19 22 20 21"])
def test_a_stock_that_was_published_is_where_todays_flows_begin(kept: str) -> None:
    """May's report printed March's 19; the folder keeps it, or begins with April now: either way
    19 and the 7 who came in the quarter, less June's 21, would tell that 5 went."""
    leak = Leak("begins", "memory", {
        stock("held", inflow="came", outflow="went"): kept, count("came", frequency="quarterly"):
        "7", count("went", frequency="quarterly"): "5"}, "went 2022-06: 5", last="2022-06")
    then = record("2022-05", held="19 22 20")
    protected = protect(leak.measures, DFE, (then,))
    assert protected.exposed == ()
    assert told(leak, protected, (then,)) == []
    alone = protect(leak.measures, DFE, (then,), secondary=False)
    assert "went 2022-06: 5" in told(leak, alone, (then,))


@pytest.mark.parametrize(("then", "printed", "before"), [
    ("30", "30", False),    # today's report alone tells it
    ("30", "[c]", True),    # only who kept May's report can tell
    ("[c]", "30", False)])  # it is June's that tells it
def test_a_leak_is_of_before_if_no_print_of_today_can_keep_it(then: str, printed: str,
                                                              before: bool) -> None:
    """4 of May's exclusions were in primary schools, 26 in secondary schools: with all 30 that
    is told, by May's report or by June's."""
    leak = Leak("again", "memory", {
        count("all", year_to_date=""): f"{printed} 40",
        count("primary", year_to_date="", part_of=("all",)): "4 9",
        count("secondary", year_to_date="", part_of=("all",)): "26 31"}, "primary 2022-05: 4",
        last="2022-06")
    records = (record("2022-05", all=then, primary="[c]", secondary="26"),)
    alone = protect(leak.measures, DFE, secondary=False)
    found = attack(everything(alone.measures, DFE), leak.dictionary, DFE, records)
    [exposure] = [one for one in found.exposures if not one.shown.report]
    assert (exposure.shown.id, exposure.low, exposure.before) == (
        "primary:month:2022-05", 4, before)


def test_histories_that_came_out_once_are_closed() -> None:
    """Months of nobody (16.1591, 51.1896); rounded two ways, restated by numbers that are lost
    (15.668) or in a month that is not seen to be (51.963); few others of a share of which the
    numerator had been printed (22.964); an outturn printed again (51.1827); a share of all, whose
    others are nobody (61.996); a late flow's mean, printed again (61.1423); a marked flow that a
    nought of its stock tells (91.109); a nought that comes late, beside stocks that were published
    (220.708), that were restated unseen since (300.698), or beside one that was said to be small
    (301.476); a stock that was published and is withheld now, with what the flows of then tell
    (310.985), or with a total that nobody has (321.601); a part that has gone since
    and is in the total still (321.871); a marked share of nobody, which is withheld (331.19); a
    late flow that a stock of before misleads about (330.305); flows of a quarter that begin at a
    stock of before (350.298); what was restated and rounds to what it did (353.230); a
    marked share of a whole that came withheld (356.869); a band beside what is not known of then
    and does not fit (359.966)."""
    for seed in ("16.1591", "15.668", "22.964", "51.963", "51.1827", "51.1896", "61.996",
                 "61.1423", "91.109", "220.708", "300.698", "301.476",
                 "310.985", "321.601", "321.871", "331.19", "330.305", "350.298",
                 "353.230", "356.869", "359.966"):
        assert tried(history_at_random(Random(seed)), Counter()) == [], seed


@pytest.mark.parametrize("june", ["4", "9"])
def test_what_was_said_to_be_small_was_small_then(june: str) -> None:
    """June was said to be fewer than six; it is 4 still, or 9 by now: another number than then."""
    says = dataclasses.replace(DFE, say_band=True)
    leak = Leak("band", "memory", {stock("held"): f"20 30 {june} 40"}, "held 2022-06: 4",
                last="2022-07")
    then = record("2022-06", held="20 30 [c] band=6")
    protected = protect(leak.measures, says, (then,))
    assert protected.contradictory == ()
    assert told(leak, protected, (then,), says) == []


def test_a_band_of_an_earlier_report_is_a_constraint_to_both() -> None:
    """May's figure was said to be fewer than two: protection and attack both know it to be 1."""
    leak = Leak("band", "memory", {stock("held"): "20 1 40"}, "held 2022-05: 1", last="2022-06")
    then = record("2022-05", held="20 [c] band=2")
    protected = protect(leak.measures, DFE, (then,))
    assert [one.candidate.id for one in protected.exposed] == ["held:month:2022-05"]
    assert told(leak, protected, (then,)) == ["held 2022-05: 1"]

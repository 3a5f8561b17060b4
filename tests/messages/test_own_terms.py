"""What is said of periods, units, comparators and ratings of a council's own that cannot be meant.

A row is the sound folder below with some files changed; its answer is every message, in order.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.prepared import prepare
from briefing.problems import ProblemsFound

Files = dict[str, str]
INDICATORS = """id,section,title,subject,unit,kind,polarity,frequency,year,over
waste,Waste,Waste collected,waste collected,count,flow,lower,,,
"""
VALUES = "indicator,period,value\nwaste,2024-04,10\nwaste,2024-05,20\nwaste,2024-06,30\n"
FILE = "report.toml, "


def settings(rest: str = "", report: str = "") -> Files:
    """report.toml with these lines in [report], and the rest after it."""
    return {"report.toml": '[report]\ntitle = "T"\nmeeting = "M"\ndate = 2024-09-13\nauthor = "A"\n'
                           f'{report}\n[disclosure]\npreset = "none"\n{rest}\n'}


def row(cells: str) -> Files:
    """The indicator with these cells after its subject."""
    head, _ = INDICATORS.splitlines()
    return {"indicators.csv": f"{head}\nwaste,Waste,Waste collected,waste collected,{cells}\n"}


def unit(lines: str) -> Files:
    """A unit of the council's own, and an indicator that is in it."""
    return settings(f"[units.bins]\n{lines}")


def benchmark(cells: str) -> Files:
    """One row of benchmarks."""
    return {"benchmarks.csv": f"indicator,comparator,period,value\n{cells}\n"}


def target(cells: str) -> Files:
    """Rows of targets."""
    return {"targets.csv": f"indicator,year,target,kind\n{cells}\n"}


_FAULTS: dict[str, tuple[Files, list[str]]] = {
    # ── periods ──────────────────────────────────────────────────────────────────────────────────
    "a quarter of a year that is not told": (settings(report='period = "Q2 2024"'),
        [FILE + "report.period: 'Q2 2024' could be of 2024/25, which ends in September 2024, or of "
         "the calendar year, which ends in June 2024. Give it as \"2022-07\" or \"July 2022\"; a "
         'quarter as "Q2 2022/23", a half as "H1 2022/23", a term as "autumn term 2022", a year as '
         '"2022/23".']),
    "a month in a report by the quarter": (
        settings(report='period = "2024-05"\nfrequency = "quarterly"')
        | row("count,flow,lower,monthly,,"),
        [FILE + "report.period: '2024-05' does not end a quarter. Give it as \"Q2 2022/23\"."]),
    "a frequency misspelt": (settings(report='frequency = "quartely"'),
        [FILE + "report.frequency: 'quartely' is not one of '', 'monthly', 'quarterly', 'termly', "
         "'half_yearly' or 'annual'. Did you mean 'quarterly'?"]),
    "a term of a financial year": (row("count,flow,lower,termly,financial,"),
        ["indicators.csv, row 2, column year: a financial year has no terms. Give it the year "
         "academic, or leave it blank."]),
    "a rolling figure of no length": (row("days,rolling_12,lower,,,a while"),
        ["indicators.csv, row 2, column over: 'a while' is no number of months, quarters or years. "
         "Write it as 3 years or 6 months."]),
    "a flow of the last years": (row("days,flow,lower,,,3 years"),
        ["indicators.csv, row 2, column over: a flow is of no such length. Give it the kind "
         "rolling_12, or leave it blank."]),
    "people published by the month and now by the quarter": (
        settings(report='period = "Q1 2024/25"\nedition = "public"') | {
            "report.toml": settings(report='period = "Q1 2024/25"\nedition = "public"')[
                "report.toml"].replace('"none"', '"dfe"'),
            "history/2024-05-public.json": (
                '{"title": "T", "period": "2024-05", "edition": "public", "published": "2024-07-01"'
                ', "outputs": {}, "edited": [], "inputs": {}, "accepted": [], "withheld": {}, '
                '"indicators": {}, "figures": {"waste:current:2024-05": {"value": "20", "text": '
                '["20"]}}}')},
        ["indicators.csv: 'waste' was published by other periods in the report of May 2024 than "
         "its quarters here: what the two together tell of single people is not looked at. Keep to "
         "one of the two in public; mark it exempt if it counts no people, or withhold."]),
    "a column to be ignored that is not there": (
        settings('[files]\nignore = ["RAG"]') | {
            "values.csv": VALUES.replace("value\n", "value,RAGG\n", 1)},
        [FILE + "files.ignore[1]: no table has a column 'RAG'. Did you mean 'RAGG'?",
         "values.csv: the column 'ragg' is not known. Known are indicator, period, value, "
         "numerator, denominator, source and note."]),
    # ── [units] ──────────────────────────────────────────────────────────────────────────────────
    "a unit that is not told": (row("bins,flow,lower,,,"),
        ["indicators.csv, row 2, column unit: 'bins' is not one of 'count', 'number', 'percent', "
         "'rate_per_1000', 'rate_per_10000', 'rate_per_100000', 'minutes', 'hours', 'days', "
         "'weeks', 'months', 'years', 'cases_per_worker', 'pounds', 'pounds_thousand' or "
         "'pounds_million'. Write one of them, or say in report.toml what it is: [units.bins] with "
         'kind = "amount" and after = " bins".']),
    "a unit of ours anew": (settings('[units.days]\nkind = "duration"'),
        [FILE + "units.days: 'days' is a unit already. Give yours another name, and name it so in "
         "the indicators."]),
    "a unit without a name": (settings('[units."Kg/home"]\nkind = "amount"'),
        [FILE + "units.Kg/home: 'Kg/home' cannot name a unit. Use small letters, digits and "
         "underscores: kg_per_household."]),
    "a unit of no kind": (unit('kind = "weight"'),
        [FILE + "units.bins.kind: 'weight' is not one of 'count', 'amount', 'percent', 'rate', "
         "'duration', 'ratio' or 'money'. Take one of them."]),
    "a unit with six decimals": (unit('kind = "amount"\ndecimals = 6'),
        [FILE + "units.bins.decimals: 6 is not a number of decimals from 0 to 4. Give one of 0, 1, "
         "2, 3 and 4, or leave it out."]),
    "a rate of nobody": (unit('kind = "rate"'),
        [FILE + "units.bins.per: it is missing: a rate is of so many people or things. Add it: per "
         "= 1000."]),
    "an amount of so many": (unit('kind = "amount"\nper = 1000'),
        [FILE + "units.bins.per: a unit of the kind amount is not of so many. Take it out, or give "
         "the kind rate."]),
    "a form with words of its own": (unit('kind = "duration"\nform = "years_months"\nafter = "y"'),
        [FILE + "units.bins.form: the form years_months has its own words, and is of durations. "
         'Leave kind = "duration" beside it, and no before, after and big.']),
    "a short form of people": (
        unit('kind = "count"\nbig = [{ at_least = 1000, after = "k" }]'),
        [FILE + "units.bins.big: a unit of the kind count has no short form. It is for amounts, "
         "money and ratios."]),
    "a short form of nothing": (unit('kind = "money"\nbig = [{ at_least = 0, after = "k" }]'),
        [FILE + "units.bins.big: it cannot be written so. Write big = [{ at_least = 1000000, after "
         '= "m", decimals = 1 }].']),
    # ── [comparators] ────────────────────────────────────────────────────────────────────────────
    "a comparator without a name": (settings('[comparators."Our group"]\ntitle = "Our group"'),
        [FILE + "comparators.Our group: 'Our group' cannot name a comparator. Use small letters, "
         "digits and underscores: most_similar_group."]),
    "a comparator called like a figure of ours": (
        settings('[comparators.change]\ntitle = "Change in England"'),
        [FILE + "comparators.change: 'change' is what a figure of the indicator's own is called. "
         "Give the comparator another name, and name it so in the benchmarks: change_of_others."]),
    "a comparator without a title": (settings('[comparators.ours]\ntitle = " "'),
        [FILE + 'comparators.ours.title: it is empty. Write it as tables are to call it: title = '
         '"Most similar group".']),
    "a comparator of no kind": (settings('[comparators.ours]\ntitle = "Ours"\nkind = "mean"'),
        [FILE + "comparators.ours.kind: 'mean' is not one of 'average', 'best_quartile', 'peers', "
         "'neighbour', 'whole', 'change', 'rank' or 'quartile'. Take one of them."]),
    "a benchmark of somebody": (benchmark("waste,zzz,2023/24,8"),
        ["benchmarks.csv, row 2, column comparator: 'zzz' is not one of "
         "'statistical_neighbours', 'region' or 'national'. Write one of them, or say in "
         "report.toml who it is: [comparators.NAME] with its title."]),
    "a benchmark misspelt": (benchmark("waste,nationl,2023/24,8"),
        ["benchmarks.csv, row 2, column comparator: 'nationl' is not one of "
         "'statistical_neighbours', 'region' or 'national'. Did you mean 'national'?"]),
    "a benchmark of nobody": (benchmark("waste,,2023/24,8"),
        ["benchmarks.csv, row 2, column comparator: it is empty; it is one of "
         "'statistical_neighbours', 'region' or 'national'. Write one of them, or say in "
         "report.toml who it is: [comparators.NAME] with its title."]),
    "a rank that is none": (
        settings('[comparators.rank]\ntitle = "Rank"\nkind = "rank"')
        | benchmark("waste,rank,2023/24,153rd of 152"),
        ["benchmarks.csv, row 2, column value: '153rd of 152' is no rank. Give it as 5th of 152."]),
    "figures of others whom nobody has told of": (
        settings('[[values]]\nfile = "values.csv"\n[[values]]\nfile = "others.csv"\n'
                 'comparator = "zzz"') | {"others.csv": VALUES},
        [FILE + "values[2].comparator: 'zzz' is not one of 'statistical_neighbours', 'region' or "
         "'national'. Say who it is: [comparators.NAME] with its title."]),
    # ── [ratings] ────────────────────────────────────────────────────────────────────────────────
    "a blue of no distance": (settings('[ratings]\nblue = "far"'),
        [FILE + "ratings.blue: 'far' is not a tolerance. Give points (2) or per cent of the target "
         "(10%)."]),
    "two bands called alike": (
        settings('[ratings]\nwords = { green = "On track", amber = "on track" }'),
        [FILE + "ratings.words.amber: 'on track' is what green is called. Give each band a word of "
         "its own."]),
    "a band called like another": (settings('[ratings]\nwords = { green = "Amber" }'),
        [FILE + "ratings.words.green: 'Amber' is another band. Call green by a word of its own."]),
    "two bands of one shape": (settings('[ratings]\nshapes = { green = "■", red = "■" }'),
        [FILE + "ratings.shapes.red: '■' is the shape of green. Give each band a shape of its own, "
         "by which it is told where colours are not seen."]),
    # ── [symbols] ────────────────────────────────────────────────────────────────────────────────
    "a standard symbol that means another": (settings('[symbols]\n"[c]" = "not available"'),
        [FILE + "symbols.[c]: '[c]' is the standard symbol for confidential, and is printed so. "
         "Use another mark in the figures, or take this line out."]),
    "one mark of two meanings": (
        settings('[symbols]\n"N/A" = "not available"\n"n/a" = "not applicable"'),
        [FILE + "symbols.n/a: it means not available already: capitals make no other mark. Use one "
         "mark for each meaning."]),
    "a mark that is a unit": (
        settings('[units.bins]\nkind = "amount"\nafter = " b"\n[symbols]\n"b" = "estimated"'),
        [FILE + "symbols.b: 'b' stands after figures of the unit bins too. Use another mark in the "
         "figures: (e)."]),
    "a band that is none": (settings('[ratings]\nwords = { purple = "Purple", gren = "On track" }'),
        [FILE + "ratings.words.gren: there is no band 'gren'. Did you mean 'green'?",
         FILE + "ratings.words.purple: there is no band 'purple'. There is blue, green, amber, red "
         "and none."]),
    "a band without a word": (settings('[ratings]\nwords = { red = " " }'),
        [FILE + 'ratings.words.red: it is empty. A band is always said by a word: "On target".']),
    "a band of two shapes": (settings('[ratings]\nshapes = { red = "▼▼" }'),
        [FILE + "ratings.shapes.red: '▼▼' is no shape. Give one sign, such as ▲, ●, ▼, ■ or ○."]),
    "a band of one colour": (settings('[ratings]\ncolours = { red = ["red"] }'),
        [FILE + "ratings.colours.red: it is no pair of colours. Give the ground and the ink: "
         '["D2E2F1", "0B3B6B"].']),
    # ── targets ──────────────────────────────────────────────────────────────────────────────────
    "a threshold on the worse side": (target("waste,2024/25,>= 250,"),
        ["targets.csv, row 2, column target: '>= 250' is at least so much, but better is lower. "
         "Give the indicator the polarity higher, or mend the cell."]),
    "a target of a kind that is none": (target("waste,2024/25,250,budgit"),
        ["targets.csv, row 2, column kind: 'budgit' is not one of 'target', 'threshold', "
         "'milestone', 'trajectory', 'budget', 'floor', 'stretch', 'forecast' or "
         "'outturn_forecast'. Did you mean 'budget'?"]),
    "two budgets of a year": (target("waste,2024/25,250,budget\nwaste,2024/25,260,budget"),
        ["targets.csv, row 3, column indicator: 'waste' has a budget for 2024/25 already, in row "
         "2. Keep one of them."]),
}  # fmt: skip

_NOTICES: dict[str, tuple[Files, list[str]]] = {
    "a band whose word is not seen": (
        settings('[ratings]\ncolours = { amber = ["FFFFFF", "FFE5B4"] }'),
        [FILE + "ratings.colours.amber: FFE5B4 on FFFFFF has a contrast of 1.22 to 1. For words it "
         "must be 4.5 to 1 at least: make one of them darker or the other lighter."]),
    "what cannot be rolled up": (
        settings(report='period = "Q1 2024/25"') | row("days,flow,lower,,,"),
        ["indicators.csv: 'waste' stays monthly in a quarterly report: figures in days do not add "
         "up. Give its figures by the report's periods, or accept this."]),
}


SOUND: Files = {"indicators.csv": INDICATORS, "values.csv": VALUES} | settings()
FAULTS = {name: (SOUND | files, messages) for name, (files, messages) in _FAULTS.items()}
NOTICES = {name: (SOUND | files, messages) for name, (files, messages) in _NOTICES.items()}


def said(folder: Path, files: Files) -> list[str]:
    """Every message on the folder of these files."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    try:
        return [str(problem) for problem in prepare(folder).warnings]
    except ProblemsFound as raised:
        return [str(problem) for problem in raised.problems]


@pytest.mark.parametrize("name", FAULTS | NOTICES)
def test_what_cannot_be_meant_is_named(name: str, tmp_path: Path) -> None:
    files, messages = (FAULTS | NOTICES)[name]
    found = [m for m in said(tmp_path, files) if not m.startswith("commentary/")]
    assert found == [m for m in messages if not m.startswith("commentary/")]

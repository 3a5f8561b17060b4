"""Report folders at random that are valid: each must be built, in the public edition too.

Every unit, values below nought where the unit has them, ages, bands and years in titles and
definitions, numbers in the author's paragraphs: none of these is a figure, and none may be taken
for one that gives a child away.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

MONTHS = 16
LAST = (2022, 7)
UNITS = ("count", "count", "percent", "percent", "days", "weeks", "hours", "months", "number",
         "cases_per_worker", "pounds", "pounds", "pounds_thousand", "pounds_million",
         "rate_per_10000", "rate_per_1000")
PEOPLE = ("count", "percent", "rate_per_10000", "rate_per_1000")
AGES = ("aged 0 to 4", "aged 5 to 9", "aged 10 to 15", "aged 16 and 17", "18 to 25", "under 1",
        "Year 6", "Key Stage 2", "of 2 years or more", "in band 3", "within 45 working days",
        "since 2019", "in 20 schools", "16+", "(1)", "5-16", "Tier 4", "3 or more times")
TITLES = ("Children report", "Report 2", "Quarter 1 report on 3 services", "Under 25s in 2022")
HEAD = ("id,section,title,subject,unit,decimals,kind,polarity,year_to_date,disclosure,"
        "composition,inflow,outflow,definition,note,chart,frequency")


def months(step: int = 1) -> list[str]:
    """The months of the report, the oldest first."""
    last = 12 * LAST[0] + LAST[1] - 1
    last -= 1 if step == 3 else 0       # a quarter ends in June
    return [f"{n // 12}-{n % 12 + 1:02d}"
            for n in range(last - (MONTHS - 1) // step * step, last + 1, step)]


def folder_at_random(chance: Random) -> dict[str, str]:
    """The files of a folder by name; the same chance makes the same."""
    rows: list[str] = []
    values: list[str] = []
    for n in range(chance.randint(2, 5)):
        made, cells = _indicator(chance, n)
        rows.append(made)
        values += cells
    if chance.random() < 0.4:
        made_rows, cells = _composition(chance)
        rows += made_rows
        values += cells
    if chance.random() < 0.4:
        made_rows, cells = _stock(chance)
        rows += made_rows
        values += cells
    subject = chance.choice(AGES)
    return {
        "report.toml": f"""[report]
title = "{chance.choice(TITLES)}"
running_title = "Report"
meeting = "Scrutiny Committee 4"
date = 2022-09-13
author = "Officer 7"
council = "Anytown"
period = "{LAST[0]}-{LAST[1]:02d}"
layout = "barnsley-scrutiny"
narrative = "childrens-social-care"
edition = "both"
name = "rep"
exempt_paragraph = "2"
[rating]
tolerance = "10%"
[disclosure]
preset = "{chance.choice(("dfe", "dfe", "opensafely"))}"
""",
        "indicators.csv": "\n".join([HEAD, *rows]) + "\n",
        "values.csv": "\n".join(["indicator,period,value,numerator,denominator", *values]) + "\n",
        # no number of counts that may be withheld: to type one is refused, and rightly
        "commentary/background.md": f"The Act of 1989, section 4701, is for those {subject}. "
                                    "Paragraph 1,204 of the guidance of 2018 has 3,005 parts.\n\n"
                                    "- First, 1,404 places.\n- Second, a sum of £31,250.\n",
        "commentary/recommendations.md": "1. To note 3,002 things.\n2. To ask again.\n",
    }


def _title(chance: Random, name: str) -> str:
    return f"{name} {chance.choice(AGES)}" if chance.random() < 0.6 else name


def _indicator(chance: Random, n: int) -> tuple[str, list[str]]:
    unit = chance.choice(UNITS)
    name = f"x{n}"
    title = _title(chance, ("Plans", "Visits", "Spend", "Waits", "Staff")[n])
    below = unit not in PEOPLE and unit.startswith("pounds") and chance.random() < 0.4
    kind = chance.choice(("flow", "stock", "cumulative" if unit == "count" else "flow"))
    step = 3 if chance.random() < 0.15 and kind != "cumulative" else 1
    scale = 10 ** chance.randint(1, 5 if unit.startswith("pounds") else 3)
    decimals = "" if unit == "count" else chance.choice(("", "0", "1", "2"))
    to_date = "sum" if unit == "count" and kind == "flow" else (
        "pooled" if unit == "percent" and kind == "flow" else "")
    exempt = "exempt" if unit not in PEOPLE else ""
    chart = chance.choice(("", "", "column", "line", "xmr", "spc", "last_year"))
    if (chart, step) == ("last_year", 3) or (chart in ("xmr", "spc") and kind == "cumulative"):
        chart = ""
    cells: list[str] = []
    total = 0
    for month in months(step):
        amount = chance.randint(0, scale) - (scale // 2 if below else 0)
        if kind == "cumulative":
            total = amount if month.endswith("-04") else total + amount
            amount = total
        if unit == "percent":
            whole = chance.randint(5, 400)
            cells.append(f"{name},{month},,{chance.randint(0, whole)},{whole}")
        elif unit.startswith("rate"):
            cells.append(f"{name},{month},,{chance.randint(0, 300)},51630")
        else:
            given = f"{amount}" if unit in ("count", "number") or not decimals else (
                f"{amount / 10 ** int(decimals):.{int(decimals)}f}")
            cells.append(f"{name},{month},{given},,")
    subject = f"number {chance.choice(AGES)}" if unit == "count" else f"measure {n + 2} of waits"
    definition = f"Those {chance.choice(AGES)} in {chance.randint(2, 40)} places"
    return (f"{name},Area {n % 2 + 1},{title},{subject} x{n},{unit},{decimals},{kind},"
            f"{chance.choice(('lower', 'higher', 'neutral'))},{to_date},{exempt},,,,"
            f"{definition},,{chart},{'quarterly' if step == 3 else ''}"), cells


def _composition(chance: Random) -> tuple[list[str], list[str]]:
    names = chance.choice((("Aged 0 to 4", "Aged 5 to 9", "Aged 10 to 15"),
                           ("Band 1", "Band 2", "Band 3"), ("At home", "With 2 kin", "Elsewhere"),
                           ("Under 1 year", "1 to 2 years", "Over 2 years")))
    rows = [f"c{n},Ages,{name},percentage of children: {name.lower()},percent,,stock,lower,,,"
            f"age,,,,,composition," for n, name in enumerate(names)]
    cells = []
    for month in months():
        parts = [chance.randint(0, 60) for _ in names]
        parts[0] += 1
        cells += [f"c{n},{month},,{part},{sum(parts)}" for n, part in enumerate(parts)]
    return rows, cells


def _stock(chance: Random) -> tuple[list[str], list[str]]:
    there = chance.randint(8, 300)
    late = chance.random() < 0.3
    cells = []
    for n, month in enumerate(months()):
        came, went = chance.randint(0, 30), chance.randint(0, 30)
        went = min(went, there + came)
        there += came - went if n else 0
        cells.append(f"held,{month},{there},,")
        cells.append(f"went,{month},{went},,")
        if not (late and month == months()[-1]):
            cells.append(f"came,{month},{came},,")
    rows = ["held,Flow,Cases,number of cases,count,,stock,lower,,,,came,went,,,,",
            "came,Flow,New 1,number of cases begun,count,,flow,lower,sum,,,,,,,,",
            "went,Flow,Ended 2,number of cases ended,count,,flow,lower,sum,,,,,,,,"]
    if late:
        cells = [c for c in cells if not c.startswith(f"came,{months()[-1]}")]
    return rows, cells


def folders(seed: int, number: int) -> Iterator[dict[str, str]]:
    """So many folders, one after the other."""
    for n in range(number):
        yield folder_at_random(Random(f"{seed}.{n}"))

"""Where a word says why there is no figure, it says that one is withheld, and not that there is
none; and the lowest of a line some of whose months are withheld is the lowest of those shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.build import build

REPORT = """[report]
title = "Children report"
meeting = "Scrutiny committee"
date = 2022-09-13
author = "Officer"
period = "2022-07"
edition = "both"
exempt_paragraph = "2"
"""
HEAD = "id,section,title,subject,unit,kind,polarity,year_to_date,chart\n"
MONTHS = [f"{year}-{n:02d}" for year in (2021, 2022) for n in range(1, 13)][3:19]


def cards(folder: Path, row: str, figures: str) -> tuple[list[str], list[str]]:
    """The cells of the indicator's row in the private and the public scorecard, by the words.

    The figures end in July 2022.
    """
    (folder / "report.toml").write_text(REPORT, "utf-8")
    (folder / "indicators.csv").write_text(HEAD + row + "\n", "utf-8")
    (folder / "targets.csv").write_text("indicator,year,target\nx,2022/23,8\n", "utf-8")
    cells = figures.split()
    (folder / "values.csv").write_text("indicator,period,value\n" + "".join(
        f"x,{month},{cell}\n" for month, cell in zip(MONTHS[-len(cells):], cells, strict=True)),
        "utf-8")
    build(folder)
    out = folder / "out"
    found = []
    for path in (out / "children-report-2022-07.txt",
                 out / "public" / "children-report-2022-07-public.txt"):
        lines = path.read_text("utf-8").splitlines()
        rows = [line.split(" | ") for line in lines if line.startswith("Xs | ")]
        found.append(rows[-1])      # the page of exceptions stands before the scorecard
    return found[0], found[1]


FLOW = "x,Area,Xs,number of xs,count,flow,lower,sum,"
PLAIN = "12 9 8 7 11 13 14 9 8 13 12 9 12 10"
LINE = "From July 2021: lowest 7 in July 2021, highest 14 in October 2021."
SHOWN = LINE.replace(":", ", of those shown:", 1)


@pytest.mark.parametrize(("figures", "trend", "travel", "to_date"), [
    (f"{PLAIN} 8 9", LINE, "↑ worse", "39"),                    # nothing is withheld
    (f"{PLAIN} 3 9", SHOWN, "previous withheld", "34"),         # the month before is, by the rule
    (f"{PLAIN} [c] 9", SHOWN, "previous withheld", "withheld"),     # or by who gave the figures
    (f"{PLAIN} 8 3", SHOWN, "withheld", "33"),                      # the latest itself
    ("12 9 8 7 7 7 7 7 7 7 7 7 7 [c] 7 7", "From July 2021, of those shown: 7 throughout.",
     "→ no change", "withheld"),
])  # fmt: skip
def test_what_is_withheld_is_not_called_none(
    figures: str, trend: str, travel: str, to_date: str, tmp_path: Path
) -> None:
    _, public = cards(tmp_path, FLOW, figures)
    assert public[5:8] == [f"[{trend}]", travel, to_date]


def test_the_private_edition_has_nothing_withheld_to_speak_of(tmp_path: Path) -> None:
    private, _ = cards(tmp_path, FLOW, f"{PLAIN} 3 9")
    assert private[5:7] == ["[From July 2021: lowest 3 in June 2022, highest 14 in October 2021.]",
                            "↑ worse"]


def test_a_gap_before_is_still_none(tmp_path: Path) -> None:
    _, public = cards(tmp_path, FLOW, f"{PLAIN} [x] 9")
    assert public[6:8] == ["none before", "none"]


def test_an_earlier_years_withheld_month_is_not_called_unavailable(tmp_path: Path) -> None:
    cards(tmp_path, "x,Area,Xs,number of xs so far,count,cumulative,lower,,",
          "5 11 18 25 31 38 45 51 60 68 75 80 8 9 12 15")
    text = (tmp_path / "out" / "public" / "children-report-2022-07-public.txt").read_text("utf-8")
    assert "\n2021/22 | [c] | 11 | 18 |" in text

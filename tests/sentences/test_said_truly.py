"""What a report says over several indicators, months and targets: true, or not said.

Each row is a small report that once said something false: the indicators, their figures, what must
be said of them now and what must not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.folders import folder_of, said_of

HEAD = "id,section,title,subject,unit,decimals,kind,polarity"


@dataclass(frozen=True)
class Case:
    """A report's tables, and what its text has and has not."""

    indicators: str
    values: dict[str, str]
    says: tuple[str, ...]
    never: tuple[str, ...]
    targets: str = ""
    further: dict[str, str] = field(default_factory=dict)


VISITS = "visits,Area,Visits,percentage of visits on time,percent,1,flow,higher"
PLANS = "plans,Area,Plans,percentage of plans in time,percent,1,flow,higher"
CASES = {
    "a rating moved since the indicator's own month before, though the first one is late": Case(
        f"{HEAD},lag\nlate,Area,Late,number of late,count,0,flow,lower,2\n{VISITS},\n",
        {"late": "5 6 7 @2022-05", "visits": "85 86 79"},
        ("Since June, one has moved to amber (Visits)",), ("Since April",),
        "visits,2022/23,,80\n"),
    "... though the first one is quarterly": Case(
        f"{HEAD},frequency\nq,Area,Q,number of q,count,0,flow,lower,quarterly\n{VISITS},\n",
        {"q": "5 6 7 every 3 @2022-06", "visits": "85 86 79"},
        ("Since June, one has moved to amber (Visits)",), ("Since quarter",),
        "visits,2022/23,,80\n"),
    "ratings of quarterly indicators move since the quarter before": Case(
        f"{HEAD},frequency\nq,Area,Reviews,percentage of reviews on time,percent,1,flow,higher,"
        f"quarterly\n{VISITS},\n",
        {"q": "70 80 92 every 3 @2022-06", "visits": "85 86 79"},
        ("Since June, one has moved to amber (Visits); since quarter 4 2021/22, one has moved to "
         "green (Reviews).",), (), "visits,2022/23,,80\nq,2022-03,,90\nq,2022-06,,90\n"),
    "what came in and what went out are of one month, or told apart": Case(
        f"{HEAD},lag,inflow,outflow\nopen,Area,Open,number of open cases,count,0,stock,lower,,new,"
        "shut\nnew,Area,New,number of new cases,count,0,flow,lower,,,\n"
        "shut,Area,Shut,number of closed cases,count,0,flow,lower,1,,\n",
        {"open": "101 106 112", "new": "9 10 12", "shut": "4 5 @2022-06"},
        ("The number of new cases increased from 10 in June to 12 in July.",
         "The number of closed cases increased from 4 in May to 5 in June, the latest available."),
        ("whilst", "Similarly")),
    "a target range is named by both its ends": Case(
        f"{HEAD}\n{VISITS}\n",
        {"visits": "85.1 84 86 85.5 87 88 85 86 84.4 85 86 85.2 87.3"},
        ("within the target range of 80% to 100%",), ("target of 100%",),
        "visits,2022/23,80,100\n"),
    "further from a target: from one and the same": Case(
        f"{HEAD}\n{PLANS}\n", {"plans": "60 62 66"}, (), ("further from",),
        "plans,2022-06,,70\nplans,2022-07,,94\n"),
    "it is not 'now' below a target when only the target moved": Case(
        f"{HEAD}\n{PLANS}\n", {"plans": "60 62 62"},
        ("This is below July’s target of 64% (June’s was 60%).",), ("now below",),
        "plans,2022-06,,60\nplans,2022-07,,64\n"),
    "a range is no target that moved to a single figure": Case(
        f"{HEAD}\nbeds,Area,Occupancy,occupancy of beds,percent,1,flow,range\n",
        {"beds": "60 62 62"}, ("below the target of 64%",), ("June’s was",),
        "beds,2022-06,0,60\nbeds,2022-07,64,64\n"),
    "last month's rating is by last month's target and tolerance": Case(
        f"{HEAD}\n{PLANS}\nx,Area,X,number of x,count,0,flow,lower\n",
        {"plans": "60 62 66", "x": "1 2"}, ("0 green, 0 amber and 1 red",),
        ("one has moved", "Moved from"),
        "plans,2022-06,,70\nplans,2022-07,,94\n"),
    "the largest change says of what, and is not said of one": Case(
        f"{HEAD}\nc,Area,Contacts,number of contacts,count,0,flow,lower\n"
        "a,Area,Assaults,number of assaults,count,0,flow,lower\n",
        {"c": "100 100 115", "a": "2 3 9"}, (), ("changed most", "largest change")),
    "... of the counts that it is the largest of": Case(
        f"{HEAD}\nc,Area,Contacts,number of contacts,count,0,flow,lower\n"
        "r,Area,Referrals,number of referrals,count,0,flow,lower\n"
        "a,Area,Assaults,number of assaults,count,0,flow,lower\n",
        {"c": "100 100 115", "r": "60 60 61", "a": "2 3 9"},
        ("Of the monthly counts shown here for July that were ten or more in June, Contacts "
         "changed most, up by 15.0%.",), ()),
    "a run through a range is no run of worsening": Case(
        f"{HEAD}\nbeds,Area,Occupancy,occupancy of beds,percent,1,flow,range\n",
        {"beds": "50 30 34 38 42 47 52 58 70"}, ("the seventh increase in a row",),
        ("worsened for", "of worsening in a row"), "beds,2022/23,40,60\n"),
    "a new series is not a month without a figure": Case(
        f"{HEAD},year_to_date,breaks\nplans,Area,Plans,percentage of plans late,percent,1,flow,"
        "lower,pooled,2022-06\n",
        {"plans": "10/100 12/100 9/100 11/100 13/100 12/100"},
        ("The year to date is not worked out, as a new series began within the year, so the "
         "target of 8.5% is not judged.",), ("has no figure",), "plans,2022/23,,8.5\n"),
    "two that are as far off their targets are both named": Case(
        f"{HEAD}\na,Area,A,percentage of a,percent,0,flow,higher\n"
        "b,Area,B,percentage of b,percent,0,flow,higher\n",
        {"a": "50 40", "b": "50 45"},
        ("relative to their targets, furthest off are A (by 40 percentage points in July) and "
         "B (by 45 percentage points in July)",), (), "a,2022/23,,80\nb,2022/23,,90\n"),
    "one that is off its target is not the furthest of one": Case(
        f"{HEAD}\na,Area,A,percentage of a,percent,0,flow,higher\n"
        "b,Area,B,percentage of b,percent,0,flow,higher\n",
        {"a": "50 40", "b": "50 95"}, ("A is off its target (by 40 percentage points in July)",),
        ("furthest",), "a,2022/23,,80\nb,2022/23,,90\n"),
    "one indicator is one": Case(
        f"{HEAD}\n{VISITS}\n", {"visits": "85.1 84"},
        ("The one indicator in this report is rated green against its target.",),
        ("Of the 1", "1 indicators"), "visits,2022/23,,80\n"),
    "a 12 month figure is beside last year's 12 months": Case(
        f"{HEAD},frequency\ncrime,Area,Crime,number of recorded crimes,count,0,rolling_12,lower,"
        "quarterly\n", {"crime": "43693 44000 44829 44100 43523 every 3 @2022-06"},
        ("the 12 months to quarter 1 2021/22 (43,693)",), (), "", {}),
    "a figure that gathers is beside last year's same point": Case(
        f"{HEAD}\ns,Area,Starts,number of starts,count,0,cumulative,neutral\n",
        {"s": "20 40 60 91 99 110 120 130 140 150 160 170 15 30 45 78"},
        ("This is below the 91 at the same point last year.",), ("July 2021 (91)",)),
    "what gathers can only rise, and is no run, nor like another": Case(
        f"{HEAD}\ns,Area,Starts,number of starts,count,0,cumulative,neutral\n"
        "e,Area,Ends,number of ends,count,0,cumulative,neutral\n",
        {"s": "15 30 45 78", "e": "5 9 20 31"}, (), ("Similarly", "increase in a row")),
    "the first month of a year that gathers is the month": Case(
        f"{HEAD}\ns,Area,Starts,number of starts,count,0,cumulative,neutral\n", {"s": "40"},
        ("The number of starts was 40 in April.",), ("year so far",), "", {"period": "2022-04"}),
    "beginnings and ends are not alike": Case(
        f"{HEAD}\ns,Area,Starts,number of placements commenced,count,0,flow,neutral\n"
        "e,Area,Ends,number of placements ceased,count,0,flow,neutral\n",
        {"s": "43 54", "e": "91 114"}, (), ("Similarly",)),
    "of four that move alike the fourth is only told": Case(
        HEAD + "\n" + "".join(f"a{n},Area,A{n},number of {n}s,count,0,flow,neutral\n"
                              for n in "wxyz"),
        {"aw": "30 35", "ax": "40 45", "ay": "50 55", "az": "60 65"},
        ("Similarly, the number of xs increased", "The number of ys also increased",
         "The number of zs increased"), ("zs also", "Similarly, the number of zs")),
    "two indicators of one title are told apart by their area": Case(
        f"{HEAD}\na,North,Visits,percentage of visits in the north,percent,0,flow,higher\n"
        "b,South,Visits,percentage of visits in the south,percent,0,flow,higher\n",
        {"a": "90 40", "b": "95 95"}, ("one has moved to red (Visits in North)",), (),
        "a,2022/23,,80\nb,2022/23,,90\n"),
    "what fell further below nought fell": Case(
        f"{HEAD}\nm,Area,Margin,forecast margin,pounds_thousand,0,stock,higher\n",
        {"m": "-80 -90 -140"}, ("fell from −£90k at the end of June to −£140k",), ("reduced",)),
    "a usual range whose ends print alike says nothing": Case(
        f"{HEAD}\nm,Area,Homes,number of homes,count,0,stock,neutral\n",
        {"m": "750 " * 6 + "751 " + "750 " * 8 + "990"}, (), ("usual range of 750 to 750",)),
    "an annual high was not beaten in the year before": Case(
        f"{HEAD}\nm,Area,Calls,number of calls,count,0,flow,neutral\n",
        {"m": "90 70 70 70 70 70 70 70 70 70 70 80 60"},
        ("reduced from 80 in June to 60",), ("annual high",)),
    "when all are in, one more is not spoken of": Case(
        f"{HEAD},year_to_date\nm,Area,Reviews,percentage of reviews on time,percent,0,cumulative,"
        "higher,\n", {"m": "9/10 11/12 14/14 15/15"},
        ("one fewer of the 15 would change the figure by 7 percentage points",), ("one more",)),
    "a count is fewer than its target, not 'better'": Case(
        f"{HEAD}\nm,Area,Escapes,number of escapes,count,0,flow,lower\n", {"m": "12 10"},
        ("1 fewer than the target of 11.",), ("1 better than",), "m,2022-06,,11\nm,2022-07,,11\n"),
    "a withheld month is no month without a figure": Case(
        f"{HEAD},year_to_date\nplans,Area,Plans,percentage of plans late,percent,1,flow,"
        "lower,pooled\n", {"plans": "9/100 [c] 13/100 12/100"},
        ("The year to date is not given, as a month of it is withheld, so the target of 8.5% is "
         "not judged.",), ("has no figure",), "plans,2022/23,,8.5\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_small_report_says_what_is_true(tmp_path: Path, case: Case) -> None:
    said = said_of(folder_of(tmp_path, case.indicators, case.values, case.targets,
                             **case.further))
    assert [words for words in case.says if words not in said] == []
    assert [words for words in case.never if words in said] == []


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_in_brief_it_does_not_say_what_is_false(tmp_path: Path, case: Case) -> None:
    said = said_of(folder_of(tmp_path, case.indicators, case.values, case.targets,
                             length="brief", **case.further))
    assert [words for words in case.never if words in said] == []


def test_in_brief_too_a_target_that_moved_says_what_it_was(tmp_path: Path) -> None:
    said = said_of(folder_of(tmp_path, f"{HEAD}\n{PLANS}\n", {"plans": "60 62 62"},
                             "plans,2022-06,,60\nplans,2022-07,,64\n", length="brief"))
    assert "below July’s target (64%; June’s was 60%)." in said


def test_nothing_is_said_to_have_held_over_a_month_that_is_withheld(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, f"{HEAD}\na,Area,A,percentage of reviews on time,percent,0,flow,"
                                 "higher\n", {"a": "3/3 20/20 20/20 20/20"})
    assert "the same as in June" in said_of(folder, "public")
    assert "4 months for which there are figures" in said_of(folder)


def test_a_public_superlative_leaves_out_what_is_withheld(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path, f"{HEAD}\na,Area,Contacts,number of contacts,count,0,flow,lower\n"
        "b,Area,Missing,number of children missing,count,0,flow,lower\n"
        "c,Area,Calls,number of calls,count,0,flow,lower\n",
        {"a": "100 110", "b": "40 3", "c": "60 62"})
    assert ("Of the monthly counts shown here for July that were ten or more in June, Contacts "
            "changed most") in said_of(folder, "public")

"""Published kinds of facts, one a row: what councils, police, NHS, fire, housing and schools print.

Small table in, the words that state it beside. Each is stated in brief and in full, and everything
that is said with it stands up to the independent reader.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.indicators import Tolerance
from tests.sentences.kinds import POINTS, Kind, faults_of, month, said_of

K = Kind
SHARE = {"unit": "percent", "decimals": 1, "polarity": "higher", "year_to_date": "",
         "subject": "percentage of repairs on time", "title": "Repairs on time"}
RATED = {**SHARE, "tolerance": POINTS}
LOWER = {**SHARE, "polarity": "lower", "subject": "percentage of homes empty"}
MONEY = {"unit": "pounds_million", "decimals": 1, "polarity": "lower", "subject": "net spend",
         "title": "Net spend"}
DAYS = {"unit": "days", "decimals": 1, "polarity": "lower", "year_to_date": "",
        "subject": "average time to relet a home", "title": "Relet time"}
RATE = {"unit": "rate_per_1000", "decimals": 1, "polarity": "lower", "year_to_date": "",
        "subject": "crime rate per 1,000", "title": "Crime"}
STOCK = {"kind": "stock", "year_to_date": "", "subject": "number of households in temporary "
         "accommodation"}
QUARTER = {"frequency": "quarterly"}
ANNUAL = {"frequency": "annual", "year_to_date": ""}
GATHERS = {"kind": "cumulative", "year_to_date": "", "subject": "number of homes built"}
ROLLING = {"kind": "rolling_12", "year_to_date": "", "subject": "number of recorded crimes"}
POOLED = {**SHARE, "year_to_date": "pooled"}
YEAR = "100 104 98 102 101 99 103 97 100 102 98 101"
DECADE = "300 310 320 330 340 345 350 352 355 360 350"

SIZES = [
    K("size of a rise, a count", "100 104 96 90 112", "The increase from June was 22, or 24.4%"),
    K("size of a fall, a count", "100 104 96 112 90", "The reduction from June was 22, or 19.6%"),
    K("points, a percentage up", "80.2 84.1", "The increase from June was 3.9 percentage points.",
      changes=SHARE),
    K("points, a percentage down", "84.1 80.2",
      "The reduction from June was 3.9 percentage points.", changes=SHARE),
    K("one point", "80.0 81.0", "The increase from June was 1.0 percentage points.", changes=SHARE),
    K("points of a percentage without decimals", "80 84",
      "The increase from June was 4 percentage points.", changes={**SHARE, "decimals": 0}),
    K("money", "4.1 4.5", "The increase from June was £0.4m, or 9.8% (almost a tenth).",
      changes=MONEY),
    K("thousands of pounds", "410 375", "The reduction from June was £35k, or 8.5%.",
      changes={**MONEY, "unit": "pounds_thousand", "decimals": 0}),
    K("pounds", "1250 1400", "The increase from June was £150, or 12.0%.",
      changes={**MONEY, "unit": "pounds", "decimals": 0}),
    K("days", "24.0 27.5", "The increase from June was 3.5 days, or 14.6%.", changes=DAYS),
    K("minutes", "8.2 7.4", "The reduction from June was 0.8 minutes, or 9.8% (almost a tenth).",
      changes={**DAYS, "unit": "minutes", "subject": "average response time"}),
    K("hours", "12 15", "The increase from June was 3 hours, or 25.0% (a quarter).",
      changes={**DAYS, "unit": "hours", "decimals": 0, "subject": "average wait"}),
    K("a rate per 1,000", "6.4 5.9", "The reduction from June was 0.5 per 1,000, or 7.8%.",
      changes=RATE),
    K("a rate per 100,000", "412.0 436.5", "The increase from June was 24.5 per 100,000, or 5.9%.",
      changes={**RATE, "unit": "rate_per_100000", "subject": "rate per 100,000"}),
    K("a stock", "412 388", "The reduction from June was 24, or 5.8%.", changes=STOCK),
    K("quarter on quarter", "410 441", "The increase from quarter 4 2021/22 was 31, or 7.6%.",
      last="2022-06", changes=QUARTER),
    K("year on year, a yearly figure", "410 441", "The increase from 2020/21 was 31, or 7.6%.",
      last="2022-03", changes=ANNUAL),
    K("rolling 12 months", "4100 4200",
      "The increase from the 12 months to June was 100, or 2.4%.", changes=ROLLING),
    K("a small count has no per cent", "6 9", "The increase from June was 3."),
    K("plural subjects", "410 441", "The increase from June was 31, or 7.6%.",
      changes={"subject": "open cases", "plural": True}),
    K("a decimal count of staff", "41.5 44.0", "The increase from June was 2.5",
      changes={"unit": "number", "decimals": 1, "subject": "number of staff in post"}),
    K("a large count, with separators", "12410 14441",
      "The increase from June was 2,031, or 16.4%"),
]

PARTS = [
    K("a term, beside others", "91.5 92.1", "in the autumn term", "national 2021/22 = 92.6",
      last="2022-12", changes={**SHARE, "frequency": "termly", "year": "academic"}),
    K("a term, doubled", "12 24", "from the autumn term was 12, or 100%: it doubled",
      last="2022-04", changes={"frequency": "termly", "year": "academic"}),
    K("a half year", "410 441", "from the second half of 2021/22 was 31, or 7.6%",
      last="2022-09", changes={"frequency": "half_yearly"}),
]

TIMES = [
    K("a share of more than half", "44.0 51.3", "It is more than half.", changes=SHARE),
    K("a share of almost two thirds", "44.0 65.9", "It is almost two thirds.", changes=SHARE),
    K("a share of more than a third", "44.0 33.5", "It is more than a third.", changes=SHARE),
    K("a share of almost a quarter", "44.0 24.1", "It is almost a quarter.", changes=SHARE),
    K("doubled", "40 80", "The increase from June was 40, or 100%: it doubled."),
    K("more than doubled", "40 92", "The increase from June was 52, or 130.0%: it more than "
      "doubled."),
    K("almost doubled", "100 197", "The increase from June was 97, or 97.0%: it almost doubled."),
    K("trebled", "40 120", "or 200.0%: it trebled."),
    K("more than trebled", "40 131", "or 227.5%: it more than trebled."),
    K("halved", "80 40", "The reduction from June was 40, or 50.0%: it halved."),
    K("more than halved", "80 31", "or 61.3%: it more than halved."),
    K("almost halved", "100 51", "or 49.0%: it almost halved."),
    K("a third more", "75 100", "The increase from June was 25, or 33.3% (a third)."),
    K("more than a third", "100 134", "or 34.0% (more than a third)."),
    K("almost a third", "100 132", "or 32.0% (almost a third)."),
    K("a quarter fewer", "100 75", "The reduction from June was 25, or 25.0% (a quarter)."),
    K("a fifth", "100 120", "or 20.0% (a fifth)."),
    K("more than a fifth", "100 121", "or 21.0% (more than a fifth)."),
    K("a tenth", "100 110", "or 10.0% (a tenth)."),
    K("half as many again", "100 150", "or 50.0% (half)."),
    K("two thirds", "300 500", "or 66.7% (two thirds)."),
    K("three quarters", "100 175", "or 75.0% (three quarters)."),
    K("plural ones doubled", "40 80", "they doubled.",
      changes={"subject": "open cases", "plural": True}),
]

EARLIER = [
    K("last year's same month, size and per cent", f"90 {YEAR}",
      "In July 2021 it was 90: the increase since is 11, or 12.2%."),
    K("last year's same month, points", "70.1 71 72 73 74 75 74 73 72 71 72 73 75.4",
      "In July 2021 it was 70.1%: the increase since is 5.3 percentage points.", changes=SHARE),
    K("last year's same quarter", "80 90 95 99 112",
      "the increase since is 32, or 40.0%.", last="2022-06", changes=QUARTER),
    K("last year's the same", "101 104 98 102 101 99 103 97 100 102 98 103 101", "July 2021"),
    K("last year, of a stock", "90 95 96 97 98 99 98 97 96 95 94 93 101",
      "At the end of July 2021 it was 90: the increase since is 11, or 12.2%.", changes=STOCK),
    K("last year, of what gathers", "20 40 60 80 99 110 120 130 140 150 160 170 15 30 45 99",
      "from the same point last year was 19, or 23.8%", changes=GATHERS),
    K("last year, rolling", "4000 4010 4020 4030 4040 4050 4060 4070 4080 4090 4100 4150 4200",
      "The increase from the 12 months to July 2021 was 200, or 5.0%.",
      changes=ROLLING),
    K("last year beside a target", f"90 {YEAR}", "In July 2021 it was 90",
      "target:month 2022/23 = 95"),
    K("ten years ago", DECADE, "In 2011/12, ten years before, it was 300: the increase since is "
      "50, or 16.7%.", last="2022-03", changes=ANNUAL),
    K("two years ago, monthly", "90 " + "95 " * 23 + "101",
      "In July 2020, two years before, it was 90: the increase since is 11, or 12.2%."),
    K("three years ago, quarterly", "80 " + "90 " * 11 + "100",
      "In quarter 1 2019/20, three years before, it was 80: the increase since is 20, or 25.0% "
      "(a quarter).", last="2022-06", changes=QUARTER),
    K("three years ago, yearly", "80 90 95 100", "The increase from 2018/19, three years "
      "before, was 20, or 25.0% (a quarter).",
      last="2022-03", changes=ANNUAL),
    K("a chosen baseline, yearly", "410 420 400 390 380",
      "The reduction from 2019/20, the baseline, was 20, or 5.0%.", last="2022-03",
      changes={**ANNUAL, "baseline": month("2019/20")}),
    K("a chosen baseline, monthly", f"120 {YEAR}",
      "The reduction from July 2021, the baseline, was 19, or 15.8%.",
      changes={"baseline": month("2021-07")}),
    K("a baseline in points", "61.0 64.2 70.5", "The increase from 2019/20, the baseline, was "
      "9.5 percentage points.", last="2022-03",
      changes={**SHARE, **ANNUAL, "baseline": month("2019/20")}),
    K("a series of three, monthly", "5.1 4.8 4.2", "In May it was 5.1%.", changes=LOWER),
    K("a series of three, quarterly", "5.1 4.8 4.2", "In quarter 3 2021/22 it was 5.1%.",
      last="2022-06", changes={**LOWER, **QUARTER}),
    K("a series of three, yearly", "5.1 4.8 4.2", "In 2019/20 it was 5.1%.", last="2022-03",
      changes={**LOWER, **ANNUAL}),
    K("a series of three, of a stock", "51 48 42", "At the end of May it was 51.", changes=STOCK),
    K("the peak with its month", "100 104 98 131 101 99 103 97 100 102 101 98",
      "The high of the last 12 months was 131, in November 2021."),
    K("the low with its month", "100 104 98 71 101 99 103 97 100 102 98 101",
      "The low of the last 12 months was 71, in November 2021."),
    K("the peak of the quarters", "100 131 102 99", "The high of the last 4 quarters was 131, in "
      "quarter 2.", last="2022-03", changes=QUARTER),
    K("the peak of the years", "300 390 340 330 320", "The high of the last 5 years was 390, in "
      "2018/19.", last="2022-03", changes=ANNUAL),
    K("highest since", "140 100 104 98 102 101 99 103 131", "the highest since November 2021"),
    K("a threshold crossed, down", "480 510 520 530 540 550 560 545 530 520 498",
      "It is below 500 for the first time since September 2021."),
    K("a threshold crossed, up", "1010 980 970 960 950 940 930 950 960 990 1008",
      "It is above 1,000 for the first time since September 2021."),
    K("a threshold of a percentage", "89 91 92 93 94 95 94 93 92 91 88.5",
      "It is below 90% for the first time since September 2021.", changes=SHARE),
    K("the third fall in a row", "120 118 121 115 110 100", "the third reduction in a row"),
    K("the same for the third month", "5 9 9 9", "for the third month in a row"),
]

YEARS = [
    K("year to date", "98 101 103 110", "The year to date is 412."),
    K("year to date beside last year's",
      "95 97 99 98 102 100 101 103 99 98 97 99 98 101 103 110", "412"),
    K("last year's outturn", "100 " * 12 + "98 101 103 110",
      "For 2021/22 as a whole it was 1,200.", last="2022-07"),
    K("outturn of a pooled percentage", "80/100 " * 12 + "85/100 88/100",
      "80.0%", last="2022-05", changes=POOLED),
    K("year to date of a pooled percentage", "85/100 88/100 80/100", "84.3%", last="2022-06",
      changes=POOLED),
    K("year to date beside a target", "85/100 88/100 80/100", "84.3%", "target 2022/23 = 90",
      "2022-06", POOLED),
    K("last year's point beside a target of a pooled percentage",
      "70/100 72/100 71/100 " + "80/100 " * 9 + "85/100 88/100 80/100",
      "The increase in the year to date from the same point last year was 13.3 percentage "
      "points.",
      "target 2022/23 = 90", "2022-06", POOLED),
    K("the sum of the last 12 months", YEAR, "The last twelve months add up to 1,205."),
    K("the sum of the last three months", "98 101 103 110", "The last three months add up to 314.",
      changes={"sum_of": 3}),
    K("the sum of the last four quarters", "98 101 103 110", "The last four quarters add up to "
      "412.", last="2022-03", changes=QUARTER),
    K("the sum of six months of money", "1.0 1.1 1.2 1.3 1.4 1.5",
      "The last six months add up to £7.5m.", changes={**MONEY, "sum_of": 6}),
    K("the 12 month average", f"{YEAR} 131", "12 month average"),
]

COUNTED = [
    K("n of N, small", "30/40 31/42", "(31 of 42)", changes=SHARE),
    K("n of N, large", "300/400 312/420", "The July figure is 312 of 420.", changes=SHARE),
    K("n of N of a quarter", "300/400 312/420", "The quarter 1 figure is 312 of 420.",
      last="2022-06", changes={**SHARE, **QUARTER}),
    K("all of N", "38/40 40/40", "100%", changes=SHARE),
    K("none of N", "2/40 0/40", "0%", changes={**SHARE, "zero": "no repair was late (0%)"}),
    K("n of N of a year", "1200/1400 1312/1420", "The 2021/22 figure is 1,312 of 1,420.",
      last="2022-03", changes={**SHARE, **ANNUAL}),
]

MARKS = [
    K("gap to the target in points", "84 81.8", "The July figure is 3.2 percentage points below "
      "the target", "target 2022/23 = 85", changes=SHARE),
    K("gap over the target, count", "100 112", "The July figure is 12 (12.0%) above the target.",
      "target:month 2022/23 = 100", changes={"polarity": "lower"}),
    K("over budget", "4.0 4.5", "The July figure is £0.3m (7.1%) above the budget.",
      "budget:month 2022/23 = 4.2", changes=MONEY),
    K("under budget", "4.0 4.0", "The July figure is £0.2m (4.8%) below the budget.",
      "budget:month 2022/23 = 4.2", changes=MONEY),
    K("a budget is no target", "4.0 4.5", "above the budget (£4.2m)",
      "budget:month 2022/23 = 4.2", changes=MONEY),
    K("a budget is no target, in full", "4.0 4.5", "£4.2m", "budget:month 2022/23 = 4.2",
      changes=MONEY),
    K("a threshold", "240 255", "The July figure is 5 (2.0%) above the threshold.",
      "threshold:month 2022/23 = 250", changes={"polarity": "lower"}),
    K("a milestone", "84 81", "4.0 percentage points below the milestone",
      "milestone 2022/23 = 85", changes=SHARE),
    K("a trajectory", "84 81", "4.0 percentage points below the trajectory",
      "trajectory 2022-07 = 85", changes={**SHARE, "kind": "stock"}),
    K("within tolerance, points", "86 82",
      "3.0 percentage points below the target, within the tolerance of 5 percentage points.",
      "target 2022/23 = 85", changes=RATED),
    K("within tolerance, per cent", "86 82",
      "within the tolerance of 10%.", "target 2022/23 = 85",
      changes={**SHARE, "tolerance": Tolerance(Decimal(10), True)}),
    K("beyond tolerance is red", "86 75", "The rating moved from green to red.",
      "target 2022/23 = 85", changes=RATED),
    K("floor and target", "88 90.5", "The July figure is above the floor (90%).",
      "target 2022/23 = 95; floor 2022/23 = 90", changes=SHARE),
    K("stretch target", "92 96", "The July figure is below the stretch target (98%).",
      "target 2022/23 = 95; stretch 2022/23 = 98", changes=SHARE),
    K("floor and stretch", "92 96",
      "The July figure is above the floor (90%) and below the stretch target (98%).",
      "target 2022/23 = 95; floor 2022/23 = 90; stretch 2022/23 = 98", changes=SHARE),
    K("floor and stretch, lower is better", "36.0 28.4",
      "The July figure is better than the floor (35 days) and worse than the stretch target "
      "(21 days).", "target 2022/23 = 28; floor 2022/23 = 35; stretch 2022/23 = 21",
      changes=DAYS),
    K("below the floor", "92 89", "The July figure is below the floor (90%)",
      "target 2022/23 = 95; floor 2022/23 = 90", changes=SHARE),
    K("at the stretch target", "92 98", "The July figure is at the stretch target (98%).",
      "target 2022/23 = 95; stretch 2022/23 = 98", changes=SHARE),
    K("a forecast alone", "4.0 4.5", "The forecast for 2022/23 is £51.2m.",
      "forecast 2022/23 = 51.2", changes=MONEY),
    K("forecast over budget", "4.0 4.5",
      "The forecast for 2022/23 is £51.2m, £1.2m above the budget",
      "budget:year 2022/23 = 50; forecast 2022/23 = 51.2", changes=MONEY),
    K("forecast outturn under budget", "4.0 4.5",
      "The forecast outturn for 2022/23 is £48.8m, £1.2m below the budget",
      "budget:year 2022/23 = 50; outturn_forecast 2022/23 = 48.8", changes=MONEY),
    K("forecast as budgeted", "4.0 4.5",
      "The forecast for 2022/23 is £50m, the same as the budget.",
      "budget:year 2022/23 = 50; forecast 2022/23 = 50", changes=MONEY),
    K("forecast beside the year's target", "100 104",
      "The forecast for 2022/23 is 1,150, 50 below the target",
      "target:year 2022/23 = 1200; forecast 2022/23 = 1150"),
    K("a year's forecast beside a month's budget", "4.0 4.5", "The forecast for 2022/23 is £51.2m.",
      "budget:month 2022/23 = 4.2; forecast 2022/23 = 51.2", changes=MONEY),
    K("a year's forecast beside a target of one month's size", "4.0 4.5",
      "The forecast for 2022/23 is £51.2m.",
      "target 2022/23 = 4.2; forecast 2022/23 = 51.2", changes=MONEY),
    K("a year's forecast beside a month's budget and a target", "4.0 4.5",
      "The forecast for 2022/23 is £51.2m.",
      "target 2022/23 = 4.1; budget 2022/23 = 4.2; forecast 2022/23 = 51.2", changes=MONEY),
    K("forecast of a month", "84 81.8", "The forecast for July is 83%",
      "target 2022/23 = 85; forecast 2022-07 = 83", changes=SHARE),
    K("year's and month's target both", "100 104", "The year’s target is 1,200.",
      "target:month 2022-07 = 105; target:year 2022/23 = 1200"),
    K("a target range", "84 81.8", "the target range", "target 2022/23 = 80 to 90",
      changes={**SHARE, "polarity": "range"}),
    K("target met exactly", "84 85", "The rating moved from red to green.", "target 2022/23 = 85",
      changes=SHARE),
]

OTHERS = [
    K("rank", "70 72", "The rank in England was 5th of 152 in 2021/22.",
      "rank 2021/22 = 5 of 152", changes=SHARE),
    K("rank without its number", "70 72", "The rank in England was 21st in 2021/22.",
      "rank 2021/22 = 21", changes=SHARE),
    K("quartile", "70 72", "The quartile was the second in 2021/22.", "quartile 2021/22 = 2",
      changes=SHARE),
    K("a comparator that is a change, up", "70 72",
      "The change in England was an increase of 8% in 2021/22.", "trend 2021/22 = 8",
      changes=SHARE),
    K("a comparator that is a change, down", "70 72",
      "The change in England was a reduction of 3.5% in 2021/22.", "trend 2021/22 = -3.5",
      changes=SHARE),
    K("points above England", "70 72", "2.1 percentage points above England.",
      "national 2021/22 = 69.9", changes=SHARE),
    K("points below similar councils", "70 72", "3.0 percentage points below similar councils.",
      "statistical_neighbours 2021/22 = 75", changes=SHARE),
    K("points below the region", "70 72", "3.0 percentage points below the region.",
      "region 2021/22 = 75", changes=SHARE),
    K("days above an average of one's own, which is possessive", "24.0 27.5",
      "The July figure is 2.5 days above the most similar forces’ average.",
      "similar 2021/22 = 25.0", changes=DAYS),
    K("days above peers", "24.0 27.5", "The July figure is 2.5 days above the most similar group.",
      "group 2021/22 = 25.0", changes=DAYS),
    K("days below the best quartile", "24.0 20.5",
      "The July figure is 0.5 days below the threshold of the best quartile.",
      "best 2021/22 = 21.0", changes=DAYS),
    K("others' figure of one month", "70 72", "England’s June 2022 average (75.0%)",
      "national June 2022 = 75", changes=SHARE),
    K("of three relations but is said once", "27.5 27.5",
      "better than the target (30), but still slightly worse than England’s 2021/22 average "
      "(27.0), and slightly better than the most similar forces’ average (28.0)",
      "target 2022-07 = 30; national 2021/22 = 27; similar 2021/22 = 28", changes=DAYS),
    K("a change of a place that is named alone", "40 44",
      "The change for England was a reduction of 8% in 2021/22.", "place 2021/22 = -8"),
    K("points from a country", "70 72", "3.0 percentage points below Wales.",
      "wales 2021/22 = 75", changes=SHARE),
    K("target and England together", "70 72",
      "3.0 percentage points below the target and 2.1 percentage points above England.",
      "target 2022/23 = 75; national 2021/22 = 69.9", changes=SHARE),
    K("better than the best quartile", "70 72", "best quartile", "best 2021/22 = 71",
      changes=SHARE),
    K("beside a group of peers", "70 72", "most similar group", "group 2021/22 = 71",
      changes=SHARE),
    K("a rate that gathers, as good as last year's",
      "56.94 66 75 84 91 93 97 100 11 22 34 45 56.81",
      "just below the same point last year (56.94%)", changes={
          **SHARE, "decimals": 2, "kind": "cumulative", "polarity": "higher"}),
    K("the year to date beside last year's, where months are judged",
      "150 149 157 160 " + "150 " * 8 + "140 138 142 141",
      "At the same point last year the year to date was 616: the reduction since is 55, or 8.9%."),
]

RATINGS = [
    K("red", "86 75", "The rating is red.", "target 2022/23 = 95", changes=RATED),
    K("green", "96 97", "The rating is green.", "target 2022/23 = 95", changes=RATED),
    K("green to amber", "96 94", "The rating moved from green to amber.", "target 2022/23 = 95",
      changes=RATED),
    K("red to green", "86 97", "The rating moved from red to green.", "target 2022/23 = 95",
      changes=RATED),
    K("blue", "86 97", "The rating moved from red to blue.", "target 2022/23 = 90",
      changes={**SHARE, "exceeds": POINTS}),
    K("own band names", "96 94", "The rating moved from on track to at risk.",
      "target 2022/23 = 95",
      changes={**RATED, "bands": (("green", "on track"), ("amber", "at risk"))}),
]

KINDS = [*SIZES, *PARTS, *TIMES, *EARLIER, *YEARS, *COUNTED, *MARKS, *OTHERS, *RATINGS]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_it_is_stated_in_brief_and_in_full(kind: Kind) -> None:
    said = said_of(kind)
    words = {length: " ".join(texts) for length, texts in said.items()}
    assert kind.says in words["brief"], words["brief"]
    assert kind.says in words["full"] or _otherwise(kind.says, words["full"]), words["full"]
    assert list(faults_of(kind, said)) == []


def _otherwise(says: str, full: str) -> bool:
    """Whether the full narrative, which puts figures otherwise, has each of the figures."""
    figures = [word.strip(".,:()") for word in says.split() if any(c.isdigit() for c in word)]
    return bool(figures) and all(figure in full for figure in figures)


def test_there_are_a_hundred_and_twenty_kinds_and_more() -> None:
    assert len({kind.kind for kind in KINDS}) == len(KINDS) >= 120

"""The thresholds of the checks, each with its reason: the only place where they stand."""

from __future__ import annotations

from decimal import Decimal

# A year of months has seen every season: fewer do not say what is usual or what is always so.
ENOUGH_MONTHS = 12
# What happened more than three years ago does not say what is usual now.
USUAL_MONTHS = 36

# Iglewicz and Hoaglin (1993) call a modified z-score above 3.5 an outlier; the limits of NHS
# England's "Making Data Count" stand at 3. Alone they find one month in forty of the published
# monthly referrals; with the range, as outliers.py has it, one in 2,500, and still nearly every
# figure with a nought too many.
FAR_OUTSIDE = 3.5
# One sigma of a normal distribution is 1.4826 times its median absolute deviation.
SIGMA_OF_MAD = 1.4826
# Brothers and sisters are counted together: a jump of fewer cases than this is a family or two.
FEW_CASES = 10
# The cohort that a percentage without its denominator is taken to have: chance moves it so much.
ASSUMED_COHORT = 50
# Durations, money and the like: a series that hardly moved may still move by a tenth.
QUIET_SHARE = 0.1
# A rate of collection or of change may move by a percentage point, however quiet it was.
QUIET_POINTS = 1.0

# A target given as a fraction of a percentage, or in the wrong unit, is at least so many times out.
TARGET_TIMES_OUT = 50
# A target that every month met, or none, is only remarked on when it lies outside the range of
# the figures by more than the range is wide: nearer than that it is easy, or ambitious.
RANGES_AWAY = 1

# Official comparators come out yearly, about a year late; a third year means one was missed.
COMPARATOR_MONTHS = 24

# Percentages of at most 1 beside ones so many times larger are taken for fractions.
FRACTION_TIMES = 20
# So many figures of at most 1 that they are no chance.
ENOUGH_FRACTIONS = 3

# Series that are equal over so many figures were pasted twice ...
SAME_FIGURES = 3
# ... but not where every one of them is a count below this: small counts are often equal.
SMALL_COUNT = 10
# The longest stretch that a report prints: a series is the same where it is the same in print.
PRINTED_PERIODS = 13

# A council's children are estimated anew each year and change by less than this from one year to
# the next, so a year's rate may lie so far outside those of its months.
POPULATION_DRIFT = Decimal("0.02")

# Months, figures and files that a message names before it says how many more there are.
NAMED = 4

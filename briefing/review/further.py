"""What more is said of a figure, read back: sizes and per cents of changes, since when; n of N;
distances from marks; what was passed; highs, lows, earlier years, sums, ranks, forecasts.

Each sentence stands by itself. What it says is worked out again from the raw figures and compared
as text (`earlier_said`, `marks_said`); direction and relation are words that are held to the two
figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from briefing.review import earlier_said as earlier
from briefing.review import marks_said as marks
from briefing.review.among_areas import FORM as AMONG_AREAS
from briefing.review.earlier_said import Groups
from briefing.review.forms import Form
from briefing.review.reckoning import Reckoning

_IT = r"(?P<it>it|they) (?P<was>was|were)"
_OF = (r"(?:figure for (?P<half>the (?:first|second) half of [\w/ ]+?)"
       r"|(?P<month>[A-Z0-9q][\w/ ]*?|(?:autumn|spring|summer) term(?: \d+)?) figure)")
_WHO = rf"The (?:{_OF}|(?P<year>year to date))"
_THEN = (r"(?P<place>At the end of|At the same point (?:last year|in)?|In(?: the [\w ]+? to)?)"
         r"(?P<then> [^:,]+?)?")
_MARK = r"(?P<mark>, (?:(?P<years>\w+) years before|the baseline),)?"
FORMS = tuple((name, Form(form)) for name, form in (
    ("since", r"The (?P<way>increase|reduction) (?P<of_year>in the year to date )?from "
              rf"(?P<then>[^:]+?){_MARK} was (?P<sizes>.+)\."),
    ("same", rf"{_THEN}{_MARK} (?:{_IT}|the (?P<of_year>year to date) was) the same\."),
    ("far", rf"{_THEN}{_MARK} (?:{_IT}|the (?P<of_year>year to date) was) (?P<earlier>.+?): the "
            r"(?P<way>increase|reduction) since is (?P<sizes>.+)\."),
    ("then", rf"{_THEN} {_IT} (?P<earlier>[^:]+?)\."),
    ("extreme", r"The (?P<end>high|low) of the last (?P<count>\d+) (?P<span>months|quarters|terms"
                r"|half years|years) was (?P<figure>.+?), (?P<place>in the [\w ]+? to|in|at the end"
                r" of) (?P<then>.+)\."),
    ("year", r"The year to date is (?P<figure>[^,:(]*\d[^ ]*(?: (?!above|below)[a-z]+)*)\."),
    ("outturn", rf"For (?P<then>[\d/]+) as a whole {_IT} (?P<figure>.+)\."),
    ("sum", r"The last (?P<count>\w+) (?P<span>[a-z ]+?) add up to (?P<figure>.+)\."),
    ("of_n", rf"The {_OF} is (?P<above>[\d,]+) of (?P<below>[\d,]+)\."),
    ("part", r"(?P<it>It|They) (?P<be>is|are) (?P<manner>more than|almost) "
             r"(?P<part>a tenth|a fifth|a quarter|a third|half|two thirds|three quarters)\."),
    ("gap", rf"{_WHO} is (?P<gaps>(?:less than )?[^a-z(]*\d.*? (?:above|below) .+?)"
            r"(?:, within the tolerance of (?P<tolerance>.+))?\."),
    ("marks", rf"{_WHO} is (?P<parts>(?:above|below|at|better than|worse than) the "
              r"(?:floor|stretch target) \(.+)\."),
    ("rating", r"The rating (?:is|moved from (?P<before>.+?) to) (?P<rating>.+)\."),
    ("forecast", r"The (?P<kind>forecast outturn|forecast) for (?P<span>.+?) is (?P<value>.+?)"
                 r"(?:, (?:(?P<gap>.+?) (?P<way>above|below)|the same as) the (?P<beside>[a-z ]+?)"
                 r"(?: of (?P<beside_value>.+?))?)?\."),
    ("year_target", r"The year’s (?P<kind>[a-z ]+) is (?P<value>.+)\."),
    ("crossed", r"(?P<it>It|They) (?P<be>is|are) (?P<way>above|below) (?P<line>.+?) for the first "
                r"time since (?P<since>.+)\."),
    ("standing", AMONG_AREAS),
    ("rank", r"The (?P<who>.+?) was (?P<rank>[\d,]+(?:st|nd|rd|th))(?: of (?P<of>[\d,]+))? in "
             r"(?P<at>(?:[A-Z]\w+ )?\d[\d/–-]*)\."),
    ("quartile", r"The (?P<who>.+?) was the (?P<quartile>first|second|third|fourth) in "
                 r"(?P<at>(?:[A-Z]\w+ )?\d[\d/–-]*)\."),
    ("elsewhere", r"The (?P<who>.+?) was (?:an? (?P<way>increase|reduction) of )?"
                  r"(?P<per_cent>[\d.,]+%) in (?P<at>(?:[A-Z]\w+ )?\d[\d/–-]*)\."),
    ("as_at", r"The figure is as at (?P<day>.+)\."),
))
OWN = ("rank", "quartile", "elsewhere")    # of comparators of the council's own


def further_faults(text: str, truth: Reckoning) -> list[str] | None:
    """What is false in a further sentence; None where it is none."""
    for name, form in FORMS:
        match = form.fullmatch(text)
        if match is not None and (name not in OWN or any(
                match["who"] in (own.said, f"change for {own.said}")
            for own in truth.comparators.values())):
            groups = {key: value for key, value in match.groupdict().items() if value}
            return list(_CHECKS[name](groups, truth))
    return None


_CHECKS: Mapping[str, Callable[[Groups, Reckoning], Iterator[str]]] = {
    "part": earlier.part_faults, "since": earlier.since_faults, "same": earlier.same_faults,
    "far": earlier.far_faults, "then": earlier.then_faults, "extreme": earlier.extreme_faults,
    "year": earlier.year_faults, "outturn": earlier.outturn_faults, "sum": earlier.sum_faults,
    "of_n": earlier.of_n_faults, "gap": marks.gap_faults, "marks": marks.marks_faults,
    "rating": marks.rating_faults, "forecast": marks.forecast_faults,
    "year_target": marks.year_target_faults, "crossed": marks.crossed_faults,
    "standing": marks.placed_faults, "as_at": marks.as_at_faults,
    "rank": lambda groups, truth: marks.own_faults(groups, truth, "rank"),
    "quartile": lambda groups, truth: marks.own_faults(groups, truth, "quartile"),
    "elsewhere": lambda groups, truth: marks.own_faults(groups, truth, "change"),
}

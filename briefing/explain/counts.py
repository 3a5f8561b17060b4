"""A count of indicators, or a share of them: which they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from briefing.explain.lines import Line
from briefing.explain.sources import Sources
from briefing.facts import Fact
from briefing.findings import Finding
from briefing.narrative.narration import REPORT, area_id
from briefing.narrative.standing_counts import MET, MISSED, ORDER

RATED = {"green", "amber", "red", "blue"}
WORDS = {
    "indicators": "how many indicators there are", "met": "how many met their target",
    "missed": "how many missed their target", "met_share": "what share of those rated met theirs",
    "missed_share": "what share of those rated missed theirs",
    "tolerated": "how many are within their tolerance", "better": "how many got better",
    "same": "how many stayed the same", "worse": "how many got worse",
    "rating_better": "how many ratings improved", "rating_worse": "how many ratings worsened",
    "rating_same": "how many ratings are unchanged",
}  # fmt: skip


def count_in_words(rated: str) -> str:
    """What a count of indicators is: "how many indicators are amber"."""
    name, _, number = rated.partition(".")
    if number:
        return f"{WORDS.get(name, f'how many are {name}')}, of a service area"
    if rated.startswith("moved_to_"):
        return f"how many ratings moved to {rated.removeprefix('moved_to_')}"
    return WORDS.get(rated, f"how many indicators are {rated.replace('_', ' ')}")


def counted(sources: Sources, fact: Fact) -> Iterator[Line]:
    """What was counted; the indicators are named where they are as many as the figure says."""
    rated = fact.role.removeprefix("status.")
    areas: Mapping[str, str] = {area_id(section): section
                                for section in sources.report.dictionary.sections}
    among = [finding for finding in sources.edition.findings.by_indicator.values()
             if fact.indicator == REPORT
             or finding.indicator.section == areas.get(fact.indicator)]
    if rated == "withheld":
        yield Line("counted", f"figures that the {sources.edition.name} edition withholds")
        return
    name, _, number = rated.partition(".")
    if number:
        among = _of_area(among, int(number))
    share = name.endswith("_share")
    is_one = _kind(name.removesuffix("_share"))
    those = [finding for finding in among if is_one(finding)]
    of = [finding for finding in among if finding.rating in RATED] if share else among
    if share:
        yield Line("share", f"{len(those)} / {len(of)} × 100", "of those that are rated")
    elif len(those) == fact.value:
        yield Line("counted", f"{len(those)} of {len(of)} indicators")
    else:
        yield Line("counted", "from the indicators of the report")
        return
    for finding in those:
        yield Line(finding.indicator.title, finding.rating, finding.indicator.id,
                   finding.indicator.id)


def _of_area(findings: Sequence[Finding], number: int) -> list[Finding]:
    """The indicators of the service area that is named so manieth of those with a target missed;
    none where that cannot be told."""
    missing = list(dict.fromkeys(finding.indicator.section for finding in findings
                                 if finding.rating in MISSED))
    order = [section for section in dict.fromkeys(f.indicator.section for f in findings)
             if section in missing]
    return [finding for finding in findings if number <= len(order)
            and finding.indicator.section == order[number - 1]]


def _kind(name: str) -> Callable[[Finding], bool]:
    """Whether a finding is one of those that are counted."""
    if name.startswith("moved_to_"):
        rating = name.removeprefix("moved_to_")
        return lambda f: f.rating == rating and f.rating_before not in (None, "none", rating)
    kinds: Mapping[str, Callable[[Finding], bool]] = {
        "indicators": lambda f: True, "rated": lambda f: f.rating in RATED,
        "unrated": lambda f: f.rating not in RATED, "met": lambda f: f.rating in MET,
        "missed": lambda f: f.rating in MISSED, "tolerated": lambda f: f.rating == "amber",
        "better": lambda f: _compared(f) and f.direction != "none" and f.progress == "improving",
        "worse": lambda f: _compared(f) and f.direction != "none" and f.progress == "worsening",
        "same": lambda f: _compared(f) and (f.direction == "none" or f.progress == "none"),
        "rating_better": lambda f: _moved(f) > 0, "rating_worse": lambda f: _moved(f) < 0,
        "rating_same": lambda f: _moved(f) == 0 and f.rating in RATED
        and f.rating_before in RATED,
    }
    return kinds.get(name, lambda f: f.rating == name)


def _compared(finding: Finding) -> bool:
    """Whether it is said to have got better or worse since the period before."""
    return (finding.direction is not None and not finding.provisional
            and not finding.provisional_before and finding.indicator.kind != "cumulative"
            and finding.indicator.polarity in ("higher", "lower"))


def _moved(finding: Finding) -> int:
    """By how many bands the rating moved up; nought where one of the two is none."""
    before = str(finding.rating_before)
    return ORDER[finding.rating] - ORDER[before] if {finding.rating, before} <= RATED else 0

"""The comparators of a brief thought: at most two, those that change the message, and their clause.

The target comes first; then others' figures, England's and similar councils' as one; then what
turns the message, or was crossed. Sizes are words by one test, the same for good and for bad.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.amounts import UNITS, rounded
from briefing.findings import Comparison, Finding
from briefing.narrative.book import Book
from briefing.narrative.book_file import band
from briefing.narrative.comparing import (
    OPPOSED,
    named_comparator,
    relation_said,
    target_moved,
    turned_since_last_year,
)
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Piece, Pieces, join, listed_pieces
from briefing.narrative.weighing import is_small
from briefing.periods import parse_month

MOST_STILLS, STILLS_WITHIN = 2, 5       # of so many indicators, about a paragraph
YEAR = ("outturn", "year_to_date_last_year")


@dataclass(slots=True)
class Said:
    """What a service area has said already, so that it is not said again."""

    month: set[str] = field(default_factory=set)        # the periods that were named
    benchmarks: str = ""    # the year that benchmarks were last named with
    extreme: bool = False   # whether the latest high or low was an annual one
    years: int = 0          # how often a year so far was set beside something; by turns it is put
    runs: set[tuple[str, int]] = field(default_factory=set)     # told once, and due in other words
    thoughts: int = 0       # how many indicators it has told
    stills: tuple[int, ...] = ()    # after which of them something was said to be "still" so
    charted: int = 0        # how many sentences on control charts it has
    standings: int = 0      # how often how a figure stands was a sentence of its own


class Comparators:
    """What one figure is set beside in brief, and in which words."""

    def __init__(self, phrasing: Phrasing, book: Book, said: Said) -> None:
        self.phrasing = phrasing
        self.finding: Finding = phrasing.finding
        self.one = phrasing.one
        self.book = book
        self.said = said

    def chosen(self) -> tuple[list[Comparison], list[Comparison]]:
        """At most two comparators, those that change the message, and the rest.

        The target first; England and similar councils are one, as they are said together.
        """
        finding = self.finding
        if finding.reason is not None and finding.judged == "month":
            return [], []
        judged = list(finding.judged_comparisons)
        target = [c for c in judged if c.role == "target"]
        benchmarks = [c for c in judged if c.benchmark]
        national = [c for c in benchmarks if c.role != "region"]
        benchmarks = national or benchmarks
        months = () if self.on_year() and (target or benchmarks) else finding.on_month
        single = [[c] for c in months + finding.on_year
                  if c.role != "target" and not c.benchmark and self._may_be_said(c)]
        ranked = sorted(single, key=lambda group: self._rank(group[0], target or benchmarks))
        groups = [group for group in (target, benchmarks, *ranked) if group]
        wanted: list[list[Comparison]] = []
        for group in groups:
            if group in (target, benchmarks) or self._adds(group[0], wanted):
                wanted.append(group)
        if finding.provisional:
            # a target that is missed, or a rating that moved, is said, be the figure provisional
            rated = finding.rating in ("red", "amber") or finding.rating_before not in (
                None, finding.rating)
            wanted = [g for g in groups if g[0].role == "same_month_last_year"
                      or (g is target and rated)]
        chosen = [c for group in wanted[: self.book.file.brief.comparators] for c in group]
        everything = [c for group in groups for c in group]
        return chosen, [c for c in everything if c not in chosen]

    def only_year(self) -> bool:
        """Whether the year to date is the indicator's one figure."""
        return (self.one.annualised and self.finding.judged == "year_to_date"
                and "year_to_date" in self.finding.facts)

    def on_year(self) -> bool:
        """Whether it is the year to date that is judged, and it is there."""
        return self.finding.judged == "year_to_date" and "year_to_date" in self.finding.facts

    def _may_be_said(self, comparison: Comparison) -> bool:
        """Whether the comparison is of the figure that the thought is of."""
        if comparison.role in YEAR:
            return self.only_year() or self.finding.judged == "year_to_date"
        return not self.only_year()

    def _rank(self, comparison: Comparison, marks: Sequence[Comparison]) -> tuple[int, Decimal]:
        """What turns the message first, then what was crossed, then the mean, the largest gap."""
        turns = bool(marks) and all((comparison.relation, mark.relation) in OPPOSED
                                    for mark in marks)
        crossed = comparison.held is False
        order = (0 if turns and crossed else 1 if turns else 2 if crossed else
                 3 if comparison.role == "mean_12m" else 4)
        beside = abs(comparison.comparator.printed)
        return order, -(comparison.gap.printed / beside if beside else Decimal(0))

    def _adds(self, comparison: Comparison, wanted: Sequence[Sequence[Comparison]]) -> bool:
        """Whether the comparison says something that those before it do not.

        A year to date is worth a sentence when it is far from last year's, or crossed it; a second
        comparator when it turns the message, or was crossed.
        """
        if turned_since_last_year(self.finding, comparison):
            return True
        near = comparison.relation in ("equal", "within") or self._near(comparison)
        crossed = comparison.held is False and comparison.relation != "equal"
        if not wanted:
            own = (comparison.role == "mean_12m" and self._size(comparison) != "just"
                   and comparison.relation != "equal")
            # what gathers over the year says nothing but beside the same point of another
            gathers = self.one.kind == "cumulative" and comparison.role == "same_month_last_year"
            return not near or own or crossed or gathers
        turns = all((comparison.relation, other.relation) in OPPOSED
                    for group in wanted for other in group)
        by_target = any(c.role == "target" for group in wanted for c in group)
        return turns and (not near or crossed or by_target)

    def _near(self, comparison: Comparison) -> bool:
        """Whether the two are closer than five per cent, whatever their size."""
        beside = abs(comparison.comparator.printed)
        bands = self.book.file.brief.gap
        return bool(beside) and bool(bands[:2]) and comparison.gap.printed * 100 / beside < Decimal(
            str(bands[:2][-1].under))

    def _size(self, comparison: Comparison, before: bool = False) -> str:
        """just, slightly, plain or well, by the one size test; plain where numbers are small.

        `before` asks it of last month's figure and comparator.
        """
        relation = comparison.relation_before if before else comparison.relation
        # the gap as it is between the printed figures: not rounded once more
        gap = comparison.gap_before if before else rounded(comparison.gap.value, 6)
        end = comparison.lower if comparison.lower and relation == "below" else (
            comparison.comparator)
        value = comparison.comparator_before if before and comparison.lower is None else (
            end.printed)
        if relation in ("equal", "within", None) or gap is None or not value or (
                self.finding.reason is not None or self.finding.provisional
                or is_small(self.finding, self.book.file.weights)):
            return "plain"
        word = band(self.book.file.brief.gap, gap * 100 / abs(value), "well")
        if word == "well" and gap <= Decimal(1).scaleb(-self.one.decimals):
            return "plain"      # two figures that differ cannot be nearer
        # a target is met or missed
        return word if word == "well" or comparison.role != "target" else "plain"

    def holds(self, comparisons: Sequence[Comparison]) -> bool:
        """Whether the clause of these begins with what still is so, and a verb may say that."""
        return _persistence(comparisons[0]) == "still"

    def clause(self, comparisons: Sequence[Comparison], remains: str = "") -> Pieces:
        """ "still well below the target (35%), but above England (29.1%)".

        `remains` is given where the verb before it says what "still" would: the form of "be" for
        what only now is so.
        """
        gathered: dict[tuple[str, str], list[Comparison]] = {}
        for comparison in comparisons:
            way = relation_said(self.phrasing, comparison)
            gathered.setdefault((way, _persistence(comparison)), []).append(comparison)
        groups = list(gathered.items())
        # of one that stands after "still" it could seem that it, too, still is; after "remains"
        # it has a verb of its own
        if not remains:
            groups.sort(key=lambda group: group[0][1] != "is")
        pieces: list[Piece] = []
        relation_before, persistence_before = "", ""
        for n, ((way, persistence), members) in enumerate(groups):
            relation = members[0].relation
            if n:
                opposed = (relation_before, relation) in OPPOSED
                apart = remains and persistence != "still"
                # "below A, but above B, but below C" contradicts itself: of three it is said once
                turned = ", but " in pieces
                pieces.append(", but " if opposed and not turned else
                              ", and " if apart or turned else " and ")
            sizes = {self._size(c) for c in members}
            size = sizes.pop() if len(sizes) == 1 else "plain"
            if persistence == "still" and size != "plain" and {
                    self._size(c, before=True) for c in members} != {size}:
                size = "plain"      # the relation held, but not by so much
            said = "is" if persistence == persistence_before or (
                remains and not n) else persistence
            # after "now" or "still" the bare relation would be taken for one that is so, too
            if said == "still" and not (self._still() or persistence_before in ("still", "now")):
                said = persistence = "is"
            # a figure is "at" its target and "the same as" that of others
            at = relation == "equal" and all(c.role == "target" for c in members)
            words = self.phrasing.say("brief_relation", {
                "relation": "at" if at else way, "persistence": said, "size": size})
            if remains and n and persistence != "still":
                words = self.phrasing.say("brief_now", None, {
                    "is": (remains,), "comparison": words})     # it does not remain so
            pieces += words
            pieces += (" ", *self._names(members))
            relation_before, persistence_before = relation, persistence
        return join(pieces)

    def may_say_still(self) -> bool:
        """Whether it was not said twice just before."""
        near = [n for n in self.said.stills if self.said.thoughts - n < STILLS_WITHIN]
        return len(near) < MOST_STILLS

    def _still(self) -> bool:
        """Whether "still" may be said here, and then it is: twice of so many indicators."""
        if not self.may_say_still():
            return False
        self.said.stills = (*self.said.stills, self.said.thoughts)
        return True

    def _names(self, members: Sequence[Comparison]) -> Pieces:
        """The comparators' names with their figures; one figure of two is said once."""
        parts: list[Pieces] = []
        for comparison in members:
            parts.append(self._name(comparison))
        return listed_pieces(parts)

    def _name(self, comparison: Comparison) -> Pieces:
        phrasing = self.phrasing
        fact = comparison.comparator
        figure = phrasing.marked(fact, fact.marking)
        low = comparison.lower
        brief = self.one.unit_class in ("duration", "ratio")    # the unit was said just before
        before = target_moved(phrasing, comparison)
        if brief and low is None and not before:    # "(4 days; June's was 2 days)"
            figure = phrasing.figure_in_cell(fact, fact.marking)
        slots: dict[str, Pieces] = {"comparator": figure, "comparator_period": (fact.period,)}
        if comparison.role == "same_month_last_year":
            slots["comparator_month"] = (phrasing.month_said(parse_month(fact.period)),)
        if low is not None:     # "20 to 28 days", "2 years 3 months to 3 years"
            whole = not brief or bool(UNITS[self.one.unit].form)
            slots["lower"] = (phrasing.prose(low),) if whole else (
                phrasing.figure_in_cell(low, ""))
        dated = comparison.benchmark and fact.period != self.said.benchmarks
        if dated:
            self.said.benchmarks = fact.period
        if before:
            slots["comparator_before"] = before
        named_comparator(phrasing, comparison, slots)
        state = {"role": phrasing.role_of(comparison.role),
                 "range": phrasing.yes(comparison.lower is not None), "timing": phrasing.timing,
                 "dated": phrasing.yes(dated),
                 "standing": self._standing(), "moved": self.phrasing.yes(bool(before))}
        return phrasing.say("brief_comparator", state, slots)

    def _standing(self) -> str:
        """What the target is of, where it counts now."""
        aim = self.finding.aim
        return aim.standing if aim is not None and aim.counts else "period"


def _persistence(comparison: Comparison) -> str:
    """Whether the relation still holds, is now one, or just is."""
    return {True: "still", False: "now", None: "is"}[comparison.held]

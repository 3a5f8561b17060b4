"""The clause that sets a figure beside its comparators, grouped by how it stands to them.

"remains" is said only where the relation, in the same words, held last month of every comparator in
the group; "but" only between above and below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from briefing.amounts import decimals_of
from briefing.findings import Comparison, Finding, Relation, relation_of
from briefing.indicators import COMPARATORS
from briefing.narrative.book_file import band
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Piece, Pieces, join, listed_pieces
from briefing.periods import parse_month

# What the sizes of the book's one test are called here, and the marks that are met or missed.
SIZES = {"just": "in_line", "slightly": "slight", "plain": "plain", "well": "well"}
MARKS = ("target", "outturn")
OPPOSED = {("above", "below"), ("below", "above")}
WAYS = {"above": "worse", "below": "better"}        # of a mark where lower is better


def relation_said(phrasing: Phrasing, comparison: Comparison) -> str:
    """How the figure stands, in words: better or worse than a mark where lower is better."""
    aim = phrasing.finding.aim
    # money is above its budget, and a wait above its threshold
    target = comparison.role == "target" and (
        aim is None or aim.target.kind not in ("budget", "threshold"))
    mark = target or comparison.benchmark or comparison.role == "outturn"
    if phrasing.one.polarity != "lower" or not mark or comparison.lower is not None:
        return comparison.relation
    return WAYS.get(comparison.relation, comparison.relation)


def size_before(phrasing: Phrasing, comparison: Comparison) -> str:
    """How far apart the two were last month, "" where that is not known."""
    if comparison.relation_before is None or comparison.gap_before is None:
        return ""
    return size_of(phrasing, comparison, comparison.relation_before, comparison.gap_before,
                   comparison.comparator_before)


def size_of(phrasing: Phrasing, comparison: Comparison, relation: Relation, gap: Decimal,
            beside: Decimal | None = None) -> str:
    """How far apart the two are: in_line, slight, plain or well, by the one test of the book.

    `beside` is the comparator that the gap is from, where it is not this month's.
    """
    if relation in ("equal", "within"):
        return "plain"
    end = comparison.lower if comparison.lower and relation == "below" else comparison.comparator
    comparator = abs(end.printed if beside is None or comparison.lower else beside)
    file = phrasing.book.file
    small = phrasing.one.unit_class != "percent" and comparator < Decimal(
        str(file.hedges.gap.plain_under))
    if not comparator or small:
        return "plain"
    word = SIZES[band(file.brief.gap, gap * 100 / comparator, "well")]
    if word == "well" and gap <= Decimal(1).scaleb(-phrasing.one.decimals):
        return "plain"          # two figures that differ cannot be nearer
    # a mark is met or missed, never in line
    return word if word == "well" or comparison.role not in MARKS else "plain"


class _Group:
    """Comparators that the figure stands to in one way, said with one verb and one relation."""

    def __init__(self, phrasing: Phrasing, members: list[Comparison], sizes: list[str],
                 persistence: str) -> None:
        self.members = members
        self.relation = members[0].relation
        self.persistence = persistence
        # of different sizes, the bare relation is what is true of them all
        self.size = sizes[0] if len(set(sizes)) == 1 else "plain"
        hedged = self.size not in ("plain", "in_line")
        if persistence == "remains" and hedged and (
                {size_before(phrasing, c) for c in members} != {self.size}):
            self.size = "plain"         # the relation held, but not by so much


def _persistence(phrasing: Phrasing, comparison: Comparison, size: str) -> str:
    """Whether the relation remains, is now one, or just is."""
    if size == "in_line":
        return "remains" if size_before(phrasing, comparison) == "in_line" else "is"
    return {True: "remains", False: "now", None: "is"}[comparison.held]


def _groups(phrasing: Phrasing, comparisons: Iterable[Comparison]) -> list[_Group]:
    gathered: dict[tuple[str, str], tuple[list[Comparison], list[str]]] = {}
    for c in comparisons:
        size = size_of(phrasing, c, c.relation, c.gap.printed)
        persistence = _persistence(phrasing, c, size)
        way = size if size == "in_line" else relation_said(phrasing, c)
        members, sizes = gathered.setdefault((way, persistence), ([], []))
        members.append(c)
        sizes.append(size)
    return [_Group(phrasing, members, sizes, persistence)
            for (_, persistence), (members, sizes) in gathered.items()]


def comparator(phrasing: Phrasing, comparison: Comparison) -> Pieces:
    """ "the 2020/21 national average of 22.7%"."""
    fact = comparison.comparator
    slots: dict[str, Pieces] = {"comparator": phrasing.marked(fact, fact.marking),
                                "comparator_period": (fact.period,)}
    if comparison.role == "same_month_last_year":
        slots["comparator_month"] = (phrasing.month_said(parse_month(fact.period)),)
    if comparison.lower is not None:
        slots["lower"] = (phrasing.prose(comparison.lower),)
    before = target_moved(phrasing, comparison)
    if before:
        slots["comparator_before"] = before
    named_comparator(phrasing, comparison, slots)
    state = {"role": phrasing.role_of(comparison.role),
             "range": "yes" if comparison.lower else "no", "timing": phrasing.timing,
             "moved": phrasing.yes(bool(before))}
    return phrasing.say("comparator", state, slots)


def turned_since_last_year(finding: Finding, comparison: Comparison) -> bool:
    """Whether the comparison is with last year's figure, which stood on the other side of the
    target that the figure is set beside now: it changes the message of being above or below it."""
    of = {"same_month_last_year": "month", "year_to_date_last_year": "year_to_date"}
    target = finding.comparison("target")
    if target is None or of.get(comparison.role) != finding.judged or (
            finding.indicator.polarity not in ("higher", "lower")):
        return False
    low = target.lower.printed if target.lower is not None else None
    then = relation_of(comparison.comparator.printed, target.comparator.printed, low)
    return (then, target.relation) in OPPOSED


def named_comparator(phrasing: Phrasing, comparison: Comparison, slots: dict[str, Pieces]
                     ) -> None:
    """Put what a comparator of the council's own is called into the slots."""
    own = phrasing.finding.comparators.get(comparison.role)
    if own is not None:
        slots["peer"] = (own.said,)


def target_moved(phrasing: Phrasing, comparison: Comparison) -> Pieces:
    """The target of the period before, where the relation changed because the target did alone.

    Empty where it did not.
    """
    aim = phrasing.finding.aim
    if (comparison.role != "target" or comparison.relation_before is None
            or comparison.held is not None or comparison.lower is not None
            or aim is None or aim.standing != "period"):
        return ()
    value = comparison.comparator_before or Decimal(0)
    month = phrasing.finding.measure.before(phrasing.finding.period)
    return (phrasing.prose(replace(
        comparison.comparator, role=f"{comparison.role}_before", value=value, period=str(month),
        decimals=decimals_of(value))),)


def comparators(phrasing: Phrasing, members: list[Comparison]) -> Pieces:
    """The comparators as a list; benchmarks of one year are said together."""
    said: list[Pieces] = []
    together = False
    rest = list(members)
    while rest:
        one = rest.pop(0)
        alike = [one]
        while rest and _told_with(phrasing, one, rest[0]):
            alike.append(rest.pop(0))
        if len(alike) > 1:
            together = True
            said.append(phrasing.say("together", None, {
                "comparator_period": (one.comparator.period,),
                "benchmarks": listed_pieces([phrasing.say("together_part", None, {
                    "benchmark": phrasing.say("benchmark", {"role": other.role}),
                    "comparator": (phrasing.prose(other.comparator),)}) for other in alike])}))
        else:
            said.append(comparator(phrasing, one))
    last = ", and " if together or len(said) > 2 else " and "
    return listed_pieces(said, last)


def _told_with(phrasing: Phrasing, one: Comparison, other: Comparison) -> bool:
    """Whether two are benchmarks of ours, of one year."""
    return (one.role in COMPARATORS and other.role in COMPARATORS
            and not {one.role, other.role} & set(phrasing.finding.comparators)
            and one.comparator.period == other.comparator.period)


def _by(phrasing: Phrasing, group: _Group) -> Pieces | None:
    """The distance from last year's figure, where changes of the count are said by amount."""
    (first, *rest) = group.members
    if rest or first.role != "same_month_last_year" or phrasing.one.unit != "count" or (
            first.relation not in ("above", "below") or not phrasing.by_amount()):
        return None
    return (phrasing.size(first.gap),)


def comparing(phrasing: Phrasing, comparisons: Iterable[Comparison],
              after_figure: bool = False) -> Pieces:
    """ "remains above A, but is below B and C".

    After a figure (", above A, but below B") the first verb is left out when it is a bare "is".
    """
    chosen = list(comparisons)
    out: list[Piece] = []
    verb_before, relation_before = "", ""
    for n, group in enumerate(_groups(phrasing, chosen)):
        verb = group.persistence
        if n:
            opposed = (relation_before, group.relation) in OPPOSED and group.size != "in_line"
            out.append(", but " if opposed and ", but " not in out else ", and ")
        elif after_figure:
            out.append(", " if verb == "is" else ", and ")
        if verb != verb_before and not (after_figure and n == 0 and verb == "is"):
            plural = phrasing.yes(after_figure and phrasing.one.plural)
            out += [*phrasing.say("verb", {"persistence": verb, "plural": plural}), " "]
        by = _by(phrasing, group)
        if by is not None:
            out += phrasing.say("more" if group.relation == "above" else "fewer", None, {"gap": by})
        else:
            out += phrasing.say("relation", {"relation": relation_said(phrasing, group.members[0]),
                                             "size": group.size})
        out += [" ", *comparators(phrasing, group.members)]
        verb_before = verb
        if group.size != "in_line":
            relation_before = group.relation
    return join(out)

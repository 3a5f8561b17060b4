"""The page of exceptions: what needs members' attention, what went well, what cannot be rated.

Every red and every rating that moved is said, and besides them what got clearly worse, best first
by weight (`weighing`), as many as the book allows. Only figures that an edition shows are weighed,
so what it withholds has no part in the choice; what has no rating for want of a figure is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing import amounts
from briefing.amounts import Reason
from briefing.facts import Fact
from briefing.findings import Finding
from briefing.narrative import moves
from briefing.narrative.book import Book
from briefing.narrative.brief_comparators import Said
from briefing.narrative.brief_indicator import IndicatorInBrief
from briefing.narrative.narration import REPORT, Kind
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Figure, Piece, Pieces, Sentence, capital, join
from briefing.narrative.weighing import ORDER, Weight, stands_well, weighed
from briefing.problems import listed

NAMED = 4       # indicators without a rating that are named; more are counted alone


@dataclass(frozen=True, slots=True)
class Glance:
    """The rows of the page, in their order, and the candidates that were left out."""

    attention: tuple[Sentence, ...]
    well: tuple[Sentence, ...]
    absent: tuple[Sentence, ...]
    left_out: tuple[tuple[Kind, Sentence], ...]


# Why a finding is proposed, and whether it must be said; None where there are no grounds.
Ground = tuple[str, bool]
Grounds = Callable[[Finding, Weight, Book], Ground | None]


def glance(findings: Iterable[Finding], book: Book, weights: Mapping[str, Weight] | None = None
           ) -> Glance:
    """What a member should see first; each sentence with its weight and why it is there, or not.

    `weights` are those of the findings by indicator, where they are known.
    """
    everything = list(findings)
    weights = weighed(everything, book.file.weights) if weights is None else weights
    stands = _Standing(book)
    chosen: dict[str, tuple[Sentence, ...]] = {}
    left_out: list[tuple[Kind, Sentence]] = []
    parts: tuple[tuple[Kind, int, Grounds], ...] = (
        ("exception", book.file.glance.attention, _needs_attention),
        ("achievement", book.file.glance.well, _went_well))
    for kind, most, grounds in parts:
        proposed = _proposed(everything, weights, book, grounds)
        kept = _chosen(proposed, most)
        rows = []
        for n, (finding, because, _) in enumerate(proposed, 1):
            weight = weights[finding.indicator.id]
            why_not = kept[finding.indicator.id]
            row = replace(_row(finding, weight, book, stands.apart() if why_not else stands),
                          weight=weight.total)
            if why_not:
                left_out.append((kind, replace(row, left_out=why_not)))
            else:
                rows.append(replace(row, because=f"{because}; rank {n} of {len(proposed)}"))
        chosen[kind] = tuple(rows)
    return Glance(chosen["exception"], chosen["achievement"], _absent(everything, book),
                  tuple(left_out))


def _proposed(findings: Sequence[Finding], weights: Mapping[str, Weight], book: Book,
              grounds: Grounds) -> list[tuple[Finding, str, bool]]:
    """The findings that there are grounds for, what weighs most first; ties in declared order."""
    proposed = []
    for finding in findings:
        weight = weights[finding.indicator.id]
        ground = grounds(finding, weight, book)
        if ground is not None:
            proposed.append((finding, *ground))
    return sorted(proposed, key=lambda row: -weights[row[0].indicator.id].total)


def _chosen(proposed: Sequence[tuple[Finding, str, bool]], most: int) -> dict[str, str]:
    """Why each of those proposed is left out, "" where it is not.

    What must be said takes its rows first; a count and its share are one thought, and have one.
    """
    kept = [finding for finding, _, must in proposed if must]
    why_not = {finding.indicator.id: "" for finding in kept}
    for finding, _, must in proposed:
        if must:
            continue
        partner = next((k for k in kept if is_one_thought(finding, k)), None)
        if partner is not None:
            why = f"{partner.indicator.id} is there, which is one thought with it"
        elif len(kept) >= most:
            why = f"{most} that must be said or weigh more are there"
        else:
            why = ""
            kept.append(finding)
        why_not[finding.indicator.id] = why
    return why_not


def is_one_thought(finding: Finding, other: Finding) -> bool:
    """Whether the two are a count and the share or rate that is made of it."""
    one, another = finding.indicator, other.indicator
    return one.numerator == another.id or another.numerator == one.id


def _needs_attention(finding: Finding, weight: Weight, book: Book) -> Ground | None:
    """Red, or rated worse than before, or clearly worse."""
    if moved(finding) == "worse":
        return f"its rating moved from {finding.rating_before} to {finding.rating}", True
    if finding.rating == "red":
        return "it is rated red", True
    least = book.file.weights.concern_from
    if weight.sense == "worse" and weight.news >= least and _is_shown(finding) and (
            moved(finding) != "better") and not stands_well(finding):
        return f"it got worse by {weight.news} points of news ({least} are asked)", False
    return None


def _went_well(finding: Finding, weight: Weight, book: Book) -> Ground | None:
    """Rated better than before, or clearly better; what is still red is no success."""
    if moved(finding) == "better":
        return f"its rating moved from {finding.rating_before} to {finding.rating}", True
    least = book.file.weights.concern_from * Decimal(str(book.file.weights.better))
    if weight.sense == "better" and weight.news >= least and _is_shown(finding) and (
            finding.rating != "red") and moved(finding) != "worse":
        return f"it got better by {weight.news} points of news ({least:f} are asked)", False
    return None


def moved(finding: Finding) -> str:
    """Whether the rating moved, "worse" or "better"; "" where it did not, or is not known."""
    before = finding.rating_before
    if before in (None, "none") or finding.rating == "none" or before == finding.rating:
        return ""
    return "worse" if ORDER[finding.rating] > ORDER[str(before)] else "better"


def _is_shown(finding: Finding) -> bool:
    return finding.reason is None and not finding.provisional


# ── a row ───────────────────────────────────────────────────────────────────────────────────────


def _row(finding: Finding, weight: Weight, book: Book, stands: _Standing) -> Sentence:
    """ "Moved from green to red. Up from 2.9% in June; now above the target (3%)."."""
    phrasing = Phrasing(finding, book)
    happened = _happened(phrasing)
    told = stands.of(finding, weight)
    pieces: list[Piece] = []
    names: list[str] = []
    if moved(finding):
        state = {"before": str(finding.rating_before), "rating": finding.rating}
        pieces += (*phrasing.say("glance_moved", state), ". ")
        names.append("moved")
    clauses = [((*happened, *told.added) if happened and told.added else happened), told.standing]
    for n, clause in enumerate(clause for clause in clauses if clause):
        pieces += ("; ", *clause) if n else capital(clause)
    names += [name for name, words in (("change", happened), *told.moves) if words]
    phrasing.rules += told.rules
    return phrasing.sentence(join(pieces), names or ("standing",))


@dataclass(frozen=True, slots=True)
class _Stands:
    """How a figure stands, in parts: its run and record, then the comparator that matters most."""

    added: Pieces
    standing: Pieces
    moves: tuple[tuple[str, Pieces], ...]
    rules: tuple[str, ...]


class _Standing:
    """How one figure after the other stands; benchmarks are dated where they are named first."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._said = Said()

    def apart(self) -> _Standing:
        """The same for a row that is not said: it names no year for those after it."""
        other = _Standing(self.book)
        other._said = replace(self._said)
        return other

    def of(self, finding: Finding, weight: Weight) -> _Stands:
        """The parts for one finding: its target if it is rated, else what the brief would name."""
        self._said.stills = ()      # a row stands by itself
        speaker = IndicatorInBrief(finding, self.book, self._said, weight, None, "")
        # of a figure that gathers, what happened is told beside the same point last year
        told_before = ("same_month_last_year",) if finding.indicator.kind == "cumulative" else ()
        told = [c for c in finding.judged_comparisons if c.role == "target"] or [
            c for c in speaker.comparators.chosen()[0] if c.role not in told_before][:1]
        added: Pieces = ()
        if finding.reason is None and finding.direction in ("up", "down") and (
                finding.indicator.kind != "cumulative"):
            added = speaker.added()
        standing: Pieces = ()
        if told:
            on_year = told[0] in finding.on_year and "year_to_date" in finding.facts
            standing = speaker.comparators.clause(told)
            if on_year:
                standing = speaker.phrasing.say("glance_year", None, {"comparisons": standing})
        return _Stands(added, standing, (("run", added), ("standing", standing)),
                      tuple(speaker.phrasing.rules))


def _happened(phrasing: Phrasing) -> Pieces:
    """ "up from 2.9% in June"; of a figure that gathers, beside the same point last year."""
    finding, one = phrasing.finding, phrasing.one
    if finding.reason is not None:
        return ()
    marked = phrasing.say("glance_marked", {"marking": finding.marking}) if finding.marking else ()
    if one.kind == "cumulative":
        last_year = finding.comparison("same_month_last_year")
        relation = "alone" if last_year is None else last_year.relation
        slots: dict[str, Pieces] = {}
        if last_year is not None:
            fact = last_year.comparator
            slots["last_to_date"] = phrasing.marked(fact, fact.marking)
        return phrasing.say("glance_year_so_far", {
            "relation": relation, "provisional": Phrasing.yes(finding.provisional)},
            slots | {"marked": marked})
    if finding.direction is None:
        return marked
    brink = "no" if finding.direction == "none" else moves.brink(finding)
    return phrasing.say("glance_change", {
        "direction": finding.direction, "provisional": Phrasing.yes(finding.provisional),
        "brink": brink, "timing": phrasing.timing}, {"previous": phrasing.marked(
            phrasing.fact("previous"), finding.marking_before), "marked": marked})


# ── what has no rating ──────────────────────────────────────────────────────────────────────────


def _absent(findings: Sequence[Finding], book: Book) -> tuple[Sentence, ...]:
    """How many with a target cannot be rated, by the reason: withheld, or not there."""
    made = []
    for why in ("withheld", "missing"):
        those = [f for f in findings if _lacks(f) == why]
        if not those:
            continue
        phrasing = Phrasing(those[0], book)
        fact = Fact(REPORT, f"status.{why}", str(those[0].report), Decimal(len(those)))
        state = {"why": why, "number": "one" if len(those) == 1 else "many",
                 "named": Phrasing.yes(len(those) <= NAMED)}
        words = phrasing.say("glance_absent", state, {
            "count": (Figure(amounts.cardinal(len(those)), fact),),
            "titles": (listed([f.indicator.title for f in those], "and"),)})
        sentence = phrasing.sentence(capital_figure(words), (f"absence.{why}",), stop="")
        made.append(replace(sentence, indicator=REPORT))
    return tuple(made)


def _lacks(finding: Finding) -> str:
    """Why an indicator with a target has no figure to be rated by; "" where it has one."""
    if "target" not in finding.facts or finding.waits or finding.judged_fact is not None:
        return ""
    withheld = (moves.why_unjudged(finding) == "withheld" if finding.judged == "year_to_date" else
                finding.reason is Reason.CONFIDENTIAL)
    return "withheld" if withheld else "missing"


def capital_figure(pieces: Pieces) -> Pieces:
    """The pieces opening with a capital letter, be it a figure in words that opens them."""
    first = pieces[0] if pieces else ""
    if isinstance(first, Figure):
        return (replace(first, text=first.text[:1].upper() + first.text[1:]), *pieces[1:])
    return capital(pieces)

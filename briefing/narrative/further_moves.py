"""Moves that say more of a figure, each in one sentence that stands by itself after the others.

A figure that the indicator's sentences have printed is not printed again: a sentence that would be
left without one is not proposed. Those of the figure itself are here; how it stands to its earlier
ones is in further_changes.py, to its marks in further_marks.py, how others stand in
further_others.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from briefing import amounts
from briefing.facts import Fact, Quantity
from briefing.findings import Finding
from briefing.findings import further as worked_out
from briefing.narrative import further_changes, further_marks, further_others
from briefing.narrative.book import Book
from briefing.narrative.further_said import Further
from briefing.narrative.sentence import Figure, Pieces, Sentence, capital
from briefing.periods import day_in_words, parse_month


def further_sentences(finding: Finding, book: Book, printed: set[Quantity]
                      ) -> list[tuple[str, Sentence]]:
    """The sentences by their sorts, in the order in which they are told.

    `printed` are the quantities that the indicator's sentences have; those of the new ones are
    added.
    """
    more = Further(finding, book, printed)
    proposed: list[tuple[str, Sentence]] = []
    for sort, move in MOVES.items():
        words = move(more)
        rules, more.phrasing.rules = more.phrasing.rules, []
        if words:
            more.phrasing.rules = rules
            sentence = more.phrasing.sentence(capital(words), (f"further_{sort}",))
            more.printed |= {fact.quantity for fact in sentence.facts}
            proposed.append((sort, sentence))
    return proposed


def of_n(more: Further) -> Pieces:
    """ "The July figure is 312 of 420." """
    facts = more.finding.facts
    parts = [facts.get("numerator"), facts.get("denominator")]
    counted = more.indicator.is_share or more.indicator.unit_class == "count"
    if not counted or any(part is None or more.is_printed(part) for part in parts) or (
            more.finding.provisional):
        return ()
    return more.phrasing.say("further_of_n", None, {
        "who": more.who("month"), "numerator": (more.phrasing.bare("numerator"),),
        "denominator": (more.phrasing.bare("denominator"),)})


def part(more: Further) -> Pieces:
    """ "It is more than half." """
    if more.current is None or more.phrasing.timing == "cumulative":
        return ()       # of what gathers it stands beside the figure
    near = more.phrasing.fraction()
    return () if near is None else more.phrasing.say("further_part", {"manner": near[0]}, {
        "it": more.pronoun(), "fraction": (near[1],)})


def as_at(more: Further) -> Pieces:
    """ "The figure is as at 15 July 2022." """
    day = more.finding.measure.at(more.finding.period).day
    if day is None or more.finding.reason is not None:
        return ()
    return more.phrasing.say("further_as_at", None, {"day": (day_in_words(day),)})


def crossed(more: Further) -> Pieces:
    """ "It is below 500 for the first time since March 2021." """
    passed = worked_out.crossed(more.finding, more.book.file.record_at_least)
    if passed is None:
        return ()
    line, since = passed
    return more.phrasing.say("further_crossed", {
        "relation": "above" if more.finding.direction == "up" else "below"}, {
        "it": more.pronoun(), "line": (more.phrasing.prose(line),),
        "since": (more.phrasing.month_said(parse_month(since.period)),)})


def extreme(more: Further) -> Pieces:
    """ "The high of the last 12 months was 450, in March." """
    far = worked_out.extreme(more.finding) if more.final else None
    if far is None or more.is_printed(far[2]):
        return ()
    way, count, fact = far
    length = Fact(more.indicator.id, "peak_over", str(more.finding.period), Decimal(count))
    return more.phrasing.say("further_extreme", {"extreme": way}, {
        "count": (Figure(amounts.number(length.value, 0), length),),
        "figure": (more.phrasing.prose(fact),), "in_then": more.then(fact, "in")})


def year_to_date(more: Further) -> Pieces:
    """ "The year to date is 1,204." """
    if more.year is None or more.is_first_of_year() or more.is_printed(more.year) or (
            more.indicator.kind != "flow" or more.indicator.year_to_date == "latest"):
        return ()
    return more.phrasing.say("further_year")


def outturn(more: Further) -> Pieces:
    """ "For 2021/22 as a whole it was 5,012." """
    fact = more.finding.facts.get("outturn")
    if fact is None or fact.marking or more.is_printed(fact) or (
            more.indicator.frequency == "annual" or more.indicator.year_to_date in ("", "latest")):
        return ()
    return more.phrasing.say("further_outturn", None, {
        "outturn": (more.phrasing.prose(fact),), "outturn_year": (fact.period,),
        "it": more.pronoun(), "was": more.phrasing.was("")})


def sum_of_last(more: Further) -> Pieces:
    """ "The last three months add up to 1,204." """
    count = more.indicator.sum_of or 12 // more.indicator.step
    total = worked_out.latest_sum(more.finding, count) if more.final else None
    same = more.finding.facts.get("sum_12m") if count * more.indicator.step == 12 else None
    if total is None or more.is_printed(total) or (
            same is not None and more.is_printed(same)) or (
            count * more.indicator.step == 12 and same is None):
        return ()
    length = Fact(more.indicator.id, "sum_over", str(more.finding.period), Decimal(count))
    return more.phrasing.say("further_sum", None, {
        "count": (Figure(amounts.cardinal(count), length),),
        "sum": (more.phrasing.prose(total),)})


# The moves by their sorts, in the order in which they are told.
MOVES: Mapping[str, Callable[[Further], Pieces]] = {
    "of_n": of_n, "part": part, "as_at": as_at,
    "rating": further_marks.rating, "gap": further_marks.gap, "marks": further_marks.marks,
    "forecast": further_marks.forecast, "year_target": further_marks.year_target,
    "change": further_changes.change, "crossed": crossed, "extreme": extreme,
    "year_to_date": year_to_date, "to_date_last_year": further_changes.to_date_last_year,
    "last_year": further_changes.last_year, "outturn": outturn,
    "two_before": further_changes.two_before, "years_ago": further_changes.years_ago,
    "baseline": further_changes.baseline, "sum": sum_of_last,
    "standing": further_others.standing, "rank": further_others.rank,
    "quartile": further_others.quartile, "elsewhere": further_others.elsewhere,
}  # fmt: skip

"""How many indicators met and missed their target, where, and how many got better, of them all.

Counts are of what is shown. What is amber because it is within its tolerance missed it all the
same. Better and worse are of final figures of the latest two periods, by polarity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from briefing import amounts
from briefing.facts import Fact
from briefing.findings import Finding
from briefing.narrative.book import Book
from briefing.narrative.narration import REPORT
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Figure, Pieces, Sentence, capital, listed_pieces

IN_BRIEF = ("status_shares",)
LEAST_RATED = 2         # of one there are no shares
MOST_AREAS = 6          # that are named; of more only those with most
MET, MISSED = ("blue", "green"), ("amber", "red")
ORDER = {"blue": 3, "green": 2, "amber": 1, "red": 0}


def counts(findings: Sequence[Finding], book: Book, period: str) -> Iterator[Sentence]:
    """The sentences after the totals: shares of targets met and missed, missed by area, better and
    worse, and how ratings moved."""
    for say in (_shares, _by_area, _progress, _movements):
        sentence = say(findings, Phrasing(findings[0], book), period)
        if sentence is not None:
            yield sentence


def _count(role: str, number: int, period: str) -> Pieces:
    fact = Fact(REPORT, f"status.{role}", period, Decimal(number))
    return (Figure(amounts.number(fact.value, 0), fact),)


def _share(role: str, number: int, of: int, period: str) -> Pieces:
    """The share in per cent, with a decimal where it and the rest of the whole both end in a half:
    38% and 63% would be more than all."""
    places = 1 if number * 200 % of == 0 and number * 200 // of % 2 else 0
    fact = Fact(REPORT, f"status.{role}", period,
                amounts.rounded(Decimal(number * 100) / of, places), places, "percent")
    return (Figure(amounts.number(fact.value, places) + "%", fact),)


def _said(phrasing: Phrasing, name: str, state: Mapping[str, str], slots: Mapping[str, Pieces],
          move: str) -> Sentence:
    words = capital(phrasing.say(name, state, slots))
    sentence = phrasing.sentence(words, (move,))
    return Sentence(REPORT, sentence.pieces, sentence.moves, sentence.rules)


def _shares(findings: Sequence[Finding], phrasing: Phrasing, period: str) -> Sentence | None:
    """ "Of those rated, 12 (60%) met and 8 (40%) missed their target; 5 not rated." """
    rated = [f for f in findings if f.rating != "none"]
    if len(rated) < LEAST_RATED:
        return None
    met = sum(f.rating in MET for f in rated)
    missed = len(rated) - met
    close = sum(f.is_tolerated for f in rated)
    unrated = len(findings) - len(rated)
    return _said(phrasing, "status_shares", {
        "tolerated": phrasing.yes(close > 0), "unrated": phrasing.yes(unrated > 0)}, {
        "met": _count("met", met, period), "missed": _count("missed", missed, period),
        "met_share": _share("met_share", met, len(rated), period),
        "missed_share": _share("missed_share", missed, len(rated), period),
        "tolerated": _count("tolerated", close, period),
        "unrated": _count("unrated", unrated, period)}, "status_shares")


def _by_area(findings: Sequence[Finding], phrasing: Phrasing, period: str) -> Sentence | None:
    """ "Targets were missed by 3 of 8 in Housing and 2 of 5 in Adults." """
    rated: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rating != "none":
            rated.setdefault(finding.indicator.section, []).append(finding)
    missed = {area: sum(f.rating in MISSED for f in some) for area, some in rated.items()}
    off = [area for area in rated if missed[area]]
    if len(rated) < 2 or not off:
        return None
    named = off
    if len(off) > MOST_AREAS:
        # only those that missed more than each that is not named
        last = sorted(missed.values(), reverse=True)[MOST_AREAS // 2]
        named = sorted((area for area in off if missed[area] > last),
                       key=lambda area: -missed[area])
        if not named:
            return None
    parts = [phrasing.say("status_area", None, {
        "area": (area,),
        "missed": _count(f"missed.{n}", missed[area], period),
        "rated": _count(f"rated.{n}", len(rated[area]), period)})
        for n, area in enumerate(named, 1)]
    return _said(phrasing, "status_areas", {"some": phrasing.yes(named is not off)}, {
        "areas": listed_pieces(parts)}, "status_areas")


def _progress(findings: Sequence[Finding], phrasing: Phrasing, period: str) -> Sentence | None:
    """ "Since the period before, 10 got better, 3 stayed the same and 7 got worse." """
    compared = [f for f in findings if f.direction is not None and not f.provisional
                and not f.provisional_before and f.indicator.kind != "cumulative"
                and f.indicator.polarity in ("higher", "lower")]
    if len(compared) < LEAST_RATED:
        return None
    ways = [f.progress if f.direction != "none" else "none" for f in compared]
    return _said(phrasing, "status_progress", {}, {
        "better": _count("better", ways.count("improving"), period),
        "same": _count("same", ways.count("none"), period),
        "worse": _count("worse", ways.count("worsening"), period)}, "status_progress")


def _movements(findings: Sequence[Finding], phrasing: Phrasing, period: str) -> Sentence | None:
    """ "Of the ratings, two improved, one worsened and 13 are unchanged." """
    known = [f for f in findings if f.rating != "none" and f.rating_before not in (None, "none")]
    better = sum(ORDER[f.rating] > ORDER[str(f.rating_before)] for f in known)
    worse = sum(ORDER[f.rating] < ORDER[str(f.rating_before)] for f in known)
    if len(known) < LEAST_RATED or not better + worse:
        return None
    return _said(phrasing, "status_moved", {}, {
        "better": _count("rating_better", better, period),
        "worse": _count("rating_worse", worse, period),
        "same": _count("rating_same", len(known) - better - worse, period)}, "status_moved")

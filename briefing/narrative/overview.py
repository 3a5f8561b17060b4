"""What is said over indicators: ratings and their movements, what a service area opens with, and
what the author is asked.

Each is worked out by a stated rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from briefing import amounts
from briefing.findings import Fact, Finding, Findings, RatingWord
from briefing.narrative import moves, standing_counts
from briefing.narrative.book import Book
from briefing.narrative.narration import REPORT
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Figure, Piece, Pieces, Sentence, join, listed_pieces
from briefing.periods import Month
from briefing.problems import listed

IN_TABLES = "in brief the table of ratings and the scorecard say it"
RATINGS: tuple[RatingWord, ...] = ("blue", "green", "amber", "red")
MOST_NAMED = 4          # off target, where it cannot be said which is furthest off
LEAST_PREVIOUS = 10     # a change in per cent of fewer than ten says nothing
# What is said over findings, and of each of them.


def count_ratings(findings: Iterable[Finding], place: str, period: str) -> dict[str, Fact]:
    """How many indicators there are, have a rating, and have each: facts that add up."""
    ratings = Counter(finding.rating for finding in findings)
    total = sum(ratings.values())
    counts = {"indicators": total, "rated": total - ratings["none"], "blue": ratings["blue"],
              "green": ratings["green"],
              "amber": ratings["amber"], "red": ratings["red"], "unrated": ratings["none"]}
    return {name: Fact(place, f"status.{name}", period, Decimal(n)) for name, n in counts.items()}


def _ratings(facts: dict[str, Fact], everything: Sequence[Finding], phrasing: Phrasing) -> Pieces:
    """ "2 green, 1 amber and 3 red"; blue before them where the report has it."""
    blue = any(finding.indicator.exceeds is not None for finding in everything)
    figures = _figures(facts)
    return listed_pieces([join((*figures[name], " ", *phrasing.rated(name)))
                    for name in RATINGS if name != "blue" or blue])


def _figures(facts: dict[str, Fact]) -> dict[str, Pieces]:
    return {name: (Figure(amounts.number(fact.value, 0), fact),) for name, fact in facts.items()}


def status(findings: Findings, book: Book, brief: bool = False) -> tuple[Sentence, ...]:
    """How many indicators are rated green, amber and red, and which moved since last month.

    In brief what the table of ratings and the scorecard show as well is left out.
    """
    everything = list(findings.by_indicator.values())
    facts = count_ratings(everything, REPORT, str(findings.period))
    rated, total = int(facts["rated"].value), int(facts["indicators"].value)
    phrasing = Phrasing(everything[0], book)
    targets = ("none", "one")[rated] if rated < 2 else "all" if rated == total else "some"
    alone = everything[0].rating if total == 1 else "no"
    only = alone if alone in ("no", "none") else "rated"
    words = phrasing.say("status", {"targets": targets, "only": only}, {
        **_figures(facts), "ratings": _ratings(facts, everything, phrasing),
        "rated_word": phrasing.rated(alone) if only == "rated" else ()})
    made = [_of_report(phrasing.sentence(words, ("status",), stop=""))]
    made += (replace(sentence, left_out=IN_TABLES) if brief and not set(
        sentence.moves) & set(standing_counts.IN_BRIEF) else sentence
        for sentence in standing_counts.counts(everything, book, str(findings.period)))
    moved = _moved(everything, book, str(findings.period))
    return (*made, moved) if moved is not None else tuple(made)


def _of_report(sentence: Sentence) -> Sentence:
    return Sentence(REPORT, sentence.pieces, sentence.moves, sentence.rules)


def _moved(everything: Sequence[Finding], book: Book, period: str) -> Sentence | None:
    """Which ratings moved, each since the period before the indicator's own latest one."""
    titles = Counter(finding.indicator.title for finding in everything)
    since: dict[tuple[Month, int], list[Finding]] = {}
    for finding in everything:
        if finding.rating != "none" and finding.rating_before not in (None, finding.rating):
            since.setdefault((finding.period, finding.indicator.step), []).append(finding)
    if not since:
        return None
    rules: list[str] = []
    said: list[Piece] = []
    # what moved in the report's own month comes first, then by how long ago
    for n, key in enumerate(sorted(since, key=lambda k: (-k[0].ordinal, k[1]))):
        moved = since[key]
        phrasing = Phrasing(moved[0], book)
        words = phrasing.say("moved_since", {"place": "later" if n else "first"}, {
            "movements": _movements(moved, phrasing, titles, str(key[0]))})
        said += ["; " if n else "", *words]
        rules += phrasing.rules
    phrasing = Phrasing(everything[0], book)
    words = phrasing.say("moved", None, {"movements": join(said)})
    phrasing.rules[:0] = rules
    return _of_report(phrasing.sentence(words, ("moved",), stop=""))


def _movements(moved: Sequence[Finding], phrasing: Phrasing, titles: Mapping[str, int],
               period: str) -> Pieces:
    """ "one has moved to amber (A) and two have moved to red (B and C)"."""
    said: list[Pieces] = []
    for rating in RATINGS:
        to_it = [finding.indicator for finding in moved if finding.rating == rating]
        if not to_it:
            continue
        fact = Fact(REPORT, f"status.moved_to_{rating}", period, Decimal(len(to_it)))
        named = [one.title if titles[one.title] == 1 else f"{one.title} in {one.section}"
                 for one in to_it]
        said.append(phrasing.say(
            "movement", {"number": "one" if len(to_it) == 1 else "many", "rating": rating},
            {"count": (Figure(amounts.cardinal(len(to_it)), fact),),
             "titles": (listed(named, "and"),), "rated_word": phrasing.rated(rating)}))
    return listed_pieces(said)


# ── what a service area opens with ──────────────────────────────────────────────────────────────


def area_lead(findings: Sequence[Finding], place: str, book: Book) -> Sentence | None:
    """What matters most in a service area: its ratings and what is furthest off target; where
    nothing is rated, what changed most. None where there is neither."""
    rated = [f for f in findings if f.rating != "none"]
    off = [f for f in rated if f.rating in ("amber", "red")]
    if off:
        shares = {f.indicator.id: _off_as_share(f) for f in off}
        # beside a target of nought none is further off than another: all are told, where few
        furthest = max((share for share in shares.values() if share is not None), default=None)
        nought = None in shares.values()
        worst = off if nought else [f for f in off if shares[f.indicator.id] == furthest]
        phrasing = Phrasing(worst[0], book)
        facts = count_ratings(findings, place, str(worst[0].period))
        state = {"number": "one" if len(rated) == 1 else "many",
                 "off": ("one" if len(off) == 1 else "many" if nought and len(off) > MOST_NAMED
                         else "nought" if nought else "tie" if len(worst) > 1 else "some")}
        others: list[Pieces] = []
        for finding in worst if len(worst) > 1 else ():
            other = Phrasing(finding, book)
            others.append(other.say("area_other"))
            phrasing.rules += other.rules
        words = phrasing.say("area", state, {**_figures(facts), "others": listed_pieces(others),
                                               "ratings": _ratings(facts, findings, phrasing)})
        return phrasing.sentence(words, ("area",), stop="")
    if rated or len(findings) < 2:
        return None
    changed = [f for f in findings if _comparable_change(f)]
    if len(changed) < 2:
        return None     # one alone is not the largest of anything
    sizes = [amounts.rounded(moves.change_in_per_cent(f), 1) for f in changed]
    largest = [f for f, size in zip(changed, sizes, strict=True) if size == max(sizes)]
    if max(sizes) < Decimal(str(book.file.lead_from)) or len(
            {f.direction for f in largest}) > 1:
        return None
    most = largest[0]
    phrasing = Phrasing(most, book)
    per_cent = moves.change_in_per_cent(most)
    fact = Fact(most.indicator.id, "change_in_per_cent", str(most.period), per_cent, 1, "percent")
    state = {"direction": str(most.direction), "tie": Phrasing.yes(len(largest) > 1)}
    words = phrasing.say("area_change", state, {
        "titles": (listed([f.indicator.title for f in largest], "and"),),
        "per_cent": (Figure(amounts.in_prose(per_cent, "percent", 1), fact),)})
    return phrasing.sentence(words, ("area_change",), stop="")


def _off_as_share(finding: Finding) -> Decimal | None:
    """How far the figure is from its target, as a share of it; None of a target of nought."""
    target = finding.comparison("target")
    assert target is not None
    end = target.end.printed
    return target.gap.printed / abs(end) if end else None


def _comparable_change(finding: Finding) -> bool:
    """Whether the change can be said in per cent beside others: of a count that is large enough."""
    previous = finding.facts.get("previous")
    return (previous is not None and finding.direction in ("up", "down")
            and not finding.provisional and finding.indicator.unit == "count"
            and previous.value >= LEAST_PREVIOUS
            and finding.indicator.kind in ("flow", "stock") and finding.is_of_report)


# ── what the author is asked ────────────────────────────────────────────────────────────────────


def reasons_wanted(findings: Iterable[Finding], book: Book) -> tuple[Sentence, ...]:
    """What the author is asked to explain: large changes outside the usual range."""
    made = []
    for finding in findings:
        if finding.variation in ("above", "below") and not finding.provisional and (
                finding.direction in ("up", "down")
                and moves.change_in_per_cent(finding) >= Decimal(str(book.file.ask_from))):
            phrasing = Phrasing(finding, book)
            made.append(phrasing.sentence(phrasing.say("reason"), ("reason",), stop=""))
    return tuple(made)

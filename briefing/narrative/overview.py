"""What is said over indicators: ratings and their movements, what a service area opens with,
questions for members, and what the author is asked.

Each is worked out by a stated rule, and each question names its figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from briefing import amounts
from briefing.findings import Comparison, Fact, Finding, Findings, RatingWord
from briefing.narrative import moves
from briefing.narrative.book import Book
from briefing.narrative.comparing import BENCHMARKS, comparators, size_of
from briefing.narrative.sentence import Figure, Sentence
from briefing.narrative.telling import Pieces, Telling, join
from briefing.problems import listed

REPORT = "report"
RATINGS: tuple[RatingWord, ...] = ("green", "amber", "red")
LEAST_PREVIOUS = 10     # a change in per cent of fewer than ten says nothing
YEAR_OF_MONTHS = 12


def count_ratings(findings: Iterable[Finding], place: str, period: str) -> dict[str, Fact]:
    """How many indicators there are, have a rating, and have each: facts that add up."""
    ratings = Counter(finding.rating for finding in findings)
    total = sum(ratings.values())
    counts = {"indicators": total, "rated": total - ratings["none"], "green": ratings["green"],
              "amber": ratings["amber"], "red": ratings["red"], "unrated": ratings["none"]}
    return {name: Fact(place, f"status.{name}", period, Decimal(n)) for name, n in counts.items()}


def _figures(facts: dict[str, Fact]) -> dict[str, Pieces]:
    return {name: (Figure(f"{fact.value:,}", fact),) for name, fact in facts.items()}


def status(findings: Findings, book: Book) -> tuple[Sentence, ...]:
    """How many indicators are rated green, amber and red, and which moved since last month."""
    everything = list(findings.by_indicator.values())
    facts = count_ratings(everything, REPORT, str(findings.period))
    rated, total = int(facts["rated"].value), int(facts["indicators"].value)
    telling = Telling(everything[0], book)
    targets = ("none", "one")[rated] if rated < 2 else "all" if rated == total else "some"
    words = telling.say("status", {"targets": targets}, _figures(facts))
    made = [_of_report(telling.sentence(words, ("status",), stop=""))]
    moved = _moved(everything, telling, str(findings.period))
    return (*made, moved) if moved is not None else tuple(made)


def _of_report(sentence: Sentence) -> Sentence:
    return Sentence(REPORT, sentence.pieces, sentence.moves, sentence.rules)


def _moved(everything: Sequence[Finding], telling: Telling, period: str) -> Sentence | None:
    movements: list[Pieces] = []
    for rating in RATINGS:
        found = [f for f in everything if f.rating == rating and f.rating_before is not None
                 and f.rating_before != rating and f.indicator.frequency == "monthly"]
        if not found:
            continue
        fact = Fact(REPORT, f"status.moved_to_{rating}", period, Decimal(len(found)))
        movements.append(telling.say(
            "movement", {"number": "one" if len(found) == 1 else "many", "rating": rating},
            {"count": (Figure(amounts.cardinal(len(found)), fact),),
             "titles": (listed([f.indicator.title for f in found], "and"),)}))
    if not movements:
        return None
    said: list[str | Figure] = []
    for n, pieces in enumerate(movements):
        if n:
            said.append(" and " if n == len(movements) - 1 else ", ")
        said += pieces
    words = telling.say("moved", None, {"movements": join(said)})
    return _of_report(telling.sentence(words, ("moved",), stop=""))


# ── what a service area opens with ──────────────────────────────────────────────────────────────


def area_lead(findings: Sequence[Finding], place: str, book: Book) -> Sentence | None:
    """What matters most in a service area: its ratings and what is furthest off target; where
    nothing is rated, what changed most. None where there is neither."""
    rated = [f for f in findings if f.rating != "none"]
    off = [f for f in rated if f.rating in ("amber", "red")]
    if off:
        worst = max(off, key=_off_in_proportion)
        telling = Telling(worst, book)
        facts = count_ratings(findings, place, str(worst.period))
        number = "one" if len(rated) == 1 else "many"
        words = telling.say("area", {"number": number}, _figures(facts))
        return telling.sentence(words, ("area",), stop="")
    if rated or len(findings) < 2:
        return None
    changed = [f for f in findings if _comparable_change(f)]
    if not changed:
        return None
    most = max(changed, key=moves.change_in_per_cent)
    per_cent = moves.change_in_per_cent(most)
    if per_cent < Decimal(str(book.file.lead_from)):
        return None
    telling = Telling(most, book)
    fact = Fact(most.indicator.id, "change_in_per_cent", str(most.period), per_cent, 1, "percent")
    words = telling.say("area_change", {"direction": str(most.direction)}, {
        "per_cent": (Figure(amounts.in_prose(per_cent, "percent", 1), fact),)})
    return telling.sentence(words, ("area_change",), stop="")


def _off_in_proportion(finding: Finding) -> Decimal:
    target = finding.comparison("target")
    assert target is not None
    end = target.lower if target.lower and target.relation == "below" else target.comparator
    return target.gap.printed / abs(end.printed) if end.printed else target.gap.printed


def _comparable_change(finding: Finding) -> bool:
    """Whether the change can be said in per cent beside others: of a count that is large enough."""
    previous = finding.facts.get("previous")
    return (previous is not None and finding.direction in ("up", "down")
            and not finding.provisional and finding.indicator.unit == "count"
            and finding.indicator.frequency == "monthly" and previous.value >= LEAST_PREVIOUS)


# ── questions ───────────────────────────────────────────────────────────────────────────────────


def questions(findings: Iterable[Finding], book: Book) -> tuple[Sentence, ...]:
    """At most one question an indicator, the gravest grounds first, as many as the book allows."""
    found: list[tuple[int, Sentence]] = []
    for finding in findings:
        if finding.provisional or "current" not in finding.facts:
            continue
        for rank, (ground, holds) in enumerate(GROUNDS.items()):
            slots = holds(finding, book)
            if slots is not None:
                telling = Telling(finding, book)
                words = telling.say("ask", {"ground": ground}, slots)
                found.append((rank, telling.sentence(words, (f"ask.{ground}",), stop="")))
                break
    ranked = sorted(found, key=lambda pair: pair[0])
    return tuple(sentence for _, sentence in ranked[: book.file.questions_at_most])


def _off_target(finding: Finding, book: Book) -> dict[str, Pieces] | None:
    """Red, and further from the target than last month."""
    target = finding.comparison("target")
    if finding.rating != "red" or target is None or target.lower is not None:
        return None
    further = target.gap_before is not None and target.gap.printed > target.gap_before
    return {} if further and target.held else None


def _run(finding: Finding, book: Book) -> dict[str, Pieces] | None:
    """Worse for a run of months."""
    return {} if moves.is_run(finding, book) and finding.progress == "worsening" else None


def _benchmarks(finding: Finding, book: Book) -> dict[str, Pieces] | None:
    """Far worse than every benchmark."""
    telling = Telling(finding, book)
    found = [c for c in finding.judged_comparisons if c.role in BENCHMARKS]
    if not found or not all(_well_worse(telling, c) for c in found):
        return None
    return {"benchmarks": comparators(telling, found)}


def _well_worse(telling: Telling, comparison: Comparison) -> bool:
    gap = comparison.gap.printed
    return comparison.better is False and size_of(
        telling, comparison, comparison.relation, gap) == "well"


def _variation(finding: Finding, book: Book) -> dict[str, Pieces] | None:
    """Outside its usual range, and not for the better."""
    outside = finding.variation in ("above", "below")
    return {} if outside and finding.progress != "improving" and book.file.say_variation else None


def _every_month(finding: Finding, met: bool) -> dict[str, Pieces] | None:
    target = finding.comparison("target")
    if target is None or finding.rating == "none" or finding.months_known < YEAR_OF_MONTHS or (
            finding.indicator.frequency != "monthly" or not _of_months(finding)):
        return None
    end, lower = target.comparator.value, target.lower.value if target.lower else None
    for n in range(YEAR_OF_MONTHS):
        amount = finding.measure.at(finding.period.back(n)).amount
        assert amount is not None
        value = amounts.as_printed(amount, finding.indicator.unit, finding.indicator.decimals)
        higher = finding.indicator.polarity == "higher"
        inside = lower <= value <= end if lower is not None else (
            value >= end if higher else value <= end)
        if inside is not met:
            return None
    fact = Fact(finding.indicator.id, "periods_met", str(finding.period), Decimal(YEAR_OF_MONTHS))
    return {"periods_met": (Figure(f"{YEAR_OF_MONTHS}", fact),)}


def _of_months(finding: Finding) -> bool:
    """Whether months' own figures can be set beside the target: not beside one of a sum."""
    aim = finding.aim
    return aim is not None and aim.standing == "period" and not (
        finding.indicator.amounts_to and aim.of != "month")


def _always_met(finding: Finding, book: Book) -> dict[str, Pieces] | None:
    return _every_month(finding, True)


def _never_met(finding: Finding, book: Book) -> dict[str, Pieces] | None:
    return _every_month(finding, False)


# The grounds for a question, the gravest first.
GROUNDS = {"off_target": _off_target, "never_met": _never_met, "run": _run,
           "benchmarks": _benchmarks, "variation": _variation, "always_met": _always_met}


def reasons_wanted(findings: Iterable[Finding], book: Book) -> tuple[Sentence, ...]:
    """What the author is asked to explain: large changes outside the usual range."""
    made = []
    for finding in findings:
        if finding.variation in ("above", "below") and not finding.provisional and (
                finding.direction in ("up", "down")
                and moves.change_in_per_cent(finding) >= Decimal(str(book.file.ask_from))):
            telling = Telling(finding, book)
            made.append(telling.sentence(telling.say("reason"), ("reason",), stop=""))
    return tuple(made)

"""Questions for members: on what got worse, is red, or is not explained, the gravest first.

At most one an indicator, and as many in the whole and on one service area as the book allows. They
go by the narrative's weights (`weighing`), each names its figures, and none is on a provisional
figure. A target is asked about where the figure that it is for is red: what is judged over a year
is never held against it month by month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from briefing.findings import Comparison, Finding
from briefing.narrative import moves
from briefing.narrative.book import Book
from briefing.narrative.comparing import comparators, size_of
from briefing.narrative.glance import is_one_thought, moved
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Pieces, Sentence
from briefing.narrative.weighing import Weight, stands_well, weighed

FORMS = ("1", "2", "3")     # in which a question on one ground is put, by turns
WORSE, RED, UNEXPLAINED = range(3)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question would be on: the ground, how grave it is, and its slots."""

    finding: Finding
    weight: Weight
    ground: str
    grade: int
    slots: dict[str, Pieces]

    @property
    def order(self) -> tuple[int, int, int]:
        """What got worse by its news, then standing reds by their weight, then the unexplained."""
        news = self.weight.news if self.grade != RED else self.weight.total
        return self.grade, -news, -self.weight.total


def questions(findings: Iterable[Finding], book: Book) -> tuple[Sentence, ...]:
    """The questions that are asked, in their order."""
    return tuple(s for s in question_candidates(findings, book) if not s.left_out)


def question_candidates(findings: Iterable[Finding], book: Book,
                        weights: Mapping[str, Weight] | None = None) -> tuple[Sentence, ...]:
    """Every question that there are grounds for; those that the book does not allow left out.

    `weights` are those of the findings by indicator, where they are known.
    """
    everything = list(findings)
    weights = weighed(everything, book.file.weights) if weights is None else weights
    named = Counter(f.indicator.subject for f in everything)
    grounded = sorted((asked for f in everything if (
        asked := _grounds(f, weights[f.indicator.id], book)) is not None),
        key=lambda asked: asked.order)
    forms: Counter[str] = Counter()
    areas: Counter[str] = Counter()
    kept: list[Finding] = []
    made: list[Sentence] = []
    for n, asked in enumerate(grounded, 1):
        section = asked.finding.indicator.section
        left_out = _left_out(asked.finding, kept, areas[section], book)
        form = FORMS[forms[asked.ground] % len(FORMS)]
        sentence = replace(_worded(asked, form, book, named), weight=asked.weight.total)
        if left_out:
            made.append(replace(sentence, left_out=left_out))
            continue
        forms[asked.ground] += 1
        areas[section] += 1
        kept.append(asked.finding)
        made.append(replace(sentence, because=f"{REASONS[asked.ground]}; rank {n} of "
                                              f"{len(grounded)}"))
    return tuple(made)


def _left_out(finding: Finding, kept: list[Finding], here: int, book: Book) -> str:
    """Why a question is not asked, after those that are; "" where it is."""
    most, each = book.file.questions_at_most, book.file.questions_at_most_each
    other = next((k for k in kept if is_one_thought(finding, k)), None)
    if other is not None:
        return f"{other.indicator.id} is asked about, which is one thought with it"
    if len(kept) >= most:
        return f"{most} graver ones are asked (questions_at_most={most})"
    if here >= each:
        return (f"{each} graver ones are asked on {finding.indicator.section} "
                f"(questions_at_most_each={each})")
    return ""


def _worded(asked: _Asked, form: str, book: Book, named: Mapping[str, int]) -> Sentence:
    one = asked.finding.indicator
    # of two of one name it is said in which service area
    apart = f"{one.subject.removeprefix('the ')} in {one.section}" if named[one.subject] > 1 else ""
    phrasing = Phrasing(asked.finding, book, apart)
    target = asked.finding.comparison("target")
    state = {"ground": asked.ground, "form": form,
             "range": Phrasing.yes(target is not None and target.lower is not None),
             "way": moves.way_of(asked.finding)}
    words = phrasing.say("ask", state, asked.slots)
    return phrasing.sentence(words, (f"ask.{asked.ground}",), stop="")


# ── grounds ─────────────────────────────────────────────────────────────────────────────────────


def _grounds(finding: Finding, weight: Weight, book: Book) -> _Asked | None:
    """The first ground that holds; none of a figure that is provisional or not there."""
    judged = finding.judged_fact
    year = finding.judged == "year_to_date"
    if judged is None or (finding.provisional_year if year else finding.provisional) or (
            finding.reason is not None or finding.provisional):
        return None
    better = finding.control is not None and finding.control.cause == "improving"
    for ground, (grade, holds) in GROUNDS.items():
        if better and ground in UNLESS_BETTER:
            continue        # of what is better than is usual nobody asks why it slipped
        slots = holds(finding, weight, book)
        if slots is not None:
            return _Asked(finding, weight, ground, grade, slots)
    return None


Slots = dict[str, Pieces] | None


def _moved(finding: Finding, weight: Weight, book: Book) -> Slots:
    """Rated worse than before."""
    return {} if moved(finding) == "worse" else None


def _off_target(finding: Finding, weight: Weight, book: Book) -> Slots:
    """Red, and further from the target than last month's figure was from the same target."""
    target = finding.comparison("target")
    if finding.rating != "red" or target is None or target.lower is not None:
        return None
    further = target.gap_to_this is not None and target.gap.value > target.gap_to_this
    return {} if further and target.held else None


def _control(finding: Finding, weight: Weight, book: Book) -> Slots:
    """Special cause variation for the worse on its control chart."""
    return {} if finding.control is not None and finding.control.cause == "worsening" else None


def _run(finding: Finding, weight: Weight, book: Book) -> Slots:
    """Worse for a run of months, and not well for all that."""
    if not moves.is_progress_run(finding, book) or finding.progress != "worsening" or (
            stands_well(finding)):
        return None
    return {"run_ordinal": moves.progress_ordinal(finding)}


def _change(finding: Finding, weight: Weight, book: Book) -> Slots:
    """Clearly worse than in the period before, and not well for all that."""
    clear = (weight.sense == "worse" and weight.news >= book.file.weights.concern_from
             and finding.progress == "worsening" and not stands_well(finding))
    return {} if clear else None


def _standing(finding: Finding, weight: Weight, book: Book) -> Slots:
    """Red, and no nearer to the target than it was."""
    target = finding.comparison("target")
    if finding.rating != "red" or target is None:
        return None
    nearer = target.gap_to_this is not None and target.gap.printed < target.gap_to_this
    return None if nearer else {}


def _variation(finding: Finding, weight: Weight, book: Book) -> Slots:
    """Outside its usual range, and not on its better side."""
    good = {"higher": "above", "lower": "below"}.get(finding.indicator.polarity)
    outside = finding.variation in ("above", "below") and finding.variation != good
    return {} if outside and book.file.say_variation else None


def _benchmarks(finding: Finding, weight: Weight, book: Book) -> Slots:
    """Far worse than every benchmark."""
    phrasing = Phrasing(finding, book)
    beside = [c for c in finding.judged_comparisons if c.benchmark]
    if not beside or not all(_well_worse(phrasing, c) for c in beside):
        return None
    return {"benchmarks": comparators(phrasing, beside)}


def _well_worse(phrasing: Phrasing, comparison: Comparison) -> bool:
    gap = comparison.gap.printed
    return comparison.better is False and size_of(
        phrasing, comparison, comparison.relation, gap) == "well"


# The grounds for a question, in the order in which they are tried.
GROUNDS: dict[str, tuple[int, Callable[[Finding, Weight, Book], Slots]]] = {
    "moved": (WORSE, _moved), "off_target": (WORSE, _off_target),
    "control": (WORSE, _control), "run": (WORSE, _run),
    "change": (WORSE, _change), "standing": (RED, _standing),
    "variation": (UNEXPLAINED, _variation), "benchmarks": (UNEXPLAINED, _benchmarks)}
UNLESS_BETTER = ("run", "change", "variation")
REASONS = {
    "moved": "its rating moved for the worse", "off_target": "it is red and moved further off",
    "control": "it is special cause for the worse on its control chart",
    "run": "it worsened for a run of periods", "change": "it got clearly worse",
    "standing": "it is red and no nearer to its target",
    "variation": "it is outside its usual range",
    "benchmarks": "it is far worse than every benchmark"}

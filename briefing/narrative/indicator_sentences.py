"""What is said of an indicator, of its chart, and in the analysis of a service area."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefing.findings import Comparison, Finding
from briefing.narrative import control, moves
from briefing.narrative.book import Book
from briefing.narrative.book_entries import FINAL
from briefing.narrative.comparing import comparators, comparing, size_of
from briefing.narrative.phrasing import Phrasing, timing_of
from briefing.narrative.sentence import Pieces, Sentence

SMALL = 10             # a monthly count under this is a small one
AT_MOST = 3


def sentences(finding: Finding, book: Book, short: str = "", also: bool = False
              ) -> tuple[Sentence, ...]:
    """One to three sentences on the indicator: its candidates but for those left out."""
    return tuple(s for s in candidates(finding, book, short, also) if not s.left_out)


def candidates(finding: Finding, book: Book, short: str = "", also: bool = False,
               noted: bool = False) -> tuple[Sentence, ...]:
    """The sentences that the first pattern of the book that suits the indicator proposes.

    `short`, `also` and `noted` are as in `Phrasing`. Those after the third are left out.
    """
    phrasing = Phrasing(finding, book, short, also)
    phrasing.noted = noted
    pattern = book.pattern(pattern_state(finding))
    proposed: list[Sentence] = []
    for name in pattern.sentences:
        sentence = moves.SENTENCES[name](phrasing)
        if sentence is not None:
            full = f"the pattern {pattern.name} has said {AT_MOST} sentences"
            proposed.append(replace(sentence, left_out=full if len(proposed) >= AT_MOST else ""))
    return (*proposed, *control.in_full(phrasing))


def pattern_state(finding: Finding) -> dict[str, str]:
    """The state that a pattern of the book is chosen by."""
    one = finding.indicator
    mean = finding.facts.get("mean_12m")
    return {
        "unit": one.unit_class, "timing": timing_of(one),
        "annual": Phrasing.yes(one.annualised and finding.judged == "year_to_date"),
        "small": Phrasing.yes(mean is not None and mean.value < SMALL),
        "marked": Phrasing.yes(moves.is_marked(finding)),
    }


def caption(finding: Finding, book: Book, shape: str = "line") -> Sentence:
    """The message of the indicator's chart of that shape, without a full stop."""
    phrasing = Phrasing(finding, book)
    own = CAPTIONS[shape](phrasing) if shape in CAPTIONS else None
    if own is not None:
        return phrasing.sentence(own, (f"caption.{shape}",), stop="")
    if finding.reason is not None:
        move = "absent"
    elif finding.direction is None:
        move = "level"
    else:
        move = "hold" if finding.direction == "none" else finding.direction
    state = {"move": move, "marking": finding.marking or FINAL}
    words = phrasing.say("caption", state)
    if shape == "xmr":
        words = (*words, *phrasing.say("variation", {"variation": finding.variation}))
    if shape == "spc" and finding.control is not None:
        words = (*words, *phrasing.say("caption_control", None, {
            "control_cause": control.cause(phrasing, finding.control)}))
    return phrasing.sentence(words, (f"caption.{move}",), stop="")


def _caption_year(phrasing: Phrasing) -> Pieces | None:
    """The year so far beside the same point of the year before; None where there is no year yet."""
    finding = phrasing.finding
    of_year = finding.indicator.kind == "cumulative"
    fact = finding.facts.get("current" if of_year else "year_to_date")
    if fact is None:
        return None
    beside = finding.comparison("same_month_last_year" if of_year else "year_to_date_last_year")
    if of_year and beside is None:
        return None     # the month before is all that there is to say
    marking = finding.marking if of_year else finding.marking_year
    slots = {"to_date": phrasing.marked(fact, marking),
             "span": phrasing.say("span", {"judged": "year_to_date", "timing": phrasing.timing})}
    if beside is not None:
        last = beside.comparator
        slots["last_to_date"] = phrasing.marked(last, last.marking)
    relation = "alone" if beside is None else beside.relation
    return phrasing.say("caption_year", {"relation": relation}, slots)


def _caption_beside(phrasing: Phrasing) -> Pieces:
    """How the figure stands to what others achieved."""
    others = [c for c in phrasing.finding.judged_comparisons if c.benchmark]
    return phrasing.say("caption_beside", None,
                       {"comparisons": comparing(phrasing, others, after_figure=True)})


CAPTIONS: dict[str, Callable[[Phrasing], Pieces | None]] = {
    "cumulative": _caption_year, "year": _caption_year, "comparison": _caption_beside}


# ── the analysis of a service area ──────────────────────────────────────────────────────────────


def _benchmarks(phrasing: Phrasing, better: bool) -> list[Comparison]:
    """The benchmarks, when the indicator is better, or worse, than all; in line is neither."""
    others = [c for c in phrasing.finding.judged_comparisons if c.benchmark]
    clear = all(c.better is better and size_of(phrasing, c, c.relation, c.gap.printed) != "in_line"
                for c in others)
    return others if others and clear else []


def _analysis(finding: Finding, book: Book, name: str, better: bool) -> Sentence | None:
    phrasing = Phrasing(finding, book)
    if finding.judged_fact is None:
        return None
    target = finding.comparison("target")
    slots: dict[str, Pieces] = {}
    ground, relation = "", "above"
    if target is not None and finding.rating != "none":
        if (finding.rating in ("blue", "green")) is not better:
            return None
        ground, relation = "target", target.relation
    elif others := _benchmarks(phrasing, better):
        ground = "benchmarks"
        slots["benchmarks"] = comparators(phrasing, others)
    elif (not _benchmarks(phrasing, not better) and moves.is_progress_run(finding, book)
          and finding.progress == ("improving" if better else "worsening")):
        ground = "run"
        slots["run_ordinal"] = moves.progress_ordinal(finding)
    else:
        return None
    state = {"ground": ground, "relation": relation}
    if name == "good":
        state["counted"] = Phrasing.yes(finding.indicator.unit_class == "count")
    else:
        state["range"] = "yes" if target is not None and target.lower is not None else "no"
        state["way"] = moves.way_of(finding)
    words = phrasing.say(name, state, slots)
    return phrasing.sentence(words, (f"{name}.{ground}",), stop="")


def good(findings: Iterable[Finding], book: Book) -> tuple[Sentence, ...]:
    """What is good, worked out from ratings, benchmarks and runs."""
    rows = (_analysis(finding, book, "good", True) for finding in findings)
    return tuple(sentence for sentence in rows if sentence is not None)


def improve(findings: Iterable[Finding], book: Book) -> tuple[Sentence, ...]:
    """What needs improvement: red before amber, then the unrated."""
    order = {"red": 0, "amber": 1, "none": 2, "green": 3, "blue": 4}
    ranked = sorted(findings, key=lambda f: order[f.rating])
    rows = (_analysis(finding, book, "improve", False) for finding in ranked)
    return tuple(sentence for sentence in rows if sentence is not None)

"""What is said of an indicator, of its chart, and in the analysis of a service area."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefing.findings import Comparison, Finding
from briefing.narrative import moves
from briefing.narrative.book import Book
from briefing.narrative.comparing import BENCHMARKS, comparators, comparing, size_of
from briefing.narrative.sentence import Sentence
from briefing.narrative.telling import TIMING, Pieces, Telling

SMALL = 10             # a monthly count under this is a small one
AT_MOST = 3


def sentences(finding: Finding, book: Book, short: str = "", also: bool = False
              ) -> tuple[Sentence, ...]:
    """One to three sentences on the indicator, by the first pattern of the book that suits it.

    `short` and `also` are as in `Telling`.
    """
    telling = Telling(finding, book, short, also)
    told: list[Sentence] = []
    for name in book.pattern(pattern_state(finding)).sentences:
        sentence = moves.SENTENCES[name](telling)
        if sentence is not None and len(told) < AT_MOST:
            told.append(sentence)
    return tuple(told)


def pattern_state(finding: Finding) -> dict[str, str]:
    """The state that a pattern of the book is chosen by."""
    one = finding.indicator
    mean = finding.facts.get("mean_12m")
    return {
        "unit": one.unit_class, "timing": TIMING[one.kind],
        "annual": Telling.yes(one.annualised and finding.judged == "year_to_date"),
        "small": Telling.yes(mean is not None and mean.value < SMALL),
        "marked": Telling.yes(moves.is_marked(finding)),
    }


def caption(finding: Finding, book: Book, shape: str = "line") -> Sentence:
    """The message of the indicator's chart of that shape, without a full stop."""
    telling = Telling(finding, book)
    own = CAPTIONS[shape](telling) if shape in CAPTIONS else None
    if own is not None:
        return telling.sentence(own, (f"caption.{shape}",), stop="")
    if finding.reason is not None:
        move = "absent"
    elif finding.direction is None:
        move = "level"
    else:
        move = "hold" if finding.direction == "none" else finding.direction
    state = {"move": move, "provisional": "yes" if finding.provisional else "no"}
    words = telling.say("caption", state)
    if shape == "xmr":
        words = (*words, *telling.say("variation", {"variation": finding.variation}))
    return telling.sentence(words, (f"caption.{move}",), stop="")


def _caption_year(telling: Telling) -> Pieces | None:
    """The year so far beside the same point of the year before; None where there is no year yet."""
    finding = telling.finding
    of_year = finding.indicator.kind == "cumulative"
    fact = finding.facts.get("current" if of_year else "year_to_date")
    if fact is None:
        return None
    beside = finding.comparison("same_month_last_year" if of_year else "year_to_date_last_year")
    if of_year and beside is None:
        return None     # the month before is all that there is to say
    provisional = finding.provisional if of_year else finding.provisional_year
    slots = {"to_date": telling.marked(fact, provisional),
             "span": telling.say("span", {"judged": "year_to_date", "timing": telling.timing})}
    if beside is not None:
        last = beside.comparator
        slots["last_to_date"] = telling.marked(last, last.provisional)
    relation = "alone" if beside is None else beside.relation
    return telling.say("caption_year", {"relation": relation}, slots)


def _caption_beside(telling: Telling) -> Pieces:
    """How the figure stands to what others achieved."""
    found = [c for c in telling.finding.judged_comparisons if c.role in BENCHMARKS]
    return telling.say("caption_beside", None,
                       {"comparisons": comparing(telling, found, after_figure=True)})


CAPTIONS: dict[str, Callable[[Telling], Pieces | None]] = {
    "cumulative": _caption_year, "year": _caption_year, "comparison": _caption_beside}


# ── the analysis of a service area ──────────────────────────────────────────────────────────────


def _benchmarks(telling: Telling, better: bool) -> list[Comparison]:
    """The benchmarks, when the indicator is better, or worse, than all; in line is neither."""
    found = [c for c in telling.finding.judged_comparisons if c.role in BENCHMARKS]
    clear = all(c.better is better and size_of(telling, c, c.relation, c.gap.printed) != "in_line"
                for c in found)
    return found if found and clear else []


def _analysis(finding: Finding, book: Book, name: str, better: bool) -> Sentence | None:
    telling = Telling(finding, book)
    if finding.judged_fact is None:
        return None
    target = finding.comparison("target")
    slots: dict[str, Pieces] = {}
    ground, relation = "", "above"
    if target is not None and finding.rating != "none":
        if (finding.rating == "green") is not better:
            return None
        ground, relation = "target", target.relation
    elif found := _benchmarks(telling, better):
        ground = "benchmarks"
        slots["benchmarks"] = comparators(telling, found)
    elif (not _benchmarks(telling, not better) and moves.is_run(finding, book)
          and finding.progress == ("improving" if better else "worsening")):
        ground = "run"
    else:
        return None
    state = {"ground": ground, "relation": relation}
    if name == "improve":
        state["range"] = "yes" if target is not None and target.lower is not None else "no"
    words = telling.say(name, state, slots)
    return telling.sentence(words, (f"{name}.{ground}",), stop="")


def good(findings: Iterable[Finding], book: Book) -> tuple[Sentence, ...]:
    """What is good, worked out from ratings, benchmarks and runs."""
    found = (_analysis(finding, book, "good", True) for finding in findings)
    return tuple(sentence for sentence in found if sentence is not None)


def improve(findings: Iterable[Finding], book: Book) -> tuple[Sentence, ...]:
    """What needs improvement: red before amber, then the unrated."""
    order = {"red": 0, "amber": 1, "none": 2, "green": 3}
    ranked = sorted(findings, key=lambda f: order[f.rating])
    found = (_analysis(finding, book, "improve", False) for finding in ranked)
    return tuple(sentence for sentence in found if sentence is not None)

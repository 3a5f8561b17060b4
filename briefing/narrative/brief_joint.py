"""Several indicators in brief together: what hardly moved, and one thing in several places."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from briefing.findings import Finding
from briefing.narrative import moves
from briefing.narrative.book import Book
from briefing.narrative.brief_comparators import Said
from briefing.narrative.brief_indicator import IndicatorInBrief
from briefing.narrative.notes import Told
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Pieces, capital, join, listed_pieces
from briefing.narrative.weighing import Weight


@dataclass(frozen=True, slots=True)
class Thought:
    """An indicator with those told beside it, and what the order goes by."""

    findings: tuple[Finding, ...]
    weight: Weight
    place: int

    @property
    def first(self) -> Finding:
        return self.findings[0]


MOST_IN_LINE = 4        # figures that hardly moved, told in one sentence

# ── what hardly moved ───────────────────────────────────────────────────────────────────────────


def steady(thoughts: Sequence[Thought], concerns: Collection[str], joint: Mapping[str, object],
            book: Book) -> list[Thought]:
    """Thoughts of one indicator that moved less than usual and have nothing to be judged by."""
    quiet = [t for t in thoughts if len(t.findings) == 1 and t.first.indicator.id not in concerns
             and t.first.indicator.id not in joint and _is_quiet(t.first, t.weight, book)]
    return quiet if len(quiet) > 1 else []


def _is_quiet(finding: Finding, weight: Weight, book: Book) -> bool:
    change, previous = finding.facts.get("change"), finding.facts.get("previous")
    if change is None or previous is None or finding.provisional or weight.total or (
            moves.is_marked(finding) or not previous.printed
            or Phrasing(finding, book).by_amount()):
        return False
    share = abs(change.value) * 100 / abs(previous.printed)
    return share < Decimal(str(book.file.brief.quiet_under)) and (
        finding.direction == "none" or (weight.unusual is not None and weight.unusual < 1)
        or finding.indicator.kind == "cumulative")


def steady_lines(quiet: Sequence[Thought], book: Book) -> tuple[Told, ...]:
    """ "A (96.6%), B (89.9%) and C (9.5%) changed little.": as many to a line as can be read."""
    lines = -(-len(quiet) // MOST_IN_LINE)
    ends = [len(quiet) * n // lines for n in range(lines + 1)]
    return tuple(_steady_line(quiet[start:stop], book) for start, stop in pairwise(ends))


def _steady_line(quiet: Sequence[Thought], book: Book) -> Told:
    parts: list[Pieces] = []
    first = Phrasing(quiet[0].first, book)
    to_date = all(thought.first.indicator.kind == "cumulative" for thought in quiet)
    for thought in quiet:
        phrasing = Phrasing(thought.first, book)
        parts.append(phrasing.say("steady_part", {"timing": phrasing.timing,
                                                  "alone": Phrasing.yes(to_date)}))
        first.rules += phrasing.rules
    names = tuple(thought.first.indicator.id for thought in quiet)
    every = all(moves.is_steady_year(thought.first, book) for thought in quiet)
    state = {"every_month": Phrasing.yes(every), "to_date": Phrasing.yes(to_date)}
    words = first.say("steady_line", state, {"parts": listed_pieces(parts)})
    return Told(names[0], (first.sentence(capital(words), ("steady",)),), names[1:])


# ── one thing in several places ─────────────────────────────────────────────────────────────────

LEAST_SIBLINGS = 3
PLACED = ("in", "at", "for", "by", "on")    # words that a place follows


def siblings(thoughts: Sequence[Thought], concerns: Collection[str], joint: Mapping[str, object]
              ) -> list[Thought]:
    """Thoughts on one thing in several places, which changed and have nothing to be judged by."""
    alone = [t for t in thoughts if len(t.findings) == 1 and t.first.indicator.id not in concerns
             and t.first.indicator.id not in joint and _plainly_changed(t.first)
             and not (t.first.control is not None and t.first.control.special)]
    by_stem: dict[tuple[str, str, str], list[Thought]] = {}
    for thought in alone:
        one = thought.first.indicator
        for at, word in enumerate(one.subject.split()):
            if word in PLACED and at > 0:
                stem = " ".join(one.subject.split()[:at])
                by_stem.setdefault((stem, one.unit, one.kind), []).append(thought)
    groups = ((len(group), len(stem), group) for (stem, _, _), together in by_stem.items()
              if len(group := _places(together)) >= LEAST_SIBLINGS)
    # of as many the longest name: "need in A", not "in need in A"
    return max(groups, key=lambda row: row[:2], default=(0, 0, []))[2]


def _places(group: Sequence[Thought]) -> list[Thought]:
    """Those that are of one place: "households in need" is of all that follow it."""
    subjects = [thought.first.indicator.subject for thought in group]
    return [thought for thought, own in zip(group, subjects, strict=True)
            if not any(other.startswith(f"{own} ") for other in subjects)]


def _plainly_changed(finding: Finding) -> bool:
    return (finding.direction in ("up", "down") and not finding.provisional
            and not finding.provisional_before and not moves.is_marked(finding)
            and finding.indicator.kind in ("flow", "stock") and finding.period == finding.report
            and not finding.indicator.plural and finding.facts["current"].value != 0)


def siblings_told(group: Sequence[Thought], book: Book, said: Said) -> tuple[Told, ...]:
    """ "The average caseload in A rose to 27.6 from 27.1. In B it fell to 25.8 from 28.3."

    The first has a sentence of its own, and is followed by the others by twos.
    """
    words = [thought.first.indicator.subject.split() for thought in group]
    length = next(n for n in range(min(map(len, words)), 0, -1)
                  if all(w[:n] == words[0][:n] for w in words))
    while words[0][length] not in PLACED:
        length -= 1
    speakers = [IndicatorInBrief(thought.first, book, said, thought.weight, None, "")
                for thought in group]
    name = group[0].first.indicator.id
    told = [Told(name, (speakers[0].what_happened(),))]
    rest = [(thought, speaker, " ".join(own[length:])) for thought, speaker, own in
            zip(group[1:], speakers[1:], words[1:], strict=True)]
    # an odd one stands first, by itself
    starts = [0, *range(len(rest) % 2 or 2, len(rest), 2)]
    for start, stop in zip(starts, [*starts[1:], len(rest)], strict=True):
        pair = rest[start:stop]
        first, phrasing = pair[0][0], pair[0][1].phrasing
        pieces = phrasing.say("siblings", None, {
            "parts": join([piece for n, (_, speaker, place) in enumerate(pair)
                           for piece in (", and " if n else "", *speaker.in_its_place(place))])})
        for _, speaker, _ in pair[1:]:
            phrasing.rules += speaker.phrasing.rules
        sentence = replace(phrasing.sentence(capital(pieces), ("siblings",)),
                           weight=first.weight.total)
        told.append(Told(first.first.indicator.id, (sentence,),
                         tuple(thought.first.indicator.id for thought, _, _ in pair[1:]), True))
    return tuple(told)

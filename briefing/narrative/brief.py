"""A service area in brief: what its figures did, how they stand, and no more.

Every indicator has one thought, of one to three sentences: what the month brought, then how the
figure stands to at most two comparators. A count and its rate, a stock and its flows, the shares of
a whole stay together; what hardly moved shares a sentence. What happened comes first, then the main
concern, then the rest by weight (`weighing`). What is left out of the thought is kept beside, with
the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from briefing.findings import Finding
from briefing.narrative import control, moves, notes
from briefing.narrative.area_sentences import joint_sentences, short_name
from briefing.narrative.book import Book
from briefing.narrative.brief_comparators import Said
from briefing.narrative.brief_indicator import IndicatorInBrief
from briefing.narrative.brief_joint import Thought, siblings, siblings_told, steady, steady_lines
from briefing.narrative.notes import Told
from briefing.narrative.weighing import (
    Weight,
    from_before,
    is_small,
    stands_well,
    tolerances_missed,
    weighed,
)

MOST_CONCERNS = 3
MOST_TOLERANCES = Decimal(10)       # by which a miss is counted: of a target of nought all are
CONCERNS = ("1", "2", "3", "4")     # the forms in which a main concern is put, by turns


def area(findings: Sequence[Finding], book: Book, turn: int = 0, standings: int = 0,
         weights: Mapping[str, Weight] | None = None) -> tuple[Told, ...]:
    """What a service area says in brief, in the order in which it is said.

    `turn` is the area's place in the report: by it the form of the main concern changes. As many
    `standings` stand before it in the report as sentences of their own. `weights` are those of the
    findings by indicator, where they are known.
    """
    known = weighed(findings, book.file.weights) if weights is None else weights
    return notes.once(lambda noted: _area(findings, book, turn, standings, known, noted),
                      findings, book)


def _area(findings: Sequence[Finding], book: Book, turn: int, standings: int,
          weights: Mapping[str, Weight], noted: Collection[str]) -> tuple[Told, ...]:
    by_id = {finding.indicator.id: finding for finding in findings}
    joint = joint_sentences(findings, by_id, book)
    elsewhere = {name for _, others in joint.values() for name in others}
    thoughts = _thoughts([f for f in findings if f.indicator.id not in elsewhere], weights, book)
    concerns = _main_concerns(thoughts, weights, book)
    forms = _forms(concerns, turn)
    hardly_moved = steady(thoughts, forms, joint, book)
    in_places = siblings([t for t in thoughts if t not in hardly_moved], forms, joint)
    said = Said(extreme=turn % 2 == 1, years=turn, standings=standings)
    told: list[Told] = []
    for thought in _in_order(thoughts, concerns):
        if thought in hardly_moved or thought in in_places[1:]:
            continue
        if thought in in_places:
            told += siblings_told(in_places, book, said)
            continue
        before: Finding | None = None
        clear = True
        for finding in thought.findings:
            name = finding.indicator.id
            speaker = IndicatorInBrief(finding, book, said, weights[name], before,
                                       forms.get(name, ""), clear)
            speaker.phrasing.noted = name in noted
            sentences, left_out = speaker.sentences()
            if finding.control is not None:
                charted = control.in_brief(speaker.phrasing, said.charted)
                said.charted += len(charted)
                sentences = (*sentences, *(
                    replace(s, weight=weights[name].total) for s in charted))
            clear = len(sentences) == 1
            others: tuple[str, ...] = ()
            if name in joint:
                sentence, others = joint[name]
                sentences = (*sentences, replace(sentence, weight=weights[name].total))
            told.append(Told(name, sentences, others, before is not None, left_out))
            before = finding
    if hardly_moved:
        told += steady_lines(hardly_moved, book)
    # those told in another's sentence follow it, with what the author says of them
    return tuple(entry for one in told for entry in (
        one, *(Told(name, ()) for name in one.also)))


# ── what belongs together, and in which order ───────────────────────────────────────────────────


def _thoughts(findings: Sequence[Finding], weights: Mapping[str, Weight], book: Book
              ) -> list[Thought]:
    """The findings, a count with the rates and shares that are made of it."""
    groups: list[list[Finding]] = []
    for finding in findings:
        if groups and short_name(finding, groups[-1][0], book):
            groups[-1].append(finding)
        else:
            groups.append([finding])
    return [Thought(tuple(group), max((weights[f.indicator.id] for f in group),
                                       key=lambda weight: weight.total), place)
            for place, group in enumerate(groups)]


def _main_concerns(thoughts: Sequence[Thought], weights: Mapping[str, Weight], book: Book
                   ) -> tuple[Finding, ...]:
    """What most needs members' attention: what got worse, and misses its target or is great news.

    What got worse and misses its target by most tolerances comes first, and with it what misses by
    nearly as much; then what is great news; then what is red and as far from its target, though it
    did not get worse: but for what has long been clearing. A provisional figure, a share of few
    people, or a figure that is not there, is no concern.
    """
    file = book.file
    tellable = [f for thought in thoughts for f in thought.findings if _may_be_concern(f, book)]
    worse = [f for f in tellable if weights[f.indicator.id].sense == "worse"
             and weights[f.indicator.id].news > 0]
    far = Decimal(str(file.weights.far_from))
    missed = {f.indicator.id: min(tolerances_missed(f), MOST_TOLERANCES) for f in tellable}
    missing = sorted((f for f in tellable if (f in worse and f.rating in ("red", "amber"))
                      or (f.rating == "red" and missed[f.indicator.id] >= far
                          and not _is_clearing(f, book))),
                     key=lambda f: (-missed[f.indicator.id], -weights[f.indicator.id].total))
    least = missed[missing[0].indicator.id] * Decimal(str(file.weights.concern_within)) if (
        missing) else Decimal(0)
    named = [f for f in missing if missed[f.indicator.id] >= least]
    alarming = sorted((f for f in worse if f not in named
                       and weights[f.indicator.id].news >= file.weights.alarm_from
                       and not stands_well(f)),
                      key=lambda f: (-weights[f.indicator.id].total, -weights[f.indicator.id].news))
    got_worse = [f for f in named if weights[f.indicator.id].sense == "worse"]
    return tuple([*got_worse, *alarming[:1], *(f for f in named if f not in got_worse)
                  ][:MOST_CONCERNS])


def _may_be_concern(finding: Finding, book: Book) -> bool:
    """Whether the figure is there and final, and is told by a form of its own.

    One of few people is none, unless it is a count that is red, for a target was set for these few,
    or its rating has just moved to red, which is never passed over.
    """
    red = finding.rating == "red"
    told_anyway = red and (finding.indicator.unit_class == "count"
                           or finding.rating_before not in (None, "red"))
    return (finding.reason is None and not finding.provisional and not moves.is_none(finding)
            and finding.judged_fact is not None and finding.direction is not None
            and (told_anyway or not is_small(finding, book.file.weights)))


def _is_clearing(finding: Finding, book: Book) -> bool:
    """Whether the figure that is judged comes nearer to its target by a run, by far in a longer
    period, to a record, or to nought, of which no tolerance says how far it is."""
    weights = book.file.weights
    return finding.judged == "month" and finding.progress == "improving" and (
        (finding.indicator.step > 1 and from_before(finding, weights) >= weights.year_far)
        or finding.record != "" or moves.is_progress_run(finding, book)
        or finding.facts["target"].value == 0)


def _forms(concerns: Sequence[Finding], turn: int) -> dict[str, str]:
    """In which form each concern is put, by its indicator: one by turns, several by number."""
    if len(concerns) == 1:
        return {concerns[0].indicator.id: CONCERNS[turn % len(CONCERNS)]}
    forms = ("first_of_two" if len(concerns) == 2 else "first_of_three", "second", "third")
    return {finding.indicator.id: form for finding, form in zip(concerns, forms, strict=False)}


def _in_order(thoughts: Sequence[Thought], concerns: Sequence[Finding]) -> list[Thought]:
    """The volume that the area is about, the main concern, what misses its target by weight; the
    rest as the dictionary has it, where what belongs together stands together."""
    volume = next((t for t in thoughts[:1] if t.first.indicator.unit_class == "count"
                   and not moves.is_marked(t.first)), None)
    named = [finding.indicator.id for finding in concerns]
    # each once, in the order of the concerns
    main = list(dict.fromkeys(place for name in named for place, t in enumerate(thoughts)
                              if any(f.indicator.id == name for f in t.findings)))
    first = [t for t in (volume,) if t is not None]
    first += [thoughts[place] for place in main if thoughts[place] is not volume]
    missed = [t for t in thoughts if t not in first
              and any(f.rating in ("red", "amber") for f in t.findings)]
    missed.sort(key=lambda t: (-t.weight.total, t.place))
    return [*first, *missed, *(t for t in thoughts if t not in first and t not in missed)]

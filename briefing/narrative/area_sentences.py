"""Related indicators told together: a service area's paragraph material, in the dictionary's order.

A count is followed by its rate or share under a short name; neighbours that move alike are joined
by "Similarly" and "also"; a stock is told with what flowed in and out; the shares of a whole are
told in one sentence. An indicator that another's sentence has told has none of its own. What is
withheld is told once for all (`notes`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from briefing.findings import Finding
from briefing.narrative import moves, notes
from briefing.narrative.book import Book
from briefing.narrative.indicator_sentences import candidates
from briefing.narrative.notes import Told
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Piece, Pieces, Sentence, join

MOST_ALIKE = 3      # neighbours of which it is said that they moved alike
LEAST_STEM = 3      # words that the names of a whole's shares must have in common


def area(findings: Sequence[Finding], book: Book) -> tuple[Told, ...]:
    """The sentences of a service area, one entry for each indicator in order."""
    return notes.once(lambda noted: _area(findings, book, noted), findings, book)


def _area(findings: Sequence[Finding], book: Book, noted: Collection[str]) -> tuple[Told, ...]:
    by_id = {finding.indicator.id: finding for finding in findings}
    joint = joint_sentences(findings, by_id, book)
    told_elsewhere = {name for _, others in joint.values() for name in others}
    told: list[Told] = []
    alike = 0
    flows = {frozenset((f.indicator.inflow, f.indicator.outflow)) for f in findings}
    before: Finding | None = None
    for finding in findings:
        one = finding.indicator
        if one.id in told_elsewhere:
            told.append(Told(one.id, ()))
            continue
        short = short_name(finding, before, book)
        # of four in a row the word says nothing any more
        alike = (alike + 1) % MOST_ALIKE if before is not None and not short and _alike(
            finding, before, flows, book) else 0
        proposed = candidates(finding, book, short, also=alike > 1, noted=one.id in noted)
        said = tuple(sentence for sentence in proposed if not sentence.left_out)
        if alike == 1:
            said = (_similarly(said[0], finding, book), *said[1:])
        others: tuple[str, ...] = ()
        if one.id in joint:
            sentence, others = joint[one.id]
            said = (*said, sentence)
        told.append(Told(one.id, said, others, bool(short or alike),
                         tuple(sentence for sentence in proposed if sentence.left_out)))
        before = finding
    return tuple(told)


def short_name(finding: Finding, before: Finding | None, book: Book) -> str:
    """What a rate or share is called right after the count that it is worked out from."""
    one = finding.indicator
    if before is None or one.numerator != before.indicator.id:
        return ""
    if one.unit_class == "rate":
        # "rate per 10,000 under 18s": as the subject has it, but for what was just named
        named, _, base = one.subject.partition(" per ")
        return f"{named.split(' ', 1)[0]} per {base}" if base else ""
    first = one.subject.removeprefix("the ").split(" ", 1)[0]
    return first if one.unit_class == "percent" and first in book.file.share_words else ""


def _alike(finding: Finding, before: Finding, flows: Collection[frozenset[str]],
           book: Book) -> bool:
    """Whether two neighbours are counted alike in one period and moved the same way.

    What gathers through the year can only rise, and what flows in is not like what flows out.
    """
    return (
        _plain_change(finding) and _plain_change(before)
        and finding.direction == before.direction and finding.period == before.period
        and finding.indicator.kind != "cumulative"
        and frozenset((finding.indicator.id, before.indicator.id)) not in flows
        and not _opposite(finding.indicator.subject, before.indicator.subject, book)
        and finding.indicator.unit == before.indicator.unit == "count"
        and finding.indicator.kind == before.indicator.kind
        and finding.indicator.polarity == before.indicator.polarity
    )


def _opposite(subject: str, other: str, book: Book) -> bool:
    """Whether one speaks of a beginning and the other of an end, as the book has such words."""
    words, others = subject.casefold(), other.casefold()
    return any((begin in words and end in others) or (end in words and begin in others)
               for begin, end in book.file.opposites)


def _plain_change(finding: Finding) -> bool:
    """Whether the paragraph opens with a change from one figure to another."""
    current = finding.facts.get("current")
    return (finding.direction in ("up", "down") and not finding.provisional
            and not finding.indicator.plural and current is not None and current.value != 0)


def _similarly(sentence: Sentence, finding: Finding, book: Book) -> Sentence:
    first, *rest = sentence.pieces
    lower: Piece = first[:1].lower() + first[1:] if isinstance(first, str) else first
    phrasing = Phrasing(finding, book)
    words = phrasing.say("similarly", None, {"rest": (lower, *rest)})
    return Sentence(sentence.indicator, words, ("similarly", *sentence.moves),
                    (*phrasing.rules, *sentence.rules))


# ── one sentence for several ────────────────────────────────────────────────────────────────────


def joint_sentences(findings: Sequence[Finding], by_id: Mapping[str, Finding], book: Book
           ) -> dict[str, tuple[Sentence, tuple[str, ...]]]:
    """Joint sentences by the indicator that they follow, with those that they tell."""
    joint: dict[str, tuple[Sentence, tuple[str, ...]]] = {}
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        one = finding.indicator
        if one.composition:
            groups.setdefault(one.composition, []).append(finding)
        inflow, outflow = by_id.get(one.inflow), by_id.get(one.outflow)
        if inflow is not None and outflow is not None and _tellable(inflow) and (
                _tellable(outflow) and inflow.period == outflow.period == finding.period):
            joint[one.id] = (_flows(finding, inflow, outflow, book),
                             (one.inflow, one.outflow))
    for first, *rest in groups.values():
        sentence = _shares(first, rest, book)
        if sentence is not None and first.indicator.id not in joint:
            joint[first.indicator.id] = (sentence, tuple(f.indicator.id for f in rest))
    return joint


def _tellable(finding: Finding) -> bool:
    """Whether the figure can stand in another's sentence, and nothing more need be said of it."""
    current = finding.facts.get("current")
    return (current is not None and current.value >= 2 and not finding.provisional
            and not moves.is_marked(finding) and finding.indicator.unit == "count"
            and finding.indicator.subject.startswith("number of "))


def _flows(finding: Finding, inflow: Finding, outflow: Finding, book: Book) -> Sentence:
    phrasing = Phrasing(inflow, book)
    slots: dict[str, Pieces] = {}
    for name, part in (("inflow", inflow), ("outflow", outflow)):
        slots[name] = Phrasing(part, book).figure("current")
        slots[f"{name}_counted"] = (part.indicator.subject.removeprefix("number of "),)
    words = phrasing.say("flows", None, slots)
    sentence = phrasing.sentence(words, ("flows",))
    return Sentence(finding.indicator.id, sentence.pieces, sentence.moves, sentence.rules)


def _shares(first: Finding, rest: Sequence[Finding], book: Book) -> Sentence | None:
    """The other shares of the whole that the first is one of; None when they cannot be joined."""
    everything = [first, *rest]
    if not rest or any(f.facts.get("current") is None or f.provisional or moves.is_marked(f)
                       or f.period != first.period for f in everything):
        return None
    names = [f.indicator.subject.split() for f in everything]
    stem = 0
    while all(len(n) > stem + 1 and n[stem] == names[0][stem] for n in names):
        stem += 1
    if stem < LEAST_STEM:
        return None
    phrasing = Phrasing(first, book)
    parts: list[Piece] = []
    for n, (finding, name) in enumerate(zip(rest, names[1:], strict=True)):
        if n:
            parts.append(", and " if n == len(rest) - 1 else ", ")
        parts += phrasing.say("part", {"place": "later" if n else "first"}, {
            "part_name": (" ".join(name[stem - 1 :]),),
            "part_figure": Phrasing(finding, book).figure("current")})
    words = phrasing.say("composition", None, {
        "stem": ("the " + " ".join(names[0][: stem - 1]),), "parts": join(parts)})
    return phrasing.sentence(words, ("composition",))

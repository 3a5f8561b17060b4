"""A review told: line by line in a terminal, or as JSON.

What authors wrote is told without a character that a terminal would obey; colours are put round it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefing.problems import on_one_line
from briefing.review.faults import Cited
from briefing.review.passages import Verdict
from briefing.review.redline import Fate, Span
from briefing.review.reviewed import Review, Reviewed

MARKS = {"error": "problem", "warning": "warning", "note": "note"}
Paint = Callable[[str, Fate], str]
KEPT = 60       # characters of what stays, on either side of what changed


def plain_paint(text: str, fate: Fate) -> str:
    """What went and what came between marks, for who sees no colours."""
    before, after = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}[fate]
    return f"{before}{text}{after}"


def lines(review: Review, paint: Paint = plain_paint, everything: bool = False) -> Iterator[str]:
    """The review a line at a time: by place, then by who changed what, old and new words in one
    line, and below them what is wrong. With `everything` notes are told as well."""
    edited = f"{review.called}, {review.edition} edition"
    yield on_one_line(f"{review.file}: {edited}")
    place = ""
    for change in review.changes:
        if change.place != place:
            place = change.place
            yield ""
            yield on_one_line(place) or "(at the start)"
        yield on_one_line(f"  {_headline(change)}")
        yield from (f"    {line}" for line in shown(change, paint))
        yield from (f"    {line}" for verdict in change.verdicts
                    for line in _said(verdict, everything))
    if review.whole:
        yield ""
        yield "The file as a whole"
        for verdict in review.whole:
            where = f"{verdict.place}: " if verdict.place else ""
            yield from (f"  {line}" for line in _said(verdict, everything, where))
    yield ""
    yield summary(review)


def _headline(change: Reviewed) -> str:
    when = f", {change.when.partition('T')[0]}" if change.when else ""
    tracked = ", as a tracked change" if change.tracked else ""
    return f"{change.what} by {change.by}{when}{tracked}"


def shown(change: Reviewed, paint: Paint) -> Iterator[str]:
    """The change as a redline."""
    return redline_in_lines(change.spans, paint)


def redline_in_lines(spans: Sequence[Span], paint: Paint) -> Iterator[str]:
    """The redline a line at a time, what stays far from any change left out."""
    row = ""
    for n, span in enumerate(spans):
        pieces = _shortened(span, n == 0, n == len(spans) - 1).split("\n")
        for piece in pieces[:-1]:
            yield row + (paint(on_one_line(piece), span.fate) if piece else "")
            row = ""
        row += paint(on_one_line(pieces[-1]), span.fate) if pieces[-1] else ""
    if row or not spans:
        yield row


def _shortened(span: Span, first: bool, last: bool) -> str:
    text = span.text
    if span.fate != "same" or len(text) <= 2 * KEPT + 3:
        return text
    if first and last:
        return f"{text[:2 * KEPT].rpartition(' ')[0]} …"
    head = "" if first else text[:KEPT].rpartition(" ")[0]
    tail = "" if last else text[-KEPT:].partition(" ")[2]
    return f"{head} … {tail}" if head and tail else f"{head} …" if head else f"… {tail}"


def _said(verdict: Verdict, everything: bool, where: str = "") -> Iterator[str]:
    if verdict.severity == "note" and not everything:
        return
    yield on_one_line(f"{MARKS[verdict.severity]}: {where}{verdict.what} {verdict.hint}".rstrip())
    if everything:
        for cited in verdict.figures:
            yield on_one_line(f"  {cited.text}: {cited.fact or 'no fact of this report'}"
                              f"{' (rounded)' if cited.rounded else ''}")


def summary(review: Review) -> str:
    """ "12 changes: 2 problems, no warnings."."""
    def counted(count: int, name: str) -> str:
        return f"{count or 'no'} {name}{'s' * (count != 1)}"

    text = (f"{counted(len(review.changes), 'change')}: {counted(review.count('error'), 'problem')}"
            f", {counted(review.count('warning'), 'warning')}.")
    return text[:1].upper() + text[1:]


def as_json(review: Review) -> str:
    """The review as JSON, for other programs; keys are those of the values."""
    def told(verdicts: Iterable[Verdict]) -> list[dict[str, object]]:
        return [{"severity": v.severity, "what": v.what, "hint": v.hint, "sentence": v.sentence,
                 "place": v.place, "figures": [_cited(c) for c in v.figures]} for v in verdicts]

    return json.dumps({
        "file": review.file, "report": review.title, "month": review.month,
        "edition": review.edition,
        "problems": review.count("error"), "warnings": review.count("warning"),
        "changes": [{
            "place": change.place, "anchor": change.anchor, "what": change.what,
            "who": change.who, "saved_by": change.saved_by, "when": change.when,
            "tracked": change.tracked,
            "old": change.old, "new": change.new,
            "redline": [[span.fate, span.text] for span in change.spans],
            "verdicts": told(change.verdicts)} for change in review.changes],
        "whole": told(review.whole),
    }, ensure_ascii=False, indent=1) + "\n"


def _cited(cited: Cited) -> dict[str, object]:
    return {"text": cited.text, "fact": cited.fact, "rounded": cited.rounded}

"""Edited files as values, made by hand: what a manager changed in the worked example."""

from __future__ import annotations

from briefing.prepared import Prepared
from briefing.reading.word.edited import Anchor, By, Change, Comment, EditedFile, Run, Said
from briefing.review.judging import Judge
from briefing.review.passages import Passage
from briefing.review.places import Spot

JANE = By("Service Manager", "2022-08-19T10:15:00Z", True)


def runs(words: str) -> tuple[Run, ...]:
    return (Run(words),) if words else ()


def spot_of(judge: Judge, where: str) -> Spot:
    """Where a statement stands, or the anchor that "+" names."""
    if where.startswith("+"):
        spot = judge.spot(where[1:])
    else:
        spot = next((s for places in judge.places.values() for s in places.spots.values()
                     if where in s.statements), None)
    assert spot is not None, where
    return spot


def passage(judge: Judge, where: str, old: str, new: str) -> Passage:
    """The edit as what it made of the words there."""
    spot = spot_of(judge, where)
    if where.startswith("+"):
        return Passage(spot.anchor, "", new)
    assert old in spot.words, (where, old, spot.words)
    return Passage(spot.anchor, spot.words, spot.words.replace(old, new, 1), spot.statements,
                   spot.kind)


def change(judge: Judge, where: str, old: str, new: str, by: By = JANE) -> Change:
    """The same as a Word file's reader gives it."""
    made = passage(judge, where, old, new)
    if where.startswith("+"):
        return Change("added", "paragraph", follows=made.anchor, after=runs(new), by=by)
    return Change("reworded", "paragraph", anchor=made.anchor, before=runs(made.before),
                  after=runs(made.after), by=by, statements=made.statements)


def edited(prepared: Prepared, *changes: Change, comments: tuple[Comment, ...] = (),
           anchors: tuple[Anchor, ...] = ()) -> EditedFile:
    """A file with these changes of the report's private edition."""
    return EditedFile({"period": str(prepared.report.period), "edition": "private"}, changes,
                      comments, anchors)


def anchors_of(judge: Judge) -> tuple[Anchor, ...]:
    """Every anchor of the private edition as it was written, nothing changed."""
    return tuple(
        Anchor(spot.anchor, "prompt" if spot.kind == "prompt" else "paragraph", 0,
               runs(spot.words), runs(spot.words),
               tuple(Said(name, 0, len(spot.words)) for name in spot.statements))
        for spot in judge.places["private"].spots.values())

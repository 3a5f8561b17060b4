"""Edited files by hand: a build's document as a Word file would be read back, with changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from briefing.accept import Accepted, Asked, accept_read
from briefing.build import report_name
from briefing.document import Bullets, Heading, Prompt, Table
from briefing.narrative.sentence import Figure
from briefing.prepared import Prepared, prepare
from briefing.reading.word.edited import Anchor, Block, By, Change, EditedFile, Printed, Run
from briefing.revision.anchors import Anchored, anchored
from briefing.revision.changes import said_in

DAY = date(2022, 9, 1)
JANE = By("Jane Smith", "2022-08-20T10:31:00Z", tracked=True)
ALI = By("Ali Khan", "2022-08-21T09:00:00Z")


def written(folder: Path, edition: str = "private", *changes: Change,
            prepared: Prepared | None = None) -> EditedFile:
    """The Word file that a build of the folder writes, edited by these changes."""
    prepared = prepared or prepare(folder, "", edition)
    one = next(one for one in prepared.editions if one.name == edition)
    document = one.composed.document
    run = {"report": report_name(prepared.report), "period": str(prepared.report.period),
           "edition": edition}
    anchors = tuple(_anchor(name, place) for name, place in anchored(document).items())
    return EditedFile(run, tuple(_completed(change, anchors) for change in changes),
                      anchors=anchors)


def _anchor(name: str, place: Anchored) -> Anchor:
    said, words = said_in(place)
    printed = tuple(Printed(one.fact.id, one.text) for one in place.inlines
                    if isinstance(one, Figure))
    runs = (Run(words),)
    return Anchor(name, _block(place), 0, runs, runs, said, printed, "anchor")


def _block(place: Anchored) -> Block:
    match place.block:
        case Heading():
            return "heading"
        case Bullets():
            return "numbered" if place.block.ordered else "bullet"
        case Prompt():
            return "prompt"
        case Table():
            return "table"
        case _:
            return "paragraph"


def _completed(change: Change, anchors: tuple[Anchor, ...]) -> Change:
    """The change with what was written at its anchor."""
    anchor = next((one for one in anchors if one.id == change.anchor), None)
    if anchor is None or change.before:
        return change
    if change.kind == "reworded" and len(anchor.said) > 1 and not any(
            "\n" in run.text for run in change.after):      # the first sentence alone
        rest = "".join(run.text for run in anchor.original)[anchor.said[0].end:]
        change = replace(change, after=(*change.after, Run(rest)))
    return replace(change, before=anchor.original,
                   block=anchor.block if change.kind != "restyled" else change.block)


def reworded(anchor: str, *words: str | Run, by: By = JANE) -> Change:
    """Other words at an anchor; for its first sentence where it says several, and they are
    not of several paragraphs."""
    return Change("reworded", "paragraph", anchor=anchor, after=_runs(words), by=by)


def removed(anchor: str, by: By = JANE) -> Change:
    """Nothing left at an anchor."""
    return Change("removed", "paragraph", anchor=anchor, by=by)


def added(follows: str, *words: str | Run, block: Block = "paragraph", level: int = 0,
          by: By = JANE) -> Change:
    """A block of the author's own after an anchor."""
    return Change("added", block, level=level, follows=follows, after=_runs(words), by=by)


def _runs(words: tuple[str | Run, ...]) -> tuple[Run, ...]:
    return tuple(Run(one) if isinstance(one, str) else one for one in words)


def accept(folder: Path, *files: EditedFile, edition: str = "", agreed_by: str = "",
           over: bool = False, revised: bool = False, dry_run: bool = False) -> Accepted:
    """The edited files accepted into the folder, called a.docx, b.docx ..."""
    names = [f"{chr(ord('a') + n)}.docx" for n in range(len(files))]
    return accept_read(folder, list(zip(names, files, strict=True)),
                       Asked(DAY, agreed_by, over, revised, dry_run), edition=edition)

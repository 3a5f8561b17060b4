"""What a change of an edited file says, and what is told of one that cannot be taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefing.narrative.marks import plain_words
from briefing.narrative.narration import Statement
from briefing.problems import Place, Problem, listed
from briefing.reading.word.edited import By, Change, Run, Said
from briefing.revision.anchors import Anchored
from briefing.revision.edit import BlockKind, Edit
from briefing.revision.slotting import Doubt
from briefing.revision.standing import ADDITIONS
from briefing.revision.versions import NOTHING, TAKEN_OUT, short, three

BLOCKS: Mapping[str, BlockKind] = {
    "paragraph": "paragraph", "heading": "heading", "bullet": "bullet", "numbered": "numbered",
    "counted": "counted", "table": "table", "picture": "picture", "caption": "caption"}
SHOWN = 3       # facts that are named of those that a typed figure may be
ENDINGS = {"png": "png", "image/png": "png", "jpeg": "jpg", "jpg": "jpg", "image/jpeg": "jpg"}


def words_of(runs: Iterable[Run]) -> str:
    """The words of runs."""
    return "".join(run.text for run in runs)


def said_in(place: Anchored) -> tuple[tuple[Said, ...], str]:
    """The statements that stand at a place, each with where it begins and ends; and its words."""
    made: list[Said] = []
    at = 0
    for inline in place.inlines:
        end = at + len(inline.text)
        if inline.statement and made and (
                made[-1].statement, made[-1].end) == (inline.statement, at):
            made[-1] = Said(inline.statement, made[-1].start, end)
        elif inline.statement:
            made.append(Said(inline.statement, at, end))
        at = end
    return tuple(made), "".join(inline.text for inline in place.inlines)


def is_own(statement: Statement) -> bool:
    """Whether the statement is a paragraph of the author's own."""
    return statement.kind == "author"


def styled(runs: Iterable[Run]) -> bool:
    """Whether any of the words are emphasised or lead somewhere."""
    return any(run.emphasis != "plain" or run.target for run in runs)


def other_look(runs: Sequence[Run], change: Change) -> bool:
    """Whether a part whose words are the same has a look that its paragraph had nowhere."""
    before = {(run.emphasis, run.target) for run in change.before}
    return any((run.emphasis, run.target) not in before for run in runs)


def block_of(change: Change) -> BlockKind:
    """The kind of block that a change is of, or that it makes."""
    return BLOCKS.get(change.block, "paragraph")


def place_of(edit: Edit) -> tuple[object, ...]:
    """What two edits have in common of which one takes the place of the other."""
    if edit.kind in ADDITIONS:
        return id(edit), edit.words
    kind = "words" if edit.kind in ("reworded", "removed") else edit.kind
    return edit.made_in, edit.statement or edit.anchor, kind, edit.row, edit.column, edit.at


def alike(one: Edit, other: Edit) -> bool:
    """Whether two additions say the same at the same place."""
    return (one.kind, one.follows, one.block, one.words, one.rows, one.picture) == (
        other.kind, other.follows, other.block, other.words, other.rows, other.picture)


def when_of(by: By) -> str:
    """When a change was made, "" where the file has no day for it."""
    return by.when if by.when[:4].isdigit() else ""


def not_taken(what: str, file: str, where: str) -> Problem:
    """That something in the file is not taken over, and why."""
    return Problem(Place(file, column=where), f"not taken over: {what}.", "", warning=True)


def typed(doubt: Doubt, file: str, where: str) -> Problem:
    """That a figure stays as it was typed, and what it may be."""
    slots = [f"{{{slot}}}" for slot in doubt.slots[:SHOWN]]
    return Problem(
        Place(file, column=where), f"{doubt.figure} stays as it was typed, and may be a figure of "
        f"the report: {listed(slots)}.",
        "Where it is meant, write the slot in its place, so that it stays true.", warning=True)


def why_not(change: Change) -> str:
    """Why a change is not taken over."""
    words = words_of(change.after) or words_of(change.before)
    said = f" (“{short(words)}”)" if words else ""
    match change.block:
        case "header":
            return (f"the header{said} is made of running_title, of exempt_paragraph and of the "
                    "page’s number: change the words in report.toml, or in the council’s template")
        case "footer":
            return (f"the footer{said} is page_note in report.toml, or the council’s template’s: "
                    "change it there")
        case "label":
            return (f"the label{said} is the layout’s: change it in a copy of the layout’s file, "
                    "in layouts/ of the report folder")
        case _:
            return f"this {change.block}{said} has no place that the report knows"


def both_changed(file: str, of: str, written: str, words: str, who: str, other: Edit) -> Problem:
    """That two people changed the same: what was written, and what each made of it."""
    first, name = other.who or "somebody", who or "this file"
    versions = three(written, plain_words(other.words) or TAKEN_OUT, words)
    return Problem(
        Place(file, column=of), f"{first} changed it as well. Written: {versions[0]} – {first}: "
        f"{versions[1]} – {name}: {versions[2]}",
        f"Settle it in {other.file if other.period else 'edits/'}, or take this file's words with "
        "--over.")


def says_otherwise(file: str, of: str, written: str, words: str, now: str | None) -> Problem:
    """That what was edited says something else by now: all three versions."""
    versions = three(written, words, now or NOTHING)
    return Problem(
        Place(file, column=of), "it says something else now than when the file was written. "
        f"Written: {versions[0]} – edited: {versions[1]} – now: {versions[2]}",
        "Build the report again and edit its new Word file, or write the edit into edits/.")

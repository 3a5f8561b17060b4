"""Edits looked at as the author's own words: what they type, and of what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.narrative.marks import plain_words
from briefing.narrative.narration import area_id
from briefing.reading.commentary import Commentary
from briefing.revision.choosing import texts_of
from briefing.revision.edit import Edit
from briefing.revision.revise import Revised
from briefing.revision.standing import Standing


def as_commentary(edits: Iterable[Edit], standing: Standing, sections: Sequence[str]
                  ) -> tuple[Commentary, ...]:
    """The edits as paragraphs of the author's, each on what its statement or its place is about.
    """
    areas = {area_id(section): section for section in sections}
    return tuple(
        Commentary(areas.get(about, about), False, texts, edit.place, edit.edition,
                   (edit.line,) * len(texts))
        for edit in edits if (texts := tuple(texts_of(edit)))
        for about in _about(edit, standing))


def words_of_edits(edits: Iterable[Edit]) -> list[str]:
    """The words that the edits print, without their marks, their slots in braces."""
    return [plain_words(text) for edit in edits for text in texts_of(edit)]


def remarks_of(revised: Revised) -> dict[str, str]:
    """What the review copy says of each statement that was edited or waits to be settled.

    By the statements' ids, of headings, captions and heads of tables by their anchors.
    """
    by_line = {(edit.file, edit.line): edit for edit in revised.applied}
    made: dict[str, str] = {}
    for statement in revised.composed.narration.statements.values():
        edit = by_line.get((statement.source.file, statement.source.line))
        if edit is not None and statement.source.file == edit.file:
            made[statement.id] = _remark(edit)
    called = {before: now for now, before in revised.origins.items()}
    for edit in revised.applied:
        anchor = called.get(edit.anchor, edit.anchor)
        if edit.kind in ("reworded", "restyled", "moved") and anchor:
            made[anchor] = _remark(edit)
        elif edit.kind == "cell":       # in a body cell the statement has it
            made[f"{anchor}#{plain_words(edit.words)}"] = _remark(edit)
    made |= {name: _remark(edit) for name, edit in revised.added.items()}
    for one in revised.conflicts:
        if one.edit.statement in revised.composed.narration.statements:
            by = f" by {one.edit.by}" if one.edit.by else ""
            made[one.edit.statement] = (
                f"An edit{by} waits, as something else is said here now. It said: "
                f"{one.edit.original} The edit says: {plain_words(one.edit.words)}")
    return made


def _remark(edit: Edit) -> str:
    """What was done, by whom, and what stood there."""
    by = f" by {edit.by}" if edit.by else ""
    match edit.kind:
        case "added" | "row_added" | "column_added":
            return f"Added{by}."
        case "split":
            return f"Begins a paragraph{by}."
        case "moved" | "row_moved" | "column_moved":
            return f"Moved here{by}."
        case "restyled":
            return f"Set as a {edit.block}{by}."
        case _:
            return f"Edited{by}. It said: {edit.original}"


def _about(edit: Edit, standing: Standing) -> tuple[str, ...]:
    """The indicators or service areas that an edit is about, "" where that is not known."""
    said = standing.statements(edit)
    if not said and edit.follows in standing.anchors:
        said = tuple(standing.narration.statements[name]
                     for name in standing.anchors[edit.follows].statements
                     if name in standing.narration.statements)
    found = dict.fromkeys(name for one in said for name in (one.about, *one.also))
    if found:
        return tuple(found)
    where = edit.anchor or edit.follows
    return tuple(name for name in standing.findings.by_indicator if name in where)[:1] or ("",)

"""Which edits an edition has: those that are for it and of what still says the same.

An edit knows the words that it was made of. Where they are said still, it stands. Where something
else is said now, what to do is the author's to settle, who is shown all three versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.narrative.marks import plain_words
from briefing.problems import Place, Problem
from briefing.revision.anchors import squeezed
from briefing.revision.edit import IN_TABLES, Edit, Edits
from briefing.revision.standing import ADDITIONS, Standing
from briefing.revision.versions import NOTHING, TAKEN_OUT, short, three

SETTLE = ("Put what is said now into its \"original\" to keep the edit, take it out, or edit the "
          "new Word file and accept that.")
# changed    what it is of says something else now
# gone       what it is of is not said any more, or what it follows is not there
# unfilled   a slot of its words is no fact this month
# twice      another edit is of the same
# elsewhere  it was made in the other edition, which says otherwise
# ended      it is of an earlier month's figures
Why = Literal["changed", "gone", "unfilled", "twice", "elsewhere", "ended"]


@dataclass(frozen=True, slots=True)
class Unapplied:
    """An edit that an edition does not have: why, and what is said there now (None: nothing)."""

    edit: Edit
    why: Why
    now: str | None = None
    slots: tuple[str, ...] = ()
    told: str = ""

    @property
    def conflict(self) -> bool:
        """Whether the author is to settle it."""
        return self.why not in ("elsewhere", "ended")

    def problem(self, edition: str) -> Problem | None:
        """What the author is told; None of one that ended."""
        edit = self.edit
        words = self.told or plain_words(edit.words)
        written, edited, now = three(
            edit.original, TAKEN_OUT if edit.kind == "removed" else words, self.now or NOTHING)
        match self.why:
            case "changed":
                return Problem(
                    edit.place, f"{edit.of} says something else now than when it was edited. "
                    f"Written: {written} – edited: {edited} – now: {now}", SETTLE, True)
            case "gone" if edit.kind in ADDITIONS:
                return Problem(
                    edit.place, f"what it follows, '{edit.follows or edit.anchor}', is not there "
                    f"any more. Added: {short(words)}",
                    "Give another place to follow, or take it out.", True)
            case "gone":
                return Problem(
                    edit.place, f"'{edit.of}' is not said any more. Written: {written} – edited: "
                    f"{edited} – now: {now}", "Take the edit out, or give what it is of.", True)
            case "unfilled" if edition == edit.made_in:
                return Problem(
                    edit.place, f"{{{self.slots[0]}}}: there is no such figure this month. "
                    f"Written: {written} – edited: {edited} – now: {now}",
                    "Word it without that figure, or take the edit out.", True)
            case "unfilled":
                return Problem(
                    edit.place, f"the {edition} edition cannot show {{{self.slots[0]}}}, so there "
                    "the report's own words stand.",
                    f'Word it without that figure, or add edition = "{edit.made_in}".', True)
            case "twice":
                return Problem(edit.place, f"another edit is of '{edit.of}' as well.",
                               "Keep one of them.", True)
            case "elsewhere":
                return Problem(
                    edit.place, f"the {edition} edition says something else of {edit.of}, so it "
                    f"keeps its own words there: {now}",
                    f'Add edition = "{edit.made_in}" where that is as it should be; else edit the '
                    f"{edition} Word file and accept it too.", True)
            case "ended":
                return None


def choose(edits: Edits, edition: str, standing: Standing
           ) -> tuple[tuple[Edit, ...], tuple[Unapplied, ...]]:
    """The edits that the edition has, in their order, and those that it does not have."""
    chosen: dict[tuple[object, ...], Edit] = {}
    out: list[Unapplied] = []
    for edit in edits.all:
        if not edit.is_for(edition):
            continue
        unapplied = _unapplied(edit, edition, edits.period, standing)
        if unapplied is not None:
            out.append(unapplied)
            continue
        key = _key(edit)
        before = chosen.get(key)
        if before is None or before.period != edit.period:
            chosen.pop(key, None)
            chosen[key] = edit
        elif before.made_in != edit.made_in:
            if edit.made_in == edition:
                chosen[key] = edit
        else:
            out.append(Unapplied(edit, "twice"))
    # an edit made in the edition itself takes the place of one that says otherwise elsewhere
    keys = set(chosen)
    return tuple(chosen.values()), tuple(
        one for one in out if one.why != "elsewhere" or _key(one.edit) not in keys)


def _key(edit: Edit) -> tuple[object, ...]:
    """What only one edit can be: the words of a statement, the place of a block."""
    if edit.kind in ADDITIONS:
        return edit.period, edit.number
    if edit.kind in IN_TABLES:
        return edit.anchor, edit.kind, edit.row, edit.column, edit.at
    kind = "words" if edit.kind in ("reworded", "removed") else edit.kind
    return edit.statement or edit.anchor, kind, bool(edit.statement), edit.block == "alt"


def _unapplied(edit: Edit, edition: str, period: str, standing: Standing) -> Unapplied | None:
    """Why the edit is not applied; None where it is."""
    now = standing.words(edit)
    same = now is not None and (edit.kind in (*ADDITIONS, "split")
                                or now == squeezed(edit.original))
    if edit.period != period and not (same and standing.stays(edit)):
        return Unapplied(edit, "ended", now)
    if not same:
        why: Why = ("elsewhere" if edit.made_in != edition else "gone" if now is None
                    else "changed")
        return Unapplied(edit, why, now, told=standing.told(edit))
    unfilled = tuple(slot for text in texts_of(edit) for slot in standing.pieces(edit, text)[1])
    return Unapplied(edit, "unfilled", now, unfilled) if unfilled else None


def refused(edit: Edit, what: str, remedy: str = "", *, warning: bool = False) -> Problem:
    """That an edit is not true, as `accept` says it and, where a reason was given, every build.

    Its text is the same both times: an [[accept]] in report.toml is of it.
    """
    return Problem(Place(edit.file, column=edit.of), what,
                   remedy or "Word it truly, or give the reason in [[accept]] in report.toml.",
                   warning)


def texts_of(edit: Edit) -> Iterator[str]:
    """Every text of the author's that the edit prints."""
    if edit.words:
        yield edit.words
    for row in edit.rows:
        yield from filter(None, row)
    if edit.alt:
        yield edit.alt

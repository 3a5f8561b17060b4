"""The edits of a month while an edited file is taken in: kept, replaced, and by whom made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.layout.plan import Layout
from briefing.narrative.marks import Marked, can_lead_to
from briefing.narrative.narration import Statement
from briefing.problems import Problem
from briefing.reading.settings import Report
from briefing.reading.word.edited import Change, EditedFile, Run
from briefing.revision.anchors import squeezed
from briefing.revision.changes import (
    ENDINGS,
    both_changed,
    place_of,
    says_otherwise,
    typed,
    when_of,
    why_not,
    words_of,
)
from briefing.revision.edit import Edit, EditionName
from briefing.revision.elsewhere import Elsewhere
from briefing.revision.paragraphs import APART
from briefing.revision.parting import halves
from briefing.revision.revise import Revised
from briefing.revision.slotting import doubts, slotted
from briefing.revision.stated import Cells
from briefing.revision.taken import Own

NO_PICTURE = ("a picture that is neither PNG nor JPEG cannot be taken over: save it as one and "
              "insert it again")
LOGO = "a logo is set by logo in report.toml, and stays"


class Keeping(Elsewhere):
    """The edits as they are to be, with those of a file."""

    def __init__(self, edited: EditedFile, name: str, period: str, edition: EditionName,
                 edits: Sequence[Edit], revised: Revised, layout: Layout, report: Report,
                 cells: Cells, over: bool) -> None:
        super().__init__(edited, revised, name, report, cells)
        self.period, self.edition, self.over = period, edition, over
        self.places = {f"{part.id}.none": part.place for part in layout.parts if part.place}
        self.edits = list(edits)
        self.new: list[Edit] = []
        self.own: list[Own] = []
        self.pictures: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.replaced: dict[Edit, Edit] = {}
        self.asked: dict[Problem, None] = {}
        self._movable: dict[str, frozenset[int]] = {}
        self.place = ""         # where the change that is being taken stands

    def _words(self, runs: Iterable[Run], statements: Sequence[Statement], *,
               identities: bool = True) -> str:
        """Runs as marked words with slots; a link that may not be followed is words alone."""
        stretches = [Marked(" ".join(run.text.split("\n")), run.emphasis,
                            run.target if can_lead_to(run.target) else "") for run in runs]
        for doubt in doubts(stretches, statements, self.before):
            self.asked[typed(doubt, self.name, self.place)] = None
        return slotted(stretches, statements, self.before, identities=identities).strip()

    def _paragraphs(self, runs: Sequence[Run], statements: Sequence[Statement], *,
                    identities: bool) -> str:
        """The words of several paragraphs of a file of the author's."""
        return APART.join(self._words(half, statements, identities=identities)
                          for half in halves(runs))

    def _put(self, edit: Edit, before: Edit | None = None) -> None:
        """Keep the edit, in the place of the one that it takes the place of."""
        if before is None:
            before = next((one for one in self.edits if place_of(one) == place_of(edit)), None)
        current = self._current(before) if before is not None else None
        if before is not None and current is not None:
            self.edits[self.edits.index(current)] = edit
            self.replaced[before] = edit
        else:
            self.edits.append(edit)
        self.new.append(edit)

    def _current(self, edit: Edit) -> Edit | None:
        """The edit as this file has it by now; None where it was taken out."""
        while edit in self.replaced:
            edit = self.replaced[edit]
        return edit if edit in self.edits else None

    def _by(self, change: Change) -> Edit:
        """An edit of whoever made the change, of nothing yet."""
        by, saved = change.by, self.edited.saved
        return Edit(who=by.author or saved.author, when=when_of(by) or when_of(saved),
                    made_in=self.edition)

    def _both_changed(self, of: str, written: str, words: str, other: Edit, change: Change
                      ) -> None:
        who = change.by.author or self.edited.saved.author
        self.problems.append(both_changed(self.name, of, written, words, who, other))

    def _differs(self, of: str, written: str, words: str, now: str | None) -> None:
        self.problems.append(says_otherwise(self.name, of, written, words, now))

    # ── tables, charts, pictures ──

    def _in_added(self, change: Change, edit: Edit) -> None:
        """An author's own table as it stands now, whatever was done to its cells."""
        anchor = self.written.get(change.anchor)
        lines = words_of(anchor.present or ()).split("\n") if anchor is not None else []
        rows = tuple(tuple(self._words((Run(cell),), ()) for cell in line.split(" | "))
                     for line in lines)
        if len({len(row) for row in rows}) != 1:
            self.leave(why_not(change), change.anchor)
            return
        by = self._by(change)
        new = replace(edit, rows=rows, who=by.who, when=by.when)
        if self._current(edit) != new:
            self._put(new, edit)

    def _alt(self, change: Change) -> None:
        place = self.before.anchors.get(self.base(change))
        statement = getattr(place.block, "alt_statement", "") if place is not None else ""
        own = self.before.narration.statements.get(statement)
        picture = self.picture_edit(change.anchor) if change.block == "picture" else None
        if picture is not None:
            self._put(replace(picture, alt=words_of(change.after)), picture)
            return
        if own is None:
            self.leave("what a logo shows is said by logo_alt in report.toml", change.anchor)
            return
        words = change.after or (Run(change.alt),)
        edit = next((one for one in self.edits if one.statement == statement), None)
        self._put(replace(
            self._by(change), statement=statement, block="alt", original=squeezed(own.text),
            words=self._words(words, (own,))), edit)

    def _title_goes(self, change: Change, anchor: str) -> None:
        """Say so where the title of what was taken out was left, and goes with it."""
        name = anchor if change.block == "chart" else f"{anchor}#caption"
        title = self.written.get(name)
        if (name, "caption") not in self.gone and title is not None and title.original:
            self.leave(f"the title “{words_of(title.original)}” goes with the {change.block} that "
                       "was taken out", anchor)

    def _shown(self, change: Change) -> None:
        """Another picture in the place of one."""
        edit, picture = self.picture_edit(change.anchor), self._picture(change)
        if edit is None or not picture:
            self.leave(LOGO if edit is None else NO_PICTURE, change.anchor)
            return
        self.pictures[picture] = change.picture
        self._put(replace(edit, picture=picture), edit)

    def _picture(self, change: Change) -> str:
        """The name of the file that the picture goes to; "" for one that cannot be taken."""
        ending = ENDINGS.get(change.picture_type.casefold(), "")
        if not ending or not change.picture:
            return ""
        # called by what it is, so that a second copy of the file brings no second picture
        return f"picture-{hashlib.sha256(change.picture).hexdigest()[:8]}.{ending}"

"""The changes of an edited Word file as edits: what of it is taken over, what is not, and why.

A change is laid beside what the report says today, with the edits that it has already. It is taken
where the file was written from what is said now, or from what was said before another edit; where
two people changed the same statement, or where it says something else by now, all versions are
shown. An author's own paragraph goes back to the file that it came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from briefing.document import Prompt, Table, Text
from briefing.layout.plan import Layout
from briefing.narrative.marks import Marked, can_lead_to
from briefing.narrative.narration import Statement
from briefing.narrative.sentence import Figure
from briefing.problems import Problem
from briefing.reading.commentary import FOLDER as COMMENTARY
from briefing.reading.word.edited import Change, EditedFile, Run
from briefing.revision.anchors import squeezed
from briefing.revision.beside import Beside
from briefing.revision.changes import (
    BLOCKS,
    ENDINGS,
    alike,
    block_of,
    both_changed,
    is_own,
    not_taken,
    other_look,
    place_of,
    says_otherwise,
    styled,
    typed,
    when_of,
    why_not,
    words_of,
)
from briefing.revision.edit import Edit, EditionName
from briefing.revision.parting import parted
from briefing.revision.revise import Revised
from briefing.revision.slotting import doubts, slotted
from briefing.revision.tables import cell_at, words_at
from briefing.revision.taken import Own, Taking

Taken = Literal["reworded", "removed", "added"]
InTable = Literal["cell", "row_added", "row_removed", "column_removed"]

def take(edited: EditedFile, name: str, period: str, edition: EditionName, edits: Sequence[Edit],
         revised: Revised, layout: Layout, *, over: bool = False) -> Taking:
    """What is taken over of the file called `name`, beside the month's `edits` as they stand.

    `revised` is the report with those. With `over`, this file's words take the place of another
    person's where both changed the same statement.
    """
    taker = _Taker(edited, name, period, edition, edits, revised, layout, over)
    for change in edited.changes:
        taker.take(change)
    for one in edited.untaken:
        taker.leave(f"{one.what}: {one.why}", one.where)
    return Taking(tuple(taker.edits), tuple(taker.new), tuple(taker.own), taker.pictures,
                  tuple(taker.problems), tuple(taker.left), tuple(taker.asked))


class _Taker(Beside):
    """Takes the changes one by one."""

    def __init__(self, edited: EditedFile, name: str, period: str, edition: EditionName,
                 edits: Sequence[Edit], revised: Revised, layout: Layout, over: bool) -> None:
        super().__init__(edited, revised)
        self.name, self.period, self.edition, self.over = name, period, edition, over
        self.places = {f"{part.id}.none": part.place for part in layout.parts if part.place}
        self.edits = list(edits)
        self.new: list[Edit] = []
        self.own: list[Own] = []
        self.pictures: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.left: list[Problem] = []
        self.replaced: dict[Edit, Edit] = {}
        self.asked: dict[Problem, None] = {}
        self.place = ""         # where the change that is being taken stands

    # ── each kind ───────────────────────────────────────────────────────────────────────────────

    def take(self, change: Change) -> None:
        """Take in one change."""
        self.place = change.anchor or change.follows
        match change.kind:
            case "reworded":
                self._reworded(change)
            case "removed":
                self._removed(change)
            case "added":
                self._added(change)
            case "moved" | "restyled" | "joined":
                self._of_block(change)
            case "cell" | "row_added" | "row_removed" | "column_removed" as kind:
                self._in_table(change, kind)
            case "alt":
                self._alt(change)
            case "chart":
                self.leave("the figures of a chart were changed: figures are changed in the data",
                           change.anchor)
            case _:
                self.leave(why_not(change), change.anchor or change.follows)

    def _reworded(self, change: Change) -> None:
        anchor = self.base(change)
        if change.block == "prompt" or anchor in self.places:
            self._answered(change, anchor)
            return
        if anchor.startswith("headerblock:") or anchor == "title":
            self.leave(f"“{words_of(change.before)}” stands in report.toml: change it there, to "
                       f"“{words_of(change.after)}”", anchor)
            return
        if (edit := self.revised.added.get(anchor)) is not None:
            by = self._by(change)
            self._put(replace(edit, words=self._words(change.after, ()), who=by.who,
                              when=by.when), edit)
            return
        said, written = self.spans(change)
        parts = parted(written, said, change.after) if said else None
        if parts is not None:
            for part in parts:
                if part.now != part.written or other_look(part.runs, change):
                    self._statement(part.statement, part.written, part.runs, change)
            return
        self._whole(change, anchor)

    def _whole(self, change: Change, anchor: str) -> None:
        """Other words for a whole block, of which it cannot be told whose statement's they are."""
        place = self.before.anchors.get(anchor)
        now = self.now_at(anchor)
        written = squeezed(words_of(change.before))
        if now is not None and squeezed(words_of(change.after)) == now:
            return
        if place is None or (written != now and written != place.words):
            self._differs(anchor, written, words_of(change.after), now)
            return
        statements = self.statements(place)
        if len(statements) == 1 and is_own(statements[0]):
            self._statement(statements[0].id, written, change.after, change)
            return
        gone = {one.id for one in statements}
        others = [edit for edit in self.edits if edit.statement in gone and edit.period]
        if others and written != now and not self.over:
            self._both_changed(anchor, written, words_of(change.after), others[0], change)
            return
        self.edits = [edit for edit in self.edits if edit not in others]
        self._put(replace(self._by(change), anchor=anchor, block=block_of(change),
                          level=change.level, original=place.words,
                          words=self._words(change.after, statements)))

    def _removed(self, change: Change) -> None:
        anchor = self.base(change)
        if change.block == "prompt":
            self.leave("the question to the author was taken out, and is not answered", anchor)
            return
        if (edit := self.revised.added.get(anchor)) is not None:
            if (current := self._current(edit)) is not None:
                self.edits.remove(current)
            return
        if anchor.startswith("headerblock:") or anchor == "title" or change.block == "label":
            self.leave(f"“{words_of(change.before)}” is set by report.toml and the layout, and "
                       "stays", anchor)
            return
        if anchor.endswith("#caption") or change.block == "caption":
            self.leave("a title of a table or chart cannot be taken out by itself", anchor)
            return
        said, written = self.spans(change)
        place = self.before.anchors.get(anchor)
        if said and not isinstance(place.block if place else None, Table) and (
                change.block not in ("chart", "caption", "picture", "table")):
            for one in said:
                self._statement(one.statement, squeezed(written[one.start:one.end]), (), change)
            return
        now = self.now_at(anchor)
        written = squeezed(words_of(change.before))
        if place is None or (place.words and written not in (place.words, now)):
            self._differs(anchor, written, "(taken out)", now)
            return
        self._put(replace(self._by(change), kind="removed", anchor=anchor,
                          block=block_of(change), original=place.words))

    def _statement(self, name: str, written: str, runs: Sequence[Run], change: Change) -> None:
        """Other words for a statement, none where it was taken out."""
        statement = self.named(name, written)
        words = squeezed(words_of(runs))
        if statement is None or (is_own(statement) and squeezed(statement.text) != written):
            about = statement.about if statement is not None else name.partition("/")[0]
            own_words = {squeezed(one.text) for one in self.now.narration.on(about, "author")}
            if (words in own_words) if words else (written not in own_words):
                return                          # the author's file says so already
        own = self.before.narration.statements.get(statement.id) if statement else None
        now = squeezed(statement.text) if statement is not None else None
        first = squeezed(own.text) if own is not None else None
        edit = next((one for one in self.edits if one.statement == name
                     and one.made_in == self.edition), None)
        if now is not None and words == now and not styled(runs):
            return                              # it says so already
        if now is None and not words:
            return                              # it is not said any more, nor wanted
        if own is not None and first is not None and written in (now, first) and (
                written == now or edit is None or self.over or not self._stands(edit)):
            self._changed(own, first, runs, edit, change)
        elif edit is not None and written == first:
            self._both_changed(name, written, words or "(taken out)", edit, change)
        else:
            self._differs(name, written, words or "(taken out)", now)

    def _changed(self, own: Statement, first: str, runs: Sequence[Run], edit: Edit | None,
                 change: Change) -> None:
        """The statement's edit, or the author's own paragraph as it is to be."""
        words = squeezed(words_of(runs))
        if words == first and not styled(runs):
            if edit is not None:
                self.edits.remove(edit)         # it says again what it said at first
            return
        kind: Literal["reworded", "removed"] = "reworded" if words else "removed"
        source = own.source
        to_file = is_own(own) and source.file.startswith(f"{COMMENTARY}/")
        new = replace(self._by(change), kind=kind, statement=own.id, original=first,
                      words=self._words(runs, (own,), identities=not to_file))
        if to_file:
            self.own.append(Own(new, source.file, source.line, kind))
        else:
            self._put(new, edit)

    def _answered(self, change: Change, anchor: str) -> None:
        """What an author wrote in the place of a question, or where nothing had been written."""
        place = self.before.anchors.get(anchor)
        about = self.places.get(anchor, "")
        if not about and place is not None and isinstance(place.block, Prompt):
            statement = self.before.narration.statements.get(place.block.statement)
            about = statement.about if statement is not None else ""
        if not about:
            about = self.asked_of(change)
            if about and self.is_there(about, change):
                return
            self._differs(anchor, words_of(change.before), words_of(change.after),
                          self.now_at(anchor))
            return
        statements = self.before.narration.on(about, "sentence")
        if self.is_there(about, change):
            return
        new = replace(self._by(change), kind="added", follows=anchor,
                      words=self._words(change.after, statements, identities=False))
        self.own.append(Own(new, f"{COMMENTARY}/{about}.md", 0, "added"))

    def _added(self, change: Change) -> None:
        block = BLOCKS.get(change.block)
        follows = self.nearest(change.follows)
        if block is None:
            self.leave(why_not(change), change.follows)
            return
        after = self.revised.added.get(follows)
        base = after.follows if after is not None else follows
        place = self.before.anchors.get(base)
        statements = self.statements(place) if place is not None else ()
        picture = self._picture(change) if block == "picture" else ""
        if block == "picture" and not picture:
            self.leave("a picture that is neither PNG nor JPEG cannot be taken over: save it as "
                       "one and insert it again", change.follows)
            return
        target = self.file_of(statements) if block in ("paragraph", "bullet") and (
            after is None) else None
        level = min(max(change.level, 2), 3) if block == "heading" else 0
        new = replace(self._by(change), kind="added", block=block, follows=base, level=level,
                      words=self._words(change.after, (), identities=target is None),
                      rows=tuple(tuple(self._words((Run(cell),), ()) for cell in row)
                                 for row in change.rows),
                      picture=picture, alt=change.alt, width=round(change.width_mm))
        if target is not None:
            if self.is_there(target.about, change):
                return
            self.own.append(Own(new, target.source.file, target.source.line, "added"))
            return
        if any(alike(new, edit) for edit in self.edits):
            return                              # another copy of the file brought it
        if picture:
            self.pictures[picture] = change.picture
        self.new.append(new)
        place_after = self._current(after) if after is not None else None
        if place_after is not None:
            self.edits.insert(self.edits.index(place_after) + 1, new)
            return
        mine = [n for n, edit in enumerate(self.edits) if edit in self.new
                and edit.follows == base and edit.kind == "added"]
        others = [n for n, edit in enumerate(self.edits)
                  if edit.kind == "added" and edit.follows == base]
        first = mine[-1] + 1 if mine else others[0] if others else len(self.edits)
        self.edits.insert(first, new)

    def _of_block(self, change: Change) -> None:
        """A block that stands elsewhere, or is of another kind, or runs on in the one before."""
        anchor, follows = self.base(change), self.nearest(change.follows)
        place = self.before.anchors.get(anchor)
        if place is None or (change.kind != "restyled" and follows and (
                follows not in self.before.anchors)):
            self.leave(why_not(change), anchor)
            return
        kind: Literal["moved", "restyled", "joined"] = (
            "moved" if change.kind == "moved" else "joined" if change.kind == "joined"
            else "restyled")
        other = bool(change.after) and squeezed(words_of(change.before)) != squeezed(
            words_of(change.after))
        self._put(replace(
            self._by(change), kind=kind, anchor=anchor, block=block_of(change), level=change.level,
            follows=follows if kind != "restyled" else "", original=place.words,
            words=self._words(change.after, self.statements(place))
            if other and kind == "restyled" else ""))
        if other and kind != "restyled":
            self._reworded(change)

    def _in_table(self, change: Change, kind: InTable) -> None:
        anchor = self.base(change)
        place = self.before.anchors.get(anchor)
        if anchor.startswith("headerblock:") or place is None or (
                not isinstance(place.block, Table)):
            self.leave(f"“{words_of(change.before)}” stands in report.toml: change it there, to "
                       f"“{words_of(change.after)}”", anchor)
            return
        edit = replace(
            self._by(change), kind=kind, anchor=anchor, row=change.row, column=change.column,
            at=change.at if change.at != (-1, -1) else (), words=self._words(change.after, ()),
            rows=change.rows)
        if kind == "cell":
            cell = cell_at(place.block, edit)
            if cell is not None and (cell.tone or any(
                    isinstance(one, Figure) or (isinstance(one, Text) and one.instead_of)
                    for one in cell.inlines)):
                self.leave(f"“{words_of(change.before)}” is worked out from the data: change it "
                           f"there, not to “{words_of(change.after)}” in the table", anchor)
                return
        original = words_at(place.block, edit)
        if original is None:
            self._differs(anchor, words_of(change.before), words_of(change.after), None)
            return
        self._put(replace(edit, original=original))

    def _alt(self, change: Change) -> None:
        place = self.before.anchors.get(self.base(change))
        statement = getattr(place.block, "alt_statement", "") if place is not None else ""
        own = self.before.narration.statements.get(statement)
        if own is None:
            self.leave("what a logo shows is said by logo_alt in report.toml", change.anchor)
            return
        words = change.after or (Run(change.alt),)
        edit = next((one for one in self.edits if one.statement == statement), None)
        self._put(replace(
            self._by(change), statement=statement, block="alt", original=squeezed(own.text),
            words=self._words(words, (own,))), edit)

    def _stands(self, edit: Edit) -> bool:
        return edit in self.revised.applied or edit in self.new

    # ── what is made of it ──────────────────────────────────────────────────────────────────────

    def _words(self, runs: Iterable[Run], statements: Sequence[Statement], *,
               identities: bool = True) -> str:
        """Runs as marked words with slots; a link that may not be followed is words alone."""
        stretches = [Marked(" ".join(run.text.split("\n")), run.emphasis,
                            run.target if can_lead_to(run.target) else "") for run in runs]
        for doubt in doubts(stretches, statements, self.before):
            self.asked[typed(doubt, self.name, self.place)] = None
        return slotted(stretches, statements, self.before, identities=identities).strip()

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

    def _picture(self, change: Change) -> str:
        """The name of the file that the picture goes to; "" for one that cannot be taken."""
        ending = ENDINGS.get(change.picture_type.casefold(), "")
        if not ending or not change.picture:
            return ""
        # called by what it is, so that a second copy of the file brings no second picture
        return f"picture-{hashlib.sha256(change.picture).hexdigest()[:8]}.{ending}"

    def _by(self, change: Change) -> Edit:
        """An edit of whoever made the change, of nothing yet."""
        by, saved = change.by, self.edited.saved
        return Edit(who=by.author or saved.author, when=when_of(by) or when_of(saved),
                    made_in=self.edition)

    # ── what is not taken ───────────────────────────────────────────────────────────────────────

    def leave(self, what: str, where: str) -> None:
        """Note what is not taken over."""
        self.left.append(not_taken(what, self.name, where))

    def _both_changed(self, of: str, written: str, words: str, other: Edit, change: Change
                      ) -> None:
        who = change.by.author or self.edited.saved.author
        self.problems.append(both_changed(self.name, of, written, words, who, other))

    def _differs(self, of: str, written: str, words: str, now: str | None) -> None:
        self.problems.append(says_otherwise(self.name, of, written, words, now))

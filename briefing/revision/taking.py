"""The changes of an edited Word file as edits: what of it is taken over, what is not, and why.

A change is laid beside what the report says today, with the edits that it has already. It is taken
where the file was written from what is said now, or from what was said before another edit; where
two people changed the same statement, or where it says something else by now, all versions are
shown. An author's own paragraph goes back to the file that it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from briefing.document import Prompt, Table
from briefing.layout.plan import Layout
from briefing.narrative.narration import Statement
from briefing.reading.commentary import FOLDER as COMMENTARY
from briefing.reading.settings import Report
from briefing.reading.word.edited import Change, EditedFile, Run
from briefing.revision.anchors import Anchored, squeezed
from briefing.revision.changes import (
    BLOCKS,
    alike,
    block_of,
    is_own,
    other_look,
    styled,
    why_not,
    words_of,
)
from briefing.revision.edit import Edit, EditionName
from briefing.revision.flows import ADDED
from briefing.revision.in_tables import InTables
from briefing.revision.keeping import LOGO, NO_PICTURE
from briefing.revision.parting import BREAK, Part, halves, parted
from briefing.revision.revise import Revised
from briefing.revision.stated import Cells
from briefing.revision.taken import Own, Taking
from briefing.revision.versions import short

Taken = Literal["reworded", "removed", "added"]


def _broken(runs: Iterable[Run]) -> bool:
    """Whether a paragraph ends within the words."""
    return any(BREAK in run.text for run in runs)


def take(edited: EditedFile, name: str, period: str, edition: EditionName, edits: Sequence[Edit],
         revised: Revised, layout: Layout, report: Report, cells: Cells, *, over: bool = False
         ) -> Taking:
    """What is taken over of the file called `name`, beside the month's `edits` as they stand.

    `revised` is the report with those, `report` its settings, `cells` where its data stand. With
    `over`, this file's words take the place of another person's where both changed the same.
    """
    taker = _Taker(edited, name, period, edition, edits, revised, layout, report, cells, over)
    for change in edited.changes:
        taker.take(change)
    taker.change = None
    for one in edited.untaken:
        taker.leave(f"{one.what}: {one.why}", one.where)
    return Taking(tuple(taker.edits), tuple(taker.new), tuple(taker.own), taker.pictures,
                  tuple(taker.problems), tuple(taker.left), tuple(taker.asked),
                  tuple(taker.values.values()), tuple(taker.left_of))


class _Taker(InTables):
    """Takes the changes one by one."""

    # ── each kind ───────────────────────────────────────────────────────────────────────────────

    def take(self, change: Change) -> None:
        """Take in one change."""
        self.change, self.place = change, change.anchor or change.follows
        match change.kind:
            case "reworded":
                self._reworded(change)
            case "removed":
                self._removed(change)
            case "added":
                self._added(change)
            case "moved" | "restyled" | "joined":
                self._of_block(change)
            case _ if change.kind.startswith(("cell", "row", "column")) and (
                    added := self.revised.added.get(self.base(change))) is not None:
                self._in_added(change, added)
            case ("cell" | "row_added" | "row_removed" | "row_moved" | "column_added"
                  | "column_removed" | "column_moved") as kind:
                self.in_table(change, kind)
            case "alt":
                self._alt(change)
            case "chart":
                self.drawn(change)
            case "furniture":
                self.furniture(change)
            case _:
                self.leave(why_not(change), change.anchor or change.follows)

    def _reworded(self, change: Change) -> None:
        anchor = self.base(change)
        if change.block == "prompt" or anchor in self.places:
            self._answered(change, anchor)
            return
        if anchor.startswith("headerblock:") or anchor == "title":
            self.stated(change, "title" if anchor == "title" else "")
            return
        if change.block == "picture":
            self._shown(change)
            return
        if (edit := self.revised.added.get(anchor)) is not None:
            by = self._by(change)
            first, *rest = halves(change.after)
            self._put(replace(edit, words=self._words(first, ()), who=by.who, when=by.when), edit)
            self._added_after(change, rest)
            return
        said, written = self.spans(change)
        parts = parted(written, said, change.after) if said else None
        if parts is not None and not any(
                (part.broken and not self._is_own(part)) or self._is_elsewhere(part, anchor)
                for part in parts):
            for part in parts:
                if part.now != part.written or part.broken or other_look(part.runs, change):
                    self.of_statement(part.statement, part.written, part.runs, change)
                if part.anew:
                    self._put(replace(self._by(change), kind="split", anchor=anchor,
                                      statement=part.statement, block=block_of(change),
                                      original=part.written))
            return
        first, *rest = halves(change.after)
        self._whole(replace(change, after=first), anchor)
        self._added_after(change, rest)

    def _is_elsewhere(self, part: Part, anchor: str) -> bool:
        """Whether a statement that was changed here is said elsewhere too, and stays so there."""
        if part.now == part.written or self._is_own(part):
            return False
        for name, place in self.before.anchors.items():
            if name == anchor or part.statement not in place.statements:
                continue
            other = self.written.get(name)
            if other is None or part.now not in squeezed(words_of(other.present or ())):
                return True
        return False

    def _is_own(self, part: Part) -> bool:
        statement = self.named(part.statement, part.written)
        return statement is not None and is_own(statement) and (
            statement.source.file.startswith(f"{COMMENTARY}/"))

    def _added_after(self, change: Change, paragraphs: Iterable[Sequence[Run]]) -> None:
        """Paragraphs that follow a block: what was split off it."""
        for runs in paragraphs:
            self._added(replace(change, kind="added", follows=change.anchor, after=tuple(runs)))

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
            self.of_statement(statements[0].id, written, change.after, change)
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
        if change.block == "picture":
            picture = self.picture_edit(change.anchor)
            if picture is None:
                self.leave(LOGO, anchor)
            elif (current := self._current(picture)) is not None:
                self.edits.remove(current)
            return
        of_it = anchor.removesuffix("#caption")
        if anchor != of_it or change.block == "caption":
            if not self.gone & {(of_it, "chart"), (of_it, "table")}:
                self.leave("a title of a table or chart cannot be taken out by itself", anchor)
            return
        said, written = self.spans(change)
        place = self.before.anchors.get(anchor)
        if said and not isinstance(place.block if place else None, Table) and (
                change.block not in ("chart", "caption", "picture", "table")) and not (
                place is not None and self._more_than_statements(anchor, place)):
            for one in said:
                self.of_statement(one.statement, squeezed(written[one.start:one.end]), (), change)
            return
        now = self.now_at(anchor)
        written = squeezed(words_of(change.before))
        if change.block in ("chart", "table") and place is not None:
            self._title_goes(change, anchor)
            written = place.words
        if place is None or (place.words and written not in (place.words, now)):
            self._differs(anchor, written, "(taken out)", now)
            return
        self._put(replace(self._by(change), kind="removed", anchor=anchor,
                          block=block_of(change), original=place.words))

    def of_statement(self, name: str, written: str, runs: Sequence[Run], change: Change) -> None:
        """Other words for a statement, none where it was taken out."""
        statement = self.named(name, written)
        words = squeezed(words_of(runs))
        if statement is None or (is_own(statement) and squeezed(statement.text) != written):
            about = statement.about if statement is not None else name.partition("/")[0]
            own_words = {squeezed(one.text) for one in self.now.narration.on(about, "author")}
            said = [squeezed(words_of(half)) for half in halves(runs)]
            if all(one in own_words for one in said) if said else (written not in own_words):
                return                          # the author's file says so already
        own = self.before.narration.statements.get(statement.id) if statement else None
        now = squeezed(statement.text) if statement is not None else None
        first = squeezed(own.text) if own is not None else None
        edit = next((one for one in self.edits if one.statement == name
                     and one.made_in == self.edition), None)
        if now is not None and words == now and not styled(runs) and not _broken(runs):
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
        if words == first and not styled(runs) and not _broken(runs):
            if edit is not None:
                self.edits.remove(edit)         # it says again what it said at first
            return
        kind: Literal["reworded", "removed"] = "reworded" if words else "removed"
        source = own.source
        to_file = is_own(own) and source.file.startswith(f"{COMMENTARY}/")
        new = replace(self._by(change), kind=kind, statement=own.id, original=first,
                      words=self._paragraphs(runs, (own,), identities=not to_file))
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
                      words=self._paragraphs(change.after, statements, identities=False))
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
            self.leave(NO_PICTURE, change.follows)
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
                words = squeezed(words_of(change.after))
                if any(squeezed(words_of(one.original)) == words for one in self.edited.anchors):
                    self.leave(f"“{short(words)}” stands there already: the copy is not needed",
                               change.follows)
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
        split = next((edit for edit in self.edits if edit.kind == "split"
                      and change.anchor == f"{edit.anchor}{ADDED}{edit.statement}"), None)
        if split is not None and change.kind == "joined":
            self.edits.remove(split)            # it runs on again
            return
        if split is not None:
            self.leave(why_not(change), change.anchor)
            return
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

    def _more_than_statements(self, anchor: str, place: Anchored) -> bool:
        """Whether a block has standing words besides its statements, or one that is said elsewhere
        too: then the block goes, and not the statements.
        """
        names = set(place.statements)
        if any(is_own(one) for one in self.statements(place)):
            return False
        return any(one.text.strip() and not one.statement for one in place.inlines) or any(
            names & set(other.statements) for name, other in self.before.anchors.items()
            if name != anchor)

    def _stands(self, edit: Edit) -> bool:
        return edit in self.revised.applied or edit in self.new

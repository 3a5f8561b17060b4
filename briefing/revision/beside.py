"""An edited file laid beside the report: what stood and stands where its changes are.

The file was written with the edits that the report has now, or before some of them; what it was
written from is told by its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.narrative.narration import Statement
from briefing.reading.commentary import FOLDER as COMMENTARY
from briefing.reading.word.edited import Anchor, Change, EditedFile, Said
from briefing.revision.anchors import Anchored, squeezed
from briefing.revision.changes import is_own, said_in, words_of
from briefing.revision.parting import halves
from briefing.revision.revise import TOPIC, Revised
from briefing.revision.standing import Standing


class Beside:
    """An edited file, the report with its edits (`now`), and without them (`before`)."""

    def __init__(self, edited: EditedFile, revised: Revised) -> None:
        self.edited, self.revised = edited, revised
        self.before: Standing = revised.before
        self.now = Standing(revised.composed.document, revised.composed.narration,
                            self.before.findings)
        # a chart stands at the anchor of its title: the words are the title's
        self.written: Mapping[str, Anchor] = {
            one.id: one for one in sorted(edited.anchors, key=lambda one: bool(one.original))}
        self.order = {name: n for n, name in enumerate(dict.fromkeys(
            one.id for one in edited.anchors))}

    def origin(self, anchor: str) -> str:
        """What an anchor of the file is called in the report without its edits.

        The file was written with the edits that the report has, or before them.
        """
        written = self.written.get(anchor)
        origin = self.revised.origins.get(anchor, anchor)
        if written is None or origin == anchor:
            return origin
        words = squeezed(words_of(written.original))
        now, before = self.now.anchors.get(anchor), self.before.anchors.get(anchor)
        if now is not None and now.words == words:
            return origin
        return anchor if before is not None and before.words == words else origin

    def nearest(self, anchor: str) -> str:
        """What something stands after: the anchor, or the one before it that the report knows."""
        names = list(self.order)
        place = self.order.get(anchor, -1)
        for name in (anchor, *reversed(names[:max(place, 0)])):
            origin = self.origin(name)
            if origin in self.before.anchors or origin in self.revised.added:
                return origin
        return ""

    def base(self, change: Change) -> str:
        return self.origin(change.anchor)

    def now_at(self, anchor: str) -> str | None:
        """What stands at an anchor of the report now, with its edits."""
        if anchor in self.now.anchors and self.revised.origins.get(anchor, anchor) == anchor:
            return self.now.anchors[anchor].words
        called = next((now for now, before in self.revised.origins.items() if before == anchor),
                      anchor)
        place = self.now.anchors.get(called)
        return place.words if place is not None else None

    def spans(self, change: Change) -> tuple[tuple[Said, ...], str]:
        """The statements of a changed block as they were written, and its words."""
        written = self.written.get(change.anchor)
        if written is not None:
            return self._said(written.said), words_of(written.original)
        for standing in (self.now, self.before):
            place = standing.anchors.get(change.anchor)
            if place is not None and place.words == squeezed(words_of(change.before)):
                said, words = said_in(place)
                return self._said(said), words
        return (), words_of(change.before)

    def _said(self, said: Sequence[Said]) -> tuple[Said, ...]:
        """The statements but for those that edits made of standing words: they are of the place."""
        made = {one.id for topic in self.now.narration.topics if topic.id == TOPIC
                for passage in topic.passages for one in passage.statements} if said else set()
        return tuple(one for one in said if one.statement not in made)

    def named(self, name: str, written: str) -> Statement | None:
        """The statement of that id as it is said now; an author's own also by its words."""
        found = self.now.narration.statements.get(name)
        if found is None or not is_own(found) or squeezed(found.text) == written:
            return found
        about = found.about
        same = [one for one in self.now.narration.on(about, "author")
                if squeezed(one.text) == written]
        return same[0] if len(same) == 1 else found

    def statements(self, place: Anchored) -> tuple[Statement, ...]:
        said = self.before.narration.statements
        return tuple(said[name] for name in place.statements if name in said)

    def file_of(self, statements: Sequence[Statement]) -> Statement | None:
        """The author's own paragraph that an addition follows, where it stands in a file."""
        last = statements[-1] if statements else None
        return last if last is not None and is_own(last) and (
            last.source.file.startswith(f"{COMMENTARY}/")) else None

    def asked_of(self, change: Change) -> str:
        """The indicator that a question was about which is answered by now."""
        names = (one.statement for one in self.spans(change)[0])
        return next((name.partition("/")[0] for name in names), "")

    def is_there(self, about: str, change: Change) -> bool:
        """Whether the author's own paragraphs on it say these words already."""
        own = {squeezed(one.text) for one in self.now.narration.on(about, "author")}
        return all(squeezed(words_of(half)) in own for half in halves(change.after))

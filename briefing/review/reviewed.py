"""A review: what was changed in an edited Word file, and what of it is wrong, as one value.

`told` tells it in a terminal or as JSON, `page` as a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.prepared import Prepared, shelf_files
from briefing.problems import Problem
from briefing.reading.word.edited import Change, EditedFile, words_of
from briefing.reading.word.habits import same
from briefing.review.judging import Judge
from briefing.review.passages import Leads, Passage, Verdict
from briefing.review.recording import (
    OTHER_PICTURE,
    PICTURE_REMEDY,
    Recording,
    is_of_picture,
    recording,
)
from briefing.review.redline import Span, redline
from briefing.revision.stated import Cells
from briefing.revision.taking import take
from briefing.writers.manifest import inputs_hash

WHAT = {
    "reworded": "reworded", "restyled": "made a {block}", "removed": "removed", "added": "added",
    "moved": "moved", "joined": "joined to what follows", "cell": "cell changed",
    "row_added": "row added", "row_removed": "row removed", "row_moved": "row moved",
    "column_added": "column added", "column_removed": "column removed",
    "column_moved": "column moved", "chart": "figures of a chart changed",
    "alt": "description changed", "furniture": "words of every page changed",
}

# Kinds of which `accept` takes some and leaves some.
PARTLY_TAKEN = ("furniture", "row_added", "row_removed", "row_moved", "column_added",
                "column_removed", "column_moved")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One change: where, by whom and when, the old and the new words, and what is said of it.

    `saved_by` is who saved the file last, where it does not say who made the change.
    """

    place: str
    what: str
    who: str
    when: str
    tracked: bool
    old: str
    new: str
    anchor: str
    verdicts: tuple[Verdict, ...]
    saved_by: str = ""

    @property
    def by(self) -> str:
        """Whoever changed it, as far as the file says."""
        saved = f"{self.saved_by}, who saved the file" if self.saved_by else "somebody"
        return self.who or saved

    @property
    def spans(self) -> tuple[Span, ...]:
        """Old and new words in one line."""
        return redline(self.old, self.new)

    def has(self, severity: str) -> bool:
        """Whether something of that weight is said of it."""
        return any(verdict.severity == severity for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Review:
    """An edited file reviewed: its changes in reading order, and what is said of the whole."""

    file: str
    title: str
    month: str
    edition: str
    changes: tuple[Reviewed, ...]
    whole: tuple[Verdict, ...]

    @property
    def verdicts(self) -> Iterator[Verdict]:
        """Everything that is said."""
        for change in self.changes:
            yield from change.verdicts
        yield from self.whole

    @property
    def called(self) -> str:
        """The report and its month, each once: "Performance, quarter 2 2024/25"."""
        return self.title if self.month in self.title else f"{self.title}, {self.month}"

    def count(self, severity: str) -> int:
        """How many of that weight there are."""
        return sum(verdict.severity == severity for verdict in self.verdicts)


def reviewed(name: str, edited: EditedFile, prepared: Prepared) -> Review:
    """The review of a file that was read back."""
    judge = Judge(prepared)
    edition = edited.run.get("edition", "") or "private"
    recorded = recording(edited, prepared)
    # what was written there by the report, where the file's own record says something else
    written = {one.anchor: one.now for one in recorded.places}
    changes = tuple(
        one if one.who else replace(one, saved_by=edited.saved.author) for one in _changes(
            filter(recorded.is_change, edited.changes), edition, judge, written,
            _left(name, edited, edition, prepared)))
    whole = (*_of_record(recorded), *stale(edited, prepared, recorded), *judge.file(edited))
    return Review(name, prepared.report.settings.report.title, prepared.report.period.full, edition,
                  changes, whole)


def _of_record(recorded: Recording) -> tuple[Verdict, ...]:
    """That the file's record of what was written was changed: then no words of it are believed."""
    if not recorded.altered:
        return ()
    return (Verdict("error", "what the file says was written in it is not what the report says: "
                    f"{recorded.told()}.", "Its record was changed by hand. Edit a file as "
                    "`briefing build` writes it."),)


def stale(edited: EditedFile, prepared: Prepared, recorded: Recording) -> tuple[Verdict, ...]:
    """A warning where what the report is made from has changed since the file was built."""
    inputs = edited.run.get("inputs", "")
    report = prepared.report_of(edited.run.get("edition", "") or "private")
    if not inputs or inputs == inputs_hash(report, shelf_files(prepared)):
        return ()
    what = f" Something else is said now of {recorded.told()}." if recorded.places else ""
    return (Verdict("warning", "the folder’s figures or words have changed since this file was "
                    f"built; it is judged by today’s.{what}", "Build the report again, and edit "
                    "that, if what changed is what was edited."),)


def _left(name: str, edited: EditedFile, edition: str, prepared: Prepared
          ) -> tuple[tuple[Change, Problem], ...]:
    """What `accept` would leave of the changes of which it takes some only, and why."""
    partly = tuple(one for one in edited.changes if one.kind in PARTLY_TAKEN)
    of = next((one for one in prepared.editions if one.name == edition), None)
    if not partly or of is None or of.revised is None:
        return ()
    return take(replace(edited, changes=partly, untaken=()), name, str(prepared.report.period),
                of.name, prepared.edits.edits, of.revised, prepared.layout,
                prepared.report.settings.report, Cells()).left_of


def _changes(changes: Iterable[Change], edition: str, judge: Judge, written: Mapping[str, str],
             left: Sequence[tuple[Change, Problem]]) -> Iterator[Reviewed]:
    leads = Leads()
    for change in changes:
        passage = leads.led(passage_of(change, edition, judge), change.kind == "added")
        if passage.before and change.anchor in written:
            passage = replace(passage, before=written[change.anchor])
        spot = judge.spot(change.anchor or change.follows)
        place = spot.place if spot is not None else change.anchor.partition(":")[0]
        if change.row or change.column:
            parts = place, change.row, change.column        # a cover's place is its row's
            place = " › ".join(dict.fromkeys(part for part in parts if part))
        verdicts = () if change.kind == "moved" else tuple(judge.passage(passage))
        verdicts = (*verdicts, *(Verdict("warning", problem.what, problem.hint, place=place)
                                 for one, problem in left if one is change))
        what = looked(change) or WHAT[change.kind].format(block=change.block)
        if is_of_picture(change):
            what = "another picture"
            verdicts = (Verdict("error", OTHER_PICTURE, PICTURE_REMEDY, place=place),)
        yield Reviewed(place, what, change.by.author,
                       change.by.when, change.by.tracked, passage.before, passage.after,
                       change.anchor or change.follows, verdicts)


def looked(change: Change) -> str:
    """What became of the look of words that are the same, "" where they are not: links and
    emphasis."""
    if change.kind != "reworded" or not same(words_of(change.before), words_of(change.after)):
        return ""
    before, after = ({(run.emphasis, run.target) for run in runs if run.text.strip()}
                     for runs in (change.before, change.after))
    told = [f"a link to {target}" if target else "strong words" if emphasis == "strong" else
            "emphasised words" for emphasis, target in sorted(after - before)
            if target or emphasis != "plain"]
    return f"{' and '.join(dict.fromkeys(told))} made" if told else "links or emphasis changed"


def _beside_heads(change: Change, judge: Judge) -> Iterator[str]:
    """The head of an added column, and its cells, each after the head of its row."""
    spot = judge.spot(change.anchor)
    heads = [line.split(" | ")[0] for line in spot.words.split("\n")] if spot is not None else []
    yield change.column
    for n, (cell,) in enumerate(change.rows[1:]):
        if cell:
            yield f"{heads[n]} | {cell}" if n < len(heads) else cell


def passage_of(change: Change, edition: str, judge: Judge) -> Passage:
    """The words of a change, to be judged."""
    before, after = words_of(change.before), words_of(change.after)
    if change.kind == "moved" and not after:
        after = before
    if change.kind == "column_added":
        after = "\n".join(_beside_heads(change, judge))
    elif change.rows and change.kind in ("added", "row_added"):
        after = "\n".join(filter(None, (after, *(" | ".join(row) for row in change.rows))))
    elif change.kind in ("row_moved", "column_moved"):
        before = after = change.row or change.column    # nothing in it is another
    elif change.rows:
        before = "\n".join(" | ".join(row) for row in change.rows)
    if change.alt and change.kind in ("added", "alt"):
        after = f"{after}\n{change.alt}".strip() if change.kind == "added" else (
            after or change.alt)
    block = {"cell": "cell", "chart": "chart", "alt": "alt"}.get(change.kind, change.block)
    if block in ("chart", "cell", "row", "column") and change.kind in ("removed", "moved"):
        block = "paragraph"         # it is gone or elsewhere, and no figure in it another one
    if change.kind in ("row_removed", "column_removed"):
        block = change.kind.partition("_")[0]
    elif change.kind in ("row_added", "column_added"):
        block = "paragraph"         # the words of an author
    statements = change.statements
    if not statements and change.kind != "added":
        spot = judge.spot(change.anchor)
        statements = spot.statements if spot is not None else ()
    column = "" if change.kind == "column_added" else change.column     # it is none of ours
    return Passage(change.anchor or change.follows, before, after, statements, block, change.row,
                   column, edition,
                   addresses=tuple(run.target for run in change.after if run.target))

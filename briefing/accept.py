"""An edited Word file taken into its report folder: edits/, commentary/, and who agreed to it.

The file is read back, its changes laid beside what the report says today, and judged as `review`
does. What is false is refused unless report.toml accepts it with a reason. All files are written
together or none, and an edited Word file is never written to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefing.build import report_name
from briefing.files import content_of
from briefing.periods import Period
from briefing.placing import alone_in
from briefing.prepared import Edition, EditionName, Given, Prepared, prepare
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean, listed, stop_if_any
from briefing.reading.accepting import settle
from briefing.reading.settings import FILE
from briefing.reading.settings_edits import settings_with
from briefing.reading.slots import words_of as words_of_slots
from briefing.reading.word.edited import Comment, EditedFile, words_of
from briefing.review.judging import judge
from briefing.review.recording import (
    OTHER_PICTURE,
    PICTURE_REMEDY,
    is_of_picture,
    recording,
)
from briefing.revision import FOLDER, Edit, Edits, Remark, refused, revise, written
from briefing.revision.agreed import Agreed, agreed_file, with_agreement, words_agreed
from briefing.revision.anchors import squeezed
from briefing.revision.edit import file_of
from briefing.revision.paragraphs import rewritten
from briefing.revision.period_slots import with_period_slots
from briefing.revision.standing import Standing
from briefing.revision.stated import Cells, Key, NewValue
from briefing.revision.taken import Own
from briefing.revision.taking import take

SHOWN = 5       # figures that are named of those that differ


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken over: the edits, those of the author's own paragraphs, what was left and why.

    `values` are those of report.toml that are others now.
    `files` are the names of the files that were written (or would be, in a dry run), `agreed` who
    agreed. `warnings` are what was said of the edits and stands against none.
    """

    files: tuple[str, ...]
    edits: tuple[Edit, ...]
    own: tuple[Own, ...]
    left: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    agreed: str = ""
    values: tuple[NewValue, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was taken over."""
        return bool(self.files)


@dataclass(frozen=True, slots=True)
class Asked:
    """How files are to be accepted: in whose name, and what may be passed over.

    `over` takes a file's words where another person changed the same; `revised` takes what still
    says the same from a file that was written from other data.
    """

    day: date
    agreed_by: str = ""
    over: bool = False
    revised: bool = False
    dry_run: bool = False


def accept(folder: Path, paths: Sequence[Path], asked: Asked, *, period: str = "",
           edition: str = "", trusted: bool = False, given: Given | None = None) -> Accepted:
    """The edited files taken into the folder, one after the other, all of them or none; they are
    of the folder's report, or of that of the area of many that something is `given`.

    Raises ProblemsFound where a file is not this report's as it stands, where two people changed
    the same statement, and where words are false.
    """
    from briefing.returned import returned

    problems: list[Problem] = []
    read: list[tuple[str, EditedFile]] = []
    for path in paths:
        try:
            read.append((path.name, returned(path, folder, period=period, edition=edition,
                                             trusted=trusted, given=given)))
        except ProblemsFound as fault:
            problems += fault.problems
    stop_if_any(problems)
    return accept_read(folder, read, asked, period=period, edition=edition, trusted=trusted,
                       given=given)


def accept_read(folder: Path, read: Sequence[tuple[str, EditedFile]], asked: Asked, *,
                period: str = "", edition: str = "", trusted: bool = False,
                given: Given | None = None) -> Accepted:
    """The edited files as they were read, by their names, taken into the folder."""
    prepared = _prepared(folder, period, edition, trusted, given)
    problems = [*_strangers(prepared, read, edition), *_unnamed(prepared, asked)]
    stop_if_any(problems)
    acceptance = _Acceptance(prepared, asked)
    for name, file in read:
        acceptance.take(name, file)
    stop_if_any(acceptance.problems)
    files = acceptance.files()
    if files and not asked.dry_run:
        _put(folder, files)
    if asked.agreed_by:
        files |= _agreement(folder, read, asked, period, trusted, given)
    return Accepted(tuple(files), tuple(acceptance.new), tuple(acceptance.own),
                    tuple(acceptance.left), tuple(acceptance.warnings), asked.agreed_by,
                    tuple(acceptance.values.values()))


def _prepared(folder: Path, period: str, edition: str, trusted: bool, given: Given | None
              ) -> Prepared:
    """The report in every edition that it is built in, as all of them would print what is taken
    over; in the one that is asked for where report.toml asks for the other alone."""
    prepared = prepare(folder, period, "", trusted, given=given)
    if edition in ("", *(one.name for one in prepared.editions)):
        return prepared
    return prepare(folder, period, "both", trusted, given=given)


class _Acceptance:
    """Takes files one after the other; each is laid beside the report with the edits so far."""

    def __init__(self, prepared: Prepared, asked: Asked) -> None:
        self.prepared, self.asked = prepared, asked
        self.period = str(prepared.report.period)
        self.edits: tuple[Edit, ...] = prepared.edits.edits
        self.remarks: list[Remark] = list(prepared.edits.remarks)
        self.new: list[Edit] = []
        self.own: list[Own] = []
        self.pictures: dict[str, bytes] = {}
        self.left: list[Problem] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.cells = Cells(prepared.report.observations)
        self.values: dict[Key, NewValue] = {}

    def take(self, name: str, file: EditedFile) -> None:
        """Take in a file."""
        recorded = recording(file, self.prepared)
        if recorded.altered:
            self.problems.append(Problem(
                Place(name), "what it says was written in it is not what the report says: "
                f"{recorded.told()}.", "Its record was changed by hand. Edit a file as `briefing "
                "build` writes it."))
            return
        if self.asked.agreed_by and recorded.places:
            self.problems.append(Problem(
                Place(name), f"the report says something else now than what {self.asked.agreed_by} "
                f"read: {recorded.told()}.",
                "Build the report again, and let them read that file."))
            return
        self.problems += [Problem(Place(name, column=anchor), OTHER_PICTURE, PICTURE_REMEDY)
                          for anchor in sorted(recorded.pictures)]
        file = replace(file, changes=tuple(
            one for one in file.changes if not is_of_picture(one)))
        edition = self._edition(str(file.run.get("edition", "")))
        now = Edits(self.period, self.edits, self.prepared.edits.earlier)
        revised = (edition.revised if edition.revised is not None
                   and self.edits == self.prepared.edits.edits else None) or revise(
            replace(edition.composed, document=_before(edition).document,
                    narration=_before(edition).narration),
            now, edition.findings, edition.name, self.prepared.pictures)
        other = _other_data(name, file, Standing(
            revised.composed.document, revised.composed.narration, edition.findings))
        if other is not None and not self.asked.revised:
            self.problems.append(other)
            return
        taken = take(file, name, self.period, edition.name, self.edits, revised,
                     self.prepared.layout, self.prepared.report.settings.report, self.cells,
                     over=self.asked.over)
        self.problems += taken.problems
        self.left += taken.left
        self.warnings += taken.asked
        new = [replace(one, period=self.period) for one in taken.new]
        mine = [replace(one, edit=replace(one.edit, period=self.period)) for one in taken.own]
        self._clashes(name, mine)
        self._values(name, taken.values)
        reasons = self._judged([*new, *(one.edit for one in mine)], file)
        as_judged = {old: reasons.get(edit, edit)
                     for old, edit in zip(taken.new, new, strict=True)}
        self.edits = tuple(as_judged.get(edit, edit) for edit in taken.edits)
        self.new += [as_judged[edit] for edit in taken.new]
        report = self.prepared.report
        self.own += with_period_slots(mine, report.written, words_of_slots(
            report.settings.report, report.period))
        self.pictures |= taken.pictures
        self.warnings += [Problem(
            Place(edit.file, column=edit.picture), "nothing says what the picture shows.",
            "Say it for those who cannot see it, in alt.", warning=True)
            for edit in new if edit.picture and not edit.alt.strip()]
        self._comments(file.comments, edition.name, name)

    def _edition(self, name: str) -> Edition:
        return next(one for one in self.prepared.editions if one.name == name)

    def _clashes(self, name: str, own: Iterable[Own]) -> None:
        """Problems where two files change the same paragraph of the author's."""
        before = {(one.file, one.line): one for one in self.own if one.kind != "added"}
        for one in own:
            other = before.get((one.file, one.line))
            if one.kind == "added" or other is None or other.edit.words == one.edit.words:
                continue
            if self.asked.over:
                self.own.remove(other)
                continue
            self.problems.append(Problem(
                Place(name, column=one.edit.of), f"{other.edit.who or 'somebody'} changed it as "
                f"well. Written: {one.edit.original} – {other.edit.who or 'the other'}: "
                f"{other.edit.words} – {one.edit.who or 'this file'}: {one.edit.words}",
                "Accept one of the two files, or take this one's words with --over."))

    def _values(self, name: str, values: Iterable[NewValue]) -> None:
        """Keep what report.toml is to say; problems where two files say it otherwise.

        That of a folder of areas is for all of them, and stays as it is.
        """
        of_one = self.prepared.report.settings.areas is not None
        for new in values:
            if of_one:
                self.left.append(Problem(
                    Place(name, column=new.shown), f"{FILE} is for every area: ‘{new.before}’ "
                    f"there stays, here it is ‘{new.after}’.", f"Change it in {FILE}."))
                continue
            other = self.values.get(new.key)
            if other is not None and other.after != new.after and not self.asked.over:
                self.problems.append(Problem(
                    Place(name, column=new.shown), "another file changed it as well. Written: "
                    f"{new.before} – the other: {other.after} – {name}: {new.after}",
                    "Accept one of the two files, or take this one's words with --over."))
            else:
                self.values[new.key] = new

    def _judged(self, edits: Sequence[Edit], file: EditedFile) -> dict[Edit, Edit]:
        """The edits that were accepted with a reason, each with it; problems for what is false."""
        reasons: dict[Edit, Edit] = {}
        for verdict in judge(edits, None, self.prepared):
            if verdict.edit is None or verdict.severity == "note":
                continue
            problem = refused(verdict.edit, verdict.what, verdict.hint)
            if verdict.severity == "warning":
                self.warnings.append(replace(problem, warning=True))
                continue
            as_warning = replace(problem, warning=True)
            _, accepted = settle([as_warning], self.prepared.report.settings.accept,
                                 self.prepared.report.settings.report.date, spare=False)
            if not accepted:
                self.problems.append(problem)
                continue
            reasons[verdict.edit] = replace(verdict.edit, warning=verdict.what,
                                            remedy=verdict.hint, why=accepted[0].reason)
        return reasons

    def _comments(self, comments: Iterable[Comment], made_in: EditionName, file: str) -> None:
        """Keep the comments that are open, and mark those that were settled."""
        for comment in comments:
            if comment.ours:
                continue
            text = squeezed(comment.text)
            known = next((n for n, one in enumerate(self.remarks)
                          if (one.text, one.who, one.anchor) == (
                              text, comment.by.author, comment.anchor)), None)
            if known is not None and comment.resolved and not self.remarks[known].settled:
                self.remarks[known] = replace(self.remarks[known], settled=f"resolved in {file}")
            elif known is None and not comment.resolved:
                self.remarks.append(Remark(text, comment.by.author, comment.by.when,
                                           comment.anchor, squeezed(comment.quoted),
                                           made_in=made_in))

    def files(self) -> dict[str, bytes]:
        """The files that are changed, by their names in the folder."""
        folder = self.prepared.report.folder
        made: dict[str, bytes] = {}
        name = file_of(self.period)
        edits = Edits(self.period, self.edits, (), tuple(self.remarks))
        if self.edits or self.remarks or (folder / name).exists():
            made[name] = written(edits)
        if self.values:
            made[FILE] = self._settings(folder)
        made |= {f"{FOLDER}/{picture}": content for picture, content in self.pictures.items()}
        for file in dict.fromkeys(one.file for one in self.own):
            before = content_of(folder / file) if (folder / file).exists() else b""
            made[file] = rewritten(before, _each_once(one for one in self.own if one.file == file))
        unchanged = self.edits == self.prepared.edits.edits and (
            tuple(self.remarks) == self.prepared.edits.remarks)
        if unchanged:       # a person's own remarks in the file stay
            made.pop(name, None)
        return made


    def _settings(self, folder: Path) -> bytes:
        """report.toml with its new values; a report that is named by its title keeps its name."""
        values = {key: new.after for key, new in self.values.items()}
        if ("report", "title") in values and not self.prepared.report.settings.report.name:
            values["report", "name"] = report_name(self.prepared.report)
        return settings_with(content_of(folder / FILE), values)


def _each_once(own: Iterable[Own]) -> list[Own]:
    """The changes without those that a second copy of the file brought too."""
    kept: dict[tuple[object, ...], Own] = {}
    for one in own:
        kept.setdefault((one.line, one.kind, one.edit.words), one)
    return list(kept.values())


def _before(edition: Edition) -> Standing:
    assert edition.revised is not None
    return edition.revised.before


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    with alone_in(folder, shown=folder.name,
                  remedy="Close its files in other programs and try again.") as room:
        room.put(files)


def _agreement(folder: Path, read: Sequence[tuple[str, EditedFile]], asked: Asked, period: str,
               trusted: bool, given: Given | None) -> dict[str, bytes]:
    """The records of who agreed to the report as it stands with the edits, put in place."""
    files: dict[str, bytes] = {}
    for name, file in read:
        edition = str(file.run.get("edition", ""))
        prepared = prepare(folder, period, edition, trusted, given=given)
        one = prepared.editions[0]
        agreed = Agreed(asked.agreed_by, asked.day, name, words_agreed(one.composed.document))
        before = [other for other in one.agreed if other.name == agreed.name]
        if before and before[0].words == agreed.words:
            continue
        files[agreed_file(str(prepared.report.period), edition)] = with_agreement(one.agreed,
                                                                                  agreed)
    if files and not asked.dry_run:
        _put(folder, files)
    return files


# ── what is refused ──────────────────────────────────────────────────────────────────────────────


def _strangers(prepared: Prepared, read: Iterable[tuple[str, EditedFile]], edition: str
               ) -> Iterable[Problem]:
    """Problems with files of another report, period or edition."""
    report = prepared.report
    ours = report_name(report)
    built = {one.name for one in prepared.editions}
    asked = edition or report.settings.report.edition
    wanted = built if asked == "both" else {asked}
    for name, file in read:
        place = Place(name)
        theirs = str(file.run.get("report", ""))
        month = str(file.run.get("period", ""))
        made_in = str(file.run.get("edition", ""))
        if theirs and theirs != ours:
            yield Problem(place, f"it is a file of the report '{theirs}'; this folder's is "
                          f"'{ours}'.", "Give the folder that it was built from.")
        elif month != str(report.period):
            of = Period.stored(month).full if month else "no month"
            yield Problem(place, f"it is of {of}; the report is of {report.period.full}.",
                          f"Accept it with --period {month}, or give the file of "
                          f"{report.period.full}." if month else "Build the report again.")
        elif made_in not in wanted:
            yield Problem(place, f"it is of the {made_in or 'unknown'} edition; "
                          f"the {asked} one is asked for.",
                          "Give the other edition's file, or ask for this one with "
                          f"--edition {made_in or 'private'}.")


def _unnamed(prepared: Prepared, asked: Asked) -> Iterable[Problem]:
    """A problem with who agrees, where report.toml asks for nobody of that name."""
    names = prepared.report.settings.approval.names
    if asked.agreed_by and asked.agreed_by not in names:
        yield Problem(Place("--as"), f"'{asked.agreed_by}' is none of those who must agree.",
                      did_you_mean(asked.agreed_by, names) or (
                          f"It is {listed(names)}." if names else
                          f'Name them in {FILE}: [approval] names = ["{asked.agreed_by}"].'))


def _other_data(name: str, file: EditedFile, now: Standing) -> Problem | None:
    """A problem with a file that prints other figures than today's data give; None for a sound one.
    """
    differing: dict[str, tuple[str, str]] = {}
    for anchor in file.anchors:
        place = now.anchors.get(anchor.id)
        if place is None:
            continue
        said = squeezed(words_of(anchor.original))
        for figure in anchor.printed:
            today = now.figures.get(figure.fact)
            if today is not None and said != place.words and figure.text not in (
                    now.texts.get(figure.fact, ())):
                differing.setdefault(figure.fact, (figure.text, today.text))
    if not differing:
        return None
    shown = [f"{fact} was {then} and is {today}"
             for fact, (then, today) in list(differing.items())[:SHOWN]]
    more = f" and {len(differing) - SHOWN} more" if len(differing) > SHOWN else ""
    return Problem(Place(name), f"it was written from other data than today's: "
                   f"{'; '.join(shown)}{more}.",
                   "Build the report again and have that file edited; or take over what still says "
                   "the same with --revised.")

"""What the terminal does and takes long, done beside the page: one after the other, with progress.

Each is the command's own function; what it says, and what it finds wrong, is what the terminal
would say.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from briefing.accept import Asked
from briefing.accept import accept as accept_files
from briefing.areas.asked import views
from briefing.areas.moving import move_on_areas
from briefing.areas.run import Run, build_areas
from briefing.areas.view import View, at_home
from briefing.build import build, checked, said_of_check
from briefing.next_period import move_on, told_of
from briefing.placing.names import name_fault
from briefing.prepared import Given
from briefing.preview.renewing import Wanted
from briefing.problems import Place, Problem, ProblemsFound
from briefing.review.page import review_page
from briefing.review.told import summary
from briefing.reviewing import review_file

State = Literal["working", "done", "problems", "failed"]
Step = Callable[[str, float], None]
UNTITLED = "edited.docx"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job has to say, and what came of it: files that can be opened, a page to be read."""

    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work as it stands: its name, the step it is at, and how much of it is done."""

    number: int
    name: str
    state: State = "working"
    step: str = ""
    done: float = 0.0
    outcome: Outcome = Outcome()


class Jobs:
    """The job that is at work, or was last; another waits for nothing and is refused meanwhile."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self.tell = tell
        self.last: Job | None = None
        self.edited: Path | None = None     # the Word file that was reviewed last
        self.room: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether one is at work."""
        return self.last is not None and self.last.state == "working"

    def start(self, name: str, work: Callable[[Step], Outcome]) -> Job | None:
        """The job, begun in a thread of its own; None where another is at work."""
        with self._lock:
            if self.busy:
                return None
            job = Job(self.last.number + 1 if self.last else 1, name)
            self.last = job
        threading.Thread(target=self._run, args=(work,), daemon=True).start()
        self.tell()
        return job

    def _run(self, work: Callable[[Step], Outcome]) -> None:
        state: State = "failed"
        outcome = Outcome()
        try:
            outcome, state = work(self._at), "done"
        except ProblemsFound as fault:
            outcome, state = Outcome(problems=fault.problems), "problems"
        finally:        # a fault of our own goes on to the terminal, and is seen here too
            self._become(state=state, done=1.0, outcome=outcome)

    def _at(self, step: str, done: float) -> None:
        self._become(step=step, done=done)

    def _become(self, **changes: object) -> None:
        with self._lock:
            if self.last is not None:
                self.last = replace(self.last, **changes)   # type: ignore[arg-type]
        self.tell()

    def keep(self, name: str, content: bytes) -> Path:
        """The Word file that was sent, kept for as long as the preview runs."""
        if self.room is None:
            self.room = tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True)
        plain = Path(name.replace("\\", "/")).name
        if not plain.casefold().endswith(".docx") or name_fault(plain) or plain.startswith("."):
            plain = UNTITLED
        path = Path(self.room.name) / plain
        path.write_bytes(content)
        self.edited = path
        return path

    def close(self) -> None:
        """Take away what was kept."""
        if self.room is not None:
            self.room.cleanup()


# ── the commands ────────────────────────────────────────────────────────────────────────────────


def _homes(wanted: Wanted) -> Iterator[tuple[Path, Given | None, View | None]]:
    """The report folder, or the area of it as one, with what it is given; what is written there
    goes back at the end."""
    return views(wanted.folder, [wanted.area] if wanted.area else [], wanted.options)


def _at_home(view: View | None, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems at the places where their files stand in the folder."""
    return tuple(problems) if view is None else view.opened.at_home(view.area, problems)


def check(wanted: Wanted) -> Callable[[Step], Outcome]:
    """`briefing check`."""
    def work(at: Step) -> Outcome:
        at("check", 0.1)
        outcome = Outcome()
        for home, given, view in _homes(wanted):
            with at_home(view):
                prepared = checked(home, wanted.period, wanted.edition, wanted.trusted, given)
            outcome = Outcome((said_of_check(prepared),), _at_home(view, prepared.warnings))
        return outcome

    return work


def build_report(wanted: Wanted, final: bool = False, leave_open: Sequence[str] = ()
                 ) -> Callable[[Step], Outcome]:
    """`briefing build`, with --final and --leave-open where they are asked for."""
    def of_area(at: Step) -> Outcome:
        asked = replace(wanted.options, final=final, leave_open=tuple(leave_open))
        at(f"build {wanted.area}", 0.1)
        run = build_areas(wanted.folder, [wanted.area], asked)
        if run.crashes:
            raise RuntimeError("\n".join(run.crashes.values()))
        if run.failed:
            raise ProblemsFound(run.problems or run.warnings)
        return Outcome(tuple(f"to be written: {text}" for text in run.asked),
                       (*run.problems, *run.warnings), _built(wanted.folder, run))

    def work(at: Step) -> Outcome:
        if wanted.area:
            return of_area(at)
        built = build(wanted.folder, period=wanted.period, edition=wanted.edition, final=final,
                      leave_open=leave_open, trusted=wanted.trusted, on_step=at)
        asked = tuple(f"to be written: {text}" for text in built.asked)
        return Outcome(asked, built.warnings, built.files)

    return work


def review(wanted: Wanted, path: Path) -> Callable[[Step], Outcome]:
    """`briefing review FILE.docx`."""
    def work(at: Step) -> Outcome:
        at(f"review {path.name}", 0.2)
        outcome = Outcome()
        for home, given, view in _homes(wanted):
            with at_home(view):
                seen = review_file(path, home, wanted.trusted, given)
            outcome = Outcome((f"{path.name}: {summary(seen)}",), page=review_page(seen))
        return outcome

    return work


def accept(wanted: Wanted, path: Path, agreed_by: str = "", over: bool = False,
           revised: bool = False) -> Callable[[Step], Outcome]:
    """`briefing accept FILE.docx`."""
    def work(at: Step) -> Outcome:
        at(f"accept {path.name}", 0.2)
        asked = Asked(date.today(), agreed_by, over, revised)
        outcome = Outcome()
        for home, given, view in _homes(wanted):
            with at_home(view):
                taken = accept_files(home, [path], asked, period=wanted.period,
                                     edition=wanted.edition, trusted=wanted.trusted,
                                     given=given)
            count = len(taken.edits) + len(taken.own) + len(taken.values)
            lines = [f"{count} change{'s' * (count != 1)} taken over." if count
                     else "Nothing was changed in it."]
            lines += [name if view is None else
                      view.home(home / name).relative_to(view.opened.folder).as_posix()
                      for name in taken.files]
            if agreed_by:
                lines.append(f"{agreed_by} agrees to the report as it is now.")
            outcome = Outcome(tuple(lines), _at_home(view, (*taken.left, *taken.warnings)))
        return outcome

    return work


def _built(folder: Path, run: Run) -> tuple[Path, ...]:
    """The files of the areas that were made."""
    return tuple(folder / "out" / entry.area / name for entry in run.entries
                 for name in entry.outputs)


def next_month(wanted: Wanted, period: str = "", day: date | None = None
               ) -> Callable[[Step], Outcome]:
    """`briefing next [PERIOD]`."""
    def work(at: Step) -> Outcome:
        at("move on", 0.2)
        if wanted.area:
            return Outcome(tuple(move_on_areas(wanted.folder, period, day, wanted.trusted)))
        return Outcome(tuple(told_of(move_on(wanted.folder, period, day, wanted.trusted))))

    return work


def word_files(folder: Path, area: str = "") -> tuple[str, ...]:
    """The Word files that lie in the folder and in what was built: those that can be picked.

    A link to what lies outside the folder is none of them.
    """
    home = folder.resolve()
    found = [path for place in (folder, folder / "out" / area) if place.is_dir()
             for path in sorted(place.glob("*.docx"))
             if path.is_file() and not path.name.startswith((".", "~"))
             and path.resolve().is_relative_to(home)]
    return tuple(path.relative_to(folder).as_posix() for path in found)


def picked(folder: Path, name: str, area: str = "") -> Path:
    """The Word file of that name in the folder; raises ProblemsFound where there is none."""
    if name not in word_files(folder, area):
        raise ProblemsFound([Problem(Place(name[:80]), "there is no such Word file in the folder.",
                                     "Pick one of the list, or send one.")])
    return folder / name

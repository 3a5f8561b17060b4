"""What ends in each message of the preview and of explain: a folder, and what is done in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from briefing.explain import explained
from briefing.preview import jobs, renewing, starting
from briefing.preview.once import once_file
from briefing.preview.renewing import Wanted, renewed
from briefing.preview.sent import at_work, changed_meanwhile, day_sent, failed, fields_sent
from briefing.preview.serving import listening
from briefing.preview.settings_form import accept_warning, fields_of, save_report
from briefing.preview.starting import start
from briefing.preview.unsaved import FOLDER, Unsaved, checked_window, keep
from briefing.preview.writing import checked_name, saved
from briefing.problems import Problem, ProblemsFound
from tests.preview.server import written_to

WORDS = Unsaved("commentary/background.md", "one", "Words.", "", datetime(2022, 9, 2))


def _told(problem: Problem) -> None:
    raise ProblemsFound([problem])


def _taken(folder: Path) -> None:
    with listening() as sock:
        sock.listen()
        listening(sock.getsockname()[1]).close()


def _missing(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starting, "NEEDED", ("no_such_package",))
        start(Wanted(written_to(folder)), 0, False, print)


def _going(folder: Path) -> None:
    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renewing, "prepare", gone)
        raise ProblemsFound(renewed(Wanted(folder)).problems)


def _set(folder: Path, **given: str) -> None:
    save_report(written_to(folder), given, fields_of(folder)[1].hash)


def _unreadable(folder: Path) -> None:
    (written_to(folder) / "commentary" / "background.md").mkdir(parents=True)
    saved(folder, "commentary/background.md", "Words.", "")


def _without_folder(folder: Path) -> None:
    saved(folder / "gone", "commentary/background.md", "Words.", "")


def _linked(folder: Path) -> None:
    (written_to(folder) / FOLDER).symlink_to(folder.parent)
    keep(folder, WORDS)


def _in_the_way(folder: Path) -> None:
    (written_to(folder) / FOLDER).write_text("")
    keep(folder, WORDS)


def _known_name(folder: Path) -> None:
    report = renewed(Wanted(written_to(folder))).report
    assert report is not None
    checked_name("commentary/backgrund.md", report.prepared, folder)


def _keeping(folder: Path) -> Path:
    """A folder whose private edition keeps to the rule as well."""
    written_to(folder)
    for name, more in (("report.toml", '[disclosure]\neditions = ["private", "public"]\n'),
                       ("values.csv", "")):
        kept = (folder / name).read_text("utf-8").splitlines()
        (folder / name).write_text("\n".join(
            [line for line in kept if not line.startswith("assessed")]) + "\n" + more, "utf-8")
    return folder


REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a statement that is none": (
        lambda folder: list(explained(written_to(folder), "referrals/chnge.1")),
        "INDICATOR: there is no statement 'referrals/chnge.1'. Did you mean "
        "'referrals/change.1'?"),
    "a figure that is none": (
        lambda folder: list(explained(written_to(folder), "referrals:current:1999-01")),
        "INDICATOR: there is no figure 'referrals:current:1999-01' in the private edition. Its "
        "identity stands in figures.csv."),
    "a preview without its packages": (
        _missing, "briefing preview: it needs Starlette and Uvicorn, which are not installed. "
        'Install them: pip install "briefing[preview]". Without them, --once FILE.html writes the '
        "page as a file."),
    "a preview of no folder": (
        lambda folder: start(Wanted(folder), 0, False, print),
        "report.toml: there is no such file in FOLDER. Name the report's folder, or make one to "
        "start from: briefing new FOLDER."),
    "a window that is none": (
        lambda folder: checked_window("../x"), "the page: what was sent is none of its windows. "
        "Load the page again."),
    "what is typed kept in a folder that is a link": (
        _linked, ".briefing-unsaved: it is a link, and what you type is kept in the report's "
        "folder itself. Take the link away."),
    "what is typed kept in a folder that went": (
        lambda folder: keep(folder / "gone", WORDS), "FOLDER/gone: there is no such report folder "
        "any more. Put it back, then save again: the page keeps what you wrote."),
    "what is typed kept where a file is": (
        _in_the_way, ".briefing-unsaved: what you type cannot be kept there: File exists. It "
        "stands in this window alone until it is saved."),
    "a page as a file of the public edition": (
        lambda folder: once_file(Wanted(written_to(folder), edition="public")),
        "--once: a page with its provenance holds what the public edition withholds. Say "
        "--edition private: the file is of the private edition, and not to be circulated."),
    "a page as a file of a private edition that withholds": (
        lambda folder: once_file(Wanted(_keeping(folder))),
        "--once: a page with its provenance holds what the private edition withholds too. See it "
        "with `briefing preview` alone; or take \"private\" out of disclosure.editions in "
        "report.toml."),
    "a form that is none": (
        lambda folder: fields_sent(b"["),
        "the page: what was sent is none of its forms. Load the page again."),
    "a meeting on no day": (
        lambda folder: day_sent("soon"), "the meeting: 'soon' is no date. Write it so: "
        "2022-09-13."),
    "work while other work is done": (
        lambda folder: _told(at_work()), "briefing preview: other work is being done. Wait until "
        "it has ended, then try again."),
    "a fault of the program": (
        lambda folder: _told(failed()), "briefing preview: the program failed here, which is its "
        "own fault. The terminal that it was started in says where; tell it to who looks after "
        "it."),
    "settings that were changed meanwhile": (
        lambda folder: _told(changed_meanwhile("report.toml")), "report.toml: it was changed "
        "meanwhile; nothing was saved. Look at it as it is now, then save again."),
    "a Word file that is not in the folder": (
        lambda folder: jobs.picked(written_to(folder), "x.docx"), "x.docx: there is no such Word "
        "file in the folder. Pick one of the list, or send one."),
    "a setting that is no date": (
        lambda folder: _set(folder, date="soon"),
        "report.toml, report.date: 'soon' is no date. Write it so: 2022-09-13."),
    "a warning accepted without a reason": (
        lambda folder: accept_warning(written_to(folder), "w", "", fields_of(folder)[1].hash,
                                      date(2022, 9, 1)),
        "reason: it is empty. Say why the warning is right and the figures stay as they are."),
    "paragraphs saved into a folder that went": (
        _without_folder, "FOLDER/gone: there is no such report folder any more. Put it back, then "
        "save again: the page keeps what you wrote."),
    "a file that is none of paragraphs": (
        lambda folder: checked_name("report.toml", None, folder),
        "report.toml: it is no file of paragraphs. They are commentary/NAME.md."),
    "paragraphs of no place": (
        _known_name, "commentary/backgrund.md: 'backgrund' is no place of the layout, and no "
        "service area or indicator of this report. Did you mean 'background'?"),
    "a folder in the place of a file of paragraphs": (
        _unreadable, "commentary/background.md: it is a folder, not a file. Name a file, or take "
        "it away."),
    "a folder that goes while it is read": (
        _going, "FOLDER: there is no such file. Put it back."),
}
# What it says is the system's own: tests/preview/test_once.py holds it.
MET = {"a port that is taken": (_taken, "")}

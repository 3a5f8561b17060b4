"""What the terminal does, begun in the page: the same words, the same files, one at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from briefing.build import build
from briefing.preview import jobs
from briefing.preview.jobs import Jobs, Outcome
from tests.preview.server import Preview, previewing, written_to
from tests.reports import SMALL


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(written_to(tmp_path / "report")) as made:
        yield made


def edited(path: Path, old: str, new: str) -> bytes:
    """A Word file of ours in which somebody changed these words."""
    opened = docx.Document(str(path))
    (run,) = [run for paragraph in opened.paragraphs for run in paragraph.runs if old in run.text]
    run.text = run.text.replace(old, new)
    made = path.with_name("edited.docx")
    opened.save(str(made))
    return made.read_bytes()


def test_check_says_what_the_terminal_says(preview: Preview) -> None:
    assert preview.post("/job/check").status == 200
    job = preview.done()
    assert (job.state, job.outcome.lines) == (
        "done", ("2 indicators, 4 figures, July 2022: no warnings, no problems.",))
    assert "no warnings, no problems." in preview.ask("/panel/job").text


def test_build_writes_what_the_command_writes(preview: Preview, tmp_path: Path) -> None:
    assert preview.post("/job/build").status == 200
    job = preview.done()
    assert job.state == "done"
    there = build(preview.folder, out=tmp_path / "there").files
    assert [p.name for p in job.outcome.files] == [p.name for p in there]
    for n, path in enumerate(there):
        reply = preview.ask(f"/files/{n}/{path.name}")
        assert reply.status == 200
        assert reply.body == path.read_bytes()
    assert preview.ask(f"/files/0/{there[1].name}").status == 404


def test_build_with_problems_writes_nothing(preview: Preview) -> None:
    preview.change("values.csv", SMALL["values.csv"] + "nobody,2022-07,1\n")
    preview.post("/job/build")
    assert preview.done().state == "problems"
    assert "Not done: nothing was written" in preview.ask("/panel/job").text
    assert not (preview.folder / "out").exists() or not list((preview.folder / "out").iterdir())


def test_a_final_report_names_what_is_open(preview: Preview) -> None:
    preview.post("/job/build", final="yes", leave_open="nothing: no reason")
    assert preview.done().state == "problems"


def test_an_edited_word_file_is_reviewed_and_accepted(preview: Preview) -> None:
    preview.change("commentary/background.md", "We report every month.")
    word = next(p for p in build(preview.folder).files if p.suffix == ".docx")
    sent = edited(word, "every month", "each and every month")
    (word.parent / "edited.docx").unlink()
    reply = preview.ask("/upload?name=From%20Ann.docx", "PUT", sent)
    assert reply.status == 200
    job = preview.done()
    assert job.state == "done"
    assert job.outcome.lines == ("From Ann.docx: 1 change: no problems, no warnings.",)
    page = preview.ask("/review")
    assert "<ins>each and</ins>" in page.text or "each and" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "Take From Ann.docx into the folder" in preview.ask("/panel/work").text
    preview.post("/job/accept")
    assert preview.done().outcome.lines[0] == "1 change taken over."
    assert (preview.folder / "commentary" / "background.md").read_text().strip() == (
        "We report each and every month.")


def test_a_word_file_of_the_folder_is_picked(preview: Preview) -> None:
    word = next(p for p in build(preview.folder).files if p.suffix == ".docx")
    assert f"out/{word.name}" in preview.ask("/panel/work").text
    preview.post("/job/review", file=f"out/{word.name}")
    assert preview.done().state == "done"
    reply = preview.post("/job/review", file="../secret.docx")
    assert reply.status == 422
    assert "there is no such Word file in the folder." in reply.text


@pytest.mark.parametrize("content", [b"", b"no Word file", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_told(preview: Preview, content: bytes) -> None:
    preview.ask("/upload?name=x.docx", "PUT", content)
    assert preview.done().state == "problems"


@pytest.mark.parametrize("name", ["../../x.docx", "C:\\x\\y.docx", "x.exe", "", ".docx", "con.docx",
                                  "a/b.docx"])
def test_what_is_sent_is_kept_in_a_room_of_its_own(tmp_path: Path, name: str) -> None:
    made = Jobs(lambda: None)
    path = made.keep(name, b"x")
    assert made.room is not None
    assert path.parent == Path(made.room.name)
    assert path.suffix == ".docx"
    made.close()
    assert not path.exists()


def test_the_report_is_moved_on(preview: Preview) -> None:
    preview.change("report.toml", SMALL["report.toml"] + 'period = "2022-07"\n')
    preview.post("/job/next")
    job = preview.done()
    assert job.outcome.lines[0].startswith("report.toml is of August 2022 now; as it was it is in")
    assert 'period = "2022-08"' in (preview.folder / "report.toml").read_text()
    assert preview.post("/job/next", day="soon").status == 422


def test_one_thing_at_a_time(tmp_path: Path) -> None:
    going = threading.Event()
    made = Jobs(lambda: None)

    def work(at: jobs.Step) -> Outcome:
        at("wait", 0.5)
        going.wait(20)
        return Outcome(("done",))

    assert made.start("First", work) is not None
    assert made.start("Second", work) is None
    going.set()
    while made.busy:
        pass
    assert made.last is not None
    assert (made.last.name, made.last.state, made.last.outcome.lines) == (
        "First", "done", ("done",))


def test_what_is_saved_while_it_builds_is_not_lost(preview: Preview,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """The build goes on with what it read; the page is answered, and shows what was saved."""
    begun, going = threading.Event(), threading.Event()
    real = jobs.build

    def slow(*given: Any, **options: Any) -> Any:
        begun.set()
        going.wait(20)
        return real(*given, **options)

    monkeypatch.setattr(jobs, "build", slow)
    preview.post("/job/build")
    assert begun.wait(20)
    assert preview.post("/job/check").status == 422
    reply = preview.post("/save", file="commentary/background.md", text="Saved meanwhile.", hash="")
    assert reply.status == 200
    preview.until(lambda: "Saved meanwhile." in preview.ask("/report/private").text)
    going.set()
    assert preview.done().state == "done"
    assert "Saved meanwhile." in (preview.folder / "commentary" / "background.md").read_text()


def test_a_fault_of_our_own_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                           ) -> None:
    told: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    made = Jobs(lambda: None)

    def work(at: jobs.Step) -> Outcome:
        raise ZeroDivisionError

    made.start("Check", work)
    while made.busy or not told:
        pass
    assert made.last is not None
    assert made.last.state == "failed"
    assert told[0].exc_type is ZeroDivisionError

"""The clean set to circulate: what keeps a report from it, what is not in it, and who agreed."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from briefing.build import build
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.word.edited import Comment
from briefing.revision import Edit, Edits, Remark, written
from tests.commands.test_publish import run
from tests.revision import hand_made
from tests.revision.hand_made import ALI, accept, reworded
from tests.revision.reports import REFERRALS, report

NAME = "monthly-report-2022-07"
HEAD = "summary.area.referrals.1"
APPROVAL = '\n[approval]\nnames = ["Head of Service", "Director"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


def word_of(folder: Path, edition: str = "private") -> bytes:
    place = "out" if edition == "private" else "out/public"
    return (folder / place / f"{NAME}{'' if edition == 'private' else '-public'}.docx").read_bytes()


def problems(folder: Path, *leave_open: str) -> list[str]:
    with pytest.raises(ProblemsFound) as refused:
        build(folder, final=True, leave_open=leave_open)
    assert not (folder / "out").exists()
    return [str(one) for one in refused.value.problems]


def test_a_final_word_file_holds_nothing_of_its_making(folder: Path) -> None:
    build(folder, edition="both")
    review = {"private": word_of(folder), "public": word_of(folder, "public")}
    pdf = (folder / "out" / f"{NAME}.pdf").read_bytes()
    build(folder, edition="both", final=True)
    for edition, before in review.items():
        final = word_of(folder, edition)
        with ZipFile(io.BytesIO(final)) as parts:
            names = parts.namelist()
            content = {name: parts.read(name) for name in names}
        assert not [name for name in names if "customXml" in name or "comments" in name
                    or name == "docProps/custom.xml"]
        body = content["word/document.xml"].decode()
        marks = set(re.findall(r'w:name="(_b_\w+)"', body))
        links = set(re.findall(r'w:anchor="(\w+)"', body)) | set(re.findall(r"PAGEREF (\w+)", body))
        assert marks
        assert marks <= links
        for part in content.values():
            assert b"urn:briefing-builder" not in part
        assert b"inputs" not in content["docProps/core.xml"]
        # every relationship leads to a part, every part has its type
        types = content["[Content_Types].xml"].decode()
        for one in re.findall(r'PartName="/([^"]+)"', types):
            assert one in names
        words = [one.text for one in docx.Document(io.BytesIO(final)).paragraphs]
        assert words == [one.text for one in docx.Document(io.BytesIO(before)).paragraphs]
    assert (folder / "out" / f"{NAME}.pdf").read_bytes() == pdf
    assert word_of(folder) == word_of(folder)
    manifest = json.loads((folder / "out" / f"{NAME}.manifest.json").read_text("utf-8"))
    assert manifest["final"] == {"final": "private"}


def test_it_is_the_same_on_a_second_run(folder: Path) -> None:
    build(folder, edition="private", final=True)
    before = word_of(folder)
    build(folder, edition="private", final=True)
    assert word_of(folder) == before


def test_what_is_open_is_named(folder: Path) -> None:
    (folder / "edits").mkdir()
    (folder / "edits" / "2022-07.toml").write_bytes(written(Edits("2022-07", (
        Edit(statement="referrals/change.1", original="It was otherwise.", words="X."),),
        remarks=(Remark("Is this right?", "Ali Khan"), Remark("And this?", settled="yes")))))
    (folder / "commentary" / "background.md").write_text("Write here what it is.")
    said = problems(folder)
    assert [one.partition(" Settle it")[0].partition(" Written: ")[0] for one in said] == [
        "commentary/background.md: it still says “Write here what it is.”",
        "edits/2022-07.toml, comment 1, line 12: the comment of Ali Khan is open: “Is this "
        "right?”",
        "edits/2022-07.toml, edit 1, line 7: referrals/change.1 says something else now than when "
        "it was edited."]
    assert said[1].endswith('leave it open with its reason: --leave-open "comment 1: why".')
    build(folder, final=True, leave_open=(
        "comment 1: he is on leave", "referrals/change.1: next month",
        "commentary/background.md: it is known"))
    manifest = json.loads((folder / "out" / f"{NAME}.manifest.json").read_text("utf-8"))
    assert manifest["final"]["left open: comment 1"] == "he is on leave"


LEFT_OPEN = {
    "comment 2: why": "--leave-open: nothing open is called 'comment 2'. Did you mean 'comment 1'?",
    "comment 1": "--leave-open: it does not say why 'comment 1' is left open. Write --leave-open "
                 '"comment 1: why".',
}


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_what_is_left_open_has_its_name_and_reason(folder: Path, text: str) -> None:
    (folder / "edits").mkdir()
    (folder / "edits" / "2022-07.toml").write_bytes(
        written(Edits("2022-07", remarks=(Remark("Is this right?"),))))
    assert LEFT_OPEN[text] in problems(folder, text)


def test_the_review_copy_says_what_was_edited_and_the_final_one_does_not(folder: Path) -> None:
    accept(folder, hand_made.written(folder, "private", reworded(HEAD, "Referrals rose to 251.")))
    build(folder)

    def comments(edition: str) -> str:
        with ZipFile(io.BytesIO(word_of(folder, edition))) as parts:
            names = [name for name in parts.namelist() if "comments" in name]
            return "".join(parts.read(name).decode() for name in names)

    assert "Edited by Jane Smith, 2022-08-20. It said: The number of referrals increased" in (
        comments("private"))
    assert "Jane" not in comments("public")
    build(folder, final=True)
    assert comments("private") == ""


# ── who agreed ───────────────────────────────────────────────────────────────────────────────────


def test_who_must_agree_is_asked_and_what_changed_since_is_said(tmp_path: Path) -> None:
    folder = report(tmp_path / "r", rest=APPROVAL.replace(', "Director"', ""))
    text = (folder / "report.toml").read_text("utf-8").replace('edition = "both"', "")
    (folder / "report.toml").write_text(text, encoding="utf-8")
    assert problems(folder) == [
        "report.toml, approval.names: Head of Service has not agreed to the private edition of "
        "July 2022. Let them read its Word file, then: briefing accept FILE.docx --as \"Head of "
        'Service".']
    file = hand_made.written(folder, "private", reworded(HEAD, "Referrals rose to 251."))
    taken = accept(folder, file, agreed_by="Head of Service")
    assert taken.files == ("edits/2022-07.toml", "edits/2022-07-private.agreed.json")
    build(folder, final=True)
    manifest = json.loads((folder / "out" / f"{NAME}.manifest.json").read_text("utf-8"))
    assert manifest["final"]["agreed: Head of Service"] == "2022-09-01"
    # agreed twice to the same is no change
    assert not accept(folder, hand_made.written(folder), agreed_by="Head of Service").changed
    # a later change of what was agreed says so
    path = folder / "commentary" / "background.md"
    path.write_text(path.read_text("utf-8").replace("The first paragraph", "A first one"))
    (warning,) = [str(one) for one in prepare(folder, "", "private").warnings
                  if "approval" in one.place.column]
    assert warning == (
        "report.toml, approval.names: what Head of Service agreed to on 1 September 2022, the "
        "private edition of July 2022, has changed since: background.author.1. Let them read its "
        'Word file, then: briefing accept FILE.docx --as "Head of Service".')
    with pytest.raises(ProblemsFound, match=r"has changed since: background\.author\.1"):
        build(folder, final=True)


def test_nobody_else_agrees(tmp_path: Path) -> None:
    folder = report(tmp_path / "r", rest=APPROVAL)
    with pytest.raises(ProblemsFound) as refused:
        accept(folder, hand_made.written(folder), agreed_by="Head of Servise")
    assert str(refused.value) == ("--as: 'Head of Servise' is none of those who must agree. Did "
                                  "you mean 'Head of Service'?")


def test_publish_records_final_files(tmp_path: Path) -> None:
    folder = report(tmp_path / "r", rest=APPROVAL.replace(', "Director"', ""))
    text = (folder / "report.toml").read_text("utf-8").replace('edition = "both"', "")
    (folder / "report.toml").write_text(text, encoding="utf-8")
    build(folder)
    refused = run("publish", folder)
    assert refused.exit_code == 3
    assert "Build it with --final, then publish it." in refused.stderr
    accept(folder, hand_made.written(folder), agreed_by="Head of Service")
    build(folder, final=True)
    assert run("publish", folder, "--date", "2022-09-20").exit_code == 0
    record = json.loads((folder / "history" / "2022-07-private.json").read_text("utf-8"))
    assert record["final"] == {"final": "private", "agreed: Head of Service": "2022-09-01"}
    assert run("publish", folder).stdout.startswith("It was published already")
    # a final Word file is not to be edited
    path = folder / "out" / f"{NAME}.docx"
    path.write_bytes(path.read_bytes() + b"x")
    again = run("publish", folder, "--again")
    assert again.exit_code == 3
    assert "it was changed by hand" in again.stderr


def test_comments_of_the_other_edition_do_not_keep_this_one(folder: Path) -> None:
    file = replace(hand_made.written(folder), comments=(Comment("Why?", ALI),))
    accept(folder, file)
    build(folder, edition="public", final=True)
    with pytest.raises(ProblemsFound, match="the comment of Ali Khan is open"):
        build(folder, edition="private", final=True)
    assert REFERRALS

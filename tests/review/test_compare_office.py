"""The file of tracked changes that `compare --word` writes, opened in LibreOffice: accepting all
changes leaves what B says, rejecting all what A says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.comparing.differences import compare
from briefing.comparing.drafts import Draft, Words, read_draft
from briefing.comparing.tracked import tracked_file
from briefing.prepared import Prepared
from briefing.reading.word import written_in
from briefing.reading.word.habits import plain
from briefing.writers.word import RunNote, word_file
from tests.conftest import LAYOUTS, laid_out
from tests.office import edited
from tests.review.test_compare import cells, draft
from tests.word import robot, rounds


def words(anchor: str, kind: str, text: str) -> Words:
    return Words(anchor, kind, 2, "", text)


A = (words("title", "heading", "The report of June"),
     words("lead", "paragraph", "Referrals rose to 240."),
     words("gone", "paragraph", "This is said in A alone."),
     words("gone.2", "heading", "So is this heading"),
     words("list#1", "bullet", "The first question?"), words("list#2", "bullet", "The second?"),
     words("table", "table", "Indicator | June | Rating\nReferrals | 240 | Green\n"
                             "Visits | 12 | Red\nPlans | 3 | Amber"),
     words("old", "table", "Team | Posts\nNorth | Two"),
     words("split", "paragraph", "One line.\nAnother line."),
     words("end", "paragraph", "The end."))
B = (words("title", "heading", "The report of July"),
     words("new", "paragraph", "This is said in B alone: “5 < 6 & 7”."),
     words("lead", "paragraph", "Referrals fell to 231, after 240."),
     words("list#1", "bullet", "The first question?"), words("list#3", "bullet", "The third?"),
     words("table", "table", "Indicator | July | Rating\nReferrals | 231 | Green\n"
                             "Contacts | 9 | Green\nPlans | 3 | Red"),
     words("split", "paragraph", "One line."),
     words("fresh", "table", "Team | Posts\nSouth | Three"),
     words("end", "paragraph", "The end."))


MOVED_A = (words("table", "table", "Indicator | June\nReferrals | 240\nVisits | 12\nPlans | 3"),
           words("end", "paragraph", "The end."))
MOVED_B = (words("table", "table", "Indicator | June\nPlans | 3\nReferrals | 240\nVisits | 12"),
           words("added 1", "picture", "A picture: a map of the wards"),
           words("end", "paragraph", "The end."))


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory, example: Prepared) -> Path:
    """The tracked files after LibreOffice accepted, or rejected, all of their changes."""
    folder = tmp_path_factory.mktemp("tracked")
    raw = word_file(laid_out(example, LAYOUTS[0]),
                    RunNote(example.report.period, "private", report="childrens-social-care"))
    (folder / "a.docx").write_bytes(raw)
    (folder / "b.docx").write_bytes(
        robot.mixture(raw, written_in(raw, "a.docx"), 7, 20, rounds.LISTED)[0])
    jobs = []
    for name, (a, b) in pairs(folder).items():
        file = folder / f"{name}.docx"
        file.write_bytes(tracked_file(compare(a, b)))
        jobs += [(file, folder / f"{name} {done}.docx", [("do", f"{done}AllTrackedChanges")])
                 for done in ("Accept", "Reject")]
    edited(jobs, folder / "settings")
    return folder


def pairs(folder: Path) -> dict[str, tuple[Draft, Draft]]:
    return {"every kind": (draft(*A), draft(*B)), "turned round": (draft(*B), draft(*A)),
            "end and next": (draft(*A[:2]), draft(*B[:3])),
            "moved rows": (draft(*MOVED_A), draft(*MOVED_B)),
            "worked example": (read_draft(str(folder / "a.docx")),
                               read_draft(str(folder / "b.docx")))}


def shown(folder: Path, name: str) -> list[str]:
    return rounds.lines_of((folder / f"{name}.docx").read_bytes())


def said(words: Sequence[Words] | None) -> list[str]:
    assert words is not None
    return [plain(cell).replace(" ", "") for one in words for cell in cells(one.text)
            if cell.strip()]


@pytest.mark.parametrize("name", [
    "every kind", "turned round", "end and next", "moved rows", "worked example"])
def test_accepting_all_leaves_b_and_rejecting_all_a(settled: Path, name: str) -> None:
    a, b = pairs(settled)[name]
    assert shown(settled, f"{name} Accept") == said(b.words)
    assert sorted(shown(settled, f"{name} Reject")) == sorted(said(a.words))

"""What a public edition says of its withheld figures stands in every layout, in every format."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from briefing import shelves
from briefing.build import build
from tests.layouts.test_editions import FILES, NAME, fill, run, words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "report", FILES, 'edition = "both"\n')


def own_layout(folder: Path, *without: str) -> None:
    """A layout of the author's own in the folder: the committee's without these kinds of parts."""
    text = Path(str(shelves.find("layouts", "barnsley-scrutiny"))).read_text("utf-8")
    head, *parts = re.split(r"(?m)^(?=\[\[section|\[words)", text)
    (folder / "layouts").mkdir()
    left = [p for p in parts if not any(f'kind = "{kind}"' in p for kind in without)]
    # a section that has no part left goes too
    left = [p for p, after in zip(left, [*left[1:], ""], strict=True)
            if not p.startswith("[[section]]") or after.startswith("[[section.part")]
    (folder / "layouts" / "ours.toml").write_text(head + "".join(left), "utf-8")
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(
        settings.replace("[report]", '[report]\nlayout = "ours"', 1), "utf-8")


def no_words_of_ones_own(folder: Path) -> None:
    for path in (folder / "commentary").glob("*"):
        path.unlink()


@pytest.mark.parametrize(("without", "after"), [
    ((), "Summary"),
    (("summary",), "scorecard"),                # at the head of the scorecard
    (("summary", "scorecard"), ""),             # over the first area
    (("summary", "scorecard", "areas"), ""),    # nothing is left to withhold: at the very end
])
def test_the_rule_is_said_once_in_every_layout_and_format(
    without: tuple[str, ...], after: str, folder: Path
) -> None:
    no_words_of_ones_own(folder)
    own_layout(folder, *without)
    build(folder, edition="public")
    note = "In this edition [c] stands for a figure that is withheld to protect individuals"
    found = words(folder / "out" / "public", f"{NAME}-public")
    assert found["txt"].count(note) == 1
    assert after.casefold() in found["txt"].split(note)[0].casefold()
    assert " ".join(found["pdf"].split()).count(note) == 1
    file = docx.Document(str(folder / "out" / "public" / f"{NAME}-public.docx"))
    assert "\n".join(paragraph.text for paragraph in file.paragraphs).count(note) == 1


def test_ones_own_words_without_a_place_are_named_with_their_file(folder: Path) -> None:
    (folder / "commentary" / "missing.md").write_text("Some went missing again.\n", "utf-8")
    own_layout(folder, "summary")
    told = run("check", folder).output
    assert ("commentary/missing.md, line 1: the layout 'ours' has no place for it: “Some went "
            "missing again.”. File it under a place that the layout has, or take it out.") in told
    assert "commentary/referrals.private.md, line 1: the layout 'ours' has no place" in told
    assert run("check", folder).exit_code == 3
    assert run("build", folder).exit_code == 3
    assert not list((folder / "out").glob("*.pdf"))

"""An author's words on how many times one month another is tell the one that is withheld."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from tests.folders import folder_of

HEAD = "id,section,title,subject,unit,kind,polarity\n"
ROWS = HEAD + "plans,Area,Plans,number of plans,count,flow,lower\n"
YEAR = "40 36 44 35 31 33 34 32 36 33 32 31 "       # up to May, of last July 36


def said(path: Path, figures: str, words: str, edition: str = "public") -> str:
    """ "refused", "warned" or "" of the words, beside June's and July's figures."""
    folder = folder_of(path, ROWS, {"plans": YEAR + figures})
    (folder / "commentary").mkdir()
    (folder / "commentary" / "background.md").write_text(words + "\n", "utf-8")
    try:
        told = prepare(folder, edition=edition).warnings
    except ProblemsFound as fault:
        told, refused = (), [str(one) for one in fault.problems]
        assert any("by which another month tells a figure of 'plans'" in one for one in refused)
        return "refused"
    return "warned" if any("by which another month tells" in str(one) for one in told) else ""


@pytest.mark.parametrize(("figures", "words", "answer"), [
    ("8 4", "The number of plans halved in July.", "refused"),
    ("9 4", "The number of plans more than halved in July.", "refused"),
    ("9 4", "The number of plans halved in July.", ""),             # it did not
    ("4 8", "The number of plans doubled in July.", "refused"),     # June is withheld
    ("32 4", "The number of plans fell by 87.5%.", "refused"),
    ("32 4", "The number of plans fell by 86%.", ""),
    ("33 4", "The number of plans fell 88 per cent.", "refused"),
    ("32 4", "The number of plans was 87.5% lower.", "refused"),
    ("32 4", "There was a reduction of seven eighths in the number of plans.", "refused"),
    ("32 4", "The number of plans fell to an eighth.", "refused"),
    ("32 4", "In July the number of plans was 12.5% of June’s.", "refused"),
    ("32 4", "The number of plans agreed by an eighth of councils was small.", "warned"),
    ("16 4", "The number of plans is 75% lower than in June.", "refused"),
    ("31 4", "The number of plans is an eighth of that of a year ago.", ""),    # it was 36
    ("31 4", "The number of plans was a ninth of the figure of a year ago.", "refused"),
    ("9 12", "The number of plans rose by a third.", ""),           # both are shown
    ("3 4", "The number of plans rose for a third month.", ""),     # both are withheld
    ("32 4", "Waits fell by 87.5%.", ""),                           # it is of something else
])  # fmt: skip
def test_a_ratio_to_a_withheld_month(figures: str, words: str, answer: str, tmp_path: Path
                                     ) -> None:
    assert said(tmp_path / "folder", figures, words) == answer


def test_the_private_edition_has_it(tmp_path: Path) -> None:
    assert said(tmp_path / "folder", "8 4", "The number of plans halved.", "private") == ""

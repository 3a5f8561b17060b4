"""Every message about areas: a folder on the left, what is said of it on the right."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.problems import ProblemsFound
from tests.areas.refusals import REFUSALS


@pytest.mark.parametrize("name", REFUSALS)
def test_it_is_said(name: str, tmp_path: Path) -> None:
    act, answer = REFUSALS[name]
    folder = tmp_path / "folder"
    try:
        said = [str(problem) for problem in act(folder).warnings]   # type: ignore[attr-defined]
    except ProblemsFound as raised:
        said = [str(problem) for problem in raised.problems]
    assert " ".join(said).replace(str(folder), "FOLDER") == answer

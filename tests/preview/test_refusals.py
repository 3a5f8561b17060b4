"""Each mistake that is told of the preview: the words that are said, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.problems import ProblemsFound
from tests.preview.refusals import REFUSALS


@pytest.mark.parametrize("name", REFUSALS)
def test_a_mistake_is_told_with_its_remedy(name: str, tmp_path: Path) -> None:
    act, said = REFUSALS[name]
    with pytest.raises(ProblemsFound) as fault:
        act(tmp_path)
    assert [str(problem).replace(str(tmp_path), "FOLDER") for problem in fault.value.problems] == [
        said]

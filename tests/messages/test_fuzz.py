"""Three hundred spoilt report folders: problems with their remedy, or a report whose figures are
those of the cells (`tests/fuzz.py`; more of them: `python -m tests.benchmarks.fuzz SEED N`)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.fuzz import tried

HUNDREDS = 6


@pytest.mark.parametrize("fifty", range(HUNDREDS))
def test_spoilt_folders_get_an_answer(fifty: int, tmp_path: Path) -> None:
    ends: Counter[str] = Counter()
    for seed in range(fifty * 50, fifty * 50 + 50):
        end, faults = tried(seed, tmp_path / "folder")
        assert faults == [], f"seed {seed}"
        ends[end] += 1
    # it is no test unless folders end in each of these ways
    assert set(ends) == {"problems", "checked", "built"}

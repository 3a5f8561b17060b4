"""Every message about edits says where, what and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.revision.refusals import REFUSALS, problems_of


@pytest.mark.parametrize("name", REFUSALS)
def test_something_is_said(name: str, tmp_path: Path) -> None:
    said = problems_of(REFUSALS[name][0], tmp_path / "report")
    assert said
    assert all(": " in one and one.endswith((".", "…", "?")) for one in said)

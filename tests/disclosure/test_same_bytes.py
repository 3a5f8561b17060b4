"""The same report is the same bytes, whatever the environment says of dates and places."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefing.build import build
from tests.disk import contents
from tests.reports import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("name", "value"), [
    ("SOURCE_DATE_EPOCH", "0"), ("SOURCE_DATE_EPOCH", "1700000000"), ("SOURCE_DATE_EPOCH", "soon"),
    ("SOURCE_DATE_EPOCH", ""), ("TZ", "Pacific/Kiritimati"), ("LANG", "cy_GB.UTF-8"),
    ("COLUMNS", "20"), ("NO_COLOR", "1"),
])  # fmt: skip
def test_no_setting_of_the_environment_changes_a_byte(
    name: str, value: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(name, raising=False)
    build(folder)
    before = contents(folder / "out")
    monkeypatch.setenv(name, value)
    if hasattr(time, "tzset"):
        time.tzset()
    build(folder)
    assert contents(folder / "out") == before

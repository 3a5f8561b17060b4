"""What `pytest` checks besides: style, types, and imports that go down the floors only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "ruff": [sys.executable, "-m", "ruff", "check", "."],
    "mypy": [sys.executable, "-m", "mypy"],
    "import floors": [
        sys.executable, "-c",
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_clean(name: str) -> None:
    done = subprocess.run(COMMANDS[name], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_top_level_is_as_the_design_says() -> None:
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    fixed = {"pyproject.toml", "README.md", "briefing", "layouts", "narratives", "fonts", "tests",
             "LICENSE", "CHANGELOG.md"}  # fmt: skip
    assert fixed <= names


def test_each_step_of_the_road_has_its_package_or_module() -> None:
    steps = ("reading", "measures", "disclosure", "findings", "narrative", "layout", "writers")
    for step in steps:
        assert list((ROOT / "briefing").glob(f"{step}*")), step

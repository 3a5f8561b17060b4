"""What reaches the terminal, or the file that a command's output goes into: our own words alone.

Each command runs as a process of its own, so that what a library prints from C is seen too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.reports import SMALL

ROOT = Path(__file__).parents[2]
COUNTS = """indicator,period,value
referrals,2022-04,190
referrals,2022-05,3
referrals,2022-06,190
referrals,2022-07,200
"""
CONTROL = ("\x1b", "\u202e", "\x07", "\x9b")


def run(*command: str, encoding: str = "utf-8") -> tuple[int, bytes, bytes]:
    """The exit code and what stood on the two outputs, as bytes."""
    env = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "briefing", *command], cwd=ROOT, env=env,
                          capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report with a month that its public edition withholds, which HiGHS is asked about."""
    for name, text in (SMALL | {"values.csv": COUNTS}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = SMALL["indicators.csv"].splitlines()[:2]
    (tmp_path / "indicators.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def unwritten(folder: Path) -> None:
    """A paragraph that is warned of, with signs that are not in every alphabet."""
    (folder / "commentary").mkdir()
    (folder / "commentary" / "background.md").write_text("Write here – Siân’s ŵ ≥ – what it is.",
                                                         encoding="utf-8")


def test_no_library_writes_to_the_output(folder: Path) -> None:
    """Acceptances can be appended to report.toml; build prints its files and nothing else."""
    unwritten(folder)
    code, out, err = run("check", str(folder), "--edition", "both", "--accept")
    assert code == 0, err
    accepted = tomllib.loads(out.decode())      # nothing stands there but TOML
    assert accepted["accept"]
    settings = (folder / "report.toml").read_bytes()
    (folder / "report.toml").write_bytes(settings + out.replace(b'reason = ""',
                                                                b'reason = "Right."'))
    code, out, err = run("build", str(folder), "--edition", "both")
    assert (code, err) == (0, b"")
    assert [line for line in out.decode().splitlines() if not Path(line).is_file()] == []
    pdf = next(line for line in out.decode().splitlines() if line.endswith("-public.pdf"))
    code, out, _ = run("attack", pdf)
    assert code == 0
    assert len(out.splitlines()) == 1


def test_no_character_of_a_cell_reaches_the_terminal_as_an_order(folder: Path) -> None:
    bad = "\x1b[31mred\u202etxt.exe \x07\x9b0m" + "x" * 500
    (folder / "values.csv").write_text(
        f'{COUNTS}"{bad}",2022-07,1\nreferrals,2022-03,"{bad}"\nreferrals,2022-02,"a\nb"\n',
        encoding="utf-8")
    code, out, err = run("check", str(folder))
    said = err.decode()
    assert code == 3
    assert out == b""
    assert not [c for c in CONTROL if c in said]
    lines = said.splitlines()
    assert lines[-1].endswith("nothing was written.")
    assert all(len(line) < 700 for line in lines)
    assert all(line.startswith(("values.csv, row ", "warning: ")) for line in lines[:-2])
    assert "x" * 81 not in said


def test_a_thousand_faults_are_a_hundred_messages(folder: Path) -> None:
    rows = "".join(f"nobody{year}_{month},{year}-{month:02},1\n"
                   for year in range(1940, 2022) for month in range(1, 13))
    (folder / "values.csv").write_text(COUNTS + rows, encoding="utf-8")
    code, _, err = run("check", str(folder))
    lines = err.decode().splitlines()
    assert code == 3
    assert len(lines) <= 104
    assert any(line.startswith("… and ") and " more like these, in rows " in line for line in lines)
    assert lines[-1] == "984 problems found; nothing was written."


@pytest.mark.parametrize("command", ["check", "build", "explain", "sentences"])
def test_a_console_of_cp1252_shows_what_it_can_and_never_fails(
    command: str, folder: Path
) -> None:
    """Signs that it lacks: an arrow, a Welsh letter, a rating's shape."""
    table = (folder / "indicators.csv").read_text("utf-8")
    (folder / "indicators.csv").write_text(
        table.replace("Referrals,Referrals", "Referrals ≥ ŵ,Referrals → ■"), encoding="utf-8")
    (folder / "values.csv").write_text(f"{COUNTS}ŷ ≤ ▲,2022-07,1\n" if command == "check"
                                       else COUNTS, encoding="utf-8")
    asked = {"check": [str(folder)], "build": [str(folder)], "sentences": [],
             "explain": ["referrals", "--folder", str(folder)]}[command]
    code, out, err = run(command, *asked, encoding="cp1252")
    assert b"Traceback" not in err
    assert code == (3 if command == "check" else 0)
    assert (out + err).decode("cp1252")
    if command == "check":
        assert b"\\u0177 \\u2264 \\u25b2" in err


def test_acceptances_are_the_same_toml_on_every_console(folder: Path) -> None:
    unwritten(folder)
    written = [tomllib.loads(run("check", str(folder), "--accept", encoding=encoding)[1].decode())
               for encoding in ("utf-8", "cp1252")]
    assert written[0] == written[1]
    assert written[0]["accept"]

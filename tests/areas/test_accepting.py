"""Warnings of many areas that the author accepts: each as it was told, and for whom it was told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.areas.folders import SETTINGS, folder_of, put
from tests.areas.test_runs import command

LATE = "Add it, or [x] where there is none yet; 'lag' says how many months late it always is."
YORKS = f"indicators.csv, assessed: (York) it has no value for July 2022. {LATE}"
BOTH = f"indicators.csv, assessed: (Leeds and York) it has no value for July 2022. {LATE}"
OF_ALL = f"indicators.csv, assessed: it has no value for July 2022. {LATE}"


def lacking(path: Path, *areas: str, accepted: str = "", kind: str = "") -> Path:
    """Three districts; these have no share for July. What is accepted, by its text or kind."""
    what = f"warning = {json.dumps(accepted)}" if accepted else f'kind = "{kind}"'
    text = f'\n[[accept]]\n{what}\nreason = "Late."\ndate = 2022-08-01\n'
    folder = folder_of(path, settings=SETTINGS + (text if accepted or kind else ""))
    lines = (folder / "values.csv").read_text("utf-8").splitlines()
    (folder / "values.csv").write_text("\n".join(line for line in lines if not line.startswith(
        tuple(f"{area},assessed,2022-07" for area in areas))) + "\n", "utf-8")
    return folder


@pytest.mark.parametrize(("areas", "accepted", "left", "spare"), [
    (("York",), "", [YORKS], 0),
    (("York",), YORKS, [], 0),
    (("York",), OF_ALL, [], 0),             # as it would be told of each
    (("Leeds", "York"), BOTH, [], 0),
    (("York",), BOTH, [], 0),               # Leeds has its figure now
    (("Leeds", "York"), YORKS, [YORKS.replace("York", "Leeds")], 0),
    (("York",), YORKS.replace("York", "Leeds"), [YORKS], 1),
    (("York",), YORKS.replace("York", "New York"), [YORKS], 1),
])
def test_a_warning_is_accepted_as_it_was_told(areas: tuple[str, ...], accepted: str,
                                              left: list[str], spare: int, tmp_path: Path) -> None:
    """That it is met by one area is enough: the others are not told that there is no such one."""
    done = command("check", lacking(tmp_path, *areas, accepted=accepted))
    said = [line.removeprefix("warning: ") for line in done.output.splitlines()
            if line.startswith("warning: indicators.csv")]
    assert said == left
    assert done.output.count("there is no such warning (any more).") == spare


def test_what_no_area_is_told_of_is_said_once(tmp_path: Path) -> None:
    done = command("check", lacking(tmp_path, accepted=YORKS))
    assert done.output == (
        "warning: report.toml, accept[1].warning: there is no such warning (any more). Take it "
        "out.\n3 reports, none with problems: 1 warning.\n")


def test_a_strict_build_goes_through_with_what_is_accepted(tmp_path: Path) -> None:
    folder = lacking(tmp_path, "York", accepted=YORKS)
    assert command("build", folder, "--areas", "all", "--strict").exit_code == 0
    assert command("check", folder, "--strict").exit_code == 0


def test_check_prints_what_to_accept(tmp_path: Path) -> None:
    folder = lacking(tmp_path, "York")
    printed = command("check", folder, "--accept").stdout
    assert json.dumps(YORKS) in printed
    (folder / "report.toml").write_text((folder / "report.toml").read_text("utf-8") + re.sub(
        'reason = ""', 'reason = "Late."', printed), "utf-8")
    assert "no warnings" in command("check", folder).output


def test_a_warning_of_an_areas_own_paragraph_is_accepted_where_it_stands(tmp_path: Path) -> None:
    folder = lacking(tmp_path)
    put(folder, **{"commentary/york/background.md": "In York 98,765 people live."})
    (told,) = [line for line in command("check", folder).output.splitlines()
               if line.startswith("warning: commentary/york/background.md")]
    text = f"\n[[accept]]\nwarning = {json.dumps(told)}\nreason = \"Census.\"\ndate = 2022-08-01\n"
    (folder / "report.toml").write_text(SETTINGS.format(areas="") + text, "utf-8")
    assert command("check", folder).output == "3 reports, none with problems: no warnings.\n"


def test_a_warning_of_all_areas_together_is_accepted_too(tmp_path: Path) -> None:
    """A folder that is of no area is of the folder, not of a report."""
    folder = lacking(tmp_path)
    put(folder, **{"commentary/leds/background.md": "Text"})
    (told,) = [line for line in command("check", folder).output.splitlines() if "leds" in line]
    text = f"\n[[accept]]\nwarning = {json.dumps(told)}\nreason = \"Old.\"\ndate = 2022-08-01\n"
    (folder / "report.toml").write_text(SETTINGS.format(areas="") + text, "utf-8")
    assert command("check", folder).output == "3 reports, none with problems: no warnings.\n"

"""A region that is made of other areas than when it was published: both tell of its areas."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.problems import ProblemsFound
from tests.areas.folders import FIGURES, folder_of, run, tree
from tests.areas.test_runs import command

NORTH = '[areas.regions]\nnorth = ["Leeds", "York"]'
OTHERS = '[areas.regions]\nnorth = ["York", "St Helens"]'
THEN = FIGURES | {"North": (270, 270, "70/90", "65/90")}


def published(path: Path) -> Path:
    """North, of Leeds and York, and its areas in public."""
    folder = folder_of(path, NORTH, figures=THEN)
    assert run(folder, edition="public").failed == ()
    done = command("publish", folder, "--area", "all", "--edition", "public")
    assert done.exit_code == 0, done.output
    assert "north/2022-07-public.json" in tree(folder / "history")
    return folder


def test_it_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = published(tmp_path / "report")
    folder_of(folder, OTHERS, figures=FIGURES | {"North": (140, 136, "48/60", "36/60")})
    before = tree(folder / "out")
    with pytest.raises(ProblemsFound, match=r"'North' published a count of 'referrals' for June "
                       "2022 that it no longer has, .* it is made of others now, and what they "
                       "withhold may be told by both. Give it another name"):
        run(folder, edition="public")
    assert tree(folder / "out") == before


def test_under_another_name_beside_the_old_one_it_is_built(tmp_path: Path) -> None:
    folder = published(tmp_path / "report")
    folder_of(folder, f'{NORTH}\nupper = ["York", "St Helens"]',
              figures=THEN | {"Upper": (140, 136, "48/60", "36/60")})
    assert run(folder, edition="public").failed == ()


def test_of_the_same_areas_a_corrected_count_is_no_problem(tmp_path: Path) -> None:
    folder = published(tmp_path / "report")
    folder_of(folder, NORTH, figures=THEN | {"North": (275, 270, "70/90", "65/90")})
    done = run(folder, edition="public")
    assert done.failed == ()
    assert "made of others" not in " ".join(map(str, done.warnings))


def test_areas_in_another_order_are_the_same(tmp_path: Path) -> None:
    folder = published(tmp_path / "report")
    folder_of(folder, '[areas.regions]\nnorth = ["York", "Leeds"]',
              figures=THEN | {"North": (275, 270, "70/90", "65/90")})
    assert run(folder, edition="public").failed == ()

"""A public edition's control charts are made of what it shows, and are none where it withholds."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.build import build
from briefing.prepared import prepare
from tests.disk import contents
from tests.folders import folder_of

HEAD = "id,section,title,subject,unit,decimals,kind,polarity,spc,disclosure\n"
ROWS = ("small,Care,Small,number of children placed,count,,flow,lower,yes,\n"
        "large,Care,Large,number of children seen,count,,flow,lower,yes,\n"
        "share,Care,Share,percentage of calls answered,percent,1,flow,higher,yes,exempt\n")
LARGE = "110 120 112 118 111 121 113 119 110 122 112 118 110 150"
SHARE = "80.1 84.2 80.3 84.1 80.0 84.4 80.2 84.1 80.3 84.0 80.1 84.2 80.3 95.5"


def folder(path: Path, small: str) -> Path:
    return folder_of(path, HEAD + ROWS, {"small": small, "large": LARGE, "share": SHARE})


@pytest.mark.parametrize(("one", "other"), [
    ("10 12 11 2 12 10 13 11 12 10 11 12 10 25", "10 12 11 4 12 10 13 11 12 10 11 12 10 25"),
    ("10 12 11 13 12 10 13 11 12 10 11 12 10 1", "10 12 11 13 12 10 13 11 12 10 11 12 10 5"),
    ("1 2 3 4 5 1 2 3 4 5 1 2 3 4", "1 2 3 5 4 1 2 4 3 5 1 2 3 4"),
])
def test_other_withheld_figures_make_the_same_bytes(one: str, other: str, tmp_path: Path) -> None:
    """Limits, marks and words would be others, were they made of what is withheld."""
    found = []
    for name, figures in (("one", one), ("other", other)):
        where = folder(tmp_path / name, figures)
        # what may be circulated; what is put beside it is the author's own
        build(where, edition="public")
        found.append(contents(where / "out" / "public"))
    assert found[0] == found[1]


def test_the_series_before_a_break_has_no_limits_where_one_of_its_figures_is_withheld(
        tmp_path: Path) -> None:
    """Nor does anything of them stand in the public files; in the private ones it does."""
    head = HEAD.replace("disclosure", "breaks,disclosure")
    rows = "small,Care,Small,number of children placed,count,,flow,lower,yes,2021-06,\n"
    old = "10 12 11 2 12 10 13 11 12 10 11 12 10"
    where = folder_of(tmp_path, head + rows, {"small": f"{old} {LARGE}"})
    private, public = prepare(where, edition="both").editions
    assert [len(one.months) for one in private.findings["small"].control.earlier] == [13]
    assert public.findings["small"].control is not None
    assert public.findings["small"].control.earlier == ()
    build(where, edition="both")
    (shown,) = (where / "out" / "public").glob("*.txt")
    (full,) = (where / "out").glob("*.txt")
    assert "Upper process limit to May 2021" in full.read_text("utf-8")
    assert "process limit to" not in shown.read_text("utf-8")


def test_where_a_figure_is_withheld_there_is_no_chart_and_elsewhere_there_is(tmp_path: Path
                                                                             ) -> None:
    where = folder(tmp_path, "10 12 11 2 12 10 13 11 12 10 11 12 10 25")
    private, public = prepare(where, edition="both").editions
    assert private.findings["small"].control is not None
    assert public.findings["small"].control is None
    assert public.findings["small"].no_control == "withheld"
    shown = public.findings["large"].control
    assert shown is not None
    assert shown == private.findings["large"].control

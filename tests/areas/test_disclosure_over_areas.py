"""What the public reports of many areas tell together, and that they do not."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from briefing.attack.exposure import Attack, attack
from briefing.disclosure import protect
from briefing.disclosure.joint import joined, joined_records
from briefing.history import Printed, Record
from briefing.periods import parse_month
from tests.areas.leaks_over_areas import LEAKS, OverAreas, put_together
from tests.reports_at_random import everything

NAMES = {case.name: case for case in LEAKS}


def records_of(case: OverAreas) -> dict[str, tuple[Record, ...]]:
    """What each area published the month before."""
    month = parse_month(case.last).back(1)
    made = {}
    for area, lines in case.earlier.items():
        figures, withheld = {}, {}
        for name, text in lines.items():
            identity = f"{name}:current:{month}"
            if text == "[c]":
                withheld[identity] = text
            else:
                figures[identity] = Printed(text, (text,))
        made[area] = (Record("Report", month, "public", date(2022, 8, 1), {}, {}, figures,
                             withheld=withheld),)
    return made


def read_together(case: OverAreas, *, jointly: bool) -> Attack:
    """What a reader of all reports can work out, each protected alone or all `jointly`."""
    by_area = case.measures()
    names = {area: area.capitalize() for area in by_area}
    told = joined(by_area, names, case.totals)
    declared = joined(by_area, names, case.totals if case.declared else {},
                      [tuple(by_area)])
    public = records_of(case)
    records, _ = joined_records(public, {})
    if jointly:
        protected = protect(declared.measures, case.policy, records)
        assert protected.contradictory == ()
        shown = {area: declared.of(area, protected) for area in by_area}
    else:
        shown = {area: protect(measures, case.policy, public.get(area, ()))
                 for area, measures in by_area.items()}
    prints = {area: everything(one.measures, case.policy, one.bands)
              for area, one in shown.items()}
    return attack(put_together(prints), told.measures.dictionary, case.policy, records)


@pytest.mark.parametrize("name", NAMES)
def test_reports_protected_alone_tell_it_together(name: str) -> None:
    case = NAMES[name]
    found = read_together(case, jointly=False)
    series, month = case.told.split()
    assert (series, parse_month(month)) in {one.unknown for one in found.exposures}


@pytest.mark.parametrize("name", NAMES)
def test_reports_protected_together_do_not(name: str) -> None:
    assert read_together(NAMES[name], jointly=True).exposures == ()


def test_there_are_many_kinds_of_them() -> None:
    assert len(LEAKS) >= 20
    assert max(Counter(case.name for case in LEAKS).values()) == 1

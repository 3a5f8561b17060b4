"""Planted leaks, each found by the attack where only small counts themselves are withheld."""

from __future__ import annotations

import pytest

from briefing.attack.exposure import attack
from briefing.attack.telling import in_words
from tests.leaks import LEAKS, Leak, primary_only, printed_of

NUMBERS = [pytest.param(leak, id=f"{leak.kind}: {leak.name}") for leak in LEAKS]


@pytest.mark.parametrize("leak", NUMBERS)
def test_a_planted_leak_is_found(leak: Leak) -> None:
    kept = primary_only(leak.measures, leak.policy, leak.shares)
    found = attack(printed_of(leak, kept), leak.dictionary, leak.policy, leak.records,
                   leak.population)
    told = {(e.shown.indicator, e.shown.period): e for e in found.exposures
            if e.kind == "withheld"}
    ranges = {(w.shown.indicator, w.shown.period): r for w, r in found.tried}
    key = (leak.indicator, str(leak.month))
    assert key in told, ranges
    assert (told[key].low, told[key].high) == leak.range
    assert told[key].because, "it says what gives it away"
    assert "can only be" in in_words(told[key], leak.dictionary)
    assert found.dropped == ()


def test_there_are_forty_and_some_of_every_kind() -> None:
    assert len(LEAKS) >= 40
    assert len({leak.name for leak in LEAKS}) == len(LEAKS)
    assert len({leak.kind for leak in LEAKS}) == 11

"""Sentences on reports in a council's own terms, each read against the raw figures.

`python -m tests.benchmarks.truth` reads many more.
"""

from __future__ import annotations

import pytest

from briefing.disclosure import presets
from tests.own_terms_at_random import narrated_in_own_terms


@pytest.mark.parametrize("rule", ["", "dfe"])
@pytest.mark.parametrize("length", ["brief", "full"])
def test_no_sentence_is_contradicted(length: str, rule: str) -> None:
    tally = narrated_in_own_terms(2022, 400, length, presets()[rule] if rule else None)
    assert tally.read >= 400
    assert not tally.wrong, str(tally)

"""Where a figure or a sentence is from: what it is, how it was worked out, from which cells, why.

Asked by an indicator's id, a statement's or a fact's; told line by line in a terminal, and on the
page of `briefing preview`, from the same value:

    referrals.volume                    everything of one indicator
    referrals.volume/change.1           a statement: its rule, figures, and what was not said
    referrals.volume:current:2022-07    a fact: its exact value, and the cells that it is made of
"""

from __future__ import annotations

from briefing.explain.lines import Explanation, Line, Part
from briefing.explain.sources import Sources
from briefing.explain.told import explained, explanation

__all__ = ["Explanation", "Line", "Part", "Sources", "explained", "explanation"]

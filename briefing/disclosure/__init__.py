"""What may be shown: decided for an edition, before anything is compared.

The private edition is for those who may see every figure, so it shows what was given; a month that
came with a symbol stays withheld, and `measures` gives no figure that a withheld month is part of.
The public edition needs suppression over everything that is to be printed. Until that is built it
is refused (`edition_problem`): it never falls back to printing.
"""

from __future__ import annotations

from briefing.measures import Measures
from briefing.problems import Place, Problem


def edition_problem(edition: str, place: Place) -> Problem | None:
    """The problem with building that edition; None when it can be built."""
    if edition == "private":
        return None
    return Problem(place, f"the {edition} edition cannot be built: this version has no disclosure "
                   "control, and a public report without it could give small counts of people "
                   "away.",
                   "Build the private edition.")


def protect(measures: Measures, edition: str) -> Measures:
    """The measures as the edition may show them; raises ValueError for one that is refused."""
    if edition != "private":
        raise ValueError(f"no disclosure control for the {edition} edition")
    return measures

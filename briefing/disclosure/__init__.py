"""What may be shown: decided for an edition over everything to be printed, before anything is
compared.

The private edition is for those who may see every figure, so it shows what was given. The public
one withholds small counts of people and shares of them, and whatever else would give them away:
above this step no unsafe figure exists.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.disclosure.frequencies import frequency_problems, of_present_frequency
from briefing.disclosure.policy import Policy, presets
from briefing.disclosure.rules import (
    outcome_problems,
    people_problems,
    policy_of,
    share_problems,
)

if TYPE_CHECKING:
    from briefing.disclosure.identity import identity_problems
    from briefing.disclosure.protecting import NO_SEARCH, Protected, Search, protect
    from briefing.disclosure.secondary import Withheld

__all__ = ["NO_SEARCH", "Policy", "Protected", "Search", "Withheld", "frequency_problems",
           "identity_problems", "of_present_frequency", "outcome_problems", "people_problems",
           "policy_of", "presets", "protect", "share_problems"]

# What protects comes with a solver, and is loaded when it is first asked for: an edition that
# shows everything does without.
_WHEN_ASKED = {"Withheld": "secondary", "identity_problems": "identity", "NO_SEARCH": "protecting",
               "Protected": "protecting", "Search": "protecting", "protect": "protecting"}


def __getattr__(name: str) -> Any:
    if name not in _WHEN_ASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHEN_ASKED[name]}"), name)

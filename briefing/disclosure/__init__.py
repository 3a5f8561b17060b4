"""What may be shown: decided for an edition over everything to be printed, before anything is
compared.

The private edition is for those who may see every figure, so it shows what was given. The public
one withholds small counts of people and shares of them, and whatever else would give them away:
above this step no unsafe figure exists.
"""

from briefing.disclosure.choice import Withheld
from briefing.disclosure.frequencies import frequency_problems, of_present_frequency
from briefing.disclosure.identity import identity_problems
from briefing.disclosure.policy import Policy, presets
from briefing.disclosure.protecting import NO_SEARCH, Protected, Search, protect
from briefing.disclosure.rules import (
    outcome_problems,
    people_problems,
    policy_of,
    share_problems,
)

__all__ = ["NO_SEARCH", "Policy", "Protected", "Search", "Withheld", "frequency_problems",
           "identity_problems", "of_present_frequency", "outcome_problems", "people_problems",
           "policy_of", "presets", "protect", "share_problems"]

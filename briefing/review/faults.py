"""What is wrong with an author's words, as the reviewer says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# error    false, or gives away what is withheld: it is not accepted without a reason
# warning  to be looked at
# note     said, and nothing is asked
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure of the author's, and the fact that it states; "" where it states none."""

    text: str
    fact: str = ""      # "the percentage of …, July’s figure"
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and how to put it right; `at` is where in the sentence it is."""

    severity: Severity
    what: str
    hint: str = ""
    at: tuple[int, int] = (0, 0)

"""Words of one place as they were and as they stand, what is said of them, and tables' cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.problems import Place
from briefing.review.faults import Cited, Fault, Severity
from briefing.revision import Edit
from briefing.typefaces import unprintable


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one place as they were written and as they stand; "" where there were or are none.

    `editions` are the only ones that would print them, () for every one that says the same. `lead`
    are the new words that stand before these at the same place, `addresses` what links lead to.
    """

    anchor: str
    before: str
    after: str
    statements: tuple[str, ...] = ()
    block: str = "paragraph"
    row: str = ""
    column: str = ""
    made_in: str = "private"
    editions: tuple[str, ...] = ()
    lead: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of an edit: how much it matters, what, and how to put it right.

    `sentence` is the one that it is said of, "" where it is of the whole; `figures` are the
    sentence's, each with the fact that it states. `edit` is None of what is in no edit: a comment
    that is open, a prompt that waits.
    """

    severity: Severity
    what: str
    hint: str = ""
    sentence: str = ""
    figures: tuple[Cited, ...] = ()
    edit: Edit | None = None
    place: str = ""


class Leads:
    """What was added before, at the same place: a list goes on about what its heading names."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, str], str] = {}

    def led(self, passage: Passage, added: bool) -> Passage:
        """The passage with the words before it, where it was added."""
        if not added:
            return passage
        place = (passage.made_in, passage.anchor)
        before = self._at.get(place, "")
        self._at[place] = f"{before}\n{passage.after}"
        return replace(passage, lead=before)


def unprinted(passage: Passage) -> Iterator[Fault]:
    """New characters that no font of the report has: it could not be built with them."""
    new = sorted(set(" ".join(passage.after.split())) - set(passage.before))
    for problem in unprintable([(Place(""), "".join(new))] if new else []):
        yield Fault("error", problem.what.partition(", found in ")[0] + ".", problem.hint)


def cell_faults(passage: Passage) -> Iterator[Fault]:
    """A cell of a table of ours, or a chart: its figures are those of the data."""
    old, new = (re.findall(r"\d[\d,]*(?:\.\d+)?", words)
                for words in (passage.before, passage.after))
    if passage.block == "chart":
        yield Fault("error", "the figures of a chart are those of the data.",
                    "Change the data, and build it again.")
    elif passage.anchor.startswith("headerblock:"):
        yield Fault("note", "what stands there is a value of report.toml.",
                    "It is changed there when the file is accepted, where it can be.")
    elif passage.block in ("row", "column"):
        if passage.before and not passage.after:
            yield Fault("warning", f"a {passage.block} of a table was taken out: "
                        f"{passage.before or passage.row or passage.column}.",
                        "Put it back where members are to see it.")
    elif old != new:
        yield Fault("error", f"a cell that is {passage.before or 'empty'} by the data says "
                    f"{passage.after or 'nothing'} ({passage.row}, {passage.column}).",
                    "Change the data, and build it again.")
    elif (rated := re.search(r"\b(?:green|amber|red)\b", passage.before, re.I)) and (
            rated[0].casefold() not in passage.after.casefold()):
        yield Fault("error", f"‘{passage.row}’ is rated {rated[0].casefold()}, and its cell "
                    f"says {passage.after or 'nothing'}.",
                    "A rating is worked out from the data.")

"""What a figure in a sentence can be of: the indicators that its clause names or is about."""

from __future__ import annotations

import re

from briefing.review.clauses import Clause
from briefing.review.known import Known
from briefing.review.naming import Names
from briefing.review.quantities import Quantity
from briefing.review.said import Said
from briefing.review.slips import SMALL

_LISTED = re.compile(r"^\)?,?(?: and)? ")      # what joins a share to the one before
# Where what is said of a figure ends; the number in "within 62 days" is a part of it.
TO_NEXT = re.compile(r"[,;:(.] |\d[\d,.]*(?![\d,.]| ?(?:working )?(?:hour|day|week|month|year)"
                      r"s?\b)| (?:up|down|from|compared|while|and|but) ")


class Subjects:
    """Finds what the figures of sentences are of."""

    def __init__(self, known: Known, names: Names) -> None:
        self.known = known
        self.names = names

    def of(self, quantity: Quantity, clause: Clause, said: Said, at: int, was_figure: bool
           ) -> tuple[tuple[str, ...], bool]:
        """The indicators that the figure can be of, and whether it surely is one's of them.

        `at` is where the figure before it ends, `was_figure` whether it stands in place of one.
        """
        start, end = quantity.place
        if clause.foreign and not was_figure and self.names.is_of_other(
                said.text[clause.start:clause.end]):
            return (), False
        lead = said.text[max(clause.start, at):start]
        # "17.0%, and in schools with no current inspection 2.6%": the end of a name that is told
        end_of_name = " ".join(("", *_LISTED.sub("", lead).casefold().split()))
        listed = tuple(name for name in said.about if end_of_name.strip() and self.known.indicators[
            name].subject.casefold().endswith(end_of_name))
        if listed:
            return listed, True
        local = [name for part in re.split(r",| and ", lead) for name in self.names.named(part)]
        local = local or list(self.names.named(lead))
        noun = tuple(name for name in self.names.named(" ".join(quantity.noun))
                     if self.known.indicators[name].amounts_to) if quantity.noun and (
                         quantity.figure.kind != "percent") else ()
        # "2.6% in schools with no current inspection"
        trail = re.match(r" (?:in|of|for) [^,.;()\d]{8,80}", said.text[end:])
        told = tuple(dict.fromkeys((*local, *noun, *(
            self.names.named(trail[0], said.near) if trail else ()))))
        if not told and quantity.figure.kind in ("percent", "n of N"):
            told = self._behind(said.text[end:clause.end])
        told = self._fitting(quantity, told, clause, said)
        if told:
            also = () if clause.foreign else clause.about
            return tuple(dict.fromkeys((*told, *also))), True
        if clause.foreign and not was_figure:
            counted = self._counted(quantity, said, clause)
            return counted, bool(counted)
        subjects = clause.about or (said.about if was_figure else ())
        return subjects, bool(subjects)

    def _fitting(self, quantity: Quantity, told: tuple[str, ...], clause: Clause, said: Said
                 ) -> tuple[str, ...]:
        """What is named, or where that is all counts and the figure is a share: the percentages
        that the sentence is about."""
        share = quantity.figure.kind in ("percent", "points") or (
            quantity.figure.kind == "n of N" and not any(c.isdigit() for c in quantity.text))
        if not share or not told or self.known.has_unit(told, "percent"):
            return told
        percents = tuple(name for name in dict.fromkeys((*said.about, *clause.about))
                         if self.known.indicators[name].unit == "percent")
        return percents or told

    def _counted(self, quantity: Quantity, said: Said, clause: Clause) -> tuple[str, ...]:
        """The count of the area that a number and what is said of it name: "1,340 young people
        were waiting for treatment"."""
        if quantity.figure.kind not in ("count", "word") or not quantity.noun or (
                quantity.value <= SMALL) or self.names.named(" ".join(quantity.noun)):
            return ()
        words = TO_NEXT.split(said.text[quantity.place[1]:clause.end])[0]
        return tuple(name for name in self.names.named(words, said.near)
                     if self.known.indicators[name].unit == "count")

    def _behind(self, text: str) -> tuple[str, ...]:
        """The percentages that what is said of a share names: "88.0% were assessed in time"."""
        words = TO_NEXT.split(text)[0]
        return tuple(name for name in self.names.named(words)
                     if self.known.indicators[name].unit == "percent")

"""A service area in brief, sentence by sentence: each leans on what was said before it.

A month that is not named is the one that was; others' figures without a year are of the year that
was named last; "the percentage" is of the count before it. What is said of several indicators at
once is taken apart, and each part is read as if it stood alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing.periods import Year
from briefing.review import claims as c
from briefing.review.cells import half_up
from briefing.review.check import faults_of, unread
from briefing.review.compared import compared_faults
from briefing.review.controlled import control_faults
from briefing.review.further import further_faults
from briefing.review.hedges import Hedges
from briefing.review.own_terms import restored, standard
from briefing.review.reader import Reading, marking_said, read
from briefing.review.reckoning import Reckoning
from briefing.review.wording import SUBJECT, compiled

IN_BRACKETS = re.compile(r" \([^()]*\)")
PART = compiled(r"^ \({figure:now}(?: for the year so far| {when:now})?\)")
# "In the north it fell by 2.5, to 25.8 from 28.3, and in the south it rose to 3 from 2."
IN_PLACES = re.compile(r"(?:^|, and )(?P<place>(?:in|at|for|by|on) .+?) it "
                       r"(?P<happened>(?:edged up|rose|dipped|fell) .+?)"
                       r"(?=, and (?:in|at|for|by|on) .+? it |\.$)", re.I)
BY = re.compile(r"(?<= by )[\d.,]+(?=, to )")
STEADY = compiled(r"(?P<to_date>For the year so far, )?§(?:, §)*(?: and §) (?:have )?changed little"
                  r"(?: since {period:since})?\.")
NO_FIGURE = "No figure is available"
JOINT = ("flows", "shares")         # openings of sentences that tell others' figures


class AreaReader:
    """What a service area's sentences claim, one after the other, and what is false in them."""

    def __init__(self, truths: Mapping[str, Reckoning], hedges: Hedges) -> None:
        self.truths = truths
        self.hedges = hedges
        step = min((truth.one.step for truth in truths.values()), default=1)
        for truth in truths.values():
            truth.report_step = step
        self.named: set[str] = set()        # kinds whose month was named
        self.year = ""                      # that benchmarks were last named with
        self.about = ""                     # what the sentence before was about
        self.that: c.Judged = "month"       # which figure of it was named last
        self.unit = ""                      # in which "by 2.5" is, where places are told of

    def faults(self, text: str, about: str, also: Sequence[str] = ()) -> list[str]:
        """What is false in the next sentence, which is about an indicator, and others `also`."""
        told = [self.truths[name] for name in (about, *also)]
        near = [truth for truth in self.truths.values()
                if truth.one.section == told[0].one.section]
        found = unread(standard(text, told[0]).text, near)
        beside = compared_faults(text, list(self.truths.values()), told[0].one.section)
        if beside is not None:
            self.about = about
            return found + beside
        if (more := further_faults(text, told[0])) is not None:
            follows = [] if self.about == about else ["it does not follow what it is of"]
            return found + more + follows
        of_chart = control_faults(text, told[0])
        if of_chart is not None:
            found += of_chart
        elif " changed little" in text:
            found += self._steady(text, told)
        elif parts := in_places(text, told, self._subject()):
            for truth, part in parts:
                self.about = truth.one.id
                found += self._alone(self._with_unit(part), truth, near)
        else:
            found += self._alone(text, told[0], near)
        if text.startswith(NO_FIGURE):
            found += self._without(text, told[1:])
        self.about = about
        return found

    def _without(self, text: str, told: Sequence[Reckoning]) -> Iterator[str]:
        """What is false of the others that are said to have no figure, or left out though they
        have none; a stock's flows that have one are told of in the next sentence."""
        for truth in told:
            if truth.one.subject not in text:
                if truth.value(truth.now) is None:
                    yield f"'{truth.one.subject}' is not named"
                continue
            yield from faults_of(Reading("not_shown", (c.Absent("none", ""),)), truth, self.hedges)

    def _subject(self) -> str:
        return self.truths[self.about].one.subject if self.about else ""

    def _with_unit(self, part: str) -> str:
        """The sentence with the unit of its change, which was said of another place before."""
        return BY.sub(lambda by: f"{by[0]}{self.unit}", part)

    def _alone(self, text: str, truth: Reckoning, near: Sequence[Reckoning]) -> list[str]:
        own = standard(text, truth)
        reading = restored(
            read(own.text, truth.one, brief=True, year=self.year, that=self.that), own)
        found = faults_of(reading, truth, self.hedges, near)
        kind = truth.one.kind
        if reading.opening == "that" and self.about != truth.one.id:
            found.append("'it' is of another indicator")
        if reading.opening != "that":
            self.that = "to_date" if reading.opening == "year_alone" else "month"
        for claim in reading.claims:
            match claim:
                case c.Untimed() if kind in ("flow", "stock") and kind not in self.named:
                    found.append("its month was not named before")
                case c.Stated(role="now", at=at) if at:
                    if truth.now == truth.report and truth.one.step == truth.report_step:
                        self.named.add(kind)
                case c.Moved(by=by) if by:
                    self.unit = by.lstrip("0123456789.,")
                case c.Word(sort="name") if reading.opening not in JOINT and self.about not in (
                        truth.one.id, truth.one.numerator):
                    found.append(f"'the {claim.text}' does not follow what it is of")
        self.year = reading.year
        return found

    def _steady(self, text: str, told: Sequence[Reckoning]) -> list[str]:
        """What is false in "A (96.6%), B (89.9%) and C (9.5%) changed little"."""
        found: list[str] = []
        for truth in sorted(told, key=lambda t: -len(t.one.subject)):
            name = re.search(rf"(?:the )?{re.escape(truth.one.subject)}(?= \()", text, re.I)
            beside = IN_BRACKETS.match(text[name.end() :]) if name else None
            own = standard(beside[0], truth) if beside else None
            part = PART.match(own.text) if own else None
            if name is None or beside is None or own is None or part is None:
                found.append(f"'{truth.one.subject}' and its figure could not be read")
                continue
            text = f"{text[: name.start()]}{SUBJECT}{text[name.end() + beside.end() :]}"
            now = own.figures.get(part["now"], part["now"])
            claim = c.Stated("now", now, part["now_how"] or "", part["now_at"] or "",
                             marking_said({k: v for k, v in part.groupdict().items() if v},
                                          "now_soft"))
            found += faults_of(Reading("part", (claim,)), truth, self.hedges)
            found += self._little(truth)
        frame = STEADY.fullmatch(text)
        if frame is None:
            return [*found, f"could not be read: '{text}'"]
        for truth in told:
            if (truth.one.kind == "cumulative") < bool(frame["to_date"]):
                found.append("a month's figure is said to be for the year so far")
            if frame["since"]:
                found += self._since(truth, frame["since"])
        return found

    def _little(self, truth: Reckoning) -> Iterator[str]:
        now, then = truth.shown(truth.now), truth.shown(truth.before(truth.now))
        if not truth.compared(truth.now) or now is None or not then:
            yield "it is said to have changed little, and cannot be compared"
        elif half_up(abs(now - then) * 100 / abs(then), 6) >= self.hedges.quiet_under:
            yield f"a change from {float(then)} to {float(now)} is not little"
        elif truth.cell(truth.now).marking:
            yield "a provisional figure is said to have changed little"

    def _since(self, truth: Reckoning, since: str) -> Iterator[str]:
        first = Year.holding(truth.now, truth.one.year).first
        if not truth.is_called(first, since):
            yield f"since '{since}' should be '{truth.named(first)}'"
        months = [first.back(-n) for n in range(truth.now.ordinal - first.ordinal + 1)]
        shown = [truth.shown(month) for month in months]
        known = [value for value in shown if value is not None]
        if len(known) < len(shown) or any(truth.breaks_in(month) for month in months[1:]):
            yield f"not every month since '{since}' has a figure"
        elif max(known) - min(known) > self.hedges.steady_within:
            yield f"it changed by more than little since '{since}'"


def in_places(text: str, told: Sequence[Reckoning], before: str) -> list[tuple[Reckoning, str]]:
    """What "In B it fell to 5 from 6, and in C it rose to 3 from 2" says of each, as a sentence of
    its own; `before` is the subject of the sentence before, of which "it" is.

    Empty where the text is no such sentence, or "it" is of something else.
    """
    parts = []
    for found in IN_PLACES.finditer(text):
        place = found["place"]
        for truth in told:
            stem = truth.one.subject.casefold().removesuffix(place.casefold())
            if stem != truth.one.subject.casefold() and before.casefold().startswith(stem):
                parts.append((truth, f"The {truth.one.subject} {found['happened']}."))
                break
    whole = sum(len(found[0]) for found in IN_PLACES.finditer(text)) + 1 == len(text)
    return parts if whole and len(parts) == len(told) else []

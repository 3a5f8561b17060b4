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
from briefing.review.check import faults_of, unread
from briefing.review.hedges import Hedges
from briefing.review.reader import Reading, marking_said, read
from briefing.review.reckoning import Reckoning, half_up
from briefing.review.wording import SUBJECT, compiled

PART = compiled(r"^ \({figure:now}(?: for the year so far| {when:now})?\)")
BY = re.compile(r" \((by [^()]+?), from ([^()]+?) to ([^\s()]+)\)")
HAPPENED = re.compile(r"(?:,? and|,)?(?: (?P<verb>edged up|rose|dipped|fell)(?P<when> [^,()]+)?)?")
STEADY = compiled(r"(?P<to_date>For the year so far, )?§(?:, §)*(?: and §) (?:have )?changed little"
                  r"(?: in (?:every|any) month since {period:since})?\.")
JOINT = ("flows", "shares")         # openings of sentences that tell others' figures


class AreaReader:
    """What a service area's sentences claim, one after the other, and what is false in them."""

    def __init__(self, truths: Mapping[str, Reckoning], hedges: Hedges) -> None:
        self.truths = truths
        self.hedges = hedges
        self.named: set[str] = set()        # kinds whose month was named
        self.year = ""                      # that benchmarks were last named with
        self.about = ""                     # what the sentence before was about

    def faults(self, text: str, about: str, also: Sequence[str] = ()) -> list[str]:
        """What is false in the next sentence, which is about an indicator, and others `also`."""
        told = [self.truths[name] for name in (about, *also)]
        near = [truth for truth in self.truths.values()
                if truth.one.section == told[0].one.section]
        found = unread(text, near)
        if " changed little" in text:
            found += self._steady(text, told)
        elif also and (parts := in_several_places(text, told)):
            for truth, part in parts:
                found += self._alone(part, truth, near)
        else:
            found += self._alone(text, told[0], near)
        self.about = about
        return found

    def _alone(self, text: str, truth: Reckoning, near: Sequence[Reckoning]) -> list[str]:
        reading = read(text, truth.one, brief=True, year=self.year)
        found = faults_of(reading, truth, self.hedges, near)
        kind = truth.one.kind
        for claim in reading.claims:
            match claim:
                case c.Untimed() if kind in ("flow", "stock") and kind not in self.named:
                    found.append("its month was not named before")
                case c.Stated(role="now", at=at) if at:
                    if truth.now == truth.report and truth.one.frequency == "monthly":
                        self.named.add(kind)
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
            part = PART.match(text[name.end() :]) if name else None
            if name is None or part is None:
                found.append(f"'{truth.one.subject}' and its figure could not be read")
                continue
            text = f"{text[: name.start()]}{SUBJECT}{text[name.end() + part.end() :]}"
            claim = c.Stated("now", part["now"], part["now_how"] or "", part["now_at"] or "",
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


def in_several_places(text: str, told: Sequence[Reckoning]
                      ) -> list[tuple[Reckoning, str]]:
    """What "The caseload rose in A (by 1, from 4 to 5), and fell in B (by 1, from 3 to 2)" says of
    each, as a sentence of its own.

    Empty where the text is no such sentence. What follows without a verb did what went before.
    """
    stem = _stem([truth.one.subject.split() for truth in told], text)
    if not stem:
        return []
    places: list[tuple[int, int, Reckoning]] = []
    for truth in told:
        tail = truth.one.subject.removeprefix(stem)
        at = text.find(tail)
        while at >= 0 and text[at + len(tail)] not in ",. ":
            at = text.find(tail, at + 1)
        if at < 0:
            return []
        places.append((at, at + len(tail), truth))
    places.sort(key=lambda place: place[0])
    start, verb, when = len(f"The {stem}"), "", ""
    parts = []
    for at, end, truth in places:
        happened = HAPPENED.fullmatch(text[start:at])
        change = BY.match(text, end)
        if happened is None or change is None:
            return []
        if happened["verb"]:
            verb, when = happened["verb"], happened["when"] or ""
        by, then, now = change.groups()
        parts.append((truth, f"The {truth.one.subject} {verb} {by}, to {now}{when} from {then}."))
        start = change.end()
    if text[start:] != ".":
        return []
    return parts


def _stem(names: Sequence[Sequence[str]], text: str) -> str:
    """The words that the names have in common at the head of the sentence."""
    longest = min(map(len, names)) - 1
    for length in range(longest, 0, -1):
        stem = " ".join(names[0][:length])
        if all(list(name[:length]) == list(names[0][:length]) for name in names) and (
                text.startswith(f"The {stem} ")):
            return stem
    return ""

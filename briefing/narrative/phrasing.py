"""Saying a finding: the state it is in, the words for its slots, and the rules that were used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from briefing import amounts
from briefing.amounts import Marking
from briefing.findings import Fact, Finding
from briefing.indicators import Indicator
from briefing.narrative.book import Book
from briefing.narrative.book_entries import FINAL
from briefing.narrative.book_file import band
from briefing.narrative.sentence import Figure, Piece, Pieces, Sentence, capital, join
from briefing.periods import HALVES, TERMS, Month, Year, parse_month, part_number, period_short

TWELVE_MONTHS = "12 months"     # what a rolling figure is of where its row says nothing else
GLOSS_WITHIN = 2       # percentage points
# What follows the words that a subject is called by: "the sickness absence rate | over 12 months".
_AFTER = re.compile(r" (?:of|per|for|over|in|to|from|at|on|by|among|within|as) ")
TIMING = {"flow": "flow", "stock": "stock", "cumulative": "cumulative", "rolling_12": "rolling"}


def timing_of(one: Indicator) -> str:
    """What its figures are of: a period, its end, the year so far, or the last so many months.

    A year's figure is of the year, whether it was gathered month by month or not.
    """
    if one.frequency == "annual" and (one.kind == "cumulative" or (
            one.kind == "rolling_12" and not one.over)):
        return "flow"
    return TIMING[one.kind]


class Phrasing:
    """One finding and the book: says names and keeps the rules that chose the words."""

    def __init__(self, finding: Finding, book: Book, short: str = "", also: bool = False) -> None:
        """`short` is what the subject is called after a neighbour has named it in full; `also`
        tells that two neighbours moved in the same way before it."""
        self.finding = finding
        self.one = finding.indicator
        self.book = book
        self.short = short
        self.also = also
        self.rules: list[str] = []
        self.timing = timing_of(self.one)
        self.again = False                  # whether a high or low was named just before
        self.noted = False                  # whether a note tells that the one before is withheld
        self.opened = ""                    # the move that opened the paragraph
        self.said: set[str] = set()         # the comparators that were said
        self.last = "month"                 # whether "this" would be the month's figure

    def say(self, name: str, state: Mapping[str, str] | None = None,
            slots: Mapping[str, Pieces] | None = None) -> Pieces:
        """The words for the name in that state; `slots` are those that only this saying knows."""
        rule = self.book.choose(name, state or {})
        self.rules.append(rule.id)
        if len(rule.parts) == 1 and not rule.parts[0][1]:
            return (rule.parts[0][0],)      # words alone, as of every third saying
        out: list[Piece] = []
        for text, slot in rule.parts:
            out.append(text)
            if not slot:
                continue
            opens = slot[0].isupper()
            bare = slot[0].lower() + slot[1:] if opens else slot
            filled = slots[bare] if slots and bare in slots else SLOTS[bare](self)
            if text.endswith(("the ", "The ")):
                filled = _without_article(filled)
            out += capital(filled) if opens else filled
        return join(out)

    def sentence(self, pieces: Iterable[Piece], moves: Iterable[str], stop: str = ".") -> Sentence:
        """The sentence of these pieces, with every rule said since the last one."""
        rules, self.rules = tuple(self.rules), []
        return Sentence(self.one.id, join((*pieces, stop)), tuple(moves), rules)

    # ── figures and words of the finding ────────────────────────────────────────────────────────

    def fact(self, role: str) -> Fact:
        """The finding's fact of that role; raises KeyError where there is none."""
        return self.finding.facts[role]

    def figure(self, role: str) -> Pieces:
        """The fact as prose says it."""
        return (self.prose(self.fact(role)),)

    def prose(self, fact: Fact) -> Figure:
        """The fact as prose says it, with its unit."""
        return Figure(amounts.in_prose(fact.value, self.one.unit, fact.decimals), fact)

    def size(self, fact: Fact) -> Figure:
        """The fact as the size of a change or gap: points for a percentage."""
        return Figure(amounts.as_change(fact.value, self.one.unit, fact.decimals), fact)

    def month_said(self, month: Month) -> str:
        """The period that ends with the month: "July", "quarter 1", "2021/22".

        A sum of the last months is of no half year or term: it is named by the month it ends with.
        """
        if self.one.frequency == "monthly" or (
                self.timing == "rolling" and self.one.frequency in ("termly", "half_yearly")):
            return month.said(self.finding.report)
        year = Year.holding(month, self.one.year)
        here = year == Year.holding(self.finding.report, self.one.year)
        said = self.say("period", {"frequency": self.one.frequency, "year": self.yes(here)}, {
            "number": (self._number(month),), "period_year": (str(
                month.year if self.one.frequency == "termly" else year),)})
        return "".join(str(p) for p in said)

    def _number(self, month: Month) -> str:
        """Which of its year the period is: "1", "autumn", "first"."""
        number = part_number(month, self.one.step, self.one.year)
        names = {"termly": TERMS, "half_yearly": HALVES}.get(self.one.frequency)
        return names[number - 1] if names else str(number)

    def full(self, month: Month) -> str:
        """The period with its year: "July 2022", "Q1 22/23"."""
        if self.one.frequency == "monthly":
            return month.full
        return period_short(month, self.one.step, self.one.year)

    def subject(self) -> str:
        """ "the number of referrals"; a bare subject has no article."""
        if self.short:
            return f"the {self.short}"
        text = self.one.subject
        first = text.split(" ", 1)[0].casefold()
        bare = self.book.file.bare_subjects
        # "sickness absence", but "the sickness absence rate"
        measure = _AFTER.split(text.casefold(), maxsplit=1)[0].rsplit(" ", 1)[-1]
        if first in bare and measure in self.book.file.measured_by:
            return f"the {text}"
        return text if first in ("the", "a", "an", *bare) else f"the {text}"

    def previous_figure(self) -> Pieces:
        """Last month's figure; a count of nought is "none", the year's one highest is named so."""
        fact = self.fact("previous")
        finding = self.finding
        left = {"high": "down", "low": "up"}.get(finding.record_before)
        if left is not None and left == finding.direction and not (
                finding.provisional or finding.provisional_before or fact.value == 0):
            self.said.add("extreme")
            return self.say("extreme", {"record": finding.record_before,
                                        "again": self.yes(self.again)},
                            {"figure": (self.prose(fact),)})
        if fact.value == 0 and self.one.unit_class == "count" and not self.one.can_be_negative:
            none = Figure("".join(str(p) for p in self.say("none")), fact)
            return self._marked(none, self.finding.marking_before)
        return self.marked(fact, self.finding.marking_before)

    def marked(self, fact: Fact, marking: Marking) -> Pieces:
        """The figure, and how it is marked: that it is provisional, estimated or unreliable."""
        return self._marked(self.prose(fact), marking)

    def _marked(self, figure: Piece, marking: Marking) -> Pieces:
        return self.say("provisional", {"marking": marking}, {"figure": (figure,)}) if (
            marking) else (figure,)

    def current_of_n(self) -> Pieces:
        """The month's figure; a percentage of few with its numerator and denominator."""
        figure = self.figure("current")
        if not self._of_few():
            return figure
        return self.say("of_n", None, {"figure": figure, "numerator": (self.bare("numerator"),),
                                       "denominator": (self.bare("denominator"),)})

    def _of_few(self) -> bool:
        """Whether the percentage is said with its numerator and denominator."""
        below = self.finding.facts.get("denominator")
        return self.one.is_share and below is not None and (
            below.value < self.book.file.of_n_below)

    def by_amount(self) -> bool:
        """Whether a change is said by its size: of caseloads, and of stocks that are large."""
        if self.one.unit == "cases_per_worker":
            return True
        previous = self.finding.facts.get("previous")
        return (self.one.unit == "count" and self.one.kind == "stock" and previous is not None
                and previous.value >= self.book.file.amount_from)

    def bare(self, role: str) -> Figure:
        """The fact as a bare number."""
        fact = self.fact(role)
        return Figure(amounts.number(fact.value, fact.decimals), fact)

    def in_cell(self, role: str) -> Pieces:
        """The fact as a table has it: without the words of its unit."""
        fact = self.fact(role)
        return (Figure(amounts.in_cell(fact.value, self.one.unit, fact.decimals), fact),)

    def change_bare(self) -> Pieces:
        """The size of the change as a bare number."""
        fact = self.fact("change")
        return (Figure(amounts.as_bare_change(fact.value, fact.decimals), fact),)

    def marked_in_cell(self, role: str, marking: Marking) -> Pieces:
        """The same, and how it is marked."""
        return self.figure_in_cell(self.fact(role), marking)

    def figure_in_cell(self, fact: Fact, marking: Marking) -> Pieces:
        """Any fact as a table has it, and how it is marked; 0:51 in words: "51 seconds"."""
        form = amounts.UNITS[self.one.unit].form
        if form in ("minutes_seconds", "hours_minutes") and (
                abs(fact.value) < amounts.FORM_BASES[form]):
            return self.marked(fact, marking)
        return self._marked(
            Figure(amounts.in_cell(fact.value, self.one.unit, fact.decimals), fact), marking)

    def gloss(self) -> Pieces:
        """ " (more than a fifth)", " (almost two thirds)" for a percentage near to one, and by as
        much as it prints on that side of it."""
        near = None if self._of_few() else self.fraction()   # there are brackets after it already
        return () if near is None else self.say("gloss", {"manner": near[0]},
                                                {"fraction": (near[1],)})

    def fraction(self) -> tuple[str, str] | None:
        """ "more_than" or "almost" and the fraction that a share is near to; None of others."""
        now = self.fact("current").printed
        least = Decimal(1).scaleb(-self.one.decimals) / 2
        for fraction in self.book.file.fractions if self.one.is_share else ():
            over = now - Decimal(str(fraction.value))
            if least <= abs(over) < GLOSS_WITHIN:
                return "more_than" if over > 0 else "almost", fraction.words
        return None

    def role_of(self, role: str) -> str:
        """The role as books know it: of a comparator of the council's own by its kind."""
        own = self.finding.comparators.get(role)
        if own is None:
            return role
        # "the average of similar councils" is no name to be followed by "average"
        named = own.kind == "average" and "average" in own.said.casefold()
        return "own_peers" if named else f"own_{own.kind}"

    def aim(self) -> Pieces:
        """ "the target of 95%", "the year’s target of 500": the target by what it is of."""
        aim = self.finding.aim
        assert aim is not None, "a target is said only where there is one"
        return self.say("aim", {"standing": aim.standing,
                                "range": self.yes(aim.low is not None)})

    def mark(self) -> Pieces:
        """What the figure's target is called: nobody calls a budget a target."""
        aim = self.finding.aim
        return self.say("mark", {"kind": aim.target.kind if aim is not None else "target"})

    def rated(self, rating: str) -> Pieces:
        """What the rating is called: as the council calls the band, else its colour."""
        own = dict(self.one.bands).get(rating)
        return (own,) if own else self.say("rating_word", {"rating": rating})

    def judged(self) -> Pieces:
        """The figure that the target is set beside."""
        if self.finding.judged == "month":
            return self.marked(self.fact("current"), self.finding.marking)
        return self.marked(self.fact("year_to_date"), self.finding.marking_year)

    def was(self, marking: Marking) -> Pieces:
        """ "was", "were provisionally", "was estimated at": the verb for the subject."""
        return self.say("was", {"plural": self.yes(self.one.plural),
                                "marking": marking or FINAL})

    @staticmethod
    def yes(true: bool) -> str:
        """A state's "yes" or "no"."""
        return "yes" if true else "no"

    def now(self) -> Pieces:
        """ "in July", "at the end of July", "for the year so far at the end of July"."""
        first = Year.holding(self.finding.period, self.one.year).first
        alone = self.finding.period.ordinal - first.ordinal < self.one.step
        return self.say("now", {"timing": self.timing, "late": self.yes(self.one.lag > 0),
                                "first": self.yes(alone)})

    def below_nought(self) -> bool:
        """Whether one of the two figures that a change is between is negative."""
        facts = self.finding.facts
        return any(facts[role].printed < 0 for role in ("previous", "current") if role in facts)

    def is_of_a_change(self) -> bool:
        """Whether the subject names a change itself: a reduction does not "reduce"."""
        first = self.one.subject.removeprefix("the ").split(" ", 1)[0].casefold()
        return first in self.book.file.change_words

    def verb(self) -> Pieces:
        """ "rose", "edged up", "fell", "dipped": the change, small or not."""
        facts = self.finding.facts
        change, previous = abs(facts["change"].printed), abs(facts["previous"].printed)
        bands = self.book.file.brief.gap
        edged = bool(previous) and bool(bands) and band(
            bands[:1], change * 100 / previous, "") != ""
        run = self.finding.run
        if run is not None and run.length.value >= self.book.file.run_at_least:
            edged = False       # of a row of changes the latest is not next to nothing
        return self.say("brief_verb", {"direction": str(self.finding.direction),
                                       "edged": self.yes(edged)})

    def hedge(self) -> str:
        """How large the change is, in the book's bands."""
        change = abs(self.fact("change").printed)
        hedges = self.book.file.hedges.change
        previous = abs(self.fact("previous").printed)
        if not previous or change * 100 / previous > Decimal(str(hedges.at_most)):
            return "plain"
        if self.one.unit_class == "percent":
            return band(hedges.percent, change, "plain")
        if self.one.unit_class == "duration":
            return band(hedges.duration, change * 100 / previous, "plain")
        return "plain"

    def zero(self) -> Pieces:
        """The clause said of nought: the dictionary's own, or one made from a count's subject."""
        if self.one.zero:
            return self._marked(self.one.zero, self.finding.marking)
        counted = self.one.subject.removeprefix("the ").removeprefix("number of ")
        if self.one.unit_class == "count" and counted != self.one.subject.removeprefix("the "):
            state = {"plural": "yes", "marking": self.finding.marking or FINAL}
            return self.say("zero_count", state, {"counted": (counted,)})
        return self.say("zero_other")


def _without_article(pieces: Pieces) -> Pieces:
    """The pieces without a "the" at their head, for which there is one already."""
    if pieces and isinstance(pieces[0], str) and pieces[0].startswith("the "):
        return (pieces[0].removeprefix("the "), *pieces[1:])
    return pieces


def _month(role: str) -> Callable[[Phrasing], Pieces]:
    return lambda t: (t.month_said(parse_month(t.fact(role).period)),)


def _ordinal(role: str, more: int = 0) -> Callable[[Phrasing], Pieces]:
    """A run's length as an ordinal word; it is a figure, for it states the run."""
    def slot(t: Phrasing) -> Pieces:
        fact = t.fact(role)
        return (Figure(amounts.ordinal(int(fact.value) + more), fact),)
    return slot


def _cardinal(role: str) -> Callable[[Phrasing], Pieces]:
    """A number of months as a word."""
    return lambda t: (Figure(amounts.cardinal(int(t.fact(role).value)), t.fact(role)),)


def _months_known(t: Phrasing) -> Pieces:
    fact = t.fact("months_known")
    return (Figure(amounts.number(fact.value, 0), fact),)


def _known_from(t: Phrasing) -> Pieces:
    """The first of the periods of which a figure is known without a gap."""
    back = t.one.step * (int(t.fact("months_known").value) - 1)
    return (t.month_said(t.finding.period.back(back)),)


def _first_month(t: Phrasing) -> Pieces:
    return (t.full(t.finding.measure.first),)


# Every slot that is filled from the finding alone; the others are given by the move that asks.
SLOTS: dict[str, Callable[[Phrasing], Pieces]] = {
    "subject": lambda t: (t.subject(),),
    "bare_subject": lambda t: (t.short or t.one.subject.removeprefix("the "),),
    "title": lambda t: (t.one.title,),
    "was": lambda t: t.was(t.finding.marking),
    "is": lambda t: ("are" if t.one.plural else "is",),
    "month": lambda t: (t.month_said(t.finding.period),),
    "full_month": lambda t: (t.full(t.finding.period),),
    "first_month": _first_month,
    "previous_month": lambda t: (t.month_said(t.finding.measure.before(t.finding.period)),),
    "period_word": lambda t: t.say("period_word", {"frequency": t.one.frequency}),
    "rhythm": lambda t: t.say("rhythm", {"frequency": t.one.frequency}),
    "over": lambda t: (t.one.over or TWELVE_MONTHS,),
    "periods": lambda t: t.say("periods", {"frequency": t.one.frequency}),
    "now": lambda t: t.now(),
    "current_of_n": lambda t: t.current_of_n(),
    "gloss": lambda t: t.gloss(),
    "change": lambda t: (t.size(t.fact("change")),),
    "change_bare": lambda t: t.change_bare(),
    "previous_bare": lambda t: t.marked_in_cell("previous", t.finding.marking_before),
    "current_bare": lambda t: t.in_cell("current"),
    "two_months_ago": lambda t: t.figure("two_months_ago"),
    "month_before": _month("two_months_ago"),
    "year_low": lambda t: t.figure("year_low"),
    "year_high": lambda t: t.figure("year_high"),
    "year_first": lambda t: (t.month_said(Year.holding(t.finding.period, t.one.year).first),),
    "also": lambda t: t.say("also") if t.also else (),
    "run_before": _cardinal("run_before"),
    "run_before_month": lambda t: (t.month_said(t.finding.period.back(
        t.one.step * (int(t.fact("run_before").value) + 1))),),
    "usual_low": lambda t: t.figure("usual_low"),
    "usual_high": lambda t: t.figure("usual_high"),
    "spc_mean": lambda t: t.figure("spc_mean"),
    "spc_low": lambda t: t.figure("spc_low"),
    "spc_low_bare": lambda t: t.in_cell("spc_low"),
    "spc_high": lambda t: t.figure("spc_high"),
    "sum_12m": lambda t: t.marked(t.fact("sum_12m"), t.fact("sum_12m").marking),
    "denominator": lambda t: (t.bare("denominator"),),
    "then": lambda t: t.say("then", {"timing": t.timing}),
    "current": lambda t: t.figure("current"),
    "previous": lambda t: t.previous_figure(),
    "year_to_date": lambda t: t.marked(t.fact("year_to_date"), t.finding.marking_year),
    "target": lambda t: t.figure("target"),
    "lower": lambda t: t.figure("target_lower"),
    "target_year": lambda t: t.figure("target_year"),
    "target_year_lower": lambda t: t.figure("target_year_lower"),
    "aim": lambda t: t.aim(),
    "mark": lambda t: t.mark(),
    "changed": lambda t: t.say("changed", {"direction": str(t.finding.direction),
                                           "hedge": t.hedge(),
                                           "below_nought": t.yes(
                                               t.below_nought() or t.is_of_a_change())}),
    "verb": lambda t: t.verb(),
    "before": lambda t: t.rated(str(t.finding.rating_before)),
    "now_rated": lambda t: t.rated(t.finding.rating),
    "zero": lambda t: t.zero(),
    "run_ordinal": _ordinal("run"),
    "held_ordinal": _ordinal("run", 1),
    "span": lambda t: t.say("span", {"judged": t.finding.judged, "timing": t.timing}),
    "judged": lambda t: t.judged(),
    "gap": lambda t: (t.size(t.fact("gap.target")),),
    "months_known": _months_known,
    "known_from": _known_from,
    "maximum": lambda t: t.figure("maximum_12m"),
    "minimum": lambda t: t.figure("minimum_12m"),
    "maximum_month": _month("maximum_12m"),
    "minimum_month": _month("minimum_12m"),
}

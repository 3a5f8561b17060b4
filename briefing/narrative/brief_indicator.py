"""One indicator in brief: what the month brought, and how the figure stands.

What its service area has said already (the month, the year of others' figures, which way is better)
is not said again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.amounts import Reason
from briefing.findings import Comparison, Finding
from briefing.narrative import moves
from briefing.narrative.area_sentences import short_name
from briefing.narrative.book import Book
from briefing.narrative.brief_comparators import Comparators, Said
from briefing.narrative.comparing import OPPOSED
from briefing.narrative.narration import CONCERN
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Pieces, Sentence, capital, join, text_of
from briefing.narrative.weighing import Weight, is_small

YEAR_FORMS = ("1", "2", "3")        # the forms in which a year so far is put, by turns
PAST_FORM = "3"         # "it was 98.8%, still above": without a verb that says so
STANDING_FORMS = ("1", "2", "3", "4")         # and those in which a figure's standing is


class IndicatorInBrief:
    """One indicator's thought: its sentences, and what was left out of them."""

    def __init__(self, finding: Finding, book: Book, said: Said, weight: Weight,
                 before: Finding | None, concern: str, clear: bool = True) -> None:
        """`clear` tells that a short name would be: that one sentence named it in full."""
        self.finding = finding
        self.book = book
        self.said = said
        self.weight = weight
        self.concern = concern
        self.opened: tuple[str, ...] = ()
        self.again = False          # whether the same was told of another place just before
        # a concern is named in full
        rate = finding.indicator.unit_class == "rate"     # "the rate per 10,000" is clear anywhere
        short = "" if concern or not (clear or rate) else short_name(finding, before, book)
        self.phrasing = Phrasing(finding, book, short)
        self.one = finding.indicator
        self.comparators = Comparators(self.phrasing, book, said)
        self.before = before
        self.record: Pieces = ()    # how far back it is the highest or lowest, as said
        self.beside: Pieces = ()    # the same, where it stands beside its own figure

    def sentences(self) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
        """What is said, and what is left out with its reason."""
        self.said.thoughts += 1
        chosen, left = self.comparators.chosen()
        said = (self._year_alone(chosen) if self.comparators.only_year()
                else self._month_and_standing(chosen))
        return (tuple(replace(s, weight=self.weight.total) for s in said),
                tuple(self._left_out(comparison) for comparison in left))

    def _left_out(self, comparison: Comparison) -> Sentence:
        # what is left out has named no year
        apart = Comparators(self.phrasing, self.book, replace(self.said))
        words = self.phrasing.say("brief_left_out", None, {
            "comparisons": apart.clause([comparison])})
        sentence = self.phrasing.sentence(capital(words), ("standing",))
        return replace(sentence, weight=self.weight.total,
                       left_out="in brief at most two comparators, those that change the message")

    # ── the month ───────────────────────────────────────────────────────────────────────────────

    def _year_alone(self, chosen: Sequence[Comparison]) -> tuple[Sentence, ...]:
        phrasing = self.phrasing
        happened = phrasing.say("brief_year_alone", None, {
            "was": phrasing.was("")})           # the year's own mark follows its figure
        words = capital(self._opened(happened))
        standing = (*self.opened, "standing")
        if not chosen:
            return (phrasing.sentence(words, standing),)
        before = self.said.benchmarks, self.said.stills, len(phrasing.rules)
        clause = self.comparators.clause(chosen)
        if self._fits(words, clause, chosen):
            return (phrasing.sentence((*words, ", ", *clause), standing),)
        self.said.benchmarks, self.said.stills = before[:2]
        del phrasing.rules[before[2] :]
        return phrasing.sentence(words, (*self.opened, "year")), self._it_stands(chosen)

    def _month_and_standing(self, chosen: Sequence[Comparison]) -> tuple[Sentence, ...]:
        finding, phrasing = self.finding, self.phrasing
        name, words = self._month()
        on_year = self.comparators.on_year()
        judged = [c for c in chosen if on_year and c in finding.on_year]
        told = [name, *self.opened]
        if name == "change" and self.record:
            told.append("record")
        added = self._run(told) if name == "change" else ()
        if added and self.record:
            added = moves.joined([added, self.record])
        so_far = self._has_so_far(name, judged)
        # after a record the year so far would be taken for the earlier month's
        apart = so_far and bool(self.beside)
        words = (*capital(words), *(phrasing.say("brief_so_far") if so_far and not apart else ()),
                 *added)
        # a record says on which side of its own average the figure is
        beside = [c for c in chosen if c not in judged
                  and not (c.role == "mean_12m" and "record" in told)]
        clause: Pieces = ()
        comma: Pieces = (", ",)
        alone: list[Comparison] = []
        if beside and name not in ("zero", "absent"):
            before = self.said.benchmarks, self.said.stills, len(phrasing.rules)
            clause = self.comparators.clause(beside)
            # beside two earlier months a provisional figure has room for one comparator
            fits = len(beside) == 1 if finding.provisional else self._fits(words, clause, beside)
            if name == "level" or not fits:
                # too long for one sentence: taken back, and said with a verb of its own
                self.said.benchmarks, self.said.stills = before[:2]
                del phrasing.rules[before[2] :]
                clause, alone = (), beside
            elif name == "change":
                # it stands above or below the months before, and that one as well
                way = {"up": "above", "down": "below"}[str(finding.direction)]
                opposed = (way, beside[0].relation) in OPPOSED
                if finding.provisional:
                    comma = (", but " if opposed else ", and ",)
                elif opposed and self.said.stills == before[1] and not any(
                        c.held is False for c in beside):
                    comma = (", but ",)     # "fell to 41, but above July 2021 (38)"
        waits: Pieces = ()
        if finding.waits and finding.aim is not None and name != "absent":
            waits = ("; ", *self._waits(finding.aim.standing))
        if clause:
            told.append("standing")
            words = (*words, *comma, *clause)
        if waits:
            told.append("unjudged")
        said = [phrasing.sentence((*words, *waits), told)]
        if name == "zero":      # none of what there should be some of
            missed = [c for c in beside if c.role == "target" and c.better is False]
            if missed:
                said.append(self._it_stands(missed, "2"))
        if alone:
            said.append(self._it_stands(alone))
        if apart:
            said.append(phrasing.sentence(phrasing.say("brief_so_far_apart", {
                "plural": phrasing.yes(self.one.plural)}), ("year",)))
        if judged:
            said.append(self._year(judged))
        elif not on_year and self._is_unjudged():
            said.append(moves.unjudged_year(phrasing, "absent" if (
                finding.reason is Reason.CONFIDENTIAL) else "other"))
        return tuple(said)

    def _waits(self, standing: str) -> Pieces:
        """The target that is not judged yet, or is not plain."""
        if standing != "waits":
            return moves.unjudged(self.phrasing, standing)
        return self.phrasing.say("brief_waits", {
            "range": self.phrasing.yes("target_lower" in self.finding.facts)})

    def _fits(self, words: Pieces, clause: Pieces, comparisons: Sequence[Comparison]) -> bool:
        """Whether what happened and how the figure stands make a sentence that is not long.

        Above one comparator and below another is a thought of its own.
        """
        return len({c.relation for c in comparisons}) == 1 and (
            len(f"{text_of(words)} {text_of(clause)}".split()) <= self.book.file.brief.words)

    def _it_stands(self, comparisons: Sequence[Comparison], form: str = "") -> Sentence:
        """ "It remains below the target (80%)." """
        holds = self.comparators.holds(comparisons)
        if not form:
            form = STANDING_FORMS[self.said.standings % len(STANDING_FORMS)]
            self.said.standings += 1
        remains = "" if not holds else "are" if self.one.plural else "is"
        words = self.phrasing.say("brief_standing", {
            "plural": self.phrasing.yes(self.one.plural), "form": form,
            "held": self.phrasing.yes(holds)}, {
                "comparisons": self.comparators.clause(comparisons, remains)})
        return self.phrasing.sentence(words, ("standing",))

    def _year(self, judged: Sequence[Comparison]) -> Sentence:
        """ "At 25.8% so far this year, it remains well below the target (35%)." """
        form = YEAR_FORMS[self.said.years % len(YEAR_FORMS)]
        self.said.years += 1
        holds = self.comparators.holds(judged)
        many = self.one.plural and form == "1"      # of the form that has a pronoun
        if form == PAST_FORM and holds and not self.comparators.may_say_still():
            form = "2"
        words = self.phrasing.say("brief_year", {
            "plural": self.phrasing.yes(self.one.plural), "form": form,
            "held": self.phrasing.yes(holds)},
            {"comparisons": self.comparators.clause(
                judged, "" if form == PAST_FORM or not holds else "are" if many else "is")})
        return self.phrasing.sentence(capital(words), ("standing",))

    def _has_so_far(self, name: str, judged: Sequence[Comparison]) -> bool:
        """Whether the year so far is told: a worse month is not to sound worse than it is."""
        return (name == "change" and not judged and self.weight.sense == "worse"
                and self.comparators.on_year() and not self.finding.provisional_year)

    def _is_unjudged(self) -> bool:
        finding = self.finding
        return (finding.judged == "year_to_date" and "target" in finding.facts
                and not finding.waits and "year_to_date" not in finding.facts)

    def _month(self) -> tuple[str, Pieces]:
        """The move and the words of the month's figure, a concern said to be one."""
        finding, phrasing = self.finding, self.phrasing
        if finding.reason is not None:
            return moves.opening(phrasing)
        if moves.is_none(finding):
            name, words = moves.opening(phrasing)
            held = "previous" in finding.facts and phrasing.fact("previous").value == 0
            if not held or phrasing.timing != "cumulative" or self.one.frequency != "monthly" or (
                    finding.period != finding.report):
                return name, words
            return name, phrasing.say("brief_none")
        state = {"timing": phrasing.timing, "provisional": self.phrasing.yes(finding.provisional)}
        if finding.direction is None:
            name, words = moves.opening(phrasing)
            return name, words
        if finding.direction == "none":
            words = phrasing.say("brief_hold", {
                "held": moves.held(finding), "late": self._is_late(), **state}, self._when())
            name = "hold"
        else:
            self.record = self._record()
            # after a run it is plain of which figure it is
            self.beside = () if self._tells_run() else self.record
            words = self.happened()
            name = "change"
        return name, self._opened(words)

    def _opened(self, happened: Pieces) -> Pieces:
        """What happened after its subject, a concern said to be one."""
        subject = self.phrasing.subject()
        if not self.concern:
            return join((subject, " ", *happened))
        self.opened = (CONCERN,)
        return self.phrasing.say("concern", {"form": self.concern},
                                 {"subject": (subject,), "happened": happened})

    def happened(self) -> Pieces:
        """What a figure that changed did: "rose to 27.6 from 27.1"."""
        finding, phrasing = self.finding, self.phrasing
        brink = moves.brink(finding)
        slots = self._when()
        slots["previous"] = self._previous(brink)
        if self.one.lag and brink == "no" and phrasing.timing in ("flow", "stock") and (
                not finding.provisional and slots["when"]):
            slots["when"] = (*slots["when"], ",")       # "in June, the latest available, from 4"
        # the record stands beside its own figure, before the one that it came from
        slots["record"] = self.beside
        if self.beside and brink == "no":
            when = slots["when"]
            if when and isinstance(when[-1], str) and when[-1].endswith(","):
                slots["when"] = (*when[:-1], when[-1][:-1])
            slots["record"] = (*self.beside, ",")
        return phrasing.say("brief_change", {
            "timing": phrasing.timing, "provisional": self.phrasing.yes(finding.provisional),
            "direction": str(finding.direction), "brink": brink,
            "late": self._is_late(), "apart": self._is_apart(),
            "trend": self.phrasing.yes(moves.alike_two_months_ago(finding)),
            "amount": self._amount()}, slots)

    def _is_late(self) -> str:
        """Whether the figure is of a period that is named by itself."""
        return self.phrasing.yes(not self.finding.is_of_report or self.one.lag > 0)

    def _is_apart(self) -> str:
        """Whether the figure before is not the period's before: "three times a year" has a gap."""
        period, step = self.finding.period, self.one.step
        return self.phrasing.yes(self.one.before(period) != period.back(step))

    def _amount(self) -> str:
        """Whether the change is said by its size; again without a unit that was named before."""
        if not self.phrasing.by_amount() or self.finding.provisional:
            return "no"
        return "bare" if self.again and self.one.unit_class == "ratio" else "yes"

    def what_happened(self) -> Sentence:
        """What the figure did, and no more."""
        words = (self.phrasing.subject(), " ", *self.happened())
        return replace(self.phrasing.sentence(capital(words), ("change",)),
                       weight=self.weight.total)

    def in_its_place(self, place: str) -> Pieces:
        """ "in the north it rose to 5 from 3", after the same of another place."""
        self.again = True
        return self.phrasing.say("sibling", None, {"place": (place,), "happened": self.happened()})

    def _previous(self, brink: str) -> Pieces:
        """Last month's figure; named as the year's high or low where it was far from usual."""
        finding, phrasing = self.finding, self.phrasing
        fact = phrasing.fact("previous")
        unusual = self.weight.unusual
        told = brink == "no" and (fact.value == 0 or (
            finding.record_before and unusual is not None and unusual >= 1))
        if told:
            phrasing.again = self.said.extreme
            words = phrasing.previous_figure()
            self.said.extreme ^= "extreme" in phrasing.said
            return words
        bare = self.one.unit_class in ("duration", "ratio")     # its unit was said just before
        if bare and not finding.provisional:
            return phrasing.marked_in_cell("previous", finding.marking_before)
        return phrasing.marked(fact, finding.marking_before)

    def _when(self) -> dict[str, Pieces]:
        """The report's period, named where the area has not named it yet; any other always."""
        phrasing, one = self.phrasing, self.one
        timing = phrasing.timing
        plain = timing in ("flow", "stock") and not one.lag and self.finding.is_of_report
        if plain and timing in self.said.month:
            return {"when": (), "when_before": ()}
        if plain:
            self.said.month.add(timing)
        return {"when": (" ", *phrasing.now()), "when_before": (" ", *phrasing.say(
            "then", {"timing": timing}))}

    def added(self) -> Pieces:
        """The run and the record that the month belongs to, for a row that stands by itself."""
        if self.finding.provisional or is_small(self.finding, self.book.file.weights):
            return ()
        return moves.joined([words for words in (moves.run(self.phrasing), self._record())
                             if words])

    def _run(self, told: list[str]) -> Pieces:
        """The run that the month belongs to, named in `told`; once of a count and its rate."""
        if not self._tells_run():
            return ()
        key = str(self.finding.direction), moves.run_length(self.finding)
        words = moves.run(self.phrasing, key in self.said.runs)
        if words:
            self.said.runs ^= {key}
            told.append("run")
        return words

    def _tells_run(self) -> bool:
        finding, before = self.finding, self.before
        if finding.provisional or is_small(finding, self.book.file.weights):
            return False
        told = self.phrasing.short and before is not None and (
            before.direction, moves.run_length(before)) == (
            finding.direction, moves.run_length(finding)) and moves.is_run(before, self.book)
        return not told and moves.is_run(finding, self.book)

    def _record(self) -> Pieces:
        """How far back the figure is the highest or lowest: far enough, and by a real movement."""
        if self.finding.provisional or is_small(self.finding, self.book.file.weights):
            return ()
        if self.weight.unusual is not None and self.weight.unusual < 1 and (
                moves.run_length(self.finding) < self.book.file.run_at_least):
            return ()
        known = self.finding.facts["months_known"].value
        if known < self.book.file.brief.on_record_from and (
                self.finding.facts.get("last_at_or_above" if self.finding.direction == "up"
                                       else "last_at_or_below") is None):
            return ()
        return moves.record(self.phrasing)

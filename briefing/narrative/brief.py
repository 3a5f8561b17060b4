"""A service area in brief: what its figures did, how they stand, and no more.

Every indicator has one thought, of one or two sentences: what the month brought, then how the
figure stands to at most two comparators. A count and its rate, a stock and its flows, the shares of
a whole stay together; what hardly moved shares a sentence. What happened comes first, then the main
concern, then the rest by weight (`weighing`). What is left out of the thought is kept beside, with
the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from briefing.amounts import rounded
from briefing.findings import Comparison, Finding
from briefing.narrative import moves
from briefing.narrative.area_sentences import Told, joint_sentences, short_name
from briefing.narrative.book import Book, band
from briefing.narrative.comparing import (
    OPPOSED,
    named_comparator,
    target_moved,
    turned_since_last_year,
)
from briefing.narrative.narration import CONCERN
from briefing.narrative.phrasing import Phrasing, capital, join
from briefing.narrative.sentence import Piece, Pieces, Sentence
from briefing.narrative.weighing import Weight, is_small, weigh
from briefing.periods import parse_month

CONCERNS = ("1", "2", "3", "4")     # the forms in which a main concern is put, by turns
YEAR_FORMS = ("1", "2", "3")        # and those in which a year so far is
YEAR = ("outturn", "year_to_date_last_year")


@dataclass(slots=True)
class _Said:
    """What a service area has said already, so that it is not said again."""

    month: set[str] = field(default_factory=set)        # the periods that were named
    benchmarks: str = ""    # the year that benchmarks were last named with
    polarity: bool = False
    extreme: bool = False   # whether the latest high or low was an annual one
    years: int = 0          # how often a year so far was set beside something; by turns it is put


@dataclass(frozen=True, slots=True)
class _Thought:
    """An indicator with those told beside it, and what the order goes by."""

    findings: tuple[Finding, ...]
    weight: Weight
    place: int

    @property
    def first(self) -> Finding:
        return self.findings[0]


def area(findings: Sequence[Finding], book: Book, turn: int = 0) -> tuple[Told, ...]:
    """What a service area says in brief, in the order in which it is said.

    `turn` is the area's place in the report: by it the form of the main concern changes.
    """
    by_id = {finding.indicator.id: finding for finding in findings}
    joint = joint_sentences(findings, by_id, book)
    elsewhere = {name for _, others in joint.values() for name in others}
    weights = {finding.indicator.id: weigh(finding, book.file.weights) for finding in findings}
    thoughts = _thoughts([f for f in findings if f.indicator.id not in elsewhere], weights, book)
    concern = _main_concern(thoughts, weights, book)
    steady = _steady(thoughts, concern, joint, book)
    siblings = _siblings([t for t in thoughts if t not in steady], concern, joint)
    said = _Said(extreme=turn % 2 == 1, years=turn)
    told: list[Told] = []
    for thought in _in_order(thoughts, concern):
        if thought in steady or thought in siblings[1:]:
            continue
        if thought in siblings:
            told.append(_siblings_told(siblings, book, said))
            continue
        before: Finding | None = None
        for finding in thought.findings:
            name = finding.indicator.id
            form = CONCERNS[turn % len(CONCERNS)] if finding is concern else ""
            speaker = _Speaker(finding, book, said, weights[name], before, form)
            sentences, left_out = speaker.sentences()
            others: tuple[str, ...] = ()
            if name in joint:
                sentence, others = joint[name]
                sentences = (*sentences, replace(sentence, weight=weights[name].total))
            told.append(Told(name, sentences, others, before is not None, left_out))
            before = finding
    if steady:
        told.append(_steady_line(steady, book, said))
    # those told in another's sentence follow it, with what the author says of them
    return tuple(entry for one in told for entry in (
        one, *(Told(name, ()) for name in one.also)))


# ── what belongs together, and in which order ───────────────────────────────────────────────────


def _thoughts(findings: Sequence[Finding], weights: Mapping[str, Weight], book: Book
              ) -> list[_Thought]:
    """The findings, a count with the rates and shares that are made of it."""
    groups: list[list[Finding]] = []
    for finding in findings:
        if groups and short_name(finding, groups[-1][0], book):
            groups[-1].append(finding)
        else:
            groups.append([finding])
    return [_Thought(tuple(group), max((weights[f.indicator.id] for f in group),
                                       key=lambda weight: weight.total), place)
            for place, group in enumerate(groups)]


def _main_concern(thoughts: Sequence[_Thought], weights: Mapping[str, Weight], book: Book
                  ) -> Finding | None:
    """What most needs members' attention: what got worse, and misses its target or is great news.

    A provisional figure, one of few people, or one that is not there, is no concern; nor is what is
    red and got better: it is told among the first, without alarm.
    """
    file = book.file
    worse = [f for thought in thoughts for f in thought.findings
             if f.reason is None and not f.provisional and f.judged_fact is not None
             and weights[f.indicator.id].sense == "worse" and not is_small(f, file.weights)
             and weights[f.indicator.id].news > 0
             and (f.rating in ("red", "amber")
                  or weights[f.indicator.id].news >= file.weights.alarm_from)]
    return max(worse, key=lambda f: (weights[f.indicator.id].total, weights[f.indicator.id].news),
               default=None)


def _in_order(thoughts: Sequence[_Thought], concern: Finding | None) -> list[_Thought]:
    """The volume that the area is about, the main concern, what misses its target by weight; the
    rest as the dictionary has it, where what belongs together stands together."""
    volume = next((t for t in thoughts[:1] if t.first.indicator.unit_class == "count"
                   and not moves.is_marked(t.first)), None)
    main = next((t for t in thoughts if concern in t.findings), None)
    first = [t for t in (volume,) if t is not None]
    first += [main] if main is not None and main is not volume else []
    missed = [t for t in thoughts if t not in first
              and any(f.rating in ("red", "amber") for f in t.findings)]
    missed.sort(key=lambda t: (-t.weight.total, t.place))
    return [*first, *missed, *(t for t in thoughts if t not in first and t not in missed)]


# ── what hardly moved ───────────────────────────────────────────────────────────────────────────


def _steady(thoughts: Sequence[_Thought], concern: Finding | None, joint: Mapping[str, object],
            book: Book) -> list[_Thought]:
    """Thoughts of one indicator that moved less than usual and have nothing to be judged by."""
    quiet = [t for t in thoughts if len(t.findings) == 1 and t.first is not concern
             and t.first.indicator.id not in joint and _is_quiet(t.first, t.weight, book)]
    return quiet if len(quiet) > 1 else []


def _is_quiet(finding: Finding, weight: Weight, book: Book) -> bool:
    change, previous = finding.facts.get("change"), finding.facts.get("previous")
    if change is None or previous is None or finding.provisional or weight.total or (
            moves.is_marked(finding) or not previous.printed
            or Phrasing(finding, book).by_amount()):
        return False
    share = abs(change.value) * 100 / abs(previous.printed)
    return share < Decimal(str(book.file.brief.quiet_under)) and (
        finding.direction == "none" or (weight.unusual is not None and weight.unusual < 1)
        or finding.indicator.kind == "cumulative")


def _steady_line(quiet: Sequence[_Thought], book: Book, said: _Said) -> Told:
    """ "A (96.6%), B (89.9%) and C (9.5%) changed little." """
    parts: list[Pieces] = []
    first = Phrasing(quiet[0].first, book)
    to_date = all(thought.first.indicator.kind == "cumulative" for thought in quiet)
    for thought in quiet:
        phrasing = Phrasing(thought.first, book)
        parts.append(phrasing.say("steady_part", {"timing": phrasing.timing,
                                                  "alone": Phrasing.yes(to_date)}))
        first.rules += phrasing.rules
    names = tuple(thought.first.indicator.id for thought in quiet)
    every = all(moves.is_steady_year(thought.first, book) for thought in quiet)
    state = {"every_month": Phrasing.yes(every), "to_date": Phrasing.yes(to_date)}
    words = first.say("steady_line", state, {"parts": listed_pieces(parts)})
    return Told(names[0], (first.sentence(capital(words), ("steady",)),), names[1:])


def listed_pieces(parts: Sequence[Pieces]) -> Pieces:
    """ "A, B and C"."""
    pieces: list[Piece] = []
    for n, part in enumerate(parts):
        if n:
            pieces.append(" and " if n == len(parts) - 1 else ", ")
        pieces += part
    return join(pieces)


# ── one thing in several places ─────────────────────────────────────────────────────────────────

LEAST_SIBLINGS = 3
PLACED = ("in", "at", "for", "by", "on")    # words that a place follows


def _siblings(thoughts: Sequence[_Thought], concern: Finding | None, joint: Mapping[str, object]
              ) -> list[_Thought]:
    """Thoughts on one thing in several places, which changed and have nothing to be judged by."""
    alone = [t for t in thoughts if len(t.findings) == 1 and t.first is not concern
             and t.first.indicator.id not in joint and _plainly_changed(t.first)]
    by_stem: dict[tuple[str, str, str], list[_Thought]] = {}
    for thought in alone:
        one = thought.first.indicator
        for at, word in enumerate(one.subject.split()):
            if word in PLACED and at > 0:
                stem = " ".join(one.subject.split()[:at])
                by_stem.setdefault((stem, one.unit, one.kind), []).append(thought)
    return max((group for group in by_stem.values() if len(group) >= LEAST_SIBLINGS),
               key=len, default=[])


def _plainly_changed(finding: Finding) -> bool:
    return (finding.direction in ("up", "down") and not finding.provisional
            and not finding.provisional_before and not moves.is_marked(finding)
            and finding.indicator.kind in ("flow", "stock") and finding.period == finding.report
            and not finding.indicator.plural and finding.facts["current"].value != 0)


def _siblings_told(siblings: Sequence[_Thought], book: Book, said: _Said) -> Told:
    """ "The average caseload rose to 27.6 from 27.1 in A, and fell to 25.8 from 28.3 in B." """
    first = Phrasing(siblings[0].first, book)
    words = [thought.first.indicator.subject.split() for thought in siblings]
    length = next(n for n in range(min(map(len, words)), 0, -1)
                  if all(w[:n] == words[0][:n] for w in words))
    while words[0][length] not in PLACED:
        length -= 1
    groups: list[list[Pieces]] = []
    way = ""
    for thought, name in sorted(zip(siblings, words, strict=True), key=lambda pair: (
            pair[0].first.direction != siblings[0].first.direction, pair[0].place)):
        speaker = _Speaker(thought.first, book, said, thought.weight, None, "")
        if thought.first.direction != way:
            groups.append([])
        groups[-1].append(speaker.in_its_place(" ".join(name[length:]), way))
        way = str(thought.first.direction)
        first.rules += speaker.phrasing.rules
    names = tuple(thought.first.indicator.id for thought in siblings)
    pieces = first.say("siblings", None, {
        "stem": (" ".join(words[0][:length]).removeprefix("the "),),
        "parts": join([piece for n, group in enumerate(groups)
                       for piece in ((", and " if n else ""), *listed_pieces(group))])})
    return Told(names[0], (replace(first.sentence(pieces, ("siblings",)),
                                   weight=siblings[0].weight.total),), names[1:])


# ── one indicator ───────────────────────────────────────────────────────────────────────────────


class _Speaker:
    """One indicator's thought: its sentences, and what was left out of them."""

    def __init__(self, finding: Finding, book: Book, said: _Said, weight: Weight,
                 before: Finding | None, concern: str) -> None:
        self.finding = finding
        self.book = book
        self.said = said
        self.weight = weight
        self.concern = concern
        self.opened: tuple[str, ...] = ()
        # a concern is named in full
        short = "" if concern else short_name(finding, before, book)
        self.phrasing = Phrasing(finding, book, short)
        self.one = finding.indicator

    def sentences(self) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
        """What is said, and what is left out with its reason."""
        chosen, left = self._comparators()
        said = ((self._year_alone(chosen),) if self._only_year()
                else self._month_and_standing(chosen))
        return (tuple(replace(s, weight=self.weight.total) for s in said),
                tuple(self._left_out(comparison) for comparison in left))

    def _left_out(self, comparison: Comparison) -> Sentence:
        # what is left out has named no year
        self.said = replace(self.said)
        words = self.phrasing.say("brief_left_out", None, {
            "comparisons": self._comparing([comparison])})
        sentence = self.phrasing.sentence(capital(words), ("standing",))
        return replace(sentence, weight=self.weight.total,
                       left_out="in brief at most two comparators, those that change the message")

    # ── the month ───────────────────────────────────────────────────────────────────────────────

    def _only_year(self) -> bool:
        """Whether the year to date is the indicator's one figure."""
        return (self.one.annualised and self.finding.judged == "year_to_date"
                and "year_to_date" in self.finding.facts)

    def _year_alone(self, chosen: Sequence[Comparison]) -> Sentence:
        words = self.phrasing.say("brief_year_alone", {"standing": self._yes(bool(chosen))}, {
            "was": self.phrasing.was(""),       # the year's own mark follows its figure
            "comparisons": self._comparing(chosen) if chosen else ()})
        return self.phrasing.sentence(capital(words), ("standing",))

    def _month_and_standing(self, chosen: Sequence[Comparison]) -> tuple[Sentence, ...]:
        finding, phrasing = self.finding, self.phrasing
        name, words = self._month()
        on_year = self._on_year()
        judged = [c for c in chosen if on_year and c in finding.on_year]
        made = [name, *self.opened]
        added = self._added(made) if name in ("change", "hold") else ()
        # a record says on which side of its own average the figure is
        beside = [c for c in chosen if c not in judged
                  and not (c.role == "mean_12m" and "record" in made)]
        standing: Pieces = ()
        if beside and name not in ("zero", "absent", "level"):
            standing = (", ", *self._comparing(beside))
            made.append("standing")
        so_far = self._so_far(name, judged)
        waits: Pieces = ()
        if finding.waits and finding.aim is not None and name != "absent":
            waits = ("; ", *moves.unjudged(phrasing, finding.aim.standing))
            made.append("unjudged")
        first = phrasing.sentence((*capital(words), *so_far, *added, *standing, *waits), made)
        if not judged and not on_year:
            unjudged = moves.standing(phrasing) if self._is_unjudged() else None
            return (first,) if unjudged is None else (first, unjudged)
        if not judged:
            return (first,)
        clause = self._comparing(judged)
        form = YEAR_FORMS[self.said.years % len(YEAR_FORMS)]
        self.said.years += 1
        words = phrasing.say("brief_year", {"plural": self._yes(self.one.plural), "form": form},
                             {"comparisons": clause})
        return first, phrasing.sentence(capital(words), ("standing",))

    def _so_far(self, name: str, judged: Sequence[Comparison]) -> Pieces:
        """ " (97.4% so far this year)": so that a worse month does not sound worse than it is."""
        finding = self.finding
        if name != "change" or judged or self.weight.sense != "worse" or (
                not self._on_year() or finding.provisional_year):
            return ()
        return self.phrasing.say("brief_so_far")

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
            if not held or phrasing.timing != "cumulative" or finding.period != finding.report:
                return name, words
            return name, phrasing.say("brief_none")
        state = {"timing": phrasing.timing, "provisional": self._yes(finding.provisional)}
        if finding.direction is None:
            name, words = moves.opening(phrasing)
            return name, words
        if finding.direction == "none":
            words = phrasing.say("brief_hold", {"held": moves.held(finding), **state},
                                 self._when())
            name = "hold"
        else:
            words = self.happened()
            name = "change"
        subject = (phrasing.subject(), *self._polarity())
        if self.concern:
            self.opened = (CONCERN,)
            return name, phrasing.say("concern", {"form": self.concern},
                                      {"subject": subject, "happened": words})
        return name, join((*subject, " ", *words))

    def happened(self) -> Pieces:
        """What a figure that changed did: "rose to 27.6 from 27.1"."""
        finding, phrasing = self.finding, self.phrasing
        brink = moves.brink(finding)
        slots = self._when()
        slots["previous"] = self._previous(brink)
        return phrasing.say("brief_change", {
            "timing": phrasing.timing, "provisional": self._yes(finding.provisional),
            "direction": str(finding.direction), "brink": brink,
            "late": self._yes(not finding.is_of_report or self.one.lag > 0),
            "trend": self._yes(moves.alike_two_months_ago(finding)),
            "amount": self._yes(phrasing.by_amount() and not finding.provisional)}, slots)

    def in_its_place(self, place: str, before: str) -> Pieces:
        """ "rose in the north (by 2, from 3 to 5)"; the verb where the one before did otherwise."""
        phrasing = self.phrasing
        return phrasing.say("sibling", {
            "direction": str(self.finding.direction),
            "again": self._yes(self.finding.direction == before)}, {
            "place": (place,), "when": self._when()["when"],
            "previous": phrasing.marked_in_cell("previous", self.finding.marking_before)})

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
        plain = timing in ("flow", "stock") and not one.lag and (
            one.step == self.finding.report_step)
        if plain and timing in self.said.month:
            return {"when": (), "when_before": ()}
        if plain:
            self.said.month.add(timing)
        return {"when": (" ", *phrasing.now()), "when_before": (" ", *phrasing.say(
            "then", {"timing": timing}))}

    def _polarity(self) -> Pieces:
        """ " (lower is better)", once, where the figure is judged by something."""
        judged = moves.is_marked(self.finding)
        if self.said.polarity or self.one.polarity != "lower" or not judged or (
                self.one.unit == "cases_per_worker"):
            return ()
        self.said.polarity = True
        return self.phrasing.say("polarity")

    def _added(self, made: list[str]) -> Pieces:
        """The run and the record that the month belongs to, each named in `made`."""
        if self.finding.provisional or is_small(self.finding, self.book.file.weights):
            return ()
        parts = {"run": moves.run(self.phrasing), "record": self._record()}
        made += [name for name, words in parts.items() if words]
        return moves.joined([words for words in parts.values() if words])

    def _record(self) -> Pieces:
        """How far back the figure is the highest or lowest: far enough, and by a real movement."""
        if self.weight.unusual is not None and self.weight.unusual < 1 and (
                moves.run_length(self.finding) < self.book.file.run_at_least):
            return ()
        known = self.finding.facts["months_known"].value
        if known < self.book.file.brief.on_record_from and (
                self.finding.facts.get("last_at_or_above" if self.finding.direction == "up"
                                       else "last_at_or_below") is None):
            return ()
        return moves.record(self.phrasing)

    # ── how it stands ───────────────────────────────────────────────────────────────────────────

    def _comparators(self) -> tuple[list[Comparison], list[Comparison]]:
        """At most two comparators, those that change the message, and the rest.

        The target first; England and similar councils are one, as they are said together.
        """
        finding = self.finding
        if finding.reason is not None and finding.judged == "month":
            return [], []
        judged = list(finding.judged_comparisons)
        target = [c for c in judged if c.role == "target"]
        benchmarks = [c for c in judged if c.benchmark]
        national = [c for c in benchmarks if c.role != "region"]
        benchmarks = national or benchmarks
        months = () if self._on_year() and (target or benchmarks) else finding.on_month
        single = [[c] for c in months + finding.on_year
                  if c.role != "target" and not c.benchmark and self._may_be_said(c)]
        ranked = sorted(single, key=lambda group: self._rank(group[0], target or benchmarks))
        groups = [group for group in (target, benchmarks, *ranked) if group]
        wanted: list[list[Comparison]] = []
        for group in groups:
            if group in (target, benchmarks) or self._adds(group[0], wanted):
                wanted.append(group)
        if finding.provisional:
            wanted = [g for g in groups if g[0].role == "same_month_last_year"]
        chosen = [c for group in wanted[: self.book.file.brief.comparators] for c in group]
        everything = [c for group in groups for c in group]
        return chosen, [c for c in everything if c not in chosen]

    def _on_year(self) -> bool:
        """Whether it is the year to date that is judged, and it is there."""
        return self.finding.judged == "year_to_date" and "year_to_date" in self.finding.facts

    def _may_be_said(self, comparison: Comparison) -> bool:
        """Whether the comparison is of the figure that the thought is of."""
        if comparison.role in YEAR:
            return self._only_year() or self.finding.judged == "year_to_date"
        return not self._only_year()

    def _rank(self, comparison: Comparison, marks: Sequence[Comparison]) -> tuple[int, Decimal]:
        """What turns the message first, then what was crossed, then the mean, the largest gap."""
        turns = bool(marks) and all((comparison.relation, mark.relation) in OPPOSED
                                    for mark in marks)
        crossed = comparison.held is False
        order = (0 if turns and crossed else 1 if turns else 2 if crossed else
                 3 if comparison.role == "mean_12m" else 4)
        beside = abs(comparison.comparator.printed)
        return order, -(comparison.gap.printed / beside if beside else Decimal(0))

    def _adds(self, comparison: Comparison, wanted: Sequence[Sequence[Comparison]]) -> bool:
        """Whether the comparison says something that those before it do not.

        A year to date is worth a sentence when it is far from last year's, or crossed it; a second
        comparator when it turns the message, or was crossed.
        """
        if turned_since_last_year(self.finding, comparison):
            return True
        near = comparison.relation in ("equal", "within") or self._near(comparison)
        crossed = comparison.held is False and comparison.relation != "equal"
        if not wanted:
            own = (comparison.role == "mean_12m" and self._size(comparison) != "just"
                   and comparison.relation != "equal")
            return not near or own or crossed
        turns = all((comparison.relation, other.relation) in OPPOSED
                    for group in wanted for other in group)
        by_target = any(c.role == "target" for group in wanted for c in group)
        return turns and (not near or crossed or by_target)

    def _near(self, comparison: Comparison) -> bool:
        """Whether the two are closer than five per cent, whatever their size."""
        beside = abs(comparison.comparator.printed)
        bands = self.book.file.brief.gap
        return bool(beside) and bool(bands[:2]) and comparison.gap.printed * 100 / beside < Decimal(
            str(bands[:2][-1].under))

    def _size(self, comparison: Comparison, before: bool = False) -> str:
        """just, slightly, plain or well, by the one size test; plain where numbers are small.

        `before` asks it of last month's figure and comparator.
        """
        relation = comparison.relation_before if before else comparison.relation
        # the gap as it is between the printed figures: not rounded once more
        gap = comparison.gap_before if before else rounded(comparison.gap.value, 6)
        end = comparison.lower if comparison.lower and relation == "below" else (
            comparison.comparator)
        value = comparison.comparator_before if before and comparison.lower is None else (
            end.printed)
        if relation in ("equal", "within", None) or gap is None or not value or (
                self.finding.reason is not None or self.finding.provisional
                or is_small(self.finding, self.book.file.weights)):
            return "plain"
        word = band(self.book.file.brief.gap, gap * 100 / abs(value), "well")
        # a target is met or missed
        return word if word == "well" or comparison.role != "target" else "plain"

    def _comparing(self, comparisons: Sequence[Comparison]) -> Pieces:
        """ "still well below the target (35%), but above England (29.1%)"."""
        groups: list[tuple[tuple[str, str], list[Comparison]]] = []
        for comparison in comparisons:
            key = comparison.relation, _persistence(comparison)
            if groups and groups[-1][0] == key:
                groups[-1][1].append(comparison)
            else:
                groups.append((key, [comparison]))
        # of one that stands after "still" it could seem that it, too, still is
        groups.sort(key=lambda group: group[0][1] != "is")
        pieces: list[Piece] = []
        relation_before, persistence_before = "", ""
        for n, ((relation, persistence), members) in enumerate(groups):
            if n:
                opposed = (relation_before, relation) in OPPOSED
                pieces.append(", but " if opposed else " and ")
            sizes = {self._size(c) for c in members}
            size = sizes.pop() if len(sizes) == 1 else "plain"
            if persistence == "still" and size != "plain" and {
                    self._size(c, before=True) for c in members} != {size}:
                size = "plain"      # the relation held, but not by so much
            said = "is" if persistence == persistence_before else persistence
            pieces += self.phrasing.say("brief_relation", {
                "relation": relation, "persistence": said, "size": size})
            pieces += (" ", *self._names(members))
            relation_before, persistence_before = relation, persistence
        return join(pieces)

    def _names(self, members: Sequence[Comparison]) -> Pieces:
        """The comparators' names with their figures; one figure of two is said once."""
        parts: list[Pieces] = []
        for comparison in members:
            parts.append(self._name(comparison))
        return listed_pieces(parts)

    def _name(self, comparison: Comparison) -> Pieces:
        phrasing = self.phrasing
        fact = comparison.comparator
        figure = phrasing.marked(fact, fact.marking)
        if self.one.unit_class in ("duration", "ratio"):
            figure = phrasing.figure_in_cell(fact, fact.marking)
        slots: dict[str, Pieces] = {"comparator": figure, "comparator_period": (fact.period,)}
        if comparison.role == "same_month_last_year":
            slots["comparator_month"] = (phrasing.month_said(parse_month(fact.period)),)
        if comparison.lower is not None:
            slots["lower"] = (phrasing.prose(comparison.lower),)
        dated = comparison.benchmark and fact.period != self.said.benchmarks
        if dated:
            self.said.benchmarks = fact.period
        before = target_moved(phrasing, comparison)
        if before:
            slots["comparator_before"] = before
        named_comparator(phrasing, comparison, slots)
        state = {"role": phrasing.role_of(comparison.role),
                 "range": self._yes(comparison.lower is not None), "timing": phrasing.timing,
                 "dated": self._yes(dated),
                 "standing": self._standing(), "moved": self._yes(bool(before))}
        return phrasing.say("brief_comparator", state, slots)

    def _standing(self) -> str:
        """What the target is of, where it counts now."""
        aim = self.finding.aim
        return aim.standing if aim is not None and aim.counts else "period"

    @staticmethod
    def _yes(true: bool) -> str:
        return "yes" if true else "no"


def _persistence(comparison: Comparison) -> str:
    """Whether the relation still holds, is now one, or just is."""
    return {True: "still", False: "now", None: "is"}[comparison.held]




# ── a row of the page of exceptions ─────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Stands:
    """How a figure stands, in parts: its run and record, then the comparator that matters most."""

    added: Pieces
    standing: Pieces
    moves: tuple[tuple[str, Pieces], ...]
    rules: tuple[str, ...]


class Beside:
    """How one figure after the other stands; benchmarks are dated where they are named first."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._said = _Said()

    def of(self, finding: Finding, weight: Weight) -> Stands:
        """The parts for one finding: its target if it is rated, else what the brief would name."""
        speaker = _Speaker(finding, self.book, self._said, weight, None, "")
        told = [c for c in finding.judged_comparisons if c.role == "target"] or [
            c for c in speaker._comparators()[0] if not (finding.indicator.kind == "cumulative"
                                      and c.role == "same_month_last_year")][:1]
        added: Pieces = ()
        if finding.reason is None and finding.direction in ("up", "down") and (
                finding.indicator.kind != "cumulative"):
            added = speaker._added([])
        standing: Pieces = ()
        if told:
            on_year = told[0] in finding.on_year and "year_to_date" in finding.facts
            standing = speaker._comparing(told)
            if on_year:
                standing = speaker.phrasing.say("glance_year", None, {"comparisons": standing})
        return Stands(added, standing, (("run", added), ("standing", standing)),
                      tuple(speaker.phrasing.rules))

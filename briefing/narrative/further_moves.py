"""Moves that say more of a figure, each in one sentence that stands by itself after the others.

Size and per cent of a change, and since when; n of N; the distance from a target and others; floor,
stretch, forecast and year's target; what was passed, the high or low, earlier years; sums; ranks.
A figure that the indicator's sentences have printed is not printed again: a sentence that would be
left without one is not proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from briefing import amounts
from briefing.facts import Fact, Quantity
from briefing.findings import Comparison, Finding
from briefing.findings import further as found
from briefing.findings.further import Change, change_since
from briefing.indicators import AREAS_COLUMNS, TargetKind
from briefing.narrative import moves
from briefing.narrative.among_areas import standing_said
from briefing.narrative.book import Book
from briefing.narrative.phrasing import TWELVE_MONTHS, Phrasing, capital, listed_pieces
from briefing.narrative.sentence import Figure, Pieces, Sentence
from briefing.periods import Month, Year, day_in_words, parse_month

# The marks that are told with a figure which is not set beside them for its rating.
BOUNDS: tuple[TargetKind, ...] = ("floor", "stretch")
FORECASTS: tuple[TargetKind, ...] = ("forecast", "outturn_forecast")
DOUBLE, TREBLE, HALF = Decimal(2), Decimal(3), Decimal("0.5")
ALMOST = Decimal("0.05")        # of the double or the half


class Further:
    """What more is said of one finding; `printed` are the quantities that its sentences have."""

    def __init__(self, finding: Finding, book: Book, printed: set[Quantity]) -> None:
        self.finding = finding
        self.one = finding.indicator
        self.book = book
        self.printed = printed
        self.phrasing = Phrasing(finding, book)
        self.compared: set[tuple[str, str]] = set()     # the periods that it was set beside
        self.final = not finding.provisional
        current = finding.facts.get("current")
        self.current = current if self.final else None
        year = finding.facts.get("year_to_date")
        self.year = year if year is not None and not finding.provisional_year else None

    def sentences(self) -> list[tuple[str, Sentence]]:
        """The sentences by their sorts, in the order in which they are told."""
        made: list[tuple[str, Sentence]] = []
        for sort, say in SAYINGS.items():
            words = say(self)
            rules, self.phrasing.rules = self.phrasing.rules, []
            if words:
                self.phrasing.rules = rules
                sentence = self.phrasing.sentence(capital(words), (f"further_{sort}",))
                self.printed |= {fact.quantity for fact in sentence.facts}
                made.append((sort, sentence))
        return made

    # ── words ───────────────────────────────────────────────────────────────────────────────────

    def _is_printed(self, fact: Fact) -> bool:
        return fact.quantity in self.printed

    def _it(self) -> Pieces:
        return self.phrasing.say("pronoun", {"plural": self.phrasing.yes(self.one.plural)})

    def _who(self, judged: str) -> Pieces:
        half = self.one.frequency == "half_yearly" and self.phrasing.timing != "rolling"
        return self.phrasing.say("further_who", {"judged": judged, "half": Phrasing.yes(half)})

    def _then(self, fact: Fact, place: str, ago: str = "some", judged: str = "month") -> Pieces:
        """The earlier period: "June", "the 12 months to June", "the same point last year"."""
        month = parse_month(fact.period)
        timing = self.phrasing.timing if judged == "month" else "cumulative"
        return self.phrasing.say(
            "further_then", {"place": place, "timing": timing,
                             "ago": ago if judged == "month" else "year"},
            {"then_month": (self.phrasing.month_said(month),),
             "over": (self.one.over or TWELVE_MONTHS,),
             "then_year": (str(Year.holding(month, self.one.year)),)})

    def _per_cent(self, fact: Fact) -> Figure:
        return Figure(amounts.in_prose(fact.value, "percent", fact.decimals), fact)

    def _sizes(self, change: Change) -> Pieces:
        """ "62, or 17.7%", as far as it was not printed; nothing where all of it was."""
        slots: dict[str, Pieces] = {"times": ()}
        if not self._is_printed(change.size):
            slots["size"] = (self.phrasing.size(change.size),)
        if change.per_cent is not None and not self._is_printed(change.per_cent):
            slots["per_cent"] = (self._per_cent(change.per_cent),)
            slots["times"] = self._times(change)
        if "size" not in slots and "per_cent" not in slots:
            return ()
        has = "both" if len(slots) == 3 else "size" if "size" in slots else "per_cent"
        return self.phrasing.say("further_sizes", {"has": has}, slots)

    def _times(self, change: Change) -> Pieces:
        assert change.times is not None
        assert change.per_cent is not None
        times, state, fraction = change.times, "plain", ""
        if times >= DOUBLE - ALMOST:
            state = ("almost_doubled" if times < DOUBLE else "doubled" if times == DOUBLE else
                     "more_than_doubled" if times < TREBLE else
                     "trebled" if times == TREBLE else "more_than_trebled")
        elif 0 < times <= HALF + ALMOST / 2:
            state = ("almost_halved" if times > HALF else "halved" if times == HALF else
                     "more_than_halved")
        else:
            rules = self.book.file.further
            share = change.per_cent.value
            near = [f for f in rules.fractions if abs(share - Decimal(str(f.value))) <= min(
                Decimal(str(rules.near)), Decimal(str(f.value)) / 10)]
            if near:
                nearest = min(near, key=lambda f: abs(share - Decimal(str(f.value))))
                value, fraction = Decimal(str(nearest.value)), nearest.words
                state = ("fraction" if share == value else
                         "more_than" if share > value else "almost")
        return self.phrasing.say("further_times", {"times": state}, {
            "it": self._it(), "fraction": (fraction,)})

    def _change(self, change: Change | None, judged: str = "month", ago: str = "some",
                mark: str = "no", years: Pieces = ()) -> Pieces:
        """By how much the figure changed since an earlier one, which is named where it was not."""
        if change is None:
            return ()
        period = change.earlier.period, judged
        if period in self.compared or (ago != "years" and self._is_baseline(change.earlier)):
            return ()       # what the author chose to look back at is said as that
        named = self._is_printed(change.earlier)
        if named and change.direction == "none":
            return ()
        sizes = self._sizes(change) if change.direction != "none" else ()
        if change.direction != "none" and not sizes:
            return ()
        if change.later.printed == 0 and self.one.unit_class != "percent":
            # that it fell to none by all that there was says nothing: only what that was is said
            self.compared.add(period)
            if named or judged == "year_to_date":
                return ()
            return self._was(change.earlier, self._then(change.earlier, "in", ago, judged))
        slots: dict[str, Pieces] = {
            "in_then": self._then(change.earlier, "in", ago, judged),
            "from_then": self._then(change.earlier, "from", ago, judged), "sizes": sizes,
            "it": self._it(), "was": self.phrasing.was(""),
            "earlier": (self.phrasing.prose(change.earlier),),
            "mark_of": self.phrasing.say("further_mark", {"mark": mark}, {"years": years})}
        if change.direction != "none":
            slots["way"] = self.phrasing.say("further_way", {"direction": change.direction})
        self.compared.add(period)
        if change.direction == "none":      # the earlier figure is the one that was said
            self.printed.add(change.earlier.quantity)
        return self.phrasing.say("further_change", {
            "named": self.phrasing.yes(named), "direction": change.direction, "judged": judged},
            slots)

    def _is_baseline(self, fact: Fact) -> bool:
        return self.one.baseline is not None and fact.period == str(self.one.baseline)

    # ── the moves ───────────────────────────────────────────────────────────────────────────────

    def of_n(self) -> Pieces:
        """ "The July figure is 312 of 420." """
        facts = self.finding.facts
        parts = [facts.get("numerator"), facts.get("denominator")]
        counted = self.one.is_share or self.one.unit_class == "count"
        if not counted or any(part is None or self._is_printed(part) for part in parts) or (
                self.finding.provisional):
            return ()
        return self.phrasing.say("further_of_n", None, {
            "who": self._who("month"), "numerator": (self.phrasing.bare("numerator"),),
            "denominator": (self.phrasing.bare("denominator"),)})

    def part(self) -> Pieces:
        """ "It is more than half." """
        if self.current is None or self.phrasing.timing == "cumulative":
            return ()       # of what gathers it stands beside the figure
        near = self.phrasing.fraction()
        return () if near is None else self.phrasing.say("further_part", {"manner": near[0]}, {
            "it": self._it(), "fraction": (near[1],)})

    def as_at(self) -> Pieces:
        """ "The figure is as at 15 July 2022." """
        day = self.finding.measure.at(self.finding.period).day
        if day is None or self.finding.reason is not None:
            return ()
        return self.phrasing.say("further_as_at", None, {"day": (day_in_words(day),)})

    def rating(self) -> Pieces:
        """ "The rating moved from green to amber." """
        finding = self.finding
        if finding.rating == "none":
            return ()
        moved = finding.rating_before not in (None, finding.rating)
        return self.phrasing.say("further_rating", {"moved": self.phrasing.yes(moved)})

    def gap(self) -> Pieces:
        """How far the figure is from its target and the first of others, in its own unit."""
        finding = self.finding
        if self._judged() is None:
            return ()
        apart = [c for c in finding.judged_comparisons if c.relation in ("above", "below")
                 and not self._is_printed(c.gap)]
        target = [c for c in apart if c.role == "target"]
        tolerance = self._tolerance() if target else ()
        # "within the tolerance" is of the target alone
        others = [c for c in apart if c.benchmark][:1] if not tolerance else []
        if not target and not others:
            return ()
        return self.phrasing.say("further_gap", {"within": self.phrasing.yes(bool(tolerance))}, {
            "who": self._who(finding.judged), "tolerance": tolerance,
            "gaps": listed_pieces([self._gap_to(c) for c in (*target, *others)])})

    def _judged(self) -> Fact | None:
        """The figure that the target is set beside, where it is final."""
        return self.year if self.finding.judged == "year_to_date" else self.current

    def _gap_to(self, comparison: Comparison) -> Pieces:
        own = self.finding.comparators.get(comparison.role)
        to = self.phrasing.role_of(comparison.role)
        slots: dict[str, Pieces] = {"gap": (self.phrasing.size(comparison.gap),)}
        if own is not None:
            slots["peer"] = (own.said,)
        share = self._share_of_target(comparison)
        if share is not None:
            slots["per_cent"] = (self._per_cent(share),)
        return self.phrasing.say("further_gap_to", {
            "relation": comparison.relation, "to": to,
            "per_cent": self.phrasing.yes(share is not None),
            "range": self.phrasing.yes(comparison.lower is not None)}, slots)

    def _share_of_target(self, comparison: Comparison) -> Fact | None:
        """The gap in per cent of the target, of money and counts."""
        end = comparison.comparator.printed
        if comparison.role != "target" or comparison.lower is not None or end <= 0 or (
                self.one.unit_class not in ("money", "count", "amount")) or (
                self.one.unit_class == "count" and end < found.LEAST_BASE):
            return None
        # the gap as it is between the printed figures: not rounded once more
        share = amounts.rounded(comparison.gap.value * 100 / end, 1)
        return Fact(self.one.id, "per_cent.target", comparison.gap.period, share, 1,
                    "percent") if share else None

    def _tolerance(self) -> Pieces:
        """ "5 percentage points", "10%", where it is why the figure is amber."""
        target, tolerance = self.finding.comparison("target"), self.one.tolerance
        if self.finding.rating != "amber" or target is None or tolerance is None or (
                "floor" in self.finding.facts):
            return ()
        end = target.lower if target.lower and target.relation == "below" else target.comparator
        if target.gap.value > tolerance.around(end.value):
            return ()       # amber for another reason
        places = amounts.decimals_of(tolerance.size)
        if tolerance.relative:
            return (Figure(amounts.in_prose(tolerance.size, "percent", places),
                           self._given("tolerance", tolerance.size, places, "percent")),)
        return (Figure(amounts.as_change(tolerance.size, self.one.unit, places),
                       self._given("tolerance", tolerance.size, places, self.one.unit)),)

    def _given(self, role: str, value: Decimal, places: int, unit: str) -> Fact:
        return Fact(self.one.id, role, str(self.finding.period), value, places, unit)

    def marks(self) -> Pieces:
        """ "The July figure is above the floor (85%) and below the stretch target (95%)." """
        judged = self._judged()
        bounds = [self.finding.facts[kind] for kind in BOUNDS if kind in self.finding.facts]
        if not bounds or judged is None:
            return ()
        parts: list[Pieces] = []
        for fact in bounds:
            value, end = judged.printed, fact.printed
            relation = "above" if value > end else "below" if value < end else "equal"
            parts.append(self.phrasing.say("further_mark_part", {
                "relation": relation, "polarity": self.one.polarity}, {
                "named": self._named(fact.role), "value": (self.phrasing.prose(fact),)}))
        return self.phrasing.say("further_marks", None, {
            "who": self._who(self.finding.judged), "parts": listed_pieces(parts)})

    def _named(self, kind: str) -> Pieces:
        return self.phrasing.say("mark", {"kind": kind})

    def forecast(self) -> Pieces:
        """ "The forecast for 2022/23 is £4.5m, £0.3m above the budget of £4.2m." """
        facts = self.finding.facts
        fact = next((facts[kind] for kind in FORECASTS if kind in facts), None)
        if fact is None:
            return ()
        beside = self._beside_forecast(fact)
        state, slots = {"relation": "alone", "said": "no"}, {
            "named": self._named(fact.role), "span_of": (self._span(fact.period),),
            "value": (self.phrasing.prose(fact),)}
        if beside is not None:
            value, end = fact.printed, beside.printed
            places = max(fact.decimals, beside.decimals)
            gap = Fact(self.one.id, f"gap.{fact.role}", fact.period,
                       amounts.rounded(abs(value - end), max(places, 1)), places, self.one.unit)
            state = {"relation": "above" if value > end else "below" if value < end else "equal",
                     "said": self.phrasing.yes(self._is_printed(beside))}
            kind = beside.role if beside.role == "budget" else "target"
            aim = self.finding.aim
            called = self.phrasing.mark() if kind == "target" and aim is not None else (
                self._named(kind))
            slots |= {"gap": (self.phrasing.size(gap),), "beside": called, "mark": called,
                      "beside_value": (self.phrasing.prose(beside),)}
        return self.phrasing.say("further_forecast", state, slots)

    def _beside_forecast(self, forecast: Fact) -> Fact | None:
        """The budget, else the target, of the same year or month.

        What adds up is never set beside one that is of each period, though its row names the year:
        a year's forecast is not over a quarter's budget.
        """
        for role in ("budget", "target_year", "target"):
            fact = self.finding.facts.get(role)
            if fact is not None and fact.period == forecast.period and (
                    f"{role}_lower" not in self.finding.facts) and (
                        role != "target" or self._is_of(forecast)):
                return fact
        return None

    def _is_of(self, forecast: Fact) -> bool:
        """Whether the target is of what the forecast is of."""
        aim, adds_up = self.finding.aim, self.one.amounts_to and self.one.kind != "stock"
        return aim is not None and (
            not adds_up or aim.of == "year" or isinstance(aim.target.span, Month))

    def _span(self, period: str) -> str:
        return period if "/" in period or len(period) == 4 else self.phrasing.month_said(
            parse_month(period))

    def year_target(self) -> Pieces:
        """ "The year’s target is 500." """
        fact, aim = self.finding.facts.get("target_year"), self.finding.aim
        if fact is None or aim is None or aim.standing == "pro_rata" or self._is_printed(fact) or (
                "target_year_lower" in self.finding.facts):
            return ()
        return self.phrasing.say("further_year_target", None, {
            "named": self.phrasing.mark(), "target_year": (self.phrasing.prose(fact),)})

    def change(self) -> Pieces:
        """ "The increase from June was 62, or 17.7%." """
        previous = self.finding.facts.get("previous")
        if previous is None or self.one.kind == "cumulative" or (
                self.finding.provisional_before or self.current is None) or (
                moves.brink(self.finding) != "no"):
            return ()
        change = change_since(self.finding, previous, self.current)
        # that it was the same is how its own sentence begins
        return () if change is None or change.direction == "none" else self._change(change)

    def crossed(self) -> Pieces:
        """ "It is below 500 for the first time since March 2021." """
        passed = found.crossed(self.finding, self.book.file.record_at_least)
        if passed is None:
            return ()
        line, since = passed
        return self.phrasing.say("further_crossed", {
            "relation": "above" if self.finding.direction == "up" else "below"}, {
            "it": self._it(), "line": (self.phrasing.prose(line),),
            "since": (self.phrasing.month_said(parse_month(since.period)),)})

    def extreme(self) -> Pieces:
        """ "The high of the last 12 months was 450, in March." """
        far = found.extreme(self.finding) if self.final else None
        if far is None or self._is_printed(far[2]):
            return ()
        way, count, fact = far
        length = Fact(self.one.id, "peak_over", str(self.finding.period), Decimal(count))
        return self.phrasing.say("further_extreme", {"extreme": way}, {
            "count": (Figure(amounts.number(length.value, 0), length),),
            "figure": (self.phrasing.prose(fact),), "in_then": self._then(fact, "in")})

    def year_to_date(self) -> Pieces:
        """ "The year to date is 1,204." """
        first = Year.holding(self.finding.period, self.one.year).first
        alone = self.finding.period.ordinal - first.ordinal < self.one.step
        if self.year is None or alone or self.one.year_to_date == "latest" or (
                self.one.kind != "flow" or self._is_printed(self.year)):
            return ()
        return self.phrasing.say("further_year")

    def last_year(self) -> Pieces:
        """How the figure, or the year to date, stands to the same point of the year before."""
        facts = self.finding.facts
        if self.finding.judged == "year_to_date" and self.one.kind == "flow":
            if self.year is None:
                return ()
            return self._change(change_since(
                self.finding, facts.get("year_to_date_last_year"), self.year), "year_to_date")
        return self._change(change_since(
            self.finding, facts.get("same_month_last_year"), self.current), ago="year")

    def to_date_last_year(self) -> Pieces:
        """How the year to date of what is judged period by period stands to last year's."""
        first = Year.holding(self.finding.period, self.one.year).first
        alone = self.finding.period.ordinal - first.ordinal < self.one.step
        if self.year is None or alone or self.one.kind != "flow" or self.finding.judged != "month":
            return ()
        return self._change(change_since(
            self.finding, self.finding.facts.get("year_to_date_last_year"), self.year),
            "year_to_date")

    def outturn(self) -> Pieces:
        """ "For 2021/22 as a whole it was 5,012." """
        fact = self.finding.facts.get("outturn")
        if fact is None or fact.marking or self._is_printed(fact) or (
                self.one.frequency == "annual" or self.one.year_to_date in ("", "latest")):
            return ()
        return self.phrasing.say("further_outturn", None, {
            "outturn": (self.phrasing.prose(fact),), "outturn_year": (fact.period,),
            "it": self._it(), "was": self.phrasing.was("")})

    def two_before(self) -> Pieces:
        """ "In May it was 5.1", with the two after it a series of three."""
        fact = self.finding.facts.get("two_months_ago")
        if fact is None or fact.marking or self._is_printed(fact) or not self.final:
            return ()
        return self._was(fact, self._then(fact, "in"))

    def _was(self, fact: Fact, then: Pieces) -> Pieces:
        """ "In May it was 5.1"."""
        return self.phrasing.say("further_two_before", None, {
            "in_then": then, "it": self._it(), "was": self.phrasing.was(""),
            "earlier": (self.phrasing.prose(fact),)})

    def years_ago(self) -> Pieces:
        """ "In July 2017, five years before, it was 300: the increase since is 50, or 16.7%." """
        ago = found.years_ago(self.finding)
        if ago is None or self._is_baseline(ago[1]):
            return ()
        years = Fact(self.one.id, "years_back", str(self.finding.period), Decimal(ago[0]))
        return self._change(change_since(self.finding, ago[1], self.current), ago="years",
                            mark="years", years=(Figure(amounts.cardinal(ago[0]), years),))

    def baseline(self) -> Pieces:
        """ "In 2019/20, the baseline, it was 410: the reduction since is 30, or 7.3%." """
        return self._change(change_since(self.finding, found.baseline(self.finding), self.current),
                            ago="years", mark="baseline")

    def sum(self) -> Pieces:
        """ "The last three months add up to 1,204." """
        count = self.one.sum_of or 12 // self.one.step
        total = found.latest_sum(self.finding, count) if self.final else None
        same = self.finding.facts.get("sum_12m") if count * self.one.step == 12 else None
        if total is None or self._is_printed(total) or (
                same is not None and self._is_printed(same)) or (
                count * self.one.step == 12 and same is None):
            return ()
        length = Fact(self.one.id, "sum_over", str(self.finding.period), Decimal(count))
        return self.phrasing.say("further_sum", None, {
            "count": (Figure(amounts.cardinal(count), length),),
            "sum": (self.phrasing.prose(total),)})

    # ── how others stand ────────────────────────────────────────────────────────────────────────

    def _of_kind(self, kind: str) -> tuple[Fact, str] | None:
        """The figure of the first comparator of that kind, and what it is called."""
        for name, own in self.finding.comparators.items():
            if own.kind == kind and name in self.finding.facts and name not in (
                    AREAS_COLUMNS.values()):
                return self.finding.facts[name], own.said
        return None

    def rank(self) -> Pieces:
        """ "The rank in England was 5th of 152 in 2021/22." """
        known = self._of_kind("rank")
        if known is None:
            return ()
        fact, said = known
        of = self.finding.facts.get(f"{fact.role}.of")
        slots: dict[str, Pieces] = {
            "peer": (said,), "period": (fact.period,),
            "rank": (Figure(amounts.in_order(int(fact.value)), fact),)}
        if of is not None:
            slots["of"] = (Figure(amounts.number(of.value, 0), of),)
        return self.phrasing.say("further_rank", {"has_of": self.phrasing.yes(of is not None)},
                                 slots)

    def standing(self) -> Pieces:
        """ "Leeds was 4th highest of 12 areas in July, ... above the median (61.0%)." """
        if self.finding.among is None or self.current is None:
            return ()
        return standing_said(self.phrasing, self.finding.among, self._then(self.current, "in"))

    def quartile(self) -> Pieces:
        """ "The quartile was the second in 2021/22." """
        known = self._of_kind("quartile")
        if known is None:
            return ()
        fact, said = known
        return self.phrasing.say("further_quartile", None, {
            "peer": (said,), "period": (fact.period,),
            "quartile": (Figure(amounts.ordinal(int(fact.value)), fact),)})

    def elsewhere(self) -> Pieces:
        """ "The change in England was an increase of 8% in 2021/22." """
        known = self._of_kind("change")
        if known is None:
            return ()
        fact, said = known
        direction = "up" if fact.value > 0 else "down" if fact.value < 0 else "none"
        return self.phrasing.say("further_elsewhere", {
            "direction": direction, "named": self.phrasing.yes("change" in said.casefold())}, {
            "peer": (said,), "period": (fact.period,),
            "per_cent": (Figure(amounts.in_prose(abs(fact.value), "percent", fact.decimals),
                                fact),)})


SAYINGS: Mapping[str, Callable[[Further], Pieces]] = {
    "of_n": Further.of_n, "part": Further.part, "as_at": Further.as_at, "rating": Further.rating,
    "gap": Further.gap,
    "marks": Further.marks, "forecast": Further.forecast, "year_target": Further.year_target,
    "change": Further.change, "crossed": Further.crossed, "extreme": Further.extreme,
    "year_to_date": Further.year_to_date, "to_date_last_year": Further.to_date_last_year,
    "last_year": Further.last_year,
    "outturn": Further.outturn, "two_before": Further.two_before, "years_ago": Further.years_ago,
    "baseline": Further.baseline, "sum": Further.sum,
    "standing": Further.standing, "rank": Further.rank, "quartile": Further.quartile,
    "elsewhere": Further.elsewhere,
}  # fmt: skip

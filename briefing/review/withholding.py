"""What an author's sentence gives away of figures that an edition withholds.

A number tells a withheld figure when it is the figure, in digits or in words; when it is by how
much, or how many times, a figure that is shown differs from it; when it is what is left of a whole;
and when it says more of it than that it is withheld ("more than three"). Who reads the sentence
knows the rule and every figure that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from briefing.disclosure import Policy, Withheld
from briefing.periods import Month, Year, parse_period
from briefing.review.agreeing import times
from briefing.review.cells import half_up
from briefing.review.clauses import Clause, clauses
from briefing.review.faults import Fault
from briefing.review.known import Known
from briefing.review.naming import Names
from briefing.review.quantities import Quantity, quantities
from briefing.review.reckoning import Reckoning
from briefing.review.said import Said
from briefing.review.spans import SPAN, YEAR, month_named
from briefing.review.withheld_ways import ways_told

MONTHS = 13         # back from the report's: an author speaks of no older ones
_TIMES = re.compile(
    r"\b(?:(?P<near>almost|nearly|just under|about|around) |(?P<than>more than|over|less than"
    r"|under|"
    r"fewer than) )?(?P<word>doubled|trebled|"
    r"tripled|quadrupled|halved|twice|double|three times|four times|five times|half|a third|"
    r"a quarter)\b(?= (?:as |that |the |since |from |in |on |last |compared |what |it |of )|[.,;]"
    r"|$)", re.I)
_FACTORS: dict[str, Fraction | int] = {
    "doubled": 2, "trebled": 3, "tripled": 3, "quadrupled": 4, "halved": Fraction(1, 2),
    "twice": 2, "double": 2, "three times": 3, "four times": 4, "five times": 5,
    "half": Fraction(1, 2), "a third": Fraction(1, 3), "a quarter": Fraction(1, 4)}
# "Fell by three quarters": what is left is a quarter of the figure before.
_BY_PART = re.compile(
    r"\b(?:(?P<down>fell|fallen|falls|down|dropped|reduced|cut|decreased|declined|decrease|fall|drop"
    r"|reduction|decline)|(?P<up>rose|risen|rises|up|grew|grown|increased|increase|rise|growth))"
    r"(?: [a-z]+){0,3}? (?:by|of) (?:(?P<near>almost|nearly|about|around|just under|just over|over"
    r"|more than) )?(?:a |an |one )?(?P<part>half|third|quarter|fifth|tenth|two thirds"
    r"|three quarters|two fifths|three fifths|four fifths|nine tenths)\b", re.I)
_PARTS = {"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4),
          "fifth": Fraction(1, 5), "tenth": Fraction(1, 10), "two thirds": Fraction(2, 3),
          "three quarters": Fraction(3, 4), "two fifths": Fraction(2, 5),
          "three fifths": Fraction(3, 5), "four fifths": Fraction(4, 5),
          "nine tenths": Fraction(9, 10)}
_REST = re.compile(r"\b(?:other|others|remaining|rest|all but|not|without|apart from"
                   r"|except)\b", re.I)
_ALL = re.compile(r"\b(?:all|every one|both|each) (?:of )?(?:the|them|these|our)?\b", re.I)
_NONE = re.compile(r"\b(?:none|no|nil|zero|not (?:one|a single|any))\b", re.I)
_SAME = re.compile(r"\b(?:the same as|the same number|unchanged|as many as|equal to"
                   r"|no change)\b", re.I)
_BETWEEN = re.compile(r"\bbetween (?P<low>\w+) and (?P<high>\w+)\b", re.I)
_SUM = re.compile(r"\b(?P<a>\w+) ?(?:(?P<plus>plus|\+|and another|and a further)|minus|−"
                  r"|take away) ?(?P<b>\w+)\b", re.I)
_MONTH = re.compile(rf"\b({SPAN})\b(?: (?:of )?({YEAR}))?")
_ASIDE = re.compile(rf"\([^()]*\b(?:{SPAN})\b[^()]*(?:\)|$)"
                    rf"|\b(?:than|from|compared (?:with|to)|against)(?: (?:in|at the end of))? "
                    rf"(?:{SPAN})\b(?: (?:of )?(?:{YEAR}))?")
# What a clause must say for a figure over several months to be meant.
_OVER = {"year_to_date": re.compile(r"\byear\b|to date|so far|since April", re.I),
         "mean_12m": re.compile(r"average|mean\b|typical", re.I),
         "sum_12m": re.compile(r"12 months|twelve months|year", re.I),
         "outturn": re.compile(r"20\d\d|outturn|last year|year before", re.I)}
_NOT_IT = re.compile(
    r"^ (?:social workers?|workers?|staff|teams?|members?|officers?|schools?|agenc|partners?"
    r"|reasons?|"
    r"areas?|factors?|themes?|actions?|weeks?|months?|days?|hours?|years?|meetings?|things?|ways?|"
    r"sibling|large|posts?|vacanc|managers?|priorit|stages?|parts?|main|key)", re.I)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that keeps to a disclosure rule, and what it withholds."""

    name: str
    policy: Policy
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class _Secret:
    """A withheld figure: of which role and period, its exact value and the parts that it tells."""

    role: str
    period: Month | None
    values: tuple[Fraction, ...]
    label: str
    denominator: Fraction | None = None


class Keeper:
    """Reads sentences for what they give away in one edition."""

    def __init__(self, known: Known, names: Names, edition: Edition) -> None:
        self.known = known
        self.names = names
        self.edition = edition
        kept: dict[str, list[Withheld]] = {}
        for one in edition.withheld:
            kept.setdefault(one.candidate.indicator, []).append(one)
        self.secrets = {name: tuple(self._secrets(name, rows)) for name, rows in kept.items()
                        if name in known.indicators}

    def _secrets(self, name: str, rows: Iterable[Withheld]) -> Iterator[_Secret]:
        truth = self.known.truths[name]
        one = truth.one
        for row in rows:
            role, text = row.candidate.role, row.candidate.period
            if role == "outturn":
                year = Year.parse(text, one.year)
                if (value := truth.outturn(year)) is not None:
                    yield _Secret(role, None, self._as_said(value, truth), f"the {year} outturn")
                continue
            month = parse_period(text, one.step, one.year)
            if month < truth.now.back(MONTHS):
                continue
            if role == "month":
                value, cell = truth.value(month), truth.cell(month)
                if value is None:
                    continue
                parts = () if cell.numerator is None else (Fraction(cell.numerator),)
                below = None if cell.denominator is None else Fraction(cell.denominator)
                yield _Secret(role, month, (*self._as_said(value, truth), *parts),
                              f"{truth.named(month)}’s figure", below)
            elif month == truth.now or role == "year_to_date":
                made = {"year_to_date": truth.to_date, "sum_12m": truth.total,
                        "mean_12m": truth.mean}[role]
                if (value := made(month)) is not None:
                    yield _Secret(role, month, self._as_said(value, truth),
                                  f"the {role.replace('_', ' ').replace('12m', 'of 12 months')} of "
                                  f"{truth.named(month)}")

    @staticmethod
    def _as_said(value: Fraction, truth: Reckoning) -> tuple[Fraction, ...]:
        """The value as it can be typed: with its decimals, and without."""
        places = dict.fromkeys((truth.one.decimals, 0))
        return tuple(dict.fromkeys(half_up(value, n) for n in places))

    # ── sentences ───────────────────────────────────────────────────────────────────────────────

    def faults(self, said: Said) -> list[Fault]:
        """What the sentence gives away, each thing once."""
        if not self.secrets:
            return []
        faults: dict[tuple[int, int], Fault] = {}
        parts = clauses(said.text, said.about, self.names, said.near)
        read = quantities(said.text)
        for clause in parts:
            here = [q for q in read if clause.start <= q.place[0] < clause.end]
            for name, sure in self._subjects(clause, said):
                for how, secret, place in self._told(name, here, clause, said.text):
                    fault = self._fault(name, secret, how, place, sure)
                    faults.setdefault(place, fault)     # a count, and its percentage with it
        return list(faults.values())

    def _subjects(self, clause: Clause, said: Said) -> Iterator[tuple[str, bool]]:
        """The indicators with withheld figures that the clause can be about, and whether it is."""
        words = said.text[clause.start:clause.end]
        parts = re.split(r",| and | of | in ", words)
        named = {name for part in (words, *parts) for name in self.names.named(part)}
        about = set(clause.about) | (set(said.about) if clause.foreign else set())
        for name in self.secrets:
            if name in named or (name in about and not clause.foreign) or name in about:
                yield name, True
            elif name in said.near and not said.about and not named:
                yield name, False

    def _fault(self, name: str, secret: _Secret, how: str, place: tuple[int, int], sure: bool
               ) -> Fault:
        whose = f"‘{self.known.name(name)}’, {secret.label}"
        what = f"{how} {whose}, which the {self.edition.name} edition withholds."
        return Fault("error" if sure else "warning", what,
                     "Word it without the figure, or keep it to the private edition.", place)

    def _told(self, name: str, here: Sequence[Quantity], clause: Clause, text: str
              ) -> Iterator[tuple[str, _Secret, tuple[int, int]]]:
        truth, secrets = self.known.truths[name], self.secrets[name]
        words = text[clause.start:clause.end]
        for q in here:
            after = text[q.place[1]:]
            if _NOT_IT.match(after) or not self._can_count(q, name):
                continue
            told = [(how, secret) for secret in secrets
                    if (how := self._by_number(q, secret, truth, words))]
            # a figure that stands there needs no reckoning
            plain = [pair for pair in told if pair[0].endswith(" is")]
            yield from ((how, secret, q.place) for how, secret in plain or told)
        yield from self._by_words(truth, secrets, text, clause)

    def _can_count(self, quantity: Quantity, name: str) -> bool:
        """Whether it can be a figure of the indicator: nothing else is counted."""
        kind = quantity.figure.kind
        if kind in ("measure", "money") and self.known.indicators[name].unit_class not in (
                "duration", "money"):
            return False
        return not quantity.noun or self.names.speaks_of(quantity.noun, (name,)) or bool(
            {"child", "children", "people", "young", "cases", "case"} & set(quantity.noun))

    # ── numbers ─────────────────────────────────────────────────────────────────────────────────

    def _by_number(self, q: Quantity, secret: _Secret, truth: Reckoning, words: str) -> str:
        """How a number tells the secret: "4 is", "“5 fewer” tells"; "" where it does not."""
        value = Fraction(abs(q.value))
        if q.role or (q.apart and self._is_of_shown(value, truth, words)):
            return ""       # the target, or how far a figure that is shown is from it
        timed = self._is_of_time(q, secret, truth, words)
        if timed and not q.apart and self._is_figure(q, value, secret):
            if q.hedge in ("above", "below") and q.figure.kind != "percent":
                return self._narrowed(q, value, secret)
            return f"{q.text} is"
        if timed and q.hedge in ("above", "below", "over", "under") and not q.apart and (
                q.figure.kind in ("count", "word")):
            return self._narrowed(q, value, secret)
        if q.apart:
            for shown in self._shown(truth, words, secret):
                if q.figure.kind == "percent" and truth.one.unit != "percent":
                    gaps = {half_up(abs(v - shown) * 100 / base, q.figure.decimals)
                            for v in secret.values for base in (shown, v) if base}
                else:
                    gaps = {abs(v - shown) for v in secret.values[:1]}
                if value in gaps and value:
                    return f"‘{q.text}’ more or less than a figure that is shown tells"
        if secret.denominator is not None and _REST.search(words) and any(
                value == secret.denominator - v for v in secret.values[-1:]):
            return f"{q.text} of {int(secret.denominator)} are the others, which tells"
        return ""

    def _is_of_shown(self, value: Fraction, truth: Reckoning, words: str) -> bool:
        """Whether it is by how much a shown figure is off the target or the average that is named.
        """
        hidden = {(s.role, s.period) for s in self.secrets[truth.one.id]}
        beside: list[Fraction] = []
        if "target" in words and (target := truth.target(truth.now)) is not None:
            beside += [Fraction(end) for end in (target.value, target.lower) if end is not None]
        if re.search(r"average|mean", words) and ("mean_12m", truth.now) not in hidden and (
                mean := truth.mean(truth.now)) is not None:
            beside.append(half_up(mean, truth.mean_places(mean)))
        shown = [figure for role, figure in (("month", truth.shown(truth.now)),
                                             ("year_to_date", truth.to_date(truth.now)))
                 if figure is not None and (role, truth.now) not in hidden]
        return any(half_up(abs(half_up(figure, truth.one.decimals) - end), truth.one.decimals)
                   == value for figure in shown for end in beside)

    def _is_of_time(self, q: Quantity, secret: _Secret, truth: Reckoning, words: str) -> bool:
        """Whether a figure can be of the secret's time: by what stands beside it, else by the
        months that the clause names, else of this period or the one before."""
        said = _OVER.get(secret.role)
        if said is not None and not said.search(words):
            return False
        if secret.period is None:
            return True
        if q.month or q.when:
            return secret.period in times(q, truth)
        # "three (August: 16)": that month is the other figure's
        own = _ASIDE.sub("", words)
        named = {month for m in _MONTH.finditer(own)
                 if (month := month_named(m[1], m[2] or "", truth.report, truth.one.step))}
        return secret.period in (named or {truth.now, truth.before(truth.now)})

    @staticmethod
    def _is_figure(q: Quantity, value: Fraction, secret: _Secret) -> bool:
        if q.figure.kind == "n of N":
            return any(Fraction(v) in secret.values for v in q.figure.values[:1]) and (
                secret.denominator in (None, Fraction(q.figure.values[-1])))
        return value in secret.values

    def _narrowed(self, q: Quantity, value: Fraction, secret: _Secret) -> str:
        """Whether "more than three" says more of the figure than that it is withheld."""
        policy = self.edition.policy
        low, high = max(policy.suppress_from, policy.least), policy.suppress_to
        more = q.hedge in ("above", "over")
        strict = not re.search(r"\b(?:at (?:least|most)|no (?:more|fewer|less)|up to)\b", q.text)
        real = secret.values[0]
        if not low <= real <= high:
            return ""
        if more and value >= low + (0 if strict else 1) and value < high:
            return f"‘more than {q.text}’ narrows"
        if not more and value <= high and value > low:
            return f"‘fewer than {q.text}’ narrows"
        return ""

    def _shown(self, truth: Reckoning, words: str, secret: _Secret) -> Iterator[Fraction]:
        """The figures that are shown and that the clause can set beside a withheld one."""
        hidden = {(s.role, s.period) for s in self.secrets[truth.one.id]}
        named = {month for m in _MONTH.finditer(words)
                 if (month := month_named(m[1], m[2] or "", truth.report, truth.one.step))}
        months = {truth.now, truth.before(truth.now), truth.now.year_before} | named
        if secret.period is not None:
            months |= {truth.before(secret.period), secret.period.back(-truth.one.step)}
        if named and re.search(r"\bthan (?:in |at the end of )?[A-Z]", words):
            months = named | ({truth.now} if secret.period != truth.now else set())
        for month in sorted(months, reverse=True):
            if secret.role == "month" and ("month", month) in hidden:
                continue
            value = (truth.to_date(month) if secret.role == "year_to_date" else truth.value(month))
            if value is not None and month <= truth.now:
                yield half_up(value, truth.one.decimals)
        if "target" in words and (target := truth.target(truth.now)) is not None:
            yield Fraction(target.value)
        if re.search(r"average|mean", words) and ("mean_12m", truth.now) not in hidden:
            mean = truth.mean(truth.now)
            if mean is not None:
                yield half_up(mean, truth.mean_places(mean))

    # ── words ───────────────────────────────────────────────────────────────────────────────────

    def _ways(self, truth: Reckoning, secrets: Sequence[_Secret], text: str, clause: Clause
              ) -> Iterator[tuple[str, _Secret, tuple[int, int]]]:
        """Which way a withheld figure went, and that it is a record."""
        by_month = {s.period: s for s in secrets if s.role == "month" and s.period is not None}
        hidden = {month: s.values[0] for month, s in by_month.items()}
        if clause.foreign or truth.one.id not in clause.about or set(clause.about) - set(
                self.secrets):
            return      # it may be said of another one, which is shown
        for how, month, (start, end) in ways_told(truth, hidden, self.edition.policy.suppress_to,
                                                  text, clause):
            yield (f"‘{how}’ tells which way it went, of", by_month[month],
                   (clause.start + start, clause.start + end))

    def _by_words(self, truth: Reckoning, secrets: Sequence[_Secret], text: str, clause: Clause
                  ) -> Iterator[tuple[str, _Secret, tuple[int, int]]]:
        words = text[clause.start:clause.end]
        for match in _TIMES.finditer(words):
            factor = Fraction(_FACTORS[match["word"].casefold()])
            for secret in secrets:
                for shown in self._shown(truth, words, secret):
                    if self._is_so_many(shown, secret.values[0], factor, match):
                        yield (f"‘{match[0]}’ of a figure that is shown tells", secret,
                               (clause.start + match.start(), clause.start + match.end()))
        for match in _BY_PART.finditer(words):
            part = _PARTS[match["part"].casefold()]
            factor = 1 + part if match["up"] else 1 - part
            for secret in secrets:
                if any(abs(shown * factor - secret.values[0]) < 1
                       for shown in self._shown(truth, words, secret) if shown):
                    yield (f"‘{match[0]}’ of a figure that is shown tells", secret,
                           (clause.start + match.start(), clause.start + match.end()))
        for match in _SUM.finditer(words):
            a, b = (_number(match[n]) for n in ("a", "b"))
            sums = () if a is None or b is None else (
                (a + b,) if match["plus"] else (abs(a - b),))
            for secret in secrets:
                if any(total == secret.values[0] for total in sums):
                    yield (f"‘{match[0]}’ is", secret,
                           (clause.start + match.start(), clause.start + match.end()))
        for match in _BETWEEN.finditer(words):
            low, high = (_number(match[n]) for n in ("low", "high"))
            for secret in secrets:
                if low is not None and high is not None and low <= secret.values[0] <= high and (
                        high - low + 1 < self.edition.policy.numbers):
                    yield (f"‘{match[0]}’ narrows", secret,
                           (clause.start + match.start(), clause.start + match.end()))
        yield from self._same(truth, secrets, words, clause)
        yield from self._ways(truth, secrets, text, clause)
        yield from self._all_or_none(truth, secrets, words, clause)

    def _is_so_many(self, shown: Fraction, value: Fraction, factor: Fraction,
                    match: re.Match[str]) -> bool:
        """Whether so many times a shown figure is the withheld one, or an end within its band."""
        if not shown:
            return False
        if match["than"]:
            low, high = max(self.edition.policy.suppress_from, 1), self.edition.policy.suppress_to
            return low <= value <= high and low < shown * factor <= high
        return any(abs(shown * f - value) <= (1 if match["near"] else 0)
                   for f in (factor, 1 / factor))

    def _same(self, truth: Reckoning, secrets: Sequence[_Secret], words: str, clause: Clause
              ) -> Iterator[tuple[str, _Secret, tuple[int, int]]]:
        match = _SAME.search(words)
        if match is None:
            return
        for secret in secrets:
            if secret.role == "month" and secret.values[0] in set(
                    self._shown(truth, words, secret)):
                yield (f"‘{match[0]}’ tells", secret,
                       (clause.start + match.start(), clause.start + match.end()))

    def _all_or_none(self, truth: Reckoning, secrets: Sequence[_Secret], words: str,
                     clause: Clause) -> Iterator[tuple[str, _Secret, tuple[int, int]]]:
        """ "All were seen", "no child was": a withheld figure that is the whole, or nought."""
        now = [s for s in secrets if s.role == "month" and s.period == truth.now]
        for secret in now:
            match = None
            if secret.values[0] == 0:
                match = _NONE.search(words)
            elif secret.denominator is not None and secret.values[-1] == secret.denominator:
                match = _ALL.search(words)
            if match is not None:
                yield (f"‘{match[0].strip()}’ tells", secret,
                       (clause.start + match.start(), clause.start + match.end()))


def _number(word: str) -> Decimal | None:
    read = quantities(f"{word} children")
    return read[0].value if read else None


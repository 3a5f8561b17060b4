"""What a reader who knows the program can tell: small reports at random, searched exhaustively.

    python -m tests.benchmarks.knowing SEED N [--first N] [--reports N] [--rule PRESET]
        [--restated]

Of each public edition every assignment of the counts behind it is tried that leaves what is printed
as it is; those for which the program itself, run again, prints the same edition are counted, until
each withheld count is seen to be as many different numbers as the policy promises. With `--reports`
a report is published in each of so many months, and all of its editions must be the same; one of
its counts is `--restated` in the last; which of its month it was nobody is told, and all of them
are kept as they were then too.

A number is seen where an edition made again shows it; what is seen is never too much. Where one is
missing it is sought by itself: with the count at that number, the others nearest to what they are
first. A line for each report in which it is still missing, which says whether every assignment was
tried ("all of them") or a bound was met ("of N"), then the sums.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from briefing.disclosure import Policy, Protected, presets, protect
from briefing.disclosure.candidates import Candidates
from briefing.disclosure.counts import Counts
from briefing.history import Record
from briefing.indicators import Dictionary, Indicator
from briefing.measures import Measures, measure
from briefing.periods import Month, parse_month
from tests.leaks import count, share, stock
from tests.reports_at_random import everything, record_of
from tests.series import observed

DFE = presets()["dfe"]
MOST = 12           # the greatest number that is tried for any count; others about its own
GRID = 300_000      # assignments that are looked at, of one report
LOOKED_AT = 30_000
TRIALS = 1_000      # editions made again, of one report
SOUGHT = 150        # and besides for each number that is missing
Cell = tuple[str, int]      # a series and the number of its month
THEN = " then"              # ends the series of what a count was before it was restated

SHAPES = ("flow", "parts", "parts flow", "two ways", "two breakdowns", "stock", "small stock",
          "share", "composition", "count and share")


@dataclass(frozen=True)
class Case:
    """A small report: the counts that the others follow from, and how to make it of them."""

    shape: str
    indicators: tuple[Indicator, ...]
    cells: Mapping[Cell, int]
    below: Mapping[Cell, int]
    months: int
    policy: Policy = DFE
    reports: int = 1        # of the last months, published one after the other
    restated: int | None = None     # a month that was THEN another in all reports but the last

    @property
    def ties_months(self) -> bool:
        """Whether what is withheld of one month hangs together with another's."""
        return self.shape in ("flow", "stock", "small stock", "share", "count and share")

    @property
    def breakdowns(self) -> dict[str, list[Indicator]]:
        """The parts by the breakdown of a total that they are of."""
        made: dict[str, list[Indicator]] = {}
        for one in self.indicators:
            for entry in one.part_of:
                made.setdefault(entry, []).append(one)
        return made

    def is_enough(self, cell: Cell, numbers: Collection[int]) -> bool:
        """Whether a withheld count that can be these numbers is kept; of so few it can be any."""
        return len(numbers) >= min(self.policy.numbers, max(self.of(cell), 1))

    def of(self, cell: Cell) -> int:
        """How many it is one of, where that is printed."""
        return min((below for (_, n), below in self.below.items() if n == cell[1]), default=MOST)

    def measures(self, cells: Mapping[Cell, int], back: int = 0) -> Measures | None:
        """The measures of other counts, so many months before; None where they are no counts."""
        last = parse_month("2022-07").back(back)
        lines: dict[str, list[str]] = {}
        for one in self.indicators:
            line: list[str] = []
            for n in range(self.months):
                text = self._cell(one, n, cells)
                if text is None:
                    return None
                line.append(text)
            lines[one.id] = line
        observations = [o for name, line in lines.items() for o in observed(
            " ".join(line[:self.months - back]), str(last), name)]
        return measure(observations, Dictionary(self.indicators), last)

    def then(self, cells: Mapping[Cell, int]) -> dict[Cell, int]:
        """The counts as the reports before the last had them."""
        return {**cells, **{(name.removesuffix(THEN), n): value
                            for (name, n), value in cells.items() if name.endswith(THEN)}}

    def published(self, cells: Mapping[Cell, int]) -> list[Protected] | None:
        """The reports of other counts, the oldest first; None where they are no counts."""
        made: list[Protected] = []
        records: list[Record] = []
        for back in reversed(range(self.reports)):
            measures = self.measures(self.then(cells) if back else cells, back)
            if measures is None:
                return None
            made.append(protect(measures, self.policy, records))
            if back:
                records.append(record_of(everything(made[-1].measures, self.policy),
                                         measures.period))
        return made

    def _cell(self, one: Indicator, n: int, cells: Mapping[Cell, int]) -> str | None:
        value = self.count(one, n, cells)
        if value < 0:
            return None
        if one.is_ratio:
            below = self.below.get((one.id, n))
            if below is None:
                below = sum(cells[other.id, n] for other in self.indicators
                            if other.composition == one.composition)
            return f"{value}/{below}" if value <= below and below else None
        return str(value)

    def count(self, one: Indicator, n: int, cells: Mapping[Cell, int]) -> int:
        """The count, or the numerator, of one month, as it follows from the cells."""
        if (one.id, n) in cells:
            return cells[one.id, n]
        if one.numerator:
            return cells[one.numerator, n]
        if one.inflow:
            total = cells[one.id, 0]
            for month in range(1, n + 1):
                total += cells[one.inflow, month] - cells[one.outflow, month]
            return total
        parts = [other for other in self.indicators
                 if any(entry.split("/")[0] == one.id for entry in other.part_of)]
        breakdown = next(e for e in parts[0].part_of if e.split("/")[0] == one.id)
        return sum(self.count(part, n, cells) for part in parts if breakdown in part.part_of)


def editions(published: Sequence[Protected]) -> tuple[object, ...]:
    """Everything that the reports may print, each after the other."""
    return tuple(edition(protected) for protected in published)


def edition(protected: Protected) -> tuple[object, ...]:
    """Everything that the edition may print: figures, and what stands in place of the others."""
    return tuple((name, tuple(made.values.items()), tuple(made.windows.items()),
                  tuple(made.outturns.items()), tuple(sorted(map(str, made.outturns_withheld))))
                 for name, made in protected.measures.by_indicator.items())


def case_at_random(chance: Random, shape: str = "") -> Case:
    """A report of the shape, or of any, most of its counts small."""
    shape = shape or chance.choice(SHAPES)
    months = {"flow": 6, "share": 5, "count and share": 4}.get(shape, 2)
    months = chance.randint(2, months)
    if shape == "stock":
        months = chance.randint(2, 3)

    def draw() -> int:
        return chance.choice((0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 12, 15, 20, 31))

    cells: dict[Cell, int] = {}
    below: dict[Cell, int] = {}
    made: list[Indicator] = []

    def line(one: Indicator) -> None:
        made.append(one)
        cells.update({(one.id, n): draw() for n in range(months)})

    if shape == "flow":
        line(count("flow"))
    elif shape in ("parts", "parts flow"):
        make = stock if shape == "parts" else count
        for n in range(chance.randint(2, 4)):
            line(make(f"part{n}", part_of=("all/age",)))
        made.append(make("all"))
    elif shape == "two ways":
        months = 1
        for sex, age in itertools.product("bg", "yo"):
            line(stock(f"{sex}{age}", part_of=(f"{sex}/age", f"{age}/sex")))
        made += [stock(sex, part_of=("all/sex",)) for sex in "bg"]
        made += [stock(age, part_of=("all/age",)) for age in "yo"]
        made.append(stock("all"))
    elif shape == "two breakdowns":
        months = 1
        for n in range(3):
            line(stock(f"age{n}", part_of=("all/age",)))
        total = sum(cells[f"age{n}", 0] for n in range(3))
        boys = chance.randint(0, total)
        made += [stock("boys", part_of=("all/sex",)), stock("girls", part_of=("all/sex",)),
                 stock("all")]
        cells |= {("boys", 0): boys, ("girls", 0): total - boys}
    elif shape in ("stock", "small stock"):
        made.append(stock("held", inflow="came", outflow="went"))
        line(count("came", year_to_date=""))
        line(count("went", year_to_date=""))
        held = cells["held", 0] = draw() if shape == "small stock" else 30
        for n in range(1, months):
            cells["went", n] = min(cells["went", n], held + cells["came", n])
            held += cells["came", n] - cells["went", n]
        for name in ("came", "went"):
            del cells[name, 0]
        # of the first month nothing tells what came and went
        below |= {("came", 0): 9, ("went", 0): 9}
        cells |= {("came", 0): 9, ("went", 0): 9}
    elif shape == "composition":
        for n in range(3):
            line(share(f"share{n}", kind="stock", year_to_date="", composition="whole"))
        for n in range(months):
            cells["share0", n] = max(cells["share0", n], 1)
    else:
        one = share("share", numerator="late" if shape == "count and share" else "")
        if shape == "count and share":
            line(count("late"))
            made.append(one)
        else:
            line(one)
        series = one.numerator or one.id
        below |= {(one.id, n): cells[series, n] + chance.randint(0, 30) or 1
                  for n in range(months)}
    return Case(shape, tuple(made), cells, below, months)


def restated(case: Case, chance: Random) -> Case:
    """The case with a count that was another number in the reports before the last, where one can
    have been."""
    cells = [cell for cell in case.cells if cell not in case.below and cell[0] != "held"
             and cell[1] < case.months - 1]
    chance.shuffle(cells)
    for cell in cells:
        for was in (case.cells[cell] + more for more in chance.sample((-2, -1, 1, 2), 4)):
            then = {(f"{name}{THEN}", n): value for (name, n), value in case.cells.items()
                    if n == cell[1] and (name, n) not in case.below and name != "held"}
            other = replace(case, restated=cell[1],
                            cells={**case.cells, **then, (f"{cell[0]}{THEN}", cell[1]): was})
            if was >= 0 and other.published(other.cells) is not None:
                return other
    return case


@dataclass(frozen=True)
class Known:
    """What the knowing reader is left with: assignments, and by cell the numbers it can be.

    `whole` says that every assignment that keeps what is printed was tried, if need be.
    """

    assignments: int
    numbers: Mapping[Cell, frozenset[int]]
    whole: bool = True


def known(case: Case, most: int = TRIALS) -> tuple[Protected, Known]:
    """Every assignment that prints the same edition, as far as it takes to see enough of them.

    No more than `most` are protected again, and so many more for each number that is missing.
    """
    published = case.published(case.cells)
    assert published is not None
    protected = published[-1]
    search = _Search(case, published)
    hidden = list(search.numbers)
    apart = [hidden] if case.ties_months else [
        [cell for cell in hidden if cell[1] == n] for n in range(case.months)]
    for few in [*apart, hidden]:
        if few:
            search.through(few, most)
    for cell in hidden:
        for number in range(1, MOST + 1):
            if search.enough(cell):
                break
            if number not in search.numbers[cell]:
                search.seek(hidden, cell, number)
    return protected, Known(search.assignments, {
        cell: frozenset(some) for cell, some in search.numbers.items()}, search.whole)


class _Search:
    """Assignments tried one after the other, and what has been seen."""

    def __init__(self, case: Case, published: Sequence[Protected]) -> None:
        self.case = case
        self.published = published
        self.wanted = editions(published)
        self.numbers: dict[Cell, set[int]] = {
            cell: {case.cells[cell]} for cell in case.cells
            if _withheld(published, cell, case)}
        self.tried = {tuple(case.cells.values())}
        self.assignments, self.trials, self.whole = 1, 0, True

    def enough(self, cell: Cell) -> bool:
        """Whether the count has been seen to be as many numbers as is promised."""
        return self.case.is_enough(cell, self.numbers[cell])

    def through(self, some: Sequence[Cell], most: int) -> None:
        """Try what these counts can be, any that tells nothing new left out."""
        fitting, whole = _fitting(self.case, some, self.published)
        self.whole &= whole
        for values in fitting:
            here = list(zip(some, values, strict=True))
            if self.assignments >= self.case.policy.numbers and all(
                    value in self.numbers[cell] or self.enough(cell) for cell, value in here):
                continue
            if self.trials >= most:
                self.whole = False
                return
            self.trials += self.tries(here)

    def seek(self, hidden: Sequence[Cell], cell: Cell, number: int) -> None:
        """Try to find the count to be the number, the others nearest to what they are first."""
        fitting, whole = _fitting(self.case, hidden, self.published, {cell: number})
        true = np.array([self.case.cells[one] for one in hidden])
        if fitting:
            away = np.abs(np.array(fitting) - true)
            order = np.lexsort((away.sum(axis=1), (away > 0).sum(axis=1)))
            for n in order[:SOUGHT]:
                self.tries(list(zip(hidden, fitting[n], strict=True)))
                if number in self.numbers[cell]:
                    return
        self.whole &= whole and len(fitting) <= SOUGHT

    def tries(self, here: Sequence[tuple[Cell, int]]) -> bool:
        """Make the editions of other counts again; False where they had been made."""
        cells = {**self.case.cells, **dict(here)}
        if tuple(cells.values()) in self.tried:
            return False
        self.tried.add(tuple(cells.values()))
        other = self.case.published(cells)
        if other is not None and editions(other) == self.wanted:
            self.assignments += 1
            for cell, value in here:
                self.numbers[cell].add(value)
        return True


def _month(case: Case, n: int) -> Month:
    return parse_month("2022-07").back(case.months - 1 - n)


def _withheld(published: Sequence[Protected], cell: Cell, case: Case) -> bool:
    """Whether the count is withheld in the last report; what it was, in one before."""
    if cell[0].endswith(THEN):
        own = (cell[0].removesuffix(THEN), cell[1])
        before = [one for one in published[:-1]
                  if _month(case, cell[1]) in one.measures[own[0]].values]
        return bool(before) and all(_withheld([one], own, case) for one in before)
    protected = published[-1]
    value = protected.measures[cell[0]].at(_month(case, cell[1]))
    return value.amount is None and value.reason is not None


def _fitting(case: Case, hidden: Sequence[Cell], published: Sequence[Protected],
             fixed: Mapping[Cell, int] | None = None) -> tuple[list[tuple[int, ...]], bool]:
    """Assignments of the hidden counts that keep the figures that are printed, in a mixed order.

    All of a grid are looked at where it has no more than so many, else those whose counts are
    nearest to what they are; the second value says whether it was all. `fixed` counts are those.
    """
    chance = np.random.default_rng(1)
    names = [(one.id, n) for one in case.indicators for n in range(case.months)]

    def all_counts(cells: Mapping[Cell, int]) -> np.ndarray:
        return np.array([case.count(case.indicators[k // case.months], k % case.months, cells)
                         for k in range(len(names))], dtype=float)

    at = {name: k for k, name in enumerate(names)}
    free = {**case.cells, **dict.fromkeys(hidden, 0)}
    base, base_then = all_counts(free), all_counts(case.then(free))
    slopes = np.array([all_counts({**free, cell: 1}) - base for cell in hidden]).T
    slopes_then = np.array([all_counts(case.then({**free, cell: 1})) - base_then
                            for cell in hidden]).T
    lines, lows, highs = [], [], []
    by_month = {_month(case, n): n for n in range(case.months)}
    for back, protected in enumerate(reversed(published)):
        away = {w.candidate.id for w in protected.withheld}
        measures = case.measures(case.then(case.cells) if back else case.cells, back)
        assert measures is not None
        at_nought, each = (base_then, slopes_then) if back else (base, slopes)
        counts = Counts(measures)
        for candidate in (made for one in measures.by_indicator.values()
                          for made in Candidates(measures, counts, case.policy).of(one)):
            if candidate.id in away:
                continue
            for key in candidate.shows[:1]:
                k = at[key[0].split("/")[0], by_month[key[1]]]
                lines.append(each[k])
                lows.append(counts.values[key] - at_nought[k])
                highs.append(counts.values[key] - at_nought[k])
            for row in candidate.rows:
                some = [(at[series.split("/")[0], by_month[month]], factor)
                        for (series, month), factor in row.terms]
                if any(factor < 0 for _, factor in some):
                    continue
                lines.append(sum(each[k] * factor for k, factor in some))
                known_part = sum(at_nought[k] * factor for k, factor in some)
                lows.append(row.low - known_part)
                highs.append(row.high - known_part)
    for entry, parts in case.breakdowns.items():
        for n in range(case.months):    # every breakdown adds up to its total
            total = at[entry.split("/")[0], n]
            some = [at[one.id, n] for one in parts]
            lines.append(sum(slopes[k] for k in some) - slopes[total])
            lows.append(base[total] - sum(base[k] for k in some))
            highs.append(lows[-1])
    for k in range(len(names)):     # no count is below nought
        lines.append(slopes[k])
        lows.append(-base[k])
        highs.append(np.inf)

    options = [np.array([fixed[cell]] if fixed and cell in fixed else sorted({
        *range(MOST + 1), *range(max(0, case.cells[cell] - 6), case.cells[cell] + 7)}))
        for cell in hidden]
    whole = np.prod([len(some) for some in options], dtype=float) <= GRID
    while np.prod([len(some) for some in options], dtype=float) > GRID:
        longest = max(range(len(options)), key=lambda n: len(options[n]))
        value = case.cells[hidden[longest]]
        options[longest] = np.delete(options[longest], np.argmax(np.abs(options[longest] - value)))
    grid = np.array(np.meshgrid(*options, indexing="ij")).reshape(len(hidden), -1).T
    keep = np.ones(len(grid), dtype=bool)
    for line, low, high in zip(lines, lows, highs, strict=True):
        if np.any(line):
            total = grid @ line
            keep &= (total >= low - 1e-6) & (total <= high + 1e-6)
    left = grid[keep]
    whole = bool(whole) and len(left) <= LOOKED_AT
    chance.shuffle(left)
    # by turns the smallest and any: what is not printed for its small sum is among the smallest
    smallest = left[np.argsort(left.sum(axis=1), kind="stable")][:LOOKED_AT]
    mixed = np.stack((left[:len(smallest)], smallest), axis=1).reshape(-1, len(hidden))
    return list(dict.fromkeys(tuple(values) for values in mixed.tolist())), whole


def main() -> None:
    """Print what is told, report by report, and the sums."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seed", type=int)
    parser.add_argument("size", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--reports", type=int, default=1)
    parser.add_argument("--restated", action="store_true")
    parser.add_argument("--rule", choices=presets(), default="dfe")
    asked = parser.parse_args()
    figures: Counter[str] = Counter()
    for n in range(asked.first, asked.first + asked.size):
        case = case_at_random(Random(asked.seed * 100_003 + n))
        case = replace(case, reports=min(asked.reports, case.months), policy=presets()[asked.rule])
        if asked.restated and case.reports > 1:
            case = restated(case, Random(n))
        protected, told = known(case)
        if not told.numbers:
            continue
        figures["reports"] += 1
        figures[case.shape] += 1
        figures["withheld counts"] += len(told.numbers)
        figures["for themselves"] += sum(w.cause == "primary" for w in protected.withheld)
        figures["for others"] += sum(w.cause == "secondary" for w in protected.withheld)
        few = {cell: sorted(some) for cell, some in told.numbers.items()
               if not case.is_enough(cell, some)}
        if few:
            figures["too few"] += 1
            figures[f"too few: {case.shape}"] += 1
            bound = "all of them" if told.whole else f"of {TRIALS} and {SOUGHT} each"
            figures[f"too few, {bound}"] += 1
            sys.stdout.write(f"{n} {case.shape} {dict(case.cells)} {dict(case.below)}: "
                             f"{told.assignments} ({bound}) {few} "
                             f"{[(w.candidate.id, w.cause) for w in protected.withheld]}\n")
            sys.stdout.flush()
    sys.stdout.write("".join(f"{number:>8} {name}\n" for name, number in figures.items()))


if __name__ == "__main__":
    main()

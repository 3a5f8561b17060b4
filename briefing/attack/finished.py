"""The attack on the finished files of an edition, and what came of it as problems."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.attack.claimed import about_nothing_shown
from briefing.attack.definitions import define
from briefing.attack.exposure import Attack, Exposure, attack
from briefing.attack.expressions import MONTH_ROLES, denominator, expression, numerator
from briefing.attack.printed import read_edition
from briefing.attack.relations import OF_REPORT, Relation, Unknown
from briefing.attack.script import Script
from briefing.attack.shown import Claim, Print, Unaccounted
from briefing.attack.sizes import Sizes, sizes_of
from briefing.attack.telling import in_words, named, range_in_words
from briefing.attack.words import squeezed, years_of
from briefing.disclosure.policy import Policy
from briefing.history import Record, read_all_records
from briefing.indicators import Dictionary, Indicator
from briefing.layout import Layout
from briefing.layout.plan import Charts
from briefing.narrative.book import Book
from briefing.periods import Month, parse_month
from briefing.problems import Place, Problem
from briefing.reading import ReportFolder
from briefing.reading.observations import Observation

LONGEST = 160       # letters of a text that is quoted
# the ends of the names of what is circulated
READ = (".pdf", ".docx", ".html", ".txt", ".figures.csv")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attack on files: on figures, and the numbers that nothing accounts for.

    `true` are counts that we know: a reader who comes to another number was misled by what was
    restated unseen, and has been told nothing. `chosen` are indicators that are listed or asked
    about for a figure that is withheld.
    """

    name: str
    dictionary: Dictionary
    on_figures: Attack
    unaccounted: tuple[Unaccounted, ...]
    true: Mapping[Unknown, int] = field(default_factory=dict)
    chosen: tuple[Claim, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """One for each exposure and each number that nothing accounts for."""
        made = [Problem(Place(self.name), in_words(exposure, self.dictionary), (
            "An earlier report told it already: see whether the figure need be withheld."
            if exposure.before else "Withhold it." if exposure.kind == "printed"
            else "Withhold another of these figures as well."), warning=exposure.before)
            for exposure in self.on_figures.exposures if not self._misled(exposure)]
        made += [Problem(Place(one.file, column=one.place),
                         f"‘{one.number}’ is no figure that the report prints "
                         f"{'there' if one.foreign else 'of this indicator'}: “{one.around}”.",
                         "Take it out: nobody can say what it gives away.",
                         warning=one.place == "text")
                 for one in self.unaccounted]
        made += [Problem(Place(one.place), f"“{self.dictionary[one.indicator].title}” is listed or "
                         f"asked about for a figure that is withheld: “{shortened(one.text)}”.",
                         "Take it out: that it was chosen tells how the figure is.")
                 for one in self.chosen]
        return made

    def _misled(self, exposure: Exposure) -> bool:
        count = self._true(exposure.unknown) if exposure.unknown is not None else None
        return count is not None and not exposure.holds(count)

    def _true(self, unknown: Unknown) -> int | None:
        """The count, or the sum of counts that a withheld figure over months is of."""
        series, month = unknown
        name, _, role = series.partition(OF_REPORT)[0].partition("/")
        if unknown in self.true or name not in self.dictionary:
            return self.true.get(unknown)
        made = expression(self.dictionary[name], role, month)
        of_then = "".join(series.partition(OF_REPORT)[1:])
        if role == "others":
            return None if of_then else self._others(self.dictionary[name], month)
        if made is None:
            return None
        # of a share over months it is its numerators that are added up
        counts = [self.true.get((f"{other}{of_then}", at)) for other, at in made.above]
        return None if None in counts else sum(filter(None, counts))

    def _others(self, one: Indicator, month: Month) -> int | None:
        above, below = (self.true.get(part, self.true.get((f"{one.id}/{name}", month)))
                        for part, name in ((numerator(one, month), "numerator"),
                                           (denominator(one, month), "denominator")))
        return None if above is None or below is None else below - above

    def ranges(self) -> Iterator[str]:
        """A line for each withheld figure: what it can be."""
        for withheld, found in self.on_figures.tried:
            others = " (the others)" if withheld.complement else ""
            yield (f"{named(withheld.shown, self.dictionary)}{others}: {range_in_words(*found)}")


def attack_files(files: Mapping[str, bytes], dictionary: Dictionary, policy: Policy,
                 history: Iterable[Record] = (), words: Iterable[str] = (),
                 known: Mapping[Unknown, Decimal] | None = None,
                 charts: Charts | None = None, true: Mapping[Unknown, int] | None = None,
                 years: Iterable[int] = (), sizes: Sizes | None = None,
                 script: Script | None = None) -> Outcome:
    """The attack on an edition's files, by name; those that are not circulated are left aside.

    `history` are the earlier reports that its readers saw, `words` other words with numbers,
    `known` public populations, `charts` what the layout says of charts, `true` counts that we
    know, `years` what dates can be of, `sizes` what words of size say, `script` what the files are
    to say. Raises printed.Unreadable.
    """
    wanted = {name: content for name, content in files.items() if name.endswith(READ)}
    words = tuple(words)
    printed = read_edition(wanted, dictionary, policy.symbol,
                           [_with_rule(text, policy) for text in words], charts, years, sizes,
                           script)
    name = next((name for name in wanted if name.endswith(".pdf")), next(iter(wanted), ""))
    return Outcome(name, dictionary, attack(printed, dictionary, policy, history, known),
                   printed.unaccounted, true or {}, tuple(_chosen_by_rule(printed, words)))


def attack_report(report: ReportFolder, files: Mapping[str, bytes], policy: Policy,
                  history: Iterable[Record], layout: Layout, book: Book,
                  edits: Iterable[str] = (), script: Script | None = None) -> Outcome:
    """The attack on the files of a report, with the words and populations of its folder.

    `layout` and `book` are those that it was built with, `edits` the words that authors edited,
    `script` what its document says, where the files were made of it just now.
    """
    before = tuple(history)
    words = [*known_words(report, layout, book), *edits]
    return attack_files(files, report.dictionary, policy, before, words, populations(report),
                        layout.charts, true_counts(
                            report.observations, report.dictionary, before,
                            read_all_records(report.folder, "private", [])),
                        years_spoken_of(report), sizes_of(book), script)


def years_spoken_of(report: ReportFolder) -> set[int]:
    """The years that a date of the report can be of: from the one before its first figure to two
    after its last or its meeting, and those of targets, benchmarks and breaks."""
    dictionary = report.dictionary
    figures = {o.month.year for o in report.observations}
    figures |= {report.period.last.year, report.settings.report.date.year}
    periods = [*(str(target.span) for target in dictionary.targets),
               *(mark.period for mark in dictionary.benchmarks),
               *(str(month) for one in dictionary.indicators for month in one.breaks)]
    return {*range(min(figures) - 1, max(figures) + 3),
            *(year for period in periods for year in years_of(period))}


def true_counts(observations: Iterable[Observation], dictionary: Dictionary,
                history: Sequence[Record], in_full: Iterable[Record]) -> dict[Unknown, int]:
    """The counts of the figures, and those of earlier reports as far as their records `in_full`
    (of private editions) were kept."""
    found: dict[Unknown, Decimal] = {}
    for o in observations:
        if o.indicator not in dictionary:
            continue
        if dictionary[o.indicator].is_ratio:
            if o.numerator is not None:
                found[f"{o.indicator}/numerator", o.month] = o.numerator
            if o.denominator is not None:
                found[f"{o.indicator}/denominator", o.month] = o.denominator
        elif o.value is not None:
            found[o.indicator, o.month] = o.value
    found = _with_implied(found, dictionary)
    private = {(str(one.month), tuple(sorted(one.inputs.items()))): one
               for one in in_full}
    for n, record in enumerate(history):
        full = private.get((str(record.month), tuple(sorted(record.inputs.items()))))
        then: dict[Unknown, Decimal] = {}
        for identity, figure in full.figures.items() if full is not None else ():
            name, role, period = (*identity.split(":"), "", "")[:3]
            if role in MONTH_ROLES and name in dictionary and re.fullmatch(
                    r"\d{4}-\d\d", period):
                then[name, parse_month(period)] = Decimal(figure.value)
        found |= {(f"{name}{OF_REPORT}{n}", month): value
                  for (name, month), value in _with_implied(then, dictionary).items()}
    return {unknown: int(value) for unknown, value in found.items() if value == int(value)}


def _with_implied(counts: Mapping[Unknown, Decimal], dictionary: Dictionary
                  ) -> dict[Unknown, Decimal]:
    """The counts, and what a stock and its other flow leave for a flow that is not given yet."""
    mentioned: dict[str, set[Month]] = {}
    for series, month in counts:
        mentioned.setdefault(series, set()).add(month)
    defined: list[Relation] = []
    define(dictionary, mentioned, defined.append)
    flows = {flow for one in dictionary.indicators for flow in (one.inflow, one.outflow)
             if flow in dictionary and dictionary[flow].kind == "flow"}
    implied = dict[Unknown, Decimal]()
    for each in defined:
        lacking = [(unknown, part) for unknown, part in each.terms if unknown not in counts]
        if len(lacking) != 1 or lacking[0][0][0] not in flows or each.low is None or (
                each.low != each.high):
            continue
        [(unknown, part)] = lacking
        rest = sum((other * counts[known] for known, other in each.terms if known in counts),
                   Decimal(0))
        implied.setdefault(unknown, (each.low - rest) / part)
    return {**counts, **implied}


def _chosen_by_rule(printed: Print, words: Iterable[str]) -> Iterator[Claim]:
    """What is listed or asked about for a withheld figure; what an author asks is no rule's choice.
    """
    own = "\n".join(map(squeezed, words))
    for claim in about_nothing_shown(printed):
        if claim.text.removeprefix("• ") not in own:
            yield claim


def shortened(text: str) -> str:
    """So much of a text as a message has room for."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _with_rule(text: str, policy: Policy) -> str:
    """Standing text with the numbers of the rule in their slots: what is withheld is said."""
    rule = {"symbol": policy.symbol, "least": policy.least, "most": policy.suppress_to,
            "few": policy.denominators_to, "base": policy.round_to}
    for slot, value in rule.items():
        text = text.replace(f"{{{slot}}}", str(value))
    return text


def populations(report: ReportFolder) -> dict[Unknown, Decimal]:
    """The populations that rates are over: public, wherever the folder has them from."""
    series = {one.denominator for one in report.dictionary.indicators
              if one.unit_class == "rate" and one.denominator not in report.dictionary}
    return {(o.indicator, o.month): o.value for o in report.observations
            if o.indicator in series and o.value is not None}


def known_words(report: ReportFolder, layout: Layout, book: Book) -> list[str]:
    """Standing text, settings and the author's paragraphs: words whose numbers are no figures."""
    asked = report.settings.report
    made = [*_texts(asked)]
    made += [text for paragraph in report.commentary for text in paragraph.texts]
    made += [name for among in report.among.values()
             for name in (among.plural, among.name, *among.highest[1], *among.lowest[1])]
    for own in report.dictionary.comparators:       # "Rank of 152" is a heading
        made += [own.title, own.short, own.said, own.method]
    # a heading's number, though the section before it has nothing to say and is not there
    made += [f"{part.number} {part.heading}" for part in layout.parts if part.number]
    return [*made, *_texts(layout), *_texts(book.file)]


def _texts(found: object) -> Iterator[str]:
    """Every text in a value of ours, however deep."""
    if isinstance(found, str):
        yield found
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from _texts(getattr(found, field.name))
    elif isinstance(found, Mapping):
        for inner in found.values():
            yield from _texts(inner)
    elif isinstance(found, list | tuple):
        for inner in found:
            yield from _texts(inner)

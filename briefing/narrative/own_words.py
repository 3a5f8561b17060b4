"""The author's own paragraphs: slots in them filled from facts, and typed figures looked at.

A slot names an indicator and a fact of it: {referrals.volume.current}. A typed figure that no fact
of the report supports is a warning: next month it would be stale.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefing import amounts
from briefing.findings import Findings
from briefing.indicators import Indicator
from briefing.measures import Measure, Measures
from briefing.narrative.marks import pieces_of
from briefing.narrative.sentence import Figure, Pieces
from briefing.narrative.slots import FORMS, NO_FIGURES, figure_of, split_name
from briefing.narrative.told_ratios import ratios_in
from briefing.periods import MONTH_NAMES, parse_period
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.commentary import FOLDER, Commentary
from briefing.reading.folder import ReportFolder
from briefing.reading.slots import SLOTS

if TYPE_CHECKING:
    from briefing.disclosure import Withheld

SLOT = re.compile(r"\{([a-z0-9_.]+\.[a-z0-9_]+|[a-z0-9_.]+:[a-z0-9_.]+:[\w/-]+)"
                  rf"(?:\|(?:{'|'.join(FORMS)}))?\}}")
_FIGURE = re.compile(r"(?<![\w/.])£?\d[\d,]*(?:\.\d+)?%?(?![\w/])")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What holds digits but is no figure: days, times of day, ranges of ages or of dates.
_NO_FIGURE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTH_NAMES)})\b"
    r"|\b\d{1,2}:\d\d\b|\b\d{1,2}\.\d\d ?[ap]m\b"
    r"|\b\d+ ?[-–] ?\d+\b|\b(?:ages?|aged) \d+(?: (?:to|and) \d+)?")
# A length of time is no count of people.
_TIME = re.compile(r"\b[\w-]+(?: working)? (?:hour|day|week|month|year)s?\b", re.IGNORECASE)
# A number with what makes it the size of a difference: "six fewer", "two more children", "by 11".
_APART = (r"{number}(?: [a-z]+){{0,2}} (?:fewer|more|less|lower|higher|greater)\b"
          r"(?! than (?:once|twice))"
          r"|\b(?:by|up|down) (?:[a-z]+ )?{number}\b"
          r"|\b(?:rise|increase|growth|fall|drop|decrease|reduction|difference|change) of "
          r"(?:[a-z]+ )?{number}\b")
# Words in the name of an indicator that do not tell it from others.
_COMMON = frozenset((
    "number", "percentage", "proportion", "rate", "average", "children", "young", "people", "with",
    "from", "within", "that", "than", "more", "their", "last", "months", "years"))
MOST = 0.6      # of the words of a name: who writes them means the indicator
SMALL = 12      # smaller whole numbers count things that are no indicator's: "two to 12 weeks"


def filled(text: str, findings: Findings, own: Mapping[str, Figure] = NO_FIGURES) -> Pieces:
    """The text by its marks, its slots as figures; a slot that names no fact stays as it stands.

    `own` are figures by their facts' identities, which are shown as they are there.
    """
    return pieces_of(text, lambda slot: figure_of(slot, findings, own))[0]


def word_problems(report: ReportFolder, findings: Findings, edition: str) -> Iterator[Problem]:
    """Problems with slots that name no fact, warnings for typed figures that no fact supports.

    A figure that only the private edition has is not supported in the public one.
    """
    supported = _supported(report, findings)
    for own in report.commentary:
        if not own.is_for(edition):
            continue
        for text in own.texts:
            for match in SLOT.finditer(text):
                if figure_of(match[0][1:-1], findings) is None:
                    yield _unknown(own.source, match[0], match[1], findings)
            rest = bare_words(text)
            if "{" in rest or "}" in rest:
                word = re.search(r"\{(\w+)\}", rest)
                yield Problem(own.source, "a slot is not written as one.",
                              (did_you_mean(word[1], SLOTS) if word else "")
                              or "It is an indicator's id, a dot and a fact, without blanks: "
                              "{referrals.volume.current}.")
            yield from _typed(own, rest, supported)


def typed_figures(text: str) -> Iterator[str]:
    """The numbers of an author's words that stand for a figure: no days, ages, times or years."""
    for match in _FIGURE.finditer(_NO_FIGURE.sub("", text)):
        figure = match[0].strip(",")
        if not _YEAR.fullmatch(figure):
            yield figure


def typed_problems(paragraphs: Iterable[Commentary], report: ReportFolder, findings: Findings
                   ) -> Iterator[Problem]:
    """Warnings for the typed figures of paragraphs that no fact of the report supports."""
    supported: set[str] | None = None
    for own in paragraphs:
        for text in own.texts:
            bare = bare_words(text)
            if any(character.isdigit() for character in bare):
                supported = _supported(report, findings) if supported is None else supported
                yield from _typed(own, bare, supported)


def given_away(report: ReportFolder, withheld: Sequence[Withheld], measures: Measures,
               edition: str) -> Iterator[Problem]:
    """Problems for the author's figures that an edition withholds.

    In a paragraph on the indicator itself, or one that names it, any figure of its withheld months
    is an error, but a warning when it is that of a month shown too, or the word "one"; so is one
    elsewhere in its service area, or where most words of the indicator's name stand, as it may
    count something else. By how much a withheld month is more or less than one that is shown
    tells it as well, and how many times the month or the year before it is.
    """
    kept_back = {one.candidate.id for one in withheld}
    secret: dict[str, set[str]] = {}
    for one in withheld:
        secret.setdefault(one.candidate.indicator, set()).update(
            _texts(one.candidate.role, one.candidate.period, measures[one.candidate.indicator]))
    shown = {name: {text for month in measures[name].values
                    if f"{name}:month:{month}" not in kept_back
                    for text in _texts("month", str(month), measures[name])} for name in secret}
    apart = {name: _differences(measures[name], kept_back) for name in secret}
    beside = {name: _beside(measures[name], kept_back) for name in secret}
    for own in report.commentary:
        if not own.is_for(edition):
            continue
        for text in own.texts:
            bare = _TIME.sub("", _NO_FIGURE.sub("", bare_words(text)))
            typed = {match[0].strip("£%,").replace(",", "") for match in _FIGURE.finditer(bare)}
            spelt = {str(n) for n in range(1, SMALL + 1)
                     if re.search(rf"\b{amounts.cardinal(n)}\b", bare, re.IGNORECASE)}
            said = tuple(ratios_in(bare))
            for name, figures in secret.items():
                if given := sorted(figures & (typed | spelt)):
                    # "one" is oftener no number: "one of the reasons"
                    sure = set(given) - shown[name] - ({"1"} - typed)
                    yield from _gives(own, text, measures[name].indicator, given, edition,
                                      not sure)
                elif given := sorted(figure for figure in apart[name] & (typed | spelt)
                                     if _is_apart(figure, bare)):
                    yield from _gives(own, text, measures[name].indicator, given, edition, False,
                                      "by how much another differs from a figure")
                elif told := [one for one in said if one.holds_any(beside[name])]:
                    yield from _gives(own, text, measures[name].indicator,
                                      list(dict.fromkeys(one.words for one in told)), edition,
                                      not any(one.sure for one in told),
                                      "by which another month tells a figure")


def bare_words(text: str) -> str:
    """What an author typed: the words without their slots, and without the backslashes of marks."""
    return re.sub(r"\\([\\*\[\]{}])", r"\1", SLOT.sub("", text))


def _is_apart(figure: str, text: str) -> bool:
    """Whether the figure is said as the size of a difference."""
    words = [re.escape(figure)]
    if figure.isdigit() and int(figure) <= SMALL:
        words.append(amounts.cardinal(int(figure)))
    number = rf"(?<![\w.,])(?:{'|'.join(words)})"
    return re.search(_APART.format(number=number), text, re.IGNORECASE) is not None


def _differences(measure: Measure, kept_back: Collection[str]) -> set[str]:
    """By how much the withheld months of the last year differ from those that are shown."""
    one = measure.indicator
    months = [month for month in measure.values if month >= measure.period.back(12)]
    hidden = [m for m in months if f"{one.id}:month:{m}" in kept_back]
    apart = set()
    for month in hidden:
        for other in (m for m in months if m not in hidden):
            a, b = measure.at(month).amount, measure.at(other).amount
            if a is not None and b is not None and a != b:
                apart.add(amounts.number(abs(a - b), one.decimals).replace(",", ""))
    return apart


def _beside(measure: Measure, kept_back: Collection[str]) -> list[tuple[Fraction, Fraction]]:
    """The months of the last year each with the one and the year before, where one of the two is
    withheld and the other shown."""
    one = measure.indicator
    pairs = []
    for month in (m for m in measure.values if m >= measure.period.back(12)):
        for other in dict.fromkeys((measure.before(month), month.back(12))):
            hidden = [f"{one.id}:month:{m}" in kept_back for m in (month, other)]
            now, then = measure.at(month).amount, measure.at(other).amount
            if hidden[0] != hidden[1] and now is not None and then is not None:
                pairs.append((Fraction(now), Fraction(then)))
    return pairs


def _gives(own: Commentary, text: str, one: Indicator, given: list[str], edition: str,
           open_too: bool, what: str = "a figure") -> Iterator[Problem]:
    low = text.casefold()
    about = own.place == one.id or any(
        words.casefold() in low for words in (one.title, one.subject) if words)
    if not about and own.place != one.section and not _speaks_of(one, low):
        return
    file = PurePosixPath(own.source.file)
    how = (f"name it {file.stem}.private{file.suffix}" if file.parent.name == FOLDER else
           'write edition = "private" in it' if file.suffix == ".toml" else
           "write private in its column edition")
    yield Problem(own.source, f"it says {listed(given, 'and')}, {what} of '{one.id}' that the "
                  f"{edition} edition withholds.",
                  f"Word it without the figure, or {how} to keep it to the private edition.",
                  warning=open_too or not about)


def _speaks_of(one: Indicator, low: str) -> bool:
    """Whether the text, in small letters, has most of the words that tell what the indicator is."""
    said = set(re.findall(r"[a-z]{4,}", low))
    for name in (one.title, one.subject):
        telling = set(re.findall(r"[a-z]{4,}", name.casefold())) - _COMMON
        met = [word for word in telling
               if any(word.startswith(other[:5]) or other.startswith(word[:5]) for other in said)]
        if telling and len(met) >= MOST * len(telling):
            return True
    return False


def _texts(role: str, period: str, measure: Measure) -> Iterator[str]:
    """The figure as it could be typed; none for a month more than a year ago."""
    one = measure.indicator
    if role == "month":
        month = parse_period(period, one.step, one.year)
        if month < measure.period.back(12):
            return
        value = measure.at(month)
        for amount, places in ((value.amount, one.decimals), (value.numerator, 0)):
            if amount:
                yield amounts.number(amount, places).replace(",", "")
    elif period == str(measure.period):
        amount = getattr(measure.window(measure.period), role)
        if amount:
            yield amounts.number(amount, one.decimals).replace(",", "")


def _unknown(where: Place, slot: str, name: str, findings: Findings) -> Problem:
    indicator, _, role = name.partition(":") if ":" in name else name.rpartition(".")
    known, named = split_name(name, findings.by_indicator)
    indicator, role = (known, named) if known else (indicator, role)
    finding = findings.by_indicator.get(indicator)
    if finding is None:
        return Problem(where, f"{slot}: there is no indicator '{indicator}'.",
                       did_you_mean(indicator, findings.by_indicator)
                       or "A slot is an indicator's id, a dot and a fact: "
                       "{referrals.volume.current}.")
    return Problem(where,
                   f"{slot}: there is no fact '{role}' of '{indicator}' this month.",
                   did_you_mean(role, finding.facts)
                   or (f"There is {listed(list(finding.facts), 'and')}." if finding.facts
                       else "It has no figure this month."))


def _typed(own: Commentary, text: str, supported: set[str]) -> Iterator[Problem]:
    for match in _FIGURE.finditer(_NO_FIGURE.sub("", text)):
        figure = match[0].strip(",")
        bare = figure.strip("£%").replace(",", "")
        small = "%" not in figure and "." not in figure and Decimal(bare) <= SMALL
        if small or _YEAR.fullmatch(figure) or bare in supported:
            continue
        yield Problem(own.source, f"no fact of this report supports the figure {figure}.",
                      "Check it; a slot such as {referrals.volume.current} keeps a figure true.",
                      warning=True)


def _supported(report: ReportFolder, findings: Findings) -> set[str]:
    """Every number that the report's facts print, or that the indicators' own words hold."""
    known: set[str] = set()
    for one in report.dictionary.indicators:
        for words in (one.title, one.subject, one.definition, one.note, one.zero):
            known |= set(re.findall(r"\d+(?:\.\d+)?", words.replace(",", "")))
    for finding in findings.by_indicator.values():
        for fact in finding.facts.values():
            known.add(amounts.number(abs(fact.value), fact.decimals).replace(",", ""))
    return known

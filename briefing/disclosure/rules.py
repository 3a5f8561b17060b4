"""The disclosure rule of a report: its preset, what report.toml gives instead, and its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from briefing.amounts import UnitName
from briefing.disclosure.policy import Policy, counting_words, presets
from briefing.measures import Measures
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.settings import FILE, Disclosure

if TYPE_CHECKING:
    from briefing.disclosure.protecting import Protected

SYMBOL_AT_MOST = 8      # characters: it stands in a narrow column


def policy_of(asked: Disclosure, problems: list[Problem]) -> Policy | None:
    """The rule that report.toml asks for; None, with every problem added, when it is none.

    A rule that withholds nothing by size is a rule too: the preset "none", named.
    """
    before = len(problems)
    known = presets()
    if asked.preset not in known:
        problems.append(_problem("preset", f"there is no preset '{asked.preset}'.",
                                 did_you_mean(asked.preset, known)
                                 or f"There is {listed(list(known), 'and')}."))
        return None
    given: dict[str, Any] = {one.name: found for one in fields(Policy)
                             if (found := getattr(asked, one.name)) is not None}
    policy = replace(known[asked.preset], **given)
    for name, least, most in (("suppress_from", 0, 1000), ("suppress_to", 0, 1000),
                              ("denominators_to", 0, 1000), ("round_to", 1, 100),
                              ("protection", 0, 1000), ("seconds", 1, 3600)):
        found = getattr(policy, name)
        if not least <= found <= most:
            problems.append(_problem(name, f"{found} is outside {least} to {most:,}.",
                                     f"Give a whole number, such as {name} = "
                                     f"{getattr(known['dfe'], name)}."))
    problems += [problem for problem in _contradictions(policy, asked) if len(problems) == before]
    if not policy.symbol.strip() or len(policy.symbol) > SYMBOL_AT_MOST:
        problems.append(_problem("symbol", f"'{policy.symbol}' is not 1 to {SYMBOL_AT_MOST} "
                                 "characters.", 'Give one such as "[c]" or "■".'))
    elif any(c.isdigit() for c in policy.symbol):
        problems.append(_problem("symbol", f"'{policy.symbol}' could be taken for a figure.",
                                 'Give one without digits, such as "[c]" or "■".'))
    return policy if len(problems) == before else None


def _problem(name: str, what: str, hint: str) -> Problem:
    return Problem(Place(FILE, column=f"disclosure.{name}"), what, hint)


def _contradictions(policy: Policy, asked: Disclosure) -> list[Problem]:
    found: list[Problem] = []
    if policy.suppresses and policy.suppress_from > policy.suppress_to:
        found.append(_problem("suppress_from", f"it suppresses from {policy.suppress_from} to "
                              f"{policy.suppress_to}, which is nothing.",
                              "Give the smaller number first."))
    elif policy.suppresses and policy.suppress_from > 1:
        found.append(_problem("suppress_from", f"counts below {policy.suppress_from} would be "
                              "printed while larger ones are withheld.",
                              "Give 1; show_zero says what is done with nought."))
    if policy.suppresses and policy.protection < 2:
        found.append(_problem("protection", f"{policy.protection} would let a withheld count be "
                              "worked out.", "Give at least 2; 5 is usual."))
    if not policy.suppresses and policy.denominators_to:
        found.append(_problem("denominators_to", "shares of few are withheld, but counts of few "
                              "are not: a share and its whole give the count.",
                              "Give suppress_to too, or denominators_to = 0."))
    if not policy.suppresses and policy.round_to > 1:
        found.append(_problem("round_to", "counts are rounded, but small ones are not withheld.",
                              "Give suppress_to too, or round_to = 1."))
    if asked.editions and "public" not in asked.editions:
        found.append(_problem("editions", "the public edition is left out of the rule.",
                              'Give editions = ["public"], or preset = "none" where nothing is '
                              "about people."))
    return found


def share_problems(measures: Measures, places: Mapping[str, Place], policy: Policy
                   ) -> Iterator[Problem]:
    """An error for each share of people whose counts are not given: it cannot be judged.

    `places` say where the figures of an indicator stand.
    """
    for name, measure in measures.by_indicator.items():
        indicator = measure.indicator
        counts = indicator.is_ratio or (indicator.unit_class == "count"
                                        and indicator.can_be_negative)
        if not (policy.suppresses and counts and indicator.disclosure == ""):
            continue
        if indicator.can_be_negative:
            yield Problem(
                places[name], f"'{name}' can be below 0, so it counts nobody, and the public "
                "edition cannot protect the counts that it may be made of.",
                "Fill in its 'disclosure' in the indicators: exempt when it tells of no people, "
                "withhold when the public is not to see it.")
            continue
        bare = [month for month, value in measure.values.items()
                if value.amount is not None and (value.numerator is None
                                                 or value.denominator is None)]
        if bare:
            yield Problem(
                places[name], f"'{name}' has figures without numerators and denominators (first "
                f"for {bare[0].full}), so the public edition cannot tell whether they give few "
                "people away.",
                "Give both beside the values, or fill in its 'disclosure' in the indicators: "
                "exempt when it is no share of people, withhold when the public is not to see it.")


def people_problems(measures: Measures, places: Mapping[str, Place], warning: bool
                    ) -> Iterator[Problem]:
    """One for each indicator whose unit counts nobody while its words do.

    Nothing of it would be withheld. It is a `warning` where no public edition is made.
    """
    dictionary = measures.dictionary
    for indicator in dictionary.indicators:
        own = isinstance(indicator.unit, UnitName) and indicator.unit_class in ("amount", "ratio")
        if indicator.disclosure or not (own or indicator.unit in counting_words()["units"]):
            continue
        parts = [dictionary[name].title for name in (indicator.numerator, indicator.denominator)
                 if name in dictionary]
        words = next((found for text in (indicator.title, indicator.subject, indicator.definition,
                                         *parts)
                      if (found := _counts_people(text))), "")
        if words:
            yield Problem(
                places[indicator.id],
                f"'{indicator.id}' has the unit {indicator.unit}, which counts nobody, but its "
                f"words say “{words}”: nothing of it would be withheld.",
                "Give it unit = count; or disclosure = exempt in the indicators when it is no "
                "count of people.", warning=warning)


def _counts_people(text: str) -> str:
    """The words by which the text says that it counts people, "" when it does not."""
    told = counting_words()
    if re.search(rf"\b(?:{'|'.join(told['not_counts'])})\b", text, re.IGNORECASE):
        return ""
    people, counts = ("|".join(told[name]) for name in ("people", "counts"))
    what = "|".join((people, *told["events"]))
    counted = re.search(rf"\b(?:{counts})(?: [\w'’-]+){{0,4}}? (?:{what})\b", text,
                        re.IGNORECASE)
    alone = re.match(rf"(?:{people})\b", text, re.IGNORECASE)
    found = counted or alone
    return found[0] if found else ""


def outcome_problems(protected: Protected, places: Mapping[str, Place]) -> Iterator[Problem]:
    """What stands against a public edition after protection.

    An error where figures contradict each other so that nothing can be proved of them; a warning
    for each figure to be withheld that was given away by what was published before.
    """
    for name in protected.contradictory:
        yield Problem(places[name], f"the figures that hang together with '{name}' contradict each "
                      "other: no whole numbers of people fit them all, so it cannot be proved that "
                      "what is withheld is safe.",
                      "Mend them, or take out the inflow, outflow, composition or part_of that "
                      "does not hold.")
    for one in protected.exposed:
        found = one.candidate
        what = f"{one.low:,}" if one.low == one.high else f"{one.low:,} to {one.high:,}"
        by = f": {listed(list(one.by[:4]), 'and')}" if one.by else ""
        yield Problem(places[found.indicator], f"'{found.id}' is withheld, but what was published "
                      f"before tells that it is {what}{by}.",
                      "It cannot be taken back; accept this warning with a reason, or correct what "
                      "was published.", warning=True)

"""Slots: figures of the author's words that are facts, so that they stay true.

    {referrals.volume.current}          the figure as a sentence says it: 412, 34.5 weeks
    {referrals.open.previous|number}    its number alone: 34.5
    {referrals.volume.change|change}    the size of a change: 69, 0.4 percentage points
    {referrals.volume.run|ordinal}      third;  |word: three
    {referrals.volume:month:2022-05}    a figure by its identity, as figures.csv lists it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing import amounts
from briefing.facts import Fact, FactId
from briefing.findings import Finding, Findings
from briefing.narrative.sentence import Figure

FORMS = ("number", "change", "word", "ordinal")
NO_FIGURES: Mapping[str, Figure] = {}


def figure_of(slot: str, findings: Findings, own: Mapping[str, Figure] = NO_FIGURES
              ) -> Figure | None:
    """The figure of what stands in a slot's braces; None where no fact of that name can be shown.

    `own` are figures by their facts' identities, which are shown as they are there.
    """
    name, _, form = slot.partition("|")
    if form and form not in FORMS:
        return None
    if ":" in name:
        if name in own and not form:
            return own[name]
        fact = _identified(name, findings, own)
    else:
        fact = _named(name, findings)
    if fact is None:
        return None
    text = shown(fact, findings.by_indicator.get(fact.indicator), form)
    return Figure(text, fact) if text else None


def slot_of(fact: Fact, text: str, findings: Findings, own: Mapping[str, Figure] = NO_FIGURES
            ) -> str:
    """What stands in the braces of the slot that shows the fact as that text; "" where none does.
    """
    finding = findings.by_indicator.get(fact.indicator)
    role = finding.facts.get(fact.role) if finding is not None else None
    names = [f"{fact.indicator}.{fact.role}"] if role is not None and role.id == fact.id else []
    names.append(fact.id)
    for name in names:
        for form in ("", *FORMS):
            slot = f"{name}|{form}" if form else name
            figure = figure_of(slot, findings, own)
            if figure is not None and figure.text == text:
                return slot
    return ""


def split_name(name: str, indicators: Iterable[str]) -> tuple[str, str]:
    """The indicator and the role that a slot names: a role may have a dot, as gap.target has.

    The indicator is "" where none is called so.
    """
    known = set(indicators)
    parts = name.split(".")
    for n in range(len(parts) - 1, 0, -1):
        if ".".join(parts[:n]) in known:
            return ".".join(parts[:n]), ".".join(parts[n:])
    return "", name


def shown(fact: Fact, finding: Finding | None, form: str = "") -> str:
    """The fact in that form; "" where it has none of the form."""
    whole = fact.value == fact.value.to_integral_value() and fact.value >= 0
    match form:
        case "number":
            return amounts.number(abs(fact.value), fact.decimals)
        case "change":
            return amounts.as_change(abs(fact.value), fact.unit, fact.decimals)
        case "word":
            return amounts.cardinal(int(fact.value)) if whole else ""
        case "ordinal":
            return amounts.ordinal(int(fact.value)) if whole else ""
        case _:
            if finding is None or fact.unit != finding.indicator.unit:
                return amounts.number(fact.value, fact.decimals)
            return amounts.in_prose(fact.value, fact.unit, fact.decimals)


def _named(name: str, findings: Findings) -> Fact | None:
    indicator, role = split_name(name, findings.by_indicator)
    return findings[indicator].facts.get(role) if indicator else None


def _identified(name: str, findings: Findings, own: Mapping[str, Figure]) -> Fact | None:
    """The fact of that identity, where it is printed or plays that role this month.

    No other month's figure: what is not printed has not been looked at by the disclosure rule.
    """
    if name in own:
        return own[name].fact
    identity = FactId.parse(name)
    finding = findings.by_indicator.get(identity.indicator) if identity is not None else None
    fact = finding.facts.get(identity.role) if finding is not None and identity else None
    return fact if fact is not None and fact.id == name else None

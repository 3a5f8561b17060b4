"""[units.NAME]: how figures of a council's own units are written, and what sort of unit each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.amounts import UNITS, Big, Form, Unit, UnitClass, UnitName
from briefing.problems import Place, Problem

NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """[units.NAME]: `kind` says what the figures are, and so what may be made of them.

        count      people or things, which are whole and are protected in public
        amount     what is measured and adds up: kg, tonnes, square metres, full-time equivalents
        money      with `before` or `after`: £ per household
        percent, rate (with `per`: 1000), duration, ratio (an index, or so much for each)

    `before` and `after` stand beside the number, `one` in place of `after` beside a 1, `in_tables`
    in place of it in tables and charts, where otherwise only what stands close to the number does:
    "k" and not " kg". `change` stands after the size of a change. `form` writes the number of a
    small unit in two, 452 seconds as 7 minutes 32 seconds. `big` writes large numbers shorter.
    `title` is what the unit is called along a chart's axis.
    """

    kind: UnitClass
    before: str = ""
    after: str = ""
    one: str | None = None
    in_tables: str | None = None
    change: str | None = None
    decimals: int | None = None
    negative: bool | None = None
    per: int = 0
    form: Form = ""
    title: str = ""
    big: tuple[Big, ...] = ()


def unit_names(own: Mapping[str, OwnUnit]) -> dict[str, UnitName]:
    """The council's units by name, each name carrying its unit."""
    return {name: UnitName(name, _unit(name, given)) for name, given in own.items()}


def _unit(name: str, given: OwnUnit) -> Unit:
    after = given.after
    one = after if given.one is None else given.one
    per = f" per {given.per:,}" if given.kind == "rate" and not after else ""
    change = given.change if given.change is not None else (
        " percentage points" if given.kind == "percent" else after or per)
    change_one = given.change if given.change is not None else (
        " percentage point" if given.kind == "percent" else one or per)
    close = after if after and not after[0].isspace() else ""
    words = (after or per).strip() or given.before.strip() or name.replace("_", " ")
    titles = {"count": "number", "percent": "per cent"}
    large = {"minutes_seconds": "minutes and seconds", "hours_minutes": "hours and minutes",
             "years_months": "years and months"}.get(given.form, "")
    title = given.title or large or titles.get(given.kind, words)
    whole = given.kind in ("count", "amount", "money") and given.decimals is None
    decimals = 0 if given.form or whole else given.decimals
    return Unit(name, given.kind, given.before, after, one, change, change_one,
                close if given.in_tables is None else given.in_tables, title, decimals,
                given.negative, given.per, given.form, given.big)


def unit_problems(own: Mapping[str, OwnUnit], file: str) -> Iterator[Problem]:
    """A problem for each unit that has a name of ours or none, or of which the parts do not fit."""
    for name, given in own.items():
        key = f"units.{name}"
        if name in UNITS:
            yield Problem(Place(file, column=key), f"'{name}' is a unit already.",
                          "Give yours another name, and name it so in the indicators.")
        elif not NAME.fullmatch(name):
            yield Problem(Place(file, column=key), f"'{name}' cannot name a unit.",
                          "Use small letters, digits and underscores: kg_per_household.")
        if given.decimals is not None and not 0 <= given.decimals <= 4:
            yield Problem(Place(file, column=f"{key}.decimals"),
                          f"{given.decimals} is not a number of decimals from 0 to 4.",
                          "Give one of 0, 1, 2, 3 and 4, or leave it out.")
        if given.kind == "rate" and given.per < 1:
            yield Problem(Place(file, column=f"{key}.per"), "it is missing: a rate is of so many "
                          "people or things.", "Add it: per = 1000.")
        elif given.kind != "rate" and given.per:
            yield Problem(Place(file, column=f"{key}.per"), f"a unit of the kind {given.kind} is "
                          "not of so many.", "Take it out, or give the kind rate.")
        if given.form and (given.kind not in ("duration", "amount", "ratio") or given.before
                           or given.after or given.big):
            yield Problem(Place(file, column=f"{key}.form"), f"the form {given.form} has its own "
                          "words, and is of durations.", 'Leave kind = "duration" beside it, and '
                          "no before, after and big.")
        if given.big and given.kind in ("count", "percent", "rate"):
            # a count's rounding is the rule's that protects people, and no unit's
            yield Problem(Place(file, column=f"{key}.big"), f"a unit of the kind {given.kind} has "
                          "no short form.", "It is for amounts, money and ratios.")
        for big in given.big:
            if big.at_least < 1 or not 0 <= big.decimals <= 4:
                yield Problem(Place(file, column=f"{key}.big"), "it cannot be written so.",
                              'Write big = [{ at_least = 1000000, after = "m", decimals = 1 }].')

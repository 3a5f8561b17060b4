"""Indicators that name others: what they are made of, grow by, or are a part of.

What is not there is named, and what cannot be meant: parts that do not add up to their total, and
an indicator that counts people tied to one that is marked as counting none. The public edition
takes every figure of the second kind for known, so it could not protect the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from briefing.indicators import Indicator
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.dictionary import OPTIONAL, REQUIRED, adds_up, breakdowns
from briefing.reading.grids import Grid, records

By = Mapping[str, Indicator]
KINDS = {"flow": "flow", "stock": "stock", "cumulative": "cumulative figure",
         "rolling_12": "rolling figure"}  # fmt: skip


def check_references(grid: Grid, indicators: tuple[Indicator, ...], series: set[str],
                     problems: list[Problem]) -> None:
    """Problems for names of what is neither an indicator nor a series, or cannot be meant.

    `series` are those that have values; a row with a fault of its own counts as there.
    """
    by_id = {one.id: one for one in indicators}
    known = set(by_id) | series
    rows = {record.text("id"): record for record in records(grid, ("id",), REQUIRED + OPTIONAL, [])}
    parts = Counter(name for row in rows.values() for name in breakdowns(row.text("part_of")))
    for one in indicators:
        place = rows[one.id].place
        for column in ("numerator", "denominator", "inflow", "outflow"):
            name = getattr(one, column)
            if name and name not in known:
                problems.append(Problem(place(column), f"there is no series '{name}'.",
                                        did_you_mean(name, known)
                                        or "Add its values, or mend its id."))
        for column in ("inflow", "outflow"):
            flow = by_id.get(getattr(one, column))
            if flow is not None and (flow.kind not in ("flow", "cumulative") or flow.is_ratio):
                problems.append(Problem(
                    place(column), f"'{flow.id}' is a {KINDS[flow.kind]} in {flow.unit}, by which "
                    "no stock grows or shrinks.",
                    "Name the flow itself, or a cumulative count of it, or leave it blank."))
        part = by_id.get(one.numerator)
        if part is not None and part.step != one.step:
            problems.append(Problem(place("frequency"),
                                    f"it is {one.frequency}, but its numerator '{part.id}' is "
                                    f"{part.frequency}.", "Give both the same frequency."))
        wrong = list(_totals(one, by_id, set(rows), place("part_of")))
        problems += wrong or _alone(one, parts, by_id, place("part_of"))
        problems += _marks(one, by_id, place("disclosure"))
    problems += _circles(by_id, lambda name: rows[name].place("part_of"))


def totals_of(one: Indicator) -> tuple[str, ...]:
    """The ids of the totals that it is a part of."""
    return tuple(dict.fromkeys(name.split("/")[0] for name in one.part_of))


def _totals(one: Indicator, by_id: By, there: set[str], place: Place) -> Iterator[Problem]:
    """Problems with the totals that it is a part of."""
    if one.part_of and not adds_up(one.unit):
        yield Problem(place, f"figures in {one.unit} do not add up to a total.",
                      "Only counts and money do; shares of one whole have a composition in common.")
        return
    for name in totals_of(one):
        total = by_id.get(name)
        if name not in there:
            yield Problem(place, f"there is no indicator '{name}'.",
                          did_you_mean(name, [other for other in by_id if other != one.id])
                          or "Add its total to the indicators, or mend its id.")
        elif total is not None:
            for column, own, its in (
                    ("frequency", one.frequency, total.frequency),
                    ("unit", f"in {one.unit}", f"in {total.unit}"),
                    ("kind", f"a {KINDS[one.kind]}", f"a {KINDS[total.kind]}")):
                if own != its:
                    yield Problem(place, f"it is {own}, but its total '{name}' is {its}.",
                                  f"Give both the same {column}, or take the total out.")


def _alone(one: Indicator, parts: Counter[str], by_id: By, place: Place) -> Iterator[Problem]:
    """A problem for each breakdown that has no part but this one."""
    for name in one.part_of:
        if parts[name] == 1 and name.split("/")[0] in set(by_id) - {one.id}:
            yield Problem(place, f"it is the only part of '{name}'.",
                          "Give the other parts the same part_of, or leave it blank.")


def _marks(one: Indicator, by_id: By, place: Place) -> Iterator[Problem]:
    """A problem for each tie between what counts people and what is marked as counting none."""
    tied = [(name, "its total") for name in totals_of(one)]
    tied += [(one.numerator, "its numerator"), (one.inflow, "its inflow"),
             (one.outflow, "its outflow")]
    if one.composition:
        first = next(other for other in by_id.values() if other.composition == one.composition)
        tied.append((first.id, "another share of the same whole"))
    for name, what in tied:
        other = by_id.get(name)
        if other is not None and (one.disclosure == "exempt") != (other.disclosure == "exempt"):
            marked, bare = ("it is", "is not") if one.disclosure == "exempt" else (
                "it is not", "is")
            yield Problem(place, f"{marked} exempt, but '{name}', {what}, {bare}.",
                          "Either both count people or neither does: mark both alike.")


def _circles(by_id: By, place: Callable[[str], Place]) -> Iterator[Problem]:
    """A problem for each round of indicators that are parts of each other, at its first row."""
    order = {name: n for n, name in enumerate(by_id)}
    for name in by_id:
        way = _way_back(name, by_id)
        if way and min(way, key=order.__getitem__) == name:
            steps = [f"'{a}' of '{b}'" for a, b in zip(way, [*way[1:], name], strict=True)]
            yield Problem(place(name), "it is a part of itself." if len(way) == 1 else
                          f"parts go round in a circle: {listed(steps, 'and')}.",
                          "Name only the totals that it is a part of.")


def _way_back(name: str, by_id: By) -> list[str]:
    """The indicators from it over its totals until it comes again; none when it does not."""
    came: dict[str, str] = {}
    todo = [name]
    while todo:
        at = todo.pop(0)
        for total in totals_of(by_id[at]):
            if total == name:
                way = [at]
                while way[0] != name:
                    way.insert(0, came[way[0]])
                return way
            if total in by_id and total not in came:
                came[total] = at
                todo.append(total)
    return []

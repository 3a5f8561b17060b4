"""What a layout asks of report.toml for its header, and what is not as it asks."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.layout.plan import BUILT_IN, HeaderRow, Layout
from briefing.periods import Period, day_in_words
from briefing.problems import Place, Problem, did_you_mean, listed, nearest
from briefing.reading.settings import FILE, Report

# These always have a value: report.toml cannot be read without them, or they are worked out.
_SURE = ("meeting", "date", "title", "author", "period", "edition")


def given(report: Report, name: str) -> tuple[str, ...]:
    """What report.toml gives under the name: a line each, none when it is not there or empty."""
    value = getattr(report, name) if name in BUILT_IN else report.fields.get(name, "")
    lines = value if isinstance(value, tuple) else (value,)
    return tuple(line for line in lines if str(line).strip())


def shown(report: Report, name: str, period: Period, edition: str) -> tuple[str, ...]:
    """What is printed of the setting, a line each."""
    match name:
        case "date":
            return (day_in_words(report.date),)
        case "period":
            return (period.full,)
        case "edition":
            return (edition.capitalize(),)
    return given(report, name)


def chosen(row: HeaderRow, lines: tuple[str, ...]) -> set[str]:
    """The row's choices that the lines name, whatever their capitals."""
    named = {line.strip().casefold() for line in lines}
    return {choice for choice in row.choices if choice.casefold() in named}


def asked_problems(layout: Layout, report: Report) -> Iterator[Problem]:
    """A problem for each setting that the header needs and that is not there, or no choice."""
    asked = {name: row for row in layout.rows for name in row.settings}
    for name in report.fields:
        if name in BUILT_IN:
            yield Problem(_place("fields." + name), f"'{name}' is a setting of [report] itself.",
                          "Give it there.")
    missing = [name for name in asked if name not in _SURE and not given(report, name)]
    for name in missing:
        row = asked[name]
        if row.empty:
            yield from _misspelt(name, asked, report)
            continue
        place = _place(name if name in BUILT_IN else f"fields.{name}")
        near = did_you_mean(name, [one for one in report.fields if one not in asked])
        table = "[report]" if name in BUILT_IN else "[report.fields]"
        label = f" as '{row.label}'" if row.label else ""
        example = row.choices[0] if row.choices else "..."
        yield Problem(place, f"it is missing: the layout '{report.layout}' prints it{label}.",
                      f'{f"{near} " if near else ""}Add it under {table}: {name} = "{example}".')
    for row in layout.rows:
        if row.choices and row.value != "edition":
            yield from _no_choice(row, given(report, row.value))


def _place(name: str) -> Place:
    return Place(FILE, column=f"report.{name}")


def _misspelt(name: str, asked: dict[str, HeaderRow], report: Report) -> Iterator[Problem]:
    """A warning where a field that nothing prints is nearly called so."""
    near = nearest(name, [one for one in report.fields if one not in asked])
    if near:
        yield Problem(_place(f"fields.{near}"), f"the layout '{report.layout}' does not print "
                      "it.", f"Did you mean '{name}'?", warning=True)


def _no_choice(row: HeaderRow, lines: tuple[str, ...]) -> Iterator[Problem]:
    known = {choice.casefold() for choice in row.choices}
    for line in lines:
        if line.strip().casefold() not in known:
            choices = listed([f"'{choice}'" for choice in row.choices])
            yield Problem(_place(f"fields.{row.value}"), f"'{line}' is not one of {choices}.",
                          did_you_mean(line, row.choices) or "Take one or more of them.")

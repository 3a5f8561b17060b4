"""The layout language: what a layout's TOML file may say."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

from briefing import shelves
from briefing.document import Look
from briefing.indicators import ChartName
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.shapes import load, structure

PartKind = Literal["title", "header", "contents", "author", "summary", "scorecard", "areas"]
HeaderValue = Literal["meeting", "date", "title", "author", "council", "period"]


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A row of the header block: its label, and which setting stands beside it."""

    label: str
    value: HeaderValue


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a section; which settings it reads depends on its kind."""

    kind: PartKind
    id: str = ""
    number: str = ""
    heading: str = ""
    place: str = ""
    lead: str = ""
    empty: str = ""
    underlined: bool = False
    questions: bool = False


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section's parts; it starts a new page, upright unless `landscape`."""

    id: str
    part: tuple[Part, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The layout's standing words; every one is given by the layout."""

    marking_private: str
    status_caption: str
    status_summary: str
    status_area: str
    status_unrated: str
    status_total: str
    scorecard_caption: str
    scorecard_summary: str
    scorecard_key: str
    indicator: str
    better_is: str
    direction: str
    year_to_date: str
    target: str
    rating: str
    average: str
    last_12_months: str
    outturn: str
    good_heading: str
    good_none: str
    improve_heading: str
    improve_none: str
    months_caption: str
    months_summary: str
    standing_caption: str
    standing_summary: str
    value: str
    standing: str
    source: str
    definition: str
    why: str
    new_series: str
    new_series_bare: str
    restated: str
    annualised: str
    symbols: str
    symbol_c: str
    symbol_x: str
    symbol_z: str
    symbol_low: str
    symbol_u: str
    symbol_p: str
    chart_last_year: str
    chart_mean: str
    chart_usual_high: str
    chart_usual_low: str
    chart_council: str
    chart_month_of: str
    chart_year_to: str
    trend: str
    trend_range: str
    trend_level: str
    trend_months: str
    polarities: dict[str, str]
    ratings: dict[str, str]
    travel: dict[str, str]
    comparators: dict[str, str]


@dataclass(frozen=True, slots=True)
class Charts:
    """Which chart an indicator gets whose row names none, by what it is.

    `count` is of a flow of counts or money, `flow` of any other; `stock_with_flows` of a stock
    whose inflow and outflow are indicators; `composition` of the first share of a whole.
    `sparklines` draws one in each row of the scorecard.
    """

    count: ChartName = "column"
    flow: ChartName = "line"
    stock: ChartName = "line"
    stock_with_flows: ChartName = "stock"
    cumulative: ChartName = "cumulative"
    rolling_12: ChartName = "line"
    composition: ChartName = "composition"
    sparklines: bool = True


# The keys that a table of words must have.
TABLES = {
    "polarities": ("higher", "lower", "neutral", "range"),
    "ratings": ("green", "amber", "red", "none"),
    "travel": ("up_improving", "up_worsening", "up_none", "down_improving", "down_worsening",
               "down_none", "none_none", "unknown"),
    "comparators": ("statistical_neighbours", "region", "national"),
}  # fmt: skip
SLOTS = {"period", "month", "previous_month", "title", "first_month", "last_month", "year",
         "source", "definition", "why", "months", "reason", "symbols", "published",
         "now", "council", "low", "low_month", "high", "high_month"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """A committee's format, as its file stands."""

    about: str
    header: tuple[HeaderField, ...]
    section: tuple[SectionPlan, ...]
    words: Words
    look: Look = field(default_factory=Look)
    charts: Charts = field(default_factory=Charts)
    sentences_per_paragraph: int = 4


def read_layout(path: Path, problems: list[Problem]) -> Layout | None:
    """The layout in the file; None, with every problem in it added, when it is faulty."""
    name = f"layouts/{path.name}"
    table = load(path, problems, name)
    layout = structure(Layout, table, name, "", problems) if table is not None else None
    if layout is None:
        return None
    before = len(problems)
    ids: set[str] = set()
    for n, section in enumerate(layout.section, 1):
        for m, part in enumerate(section.part, 1):
            place = Place(name, column=f"section[{n}].part[{m}]")
            if part.kind in ("author", "summary", "scorecard", "areas") and not part.id:
                problems.append(Problem(place, "its id is missing.", 'Give it as id = "summary".'))
            if part.id and part.id in ids:
                problems.append(Problem(place, f"the id '{part.id}' is there twice.",
                                        "Give each part an id of its own."))
            ids.add(part.id)
            _check_slots(place, (part.heading, part.lead), problems)
    _check_words(name, layout.words, problems)
    _check_look(name, layout.look, problems)
    return layout if len(problems) == before else None


def _check_words(name: str, words: Words, problems: list[Problem]) -> None:
    for one in fields(words):
        place = Place(name, column=f"words.{one.name}")
        found = getattr(words, one.name)
        if isinstance(found, str):
            _check_slots(place, (found,), problems)
            continue
        for key in TABLES[one.name]:
            if key not in found:
                problems.append(Problem(place, f"the word for '{key}' is missing.",
                                        f'Add it: {key} = "...".'))
        for key in found:
            if key not in TABLES[one.name]:
                problems.append(Problem(place, f"nothing is called '{key}' here.",
                                        did_you_mean(key, TABLES[one.name]) or "Take it out."))


def _check_slots(place: Place, texts: tuple[str, ...], problems: list[Problem]) -> None:
    for text in texts:
        try:
            slots = [slot for _, slot, _, _ in string.Formatter().parse(text) if slot is not None]
        except ValueError as fault:
            problems.append(Problem(place, f"its braces are not paired: {fault}.",
                                    "A slot is written {period}."))
            continue
        for slot in slots:
            if slot not in SLOTS:
                problems.append(Problem(place, f"there is no slot {{{slot}}}.",
                                        did_you_mean(slot, SLOTS)
                                        or f"There is {listed(sorted(SLOTS), 'and')}."))


def _check_look(name: str, look: Look, problems: list[Problem]) -> None:
    families = tomllib.loads((shelves.shelf("fonts") / "fonts.toml").read_text("utf-8"))
    if look.font not in families:
        problems.append(Problem(Place(name, column="look.font"), f"there is no font '{look.font}'.",
                                f"There is {listed(sorted(families), 'and')}."))
    for one in fields(look):
        found = getattr(look, one.name)
        if isinstance(found, float | int) and not 4 <= found <= 60:
            problems.append(Problem(Place(name, column=f"look.{one.name}"),
                                    f"{found} is outside 4 to 60.",
                                    "Give it in points, such as 10."))
    for one in fields(look.palette):
        found = getattr(look.palette, one.name)
        place = Place(name, column=f"look.palette.{one.name}")
        colours = found if isinstance(found, tuple) else (found,)
        if isinstance(found, tuple) and len(found) != 2:
            problems.append(Problem(place, "a tone is two colours: its ground and its ink.",
                                    'Give both: ["F8D7DA", "942514"].'))
        for colour in colours:
            if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
                problems.append(Problem(place, f"'{colour}' is not a colour.",
                                        "Give six hexadecimal digits: 12436D."))


"""A layout's file read, and everything that is wrong in it named."""

from __future__ import annotations

import re
import string
from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from briefing import shelves
from briefing.amounts import UNITS
from briefing.document import Look
from briefing.findings.control import Cause
from briefing.indicators import TargetKind
from briefing.layout.contrast import contrast_warnings
from briefing.layout.plan import LEAST_SPAN, HeaderRow, Layout, Part, Words
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.shapes import structure
from briefing.shelved import Kept, ShelfFiles
from briefing.typefaces import families, unprintable_in

# The keys that a table of words must have.
TABLES = {
    "polarities": ("higher", "lower", "neutral", "range"),
    "ratings": ("blue", "green", "amber", "red", "none"),
    "unrated": ("no_target", "year_target", "no_figure", "withheld", "not_judged"),
    "uncompared": ("no_figure", "withheld", "provisional", "estimated", "unreliable",
                   "new_series", "first", "withheld_before", "gap"),
    "travel": ("up_improving", "up_worsening", "up_none", "down_improving", "down_worsening",
               "down_none", "none_none"),
    "comparators": ("statistical_neighbours", "region", "national"),
    "target_kinds": tuple(kind for kind in get_args(TargetKind) if kind != "target"),
    "causes": get_args(Cause),
    "no_control": ("few", "flat", "withheld", "no_figure", "not_final", "not_asked"),
    "assurances": ("will", "may", "will_not"),
    "special_points": ("improving", "worsening", "unusual"),
    "withheld_why": ("primary", "given", "marked", "telling", "secondary"),
}  # fmt: skip
# Those of them that a layout may leave out whole: it then has no control charts, say.
NOT_NEEDED = ("target_kinds", "causes", "no_control", "assurances", "special_points",
              "withheld_why")
# Those that layouts lack which were made before them.
LATER = ("blue", "withheld_before")
# What can be filled into every heading, lead and word, and what into single words besides.
SLOTS = frozenset({"period", "month", "previous_month", "period_word"})
WORD_SLOTS = {
    "months_caption": {"title", "first_month", "last_month"}, "standing_caption": {"title"},
    "standing_summary": {"title"}, "outturn": {"year"}, "source": {"source"},
    "definition": {"definition"}, "why": {"why"}, "new_series": {"months", "reason"},
    "new_series_bare": {"months"}, "symbols": {"symbols"},
    "chart_month_of": {"council", "last_month"}, "chart_year_to": {"council", "year"},
    "trend_range": {"low", "low_month", "high", "high_month", "first_month"},
    "trend_level": {"low", "first_month"},
    "trend_range_shown": {"low", "low_month", "high", "high_month", "first_month"},
    "trend_level_shown": {"low", "first_month"},
    "axis_cut": {"unit"}, "points_caption": {"title", "first_month", "last_month"},
    "scorecard_key": {"blue", "green", "amber", "red", "none"}, "rating_blue": {"blue"},
    "points_summary": {"title"}, "comparator_method": {"title", "method"},
    "chart_limit_earlier": {"name", "last_month"},
    "no_target_because": {"reason"}, "control_key": {*get_args(Cause), "other"},
    "assurance_key": {"will", "may", "will_not"},
    "withheld_counted": {"themselves", "others", "each"},
    "withheld_least": {"companions", "sought", "loss", "least"},
    "chart_mark_to_date": {"mark"}, "chart_mark_year": {"mark"},
    "withheld_note": {"symbol", "least", "most", "few"}, "withheld_marked": {"symbol"},
    "withheld_rounded": {"base"}, "panel_withheld": {"symbol"},
}  # fmt: skip
ONLY_SLOTS = {"restated": {"month", "published", "now"}, "ticked": {"choice"},
              "unticked": {"choice"}, "page_of": {"page", "pages"},
              "among_areas": {"of", "plural", "period_full"},
              "among_rank": {"rank", "first"}, "among_tied": {"tied"},
              "among_quartile": {"quartile"}, "among_above": {"gap", "median"},
              "among_below": {"gap", "median"}, "among_median": {"median"},
              "among_average": {"name", "average"}, "among_of": {"name", "average"},
              "among_ends": {"high", "high_areas", "low", "low_areas"},
              "among_left_out": {"withheld", "missing"},
              "strip_caption": {"title", "area", "of", "plural", "period_full"},
              "strip_alt": {"subject", "area", "own", "of", "plural", "period_full", "low",
                            "low_areas", "high", "high_areas"},
              "strip_alt_level": {"subject", "area", "own", "of", "plural", "period_full"},
              "strip_alt_median": {"median"}, "strip_alt_average": {"name", "average"},
              "strip_others": {"plural"}, "strip_area": {"plural"},
              "strip_table": {"title", "plural", "period_full"},
              "strip_summary": {"title", "plural"},
              "screen_shown": {"shown", "all"}, "target_to_date": {"target"},
              "target_year": {"target"}, "target_pro_rata": {"target", "year_target"}}
SPAN = re.compile(r"\d+(?:\.\d+)?%?")
SETTING = re.compile(r"[a-z][a-z0-9_]*")
MARKING_SLOTS = {"paragraph", "description"}
WITH_ID = ("author", "highlights", "glance", "summary", "scorecard", "areas")


def read_layout(path: Path, problems: list[Problem], folder: Path | None = None
                ) -> Layout | None:
    """The layout in the file; None, with every problem in it added, when it is faulty.

    `folder` is the report's, whose own layouts it may take words from.
    """
    return _LAYOUTS.read(path, folder, problems)


def _read_layout(path: Path, files: ShelfFiles, problems: list[Problem]) -> Layout | None:
    name = f"layouts/{path.name}"
    table = files.load(path, problems)
    problems += unprintable_in(table or {}, name)
    if table is not None:
        table = _with_words(table, name, files, problems)
    layout = structure(Layout, table, name, "", problems) if table is not None else None
    if layout is None:
        return None
    before = len(problems)
    ids: set[str] = set()
    headings = 0
    for n, section in enumerate(layout.section, 1):
        for m, part in enumerate(section.part, 1):
            place = Place(name, column=f"section[{n}].part[{m}]")
            named = part.kind in WITH_ID or (part.kind == "header" and part.heading)
            if named and not part.id:
                problems.append(Problem(place, "its id is missing.", 'Give it as id = "summary".'))
            if part.id and part.id in ids:
                problems.append(Problem(place, f"the id '{part.id}' is there twice.",
                                        "Give each part an id of its own."))
            ids.add(part.id)
            headings += part.numbered == "under_heading"
            _check_part(place, part, headings, problems)
    _check_places(name, layout, problems)
    _check_words(name, layout.words, problems)
    _check_look(name, layout.look, problems)
    _check_spans(name, layout.charts.least_span, problems)
    if not 5 <= layout.logo.height_mm <= 60:
        problems.append(Problem(Place(name, column="logo.height_mm"),
                                f"{layout.logo.height_mm} is outside 5 to 60.",
                                "Give it in millimetres, such as 18."))
    if len(problems) > before:
        return None
    problems += contrast_warnings(name, layout.look.palette)
    return layout


_LAYOUTS = Kept("layouts", _read_layout)


def _with_words(table: dict[str, Any], name: str, files: ShelfFiles, problems: list[Problem]
                ) -> dict[str, Any] | None:
    """The table with another layout's words under its own; None when there is no such layout."""
    other = table.get("words_from")
    if not isinstance(other, str):
        return table
    path = files.find(other)
    if path is None:
        known = shelves.names("layouts", files.folder)
        problems.append(Problem(Place(name, column="words_from"), f"there is no layout '{other}'.",
                                did_you_mean(other, known) or f"There is {listed(known, 'and')}."))
        return None
    taken = files.load(path, problems)
    words, own = (taken or {}).get("words", {}), table.get("words", {})
    if taken is None or not isinstance(words, dict) or not isinstance(own, dict):
        return table if taken is not None else None
    merged = words | own
    for key in TABLES:
        if isinstance(words.get(key), dict) and isinstance(own.get(key), dict):
            merged[key] = words[key] | own[key]
    return table | {"words": merged}


def _check_part(place: Place, part: Part, headings: int, problems: list[Problem]) -> None:
    """What is wrong with one part, besides its id; `headings` are counted up to it."""
    _check_slots(place, (part.heading, part.empty, part.empty_public), problems)
    _check_slots(place, (part.lead,), problems,
                 MARKING_SLOTS if part.kind == "marking" else SLOTS)
    if part.kind == "author" and not part.place:
        problems.append(Problem(place, "its place is missing.",
                                'Name where the paragraphs are filed: place = "background".'))
    if part.kind == "header" and not part.row:
        problems.append(Problem(place, "it has no rows.", "Give each as [[section.part.row]]."))
    if part.numbered == "under_heading" and part.number != f"{headings}.":
        problems.append(Problem(place, f"its paragraphs are numbered under heading {headings}, but "
                                f"its own number is '{part.number}'.",
                                f'Such headings are counted: number = "{headings}.".'))
    for n, row in enumerate(part.row, 1):
        _check_row(Place(place.file, column=f"{place.column}.row[{n}]"), row, problems)


def _check_places(name: str, layout: Layout, problems: list[Problem]) -> None:
    """A problem for each place whose paragraphs two rows of headers would print."""
    seen: set[str] = set()
    for row in layout.rows:
        if row.place in seen:
            problems.append(Problem(Place(name), f"two rows of headers have the place "
                                    f"'{row.place}'.", "Give each a place of its own."))
        seen |= {row.place} - {""}


def _check_row(place: Place, row: HeaderRow, problems: list[Problem]) -> None:
    given = [key for key in ("value", "text", "place") if getattr(row, key)]
    if len(given) != 1:
        found = f"it has {listed(given, 'and')}" if given else "nothing stands beside its label"
        problems.append(Problem(place, f"{found}.", "Give one of value, text and place."))
    elif row.value and not SETTING.fullmatch(row.value):
        problems.append(Problem(place, f"'{row.value}' cannot name a setting.",
                                'Use small letters, digits and underscores: "lead_member".'))
    elif row.choices and not row.value:
        problems.append(Problem(place, "its choices are of no setting.",
                                'Name it: value = "purpose".'))
    _check_slots(place, (row.text,), problems, None)
    _check_slots(place, (row.empty, row.empty_public), problems)


def _check_words(name: str, words: Words, problems: list[Problem]) -> None:
    for one in fields(words):
        place = Place(name, column=f"words.{one.name}")
        found = getattr(words, one.name)
        if isinstance(found, str):
            slots = ONLY_SLOTS.get(one.name, SLOTS | WORD_SLOTS.get(one.name, set()))
            _check_slots(place, (found,), problems, slots)
            continue
        for key in TABLES[one.name]:
            if key not in found and key not in LATER and (found or one.name not in NOT_NEEDED):
                problems.append(Problem(place, f"the word for '{key}' is missing.",
                                        f'Add it: {key} = "...".'))
        for key in found:
            if key not in TABLES[one.name]:
                problems.append(Problem(place, f"nothing is called '{key}' here.",
                                        did_you_mean(key, TABLES[one.name]) or "Take it out."))


def _check_slots(place: Place, texts: tuple[str, ...], problems: list[Problem],
                 known: Collection[str] | None = SLOTS) -> None:
    """Problems with braces that are not paired and, where the slots are known, with others."""
    for text in texts:
        try:
            slots = [(slot, f"{spec or ''}{how or ''}")
                     for _, slot, spec, how in string.Formatter().parse(text) if slot is not None]
        except ValueError as fault:
            problems.append(Problem(place, f"its braces are not paired: {fault}.",
                                    "A slot is written {period}."))
            continue
        for slot, more in slots:
            if more or (known is None and not SETTING.fullmatch(slot)):
                problems.append(Problem(place, f"the slot {{{slot}}} is not a name alone.",
                                        "A slot is a name in small letters: {lead_member}."))
            elif known is not None and slot not in known:
                problems.append(Problem(place, f"there is no slot {{{slot}}}.",
                                        did_you_mean(slot, known)
                                        or f"There is {listed(sorted(known), 'and')}."))


def _check_spans(name: str, spans: dict[str, str], problems: list[Problem]) -> None:
    """A problem for each span of no unit or class of units, or that is no number or percentage."""
    known = (*LEAST_SPAN, *UNITS)
    for key, said in spans.items():
        place = Place(name, column=f"charts.least_span.{key}")
        if key not in known:
            problems.append(Problem(place, f"there is no unit or class of units '{key}'.",
                                    did_you_mean(key, known) or f"There is {listed(known, 'and')}."
                                    ))
        if not SPAN.fullmatch(said):
            problems.append(Problem(place, f"'{said}' is no length of an axis.",
                                    'Give so much of the unit, "5", or of the highest value, "20%".'
                                    ))


def _check_look(name: str, look: Look, problems: list[Problem]) -> None:
    if look.font not in families():
        problems.append(Problem(Place(name, column="look.font"), f"there is no font '{look.font}'.",
                                f"There is {listed(sorted(families()), 'and')}."))
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


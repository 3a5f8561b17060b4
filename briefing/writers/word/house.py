"""A council's own template: opened, checked, and its styles found for our roles.

Nothing is changed here; `adopting` writes on it. Every fault is named at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from briefing.files import read_bytes
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.settings import FILE, Word
from briefing.reading.word.opening import opened
from briefing.reading.word.parts import Parts, value, w
from briefing.writers.word.clean_parts import cleaned
from briefing.writers.word.controls import control_problems
from briefing.writers.word.likeness import own_style_like, shown
from briefing.writers.word.roles import NO_ROLES, REQUIRED, Style, our_styles, roles, styles_in
from briefing.writers.word.units import mm_of_twips, twips_said

LEAST_TEXT_MM = 120
BASED = {"BriefingRunInHeading": "Heading3", "BriefingPartHeading": "Heading1",
         "BriefingAreaHeading": "Heading2"}
HEADINGS = ("Heading1", "Heading2", "Heading3", *BASED)


@dataclass(frozen=True, slots=True)
class House:
    """A template that a report can be written on.

    `styles` are the template's by the id of ours that each stands for; `own` are all of them;
    `numbered` are our heading styles, by id, that it numbers itself.
    """

    file: str
    blobs: Mapping[str, bytes]
    styles: Mapping[str, Style]
    own: tuple[Style, ...]
    numbered: frozenset[str] = frozenset()


def read_house(folder: Path, asked: Word, problems: list[Problem]) -> House | None:
    """The template that report.toml names; None when it names none, or with problems added."""
    if not asked.template:
        problems += [Problem(Place(FILE, column="word.styles"), "there is no template to map.",
                             'Name it: template = "house.docx" under [word].')
                     ] if asked.styles else []
        return None
    remedy = "Put the template into the report's folder, or mend its name under [word]."
    raw = read_bytes(folder / asked.template, asked.template,
                     _near_template(folder / asked.template) or remedy, problems)
    before = len(problems)
    parts = opened(raw, Place(asked.template), problems) if raw is not None else None
    if parts is None:
        return None
    parts, said = cleaned(parts, Place(asked.template))
    problems += said
    own = styles_of(parts)
    problems += control_problems(parts, Place(asked.template))
    problems += page_problems(parts, Place(asked.template))
    found = mapped(own, asked, problems)
    if any(not problem.warning for problem in problems[before:]):
        return None
    return House(asked.template, parts.blobs, found, own, numbered_headings(parts, found, own))


def _near_template(path: Path) -> str:
    if not path.parent.is_dir():
        return ""
    names = [one.name for one in sorted(path.parent.iterdir())
             if one.suffix.casefold() in (".docx", ".dotx")]
    return did_you_mean(path.name, names)


def styles_of(parts: Parts) -> tuple[Style, ...]:
    """The template's styles."""
    name = parts.related("styles")
    return styles_in(parts.tree(name)) if name is not None else ()


# ── the style map ───────────────────────────────────────────────────────────────────────────────


def mapped(own: tuple[Style, ...], asked: Word, problems: list[Problem]) -> dict[str, Style]:
    """The template's styles by the id of ours; what nothing serves is ours, added to its own.

    A role given to a style that is not there is a problem; a style of the maker's own that looks
    meant for a role, and is not given it, is a warning.
    """
    known = roles()
    for role in asked.styles:
        if role not in known:
            problems.append(Problem(
                Place(FILE, column=f"word.styles.{role}"), f"there is no role '{role}'.",
                did_you_mean(role, known) or f"Known are {listed(sorted(known), 'and')}."))
    found: dict[str, Style] = {}
    for role, ours in known.items():
        wanted = asked.styles.get(role, ours.name)
        of_kind = [one for one in own if one.kind == ours.kind]
        theirs = next((one for one in of_kind if one.is_called(wanted)), None)
        if theirs is not None:
            found[ours.id] = theirs
        elif role in asked.styles:
            problems.append(Problem(
                Place(FILE, column=f"word.styles.{role}"),
                f"{asked.template} has no {ours.kind} style '{wanted}'.",
                did_you_mean(wanted, (one.name for one in of_kind)) or _listing(asked.template)))
        elif ours.id in REQUIRED and (near := own_style_like(ours, of_kind)):
            problems.append(Problem(
                Place(asked.template),
                f"it has no style '{shown(ours)}' for {REQUIRED[ours.id]}; ours is added.",
                f'If its \'{near}\' is meant, write {role} = "{near}" under [word.styles].',
                warning=True))
    return found | unmapped(own, found)


def unmapped(own: Iterable[Style], found: Mapping[str, Style]) -> dict[str, Style]:
    """The styles that Word itself is built on, and what else goes by one of our names."""
    made: dict[str, Style] = {}
    for ours in (our_styles()[one] for one in sorted(NO_ROLES - set(found))):
        for theirs in own:
            if theirs.kind == ours.kind and (
                    theirs.default if our_styles()[ours.id].default else
                    theirs.is_called(ours.name)):
                made[ours.id] = theirs
                break
    return made


def _listing(file: str) -> str:
    return f"What it has, lists: briefing template {file}"


# ── pages and numbers ───────────────────────────────────────────────────────────────────────────


def page_problems(parts: Parts, place: Place) -> list[Problem]:
    """A warning where the text of a page is so narrow that tables of figures have no room."""
    for page in parts.tree(parts.main).iter(w("sectPr")):
        size, margins = page.find(w("pgSz")), page.find(w("pgMar"))
        if size is None or margins is None:
            continue
        short = min(twips_said(value(size, name)) for name in ("w", "h"))
        beside = sum(twips_said(value(margins, name)) for name in ("left", "right", "gutter"))
        wide = mm_of_twips(short - beside)
        if short > 0 and wide < LEAST_TEXT_MM:
            return [Problem(
                place, f"the text of its page is {max(wide, 0):.0f} mm wide; tables and charts of "
                f"a report want {LEAST_TEXT_MM} mm.", "Give it a wider page or narrower margins.",
                warning=True)]
    return []


def numbered_headings(parts: Parts, styles: Mapping[str, Style], own: Iterable[Style]
                      ) -> frozenset[str]:
    """Those of our heading styles, by id, that the template's own lists number."""
    where = parts.related("numbering")
    if where is None:
        return frozenset()
    lists = Lists(parts.tree(where))
    by_id = {style.id: style for style in own}
    found = {ours for ours in HEADINGS if ours in styles and lists.shows_number(
        *list_of(styles[ours], by_id))}
    # ours that the template lacks are based on its own
    found |= {ours for ours, base in BASED.items() if ours not in styles and base in found}
    return frozenset(found)


def list_of(style: Style | None, by_id: Mapping[str, Style]) -> tuple[str, str]:
    """The list and level of a style, its own or what it is based on gives; ("", "0") for none."""
    seen: set[str] = set()
    level = ""
    while style is not None and style.id not in seen:
        level = level or (style.level if style.has_level else "")
        if style.numbered:
            return ("", "0") if style.numbered == "0" else (style.numbered, level or "0")
        seen.add(style.id)
        style = by_id.get(style.based_on)
    return "", "0"


class Lists:
    """The lists of a template: whether one sets a number before its paragraphs."""

    def __init__(self, tree: etree._Element) -> None:
        self.numbers = {value(one, "numId"): one for one in tree.iterchildren(w("num"))}
        self.kinds = {value(one, "abstractNumId"): one
                      for one in tree.iterchildren(w("abstractNum"))}

    def shows_number(self, number: str, level: str) -> bool:
        """Whether the list counts at that level, and not with bullets."""
        held = self.numbers.get(number)
        if held is None:
            return False
        kind = self.kinds.get(value(held.find(w("abstractNumId"))))
        linked = kind.find(w("numStyleLink")) if kind is not None else None
        if linked is not None:      # the list is kept where its style is defined
            kind = next((one for one in self.kinds.values()
                         if value(one.find(w("styleLink"))) == value(linked)), None)
        places = [*held.iter(w("lvl")), *(kind.iterchildren(w("lvl")) if kind is not None else ())]
        for one in places:
            if value(one, "ilvl") == level:
                counted = value(one.find(w("numFmt"))) not in ("none", "bullet")
                return counted and "%" in value(one.find(w("lvlText")))
        return False

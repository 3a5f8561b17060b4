"""What the reports of one folder have in common: settings, rule, book, layout and template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefing import shelves
from briefing.disclosure import Policy, policy_of
from briefing.document import Picture
from briefing.history import FOLDER as HISTORY
from briefing.layout import (
    Layout,
    asked_problems,
    contrast_problems,
    exempt_problems,
    logo_file,
    read_layout,
    read_logo,
    with_ratings,
)
from briefing.narrative.book import Book, read_book
from briefing.placing import settle as settle_folder
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean, listed, stop_if_any
from briefing.reading import Settings, read_settings
from briefing.reading.trust import Trust, read_trust

if TYPE_CHECKING:
    from briefing.writers.word.house import House

EditionName = Literal["private", "public"]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the reports of one folder have in common: settings, rule, book, layout and template.

    `problems` are those that were found in them.
    """

    folder: Path
    settings: Settings
    names: tuple[EditionName, ...]
    policy: Policy | None
    book: Book | None
    layout: Layout | None
    logos: Mapping[EditionName, Picture | None]
    house: House | None
    problems: tuple[Problem, ...]


def shared_of(folder: Path, edition: str = "", trusted: bool = False) -> Shared:
    """What is common to the folder's reports; raises ProblemsFound where there are no settings, or
    the folder asks for more than it may."""
    problems: list[Problem] = []
    settings = read_settings(folder, problems)
    stop_if_any(problems)
    assert settings is not None
    trust = read_trust(folder, trusted, problems)
    problems += trust.problems(settings)
    stop_if_any(problems)
    for place in (folder, folder / HISTORY):
        settle_folder(place)
    wanted = edition or settings.report.edition
    names: tuple[EditionName, ...] = ("private", "public") if wanted == "both" else (
        ("public",) if wanted == "public" else ("private",))
    policy = policy_of(settings.disclosure, problems)
    book, layout = _shelved(folder, settings, problems)
    if layout is not None:
        layout = with_ratings(layout, settings.ratings)
        problems += contrast_problems(settings.ratings)
    logos = {name: _asked_by_layout(folder, layout, settings, name, trust, problems)
             for name in names}
    house = _house(folder, settings, problems)
    return Shared(folder, settings, names, policy, book, layout, logos, house, tuple(problems))


def public_of(shared: Shared) -> tuple[EditionName, ...]:
    """The editions that are asked for and kept by the disclosure rule."""
    return tuple(name for name in shared.names
                 if name == "public" or name in shared.settings.disclosure.editions)


def _shelved(folder: Path, settings: Settings, problems: list[Problem]
             ) -> tuple[Book | None, Layout | None]:
    """The sentence book and the layout that the settings name."""
    path = shelves.find("narratives", settings.report.narrative, folder)
    book = read_book(path, problems, folder) if path is not None else None
    path = shelves.find("layouts", settings.report.layout, folder)
    return book, read_layout(path, problems, folder) if path is not None else None


def _asked_by_layout(folder: Path, layout: Layout | None, settings: Settings, edition: str,
                     trust: Trust, problems: list[Problem]) -> Picture | None:
    """The logo; adds what is not as the layout asks: fields of the header, the marking."""
    path = shelves.find("layouts", settings.report.layout, folder)
    if layout is None or path is None:
        return None
    problems += asked_problems(layout, settings.report)
    problems += exempt_problems(layout, settings.report, edition)
    logo = logo_file(layout, path, settings.report, folder)
    if logo is not None and path.parent != shelves.shelf("layouts"):
        outside = trust.outside(Place(logo[0]), logo[0], logo[1])
        if outside is not None:
            problems.append(outside)
            return None
    return read_logo(layout, path, settings.report, folder, problems)


def _house(folder: Path, settings: Settings, problems: list[Problem]) -> House | None:
    """The council's template; what reads it is loaded only where there is one."""
    if not settings.word.template and not settings.word.styles:
        return None
    from briefing.writers.word.house import read_house

    return read_house(folder, settings.word, problems)


def read_book_named(name: str, folder: Path | None = None, trusted: bool = False) -> Book:
    """The sentence book of that name; raises ProblemsFound when there is none or it is faulty.

    A folder that is not trusted has no book that is a link to what lies outside it.
    """
    path = shelves.find("narratives", name, folder)
    if path is None:
        known = shelves.names("narratives", folder)
        raise ProblemsFound([Problem(Place("--book"), f"there is no sentence book '{name}'.",
                                     did_you_mean(name, known)
                                     or f"There is {listed(known, 'and')}.")])
    problems: list[Problem] = []
    if folder is not None and path.is_relative_to(folder):
        own = f"{path.parent.name}/{path.name}"
        led_out = read_trust(folder, trusted, problems).outside(Place(own), own, path)
        stop_if_any([led_out] if led_out else [])
    book = read_book(path, problems, folder)
    stop_if_any(problems)
    assert book is not None
    return book

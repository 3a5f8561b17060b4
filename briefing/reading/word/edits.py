"""A Word file read back: what was written at each anchor, and what stands there now.

The anchors are hidden bookmarks, the words once written lie in the trace inside the file. Tracked
changes are read as accepted. What has lost its anchor is looked for by its words, between the
anchors before and after it; what was never ours is the author's own, and reported as added.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import Literal

from lxml import etree

from briefing.files import read_bytes
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading.word.anchors import TRACE, bookmark_name
from briefing.reading.word.opening import opened
from briefing.reading.word.parts import Parts
from briefing.reading.word.standing import Standing, standing_text

ALIKE = 0.6     # of the words, for a text without its anchor to be taken for the one that was there
T = f"{{{TRACE}}}"


@dataclass(frozen=True, slots=True)
class Edited:
    """One anchor: its words as written and now, None where nothing is left of it.

    `figures` are the facts that were printed, each with its text, `statements` the ids of what was
    said. `found` says by what it was found again.
    """

    id: str
    original: str
    present: str | None
    figures: tuple[tuple[str, str], ...]
    found: Literal["anchor", "words", ""]
    statements: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether it reads otherwise now."""
        return self.present != self.original


@dataclass(frozen=True, slots=True)
class Added:
    """Words of the author's own, and the id of the anchor that they follow, "" at the start."""

    text: str
    after: str


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A Word file of ours as it stands: its run, its anchors in their order, what was added."""

    run: Mapping[str, str]
    anchors: tuple[Edited, ...]
    added: tuple[Added, ...]


def read_back(path: Path) -> EditedFile:
    """The file read back; raises ProblemsFound where it is no Word file of this program's."""
    problems: list[Problem] = []
    place = Place(path.name)
    raw = read_bytes(path, path.name, "Give the path of the Word file that was edited.", problems)
    parts = opened(raw, place, problems) if raw is not None else None
    stop_if_any(problems)
    trace = _trace(parts) if parts is not None else None
    if parts is None or trace is None:
        raise ProblemsFound([*problems, Problem(
            place, "it does not say what was written in it.",
            "Give a Word file that `briefing build` wrote, saved again as .docx.")])
    written = trace.findall(f"{T}anchor")
    tables = {bookmark_name(one.get("id", "")) for one in written if one.get("kind") == "table"}
    now = standing_text(parts.tree(parts.main), tables)
    anchors = [_edited(one, now) for one in written]
    ours = {_words(one) for one in trace.findall(f"{T}unmarked")}
    loose = [(n, words) for n, words in now.loose if words not in ours]
    anchors = _found_by_words(anchors, loose, now)
    ids = {now.places[name]: one.id for one in anchors
           if (name := bookmark_name(one.id)) in now.places}
    at = sorted(ids)
    added = tuple(Added(words, _before(n, at, ids)) for n, words in loose)
    return EditedFile(dict(trace.attrib), tuple(anchors), added)


def _trace(parts: Parts) -> etree._Element | None:
    """The trace that was written with the file; None where there is none."""
    for name in parts.every("customXml"):
        if TRACE.encode() in parts.blobs.get(name, b""):
            tree = parts.tree(name)
            if tree.tag == f"{T}trace":
                return tree
    return None


def _words(element: etree._Element) -> str:
    return element.text or ""


def _edited(written: etree._Element, now: Standing) -> Edited:
    name = written.get("id", "")
    figures = tuple((one.get("fact", ""), _words(one)) for one in written.findall(f"{T}figure"))
    present = now.texts.get(bookmark_name(name))
    text = written.find(f"{T}text")
    return Edited(name, _words(text) if text is not None else "", present, figures,
                  "" if present is None else "anchor", tuple(written.get("statements", "").split()))


def _found_by_words(
    anchors: list[Edited], loose: list[tuple[int, str]], now: Standing
) -> list[Edited]:
    """Those without their anchor, with the loose words that are theirs, which leave `loose`.

    Looked for between the neighbours that are found: the same words first, then those most alike.
    """
    places = [now.places.get(bookmark_name(one.id)) if one.present is not None else None
              for one in anchors]
    made = list(anchors)
    for least in (1.0, ALIKE):
        after = _next_places(places)
        before = -1
        for n, one in enumerate(made):
            if places[n] is not None:
                before = max(before, places[n] or 0)
            elif one.original:
                between = loose[bisect_left(loose, (before, "")):bisect_right(loose, (after[n],))]
                best = max(((_alike(one.original, words, least), -place, words)
                            for place, words in between), default=(0.0, 0, ""))
                if best[0] >= least:
                    before = places[n] = -best[1]
                    loose.remove((before, best[2]))
                    made[n] = replace(one, present=best[2], found="words")
    return made


def _next_places(places: list[int | None]) -> list[float]:
    """For each anchor, the place of the next one that is found, infinite after the last."""
    made: list[float] = []
    following = inf
    for place in reversed(places):
        made.append(following)
        following = following if place is None else place
    return made[::-1]


def _alike(one: str, other: str, least: float) -> float:
    """How alike two texts are, from 0 to 1; 0 also where it is surely less than the least."""
    if one == other or least == 1:
        return float(one == other)
    matcher = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= least else 0.0


def _before(place: int, at: list[int], ids: Mapping[int, str]) -> str:
    """The id of the last anchor that stands before the place."""
    number = bisect_left(at, place)
    return ids[at[number - 1]] if number else ""

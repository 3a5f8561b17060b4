"""The author's own paragraphs: commentary/*.md, or the sheet Commentary.

A file is named for the place it goes to: one that the layout has (background.md,
implications-legal.md ...), a service area (looked-after-children-lac.md) or an indicator
(early_help.completed.md). One for a single edition says which: summary.private.md. A blank line
parts paragraphs; a line that opens with "- " is a bullet.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from briefing.files import LARGEST_TEXT, decoded, read_bytes
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.grids import Grid, Source, cleaned, records

FOLDER = "commentary"
EDITIONS = ("private", "public")


@dataclass(frozen=True, slots=True)
class Commentary:
    """One paragraph, or a run of bullets, of the author's, and where it stood.

    `edition` is the only one that it is for, "" for each. `lines` are those of the
    file or cell that each of its texts begins on, counted from 1.
    """

    place: str
    bullets: bool
    texts: tuple[str, ...]
    source: Place
    edition: str = ""
    lines: tuple[int, ...] = ()

    def is_for(self, edition: str) -> bool:
        """Whether that edition has it."""
        return self.edition in ("", edition)


@dataclass(frozen=True, slots=True)
class Places:
    """Every name that a paragraph can be filed under, and the place that it means.

    The first `parts` of them are the layout's; None when the layout could not be read, and then a
    name that nobody knows may be one of its own.
    """

    names: dict[str, str]
    parts: int | None
    layout: str


def slug(text: str) -> str:
    """A service area's name as a file's: "Care leavers" becomes "care-leavers"."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold().replace("’", "").replace("'", "")).strip("-")


def of_edition(name: str) -> tuple[str, str]:
    """A file's name without the edition at its end, and that edition: "summary.private"."""
    stem, _, last = name.rpartition(".")
    return (stem, last) if stem and last in EDITIONS else (name, "")


def parse(place: str, text: str, source: Place, edition: str = "") -> list[Commentary]:
    """The paragraphs and runs of bullets of one text, in order."""
    found: list[Commentary] = []
    prose: list[tuple[int, str]] = []
    bullets: list[tuple[int, str]] = []

    def close() -> None:
        if prose:
            words = " ".join(line for _, line in prose)
            found.append(Commentary(place, False, (words,), source, edition, (prose[0][0],)))
        if bullets:
            found.append(Commentary(place, True, tuple(line for _, line in bullets), source,
                                    edition, tuple(number for number, _ in bullets)))
        prose.clear()
        bullets.clear()

    text = cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line:
            close()
        elif line.startswith(("- ", "• ")):
            bullets.append((number, line[2:].strip()))
        elif bullets:
            bullets[-1] = bullets[-1][0], f"{bullets[-1][1]} {line}"
        else:
            prose.append((number, line))
    close()
    return found


def read_commentary(
    folder: Path, grid: Grid | None, places: Places, problems: list[Problem]
) -> tuple[list[Commentary], list[Source]]:
    """The author's paragraphs by place, and the files they came from."""
    found: list[Commentary] = []
    sources: list[Source] = []
    for path in sorted((folder / FOLDER).glob("*")):
        name = f"{FOLDER}/{path.name}"
        if path.name.startswith((".", "~")):
            continue
        if path.is_dir():
            problems.append(Problem(Place(name), "it is a folder; what is in it was not read.",
                                    f"Put its files into {FOLDER} itself, or move it away.",
                                    warning=True))
            continue
        stem, edition = of_edition(path.stem)
        if path.suffix.casefold() not in (".md", ".txt"):
            spared = path.suffix.casefold() in (".docx", ".doc", ".rtf", ".odt", ".pdf")
            problems.append(Problem(
                Place(name), "commentary is kept as plain text.",
                f"{'Save its text as' if spared else 'Name it'} {path.stem}.md."))
        elif stem not in places.names:
            problems += _unknown(Place(name), stem, places)
        else:
            raw = read_bytes(path, name, "Put it back, or take it out.", problems,
                             LARGEST_TEXT)
            if raw is None:
                continue
            found += parse(places.names[stem], decoded(raw), Place(name), edition)
            sources.append(Source(name, hashlib.sha256(raw).hexdigest()))
    if grid is not None:
        for record in records(grid, ("place", "text"), ("edition",), problems):
            place = record.text("place")
            name = place if place in places.names else slug(place)
            if name not in places.names:
                problems += _unknown(record.place("place"), place, places)
            elif (edition := record.text("edition").casefold()) not in ("", *EDITIONS):
                problems.append(Problem(record.place("edition"),
                                        f"there is no edition '{edition}'.",
                                        "Write private or public, or leave it blank for both."))
            else:
                text = str(record.cells.get("text", ""))    # its line breaks matter
                found += parse(places.names[name], text, record.place("text"), edition)
    return found, sources


def _unknown(where: Place, name: str, places: Places) -> list[Problem]:
    """That nothing is called so; nothing is said where the layout might know it."""
    if places.parts is None:
        return []
    parts = list(places.names)[: places.parts]
    known = f"It has {listed(parts, 'and')}; else" if parts else "It has no places of its own:"
    return [Problem(where, f"'{name}' is no place of the layout '{places.layout}', and no service "
                    "area or indicator of this report.",
                    did_you_mean(name, places.names)
                    or f"{known} use a service area or an indicator's id.")]

"""Pictures that authors added, from edits/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.document import Look, Picture
from briefing.files import read_bytes
from briefing.layout.logo import PAGE_MM, logo_size
from briefing.problems import Problem
from briefing.reading.grids import Source
from briefing.revision.edit import FOLDER, Edits

MM_A_PIXEL = 25.4 / 96      # as screens show a picture
TALLEST_MM = 120.0


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture's content, its format, and its size in pixels."""

    content: bytes
    kind: str
    wide: int
    tall: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures that edits name, by their files' names, and the files that were read."""

    by_name: Mapping[str, Shot] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    def of(self, name: str, alt: str, width_mm: int, look: Look) -> Picture:
        """The picture as it stands on a page, as wide as the author had it (0: as on a screen),
        but no wider than the text."""
        shot = self.by_name[name]
        width = float(width_mm) or shot.wide * MM_A_PIXEL
        height = width * shot.tall / shot.wide
        least = min(1.0, (PAGE_MM - 2 * look.margin_mm) / width, TALLEST_MM / height)
        return Picture(shot.content, "png" if shot.kind == "PNG" else "jpeg", alt,
                       width * least, height * least)


NO_PICTURES = Pictures()


def read_pictures(folder: Path, edits: Edits) -> tuple[Pictures, tuple[Problem, ...]]:
    """The pictures that the edits name, and what is wrong with them."""
    problems: list[Problem] = []
    shots: dict[str, Shot] = {}
    sources: list[Source] = []
    for name in dict.fromkeys(edit.picture for edit in edits.all if edit.picture):
        shown = f"{FOLDER}/{name}"
        content = read_bytes(folder / FOLDER / name, shown, "Put the picture there, or take the "
                             "edit out.", problems)
        size = logo_size(content, shown, problems) if content is not None else None
        if content is not None and size is not None:
            shots[name] = Shot(content, *size)
            sources.append(Source.of(shown, content))
    return Pictures(shots, tuple(sources)), tuple(problems)

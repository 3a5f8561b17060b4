"""The author's paragraphs: read from commentary/, saved into it, never over what changed meanwhile.

What is written is a file's whole text as it stands, with its marks and slots: the folder's file
stays the truth, and can be changed in any other program too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from briefing.files import LARGEST_TEXT, cannot_read, content_of, decoded, too_large
from briefing.placing import PATIENCE, alone_in
from briefing.prepared import Prepared
from briefing.preview.unsaved import no_folder
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean, listed, stop_if_any
from briefing.reading.commentary import EDITIONS, FOLDER, of_edition, slug
from briefing.reading.settings import FILE
from briefing.reading.trust import read_trust

BOM = b"\xef\xbb\xbf"
TEXTS = (".md", ".txt")
ALL = "every area"


@dataclass(frozen=True, slots=True)
class Written:
    """A file's text as it stands, and its hash: "" of a file that is not there."""

    name: str
    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """That the file was changed meanwhile: as it is now. Nothing was written."""

    now: Written


@dataclass(frozen=True, slots=True)
class Own:
    """A place for paragraphs: its file, what it is of, which edition it is for ("" each).

    `asked` is what the author is asked there, "" where nothing is. `area` is the one of many that
    it is for, ALL for each of them, "" where there are none.
    """

    name: str
    title: str
    edition: str = ""
    asked: str = ""
    exists: bool = False
    area: str = ""

    @property
    def of_all(self) -> str:
        """The file that says the same of every area, until this area has its own."""
        return f"{FOLDER}/{Path(self.name).name}"


def shown(folder: Path, name: str, trusted: bool = False) -> Written:
    """The file's text to be shown; raises ProblemsFound where it lies outside the folder too."""
    problems: list[Problem] = []
    outside = read_trust(folder, trusted, problems).outside(Place(name), name)
    stop_if_any([*problems, *([outside] if outside else [])])
    return written(folder, name)


def written(folder: Path, name: str) -> Written:
    """The file's text; raises ProblemsFound where it cannot be read."""
    path = folder / name
    try:
        raw = content_of(path, LARGEST_TEXT)
    except FileNotFoundError:
        return Written(name, "", "")
    except (OSError, ValueError) as fault:
        raise ProblemsFound([cannot_read(Place(name), fault)]) from fault
    return Written(name, decoded(raw).replace("\r\n", "\n"), hash_of(raw))


def hash_of(raw: bytes) -> str:
    """What tells a file's content from any other."""
    return sha256(raw).hexdigest()


def saved(folder: Path, name: str, text: str, hash_before: str, trusted: bool = False
          ) -> Written | Conflict:
    """The file as it is saved, whole or not at all; a Conflict where it is not as it was read.

    Its line ends and its byte order mark stay as they were. Raises ProblemsFound where it cannot
    be written, and where it lies outside the folder.
    """
    return put(folder, name, _as_file(folder / name, text), hash_before, trusted)


def put(folder: Path, name: str, raw: bytes, hash_before: str, trusted: bool = False
        ) -> Written | Conflict:
    """The file with these bytes in place of those of that hash, if it is still those."""
    problems: list[Problem] = []
    if len(raw) > LARGEST_TEXT:
        problems.append(too_large(Place(name), len(raw), LARGEST_TEXT))
    if not (folder / FILE).is_file():
        problems.append(no_folder(folder))
    stop_if_any(problems)
    outside = read_trust(folder, trusted, problems).outside(Place(name), name)
    stop_if_any([*problems, *([outside] if outside else [])])
    with alone_in(folder, shown=folder.name, remedy="Make the folder writable, and save again; the "
                                                    "page keeps what you wrote.",
                  patience=PATIENCE) as room:
        now = written(folder, name)
        if now.hash != hash_before:
            return Conflict(now)
        room.put({name: raw})
    return Written(name, decoded(raw).replace("\r\n", "\n"), hash_of(raw))


def _as_file(path: Path, text: str) -> bytes:
    """The text with the line ends and the mark that the file has now."""
    before = b""
    if path.is_file():
        before = content_of(path, LARGEST_TEXT)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text and not text.endswith("\n"):
        text += "\n"
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return (BOM if before.startswith(BOM) else b"") + text.encode()


# ── the places ──────────────────────────────────────────────────────────────────────────────────


def checked_name(name: str, prepared: Prepared | None, folder: Path,
                 areas: Collection[str] = ()) -> str:
    """The name of a file of paragraphs, sure to be one; raises ProblemsFound for all others.

    Each of the `areas` may have its own.
    """
    place = Place(name[:120])
    head, _, file = name.partition("/")
    area, _, own = file.partition("/")
    if area in areas:
        head, file = f"{head}/{area}", own
    path = Path(file)
    stem, _ = of_edition(path.stem)
    plain = head in (FOLDER, f"{FOLDER}/{area}") and path.name == file and (
        path.suffix in TEXTS) and not file.startswith((".", "~")) and "\\" not in file
    if not plain:
        raise ProblemsFound([Problem(place, "it is no file of paragraphs.",
                                     f"They are {FOLDER}/NAME.md.")])
    known = names_of(prepared) if prepared is not None else {}
    if stem not in known and not (folder / head / file).is_file():
        raise ProblemsFound([Problem(place, f"'{stem}' is no place of the layout, and no service "
                                     "area or indicator of this report.",
                                     did_you_mean(stem, known)
                                     or f"It is one of {listed(list(known)[:8])} …")])
    return name


def names_of(prepared: Prepared) -> dict[str, str]:
    """What each place is of, by the name of its file: a part of the layout, an area, an indicator.
    """
    layout, report = prepared.layout, prepared.report
    named = {part.place: part.heading for part in layout.parts if part.place}
    named |= {row.place: row.label for row in layout.rows if row.place}
    found = {place: (named.get(place) or place.replace("-", " ").capitalize())
             for place in layout.places}
    found |= {slug(section): section for section in report.dictionary.sections}
    return found | {one.id: one.title for one in report.dictionary.indicators}


def places(folder: Path, prepared: Prepared | None, area: str = "", called: str = ""
           ) -> Iterator[Own]:
    """The files that there are, and those that the author is asked for; the latter come first.

    Of an area, which is `called` so, its own files come before those of every area.
    """
    homes = {f"{FOLDER}/{area}": called, FOLDER: ALL} if area else {FOLDER: ""}
    there = {home: _texts(folder / home, folder) for home in homes}
    known = names_of(prepared) if prepared is not None else {}
    asked = asked_of(prepared) if prepared is not None else {}
    home = next(iter(homes))
    for about, text in asked.items():
        name = f"{about}.md"
        if not any(name in names for names in there.values()):
            yield Own(f"{home}/{name}", known.get(about, about), "", text, area=homes[home])
    for home, names in there.items():
        for name in names:
            stem, edition = of_edition(Path(name).stem)
            yield Own(f"{home}/{name}", known.get(stem, stem), edition, asked.get(stem, ""), True,
                      homes[home])


def own_at(folder: Path, prepared: Prepared | None, name: str, areas: Mapping[str, str]) -> Own:
    """The place of that file, which may not be there yet; raises ProblemsFound for no such place.
    """
    name = checked_name(name, prepared, folder, areas)
    area = name.split("/")[1] if name.count("/") == 2 else ""
    called = areas.get(area, "")
    known = next((own for own in places(folder, prepared, area, called) if own.name == name), None)
    stem, edition = of_edition(Path(name).stem)
    names = names_of(prepared) if prepared is not None else {}
    own = known or Own(name, names.get(stem, stem), edition)
    return replace(own, area=called or (ALL if areas else ""))


def _texts(folder: Path, report: Path) -> list[str]:
    if not folder.is_dir() or not folder.resolve().is_relative_to(report.resolve()):
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix in TEXTS
                  and not path.name.startswith((".", "~")) and not path.is_dir())


def asked_of(prepared: Prepared) -> dict[str, str]:
    """What the author is asked to explain, by the indicator."""
    return {statement.about: statement.text for edition in prepared.editions
            for statement in edition.composed.asked}


def editions() -> tuple[str, ...]:
    """Those that a file can be kept to."""
    return EDITIONS

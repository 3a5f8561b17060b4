"""The author's paragraphs: read from commentary/, saved into it, never over what changed meanwhile.

What is written is a file's whole text as it stands, with its marks and slots: the folder's file
stays the truth, and can be changed in any other program too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.files import LARGEST_TEXT, cannot_read, content_of, decoded, too_large
from briefing.placing import alone_in
from briefing.prepared import Prepared
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean, listed, stop_if_any
from briefing.reading.commentary import EDITIONS, FOLDER, of_edition, slug
from briefing.reading.settings import FILE
from briefing.reading.trust import read_trust

BOM = b"\xef\xbb\xbf"
TEXTS = (".md", ".txt")


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

    `asked` is what the author is asked there, "" where nothing is.
    """

    name: str
    title: str
    edition: str = ""
    asked: str = ""
    exists: bool = False


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
        problems.append(Problem(Place(str(folder)), "there is no such report folder any more.",
                                "Put it back, then save again: the page keeps what you wrote."))
    stop_if_any(problems)
    outside = read_trust(folder, trusted, problems).outside(Place(name), name)
    stop_if_any([*problems, *([outside] if outside else [])])
    with alone_in(folder, shown=folder.name, remedy="Make the folder writable, and save again; the "
                                                    "page keeps what you wrote.") as room:
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


def checked_name(name: str, prepared: Prepared | None, folder: Path) -> str:
    """The name of a file of paragraphs, sure to be one; raises ProblemsFound for all others."""
    place = Place(name[:120])
    head, _, file = name.partition("/")
    path = Path(file)
    stem, _ = of_edition(path.stem)
    plain = head == FOLDER and path.name == file and path.suffix in TEXTS and not file.startswith(
        (".", "~")) and "\\" not in file
    if not plain:
        raise ProblemsFound([Problem(place, "it is no file of paragraphs.",
                                     f"They are {FOLDER}/NAME.md.")])
    known = names_of(prepared) if prepared is not None else {}
    if stem not in known and not (folder / FOLDER / file).is_file():
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


def places(folder: Path, prepared: Prepared | None) -> Iterator[Own]:
    """The files that there are, and those that the author is asked for; the latter come first."""
    there: list[str] = []
    if (folder / FOLDER).is_dir():
        there = sorted(path.name for path in (folder / FOLDER).iterdir()
                       if path.suffix in TEXTS and not path.name.startswith((".", "~")))
    known = names_of(prepared) if prepared is not None else {}
    asked = asked_of(prepared) if prepared is not None else {}
    for about, text in asked.items():
        name = f"{about}.md"
        if name not in there:
            yield Own(f"{FOLDER}/{name}", known.get(about, about), "", text)
    for name in there:
        stem, edition = of_edition(Path(name).stem)
        yield Own(f"{FOLDER}/{name}", known.get(stem, stem), edition, asked.get(stem, ""), True)


def asked_of(prepared: Prepared) -> dict[str, str]:
    """What the author is asked to explain, by the indicator."""
    return {statement.about: statement.text for edition in prepared.editions
            for statement in edition.composed.asked}


def editions() -> tuple[str, ...]:
    """Those that a file can be kept to."""
    return EDITIONS

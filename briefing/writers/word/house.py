"""A council's own template: opened, checked, and its styles found for our roles.

Nothing is changed here; `adopting` writes on it. Every fault is named at once.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import is_zipfile

from lxml import etree

from briefing.files import BROKEN, opened_zip, read_bytes
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.settings import FILE, Word
from briefing.writers.word.controls import control_problems
from briefing.writers.word.likeness import proposed, shown
from briefing.writers.word.parts import Parts, value, w
from briefing.writers.word.roles import NO_ROLES, REQUIRED, Style, our_styles, roles, styles_in

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
OLE = b"\xd0\xcf\x11\xe0"       # begins files of the old formats, and encrypted ones
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = "Save it in Word as a document (.docx) or template (.dotx)."


@dataclass(frozen=True, slots=True)
class House:
    """A template that a report can be written on.

    `styles` are the template's by the id of ours that each stands for; `own` are all of them.
    """

    file: str
    blobs: Mapping[str, bytes]
    styles: Mapping[str, Style]
    own: tuple[Style, ...]


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
    own = styles_of(parts)
    problems += control_problems(parts, Place(asked.template))
    found = mapped(own, asked, problems)
    return House(asked.template, parts.blobs, found, own) if len(problems) == before else None


def _near_template(path: Path) -> str:
    if not path.parent.is_dir():
        return ""
    names = [one.name for one in sorted(path.parent.iterdir())
             if one.suffix.casefold() in (".docx", ".dotx")]
    return did_you_mean(path.name, names)


# ── opening ─────────────────────────────────────────────────────────────────────────────────────


def opened(raw: bytes, place: Place, problems: list[Problem]) -> Parts | None:
    """The template's parts; None, with a problem, when nothing can be written on it."""
    if raw.startswith(OLE):
        what, hint = (("it is protected by a password.", "Save it without the password.")
                      if ENCRYPTED in raw else
                      ("it is a file of an older Word, or of another program.", SAVE_AS))
        problems.append(Problem(place, what, hint))
        return None
    if not is_zipfile(io.BytesIO(raw)):
        problems.append(Problem(place, "it is not a Word file.", SAVE_AS))
        return None
    try:
        archive = opened_zip(raw, place, problems)
        if archive is None:
            return None
        parts = Parts({one.filename: archive.read(one) for one in archive.infolist()
                       if not one.is_dir()})
    except KeyError:
        problems.append(Problem(place, "it is not a Word file.", SAVE_AS))
        return None
    except (*BROKEN, etree.XMLSyntaxError):
        problems.append(Problem(place, "it is damaged.", "Open it in Word and save it again."))
        return None
    found = _refused(parts)
    problems += [Problem(place, *found)] if found else []
    return None if found else parts


def _refused(parts: Parts) -> tuple[str, str] | None:
    """What is said of a whole file that cannot be written on, and the remedy."""
    content_type = parts.content_type(parts.main)
    if "macroEnabled" in content_type:
        return "it holds macros.", SAVE_AS
    if content_type not in (MAIN, TEMPLATE):
        return "it is not a Word file.", SAVE_AS
    if parts.tree(parts.main).tag != w("document"):
        return "it is in the strict form of Open XML.", SAVE_AS
    if parts.related("styles") is None:
        return "it has no styles.", "Open it in Word and save it again."
    settings = parts.related("settings")
    if settings is not None:
        tree = parts.tree(settings)
        lock = tree.find(w("documentProtection"))
        enforced = value(lock, "enforcement") in ("1", "true", "on")
        if enforced or value(tree.find(w("writeProtection")), "hash"):
            return ("it is protected against changes.",
                    "In Word choose Review, Restrict Editing, Stop Protection, and save it.")
    return None


def styles_of(parts: Parts) -> tuple[Style, ...]:
    """The template's styles."""
    name = parts.related("styles")
    return styles_in(parts.tree(name)) if name is not None else ()


# ── the style map ───────────────────────────────────────────────────────────────────────────────


def mapped(own: tuple[Style, ...], asked: Word, problems: list[Problem]) -> dict[str, Style]:
    """The template's styles by the id of ours; every role that nothing serves is a problem."""
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
        elif ours.id in REQUIRED:
            problems.append(Problem(
                Place(asked.template),
                f"it has no style '{shown(ours)}' for {REQUIRED[ours.id]} ({role}).",
                _naming(role, ours, of_kind, asked.template)))
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


def _naming(role: str, ours: Style, of_kind: Sequence[Style], file: str) -> str:
    near = proposed(ours, of_kind)
    return (f'Name one of its styles in report.toml under [word.styles]: {role} = "{near or "..."}"'
            f". {_listing(file)}")

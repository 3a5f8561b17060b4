"""A style map proposed for a council's template, and what the template holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from briefing.files import read_bytes
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading.word.opening import opened
from briefing.reading.word.parts import Parts, value, w
from briefing.writers.word.clean_parts import cleaned
from briefing.writers.word.controls import controls
from briefing.writers.word.house import page_problems, styles_of
from briefing.writers.word.likeness import proposed, shown
from briefing.writers.word.roles import REQUIRED, Style, roles
from briefing.writers.word.units import mm_of_twips, twips_said

KINDS = ("paragraph", "character", "table")
def described(path: Path) -> Iterator[str]:
    """The template's page, marks and styles, then a map to paste; raises ProblemsFound."""
    problems: list[Problem] = []
    raw = read_bytes(path, path.name, "Give the path of a .docx or .dotx file.", problems)
    parts = opened(raw, Place(path.name), problems) if raw is not None else None
    stop_if_any(problems)
    if parts is None:
        raise ProblemsFound(problems)
    parts, said = cleaned(parts, Place(path.name))
    said += page_problems(parts, Place(path.name))
    stop_if_any(said)
    own = styles_of(parts)
    yield f"# {path.name}: {_page(parts)}"
    marks = [tag for tag, _ in controls(parts.tree(parts.main))]
    yield f"# marked places: {', '.join(marks) or 'none, the report follows the text'}"
    for kind in KINDS:
        names = sorted((shown(one) for one in own if one.kind == kind), key=str.casefold)
        yield from _remark(f"{kind} styles: {', '.join(names) or 'none'}")
    for problem in said:
        yield from _remark(f"{problem.what} {problem.hint}")
    yield ""
    yield "[word]"
    yield f"template = {_quoted(path.name)}"
    yield ""
    yield "[word.styles]"
    yield from _map(own)


def _map(own: Sequence[Style]) -> Iterator[str]:
    """A line a role that must be served, in the order of a report; then what else can be."""
    known = {ours.id: (role, ours) for role, ours in roles().items()}
    width = max(len(known[one][0]) for one in REQUIRED)
    for one, purpose in REQUIRED.items():
        role, ours = known[one]
        found = proposed(ours, [style for style in own if style.kind == ours.kind])
        if found:
            yield f"{role:<{width}} = {_quoted(found):<24}# {purpose}"
        else:
            yield f'# {role:<{width}} = "..."    {purpose}: ours is added, or name one above'
    rest = [role for role, ours in known.values() if ours.id not in REQUIRED]
    yield from _remark("roles that can be given too, else a style of ours is added: "
                       + ", ".join(rest))


def _remark(words: str) -> list[str]:
    return [f"# {line}" for line in wrap(words, 96)]


def _page(parts: Parts) -> str:
    page = next(parts.tree(parts.main).iter(w("sectPr")), None)
    size = page.find(w("pgSz")) if page is not None else None
    margins = page.find(w("pgMar")) if page is not None else None
    if size is None or margins is None:
        return "no page of its own, A4 is taken"
    width, height = (twips_said(value(size, one)) for one in ("w", "h"))
    text = width - sum(twips_said(value(margins, one)) for one in ("left", "right", "gutter"))
    return (f"page {mm_of_twips(width):.0f} by {mm_of_twips(height):.0f} mm, "
            f"text {mm_of_twips(text):.0f} mm wide")


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

"""Which of a template's styles most likely serves a role: by its name, level or a telling word."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.problems import nearest
from briefing.writers.word.roles import OURS, Style

# Words by which a council's own style tells what it is for, the surest first.
TELLING = {
    "Heading1": ("report title", "main title", "title"),
    "Heading2": ("section", "heading"),
    "Heading3": ("sub heading", "subheading", "sub-heading", "heading"),
    "BodyText": ("body", "para", "text"),
    "ListBullet": ("bullet",),
    "ListNumber": ("number",),
    "Caption": ("caption", "figure", "table title"),
}
NOT_TEXT = ("heading", "title", "toc", "header", "footer", "list", "bullet", "number", "quote",
            "caption", "table")  # fmt: skip


def own_style_like(ours: Style, of_kind: Sequence[Style]) -> str:
    """The name of a style of the maker's own that tells by level or a word that it is for this."""
    mine = [one for one in of_kind if one.custom]
    return _by_level(ours, mine) or _by_word(ours, mine)


def proposed(ours: Style, of_kind: Sequence[Style]) -> str:
    """The name of the template's style that most likely serves as ours; "" for none."""
    for one in of_kind:
        if one.is_called(ours.name):
            return shown(one)
    return (_by_level(ours, of_kind) or _by_word(ours, of_kind)
            or nearest(ours.name, (one.name for one in of_kind)))


def _by_level(ours: Style, of_kind: Sequence[Style]) -> str:
    level = {"Heading1": "0", "Heading2": "1", "Heading3": "2"}.get(ours.id)
    return next((shown(one) for one in of_kind if level is not None and one.outline == level), "")


def _by_word(ours: Style, of_kind: Sequence[Style]) -> str:
    for word in TELLING.get(ours.id, ()):
        for one in of_kind:
            name = one.name.casefold()
            plain = ours.id != "BodyText" or not any(other in name for other in NOT_TEXT)
            # Word's own variants ("Body Text 2") are rarely what a council means
            if word in name and plain and "toc" not in name and not name[-1].isdigit():
                return shown(one)
    return ""


def shown(style: Style) -> str:
    """A style's name as Word's menus have it: "heading 1" is shown as "Heading 1"."""
    named = style.name.startswith(("heading ", "caption", "toc ", "header", "footer"))
    return style.name.capitalize() if named and not style.name.startswith(OURS) else style.name

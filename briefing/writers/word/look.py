"""The look in Word's units: the values that the base template's placeholders name.

Sizes and colours have one home, `document.Look`; what is not in it (space, leading beyond the
body's and the table's) is in styles.xml or derived here.
"""

from __future__ import annotations

import tomllib
from functools import cache

from briefing.document import Look
from briefing.shelves import shelf
from briefing.writers.word.units import A4_MM, half_points, twips, twips_of_pt

LIST_INDENT_MM = 6.0
COUNT_INDENT_MM = 12.0  # from a paragraph's number to its words


def text_width(look: Look, landscape: bool) -> int:
    """The width of the text in twips, between the margins of a page of that orientation."""
    return twips(A4_MM[landscape]) - 2 * twips(look.margin_mm)


@cache
def font_in_word(font: str) -> str:
    """Word's name for a family of the fonts shelf: Arial, which stands on every desk."""
    families = tomllib.loads((shelf("fonts") / "fonts.toml").read_text(encoding="utf-8"))
    return str(families[font]["word"])


def style_values(look: Look, language: str) -> dict[str, str | int]:
    """Every placeholder of the base template with its value."""
    palette = look.palette
    portrait, landscape = text_width(look, False), text_width(look, True)
    indent = twips(LIST_INDENT_MM)
    return {
        "font": font_in_word(look.font),
        "language": language,
        "ink": palette.ink,
        "heading": palette.heading,
        "quiet": palette.quiet,
        "rule": palette.rule,
        "head_ground": palette.head_ground,
        "main": palette.main,
        "last_year": palette.last_year,
        "average": palette.average,
        "target": palette.target,
        "comparator": palette.comparator,
        "amber_ground": palette.amber[0],
        "green_ink": palette.green[1],
        "amber_ink": palette.amber[1],
        "red_ink": palette.red[1],
        "none_ink": palette.none[1],
        "title_size": half_points(look.title_pt),
        "title_leading": twips_of_pt(look.title_pt + 4),
        "heading_size": half_points(look.heading_pt),
        "heading_leading": twips_of_pt(look.heading_pt + 4),
        "run_in_size": half_points(look.run_in_pt),
        "run_in_leading": twips_of_pt(look.run_in_pt + 4),
        "body_size": half_points(look.body_pt),
        "body_leading": twips_of_pt(look.body_leading_pt),
        "table_size": half_points(look.table_pt),
        "table_leading": twips_of_pt(look.table_leading_pt),
        "small_size": half_points(look.small_pt),
        "small_leading": twips_of_pt(look.small_pt + 2.5),
        "caption_size": half_points(look.caption_pt),
        "caption_leading": twips_of_pt(look.caption_pt + 3),
        "note_size": half_points(look.note_pt),
        "note_leading": twips_of_pt(look.note_pt + 3),
        "furniture_size": half_points(look.furniture_pt),
        "furniture_leading": twips_of_pt(look.furniture_pt + 3),
        "list_indent": indent,
        "count_indent": twips(COUNT_INDENT_MM),
        "inset_indent": twips(COUNT_INDENT_MM) + indent,
        "title_align": {"left": "left", "centre": "center", "right": "right"}[look.title_align],
        "toc_3_indent": 2 * indent,
        "portrait_width": portrait,
        "portrait_centre": portrait // 2,
        "landscape_width": landscape,
        "landscape_centre": landscape // 2,
    }

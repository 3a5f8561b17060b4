"""Colours, lines and letters of a chart, as DrawingML says them."""

from __future__ import annotations

from briefing.document import Look
from briefing.writers.word.look import font_in_word
from briefing.writers.word.markup import escape
from briefing.writers.word.units import emu_of_pt, hundredths


def fill(colour: str) -> str:
    """A colour that fills a shape or draws a line."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def hairline(colour: str) -> str:
    """The line of an axis or of the grid."""
    return f'<a:ln w="{emu_of_pt(0.5)}">{fill(colour)}</a:ln>'


def text_properties(
    look: Look, size_pt: float, colour: str, *, bold: bool = False, turn: int | None = None
) -> str:
    """How a part of the chart is lettered; `turn` is in degrees, None leaves it to Word."""
    turned = "<a:bodyPr/>" if turn is None else f'<a:bodyPr rot="{turn * 60000}" vert="horz"/>'
    return (
        f"<c:txPr>{turned}<a:p><a:pPr>{letters(look, size_pt, colour, bold=bold)}</a:pPr>"
        "<a:endParaRPr/></a:p></c:txPr>"
    )


def letters(
    look: Look, size_pt: float, colour: str, *, bold: bool = False, name: str = "defRPr"
) -> str:
    """Size, weight, colour and family of letters."""
    return (
        f'<a:{name} sz="{hundredths(size_pt)}" b="{bold:d}">{fill(colour)}'
        f'<a:latin typeface="{font_in_word(look.font)}"/></a:{name}>'
    )


def quoted(code: str) -> str:
    """A number format inside an attribute."""
    return escape(code).replace('"', "&quot;")

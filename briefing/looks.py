"""How a document is to look: colours, type and sizes, as a layout gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["", "blue", "green", "amber", "red", "none"]
Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as six hexadecimal digits; a tone is (ground, ink).

    The shares of a whole are `main`, `share_middle` and `share_pale`: each differs by three to one
    from the next. `others` fills the bars of those whom a council is compared with.
    """

    ink: str = "1A1A1A"
    heading: str = "12436D"
    quiet: str = "595959"
    rule: str = "BFBFBF"
    head_ground: str = "E7ECF1"
    main: str = "12436D"
    last_year: str = "8C8C8C"
    average: str = "3D3D3D"
    target: str = "B8470B"
    comparator: str = "3D3D3D"
    others: str = "BFC6CE"
    share_middle: str = "7790A9"
    share_pale: str = "F7F9FB"
    blue: tuple[str, ...] = ("D2E2F1", "0B3B6B")
    green: tuple[str, ...] = ("CCE2D8", "005A30")
    amber: tuple[str, ...] = ("FFE5B4", "594D00")
    red: tuple[str, ...] = ("F6D7D2", "942514")
    none: tuple[str, ...] = ("EEEFEF", "383F43")


@dataclass(frozen=True, slots=True)
class Look:
    """How a briefing looks, as data of the layout: sizes in points, margin in millimetres."""

    font: str = "liberation-sans"
    title_pt: float = 20
    heading_pt: float = 14
    run_in_pt: float = 12
    body_pt: float = 12
    body_leading_pt: float = 16
    table_pt: float = 9
    table_leading_pt: float = 12
    small_pt: float = 8
    caption_pt: float = 10
    note_pt: float = 9
    furniture_pt: float = 9
    margin_mm: float = 22
    title_align: Align = "left"
    palette: Palette = field(default_factory=Palette)

    def tone(self, tone: Tone) -> tuple[str, str] | None:
        """(ground, ink) of a tone, None for the plain one."""
        match tone:
            case "":
                return None
            case "blue":
                pair = self.palette.blue
            case "green":
                pair = self.palette.green
            case "amber":
                pair = self.palette.amber
            case "red":
                pair = self.palette.red
            case "none":
                pair = self.palette.none
        return pair[0], pair[1]

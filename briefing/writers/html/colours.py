"""The look's colours on a screen: as they are on paper, and on a dark ground.

On the dark ground each keeps its hue and gets the luminance of its part: so every pair that must
stand apart does, whatever the layout's palette (WCAG 2.1: words 4.5 to 1, lines and shapes 3 to 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from briefing.document import Palette
from briefing.layout.contrast import luminance

PAPER, DARK_PAPER = "FFFFFF", "12171C"
# The luminance, from 0 to 1, that a colour has on the dark ground.
LUMINANCES = {
    "ink": 0.80, "heading": 0.55, "quiet": 0.48, "rule": 0.09, "head_ground": 0.03, "main": 0.52,
    "last_year": 0.30, "average": 0.60, "target": 0.46, "comparator": 0.60, "others": 0.12,
    "share_middle": 0.125, "share_pale": 0.006,
}  # fmt: skip
TONE_GROUND, TONE_INK = 0.05, 0.72


def dark(palette: Palette) -> Palette:
    """The palette for a dark ground, `DARK_PAPER`."""
    made: dict[str, str | tuple[str, ...]] = {}
    for field in fields(palette):
        found = getattr(palette, field.name)
        if isinstance(found, tuple):
            ground, ink = found
            # the darker of the two has the stronger hue
            made[field.name] = (at_luminance(ink, TONE_GROUND), at_luminance(ground, TONE_INK))
        else:
            made[field.name] = at_luminance(found, LUMINANCES[field.name])
    return Palette(**made)  # type: ignore[arg-type]


def at_luminance(colour: str, wanted: float) -> str:
    """The colour at that relative luminance, from 0 to 1: as strong as it can be, then paler."""
    parts = [_linear(int(colour[n : n + 2], 16) / 255) for n in (0, 2, 4)]
    has = luminance(colour)
    if has > 0:
        scale = min(wanted / has, 1 / max(parts))   # no part of it is more than all
        parts, has = [part * scale for part in parts], has * scale
    if has < wanted:
        share = (wanted - has) / (1 - has)
        parts = [part + share * (1 - part) for part in parts]
    return "".join(f"{round(255 * _screen(part)):02X}" for part in parts)


def custom_properties(palette: Palette, paper: str) -> str:
    """The colours as custom properties of a style sheet: "--ink:#1A1A1A;--green:#CCE2D8;..."."""
    return "".join(_properties(palette)) + f"--paper:#{paper}"


def _properties(palette: Palette) -> Iterator[str]:
    for field in fields(palette):
        found = getattr(palette, field.name)
        name = field.name.replace("_", "-")
        if isinstance(found, tuple):
            yield f"--{name}:#{found[0]};--{name}-ink:#{found[1]};"
        else:
            yield f"--{name}:#{found};"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _screen(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * float(part ** (1 / 2.4)) - 0.055

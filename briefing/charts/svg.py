"""A ChartSpec, or a sparkline, as SVG: the same drawing as on a page, by classes of a style sheet.

No colour stands in it: each line, shape and word has the class of its ink, so that a screen can
show it light or dark. `chart_styles` are the rules of those classes. The origin is at the top left.
Coordinates have one decimal: a chart is drawn from figures as printed, and tells no more than they.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from functools import cache, lru_cache
from html import escape
from itertools import groupby

from briefing.charts.faces import Faces
from briefing.charts.geometry import Places, Sides
from briefing.charts.inks import GROUND, MARKER_EDGE, OVER, UNDER, Line, Marker
from briefing.charts.kinds import KINDS
from briefing.charts.pens import Align, Fill, Pens, Written
from briefing.charts.sparkline import draw_sparkline
from briefing.document import ChartSpec, Look, Palette, Spark

ALIGNED: dict[Align, str] = {"left": "", "center": " mid", "right": " end"}
LETTERS = str.maketrans("0123456789", "abcdefghij")
HOLLOW = "hole"     # the class of a hollow marker's inside


def chart_svg(spec: ChartSpec, width: float, height: float, look: Look, faces: Faces,
              kind: str = "", prefix: str = "") -> str:
    """The chart as an `svg` element of that width and height, in units of a pixel.

    `kind` is one more class of it; `prefix` begins the ids that an author's own chart may need.
    """
    if spec.own is not None:
        from briefing.charts.svg_own import own_svg  # matplotlib's Axes: only where asked for

        inside, times = own_svg(spec, width, height, look, faces, prefix)
        width, height = width * times, height * times
    else:
        pens = SvgPens(look, faces)
        KINDS[spec.kind](pens, spec, width, height)
        inside = pens.elements(height)
    return (f'<svg class="chart{kind and f" {kind}"}" viewBox="0 0 {width:g} {height:g}" '
            f'aria-hidden="true">{inside}</svg>')


def spark_svg(spark: Spark, width: float, height: float, look: Look, faces: Faces) -> str:
    """The sparkline as an `svg` element, with its words for who cannot see it."""
    pens = SvgPens(look, faces)
    draw_sparkline(pens, spark, width, height)
    return (f'<svg class="chart spark" viewBox="0 0 {width:g} {height:g}" role="img" '
            f'aria-label="{escape(spark.alt)}">{pens.elements(height)}</svg>')


class SvgPens(Pens):
    """Pens whose colours are the names of the look's; made anew for each chart."""

    def __init__(self, look: Look, faces: Faces) -> None:
        super().__init__(named_colours(look), faces)

    def elements(self, height: float) -> str:
        """What was drawn, in the order in which it lies one on the other."""
        made = [self._drawn(ink, height) for ink in UNDER if ink.name in self.strokes]
        made += [_shape(fill, height) for fill in self.fills]
        made += [self._drawn(ink, height) for ink in OVER if ink.name in self.strokes]
        if self.grounds:
            made.append(f'<path class="cover" d="{_rectangles(self.grounds, height)}"/>')
        made += _words(self.written, height, self.look.small_pt)
        return "".join(made)

    def _drawn(self, ink: Line | Marker, height: float) -> str:
        places, name = self.strokes[ink.name], class_of(ink.name)
        if isinstance(ink, Line):
            return f'<path class="{name}" d="{_line(places, height)}"/>'
        xs, ys = places
        dots = "".join([f"M{x} {y}h0" for x, y in zip(
            numbers(xs), numbers([height - y for y in ys]), strict=True) if x != "nan"])
        inside = f'<path class="{name} {HOLLOW}" d="{dots}"/>' if ink.face != ink.edge else ""
        return f'<path class="{name}" d="{dots}"/>{inside}'


@cache
def named_colours(look: Look) -> Look:
    """The look with the name of each colour in its place."""
    names = {field.name: (field.name, field.name) if field.name in (
        "green", "amber", "red", "none") else field.name for field in fields(Palette)}
    return replace(look, palette=Palette(**names))  # type: ignore[arg-type]


@cache
def class_of(name: str) -> str:
    """The class of an ink: "light comparator 0" is "light-comparator-a": no number stands in it."""
    return name.replace(" ", "-").replace("_", "-").translate(LETTERS)


def number(length: float) -> str:
    """The length with one decimal at the most: "3", "3.2"."""
    text = f"{length:.1f}"
    if text[-1] != "0":
        return text
    return text[:-2] if text != "-0.0" else "0"


def numbers(lengths: Sequence[float]) -> list[str]:
    """Each length as `number` has it, all at once; "nan" where there is none."""
    texts = ("%.1f " * len(lengths)) % tuple(lengths)
    return texts.replace(".0 ", " ").replace("-0 ", "0 ").split()


# ── elements ────────────────────────────────────────────────────────────────────────────────────


def _line(places: Places, height: float) -> str:
    """The path of a line; points on the way along a level stretch are left out."""
    runs: list[list[tuple[str, str]]] = [[]]
    xs, ys = places
    for place in zip(numbers(xs), numbers([height - y for y in ys]), strict=True):
        if "nan" in place:
            runs.append([])
        else:
            runs[-1].append(place)
    return "".join([_run(run) for run in runs if run])


def _run(run: list[tuple[str, str]]) -> str:
    (at_x, at_y), *others = run
    made = [f"M{at_x} {at_y}"]
    command = "M"
    for n, (x, y) in enumerate(others, 2):
        if y == at_y:
            if n < len(run) and run[n][1] == y:
                continue        # on the way along a level stretch
            command = "H"
            made.append(f"H{x}")
        elif x == at_x:
            command = "V"
            made.append(f"V{y}")
        else:
            made.append(f"{' ' if command == 'L' else 'L'}{x} {y}")
            command = "L"
        at_x, at_y = x, y
    return "".join(made)


def _rectangles(sides: tuple[Sides, ...] | list[Sides], height: float) -> str:
    texts = iter(numbers([length for left, foot, right, top in sides
                          for length in (left, height - foot, height - top, right)]))
    return "".join([f"M{left} {foot}V{top}H{right}V{foot}z"
                    for left, foot, top, right in zip(texts, texts, texts, texts, strict=True)])


def _shape(fill: Fill, height: float) -> str:
    wide = "" if fill.width == 1.0 else f' stroke-width="{fill.width:g}"'
    return (f'<path class="{_colour("fill", fill.face)} {_colour("edge", fill.edge)}"{wide} '
            f'd="{_rectangles(fill.sides, height)}"/>')


def _words(written: list[Written], height: float, size: float) -> Iterator[str]:
    """The words; those of one kind after each other share an element that says which."""
    def kind(one: Written) -> tuple[str, str]:
        return _lettering(one.colour, one.align, one.bold), (
            "" if one.size == size else f' font-size="{one.size:.3g}"')

    for (classes, own), words in groupby(written, kind):
        inside = "".join([f'<text x="{number(one.x)}" y="{number(height - one.y)}">'
                          f"{_escaped(one.words)}</text>" for one in words])
        yield f'<g class="{classes}"{own}>{inside}</g>'


@lru_cache(1 << 12)
def _escaped(words: str) -> str:
    """The words between tags: the names of months come again in every chart."""
    return escape(words, quote=False)


@cache
def _lettering(colour: str, align: Align, bold: bool) -> str:
    return f"{_colour('ink', colour)}{ALIGNED[align]}{' bold' * bold}"


def _colour(what: str, name: str) -> str:
    return f"{what}-{'paper' if name == GROUND else class_of(name)}"


# ── the style sheet ─────────────────────────────────────────────────────────────────────────────

# What a chart can fill shapes and set words with.
SHADES = ("ink", "quiet", "rule", "main", "last_year", "average", "target", "comparator", "others",
          "share_middle", "share_pale", "paper")


@cache
def chart_styles() -> str:
    """The rules of every class in these elements; the colours are custom properties."""
    made = [f".chart .fill-{class_of(name)}{{fill:{_property(name)}}}"
            f".chart .edge-{class_of(name)}{{stroke:{_property(name)}}}"
            f".chart .ink-{class_of(name)}{{fill:{_property(name)}}}" for name in SHADES]
    made += ["".join(_rules(ink)) for ink in (*UNDER, *OVER)]
    made.append(f".chart .cover{{fill:{_property('paper')}}}")
    return "\n".join(made)


def _rules(ink: Line | Marker) -> Iterator[str]:
    name = class_of(ink.name)
    if isinstance(ink, Marker):
        yield (f".chart .{name}{{fill:none;stroke:{_property(ink.edge)};stroke-linecap:round;"
               f"stroke-width:{ink.size + MARKER_EDGE:g}}}")
        if ink.face != ink.edge:
            yield (f".chart .{name}.{HOLLOW}{{stroke:{_property(ink.face)};"
                   f"stroke-width:{ink.size - MARKER_EDGE:g}}}")
        return
    dashes = f";stroke-dasharray:{' '.join(f'{d:g}' for d in ink.dashes)}" if ink.dashes else ""
    cap = ";stroke-linecap:round" if ink.cap == "round" else ""
    yield (f".chart .{name}{{fill:none;stroke:{_property(ink.colour)};"
           f"stroke-width:{ink.width:g};stroke-linejoin:round{dashes}{cap}}}")


def _property(name: str) -> str:
    return f"var(--{'paper' if name == GROUND else class_of(name)})"

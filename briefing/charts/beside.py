"""Direct labels at the right of a plot: each beside the end of its series, none on another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.charts.geometry import strokes
from briefing.charts.labels import broken, spread
from briefing.charts.pens import Pens

GAP = 5.0            # between the plot and the words beside it
LABEL_SHARE = 0.21   # of the chart's width: a wider label goes on more lines
WIDEST_SHARE = 0.34  # no word makes the column of labels wider
LEADING = 1.15
KEY = 17.0           # a piece of the line before its label, and the gap after it


@dataclass(frozen=True, slots=True)
class Label:
    """A label, whose series ends at x and y; `leads` when a line may lead to it from there.

    A `keyed` one has a piece of its main line before it: the line ends too far away to lead there.
    """

    words: str
    x: float
    y: float
    colour: str
    bold: bool = False
    leads: bool = True
    keyed: bool = False


class Labels:
    """The labels of one chart, broken to lines as wide as the column that they stand in."""

    def __init__(self, pens: Pens, words: Sequence[tuple[str, bool]], width: float,
                 keyed: Sequence[bool] = ()) -> None:
        """`words` are each label's, and whether it is bold; `width` is the chart's.

        `keyed` tells which of them may have a key before them.
        """
        self.pens = pens
        self.size = {False: pens.look.small_pt, True: pens.look.small_pt + 1}
        self.lines = [broken(text, width * LABEL_SHARE, self._measure(bold))
                      for text, bold in words]
        keys = keyed or [False] * len(words)
        widest = max((self._measure(bold)(line) + KEY * key
                      for lines, (_, bold), key in zip(self.lines, words, keys, strict=True)
                      for line in lines), default=0.0)
        self.shrink = min(1.0, WIDEST_SHARE * width / widest) if widest else 1.0
        self.width = widest * self.shrink

    def _measure(self, bold: bool) -> Callable[[str], float]:
        return lambda line: self.pens.width(line, bold, self.size[bold])

    def draw(self, labels: Sequence[Label], x: float, low: float, high: float) -> None:
        """Draw them from x on, between low and high, smaller where there are too many."""
        kept = [(label, lines) for label, lines in zip(labels, self.lines, strict=True)
                if label.words]
        sizes = [self.size[label.bold] * self.shrink for label, _ in kept]
        tall = [len(lines) * size * LEADING + 2
                for (_, lines), size in zip(kept, sizes, strict=True)]
        squeeze = min(1.0, (high - low) / sum(tall)) if tall else 1.0
        heights = [height * squeeze for height in tall]
        centres = spread([label.y for label, _ in kept], heights, low, high)
        leaders = []
        for (label, lines), size, centre in zip(kept, sizes, centres, strict=True):
            letter = size * squeeze
            top = centre + (len(lines) - 1) * letter * LEADING / 2 - 0.36 * letter
            if label.keyed:
                self.pens.stroke("main", strokes([[(x, centre), (x + KEY - 5, centre)]]))
                self.pens.stroke("points", ([x + (KEY - 5) / 2], [centre]))
            for n, line in enumerate(lines):
                self.pens.write(line, x + KEY * label.keyed, top - n * letter * LEADING,
                                label.colour, bold=label.bold, size=letter)
            if label.leads and abs(centre - label.y) > 2:
                leaders.append(((label.x + 4, label.y), (x - 2, centre)))
        if leaders:
            self.pens.stroke("leaders", strokes(leaders))

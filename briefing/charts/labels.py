"""Labels in a chart: moved apart where they would meet, broken on to short lines, left out in turn.

All lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """The labels' centres, as near to the wanted ones as may be, so that none meets another.

    They keep their order and stay between low and high when there is room for all of them;
    without room they run over the top.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    tall = [heights[i] for i in order]
    # Packed without gaps from 0 each label has a place; what is left to find is how far to lift
    # each one, never less than the one below it: a regression that may not fall.
    packed = [top - height / 2 for top, height in zip(accumulate(tall), tall, strict=True)]
    lifts = _never_falling([wanted[i] - place for i, place in zip(order, packed, strict=True)])
    highest = max(low, high - sum(tall))
    centres = [0.0] * len(wanted)
    for i, place, lift in zip(order, packed, lifts, strict=True):
        centres[i] = place + min(max(lift, low), highest)
    return centres


def _never_falling(values: Sequence[float]) -> list[float]:
    """The row nearest to the values (least squares) in which none is less than the one before."""
    pools: list[tuple[float, int]] = []  # the mean of a run of neighbours, and their number
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            before, number = pools.pop()
            mean = (before * number + mean * count) / (number + count)
            count += number
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The label on one line where it fits the width, on the two that are most alike, or on more."""
    words = text.split()
    if len(words) < 2 or measure(text) <= width:
        return [text]
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    best = min(pairs, key=lambda pair: max(map(measure, pair)))
    if len(words) == 2 or max(map(measure, best)) <= width:
        return list(best)
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def tiers(spans: Sequence[tuple[float, float]], gap: float = 1.5) -> list[int]:
    """For each span of a row, from left to right, the lowest tier on which it meets no other."""
    ends: list[float] = []
    made = []
    for left, right in spans:
        tier = next((n for n, end in enumerate(ends) if left >= end + gap), len(ends))
        if tier == len(ends):
            ends.append(right)
        else:
            ends[tier] = right
        made.append(tier)
    return made


def thinned(labels: Sequence[str], widths: Sequence[float], pitch: float) -> list[int]:
    """The positions, evenly apart, of the labels that can stand side by side at that pitch.

    The last one stands where that costs no longer label (one with a year) its place.
    """
    count = len(labels)
    for step in range(1, count + 1):
        best: list[int] | None = None
        for back in range(step):
            kept = list(range((count - 1 - back) % step, count, step))
            fits = all((widths[a] + widths[b]) / 2 + 2 <= pitch * step
                       for a, b in pairwise(kept))
            if fits and (best is None or _letters(labels, kept) > _letters(labels, best)):
                best = kept
        if best is not None:
            return best
    return []


def _letters(labels: Sequence[str], kept: Sequence[int]) -> int:
    """How many of the kept labels are two words: a month and its year."""
    return sum(" " in labels[i] for i in kept)

"""Changed words of a paragraph laid beside its statements: which words are whose."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.reading.word.edited import Run, Said
from briefing.revision.anchors import squeezed

BREAK = "\n"        # where a paragraph ends within what stands at one anchor
_TOKEN = re.compile(r"\s+|\w+(?:[.,’'-]\w+)*%?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """A statement's words as written, and the runs that stand for them now.

    `anew` says that it begins a paragraph now, and did not.
    """

    statement: str
    written: str
    runs: tuple[Run, ...]
    anew: bool = False

    @property
    def now(self) -> str:
        """The words that stand there now."""
        return squeezed("".join(run.text for run in self.runs))

    @property
    def broken(self) -> bool:
        """Whether a paragraph ends within it now."""
        return any(BREAK in run.text for run in self.runs)


def parted(written: str, said: Sequence[Said], after: Sequence[Run]) -> tuple[Part, ...] | None:
    """The statements of a paragraph, each with its words now.

    None where the words cannot be told apart: where they changed across a border between two
    statements, or where standing words between them changed. What was written between two
    statements is the first one's; before the first, the first one's too.
    """
    spans = sorted((one.start, one.end, one.statement) for one in said)
    if not spans or len({name for _, _, name in spans}) < len(spans):
        return None
    text = "".join(run.text for run in after)
    lead = written[:spans[0][0]]
    if any(written[a[1]:b[0]].strip() for a, b in pairwise(spans)) or (
            written[spans[-1][1]:].strip()):
        return None
    cuts = [len(lead)] if text.startswith(lead) else None
    if cuts is None:
        return None
    borders = _borders(written, text, [start for start, _, _ in spans[1:]])
    if borders is None or sorted(borders) != borders or any(cut < cuts[0] for cut in borders):
        return None
    cuts += [*borders, len(text)]
    return tuple(Part(name, squeezed(written[start:end]), _between(after, a, b),
                      n > 0 and BREAK in _gap(text, a))
                 for n, ((start, end, name), a, b) in enumerate(
                     zip(spans, cuts[:-1], cuts[1:], strict=True)))


def _gap(text: str, place: int) -> str:
    """The blanks round a place."""
    before, after = text[:place], text[place:]
    return (before[len(before.rstrip()):] + after[:len(after) - len(after.lstrip())])


def halves(runs: Sequence[Run]) -> tuple[tuple[Run, ...], ...]:
    """The paragraphs that runs stand for, those without words left out."""
    text = "".join(run.text for run in runs)
    edges = [-1, *(n for n, letter in enumerate(text) if letter == BREAK), len(text)]
    return tuple(half for a, b in pairwise(edges) if (half := _between(runs, a + 1, b)))


def _borders(before: str, after: str, starts: Sequence[int]) -> list[int] | None:
    """Where, in the words after, those begin that began at these places before."""
    if not starts:
        return []
    old = [match.span() for match in _TOKEN.finditer(before)]
    new = [match.span() for match in _TOKEN.finditer(after)]
    matcher = difflib.SequenceMatcher(None, [before[a:b] for a, b in old],
                                      [after[a:b] for a, b in new], autojunk=False)
    at = {span[0]: n for n, span in enumerate(old)}
    places = [span[0] for span in new] + [len(after)]
    codes = matcher.get_opcodes()
    made: list[int] = []
    for start in starts:
        token = at.get(start)
        place = None if token is None else _place(token, codes)
        if place is None:
            return None
        made.append(places[place])
    return made


def _place(token: int, codes: Sequence[tuple[str, int, int, int, int]]) -> int | None:
    """The token after that stands where this one began; None within words that were replaced.

    What was put in just before it is not its own.
    """
    for kind, a, b, c, _ in codes:
        if kind == "equal" and a <= token < b:
            return c + token - a
        if kind in ("delete", "replace") and a == token:
            return c
        if kind == "delete" and a < token < b:
            return c
        if a < token < b:
            return None
    return None


def _between(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """The runs from one place of their words to another, without blanks at the ends."""
    made: list[Run] = []
    at = 0
    for run in runs:
        words = run.text[max(0, start - at):max(0, end - at)]
        at += len(run.text)
        if words:
            made.append(Run(words, run.emphasis, run.target))
    while made and not made[0].text.strip():
        made.pop(0)
    while made and not made[-1].text.strip():
        made.pop()
    if made:
        made[0] = Run(made[0].text.lstrip(), made[0].emphasis, made[0].target)
        made[-1] = Run(made[-1].text.rstrip(), made[-1].emphasis, made[-1].target)
    return tuple(made)

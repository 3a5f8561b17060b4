"""A paragraph's text on the page: marked as the paragraph's, its links' words as the links'.

ReportLab leaves out the space at which a line ends, and then words run together for whoever
hears or copies the text: here each line ends in the space that the paragraph has there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from reportlab.pdfgen.textobject import PDFTextObject

from briefing.writers.pdf.tags.tree import Element

SHOWS = (" Tj", " Tj T*")  # how every operator of ReportLab's ends that shows text


@dataclass(slots=True)
class Part:
    """What a paragraph is in the structure; its pieces on several pages share it.

    `label` is whose its bullet or number is; `words` are those of each link, by ReportLab's key.
    `spaces` are the places of the spaces in its text, as the number of letters before them.
    """

    element: Element | None
    label: Element | None = None
    spaces: frozenset[int] = frozenset()
    words: dict[Any, str] = field(default_factory=dict)
    links: dict[Any, Element] = field(default_factory=dict)

    def read(self, frags: Iterable[Any]) -> None:
        """Take the spaces and the links' words from a paragraph's fragments."""
        text = ""
        for frag in frags:
            text += frag.text
            for link in frag.link:
                self.words[link] = self.words.get(link, "") + frag.text
        self.spaces = frozenset(accumulate(map(len, text.split()[:-1])))

    def ends(self, lines: Iterable[str], begins: int) -> list[bool]:
        """For each line, of a piece that begins after so many letters, whether a space ends it.

        None does at the end of the paragraph, or where a word that is too long is broken.
        """
        places = accumulate(map(letters, lines), initial=begins)
        return [place in self.spaces for place in places][1:]

    def link(self, key: Any) -> tuple[Element, str]:
        """The element of a link of the paragraph, and the link's words."""
        if key not in self.links:
            assert self.element is not None
            self.links[key] = Element("Link", self.element)
        return self.links[key], self.words[key]


def letters(text: str) -> int:
    """How many characters the text has without its spaces: what laying it out never changes."""
    return sum(map(len, text.split()))


class ProseText(PDFTextObject):  # type: ignore[misc]
    """The text of a paragraph, which begins and ends its marked contents itself."""

    _code: list[str]  # ReportLab's operators, which the marks are put between

    def __init__(self, canvas: Any, x: float, y: float, part: Part, owner: Element,
                 spaced: Sequence[bool]) -> None:
        super().__init__(canvas, x, y)
        self.part, self.spaced, self.line = part, spaced, 0
        # Where in ReportLab's list of operators the text becomes another element's.
        self.owners = [(len(self._code), owner)]

    def _textOut(self, text: str, TStar: int = 0) -> None:
        # A paragraph's lines come this way, and the last piece of each with TStar.
        if TStar:
            text += " " if self.spaced[self.line] else ""
            self.line += 1
        super()._textOut(text, TStar)

    def _linkRecord(self, link: Any, what: str) -> None:
        # ReportLab calls it, if there is one, after the first words of a link on a line, and
        # before the first after it. It draws the annotations in the same order, at the line's end.
        if what == "start":
            element, words = self.part.link(link)
            self._canvas.links.append((element, words))
            self.owners.append((len(self._code) - 1, element))
        else:
            self.owners.append((len(self._code), self.owners[0][1]))

    def getCode(self) -> str:
        """The operators, those that show text between the marks of their element."""
        made = self._code[: self.owners[0][0]]
        for (start, owner), (end, _) in pairwise([*self.owners, (len(self._code), None)]):
            operators = self._code[start:end]
            if any(operator.endswith(SHOWS) for operator in operators):
                assert owner is not None
                made += [self._canvas.begins(owner.joined()), *operators, "EMC"]
            else:
                made += operators
        self._code = made
        return str(super().getCode())

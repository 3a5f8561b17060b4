"""The marks of the author's own words: **strong**, *emphasis*, [words](address), {slots}.

A backslash before a mark takes its meaning away: "\\*" is an asterisk. What is no whole mark stands
as it was typed: "5* hotels", "[sic]".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from briefing.narrative.sentence import Emphasis, Figure, Piece, Pieces, Styled

# Where a link may lead: nothing that runs, and no file of somebody's machine.
ADDRESS = r"(?:https?://|mailto:|#)[^\s()<>\"]+"
_ESCAPED = re.compile(r"\\([\\*\[\]{}])")
_LINK = re.compile(rf"\[((?:[^\[\]\\]|\\.)+)\]\(({ADDRESS})\)")
_SLOT = re.compile(r"\{([^{}]*)\}")
_STRONG = re.compile(r"\*\*(?=[^\s*])(.+?)(?<=[^\s\\])\*\*(?!\*)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])((?:[^*\\]|\\.)+?)(?<=[^\s\\])\*(?![\w*])")
_SPECIAL = re.compile(r"[\\*{}]|\[(?=[^\[\]]*\]\()")

# The figure of what stands in a slot's braces, None where there is none.
Resolve = Callable[[str], Figure | None]


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of marked words: its words or a slot's content, its emphasis and link."""

    text: str
    emphasis: Emphasis = "plain"
    target: str = ""
    slot: bool = False


def read_marks(text: str, emphasis: Emphasis = "plain") -> tuple[Marked, ...]:
    """The stretches of a marked text, in order, neighbours of one look joined."""
    return tuple(_joined(_stretches(text, emphasis)))


def pieces_of(text: str, resolve: Resolve) -> tuple[Pieces, tuple[str, ...]]:
    """The words with their slots as figures; and the slots that are none, which stand as typed."""
    said: list[Piece] = []
    unknown: list[str] = []
    for one in read_marks(text):
        figure = resolve(one.text) if one.slot else None
        if figure is not None:
            said.append(replace(figure, emphasis=one.emphasis))
            continue
        words = f"{{{one.text}}}" if one.slot else one.text
        if one.slot:
            unknown.append(one.text)
        if one.emphasis == "plain" and not one.target:
            if said and isinstance(said[-1], str):
                said[-1] += words
            else:
                said.append(words)
        else:
            said.append(Styled(words, one.emphasis, one.target))
    return tuple(said), tuple(unknown)


def written_marks(stretches: Iterable[Marked]) -> str:
    """The marked text whose words are those of the stretches, and whose look is theirs.

    Where marks would be read otherwise (emphasis that ends within a word), the words come first.
    """
    every = tuple(_joined(stretches))
    said = "".join(f"{{{one.text}}}" if one.slot else one.text for one in every)
    for kept in (("strong", "emphasis", "link"), ("strong", "link"), ("link",)):
        text = _written(every, kept)
        if plain_words(text) == said:
            return text
    return _written(every, ())


def _written(stretches: Iterable[Marked], kept: Sequence[str]) -> str:
    said: list[str] = []
    for (emphasis, target), several in groupby(
            stretches, key=lambda one: (one.emphasis, one.target)):
        group = tuple(several)
        words = "".join(f"{{{one.text}}}" if one.slot else _SPECIAL.sub(r"\\\g<0>", one.text)
                        for one in group)
        if target and "link" in kept:
            words = f"[{_bracketed(''.join(one.text for one in group))}]({_address(target)})"
        elif emphasis in kept and words.strip():
            mark = "**" if emphasis == "strong" else "*"
            before, after = words[:len(words) - len(words.lstrip())], words[len(words.rstrip()):]
            words = f"{before}{mark}{words.strip()}{mark}{after}"
        said.append(words)
    return "".join(said)


def plain_words(text: str) -> str:
    """The words of a marked text without their marks; slots as they are typed."""
    return "".join(f"{{{one.text}}}" if one.slot else one.text for one in read_marks(text))


def can_lead_to(target: str) -> bool:
    """Whether a link of the author's may lead there."""
    return re.fullmatch(ADDRESS, _address(target)) is not None


def _stretches(text: str, emphasis: Emphasis) -> Iterator[Marked]:
    at = 0
    plain: list[str] = []

    def said() -> Iterator[Marked]:
        if plain:
            yield Marked("".join(plain), emphasis)
            plain.clear()

    while at < len(text):
        character = text[at]
        match: re.Match[str] | None = None
        if character == "\\" and (match := _ESCAPED.match(text, at)):
            plain.append(match[1])
        elif character == "{" and (match := _SLOT.match(text, at)):
            yield from said()
            yield Marked(match[1], emphasis, slot=True)
        elif character == "[" and (match := _LINK.match(text, at)):
            yield from said()
            yield Marked(_ESCAPED.sub(r"\1", match[1]), emphasis, match[2])
        elif character == "*" and emphasis == "plain" and (match := _STRONG.match(text, at)):
            yield from said()
            yield from _stretches(match[1], "strong")
        elif character == "*" and emphasis == "plain" and (match := _EMPHASIS.match(text, at)):
            yield from said()
            yield from _stretches(match[1], "emphasis")
        else:
            plain.append(character)
        at = match.end() if match is not None else at + 1
    yield from said()


def _joined(stretches: Iterable[Marked]) -> Iterator[Marked]:
    """The stretches, neighbours of one look as one."""
    before: Marked | None = None
    for one in stretches:
        if not one.text and not one.slot:
            continue
        if before is not None and not before.slot and not one.slot and (
                (before.emphasis, before.target) == (one.emphasis, one.target)):
            before = replace(before, text=before.text + one.text)
            continue
        if before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def _bracketed(text: str) -> str:
    return re.sub(r"[\\\[\]*{}]", r"\\\g<0>", text)


def _address(target: str) -> str:
    """The address with what would end it spelt out."""
    return "".join(f"%{ord(c):02X}" if c in " ()<>\"" else c for c in target)

"""The comments of a Word file: who wrote them, on what, whether they are settled, and the answers.

Whether a comment is settled, and which it answers, stands in a part that Word added later.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from briefing.reading.word.edited import By, Comment, Reply
from briefing.reading.word.parts import Parts, value, w
from briefing.reading.word.units import Paragraph, Standing

OURS = "Briefing builder"       # who comments where the program does
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
YES = ("1", "true", "on")


def comments_in(parts: Parts, standing: Standing,
                anchor_of: Callable[[Paragraph, int], str]) -> tuple[Comment, ...]:
    """The comments in the order of the file; `anchor_of` tells what stands at a place."""
    name = parts.related("comments")
    if name is None:
        return ()
    held = list(parts.read(name).iterchildren(w("comment")))
    settled, answers = _extended(parts)
    by_paragraph = {name: one for one in held for paragraph in one.iter(w("p"))
                    if (name := paragraph.get(f"{W14}paraId", ""))}
    replies: dict[str, list[Reply]] = {}
    answering: set[str] = set()
    for one in held:
        last = _last_paragraph(one)
        asked = by_paragraph.get(answers.get(last, ""))
        if asked is not None and asked is not one:
            replies.setdefault(value(asked, "id"), []).append(Reply(_text(one), _by(one)))
            answering.add(value(one, "id"))
    made: list[tuple[tuple[int, int], Comment]] = []
    for one in held:
        number = value(one, "id")
        if number in answering:
            continue
        begins = standing.remarks.get(number)
        by = _by(one)
        comment = Comment(
            _text(one), by, anchor_of(*begins) if begins is not None else "",
            _quoted(standing, number), _last_paragraph(one) in settled,
            tuple(replies.get(number, ())), by.author == OURS)
        made.append(((begins[0].number, begins[1]) if begins is not None else (-1, 0), comment))
    return tuple(comment for _, comment in sorted(made, key=lambda one: one[0]))


def _extended(parts: Parts) -> tuple[set[str], dict[str, str]]:
    """The comments that are settled, and which answers which, by the ids of their paragraphs."""
    name = parts.related("commentsExtended")
    if name is None:
        return set(), {}
    held = list(parts.read(name).iter(f"{W15}commentEx"))
    settled = {one.get(f"{W15}paraId", "") for one in held if one.get(f"{W15}done") in YES}
    answers = {one.get(f"{W15}paraId", ""): one.get(f"{W15}paraIdParent", "") for one in held
               if one.get(f"{W15}paraIdParent")}
    return settled, answers


def _last_paragraph(comment: etree._Element) -> str:
    names = [one.get(f"{W14}paraId", "") for one in comment.iter(w("p"))]
    return names[-1] if names else ""


def _by(comment: etree._Element) -> By:
    return By(value(comment, "author"), value(comment, "date"))


def _text(comment: etree._Element) -> str:
    lines = ("".join(one.text or "" for one in paragraph.iter(w("t")))
             for paragraph in comment.iter(w("p")))
    return "\n".join(line for line in lines if line.strip())


def _quoted(standing: Standing, number: str) -> str:
    """The words that a comment is on."""
    begins, ends = standing.remarks.get(number), standing.remarks_end.get(number)
    if begins is None or ends is None:
        return ""
    said = []
    for at in range(begins[0].number, ends[0].number + 1):
        text = standing.paragraphs[at].text
        said.append(text[begins[1] if at == begins[0].number else 0:
                         ends[1] if at == ends[0].number else len(text)])
    return "\n".join(said).strip()

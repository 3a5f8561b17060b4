"""Content controls: the places that a council's template marks for us by their tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from briefing.problems import Place, Problem, listed, nearest
from briefing.reading.word.parts import Parts, value, w

PREFIX = "brief:"
BODY = "brief:body"
# What a place can be marked for, besides the body.
WORDS = ("brief:title", "brief:meeting", "brief:date", "brief:author", "brief:period")
KNOWN = (*WORDS, BODY)
RUNNING = ("header", "footer")


def controls(tree: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The controls of a part that are tagged for us, with their tags."""
    for control in tree.iter(w("sdt")):
        tag = value(control.find(f"{w('sdtPr')}/{w('tag')}")).strip()
        if tag.startswith(PREFIX):
            yield tag, control


def control_problems(parts: Parts, place: Place) -> Iterator[Problem]:
    """Problems with tags that mark nothing, and with a body that has no place, or two."""
    found = list(controls(parts.tree(parts.main)))
    bodies = [control for tag, control in found if tag == BODY]
    running = [one for name in parts.every(*RUNNING) for one in controls(parts.tree(name))]
    for tag in dict.fromkeys(tag for tag, _ in found + running):
        if tag not in KNOWN:
            near = nearest(tag.removeprefix(PREFIX), (one.removeprefix(PREFIX) for one in KNOWN))
            yield Problem(place, f"a content control has the tag '{tag}', which marks nothing.",
                          f"Did you mean '{PREFIX}{near}'?" if near else
                          f"Known are {listed(KNOWN, 'and')}.")
    if len(bodies) > 1:
        yield Problem(place, f"{len(bodies)} content controls have the tag '{BODY}'.",
                      "Keep one.")
    inside = any(True for one in bodies for _ in one.iterancestors(w("tbl"), w("txbxContent")))
    if inside or any(tag == BODY for tag, _ in running):
        yield Problem(place, f"the content control '{BODY}' stands in a table, text box, header or "
                      "footer.", "Put it into the text itself, in a paragraph of its own.")


def fill(tree: etree._Element, words: Mapping[str, str]) -> None:
    """Put the words into the controls that are marked for them; the controls stay."""
    for tag, control in controls(tree):
        if words.get(tag):
            _fill(control, words[tag])


def _fill(control: etree._Element, words: str) -> None:
    """The words in place of what the control holds, in the look of its first run."""
    properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
    for name in ("showingPlcHdr", "dataBinding"):       # else Word would put its own words back
        for one in properties.findall(w(name)):
            properties.remove(one)
    first = next(content.iter(w("p")), None)
    look = _look(content)
    holder = content if first is None else first
    for one in list(holder):
        if one.tag != w("pPr"):
            holder.remove(one)
    if first is not None:
        for later in [p for p in content.iterchildren(w("p")) if p is not first]:
            content.remove(later)
    run = etree.SubElement(holder, w("r"))
    if look is not None:
        run.append(look)
    etree.SubElement(run, w("t")).text = words


def _look(content: etree._Element) -> etree._Element | None:
    """The formatting of the first run, but for the grey of a place that is to be filled."""
    found = next(content.iter(w("rPr")), None)
    if found is None or found.getparent().tag != w("r"):
        return None
    look = deepcopy(found)
    for style in look.findall(w("rStyle")):
        if value(style).casefold() == "placeholdertext":
            look.remove(style)
    return look if len(look) else None

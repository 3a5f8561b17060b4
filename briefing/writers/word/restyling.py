"""Our styles and lists in the terms of a council's template.

What the template has serves as it stands. What it lacks of ours is added, on top of its own:
a note's style takes the template's font, because it is based on the template's "Normal".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from briefing.document import Look
from briefing.reading.word.parts import NAMESPACES, Parts, number_in, parsed, serialised, value, w
from briefing.writers.word.house import House, list_of
from briefing.writers.word.references import ORDERED
from briefing.writers.word.template import base_part

NAMED = re.compile(r'<w:(p|r|tbl)Style w:val="([^"]*)"/>')
LISTED = re.compile(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>')
BULLETS, NUMBERS = "ListBullet", "ListNumber"


@dataclass(frozen=True, slots=True)
class Terms:
    """The template's id of each style of ours, and the list and first level of each of our lists.
    """

    styles: dict[str, str]
    lists: dict[str, tuple[str, int]]

    def said(self, xml: str) -> str:
        """Our markup in the template's terms."""
        xml = NAMED.sub(lambda m: f'<w:{m[1]}Style w:val="{self.styles.get(m[2], m[2])}"/>', xml)
        return LISTED.sub(self._list, xml)

    def _list(self, found: re.Match[str]) -> str:
        number, first = self.lists[found[2]]
        return f'<w:ilvl w:val="{first + int(found[1])}"/><w:numId w:val="{number}"/>'


def restyled(
    parts: Parts, house: House, text: str, also: Iterable[str], lists: Mapping[int, int],
    look: Look, language: str, width: int,
) -> Terms:
    """Add to the template's parts what it lacks of the styles and lists of our text.

    `also` are styles that other parts of the file are written in; `width` is the text's, in twips.
    """
    ours = parsed(base_part("word/styles.xml", look, language))
    for stop in ours.iter(w("tab")):
        if value(stop, "leader") == "dot":      # of the contents: it stands at the right margin
            stop.set(w("pos"), str(width))
    used = {found[2] for found in NAMED.finditer(text)} | set(also)
    inset = {int(number) for level, number in LISTED.findall(text) if level != "0"}
    wanted = _closed(used, ours, house)
    where = parts.related("styles")
    assert where is not None
    theirs = parts.tree(where)
    ids = {one.get(w("styleId")) for one in theirs.iterchildren(w("style"))}
    styles = {one: house.styles[one].id for one in house.styles}
    added = [one for one in wanted if one not in styles]
    base = ""
    if BULLETS in wanted and BULLETS in styles and not _list_of(house, BULLETS)[0]:
        base = styles[BULLETS]
        added.append(BULLETS)       # a style of ours on top of theirs gives it the bullets
    for one in added:
        styles[one] = _free("BriefingListBullet" if one == BULLETS and base else one, ids)
        ids.add(styles[one])
    terms = Terms(styles, _lists(parts, house, lists, inset, styles, look, language))
    for element in ours.iterchildren(w("style")):
        name = value(element, "styleId")
        if name in added:
            theirs.append(_translated(element, name, terms, base if name == BULLETS else ""))
    _british(theirs, language)
    parts.blobs[where] = serialised(theirs)
    return terms


def _closed(used: Iterable[str], ours: etree._Element, house: House) -> list[str]:
    """The styles used and, of those that the template lacks, what they are based on."""
    by_id = {value(one, "styleId"): one for one in ours.iterchildren(w("style"))}
    found: list[str] = []
    waiting = sorted(set(used) & set(by_id))
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found.append(one)
            if one not in house.styles and (base := value(by_id[one].find(w("basedOn")))):
                waiting.append(base)
    return found


def _free(name: str, ids: set[str | None]) -> str:
    """The name, with a number when the template has a style of that id."""
    number = 1
    free = name
    while free in ids:
        number += 1
        free = f"{name}{number}"
    return free


def _translated(
    element: etree._Element, name: str, terms: Terms, on_top_of: str
) -> etree._Element:
    """A style of ours to be added to the template."""
    made = deepcopy(element)
    made.set(w("styleId"), terms.styles[name])
    made.attrib.pop(w("default"), None)
    if on_top_of:
        made.find(w("name")).set(w("val"), "Briefing List Bullet")
        made.find(w("basedOn")).set(w("val"), on_top_of)
        made.set(w("customStyle"), "1")
    for tag in ("basedOn", "next", "link"):
        for one in made.findall(w(tag)):
            named = terms.styles.get(value(one)) or terms.styles.get("Normal")
            if named is None:
                made.remove(one)        # a template without a style for plain text
            elif tag != "basedOn" or not on_top_of:
                one.set(w("val"), named)
    for number in made.iter(w("numId")):
        number.set(w("val"), terms.lists[value(number)][0])
    return made


def _british(styles: etree._Element, language: str) -> None:
    """The language of everything that no style gives another."""
    defaults = styles.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        styles.insert(0, defaults)
    for step in ("rPrDefault", "rPr"):
        inside = defaults.find(w(step))
        if inside is None:
            inside = etree.Element(w(step))
            defaults.insert(0, inside)
        defaults = inside
    spoken = defaults.find(w("lang"))
    if spoken is None:
        spoken = etree.SubElement(defaults, w("lang"))
    spoken.set(w("val"), language)
    for one in styles.iter(w("lang")):
        if one.get(w("val")):
            one.set(w("val"), language)


# ── lists ───────────────────────────────────────────────────────────────────────────────────────


def _list_of(house: House, name: str) -> tuple[str, str]:
    """The list and level of the template's style that serves as ours, or of what it is based on."""
    return list_of(house.styles.get(name), {one.id: one for one in house.own})


def _lists(
    parts: Parts, house: House, lists: Mapping[int, int], inset: set[int], styles: dict[str, str],
    look: Look, language: str,
) -> dict[str, tuple[str, int]]:
    """Add our lists to the template's; each of ours with its number there and its first level.

    An ordered list is one of the template's own kind where its style has one, but for those that
    are inset: a council's list need not have a second level.
    """
    ours = parsed(base_part("word/numbering.xml", look, language, lists))
    where = parts.related("numbering")
    theirs = (parts.tree(where) if where is not None
              else etree.Element(w("numbering"), nsmap={"w": NAMESPACES["w"]}))
    kinds = {value(one, "numId"): value(one.find(w("abstractNumId")))
             for one in theirs.iterchildren(w("num"))}
    own, level = _list_of(house, NUMBERS)
    kind = kinds.get(own, "")
    first_kind = 1 + max((number_in(one, "abstractNumId") for one in theirs.iterchildren(
        w("abstractNum"))), default=-1)
    first = max((number_in(one, "numId") for one in theirs.iterchildren(w("num"))), default=0)
    made: dict[str, tuple[str, int]] = {}
    abstract = [deepcopy(one) for one in ours.iterchildren(w("abstractNum"))]
    for one in abstract:
        one.set(w("abstractNumId"), str(int(value(one, "abstractNumId")) + first_kind))
        for linked in list(one.iter(w("pStyle"))):
            # a style of the template's belongs to a list of the template's
            if value(linked) in house.styles and styles[value(linked)] == house.styles[
                    value(linked)].id:
                linked.getparent().remove(linked)
            else:
                linked.set(w("val"), styles.get(value(linked), value(linked)))
    numbers = [deepcopy(one) for one in ours.iterchildren(w("num"))]
    for one in numbers:
        number = value(one, "numId")
        which = one.find(w("abstractNumId"))
        theirs_own = kind and lists.get(int(number)) == ORDERED and int(number) not in inset
        made[number] = str(int(number) + first), int(level) if theirs_own else 0
        one.set(w("numId"), made[number][0])
        which.set(w("val"), kind if theirs_own else str(int(value(which)) + first_kind))
        for override in one.findall(w("lvlOverride")):
            if theirs_own and value(override, "ilvl") != "0":
                one.remove(override)
            else:
                override.set(w("ilvl"), str(made[number][1] + int(value(override, "ilvl"))))
    kinds_end = len(theirs.findall(w("abstractNum"))) + len(theirs.findall(w("numPicBullet")))
    for one in reversed(abstract):
        theirs.insert(kinds_end, one)
    last = [one for one in theirs if one.tag != w("numIdMacAtCleanup")]
    for one in reversed(numbers):
        theirs.insert(len(last), one)
    if where is not None:
        parts.blobs[where] = serialised(theirs)
    else:
        parts.add("numbering", "numbering.xml", "application/vnd.openxmlformats-officedocument."
                  "wordprocessingml.numbering+xml", serialised(theirs))
    return made

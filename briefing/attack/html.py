"""A finished HTML file read back: words, drawings, and all that stands in it unseen.

Unseen are comments, attributes, ids and classes, style sheets and scripts. Those that every page
has, byte for byte, hold nothing of the report; of any other each word is read.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from briefing.attack.docx import FACT
from briefing.attack.lines import Line
from briefing.attack.pdf import Hidden
from briefing.attack.svg import Drawing, read_drawing
from briefing.files import decoded
from briefing.writers.html.style import dense_rules, standing_script, standing_style

# Elements that words run through; at any other a line ends.
INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "code", "data", "em", "i", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "font", "ins", "del",
    "cite", "dfn"))
# Attributes whose numbers are sizes, places and names of what they are; ids are looked at alone.
FORMAL = frozenset((
    "class", "id", "href", "role", "scope", "lang", "charset", "http-equiv", "rel", "type",
    "src", "tabindex", "hidden", "open", "for", "headers"))
VIEWPORT = "width=device-width, initial-scale=1"
# Rules of a report for tables that are too wide for some screens: the standing ones once more.
DENSE = re.compile(r"@media screen and \(max-width: (\d{1,4})rem\)")
LAID_OUT = re.compile(r"#[0-9A-Fa-f]{6}\b|nth-child\(\d+\)|\bwidth:\d+%|\.n\d+\{--n:\d+\}|100%")
ESCAPE = re.compile(r"\\([0-9a-f]{1,6}) ?")


@dataclass(frozen=True, slots=True)
class ReadHtml:
    """The whole file: lines of words, alt texts, charts with theirs, what is unseen, ids.

    `rows` are those of tables, cell by cell, `in_order` lines and rows; `marked` are numbers that
    stand beside a fact's identity; `ids` those that are no heads of a table in their order, which
    are `heads`; `links` addresses outside it.
    """

    lines: tuple[str, ...]
    alts: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    hidden: tuple[Hidden, ...]
    ids: tuple[str, ...]
    marked: tuple[tuple[str, str, str], ...]
    rows: tuple[str, ...] = ()
    in_order: tuple[Line, ...] = ()
    links: tuple[str, ...] = ()


def read_html(content: bytes) -> ReadHtml:
    """The page's words and drawings; raises ValueError when it is none."""
    text = decoded(content)
    if "<html" not in text[:1000].lower():
        raise ValueError("it is no HTML file")
    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.LxmlError as fault:
        raise ValueError(str(fault)) from None
    drawings = [read_drawing(each, _said_of(each), _row_of(each)) for each in page.iter("svg")]
    alts = [each.get("aria-label") or "" for each in page.iter() if isinstance(each.tag, str)
            and each.get("role") == "img"] + [each.get("alt") or "" for each in page.iter("img")]
    heads = _heads(page)
    ids = [value for each in page.iter() if isinstance(each.tag, str)
           for value in (each.get("id"), (each.get("class") or ""), _within(each))
           if value and value not in heads]
    lines = tuple(_lines(page))
    return ReadHtml(tuple(_one_by_one(lines)), tuple(filter(None, alts)), tuple(drawings),
                    tuple(_hidden(page)), tuple(dict.fromkeys(ids)), tuple(_marked(page)),
                    tuple(_rows(page)), lines, tuple(
                        target for each in page.iter("a")
                        if (target := each.get("href") or "") and not target.startswith("#")))


# ── words ───────────────────────────────────────────────────────────────────────────────────────


def _lines(page: Any) -> Iterator[Line]:
    """The body in order, a line wherever an element of its own begins or ends, one a row."""
    body = next(iter(page.iter("body")), page)
    words: list[str] = []

    def walk(each: Any) -> Iterator[Line]:
        if not isinstance(each.tag, str) or each.tag in ("svg", "script", "style"):
            pass
        elif each.tag in INLINE:
            words.append(each.text or "")
            for inner in each:
                yield from walk(inner)
        elif each.tag == "tr" and len(cells := _cells(each)) > 1:
            yield from ended()
            yield Line(cells, tuple(part for inner in each for part in walk(inner)))
        else:
            yield from ended()
            words.append(each.text or "")
            for inner in each:
                yield from walk(inner)
            yield from ended()
        words.append(each.tail or "")

    def ended() -> Iterator[Line]:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            yield Line((line,))

    yield from walk(body)
    yield from ended()


def _one_by_one(lines: Iterable[Line]) -> Iterator[str]:
    """The words of the lines, those of each cell for themselves."""
    for line in lines:
        if line.parts:
            yield from _one_by_one(line.parts)
        else:
            yield from line.cells


def _rows(page: Any) -> Iterator[str]:
    """The rows of tables as the plain text has them, a bar between cells."""
    for row in page.iter("tr"):
        cells = _cells(row)
        if len(cells) > 1:
            yield " | ".join(cells)


def _cells(row: Any) -> tuple[str, ...]:
    return tuple(" ".join("".join(_visible(cell)).split()) for cell in row
                 if cell.tag in ("td", "th"))


def _visible(each: Any) -> Iterator[str]:
    """The words of an element, without those of drawings in it."""
    if isinstance(each.tag, str) and each.tag != "svg":
        yield each.text or ""
        for inner in each:
            yield from _visible(inner)
            yield inner.tail or ""


def _said_of(drawing: Any) -> str:
    """The words that stand for the drawing: its own, or of what is round it."""
    own = drawing.get("aria-label")
    around = next((up.get("aria-label") for up in drawing.iterancestors()
                   if up.get("role") == "img"), None)
    return own or around or ""


def _row_of(drawing: Any) -> str:
    """The words at the head of the table's row that the drawing stands in."""
    row = next(iter(drawing.iterancestors("tr")), None)
    head = next(iter(row.iter("th")), None) if row is not None else None
    return " ".join("".join(head.itertext()).split()) if head is not None else ""


# ── what is unseen ──────────────────────────────────────────────────────────────────────────────


def _hidden(page: Any) -> Iterator[Hidden]:
    hashes: list[str] = []
    for each in page.iter():
        if each.tag is etree.Comment:
            yield Hidden("comment", each.text or "")
        elif not isinstance(each.tag, str):
            yield Hidden("instruction", each.text or "")
        elif each.tag in ("style", "script"):
            content = each.text or ""
            hashes.append(_hash(content))
            if content not in (standing_style(), standing_script()):
                yield Hidden(each.tag, _plain_style(content) if each.tag == "style" else content)
    for each in page.iter():
        if isinstance(each.tag, str):
            yield from _attributes(each, hashes)
    for drawing in page.iter("svg"):        # what it says besides its texts: a description
        for each in drawing.iter():
            if isinstance(each.tag, str) and each.tag not in ("text", "tspan", "style") and (
                    each.text or "").strip():
                yield Hidden(f"drawing's {each.tag}", each.text)
    title = page.findtext("head/title") or ""
    yield Hidden("property title", title)


def _attributes(each: Any, hashes: list[str]) -> Iterator[Hidden]:
    drawn = each.tag == "svg" or any(True for _ in each.iterancestors("svg"))
    for name, value in each.attrib.items():
        if name in FORMAL and not (name == "class" and drawn):
            if name in ("href", "src") and not value.startswith(("#", "data:image/")) and not (
                    each.tag == "a" and name == "href"):
                yield Hidden(f"{each.tag} {name}", value)
        elif drawn and name not in ("aria-label", "title") and not name.startswith("data-"):
            pass        # lengths: the drawing is read by itself
        elif name in ("aria-label", "alt") and (each.get("role") == "img" or each.tag == "img"):
            pass        # an alt text, which is read with the others
        elif each.tag == "meta" and name == "content":
            known = value
            for found in hashes:
                known = known.replace(f"'{found}'", "")
            if known != VIEWPORT:
                yield Hidden(f"property {each.get('name') or each.get('http-equiv')}", known)
        elif (name == "colspan" and value == str(len(_columns(each)))) or (
                each.tag == "img" and name in ("width", "height")):
            pass
        elif not FACT.fullmatch(value):
            yield Hidden(f"{each.tag} {name}", value)


def _columns(cell: Any) -> list[Any]:
    """The cells of the head row of the table that the cell stands in."""
    table = next(iter(cell.iterancestors("table")), None)
    head = next(iter(table.iter("thead")), None) if table is not None else None
    return [] if head is None else list(next(iter(head.iter("tr")), []))


def _plain_style(content: str) -> str:
    """A style sheet without lengths and places that every such sheet has, its strings as words."""
    for screen in set(DENSE.findall(content)):
        content = content.replace(dense_rules(int(screen)), "")     # the standing rules once more
    words = LAID_OUT.sub(" ", content)
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), words).replace('"', " ")


def _hash(content: str) -> str:
    found = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"sha256-{found}"


def _heads(page: Any) -> set[str]:
    """The ids and classes of tables that say no more than which table, row and column it is."""
    found: set[str] = set()
    tables = [table for table in page.iter("table") if table.find("thead") is not None]
    for n, table in enumerate(tables, 1):
        columns = _columns(table.find("thead/tr"))
        rows = [row for body in table.iter("tbody") for row in body.iter("tr")]
        found |= {f"t{n}c{m}" for m in range(1, len(columns) + 1)}
        found |= {f"t{n}r{m}" for m in range(1, len(rows) + 1)}
        turned = {f"turned n{len(columns)}{long}{broken}" for long in ("", " long")
                  for broken in ("", " broken")}
        found |= {f"{shape}{small}" for small in ("", " small") for shape in (
            f"cards t{n}", f"cards t{n} dense", f"plain t{n}", *turned)}
    return found


def _within(each: Any) -> str:
    target = each.get("href") or ""
    return str(target[1:]) if target.startswith("#") else ""


def _marked(page: Any) -> Iterator[tuple[str, str, str]]:
    """Numbers that stand beside a fact's identity."""
    for each in page.iter():
        if not isinstance(each.tag, str):
            continue
        for value in each.attrib.values():
            if FACT.fullmatch(value):
                yield "data", value, " ".join("".join(each.itertext()).split())
                yield from (("data", value, other) for other in each.attrib.values()
                            if other != value and re.search(r"\d", other))

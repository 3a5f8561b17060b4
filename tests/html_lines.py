"""The words of a page as the plain text has them: a line a block, a row or an entry of a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html


def lines_of(content: bytes) -> list[str]:
    """The lines of the report, without what is there to find one's way and to choose rows."""
    page = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    made = [words(each) for each in page.iter("p") if each.get("class") == "marking"
            and each.getparent().get("class") == "bar"]
    main = next(page.iter("main"))
    for each in main:
        made += _block(each)
    return made


def words(each: Any) -> str:
    """What is seen of an element, drawings by their words."""
    kind = (each.get("class") or "").split() if isinstance(each.tag, str) else ["heard"]
    if "heard" in kind:
        return each.tail or ""
    if each.tag == "svg":
        return f"[{each.get('aria-label')}]"
    said = each.text or ""
    for inner in each:
        said += words(inner) if isinstance(inner.tag, str) else ""
        said += (inner.tail or "") if "heard" not in (inner.get("class") or "") else ""
    return said


def _block(each: Any) -> Iterator[str]:
    kind = (each.get("class") or "").split()
    match each.tag:
        case "form" | "svg" | "summary":
            return
        case "p" if "back" in kind:
            return
        case "p" if "logo" in kind:
            alt = each.find("img").get("alt")
            if alt:
                yield f"[{alt}]"
        case "p" | "h1" | "h2" | "h3":
            yield words(each).strip()
        case "ul" | "ol":
            for n, item in enumerate(each, 1):
                yield f"{f'{n}.' if each.tag == 'ol' else '•'} {words(item).strip()}"
        case "nav":
            yield words(each.find("h2"))
            yield from _entries(each.find("ul"), 0)
        case "figure":
            yield words(each.find("figcaption")).strip()
            yield f"[{each.find('div').get('aria-label')}]"
        case "table":
            yield from _table(each, kind)
        case _:
            for inner in each:
                yield from _block(inner)


def _entries(entries: Any, level: int) -> Iterator[str]:
    for item in entries:
        yield f"{'  ' * level}{words(item.find('a'))}"
        under = item.find("ul")
        if under is not None:
            yield from _entries(under, level + 1)


def _table(table: Any, kind: list[str]) -> Iterator[str]:
    if "labels" in kind:
        for row in table.iter("tr"):
            label, value = row[0], row[1]
            if "ruled" in kind:
                yield f"{words(label)}:"
                for inner in value:
                    yield from _block(inner)
            else:
                yield f"{words(label)}: {words(value)}"
        return
    caption = table.find("caption")
    if "heard" not in (caption.get("class") or ""):
        yield words(caption)
    for row in table.iter("tr"):
        yield " | ".join(words(cell).strip() for cell in row)

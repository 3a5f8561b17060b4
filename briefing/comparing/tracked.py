"""A comparison as a Word file with tracked changes: accepting all of them gives B, rejecting all A.

The file holds the words of both by place, under their headings, with tables as tables. Who changed
what is not known between two drafts: the changes are the comparison's, and their time is made up.
LibreOffice makes one change of two by the same person within a minute where the first ends a
paragraph and the next is a whole one, and takes the end of the paragraph between them for changed:
so paragraphs side by side have changes of different hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import count

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing.comparing.differences import ChangedWords, Comparison
from briefing.comparing.drafts import rows_of
from briefing.review.redline import Span, redline
from briefing.writers.word.markup import attribute, escape
from briefing.writers.word.package import saved

AUTHOR = "briefing compare"
STYLES = {"bullet": "ListBullet", "numbered": "ListNumber", "caption": "Caption"}
DEEPEST = 4


def tracked_file(comparison: Comparison) -> bytes:
    """The comparison as a .docx file; the same comparison gives the same bytes.

    Raises ValueError where a draft holds no words.
    """
    if comparison.words is None:
        raise ValueError("a record holds no words")
    changes = _Changes(comparison.b.dated)
    word = docx.Document()
    # python-docx's template has other styles there than its own
    for name, relation in list(word.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            word.part.drop_rel(name)
    body = word.element.body
    last = body[-1]                 # the section's properties end the body
    for one in comparison.words:
        for xml in changes.block(one):
            last.addprevious(parse_xml(xml))
    properties = word.core_properties
    properties.title = f"{comparison.a.name} and {comparison.b.name} compared"[:255]
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = ""
    return saved(word)


class _Changes:
    """Blocks with tracked changes, numbered in their order."""

    def __init__(self, dated: str) -> None:
        self.numbers = count(1)
        self.day, self.odd = dated, False

    def _mark(self, tag: str, content: str = "") -> str:
        head = (f'w:id="{next(self.numbers)}" w:author={attribute(AUTHOR)} '
                f'w:date="{self.day}T0{int(self.odd)}:00:00Z"')
        return f"<w:{tag} {head}>{content}</w:{tag}>" if content else f"<w:{tag} {head}/>"

    def block(self, one: ChangedWords) -> Iterator[str]:
        """The paragraphs, or the table, of one place."""
        if one.either.kind == "table":
            yield self._table(one)
            yield f"<w:p {nsdecls('w')}/>"      # two tables side by side would be one
            return
        style = STYLES.get(one.either.kind, "")
        if one.either.kind == "heading":
            style = f"Heading{min(max(one.either.level, 1), DEEPEST)}"
        before = one.before.text.split("\n") if one.before else []
        after = one.after.text.split("\n") if one.after else []
        for old, new in _paired(before, after):
            yield self._paragraph(old, new, style, root=True)

    def _paragraph(self, old: str | None, new: str | None, style: str = "", root: bool = False
                   ) -> str:
        """A paragraph; one that only one draft has is wholly inserted or deleted, mark and all."""
        self.odd = not self.odd
        fate = "ins" if old is None else "del" if new is None else ""
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if fate:
            properties += f"<w:rPr>{self._mark(fate)}</w:rPr>"
        properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        runs = self._runs(redline(old or "", new or ""))
        namespace = f" {nsdecls('w')}" if root else ""
        return f"<w:p{namespace}>{properties}{runs}</w:p>"

    def _runs(self, spans: Iterable[Span]) -> str:
        parts = []
        for span in spans:
            tag = "delText" if span.fate == "gone" else "t"
            run = f'<w:r><w:{tag} xml:space="preserve">{escape(span.text)}</w:{tag}></w:r>'
            parts.append(run if span.fate == "same" else self._mark(
                "del" if span.fate == "gone" else "ins", run))
        return "".join(parts)

    def _table(self, one: ChangedWords) -> str:
        before = rows_of(one.before.text) if one.before else []
        after = rows_of(one.after.text) if one.after else []
        width = max(map(len, (*before, *after)))
        rows = "".join(self._row(old, new, width) for old, new in _paired_rows(before, after))
        grid = '<w:gridCol w:w="1000"/>' * width
        return (f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>"
                f'<w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
                f"{rows}</w:tbl>")

    def _row(self, old: Sequence[str] | None, new: Sequence[str] | None, width: int) -> str:
        fate = "ins" if old is None else "del" if new is None else ""
        # the schema wants something besides the mark
        properties = f"<w:trPr><w:cantSplit/>{self._mark(fate) if fate else ''}</w:trPr>"
        cells = []
        columns = max(len(old or ()), len(new or ()))
        for n in range(columns):
            was = old[n] if old is not None and n < len(old) else None if old is None else ""
            now = new[n] if new is not None and n < len(new) else None if new is None else ""
            span = f'<w:gridSpan w:val="{width}"/>' if columns == 1 < width else ""
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}</w:tcPr>'
                         f"{self._paragraph(was, now)}</w:tc>")
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _paired(before: Sequence[str], after: Sequence[str]
            ) -> Iterator[tuple[str | None, str | None]]:
    """Lines side by side: those of the same place, then what only one has."""
    for n in range(max(len(before), len(after))):
        yield (before[n] if n < len(before) else None, after[n] if n < len(after) else None)


def _paired_rows(before: Sequence[list[str]], after: Sequence[list[str]]
                 ) -> Iterator[tuple[list[str] | None, list[str] | None]]:
    """Rows side by side, by what heads them."""
    matcher = SequenceMatcher(None, [row[0] for row in before], [row[0] for row in after],
                              autojunk=False)
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(before[i:j], after[k:n], strict=True)
        else:
            yield from ((row, None) for row in before[i:j])
            yield from ((None, row) for row in after[k:n])

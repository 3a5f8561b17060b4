"""A search of finished files for withheld values, in connection with their indicators.

It shares nothing with the attack: it opens every part of the files (PDF streams decompressed, Word
files unzipped, the workbooks inside them too), takes each table row, sentence, chart series, alt
text and record as one line, and looks for the value in lines that speak of the indicator.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from zipfile import ZipFile

import pikepdf
import pypdfium2
from lxml import etree
from openpyxl import load_workbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Secret:
    """A withheld value: its indicator by id, title and subject, its month and how it would print.
    """

    indicator: str
    title: str
    subject: str
    period: str
    text: str

    @property
    def label(self) -> str:
        """The month as a chart's axis has it: "Apr"."""
        return MONTHS[int(self.period[5:7]) - 1]

    def in_words(self, line: str) -> bool:
        """Whether the line speaks of the indicator and the value."""
        if self.text not in line:
            return False        # most lines, at little cost
        folded = line.casefold()
        about = any(name.casefold() in folded for name in (
            self.title, self.subject, f"{self.indicator}:month:{self.period}"))
        for name in (self.title, self.subject):
            folded = folded.replace(name.casefold(), " ")
        folded = re.sub(r"\b\d+ (?:green|amber|red)\b", " ", folded)   # ratings, of no indicator
        bare = re.sub(r"\d{4}-\d\d(?:-\d\d)?|\b(?:19|20)\d\d\b|(?<=[a-z] )\d\d(?=\s*[|,]|\s*$)",
                      " ", folded)
        return about and re.search(rf"(?<![\w.,]){re.escape(self.text)}(?![\w]|[.,]\d)",
                                   bare) is not None


def secrets_in(files: Mapping[str, bytes], secrets: Iterable[Secret]) -> list[str]:
    """ "file, part: the line" for each line that holds a secret beside its indicator."""
    wanted = list(secrets)
    found: list[str] = []
    for name, content in files.items():
        read = {"pdf": _pdf, "docx": _docx, "html": _html}.get(name.rpartition(".")[2], _text)
        for place, line in read(content):
            found += [f"{name}, {place}: {line}" for secret in wanted if secret.in_words(line)]
        if name.endswith((".docx", ".html")):
            points = list(_points(content) if name.endswith(".docx") else _drawn_points(content))
            found += [f"{name}, {place}: {secret.label} {value}" for secret in wanted
                      for place, title, label, value in points
                      if title == secret.title and label.startswith(secret.label)
                      and _same(value, secret.text)]
    return found


def _text(content: bytes) -> Iterator[tuple[str, str]]:
    lines = content.decode().splitlines()
    if lines and lines[0].startswith("id,"):
        yield from (("row", line.replace(",", " | ")) for line in lines)
        return
    yield from _panels(lines)


def _panels(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Sentences and rows; the row of months speaks of the indicator whose heading is above it."""
    heading = ""
    for line in lines:
        if line.startswith("Figure"):
            yield "text", f"{heading} | {line}"
            continue
        if "|" not in line and not re.search(r"\d|[.\]]$", line) and line.strip():
            heading = line
        for sentence in re.split(r"(?<=\.) ", line):
            yield "text", sentence


def _pdf(content: bytes) -> Iterator[tuple[str, str]]:
    with pypdfium2.PdfDocument(content) as pages:
        for n, page in enumerate(pages, 1):
            for _, line in _panels(page.get_textpage().get_text_range().splitlines()):
                yield f"page {n}", line
    with pikepdf.open(io.BytesIO(content)) as opened:
        for each in opened.objects:
            if isinstance(each, pikepdf.Dictionary):
                for key in ("/Alt", "/ActualText", "/Contents", "/Title", "/Keywords"):
                    if key in each and isinstance(each[key], pikepdf.String):
                        yield f"{key[1:]}", str(each[key])
        for name in opened.attachments:
            for line in opened.attachments[name].get_file().read_bytes().decode(
                    "utf-8", "replace").splitlines():
                yield f"attachment {name}", line


def _docx(content: bytes) -> Iterator[tuple[str, str]]:
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            tree = etree.fromstring(archive.read(name))
            lines = [" ".join("".join(p.itertext(f"{W}t", f"{W}delText")) for p in row.iter(
                f"{W}p")) for row in tree.iter(f"{W}tr")]
            loose = [p for p in tree.iter(f"{W}p") if not any(
                parent.tag == f"{W}tr" for parent in p.iterancestors())]
            lines += [s for p in loose for s in re.split(
                r"(?<=\.) ", "".join(p.itertext(f"{W}t", f"{W}delText")))]
            if name == "word/document.xml":
                lines += _rows_of_months(tree)
            if name.startswith(("customXml", "docProps")):
                # words stand there too: a row of a table, or a sentence, is a line
                lines += [f"{' '.join(e.attrib.values())} {line}" for e in tree.iter()
                          if isinstance(e.tag, str)
                          for line in re.split(r"\n|(?<=\.) ", e.text or "")]
            lines += [e.get("descr") for e in tree.iter() if isinstance(e.tag, str)
                      and e.get("descr")]
            yield from ((name, line) for line in lines)


def _rows_of_months(tree: etree._Element) -> list[str]:
    """The months' rows, each with the last paragraph outside a table that has no full stop."""
    heading, made = "", []
    for each in tree.iter(f"{W}p", f"{W}tr"):
        if each.tag == f"{W}tr":
            row = " ".join("".join(p.itertext(f"{W}t")) for p in each.iter(f"{W}p"))
            made += [f"{heading} | {row}"] if row.startswith("Figure") else []
        elif not any(parent.tag == f"{W}tr" for parent in each.iterancestors()):
            said = "".join(each.itertext(f"{W}t"))
            heading = said if said and not said.endswith(".") and "to" not in said else heading
    return made


def _points(content: bytes) -> Iterator[tuple[str, str, str, str]]:
    """Place, series, label and value of every point of charts and their workbooks."""
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/charts/[^/]*\.xml", name):
                tree = etree.fromstring(archive.read(name))
                for series in tree.iter(f"{C}ser"):
                    title = "".join(v.text or "" for v in series.find(f"{C}tx").iter(f"{C}v"))
                    labels, values = ({p.get("idx"): p.findtext(f"{C}v") or "" for p in series.find(
                        f"{C}{kind}").iter(f"{C}pt")} for kind in ("cat", "val"))
                    for at, value in values.items():
                        yield name, title, labels.get(at, ""), value
            elif name.endswith(".xlsx"):
                book = load_workbook(io.BytesIO(archive.read(name)), read_only=True)
                for sheet in book:
                    rows = list(sheet.iter_rows(values_only=True))
                    for row in rows[1:]:
                        for title, value in zip(rows[0][1:], row[1:], strict=False):
                            if value is not None:
                                yield name, str(title), str(row[0]), f"{value:g}"


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def _same(value: str, text: str) -> bool:
    """Whether the value is the text, or lies within a hundredth of an axis's range of it."""
    if "±" not in value:
        return value == text
    number, _, slack = value.partition("±")
    plain = text.replace(",", "").rstrip("%")
    return bool(NUMBER.fullmatch(plain)) and abs(float(number) - float(plain)) <= float(slack)


class _Page(HTMLParser):
    """Every text, attribute and comment of a page, by element; drawings by themselves."""

    VOID = frozenset(("meta", "link", "br", "img", "input", "hr", "col", "wbr", "path"))

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.words: list[str] = []
        self.row: list[str] | None = None
        self.heading = ""
        self.drawing: list[tuple[str, dict[str, str], str]] | None = None
        self.drawings: list[tuple[str, list[tuple[str, dict[str, str], str]]]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "svg":
            self.drawing = []
            self.drawings.append((self.heading, self.drawing))
        if self.drawing is not None:
            self.drawing.append((tag, given, ""))
        self.lines += [f"{self.heading} | {name} | {value}" for name, value in given.items()
                       if self.drawing is None and re.search(r"\d", value)]
        if self.drawing is not None and "aria-label" in given:
            self.lines.append(given["aria-label"])
        if tag == "tr":
            self.row = []
        if tag not in self.VOID:
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        said = " ".join("".join(self.words).split())
        if tag in self.tags:
            while self.tags.pop() != tag:
                pass
        if tag == "svg":
            self.drawing = None
        elif tag in ("td", "th") and self.row is not None:
            self.row.append(said)
            self.words.clear()
        elif tag == "tr" and self.row is not None:
            head = f"{self.heading} | " if self.row[:1] == ["Figure"] else ""
            self.lines.append(head + " | ".join(self.row))
            self.row = None
        elif tag in ("h1", "h2", "h3", "p", "li", "figcaption", "caption", "summary", "option",
                     "output", "title", "style", "script", "template", "div", "footer"):
            self.heading = said if tag in ("h2", "h3") else self.heading
            self.lines += re.split(r"(?<=\.) ", said)
            self.words.clear()

    def handle_data(self, data: str) -> None:
        if self.drawing is not None and self.drawing:
            tag, given, said = self.drawing[-1]
            self.drawing[-1] = (tag, given, said + data)
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.lines.append(f"{self.heading} | {data}")


def _html(content: bytes) -> Iterator[tuple[str, str]]:
    page = _Page()
    page.feed(content.decode())
    yield from (("page", line) for line in page.lines)


def _drawn_points(content: bytes) -> Iterator[tuple[str, str, str, str]]:
    """Place, the heading over it, label and "value ± slack" of every point over a month's name."""
    page = _Page()
    page.feed(content.decode())
    for n, (heading, parts) in enumerate(page.drawings, 1):
        texts = [(said, float(given.get("x", 0)), float(given.get("y", 0)))
                 for tag, given, said in parts if tag == "text"]
        foot = max((y for _, _, y in texts), default=0.0)
        left = min((x for _, x, y in texts if y == foot), default=0.0)
        marks = [(y, float(said.rstrip("%").replace(",", ""))) for said, x, y in texts
                 if x < left and re.fullmatch(r"[\d,.]+%?", said)]
        if len(marks) < 2 or marks[0][0] == marks[-1][0]:
            continue
        (low_y, low), (high_y, high) = marks[0], marks[-1]
        step = (high - low) / (high_y - low_y)
        for tag, given, _ in parts:
            for x, y in re.findall(r"(?<![\d.])(-?[\d.]+) (-?[\d.]+)|", given.get("d", "")
                                   ) if tag == "path" else ():
                near = [said for said, at, down in texts
                        if x and down == foot and abs(at - float(x)) < 0.3]
                for label in near:
                    # a mark's baseline stands a third of a letter under its line
                    value = low + step * (float(y) + 4.4 - low_y)
                    yield (f"drawing {n}", heading, label, f"{value}±{abs(step) * 0.3}")

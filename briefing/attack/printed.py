"""The finished files of an edition read back: what is printed, and what nothing accounts for.

NAME.figures.csv says of each number what it is: a figure, by its text alone, the mark of an axis or
a part of a name. The PDF, the Word file and the plain text are then opened, and each number in them
must be one of these, stand as often as it does there, or belong to words that we know: titles,
standing text, the author's own. Points of native charts, the workbooks inside them and custom XML
are figures too where they name their indicator.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from briefing.attack.accounts import Accounts
from briefing.attack.charts import (
    beyond,
    marks,
    number_of,
    points,
    titled,
    without_names,
)
from briefing.attack.claims import claims_in
from briefing.attack.docx import Drawn, ReadDocx, read_docx
from briefing.attack.foreign import Foreign
from briefing.attack.html import ReadHtml, read_html
from briefing.attack.intervals import number_in
from briefing.attack.lines import Form, Line
from briefing.attack.pdf import Hidden, ReadPdf, Span, read_pdf
from briefing.attack.script import Script
from briefing.attack.shown import Print, Shown
from briefing.attack.sizes import Sizes
from briefing.attack.stray import by_name, stray
from briefing.attack.words import (
    Heads,
    KnownWords,
    squeezed,
    told,
)
from briefing.files import decoded
from briefing.indicators import Dictionary
from briefing.layout.plan import Charts

LEAST_SENTENCE = 40     # letters: what is shorter is a cell or a heading
# What says of the file what it is: no figure has business there.
STRICT = re.compile(r"^(?:property|bookmark|form|file, |names, |page \d+, |T text)|, sheet "
                    r"|(?:variable|, bookmark|, field|, style|, alias|, tag)$"
                    r"|^docProps/|^word/(?:header|footer)")
# What a page on a screen says to who hears it, or holds for a reader of its source.
WORDS = re.compile(r"comment|aria-label|title|alt|summary|data-|description|drawing’s|drawing's")
LEAST_MARKS = 3     # of a second axis
MARK = re.compile(r"[−-]?£?[\d,]+(?:\.\d+)?[%km]?")     # of an axis


class Unreadable(ValueError):
    """A file that is not what its name says; `file` is its name."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(why)
        self.file = file


def read_edition(files: Mapping[str, bytes], dictionary: Dictionary, symbol: str,
                 words: Iterable[str] = (), charts: Charts | None = None,
                 years: Iterable[int] = (), sizes: Sizes | None = None,
                 script: Script | None = None) -> Print:
    """All that is printed in the finished files, by name; `words` hold other numbers.

    What looks like a date is one where it is of these `years`, of those of figures, or of any where
    none are given.

    `symbol` stands for a withheld figure besides the usual ones; `charts` are the layout's, by
    which an axis is as long as it is; `sizes` the book's, by which a gap is slight. With a `script`
    of the document, what a file says besides is found wherever it stands. Raises Unreadable.
    """
    known = KnownWords(dictionary, words, years)
    reader = _Reader(dictionary, symbol, known, charts or Charts(), script)
    order = (".csv", ".txt", ".pdf", ".docx", ".html")
    for name in sorted(files, key=lambda name: [not name.endswith(end) for end in order]):
        content = files[name]
        try:
            reader.read(name, content)
        except ValueError as fault:
            raise Unreadable(name, str(fault).rpartition(": ")[2]) from fault
    reader.read_script(next(iter(files), ""))
    return Print(tuple(reader.figures), tuple(reader.withheld),
                 tuple(dict.fromkeys(reader.unaccounted)), tuple(reader.marks),
                 claims_in(reader.said, dictionary), sizes)


class _Reader(Accounts):
    def read(self, name: str, content: bytes) -> None:
        """Take in one file; figures.csv comes first, as the others are told by it."""
        self.unexplained(name, "its name", [name.rpartition(".")[0]])
        if name.endswith(".figures.csv"):
            self.read_csv(name, content)
        elif name.endswith(".txt"):
            self._read_text(name, decoded(content))
        elif name.endswith(".pdf"):
            self._read_pdf(name, read_pdf(content))
        elif name.endswith(".docx"):
            self._read_docx(name, read_docx(content))
        elif name.endswith(".html"):
            self._read_html(name, read_html(content))

    def _read_text(self, name: str, text: str) -> None:
        body = []
        for line in text.splitlines():
            if line.startswith("[") and line.endswith("]") and len(line) > 40:
                self.beside(name, "alt text", line)
            else:
                body.append(line)
        self.said += [(name, line) for line in body]
        self.lines |= {squeezed(line).removeprefix("• ") for line in body}
        if self.foreign is None:
            self.unexplained(name, "text", body, self.printed, Heads())
        else:
            self.take_foreign(name, "words", self.foreign.in_lines(
                "text", (Line(tuple(line.split(" | "))) for line in text.splitlines())))

    def _read_pdf(self, name: str, pdf: ReadPdf) -> None:
        runs: list[tuple[str, int, list[str]]] = []
        heads: dict[int, list[str]] = {}
        charts: list[list[Span]] = []
        before = ""
        for span in pdf.spans:
            if span.tag == "Figure":
                if before != "Figure" or (charts[-1][-1].page, charts[-1][-1].content) != (
                        span.page, span.content):
                    charts.append([])
                charts[-1].append(span)
            elif span.tag in ("Link", "Lbl") and re.fullmatch(r"\s*\(?\d+[.)]?\s*", span.text):
                pass        # a page number in the contents, the number of a list's entry
            elif span.tag == "Artifact":
                heads.setdefault(span.page, []).append(span.text)   # a sentence goes on beyond it
                continue
            elif runs and runs[-1][0] == span.tag and span.tag != "Link":
                runs[-1][2].append(span.text)
            else:
                runs.append((span.tag, span.page, [span.text]))
            before = span.tag
        body = [" ".join(texts) for tag, _, texts in runs if tag != "Link"]
        # the cells of a table are told row by row in the plain text
        self.said += [(name, " ".join(texts)) for tag, _, texts in runs
                      if tag not in ("Link", "TD", "TH")]
        numbered = Heads()
        for page, texts in heads.items():
            self.unexplained(name, f"page {page}", [" ".join(texts)])
        for tag, page, texts in runs:       # the contents count first
            if tag == "Link":
                self.unexplained(name, f"page {page}", [" ".join(texts)], heads=numbered)
        if self.foreign is None:
            self.unexplained(name, "text", body, self.printed, numbered)
        else:
            self.take_foreign(name, "words", self.foreign.in_lines("pdf", pdf.lines))
        self._read_alts(name, [alt.text for alt in pdf.alts])
        for target in pdf.links:
            self.read_link(name, target)
        said = {content: alt.text for alt in pdf.alts for content in alt.contents}
        for spans in charts:
            alt_text = said.get((spans[0].page, spans[0].content), "")
            self._read_chart(name, spans, self.about(alt_text), alt_text)
        self._read_hidden(name, pdf.hidden)
        for attached, content in pdf.attached:
            self._read_attached(name, attached, content)

    def _read_alts(self, name: str, texts: Iterable[str]) -> None:
        for text in texts:
            if self.foreign is not None:
                self.take_foreign(name, "alt text", self.foreign.hidden(text))
            else:
                self.beside(name, "alt text", text)

    def _read_drawn(self, name: str, place: str, said: str, texts: list[str]) -> None:
        """The texts of a drawing beside those of the document's chart."""
        if self.foreign is not None:
            self.take_foreign(name, place, self.foreign.drawn(self.foreign.chart(said), texts))

    def _read_chart(self, name: str, spans: list[Span], about: list[str], said: str) -> None:
        """The text of a drawn chart: an axis of round marks, and figures."""
        place = f"chart on page {spans[0].page}"
        texts = [squeezed(span.text) for span in spans]
        self._read_drawn(name, place, said, texts)
        self._check_axes(name, place, self._take_axes(texts, about), about)
        for text in self._without_names(texts, about):
            self.beside(name, place, text, about)

    def _without_names(self, texts: Iterable[str], about: Iterable[str]) -> list[str]:
        """The words of a drawing without the names of its months, series and comparators, each
        once: "Family group 2" may be broken to two lines."""
        others = [name for own in self.dictionary.comparators for name in (own.title, own.short)
                  if any(map(str.isdigit, name))]
        return without_names(texts, [*(name for made in self.charts_of(about)
                                       for name in made.names), *others])

    def _check_axes(self, name: str, place: str,
                    axes: Iterable[tuple[Fraction, Fraction, Fraction]], about: list[str]) -> None:
        """Note an axis that runs further than what is shown."""
        for axis in axes:
            numbers = [n for one in about for n in self.numbers(one)]
            percent = any(self.dictionary[one].unit_class == "percent" for one in about)
            far = beyond((f"{axis[0]}", f"{axis[1]}"), axis[2], numbers, percent,
                         self.layout_charts)
            if far:
                self.note(name, f"{place}, axis", far, "the axis runs further than what is shown")

    def _take_axes(self, texts: list[str], about: list[str]
                   ) -> list[tuple[Fraction, Fraction, Fraction]]:
        """The ends and step of the value axis, where it is known; its texts and those of a second
        one are taken out, each once.

        The table of figures says what marks they bear; where it does not, they are even steps.
        """
        drawn = [made for made in self.charts_of(about)
                 if all(mark in texts for marks_ in made.axes.values() for mark in marks_)]
        for made in drawn[:1]:
            for marks_ in made.axes.values():
                for mark in marks_:
                    texts.remove(mark)
            values = [number_of(mark) for mark in made.axes.get("axis", ())]
            alone = "flow_axis" not in made.axes and len(values) > 1
            return [(values[0], values[-1], values[1] - values[0])] if alone else []
        # the months stand before the axis; a stock's flows have a second one
        axes: list[tuple[Fraction, Fraction, Fraction]] = []
        at = 0
        while at < len(texts):
            axis = marks(texts[at:]) if MARK.fullmatch(texts[at]) else None
            count = 0 if axis is None else int((axis[1] - axis[0]) / axis[2]) + 1
            if axis is None or (axes and count < LEAST_MARKS):
                at += 1
                continue
            axes.append(axis)
            texts[at : at + count] = []
        return axes if len(axes) == 1 else []

    def _read_hidden(self, name: str, hidden: Iterable[Hidden]) -> None:
        numbered = Heads()      # of bookmarks and links
        for one in hidden:
            if self.foreign is not None:
                self.take_foreign(name, one.place, self.foreign.hidden(one.text))
            elif STRICT.search(one.place):
                self.unexplained(name, one.place, [one.text], heads=numbered)
            else:
                self.beside(name, one.place, one.text, heads=numbered)

    def _read_attached(self, name: str, attached: str, content: bytes) -> None:
        if content == self.table:
            return      # as it stands beside the file
        if attached.endswith(".csv"):
            inner = Accounts(self.dictionary, "", self.known, self.layout_charts, self.script)
            inner.read_csv(attached, content)
            here = set(self.figures)
            self.figures += [s for s in inner.figures if s not in here]
            self.unaccounted += inner.unaccounted
        else:
            self.beside(name, f"attachment {attached}", content.decode("utf-8", "replace"))

    def _read_body(self, name: str, form: Form, lines: Sequence[str], in_order: Iterable[Line]
                   ) -> None:
        """The words of a body, a paragraph a line; `in_order` with the rows of tables whole."""
        self.said += [(name, text) for text in lines]
        if self.foreign is not None:
            self.take_foreign(name, "words", self.foreign.in_lines(form, in_order))
            return
        body = []
        for paragraph in map(squeezed, lines):
            # what the author is asked stands in the Word version alone, and repeats figures
            said = len(paragraph) > LEAST_SENTENCE and paragraph not in self.lines
            if said and self.about(paragraph):
                self.beside(name, "text", paragraph)
            else:
                body.append(paragraph)
        self.unexplained(name, "text", body, self.printed, Heads())

    def _read_docx(self, name: str, word: ReadDocx) -> None:
        self._read_body(name, "word", word.paragraphs, word.lines)
        self._read_alts(name, word.alts)
        for target in word.links:
            self.read_link(name, target)
        if self.foreign is not None:
            self._read_beside(name, word, self.foreign)
        self._read_hidden(name, (Hidden(h.place, _without_page(h.text)) for h in word.hidden))
        self.figures += [
            Shown(s.indicator, s.role, s.period, s.text, f"{name}, {s.place}")
            for s in points(word.drawn, self.dictionary, self.figures)]
        for series in word.drawn:
            self._read_series(name, series, self._about_chart(word, series.chart))
        self.take_marked(name, word.marked)

    def _read_beside(self, name: str, word: ReadDocx, foreign: Foreign) -> None:
        """What a Word file holds besides its pages, beside the document: its trace and charts."""
        trace = word.trace
        self.take_foreign(name, "what it repeats", foreign.in_trace(trace.lines))
        for words in trace.words:
            self.take_foreign(name, "what it repeats", foreign.hidden(words))
        for said, values in trace.series:
            self.take_foreign(name, "what it repeats", foreign.series(foreign.chart(said), values))
        for own in word.custom:
            self.take_foreign(name, own.place, foreign.hidden(own.text))
        charts = {n: foreign.chart(word.said_of.get(n, "")) for n in word.axes}
        for n, chart in charts.items():
            self.take_foreign(name, f"chart {n}, axis", foreign.axes(chart, word.axes[n]))
            self.take_foreign(name, f"chart {n}, format", foreign.formats(chart, word.formats[n]))
        for series in word.drawn:
            self.take_foreign(name, f"{series.place}, “{series.name}”", foreign.series(
                charts.get(series.chart), (value for _, value in series.points)))

    def _about_chart(self, word: ReadDocx, chart: int) -> list[str]:
        """The indicators that a native chart is of: by its alt text, and by its first series."""
        about = self.about(word.said_of.get(chart, ""))
        named = [indicator.id for series in word.drawn if series.chart == chart and series.first
                 for indicator in titled(series.name, self.dictionary)]
        return list(dict.fromkeys((*about, *named)))

    def _read_series(self, name: str, series: Drawn, about: list[str]) -> None:
        place = f"{series.place}, “{series.name}”"
        self.beside(name, place, series.name, about)
        if about and all(map(self.in_short, about)):
            return
        numbers = {f"{abs(n)}" for one in about for n in self.numbers(one)} or {
            f"{abs(n)}" for one in self.by_indicator for n in self.numbers(one)}
        for _, value in series.points:
            number = number_in(value)
            if number is not None and f"{abs(number.value)}" not in numbers and not series.first:
                self.note(name, place, told(value), "a point of the chart")
        if series.first and about:
            percent = any(self.dictionary[one].unit_class == "percent" for one in about)
            far = beyond(series.axis, None, [n for one in about for n in self.numbers(one)],
                         percent, self.layout_charts)
            if far:
                self.note(name, f"{series.place}, axis", far,
                           "the axis runs further than what is shown")

    def _read_html(self, name: str, page: ReadHtml) -> None:
        self._read_body(name, "html", page.lines, page.in_order)
        self.said += [(name, row) for row in page.rows]
        self._read_alts(name, page.alts)
        for target in page.links:
            self.read_link(name, target)
        for unseen in page.hidden:      # no figure has business there
            self.unexplained(name, unseen.place, [unseen.text])
            if self.foreign is not None and WORDS.search(unseen.place):
                self.take_foreign(name, unseen.place, self.foreign.hidden(unseen.text))
        ids = set(page.ids)
        own = self.script.ids if self.script is not None else frozenset()
        self.unexplained(name, "id or class", (self._without_counts(identity, ids)
                                               for identity in page.ids if identity not in own))
        figures = by_name(self.figures)
        for n, drawing in enumerate(page.drawings, 1):
            place = f"chart {n}"
            if drawing.small:
                about = [indicator.id for indicator in titled(drawing.row, self.dictionary)]
                texts, axes = drawing.texts, []
            else:
                about, texts = self.about(drawing.said), [squeezed(t) for t in drawing.texts]
                self._read_drawn(name, place, drawing.said, texts)
                axes = self._take_axes(texts, about)
            self._check_axes(name, place, axes, about)
            for text in self._without_names(texts, about):
                self.beside(name, place, text, about)
            if any(map(self.in_short, about)):
                continue        # no number of a text can be laid beside a point
            far = stray(drawing, [self.dictionary[one] for one in about], figures,
                        {one: self.numbers(one) for one in about})
            for at, value in far:
                self.note(name, f"{place}, {at}", value, "a point of the chart")
        self.take_marked(name, page.marked)

    def _without_counts(self, identity: str, ids: Collection[str]) -> str:
        """The words of an id or class: without indicators' ids and sections, and a count of
        paragraphs.

        An id "background.4" counts where there is one before it, and "lead+2", of what an author
        added: not all paragraphs are here.
        """
        words = identity
        while (counted := re.fullmatch(r"(.+)([.+])([1-9]\d?)", words)) is not None:
            stem, mark, last = counted.groups()     # "area.1+2": what was added after the first
            if last != "1" and not any(f"{stem}{mark}{n}" in ids for n in range(1, int(last))) and (
                    mark != "+" or stem not in ids):
                break
            words = stem
        for one in sorted((o.id for o in self.dictionary.indicators), key=len, reverse=True):
            words = words.replace(one, " ")
        for section in {o.section for o in self.dictionary.indicators}:
            plain = re.sub(r"[’']", "", section.casefold())
            named = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
            words = re.sub(rf"(?<![a-z0-9]){re.escape(named)}(?![a-z0-9])", " ", words)
        return re.sub(r"[-_.~]+|(?<=[a-z])(?=\d)", " ", words)


def _without_page(text: str) -> str:
    return re.sub(r"\bPage \d+ of \d+", "Page", text)

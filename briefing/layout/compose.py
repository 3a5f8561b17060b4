"""The walk over a layout's sections and parts that places what is said in a document."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from briefing.disclosure import Policy
from briefing.document import (
    Block,
    Bullets,
    Contents,
    ContentsEntry,
    Controls,
    Document,
    Heading,
    Look,
    Paragraph,
    ParagraphRole,
    Picture,
    Prompt,
    Section,
    Text,
    blocks,
    statements_of,
)
from briefing.findings import Findings
from briefing.history import Restatement
from briefing.layout.areas import areas
from briefing.layout.cover import header, marking_block
from briefing.layout.display import display_of
from briefing.layout.exempt import marking
from briefing.layout.glance import glance
from briefing.layout.material import Material, author_block, row
from briefing.layout.numbering import Numbers
from briefing.layout.placeholders import ready_for
from briefing.layout.plan import Layout, Part
from briefing.layout.scorecard import ratings_table, scorecard
from briefing.narrative.book import Book
from briefing.narrative.narrate import narrate
from briefing.narrative.narration import CONCERN, REPORT, Narration, Statement, Topic, area_id
from briefing.periods import day_in_words
from briefing.reading.folder import ReportFolder

TITLE = "title"


@dataclasses.dataclass(frozen=True, slots=True)
class Composed:
    """The document, what is said in it, and the statements that the layout has no place for."""

    document: Document
    narration: Narration
    unplaced: tuple[Statement, ...] = ()

    @classmethod
    def empty(cls) -> Composed:
        """Nothing said, nothing laid out."""
        return cls(Document("", "", "", "", "", "", date.min, Look(), ()), Narration(()))

    @property
    def said(self) -> Mapping[str, tuple[Statement, ...]]:
        """The sentences that tell of each indicator, by its id."""
        return self.narration.said

    @property
    def asked(self) -> tuple[Statement, ...]:
        """What the author is asked to explain."""
        return tuple(s for topic in self.narration.topics for s in topic.statements("prompt"))


def compose(narration: Narration, material: Material) -> Composed:
    """What is said, laid out with the figures: each statement is placed, or named as unplaced."""
    material = dataclasses.replace(material, narration=narration)
    layout, settings = material.layout, material.report.settings.report
    numbers = Numbers()
    host = _host_of_note(layout)
    sections = tuple(
        Section(plan.id, tuple(
            b for part in plan.part for b in numbers.of(part, _noted(part, host, material))),
            plan.landscape)
        for plan in layout.section)
    if host is None and (note := _withheld(REPORT, material, "note")):
        *before, last = sections
        sections = (*before, dataclasses.replace(last, blocks=(*last.blocks, *note)))
    when = day_in_words(settings.date)
    document = Document(
        settings.title, settings.running_title or settings.title,
        marking(layout, settings, material.edition), settings.page_note,
        settings.author, f"{settings.meeting}, {when}", settings.date, layout.look, sections,
        page_of=layout.words.page_of, controls=_controls(material),
        attached=layout.words.attached,
    )  # fmt: skip
    placed = {statement for block in blocks(document) for statement in statements_of(block)}
    return Composed(with_contents(document), narration, tuple(
        s for s in narration.statements.values() if s.id not in placed))


def compose_report(
    report: ReportFolder, findings: Findings, book: Book, layout: Layout, edition: str,
    restatements: Sequence[Restatement] = (), policy: Policy | None = None,
    logo: Picture | None = None,
) -> Composed:
    """Steps 5 and 6 in one: what is said of the findings, laid out.

    `restatements` are said beside the indicators that they are of. `policy` is the rule by which
    figures were withheld, None where none were.
    """
    material = material_of(report, findings, layout, edition, restatements, policy, logo)
    return compose(narrated(material, book), material)


def material_of(
    report: ReportFolder, findings: Findings, layout: Layout, edition: str,
    restatements: Sequence[Restatement] = (), policy: Policy | None = None,
    logo: Picture | None = None,
) -> Material:
    """What an edition is made of: the layout and the report as the edition may have them."""
    layout, report = ready_for(edition, layout, report)
    return Material(report, findings, layout, tuple(restatements), edition, policy, logo)


def narrated(material: Material, book: Book) -> Narration:
    """What is said of the material's findings, in the kinds that its layout shows."""
    return narrate(material.findings, book, material.report.commentary, display_of(material),
                   material.edition, material.report.settings.report.length)


def _controls(material: Material) -> Controls:
    """What a page on a screen says to who uses it, in the layout's words."""
    words = {field.name: getattr(material.layout.words, f"screen_{field.name}")
             for field in dataclasses.fields(Controls)}
    # how many rows are shown is the page's own to fill in
    return Controls(**{name: text if name == "shown" else material.fill(text)
                       for name, text in words.items()})


# The parts that can bear the note on what is withheld; a summary has a line of its own for it.
_WITH_NOTE = ("summary", "highlights", "scorecard", "areas")


def _host_of_note(layout: Layout) -> Part | None:
    """The part that says what is withheld: the summary, or the first other that has figures."""
    bearing = [part for part in layout.parts if part.kind in _WITH_NOTE]
    summaries = [part for part in bearing if part.kind == "summary"]
    return next(iter(summaries + bearing), None)


def _noted(part: Part, host: Part | None, material: Material) -> list[Block]:
    """The part's blocks, with the note on what is withheld at its head where it bears it."""
    body = _part(part, material)
    if part is not host or part.kind == "summary":
        return body
    if part.kind == "areas":        # it has no heading: the note stands over the first area's
        return [*_withheld(REPORT, material, "note"), *body]
    style: ParagraphRole = "body" if part.kind == "highlights" else "note"
    return [*body[:1], *_withheld(part.id, material, style), *body[1:]]


def _withheld(anchor: str, material: Material, style: ParagraphRole = "body") -> list[Block]:
    """What is withheld by which rule; nothing where no figure is."""
    note = material.narration.on(REPORT, "withheld")
    return [Paragraph(f"{anchor}.withheld", row(note), style)] if note else []


def _part(part: Part, material: Material) -> list[Block]:
    match part.kind:
        case "title":
            return [Heading(TITLE, 1, material.report.settings.report.title)]
        case "marking":
            return marking_block(part, material)
        case "logo":
            return [material.logo] if material.logo else []
        case "header":
            return header(part, material)
        case "contents":
            return [Contents(material.heading(part), ())]
        case "author":
            return _author(part, material)
        case "glance":
            return glance(part, material)
        case "highlights":
            return _highlights(part, material)
        case "summary":
            return _summary(part, material)
        case "scorecard":
            return scorecard(part, material)
        case "areas":
            return areas(part, material)
        case _:
            assert_never(part.kind)


def _heading(part: Part, material: Material) -> Heading:
    return Heading(part.id, 2, material.heading(part), part.number)


def _author(part: Part, material: Material) -> list[Block]:
    """The author's own paragraphs, then the drafted questions where the part asks for them."""
    body: list[Block] = [_heading(part, material)]
    body += material.commentary(part.place, part.id, part.ordered)
    if part.questions:
        drafted = material.narration.topic("questions").statements("question")
        if drafted:
            if part.lead:
                body.append(Paragraph(f"{part.id}.lead", (Text(material.fill(part.lead)),),
                                      keep_with_next=True))
            body.append(Bullets(f"{part.id}.drafted", tuple(row((s,)) for s in drafted)))
    if len(body) == 1:
        body.append(Paragraph(f"{part.id}.none", (Text(material.fill(part.empty)),)))
    return body


def _highlights(part: Part, material: Material) -> list[Block]:
    """The status of the whole and what matters most in each service area, a paragraph each."""
    body: list[Block] = [_heading(part, material)]
    if part.place:
        body += material.commentary(part.place, part.id, part.ordered)
    for n, statement in enumerate(material.narration.on(REPORT, "status"), 1):
        body.append(Paragraph(f"{part.id}.status.{n}", row((statement,))))
    for section in material.report.dictionary.sections:
        lead = material.narration.area(section).main
        if lead:
            words = (Text(f"{section}: ", "strong"), *row(lead))
            body.append(Paragraph(f"{part.id}.{area_id(section)}", words))
    body.append(ratings_table(part.id, material))
    return body


def _summary(part: Part, material: Material) -> list[Block]:
    """The status of the whole, then each service area's sentences under its run-in heading."""
    body: list[Block] = [_heading(part, material)]
    if part.lead:
        body.append(Paragraph(f"{part.id}.lead", (Text(material.fill(part.lead)),)))
    body += _withheld(part.id, material)
    body += material.commentary(part.place, part.id)
    if part.status:
        status = material.narration.on(REPORT, "status")
        body.append(Paragraph(f"{part.id}.status", row(status)))
        body.append(ratings_table(part.id, material))
    for section in material.report.dictionary.sections:
        anchor = f"{part.id}.{area_id(section)}"
        body.append(Heading(anchor, 3, section, underlined=part.underlined))
        topic = material.narration.area(section)
        lead = topic.statements("lead")
        if lead:
            body.append(Paragraph(f"{anchor}.lead", row(lead), keep_with_next=True))
        body += material.commentary(topic.id, anchor)
        body += _paragraphs(anchor, topic, material)
    return body


def _paragraphs(anchor: str, topic: Topic, material: Material) -> list[Block]:
    """The area's sentences in paragraphs; what the author says of an indicator follows it."""
    body: list[Block] = []
    together: list[Statement] = []
    asked: list[Prompt] = []
    own: Counter[str] = Counter()
    in_concerns = False

    def close() -> None:
        if together:
            body.append(Paragraph(f"{anchor}.{len(body) + 1}", row(together)))
            together.clear()
        body.extend(asked)      # after the paragraph, which is not to be broken by it
        asked.clear()

    for passage in topic.of("sentence", "prompt", "author"):
        match passage.kind:
            case "sentence":
                full = len(together) + len(passage.statements) > (
                    material.layout.sentences_per_paragraph)
                concern = any(CONCERN in s.moves for s in passage.statements)
                # a concern opens a paragraph; those after it stand with it
                opens = concern and not in_concerns
                in_concerns = concern
                if together and (full or opens) and not passage.continues:
                    close()
                together += passage.statements
            case "prompt":
                asked += [Prompt(f"{anchor}.{passage.about}.reason", s.text, s.id)
                          for s in passage.statements]
            case _ if passage.about != topic.id:     # the area's own stand above
                close()
                own[passage.about] += 1
                body.append(author_block(
                    passage, f"{anchor}.{passage.about}.author.{own[passage.about]}"))
    close()
    return body


def with_contents(document: Document) -> Document:
    """The document with its contents listed: its parts, the data report and its service areas."""
    entries: list[ContentsEntry] = []
    below = False       # the headings after one of the first level are its own
    for block in blocks(document):
        if isinstance(block, Heading) and block.level < 3 and block.id != TITLE:
            below = below or block.level == 1
            level = 2 if below and block.level == 2 else 1
            entries.append(ContentsEntry(level, f"{block.number} {block.text}".strip(), block.id))

    def listed(block: Block) -> Block:
        return Contents(block.title, tuple(entries)) if isinstance(block, Contents) else block

    return dataclasses.replace(document, sections=tuple(
        dataclasses.replace(s, blocks=tuple(listed(b) for b in s.blocks))
        for s in document.sections))

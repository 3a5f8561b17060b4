"""The walk over a layout's sections and parts that composes the document."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from briefing.disclosure import Policy
from briefing.document import (
    Block,
    Bullets,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Paragraph,
    Picture,
    Prompt,
    Section,
    Text,
    blocks,
)
from briefing.findings import Findings
from briefing.history import Restatement
from briefing.layout.areas import areas
from briefing.layout.contents import Material, area_id
from briefing.layout.cover import header, marking_block
from briefing.layout.exempt import marking
from briefing.layout.numbering import Numbers
from briefing.layout.placeholders import ready_for
from briefing.layout.plan import Layout, Part
from briefing.layout.scorecard import ratings_table, scorecard
from briefing.narrative import overview
from briefing.narrative.book import Book
from briefing.narrative.sentence import Sentence
from briefing.periods import day_in_words
from briefing.reading.folder import ReportFolder

TITLE = "title"


@dataclasses.dataclass(frozen=True, slots=True)
class Composed:
    """The document, every indicator's sentences by its id, and what the author is asked.

    `spoken` holds the sentences of every row of words, by the row as it reads.
    """

    document: Document
    said: dict[str, tuple[Sentence, ...]]
    asked: tuple[Sentence, ...]
    spoken: dict[str, tuple[Sentence, ...]]


def compose(
    report: ReportFolder, findings: Findings, book: Book, layout: Layout, edition: str,
    restatements: Sequence[Restatement] = (), policy: Policy | None = None,
    logo: Picture | None = None,
) -> Composed:
    """The report laid out; `restatements` are said beside the indicators that they are of.

    `policy` is the rule by which figures were withheld, None where none were.
    """
    layout, report = ready_for(edition, layout, report)
    material = Material(report, findings, book, layout, tuple(restatements), edition, policy, logo)
    settings = report.settings.report
    numbers = Numbers()
    sections = tuple(
        Section(plan.id, tuple(b for part in plan.part
                               for b in numbers.of(part, _part(part, material))), plan.landscape)
        for plan in layout.section)
    when = day_in_words(settings.date)
    document = Document(
        settings.title, settings.running_title or settings.title,
        marking(layout, settings, edition), settings.page_note,
        settings.author, f"{settings.meeting}, {when}", settings.date, layout.look, sections,
    )  # fmt: skip
    asked = tuple(material.reasons.values())
    spoken = material.spoken | {sentence.text: (sentence,) for sentence in asked}
    return Composed(_with_contents(document), material.said, asked, spoken)


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
            return [Contents(material.fill(part.heading), ())]
        case "author":
            return _author(part, material)
        case "highlights":
            return _highlights(part, material)
        case "summary":
            return _summary(part, material)
        case "scorecard":
            return scorecard(part, material)
        case "areas":
            return areas(part, material)


def _heading(part: Part, material: Material) -> Heading:
    return Heading(part.id, 2, material.fill(part.heading), part.number)


def _author(part: Part, material: Material) -> list[Block]:
    """The author's own paragraphs, then the drafted questions where the part asks for them."""
    made: list[Block] = [_heading(part, material)]
    made += material.commentary(part.place, part.id, part.ordered)
    if part.questions:
        findings = material.findings.by_indicator.values()
        drafted = overview.questions(findings, material.book)
        if drafted:
            if part.lead:
                made.append(Paragraph(f"{part.id}.lead", (Text(material.fill(part.lead)),),
                                      keep_with_next=True))
            made.append(Bullets(f"{part.id}.drafted", tuple(material.prose((s,)) for s in drafted)))
    if len(made) == 1:
        made.append(Paragraph(f"{part.id}.none", (Text(material.fill(part.empty)),)))
    return made


def _highlights(part: Part, material: Material) -> list[Block]:
    """The status of the whole and what matters most in each service area, a paragraph each."""
    made: list[Block] = [_heading(part, material)]
    if part.place:
        made += material.commentary(part.place, part.id, part.ordered)
    for n, sentence in enumerate(overview.status(material.findings, material.book), 1):
        made.append(Paragraph(f"{part.id}.status.{n}", material.prose((sentence,))))
    for section in material.report.dictionary.sections:
        lead = overview.area_lead(material.area(section), area_id(section), material.book)
        if lead is not None:
            words = (Text(f"{section}: ", "strong"), *material.prose((lead,)))
            made.append(Paragraph(f"{part.id}.{area_id(section)}", words))
    made.append(ratings_table(part.id, material))
    return made


def _summary(part: Part, material: Material) -> list[Block]:
    """The status of the whole, then each service area's sentences under its run-in heading."""
    made: list[Block] = [_heading(part, material)]
    if part.lead:
        made.append(Paragraph(f"{part.id}.lead", (Text(material.fill(part.lead)),)))
    note = material.withheld_note()
    if note:
        made.append(Paragraph(f"{part.id}.withheld", (Text(note),)))
    made += material.commentary(part.place, part.id)
    if part.status:
        status = overview.status(material.findings, material.book)
        made.append(Paragraph(f"{part.id}.status", material.prose(status), keep_with_next=True))
        made.append(ratings_table(part.id, material))
    for section in material.report.dictionary.sections:
        anchor = f"{part.id}.{area_id(section)}"
        made.append(Heading(anchor, 3, section, underlined=part.underlined))
        lead = overview.area_lead(material.area(section), area_id(section), material.book)
        if lead is not None:
            made.append(Paragraph(f"{anchor}.lead", material.prose((lead,)), keep_with_next=True))
        made += material.commentary(section, anchor)
        made += _paragraphs(anchor, section, material)
    return made


def _paragraphs(anchor: str, section: str, material: Material) -> list[Block]:
    """The area's sentences in paragraphs; what the author says of an indicator follows it."""
    made: list[Block] = []
    open_: list[Sentence] = []
    asked: list[Prompt] = []

    def close() -> None:
        if open_:
            made.append(Paragraph(f"{anchor}.{len(made) + 1}", material.prose(open_)))
            open_.clear()
        made.extend(asked)      # after the paragraph, which is not to be broken by it
        asked.clear()

    for told in material.told(section):
        sentences = told.sentences
        full = len(open_) + len(sentences) > material.layout.sentences_per_paragraph
        if open_ and full and not told.continues:
            close()
        open_ += sentences
        own = material.commentary(told.indicator, f"{anchor}.{told.indicator}")
        if told.indicator in material.reasons:
            asked.append(Prompt(f"{anchor}.{told.indicator}.reason",
                                material.reasons[told.indicator].text))
        if own:
            close()
            made += own
    close()
    return made


def _with_contents(document: Document) -> Document:
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

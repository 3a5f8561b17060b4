"""A draft: what a report says and prints, whether it is read from its folder, its record or a file.

A record holds figures alone; a Word file what stands in it now, whoever wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from briefing.build import report_name
from briefing.facts import FactId
from briefing.history import read_record
from briefing.periods import Period
from briefing.prepared import Given, prepare
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading.settings import FILE
from briefing.reading.word import read_back
from briefing.reading.word.edited import EditedFile, words_of
from briefing.review.prose import normal, rewordings
from briefing.writers.figures import printed
from briefing.writers.word import RunNote, word_file

RATED = re.compile(r"[▲●▼■◆]\s*(Green|Amber|Red)\b")
SCORECARD = "scorecard"     # in the anchors of the tables of ratings
RATING = "rating"      # what heads the column of them
AT = "@"        # "FOLDER@2022-06": the folder's report of another month


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at one anchor: its words, a line a row where it is a table; and the headings
    above it."""

    anchor: str
    kind: str
    level: int
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it can be compared; None for what its source does not hold.

    `figures` are the texts of each fact, by its identity; `sentences` the words of each statement
    with its place; `ratings` the word of each indicator, by its title; `titles` those of
    indicators, by their ids. `dated` is the day that is put on its changes. `holds` says which
    figures are known: all that are printed, all with those of charts, as a record has them, or
    those of sentences, the only ones of which a Word file says which fact each is.
    """

    name: str
    period: Period
    edition: str
    dated: str
    figures: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    sentences: Mapping[str, tuple[str, str]] | None = None
    ratings: Mapping[str, str] | None = None
    words: tuple[Words, ...] | None = None
    holds: Literal["printed", "recorded", "in sentences"] = "printed"


def folder_and_period(path: str) -> tuple[Path, str]:
    """Where a draft is, and of which month: "FOLDER@2022-06"; "" where none is said."""
    where, _, month = path.rpartition(AT) if AT in path and not Path(path).exists() else (
        path, "", "")
    return Path(where), month


def read_draft(path: str, edition: str = "", trusted: bool = False, given: Given | None = None
               ) -> Draft:
    """The draft of a report folder, "FOLDER" or "FOLDER@2022-06", of a record in history/, or of a
    Word file; that of an area of many where something is `given`.

    Raises ProblemsFound where it is none of them or cannot be read.
    """
    file, month = folder_and_period(path)
    if file.is_dir():
        return _of_folder(file, month, edition, trusted, given)
    if file.suffix.casefold() == ".json" and file.is_file():
        return _of_record(file)
    if file.suffix.casefold() == ".docx":
        return _of_word(file, read_back(file))
    raise ProblemsFound([Problem(
        Place(path), "it is no report folder, record or Word file.",
        f"Give a folder with {FILE}, a record such as history/2022-07-private.json, or a .docx "
        "file that was built.")])


def _of_folder(folder: Path, month: str, edition: str, trusted: bool, given: Given | None
               ) -> Draft:
    prepared = prepare(folder, month, edition, trusted, given=given)
    made = prepared.editions[0]
    document = made.composed.document
    figures: dict[str, tuple[str, ...]] = {}
    for figure, _ in printed(document):
        texts = figures.get(figure.fact.id, ())
        figures[figure.fact.id] = tuple(dict.fromkeys((*texts, figure.text)))
    note = RunNote(prepared.report.period, made.name, report=report_name(prepared.report))
    with TemporaryDirectory() as room:
        # its words as a Word file has them, so that a folder and an edited file compare
        path = Path(room) / "draft.docx"
        path.write_bytes(word_file(document, note, house=prepared.house))
        as_file = _of_word(path, read_back(path))
    titles = {one.id: one.title for one in prepared.report.dictionary.indicators}
    ratings = {finding.indicator.title: finding.rating
               for finding in made.findings.by_indicator.values() if finding.rating != "none"}
    return Draft(folder.resolve().name, prepared.report.period, made.name,
                 f"{document.dated:%Y-%m-%d}", figures, titles, as_file.sentences, ratings,
                 as_file.words)


def _of_record(path: Path) -> Draft:
    problems: list[Problem] = []
    record = read_record(path, Place(path.name), problems)
    stop_if_any(problems)
    assert record is not None
    return Draft(path.name, record.period, record.edition, f"{record.published:%Y-%m-%d}",
                 {name: figure.text for name, figure in record.figures.items()},
                 {name: about.get("title", name) for name, about in record.indicators.items()},
                 holds="recorded")


def _of_word(path: Path, file: EditedFile) -> Draft:
    period = Period.stored(file.run["period"])
    words = tuple(_standing(file))
    figures: dict[str, tuple[str, ...]] = {}
    sentences: dict[str, tuple[str, str]] = {}
    places = {one.anchor: one.place for one in words}
    for anchor in file.anchors:
        if anchor.present is None:
            continue
        text, now = words_of(anchor.original), words_of(anchor.present)
        for figure in anchor.printed:
            if text == now or figure.text in now:
                texts = figures.get(figure.fact, ())
                figures[figure.fact] = tuple(dict.fromkeys((*texts, figure.text)))
        reworded = {normal(pair.before): pair.now for pair in rewordings(text, now)}
        for said in anchor.said:
            sentence = text[said.start:said.end].strip()
            standing = sentence if sentence in now else reworded.get(normal(sentence), "")
            if standing:
                sentences[said.statement] = (places.get(anchor.id, ""), standing)
    ratings = {title: rating for one in words if one.kind == "table" and SCORECARD in one.anchor
               for title, rating in _rated(rows_of(one.text))}
    return Draft(path.name, period, file.run.get("edition", ""), f"{period.last}-01", figures, {},
                 sentences, ratings, words, "in sentences")


def _rated(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The ratings of a table that has a column of them: each row's head, and its rating's word."""
    heads = [cell.strip().casefold() for cell in rows[0]]
    if RATING not in heads:
        return
    column = heads.index(RATING)
    for row in rows[1:]:
        mark = RATED.fullmatch(row[column].strip()) if len(row) == len(heads) else None
        if mark is not None:
            yield row[0].strip(), mark[1].casefold()


def _standing(file: EditedFile) -> Iterator[Words]:
    """What stands in the file in its order, the author's own blocks where they were put."""
    added: dict[str, list[Words]] = {}
    headings: list[tuple[int, str]] = []
    for number, change in enumerate(file.changes):
        if change.kind == "added" and (change.after or change.rows or change.picture):
            text = ("\n".join(" | ".join(row) for row in change.rows) or words_of(change.after)
                    or f"A picture: {change.alt.strip() or 'nothing says what it shows'}")
            added.setdefault(change.follows, []).append(
                Words(f"added {number}", change.block, change.level, "", text))
    yield from added.pop("", [])
    for anchor in file.anchors:
        if anchor.present is not None and anchor.block != "prompt":
            text = words_of(anchor.present)
            if anchor.block == "heading":
                while headings and headings[-1][0] >= anchor.level:
                    headings.pop()
                headings.append((anchor.level, text))
            yield Words(anchor.id, anchor.block, anchor.level,
                        " › ".join(name for _, name in headings), text)
        yield from added.pop(anchor.id, [])
    for rest in added.values():
        yield from rest


def rows_of(text: str) -> list[list[str]]:
    """The cells of a table's words."""
    return [line.split(" | ") for line in text.split("\n")]


def fact_label(identity: str, titles: Mapping[str, str]) -> str:
    """ "Contacts: current, 2022-07"."""
    parsed = FactId.parse(identity)
    if parsed is None:
        return identity
    title = titles.get(parsed.indicator, parsed.indicator)
    return f"{title}: {parsed.role.replace('gap.', 'gap to ').replace('_', ' ')}, {parsed.period}"


def titles_of(drafts: Iterable[Draft]) -> dict[str, str]:
    """The titles of the indicators of several drafts."""
    return {name: title for draft in drafts for name, title in draft.titles.items()}

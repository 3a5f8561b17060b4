"""The index of a run: every area with its ratings and files, and what failed and why.

It is for those who made the reports and stands beside the folders of the areas, not in what is
circulated. It holds no time of day, so that equal runs make equal files.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import PurePosixPath
from typing import Literal

from briefing.areas.asked import Options
from briefing.problems import on_one_line, shortened
from briefing.review.page import page

# failed: it could not be made; an earlier report of the area, if any, was left as it is.
# left: the run was stopped before it.
State = Literal["made", "failed", "left"]
RATINGS = ("blue", "green", "amber", "red", "none")
CIRCULATED = {".pdf": "PDF", ".docx": "Word", ".html": "HTML"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An area in the index. `problems` say why it failed; `outputs` are the hashes of its files.

    `key` is the hash of what they were made of.
    """

    area: str
    name: str
    state: State
    period: str = ""
    ratings: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    key: str = ""

    @property
    def words(self) -> str:
        """What became of it, in words."""
        if self.state == "made":
            return "made"
        kept = "; the report of an earlier run stands" if self.outputs else ""
        return ("not made" if self.state == "failed" else "not reached") + kept


# On a telephone each area is a card, which says itself what each of its figures is.
STYLE = """.areas { table-layout: auto } .areas th:first-child { min-width: 10rem }
.areas td { white-space: normal }
.areas td:last-child { min-width: 14rem }
.areas a { display: inline-block; min-height: 1.5rem; padding: .15rem .5rem .15rem 0 }
@media (max-width: 48rem) {
.areas, .areas caption, .areas tbody, .areas tr, .areas th, .areas td { display: block }
.areas thead { position: absolute; clip-path: inset(50%); width: 1px; overflow: hidden }
.areas tr { margin: 0 0 1rem } .areas th, .areas td { border-width: 0 1px 1px }
.areas th { border-top-width: 1px }
.areas td::before { content: attr(data-of) ": "; color: #595959 }
}
"""


def index_csv(entries: Iterable[Entry], words: Mapping[str, str]) -> bytes:
    """A row an area: how many indicators have each rating, what became of it, and why."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(("area", "name", "period", *(words[one] for one in RATINGS), "warnings", "report",
                   "why"))
    for entry in entries:
        rows.writerow((entry.area, _safe(entry.name), entry.period,
                       *(entry.ratings.get(one, 0) if entry.outputs else "" for one in RATINGS),
                       len(entry.warnings), entry.words,
                       _safe(" | ".join(map(_shown, entry.problems)))))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _safe(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _shown(text: str) -> str:
    return on_one_line(shortened(text))


def index_html(title: str, areas: str, entries: Sequence[Entry], words: Mapping[str, str]) -> bytes:
    """The index as one page of HTML; `areas` is what areas are called."""
    return page(f"{title}: {areas}", _body(title, areas, entries, words), STYLE).encode()


def _body(title: str, areas: str, entries: Sequence[Entry], words: Mapping[str, str]
          ) -> Iterator[str]:
    used = [one for one in RATINGS if any(entry.ratings.get(one) for entry in entries)]
    failed = [entry for entry in entries if entry.state != "made"]
    yield f"<main>\n<h1>{escape(title)}: {escape(areas)}</h1>"
    yield (f'<p class="lead">{len(entries) - len(failed)} of {len(entries)} {escape(areas)} have '
           "their report. For the authors of the reports: not part of what is circulated.</p>")
    if failed:
        yield "<h2>What was not made, and why</h2>\n<ul class=\"verdicts\">"
        for entry in failed:
            why = "<br>".join(escape(_shown(one)) for one in entry.problems)
            yield (f'<li class="error"><b>{escape(entry.name)}</b> {escape(entry.words)}.'
                   f'<span class="facts">{why}</span></li>')
        yield "</ul>"
    yield '<h2>Every report</h2>\n<table class="areas">'
    yield "<caption>How many indicators have each rating, by area</caption>"
    heads = ["Area", "Period", *(words[one] for one in used), "Warnings", "Files"]
    yield "<thead><tr>" + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads) + (
        "</tr></thead>\n<tbody>")
    for entry in entries:
        cells = [escape(entry.period),
                 *(str(entry.ratings.get(one, 0)) if entry.outputs else "" for one in used),
                 str(len(entry.warnings)) if entry.outputs else "", _links(entry)]
        yield (f'<tr id="{entry.area}"><th scope="row">{escape(entry.name)}</th>'
               + "".join(f'<td data-of="{escape(head)}">{cell}</td>'
                         for head, cell in zip(heads[1:], cells, strict=True)) + "</tr>")
    yield "</tbody></table>\n</main>"


def _links(entry: Entry) -> str:
    """The files that are read, a line an edition; a link says to who hears it whose file it is."""
    lines = [] if entry.state == "made" else [escape(entry.words)]
    for edition in ("", "public"):
        links = []
        for suffix, kind in CIRCULATED.items():
            for path in map(PurePosixPath, sorted(entry.outputs)):
                if path.suffix == suffix and (path.parts[0] == "public") == bool(edition):
                    whose = f"{kind}: {entry.name}{f', {edition}' if edition else ''}"
                    links.append(f'<a href="{entry.area}/{escape(str(path))}" '
                                 f'aria-label="{escape(whose)}">{kind}</a>')
        if links:
            lines.append(f"{edition.capitalize()}{': ' if edition else ''}{' '.join(links)}")
    return "<br>".join(lines)


def manifest_json(program: str, options: Options, common: Mapping[str, str],
                  entries: Iterable[Entry]) -> bytes:
    """What a run was made of and what came of it: one manifest for all areas.

    `common` are the hashes of the files that all areas share.
    """
    content = {
        "program": program, "options": asdict(options), "inputs": dict(common),
        "areas": {entry.area: {
            "name": entry.name, "state": entry.state, "period": entry.period, "key": entry.key,
            "ratings": dict(entry.ratings), "warnings": list(entry.warnings),
            "problems": list(entry.problems), "outputs": dict(entry.outputs)}
            for entry in entries}}
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()

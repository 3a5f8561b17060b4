"""Who agreed to which words of a report: edits/2022-07-private.agreed.json.

What was agreed is kept as a hash for each place of the document, so that a later change is told by
its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.document import Chart, Document, Prompt, Table, plain
from briefing.files import LARGEST_TEXT, json_of, read_bytes, short_hash
from briefing.periods import day_in_words
from briefing.problems import Place, Problem
from briefing.reading.settings import FILE as SETTINGS
from briefing.revision.anchors import anchored, squeezed
from briefing.revision.edit import FOLDER

LENGTH = 12     # of a hash: enough to tell words apart


@dataclass(frozen=True, slots=True)
class Agreed:
    """That somebody agreed: who, on which day, having read which file, to which words."""

    name: str
    day: date
    file: str
    words: Mapping[str, str]

    def changed(self, words: Mapping[str, str]) -> tuple[str, ...]:
        """The places whose words are not those that were agreed to."""
        return tuple(sorted(place for place in words.keys() | self.words.keys()
                            if words.get(place) != self.words.get(place)))


def words_agreed(document: Document) -> dict[str, str]:
    """The hash of what stands at each place of the document; what is asked of the author is none.
    """
    return {name: _hash(_said(place.block, place.words))
            for name, place in anchored(document).items() if not isinstance(place.block, Prompt)}


def agreed_file(period: str, edition: str) -> str:
    """The file of who agreed to an edition, by its name in the report folder."""
    return f"{FOLDER}/{period}-{edition}.agreed.json"


def read_agreed(folder: Path, period: str, edition: str
                ) -> tuple[tuple[Agreed, ...], tuple[Problem, ...]]:
    """Who agreed to the edition, and what is wrong with the record."""
    name = agreed_file(period, edition)
    if not (folder / name).exists():
        return (), ()
    problems: list[Problem] = []
    raw = read_bytes(folder / name, name, "Put it back.", problems, 10 * LARGEST_TEXT)
    if raw is None:
        return (), tuple(problems)
    try:
        found = tuple(Agreed(str(one["name"]), date.fromisoformat(one["day"]), str(one["file"]), {
            str(place): str(hashed) for place, hashed in one["words"].items()})
            for one in json_of(raw)["agreed"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return (), (Problem(Place(name), "it is no record of who agreed.",
                            "Put it back from a copy, or take it out and ask them again."),)
    return found, ()


def with_agreement(agreed: tuple[Agreed, ...], one: Agreed) -> bytes:
    """The file of who agreed, with this one in the place of an earlier one of the same person."""
    kept = [other for other in agreed if other.name != one.name]
    content = {"agreed": [{"name": each.name, "day": each.day.isoformat(), "file": each.file,
                           "words": dict(each.words)} for each in (*kept, one)]}
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def approval_problems(names: Iterable[str], agreed: Iterable[Agreed], document: Document,
                      what: str, *, final: bool) -> Iterator[Problem]:
    """Who of `names` has not agreed, or agreed to other words than the document has now.

    `what` is the edition and month in words. Of a report that is not to be `final`, the last is a
    warning, and nothing is said of the first.
    """
    by_name = {one.name: one for one in agreed}
    words: dict[str, str] | None = None
    place = Place(SETTINGS, column="approval.names")
    for name in names:
        again = f'Let them read its Word file, then: briefing accept FILE.docx --as "{name}".'
        one = by_name.get(name)
        if one is None:
            if final:
                yield Problem(place, f"{name} has not agreed to the {what}.", again)
            continue
        words = words_agreed(document) if words is None else words
        if changed := one.changed(words):
            more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
            yield Problem(place, f"what {name} agreed to on {day_in_words(one.day)}, the {what}, "
                          f"has changed since: {', '.join(changed[:3])}{more}.", again,
                          warning=not final)


def _said(block: object, words: str) -> str:
    match block:
        case Table():
            rows = [[column.heading for column in block.columns]]
            rows += [[plain(cell.inlines) for cell in row.cells] for row in block.rows]
            return "\n".join(" | ".join(map(squeezed, row)) for row in rows) + words
        case Chart():
            return f"{words}\n{block.alt}"
        case _:
            return words


def _hash(text: str) -> str:
    return short_hash(hashlib.sha256(text.encode()).hexdigest(), LENGTH)

"""The author's texts that are printed, each with the field that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.problems import Place
from briefing.reading.commentary import Commentary
from briefing.reading.grids import Grid, text_of, tidy
from briefing.reading.settings import FILE, Settings

OF_REPORT = ("title", "meeting", "author", "council", "running_title", "page_note", "logo_alt")
OF_INDICATOR = ("section", "title", "subject", "zero", "note", "definition", "why", "source",
                "break_reason")


def printed_texts(settings: Settings, indicators: Grid | None, commentary: Iterable[Commentary]
                  ) -> Iterator[tuple[Place, str]]:
    """The words of report.toml, of the dictionary and of the author's paragraphs, with places."""
    for name in OF_REPORT:
        yield Place(FILE, column=f"report.{name}"), getattr(settings.report, name)
    for name, value in settings.report.fields.items():
        for text in (value,) if isinstance(value, str) else value:
            yield Place(FILE, column=f"report.fields.{name}"), text
    for name, unit in settings.units.items():
        for key in ("before", "after", "one", "in_tables", "change", "title"):
            yield Place(FILE, column=f"units.{name}.{key}"), getattr(unit, key) or ""
    for key in ("words", "shapes"):
        for band, text in getattr(settings.ratings, key).items():
            yield Place(FILE, column=f"ratings.{key}.{band}"), text
    for name, comparator in settings.comparators.items():
        for key in ("title", "said", "short", "method"):
            yield Place(FILE, column=f"comparators.{name}.{key}"), getattr(comparator, key)
    if indicators is not None:
        printed = [(n, head) for n, head in enumerate(indicators.head)
                   if tidy(head) in OF_INDICATOR]
        for row, cells in indicators.rows:
            for n, head in printed:
                if n < len(cells):
                    yield indicators.place(row, head), text_of(cells[n])
    for own in commentary:
        for text in own.texts:
            yield own.source, text

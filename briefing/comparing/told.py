"""A comparison told: in lines, or as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from briefing.comparing.differences import Comparison, Differing
from briefing.comparing.drafts import Draft
from briefing.problems import on_one_line
from briefing.review.page import page, side_by_side
from briefing.review.told import Paint, plain_paint, redline_in_lines

NONE = "–"
NOT_HELD = "not compared: a history record holds figures alone."


def lines(comparison: Comparison, paint: Paint = plain_paint) -> Iterator[str]:
    """What differs, a line at a time: ratings, figures, sentences, then the words by place."""
    a, b = comparison.a, comparison.b
    yield on_one_line(f"A: {_called(a)}")
    yield on_one_line(f"B: {_called(b)}")
    for heading, rows in _tables(comparison):
        yield ""
        if rows is None:
            yield f"{heading}: {NOT_HELD}"
            continue
        yield f"{heading}: {len(rows) or 'no difference'}"
        yield from (on_one_line(f"  {row.name}: {row.before or NONE} → {row.after or NONE}")
                    for row in rows)
    yield ""
    if comparison.sentences is None:
        yield f"Sentences: {NOT_HELD}"
    else:
        yield f"Sentences: {_counted_sentences(comparison)}"
    yield ""
    if comparison.words is None:
        yield f"Words: {NOT_HELD}"
        return
    changed = comparison.changed
    yield f"Words: {len(changed) or 'no difference'}"
    place = None
    for one in changed:
        if one.either.place != place:
            place = one.either.place
            yield on_one_line(place or "(at the start)")
        yield from (f"  {line}" for line in redline_in_lines(one.spans, paint))


def _called(draft: Draft) -> str:
    edition = f", {draft.edition} edition" if draft.edition else ""
    return f"{draft.name}, {draft.period.full}{edition}"


def _tables(comparison: Comparison) -> Iterator[tuple[str, tuple[Differing, ...] | None]]:
    yield "Ratings", comparison.ratings
    yield "Figures", comparison.figures
    if comparison.a.period != comparison.b.period:
        yield "Figures restated since", comparison.restated


def _counted_sentences(comparison: Comparison) -> str:
    rows = comparison.sentences or ()
    new = sum(not row.before for row in rows)
    gone = sum(not row.after for row in rows)
    if not rows and not comparison.refigured:
        return "no difference"
    return (f"{len(rows) - new - gone} reworded, {new} new, {gone} gone, "
            f"{comparison.refigured} with other figures alone")


def comparison_page(comparison: Comparison) -> str:
    """The comparison as a page: tables of ratings and figures, then words side by side."""
    title = f"{comparison.a.name} and {comparison.b.name} compared"
    return page(title, _body(comparison, title))


def _body(comparison: Comparison, title: str) -> Iterator[str]:
    a, b = comparison.a, comparison.b
    yield f"<main>\n<h1>{escape(title)}</h1>"
    yield f"<p class=\"lead\">A: {escape(_called(a))}. B: {escape(_called(b))}.</p>"
    for heading, rows in _tables(comparison):
        yield f"<h2>{escape(heading)}</h2>"
        if rows is None:
            yield f"<p>{escape(NOT_HELD)}</p>"
        elif rows:
            yield _table(rows)
        else:
            yield "<p>No difference.</p>"
    yield "<h2>Sentences</h2>"
    counted = _counted_sentences(comparison) if comparison.sentences is not None else NOT_HELD
    yield f"<p>{escape(counted[:1].upper() + counted[1:])}</p>"
    yield "<h2>Words</h2>"
    if comparison.words is None:
        yield f"<p>{escape(NOT_HELD)}</p>"
    elif not comparison.changed:
        yield "<p>No difference.</p>"
    for one in comparison.changed:
        yield side_by_side(one.either.place or "At the start", "A", "B", one.spans)
    yield "</main>"


def _table(rows: Iterable[Differing]) -> str:
    cells = "".join(
        f"<tr><th scope=\"row\">{escape(row.name)}</th><td>{escape(row.before or NONE)}</td>"
        f"<td>{escape(row.after or NONE)}</td></tr>" for row in rows)
    return ("<table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">A</th>"
            f"<th scope=\"col\">B</th></tr></thead>\n<tbody>{cells}</tbody></table>")


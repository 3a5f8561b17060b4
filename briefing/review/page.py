"""A review, or a comparison, as one page of HTML that needs nothing besides itself.

Old and new words stand side by side; what went is struck through and what came underlined, which is
told by the elements `del` and `ins` and by the marks in front of them, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from briefing.review.faults import Severity
from briefing.review.passages import Verdict
from briefing.review.redline import Span
from briefing.review.reviewed import Review, Reviewed
from briefing.review.told import MARKS, summary

STYLE = """
:root { color-scheme: light }
body { font: 16px/1.5 "Liberation Sans", Arial, sans-serif; color: #1A1A1A; background: #FFFFFF;
  margin: 0 auto; max-width: 76rem; padding: 1.5rem; overflow-wrap: anywhere }
a { color: #12436D }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; color: #12436D }
h2 { font-size: 1.15rem; color: #12436D;
  margin: 2rem 0 .5rem; border-bottom: 1px solid #BFBFBF; padding-bottom: .2rem }
p.lead { margin: 0 0 1rem; color: #595959 }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .5rem 0 }
caption { text-align: left; font-weight: bold; padding: .4rem 0 }
th, td { text-align: left; vertical-align: top; padding: .5rem .6rem; border: 1px solid #BFBFBF;
  overflow-wrap: break-word; white-space: pre-line }
th { background: #E7ECF1; font-weight: bold }
del { background: #F6D7D2; color: #942514 } ins { background: #CCE2D8; color: #005A30 }
ul.verdicts { list-style: none; margin: .25rem 0 1.25rem; padding: 0 }
ul.verdicts li { padding: .35rem .6rem; margin: .25rem 0;
  border-left-style: solid; border-left-width: 4px }
li.error { border-color: #942514; background: #FBEEEC } li.warning { border-color: #B8470B;
  background: #FFF6E3 } li.note { border-color: #595959; background: #F5F5F5 }
li b { margin-right: .3rem } .facts { color: #595959; display: block; font-size: .9rem }
@media (max-width: 40rem) { body { padding: 1rem .75rem } th, td { padding: .35rem .4rem } }
@media print { body { max-width: none } tr, li { break-inside: avoid } }
"""


def page(title: str, body: Iterable[str], style: str = "") -> str:
    """The page with that title; `style` is what it has besides the style sheet of all."""
    return ("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            f"<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n"
            + "\n".join(body) + "\n</body>\n</html>\n")


def review_page(review: Review) -> str:
    """The review: what is wrong first counted, then each change by place and person."""
    title = f"Review of {review.file}"
    return page(title, _review(review, title))


def _review(review: Review, title: str) -> Iterator[str]:
    yield f"<main>\n<h1>{escape(title)}</h1>"
    yield (f"<p class=\"lead\">{escape(review.called)}, "
           f"{escape(review.edition)} edition. {escape(summary(review))}</p>")
    place = None
    for change in review.changes:
        if change.place != place:
            place = change.place
            yield f"<h2>{escape(place or 'At the start')}</h2>"
        yield from _change(change)
    if review.whole:
        yield "<h2>The file as a whole</h2>"
        yield from verdict_list(review.whole)
    yield "</main>"


def _change(change: Reviewed) -> Iterator[str]:
    when = f", {change.when.partition('T')[0]}" if change.when else ""
    who = f"{change.what} by {change.by}{when}"
    tracked = ", as a tracked change" if change.tracked else ""
    yield side_by_side(f"{who}{tracked}", "As it was written", "As it stands now", change.spans)
    yield from verdict_list(change.verdicts)


def side_by_side(caption: str, left: str, right: str, spans: Iterable[Span]) -> str:
    """A table of one row: the old words with what went, the new ones with what came."""
    spans = tuple(spans)
    return (f"<table><caption>{escape(caption)}</caption>\n<thead><tr><th scope=\"col\">"
            f"{escape(left)}</th><th scope=\"col\">{escape(right)}</th></tr></thead>\n<tbody><tr>"
            f"<td>{marked_up(spans, 'gone') or '–'}</td><td>{marked_up(spans, 'new') or '–'}</td>"
            "</tr></tbody></table>")


def marked_up(spans: Iterable[Span], fate: str) -> str:
    """The words of one side: those that stay, and those of the fate, marked."""
    tag = {"gone": "del", "new": "ins"}[fate]
    return "".join(escape(span.text) if span.fate == "same" else
                   f"<{tag}>{escape(span.text)}</{tag}>" for span in spans
                   if span.fate in ("same", fate))


def verdict_list(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """What is said, the worst first."""
    order: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
    rows = sorted(verdicts, key=lambda verdict: order[verdict.severity])
    if not rows:
        return
    yield "<ul class=\"verdicts\">"
    for verdict in rows:
        where = f"{escape(verdict.place)}: " if verdict.place and not verdict.sentence else ""
        facts = "; ".join(f"{c.text}: {c.fact}{' (rounded)' if c.rounded else ''}"
                          for c in verdict.figures if c.fact)
        yield (f"<li class=\"{verdict.severity}\"><b>{MARKS[verdict.severity].capitalize()}:</b> "
               f"{where}{escape(verdict.what)} {escape(verdict.hint)}"
               + (f"<span class=\"facts\">{escape(facts)}</span>" if facts else "") + "</li>")
    yield "</ul>"

"""What is said and has no place in a layout: the author is told, and nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.narrative.narration import Statement
from briefing.problems import Place, Problem

# What the kinds of generated statements are called, one and many.
NAMES = {
    "sentence": ("sentence on an indicator", "sentences on indicators"),
    "lead": ("lead of a service area", "leads of service areas"),
    "status": ("sentence on how the whole stands", "sentences on how the whole stands"),
    "exception": ("row of what needs attention", "rows of what needs attention"),
    "achievement": ("row of what went well", "rows of what went well"),
    "absence": ("sentence on what is not rated", "sentences on what is not rated"),
    "question": ("question for members", "questions for members"),
    "prompt": ("question for the author", "questions for the author"),
    "good": ("point of what is good", "points of what is good"),
    "improve": ("point of what needs improvement", "points of what needs improvement"),
    "caption": ("caption of a chart", "captions of charts"),
    "alt": ("chart in words", "charts in words"),
    "trend": ("sparkline in words", "sparklines in words"),
    "strip": ("caption of a strip of areas", "captions of strips of areas"),
    "strip_alt": ("strip of areas in words", "strips of areas in words"),
    "note": ("note", "notes"),
    "withheld": ("note on what is withheld", "notes on what is withheld"),
}


def unplaced_problems(unplaced: Iterable[Statement], layout: str) -> Iterator[Problem]:
    """A problem for each of the author's own texts, a warning for each kind of generated ones."""
    counts: dict[str, list[Statement]] = {}
    for statement in unplaced:
        if statement.kind == "author":
            source = statement.source
            yield Problem(
                Place(source.file, column=f"line {source.line}" if source.line else source.entry),
                f"the layout '{layout}' has no place for it: “{_short(statement.text)}”.",
                "File it under a place that the layout has, or take it out.")
        else:
            counts.setdefault(statement.kind, []).append(statement)
    for kind, statements in counts.items():
        one, many = NAMES[kind]
        what = f"{len(statements)} {one if len(statements) == 1 else many}"
        yield Problem(Place(f"layouts/{layout}.toml"),
                      f"it has no place for {what}: “{_short(statements[0].text)}”.",
                      "Add a part that shows them; `briefing manual layouts` says which there are.",
                      warning=True)


def _short(text: str, most: int = 60) -> str:
    """The beginning of the text, to know it by."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"

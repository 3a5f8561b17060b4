"""The manual: a page a topic, in the package, so that it can be read without a network.

A page is Markdown: its first line is its title, the next paragraph a sentence on what is in it. A
fenced block with a file's name after its language is that file of an example, and one called
`console` is what the commands then say; the tests run them (`tests/commands/test_manual.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.problems import Place, Problem, ProblemsFound, did_you_mean, listed

FOLDER = Path(__file__).parent
# In the order in which a newcomer would read them.
TOPICS = ("folder", "indicators", "values", "periods", "settings", "own", "narrative", "charts",
          "spc", "layouts", "preview", "word", "edits", "areas", "public", "judging", "glossary")


def page(topic: str) -> str:
    """The topic's page; raises ProblemsFound, with the nearest topic, where there is none."""
    if topic not in TOPICS:
        raise ProblemsFound([Problem(
            Place("briefing manual"), f"'{topic}' is no topic.",
            did_you_mean(topic, TOPICS) or f"It is one of {listed(TOPICS)}.")])
    return (FOLDER / f"{topic}.md").read_text("utf-8")


def topics() -> Iterator[tuple[str, str]]:
    """Every topic, and the sentence that says what is in it."""
    for topic in TOPICS:
        yield topic, page(topic).split("\n\n")[1].replace("\n", " ")

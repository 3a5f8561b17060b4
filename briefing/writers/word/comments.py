"""Word comments: what the author is asked and why, and on request where each sentence is from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from briefing.writers.word.markup import DECLARED, escape, run

AUTHOR = "Briefing builder"
INITIALS = "BB"


# What there is to say to the editor about a statement, by its id.
Remarks = Mapping[str, str]


class Comments:
    """The comments of one file, numbered from `first` in order."""

    def __init__(self, first: int = 1) -> None:
        self.texts: list[str] = []
        self._first = first

    def around(self, text: str, content: str) -> str:
        """The runs with a comment on them."""
        number = self._first + len(self.texts)
        self.texts.append(text)
        return (
            f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
            '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>'
        )

    def part(self, dated: date) -> str:
        """The part that holds them, dated as the document is."""
        made = "".join(
            comment_xml(number, text, dated) for number, text in enumerate(self.texts, self._first)
        )
        return f"<w:comments {DECLARED}>{made}</w:comments>"


def comment_xml(number: int, text: str, dated: date) -> str:
    """One comment, a paragraph a line of its text."""
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{run(line)}</w:p>'
        for line in text.split("\n")
    )
    return (
        f'<w:comment w:id="{number}" w:author="{escape(AUTHOR)}" w:initials="{INITIALS}" '
        f'w:date="{dated.isoformat()}T00:00:00Z">{lines}</w:comment>'
    )

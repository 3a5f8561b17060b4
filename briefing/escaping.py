"""Words as XML and HTML hold them.

Python's own `xml.sax.saxutils` does the same, but loads a web client first: 0.03 seconds and 8 MiB.
A report has some fifty thousand of them: each is a line, without a call in it.
"""

from __future__ import annotations


def escape(words: str) -> str:
    """The words between tags."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(words: str) -> str:
    """The words as an attribute holds them, with its quotes; line ends and tabs stay what they are.
    """
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(
        '"', "&quot;")
    if not words.isprintable():
        words = words.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{words}"'

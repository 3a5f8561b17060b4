"""Words as XML and HTML hold them.

Python's own `xml.sax.saxutils` does the same, but loads a web client first: 0.03 seconds and 8 MiB.
"""

from __future__ import annotations

import html


def escape(words: str) -> str:
    """The words between tags."""
    return html.escape(words, quote=False)


def quoted(words: str) -> str:
    """The words as an attribute holds them, with its quotes; line ends and tabs stay what they are.
    """
    return '"' + (escape(words).replace('"', "&quot;").replace("\n", "&#10;")
                  .replace("\r", "&#13;").replace("\t", "&#9;")) + '"'

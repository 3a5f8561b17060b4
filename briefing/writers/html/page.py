"""The whole page: its head, its landmarks, and what a browser may do with it.

The Content-Security-Policy in it lets nothing be fetched, sent or run but what stands in the file,
each style sheet and the script by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape

from briefing.document import Document, Table, blocks
from briefing.writers.html.charts import Drawings
from briefing.writers.html.inlines import Words
from briefing.writers.html.style import own_style, standing_script, standing_style
from briefing.writers.html.tables import Tables, rows_by_heading
from briefing.writers.html.walk import CONTENTS, Walk, contents_title

REPORT = "page.report"      # the id of the report itself, where the skip link leads


def html_file(document: Document, *, provenance: bool = False, drawings: Drawings | None = None
              ) -> bytes:
    """The document as one HTML file, the same bytes for the same document.

    With `provenance` each statement and figure bears its identity, for a page that answers for
    them: such a page is the author's own, and never circulated. `drawings` are those of charts that
    were drawn before, and are brought up to date: one of the same chart is not drawn again.
    """
    words, controls = Words(provenance), document.controls
    tables = Tables(words, document.look, controls, rows_by_heading(
        [block for block in blocks(document) if isinstance(block, Table)]))
    walk = Walk(words, document.look, controls, tables, document.title, drawings=drawings)
    body = "".join(walk.sections(document))
    own = own_style(document, tables.rules, tables.turned, tables.dense)
    script = standing_script()
    return "".join((
        "<!DOCTYPE html>\n", f'<html lang="{escape(document.language)}">\n<head>\n',
        '<meta charset="utf-8">\n', _policy([standing_style(), own], script),
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="referrer" content="no-referrer">\n',
        f'<meta name="author" content="{escape(document.author)}">\n',
        f'<meta name="description" content="{escape(document.subject)}">\n',
        f'<meta name="color-scheme" content="light dark">\n<title>{_title(document)}</title>\n',
        f'<link rel="icon" href="data:,">\n<style>{standing_style()}</style>\n'
        f"<style>{own}</style>\n</head>\n<body>\n",
        _head(document), f'<main id="{REPORT}" tabindex="-1">\n', _note(document), body,
        "</main>\n", _foot(document), f"<script>{script}</script>\n",
        "</body>\n</html>\n")).encode()


def _title(document: Document) -> str:
    marked = f" ({document.marking})" if document.marking else ""
    return escape(f"{document.title}{marked}", quote=False)


def _policy(styles: list[str], script: str) -> str:
    """What the page may load: what stands in it, and no more."""
    hashes = " ".join(map(_hash, styles))
    return ('<meta http-equiv="Content-Security-Policy" content="'
            f"default-src 'none'; style-src {hashes}; script-src {_hash(script)}; "
            "img-src data:; base-uri 'none'; form-action 'none'\">\n")


def _hash(content: str) -> str:
    found = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{found}'"


def _head(document: Document) -> str:
    """What stays at the head of the window: the running head of a page, and the way about."""
    skip, title = document.controls.skip, contents_title(document.sections)
    made = f'<a class="skip" href="#{REPORT}">{escape(skip)}</a>\n' if skip else ""
    made += f'<header class="bar"><p class="running">{escape(document.running_title)}</p>'
    if document.marking:
        made += f'<p class="marking">{escape(document.marking)}</p>'
    if title:
        made += f'<p class="about"><a href="#{CONTENTS}">{escape(title)}</a></p>'
    return f"{made}</header>\n"


def _note(document: Document) -> str:
    return f'<p class="page-note">{escape(document.page_note)}</p>\n' if document.page_note else ""


def _foot(document: Document) -> str:
    """What stands at the foot of every page of the other formats."""
    made = [f"<p>{escape(words)}</p>" for words in (document.marking, document.page_note) if words]
    return f"<footer>{''.join(made)}</footer>\n" if made else ""

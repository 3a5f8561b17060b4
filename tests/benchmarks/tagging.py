"""What tags cost: the PDF of a synthetic report with its structure, and without any.

    python -m tests.benchmarks.tagging [60] [--times 5]

Seconds of processor time after all imports, the medians of so many writings by turns, and the
files' sizes. Untagged is the same walk and the same drawing, but that nothing is marked and no
tree is written.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from briefing.document import Document
from briefing.layout import compose_report
from briefing.prepared import prepare
from briefing.writers.pdf import pdf_file
from briefing.writers.pdf.tags import MarkedCanvas, ProseText, Structure
from tests.benchmarks.synthetic import synthetic


def synthetic_document(indicators: int) -> Document:
    """The document of a synthetic report."""
    with tempfile.TemporaryDirectory() as folder:
        synthetic(Path(folder), indicators)
        ready = prepare(Path(folder))
    return compose_report(ready.report, ready.findings, ready.book, ready.layout,
                          "private").document


@contextmanager
def _unmarked(canvas: Any, _: str) -> Iterator[None]:
    canvas.open = True
    yield
    canvas.open = False


def _unlinked(canvas: Any, rect: Any, relative: int, **leads: Any) -> None:
    canvas.links.popleft()
    canvas._addAnnotation(PDFDictionary({
        "Type": "/Annot", "Subtype": "/Link", "Border": "[0 0 0]",
        "Rect": PDFArray(canvas._absRect(rect, relative)), **leads}))


@contextmanager
def untagged() -> Iterator[None]:
    """Inside, PDFs are written without tags."""
    with ExitStack() as patched:
        for kind, name, instead in (
            (MarkedCanvas, "_marked", _unmarked), (MarkedCanvas, "_link", _unlinked),
            (MarkedCanvas, "begins", lambda *_: ""),
            (MarkedCanvas, "_setAnnotations", Canvas._setAnnotations),
            (ProseText, "getCode", PDFTextObject.getCode),
            (Structure, "format", lambda *_: b"<</Type/StructTreeRoot>>"),
        ):
            patched.enter_context(patch.object(kind, name, instead))
        yield


def seconds(document: Document) -> tuple[float, int]:
    """The processor's seconds for a PDF of the document, and its bytes."""
    began = time.process_time()
    size = len(pdf_file(document))
    return time.process_time() - began, size


def main() -> None:
    """Write both by turns and print the table."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indicators", type=int, nargs="*", default=[60])
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    for indicators in asked.indicators:
        document = synthetic_document(indicators)
        pdf_file(document)
        runs: list[tuple[tuple[float, int], tuple[float, int]]] = []
        for _ in range(asked.times):
            tagged = seconds(document)
            with untagged():
                runs.append((tagged, seconds(document)))
        with_tags, without = (median(run[n][0] for run in runs) for n in (0, 1))
        print(f"{indicators:>6,} indicators: "  # noqa: T201 - the command's one output
              f"tagged {with_tags:.2f} s {runs[0][0][1] / 1000:,.0f} kB, "
              f"untagged {without:.2f} s {runs[0][1][1] / 1000:,.0f} kB, "
              f"{with_tags / without:.2f} times")


if __name__ == "__main__":
    main()

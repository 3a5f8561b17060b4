"""The PDF written in a process of its own, beside the Word file, where there is a second core.

The process is started before the report is read, so that its libraries are loaded meanwhile: half
of what it does for a report of sixty indicators. It is sent the document, its figures as the words
that they are printed as, and gives back the file. Where it cannot be started, or ends without an
answer, the PDF is written here: the same bytes, and what is wrong is raised with its own traceback.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any

from briefing import document as plain
from briefing.document import Document, Text
from briefing.narrative.sentence import Figure

LARGE = 30_000  # bytes of tables: what is made of fewer is written before a process has begun
IDLE = 1.5      # cores that nothing else runs on: one for each process, nearly
LENGTH = 8      # bytes that say how many follow
TABLES = {".csv", ".xlsx", ".xls", ".ods", ".db", ".sqlite"}
Attachment = tuple[str, bytes] | None


class PdfWriter:
    """Writes PDFs: in a process of its own if `apart`, else here."""

    def __init__(self, apart: bool) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = ThreadPoolExecutor(1)     # waits, so that the other writers need not
        if apart:
            begin = (f"import sys; sys.path[:] = {sys.path!r}; "
                     "from briefing.writers.apart import serve; serve()")
            try:
                self.process = subprocess.Popen(
                    [sys.executable, "-c", begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL)
            except OSError:     # no Python to be started, or no room for it
                self.process = None

    def __enter__(self) -> PdfWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None
                 ) -> None:
        """End the process; one that is still needed by nobody at once."""
        if self.process is not None:
            if kind is not None:
                self.process.kill()
            self.process.communicate()
        self.thread.shutdown()

    def begun(self, document: Document, attachment: Attachment = None) -> Callable[[], bytes]:
        """Begin to write the document; what comes back waits for the file, and may raise."""
        pending: Future[bytes] | None = None
        if self.process is not None:
            pending = self.thread.submit(self._sent, packed(document, attachment))

        def finished() -> bytes:
            written = pending.result() if pending is not None else b""
            if written:
                return written
            from briefing.writers.pdf import pdf_file

            return pdf_file(document, attachment=attachment)

        return finished

    def _sent(self, message: bytes) -> bytes:
        """The process's answer; nothing when it gives none."""
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(len(message).to_bytes(LENGTH) + message)
            self.process.stdin.flush()
            return _message(self.process.stdout)
        except OSError:     # it has ended
            return b""


def worth_it(folder: Path) -> bool:
    """Whether a second process is faster: a core is idle, and the report is not small.

    It takes half a second of processor more, for an interpreter and libraries of its own: where
    the cores are busy, or nobody can say whether they are (Windows), it would lose.
    """
    if not hasattr(os, "getloadavg"):
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (
        os.cpu_count() or 1)
    if cores - os.getloadavg()[0] < IDLE:
        return False
    tables = (path.stat().st_size for path in folder.glob("*")
              if path.suffix.casefold() in TABLES and path.is_file())
    return sum(tables) >= LARGE


def packed(document: Document, attachment: Attachment) -> bytes:
    """The document for another process: of a figure its words alone, without the fact behind."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    # Pickle loops over the fields of a frozen dataclass with slots; this is three times faster.
    pickler.dispatch_table = {
        kind: _made_anew(kind) for kind in vars(plain).values()
        if isinstance(kind, type) and is_dataclass(kind)} | {
        Figure: lambda figure: (Text, (figure.text,))}
    pickler.dump((document, attachment))
    return written.getvalue()


def _made_anew(kind: Any) -> Callable[[Any], tuple[Any, tuple[Any, ...]]]:
    """How one of the kind is pickled: by the values that it is made from."""
    names = [field.name for field in fields(kind)]
    values = attrgetter(*names)
    if len(names) == 1:
        return lambda one: (kind, (values(one),))
    return lambda one: (kind, values(one))


def _message(stream: Any) -> bytes:
    """What the other process sent; nothing when it has ended."""
    length = int.from_bytes(stream.read(LENGTH))
    return bytes(stream.read(length)) if length else b""


def serve() -> None:
    """What the process does: write each document that it is sent, until no more come."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    from briefing.writers.pdf import pdf_file

    while message := _message(sys.stdin.buffer):
        document, attachment = pickle.loads(message)
        written = pdf_file(document, attachment=attachment)
        answers.write(len(written).to_bytes(LENGTH) + written)
        answers.flush()

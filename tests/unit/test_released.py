"""What a writer needs while it writes is gone when its file is there, also where a worker makes
many reports in one process."""

from __future__ import annotations

import gc
import weakref

from briefing.collecting import released
from briefing.prepared import prepare
from briefing.shelves import example
from briefing.writers.pdf import pdf_file
from briefing.writers.pdf.pages import BriefingPages
from briefing.writers.pdf.tags import Structure
from briefing.writers.word import word_file
from briefing.writers.word.package import MadeLate


class Ring:
    """An object that refers to itself, so that only a search finds it again."""

    def __init__(self) -> None:
        self.around = self


def test_what_refers_to_itself_goes_and_what_stood_before_stays() -> None:
    gc.disable()        # or a search of Python's own could come first
    try:
        before = Ring()
        seen = weakref.ref(before)
        del before
        with released():
            inside = weakref.ref(Ring())
            assert inside() is not None
        assert inside() is None
        assert seen() is not None
    finally:
        gc.enable()


def test_nothing_of_a_file_is_held_once_it_is_written() -> None:
    document = prepare(example("corporate"), edition="private").editions[0].composed.document
    gc.collect()        # what tests before this one left is not counted
    gc.disable()
    try:
        pdf_file(document)
        word_file(document)
        held = [type(one).__name__ for one in gc.get_objects()
                if isinstance(one, BriefingPages | Structure | MadeLate)]
    finally:
        gc.enable()
    assert held == []

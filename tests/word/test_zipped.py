"""A file's parts come out of its zip as they went in, whole or put together of compressed pieces.
"""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from briefing.writers.word.lines import axis_words, plotted
from briefing.writers.word.workbook import workbook_file
from briefing.writers.word.zipped import as_part, beginning, packed, put
from tests.documents import sample, spec

CONTENTS = st.binary(max_size=3000) | st.text(max_size=3000).map(str.encode)


@given(CONTENTS, st.lists(CONTENTS, max_size=4))
def test_pieces_put_together_are_one_content(first: bytes, others: list[bytes]) -> None:
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        put(archive, "xl/whole", packed([first, *others]))
        put(archive, "xl/ürgut", packed(others, behind=beginning(first)))
        put(archive, "a.png", as_part("a.png", first))
    with ZipFile(written) as archive:
        assert archive.testzip() is None
        assert archive.read("xl/whole") == archive.read("xl/ürgut") == first + b"".join(others)
        assert archive.read("a.png") == first
        assert [one.compress_type for one in archive.infolist()] == [
            ZIP_DEFLATED, ZIP_DEFLATED, ZIP_STORED]
        assert {one.date_time[0] for one in archive.infolist()} == {1980}


def test_a_workbook_is_in_the_word_file_what_it_is_alone() -> None:
    chart = spec()
    series = plotted(chart, sample().look.palette)
    made = workbook_file(axis_words(chart), series, date(2022, 9, 13), "Author & others")
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        put(archive, "book.xlsx", made.packed)
    with ZipFile(written) as archive:
        assert archive.read("book.xlsx") == made.content
    with ZipFile(io.BytesIO(made.content)) as book:
        assert book.testzip() is None
        assert b"Author &amp; others" in book.read("docProps/core.xml")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made.content)).get_sheet_by_name(
        "Figures").to_python()
    assert [row[0] for row in rows[1:]] == list(axis_words(chart))
    assert rows[0][1:] == [one.heading for one in series]

"""A report folder checked whole, with what is said of it laid out: all steps but the writing.

    shared.py    what the reports of one folder have in common: settings, rule, book, layout
    given.py     what the report of one area of many is given
    edition.py   one edition: what it may show, what is said of it, laid out, with the edits
    whole.py     the report in each edition that is asked for, with every problem at once
"""

from briefing.prepared.edition import Edition, edit_problems, laid_out, public_records, revised
from briefing.prepared.given import Given, among_areas, read_for
from briefing.prepared.shared import EditionName, Shared, public_of, read_book_named, shared_of
from briefing.prepared.whole import Prepared, prepare, prepared_of, shelf_files

__all__ = [
    "Edition",
    "EditionName",
    "Given",
    "Prepared",
    "Shared",
    "among_areas",
    "edit_problems",
    "laid_out",
    "prepare",
    "prepared_of",
    "public_of",
    "public_records",
    "read_book_named",
    "read_for",
    "revised",
    "shared_of",
    "shelf_files",
]

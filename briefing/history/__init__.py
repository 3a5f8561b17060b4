"""What was published: a record of each report in history/, written by `briefing publish` alone.

    record.py        a record: which report, its files, and its figures as they were printed
    record_json.py   a record as the JSON of its file, and back
    kept.py          the records that a folder keeps: the newest, all that the public has
    restated.py      the figures that print otherwise now

The record of July 2022's private edition is 2022-07-private.json; when the same report was
published again, the record before is kept beside it as 2022-07-private.1.json, and only the newest
counts. A record holds the files with their hashes, the inputs they were made from, and every
figure as it was printed: the fact's identity, its exact value, the texts shown. The record of a
quarter's report is 2024-25-q2-private.json, of a year's 2024-25-year-private.json.
"""

from briefing.history.kept import (
    read_all_records,
    read_public_records,
    read_records,
    record_files,
    what_the_public_has,
)
from briefing.history.record import (
    FOLDER,
    PERIOD_FORM,
    Printed,
    Record,
    apart,
    by_present_names,
    of_areas,
)
from briefing.history.record_json import read_record, record_file
from briefing.history.restated import Restatement, restatements, same_frequency

__all__ = [
    "FOLDER",
    "PERIOD_FORM",
    "Printed",
    "Record",
    "Restatement",
    "apart",
    "by_present_names",
    "of_areas",
    "read_all_records",
    "read_public_records",
    "read_record",
    "read_records",
    "record_file",
    "record_files",
    "restatements",
    "same_frequency",
    "what_the_public_has",
]

"""Step 7, revise: what authors have edited in Word, kept in edits/ and applied to the document.

`edit` says what an edit is, `edit_file` reads and writes edits/2022-07.toml.
"""

from briefing.revision.edit import FOLDER, NO_EDITS, Edit, Edits, Remark
from briefing.revision.edit_file import EditsRead, read_edits, written

__all__ = ["FOLDER", "NO_EDITS", "Edit", "Edits", "EditsRead", "Remark", "read_edits", "written"]

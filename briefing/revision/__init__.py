"""Step 7, revise: what authors have edited in Word, kept in edits/ and applied to the document.

`edit` says what an edit is, `edit_file` reads and writes edits/2022-07.toml, `choosing` says which
of them an edition has, `revise` applies those.
"""

from briefing.revision.agreed import Agreed, approval_problems, read_agreed
from briefing.revision.choosing import Unapplied, refused
from briefing.revision.edit import FOLDER, NO_EDITS, Edit, Edits, Remark
from briefing.revision.edit_file import EditsRead, read_edits, written
from briefing.revision.own import as_commentary, remarks_of, words_of_edits
from briefing.revision.pictures import NO_PICTURES, Pictures, read_pictures
from briefing.revision.revise import Revised, ended, revise

__all__ = ["FOLDER", "NO_EDITS", "NO_PICTURES", "Agreed", "Edit", "Edits", "EditsRead", "Pictures",
           "Remark", "Revised", "Unapplied", "approval_problems", "as_commentary", "ended",
           "read_agreed", "read_edits", "read_pictures", "refused", "remarks_of",
           "revise", "words_of_edits",
           "written"]

"""The Word writer: a document becomes the bytes of a .docx file.

The road: `body` turns each block into WordprocessingML in the styles of our base; `template` puts
it on that base (the files of `base/`), or `house`, `controls`, `adopting` and `restyling` on a
council's own template; `charts` and `workbook` make native charts, `comments` and `trace` what the
editor and a later command need; `package` puts the parts together.
"""

from briefing.writers.word.house import House, read_house
from briefing.writers.word.package import pictures_of_charts, word_file
from briefing.writers.word.remarks import remarks_on
from briefing.writers.word.run_note import RunNote

__all__ = [
    "House", "RunNote", "pictures_of_charts", "read_house", "remarks_on", "word_file"]

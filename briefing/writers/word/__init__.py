"""The Word writer: a document becomes the bytes of a .docx file.

The road: `template` is our own base (the files of `base/`) in the look of the document, `body`
turns each block into WordprocessingML, `charts` and `workbook` make native charts, `package`
puts the parts together.
"""

from briefing.writers.word.package import word_file

__all__ = ["word_file"]

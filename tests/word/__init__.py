"""The Word file read back: parts, styles, comments, an author's edits."""

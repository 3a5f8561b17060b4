"""Edits of authors: taken from a Word file, kept in the folder, applied to every format."""

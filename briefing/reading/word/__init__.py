"""A Word file read: its parts, its words as they stand, and what was edited in it."""

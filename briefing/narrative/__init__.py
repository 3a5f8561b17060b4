"""Findings to sentences: a closed list of moves (code) and a sentence book (data)."""

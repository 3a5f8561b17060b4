"""The HTML edition read back: its words, its head, its drawings, what it lets a browser do."""

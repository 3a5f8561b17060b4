"""The document as one HTML file that needs nothing else: no other file, no network, no script."""

from briefing.writers.html.page import html_file

__all__ = ["html_file"]

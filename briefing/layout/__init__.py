"""A layout (data) and what is to be said, composed into a document."""

from briefing.layout.compose import Composed, compose
from briefing.layout.own_words import word_problems
from briefing.layout.plan import Layout, read_layout

__all__ = ["Composed", "Layout", "compose", "read_layout", "word_problems"]

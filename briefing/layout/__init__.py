"""A layout (data) and what is to be said, composed into a document."""

from briefing.layout.compose import Composed, compose
from briefing.layout.own_words import given_away, word_problems
from briefing.layout.plan import Layout, read_layout

__all__ = ["Composed", "Layout", "compose", "given_away", "read_layout", "word_problems"]

"""A layout (data) and what is to be said, composed into a document."""

from briefing.layout.asked import asked_problems
from briefing.layout.compose import Composed, compose
from briefing.layout.exempt import exempt_problems
from briefing.layout.logo import logo_file, read_logo
from briefing.layout.own_words import given_away, word_problems
from briefing.layout.placeholders import placeholder_problems
from briefing.layout.plan import Layout
from briefing.layout.plan_file import read_layout

__all__ = ["Composed", "Layout", "asked_problems", "compose", "exempt_problems", "given_away",
           "logo_file", "placeholder_problems", "read_layout", "read_logo", "word_problems"]

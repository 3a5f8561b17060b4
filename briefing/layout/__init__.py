"""A layout (data) and what is to be said, composed into a document."""

from briefing.layout.compose import compose
from briefing.layout.plan import Layout, read_layout

__all__ = ["Layout", "compose", "read_layout"]

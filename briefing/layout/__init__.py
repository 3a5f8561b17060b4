"""A layout (data) and what is to be said, composed into a document."""

from briefing.layout.asked import asked_problems
from briefing.layout.compose import Composed, compose, compose_report, material_of, narrated
from briefing.layout.exempt import exempt_problems
from briefing.layout.logo import logo_file, read_logo
from briefing.layout.material import Material
from briefing.layout.own_ratings import contrast_problems, with_ratings
from briefing.layout.placeholders import placeholder_problems
from briefing.layout.plan import Layout
from briefing.layout.plan_file import read_layout
from briefing.layout.unplaced import unplaced_problems

__all__ = ["Composed", "Layout", "Material", "asked_problems", "compose", "compose_report",
           "contrast_problems", "exempt_problems", "logo_file", "material_of", "narrated",
           "placeholder_problems",
           "read_layout", "read_logo", "unplaced_problems", "with_ratings"]

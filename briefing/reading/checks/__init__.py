"""What the figures say against each other: every check that needs more than one cell.

A cell that cannot be read is a problem where it is read; here each figure is sound by itself. An
error is what would make a sentence false, a warning what a person should look at: it lets the
build go on, and report.toml can accept it with a reason. Errors are looked for in every table;
warnings only in tables without errors, because what is missing there would raise false ones.
"""

from briefing.reading.checks.series import Checked
from briefing.reading.checks.walk import check_figures

__all__ = ["Checked", "check_figures"]

"""What ReportLab compiles late here does what it does anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.platypus import paragraph

from briefing.writers.pdf.addresses import LONG, Pattern

SHOWN = """
import briefing.writers.pdf
from briefing.writers.pdf.addresses import Pattern
from reportlab.platypus import paragraph
print([name for name, found in vars(paragraph).items() if isinstance(found, Pattern)])
"""


def test_the_pattern_of_addresses_is_not_compiled_before_it_is_asked() -> None:
    """It is the one pattern of ReportLab's paragraphs that is; a process of its own loads them."""
    found = subprocess.run([sys.executable, "-c", SHOWN], capture_output=True, text=True,
                           cwd=Path(__file__).parents[2], check=True)

    assert found.stdout.strip() == "['uri_pat']"


@pytest.mark.parametrize(("text", "scheme"), [
    ("https://www.example.org/a/b?c=d", "https://"),
    ("ftp://10.0.0.1:8080/x", "ftp://"),
    ("https://exämple.org/", "https://"),
    ("no address at all", None),
    ("https://", None),
])  # fmt: skip
def test_it_finds_what_the_compiled_one_finds(text: str, scheme: str | None) -> None:
    given = paragraph.uri_pat
    found = Pattern(given.pattern, given.flags).match(text)
    compiled = re.compile(given.pattern, given.flags).match(text)

    assert (found and found[1]) == (compiled and compiled[1]) == scheme


def test_patterns_are_compiled_at_once_again() -> None:
    assert isinstance(re.compile("a" * (LONG + 1)), re.Pattern)

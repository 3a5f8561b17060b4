"""The marks of the author's words, and slots in the form that a sentence wants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.narrative.marks import Marked, plain_words, read_marks, written_marks

# What an author types on the left, and on the right how it is read.
READ = {
    "It is **true** and *new*.": [("It is ", "plain"), ("true", "strong"), (" and ", "plain"),
                                  ("new", "emphasis"), (".", "plain")],
    "5* hotels and 4* hotels": [("5* hotels and 4* hotels", "plain")],
    "a * b * c": [("a * b * c", "plain")],
    r"\*not\* \{a slot\}": [("*not* {a slot}", "plain")],
    "[sic] and [1]": [("[sic] and [1]", "plain")],
    "[do](javascript:alert)": [("[do](javascript:alert)", "plain")],
    "**{a.b.current}** were": [("{a.b.current}", "strong"), (" were", "plain")],
    r"S:\Reports\July": [(r"S:\Reports\July", "plain")],
}


@pytest.mark.parametrize("text", READ)
def test_marks_are_read(text: str) -> None:
    made = [(f"{{{one.text}}}" if one.slot else one.text, one.emphasis) for one in read_marks(text)]
    assert made == READ[text]


def test_a_link_leads_where_it_may() -> None:
    (before, link, after) = read_marks("See [the *plan*](https://a.example/b) now.")
    assert (before.text, link.text, link.target, after.text) == (
        "See ", "the *plan*", "https://a.example/b", " now.")


STRETCH = st.builds(
    Marked, st.text(st.sampled_from("ab 1*[]{}()\\.,"), min_size=1),
    st.sampled_from(("plain", "strong", "emphasis")),
    st.sampled_from(("", "", "https://a.example/x(1)")))


@given(st.lists(STRETCH, max_size=5))
def test_words_survive_being_written(stretches: list[Marked]) -> None:
    """Whatever was typed in Word is the same words again, whatever becomes of its look."""
    assert plain_words(written_marks(stretches)) == "".join(one.text for one in stretches)

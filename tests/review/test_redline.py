"""A redline: nothing of either text is lost in it, and it reads as an editor would mark it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.review.prose import gone, rewordings, sentences
from briefing.review.redline import marked, new_of, old_of, redline

WORDS = some.lists(some.sampled_from(
    ["fell", "rose", "to", "379", "397", "in", "July", ",", ".", " ", "’s", "12%", "\n", "é"]),
    max_size=20).map(" ".join)


@given(WORDS, WORDS)
def test_both_texts_are_in_it(old: str, new: str) -> None:
    spans = redline(old, new)
    assert old_of(spans) == old
    assert new_of(spans) == new
    assert all(span.text for span in spans)


@pytest.mark.parametrize(("old", "new", "line"), [
    ("It fell to 379 in July.", "It fell to 397 in July.", "It fell to [-379-]{+397+} in July."),
    ("It fell to 379 in July.", "It rose to 379 in July.", "It [-fell-]{+rose+} to 379 in July."),
    ("It fell.", "It fell. It is usual.", "It fell.{+ It is usual.+}"),
    ("the old rate", "a new rate", "[-the old-]{+a new+} rate"),
    ("same", "same", "same"), ("", "new", "{+new+}"), ("gone", "", "[-gone-]"), ("", "", ""),
])
def test_it_is_marked_word_by_word(old: str, new: str, line: str) -> None:
    assert marked(redline(old, new)) == line


@pytest.mark.parametrize(("text", "count"), [
    ("It rose. It fell.", 2), ("It was 4.5 (see para. 3). Next.", 2), ("No. 4 rose.", 1),
    ("Is it so? Yes!", 2), ("One\ntwo", 2), ("", 0), ("Cllr. Smith asked. He left.", 2),
    ("It cost £4. £5 was left.", 2), ("“It rose.” Then it fell.", 2),
])
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_only_new_sentences_are_told_each_with_what_it_rewords() -> None:
    before = "Contacts fell to 379. Referrals fell to 247. All is well."
    now = "Contacts fell to 397. All is well. A new thing happened."
    pairs = rewordings(before, now)
    assert [(pair.now, pair.before) for pair in pairs] == [
        ("Contacts fell to 397.", "Contacts fell to 379."), ("A new thing happened.", "")]
    assert gone(before, now) == ("Contacts fell to 379.", "Referrals fell to 247.")


def test_marks_that_word_sets_are_no_change() -> None:
    assert rewordings("The council’s “plan” – done.", "The council's \"plan\" - done.") == ()

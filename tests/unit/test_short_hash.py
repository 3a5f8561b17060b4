"""What a hash is shown as is never a number: nobody has to ask which figure it is."""

from __future__ import annotations

import pytest

from briefing.files import short_hash


@pytest.mark.parametrize(("digest", "shown"), [
    ("3f023e2ab1c4d5e6", "3f023e2ab1c4"),
    ("924943102888b1c4", "a24943102888"),       # or 924943102888 would stand in the file
])  # fmt: skip
def test_a_short_hash_has_a_letter(digest: str, shown: str) -> None:
    assert short_hash(digest, 12) == shown

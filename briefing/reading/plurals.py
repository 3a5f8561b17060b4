"""Whether a subject is of many: "carbon emissions were", but "the number of emissions was"."""

from __future__ import annotations

import re

# What follows the words that a subject is called by.
_AFTER = re.compile(r"[ (](?:of|per|for|over|in|to|from|at|on|by|among|within|as|with|who|that|"
                    r"which|not|awaiting|waiting)\b")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_DONE = re.compile(r".*(?:ed|ly)|lost|held|won|sold|paid|made|begun|sent|let|or|and")
_MANY = re.compile(r".*[^suia'’]s")
_MANY_ALL_THE_SAME = frozenset(("children", "people", "men", "women", "areas", "drivers"))
_ONE_ALL_THE_SAME = frozenset(("news", "headquarters", "series", "statistics"))


def is_plural(subject: str) -> bool:
    """Whether the last noun before "of", "per" or the like is one of many, as English spells it."""
    words = _AFTER.split(_IN_BRACKETS.sub("", subject).strip(), maxsplit=1)[0].split()
    while len(words) > 1 and _DONE.fullmatch(words[-1]):
        words.pop()
    last = words[-1].casefold() if words else ""
    return last in _MANY_ALL_THE_SAME or (
        _MANY.fullmatch(last) is not None and last not in _ONE_ALL_THE_SAME)

"""{period} and its like in an author's own paragraph, kept where the words around were edited.

The report was made with the month's own words in their place: what is left of those in the edited
words is the slot again, so that the paragraph is right next month too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from briefing.reading.commentary import Commentary
from briefing.revision.taken import Own

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def with_period_slots(own: Iterable[Own], written: Iterable[Commentary],
                      words: Mapping[str, str]) -> tuple[Own, ...]:
    """The changes, with the slots of what was `written` in place of their `words` where they stay.
    """
    raw = {(one.source.file, line): text for one in written
           for line, text in zip(one.lines, one.texts, strict=False)}
    made = []
    for one in own:
        text = raw.get((one.file, one.line), "")
        kept = one.kind == "reworded" and re.search(r"\{[a-z_]+\}", text)
        made.append(replace(one, edit=replace(one.edit, words=slots_again(
            one.edit.words, text, words))) if kept else one)
    return tuple(made)


def slots_again(now: str, raw: str, words: Mapping[str, str]) -> str:
    """The edited text `now` with the slots of the `raw` one, where the words for them are left."""
    filled, slots = "", []
    at = 0
    for match in re.finditer(r"\{([a-z_]+)\}", raw):
        if match[1] in words:
            filled += raw[at:match.start()]
            slots.append((len(filled), len(filled) + len(words[match[1]]), match[0]))
            filled += words[match[1]]
            at = match.end()
    filled += raw[at:]
    before, after = ([(match.start(), match[0]) for match in _TOKEN.finditer(text)]
                     for text in (filled, now))
    matcher = SequenceMatcher(None, [word for _, word in before], [word for _, word in after],
                              autojunk=False)
    moved: dict[int, int] = {}      # where the characters that stayed stand now
    for a, b, size in matcher.get_matching_blocks():
        for n in range(size):
            start, word = before[a + n]
            moved |= {start + k: after[b + n][0] + k for k in range(len(word))}
    for start, end, slot in reversed(slots):
        first = moved.get(start, -1)
        if [moved.get(k) for k in range(start, end)] == list(range(first, first + end - start)):
            now = now[:first] + slot + now[first + end - start:]
    return now

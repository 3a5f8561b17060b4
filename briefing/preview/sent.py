"""What the page sends, read; and what is said where it cannot be done."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from briefing.problems import Place, Problem, ProblemsFound


class Fields(dict[str, str]):
    """Fields of a form: one that is not there is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def fields_sent(raw: bytes) -> Fields:
    """The fields of a form as they were sent; raises ProblemsFound for what are none."""
    try:
        made: Any = json.loads(raw or b"{}")
    except (ValueError, RecursionError):
        made = None
    if not isinstance(made, dict) or not all(
            isinstance(value, str) and _is_sound(value) for value in (*made, *made.values())):
        raise ProblemsFound([Problem(Place("the page"), "what was sent is none of its forms.",
                                     "Load the page again.")])
    return Fields(made)


def _is_sound(text: str) -> bool:
    """Whether it can be written: half a character, which no keyboard sends, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def day_sent(text: str) -> date | None:
    """The day of a field, None of an empty one; raises ProblemsFound for what is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProblemsFound([Problem(Place("the meeting"), f"'{text}' is no date.",
                                     "Write it so: 2022-09-13.")]) from None


def at_work() -> Problem:
    """That a command is being done, and another has to wait."""
    return Problem(Place("briefing preview"), "other work is being done.",
                   "Wait until it has ended, then try again.")


def failed() -> Problem:
    """That the program failed, which is no mistake of the user's."""
    return Problem(Place("briefing preview"), "the program failed here, which is its own fault.",
                   "The terminal that it was started in says where; tell it to who looks after it.")


def changed_meanwhile(name: str) -> Problem:
    """That a file is not as the page had it."""
    return Problem(Place(name), "it was changed meanwhile; nothing was saved.",
                   "Look at it as it is now, then save again.")

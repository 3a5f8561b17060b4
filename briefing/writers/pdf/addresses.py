"""ReportLab's paragraphs, loaded without compiling their pattern of web addresses.

By it they break a line within an address, where a style asks for that: none of ours does. It names
65,000 characters in either case, which takes 40 ms, so it is compiled when it is first used.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

LONG = 300      # characters of a pattern: no other of ReportLab's is nearly so long


class Pattern:
    """A pattern that is compiled when it is first asked for anything."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)


def _load() -> None:
    compile_now = re.compile

    def compile_later(pattern: Any, flags: int = 0) -> Any:
        late = isinstance(pattern, str) and len(pattern) > LONG
        return Pattern(pattern, flags) if late else compile_now(pattern, flags)

    re.compile = compile_later
    try:
        import reportlab.platypus.paragraph  # noqa: F401
    finally:
        re.compile = compile_now


_load()

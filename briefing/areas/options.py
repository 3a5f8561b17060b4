"""How the reports of a run over areas are made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How the reports of a run are made, all of them alike."""

    period: str = ""
    edition: str = ""
    strict: bool = False
    annotate: bool = False
    trusted: bool = False
    final: bool = False
    leave_open: tuple[str, ...] = ()

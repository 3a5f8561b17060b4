"""A sentence of an author's as it is judged, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that an author wrote or changed, and where: what it is about.

    `before` is the written sentence that it rewords, `about` the indicators of its statement, and
    `near` those of its service area. `around` are those of the paragraph that it
    follows, to which "the figure" or "timeliness" may point back.
    """

    text: str
    before: str = ""
    about: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    around: tuple[str, ...] = ()

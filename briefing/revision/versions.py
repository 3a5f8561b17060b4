"""Versions of the same words in a message: where they differ, not where they begin alike."""

from __future__ import annotations

SHOWN = 150     # characters of each version
BEFORE = 30     # of those, before the first difference
NOTHING = "(nothing)"
TAKEN_OUT = "(taken out)"


def three(*texts: str) -> tuple[str, ...]:
    """The versions, each cut to what tells it from the others."""
    plain = [" ".join(text.split()) for text in texts]
    if all(len(text) <= SHOWN for text in plain):
        return tuple(plain)
    told = [text for text in plain if text not in (NOTHING, TAKEN_OUT)]
    alike = 0
    while len(told) > 1 and all(alike < len(text) and text[alike] == told[0][alike]
                                for text in told):
        alike += 1
    start = max(0, alike - BEFORE) if max(map(len, plain)) > SHOWN else 0
    if start:
        start = told[0].find(" ", start) + 1 if " " in told[0][start:alike] else start
    return tuple(text if text in (NOTHING, TAKEN_OUT) else
                 short(("…" if start else "") + text[start:]) for text in plain)


def short(text: str) -> str:
    """The words, cut where they are long."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"

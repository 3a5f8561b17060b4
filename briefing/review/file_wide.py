"""What is wrong with an edited file as a whole: what waits, and what is open."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.prepared import Prepared
from briefing.reading.word.edited import EditedFile, words_of
from briefing.review.faults import Fault
from briefing.review.prose import normal


def file_faults(edited: EditedFile, prepared: Prepared) -> Iterator[tuple[str, Fault]]:
    """Each fault with the anchor that it is at, "" where it is at none."""
    for anchor in edited.anchors:
        if anchor.block == "prompt" and anchor.present is not None and (
                normal(words_of(anchor.present)) == normal(words_of(anchor.original))):
            yield anchor.id, Fault("warning", f"it still asks: {words_of(anchor.original)}",
                                   "Write the answer in its place, or delete it.")
    for comment in edited.comments:
        if comment.ours or comment.resolved:
            continue
        on = f" on ‘{comment.quoted}’" if comment.quoted else ""
        yield comment.anchor, Fault(
            "warning", f"a comment of {comment.by.author or 'somebody'}{on} is open: "
            f"{comment.text}", "Settle it, and mark it as resolved.")
    for untaken in edited.untaken:
        yield untaken.where, Fault("warning", f"{untaken.what} cannot be taken over: {untaken.why}",
                                   "Put it in another way, if the report is to have it.")
    yield from _markings(edited, prepared)


def _markings(edited: EditedFile, prepared: Prepared) -> Iterator[tuple[str, Fault]]:
    """A marking or a note of every page that no longer stands there."""
    words = {name: text for edition in prepared.editions
             if edition.name == edited.run.get("edition", edition.name)
             for name, text in (("marking", edition.composed.document.marking),
                                ("note of every page", edition.composed.document.page_note))
             if text}
    for change in edited.changes:
        if change.kind not in ("furniture", "removed", "reworded"):
            continue
        before, after = normal(words_of(change.before)), normal(words_of(change.after))
        for name, text in words.items():
            if normal(text) in before and normal(text) not in after:
                yield change.anchor, Fault(
                    "error", f"the {name} went: {text}",
                    "Put it back: who reads a page must know for whom it is."
                    if name == "marking" else "Put it back.")

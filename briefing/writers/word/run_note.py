"""The cover note: which run made the file, said in its properties."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from briefing import __version__
from briefing.periods import Period
from briefing.reading.word.parts import parsed, serialised

FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"    # of properties that a user gives
FIRST_ID = 2                                            # the lowest that the format allows
OURS = "Briefing "
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


@dataclass(frozen=True, slots=True)
class RunNote:
    """What a build was of: `report` is the name of its files, without period and edition.

    `inputs` is the beginning of the hash of everything that it read.
    """

    period: Period | None = None
    edition: str = ""
    meeting: str = ""
    inputs: str = ""
    report: str = ""

    @property
    def month(self) -> str:
        """The period in words, "July 2022"."""
        return self.period.full if self.period is not None else ""

    def words(self) -> dict[str, str]:
        """The note by name, as the trace keeps it."""
        return {"report": self.report, "period": str(self.period or ""), "edition": self.edition,
                "meeting": self.meeting, "version": __version__, "inputs": self.inputs}

    def sentence(self) -> str:
        """The note as the file's description: "Period July 2022, private edition, ..."."""
        said = [f"Period {self.month}" if self.period is not None else "",
                f"{self.edition} edition" if self.edition else "",
                f"briefing {__version__}",
                f"inputs {self.inputs}" if self.inputs else ""]
        return ", ".join(one for one in said if one)

    def properties(self) -> dict[str, str]:
        """The note as properties of the file, which Word lists under File, Info."""
        return {f"{OURS}{name}": words for name, words in self.words().items() if words}


def properties_part(note: RunNote, earlier: bytes = b"") -> bytes:
    """The part that holds the note as properties; those of an earlier part stay, but for ours."""
    tree = (parsed(earlier) if earlier
            else etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VALUES}))
    for one in list(tree):
        if one.get("name", "").startswith(OURS):
            tree.remove(one)
    first = 1 + max((int(one.get("pid", "0")) for one in tree), default=FIRST_ID - 1)
    for number, (name, words) in enumerate(note.properties().items(), first):
        held = etree.SubElement(tree, f"{{{CUSTOM}}}property", fmtid=FORMAT_ID, pid=str(number),
                                name=name)
        etree.SubElement(held, f"{{{VALUES}}}lpwstr").text = words
    return serialised(tree)

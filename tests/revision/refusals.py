"""What ends in each message about edits: a folder, and what is done in it.

What the messages say is held in the tests of this folder; that none is without its case is proven
in `tests/messages/test_faults.py`.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image

from briefing import __version__
from briefing.build import build
from briefing.prepared import prepare, shelf_files
from briefing.problems import ProblemsFound
from briefing.publish import publish
from briefing.reading.word.edited import Change, EditedFile, RecordedChart, Run
from briefing.revision import Edit, Edits, Remark, written
from briefing.writers.manifest import inputs_hash
from tests.revision import hand_made
from tests.revision.hand_made import ALI, DAY, accept, added, reworded
from tests.revision.reports import REFERRALS, report

HEAD = "summary.area.referrals.1"
REFERRED = ("The number of referrals increased from 240 in June to 251 in July, the fourth "
            "increase in a row.")
APPROVAL = '\n[approval]\nnames = ["Head of Service"]\n'
FAULTY = """
[[edit]]
words = "of nothing"
[[edit]]
statement = "x"
[[edit]]
kind = "added"
[[edit]]
kind = "added"
block = "table"
[[edit]]
kind = "added"
block = "table"
rows = [["a", "b"], ["c"]]
[[edit]]
kind = "added"
block = "picture"
[[edit]]
kind = "added"
block = "heading"
level = 1
words = "New"
[[edit]]
kind = "cell"
anchor = "t"
words = "y"
[[edit]]
statement = "x"
words = "y"
when = "yesterday"
warning = "It is false."
[[edit]]
kind = "added"
block = "picture"
picture = "../x.png"
[[edit]]
kind = "added"
block = "picture"
picture = "none.png"
[[edit]]
kind = "added"
block = "picture"
picture = "map.png"
"""


def _edit(folder: Path, *edits: Edit, remarks: tuple[Remark, ...] = ()) -> Path:
    (folder / "edits").mkdir(exist_ok=True)
    (folder / "edits" / "2022-07.toml").write_bytes(
        written(Edits("2022-07", edits, remarks=remarks)))
    return folder


def _faulty(folder: Path) -> object:
    report(folder)
    (folder / "edits").mkdir()
    (folder / "edits" / "2022-07.toml").write_text(FAULTY)
    (folder / "edits" / "notes.txt").write_text("x")
    (folder / "edits" / "map.png").write_bytes(_png())
    return prepare(folder)


def _png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    return made.getvalue()


def _unsettled(folder: Path) -> object:
    """One edit for every reason why an edition has it not, and one that was accepted."""
    of = Edit(statement="referrals/change.1", original=REFERRED, words="There were 251.")
    return prepare(_edit(
        report(folder), of, replace(of, words="Twice."),
        replace(of, statement="assessed/change.1", original="Otherwise."),
        replace(of, statement="nobody/change.1"),
        Edit(kind="added", follows="nowhere", words="Lost."),
        Edit(anchor="summary.lead", original="The performance of each service area in July 2022 "
             "is summarised below.", words="In {plans.nothing}."),
        Edit(anchor="summary", original="Summary", words="{plans.current} plans"),
        Edit(statement="plans/change.1", original="The number of children with a plan reduced from "
             "16 at the end of June to 3 at the end of July.", words="It fell."),
        Edit(anchor="background", original="Background", words="Behind it", warning="Is it?",
             why="It is."),
    ), "", "both")


def _open(folder: Path) -> object:
    _edit(report(folder), Edit(statement="referrals/change.1", original="Otherwise.", words="X."),
          Edit(kind="added", block="picture", picture="map.png"),
          remarks=(Remark("Is this right?"),))
    (folder / "edits" / "map.png").write_bytes(_png())
    return build(folder, final=True, leave_open=("comment 9: x", "comment 1"))


def _agreed(folder: Path, spoilt: bool) -> object:
    report(folder, rest=APPROVAL)
    accept(folder, hand_made.written(folder), agreed_by="Head of Service")
    path = folder / "edits" / "2022-07-private.agreed.json"
    if spoilt:
        path.write_text("{}")
    else:
        (folder / "commentary" / "background.md").write_text("Other words.")
    return prepare(folder)


def _published(folder: Path) -> object:
    report(folder, rest=APPROVAL)
    build(folder)
    return publish(folder, DAY)


def _stranger(name: str, value: str) -> Callable[[Path], object]:
    def act(folder: Path) -> object:
        file = hand_made.written(report(folder))
        return accept(folder, replace(file, run={**file.run, name: value}))

    return act


def _merged(folder: Path, anchor: str) -> object:
    report(folder)
    return accept(folder, hand_made.written(folder, "private", reworded(anchor, "Mine.")),
                  hand_made.written(folder, "private", reworded(anchor, "Ours.", by=ALI)))


def _of_other_data(folder: Path, revised: bool) -> object:
    file = hand_made.written(report(folder), "private", reworded(HEAD, "It rose to 251."))
    report(folder, REFERRALS.replace("251", "249"))
    return accept(folder, file, revised=revised)


def _left(folder: Path) -> object:
    report(folder)
    picture = Change("added", "picture", follows=HEAD, picture=_png(), picture_type="png")
    file = hand_made.written(folder, "private", picture, added(HEAD, "More."),
                             reworded("headerblock:Meeting", Run("Cabinet")),
                             Change("furniture", "header", anchor="header",
                                    before=(Run("Private edition"),), after=(Run("Draft"),)))
    return accept(folder, file)


def _redrawn(folder: Path) -> object:
    """Another picture in the place of a chart that was written as one."""
    settings = report(folder) / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace(
        'edition = "both"', 'edition = "private"\ncharts = "pictures"'), "utf-8")
    picture = _png()
    file = hand_made.written(folder, "private", Change(
        "reworded", "chart", anchor="chart.referrals", before=(Run(" "),), picture=picture))
    return accept(folder, replace(file, charts=(
        RecordedChart("chart.referrals", "", drawn=True, picture=picture),)))


def _wrong(folder: Path) -> object:
    report(folder)
    return accept(folder, hand_made.written(folder, "private",
                                            reworded(HEAD, "Referrals fell to 251 in July.")))


def _typed(folder: Path) -> object:
    report(folder)
    return accept(folder, hand_made.written(folder, "private", added(
        "summary.area.plans.1", "We wrote to 251 families.")))


def altered(folder: Path) -> EditedFile:
    """A file of today's whose record of what was written was changed together with its words."""
    prepared = prepare(folder, "", "both")
    file = hand_made.written(folder, prepared=prepared)
    false = (Run("The number of referrals fell to 25."),)
    return replace(file, run={
        **file.run, "version": __version__,
        "inputs": inputs_hash(prepared.report, shelf_files(prepared))}, anchors=tuple(
            replace(one, original=false, present=false) if one.id == HEAD else one
            for one in file.anchors))


def _read_before(folder: Path) -> object:
    file = hand_made.written(report(folder, rest=APPROVAL))
    (folder / "commentary" / "background.md").write_text("Other words.")
    return accept(folder, file, agreed_by="Head of Service")


REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file of edits with every fault": (_faulty, ""),
    "edits that an edition has not": (_unsettled, ""),
    "a final report with things open": (_open, ""),
    "a record of who agreed that is spoilt": (lambda folder: _agreed(folder, True), ""),
    "what was agreed has changed": (lambda folder: _agreed(folder, False), ""),
    "nobody has agreed": (lambda folder: build(report(folder, rest=APPROVAL), final=True), ""),
    "a review copy published where somebody must agree": (_published, ""),
    "somebody else agrees": (lambda folder: accept(
        folder, hand_made.written(report(folder)), agreed_by="Somebody"), ""),
    "a file of another report": (_stranger("report", "other"), ""),
    "a file of another month": (_stranger("period", "2022-06"), ""),
    "a file of no edition": (_stranger("edition", ""), ""),
    "two people changed a sentence": (lambda folder: _merged(folder, HEAD), ""),
    "two people changed a paragraph": (lambda folder: _merged(folder, "background.author.1"), ""),
    "two people changed a value of report.toml": (
        lambda folder: _merged(folder, "headerblock:Meeting"), ""),
    "a file of other data": (lambda folder: _of_other_data(folder, False), ""),
    "a sentence of other data": (lambda folder: _of_other_data(folder, True), ""),
    "what is not taken over": (_left, ""),
    "a picture in the place of a chart": (_redrawn, ""),
    "an edit that is false": (_wrong, ""),
    "a figure that stays as it was typed": (_typed, ""),
    "a record of what was written that was changed": (
        lambda folder: accept(folder, altered(report(folder))), ""),
    "somebody agrees to what has changed since": (_read_before, ""),
}


def problems_of(act: Callable[[Path], object], folder: Path) -> tuple[str, ...]:
    """What the act says."""
    try:
        found = act(folder)
    except ProblemsFound as raised:
        return tuple(map(str, raised.problems))
    return tuple(map(str, (*getattr(found, "warnings", ()), *getattr(found, "left", ()))))

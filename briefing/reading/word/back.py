"""A Word file read back: what was written in it, what stands there now, and what became of each.

Nothing is ever written to the file. What was written lies in the trace inside it; where a program
dropped that, it is given from elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefing.files import read_bytes
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading.word.account import account_of
from briefing.reading.word.anchors import TRACE
from briefing.reading.word.changes import Changes, Comparing
from briefing.reading.word.edited import (
    Block,
    By,
    Change,
    EditedFile,
    RecordedChart,
    Run,
    Untaken,
)
from briefing.reading.word.figures import Drawn, drawn_in, known_charts, workbook_of
from briefing.reading.word.foreign import foreign
from briefing.reading.word.habits import alike, plain, same
from briefing.reading.word.looks import Looks
from briefing.reading.word.matching import matched, words_of_part
from briefing.reading.word.opening import opened
from briefing.reading.word.parts import RELATIONS_NAMESPACE, Parts, target_of
from briefing.reading.word.pieces import Piece, marks_of, pieces_of
from briefing.reading.word.remarks import comments_in
from briefing.reading.word.standing import furniture_words, standing_in
from briefing.reading.word.units import Paragraph
from briefing.reading.word.untaken import parts_untaken
from briefing.reading.word.written import (
    FORM,
    Written,
    WrittenBlock,
    WrittenChart,
    WrittenPicture,
    form_of,
    sum_of,
    written_of,
)

LEAST_OURS = 0.3        # of what was written, to be found in a file that does not say what it is
LEAST_LABEL = 0.5
PROPERTY = "Briefing "
PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}   # how they begin
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DATES = "{http://purl.org/dc/terms/}"


class NotTold(ProblemsFound):
    """A Word file that does not say what was written in it."""


def read_back(path: Path, written: Written | None = None) -> EditedFile:
    """The file read back. `written` says what was written where the file itself does not.

    Raises ProblemsFound where it is no Word file of this program's, cannot be opened, or is of a
    newer version of it.
    """
    parts = _parts(path)
    place = Place(path.name)
    own = _written(parts, place)
    known = own or written
    if known is None:
        raise NotTold([Problem(place, _not_told(parts), (
            "Give a Word file that `briefing build` wrote, saved again as .docx; or name the "
            "folder of the report as well."))])
    made = _read(parts, known)
    if own is None:
        there = sum(anchor.present is not None for anchor in made.anchors)
        if there < LEAST_OURS * len(made.anchors):
            raise ProblemsFound([Problem(
                place, "it is not the report that it is compared with.",
                "Name the folder of the report that it was made of.")])
    return made


def written_in(raw: bytes, name: str) -> Written:
    """What a Word file of ours says was written in it; raises ProblemsFound as `read_back`."""
    problems: list[Problem] = []
    parts = opened(raw, Place(name), problems, edited=True)
    stop_if_any(problems)
    found = _written(parts, Place(name)) if parts is not None else None
    if found is None:
        raise ProblemsFound([Problem(Place(name), "it does not say what was written in it.",
                                     "Give a Word file that `briefing build` wrote.")])
    return found


def run_of(path: Path) -> Mapping[str, str]:
    """Which run a file is of, as it says itself; empty where it does not. Raises as `read_back`."""
    parts = _parts(path)
    own = _written(parts, Place(path.name))
    return own.run if own is not None else _properties(parts)


def _parts(path: Path) -> Parts:
    problems: list[Problem] = []
    place = Place(path.name)
    if path.name.startswith("~$"):
        raise ProblemsFound([Problem(
            place, "it is the mark that Word sets while a file is open, not the file.",
            f"Give {path.name[2:]}, or what it is called in full.")])
    raw = read_bytes(path, path.name, "Give the path of the Word file that was edited.", problems)
    if raw is not None and (said := foreign(raw)) is not None:
        raise ProblemsFound([Problem(place, *said)])
    parts = opened(raw, place, problems, edited=True) if raw is not None else None
    stop_if_any(problems)
    assert parts is not None, "what cannot be opened is a problem"
    return parts


# ── what was written ────────────────────────────────────────────────────────────────────────────


def _written(parts: Parts, place: Place) -> Written | None:
    """What the file says was written in it; None where it does not say."""
    for name in parts.every("customXml"):
        if TRACE.encode() not in parts.blobs.get(name, b""):
            continue
        tree = parts.read(name)
        if tree.tag != f"{{{TRACE}}}trace":
            continue
        form = form_of(tree)
        version = tree.get("version", "")
        if form > FORM:
            raise ProblemsFound([Problem(
                place, f"it was written by a newer version of the program ({version}).",
                "Install that version, or a later one.")])
        if form < FORM:
            raise ProblemsFound([Problem(
                place, f"it was written by an older version of the program ({version}).",
                "Build the report again, and make the edits in the new Word file.")])
        try:
            return written_of(tree)
        except ValueError:
            raise ProblemsFound([Problem(
                place, "what it says was written in it is damaged.",
                "Give a copy of it that only Word or LibreOffice has saved.")]) from None
    return None


def _not_told(parts: Parts) -> str:
    said = _properties(parts)
    if not said:
        return "it does not say what was written in it."
    about = [f"period {said['period']}"] if "period" in said else []
    about += [f"{said['edition']} edition"] if "edition" in said else []
    return (f"it does not say what was written in it, but its properties name "
            f"{', '.join(about) or 'a report'}.")


def _properties(parts: Parts) -> dict[str, str]:
    """The run as the properties of the file tell it."""
    blob = parts.blobs.get("docProps/custom.xml")
    if blob is None:
        return {}
    tree = parts.read("docProps/custom.xml")
    return {one.get("name", "").removeprefix(PROPERTY): "".join(one.itertext()) for one in tree
            if one.get("name", "").startswith(PROPERTY)}


def _saved(parts: Parts) -> By:
    """Who saved the file last, and when; nobody where that is when it was made: by `build`."""
    if "docProps/core.xml" not in parts.blobs:
        return By()
    tree = parts.read("docProps/core.xml")
    modified = tree.findtext(f"{DATES}modified") or ""
    if modified == (tree.findtext(f"{DATES}created") or ""):
        return By()
    return By(tree.findtext(f"{CORE}lastModifiedBy") or "", modified)


# ── what stands ─────────────────────────────────────────────────────────────────────────────────


def _links(parts: Parts) -> dict[str, str]:
    """The targets of the document's relationships by their ids."""
    if parts.relations not in parts.blobs:
        return {}
    return {one.get("Id", ""): one.get("Target", "")
            for one in parts.read(parts.relations).iter(f"{{{RELATIONS_NAMESPACE}}}Relationship")}


def _read(parts: Parts, written: Written) -> EditedFile:
    tree = parts.read(parts.main)
    looks, links = Looks(parts), _links(parts)
    standing = standing_in(tree, looks, links)
    marks = marks_of(written, standing)
    pieces = pieces_of(written, standing, marks)
    charts = _charts(parts, pieces, links)
    passed = _passed(written, pieces)
    match = matched(written, pieces, marks, _known(parts, written, pieces, charts, links),
                    set(passed))

    def picture(piece: Piece) -> tuple[bytes, str]:
        name = target_of(parts.main, links.get(piece.drawing.relation, "")) if (
            piece.drawing is not None) else ""
        content = parts.blobs.get(name, b"")
        by_content = next((kind for start, kind in PICTURES.items() if content.startswith(start)),
                          "")
        return content, by_content or (parts.content_type(name) if content else "")

    def seen(piece: Piece) -> bytes:
        """What is seen in the place of a chart that was written as a picture."""
        if piece.drawing is None or piece.drawing.cropped:
            return b""
        return parts.blobs.get(target_of(parts.main, links.get(piece.drawing.seen, "")), b"")

    extra = _became_pictures(written, pieces, match.homes, match.taken)
    labels, label_changes = _labels(written, pieces, match.taken | extra, passed)
    comparing = Comparing(written, pieces, match, marks, charts, picture, seen,
                          set(passed) | labels | extra)
    made = comparing.compare()
    changes = [change for _, change in made.changes]
    changes += [change for _, change in sorted(label_changes, key=lambda one: one[0])]
    changes += _furniture(parts, written.headers, "header", looks)
    changes += _furniture(parts, written.footers, "footer", looks)
    untaken = [*made.untaken, *_drawn_otherwise(made, extra), *parts_untaken(parts, tree, standing,
               lambda paragraph: _anchor_at(comparing, paragraph, 0),
               len(written.run.get("sections", "")))]       # a stroke each
    comments = comments_in(parts, standing,
                           lambda paragraph, at: _anchor_at(comparing, paragraph, at))
    account = account_of(tree, standing, pieces, comparing, made, labels | set(passed), extra,
                         comments)
    return EditedFile(written.run, tuple(changes), comments, tuple(made.anchors), tuple(untaken),
                      account, _saved(parts), tuple(
                          RecordedChart(part.id, part.alt, part.axis, tuple(
                              (one.name, one.values) for one in part.series), part.drawn,
                              seen(match.homes[n]) if part.drawn and n in match.homes else None)
                          for n, part in enumerate(written.parts)
                          if isinstance(part, WrittenChart)))


def _charts(parts: Parts, pieces: Iterable[Piece], links: Mapping[str, str]
            ) -> dict[int, tuple[Drawn, bytes | None]]:
    """The charts that stand, by the numbers of their pieces."""
    made: dict[int, tuple[Drawn, bytes | None]] = {}
    for piece in pieces:
        if piece.sort != "chart" or piece.drawing is None:
            continue
        name = target_of(parts.main, links.get(piece.drawing.relation, ""))
        if name in parts.blobs:
            made[piece.number] = drawn_in(parts.read(name)), workbook_of(parts, name)
    return made


def _known(parts: Parts, written: Written, pieces: Iterable[Piece],
           charts: Mapping[int, tuple[Drawn, bytes | None]], links: Mapping[str, str]
           ) -> dict[int, int]:
    """The charts and pictures that are known by what they show: the piece by the part."""
    ours = {n: part for n, part in enumerate(written.parts)
            if isinstance(part, WrittenChart) and not part.drawn}
    alts = {piece.number: piece.drawing.alt for piece in pieces if piece.drawing is not None}
    made = known_charts(ours, {m: (drawn, alts.get(m, "")) for m, (drawn, _) in charts.items()})
    sums: dict[str, list[int]] = {}
    for piece in pieces:
        if piece.sort == "picture" and piece.drawing is not None:
            name = target_of(parts.main, links.get(piece.drawing.relation, ""))
            sums.setdefault(sum_of(parts.blobs.get(name, b"")), []).append(piece.number)
    for n, part in enumerate(written.parts):
        known = (part.sum if isinstance(part, WrittenPicture) else
                 part.book if isinstance(part, WrittenChart) and part.drawn else "")
        if known and sums.get(known):
            made[n] = sums[known].pop(0)
    return made


def _passed(written: Written, pieces: Iterable[Piece]) -> dict[int, str]:
    """The pieces that are standing words, with the label, and lines of the contents, with ""."""
    labels = Counter(plain(words) for words in written.labels)
    listed = {plain(words_of_part(part)) for part in written.parts
              if isinstance(part, WrittenBlock) and part.block == "heading"}
    made: dict[int, str] = {}
    for piece in pieces:
        if piece.marks or piece.sort not in ("text", "table"):
            continue
        if labels[piece.key] > 0:
            labels[piece.key] -= 1
            made[piece.number] = piece.key
            continue
        head, tab, page = piece.text.rpartition("\t")
        listing = tab and plain(head) in listed and (
            not page.strip() or page.strip().isdecimal())
        linked = piece.key in listed and bool(piece.runs) and all(
            run.target.startswith("#") for run in piece.runs)
        if listing or linked:
            made[piece.number] = ""
    return made


def _became_pictures(written: Written, pieces: list[Piece], homes: Mapping[int, Piece],
                     taken: set[int]) -> set[int]:
    """Pictures that stand where a chart was written: some programs keep no charts."""
    made: set[int] = set()
    for n, part in enumerate(written.parts):
        if not isinstance(part, WrittenChart) or n in homes or part.drawn:
            continue
        before = homes.get(n - 1)
        after = before.number + 1 if before is not None else 0
        if after < len(pieces) and pieces[after].sort == "picture" and after not in taken:
            made.add(after)
    return made


def _drawn_otherwise(made: Changes, extra: set[int]) -> list[Untaken]:
    said = []
    if extra:
        said.append(Untaken(f"{len(extra)} charts as pictures", "",
                            "the program that saved the file keeps no charts; ours stay"))
    if made.lost_alts:
        said.append(Untaken(f"{made.lost_alts} pictures and charts without their alternative words",
                            "", "the program that saved the file drops them; ours stay"))
    return said


def _labels(written: Written, pieces: list[Piece], taken: set[int], passed: Mapping[int, str]
            ) -> tuple[set[int], list[tuple[int, Change]]]:
    """Standing words that read otherwise, and the numbers of the pieces that they are now."""
    missing = Counter(plain(words) for words in written.labels) - Counter(
        words for words in passed.values() if words)
    made: list[tuple[int, Change]] = []
    numbers: set[int] = set()
    for words in written.labels:
        if missing[plain(words)] <= 0:
            continue
        missing[plain(words)] -= 1
        free = [piece for piece in pieces if piece.number not in taken | numbers
                and piece.sort in ("text", "table") and not piece.marks]
        best = max(((alike(words, piece.text), -piece.number) for piece in free),
                   default=(0.0, 0))
        if best[0] < LEAST_LABEL:
            best = next(((1.0, -piece.number) for piece in free if piece.label), (0.0, 0))
        runs = pieces[-best[1]].runs if best[0] >= LEAST_LABEL else ()
        if best[0] >= LEAST_LABEL:
            numbers.add(-best[1])
        made.append((-best[1], Change("furniture", "label", anchor=f"label:{words}",
                                      before=(Run(words),), after=runs)))
    return numbers, made


def _furniture(parts: Parts, written: tuple[str, ...], kind: str, looks: Looks) -> list[Change]:
    """The headers or footers that read otherwise."""
    block: Block = "header" if kind == "header" else "footer"
    now = list(dict.fromkeys(words for name in parts.every(kind) if name in parts.blobs
                             if (words := furniture_words(parts.read(name), looks))))
    missing = [words for words in written if not any(same(words, other) for other in now)]
    other = [words for words in now if not any(same(words, each) for each in written)]
    made: list[Change] = []
    for words in other:
        before = max(missing, key=lambda each: alike(each, words), default="")
        if before:
            missing.remove(before)
        made.append(Change("furniture", block, anchor=block,
                           before=(Run(before),) if before else (), after=(Run(words),)))
    made += [Change("furniture", block, anchor=block, before=(Run(words),)) for words in missing]
    return made


def _anchor_at(comparing: Comparing, paragraph: Paragraph, at: int) -> str:
    """The id of what stands at a place, or else of what stands before it."""
    last = ""
    for piece in comparing.pieces:
        n = comparing.part_at.get(piece.number)
        here = (piece.paragraph is paragraph and piece.start <= at <= piece.stop) or (
            piece.table is not None and any(unit is paragraph for row in piece.table.rows
                                            for cell in row.cells for unit in cell.content))
        if n is not None:
            last = comparing.written.parts[n].id
        if here:
            return last
    return ""



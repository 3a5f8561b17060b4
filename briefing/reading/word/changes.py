"""The changes of a file: each part that was written beside the piece that it is now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.reading.word.edited import (
    Anchor,
    Block,
    By,
    Change,
    ChangeKind,
    Emphasis,
    Run,
    Runs,
    Untaken,
    words_of,
)
from briefing.reading.word.figures import Drawn, chart_changes
from briefing.reading.word.grids import compared, longest
from briefing.reading.word.habits import looks_of, plain, same
from briefing.reading.word.matching import Match
from briefing.reading.word.pieces import Mark, Piece
from briefing.reading.word.saying import block_of, figures, level_of, statements
from briefing.reading.word.units import Cell, Paragraph, Table
from briefing.reading.word.written import (
    Written,
    WrittenBlock,
    WrittenChart,
    WrittenPart,
    WrittenPicture,
    WrittenTable,
    printed_in,
    said_in,
    sum_of,
)

NUMBER = re.compile(r"\s*(?:\d+[.)]?)(?:\d+[.)]?)*\s+")
SURE = 2            # blocks of ours in a style, for it to be known what the style is for
BREAK = Run("\n")
Kinds = Mapping[tuple[str, str, int], tuple[tuple[Block, int], int]]
Order = tuple[float, int]

# What becomes of words that are not read, by what they look like.
UNSEEN = {"hidden": "it would not be seen",
          "turned round": "it has a mark that turns the order of its letters round",
          "set above others": "words of the report stand in lines"}

@dataclass(slots=True)
class Changes:
    """The changes in order, the anchors, what cannot be taken over, and what each piece is."""

    changes: list[tuple[Order, Change]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    untaken: list[Untaken] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)      # numbers of pieces
    cells: list[Cell] = field(default_factory=list)     # those that read otherwise
    lost_alts: int = 0


class Comparing:
    """The parts of a file beside its pieces."""

    def __init__(self, written: Written, pieces: Sequence[Piece], match: Match,
                 marks: Mapping[int, Mark], charts: Mapping[int, tuple[Drawn, bytes | None]],
                 picture: Callable[[Piece], tuple[bytes, str]], seen: Callable[[Piece], bytes],
                 standing: set[int]) -> None:
        """`charts` are those that stand, by their pieces; `picture` gives content and type, `seen`
        what is seen of a chart that is a picture."""
        self.written, self.pieces, self.match, self.marks = written, pieces, match, marks
        self.charts, self.picture, self.seen, self.standing = charts, picture, seen, standing
        self.made = Changes()
        self.part_at = {piece.number: n for n, piece in match.homes.items()}
        for n, halves in match.halves.items():
            self.part_at |= {piece.number: n for piece in halves}
        self.kinds = self._kinds()
        self.usual = self._usual()
        order = sorted(match.homes)
        self.steady = longest([match.homes[n].number for n in order])
        self.before = self._anchors_before()

    # ── what styles are for ──

    def _kinds(self) -> Kinds:
        votes: dict[tuple[str, str, int], Counter[tuple[Block, int]]] = {}
        shapes: dict[tuple[str, str, int], Block] = {}
        for n, piece in self.match.homes.items():
            part = self.written.parts[n]
            if isinstance(part, WrittenBlock) and piece.paragraph is not None:
                style = _style(piece.paragraph)
                votes.setdefault(style, Counter())[part.block, part.level] += 1
                shapes[style] = piece.paragraph.shape.kind[0]
        return {style: max(counted.items(), key=lambda vote: (vote[1], vote[0][0] == shapes[style]))
                for style, counted in votes.items()}

    def _usual(self) -> dict[str, Emphasis]:
        """The emphasis that a program gave to all plain words of a style."""
        votes: dict[str, Counter[Emphasis]] = {}
        for n, piece in self.match.homes.items():
            part = self.written.parts[n]
            if not isinstance(part, WrittenBlock) or piece.paragraph is None or any(
                    run.emphasis != "plain" for run in part.runs):
                continue
            looks = {run.emphasis for run in piece.runs if run.text.strip()}
            if len(looks) == 1:
                style = piece.paragraph.shape.style
                votes.setdefault(style, Counter())[looks.pop()] += 1
        made: dict[str, Emphasis] = {}
        for style, counted in votes.items():
            look, count = counted.most_common(1)[0]
            if look != "plain" and count >= SURE and 2 * count > counted.total():
                made[style] = look
        return made

    def kind_of(self, paragraph: Paragraph) -> tuple[Block, int]:
        """What a paragraph of the author's own is, as ours in its style are."""
        known = self.kinds.get(_style(paragraph))
        kind = known[0] if known is not None else paragraph.shape.kind
        return kind if kind[0] != "prompt" else ("paragraph", 0)

    # ── where things stand ──

    def _anchors_before(self) -> list[str]:
        """For each piece the id of the last part that stands before it."""
        made: list[str] = []
        last = ""
        for piece in self.pieces:
            made.append(last)
            n = self.part_at.get(piece.number)
            if n is not None:
                last = self.written.parts[n].id
        return made

    def by_of(self, piece: Piece) -> By:
        """The first tracked change in a piece."""
        if piece.paragraph is None:
            return By()
        return next((by for start, stop, by in piece.paragraph.by
                     if start <= piece.stop and stop >= piece.start), By())

    def by_mark(self, n: int) -> By:
        """Who deleted what stood at a bookmark."""
        mark = self.marks.get(n)
        if mark is None:
            return By()
        paragraph, start = mark.begins
        stop = mark.ends[1] if mark.ends[0] is paragraph else len(paragraph.text)
        return next((by for first, last, by in paragraph.by if first <= stop and last >= start),
                    By())

    # ── comparing ──

    def compare(self) -> Changes:
        """All changes."""
        last = -1.0
        for n, part in enumerate(self.written.parts):
            home = self.match.homes.get(n)
            if home is None:
                follows = next((self.written.parts[m].id for m in range(n - 1, -1, -1)
                                if m in self.match.homes), "")
                self._removed(n, part, follows, (last + 0.5, n))
                continue
            last = float(home.number)
            if home.number not in self.steady:
                self._add(home, part, Change("moved", block_of(part), level_of(part), part.id,
                                             self.before[home.number], by=self.by_of(home)))
            match part:
                case WrittenBlock():
                    self._text(n, part, home)
                case WrittenTable():
                    self._table(part, home)
                case WrittenChart():
                    self._chart(part, home)
                case WrittenPicture():
                    self._picture(part, home)
        for piece in self.pieces:
            if piece.number not in self.part_at and piece.number not in self.standing:
                self._own(piece)
        for number, piece in enumerate(self.pieces):
            self._odd(number, piece)
        self.made.changes.sort(key=lambda one: one[0])
        return self.made

    def _add(self, piece: Piece, part: WrittenPart, change: Change) -> None:
        self.made.changed.add(piece.number)
        about = change
        if isinstance(part, WrittenBlock) and not change.statements:
            about = replace(change, statements=statements(part), figures=figures(part))
        self.made.changes.append(((float(piece.number), len(self.made.changes)), about))

    def _removed(self, n: int, part: WrittenPart, follows: str, order: Order) -> None:
        before: Runs = part.runs if isinstance(part, WrittenBlock) else ()
        rows = tuple(tuple("".join(piece.text for piece in cell) for cell in row)
                     for row in part.rows) if isinstance(part, WrittenTable) else ()
        change = Change("removed", block_of(part), level_of(part), part.id, follows, before,
                        rows=rows, by=self.by_mark(n))
        if isinstance(part, WrittenBlock):
            change = replace(change, statements=statements(part), figures=figures(part))
        elif isinstance(part, WrittenTable):
            change = replace(
                change, figures=tuple((one.fact, one.text) for row in part.rows for cell in row
                                      for one in printed_in(cell)))
        self.made.changes.append((order, change))
        self.made.anchors.append(Anchor(
            part.id, block_of(part), level_of(part), before, None,
            said_in(part.pieces) if isinstance(part, WrittenBlock) else (),
            printed_in(part.pieces) if isinstance(part, WrittenBlock) else ()))

    def _present(self, n: int, part: WrittenBlock, home: Piece) -> Runs:
        """The words at an anchor as they stand, without the number before a heading."""
        made: list[Run] = []
        for piece in self.match.halves.get(n, [home]):
            usual = self.usual.get(piece.paragraph.shape.style) if piece.paragraph else None
            runs = [replace(run, emphasis="plain") if run.emphasis == usual else run
                    for run in piece.runs]
            made += [*([BREAK] if made else []), *_stripped(runs)]
        if part.block == "heading" and made:
            made = self._without_number(part, made)
        return tuple(self._same_links(part, made))

    def _without_number(self, part: WrittenBlock, runs: list[Run]) -> list[Run]:
        text = runs[0].text
        if part.number and plain(text).startswith(plain(part.number)):
            cut = NUMBER.match(text)
            end = cut.end() if cut is not None else len(part.number.rstrip())
            if not same(text[:end], part.number):
                end = min(len(part.number), len(text))
        elif part.number and (cut := NUMBER.match(text)) is not None:
            end = cut.end()
            self.made.untaken.append(Untaken(
                f"the number {text[:end].strip()}", part.id,
                "the number before a heading is the layout's"))
        else:
            return runs
        return [replace(runs[0], text=text[end:].lstrip()), *runs[1:]]

    def _same_links(self, part: WrittenBlock, runs: list[Run]) -> Iterator[Run]:
        """Links within the file as they were written, whatever a program calls their places."""
        within = {plain(run.text): run.target for run in part.runs if run.target.startswith("#")}
        for run in runs:
            if run.target.startswith("#"):
                yield replace(run, target=within.get(plain(run.text), run.target))
            else:
                yield run

    def _text(self, n: int, part: WrittenBlock, home: Piece) -> None:
        present = self._present(n, part, home)
        halves = self.match.halves.get(n, [home])
        by = next((by for piece in halves if (by := self.by_of(piece)).tracked), By())
        if by == By():
            by = self.by_mark(n)
        before = self.before[halves[0].number]
        joined = home.start > 0 and any(
            other.paragraph is home.paragraph and other.number < home.number
            and other.number in self.part_at for other in self.pieces[max(home.number - 9, 0):
                                                                     home.number])
        if joined:
            self._add(home, part, Change("joined", part.block, part.level, part.id, before,
                                         part.runs, present, by=by))
        elif not same(words_of(present), part.words) or len(halves) > 1 or (
                looks_of(present) != looks_of(part.runs)):
            self._add(home, part, Change("reworded", part.block, part.level, part.id, before,
                                         part.runs, present, by=by))
        for piece in halves:
            if len(halves) > 1:
                self.made.changed.add(piece.number)
        now = self._restyled(part, home)
        if now is not None and not joined:
            self._add(home, part, Change("restyled", now[0], now[1], part.id, before, part.runs,
                                         present, by=by))
        self.made.anchors.append(Anchor(part.id, part.block, part.level, part.runs, present,
                                        said_in(part.pieces), printed_in(part.pieces),
                                        self.match.by[n]))

    def _restyled(self, part: WrittenBlock, home: Piece) -> tuple[Block, int] | None:
        """What a block has become, where that is another kind; None where it is the same."""
        if home.paragraph is None or part.block == "prompt":
            return None
        shape = home.paragraph.shape
        (kind, count) = self.kinds[_style(home.paragraph)]
        if kind != (part.block, part.level):
            return kind if kind[0] != "prompt" else None
        own = shape.kind
        listed = ("heading", "bullet", "numbered")
        if (count < SURE and own[0] in listed and own[0] != part.block
                and part.block in ("paragraph", *listed)):
            return own
        return None

    def _table(self, part: WrittenTable, home: Piece) -> None:
        assert home.table is not None, "a table's piece has its table"
        result = compared(part, home.table)
        follows = self.before[home.number]
        for change in result.changes:
            self._add(home, part, replace(change, follows=follows))
        self.made.cells += result.changed
        if result.merged:
            self.made.untaken.append(Untaken("merged cells", part.id,
                                             "a table of the report has none"))
        self.made.untaken += [Untaken(f"cells that were merged or split: {shortened(words)}",
                                      part.id, "a table of the report has none")
                              for words in result.uneven]
        self.made.untaken += [Untaken(f"a hidden row: {shortened(words)}", part.id,
                                      "the rows of a report are seen")
                              for words in result.hidden]
        for row in home.table.rows:
            for cell in row.cells:
                self._in_cell(cell, part.id)
        text = tuple(Run(words) for words in [home.text] if words)
        self.made.anchors.append(Anchor(
            part.id, "table", 0, (Run(part.words),), text,
            by_what=self.match.by[next(n for n, piece in self.match.homes.items()
                                       if piece is home)]))

    def _in_cell(self, cell: Cell, anchor: str) -> None:
        for unit in cell.content:
            if isinstance(unit, Table):
                self.made.untaken.append(Untaken(
                    f"a table in a cell: {shortened(unit.text)}", anchor,
                    "a cell of the report holds words alone"))
            else:
                for drawing in unit.drawings:
                    self.made.untaken.append(Untaken(
                        f"a {drawing.kind} in a cell", anchor,
                        "a cell of the report holds words alone"))

    def _chart(self, part: WrittenChart, home: Piece) -> None:
        if home.number in self.charts:
            drawn, workbook = self.charts[home.number]
            for change in chart_changes(part, drawn, workbook):
                self._add(home, part, replace(change, follows=self.before[home.number]))
        elif part.drawn and sum_of(content := self.seen(home)) != part.book:
            self._add(home, part, Change("reworded", "chart", anchor=part.id,
                                         follows=self.before[home.number], picture=content))
        self._alt(part.id, "chart", part.alt, part, home)

    def _picture(self, part: WrittenPicture, home: Piece) -> None:
        content, kind = self.picture(home)
        if not content:
            self.made.untaken.append(Untaken("another picture", part.id,
                                             "its file is not in the Word file"))
        elif sum_of(content) != part.sum:
            assert home.drawing is not None, "a picture's piece has its drawing"
            self._add(home, part, Change("reworded", "picture", anchor=part.id,
                                         follows=self.before[home.number], picture=content,
                                         picture_type=kind, alt=home.drawing.alt))
        self._alt(part.id, "picture", part.alt, part, home)

    def _alt(self, anchor: str, block: Block, known: str, part: WrittenPart, home: Piece) -> None:
        alt = home.drawing.alt if home.drawing is not None else ""
        if known and not alt:
            self.made.lost_alts += 1        # LibreOffice drops them
        elif alt and not same(alt, known):
            self._add(home, part, Change(
                "alt", block, anchor=anchor, follows=self.before[home.number],
                before=(Run(known),) if known else (), after=(Run(alt),), alt=alt))
        self.made.anchors.append(Anchor(anchor, block, 0, (), (), by_what="place"))

    # ── the author's own ──

    def _own(self, piece: Piece) -> None:
        follows = self.before[piece.number]
        order = float(piece.number), len(self.made.changes)
        kind: ChangeKind = "added"
        if piece.sort == "text" and piece.paragraph is not None:
            block, level = self.kind_of(piece.paragraph)
            usual = self.usual.get(piece.paragraph.shape.style)
            runs = tuple(_stripped([
                replace(run, emphasis="plain") if run.emphasis == usual else run
                for run in piece.runs]))
            self.made.changes.append((order, Change(kind, block, level, "", follows, (), runs,
                                                    by=self.by_of(piece))))
        elif piece.table is not None:
            rows = tuple(tuple(cell.text for cell in row.cells) for row in piece.table.rows)
            by = next((row.by for row in piece.table.rows if row.by.tracked), By())
            self.made.changes.append((order, Change(kind, "table", follows=follows, rows=rows,
                                                    by=by)))
            for row in piece.table.rows:
                for cell in row.cells:
                    self._in_cell(cell, follows)
        elif piece.sort == "picture" and piece.drawing is not None:
            content, content_type = self.picture(piece)
            if not content:
                self.made.untaken.append(Untaken(
                    "a picture", follows, "its file is not in the Word file"))
                return
            if piece.drawing.cropped:
                self.made.untaken.append(Untaken(
                    "the crop of a picture", follows,
                    "the whole picture is taken over; cut it before it is inserted"))
            self.made.changes.append((order, Change(
                kind, "picture", follows=follows, picture=content, picture_type=content_type,
                alt=piece.drawing.alt, width_mm=piece.drawing.width_mm, by=self.by_of(piece))))
        else:
            what = f"a {piece.drawing.kind if piece.drawing is not None else piece.sort}"
            said = f": {shortened(piece.text)}" if piece.text.strip() else ""
            self.made.untaken.append(Untaken(
                what.replace("a o", "an o").replace("a e", "an e") + said, follows,
                "the report has none of its own kind", self.by_of(piece)))
            return
        self.made.changed.add(piece.number)

    def _odd(self, number: int, piece: Piece) -> None:
        """What words look like that no format of ours can say, and breaks."""
        if piece.paragraph is None or piece.start > 0 or piece.drawing is not None:
            return
        n = self.part_at.get(number)
        where = self.written.parts[n].id if n is not None else self.before[number]
        said: dict[str, str] = {}
        for what, words in piece.paragraph.odd:
            said[what] = said.get(what, "") + words
        for what, words in said.items():
            if words.strip():
                self.made.untaken.append(Untaken(
                    f"{what}: {shortened(words)}", where,
                    UNSEEN.get(what, "words of the report are strong or emphasised, and nothing "
                                     "else")))


def _style(paragraph: Paragraph) -> tuple[str, str, int]:
    shape = paragraph.shape
    return shape.style, shape.listed, shape.list_level if shape.listed else 0


def _stripped(runs: list[Run]) -> list[Run]:
    """The runs without space before the first and after the last word."""
    made = list(runs)
    while made and not made[0].text.strip():
        made.pop(0)
    while made and not made[-1].text.strip():
        made.pop()
    if made:
        made[0] = replace(made[0], text=made[0].text.lstrip())
        made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    return made


def shortened(words: str) -> str:
    """The beginning of some words, in quotation marks."""
    line = " ".join(words.split())
    return f"'{line}'" if len(line) <= 60 else f"'{line[:57].rstrip()}...'"

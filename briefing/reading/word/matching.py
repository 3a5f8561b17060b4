"""Which piece of a file is which part that was written.

By the words first, where they are there once; then by the bookmarks; then by likeness between the
neighbours that are known, so that a file without any bookmark is read as well.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from briefing.reading.word.grids import longest
from briefing.reading.word.habits import alike, plain, taken_from
from briefing.reading.word.pieces import Mark, Piece, Sort
from briefing.reading.word.written import (
    Written,
    WrittenBlock,
    WrittenChart,
    WrittenPart,
    WrittenPicture,
    WrittenTable,
)

ByWhat = Literal["anchor", "words", "place"]
LEAST = 0.6         # of the words, for a piece without its bookmark to be taken for the part
LEAST_ALONE = 0.25  # where it is the only one between its neighbours, as the part is
LEAST_MOVED = 0.75  # where it stands elsewhere
LEAST_WORDS = 6     # of a part that is looked for elsewhere
REST = 0.6          # of a piece's words that the part lacks, to be a half of it
LARGEST_GAP = 4000  # pairs of parts and pieces that are weighed against each other
NEAR = 60           # pieces that are looked at where a gap is larger


@dataclass(slots=True)
class Match:
    """Of each part the piece that it is and by what, and the halves that were split off it."""

    homes: dict[int, Piece] = field(default_factory=dict)
    by: dict[int, ByWhat] = field(default_factory=dict)
    halves: dict[int, list[Piece]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def take(self, n: int, piece: Piece, by: ByWhat) -> None:
        self.homes[n], self.by[n] = piece, by
        self.taken.add(piece.number)


def sort_of(part: WrittenPart) -> Sort:
    """The sort of piece that a part is."""
    match part:
        case WrittenBlock():
            return "text"
        case WrittenTable():
            return "table"
        case WrittenChart():
            return "picture" if part.drawn else "chart"
        case WrittenPicture():
            return "picture"


def words_of_part(part: WrittenPart) -> str:
    """The words of a part as they stand in the file."""
    return f"{part.number}{part.words}" if isinstance(part, WrittenBlock) else part.words


def matched(written: Written, pieces: Sequence[Piece], marks: Mapping[int, Mark],
            known: Mapping[int, int], passed: set[int]) -> Match:
    """Which piece is which part.

    `known` are charts and pictures that are known by what they show: the piece's number by the
    part's place. `passed` are the numbers of the pieces that are nobody's words.
    """
    made = Match()
    parts = written.parts
    for n, number in known.items():
        made.take(n, pieces[number], "words")
    made.taken |= passed
    keys = [plain(words_of_part(part)) for part in parts]
    _once(parts, pieces, keys, made)
    _by_marks(parts, pieces, marks, made)
    _between(parts, pieces, keys, made)
    _elsewhere(parts, pieces, keys, made)
    _halves(parts, pieces, made)
    return made


def _once(parts: Sequence[WrittenPart], pieces: Sequence[Piece], keys: Sequence[str],
          made: Match) -> None:
    """What is there once, and was written once."""
    ours = Counter((sort_of(part), key) for part, key in zip(parts, keys, strict=True))
    theirs: dict[tuple[Sort, str], list[Piece]] = {}
    for piece in pieces:
        if piece.number not in made.taken and piece.text:
            theirs.setdefault((piece.sort, piece.key), []).append(piece)
    for n, part in enumerate(parts):
        name = sort_of(part), keys[n]
        if n not in made.homes and keys[n] and ours[name] == 1 and len(theirs.get(name, ())) == 1:
            piece = theirs[name][0]
            made.take(n, piece, "anchor" if n in piece.marks else "words")


def _by_marks(parts: Sequence[WrittenPart], pieces: Sequence[Piece], marks: Mapping[int, Mark],
              made: Match) -> None:
    """What a bookmark lies on; where it lies on several, or several on it, the most alike."""
    tables: dict[int, Piece] = {}
    lying: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.number in made.taken:
            continue
        if piece.table is not None:
            tables[id(piece.table)] = piece
        for n in piece.marks:
            lying.setdefault(n, []).append(piece)
    pairs: list[tuple[float, int, int, Piece]] = []
    for n in marks:
        part = parts[n]
        if n in made.homes:
            continue
        if isinstance(part, WrittenTable):
            begins = marks[n].begins[0]
            for piece in tables.values():
                if piece.table is not None and _stands_in(begins, piece):
                    pairs.append((1.0, -n, 0, piece))
        else:
            words = words_of_part(part)
            pairs += [(alike(words, piece.text), -n, -piece.number, piece)
                      for piece in lying.get(n, ())]
    for _, n, _, piece in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if -n not in made.homes and piece.number not in made.taken:
            made.take(-n, piece, "anchor")


def _stands_in(paragraph: object, piece: Piece) -> bool:
    return piece.table is not None and any(
        unit is paragraph for row in piece.table.rows[:2] for cell in row.cells
        for unit in cell.content)


# ── without bookmarks ───────────────────────────────────────────────────────────────────────────


def _between(parts: Sequence[WrittenPart], pieces: Sequence[Piece], keys: Sequence[str],
             made: Match) -> None:
    """What lies between neighbours that are known: what is equal, then what is most alike."""
    for weigh in (_equal, _likely):
        order = [n for n in range(len(parts)) if n in made.homes]
        steady = longest([made.homes[n].number for n in order])
        edges = [n for n in order if made.homes[n].number in steady]
        free = [piece.number for piece in pieces if piece.number not in made.taken]
        for before, after in zip([-1, *edges], [*edges, len(parts)], strict=True):
            ours = [n for n in range(before + 1, after) if n not in made.homes]
            if not ours:
                continue
            start = made.homes[before].number if before >= 0 else -1
            stop = made.homes[after].number if after < len(parts) else len(pieces)
            theirs = [pieces[m] for m in free[bisect_left(free, start):bisect_left(free, stop)]]
            if theirs:
                weigh(parts, ours, theirs, keys, made)


def _equal(parts: Sequence[WrittenPart], ours: list[int], theirs: list[Piece],
           keys: Sequence[str], made: Match) -> None:
    first = [(sort_of(parts[n]), keys[n]) for n in ours]
    second = [(piece.sort, piece.key) for piece in theirs]
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size):
            if first[a + k][1]:
                made.take(ours[a + k], theirs[b + k], _how(parts, ours[a + k], theirs[b + k]))


def _how(parts: Sequence[WrittenPart], n: int, piece: Piece) -> ByWhat:
    return "anchor" if n in piece.marks else "words"


def likeness(part: WrittenPart, piece: Piece) -> float:
    """How alike a part and a piece are, from 0 to 1."""
    if sort_of(part) != piece.sort:
        return 0.0
    match part:
        case WrittenBlock():
            return alike(words_of_part(part), piece.text)
        case WrittenTable():
            ours = Counter(plain(words) for line in part.words.split("\n")
                           for words in line.split(" | "))
            theirs = Counter(plain(cell.text) for row in piece.table.rows for cell in row.cells
                             ) if piece.table is not None else Counter[str]()
            return 2 * (ours & theirs).total() / max(ours.total() + theirs.total(), 1)
        case WrittenChart() | WrittenPicture():
            return LEAST        # known by its place


def _likely(parts: Sequence[WrittenPart], ours: list[int], theirs: list[Piece],
            keys: Sequence[str], made: Match) -> None:
    """The pairs in one order whose likeness is the greatest together."""
    if len(ours) * len(theirs) > LARGEST_GAP:
        _nearest(parts, ours, theirs, made)
        return
    score = [[likeness(parts[n], piece) for piece in theirs] for n in ours]
    score = [[one if one >= LEAST else 0.0 for one in row] for row in score]
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for a in range(len(ours) - 1, -1, -1):
        for b in range(len(theirs) - 1, -1, -1):
            best[a][b] = max(best[a + 1][b], best[a][b + 1],
                             score[a][b] + best[a + 1][b + 1] if score[a][b] else 0.0)
    a = b = 0
    while a < len(ours) and b < len(theirs):
        if score[a][b] and best[a][b] == score[a][b] + best[a + 1][b + 1]:
            made.take(ours[a], theirs[b], "words" if theirs[b].sort in ("text", "table")
                      else "place")
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    _only_one(parts, ours, theirs, made)


def _only_one(parts: Sequence[WrittenPart], ours: list[int], theirs: list[Piece],
              made: Match) -> None:
    """The only one that is missing, and the only one that is new between the same neighbours."""
    places = {piece.number: k for k, piece in enumerate(theirs)}
    edges = [(-1, -1)] + [(k, places[made.homes[n].number]) for k, n in enumerate(ours)
                          if n in made.homes] + [(len(ours), len(theirs))]
    for (a, b), (c, d) in pairwise(edges):
        if c - a == 2 and d - b == 2:
            part, piece = parts[ours[a + 1]], theirs[b + 1]
            prompt = isinstance(part, WrittenBlock) and part.block == "prompt"
            least = 0.0 if prompt else LEAST_ALONE
            if sort_of(part) == piece.sort and likeness(part, piece) >= least:
                made.take(ours[a + 1], piece, "place")


def _nearest(parts: Sequence[WrittenPart], ours: list[int], theirs: list[Piece],
             made: Match) -> None:
    """In a large gap, each with the most alike of the next that are free."""
    start = 0
    for n in ours:
        best = max(((likeness(parts[n], piece), -k) for k, piece in enumerate(
            theirs[start:start + NEAR], start)), default=(0.0, 0))
        if best[0] >= LEAST:
            made.take(n, theirs[-best[1]], "words")
            start = 1 - best[1]


def _elsewhere(parts: Sequence[WrittenPart], pieces: Sequence[Piece], keys: Sequence[str],
               made: Match) -> None:
    """What stands in another place and has lost its bookmark."""
    free = [piece for piece in pieces if piece.number not in made.taken and piece.text]
    by_word: dict[str, list[Piece]] = {}
    for piece in free:
        for word in set(piece.key.split(" ")):
            by_word.setdefault(word, []).append(piece)
    for n, part in enumerate(parts):
        words = keys[n].split(" ")
        if n in made.homes or len(words) < LEAST_WORDS:
            continue
        rare = sorted((len(by_word[word]), word) for word in set(words) if word in by_word)[:4]
        near = {piece.number: piece for _, word in rare for piece in by_word[word][:NEAR]
                if piece.number not in made.taken}
        best = max(((likeness(part, piece), -number) for number, piece in near.items()),
                   default=(0.0, 0))
        if best[0] >= LEAST_MOVED:
            made.take(n, near[-best[1]], "words")


# ── halves ──────────────────────────────────────────────────────────────────────────────────────


def _halves(parts: Sequence[WrittenPart], pieces: Sequence[Piece], made: Match) -> None:
    """What was split off a part stands before or after it, and has words that it lacks."""
    for n, home in list(made.homes.items()):
        part = parts[n]
        if home.sort != "text" or home.key == plain(words_of_part(part)):
            continue
        whole, kept = words_of_part(part), home.text
        before: list[Piece] = []
        after: list[Piece] = []
        for step, side in ((1, after), (-1, before)):
            number = home.number + step
            while 0 <= number < len(pieces):
                piece = pieces[number]
                if (piece.number in made.taken or piece.sort != "text"
                        or taken_from(piece.text, whole, kept) < REST):
                    break
                side.append(piece)
                made.taken.add(number)
                kept += " " + piece.text
                number += step
        if before or after:
            made.halves[n] = [*before[::-1], home, *after]

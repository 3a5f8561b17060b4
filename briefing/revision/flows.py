"""The blocks of a document with edits of whole blocks: removed, moved, added, restyled, joined.

A list is taken apart into its rows and put together again, so that a row is a block like another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefing.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    CoverRow,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Inline,
    Inlines,
    Panel,
    Paragraph,
    Section,
    Table,
    Text,
    plain,
)
from briefing.revision.anchors import Naming
from briefing.revision.rows import Origins, without_spare_blanks

AT_START = ""


@dataclass(frozen=True, slots=True)
class Insert:
    """What stands after an anchor: a new block, or the one that was moved there."""

    block: Block | None = None
    moved: str = ""


@dataclass(slots=True)
class BlockEdits:
    """What is to be done with whole blocks, by their anchors.

    `words` are other inlines, none where the block goes. `styles` are the kind and level that a
    block has now; `joined` the anchors whose words run on in another, `splits` the statements that
    begin another block.
    """

    words: dict[str, Inlines] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    joined: dict[str, list[str]] = field(default_factory=dict)
    splits: dict[str, set[str]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    after: dict[str, list[Insert]] = field(default_factory=dict)
    tables: dict[str, Callable[[Table], Table]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.words, self.removed, self.styles, self.joined, self.splits, self.moved,
                    self.after, self.tables))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block that stands at an anchor, or a row of a list; `names` are its anchors."""

    names: tuple[str, ...]
    block: Block
    inside: tuple[tuple[_Unit, ...], ...] = ()


def rebuilt(document: Document, edits: BlockEdits) -> tuple[Document, Origins]:
    """The document with the edits, and where its rows of words stood before.

    Anchors that are not in the document are nobody's.
    """
    naming = Naming()
    flows = [tuple(_units(section.blocks, naming)) for section in document.sections]
    builder = _Builder(edits, {name: unit for flow in flows for unit in _every(flow)
                               for name in unit.names})
    sections: list[Section] = []
    for section, flow in zip(document.sections, flows, strict=True):
        head = builder.inserted(AT_START) if not sections else []
        blocks = _lists_again([*head, *builder.flow(flow)])
        sections.append(replace(section, blocks=tuple(_named_apart(blocks, builder.lists))))
    document = replace(document, sections=tuple(one for one in sections if one.blocks))
    return document, builder.origins


def _units(blocks: Iterable[Block], naming: Naming) -> Iterator[_Unit]:
    for block in blocks:
        match block:
            case Bullets():
                for name, what in naming.blocks(block):
                    yield _Unit((name,), replace(block, items=(block.items[what.row],)))
            case Panel():
                yield _Unit((), block, (tuple(_units(block.blocks, naming)),))
            case Columns():
                yield _Unit((), block, tuple(tuple(_units(column, naming))
                                             for column in block.columns))
            case CoverTable():
                yield _Unit((), block, tuple(tuple(_units(row.blocks, naming))
                                             for row in block.rows))
            case _:
                yield _Unit(tuple(name for name, _ in naming.blocks(block)), block)


def _every(flow: Iterable[_Unit]) -> Iterator[_Unit]:
    for unit in flow:
        yield unit
        for inner in unit.inside:
            yield from _every(inner)


class _Builder:
    """Puts the units together again, with the edits."""

    def __init__(self, edits: BlockEdits, units: Mapping[str, _Unit]) -> None:
        self.edits, self.units = edits, units
        self.lists: dict[str, int] = {}
        self.origins: Origins = {}

    def _from(self, row: Inlines, name: str) -> None:
        if row:     # every empty row is the same one
            self.origins[id(row)] = row, name

    def flow(self, flow: Iterable[_Unit], last: tuple[str, ...] = ()) -> Iterator[Block]:
        """The blocks of a flow; what was moved away is not among them, nor what is added after
        the `last`.
        """
        for unit in flow:
            yield from self._unit(unit, last)

    def _unit(self, unit: _Unit, last: tuple[str, ...] = ()) -> Iterator[Block]:
        if unit.inside:
            yield from self._nest(unit)
            return
        if not any(name in self.edits.moved for name in unit.names):
            yield from self._edited(unit)
        for name in unit.names:
            yield from self.inserted(name, new=name not in last)

    def inserted(self, name: str, *, new: bool = True, moved: bool = True) -> list[Block]:
        """What stands after the anchor now: what is `new` there, what was `moved` there."""
        made: list[Block] = []
        for insert in self.edits.after.get(name, ()):
            if insert.block is not None and not new:
                continue
            if insert.block is None and not moved:
                continue
            if insert.block is not None:
                self._from(_words_of(insert.block), getattr(insert.block, "id", ""))
                made.append(insert.block)
            elif insert.moved in self.units:
                made += self._edited(self.units[insert.moved])
        return made

    def _nest(self, unit: _Unit) -> Iterator[Block]:
        """A block of blocks; what is added after the last of a panel stands after the panel."""
        panel = isinstance(unit.block, Panel) and bool(unit.inside[0])
        last = unit.inside[0][-1].names if panel else ()
        inner = [_lists_again(self.flow(flow, last)) for flow in unit.inside]
        match unit.block:
            case Panel():
                if inner[0]:
                    yield replace(unit.block, blocks=tuple(inner[0]))
                for name in last:
                    yield from self.inserted(name, moved=False)
            case Columns():
                yield replace(unit.block, columns=tuple(map(tuple, inner)))
            case CoverTable():
                yield replace(unit.block, rows=tuple(
                    CoverRow(row.label, tuple(blocks))
                    for row, blocks in zip(unit.block.rows, inner, strict=True)))
            case _:
                raise TypeError(f"a {type(unit.block).__name__} holds no blocks")

    def _edited(self, unit: _Unit) -> Iterator[Block]:
        block: Block | None = unit.block
        for name in unit.names:
            if block is None or name in self.edits.removed or any(
                    name in joined for joined in self.edits.joined.values()):
                return
            words = self.edits.words.get(name)
            run_on = tuple(
                inline for other in self.edits.joined.get(name, ()) if other in self.units
                for inline in (Text(" "), *self.edits.words.get(
                    other, _words_of(self.units[other].block))))
            if words is not None or run_on:
                block = _with_words(block, (*(words if words is not None else _words_of(block)),
                                            *run_on), name)
            if name in self.edits.styles:
                block = _restyled(block, *self.edits.styles[name], name)
            if isinstance(block, Table) and name in self.edits.tables:
                block = self.edits.tables[name](block)
        if block is not None:
            for half in _halves(block, {one for name in unit.names
                                        for one in self.edits.splits.get(name, ())}):
                if unit.names:
                    self._from(_words_of(half), unit.names[0])
                yield half


def _halves(block: Block, begin: set[str]) -> Iterator[Block]:
    """The block, or the several that it is where some of its statements begin a new one."""
    if not begin or not isinstance(block, Paragraph | Bullets):
        yield block
        return
    rows: list[list[Inline]] = [[]]
    names = [""]
    for inline in _words_of(block):
        if inline.statement in begin and inline.statement not in names and any(rows[-1]):
            rows.append([])
            names.append(inline.statement)
        rows[-1].append(inline)
    for row, name in zip(rows, names, strict=True):
        words = without_spare_blanks(tuple(row))
        block_id = f"{block.id}{ADDED}{name}" if name and block.id else block.id
        yield (replace(block, id=block_id, items=(words,)) if isinstance(block, Bullets)
               else replace(block, id=block_id, inlines=words))


def _words_of(block: Block) -> Inlines:
    match block:
        case Paragraph():
            return block.inlines
        case Bullets():
            return block.items[0]
        case Heading():
            return (Text(block.text),)
        case Chart():
            return block.caption
        case _:
            return ()


def _with_words(block: Block, words: Inlines, name: str) -> Block | None:
    """The block with these words, None where nothing is left of it."""
    words = without_spare_blanks(words)
    if not plain(words).strip():
        return None
    match block:
        case Paragraph():
            return replace(block, inlines=words)
        case Bullets():
            return replace(block, items=(words,))
        case Heading():
            return replace(block, text=plain(words))
        case Chart():
            return replace(block, caption=words)
        case Table() if name.endswith("#caption"):
            return replace(block, caption=plain(words))
        case HeaderBlock():
            label = name.partition(":")[2]
            return replace(block, rows=tuple(
                (row, words if row == label else value) for row, value in block.rows))
        case _:
            return block


def _restyled(block: Block | None, kind: str, level: int, name: str) -> Block | None:
    """The block as one of another kind."""
    if block is None or not isinstance(block, Paragraph | Bullets | Heading):
        return block
    words = _words_of(block)
    # no row of the list that stays may be called so
    block_id = f"{name}{ADDED}0" if isinstance(block, Bullets) else block.id
    match kind:
        case "heading":
            return Heading(block_id or name, max(level, 2), plain(words))
        case "bullet" | "numbered":
            return Bullets(f"{block_id or name}", (words,), ordered=kind == "numbered")
        case _:
            return Paragraph(block_id, words)


def _lists_again(blocks: Iterable[Block]) -> list[Block]:
    """The rows of a list that stand one after the other put together again.

    A row that was added goes with the list before it.
    """
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(block, Bullets) and isinstance(before, Bullets) and (
                block.id == before.id or (ADDED in block.id and block.ordered == before.ordered)):
            made[-1] = replace(before, items=(*before.items, *block.items))
        else:
            made.append(block)
    return made


ADDED = "+"     # in the id of what an author added


def _named_apart(blocks: Iterable[Block], seen: dict[str, int]) -> Iterator[Block]:
    """The blocks, of which no two lists have one id: one that was parted has two parts."""
    for block in blocks:
        match block:
            case Bullets() if block.id:
                seen[block.id] = seen.get(block.id, 0) + 1
                count = seen[block.id]
                yield replace(block, id=f"{block.id}{ADDED}{count}") if count > 1 else block
            case Panel():
                yield replace(block, blocks=tuple(_named_apart(block.blocks, seen)))
            case Columns():
                yield replace(block, columns=tuple(
                    tuple(_named_apart(column, seen)) for column in block.columns))
            case CoverTable():
                yield replace(block, rows=tuple(
                    CoverRow(row.label, tuple(_named_apart(row.blocks, seen)))
                    for row in block.rows))
            case _:
                yield block

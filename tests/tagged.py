"""A reader of tagged PDF: what the structure says, and where pages and structure contradict it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "INLINE IMAGE"}
SHOWS = {"Tj", "TJ", "'", '"'}
Place = tuple[int, int]  # page, number of its marked content


@dataclass
class Found:
    """An element of the structure: what it is, what it says, and what is inside it."""

    tag: str
    dictionary: Any
    parts: list[Found | Place] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def every(self, *tags: str) -> Iterator[Found]:
        """The elements of these tags in reading order, itself included."""
        if not tags or self.tag in tags:
            yield self
        for part in self.parts:
            if isinstance(part, Found):
                yield from part.every(*tags)

    def attribute(self, name: str) -> Any:
        return self.dictionary.A.get(f"/{name}") if "/A" in self.dictionary else None


class Reader:
    """A tagged file read back; `faults` are the contradictions between pages and structure."""

    def __init__(self, pdf: bytes) -> None:
        self.opened = pikepdf.open(io.BytesIO(pdf))
        self.root = self.opened.Root
        self.pages = list(self.opened.pages)
        self.number = {each.objgen: n for n, each in enumerate(self.pages)}
        self.faults: list[str] = []
        self.texts: dict[Place, str] = {}
        self.tags: dict[Place, str] = {}
        self.fonts: dict[Any, dict[int, str]] = {}
        for n, each in enumerate(self.pages):
            self._read_page(n, each)
        self.owners: dict[Place, Any] = {}
        self.document = self._element(self.root.StructTreeRoot.K, self.root.StructTreeRoot)
        self._compare()

    def text(self, element: Found) -> str:
        """What the element says: every block's text apart, no chart's."""
        said = ""
        for part in element.parts:
            if not isinstance(part, Found):
                said += self.texts[part]
            elif part.tag in ("Link", "Reference"):
                said += self.text(part)
            elif part.tag != "Figure":
                said += f" {self.text(part)} "
        return re.sub(r"(^| )\d+$", "", said) if element.tag == "Reference" else said

    def words(self) -> list[str]:
        return self.text(self.document).split()

    # what the pages hold

    def _read_page(self, n: int, each: Any) -> None:
        marks: list[int | None] = []
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(each):
            name = str(operator)
            if name in ("BDC", "BMC"):
                held = operands[1] if name == "BDC" else {}
                number = int(held["/MCID"]) if "/MCID" in held else None
                if marks:
                    self.faults.append(f"page {n}: marks in marks")
                if number is not None:
                    if (n, number) in self.tags:
                        self.faults.append(f"page {n}: {number} is there twice")
                    self.tags[n, number], self.texts[n, number] = str(operands[0])[1:], ""
                elif str(operands[0]) != "/Artifact":
                    self.faults.append(f"page {n}: {operands[0]} without a number")
                marks.append(number)
            elif name == "EMC":
                marks.pop()
            elif name == "Tf":
                font = self._font(each.Resources.Font[str(operands[0])])
            elif name in PAINTS | SHOWS:
                if not marks:
                    self.faults.append(f"page {n}: {name} outside every mark")
                elif name == "Tj":
                    said = "".join(font.get(code, "\0") for code in bytes(operands[0]))
                    if "\0" in said:
                        self.faults.append(f"page {n}: a code without a character in {said!r}")
                    if marks[-1] is not None:
                        self.texts[n, marks[-1]] += said
                elif name in SHOWS:
                    raise NotImplementedError(f"this reader knows only Tj, not {name}")
        if marks:
            self.faults.append(f"page {n}: {len(marks)} marks never end")

    def _font(self, font: Any) -> dict[int, str]:
        if font.objgen not in self.fonts:
            if "/FontFile2" not in font.FontDescriptor:
                self.faults.append(f"{font.BaseFont} is not embedded")
            table = bytes(font.ToUnicode.read_bytes()).decode()
            self.fonts[font.objgen] = {
                int(code, 16): bytes.fromhex(character).decode("utf-16-be")
                for code, character in re.findall(r"^<(\w\w)> <(\w{4,})>$", table, re.MULTILINE)}
        return self.fonts[font.objgen]

    # what the structure holds

    def _element(self, dictionary: Any, parent: Any) -> Found:
        if dictionary.P.objgen != parent.objgen:
            self.faults.append(f"{dictionary.S} has another parent than it is in")
        found = Found(str(dictionary.S)[1:], dictionary)
        kids = dictionary.get("/K", [])
        for kid in kids if isinstance(kids, list | pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                self._claim(found, (self.number[dictionary.Pg.objgen], kid))
            elif kid.get("/Type") == "/MCR":
                self._claim(found, (self.number[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                found.annotations.append(kid.Obj)
                if kid.Obj.objgen not in {a.objgen for a in self._annotations(kid.Pg)}:
                    self.faults.append("an annotation is not on the page that its element says")
            else:
                found.parts.append(self._element(kid, dictionary))
        return found

    def _claim(self, element: Found, place: Place) -> None:
        if place in self.owners:
            self.faults.append(f"{place} is in two elements")
        if self.tags.get(place) != element.tag:
            self.faults.append(f"{place} is {self.tags.get(place)}, its element {element.tag}")
        self.owners[place] = element.dictionary.objgen
        element.parts.append(place)

    def _annotations(self, each: Any) -> list[Any]:
        return list(each.get("/Annots", []))

    def _compare(self) -> None:
        """Pages against structure: nothing without an owner, every way back the right one."""
        for place in self.tags.keys() - self.owners.keys():
            self.faults.append(f"{place} is in no element")
        tree = self.root.StructTreeRoot
        numbers = list(tree.ParentTree.Nums)
        keys = [int(key) for key in numbers[::2]]
        if keys != sorted(set(keys)) or int(tree.ParentTreeNextKey) <= max(keys):
            self.faults.append("the keys of the parents are out of order")
        parents = dict(zip(keys, numbers[1::2], strict=True))
        linked = {annotation.objgen: element.dictionary.objgen
                  for element in self.document.every() for annotation in element.annotations}
        for n, each in enumerate(self.pages):
            owned = sorted(place for place in self.owners if place[0] == n)
            back = parents.pop(int(each.StructParents), []) if "/StructParents" in each else []
            if [parent.objgen for parent in back] != [self.owners[place] for place in owned] or [
                    number for _, number in owned] != list(range(len(owned))):
                self.faults.append(f"page {n}: its parents are not its elements")
            if each.get("/Tabs") != "/S":
                self.faults.append(f"page {n}: its links are not in the order of the structure")
            for annotation in self._annotations(each):
                parent = parents.pop(int(annotation.StructParent))
                if linked.pop(annotation.objgen, None) != parent.objgen:
                    self.faults.append(f"page {n}: an annotation has another parent")
        if parents or linked:
            self.faults.append(f"left over: {parents} {linked}")


def squeezed(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def heads_of(reader: Reader, table: Found) -> list[list[list[str]]]:
    """For each cell of each row of a table the words of its heads, as a screen reader takes them.

    The heads that it names; where it names none, the first of its row and of its column that say
    they head one (ISO 32000-1, 14.8.5.7).
    """
    rows = [[*row.every("TH", "TD")] for row in table.every("TR")]
    names = {bytes(cell.dictionary.ID): cell for row in rows for cell in row
             if "/ID" in cell.dictionary}
    made = []
    for r, row in enumerate(rows):
        made.append([])
        for c, cell in enumerate(row):
            named = cell.attribute("Headers")
            if named is not None:
                heads = [names[bytes(name)] for name in named]
            elif cell.tag == "TD":
                heads = [other for other in row if other.tag == "TH"
                         and str(other.attribute("Scope")) == "/Row"]
                heads += [above[c] for above in rows[:r] if c < len(above)
                          and str(above[c].attribute("Scope")) == "/Column"]
            else:
                heads = []
            made[-1].append([squeezed(reader.text(head)) for head in heads])
    return made

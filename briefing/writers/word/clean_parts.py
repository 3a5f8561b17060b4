"""A template's parts without what it carries besides its looks and its standing words.

Only relationships that `carried` knows stay, and only parts that those name; what a file says of
itself is replaced. Nothing of a template is trusted to be harmless because nobody thought of it.
"""

from __future__ import annotations

from lxml import etree

from briefing.document import Look
from briefing.problems import Place, Problem
from briefing.reading.word.anchors import TRACE
from briefing.reading.word.parts import (
    TYPES,
    TYPES_NAMESPACE,
    Parts,
    relations_of,
    serialised,
    target_of,
    w,
)
from briefing.writers.word.carried import (
    BINARY,
    CUSTOM,
    CUSTOM_XML,
    IMAGES,
    KEPT,
    LEFT_OUT,
    MERGE,
    MISSING,
    NEEDED,
    OTHER,
    OUTSIDE,
    PICTURES,
    PROPERTIES,
    SETTINGS_KEPT,
    TYPED,
    VARIABLES,
    in_words,
)
from briefing.writers.word.clean_markup import (
    CLEANERS,
    WEB,
    hidden_styles,
    without_dead_references,
    without_hidden,
)
from briefing.writers.word.clean_pictures import bare_picture
from briefing.writers.word.run_note import CUSTOM as CUSTOM_NAMESPACE
from briefing.writers.word.run_note import OURS
from briefing.writers.word.template import base_part

RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
PACKAGE = "_rels/.rels"
ABOUT = ("docProps/core.xml", "docProps/app.xml")
EMPTY_SOURCES = b"officeDocument/2006/bibliography"
ROOTS = {"document": "document", "styles": "styles", "settings": "settings",
         "numbering": "numbering", "header": "hdr", "footer": "ftr"}
REMEDY = "Open it in Word and save it again."


def cleaned(parts: Parts, place: Place) -> tuple[Parts, list[Problem]]:
    """The parts that a report may be written on, with one warning that says what was left out.

    A problem where a part that the template needs is not there.
    """
    cleaning = _Cleaning(parts)
    cleaning.take(parts.main, parts.content_type(parts.main))
    problems = [Problem(place, f"it names a part that is not in it, {name}.", REMEDY)
                for name in cleaning.needed]
    problems += [Problem(place, f"it is damaged: {name} cannot be read.", REMEDY)
                 for name in cleaning.damaged]
    cleaning.about_the_file()
    if cleaning.kinds and not problems:
        alone = cleaning.kinds == {MISSING}
        absent = f" ({', '.join(dict.fromkeys(cleaning.missing))})" if cleaning.missing else ""
        problems.append(Problem(
            place, f"the Word file is written without what the template carries besides its looks: "
            f"{in_words(cleaning.kinds).replace(MISSING, MISSING + absent)}.",
            "Word shows nothing of them either." if alone else
            "To be rid of this, take them out in Word: File, Info, Inspect Document.",
            warning=True))
    return Parts(cleaning.finished()), problems


class _Cleaning:
    """The parts taken over so far, what was left out, and what the template needs and lacks."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.by_name = {name.casefold(): name for name in parts.blobs}
        self.kinds: set[str] = set()
        self.needed: list[str] = []
        self.missing: list[str] = []
        self.damaged: list[str] = []
        self.taken: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        styles = parts.related("styles")
        self.hidden = hidden_styles(parts.tree(styles)) if styles is not None else set()

    def take(self, name: str, content_type: str, kind: str = "document") -> None:
        """Take over a part, cleaned, and what it names."""
        if name in self.taken:
            return
        self.taken[name] = self.parts.blobs[name]
        self.types[name] = content_type
        there = self._relations(name)
        if kind == "image":
            self.taken[name] = bare_picture(self.taken[name])
        if kind in BINARY:
            return
        tree = self.parts.tree(name)
        if tree.tag != w(ROOTS.get(kind, "")) and kind in ROOTS:
            self.damaged.append(name)
            return
        for clean in CLEANERS:
            self.kinds |= clean(tree)
        self.kinds |= without_hidden(tree, self.hidden)
        if kind == "settings":
            self._settings(tree)
        without_dead_references(tree, there)
        self.taken[name] = serialised(tree)

    def _relations(self, name: str) -> set[str]:
        """The relationships of a part that stay, by id; the parts that they name are taken."""
        held = relations_of(name)
        if held not in self.parts.blobs:
            return set()
        tree = self.parts.tree(held)
        there: set[str] = set()
        for one in list(tree):
            number, kind = one.get("Id", ""), one.get("Type", "").rpartition("/")[2]
            if not number or number in there or not self._stays(one, name, kind):
                tree.remove(one)
            else:
                there.add(number)
        self.taken[held] = serialised(tree)
        return there

    def _stays(self, one: etree._Element, name: str, kind: str) -> bool:
        """Whether a relationship stays; the part that it names is taken then."""
        target = one.get("Target", "")
        outside = one.get("TargetMode") == "External" or (kind == "hyperlink" and bool(
            WEB.match(target)))
        if outside:
            one.set("TargetMode", "External")
            if kind == "hyperlink" and WEB.match(target):
                return True
            if kind != "attachedTemplate" or not target.endswith(("Normal.dotm", "Normal.dotx")):
                self.kinds.add(PICTURES if kind == "image" else MERGE if "mail" in kind.casefold()
                               else LEFT_OUT.get(kind) or OUTSIDE)
            return False
        path = target_of(name, target)
        part = self.by_name.get(path.casefold())
        if kind not in KEPT:
            self._left_out(kind, part)
            return False
        if part is None:
            self.kinds.add(MISSING)
            self.missing.append(path)
            self.needed += [path] if kind in NEEDED else []
            return False
        one.set("Target", f"/{part}")
        self.take(part, KEPT[kind] or self._type_of(part), kind)
        return True

    def _type_of(self, part: str) -> str:
        said = self.parts.content_type(part)
        ending = part.rpartition(".")[2].casefold()
        return said if said.startswith("image/") else IMAGES.get(ending, "application/octet-stream")

    def _left_out(self, kind: str, part: str | None) -> None:
        blob = self.parts.blobs.get(part or "", b"")
        if kind == "customXml":
            ours = TRACE.encode() in blob or (
                EMPTY_SOURCES in blob and blob.count(b"<") <= 4)    # every file of Word's has them
            self.kinds |= set() if ours or not blob else {CUSTOM_XML}
        elif kind == "comments":
            self.kinds |= {LEFT_OUT[kind]} if b":comment " in blob else set()
        elif part is None and kind not in LEFT_OUT:
            self.kinds.add(MISSING)
        else:
            self.kinds |= {LEFT_OUT.get(kind, OTHER)} - {""}

    def _settings(self, tree: etree._Element) -> None:
        for one in list(tree):
            if not isinstance(one.tag, str):
                continue
            name = etree.QName(one).localname
            if name not in SETTINGS_KEPT:
                self.kinds |= {"docVars": {VARIABLES}, "mailMerge": {MERGE}}.get(name, set())
                tree.remove(one)

    def about_the_file(self) -> None:
        """What the template says of itself, left out; who saved it last stands in every file."""
        if PACKAGE not in self.parts.blobs:
            return
        for one in self.parts.tree(PACKAGE):
            kind = one.get("Type", "").rpartition("/")[2]
            path = self.by_name.get(target_of("", one.get("Target", "")).casefold())
            if kind == "officeDocument":
                continue
            if path is None or kind not in ("core-properties", "extended-properties",
                                            "custom-properties"):
                self._left_out(kind, path)
                continue
            tree = self.parts.tree(path)
            if kind == "custom-properties":
                theirs = [p for p in tree.iter(f"{{{CUSTOM_NAMESPACE}}}property")
                          if not p.get("name", "").startswith(OURS)]
                self.kinds |= {CUSTOM} if theirs else set()
            elif any((p.text or "").strip() for p in tree.iter(etree.Element)
                     if etree.QName(p).localname in TYPED and not (p.text or "").startswith((
                         "generated by python-docx", "Period ", "briefing "))):
                self.kinds.add(PROPERTIES)

    def finished(self) -> dict[str, bytes]:
        """The parts as a package, its content types and its own relationships first."""
        look = Look()
        about = {name: base_part(name, look, "en-GB") for name in ABOUT}
        relations = etree.fromstring(base_part(PACKAGE, look, "en-GB"))
        relations[0].set("Target", self.parts.main)
        types = etree.Element(f"{{{TYPES_NAMESPACE}}}Types", nsmap={None: TYPES_NAMESPACE})
        etree.SubElement(types, f"{{{TYPES_NAMESPACE}}}Default", Extension="rels",
                         ContentType=RELS_TYPE)
        base = etree.fromstring(base_part(TYPES, look, "en-GB"))
        said = self.types | {name: one.get("ContentType", "") for one in base
                             if (name := one.get("PartName", "").lstrip("/")) in ABOUT}
        for name, content_type in said.items():
            etree.SubElement(types, f"{{{TYPES_NAMESPACE}}}Override", PartName=f"/{name}",
                             ContentType=content_type)
        return {TYPES: serialised(types), PACKAGE: serialised(relations), **self.taken, **about}



"""LibreOffice at work on Word files, as an author edits them: by its own commands, through UNO.

Not a test and not of the tests' Python: LibreOffice's own (Debian's python3 with python3-uno) runs
it, `tests.word.office` asks for it. It reads jobs as JSON from standard input, each the file to
open, the file to save, and the steps between, and does all of them in one LibreOffice.

    python3 office_author.py FOLDER-OF-SETTINGS < JOBS
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.TextContentAnchorType import AS_CHARACTER

DOCX = "MS Word 2007 XML"
PATIENCE = 120      # seconds for LibreOffice to begin


def properties(**named):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in named.items())


class Author:
    """An open document with its cursor; each step is a method, called by its first word."""

    def __init__(self, context, document):
        self.document = document
        self.controller = document.CurrentController
        self.cursor = self.controller.ViewCursor
        self.dispatcher = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context)

    def do(self, command, **arguments):
        """A command of the menus."""
        self.dispatcher.executeDispatch(self.controller.Frame, f".uno:{command}", "", 0,
                                        properties(**arguments))

    def found(self, words):
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        there = self.document.findFirst(search)
        while there is not None and there.ParaStyleName.startswith("Contents "):
            there = self.document.findNext(there.End, search)       # a line of the contents
        if there is None:
            raise LookupError(f"'{words}' is not in the document")
        return there

    # ── the cursor ──

    def select(self, words):
        there = self.found(words)
        self.cursor.gotoRange(there.Start, False)
        self.cursor.gotoRange(there.End, True)

    def after(self, words):
        self.cursor.gotoRange(self.found(words).End, False)

    def before(self, words):
        self.cursor.gotoRange(self.found(words).Start, False)

    def paragraph(self, words):
        """Selects a whole paragraph and its end, as three clicks and the arrow do."""
        there = self.found(words)
        line = there.Text.createTextCursorByRange(there)
        line.gotoStartOfParagraph(False)
        start = line.Start
        line.gotoEndOfParagraph(False)
        line.goRight(1, False)
        self.cursor.gotoRange(start, False)
        self.cursor.gotoRange(line.End, True)

    def whole(self, words):
        """Selects the words of a paragraph without its end."""
        self._line(words, "Start", False)
        self._line(words, "End", True)

    def end(self, words):
        self._line(words, "End", False)

    def start(self, words):
        self._line(words, "Start", False)

    def _line(self, words, edge, more):
        there = self.found(words)
        line = there.Text.createTextCursorByRange(there)
        getattr(line, f"goto{edge}OfParagraph")(False)
        self.cursor.gotoRange(line.End, more)

    def cell(self, words, down=0, right=0):
        """Selects what stands in a cell, counted from the one that says the words."""
        there = self.found(words)
        name = there.Cell.CellName
        letters = "".join(one for one in name if one.isalpha())
        other = f"{chr(ord(letters) + right)}{int(name[len(letters):]) + down}"
        held = there.TextTable.getCellByName(other)
        self.cursor.gotoRange(held.Text.Start, False)
        self.cursor.gotoRange(held.Text.End, True)

    # ── typing ──

    def type(self, words):
        """Types in place of what is selected."""
        if not self.cursor.isCollapsed():
            self.do("Delete")
        self.do("InsertText", Text=words)

    def press(self, key):
        self.do({"return": "InsertPara", "delete": "Delete", "backspace": "SwBackspace"}[key])

    # ── the rest ──

    def style(self, name):
        self.do("StyleApply", Style=name, FamilyName="ParagraphStyles")

    def track(self, who):
        """Changes are tracked from here on, in the name of that person."""
        named(self.context, who)
        self.document.RecordChanges = True

    def link(self, address):
        held = self.cursor.Text.createTextCursorByRange(self.cursor)
        held.HyperLinkURL = address

    def comment(self, words, who):
        self.do("InsertAnnotation", Text=words, Author=who)

    def settle(self, words):
        fields = self.document.TextFields.createEnumeration()
        while fields.hasMoreElements():
            one = fields.nextElement()
            if one.supportsService("com.sun.star.text.textfield.Annotation") and (
                    one.Content == words):
                one.Resolved = True

    def picture(self, path, alt):
        provider = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.graphic.GraphicProvider", self.context)
        made = self.document.createInstance("com.sun.star.text.TextGraphicObject")
        made.Graphic = provider.queryGraphic(properties(URL=Path(path).as_uri()))
        made.AnchorType = AS_CHARACTER
        made.Width, made.Height = 3000, 2000
        self.cursor.Text.insertTextContent(self.cursor.Start, made, False)
        made.Description = alt

    def table(self, rows):
        made = self.document.createInstance("com.sun.star.text.TextTable")
        made.initialize(len(rows), len(rows[0]))
        self.cursor.Text.insertTextContent(self.cursor.Start, made, False)
        made.DataArray = tuple(map(tuple, rows))

    def head(self, old, new):
        """Other words in the headers of all kinds of pages."""
        self._furniture("Header", old, new)

    def foot(self, old, new):
        self._furniture("Footer", old, new)

    def _furniture(self, which, old, new):
        styles = self.document.StyleFamilies.getByName("PageStyles")
        for name in styles.ElementNames:
            style = styles.getByName(name)
            if not style.isInUse() or not getattr(style, f"{which}IsOn"):
                continue
            for end in ("", "First", "Left"):
                text = getattr(style, f"{which}Text{end}")
                if text is None or old not in text.String:
                    continue
                paragraphs = text.createEnumeration()
                while paragraphs.hasMoreElements():
                    portions = paragraphs.nextElement().createEnumeration()
                    while portions.hasMoreElements():
                        one = portions.nextElement()
                        if old in one.String:
                            one.String = one.String.replace(old, new)

    def replace(self, old, new):
        """Edit, Find and Replace, Replace All."""
        search = self.document.createReplaceDescriptor()
        search.SearchString, search.ReplaceString = old, new
        search.SearchCaseSensitive = True
        self.document.replaceAll(search)

    def alt(self, old, new):
        """Other words for what a drawing shows."""
        for held in (self.document.GraphicObjects, self.document.EmbeddedObjects):
            for name in held.ElementNames:
                one = held.getByName(name)
                if old in (one.Title, one.Description):
                    one.Description = new

    def drop(self, number):
        """Deletes a chart, counted from 0."""
        held = self.document.EmbeddedObjects
        held.getByName(held.ElementNames[number]).dispose()


def named(context, who):
    """LibreOffice's user is called so from here on."""
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context)
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess",
        properties(nodepath="/org.openoffice.UserProfile/Data"))
    first, _, last = who.partition(" ")
    access.givenname, access.sn = first, last
    access.commitChanges()


def started(settings):
    """LibreOffice and the context to speak to it by."""
    pipe = f"author{uuid.uuid4().hex[:12]}"
    office = subprocess.Popen(
        [os.environ.get("SOFFICE", "soffice"), f"-env:UserInstallation={Path(settings).as_uri()}",
         "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    own = uno.getComponentContext()
    resolver = own.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", own)
    last = time.monotonic() + PATIENCE
    while True:
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > last or office.poll() is not None:
                office.kill()
                raise
            time.sleep(0.2)


def main(settings):
    office, context = started(settings)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop",
                                                               context)
    try:
        for source, target, steps in json.load(sys.stdin):
            named(context, "")
            document = desktop.loadComponentFromURL(
                Path(source).as_uri(), "_blank", 0, properties(Hidden=True))
            author = Author(context, document)
            author.context = context
            for step, *arguments in steps:
                try:
                    getattr(author, step)(*arguments)
                except Exception as fault:
                    raise RuntimeError(f"{target}: {step} {arguments}") from fault
            document.storeToURL(Path(target).as_uri(), properties(FilterName=DOCX))
            document.close(True)
    finally:
        desktop.terminate()
        office.wait(PATIENCE)


if __name__ == "__main__":
    main(sys.argv[1])

"""One browser for all tests of this folder: Debian's Chromium, which fetches nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from briefing.document import Chart, Document, Panel, Table
from briefing.prepared import Prepared
from briefing.writers.html import html_file
from tests.conftest import laid_out
from tests.documents import sample

ROWS = 14       # of a table in a short report: what repeats need not be looked at again


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser; closed with the last test of the folder, as its loop is of the whole thread."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path is not None, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="package")
def files(example: Prepared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The finished pages by name: the worked example whole, short in each layout, every block."""
    folder = tmp_path_factory.mktemp("pages")
    documents = {"whole": laid_out(example, "barnsley-scrutiny"), "sample": sample()}
    for name in ("barnsley-scrutiny", "cover-table", "cover-sheet", "numbered-paragraphs"):
        documents[name] = short(laid_out(example, name))
    found = {}
    for name, document in documents.items():
        found[name] = folder / f"{name}.html"
        found[name].write_bytes(html_file(document))
    return found


def short(document: Document) -> Document:
    """The document with one panel of each kind of chart, and the first rows of its tables."""
    kinds: set[str] = set()

    def kept(block: Any) -> bool:
        charts = [b.spec.kind for b in block.blocks if isinstance(b, Chart)] if isinstance(
            block, Panel) else ["no panel"]
        new = isinstance(block, Panel) and not kinds.issuperset(charts)
        kinds.update(charts)
        return new or not isinstance(block, Panel)

    def fewer(block: Any) -> Any:
        return replace(block, rows=block.rows[:ROWS]) if isinstance(block, Table) else block

    return replace(document, sections=tuple(
        replace(section, blocks=tuple(fewer(block) for block in section.blocks if kept(block)))
        for section in document.sections))


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Callable[..., Any]:
    """Opens a page by its name in a window of that size; `said` is what it asked for and said."""
    @contextmanager
    def open_page(name: str, width: int = 1280, height: int = 900, **options: Any
                  ) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.on("pageerror", lambda fault: asked.append(str(fault)))
        page.goto(files[name].as_uri())
        yield page
        assert [url for url in asked if not url.startswith("data:")] == [files[name].as_uri()]
        context.close()

    return open_page

"""What is written in the page: looked at, kept while it is typed, and saved."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from briefing.preview import pages
from briefing.preview.answers import our_fault, stored
from briefing.preview.desk import Desk
from briefing.preview.sent import fields_sent
from briefing.preview.session import beside
from briefing.preview.settings_form import accept_warning, save_report
from briefing.preview.unsaved import Unsaved, checked_window, discard, keep, take, unsaved
from briefing.preview.writing import Conflict, Own, Written, own_at, saved, shown
from briefing.preview.writing_pages import clash, editor, offers, read_back
from briefing.problems import Problem, ProblemsFound
from briefing.reading.commentary import of_edition

NOT_KEPT = 202      # looked at, and not kept on the disk


class WritingDesk:
    """Answers the forms in which the author writes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def _own(self, name: str) -> Own:
        report, session = self.desk.report, self.desk.session
        return own_at(self.desk.wanted.folder, report.prepared if report else None, name,
                      session.views.areas)

    def _shown(self, name: str) -> Written:
        return shown(self.desk.wanted.folder, name, self.desk.wanted.trusted)

    def _kept(self, own: Own, window: str) -> tuple[Unsaved | None, list[Unsaved]]:
        """What that window keeps of the file, and what others do."""
        kept = unsaved(self.desk.wanted.folder, own.name)
        mine = next((words for words in kept if words.window == window), None)
        return mine, [words for words in kept if words is not mine]

    async def editor(self, request: Request) -> Response:
        """The text of a file, to be changed, and what was typed into it and not saved."""
        window = request.query_params.get("window", "")

        def make() -> str:
            own = self._own(request.query_params.get("file", ""))
            now = self._shown(own.name)
            begun = self._shown(own.of_all).text if own.of_all != own.name and not now.hash else ""
            mine, others = self._kept(own, window)
            return editor(own, now, mine, others, begun)

        return HTMLResponse(await asyncio.to_thread(make))

    async def words(self, request: Request) -> Response:
        """What is said of the words as they are typed; they are kept until they are saved."""
        asked = fields_sent(await request.body())
        text = asked["text"]
        name, problems = await asyncio.to_thread(
            self._keep, asked["file"], text, asked["hash"], asked["window"])
        report = self.desk.report
        told, status = (pages.faults(problems), NOT_KEPT) if problems else ("", 200)
        if report is None:
            return HTMLResponse(
                f'{told}<p class="note">There is no report yet to hold it to.</p>', status)
        found = await beside(partial(self.desk.reader(report).read, name, text))
        if found is None:
            return our_fault()
        return HTMLResponse(told + read_back(*found), status)

    def _keep(self, asked: str, text: str, before: str, window: str
              ) -> tuple[str, tuple[Problem, ...]]:
        """The file's name; its words are kept where they are not those of the file."""
        own, folder = self._own(asked), self.desk.wanted.folder
        if window:      # an empty one only looks
            checked_window(window)
        now = self._shown(own.name)
        same = text.rstrip("\n") == now.text.rstrip("\n")
        if same and window:
            discard(folder, own.name, window)
        elif window:
            try:
                keep(folder, Unsaved(own.name, window, text, before, datetime.now()))
            except ProblemsFound as fault:
                return own.name, fault.problems
        return own.name, ()

    async def take(self, request: Request) -> Response:
        """Words that were not saved, for the window that goes on with them."""
        asked = fields_sent(await request.body())

        def work() -> Response:
            own, folder = self._own(asked["file"]), self.desk.wanted.folder
            words = take(folder, own.name, asked["window"], asked["by"])
            return JSONResponse({
                "offers": offers(self._kept(own, asked["by"])[1], self._shown(own.name)),
                **({"text": words.text, "hash": words.before} if words else {})})

        return await asyncio.to_thread(work)

    async def discard(self, request: Request) -> Response:
        """Words that were not saved taken away, as the author asks."""
        asked = fields_sent(await request.body())

        def work() -> Response:
            folder, file = self.desk.wanted.folder, asked["file"]
            if any(words.file == file for words in unsaved(folder)):
                discard(folder, file, asked["window"])
            return JSONResponse({"said": "The words were taken away."})

        return await asyncio.to_thread(work)

    async def slots(self, request: Request) -> Response:
        """The figures that can be put in."""
        report = self.desk.report
        if report is None:
            return JSONResponse([])
        typed = request.query_params.get("like", "")[:80]
        near = of_edition(Path(request.query_params.get("file", "")[:200]).stem)[0]
        found = await asyncio.to_thread(self.desk.reader(report).slots_like, typed, near)
        return JSONResponse([[one.slot, one.shown, one.what] for one in found])

    async def save(self, request: Request) -> Response:
        """The words saved; both texts where the file was changed meanwhile."""
        asked = fields_sent(await request.body())

        def work() -> Response:
            name, wanted = self._own(asked["file"]).name, self.desk.wanted
            outcome = saved(wanted.folder, name, asked["text"], asked["hash"], wanted.trusted)
            if isinstance(outcome, Conflict):
                return JSONResponse({"conflict": clash(outcome, asked["text"])}, status_code=409)
            if asked["window"]:
                discard(wanted.folder, name, asked["window"])
            return JSONResponse({"hash": outcome.hash, "said": f"Saved to {name}."})

        return await asyncio.to_thread(work)

    async def settings(self, request: Request) -> Response:
        """report.toml with what was changed of it."""
        asked = fields_sent(await request.body())
        before, wanted = asked.pop("hash"), self.desk.wanted
        return await asyncio.to_thread(lambda: stored(save_report(
            wanted.folder, asked, before, wanted.trusted)))

    async def accept(self, request: Request) -> Response:
        """A warning accepted with its reason."""
        asked, wanted = fields_sent(await request.body()), self.desk.wanted
        return await asyncio.to_thread(lambda: stored(accept_warning(
            wanted.folder, asked["warning"], asked["reason"], asked["hash"], date.today(),
            wanted.trusted)))

"""What is asked of the page and shown in it, answered from the session."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from briefing.explain import Sources, explanation
from briefing.preview import jobs, pages
from briefing.preview.answers import none, our_fault
from briefing.preview.renewing import Report, Wanted
from briefing.preview.sent import fields_sent
from briefing.preview.session import Session, beside
from briefing.preview.settings_form import fields_of
from briefing.preview.unsaved import unsaved
from briefing.preview.words import Reader
from briefing.preview.writing import names_of, places, shown
from briefing.preview.writing_pages import write_panel
from briefing.reading.commentary import FOLDER
from briefing.reading.settings import FILE

BEAT = 15.0         # seconds after which a silent stream says that it is alive


class Desk:
    """Answers the page's requests from the session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._reader: Reader | None = None
        self._sources: dict[str, Sources] = {}

    @property
    def wanted(self) -> Wanted:
        """Which report is looked at."""
        return replace(self.session.wanted, area=self.session.area)

    @property
    def report(self) -> Report | None:
        """The last good report."""
        return self.session.look.report

    def reader(self, report: Report) -> Reader:
        """The reader of what is typed, by the figures of that report."""
        if self._reader is None or self._reader.prepared is not report.prepared:
            self._reader = Reader(report.prepared)
        return self._reader

    def sources(self, report: Report, name: str) -> Sources:
        """What explanations of that edition are made from."""
        edition = report.edition(name)
        known = self._sources.get(edition.name)
        if known is None or known.edition is not edition:
            known = self._sources[edition.name] = Sources(report.prepared, edition)
        return known

    # ── seeing ──────────────────────────────────────────────────────────────────────────────────

    async def page(self, request: Request) -> Response:
        """The page."""
        report = self.report
        names = [e.name for e in report.prepared.editions] if report else ["private"]
        return HTMLResponse(pages.page(self.session.look, names))

    async def areas(self, request: Request) -> Response:
        """The areas that the folder has: the id and the name of each."""
        return JSONResponse(list(self.session.views.areas.items()))

    async def choose(self, request: Request) -> Response:
        """Another area looked at from now on."""
        area = fields_sent(await request.body())["area"]
        if area not in self.session.views.areas:
            return none("There is no such area.")
        await self.session.choose(area)
        return JSONResponse({"said": self.session.views.areas[area]})

    async def style(self, request: Request) -> Response:
        """Its style sheet."""
        return Response(pages.style(), media_type="text/css")

    async def script(self, request: Request) -> Response:
        """Its script."""
        return Response(pages.script(), media_type="text/javascript")

    async def edition(self, request: Request) -> Response:
        """An edition of the last good report; its own page says what it may do."""
        name = request.path_params["edition"]
        page = self.report.pages.get(name) if self.report else None
        if page is None:
            return none("There is no such edition (yet).")
        return Response(page, media_type="text/html", headers={
            "content-security-policy": "frame-ancestors 'self'"})

    async def events(self, request: Request) -> Response:
        """What is to be seen, whenever that is something else."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        tick = -1
        while True:
            now = await self.session.told_after(tick, BEAT)
            if now == tick:
                yield ": still here\n\n"
                continue
            tick = now
            yield f"data: {json.dumps(self.told())}\n\n"
            await asyncio.sleep(0.05)       # steps that follow each other are told as one

    def told(self) -> dict[str, object]:
        """What the page is told."""
        job = self.session.jobs.last
        return {**self.session.look.told(), "tick": self.session.ticks, "area": self.session.area,
                "areas": len(self.session.views.areas), "job": {
            "number": job.number, "state": job.state} if job else None}

    async def state(self, request: Request) -> Response:
        """The same, for who asks."""
        return JSONResponse(self.told())

    # ── asking ──────────────────────────────────────────────────────────────────────────────────

    async def ask(self, request: Request) -> Response:
        """What a sentence, figure or indicator is."""
        report = self.report
        if report is None:
            return none("There is no report yet.")
        name = request.query_params.get("edition", "")
        asked = request.query_params.get("of", "")[:300]
        found = await beside(partial(explanation, self.sources(report, name), asked))
        return JSONResponse(pages.answer(found)) if found is not None else our_fault()

    # ── panels ──────────────────────────────────────────────────────────────────────────────────

    async def panel(self, request: Request) -> Response:
        """What stands in a panel now."""
        make = {"problems": self._problems, "write": self._write, "settings": self._settings,
                "work": self._work, "job": self._job}.get(request.path_params["name"])
        if make is None:
            return none("There is no such panel.")
        return HTMLResponse(await asyncio.to_thread(make))

    def _problems(self) -> str:
        hash_ = shown(self.wanted.folder, FILE, self.wanted.trusted).hash
        return pages.problem_list(self.session.look.problems, hash_=hash_)

    def _write(self) -> str:
        prepared = self.report.prepared if self.report else None
        folder, area = self.wanted.folder, self.session.area
        called = self.session.views.areas.get(area, "")
        own = list(places(folder, prepared, area, called))
        sheet = [str(c.source) for c in prepared.report.commentary
                 if not c.source.file.startswith(f"{FOLDER}/")] if prepared else []
        return write_panel(own, names_of(prepared) if prepared else {},
                           list(dict.fromkeys(sheet)), unsaved(folder), (area, called))

    def _settings(self) -> str:
        fields, file = fields_of(self.wanted.folder)
        return pages.settings_panel(fields, file.hash)

    def _work(self) -> str:
        names = self.report.prepared.report.settings.approval.names if self.report else ()
        edited = self.session.jobs.edited
        return pages.work_panel(jobs.word_files(self.wanted.folder, self.session.area), names,
                                edited.name if edited else "")

    def _job(self) -> str:
        job = self.session.jobs.last
        files = {path.name: f"files/{n}/{path.name}"
                 for n, path in enumerate(job.outcome.files)} if job else {}
        return pages.job_box(job, files)

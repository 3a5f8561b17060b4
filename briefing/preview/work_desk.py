"""Work that the page begins, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from briefing.preview import jobs
from briefing.preview.answers import none
from briefing.preview.desk import Desk
from briefing.preview.sent import at_work, day_sent, fields_sent
from briefing.problems import ProblemsFound

REVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf",
         ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
         ".json": "application/json",
         ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


class WorkDesk:
    """Begins what the terminal does, and gives out what was made."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def job(self, request: Request) -> Response:
        """A command begun."""
        asked = fields_sent(await request.body())
        edited, wanted = self.desk.session.jobs.edited, self.desk.wanted
        match request.path_params["name"]:
            case "check":
                return self._begin("Check", jobs.check(wanted))
            case "build":
                leave = [line for line in asked["leave_open"].splitlines() if line.strip()]
                return self._begin("Build", jobs.build_report(
                    wanted, bool(asked["final"]), leave))
            case "review":
                path = jobs.picked(wanted.folder, asked["file"], wanted.area)
                self.desk.session.jobs.edited = path
                return self._begin("Review", jobs.review(wanted, path))
            case "accept" if edited is not None:
                return self._begin("Accept", jobs.accept(
                    wanted, edited, asked["agreed"], bool(asked["over"]),
                    bool(asked["revised"])))
            case "next":
                return self._begin("Next month", jobs.next_month(
                    wanted, asked["period"], day_sent(asked["day"])))
            case _:
                return none("There is no such work.")

    def _begin(self, name: str, work: Callable[[jobs.Step], jobs.Outcome]) -> Response:
        if self.desk.session.jobs.start(name, work) is None:
            raise ProblemsFound([at_work()])
        return JSONResponse({"said": f"{name} has begun."})

    async def upload(self, request: Request) -> Response:
        """An edited Word file from elsewhere, reviewed."""
        content = await request.body()
        name = request.query_params.get("name", "")[:200]
        path = await asyncio.to_thread(self.desk.session.jobs.keep, name, content)
        return self._begin("Review", jobs.review(self.desk.wanted, path))

    async def review(self, request: Request) -> Response:
        """The page of the last review."""
        job = self.desk.session.jobs.last
        if job is None or not job.outcome.page:
            return none("Nothing was reviewed yet.")
        return HTMLResponse(job.outcome.page, headers={"content-security-policy": REVIEW_POLICY})

    async def file(self, request: Request) -> Response:
        """A file that was built last: those alone, by their number."""
        job, number = self.desk.session.jobs.last, request.path_params["number"]
        files = job.outcome.files if job else ()
        if not 0 <= number < len(files) or files[number].name != request.path_params["name"]:
            return none("There is no such file.")
        path = files[number]
        content = await asyncio.to_thread(path.read_bytes)
        return Response(content, media_type=TYPES.get(path.suffix, "application/octet-stream"),
                        headers={"content-security-policy": "frame-ancestors 'self'"})

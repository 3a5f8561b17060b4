"""The addresses of the page, each to what answers it; and the server, which listens here alone."""

from __future__ import annotations

import asyncio
import json
import socket
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from briefing.explain import Sources, explanation
from briefing.preview import jobs, pages
from briefing.preview.door import HOST, Door, Key, TooMuch
from briefing.preview.renewing import Report, Wanted
from briefing.preview.sent import at_work, changed_meanwhile, day_sent, failed, fields_sent
from briefing.preview.session import Session, beside
from briefing.preview.settings_form import accept_warning, fields_of, save_report
from briefing.preview.words import Reader
from briefing.preview.writing import (
    Conflict,
    Own,
    checked_name,
    names_of,
    places,
    saved,
    written,
)
from briefing.problems import Place, Problem, ProblemsFound
from briefing.reading.commentary import FOLDER, of_edition
from briefing.reading.settings import FILE

BEAT = 15.0         # seconds after which a silent stream says that it is alive
REVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf",
         ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
         ".json": "application/json",
         ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
Answer = Callable[[Request], Awaitable[Response]]


class Desk:
    """Answers the page's requests from the session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.wanted: Wanted = session.wanted
        self._reader: Reader | None = None
        self._sources: dict[str, Sources] = {}

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
            return _none("There is no such edition (yet).")
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
        return {**self.session.look.told(), "tick": self.session.ticks, "job": {
            "number": job.number, "state": job.state} if job else None}

    async def state(self, request: Request) -> Response:
        """The same, for who asks."""
        return JSONResponse(self.told())

    # ── asking ──────────────────────────────────────────────────────────────────────────────────

    async def ask(self, request: Request) -> Response:
        """What a sentence, figure or indicator is."""
        report = self.report
        if report is None:
            return _none("There is no report yet.")
        name = request.query_params.get("edition", "")
        asked = request.query_params.get("of", "")[:300]
        found = await beside(partial(explanation, self.sources(report, name), asked))
        return JSONResponse(pages.answer(found)) if found is not None else _failed()

    # ── panels ──────────────────────────────────────────────────────────────────────────────────

    async def panel(self, request: Request) -> Response:
        """What stands in a panel now."""
        make = {"problems": self._problems, "write": self._write, "settings": self._settings,
                "work": self._work, "job": self._job}.get(request.path_params["name"])
        if make is None:
            return _none("There is no such panel.")
        return HTMLResponse(await asyncio.to_thread(make))

    def _problems(self) -> str:
        hash_ = written(self.wanted.folder, FILE).hash
        return pages.problem_list(self.session.look.problems, hash_=hash_)

    def _write(self) -> str:
        prepared = self.report.prepared if self.report else None
        own = list(places(self.wanted.folder, prepared))
        sheet = [str(c.source) for c in prepared.report.commentary
                 if not c.source.file.startswith(f"{FOLDER}/")] if prepared else []
        return pages.write_panel(own, names_of(prepared) if prepared else {},
                                 list(dict.fromkeys(sheet)), self.session.drafts)

    def _settings(self) -> str:
        fields, file = fields_of(self.wanted.folder)
        return pages.settings_panel(fields, file.hash)

    def _work(self) -> str:
        names = self.report.prepared.report.settings.approval.names if self.report else ()
        edited = self.session.jobs.edited
        return pages.work_panel(jobs.word_files(self.wanted.folder), names,
                                edited.name if edited else "")

    def _job(self) -> str:
        job = self.session.jobs.last
        files = {path.name: f"files/{n}/{path.name}"
                 for n, path in enumerate(job.outcome.files)} if job else {}
        return pages.job_box(job, files)

    # ── writing ─────────────────────────────────────────────────────────────────────────────────

    def _own(self, name: str) -> Own:
        prepared = self.report.prepared if self.report else None
        name = checked_name(name, prepared, self.wanted.folder)
        known = next((own for own in places(self.wanted.folder, prepared) if own.name == name),
                     None)
        if known is not None:
            return known
        stem, edition = of_edition(Path(name).stem)
        names = names_of(prepared) if prepared else {}
        return Own(name, names.get(stem, stem), edition)

    async def editor(self, request: Request) -> Response:
        """The text of a file, to be changed."""
        def make() -> str:
            own = self._own(request.query_params.get("file", ""))
            return pages.editor(own, written(self.wanted.folder, own.name),
                                self.session.drafts.get(own.name))

        return HTMLResponse(await asyncio.to_thread(make))

    async def words(self, request: Request) -> Response:
        """What is said of the words as they are typed; they are kept until they are saved."""
        asked = fields_sent(await request.body())
        text = asked["text"]
        name = await asyncio.to_thread(self._drafted, asked["file"], text)
        report = self.report
        if report is None:
            return HTMLResponse('<p class="note">There is no report yet to hold it to.</p>')
        found = await beside(partial(self.reader(report).read, name, text))
        return HTMLResponse(pages.read_back(*found)) if found is not None else _failed()

    def _drafted(self, asked: str, text: str) -> str:
        """The file's name; its words are kept where they are not those of the file."""
        name = self._own(asked).name
        if text.rstrip("\n") == written(self.wanted.folder, name).text.rstrip("\n"):
            self.session.drafts.pop(name, None)
        else:
            self.session.drafts[name] = text
        return name

    async def slots(self, request: Request) -> Response:
        """The figures that can be put in."""
        report = self.report
        if report is None:
            return JSONResponse([])
        typed = request.query_params.get("like", "")[:80]
        near = of_edition(Path(request.query_params.get("file", "")[:200]).stem)[0]
        found = await asyncio.to_thread(self.reader(report).slots_like, typed, near)
        return JSONResponse([[one.slot, one.shown, one.what] for one in found])

    async def save(self, request: Request) -> Response:
        """The words saved; both texts where the file was changed meanwhile."""
        asked = fields_sent(await request.body())

        def work() -> Response:
            name = self._own(asked["file"]).name
            made = saved(self.wanted.folder, name, asked["text"], asked["hash"],
                         self.wanted.trusted)
            if isinstance(made, Conflict):
                return JSONResponse({"conflict": pages.clash(made, asked["text"])},
                                    status_code=409)
            self.session.drafts.pop(name, None)
            return JSONResponse({"hash": made.hash, "said": f"Saved to {name}."})

        return await asyncio.to_thread(work)

    async def settings(self, request: Request) -> Response:
        """report.toml with what was changed of it."""
        asked = fields_sent(await request.body())
        hash_ = asked.pop("hash")
        return await asyncio.to_thread(lambda: _stored(save_report(
            self.wanted.folder, asked, hash_, self.wanted.trusted)))

    async def accept(self, request: Request) -> Response:
        """A warning accepted with its reason."""
        asked = fields_sent(await request.body())
        return await asyncio.to_thread(lambda: _stored(accept_warning(
            self.wanted.folder, asked["warning"], asked["reason"], asked["hash"], date.today(),
            self.wanted.trusted)))

    # ── work ────────────────────────────────────────────────────────────────────────────────────

    async def job(self, request: Request) -> Response:
        """A command begun."""
        asked = fields_sent(await request.body())
        edited = self.session.jobs.edited
        match request.path_params["name"]:
            case "check":
                return self._begin("Check", jobs.check(self.wanted))
            case "build":
                leave = [line for line in asked["leave_open"].splitlines() if line.strip()]
                return self._begin("Build", jobs.build_report(
                    self.wanted, bool(asked["final"]), leave))
            case "review":
                path = jobs.picked(self.wanted.folder, asked["file"])
                self.session.jobs.edited = path
                return self._begin("Review", jobs.review(self.wanted, path))
            case "accept" if edited is not None:
                return self._begin("Accept", jobs.accept(
                    self.wanted, edited, asked["agreed"], bool(asked["over"]),
                    bool(asked["revised"])))
            case "next":
                return self._begin("Next month", jobs.next_month(
                    self.wanted, asked["period"], day_sent(asked["day"])))
            case _:
                return _none("There is no such work.")

    def _begin(self, name: str, work: Callable[[jobs.Step], jobs.Outcome]) -> Response:
        if self.session.jobs.start(name, work) is None:
            raise ProblemsFound([at_work()])
        return JSONResponse({"said": f"{name} has begun."})

    async def upload(self, request: Request) -> Response:
        """An edited Word file from elsewhere, reviewed."""
        content = await request.body()
        name = request.query_params.get("name", "")[:200]
        path = await asyncio.to_thread(self.session.jobs.keep, name, content)
        return self._begin("Review", jobs.review(self.wanted, path))

    async def review(self, request: Request) -> Response:
        """The page of the last review."""
        job = self.session.jobs.last
        if job is None or not job.outcome.page:
            return _none("Nothing was reviewed yet.")
        return HTMLResponse(job.outcome.page, headers={"content-security-policy": REVIEW_POLICY})

    async def file(self, request: Request) -> Response:
        """A file that was built last: those alone, by their number."""
        job, number = self.session.jobs.last, request.path_params["number"]
        files = job.outcome.files if job else ()
        if not 0 <= number < len(files) or files[number].name != request.path_params["name"]:
            return _none("There is no such file.")
        path = files[number]
        content = await asyncio.to_thread(path.read_bytes)
        return Response(content, media_type=TYPES.get(path.suffix, "application/octet-stream"),
                        headers={"content-security-policy": "frame-ancestors 'self'"})


# ── answers ─────────────────────────────────────────────────────────────────────────────────────


def _stored(made: object) -> Response:
    if isinstance(made, Conflict):
        return JSONResponse({"conflict": pages.faults([changed_meanwhile(made.now.name)]),
                             "hash": made.now.hash}, status_code=409)
    return JSONResponse({"said": f"Saved to {FILE}."})


def _none(why: str) -> Response:
    return Response(f"{why}\n", 404, media_type="text/plain")


def _failed() -> Response:
    return JSONResponse({"problems": pages.faults([failed()])}, status_code=500)


async def _faulty(request: Request, fault: Exception) -> Response:
    """The user's mistakes are told beside the form."""
    assert isinstance(fault, ProblemsFound)
    return JSONResponse({"problems": pages.faults(fault.problems)}, status_code=422)


async def _refused(request: Request, fault: Exception) -> Response:
    return Response(f"{fault}\n", 413, media_type="text/plain")


def application(session: Session, key: Key) -> Door:
    """The whole, behind its door."""
    desk = Desk(session)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.ensure_future(session.watch())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        session.jobs.close()

    seen: list[tuple[str, Answer]] = [
        ("/", desk.page), ("/preview.css", desk.style), ("/preview.js", desk.script),
        ("/report/{edition}", desk.edition), ("/events", desk.events), ("/state", desk.state),
        ("/ask", desk.ask), ("/panel/{name}", desk.panel), ("/editor", desk.editor),
        ("/slots", desk.slots), ("/review", desk.review), ("/files/{number:int}/{name}", desk.file)]
    done: list[tuple[str, Answer]] = [
        ("/words", desk.words), ("/save", desk.save), ("/settings", desk.settings),
        ("/accept", desk.accept), ("/job/{name}", desk.job)]
    routes = [Route(path, answer, methods=["GET"]) for path, answer in seen]
    routes += [Route(path, answer, methods=["POST"]) for path, answer in done]
    routes.append(Route("/upload", desk.upload, methods=["PUT"]))
    return Door(Starlette(routes=routes, lifespan=lifespan,
                          exception_handlers={
        ProblemsFound: _faulty, TooMuch: _refused}), key)


# ── the server ──────────────────────────────────────────────────────────────────────────────────


def listening(port: int = 0) -> socket.socket:
    """A socket of this machine alone, at the port, else at one that is free.

    Raises ProblemsFound where the port is taken.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.bind((HOST, port))
    except (OSError, OverflowError) as fault:
        made.close()
        raise ProblemsFound([Problem(
            Place("--port"), f"port {port} cannot be had: "
            f"{getattr(fault, 'strerror', None) or fault}.",
            "Name another one, or leave --port out: then a free one is taken.")]) from fault
    return made


def serve(wanted: Wanted, port: int = 0, browser: bool = True,
          say: Callable[[str], None] = print) -> None:
    """Show the preview until it is stopped: `say` is told its address, and the browser opened."""
    sock = listening(port)
    key = Key(sock.getsockname()[1])
    session = Session(wanted)
    server = Server(uvicorn.Config(
        application(session, key), log_level="warning", access_log=False, server_header=False,
        proxy_headers=False, lifespan="on", timeout_graceful_shutdown=1, ws="none"))
    say(f"The preview is at {key.address}")
    say("Stop it with Ctrl+C.")
    if browser:
        server.when_started = partial(webbrowser.open, key.address)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[sock])


class Server(uvicorn.Server):
    """A server that tells when it listens."""

    when_started: Callable[[], object] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        if self.when_started is not None:
            asyncio.get_running_loop().run_in_executor(None, self.when_started)



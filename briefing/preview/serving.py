"""The addresses of the page, each to what answers it; and the server, which listens here alone."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefing.collecting import rarely_collected
from briefing.preview.answers import faulty, refused
from briefing.preview.desk import Desk
from briefing.preview.door import HOST, Door, Key, TooMuch
from briefing.preview.renewing import Wanted
from briefing.preview.session import Session
from briefing.preview.work_desk import WorkDesk
from briefing.preview.writing_desk import WritingDesk
from briefing.problems import Place, Problem, ProblemsFound

Answer = Callable[[Request], Awaitable[Response]]


def application(session: Session, key: Key) -> Door:
    """The whole, behind its door."""
    desk = Desk(session)
    pen, work = WritingDesk(desk), WorkDesk(desk)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with rarely_collected():    # all the while: reports are made in several threads
            watching = asyncio.ensure_future(session.watch())
            yield
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            session.close()

    seen: list[tuple[str, Answer]] = [
        ("/", desk.page), ("/preview.css", desk.style), ("/preview.js", desk.script),
        ("/report/{edition}", desk.edition), ("/events", desk.events), ("/state", desk.state),
        ("/ask", desk.ask), ("/panel/{name}", desk.panel), ("/areas", desk.areas),
        ("/editor", pen.editor), ("/slots", pen.slots), ("/review", work.review),
        ("/files/{number:int}/{name}", work.file)]
    done: list[tuple[str, Answer]] = [
        ("/words", pen.words), ("/save", pen.save), ("/take", pen.take),
        ("/discard", pen.discard), ("/settings", pen.settings), ("/accept", pen.accept),
        ("/area", desk.choose), ("/job/{name}", work.job)]
    routes = [Route(path, answer, methods=["GET"]) for path, answer in seen]
    routes += [Route(path, answer, methods=["POST"]) for path, answer in done]
    routes.append(Route("/upload", work.upload, methods=["PUT"]))
    return Door(Starlette(routes=routes, lifespan=lifespan,
                          exception_handlers={
        ProblemsFound: faulty, TooMuch: refused}), key)


# ── the server ──────────────────────────────────────────────────────────────────────────────────


def listening(port: int = 0) -> socket.socket:
    """A socket of this machine alone, at the port, else at one that is free.

    Raises ProblemsFound where the port is taken.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.bind((HOST, port))
        made.listen()       # whoever reads the address and is quick waits, and is not refused
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
        server.when_started = partial(webbrowser.open, key.once)
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



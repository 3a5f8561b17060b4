"""A preview that runs in this process, and plain requests to it."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn

from briefing.preview.door import HOST, Key
from briefing.preview.renewing import Wanted
from briefing.preview.serving import Server, application, listening
from briefing.preview.session import Session
from tests.reports import SMALL

PATIENCE = 60.0


@dataclass
class Reply:
    """What came back: status, headers in small letters, and the words."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Preview:
    """A preview at work, with its key."""

    folder: Path
    session: Session
    key: Key
    own: dict[str, str] = field(default_factory=dict)

    def ask(self, address: str, method: str = "GET", body: bytes | dict[str, str] | None = None,
            token: str | None = None, **headers: str) -> Reply:
        """The reply to a request as the page sends it, but for what is given otherwise."""
        token = self.key.token if token is None else token
        sent = {"host": f"{HOST}:{self.key.port}"}
        if method != "GET":
            sent |= {"x-briefing": self.key.token,
                     "origin": f"http://{HOST}:{self.key.port}", "sec-fetch-site": "same-origin"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        content = json.dumps(body).encode() if isinstance(body, dict) else body
        connection = http.client.HTTPConnection(HOST, self.key.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, f"/{token}{address}", skip_host=True,
                                  skip_accept_encoding=True)
            for name, value in sent.items():
                if value:
                    connection.putheader(name, value)
            if content is not None and "content-length" not in sent:
                connection.putheader("content-length", str(len(content)))
            connection.endheaders()
            if content:
                # it may be refused before all is sent
                with suppress(BrokenPipeError, ConnectionResetError):
                    connection.send(content)
            reply = connection.getresponse()
            return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def post(self, address: str, **fields: str) -> Reply:
        return self.ask(address, "POST", fields)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "it does not come"
            time.sleep(0.01)

    def ready(self) -> None:
        """Wait until the folder was looked at, and nothing is at work."""
        self.until(lambda: self.session.look.number and not self.session.look.busy)

    def change(self, name: str, content: str | bytes | None) -> None:
        """Change a file of the folder (take it away), and wait until that was seen."""
        number = self.session.look.number
        path = self.folder / name
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.until(lambda: self.session.look.number > number)
        self.ready()

    def done(self) -> Any:
        """The outcome of the job that was begun, when it has ended."""
        self.until(lambda: self.session.jobs.last and not self.session.jobs.busy)
        return self.session.jobs.last


def written_to(folder: Path, **changed: str) -> Path:
    """The small sound report in that folder."""
    for name, content in {**SMALL, **changed}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@contextmanager
def previewing(folder: Path, **wanted: Any) -> Iterator[Preview]:
    """A preview of the folder, stopped at the end."""
    sock = listening()
    key = Key(sock.getsockname()[1])
    session = Session(Wanted(folder, **wanted))
    server = Server(uvicorn.Config(application(session, key), log_level="warning",
                                   access_log=False, server_header=False, lifespan="on",
                                   timeout_graceful_shutdown=1, ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
    thread.start()
    made = Preview(folder, session, key)
    try:
        made.until(lambda: server.started)
        made.ready()
        yield made
    finally:
        server.should_exit = True
        thread.join()
        sock.close()

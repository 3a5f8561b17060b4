"""Who may ask, and how much: nobody but this machine's browser, which was given the token.

A page of any other site can send requests to this machine, and a name that leads here (DNS
rebinding) can make them look like its own. So every request has to bear the token in its address,
name this machine as its host, and come from no other site; one that changes anything says so in a
header besides, which no other site can send without being asked first. There is no cookie: nothing
is sent along by itself.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"
HEADER = b"x-briefing"
MOST = 1024 * 1024              # bytes of what is typed
MOST_FILE = 64 * 1024 * 1024    # bytes of a Word file
DIGITS = 12                     # of a size that is read as a number
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          "frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
          "frame-ancestors 'self'")
HEADERS = (
    (b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"), (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"), (b"x-frame-options", b"SAMEORIGIN"),
)  # fmt: skip

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


class TooMuch(Exception):
    """More was sent than is taken: more than `most` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(too_much(most))


def too_much(most: int) -> str:
    """What is said where more is sent."""
    return f"At most {most // MOST} MB are taken."


@dataclass(frozen=True, slots=True)
class Key:
    """What opens the door: the token, and the port of this machine that it is behind.

    The `ticket` leads a browser that is opened to the token, once: what a program is opened with
    can be seen by every user of the machine.
    """

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    @property
    def once(self) -> str:
        """What the browser is opened with."""
        return f"http://{HOST}:{self.port}/{self.ticket}"


class Door:
    """Lets a request through to the app, its token taken off its address, or refuses it."""

    def __init__(self, app: App, key: Key) -> None:
        self.app, self.key = app, key
        self.hosts = {f"{name}:{key.port}" for name in (HOST, "localhost")}
        self.ticket = key.ticket.encode()       # b"" when it was used

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":         # no web sockets here
            await send({"type": "websocket.close", "code": 1008})
            return
        why = self.refusal(scope)
        if why and self._has_ticket(scope):
            self.ticket = b""
            await _lead(send, f"/{self.key.token}/")
            return
        if why:
            await _refuse(send, 403, why)
            return
        headers = dict(scope["headers"])
        most = MOST_FILE if scope["method"] == "PUT" else MOST
        size = headers.get(b"content-length", b"0")
        if not size.isdigit() or len(size) > DIGITS or int(size) > most:
            await _refuse(send, 413, too_much(most))
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name, value) for name, value in message.get("headers", ())]
                has = {name.lower() for name, _ in own}
                own += [(name, value) for name, value in HEADERS if name not in has]
                if b"content-security-policy" not in has:
                    own.append((b"content-security-policy", POLICY.encode()))
                message = {**message, "headers": own}
            await send(message)

        inside = {**scope, "path": scope["path"][len(self.key.token) + 1:],
                  "raw_path": scope["path"][len(self.key.token) + 1:].encode()}
        await self.app(inside, _counted(receive, most), sent)

    def refusal(self, scope: Message) -> str:
        """Why the request is refused, in words for a person; "" where it is not."""
        return self._from_elsewhere(scope) or self._without_token(scope)

    def _from_elsewhere(self, scope: Message) -> str:
        """Why a request is refused that is of another site, or by another name; each header of it
        counts, where one is there twice."""
        sent: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            sent.setdefault(name, []).append(value)
        hosts = [value.decode("latin-1").casefold() for value in sent.get(b"host", [])]
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return "This page is of this machine alone."
        ours = {f"http://{name}".encode() for name in self.hosts}
        if any(origin.lower() not in ours for origin in sent.get(b"origin", []) if origin):
            return "No other site may ask this page."
        if any(site not in (b"same-origin", b"none") for site in sent.get(b"sec-fetch-site", [])):
            return "No other site may ask this page."
        return ""

    def _has_ticket(self, scope: Message) -> bool:
        """Whether a browser was just opened with the ticket, which nothing else has led here."""
        return bool(self.ticket) and scope["method"] == "GET" and not self._from_elsewhere(
            scope) and hmac.compare_digest(scope["path"][1:].encode(errors="replace"), self.ticket)

    def _without_token(self, scope: Message) -> str:
        """Why a request is refused that does not bear the token where it has to."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        token = scope["path"].lstrip("/").partition("/")[0]
        if not hmac.compare_digest(token.encode(errors="replace"), self.key.token.encode()):
            return "Open the address that briefing preview printed: its token is missing here."
        if not scope["path"].startswith(f"/{self.key.token}/"):
            return "Open the address that briefing preview printed, with its last stroke."
        if scope["method"] not in ("GET", "HEAD"):
            given = headers.get(HEADER, b"")
            if not hmac.compare_digest(given, self.key.token.encode()):
                return "Nothing is changed but by the page itself."
        return ""


def _counted(receive: Receive, most: int) -> Receive:
    """What is received, until it is more than may be: then TooMuch is raised, for the app to tell.
    """
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooMuch(most)
        return message

    return counted


async def _lead(send: Send, address: str) -> None:
    await send({"type": "http.response.start", "status": 303, "headers": [
        (b"location", address.encode()), (b"content-length", b"0"), *HEADERS]})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, status: int, why: str) -> None:
    body = f"{why}\n".encode()
    await send({"type": "http.response.start", "status": status, "headers": [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"content-security-policy", b"default-src 'none'"), *HEADERS]})
    await send({"type": "http.response.body", "body": body})

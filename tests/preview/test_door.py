"""Who may ask: this machine's browser with the token. Everything else is refused, and told why."""

from __future__ import annotations

import io
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from briefing.preview.door import HOST, MOST
from tests.preview.server import Preview, previewing, written_to

AGAIN = "Open the address that briefing preview printed"
OTHERS = "No other site may ask this page."


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = written_to(tmp_path_factory.mktemp("door") / "report")
    (folder.parent / "secret.txt").write_text("secret")
    with previewing(folder) as made:
        yield made


def test_with_the_token_the_page_is_shown(preview: Preview) -> None:
    reply = preview.ask("/")
    assert reply.status == 200
    assert "Monthly report" in reply.text


@pytest.mark.parametrize("token", ["", "wrong", "../", "%2e%2e"])
@pytest.mark.parametrize("address", ["/", "/report/private", "/state", "/ask?of=referrals"])
def test_without_the_token_nothing_is(preview: Preview, token: str, address: str) -> None:
    reply = preview.ask(address, token=token)
    assert reply.status == 403
    assert reply.text.startswith(AGAIN)


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example",
    "127.0.0.1.nip.io:{port}", "[::1]:{port}", "0.0.0.0:{port}", "\xe9:{port}"])
def test_a_name_that_leads_here_is_not_this_machine(preview: Preview, host: str) -> None:
    """DNS rebinding: the browser of a user who was led astray sends the other site's name."""
    reply = preview.ask("/report/private", host=host.format(port=preview.key.port))
    assert (reply.status, reply.text) == (403, "This page is of this machine alone.\n")


def test_localhost_is_this_machine(preview: Preview) -> None:
    assert preview.ask("/", host=f"localhost:{preview.key.port}").status == 200


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": f"http://{HOST}:1"},
    {"origin": "http://localhost"}, {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "same-site"}], ids=str)
@pytest.mark.parametrize(("address", "method"), [
    ("/save", "POST"), ("/job/build", "POST"), ("/upload?name=x.docx", "PUT"), ("/state", "GET")])
def test_another_site_is_not_obeyed(preview: Preview, address: str, method: str,
                                    headers: dict[str, str]) -> None:
    reply = preview.ask(address, method, b"{}" if method != "GET" else None, **headers)
    assert (reply.status, reply.text) == (403, f"{OTHERS}\n")
    assert preview.session.jobs.last is None


@pytest.mark.parametrize("given", ["", "wrong"])
def test_a_form_of_another_site_lacks_the_header(preview: Preview, given: str) -> None:
    """A form can be sent to any address without being asked first; a header of ours cannot."""
    reply = preview.ask("/job/build", "POST", b"{}", x_briefing=given, origin="",
                        sec_fetch_site="", content_type="text/plain")
    assert (reply.status, reply.text) == (403, "Nothing is changed but by the page itself.\n")
    assert preview.session.jobs.last is None


@pytest.mark.parametrize("address", [
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/report/../../secret.txt",
    "/report/..%2f..%2fsecret.txt", "/files/0/..%2f..%2fsecret.txt", "/files/-1/secret.txt",
    "/report.toml", "/values.csv", "/panel/..%2f..%2f", "//etc/passwd", "/preview.css/../x",
    "/files/99999999999999999999/x"])
def test_nothing_but_the_page_is_served(preview: Preview, address: str) -> None:
    reply = preview.ask(address)
    assert reply.status == 404
    assert "secret" not in reply.text
    assert "referrals" not in reply.text


@pytest.mark.parametrize("name", [
    "commentary/../report.toml", "../secret.txt", "/etc/passwd", "commentary/..\\secret.md",
    "report.toml", "commentary/x.py", "commentary/.hidden.md", "commentary/sub/x.md",
    "commentary//etc/x.md", "commentary/nowhere.md", "", "commentary/", "x" * 5000])
def test_only_files_of_paragraphs_can_be_written(preview: Preview, name: str) -> None:
    before = sorted(path.name for path in preview.folder.parent.rglob("*"))
    for address in ("/save", "/words"):
        assert preview.post(address, file=name, text="Words.", hash="").status == 422
    assert preview.ask(f"/editor?file={name}").status == 422
    assert sorted(path.name for path in preview.folder.parent.rglob("*")) == before


@pytest.mark.parametrize("sent", ["told", "not told"])
def test_too_much_is_not_taken(preview: Preview, sent: str) -> None:
    much = b"x" * (MOST + 1)
    if sent == "told":
        reply = preview.ask("/words", "POST", much)
    else:
        chunk = f"{len(much):x}\r\n".encode() + much + b"\r\n0\r\n\r\n"
        reply = preview.ask("/words", "POST", chunk, transfer_encoding="chunked",
                            content_length="")
    assert (reply.status, reply.text) == (413, "At most 1 MB are taken.\n")


@pytest.mark.parametrize("body", [
    b"[]", b"{", b'{"file": 1}', b"[" * 100_000, b"\xff\xfe", b'{"text": {"a": "b"}}'])
def test_what_is_no_form_is_refused(preview: Preview, body: bytes) -> None:
    reply = preview.ask("/save", "POST", body)
    assert reply.status == 422
    assert "what was sent is none of its forms. Load the page again." in reply.text


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(preview: Preview, method: str) -> None:
    assert preview.ask("/save", method, b"").status in (400, 405, 501)


@pytest.mark.parametrize("address", ["/", "/preview.js", "/report/private", "/state", "/nothing"])
def test_every_answer_says_what_a_browser_may_do(preview: Preview, address: str) -> None:
    headers = preview.ask(address).headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers
    assert "set-cookie" not in headers
    assert not [name for name in headers if name.startswith("access-control")]


def test_the_page_may_run_and_fetch_its_own_alone(preview: Preview) -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in preview.ask("/").headers[
        "content-security-policy"].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == rules["connect-src"] == rules["style-src"] == "'self'"


def test_it_listens_on_this_machine_alone(preview: Preview) -> None:
    from briefing.preview.serving import listening

    sock = listening()
    assert sock.getsockname()[0] == "127.0.0.1"
    sock.close()
    assert len(preview.key.token) > 40


@pytest.mark.parametrize("host", [
    "localhost.:{port}", "127.0.0.1.:{port}", "127.1:{port}", "2130706433:{port}",
    "[::ffff:127.0.0.1]:{port}", "127.0.0.1:{port}@evil.example", "evil.example#127.0.0.1:{port}",
    "127.0.0.1:0{port}", "127.0.0.1:{port} ,evil.example", "127.0.0.1:{port}:80"])
def test_nor_is_any_other_way_to_write_it(preview: Preview, host: str) -> None:
    reply = preview.ask("/state", host=host.format(port=preview.key.port))
    assert reply.status in (400, 403)
    assert "number" not in reply.text


def raw(preview: Preview, request: str, more: bytes = b"") -> bytes:
    """What comes back first of a request as it stands."""
    with socket.create_connection((HOST, preview.key.port), timeout=10) as made:
        made.sendall(request.format(port=preview.key.port, token=preview.key.token,
                                    host=f"{HOST}:{preview.key.port}").encode() + more)
        return made.recv(2000)


@pytest.mark.parametrize("request_", [
    "GET /{token}/state HTTP/1.0\r\n\r\n",
    "GET /{token}/state HTTP/1.1\r\nHost: evil.example\r\nHost: {host}\r\n\r\n",
    "GET /{token}/state HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    "GET http://evil.example/{token}/state HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "GET /{token}/state HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n"
    "Origin: http://{host}\r\n\r\n",
    "GET /{token}/state HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: cross-site\r\n"
    "Sec-Fetch-Site: same-origin\r\n\r\n"], ids=[
    "no host", "two hosts", "two hosts the other way", "an absolute address", "two origins",
    "two sites"])
def test_what_is_said_twice_or_not_at_all_is_refused(preview: Preview, request_: str) -> None:
    said = raw(preview, request_)
    assert said.split()[1] in (b"400", b"403", b"404")
    assert b"number" not in said


@pytest.mark.parametrize("more", [
    {"origin": "http://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"}],
    ids=str)
def test_another_site_hears_no_events(preview: Preview, more: dict[str, str]) -> None:
    assert preview.ask("/events", **more).status == 403


@pytest.mark.parametrize("token", ["{token}", "wrong"])
def test_there_is_no_web_socket(preview: Preview, token: str) -> None:
    """A browser asks no page before it opens one of another site."""
    said = raw(preview, "GET /" + token + "/events HTTP/1.1\r\nHost: {host}\r\n"
               "Origin: http://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    assert said.split()[1] == b"403"


def test_who_is_refused_is_told_before_all_was_sent(preview: Preview) -> None:
    said = raw(preview, "POST /wrong/save HTTP/1.1\r\nHost: {host}\r\nContent-Length: 900\r\n\r\n",
               b"x")
    assert said.split()[1] == b"403"


def test_who_sends_slowly_keeps_nobody_waiting(preview: Preview) -> None:
    with socket.create_connection((HOST, preview.key.port)) as slow:
        head = (f"POST /{preview.key.token}/save HTTP/1.1", f"Host: {HOST}:{preview.key.port}",
                f"X-Briefing: {preview.key.token}", "Content-Length: 9", "", "{")
        slow.sendall("\r\n".join(head).encode())
        assert preview.ask("/state").status == 200


@pytest.mark.parametrize("size", ["9" * 5000, "-1", "1e3", "+5", " "])
def test_a_size_that_is_none_is_refused(preview: Preview, size: str) -> None:
    said = raw(preview, "POST /{token}/save HTTP/1.1\r\nHost: {host}\r\nX-Briefing: {token}\r\n"
               f"Content-Length: {size}\r\n\r\n")
    assert said == b"" or said.split()[1] in (b"400", b"413")


def test_the_ticket_leads_to_the_token_once(tmp_path: Path) -> None:
    """What a program is opened with is seen by every user of the machine: it is worth nothing."""
    with previewing(written_to(tmp_path / "report")) as made:
        path = made.key.once.rsplit("/", 1)[1]
        assert made.key.token not in made.key.once
        for elsewhere in ({"origin": "http://evil.example"}, {"sec_fetch_site": "cross-site"},
                          {"host": f"evil.example:{made.key.port}"}):
            assert made.ask("", token=path, **elsewhere).status == 403     # and it is not used up
        led = made.ask("", token=path)
        assert (led.status, led.headers["location"]) == (303, f"/{made.key.token}/")
        assert led.headers["referrer-policy"] == "no-referrer"
        assert made.ask("", token=path).status == 403


@pytest.mark.parametrize("text", ["\\ud800", "a\\udfffb"])
def test_half_a_character_is_no_form(preview: Preview, text: str) -> None:
    for address in ("/save", "/words", "/settings", "/accept", "/take"):
        reply = preview.ask(address, "POST", f'{{"file": "{text}", "text": "{text}"}}'.encode())
        assert reply.status == 422


@pytest.mark.parametrize("name", ["commentary/background\x00.md", "commentary/\udc80.md"])
def test_a_name_that_no_system_keeps_is_refused(preview: Preview, name: str) -> None:
    address = f"/editor?file={quote(name, errors='surrogateescape')}"
    assert preview.ask(address).status == 422


def test_nothing_outside_the_folder_is_shown_by_a_link(tmp_path: Path) -> None:
    """A folder that came from elsewhere, with links to what is the user's own."""
    folder = written_to(tmp_path / "report")
    secret = tmp_path / "secret"
    secret.mkdir()
    for name in ("background.md", "edited.docx", "report.toml"):
        (secret / name).write_text('[report]\ntitle = "SECRET"\n')
    (folder / "commentary").mkdir()
    (folder / "commentary" / "background.md").symlink_to(secret / "background.md")
    (folder / "edited.docx").symlink_to(secret / "edited.docx")
    with previewing(folder) as made:
        reply = made.ask("/editor?file=commentary/background.md")
        assert (reply.status, "SECRET" in reply.text) == (422, False)
        assert "edited.docx" not in made.ask("/panel/work").text
        assert made.post("/job/review", file="edited.docx").status == 422
        (folder / "report.toml").unlink()
        (folder / "report.toml").symlink_to(secret / "report.toml")
        for panel in ("settings", "problems", "write"):
            assert "SECRET" not in made.ask(f"/panel/{panel}").text
        assert "SECRET" not in made.ask("/").text


def test_a_file_that_unpacks_to_more_than_there_is_room_for_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as word, word.open(
            "word/document.xml", "w", force_zip64=True) as part:
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    with previewing(written_to(tmp_path / "report")) as made:
        assert made.ask("/upload?name=../../bomb.docx", "PUT", packed.getvalue()).status == 200
        job = made.done()
        assert job.state == "problems"
        assert made.ask("/state").status == 200
    assert not list(tmp_path.rglob("bomb.docx"))

"""Who may ask: this machine's browser with the token. Everything else is refused, and told why."""

from __future__ import annotations

from collections.abc import Iterator

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

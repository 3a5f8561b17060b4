"""The page as one file, and what keeps the preview from beginning."""

from __future__ import annotations

import base64
import gzip
import json
import re
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from briefing import shelves
from briefing.cli import main
from briefing.prepared import prepare
from briefing.preview import starting
from briefing.preview.once import once_file
from briefing.preview.renewing import Wanted
from briefing.preview.starting import start
from briefing.problems import ProblemsFound
from tests.preview.server import written_to


@pytest.fixture(scope="module")
def once() -> bytes:
    return once_file(Wanted(shelves.example("barnsley")))


def test_it_holds_what_can_be_asked(once: bytes) -> None:
    page = html.document_fromstring(once, parser=html.HTMLParser(encoding="utf-8"))
    (held,) = page.xpath("//script[@id='answers']/text()")
    answers = json.loads(gzip.decompress(base64.b64decode(json.loads(held))))
    report = html.document_fromstring(page.xpath("//iframe/@srcdoc")[0])
    asked = {*report.xpath("//@data-fact"), *report.xpath("//@data-statement")}
    assert len(asked) > 1000
    assert asked <= set(answers)
    told = answers["referrals.repeat:year_to_date:2022-07"]
    assert told["title"] == "Re-referrals within 12 months, July 2022: 19.3%"
    assert "values.csv, row 142, column value" in json.dumps(told)


def test_it_asks_for_nothing(once: bytes) -> None:
    page = html.document_fromstring(once, parser=html.HTMLParser(encoding="utf-8"))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert "connect-src" not in policy
    assert not page.xpath("//link[@rel='stylesheet'] | //script[@src] | //iframe[@src]")
    assert not re.search(rb"https?://(?!www\.w3\.org)", once)


def test_the_same_folder_is_the_same_file(tmp_path: Path) -> None:
    folder = written_to(tmp_path / "report")
    assert once_file(Wanted(folder)) == once_file(Wanted(folder))


def test_of_a_report_in_both_editions_it_is_the_private_one(tmp_path: Path) -> None:
    folder = written_to(tmp_path / "report", **{
        "commentary/background.private.md": "For members."})
    assert b"For members." in once_file(Wanted(folder, edition="both"))


def test_it_is_never_of_the_public_edition(tmp_path: Path) -> None:
    folder = written_to(tmp_path / "report")
    result = CliRunner().invoke(main, ["preview", str(folder), "--edition", "public", "--once",
                                       str(tmp_path / "x.html")])
    assert result.exit_code == 3
    assert "holds what the public edition withholds" in result.output
    assert not (tmp_path / "x.html").exists()


def test_a_folder_of_the_public_edition_has_to_be_asked_for_the_private_one(tmp_path: Path) -> None:
    folder = written_to(tmp_path / "report")
    toml = folder / "report.toml"
    toml.write_text(toml.read_text() + 'edition = "public"\n[disclosure]\npreset = "none"\n')
    with pytest.raises(ProblemsFound, match="Say --edition private"):
        once_file(Wanted(folder))
    assert b"not to be circulated" in once_file(Wanted(folder, edition="private"))


def test_the_command_writes_it(tmp_path: Path) -> None:
    folder = written_to(tmp_path / "report")
    result = CliRunner().invoke(main, ["preview", str(folder), "--once", str(tmp_path / "x.html")])
    assert (result.exit_code, result.output) == (0, f"{tmp_path / 'x.html'}\n")
    assert (tmp_path / "x.html").read_bytes() == once_file(Wanted(folder))


def test_it_needs_nothing_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                ) -> None:
    for name in ("starlette", "uvicorn"):
        monkeypatch.setitem(sys.modules, name, None)
    assert once_file(Wanted(written_to(tmp_path / "report"))).startswith(b"<!DOCTYPE html>")


# ── beginning ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_missing_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                 ) -> None:
    monkeypatch.setattr(starting, "NEEDED", ("no_such_package",))
    result = CliRunner().invoke(main, ["preview", str(written_to(tmp_path / "report"))])
    assert result.exit_code == 3
    assert result.output.startswith(
        "briefing preview: it needs Starlette and Uvicorn, which are not installed. Install them: "
        'pip install "briefing[preview]".')


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["preview", str(written_to(tmp_path / "report")),
                                           "--port", str(port), "--no-browser"])
    assert result.exit_code == 3
    assert result.output.startswith(f"--port: port {port} cannot be had: Address already in use. "
                                    "Name another one")


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="there is no such file in"):
        start(Wanted(tmp_path), 0, False, print)


def test_it_listens_until_it_is_stopped_and_opens_the_browser(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser is opened with a ticket to the address that is printed, without its token."""
    from briefing.preview import serving

    said: list[str] = []
    opened: list[str] = []
    stopped: list[serving.Server] = []

    def stop(address: str) -> bool:
        opened.append(address)
        stopped[0].should_exit = True
        return True

    class Stopping(serving.Server):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)
            stopped.append(self)

    monkeypatch.setattr(serving.webbrowser, "open", stop)
    monkeypatch.setattr(serving, "Server", Stopping)
    serving.serve(Wanted(written_to(tmp_path / "report")), say=said.append)
    (told, end), (ticket,) = said, opened
    address = told.removeprefix("The preview is at ")
    assert end == "Stop it with Ctrl+C."
    assert address.rsplit("/", 2)[0] == ticket.rsplit("/", 1)[0]
    assert address.rsplit("/", 2)[1] not in ticket
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{43}/", address)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{43}", ticket)


def test_what_is_shown_is_what_is_built(once: bytes) -> None:
    """The words of the frame are those of the HTML edition."""
    from briefing.writers.html import html_file
    from tests.html_lines import lines_of

    edition = prepare(shelves.example("barnsley")).editions[0]
    page = html.document_fromstring(once, parser=html.HTMLParser(encoding="utf-8"))
    assert lines_of(page.xpath("//iframe/@srcdoc")[0].encode()) == lines_of(
        html_file(edition.composed.document))

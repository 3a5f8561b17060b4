"""Words that were typed and not saved: kept until the author says so, known to no other command."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.build import build
from briefing.preview.unsaved import FOLDER, Unsaved, discard, keep, take, unsaved
from briefing.preview.watching import signature
from briefing.problems import ProblemsFound
from tests.preview.server import Preview, previewing, written_to

BACKGROUND = "commentary/background.md"
AT = datetime(2022, 9, 2, 14, 32)
WORDS = Unsaved(BACKGROUND, "one", "Half a sen", "", AT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_to(tmp_path / "report", **{BACKGROUND: "Why we report.\n"})


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    with previewing(folder) as made:
        yield made


def test_they_come_back_as_they_were(folder: Path) -> None:
    keep(folder, WORDS)
    assert unsaved(folder) == (WORDS,)
    assert unsaved(folder, "commentary/other.md") == ()


@given(text=st.text(), file=st.text(min_size=1, max_size=300),
       window=st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True))
@settings(max_examples=50, deadline=None)
def test_whatever_they_are(tmp_path_factory: pytest.TempPathFactory, text: str, file: str,
                           window: str) -> None:
    """Any words of a file of any name, and of two windows each its own."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "report.toml").write_text("")
    mine = Unsaved(file, window, text, "", AT)
    keep(folder, mine)
    keep(folder, replace(mine, file=f"{file}x", text="other"))
    assert unsaved(folder, file) == (mine,)
    discard(folder, file, window)
    assert unsaved(folder, file) == ()
    assert len(unsaved(folder)) == 1


def test_those_typed_last_come_first(folder: Path) -> None:
    keep(folder, WORDS)
    keep(folder, replace(WORDS, window="two", text="Later", at=AT.replace(hour=15)))
    assert [words.text for words in unsaved(folder)] == ["Later", "Half a sen"]


def test_taken_they_are_the_other_windows(folder: Path) -> None:
    keep(folder, WORDS)
    taken = take(folder, BACKGROUND, "one", "two")
    assert taken == replace(WORDS, window="two")
    assert unsaved(folder) == (taken,)
    assert take(folder, BACKGROUND, "one", "two") is None


def test_taken_over_words_of_ones_own_both_stay(folder: Path) -> None:
    keep(folder, WORDS)
    keep(folder, replace(WORDS, window="two", text="Mine"))
    take(folder, BACKGROUND, "one", "two")
    assert sorted(words.text for words in unsaved(folder)) == ["Half a sen", "Mine"]


def test_with_the_last_the_folder_goes(folder: Path) -> None:
    keep(folder, WORDS)
    (folder / FOLDER / "left-by-a-killed-server.tmp").write_text("")
    discard(folder, BACKGROUND, "one")
    assert not (folder / FOLDER).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_their_owner_alone_reads_them(folder: Path) -> None:
    keep(folder, WORDS)
    for path in (folder / FOLDER, *(folder / FOLDER).iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert (folder / FOLDER / ".gitignore").read_text() == "*\n"


def test_no_other_command_knows_of_them(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in build(folder).files}
    seen = signature(folder)
    keep(folder, replace(WORDS, text="SECRET 98,765"))
    assert signature(folder) == seen
    after = {path.name: path.read_bytes() for path in build(folder).files}
    assert after == before
    assert not any(b"SECRET" in content for content in after.values())
    assert [words.text for words in unsaved(folder)] == ["SECRET 98,765"]


@pytest.mark.parametrize("content", [
    "", "[]", "{", '{"file": 1}', "[" * 50_000,
    '{"file": "commentary/background.md", "window": "one", "before": "", "at": "soon", "text": ""}',
    '{"file": "commentary/background.md", "window": "../x", "before": "", '
    '"at": "2022-09-02T14:32:00", "text": ""}',
    '{"file": "commentary/background.md", "window": "one", "before": "", '
    '"at": "2022-09-02T14:32:00+01:00", "text": ""}'])
def test_what_is_none_of_ours_is_passed_over(folder: Path, content: str) -> None:
    keep(folder, WORDS)
    (path,) = (folder / FOLDER).glob("*.json")
    path.write_text(content)
    (folder / FOLDER / "other.json").write_text(content)
    assert unsaved(folder) == ()


def test_a_link_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    keep(folder, WORDS)
    (path,) = (folder / FOLDER).glob("*.json")
    kept = path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(kept)
    assert unsaved(folder) == ()
    keep(folder, replace(WORDS, text="New"))
    assert "Half a sen" in kept.read_text()
    discard(folder, BACKGROUND, "one")
    assert kept.exists()


def test_a_folder_that_is_a_link_is_not_written_into(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / FOLDER).symlink_to(outside)
    with pytest.raises(ProblemsFound):
        keep(folder, WORDS)
    discard(folder, BACKGROUND, "one")
    assert list(outside.iterdir()) == []
    assert (folder / FOLDER).is_symlink()


# ── by the page ─────────────────────────────────────────────────────────────────────────────────


def test_they_are_kept_while_they_are_typed_and_go_when_saved(preview: Preview) -> None:
    now = preview.ask(f"/editor?file={BACKGROUND}&window=one").text
    hash_ = now.split('data-hash="')[1].split('"')[0]
    typed = {"file": BACKGROUND, "text": "New words.", "hash": hash_, "window": "one"}
    assert preview.post("/words", **typed).status == 200
    assert [(w.text, w.before) for w in unsaved(preview.folder)] == [("New words.", hash_)]
    assert "What you had typed" in preview.ask(f"/editor?file={BACKGROUND}&window=one").text
    offered = preview.ask(f"/editor?file={BACKGROUND}&window=two").text
    assert "Unsaved words, typed at" in offered
    assert "Why we report." in offered.split("<textarea")[1].split("</textarea>")[0]
    assert "Not saved yet" in preview.ask("/panel/write").text
    assert preview.post("/save", **typed).status == 200
    assert unsaved(preview.folder) == ()


def test_as_the_file_has_them_they_are_not_kept(preview: Preview) -> None:
    for text in ("Other.", "Why we report.\n"):
        preview.post("/words", file=BACKGROUND, text=text, hash="", window="one")
    assert unsaved(preview.folder) == ()


def test_a_save_that_meets_another_text_takes_none_away(preview: Preview) -> None:
    typed = {"file": BACKGROUND, "text": "Mine.", "hash": "of another text", "window": "one"}
    preview.post("/words", **typed)
    assert preview.post("/save", **typed).status == 409
    assert [words.text for words in unsaved(preview.folder)] == ["Mine."]


def test_where_they_cannot_be_kept_it_is_said(preview: Preview) -> None:
    (preview.folder / FOLDER).write_text("a file in its place")
    reply = preview.post("/words", file=BACKGROUND, text="Mine.", hash="", window="one")
    assert reply.status == 202
    assert "It stands in this window alone until it is saved." in reply.text
    assert "Mine." in reply.text


def test_words_of_a_place_that_is_no_more_are_shown_and_can_be_discarded(preview: Preview) -> None:
    gone = "commentary/<i>gone</i>.md"
    keep(preview.folder, replace(WORDS, file=gone, text="<b>Still</b> here"))
    shown = preview.ask("/panel/write").text
    assert "&lt;b&gt;Still&lt;/b&gt; here" in shown
    assert "<b>" not in shown
    assert preview.post("/discard", file=gone, window="one").status == 200
    assert unsaved(preview.folder) == ()


@pytest.mark.parametrize("window", ["../../values", "one.json", "x" * 41, "a b", "\x00"])
@pytest.mark.parametrize("address", ["/words", "/take", "/discard"])
def test_a_window_of_another_name_is_refused(preview: Preview, address: str, window: str) -> None:
    keep(preview.folder, WORDS)
    before = sorted(path.name for path in preview.folder.parent.rglob("*"))
    reply = preview.post(address, file=BACKGROUND, text="x", hash="", window=window, by=window)
    assert reply.status == 422
    assert "what was sent is none of its windows. Load the page again." in reply.text
    assert sorted(path.name for path in preview.folder.parent.rglob("*")) == before


def test_two_previews_of_one_folder_lose_nothing(folder: Path) -> None:
    with previewing(folder) as one, previewing(folder) as two:
        for preview, window in ((one, "one"), (two, "two")):
            preview.post("/words", file=BACKGROUND, text=f"Of {window}.", hash="", window=window)
        hash_ = one.ask(f"/editor?file={BACKGROUND}").text.split('data-hash="')[1].split('"')[0]
        saves = [preview.post("/save", file=BACKGROUND, text=f"Of {window}.", hash=hash_,
                              window=window).status
                 for preview, window in ((one, "one"), (two, "two"))]
    assert saves == [200, 409]
    assert (folder / BACKGROUND).read_text() == "Of one.\n"
    assert [words.text for words in unsaved(folder)] == ["Of two."]

"""The door by which every user's file comes in: what is let in, and what is said of the rest."""

from __future__ import annotations

import codecs
import os
import re
import sys
from pathlib import Path

import pytest

from briefing.files import (
    LARGEST_TEXT,
    csv_rows,
    decoded,
    json_of,
    read_bytes,
    read_text,
    toml_of,
    xml_of,
)
from briefing.problems import Place, Problem

REMEDY = "Put it there."


def said_of(path: Path, most: int = LARGEST_TEXT) -> list[str]:
    problems: list[Problem] = []
    assert read_bytes(path, path.name, REMEDY, problems, most) is None
    return [str(problem) for problem in problems]


def test_what_is_no_regular_file_is_named_and_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert said_of(tmp_path / "folder.csv") == [
        "folder.csv: it is a folder, not a file. Name a file, or take it away."]
    assert said_of(tmp_path / "a\0b") == [
        "a\\x00b: it cannot be read: embedded null byte. Close it in other programs and try again."]
    assert said_of(tmp_path / "values.csv") == ["values.csv: there is no such file. Put it there."]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes or devices in folders")
def test_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    for name in ("pipe.toml", "zero.toml"):
        assert said_of(tmp_path / name) == [
            f"{name}: it is a pipe or a device, not a file. Name a file, or take it away."]


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)       # a hole: it takes no room on the disk
    assert said_of(path) == ["large.csv: it holds 300 MB; at most 4 MB are read. "
                             "Keep in it only what the report needs."]
    path.write_bytes(b"12345")
    problems: list[Problem] = []
    assert read_bytes(path, path.name, REMEDY, problems, 5) == b"12345"
    assert read_bytes(path, path.name, REMEDY, problems, 4) is None
    assert len(problems) == 1


@pytest.mark.parametrize("raw", [
    "Café £5".encode(), codecs.BOM_UTF8 + "Café £5".encode(), "Café £5".encode("cp1252"),
    "Café £5".encode("utf-16"), "Café £5".encode("utf-16-le"), "Café £5".encode("utf-16-be"),
    "Café £5".encode("utf-32"), codecs.BOM_UTF8 * 2 + "Café £5".encode(),
])  # fmt: skip
def test_one_decoder_reads_what_programs_write(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "words.md").write_bytes(raw)
    assert decoded(raw) == "Café £5"
    assert read_text(tmp_path / "words.md", "words.md", REMEDY, []) == "Café £5"


DEEP = "x.toml: it is nested too deep to be read. Tables and lists stand at most 20 deep in each "


@pytest.mark.parametrize(("text", "said"), [
    ("a = " + "[" * 2000 + "]" * 2000, DEEP + "other."),
    ("a = " + "[" * 21 + "]" * 21, DEEP + "other."),
    ("a = " + "{a=" * 500 + "1" + "}" * 500, DEEP + "other."),
    (".".join("a" * 3000) + " = 1", DEEP + "other."),
    (".".join(["'a b'"] * 3000) + " = 1", DEEP + "other."),
    ("a = " + "9" * 5000, "x.toml: it holds a number or a date that cannot be. "
     "Mend the number that is far too large, or the date."),
    ("a = 0x" + "f" * 9000, "x.toml: it holds a number or a date that cannot be. "
     "Mend the number that is far too large, or the date."),
    ("a = " + "9" * 20, "x.toml: it holds a number or a date that cannot be. "
     "Mend the number that is far too large, or the date."),
])  # fmt: skip
def test_toml_that_no_hand_writes_is_a_message(text: str, said: str) -> None:
    problems: list[Problem] = []
    assert toml_of(text.encode(), Place("x.toml"), problems) is None
    assert [str(problem) for problem in problems] == [said]


def test_toml_may_begin_with_a_byte_order_mark_and_hold_many_dots() -> None:
    text = "title = '" + "a." * 300 + "'"
    for raw in (codecs.BOM_UTF8 + text.encode(), text.encode("utf-16")):
        assert toml_of(raw, Place("x.toml"), []) == {"title": "a." * 300}


def test_json_and_xml_that_are_not_whole_are_value_errors() -> None:
    assert json_of(codecs.BOM_UTF8 + b'{"a": 1}') == {"a": 1}
    assert xml_of(b"<a><b/></a>").tag == "a"
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    for read, raw in ((json_of, b"[" * 100_000), (json_of, b"{"), (json_of, b"9" * 5000),
                      (xml_of, b"<a>"), (xml_of, b""), (xml_of, laughs)):
        with pytest.raises(ValueError, match=r"\w"):
            read(raw)


@pytest.mark.parametrize(("raw", "why"), [
    (b"", "its headings are not id, value"),
    (b"id,text\na,1\n", "its headings are not id, value"),
    (b"id,value\na\n", "its row 2 has not as many cells as its headings"),
    (b"id,value\na,1,2\n", "its row 2 has not as many cells as its headings"),
    (b'id,value\na,"1\n', "it is no whole CSV file (unexpected end of data)"),
])  # fmt: skip
def test_a_table_that_was_cut_short_is_a_value_error(raw: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        csv_rows(raw, ("id", "value"))
    assert csv_rows(b"\xef\xbb\xbfid,value\na,1\n", ("id", "value")) == [{"id": "a", "value": "1"}]

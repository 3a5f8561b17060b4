"""The manual tells the truth of today: its examples are run, and everything has its place in it."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from briefing import cli
from briefing.amounts import MARKS, SYMBOLS
from briefing.layout.plan import PartKind
from briefing.manual import FOLDER, TOPICS, page, topics
from briefing.reading.dictionary import OPTIONAL, REQUIRED
from briefing.reading.settings import Settings

BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>[\w./-]+))?(?P<more> \+)?\n(?P<text>.*?)^```$",
                   re.M | re.S)
BEGINS_WITH = 3     # the blocks of the page "folder" that every other page begins from


def blocks(topic: str) -> list[re.Match[str]]:
    """The fenced blocks of a page that are files of an example, or what its commands say."""
    return [block for block in BLOCK.finditer(page(topic))
            if block["file"] or block["kind"] == "console"]


def write(folder: Path, block: re.Match[str]) -> None:
    path = folder / block["file"]
    path.parent.mkdir(exist_ok=True)
    before = path.read_text("utf-8") + "\n" * (path.suffix == ".toml") if block["more"] else ""
    path.write_text(before + block["text"], "utf-8")


def said_by(command: str) -> list[str]:
    """What a command of an example says, standard output and errors together, line by line."""
    program, *words = command.split()
    if program == "grep":
        text, name = words
        return [line for line in Path(name).read_text("utf-8").splitlines() if text in line]
    assert program == "briefing"
    return CliRunner().invoke(cli.main, words).output.splitlines()


def agree(shown: list[str], said: list[str]) -> bool:
    """Whether the lines shown are those said: "..." stands for any lines, or the rest of one."""
    if not shown:
        return not said
    if shown[0] == "...":
        return any(agree(shown[1:], said[n:]) for n in range(len(said) + 1))
    if not said:
        return False
    start, more, _ = shown[0].partition("...")
    same = said[0].startswith(start) if more else said[0] == start
    return same and agree(shown[1:], said[1:])


def conversation(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, and the lines shown under it."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, *lines = part.splitlines()
        yield command, lines


@pytest.mark.parametrize("topic", TOPICS)
def test_what_a_page_shows_is_what_happens(topic: str, tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if topic != "folder":
        for block in blocks("folder")[:BEGINS_WITH]:
            write(tmp_path, block)
    for block in blocks(topic):
        if block["kind"] != "console":
            write(tmp_path, block)
            continue
        for command, lines in conversation(block["text"]):
            said = said_by(command)
            assert agree(lines, said), f"{topic}: {command}\n" + "\n".join(said)


def test_an_example_that_is_not_so_fails() -> None:
    assert agree(["a", "...", "z ..."], ["a", "b", "c", "z and more"])
    assert not agree(["a"], ["a", "b"])
    assert not agree(["a", "..."], ["b"])


def test_every_page_is_a_topic_that_says_what_is_in_it() -> None:
    assert sorted(TOPICS) == sorted(path.stem for path in FOLDER.glob("*.md"))
    for topic, about in topics():
        assert page(topic).startswith("# ")
        assert about.endswith(".")
        assert "\n" not in about


def test_a_topic_that_is_none_is_told_with_the_nearest() -> None:
    result = CliRunner().invoke(cli.main, ["manual", "valeus"])
    assert result.exit_code == 3
    assert "'valeus' is no topic. Did you mean 'values'?" in result.output


def test_the_pages_are_shown_as_they_stand() -> None:
    assert CliRunner().invoke(cli.main, ["manual", "glossary"]).output == page("glossary") + "\n"
    assert CliRunner().invoke(cli.main, ["manual"]).output.startswith("folder ")


# ── everything has its place ────────────────────────────────────────────────────────────────────

EVERYTHING = "\n".join(page(topic) for topic in TOPICS)


def shapes_of(shape: type) -> Iterator[type]:
    """The dataclasses that the fields of a dataclass hold, those inside others included."""
    for hint in typing.get_type_hints(shape).values():
        for held in (hint, *typing.get_args(hint)):
            if isinstance(held, type) and dataclasses.is_dataclass(held):
                yield held
                yield from shapes_of(held)


def test_every_table_and_key_of_the_settings_has_its_place() -> None:
    for table in dataclasses.fields(Settings):
        assert re.search(rf"`\[\[?{table.name}(?:\.NAME)?\]", EVERYTHING), table.name
    for shape in shapes_of(Settings):
        for key in dataclasses.fields(shape):
            assert f"`{key.name}`" in EVERYTHING, f"{shape.__name__}.{key.name}"


def test_every_column_has_its_place() -> None:
    for column in REQUIRED + OPTIONAL:
        assert f"`{column}`" in page("indicators"), column


def test_every_command_and_option_has_its_place() -> None:
    for name, command in cli.main.commands.items():
        assert f"briefing {name}" in EVERYTHING, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.opts[-1] in EVERYTHING, f"{name} {option.opts[-1]}"


def test_every_mark_has_its_place() -> None:
    for mark in (*SYMBOLS.values(), *filter(None, MARKS.values())):
        assert f"`{mark}`" in page("values"), mark


def test_every_kind_of_part_has_its_place() -> None:
    for kind in PartKind.__args__:
        assert f"`{kind}`" in page("layouts"), kind

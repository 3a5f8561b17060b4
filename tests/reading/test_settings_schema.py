"""The JSON Schema of report.toml: it is what the code makes, and takes what the program takes."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

import briefing
from briefing import cli
from briefing.reading.settings_schema import FILE, schema_file
from briefing.starter import new_folder

PACKAGE = Path(briefing.__file__).parent
SOUND = """[report]
title = "T"
meeting = "M"
date = 2024-07-18
author = "A"
"""


def plain(found: Any) -> Any:
    """The tables as an editor holds them to a schema: days are texts."""
    match found:
        case dict():
            return {key: plain(value) for key, value in found.items()}
        case list():
            return [plain(value) for value in found]
        case date():
            return found.isoformat()
    return found


def check(text: str) -> None:
    import json

    schema = json.loads(schema_file())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plain(tomllib.loads(text)), schema)


def test_the_file_is_what_the_code_makes() -> None:
    """Made anew by: briefing schema > briefing/report.schema.json"""
    assert (PACKAGE / FILE).read_bytes() == schema_file()


def test_the_command_prints_it() -> None:
    assert CliRunner().invoke(cli.main, ["schema"]).output.encode() == schema_file()


def test_it_takes_the_worked_example() -> None:
    check((PACKAGE / "examples" / "barnsley" / "report.toml").read_text("utf-8"))


def test_it_takes_every_setting_of_a_new_folder(tmp_path: Path) -> None:
    new_folder(tmp_path / "new")
    text = (tmp_path / "new" / "report.toml").read_text("utf-8")
    check(text)
    check("\n".join(re.sub(r'^# (?=[\w"/]+ *= |\[)', "", line) for line in text.splitlines()))


@pytest.mark.parametrize("more", [
    "", '[values]\nfile = "a.csv"', '[[values]]\nfile = "a.csv"', '[report.fields]\na = ["b", "c"]',
    "[disclosure]\nsuppress_to = 7", '[units.kg]\nkind = "amount"'])
def test_it_takes_what_the_program_takes(more: str) -> None:
    check(SOUND + more)


@pytest.mark.parametrize("more", [
    'titel = "x"', 'edition = "secret"', "council = 4", '[units.kg]\nkind = "weight"',
    "[[accept]]\nwarning = 'x'", "[disclosure]\nround_to = 'five'", "[nonsense]"])
def test_it_refuses_what_the_program_refuses(more: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check(SOUND + more)

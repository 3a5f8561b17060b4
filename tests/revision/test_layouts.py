"""The whole road in every layout, and in a council's own template: build, edit, review, accept,
build, the final set of both editions, publish."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from briefing.cli import main
from tests.conftest import LAYOUTS
from tests.revision.reports import report
from tests.templates import styled

FIELDS = """
[report.fields]
report_number = "1"
status = "For discussion"
purpose = ["Assurance"]
key_decision = "No"
ward = "All"
lead_member = "Cabinet member"
contact_officer = ["Officer"]
"""
NEW = "Staff from both teams now meet every week."


def told(*arguments: object) -> str:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == 0, result.output
    return result.output


def edited(file: Path, path: Path) -> Path:
    """The Word file with another background, a sentence on referrals, and a paragraph more."""
    document = docx.Document(str(file))

    def run_with(words: str) -> tuple[docx.text.paragraph.Paragraph, docx.text.run.Run]:
        from docx.text.paragraph import Paragraph

        return next((paragraph, run) for element in document.element.body.iter()
                    if element.tag.endswith("}p")
                    for paragraph in [Paragraph(element, document)] for run in paragraph.runs
                    if words in run.text)

    _, first = run_with("first paragraph")
    first.text = first.text.replace("The first", "Another first")
    paragraph, second = run_with("The number of referrals increased")
    second.text = second.text.replace("increased", "rose")
    more = paragraph.insert_paragraph_before(NEW)
    more.style = paragraph.style
    paragraph._p.addnext(more._p)
    document.save(str(path))
    return path


@pytest.mark.parametrize("layout", [*LAYOUTS, "a template"])
def test_the_road(layout: str, tmp_path: Path) -> None:
    folder = report(tmp_path / "r", rest=FIELDS)
    settings = folder / "report.toml"
    if layout == "a template":
        (folder / "house.docx").write_bytes(styled(
            "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption"))
        settings.write_text(settings.read_text("utf-8") + '[word]\ntemplate = "house.docx"\n',
                            "utf-8")
    else:
        settings.write_text(settings.read_text("utf-8").replace(
            'period =', f'layout = "{layout}"\nperiod =', 1), "utf-8")
    told("build", folder)
    source = next((folder / "out").glob("*.docx"))
    path = edited(source, folder / "edited.docx")
    said = told("review", path)
    assert "3 changes: no problems" in said
    assert "3 changes taken over." in told("accept", path)
    told("build", folder)
    assert told("review", source).strip().endswith("No changes: no problems, no warnings.")
    asked = CliRunner().invoke(main, ["build", str(folder), "--final"]).output
    for missing in re.findall(r"^(commentary/\S+): there is no such file", asked, re.M):
        (folder / missing).write_text("None.\n", "utf-8")     # what the layout has a part for
    told("build", folder, "--final")
    for edition in ("", "public/"):
        text = next((folder / "out" / edition).glob("*.txt")).read_text("utf-8")
        assert "Another first paragraph" in text
        assert "The number of referrals rose from 240 in June to 251" in text
        assert NEW in text
        final = next((folder / "out" / edition).glob("*.docx"))
        words = "\n".join("".join(one.itertext()) for one in docx.Document(
            str(final)).element.body.iter() if one.tag.endswith("}p"))
        assert NEW in words
    assert "recorded as published" in told("publish", folder)

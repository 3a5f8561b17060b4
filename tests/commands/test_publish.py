"""What is recorded as published, what later reports say of it, and warnings that are accepted.

`REFUSALS` have the form of the table in test_faults.py: what is asked of the program on the left,
in a folder of its own, and on the right what is said.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.build import build
from briefing.cli import main
from briefing.history import Restatement, read_records
from briefing.periods import Period, parse_month
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.publish import publish
from briefing.reading.accepting import acceptance
from tests.reports import SMALL

FILES = SMALL | {
    "values.csv": """indicator,period,value
referrals,2022-05,185
referrals,2022-06,190
referrals,2022-07,200
assessed,2022-05,79.5
assessed,2022-06,80.5
assessed,2022-07,81.5
""",
}
DAY = date(2022, 9, 20)
NAME = "monthly-report-2022-07"
RECORD = "history/2022-07-private.json"


def fill(folder: Path) -> Path:
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound report folder."""
    (tmp_path / "report").mkdir()
    return fill(tmp_path / "report")


@pytest.fixture
def built(folder: Path) -> Path:
    """The folder with its report built."""
    build(folder)
    return folder


def change(folder: Path, file: str, was: str, becomes: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")


def run(*words: object) -> Result:
    """The command's result; a fault of the program's own is raised."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}  # fmt: skip


def record(folder: Path, name: str = RECORD) -> dict[str, object]:
    found = json.loads((folder / name).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ── what is recorded ─────────────────────────────────────────────────────────────────────────────


def test_publish_records_the_edition_the_day_the_files_and_every_figure(built: Path) -> None:
    before = contents(built)
    result = run("publish", built, "--date", "2022-09-20")
    assert (result.exit_code, result.stderr) == (0, "")
    assert {name: file for name, file in contents(built).items() if name != RECORD} == before
    found = record(built)
    assert (found["title"], found["period"], found["edition"], found["published"]) == (
        "Monthly report", "2022-07", "private", "2022-09-20")
    assert found["outputs"] == {f"{NAME}.{end}": sha256(built / "out" / f"{NAME}.{end}")
                                for end in (
                                    "pdf", "docx", "html", "txt", "figures.csv",
                                    "sentences.csv")}
    assert found["inputs"] == {name: sha256(built / name) for name in FILES}
    text = (built / "out" / f"{NAME}.figures.csv").read_text("utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["id"]]
    figures = found["figures"]
    assert isinstance(figures, dict)
    assert set(figures) == {row["id"] for row in rows}
    for row in rows:
        assert figures[row["id"]]["value"] == row["value"]
        assert row["text"] in figures[row["id"]]["text"]
    assert result.stdout.splitlines() == [
        str(built / RECORD), f"{len(figures)} figures of July 2022 recorded as published on 20 "
        "September 2022, private edition."]


def test_the_day_is_today_where_none_is_given(built: Path) -> None:
    assert run("publish", built).exit_code == 0
    assert record(built)["published"] == date.today().isoformat()


def test_publish_of_another_month_built_elsewhere(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    assert run("build", folder, "--period", "2022-06", "--out", out).exit_code == 0
    result = run("publish", folder, "--period", "2022-06", "--out", out, "--edition", "private")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.name for path in (folder / "history").iterdir()] == ["2022-06-private.json"]


def test_publishing_the_same_again_changes_nothing(built: Path) -> None:
    assert run("publish", built, "--date", "2022-09-20").exit_code == 0
    before = contents(built)
    assert run("build", built).exit_code == 0
    result = run("publish", built)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "It was published already, on 20 September 2022; nothing was changed.\n")
    assert contents(built) == before


def test_publishing_another_build_needs_again_and_keeps_the_older(built: Path) -> None:
    for number, becomes in enumerate(("200", "210", "220")):
        change(built, "values.csv", "2022-07," + ("200", "200", "210")[number],
               f"2022-07,{becomes}")
        assert run("build", built).exit_code == 0
        before = contents(built / "history") if number else {}
        if number:
            refused = run("publish", built)
            assert refused.exit_code == 3
            assert contents(built / "history") == before
        assert run("publish", built, "--again", "--date", f"2022-09-2{number}").exit_code == 0
    assert {name: json.loads(file)["published"] for name, file in
            contents(built / "history").items()} == {
        "2022-07-private.1.json": "2022-09-20", "2022-07-private.2.json": "2022-09-21",
        "2022-07-private.json": "2022-09-22"}  # fmt: skip


def test_an_edited_word_file_is_recorded_as_it_is(built: Path) -> None:
    word = built / "out" / f"{NAME}.docx"
    word.write_bytes(word.read_bytes() + b" ")
    result = run("publish", built)
    assert result.exit_code == 0
    assert f"{NAME}.docx was edited after it was built; it is recorded as it is." in (
        result.stdout.splitlines())
    found = record(built)
    assert found["edited"] == [f"{NAME}.docx"]
    assert isinstance(found["outputs"], dict)
    assert found["outputs"][f"{NAME}.docx"] == sha256(word)


def test_nothing_but_publish_writes_history(built: Path) -> None:
    for command in ("check", "build"):
        assert run(command, built).exit_code == 0
    assert not (built / "history").exists()
    assert run("publish", built, "--date", "2022-09-20").exit_code == 0
    before = contents(built / "history")
    change(built, "values.csv", "2022-07,200", "2022-07,210")
    for command in ("check", "build"):
        assert run(command, built).exit_code == 0
    assert contents(built / "history") == before


def test_a_fault_in_writing_leaves_the_record_as_it_was(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(built, DAY)
    change(built, "values.csv", "2022-07,200", "2022-07,210")
    build(built)
    before = contents(built / "history")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ProblemsFound) as raised:
        publish(built, DAY, again=True)
    assert [str(problem) for problem in raised.value.problems] == [
        "history: it cannot be written: Permission denied. Close its files in other programs and "
        "try again."]
    assert contents(built / "history") == before


# ── what is refused ──────────────────────────────────────────────────────────────────────────────


def _built(folder: Path) -> Path:
    build(fill(folder))
    return folder


def _changed(folder: Path, file: str, was: str, becomes: str) -> None:
    change(_built(folder), file, was, becomes)
    publish(folder, DAY)


def _without(folder: Path, file: str) -> None:
    (_built(folder) / file).unlink()
    publish(folder, DAY)


def _commented(folder: Path, later: bool) -> None:
    """A paragraph written after the build, or taken out after it."""
    note = fill(folder) / "commentary" / "background.md"
    note.parent.mkdir()
    if not later:
        note.write_text("Why.", encoding="utf-8")
    build(folder)
    if later:
        note.write_text("Why.", encoding="utf-8")
    else:
        note.unlink()
    publish(folder, DAY)


def _twice(folder: Path) -> None:
    publish(_built(folder), DAY)
    change(folder, "values.csv", "2022-07,200", "2022-07,210")
    build(folder)
    publish(folder, DAY)


def _over_a_file(folder: Path) -> None:
    (_built(folder) / "history").write_text("")
    publish(folder, DAY)


def _locked(folder: Path) -> None:
    def write(*_: object) -> Path:
        raise PermissionError(13, "Permission denied")

    _built(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("briefing.placing.disk.os.replace", write)
        patched.setattr("briefing.placing.disk.os.rename", write)
        publish(folder, DAY)


def _over_a_folder(folder: Path) -> None:
    """A record of the report's own month is read when it is published again, and then only."""
    (_built(folder) / RECORD).mkdir(parents=True)
    publish(folder, DAY)


def _why(act: Callable[[], object]) -> str:
    """What this system calls the fault."""
    try:
        act()
    except OSError as fault:
        return fault.strerror
    raise AssertionError("it was no fault")


def _cut_short(folder: Path) -> None:
    build(fill(folder))
    figures, manifest = (folder / "out" / f"{NAME}.{end}" for end in (
        "figures.csv", "manifest.json"))
    was = figures.read_bytes()
    now = b"\n".join([*was.split(b"\n")[:1], b"referrals:current"])
    figures.write_bytes(now)
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace(*(hashlib.sha256(raw).hexdigest() for raw in (was, now))),
                        "utf-8")
    publish(folder, DAY)


MISSING = _why((Path(__file__).parents[1] / "there is none").read_bytes)
REBUILD = "Build it again, then publish it."

REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a report that was not built": (lambda folder: publish(fill(folder), DAY),
        f"out/{NAME}.manifest.json: it cannot be read: {MISSING}. Build the report, then publish "
        "it: briefing build FOLDER."),
    "a report whose manifest is none": (
        lambda folder: _changed(folder, f"out/{NAME}.manifest.json", '"inputs"', '"input"'),
        f"out/{NAME}.manifest.json: it is no manifest of a report. {REBUILD}"),
    "figures cut short, and the manifest with them": (_cut_short,
        f"out/{NAME}.figures.csv: its row 2 has not as many cells as its headings. {REBUILD}"),
    "a manifest that names a file elsewhere": (
        lambda folder: _changed(folder, f"out/{NAME}.manifest.json", f'"{NAME}.pdf"',
                                '"../../secret.pdf"'),
        f"out/{NAME}.manifest.json: it is no manifest of a report. {REBUILD}"),
    "figures changed by hand": (
        lambda folder: _changed(folder, f"out/{NAME}.figures.csv", ",200,", ",210,"),
        f"out/{NAME}.figures.csv: it is not as it was built: it was changed by hand. {REBUILD}"),
    "a report without its PDF": (lambda folder: _without(folder, f"out/{NAME}.pdf"),
        f"out/{NAME}.pdf: there is no such file. {REBUILD}"),
    "figures that changed since": (
        lambda folder: _changed(folder, "values.csv", "2022-07,200", "2022-07,210"),
        f"values.csv: it has changed since the report was built. {REBUILD}"),
    "a paragraph written since": (lambda folder: _commented(folder, later=True),
        "commentary/background.md: it was not there when the report was built. "
        f"{REBUILD}"),
    "a paragraph taken out since": (lambda folder: _commented(folder, later=False),
        "commentary/background.md: the report was built from it, and now it is not there or not "
        f"asked for. {REBUILD}"),
    "another report of the month": (_twice,
        f"{RECORD}: another report of this month and edition was published on 20 September 2022. "
        "Publish this one too with --again; the record of the other is kept."),
    "a file in the place of history": (_over_a_file,
        "history: it is a file, and a folder is looked for. Rename it, or move it into a folder "
        "of that name."),
    "a history that cannot be written": (_locked,
        "history: it cannot be written: Permission denied. Close its files in other programs and "
        "try again."),
    "a folder in the place of a record": (_over_a_folder,
        f"{RECORD}: it is a folder, not a file. Name a file, or take it away."),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_published_is_refused_and_nothing_written(name: str, tmp_path: Path) -> None:
    act, said = REFUSALS[name]
    with pytest.raises(ProblemsFound) as raised:
        act(tmp_path)
    assert [str(problem) for problem in raised.value.problems] == [said]


def test_a_refusal_is_told_with_exit_code_3(folder: Path) -> None:
    before = contents(folder)
    result = run("publish", folder)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        REFUSALS["a report that was not built"][1], "", "1 problem found; nothing was written."]
    assert contents(folder) == before


def test_a_day_that_is_none_is_wrong_usage(built: Path) -> None:
    assert run("publish", built, "--date", "yesterday").exit_code == 2
    assert not (built / "history").exists()


# ── what later reports say of it ─────────────────────────────────────────────────────────────────


def _published_in_june(folder: Path) -> None:
    build(folder, period="2022-06")
    publish(folder, DAY, period="2022-06")


def test_a_figure_unlike_what_was_published_is_a_restatement(folder: Path) -> None:
    _published_in_june(folder)
    change(folder, "values.csv", "2022-06,190", "2022-06,192")
    change(folder, "values.csv", "2022-05,185", "2022-05,186")
    prepared = prepare(folder)
    june = parse_month("2022-06")
    assert prepared.editions[0].restatements == (
        Restatement("referrals", june.previous, Decimal(185), Decimal(186), june),
        Restatement("referrals", june, Decimal(190), Decimal(192), june))
    assert [str(warning) for warning in prepared.warnings] == [
        "values.csv, row 3, column value: 'referrals' was published as 190 for June 2022 and is "
        "now 192 and 185 for May 2022 and is now 186. Mend it, or accept it with the reason: the "
        "report says that it changed."]
    build(folder)
    manifest = json.loads((folder / "out" / f"{NAME}.manifest.json").read_text("utf-8"))
    assert manifest["restated"][1] == {"indicator": "referrals", "month": "2022-06",
                                       "published": "190", "now": "192",
                                       "in_report_of": "2022-06"}
    assert "history/2022-06-private.json" in manifest["inputs"]


def test_figures_as_published_are_no_restatement(folder: Path) -> None:
    _published_in_june(folder)
    change(folder, "values.csv", "2022-07,200", "2022-07,201")
    prepared = prepare(folder)
    assert (prepared.editions[0].restatements, prepared.warnings) == ((), ())


def test_a_restated_figure_that_was_published_is_one_no_longer(folder: Path) -> None:
    _published_in_june(folder)
    change(folder, "values.csv", "2022-06,190", "2022-06,192")
    build(folder)
    publish(folder, DAY)
    with (folder / "values.csv").open("a", encoding="utf-8") as file:
        file.write("referrals,2022-08,205\nassessed,2022-08,82.5\n")
    assert prepare(folder).editions[0].restatements == ()
    assert [r.month for r in read_records(folder, Period.parse("2022-08"), [])] == [
        parse_month("2022-07")]


def test_a_file_that_is_the_same_as_last_month_is_a_warning(folder: Path) -> None:
    _published_in_june(folder)
    assert [str(warning) for warning in prepare(folder).warnings] == [
        "values.csv: it is the same as in the report of June 2022. Put the new figures in, or "
        "accept it if there are none."]


# ── warnings: strict, accepted ───────────────────────────────────────────────────────────────────

PLANS = "plans,Plans,Plans,number of plans,count,flow,neutral,\n"
WARNING = "indicators.csv, plans: it has no values. Add its rows to the values, or take it out."


@pytest.fixture
def warned(folder: Path) -> Path:
    """The folder with an indicator that has no values."""
    with (folder / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(PLANS)
    return folder


def accept(folder: Path, text: str, reason: str = "It comes in August.") -> None:
    with (folder / "report.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[accept]]\nwarning = "{text}"\nreason = "{reason}"\ndate = 2022-09-01\n')


def test_strict_check_says_everything_and_exits_with_1(warned: Path) -> None:
    result = run("check", warned, "--strict")
    assert (result.exit_code, result.stderr) == (1, f"warning: {WARNING}\n")
    assert result.stdout == "3 indicators, 6 figures, July 2022: 1 warning, no problems.\n"


def test_strict_build_writes_nothing_and_exits_with_1(warned: Path) -> None:
    before = contents(warned)
    result = run("build", warned, "--strict")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"warning: {WARNING}", "", "1 warning, asked to be errors; nothing was written."]
    assert contents(warned) == before


@pytest.mark.parametrize("command", ["check", "build"])
def test_strict_is_content_without_warnings(command: str, folder: Path) -> None:
    assert run(command, folder, "--strict").exit_code == 0


@pytest.mark.parametrize("command", ["check", "build"])
def test_strict_does_not_soften_errors(command: str, warned: Path) -> None:
    change(warned, "values.csv", "200", "many")
    assert run(command, warned, "--strict").exit_code == 3


@pytest.mark.parametrize("text", [
    WARNING, f"warning: {WARNING}", WARNING.replace(" Add", r"\n   Add"),
])  # fmt: skip
def test_an_accepted_warning_is_said_no_more_but_in_the_manifest(text: str, warned: Path) -> None:
    accept(warned, text)
    result = run("check", warned, "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "3 indicators, 6 figures, July 2022: no warnings (1 accepted), no problems.\n")
    assert run("build", warned, "--strict").exit_code == 0
    manifest = json.loads((warned / "out" / f"{NAME}.manifest.json").read_text("utf-8"))
    assert manifest["warnings"] == []
    [accepted] = manifest["accepted"]
    assert accepted["warning"].endswith(WARNING)
    assert (accepted["reason"], accepted["date"]) == ("It comes in August.", "2022-09-01")
    publish(warned, DAY)
    assert record(warned)["accepted"] == [accepted]


def test_an_acceptance_holds_when_rows_move(folder: Path) -> None:
    change(folder, "values.csv", "referrals,2022-06,190\n", "")
    [warning] = prepare(folder).warnings
    accept(folder, str(warning))
    assert prepare(folder).warnings == ()
    change(folder, "values.csv", "referrals,2022-05", "assessed,2022-04,79\nreferrals,2022-05")
    assert prepare(folder).warnings == ()


def test_an_acceptance_of_an_earlier_month_is_not_called_spare_in_another(warned: Path) -> None:
    accept(warned, "values.csv: it is the same as in the report of May 2022.")
    assert len(prepare(warned).warnings) == 2
    assert [str(warning) for warning in prepare(warned, "2022-06").warnings] == [WARNING]


def test_check_gives_what_accepts_its_warnings(warned: Path) -> None:
    result = run("check", warned, "--accept")
    [block] = tomllib.loads(result.stdout)["accept"]
    assert block == {"warning": WARNING, "reason": "", "date": date.today()}
    with (warned / "report.toml").open("a", encoding="utf-8") as file:
        file.write(result.stdout.replace('reason = ""', 'reason = "It comes in August."'))
    assert prepare(warned).warnings == ()


def test_an_acceptance_is_toml_whatever_the_warning_says(warned: Path) -> None:
    [warning] = prepare(warned).warnings
    odd = type(warning)(warning.place, "a \"quoted\" \\ ‘curly’ 'text'", warning=True)
    [block] = tomllib.loads(acceptance(odd, DAY))["accept"]
    assert block["warning"] == str(odd)


# ── provisional figures, and acceptances by kind ─────────────────────────────────────────────────


def republished(folder: Path, first: str, then: str) -> list[str]:
    """What is said in August of July's figure, which was published as `first` and is now `then`."""
    change(folder, "values.csv", "referrals,2022-07,200", f"referrals,2022-07,{first}")
    build(folder)
    publish(folder, DAY)
    change(folder, "values.csv", f"referrals,2022-07,{first}",
           f"referrals,2022-07,{then}\nreferrals,2022-08,201\nassessed,2022-08,82.5")
    prepared = prepare(folder, "2022-08")
    assert len(prepared.editions[0].restatements) == 1
    return [str(warning) for warning in prepared.warnings if "was published as" in str(warning)]


@pytest.mark.parametrize(("first", "then", "warned"), [
    ("200",     "210",      True),
    ("200 [p]", "210",      False),     # the report of July said that it was not final
    ("200 [p]", "210 [p]",  False),
    ("200",     "210 [p]",  True),      # then nobody was told that it could change
])  # fmt: skip
def test_only_what_was_said_to_be_final_is_warned_of(first: str, then: str, warned: bool,
                                                     folder: Path) -> None:
    assert bool(republished(folder, first, then)) == warned


@pytest.mark.parametrize(("accepted", "left"), [
    ('kind = "restated"',                                       False),
    ('kind = "restated"\nindicator = "referrals"',              False),
    ('kind = "restated"\nindicator = "assessed"',               True),
    ('kind = "outlier"',                                        True),
    ('kind = "restated"\nuntil = 2022-08-31',                   True),
    ('kind = "restated"\nuntil = 2022-12-31',                   False),
])  # fmt: skip
def test_a_warning_is_accepted_by_its_kind(accepted: str, left: bool, folder: Path) -> None:
    text = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(
        f'{text}\n[[accept]]\n{accepted}\nreason = "Late forms."\ndate = 2022-09-01\n', "utf-8")
    assert bool(republished(folder, "200", "210")) == left

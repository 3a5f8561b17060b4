"""Both editions of one report: which files come out, what each says, and what is kept of them.

The folder below has a year and more of two services. What the Department's rule withholds of it
stands in `WITHHELD`; tests/disclosure/test_disclosure.py tells why.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from briefing.build import build
from briefing.cli import main
from briefing.history import read_public_records
from briefing.prepared import Prepared, prepare
from briefing.problems import ProblemsFound
from briefing.reading.commentary import of_edition
from briefing.shelves import example
from tests.messages.test_checks import series
from tests.messages.test_faults import workbook
from tests.reports import SMALL

NAME = "monthly-report-2022-07"
PRIVATE = ("pdf", "docx", "html", "txt", "figures.csv", "sentences.csv", "manifest.json")
TO_CIRCULATE = ("pdf", "docx", "html", "txt", "figures.csv")
ITS_OWN = ("sentences.csv", "withheld.csv", "manifest.json")
FILES = SMALL | {
    "indicators.csv": """id,section,title,subject,unit,kind,polarity,year_to_date,disclosure
referrals,Referrals,Referrals,number of referrals,count,flow,neutral,sum,
missing,Missing children,Missing children,number of children who went missing,count,flow,lower,,
in_time,Referrals,In time,percentage of referrals answered in time,percent,flow,higher,pooled,
days,Referrals,Days to an answer,number of days to an answer,days,flow,lower,,
""",
    "values.csv": "\n".join([
        "indicator,period,value,numerator,denominator",
        *series("referrals", "210 195 203 188 190 205 199 202 215 207 198 193 200"),
        *series("missing", "12 14 9 11 3 16 13 12 10 15 14 9 11"),
        *series("in_time", "81/210 80/195 84/203 77/188 79/190 85/205 82/199 83/202 88/215 86/207 "
                           "82/198 80/193 84/200"),
        *series("days", "3.5 3.4 3.6 3.5 3.3 3.4 3.6 3.5 3.4 3.5 3.6 3.4 3.3")]) + "\n",
    "commentary/missing.md": "Two children went missing more than once.\n",
    "commentary/referrals.private.md": "Only members see this.\n",
    "commentary/referrals.public.md": "Everyone else sees this.\n",
}
WITHHELD = ["missing:month:2021-08", "missing:month:2021-11"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of two services, to be built in both editions."""
    return fill(tmp_path / "report", FILES, 'edition = "both"\n')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, built. Tests read it and leave it alone."""
    made = fill(tmp_path_factory.mktemp("editions"), FILES, 'edition = "both"\n')
    build(made)
    return made


def fill(folder: Path, files: dict[str, str], settings: str = "") -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "report.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return folder


def run(*words: object) -> Result:
    """The command's result; a fault of the program's own is raised."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip


def figures(out: Path, name: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO((out / f"{name}.figures.csv").read_text("utf-8")))
    return [row for row in rows if row["id"]]       # marks of axes are no figures


def words(out: Path, name: str) -> dict[str, str]:
    """What can be read in each file of an edition that is circulated, by its ending."""
    with pypdfium2.PdfDocument(out / f"{name}.pdf") as pdf:
        pages = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    found = {"pdf": pages, "txt": (out / f"{name}.txt").read_text("utf-8"),
             "figures.csv": (out / f"{name}.figures.csv").read_text("utf-8"), "docx": "",
             "html": (out / f"{name}.html").read_text("utf-8")}
    with zipfile.ZipFile(out / f"{name}.docx") as parts:
        for part in parts.namelist():
            if part.endswith(".xlsx"):
                book = openpyxl.load_workbook(io.BytesIO(parts.read(part)))
                found["docx"] += "\n".join(str(cell) for sheet in book
                                           for row in sheet.values for cell in row)
            elif part.endswith((".xml", ".rels")):
                found["docx"] += parts.read(part).decode()
    return found


def public(prepared: Prepared) -> list[str]:
    """The identities of what the public edition withholds."""
    return [one.candidate.id for one in prepared.editions[-1].withheld]


# ── files ────────────────────────────────────────────────────────────────────────────────────────


def test_both_editions_come_from_one_run_and_only_one_folder_is_for_the_public(
    folder: Path
) -> None:
    result = run("build", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    made = [*(f"{NAME}.{end}" for end in PRIVATE),
            *(f"public/{NAME}-public.{end}" for end in TO_CIRCULATE),
            *(f"{NAME}-public.{end}" for end in ITS_OWN)]
    assert [line for line in result.stdout.splitlines() if "to be written" not in line] == [
        str(folder / "out" / name) for name in made]
    assert set(contents(folder / "out")) == set(made)


@pytest.mark.parametrize("edition", ["private", "public"])
def test_an_edition_alone_is_the_same_to_the_byte(edition: str, folder: Path, built: Path,
                                                   tmp_path: Path) -> None:
    """But for the manifest, which tells what was asked for in report.toml."""
    out = tmp_path / "alone"
    assert run("build", folder, "--edition", edition, "--out", out).exit_code == 0
    alone, both = contents(out), contents(built / "out")
    assert len(alone) == {"private": 7, "public": 8}[edition]
    assert alone == {name: both[name] for name in alone}


def test_the_same_folder_gives_the_same_bytes_under_another_hash_seed(
    folder: Path, tmp_path: Path
) -> None:
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-m", "briefing", "build", str(folder), "--out",
                        str(tmp_path / seed)], check=True, capture_output=True,
                       cwd=Path(__file__).parents[2], env=os.environ | {"PYTHONHASHSEED": seed})
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_what_is_wrong_with_one_edition_stops_both(folder: Path) -> None:
    values = folder / "values.csv"
    values.write_text(values.read_text("utf-8").replace(",84,200", "42.0,,"), encoding="utf-8")
    result = run("build", folder)
    assert result.exit_code == 3
    assert "the public edition cannot tell whether they give few people away" in result.stderr
    assert not (folder / "out").exists()
    assert run("build", folder, "--edition", "private").exit_code == 0


@pytest.mark.parametrize("name", [f"{NAME}.docx", f"public/{NAME}-public.pdf",
                                  f"{NAME}-public.withheld.csv"])
def test_a_file_that_cannot_be_replaced_keeps_those_of_both_editions(name: str, folder: Path
                                                                      ) -> None:
    assert run("build", folder).exit_code == 0
    (folder / "out" / name).unlink()
    (folder / "out" / name).mkdir()
    before = contents(folder / "out")
    values = folder / "values.csv"
    values.write_text(values.read_text("utf-8").replace("2022-07,200", "2022-07,201"), "utf-8")
    assert run("build", folder).exit_code == 3
    assert contents(folder / "out") == before


# ── what each says ───────────────────────────────────────────────────────────────────────────────


def test_only_the_public_edition_withholds(built: Path) -> None:
    prepared = prepare(built)
    assert [edition.name for edition in prepared.editions] == ["private", "public"]
    assert prepared.editions[0].withheld == ()
    assert public(prepared) == WITHHELD
    private = figures(built / "out", NAME)
    assert {row["id"] for row in private if not row["value"]} == set()
    shown = figures(built / "out" / "public", f"{NAME}-public")
    assert {row["id"]: row["text"] for row in shown if not row["value"]} == dict.fromkeys(
        WITHHELD, "[c]")
    assert {row["id"] for row in shown} <= {row["id"] for row in private} | set(WITHHELD)


def test_the_rule_is_said_once_and_in_the_public_edition_alone(built: Path) -> None:
    note = "In this edition [c] stands for a figure that is withheld to protect individuals"
    assert note not in words(built / "out", NAME)["txt"]
    text = words(built / "out" / "public", f"{NAME}-public")["txt"]
    assert text.count(note) == 1
    assert text.count("kept out of public reports") == 0
    assert "Private edition" in words(built / "out", NAME)["txt"]
    assert "Private edition" not in text


def test_the_clerk_is_told_what_is_withheld_and_why(built: Path) -> None:
    assert (built / "out" / f"{NAME}-public.withheld.csv").read_text("utf-8").splitlines() == [
        "# withheld for themselves: 1; for the sake of others: 1 (1.00 each)",
        "# of the latter 1 whatever the numbers are, 0 besides: a loss of 0, proven to be 0 at "
        "least",
        "id,indicator,role,period,why,for",
        "missing:month:2021-08,missing,month,2021-08,secondary: another withheld figure could be "
        "worked out from it,missing:month:2021-11",
        "missing:month:2021-11,missing,month,2021-11,"
        '"primary: a small count of people, or a share of one",']


def test_the_manifests_name_nothing_that_is_withheld(built: Path) -> None:
    for name in (NAME, f"{NAME}-public"):
        text = (built / "out" / f"{name}.manifest.json").read_text("utf-8")
        assert [identity for identity in WITHHELD if identity in text] == []
    manifest = json.loads((built / "out" / f"{NAME}-public.manifest.json").read_text("utf-8"))
    assert manifest["report"]["edition"] == "public"
    assert manifest["disclosure"]["protection"] == 5
    assert manifest["disclosure"]["solver"]["options"]["presolve"] == "off"
    assert set(manifest["outputs"]) == {
        *(f"public/{NAME}-public.{end}" for end in TO_CIRCULATE),
        *(f"{NAME}-public.{end}" for end in ITS_OWN[:-1])}


def test_a_paragraph_can_be_for_one_edition(built: Path) -> None:
    private = words(built / "out", NAME)
    everyone = words(built / "out" / "public", f"{NAME}-public")
    for end in ("pdf", "docx", "txt"):
        assert "Only members see this." in private[end]
        assert "Only members see this." not in everyone[end]
        assert "Everyone else sees this." in everyone[end]
        assert "Everyone else sees this." not in private[end]
        for found in (private[end], everyone[end]):
            assert "Two children went missing more than once." in found


@pytest.mark.parametrize(("name", "place", "edition"), [
    ("summary", "summary", ""), ("summary.private", "summary", "private"),
    ("care_leavers.visits", "care_leavers.visits", ""),
    ("care_leavers.visits.public", "care_leavers.visits", "public"),
    ("public", "public", ""), (".private", ".private", ""),
])  # fmt: skip
def test_which_edition_a_file_of_commentary_is_for(name: str, place: str, edition: str) -> None:
    assert of_edition(name) == (place, edition)


def test_a_sheet_of_commentary_has_a_column_for_it(tmp_path: Path) -> None:
    files = workbook(Indicators=FILES["indicators.csv"], Values=FILES["values.csv"], Commentary=(
        "place,text,edition\nbackground,For members.,Private\nbackground,For everyone.,\n"))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = [(own.texts, own.edition) for own in prepare(tmp_path).report.commentary]
    assert found == [(("For members.",), "private"), (("For everyone.",), "")]


@pytest.mark.parametrize(("text", "problem"), [
    ("There were 3 in November.", True),
    ("Three went missing.", True),
    ("They were away for three days.", False),
    ("Of the 15 in April one went missing twice.", False),
    ("There are 13 reasons.", False),
])  # fmt: skip
def test_a_withheld_figure_typed_by_the_author(text: str, problem: bool, folder: Path) -> None:
    (folder / "commentary" / "missing.md").write_text(text, encoding="utf-8")
    said = "commentary/missing.md: it says 3, a figure of 'missing' that the public edition"
    if not problem:
        assert [w for w in prepare(folder).warnings if "public edition" in str(w)] == []
        return
    with pytest.raises(ProblemsFound) as raised:
        prepare(folder)
    assert [str(p).startswith(said) for p in raised.value.problems] == [True]
    (folder / "commentary" / "missing.md").rename(folder / "commentary" / "missing.private.md")
    assert public(prepare(folder)) == WITHHELD


def test_a_withheld_figure_that_another_month_has_too_is_a_warning(folder: Path) -> None:
    (folder / "commentary" / "missing.md").write_text("Of the 14 in May one was found.", "utf-8")
    assert [str(warning) for warning in prepare(folder).warnings] == [
        "commentary/missing.md: it says 14, a figure of 'missing' that the public edition "
        "withholds. Word it without the figure, or name it missing.private.md to keep it to the "
        "private edition."]


@pytest.mark.parametrize(("text", "said"), [
    ("In November 2021 3 children went missing.", "it says 3, a figure of 'missing' that"),
    ("In August 2021 it was 14.", ""),      # as it was in May, which is shown
    ("Staff found 3 new offices.", ""),
    ("There were 251 in all.", "no fact of this report supports the figure 251"),
])  # fmt: skip
def test_a_figure_typed_elsewhere_is_a_warning(text: str, said: str, folder: Path) -> None:
    (folder / "commentary" / "background.public.md").write_text(text, encoding="utf-8")
    warnings = [str(warning) for warning in prepare(folder).warnings]
    assert len(warnings) == bool(said)
    assert all(said in warning for warning in warnings)


def test_a_slot_that_only_the_private_edition_can_fill(folder: Path) -> None:
    values = folder / "values.csv"
    values.write_text(re.sub(r"missing,2022-07,\d+", "missing,2022-07,4",
                             values.read_text("utf-8")), encoding="utf-8")
    own = folder / "commentary" / "missing.md"
    own.write_text("There were {missing.current}.", encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"\{missing.current\}: there is no fact 'current'"):
        prepare(folder)
    own.rename(folder / "commentary" / "missing.private.md")
    build(folder)
    assert "There were 4." in (folder / "out" / f"{NAME}.txt").read_text("utf-8")


# ── the rule ─────────────────────────────────────────────────────────────────────────────────────


def test_a_symbol_of_the_councils_own_stands_everywhere(folder: Path) -> None:
    fill(folder, {}, '[disclosure]\nsymbol = "■"\n')
    build(folder, edition="public")
    for found in words(folder / "out" / "public", f"{NAME}-public").values():
        assert "■" in found
        assert "[c]" not in found
    tried = run("attack", folder / "out" / "public" / f"{NAME}-public.pdf")
    assert f"{len(WITHHELD)} withheld figures tried, none exposed" in tried.stdout
    spec = (folder / "out" / "public" / f"{NAME}-public.txt").read_text("utf-8")
    assert "In this edition ■ stands for" in spec
    assert "Symbols: ■ confidential, withheld to protect individuals." in spec


def test_where_nothing_is_about_people_the_editions_are_alike(folder: Path) -> None:
    fill(folder, {}, '[disclosure]\npreset = "none"\n')
    for name in ("private", "public"):
        (folder / "commentary" / f"referrals.{name}.md").unlink()
    build(folder)
    assert public(prepare(folder)) == []
    private = (folder / "out" / f"{NAME}.txt").read_text("utf-8")
    everyone = (folder / "out" / "public" / f"{NAME}-public.txt").read_text("utf-8")
    assert private.replace("Private edition\n\n", "", 1) == everyone


@pytest.mark.parametrize("disclosure", ["withhold", "aggregates"])
def test_what_is_no_count_is_kept_back_when_the_indicators_say_so(disclosure: str, folder: Path
                                                                  ) -> None:
    indicators = folder / "indicators.csv"
    indicators.write_text(indicators.read_text("utf-8").replace(
        "days,flow,lower,,", f"days,flow,lower,,{disclosure}"), encoding="utf-8")
    found = [name for name in public(prepare(folder)) if name.startswith("days:")]
    assert {name.split(":")[1] for name in found} == (
        {"month", "mean_12m"} if disclosure == "withhold" else {"month"})
    assert len([name for name in found if ":month:" in name]) == 13
    build(folder)
    text = (folder / "out" / "public" / f"{NAME}-public.txt").read_text("utf-8")
    assert "It also stands for figures that are kept out of public reports altogether." in text
    assert "3.3" not in text
    if disclosure == "withhold":
        assert "Days to an answer, July 2021 to July 2022" not in text, "a chart of nothing"


def test_counts_are_rounded_where_the_rule_says_so(folder: Path) -> None:
    fill(folder, {}, '[disclosure]\npreset = "opensafely"\n')
    build(folder, edition="public")
    rows = figures(folder / "out" / "public", f"{NAME}-public")
    counts = [row for row in rows if row["value"] and row["indicator"] in ("referrals", "missing")
              and row["role"] in ("month", "current", "previous", "year_to_date", "sum_12m",
                                  "same_month_last_year", "outturn")]
    assert len(counts) > 25
    assert [row for row in counts if Decimal(row["value"]) % 5] == []
    assert [row for row in counts if Decimal(row["value"]) <= 7] == []
    text = (folder / "out" / "public" / f"{NAME}-public.txt").read_text("utf-8")
    assert "Counts of people are rounded to the nearest 5, and percentages and rates" in text


def test_the_private_edition_keeps_to_the_rule_when_it_is_asked_to(folder: Path) -> None:
    fill(folder, {}, '[disclosure]\neditions = ["private", "public"]\n')
    prepared = prepare(folder)
    assert [[one.candidate.id for one in edition.withheld] for edition in prepared.editions] == [
        WITHHELD, WITHHELD]
    build(folder, edition="private")
    assert (folder / "out" / f"{NAME}.withheld.csv").exists()


# ── what was published ───────────────────────────────────────────────────────────────────────────


def test_both_editions_are_recorded_in_one_run(folder: Path) -> None:
    assert run("build", folder).exit_code == 0
    result = run("publish", folder, "--date", "2022-09-20")
    assert (result.exit_code, result.stderr) == (0, "")
    records = {name: json.loads(text) for name, text in contents(folder / "history").items()}
    assert list(records) == ["2022-07-private.json", "2022-07-public.json"]
    assert [record["edition"] for record in records.values()] == ["private", "public"]
    assert [record["withheld"] for record in records.values()] == [
        {}, dict.fromkeys(WITHHELD, "[c]")]
    assert set(records["2022-07-public.json"]["outputs"]) == {
        *(f"public/{NAME}-public.{end}" for end in TO_CIRCULATE),
        *(f"{NAME}-public.{end}" for end in ITS_OWN[:-1])}
    assert len(result.stdout.splitlines()) == 4
    [record] = read_public_records(folder, [])
    assert (record.edition, dict(record.withheld)) == ("public", dict.fromkeys(WITHHELD, "[c]"))
    again = run("publish", folder)
    assert again.stdout.splitlines() == [
        "It was published already, on 20 September 2022; nothing was changed."] * 2


def test_what_was_published_changes_nothing_when_it_is_built_again(folder: Path) -> None:
    assert run("build", folder).exit_code == 0
    before = contents(folder / "out")
    assert run("publish", folder).exit_code == 0
    assert run("build", folder).exit_code == 0
    assert contents(folder / "out") == before


def test_neither_edition_is_recorded_where_one_is_not_built(folder: Path) -> None:
    assert run("build", folder, "--edition", "private").exit_code == 0
    result = run("publish", folder)
    assert result.exit_code == 3
    assert f"out/{NAME}-public.manifest.json: it cannot be read" in result.stderr
    assert not (folder / "history").exists()
    assert run("publish", folder, "--edition", "private").exit_code == 0
    assert [path.name for path in (folder / "history").iterdir()] == ["2022-07-private.json"]


# ── the worked example ───────────────────────────────────────────────────────────────────────────


def test_the_examples_public_edition_withholds_what_the_council_printed_as_a_square(
    tmp_path: Path
) -> None:
    """And what gave three of them away on the same page."""
    prepared = prepare(example("barnsley"), edition="public")
    found = public(prepared)
    assert "child_protection.over_2_years:month:2022-07" in found
    assert "child_protection.over_2_years_share:month:2022-07" in found
    assert "child_protection.second_plans:month:2022-06" in found
    assert prepared.warnings == ()

"""The commands as a report author meets them: what they print, write, and leave alone.

Exit codes: 0 done, 2 wrong usage, 3 problems in the figures or settings.
"""

from __future__ import annotations

import errno
import io
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from briefing.build import file_name
from briefing.cli import main
from briefing.periods import Month
from briefing.placing import put_in_place
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.shelves import example
from tests.reports import SMALL as FILES

SUFFIXES = ("pdf", "docx", "html", "txt", "figures.csv", "sentences.csv", "manifest.json")
SYMBOLS = ("Give a number, leave the cell blank, or say why there is none: [c] confidential, "
           "[x] not available, [z] not applicable.")  # fmt: skip
HEAVY = ("pandas", "numpy", "matplotlib", "reportlab", "docx", "python_calamine", "xlsxwriter",
         "pikepdf", "lxml")  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound report folder."""
    made = tmp_path / "report"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example, made and built by the command. Tests read it and leave it alone."""
    made = tmp_path_factory.mktemp("demo") / "briefing-demo"
    assert run("demo", made).exit_code == 0
    return made


def run(*words: object) -> Result:
    """The command's result; a fault of the program's own is raised."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder by its path in it, folders without files included."""
    return {path.relative_to(folder).as_posix(): b"" if path.is_dir() else path.read_bytes()
            for path in folder.rglob("*")}  # fmt: skip


def named(name: str) -> list[str]:
    return [f"{name}.{suffix}" for suffix in SUFFIXES]


# ── help and usage ───────────────────────────────────────────────────────────────────────────────


def test_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.stdout.split("Commands:")[1].strip().splitlines()]
    assert listed == ["accept", "attack", "build", "check", "compare", "demo", "explain", "import",
                      "manual", "new", "next", "preview", "publish", "review", "schema",
                      "sentences", "template"]


@pytest.mark.parametrize("name", main.commands)
def test_every_command_has_its_help(name: str) -> None:
    result = run(name, "-h")
    assert result.exit_code == 0
    assert f"Usage: main {name}" in result.stdout


def test_help_waits_for_no_package() -> None:
    script = (
        "import sys\n"
        "from briefing.cli import main\n"
        "for words in (['--help'], *([name, '--help'] for name in main.commands)):\n"
        "    main(words, standalone_mode=False)\n"
        f"print('loaded', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                          cwd=Path(__file__).parents[2], check=True)  # fmt: skip
    assert done.stdout.splitlines()[-1] == "loaded []"
    assert done.stderr == ""


@pytest.mark.parametrize(("words", "said"), [
    (["bild"], "No such command 'bild'. Did you mean 'build'?"),
    (["build", "--perid", "2022-07"], "No such option '--perid'. Did you mean '--period'?"),
    (["build", "--edition", "secret"],
     "Invalid value for '--edition': 'secret' is not one of 'private', 'public', 'both'."),
    (["build", "one", "two"], "Got unexpected extra argument (two)"),
    (["build", __file__], f"Invalid value for '[FOLDER]': Directory '{__file__}' is a file."),
    (["explain"], "Missing argument 'INDICATOR'."),
    (["new"], "Missing argument 'FOLDER'."),
])  # fmt: skip
def test_wrong_usage_is_explained(words: Sequence[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: {said}"
    assert result.stdout == ""


# ── faults ───────────────────────────────────────────────────────────────────────────────────────


def _workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        for name in ("indicators", "values"):
            sheet = made.add_worksheet(name.capitalize())
            for n, line in enumerate(FILES[f"{name}.csv"].splitlines()):
                sheet.write_row(n, 0, line.split(","))
            sheet.write(2, 2, "Plenty")
    return content.getvalue()


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(("files", "said"), [
    ({"values.csv": None},
     "values.csv: there is no such file. Put it in the report folder or name it under [files]."),
    ({"report.toml": None},
     "report.toml: there is no such file in "),
    ({"values.csv": FILES["values.csv"] + "asessed,2022-05,80\n"},
     "values.csv, row 6, column indicator: there is no indicator 'asessed'. "
     "Did you mean 'assessed'?"),
    ({"values.csv": FILES["values.csv"].replace("200", "many")},
     f"values.csv, row 3, column value: 'many' is not a number. {SYMBOLS}"),
    ({"values.csv": FILES["values.csv"] + "referrals,July 2022,201\n"},
     "values.csv, row 6, column period: July 2022 of 'referrals' is there already, in row 3. "
     "Keep one of the two."),
    ({"report.toml": FILES["report.toml"] + 'layout = "barnsley-scruttiny"\n'},
     "report.toml, report.layout: there is no layout 'barnsley-scruttiny'. Did you mean "
     "'barnsley-scrutiny'?"),
    ({"report.toml": FILES["report.toml"] + '[files]\nworkbook = "data.xlsx"\n',
      "data.xlsx": b"PK\x03\x04 and then nothing"},
     "data.xlsx: it is not a workbook that can be read ("),
    ({"data.xlsx": _workbook()},
     f"data.xlsx, sheet Values, row 3, column value: 'Plenty' is not a number. {SYMBOLS}"),
], ids=["missing file", "missing settings", "unknown indicator", "text for a number",
        "a month twice", "unknown layout", "unreadable workbook", "a workbook's cell"])  # fmt: skip
def test_a_fault_is_one_message_and_exit_code_3(
    command: str, files: dict[str, str | bytes | None], said: str, folder: Path
) -> None:
    for name, content in files.items():
        if content is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    before = contents(folder)
    result = run(command, folder)
    message, blank, end = result.stderr.splitlines()
    assert message == said if said.endswith((".", "?")) else message.startswith(said)
    assert (blank, end) == ("", "1 problem found; nothing was written.")
    assert (result.exit_code, result.stdout) == (3, "")
    assert contents(folder) == before


def test_every_fault_is_named_in_one_run(folder: Path) -> None:
    (folder / "values.csv").write_text("indicator,period,value\nreferrals,soon,1\nreferals,,2\n"
                                       "referrals,2022-07,many\nassessed,2022-07,80\n")  # fmt: skip
    result = run("check", folder)
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "values.csv, row 2, column period", "values.csv, row 3, column indicator",
        "values.csv, row 4, column value", "", "3 problems found; nothing was written.",
    ]  # fmt: skip


def test_a_process_of_its_own_ends_with_the_same_code_and_message(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "briefing", "explain", "referrals", "--folder",
                           str(tmp_path)], capture_output=True, text=True, check=False,
                          cwd=Path(__file__).parents[2])  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[0] == (
        f"report.toml: there is no such file in {tmp_path.resolve()}. Name the report's folder, or "
        "make one to start from: briefing new FOLDER.")


# ── build ────────────────────────────────────────────────────────────────────────────────────────


def test_build_writes_seven_files_and_names_them(folder: Path) -> None:
    result = run("build", folder)
    paths = [folder / "out" / name for name in named("monthly-report-2022-07")]
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [str(path) for path in paths]
    assert sorted(contents(folder / "out")) == sorted(path.name for path in paths)
    text = paths[2].read_text("utf-8")
    assert "The number of referrals rose to 200 in July from 190" in text
    assert paths[0].read_bytes().startswith(b"%PDF-")
    assert paths[1].read_bytes().startswith(b"PK")


def test_build_of_another_month_into_another_folder(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    assert run("build", folder, "--period", "June 2022", "--out", out).exit_code == 0
    assert sorted(contents(out)) == sorted(named("monthly-report-2022-06"))
    assert not (folder / "out").exists()


def test_build_without_a_folder_is_of_the_one_you_are_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run("build").exit_code == 0
    assert sorted(contents(folder / "out")) == sorted(named("monthly-report-2022-07"))


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert run("build", folder, "--out", tmp_path / out).exit_code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_warning_is_told_and_the_report_is_built(folder: Path) -> None:
    with (folder / "indicators.csv").open("a") as file:
        file.write("plans,Plans,Plans,number of plans,count,flow,neutral,\n")
    warning = ("warning: indicators.csv, plans: it has no values. "
               "Add its rows to the values, or take it out.\n")  # fmt: skip
    result = run("build", folder)
    assert (result.exit_code, result.stderr) == (0, warning)
    assert len(result.stdout.splitlines()) == len(SUFFIXES)
    result = run("check", folder)
    assert (result.exit_code, result.stderr) == (0, warning)
    assert result.stdout == "3 indicators, 4 figures, July 2022: 1 warning, no problems.\n"


def test_a_failed_build_leaves_the_last_good_one_as_it_was(folder: Path) -> None:
    assert run("build", folder).exit_code == 0
    before = contents(folder / "out")
    (folder / "values.csv").write_text(FILES["values.csv"].replace("200", "many"))
    assert run("build", folder).exit_code == 3
    assert contents(folder / "out") == before


def test_a_later_build_takes_the_place_of_an_earlier_one(folder: Path) -> None:
    assert run("build", folder).exit_code == 0
    before = contents(folder / "out")
    (folder / "values.csv").write_text(FILES["values.csv"].replace("200", "260"))
    assert run("build", folder).exit_code == 0
    after = contents(folder / "out")
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] == after[name]] == []


def test_one_file_that_cannot_be_replaced_keeps_them_all(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    (tmp_path / "b.docx").mkdir()
    before = contents(tmp_path)
    with pytest.raises(ProblemsFound):
        put_in_place({"a.pdf": b"new", "b.docx": b"new"}, tmp_path)
    assert contents(tmp_path) == before


def test_a_file_that_is_open_in_word_keeps_them_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build", folder).exit_code == 0
    before = contents(folder / "out")
    (folder / "values.csv").write_text(FILES["values.csv"].replace("200", "260"))
    opened = Path.open

    def as_windows_does(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if path.suffix == ".docx" and path.parent == folder / "out":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, mode, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", as_windows_does)
        result = run("build", folder)
    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        "out/monthly-report-2022-07.docx: it cannot be replaced: it is open in another program, "
        "or protected from change. Close it and try again; nothing was changed.",
        "", "1 problem found; nothing was written.",
    ]  # fmt: skip
    assert contents(folder / "out") == before


# ── check, demo, new, explain, sentences ─────────────────────────────────────────────────────────


def test_check_counts_what_it_found_and_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    result = run("check", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2 indicators, 4 figures, July 2022: no warnings, no problems.\n"
    assert contents(folder) == before


def test_demo_makes_the_worked_example_and_builds_it(demo: Path) -> None:
    made = contents(demo)
    given = {name: content for name, content in contents(example("barnsley")).items()
             if "__pycache__" not in name}  # fmt: skip
    out = {f"out/{name}" for name in named("childrens-social-care-2022-07")}
    assert made.keys() == given.keys() | out | {"out"}
    assert {name: made[name] for name in given} == given


def test_demo_tells_what_the_author_is_asked(tmp_path: Path) -> None:
    result = run("demo", tmp_path / "demo")
    assert result.exit_code == 0
    asked = result.stderr.splitlines()
    prefix = "to be written: "
    assert asked
    assert [line for line in asked if not line.startswith(prefix)] == []
    assert (f"{prefix}Why did the number of CP plans lasting two years or more that ceased change "
            "from 1 in June to 7 in July? Give members the reason."
            in asked)  # fmt: skip
    word = docx.Document(tmp_path / "demo" / "out" / "childrens-social-care-2022-07.docx")
    prompts = [prefix + p.text for p in word.paragraphs
               if p.text.startswith("Why did ") and "Give members" in p.text]
    assert prompts == asked
    assert result.stdout.splitlines() == [
        str(tmp_path / "demo" / "out" / name) for name in named("childrens-social-care-2022-07")]


def test_demo_again_gives_the_same_and_keeps_what_you_changed(demo: Path, tmp_path: Path) -> None:
    first = contents(demo)
    assert run("demo", tmp_path / "again").exit_code == 0
    assert contents(tmp_path / "again") == first
    (tmp_path / "again" / "commentary" / "background.md").write_text("Our own words.")
    result = run("demo", tmp_path / "again")
    assert result.exit_code == 0
    second = contents(tmp_path / "again")
    assert first.keys() == second.keys()
    assert second["commentary/background.md"] == b"Our own words."
    assert b"\nOur own words.\n" in second["out/childrens-social-care-2022-07.txt"]


def test_demo_leaves_another_report_alone(folder: Path) -> None:
    before = contents(folder)
    result = run("demo", folder)
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0] == (
        f"{folder}: it is there already and is not empty. "
        "Give the name of a new folder; nothing in it was touched.")
    assert contents(folder) == before


def test_demo_in_an_empty_folder(tmp_path: Path) -> None:
    assert run("demo", tmp_path).exit_code == 0
    assert (tmp_path / "out").is_dir()


@pytest.mark.parametrize(("title", "name"), [
    ("Отчёт за октябрь", "report"), ("月次報告 2022", "report"), ("Café & plans", "cafe-plans"),
    ("Adroddiad Misol – Gorffennaf", "adroddiad-misol-gorffennaf"), ("2022/23", "report"),
])  # fmt: skip
def test_the_files_are_named_in_latin_letters(title: str, name: str, folder: Path) -> None:
    report = prepare(folder).report
    called = replace(report.settings.report, title=title)   # though no font may print it
    report = replace(report, settings=replace(report.settings, report=called))
    assert file_name(report, "private") == f"{name}-2022-07"


def test_demo_leaves_a_folder_of_something_else_alone(tmp_path: Path) -> None:
    (tmp_path / "minutes.docx").write_bytes(b"minutes")
    result = run("demo", tmp_path)
    assert result.exit_code == 3
    assert contents(tmp_path) == {"minutes.docx": b"minutes"}


def test_new_makes_a_folder_that_can_be_built_at_once(tmp_path: Path) -> None:
    result = run("new", tmp_path / "ours")
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(contents(tmp_path / "ours")) == [
        "commentary", "commentary/background.md", "commentary/recommendations.md", "data.xlsx",
        "report.toml",
    ]  # fmt: skip
    assert result.stdout.splitlines()[-1] == (
        f"Fill in {tmp_path / 'ours' / 'data.xlsx'}, then: briefing build {tmp_path / 'ours'}")
    today = date.today()
    last_month = Month.of(today.year, today.month).previous
    result = run("build", tmp_path / "ours")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "warning: commentary/background.md: it still says “Write here why the committee receives "
        "this report. A blank line begins a new par…” Write your own words in its place; the "
        "public edition leaves it out.",
        "warning: commentary/recommendations.md: it still says “Write here what the committee is "
        "asked to do.” Write your own words in its place; the public edition leaves it out."]
    text = (tmp_path / "ours" / "out" / f"monthly-report-{last_month}.txt").read_text("utf-8")
    assert f"number of referrals rose to 210 in {last_month.name} from 200" in text


def test_new_leaves_a_folder_that_is_not_empty_alone(folder: Path) -> None:
    before = contents(folder)
    result = run("new", folder)
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0] == (
        f"{folder}: it is there already and is not empty. "
        "Give the name of a new folder; nothing in it was touched.")
    assert contents(folder) == before


def test_explain_shows_cells_figures_judgement_and_sentences(folder: Path) -> None:
    result = run("explain", "referrals", "--folder", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Referrals (referrals), July 2022"
    assert [line for line in lines if line and not line.startswith(" ")][1:] == [
        "Cells", "Figures", "Judgement", "Weight", "Statements"]
    assert "  2022-06  190  (values.csv, row 2, column value)" in lines
    assert "  2022-07  200  (values.csv, row 3, column value)" in lines
    assert "  change  10  (2022-07; exactly 10)" in lines
    assert "  The number of referrals rose to 200 in July from 190." in lines
    assert "    facts  referrals:current:2022-07, referrals:previous:2022-06" in lines
    assert "    id  referrals/change.1 (sentence)" in lines
    source = "    source  narratives/childrens-social-care.toml, say.brief_change, "
    assert any(line.startswith(source) for line in lines)


def test_explain_of_another_month(folder: Path) -> None:
    result = run("explain", "referrals", "--folder", folder, "--period", "2022-06")
    assert result.stdout.splitlines()[0] == "Referrals (referrals), June 2022"


@pytest.mark.parametrize(("asked", "said"), [
    ("referals", "INDICATOR: there is no indicator 'referals'. Did you mean 'referrals'?"),
    ("adoption", "INDICATOR: there is no indicator 'adoption'. "
                 "Its id stands in the table Indicators."),
])  # fmt: skip
def test_explain_of_an_unknown_indicator_offers_the_nearest(
    asked: str, said: str, folder: Path
) -> None:
    result = run("explain", asked, "--folder", folder)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines()[0] == said


@pytest.mark.parametrize("one", ["early_help.completed", "referrals.repeat", "assessments.rate"])
def test_explain_of_the_worked_example_says_what_the_report_says(one: str, demo: Path) -> None:
    result = run("explain", one, "--folder", demo)
    lines = result.stdout.splitlines()
    report = (demo / "out" / "childrens-social-care-2022-07.txt").read_text("utf-8")
    end = lines.index("Not said") if "Not said" in lines else len(lines)
    sentences = [line.strip() for line in lines[lines.index("Statements") + 1 : end]
                 if line.startswith("  ") and not line.startswith("    ")]  # fmt: skip
    assert sentences
    assert [sentence for sentence in sentences if sentence not in report] == []


# What stands in a shipped book, and in what order.
NAMES = ("now", "change", "absent", "standing", "status")


def test_sentences_are_those_of_the_childrens_book() -> None:
    result = run("sentences")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "Children's social care, in the register of a scrutiny committee's cover report")
    assert [line for line in lines if line in NAMES] == list(NAMES)
    assert lines[lines.index("  now.7 (otherwise)") + 1] == "    in {month}"
    at = lines.index("  absent.confidential (reason is confidential)")
    assert lines[at + 1] == (
        "    {Subject} {is} not shown for {month}, to protect the children concerned")
    assert lines[lines.index("  everything else (otherwise)") + 1] == (
        "    month, average, standing")
    assert run("sentences", "--book", "childrens-social-care").stdout == result.stdout


def test_sentences_of_another_book() -> None:
    result = run("sentences", "--book", "corporate")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Council services in general"
    childrens = run("sentences").stdout.splitlines()
    assert len(lines) == len(childrens)
    differ = [(a, b) for a, b in zip(childrens, lines, strict=True) if a != b][1:]
    assert ("    {Subject} {is} not shown for {month}, to protect the children concerned",
            "    {Subject} {is} not shown for {month}, to protect the people concerned") in differ
    assert [b for _, b in differ] == [a.replace("the children concerned", "the people concerned")
                                      for a, _ in differ]


def test_sentences_of_a_book_of_the_folders_own(folder: Path) -> None:
    (folder / "narratives").mkdir()
    (folder / "narratives" / "ours.toml").write_text(
        'about = "Ours"\nbase = "corporate"\n', encoding="utf-8")
    result = run("sentences", "--book", "ours", "--folder", folder)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        "narratives/ours.toml, base: 'corporate' has a base itself. Take "
        "'childrens-social-care' as the base.", "", "1 problem found; nothing was written."]
    (folder / "narratives" / "ours.toml").write_text(
        'about = "Ours"\nbase = "childrens-social-care"\n[override]\n"now.7" = "during {month}"\n',
        encoding="utf-8")
    before = contents(folder)
    result = run("sentences", "--book", "ours", "--folder", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Ours\n")
    assert "  now.7 (otherwise)\n    during {month}\n" in result.stdout
    assert contents(folder) == before


@pytest.mark.parametrize(("asked", "hint"), [
    ("corporat", "Did you mean 'corporate'?"),
    ("kent", "There is childrens-social-care, corporate, housing, nhs and police."),
])  # fmt: skip
def test_sentences_of_an_unknown_book_offer_the_nearest(asked: str, hint: str) -> None:
    result = run("sentences", "--book", asked)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        f"--book: there is no sentence book '{asked}'. {hint}", "",
        "1 problem found; nothing was written."]

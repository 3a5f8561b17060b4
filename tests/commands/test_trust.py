"""A folder from somebody else: what it would run or read outside itself is said, and not done."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing import shelves
from briefing.cli import main
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.trust import configuration, read_trust
from tests.reading.test_marks import INDICATORS, REPORT, VALUES

HINT = "If you trust whoever made this folder, say --trust, or name the folder in"


@pytest.fixture(autouse=True)
def _no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own configuration is left aside."""
    monkeypatch.setattr("click.get_app_dir", lambda name: str(tmp_path / "configuration"))


def written(folder: Path, settings: str = "") -> Path:
    """A sound report folder with these settings, beside which lies what it may not read."""
    report = folder / "report"
    report.mkdir(exist_ok=True)
    (folder / "elsewhere").mkdir(exist_ok=True)
    top, _, rest = settings.partition("|")
    for name, text in {"report.toml": f"{REPORT}{top}\n{rest}", "indicators.csv": INDICATORS,
                       "values.csv": VALUES, "../elsewhere/values.csv": VALUES,
                       "../elsewhere/words.md": "Secret words."}.items():
        (report / name).write_text(text, "utf-8")
    return report


def said(folder: Path, trusted: bool = False) -> list[str]:
    try:
        prepare(folder, trusted=trusted)
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]
    return []


def outside(place: str, name: str, target: Path) -> str:
    return (f"{place}: '{name}' lies outside the report's folder: {target} would be read. {HINT} "
            f"{configuration()}.")


ASKED: dict[str, tuple[str, str]] = {
    "report.toml, report.logo": ('logo = "../elsewhere/values.csv"', "elsewhere/values.csv"),
    "report.toml, word.template": ('|[word]\ntemplate = "../elsewhere/values.csv"',
                                   "elsewhere/values.csv"),
    "report.toml, files.values": ('|[files]\nvalues = "../elsewhere/values.csv"',
                                  "elsewhere/values.csv"),
    "report.toml, files.targets": ('|[files]\ntargets = "/etc/hostname"', "/etc/hostname"),
    "report.toml, files.workbook": ('|[files]\nworkbook = "../elsewhere/x.xlsx"',
                                    "elsewhere/x.xlsx"),
    "report.toml, values[1].file": ('|[[values]]\nfile = "../elsewhere/values.csv"',
                                    "elsewhere/values.csv"),
}  # fmt: skip


@pytest.mark.parametrize("place", ASKED)
def test_a_file_elsewhere_is_not_read(place: str, tmp_path: Path) -> None:
    settings, target = ASKED[place]
    folder = written(tmp_path, settings)
    name = settings.rpartition(' = "')[2].rstrip('"')
    assert said(folder) == [outside(place, name, (tmp_path / target).resolve())]


def test_a_pattern_may_not_lead_elsewhere(tmp_path: Path) -> None:
    folder = written(tmp_path, '|[[values]]\nfile = "../elsewhere/*.csv"')
    assert len(said(folder)) == 1
    assert "lies outside the report's folder" in said(folder)[0]


def test_a_program_is_not_run(tmp_path: Path) -> None:
    folder = written(tmp_path, 'own_charts = "charts.py"')
    (folder / "charts.py").write_text(
        'from briefing.charts import chart\n@chart("dots")\ndef draw(axes, series): ...\n')
    assert said(folder) == [
        "report.toml, report.own_charts: 'charts.py' is a program: it would be run on this "
        f"machine. {HINT} {configuration()}."]
    assert said(folder, trusted=True) == []


@pytest.mark.parametrize(("address", "what"), [
    ("postgresql://sam:secret@server.example/x", "the database server server.example would be "
     "asked."),
    ("postgresql://sam:se@cret@server.example/x", "the database server server.example would be "
     "asked."),
    ("postgresql:///x", "the database server of its address would be asked."),
])  # fmt: skip
def test_a_server_is_not_asked_and_no_password_printed(
    address: str, what: str, tmp_path: Path
) -> None:
    folder = written(tmp_path, f'|[[values]]\nquery = "select 1"\ndatabase = "{address}"')
    assert said(folder) == [f"report.toml, values[1].database: {what} {HINT} {configuration()}."]


@pytest.mark.parametrize("address", ["sqlite:///../elsewhere/x.db", "sqlite+pysqlite:///../elsewhere/"
                                     "x.db?mode=rwc"])  # fmt: skip
def test_a_database_elsewhere_is_not_opened(address: str, tmp_path: Path) -> None:
    folder = written(tmp_path, f'|[[values]]\nquery = "select 1"\ndatabase = "{address}"')
    sqlite3.connect(tmp_path / "elsewhere" / "x.db").close()
    assert said(folder) == [outside("report.toml, values[1].database", "../elsewhere/x.db",
                                    (tmp_path / "elsewhere" / "x.db").resolve())]


def _link(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        target = folder.parent / "elsewhere"
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target / ("values.csv" if name.endswith(".csv") else "words.md")
                        if "." in name else target)
    return make


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights that few users have")
@pytest.mark.parametrize(("name", "done"), [
    ("values.csv", "read"), ("commentary/background.md", "read"), ("commentary", "read"),
    ("history", "read"), ("layouts", "read"), ("narratives", "read"), ("out", "written to"),
])  # fmt: skip
def test_a_link_to_elsewhere_is_not_followed(name: str, done: str, tmp_path: Path) -> None:
    folder = written(tmp_path)
    _link(name)(folder)
    found = said(folder)
    assert [text for text in found if f"{name}: it is a link to what lies outside the report's "
            f"folder: {(folder / name).resolve()} would be {done}." in text] == found[:1]
    assert "lies outside" in found[0]
    assert not any("lies outside" in text for text in said(folder, trusted=True))


def test_a_layouts_logo_may_not_lead_elsewhere(tmp_path: Path) -> None:
    folder = written(tmp_path, 'layout = "ours"')
    (folder / "layouts").mkdir()
    (folder / "layouts" / "ours.toml").write_text(
        'about = "Ours"\nwords_from = "barnsley-scrutiny"\n[logo]\nfile = "../../elsewhere/a.png"\n'
        'alt = "Arms"\n[[section]]\nid = "all"\n[[section.part]]\nkind = "logo"\n', "utf-8")
    assert said(folder) == [outside(
        "layouts/../../elsewhere/a.png", "layouts/../../elsewhere/a.png",
        (tmp_path / "elsewhere" / "a.png").resolve())]


# ── what the user allows ─────────────────────────────────────────────────────────────────────────


def test_a_trusted_folder_or_place_is_named_in_the_users_own_configuration(tmp_path: Path) -> None:
    folder = written(tmp_path, '|[files]\nvalues = "../elsewhere/values.csv"')
    assert len(said(folder)) == 1
    configuration().parent.mkdir()
    for text in (f'folders = ["{folder.as_posix()}"]', f'folders = ["{tmp_path.as_posix()}"]',
                 f'places = ["{(tmp_path / "elsewhere").as_posix()}"]'):
        configuration().write_text(text, "utf-8")
        assert said(folder) == []
    configuration().write_text('folders = ["/nowhere"]', "utf-8")
    assert len(said(folder)) == 1


def test_a_place_is_read_and_no_program_run(tmp_path: Path) -> None:
    folder = written(tmp_path, 'own_charts = "../elsewhere/charts.py"')
    configuration().parent.mkdir()
    configuration().write_text(f'places = ["{(tmp_path / "elsewhere").as_posix()}"]', "utf-8")
    assert len(said(folder)) == 1
    assert "would be run on this machine" in said(folder)[0]


def test_a_configuration_that_is_wrong_is_said_and_trusts_nothing(tmp_path: Path) -> None:
    configuration().parent.mkdir()
    configuration().write_text('folder = ["/"]', "utf-8")
    problems: list[object] = []
    trust = read_trust(tmp_path, False, problems)  # type: ignore[arg-type]
    assert not trust.everything
    assert [str(problem) for problem in problems] == [
        f"{configuration()}, folder: there is no setting 'folder'. Did you mean 'folders'?"]


def test_every_command_that_reads_a_folder_can_be_told_to_trust_it(tmp_path: Path) -> None:
    folder = written(tmp_path, '|[files]\nvalues = "../elsewhere/values.csv"')
    for command in (["check"], ["build"], ["publish"]):
        refused = CliRunner().invoke(main, [*command, str(folder)])
        assert refused.exit_code == 3
        assert "lies outside the report's folder" in refused.output
        assert not list(folder.glob("out/*")) or command != ["build"]
        assert CliRunner().invoke(main, [*command, str(folder), "--trust"]).exit_code == 0
    pdf = next((folder / "out").glob("*.pdf"))
    for command in (["attack", str(pdf)], ["explain", "referrals", "--folder", str(folder)]):
        assert CliRunner().invoke(main, command).exit_code == 3
        assert CliRunner().invoke(main, [*command, "--trust"]).exit_code == 0


def test_a_book_that_is_a_link_is_read_for_its_sentences_where_the_folder_is_trusted(
    tmp_path: Path,
) -> None:
    report = written(tmp_path)
    (report / "narratives").mkdir()
    book = tmp_path / "elsewhere" / "ours.toml"
    shipped = shelves.find("narratives", "childrens-social-care")
    assert shipped is not None
    book.write_bytes(shipped.read_bytes())
    (report / "narratives" / "ours.toml").symlink_to(book)
    words = ["sentences", "--folder", str(report), "--book", "ours"]
    refused = CliRunner().invoke(main, words)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert outside("narratives/ours.toml", "narratives/ours.toml", book) in refused.output
    assert CliRunner().invoke(main, [*words, "--trust"]).exit_code == 0
    assert CliRunner().invoke(main, ["sentences", "--folder", str(report)]).exit_code == 0

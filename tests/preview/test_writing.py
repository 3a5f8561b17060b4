"""What is written in the page goes into the folder's files, whole, and never over what changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.prepared import prepare
from briefing.preview.settings_form import accept_warning, fields_of, save_report
from briefing.preview.words import Reader
from briefing.preview.writing import Conflict, Written, asked_of, places, saved, written
from briefing.problems import ProblemsFound
from tests.preview.server import Preview, previewing, written_to
from tests.reports import SMALL

BACKGROUND = "commentary/background.md"
DAY = date(2022, 9, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_to(tmp_path / "report")


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    with previewing(folder) as made:
        yield made


def left(folder: Path) -> list[str]:
    """What lies in the folder besides its own files."""
    own = {*SMALL, BACKGROUND, "commentary"}
    return sorted({p.relative_to(folder).as_posix() for p in folder.rglob("*")} - own)


# ── files of paragraphs ─────────────────────────────────────────────────────────────────────────


def test_a_new_file_is_saved(folder: Path) -> None:
    made = saved(folder, BACKGROUND, "Why we report.", "")
    assert isinstance(made, Written)
    assert (folder / BACKGROUND).read_bytes() == b"Why we report.\n"
    assert made == written(folder, BACKGROUND)
    assert made.hash == sha256(b"Why we report.\n").hexdigest()
    assert left(folder) == []


@pytest.mark.parametrize(("before", "after"), [
    (b"One.\r\nTwo.\r\n", b"New.\r\n\r\nNewer.\r\n"),
    (b"\xef\xbb\xbfOne.\n", b"\xef\xbb\xbfNew.\n\nNewer.\n"),
    (b"One.", b"New.\n\nNewer.\n"), (b"", b"New.\n\nNewer.\n")])
def test_line_ends_and_marks_stay_as_they_were(folder: Path, before: bytes, after: bytes) -> None:
    (folder / "commentary").mkdir()
    (folder / BACKGROUND).write_bytes(before)
    now = written(folder, BACKGROUND)
    assert "\r" not in now.text
    assert isinstance(saved(folder, BACKGROUND, "New.\n\nNewer.", now.hash), Written)
    assert (folder / BACKGROUND).read_bytes() == after


def test_what_was_changed_meanwhile_is_not_written_over(folder: Path) -> None:
    made = saved(folder, BACKGROUND, "Mine.", "")
    assert isinstance(made, Written)
    (folder / BACKGROUND).write_text("Theirs.\n")
    clash = saved(folder, BACKGROUND, "Mine again.", made.hash)
    assert isinstance(clash, Conflict)
    assert clash.now.text == "Theirs.\n"
    assert (folder / BACKGROUND).read_text() == "Theirs.\n"
    assert isinstance(saved(folder, BACKGROUND, "Mine again.", clash.now.hash), Written)


@pytest.mark.parametrize("hash_before", ["", "0" * 64])
def test_a_file_that_came_or_went_meanwhile_is_a_conflict(folder: Path, hash_before: str) -> None:
    if not hash_before:
        (folder / "commentary").mkdir()
        (folder / BACKGROUND).write_text("Theirs.\n")
    assert isinstance(saved(folder, BACKGROUND, "Mine.", hash_before), Conflict)


def test_of_many_who_save_at_once_one_is_first(folder: Path) -> None:
    """Each has read the same; one is written whole, the others are told."""
    made: list[object] = []

    def save(n: int) -> None:
        try:
            made.append(saved(folder, BACKGROUND, f"{n} " * 5000, ""))
        except ProblemsFound as fault:      # another is just at it
            made.append(fault.problems[0].what)

    threads = [threading.Thread(target=save, args=(n,)) for n in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (first,) = [one for one in made if isinstance(one, Written)]
    assert (folder / BACKGROUND).read_text() == first.text
    assert left(folder) == []


def test_outside_the_folder_nothing_is_written(folder: Path) -> None:
    away = folder.parent / "away"
    away.mkdir()
    (folder / "commentary").symlink_to(away)
    with pytest.raises(ProblemsFound, match="lies outside the report's folder"):
        saved(folder, BACKGROUND, "Words.", "")
    assert list(away.iterdir()) == []


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\0"),
               max_size=200))
@settings(max_examples=60, deadline=None)
def test_what_is_saved_is_what_was_typed(tmp_path_factory: pytest.TempPathFactory, text: str
                                         ) -> None:
    folder = written_to(tmp_path_factory.mktemp("typed") / "report")
    made = saved(folder, BACKGROUND, text, "")
    assert isinstance(made, Written)
    now = written(folder, BACKGROUND)
    assert now.text.removeprefix("\ufeff").rstrip("\n") == text.removeprefix("\ufeff").rstrip("\n")
    assert now.hash == made.hash


def test_what_is_asked_comes_first(tmp_path: Path) -> None:
    from briefing import shelves

    prepared = prepare(shelves.example("barnsley"))
    own = list(places(prepared.report.folder, prepared))
    asked = asked_of(prepared)
    assert asked
    first = [one for one in own if one.asked and not one.exists]
    assert own[:len(first)] == first
    assert {one.name for one in own if one.exists} == {
        f"commentary/{path.name}" for path in (prepared.report.folder / "commentary").iterdir()}


# ── looked at while it is typed ─────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def reader() -> Reader:
    from briefing import shelves

    return Reader(prepare(shelves.example("barnsley"), edition="both"))


@pytest.mark.parametrize(("file", "text", "severity", "said"), [
    ("background.md", "There were {referrals.volume.current} referrals.", "", ""),
    ("background.md", "The number of referrals fell to 247 in July.", "", ""),
    ("background.md", "The number of referrals fell to 248 in July.", "error", ""),
    ("background.md", "The number of referrals rose to 247 in July.", "error", ""),
    ("background.md", "There were {referrals.volume.curent} of them.", "error",
     "{referrals.volume.curent}: there is no fact 'curent'"),
    ("background.md", "There were {referrals volume} of them.", "error",
     "a slot is not written as one."),
    ("background.md", "We spent 98,765 on it.", "warning",
     "no fact of this report supports the figure 98,765."),
])
def test_figures_and_claims_are_looked_at(reader: Reader, file: str, text: str, severity: str,
                                          said: str) -> None:
    reads, whole = reader.read(f"commentary/{file}", text)
    remarks = [*whole, *(remark for read in reads for remark in read.remarks)]
    assert ([remark.severity for remark in remarks] == []) is (severity == "")
    if severity:
        assert [r for r in remarks if r.severity == severity and r.what.startswith(said)]


def test_slots_are_filled_as_they_will_read(reader: Reader) -> None:
    ((read,), _) = reader.read("commentary/background.md",
                               "In {period} there were **{referrals.volume.current}** referrals.")
    assert read.text == "In July 2022 there were 247 referrals."


def test_a_figure_that_the_public_edition_withholds_is_told_of(reader: Reader) -> None:
    public = next(e for e in reader.prepared.editions if e.name == "public")
    secret = next(w.candidate for w in public.withheld if w.candidate.role == "month" and (
        w.candidate.indicator == "child_protection.second_plans"))
    month = next(m for m in reader.measures[secret.indicator].values if str(m) == secret.period)
    value = reader.measures[secret.indicator].at(month).amount
    text = f"Second plans were {value} in {month.full}."
    _, whole = reader.read(f"commentary/{secret.indicator}.md", text)
    assert [remark for remark in whole if "that the public edition withholds" in remark.what]
    _, private = reader.read(f"commentary/{secret.indicator}.private.md", text)
    assert [remark for remark in private if "public edition withholds" in remark.what] == []


@pytest.mark.parametrize(("typed", "first"), [
    ("referrals.volume.cu", "{referrals.volume.current}"), ("referrals volume target", None),
    ("re-referrals year to date", "{referrals.repeat.year_to_date}"), ("zzz", None)])
def test_slots_are_found_by_any_words_of_their_names(reader: Reader, typed: str, first: str | None
                                                     ) -> None:
    found = reader.slots_like(typed)
    assert (found[0].slot if found else None) == first


def test_those_of_the_place_come_first(reader: Reader) -> None:
    assert reader.slots_like("current", "adoption.share_leaving_care")[0].slot == (
        "{adoption.share_leaving_care.current}")


# ── [report] ────────────────────────────────────────────────────────────────────────────────────

TOML = """# Our report
[report]
title   = "Monthly report"   # as the committee calls it
meeting = "Scrutiny"
date    = 2022-09-13
author  = "Performance officer"

[report.fields]
ward = ["All", "None"]

[rating]
tolerance = "5%"
"""


def settings_of(folder: Path) -> Path:
    (folder / "report.toml").write_text(TOML)
    return folder / "report.toml"


def test_a_setting_is_changed_and_the_rest_stays(folder: Path) -> None:
    path = settings_of(folder)
    fields, file = fields_of(folder)
    assert {f.key: f.value for f in fields}["fields.ward"] == "All\nNone"
    given = {f.key: f.value for f in fields} | {
        "title": "Quarterly “report”", "date": "2022-10-04", "attach_figures": "yes",
        "fields.ward": "Dearne\n", "council": "Barnsley"}
    assert isinstance(save_report(folder, given, file.hash), Written)
    assert path.read_text() == TOML.replace('"Monthly report"', '"Quarterly “report”"').replace(
        "2022-09-13", "2022-10-04").replace('["All", "None"]', '["Dearne"]').replace(
        '"Performance officer"\n',
        '"Performance officer"\ncouncil = "Barnsley"\nattach_figures = true\n')
    assert prepare(folder).report.settings.report.council == "Barnsley"


def test_a_form_that_was_not_changed_changes_nothing(folder: Path) -> None:
    path = settings_of(folder)
    fields, file = fields_of(folder)
    save_report(folder, {f.key: f.value for f in fields}, file.hash)
    assert path.read_text() == TOML


@pytest.mark.parametrize(("given", "said"), [
    ({"date": "soon"}, "'soon' is no date."), ({"edition": "secret"}, "'secret' is not one of"),
    ({"date": ""}, "'' is no date.")])
def test_a_setting_that_cannot_be_is_refused(folder: Path, given: dict[str, str], said: str
                                             ) -> None:
    path = settings_of(folder)
    _, file = fields_of(folder)
    with pytest.raises(ProblemsFound) as fault:
        save_report(folder, given, file.hash)
    assert fault.value.problems[0].what.startswith(said)
    assert path.read_text() == TOML


def test_settings_that_were_changed_meanwhile_are_a_conflict(folder: Path) -> None:
    path = settings_of(folder)
    _, file = fields_of(folder)
    path.write_text(TOML + "# more\n")
    assert isinstance(save_report(folder, {"title": "Mine"}, file.hash), Conflict)
    assert isinstance(accept_warning(folder, "w", "r", file.hash, DAY), Conflict)
    assert path.read_text() == TOML + "# more\n"


@pytest.mark.parametrize("before", [
    TOML, TOML.replace("\n", "\r\n"), 'accept = []\n' + TOML], ids=["plain", "windows", "a list"])
def test_a_warning_is_accepted_with_its_reason(folder: Path, before: str) -> None:
    (folder / "report.toml").write_bytes(before.encode())
    (folder / BACKGROUND).parent.mkdir()
    (folder / BACKGROUND).write_text("It cost 98,765.")
    (warning,) = [w for w in prepare(folder).warnings if "98,765" in w.what]
    _, file = fields_of(folder)
    accept_warning(folder, str(warning), 'Said by "Finance"\nin May.', file.hash, DAY)
    now = prepare(folder)
    assert warning not in now.warnings
    assert [one.reason for one in now.accepted] == ['Said by "Finance" in May.']
    raw = (folder / "report.toml").read_bytes()
    assert (b"\r\n" in raw) == ("\r\n" in before)
    assert "# Our report" in raw.decode()


def test_without_a_reason_nothing_is_accepted(folder: Path) -> None:
    _, file = fields_of(folder)
    with pytest.raises(ProblemsFound, match="it is empty"):
        accept_warning(folder, "w", "  ", file.hash, DAY)


# ── through the page ────────────────────────────────────────────────────────────────────────────


def test_the_page_saves_and_the_report_has_it(preview: Preview) -> None:
    reply = preview.post("/save", file=BACKGROUND, text="There were {referrals.current}.", hash="")
    assert reply.json["said"] == f"Saved to {BACKGROUND}."
    preview.until(lambda: "There were " in preview.ask("/report/private").text)
    assert 'data-fact="referrals:current:2022-07"' in preview.ask("/report/private").text


def test_two_tabs_do_not_overwrite_each_other(preview: Preview) -> None:
    first = preview.post("/save", file=BACKGROUND, text="Of the first.", hash="")
    second = preview.post("/save", file=BACKGROUND, text="Of the second.", hash="")
    assert (first.status, second.status) == (200, 409)
    assert "<del>" in second.json["conflict"]
    assert "Of the first." in (preview.folder / BACKGROUND).read_text()


def test_a_folder_that_went_keeps_what_was_typed(preview: Preview) -> None:
    preview.folder.rename(preview.folder.with_name("away"))
    reply = preview.post("/save", file=BACKGROUND, text="Words.", hash="")
    assert reply.status == 422
    assert "the page keeps what you wrote" in reply.text
    assert not preview.folder.exists()


def test_the_page_changes_settings_and_accepts_warnings(preview: Preview) -> None:
    _, file = fields_of(preview.folder)
    assert preview.post("/settings", title="New title", hash=file.hash).status == 200
    assert preview.post("/settings", title="Newer", hash=file.hash).status == 409
    preview.until(lambda: "New title" in preview.ask("/report/private").text)
    reply = preview.post("/settings", date="soon", hash=fields_of(preview.folder)[1].hash)
    assert reply.status == 422
    assert "is no date" in reply.json["problems"]
    preview.change(BACKGROUND, "It cost 98,765.")
    assert "Accept with this reason" in preview.ask("/panel/problems").text
    (warning,) = [p for p in preview.session.look.problems if "98,765" in p.what]
    preview.post("/accept", warning=str(warning), reason="It did.",
                 hash=fields_of(preview.folder)[1].hash)
    preview.until(lambda: warning not in preview.session.look.problems)

"""What was changed in a Word file on the left, and what becomes of it in the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.word.edited import Change, Comment, EditedFile, Run
from briefing.revision import Edit, read_edits
from briefing.writers.text import text_file
from tests.revision.hand_made import ALI, JANE, accept, added, removed, reworded, written
from tests.revision.reports import BACKGROUND, REFERRALS, report

REFERRED = ("The number of referrals increased from 240 in June to 251 in July, the fourth "
            "increase in a row.")
HEAD = "summary.area.referrals.1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


def edits_of(folder: Path) -> tuple[Edit, ...]:
    return read_edits(folder, "2022-07").edits.edits


def said(folder: Path, edition: str = "private") -> str:
    return text_file(prepare(folder, "", edition).editions[0].composed.document).decode()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(".")}


def refusals(folder: Path, *files: EditedFile, **asked: bool | str) -> list[str]:
    """What is said where the files are refused; nothing in the folder is changed."""
    before = contents(folder)
    with pytest.raises(ProblemsFound) as refused:
        accept(folder, *files, **asked)
    assert contents(folder) == before
    return [str(problem) for problem in refused.value.problems]


# ── what is taken over ───────────────────────────────────────────────────────────────────────────


def test_words_in_place_of_ours_become_an_edit_with_slots_for_figures(folder: Path) -> None:
    words = "Referrals rose again: 251 came in July and 240 in June, the fourth increase in a row."
    accept(folder, written(folder, "private", reworded(HEAD, words)))
    (edit,) = edits_of(folder)
    assert edit.statement == "referrals/change.1"
    assert edit.original == REFERRED
    assert edit.words == ("Referrals rose again: {referrals.current} came in July and "
                          "{referrals.previous} in June, the {referrals.run|ordinal} increase in a "
                          "row.")
    assert (edit.who, edit.when, edit.made_in) == (JANE.author, JANE.when, "private")
    assert words in said(folder)


def test_only_the_statement_that_was_changed_becomes_an_edit(tmp_path: Path) -> None:
    folder = report(tmp_path / "r")
    (folder / "report.toml").write_text(
        (folder / "report.toml").read_text().replace("2022-07", "2022-07"), encoding="utf-8")
    file = written(folder, "private", reworded(
        "background.author.2", "The second, with 251 referrals. And one more sentence."))
    taken = accept(folder, file)
    assert taken.files == ("commentary/background.md",)
    assert (folder / "commentary" / "background.md").read_text("utf-8") == BACKGROUND.replace(
        "{referrals.current} referrals.", "{referrals.current} referrals. And one more sentence.")


def test_an_authors_own_paragraphs_go_back_to_their_file(folder: Path) -> None:
    accept(folder, written(
        folder, "private",
        reworded("background.author.1", "It is ", Run("not", "strong"), " first."),
        removed("background.author.3#1"),
        added("background.author.3#2", "A third bullet.", block="bullet"),
        added("background.author.2", "A new paragraph.")))
    assert (folder / "commentary" / "background.md").read_text("utf-8") == """\
It is **not** first.

The second, with {referrals.current} referrals.

A new paragraph.

- The second bullet.
- A third bullet.
"""
    assert not edits_of(folder)
    text = said(folder)
    assert "It is not first." in text
    assert "The first bullet." not in text


def test_line_ends_and_what_was_not_edited_stay_as_they_are(folder: Path) -> None:
    path = folder / "commentary" / "background.md"
    path.write_bytes(b"\xef\xbb\xbfOne\r\nlong paragraph.\r\n\r\n\r\nAnother.   \r\n")
    accept(folder, written(folder, "private", reworded("background.author.1", "One short one.")))
    assert path.read_bytes() == b"One short one.\r\n\r\n\r\nAnother.   \r\n"


def test_what_was_not_written_yet_is_answered_in_the_authors_files(folder: Path) -> None:
    accept(folder, written(folder, "private", reworded("questions.none", "Why did plans fall?")))
    assert (folder / "commentary" / "questions.md").read_text("utf-8") == "Why did plans fall?\n"


def test_what_is_added_has_its_kind_and_place(folder: Path) -> None:
    table = Change("added", "table", follows=HEAD, after=(),
                   rows=(("Team", "Note"), ("North", "Two posts are open.")), by=ALI)
    accept(folder, written(
        folder, "private", added("summary.lead", "A heading of ours", block="heading", level=2),
        added("summary.lead", "Under it."), table))
    assert [(e.kind, e.block, e.follows, e.words, e.rows) for e in edits_of(folder)] == [
        ("added", "heading", "summary.lead", "A heading of ours", ()),
        ("added", "paragraph", "summary.lead", "Under it.", ()),
        ("added", "table", HEAD, "", table.rows)]
    text = said(folder)
    assert text.index("A heading of ours") < text.index("Under it.") < text.index(REFERRED) < (
        text.index("Two posts are open."))


def test_a_statement_that_was_taken_out_is_not_said(folder: Path) -> None:
    file = written(folder, "private", removed(HEAD))
    names = next(one.statements for one in file.anchors if one.id == HEAD)
    assert names[0] == "referrals/change.1"
    accept(folder, file)
    assert [(e.kind, e.statement) for e in edits_of(folder)] == [("removed", n) for n in names]
    assert REFERRED not in said(folder)


def test_standing_words_are_edited_by_their_place(folder: Path) -> None:
    accept(folder, written(
        folder, "private", reworded("summary.lead", "This is how the services did."),
        reworded("background", "The background"), removed("at-a-glance.no-exception")))
    assert {(e.kind, e.anchor, e.words) for e in edits_of(folder)} == {
        ("reworded", "summary.lead", "This is how the services did."),
        ("reworded", "background", "The background"),
        ("removed", "at-a-glance.no-exception", "")}
    assert "This is how the services did." in said(folder)


def test_blocks_are_moved_joined_and_restyled(folder: Path) -> None:
    file = written(folder, "private",
                   Change("moved", "paragraph", anchor="summary.status",
                          follows="background.author.1", by=JANE),
                   Change("restyled", "heading", level=3, anchor="summary.lead", by=JANE))
    accept(folder, file)
    text = said(folder)
    assert text.index("The first paragraph") < text.index("None of the indicators in") < (
        text.index("The second, with"))
    assert [e.kind for e in edits_of(folder)] == ["moved", "restyled"]


def test_what_is_set_elsewhere_is_listed_and_not_taken(folder: Path) -> None:
    cell = Change("cell", "cell", anchor="scorecard.table", row="Referrals", column="June",
                  before=(Run("240"),), after=(Run("241"),), at=(2, 2), by=JANE,
                  figures=(("referrals:previous:2022-06", "240"),))
    taken = accept(folder, written(
        folder, "private", cell,
        Change("furniture", "header", anchor="header", before=(Run("Private edition"),),
               after=(Run("Draft"),)),
        Change("chart", "chart", anchor="chart.referrals", row="Jun 22", column="Referrals",
               before=(Run("240"),), after=(Run("241"),))))
    assert [str(one) for one in taken.left] == [
        "a.docx, scorecard.table: not taken over: “240” is worked out from the data (values.csv, "
        "row 3, column value): change it there, to “241”, and build again.",
        "a.docx, header: not taken over: the header (“Draft”) is made of running_title, "
        "of exempt_paragraph and of the page’s number: change the words in report.toml, or in the "
        "council’s template.",
        "a.docx, chart.referrals: not taken over: a figure of a chart was changed, “240” to “241” "
        "(Referrals, Jun 22): figures are changed in the data (values.csv, row 3, column value)."]
    assert not taken.changed


def test_an_untouched_file_accepts_to_no_change(folder: Path) -> None:
    before = contents(folder)
    taken = accept(folder, written(folder))
    assert not taken.changed
    assert contents(folder) == before


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    taken = accept(folder, written(folder, "private", reworded(HEAD, "Referrals rose to 251."),
                                   reworded("background.author.1", "New.")), dry_run=True)
    assert taken.files == ("edits/2022-07.toml", "commentary/background.md")
    assert contents(folder) == before


def test_comments_are_kept_until_they_are_settled(folder: Path) -> None:
    from dataclasses import replace

    file = written(folder)
    comment = Comment("Is this right?", ALI, HEAD, "251")
    accept(folder, replace(file, comments=(comment, Comment("Ours.", ours=True))))
    (remark,) = read_edits(folder, "2022-07").edits.remarks
    assert (remark.text, remark.who, remark.anchor, remark.on, remark.settled) == (
        "Is this right?", "Ali Khan", HEAD, "251", "")
    accept(folder, replace(file, comments=(replace(comment, resolved=True),)))
    (remark,) = read_edits(folder, "2022-07").edits.remarks
    assert remark.settled == "resolved in a.docx"


# ── twice ────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_round_edits_what_the_first_one_brought(folder: Path) -> None:
    accept(folder, written(
        folder, "private", reworded(HEAD, "Referrals rose to 251 in July."),
        added("summary.lead", "A paragraph of ours."), removed("background.author.3#1")))
    second = written(folder, "private", reworded(HEAD, "Referrals rose to 251, from 240."),
                     reworded("summary.lead+1", "A paragraph of mine."),
                     added("summary.lead+1", "And one more.", by=ALI),
                     reworded("background.author.3#1", "The last bullet."))
    accept(folder, second)
    assert [(e.kind, e.of, e.words) for e in edits_of(folder)] == [
        ("reworded", "referrals/change.1",
         "Referrals rose to {referrals.current}, from {referrals.previous}."),
        ("added", "summary.lead", "A paragraph of mine."),
        ("added", "summary.lead", "And one more.")]
    assert edits_of(folder)[0].original == REFERRED
    assert "- The last bullet." in (folder / "commentary" / "background.md").read_text("utf-8")
    before = contents(folder)
    assert not accept(folder, written(folder)).changed
    assert contents(folder) == before


def test_what_says_again_what_it_said_at_first_is_no_edit(folder: Path) -> None:
    accept(folder, written(folder, "private", reworded(HEAD, "Referrals rose to 251 in July."),
                           added("summary.lead", "A paragraph of ours.")))
    accept(folder, written(folder, "private", reworded(HEAD, REFERRED), removed("summary.lead+1")))
    assert not edits_of(folder)
    assert REFERRED in said(folder)


# ── two managers ─────────────────────────────────────────────────────────────────────────────────


def test_two_copies_are_merged(folder: Path) -> None:
    file = written(folder)
    jane = written(folder, "private", reworded(HEAD, "Referrals rose to 251 in July."),
                   added("summary.lead", "Jane’s."),
                   reworded("background.author.1", "Jane’s first."))
    ali = written(folder, "private",
                  reworded("summary.area.assessments.1",
                           "In July 88.0% were assessed in time (44 of 50).", by=ALI),
                  added("summary.lead", "Ali’s.", by=ALI),
                  reworded("background.author.2", "Ali’s second.", by=ALI))
    assert file.changes == ()
    accept(folder, jane)
    accept(folder, ali)
    one_by_one = contents(folder)
    assert {e.who for e in edits_of(folder)} == {"Jane Smith", "Ali Khan"}
    assert "Jane’s first." in said(folder)
    assert "Ali’s second." in said(folder)
    other = report(folder.parent / "together")
    accept(other, jane, ali)
    assert contents(other) == one_by_one


@pytest.mark.parametrize("together", [True, False])
def test_they_meet_only_where_both_changed_the_same(folder: Path, together: bool) -> None:
    jane = written(folder, "private", reworded(HEAD, "Referrals rose to 251 in July."))
    ali = written(folder, "private", reworded(HEAD, "More referrals came: 251.", by=ALI),
                  added("summary.lead", "Ali’s.", by=ALI))
    if not together:
        accept(folder, jane)
    said_of = refusals(folder, *((jane, ali) if together else (ali,)))
    name = "b.docx" if together else "a.docx"
    settle = "edits/2022-07.toml"
    assert said_of == [
        f"{name}, referrals/change.1: Jane Smith changed it as well. Written: {REFERRED} – Jane "
        "Smith: Referrals rose to {referrals.current} in July. – Ali Khan: More referrals came: "
        f"251. Settle it in {settle}, or take this file's words with --over."]
    accept(folder, *((jane, ali) if together else (ali,)), over=True)
    assert [e.words for e in edits_of(folder)] == ["More referrals came: {referrals.current}.",
                                                   "Ali’s."]


def test_both_changed_it_alike(folder: Path) -> None:
    words = reworded(HEAD, "Referrals rose to 251 in July.")
    accept(folder, written(folder, "private", words), written(folder, "private", words))
    assert len(edits_of(folder)) == 1


# ── three ways ───────────────────────────────────────────────────────────────────────────────────


def revise_data(folder: Path, referrals: str) -> None:
    """Other figures of referrals, and nothing else."""
    other = report(folder.parent / "other", referrals)
    (folder / "values.csv").write_bytes((other / "values.csv").read_bytes())


def test_an_edit_of_what_still_says_the_same_stands(folder: Path) -> None:
    accept(folder, written(folder, "private", reworded(HEAD, "Referrals rose to 251 in July."),
                           added("background", "There were 240 referrals in June.")))
    revise_data(folder, REFERRALS.replace("210", "211"))
    assert "Referrals rose to 251 in July." in said(folder)


def test_an_edit_whose_figures_changed_underneath_is_told_with_all_three(folder: Path) -> None:
    accept(folder, written(folder, "private", reworded(HEAD, "Referrals rose to 251 in July.")))
    file = written(folder)
    revise_data(folder, REFERRALS.replace("251", "249"))
    prepared = prepare(folder, "", "private")
    assert [str(one) for one in prepared.warnings if "edits/" in one.place.file] == [
        "edits/2022-07.toml, edit 1, line 7: referrals/change.1 says something else now than when "
        f"it was edited. Written: {REFERRED} – edited: Referrals rose to 249 in July. – now: "
        f"{REFERRED.replace('251', '249')} Put what is said now into its \"original\" to keep the "
        "edit, take it out, or edit the new Word file and accept that."]
    # the data come first, so that nothing untrue is printed
    assert REFERRED.replace("251", "249") in said(folder)
    assert file.run["period"] == "2022-07"
    # settled by accepting again
    accept(folder, written(folder, "private", reworded(HEAD, "Referrals rose to 249.")))
    assert [e.words for e in edits_of(folder)] == ["Referrals rose to {referrals.current}."]
    assert "Referrals rose to 249." in said(folder)


def test_figures_of_what_was_added_stay_true(folder: Path) -> None:
    accept(folder, written(folder, "private",
                           added(HEAD, "The number of referrals was 251, and is watched.")))
    revise_data(folder, REFERRALS.replace("251", "249"))
    assert "The number of referrals was 249, and is watched." in said(folder)


def test_next_month_an_edit_of_figures_ends_and_standing_words_stay(folder: Path) -> None:
    from briefing.revision import ended

    accept(folder, written(folder, "private", reworded(HEAD, "Referrals rose to 251 in July."),
                           added("background", "Only of July."),
                           reworded("background", "The background")))
    later = report(folder.parent / "later", f"{REFERRALS} 255", "2022-08", plans="19 18 17 16 15 9")
    (later / "edits").mkdir()
    (later / "edits" / "2022-07.toml").write_bytes((folder / "edits/2022-07.toml").read_bytes())
    prepared = prepare(later, "", "private")
    revised = prepared.editions[0].revised
    assert revised is not None
    assert [edit.of for edit in revised.applied] == ["background"]
    assert {edit.of for edit in ended(prepared.edits, revised)} == {"referrals/change.1",
                                                                    "background"}
    assert not [one for one in prepared.warnings if "edits/" in one.place.file]


# ── what is refused ──────────────────────────────────────────────────────────────────────────────


def test_a_file_of_other_data_is_refused_and_says_which(folder: Path) -> None:
    file = written(folder, "private", reworded(HEAD, "Referrals rose to 251."),
                   reworded("summary.area.assessments.1", "It was 88.0% (44 of 50) in July."))
    revise_data(folder, REFERRALS.replace("251", "249"))
    assert refusals(folder, file) == [
        "a.docx: it was written from other data than today's: referrals:current:2022-07 was 251 "
        "and is 249; referrals:change:2022-07 was 11 and is 9; referrals:per_cent.previous:2022-07 "
        "was 4.6% and is 3.8%. Build the report again and have that file edited; or take over what "
        "still says the same with --revised."]
    assert refusals(folder, file, revised=True) == [
        "a.docx, referrals/change.1: it says something else now than when the file was written. "
        f"Written: {REFERRED} – edited: Referrals rose to 251. – now: "
        f"{REFERRED.replace('251', '249')} Build the report again and edit its new Word file, or "
        "write the edit into edits/."]
    only = written(folder, "private", reworded("summary.area.assessments.1",
                                               "It was 88.0% (44 of 50) in July."))
    accept(folder, only, revised=True)
    assert len(edits_of(folder)) == 1


STRANGERS = {
    ("report", "other-report"): "it is a file of the report 'other-report'; this folder's is "
        "'monthly-report'. Give the folder that it was built from.",
    ("period", "2022-06"): "it is of June 2022; the report is of July 2022. Accept it with "
        "--period 2022-06, or give the file of July 2022.",
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_strangers_file_is_refused(folder: Path, name: tuple[str, str]) -> None:
    from dataclasses import replace

    file = written(folder, "private", reworded(HEAD, "Referrals rose to 251."))
    file = replace(file, run={**file.run, name[0]: name[1]})
    assert refusals(folder, file) == [f"a.docx: {STRANGERS[name]}"]


def test_a_file_of_the_other_edition_is_refused(folder: Path) -> None:
    file = written(folder, "public", reworded(HEAD, "Referrals rose to 251."))
    with pytest.raises(ProblemsFound) as refused:
        accept(folder, file, edition="private")
    assert str(refused.value) == (
        "a.docx: it is of the public edition; the private one is asked for. Give the other "
        "edition's file, or ask for this one with --edition public.")


def test_what_is_false_is_refused_unless_a_reason_is_given(folder: Path) -> None:
    file = written(folder, "private", reworded(HEAD, "Referrals fell to 251 in July."))
    (problem,) = refusals(folder, file)
    assert problem.startswith("edits/2022-07.toml, referrals/change.1: ")
    with (folder / "report.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[[accept]]\nwarning = {problem!r}\nreason = \"A test.\"\n"
                       "date = 2022-09-01\n")
    accept(folder, file)
    (edit,) = edits_of(folder)
    assert edit.why == "A test."
    prepared = prepare(folder, "", "private")
    assert [one.reason for one in prepared.accepted] == ["A test."]
    assert "Referrals fell to 251 in July." in said(folder)


# ── every edition that the report is built in ────────────────────────────────────────────────────


@pytest.mark.parametrize("edition", ["", "private", "both"])
def test_what_the_public_edition_withholds_is_refused_in_the_private_file_too(
    folder: Path, edition: str
) -> None:
    """report.toml asks for both: the words would be printed in both."""
    file = written(folder, "private", added("summary.area.plans.1",
                                            "Only three children have a plan now."))
    (problem,) = refusals(folder, file, edition=edition)
    assert "which the public edition withholds" in problem


def test_a_file_of_an_edition_that_is_not_asked_for_is_refused(folder: Path) -> None:
    file = written(folder, "public")
    (problem,) = refusals(folder, file, edition="private")
    assert "it is of the public edition; the private one is asked for" in problem


def test_a_public_file_is_judged_by_its_edition_where_report_toml_asks_for_the_private(
    folder: Path
) -> None:
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace('edition = "both"',
                                                            'edition = "private"'), "utf-8")
    file = written(folder, "public", added("summary.area.plans.1",
                                           "Only three children have a plan now."))
    (problem,) = refusals(folder, file, edition="public")
    assert "which the public edition withholds" in problem

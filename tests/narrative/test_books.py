"""Sentence books over books, the list to be signed off, and the author's own words."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import pytest

from briefing import shelves
from briefing.build import build
from briefing.findings import Findings
from briefing.narrative.book import read_book
from briefing.narrative.book_entries import ASKED
from briefing.narrative.book_in_full import everything
from briefing.narrative.own_words import filled, word_problems
from briefing.narrative.sentence import text_of
from briefing.prepared import Prepared, prepare, read_book_named
from briefing.problems import Place, Problem, ProblemsFound
from briefing.reading.commentary import Commentary
from tests.lines import without_lines


def own_book(folder: Path, text: str) -> tuple[object, list[str]]:
    """The council's own book in its report folder, and the problems with it."""
    path = folder / "narratives" / "ours.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    problems: list[Problem] = []
    return read_book(path, problems, folder), [without_lines(problem) for problem in problems]


OURS = 'about = "Ours"\nbase = "childrens-social-care"\n'


def test_a_council_overrides_single_entries_by_name(tmp_path: Path) -> None:
    book, problems = own_book(tmp_path, OURS + 'run_at_least = 4\n[override]\n'
                              '"absent.confidential" = "{Subject} {is} kept back for {month}"\n')
    assert problems == []
    rule = book.choose("absent", {"reason": "confidential", "band": "no"})  # type: ignore[attr-defined]
    assert rule.parts[-1] == (" kept back for ", "month")
    assert book.file.run_at_least == 4                        # type: ignore[attr-defined]
    base = read_book_named("childrens-social-care")
    assert book.rules["change"] == base.rules["change"]       # type: ignore[attr-defined]


def test_a_council_gives_all_the_entries_of_a_name(tmp_path: Path) -> None:
    book, problems = own_book(tmp_path, OURS + '[[say.gloss]]\ntext = " (over {fraction})"\n')
    assert problems == []
    assert len(book.rules["gloss"]) == 1                      # type: ignore[attr-defined]


def test_a_council_gives_single_weights(tmp_path: Path) -> None:
    book, problems = own_book(tmp_path, OURS + "[weights]\nred = 60\n[brief]\nwords = 30\n")
    base = read_book_named("childrens-social-care").file
    assert problems == []
    assert book.file.weights == dataclasses.replace(base.weights, red=60)   # type: ignore[attr-defined]
    assert book.file.brief == dataclasses.replace(base.brief, words=30)     # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "whom"), [
    ("childrens-social-care", "children"), ("corporate", "people"), ("housing", "residents"),
    ("nhs", "patients"), ("police", "people")])
def test_the_book_of_each_service_is_whole_and_speaks_of_its_own(name: str, whom: str) -> None:
    """Every state of every name has its words, and each of its own entries is said in some."""
    path = shelves.find("narratives", name)
    assert path is not None
    problems: list[Problem] = []
    book = read_book(path, problems)
    assert problems == []
    assert book is not None
    said = " ".join(f"{entry.text}" for entries in book.file.say.values() for entry in entries)
    assert f"to protect the {whom} concerned" in said
    if name != "childrens-social-care":
        assert "child" not in said.casefold()
        assert book.file.say.keys() == read_book_named("childrens-social-care").file.say.keys()


def test_every_book_of_the_shelf_is_one_of_these() -> None:
    assert sorted(shelves.names("narratives")) == [
        "childrens-social-care", "corporate", "housing", "nhs", "police"]


@pytest.mark.parametrize(("text", "message"), [
    (OURS + '[override]\n"absent.confidental" = "x"\n',
     "narratives/ours.toml, override.absent.confidental: there is no entry 'absent.confidental'. "
     "Did you mean 'absent.confidential'?"),
    (OURS + '[override]\n"absent.confidential" = "{Subjekt}"\n',
     "narratives/ours.toml, override.absent.confidential: there is no slot {Subjekt} here. "
     "Did you mean 'subject'?"),
    ('about = "Ours"\nbase = "childrens-care"\n',
     "narratives/ours.toml, base: there is no other book 'childrens-care'. "
     "Did you mean 'childrens-social-care'?"),
    ('about = "Ours"\nbase = "corporate"\n',
     "narratives/ours.toml, base: 'corporate' has a base itself. "
     "Take 'childrens-social-care' as the base."),
    (OURS + '[[pattern]]\nname = "all"\nsentences = ["month", "averag"]\n',
     "narratives/ours.toml, pattern[1]: there is no sentence 'averag'. Did you mean 'average'?"),
    (OURS + '[[pattern]]\nname = "counts"\nwhen = { unit = "count" }\nsentences = ["month"]\n',
     "narratives/ours.toml, pattern: the last pattern does not suit every other indicator. "
     "End with one that has no `when`."),
])  # fmt: skip
def test_a_faulty_override_is_named(tmp_path: Path, text: str, message: str) -> None:
    book, problems = own_book(tmp_path, text)
    assert book is None
    assert message in problems


def test_a_fault_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "narratives" / "ours.toml"
    path.parent.mkdir()
    path.write_text(OURS + '[[say.gloss]]\ntext = ""\n[[say.none]]\ntext = "{non}"\n'
                    '[override]\n"level.1" = "{xyz}"\n', "utf-8")
    problems: list[Problem] = []
    assert read_book(path, problems, tmp_path) is None
    assert [str(problem.place) for problem in problems] == [
        "narratives/ours.toml, override.level.1 (line 8)",
        "narratives/ours.toml, say.none, entry 1 (line 5)"]


@pytest.mark.parametrize(("text", "message"), [
    ("[weights]\nread = 40\n",
     "narratives/ours.toml, weights.read (line 4): there is no setting 'read'. Did you mean "
     "'red'?"),
    ("[glance]\natention = 9\n",
     "narratives/ours.toml, glance.atention (line 4): there is no setting 'atention'. Did you mean "
     "'attention'?"),
    ("[glance]\nwell = \"few\"\n",
     "narratives/ours.toml, glance.well (line 4): expected a whole number, found 'few'. Write a "
     "number such as 4."),
    ("[weights]\nred = 40\nchange = -10\n",
     "narratives/ours.toml, weights.change (line 5): -10 is below nought. Give nought or more."),
    ("[glance]\nattention = -1\n",
     "narratives/ours.toml, glance.attention (line 4): -1 is below nought. Give nought or more."),
    ("[brief]\ncomparitors = 3\n",
     "narratives/ours.toml, brief.comparitors (line 4): there is no setting 'comparitors'. Did you "
     "mean 'comparators'?"),
    ("[[say.glance_mooved]]\ntext = \"x\"\n",
     "narratives/ours.toml, say.glance_mooved, entry 1 (line 3): nothing is said by the name "
     "'glance_mooved'. Did you mean 'glance_moved'?"),
])  # fmt: skip
def test_an_unknown_weight_budget_or_name_is_told_with_its_line(tmp_path: Path, text: str,
                                                                message: str) -> None:
    path = tmp_path / "narratives" / "ours.toml"
    path.parent.mkdir()
    path.write_text(OURS + text, "utf-8")
    problems: list[Problem] = []
    assert read_book(path, problems, tmp_path) is None
    assert [str(problem) for problem in problems] == [message]


def test_a_setting_above_the_tables_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "narratives" / "ours.toml"
    path.parent.mkdir()
    path.write_text(OURS + "questions_at_mosst = 4\n", "utf-8")
    problems: list[Problem] = []
    assert read_book(path, problems, tmp_path) is None
    assert [str(problem) for problem in problems] == [
        "narratives/ours.toml, questions_at_mosst (line 3): there is no setting "
        "'questions_at_mosst'. Did you mean 'questions_at_most'?"]


def test_the_list_to_be_signed_off_holds_every_entry() -> None:
    for name in shelves.names("narratives"):
        book = read_book_named(name)
        lines = list(everything(book))
        for said in ASKED:
            assert said in [line.strip() for line in lines]
        for rules in book.rules.values():
            for rule in rules:
                assert any(line.startswith(f"  {rule.id} (") for line in lines)


def test_an_unknown_book_is_named() -> None:
    with pytest.raises(ProblemsFound, match="there is no sentence book 'corporat'"):
        read_book_named("corporat")


def test_sentences_csv_tells_how_each_was_chosen(built: dict[str, Path]) -> None:
    rows = list(csv.DictReader(built["sentences.csv"].read_text("utf-8").splitlines()))
    text = built["txt"].read_text("utf-8")
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["indicator"] for row in rows} >= {"referrals.volume", "care_leavers.eet"}
    for row in rows:
        assert row["source"]
        if row["left_out"] or row["kind"] == "prompt":      # which stands in the Word version
            assert row["text"] not in text
            continue
        assert row["text"] in text
        assert bool(row["moves"]) == bool(row["rules"]) == (
            row["kind"] not in ("author", "note", "trend", "withheld"))
    assert {bool(row["chosen"]) for row in rows if row["kind"] == "exception"
            and not row["left_out"]} == {True}
    assert all(int(row["weight"]) for row in rows if row["kind"] in ("exception", "question"))
    (fall,) = [r for r in rows if r["id"] == "child_protection.visit_timeliness/change.1"]
    assert fall["thresholds"] == "amount_from=1000 of_n_below=100 run_at_least=3"


# ── the author's own words ──────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def findings(example: Prepared) -> Findings:
    return example.findings


def test_a_slot_is_filled_from_the_facts(findings: Findings) -> None:
    row = filled("There were {referrals.volume.current} referrals, {referrals.repeat.year_to_date} "
                 "of them repeats; the fall was of {child_protection.visit_timeliness.run} months.",
                 findings)
    assert text_of(row) == ("There were 247 referrals, 19.3% of them repeats; the fall was of 4 "
                            "months.")


@pytest.mark.parametrize(("text", "messages"), [
    ("There were {referrals.volume.current}.", []),
    ("There were {referrals.volumes.current}.",
     ["commentary/a.md: {referrals.volumes.current}: there is no indicator 'referrals.volumes'. "
      "Did you mean 'referrals.volume'?"]),
    ("There were {referrals.volume.curent}.",
     ["commentary/a.md: {referrals.volume.curent}: there is no fact 'curent' of "
      "'referrals.volume' this month. Did you mean 'current'?"]),
    ("There were 247 in July 2022, the third in 12 weeks, as in 2021/22.", []),
    ("On 13 September 2022 at 10:30 young people aged 14 to 25 met, pages 14-17.", []),
    ("There were 251, or 19.4%.",
     ["commentary/a.md: no fact of this report supports the figure 251. Check it; a slot such as "
      "{referrals.volume.current} keeps a figure true.",
      "commentary/a.md: no fact of this report supports the figure 19.4%. Check it; a slot such as "
      "{referrals.volume.current} keeps a figure true."]),
])  # fmt: skip
def test_what_is_said_of_the_authors_words(example: Prepared, findings: Findings, text: str,
                                           messages: list[str]) -> None:
    own = Commentary("background", False, (text,), Place("commentary/a.md"))
    report = dataclasses.replace(example.report, commentary=(own,))
    found = list(word_problems(report, findings, "private"))
    assert [str(problem) for problem in found] == messages
    assert all(problem.warning for problem in found) or "{" in text


def test_a_faulty_slot_stops_the_build(tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "report"
    shutil.copytree(shelves.example("barnsley"), folder)
    (folder / "commentary" / "background.md").write_text("{referrals.volumes.current}", "utf-8")
    with pytest.raises(ProblemsFound, match=r"there is no indicator 'referrals\.volumes'"):
        build(folder)
    assert not (folder / "out").exists()


def test_the_examples_own_words_are_supported(example: Prepared, findings: Findings) -> None:
    assert list(word_problems(example.report, findings, "private")) == []
    assert prepare(shelves.example("barnsley")).warnings == ()

"""edits/2022-07.toml: what is written is read again, and every fault is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.revision import Edit, Edits, Remark, read_edits, written
from briefing.revision.edit_file import parsed

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1)


def test_the_file_reads_like_a_page() -> None:
    edits = Edits("2022-07", (
        Edit(statement="referrals.volume/change.1", original="There were 412.",
             words="There were **{referrals.volume.current}** in July.", who="Jane Smith",
             when="2022-08-20"),
        Edit(kind="added", block="table", follows="background",
             rows=(("Month", "Visits"), ("July", "12"))),
    ), remarks=(Remark("Is this right?", "Ali Khan", anchor="summary.lead"),))
    text = written(edits).decode()
    assert text.startswith("# Edits of July 2022: what was changed in Word")
    assert text.partition("\n\n")[2] == """\
[[edit]]
statement = "referrals.volume/change.1"
original = "There were 412."
words = "There were **{referrals.volume.current}** in July."
who = "Jane Smith"
when = "2022-08-20"

[[edit]]
kind = "added"
block = "table"
follows = "background"
rows = [
    ["Month", "Visits"],
    ["July", "12"],
]

[[comment]]
text = "Is this right?"
who = "Ali Khan"
anchor = "summary.lead"
"""


@given(words=WORDS, who=WORDS, rows=st.lists(st.tuples(WORDS, WORDS), max_size=3))
def test_whatever_is_written_is_read_again(words: str, who: str, rows: list[tuple[str, str]]
                                           ) -> None:
    edits = Edits("2022-07", (
        Edit(anchor="a#3", words=words, who=who, original=words, period="2022-07", number=1),
        Edit(kind="row_added", anchor="t", row=who, rows=tuple(rows), period="2022-07", number=2)))
    raw = written(edits)
    read, remarks, problems = parsed(raw, "2022-07")
    wrong = [p for p in problems if "has no words" not in p.what]
    assert not wrong
    assert not remarks
    assert [(e.words, e.who, e.rows) for e in read] == [(words, who, ()), ("", "", tuple(rows))]
    assert written(Edits("2022-07", read)) == raw


# What is wrong on the left, and what is said of it on the right.
FAULTS = {
    '[[edit]]\nstatment = "x"\nwords = "y"':
        "edits/2022-07.toml, edit 1, statment, line 2: there is no setting 'statment'. Did you "
        "mean 'statement'?",
    '[[edit]]\nwords = "y"':
        "edits/2022-07.toml, edit 1, line 1: it does not say what it is of. Give statement = "
        '"ID", as sentences.csv lists it, or the anchor.',
    '# first\n\n[[edit]]\nstatement = "a/b.1"\n\n[[edit]]\nstatement = "x"\nkind = "change"\n':
        "edits/2022-07.toml, edit 2, kind, line 8: 'change' is not one of 'reworded', 'removed', "
        "'added', 'moved', 'restyled', 'joined', 'split', 'cell', 'row_added', 'row_removed', "
        "'row_moved', 'column_added', 'column_removed' or 'column_moved'. Take one of them.",
    '[[edit]]\nstatement = "x"':
        "edits/2022-07.toml, edit 1, line 1: it has no words. Give them, or write kind = "
        '"removed" to leave out what it is of.',
    '[[edit]]\nstatement = "x"\nwords = "y"\nwhen = "yesterday"':
        "edits/2022-07.toml, edit 1, when, line 4: 'yesterday' is no day. Write when = "
        '"2022-08-20".',
    '[[edit]]\nkind = "added"\nblock = "heading"\nlevel = 1\nwords = "New"':
        "edits/2022-07.toml, edit 1, level, line 4: a heading that is added is of level 2 or 3, "
        "not 1. Write level = 2 or level = 3.",
    '[[edit]]\nkind = "added"\nblock = "table"\nrows = [["a", "b"], ["c"]]':
        "edits/2022-07.toml, edit 1, rows, line 4: its rows have not all as many cells. Write "
        '"" for a cell that is empty.',
    '[[edit]]\nkind = "cell"\nanchor = "t"\nwords = "y"':
        "edits/2022-07.toml, edit 1, line 1: it does not say where in the table it is. Give the "
        'heads of its row and column: row = "Referrals", column = "Note".',
    '[[edit]]\nstatement = "x"\nwords = "y"\nwarning = "It is false."':
        "edits/2022-07.toml, edit 1, why, line 1: the reason is missing for which its warning "
        'was accepted. Write why = "...", or take the warning out.',
    '[[comment]]\nwho = "x"':
        "edits/2022-07.toml, comment 1, text, line 1: this setting is missing. Add it: "
        'text = "text".',
    '[[edit]\n':
        "edits/2022-07.toml: it is not TOML: Expected ']]' at the end of an array declaration "
        "(at line 1, column 7). Mend that line.",
}


@pytest.mark.parametrize("text", FAULTS)
def test_every_fault_is_named_with_its_line(text: str) -> None:
    _, _, problems = parsed(text.encode(), "2022-07")
    assert [str(problem) for problem in problems] == [FAULTS[text]]


def test_pictures_are_in_the_folder_and_say_what_they_show(tmp_path: Path) -> None:
    (tmp_path / "edits").mkdir()
    (tmp_path / "edits" / "map.png").write_bytes(b"x")
    (tmp_path / "edits" / "2022-07.toml").write_text("\n".join(
        f'[[edit]]\nkind = "added"\nblock = "picture"\npicture = "{name}"'
        for name in ("../secret.png", "plan.png", "map.png")))
    (tmp_path / "edits" / "notes.txt").write_text("x")
    said = [str(problem) for problem in read_edits(tmp_path, "2022-07").problems]
    assert said == [
        "edits/2022-07.toml, edit 1, line 1: '../secret.png' is no picture of the folder edits. "
        "Name a .png or .jpg file that stands in it.",
        "edits/2022-07.toml, edit 2, line 5: there is no edits/plan.png. Put the picture there, "
        "or take the edit out.",
        "edits/2022-07.toml, edit 3, line 9: nothing says what the picture map.png shows. Say it "
        'for those who cannot see it: alt = "A map of the new wards".',
        "edits/notes.txt: its name is not that of a month's edits. Name it edits/2022-07.toml, "
        "or move it away.",
    ]


def test_only_the_months_up_to_the_reports_are_read(tmp_path: Path) -> None:
    (tmp_path / "edits").mkdir()
    for month in ("2022-06", "2022-07", "2022-08"):
        (tmp_path / "edits" / f"{month}.toml").write_text(
            f'[[edit]]\nanchor = "{month}"\nwords = "x"')
    read = read_edits(tmp_path, "2022-07")
    assert [edit.anchor for edit in read.edits.edits] == ["2022-07"]
    assert [edit.anchor for edit in read.edits.earlier] == ["2022-06"]
    assert [source.file for source in read.sources] == ["edits/2022-06.toml",
                                                        "edits/2022-07.toml"]

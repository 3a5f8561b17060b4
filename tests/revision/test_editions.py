"""An edit in each edition: a public one prints nothing that it withholds, whoever wrote it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest

from briefing.build import build
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.revision import Edit, Edits, written
from tests.revision.reports import report

REFERRED = ("The number of referrals increased from 240 in June to 251 in July, the fourth "
            "increase in a row.")
PLANNED = ("The number of children with a plan reduced from 16 at the end of June to 3 at the end "
           "of July.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


def edit(folder: Path, *edits: Edit) -> None:
    (folder / "edits").mkdir(exist_ok=True)
    (folder / "edits" / "2022-07.toml").write_bytes(written(Edits("2022-07", edits)))


def warnings(folder: Path) -> list[str]:
    return [str(one) for one in prepare(folder, "", "both").warnings
            if one.place.file.startswith("edits/")]


def everywhere(folder: Path, word: str) -> bool:
    """Whether any part of any file of the folder says the word, whole or in its bytes."""
    return any(word.casefold().encode() in part.lower() or
               word.encode("utf-16-be") in part
               for path in folder.rglob("*") if path.is_file()
               for part in _parts(path.name, path.read_bytes()))


def _parts(name: str, content: bytes) -> Iterator[bytes]:
    yield content
    if name.endswith(".docx"):
        with ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                yield parts.read(part)
    elif name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for one in pdf.objects:
                if isinstance(one, pikepdf.Stream):
                    try:
                        yield one.read_bytes()
                    except (pikepdf.PdfError, zlib.error):
                        yield one.read_raw_bytes()
                else:
                    yield one.unparse(resolved=True)
        document = pypdfium2.PdfDocument(content)
        for page in document:
            yield page.get_textpage().get_text_range().encode()
        document.close()


def of_referrals(words: str, **more: str) -> Edit:
    return Edit(statement="referrals/change.1", original=REFERRED, words=words,
                **more)     # type: ignore[arg-type]


def test_what_both_editions_say_is_edited_in_both(folder: Path) -> None:
    edit(folder, of_referrals("There were {referrals.current}."))
    for one in prepare(folder, "", "both").editions:
        assert one.composed.narration.statements["referrals/change.1"].text == "There were 251."


def test_what_the_public_edition_says_otherwise_keeps_its_own_words(folder: Path) -> None:
    edit(folder, Edit(statement="plans/change.1", original=PLANNED,
                      words="Plans fell to {plans.current}."))
    private, public = prepare(folder, "", "both").editions
    assert private.composed.narration.statements["plans/change.1"].text == "Plans fell to 3."
    assert "plans/change.1" not in public.composed.narration.statements
    assert warnings(folder) == [
        "edits/2022-07.toml, edit 1, line 7: the public edition says something else of "
        "plans/change.1, so it keeps its own words there: (nothing) Add edition = \"private\" "
        "where that is as it should be; else edit the public Word file and accept it too."]
    edit(folder, Edit(statement="plans/change.1", original=PLANNED, words="Plans fell.",
                      edition="private"))
    assert warnings(folder) == []


# Words that give a withheld figure away, in place of a sentence that both editions say.
GIVEN_AWAY = (
    "There were 251 referrals, and 3 children with a plan.",
    "There were 251 referrals and three children with a plan.",
    "Children with a plan were thirteen fewer than in June (16), 13 fewer.",
    "There were 251; the number of children with a plan was **3**.",
)


@pytest.mark.parametrize("words", GIVEN_AWAY)
def test_a_withheld_figure_in_an_edit_stops_the_build(folder: Path, words: str) -> None:
    edit(folder, of_referrals(words))
    with pytest.raises(ProblemsFound) as refused:
        build(folder)
    (problem,) = [one for one in refused.value.problems if not one.warning]
    assert str(problem).startswith("edits/2022-07.toml, edit 1, line 7: it says ")
    assert str(problem).endswith('Word it without the figure, or write edition = "private" in it '
                                 "to keep it to the private edition.")
    edit(folder, of_referrals(words, edition="private"))
    assert prepare(folder, "", "both")


def test_a_slot_that_the_public_edition_withholds_leaves_its_own_words(folder: Path) -> None:
    edit(folder, of_referrals("There were 251, and {plans.current} plans."))
    private, public = prepare(folder, "", "both").editions
    assert private.composed.narration.statements["referrals/change.1"].text == (
        "There were 251, and 3 plans.")
    assert public.composed.narration.statements["referrals/change.1"].text == REFERRED
    (said,) = warnings(folder)
    assert said == (
        "edits/2022-07.toml, edit 1, line 7: the public edition cannot show {plans.current}, so "
        "there the report's own words stand. Word it without that figure, or add edition = "
        '"private".')


def test_nothing_private_is_in_the_public_files(folder: Path) -> None:
    """The words of edits that the public edition does not have are in none of its bytes."""
    edit(folder, of_referrals("Zanzibar: {plans.current} plans.", who="Quentin Zebedee"),
         Edit(kind="added", follows="summary.lead", words="Xanthippe knows.", edition="private"),
         Edit(kind="added", follows="summary.lead", words="Everybody knows.", who="Jane"))
    build(folder)
    public = folder / "out" / "public"
    for secret in ("Zanzibar", "Zebedee", "Xanthippe", "Quentin"):
        assert not everywhere(public, secret), secret
    assert everywhere(public, "Everybody knows")
    assert everywhere(folder / "out", "Xanthippe")


def test_each_edition_can_have_its_own_edit(folder: Path) -> None:
    edit(folder, of_referrals("In private {referrals.current}."),
         of_referrals("In public {referrals.current}.", made_in="public"))
    said = [one.composed.narration.statements["referrals/change.1"].text
            for one in prepare(folder, "", "both").editions]
    assert said == ["In private 251.", "In public 251."]
    edit(folder, of_referrals("Once."), of_referrals("Twice."))
    assert warnings(folder) == ["edits/2022-07.toml, edit 2, line 12: another edit is of "
                                "'referrals/change.1' as well. Keep one of them."]

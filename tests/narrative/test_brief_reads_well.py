"""How the narrative in brief reads: nothing twice, no refrain, sentences of a length to be read.

    redundancy      no quantity is printed twice in a service area, on the example or at random
    refrains        no five words in a row stand more than twice on a page of the summary
    sentences       the median sentence, and the reading ease of each service area

A page is 500 words. Figures, months and the indicators' own names are no part of a phrase, nor are
the fixed words of what is withheld and of a year so far: they are broken at these. Reading ease is
Flesch's: 206.835 less 1.015 words a sentence less 84.6 syllables a word; a syllable is a run of
vowels, a silent e apart.
"""

from __future__ import annotations

import dataclasses
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

import pytest

from briefing.disclosure import presets, protect
from briefing.findings import find
from briefing.indicators import Dictionary, Target
from briefing.measures import measure
from briefing.narrative.narrate import narrate
from briefing.narrative.narration import Narration, Topic
from briefing.periods import MONTH_NAMES, Month, Year, parse_month
from briefing.prepared import Prepared
from tests.oddities import measured, service_area
from tests.series import PERCENT, observed
from tests.truth import AREAS, book_and_hedges

PAGE, PHRASE, AT_MOST = 500, 5, 2
MEDIAN_AT_MOST = 20     # words of a sentence
# A length of time or a place in a run is told of many figures and is no figure's value.
NO_VALUE = ("months_known", "run", "run_before", "progress_run")
FIXED = ("not shown for", "to protect the children concerned", "for the year so far")


@pytest.fixture(scope="module")
def said(example: Prepared) -> Narration:
    return narrate(example.findings, example.book)


def sentences(topic: Topic) -> list[str]:
    return [statement.text for passage in topic.passages if passage.kind == "sentence"
            for statement in passage.statements]


def printed_twice(topic: Topic) -> list[str]:
    """The quantities that the topic's sentences print more than once; a range's ends are two."""
    printed = Counter((fact.quantity, "lower" in fact.role) for passage in topic.passages
                      if passage.kind == "sentence" for statement in passage.statements
                      for fact in statement.facts if fact.role not in NO_VALUE)
    return [str(quantity) for (quantity, _), times in printed.items() if times > 1]


def test_no_quantity_is_printed_twice_in_a_service_area(said: Narration) -> None:
    assert [twice for topic in said.topics for twice in printed_twice(topic)] == []


@pytest.mark.parametrize("edition", ["private", "public"])
def test_no_quantity_is_printed_twice_on_random_figures(edition: str) -> None:
    book, _ = book_and_hedges()
    choose = random.Random(13)
    for _ in range(3):
        report = Month.of(2022, choose.randint(1, 12))
        measures = measured([one for n in range(AREAS)
                             for one in service_area(choose, report, f"a{n}")], report)
        if edition == "public":
            measures = protect(measures, presets()["dfe"]).measures
        told = narrate(find(measures), book, edition=edition)
        assert [(twice, sentences(topic)) for topic in told.topics
                for twice in printed_twice(topic)] == []


# ── refrains ────────────────────────────────────────────────────────────────────────────────────


def phrases(text: str, names: list[str]) -> Iterator[str]:
    """Five words in a row, within what stands between figures, months, names and full stops."""
    for words in (*sorted(names, key=len, reverse=True), *FIXED, *MONTH_NAMES):
        text = re.sub(rf"\b{re.escape(words)}\b", "|", text, flags=re.I)
    for part in re.split(r"[|.]|\S*\d\S*", text):
        words = re.findall(r"[\w’]+", part.casefold())
        yield from (" ".join(words[n : n + PHRASE]) for n in range(len(words) - PHRASE + 1))


def refrains(pages: list[str], names: list[str]) -> list[tuple[str, int]]:
    return [(phrase, times) for page in pages for phrase, times in Counter(
        phrases(page, names)).items() if times > AT_MOST]


def pages_of(texts: list[str]) -> list[str]:
    """The sentences in pages of so many words."""
    pages = [""]
    for text in texts:
        if len(pages[-1].split()) + len(text.split()) > PAGE:
            pages.append("")
        pages[-1] += f" {text}"
    return pages


def test_no_five_words_stand_more_than_twice_on_a_page(
    said: Narration, example: Prepared,
) -> None:
    names = [one.subject for one in example.report.dictionary.indicators]
    texts = [text for topic in said.topics for text in sentences(topic)]
    assert refrains(pages_of(texts), names) == []


def test_a_refrain_is_found() -> None:
    page = "A was 5 so far this year and it is red. " * 3
    assert ("so far this year and", 3) in refrains([page], [])
    assert refrains([page], ["so far this year"]) == []


# ── what must be said ─────────────────────────────────────────────────────────────────────────────


def test_a_first_figure_that_misses_its_target_is_said_to() -> None:
    """There is nothing to compare it with and nothing to excuse; that it is red is said."""
    book, _ = book_and_hedges()
    target = Target("a.b", Year(2022), Decimal(95))
    one = dataclasses.replace(PERCENT, year_to_date="", judged_on="month", polarity="higher")
    measures = measure(observed("90", "2022-07", "a.b"), Dictionary((one,), (target,), ()),
                       parse_month("2022-07"))
    (topic,) = (t for t in narrate(find(measures), book).topics if t.title == one.section)
    assert [text.partition(" ")[2] for text in sentences(topic)] == [
        f"{one.subject} was 90.0% in July.", "is below the target (95%).", "rating is red.",
        "July figure is 5.0 percentage points below the target."]


# ── sentences ───────────────────────────────────────────────────────────────────────────────────


def syllables(word: str) -> int:
    """The syllables of a word, counted as runs of vowels; at least one."""
    bare = re.sub(r"(?<=[^aeiouyl])e$", "", word.casefold())
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def reading_ease(texts: list[str]) -> float:
    """Flesch's: 60 and more is plain English, under 30 very hard."""
    words = [word for text in texts for word in re.findall(r"[A-Za-z’]+", text)]
    return 206.835 - 1.015 * len(words) / len(texts) - 84.6 * sum(map(syllables, words)) / len(
        words)


def test_syllables_are_counted() -> None:
    assert [syllables(word) for word in ("rate", "children", "the", "average", "table", "S")] == [
        1, 2, 1, 3, 2, 1]


def test_the_median_sentence_is_short_and_reading_ease_is_told(
    said: Narration, capsys: pytest.CaptureFixture[str],
) -> None:
    texts = [text for topic in said.topics for text in sentences(topic)]
    middle = median(len(text.split()) for text in texts)
    with capsys.disabled():
        for topic in said.topics:
            if own := sentences(topic):
                sys.stdout.write(f"\n{topic.title}: median "
                                 f"{median(len(text.split()) for text in own):g} words, "
                                 f"reading ease {reading_ease(own):.0f}")
        sys.stdout.write(f"\nall: median {middle:g} words, reading ease {reading_ease(texts):.0f}")
    assert middle <= MEDIAN_AT_MOST

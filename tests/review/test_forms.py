"""A form that no text can fit for want of its words is not compiled, and one that fits is found."""

from __future__ import annotations

import re

import pytest

from briefing.review import further, questions, wording
from briefing.review.forms import Form, needed
from briefing.review.wording import compiled


@pytest.mark.parametrize(("form", "words"), [
    (r"There were {count:inflow} new and {count:outflow} old", "There were "),
    (r"; the {period:at} figure is (?P<why>withheld)", " figure is "),
    (r"(?:,| and) ending {count:run} (?P<way>increase|reduction)s in a row", "s in a row"),
    (r"the target \({figure:value}\)", "the target ("),
    (r"colou?r bar", "r bar"),                          # a letter that may be missing
    (r"ab{0,2}c", "a"),
    (r"a+b", "a"),                                      # one of many
    (r"one|another", ""),                               # either
    (r"(?:one|another)", ""),
    (r"[a-z ]*words|[)]", ""),
    (r"(?<=[)(]) in a row\.", " in a row."),
    (r"\d+ of \w+", " of "),
])
def test_the_words_that_a_form_needs(form: str, words: str) -> None:
    assert needed(form) == words


ALL = [*wording.OPENINGS, *wording.ADDITIONS, *wording.COMPARATORS, *wording.BRIEF_OPENINGS,
       *wording.BRIEF_LEVELS, *wording.BRIEF_ADDITIONS, *wording.BRIEF_COMPARATORS,
       *questions.QUESTIONS, *further.FORMS]


def test_no_form_asks_for_words_that_it_can_do_without() -> None:
    """What a form fits without looking for its words, it fits with them."""
    samples = [
        "The figure of 12 in July was the third increase in a row.", "; the year’s target is 4",
        ", the same as in June", " above the target (40%)", "The rating is red.",
        "The last three months add up to 40.", ", compared with 12% in June 2022"]
    for text in samples:
        for name, form in ALL:
            for at in range(len(text)):
                plain = form.pattern.match(text, at)
                assert (form.match(text, at) is None) == (plain is None), (name, form.form, text)


def test_a_form_is_compiled_once_its_words_are_there() -> None:
    form = compiled(r", the same as {when:then}")
    assert form.match("It was 12 in July, after 13 in June.", 9) is None
    assert "pattern" not in vars(form)
    assert form.match(", the same as in June") is not None
    assert isinstance(vars(form)["pattern"], re.Pattern)


def test_a_form_is_sought_anywhere() -> None:
    form = Form(r"\d+ of (\d+)")
    assert [match[1] for match in form.finditer("3 of 4, 5 of 6")] == ["4", "6"]
    assert form.search("so 3 of 4", 2) is not None
    assert form.fullmatch("3 of 4") is not None
    assert list(form.finditer("none")) == []

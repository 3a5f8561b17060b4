"""Two drafts to what differs between them.

Of one month, figures are compared fact by fact. Of two, by the role that they play (this month's
figure with that month's), and the same quantity beside itself where it was restated since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.comparing.drafts import Draft, Words, fact_label, titles_of
from briefing.facts import FactId
from briefing.review.prose import normal
from briefing.review.redline import Span, redline

_FIGURE = re.compile(r"[-−£]?\d[\d,]*(?:\.\d+)?%?")
# Roles that a chair would follow from month to month, besides which the rest is their working.
FOLLOWED = ("current", "year_to_date", "mean_12m", "outturn", "target", "statistical_neighbours",
            "region", "national", "previous", "same_month_last_year")


@dataclass(frozen=True, slots=True)
class Differing:
    """One thing in both drafts, as each has it; "" where it has none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """What stands at one place, in each draft; None where it has none."""

    before: Words | None
    after: Words | None

    @property
    def either(self) -> Words:
        """The later words, else the earlier."""
        words = self.after or self.before
        assert words is not None
        return words

    @property
    def spans(self) -> tuple[Span, ...]:
        """Old and new words in one line."""
        return redline(self.before.text if self.before else "",
                       self.after.text if self.after else "")

    @property
    def same(self) -> bool:
        """Whether both read alike."""
        return bool(self.before and self.after and (
            normal(self.before.text) == normal(self.after.text)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs; None for what one of the drafts does not hold.

    `restated` are figures of one and the same month that are not what they were. `sentences` are
    those with other words; `refigured` counts those of which only figures are others. `words` are
    all places in their order, those that read alike included.
    """

    a: Draft
    b: Draft
    ratings: tuple[Differing, ...] | None
    figures: tuple[Differing, ...]
    restated: tuple[Differing, ...]
    sentences: tuple[Differing, ...] | None
    refigured: int
    words: tuple[ChangedWords, ...] | None

    @property
    def changed(self) -> tuple[ChangedWords, ...]:
        """The places that do not read alike."""
        return tuple(one for one in self.words or () if not one.same)

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.ratings or self.figures or self.restated or self.sentences
                    or self.refigured or self.changed)


def compare(a: Draft, b: Draft) -> Comparison:
    """What differs in `b` from `a`."""
    figures, restated = _figures(a, b)
    sentences, refigured = _sentences(a, b)
    ratings = None
    if a.ratings is not None and b.ratings is not None:
        names = dict.fromkeys((*b.ratings, *a.ratings))
        ratings = tuple(
            Differing(name, a.ratings.get(name, "not rated"), b.ratings.get(name, "not rated"))
            for name in names if a.ratings.get(name) != b.ratings.get(name))
    words = None
    if a.words is not None and b.words is not None:
        words = tuple(aligned(a.words, b.words))
    return Comparison(a, b, ratings, figures, restated, sentences, refigured, words)


def _figures(a: Draft, b: Draft) -> tuple[tuple[Differing, ...], tuple[Differing, ...]]:
    titles = titles_of((a, b))
    if a.period == b.period:
        names = dict.fromkeys((*b.figures, *a.figures))
        if a.holds != b.holds:
            # what only one of them knows of is no difference; other texts of one fact are
            return tuple(Differing(fact_label(name, titles), _text(a.figures, name),
                                   _text(b.figures, name))
                         for name in names if name in a.figures and name in b.figures
                         and not set(a.figures[name]) & set(b.figures[name])), ()
        return tuple(Differing(fact_label(name, titles), _text(a.figures, name),
                               _text(b.figures, name))
                     for name in names if set(a.figures.get(name, ())) != set(
                         b.figures.get(name, ()))), ()
    before, after = _by_role(a), _by_role(b)
    moved = tuple(
        Differing(f"{titles.get(key[0], key[0])}: {key[1].replace('_', ' ')}",
                  before.get(key, ("", ""))[1], after.get(key, ("", ""))[1])
        for key in dict.fromkeys((*after, *before))
        if key[1] in FOLLOWED and before.get(key, ("", ""))[1] != after.get(key, ("", ""))[1])
    earlier, later = _by_quantity(a), _by_quantity(b)
    restated = tuple(
        Differing(f"{titles.get(key[0], key[0])}, {key[2]}", " / ".join(sorted(earlier[key])),
                  " / ".join(sorted(later[key])))
        for key in later if key in earlier and not later[key] & earlier[key])
    return moved, restated


def _text(figures: Mapping[str, tuple[str, ...]], name: str) -> str:
    return " / ".join(figures.get(name, ()))


def _by_role(draft: Draft) -> dict[tuple[str, str], tuple[str, str]]:
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for name, texts in draft.figures.items():
        fact = FactId.parse(name)
        if fact is not None and texts:
            found.setdefault((fact.indicator, fact.role), (fact.period, texts[0]))
    return found


def _by_quantity(draft: Draft) -> dict[tuple[str, str, str], set[str]]:
    found: dict[tuple[str, str, str], set[str]] = {}
    for name, texts in draft.figures.items():
        fact = FactId.parse(name)
        if fact is not None and fact.quantity.measure == "month":
            numbers = {number for text in texts for number in _FIGURE.findall(text)[:1]}
            indicator, measure, period = fact.quantity
            found.setdefault((indicator, measure, period), set()).update(numbers)
    return found


def _sentences(a: Draft, b: Draft) -> tuple[tuple[Differing, ...] | None, int]:
    """Sentences with other words, and how many have only other figures or months."""
    if a.sentences is None or b.sentences is None:
        return None, 0
    differing: list[Differing] = []
    refigured = 0
    for name in dict.fromkeys((*b.sentences, *a.sentences)):
        before, after = (d.sentences.get(name, ("", ""))[1] if d.sentences else ""
                         for d in (a, b))
        if normal(before) == normal(after):
            continue
        if before and after and _FIGURE.sub("0", before) == _FIGURE.sub("0", after):
            refigured += 1
            continue
        differing.append(Differing(name, before, after))
    return tuple(differing), refigured


def aligned(before: Sequence[Words], after: Sequence[Words]) -> Iterator[ChangedWords]:
    """Both drafts' places in one order: the later one's, what went where it was."""
    here = {one.anchor for one in before} & {one.anchor for one in after}

    def key(one: Words) -> str:
        return one.anchor if one.anchor in here else f"{one.kind} {normal(one.text)}"

    matcher = SequenceMatcher(None, [key(w) for w in before], [key(w) for w in after],
                              autojunk=False)
    later = {one.anchor: one for one in after}
    earlier = {one.anchor: one for one in before}
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            for x, y in zip(before[i:j], after[k:n], strict=True):
                yield from _beside(x, y)
            continue
        # what stands in another place in both is told where it stands now
        yield from (ChangedWords(x, None) for x in before[i:j] if x.anchor not in later)
        for y in after[k:n]:
            yield from _beside(earlier.get(y.anchor), y)


def _beside(before: Words | None, after: Words) -> Iterator[ChangedWords]:
    """The words of one place; a table in place of a paragraph is another place."""
    if before is not None and (before.kind == "table") != (after.kind == "table"):
        yield ChangedWords(before, None)
        before = None
    yield ChangedWords(before, after)

"""The pages of headings come out the same whether our document is read as a tree or as it stands.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from briefing import document as d
from briefing.reading.word.parts import parsed
from briefing.writers.word import leaves
from briefing.writers.word.body import body_xml
from briefing.writers.word.markup import DECLARED
from briefing.writers.word.references import References
from briefing.writers.word.template import base_part
from tests.documents import sample, words

WORDS = "Referrals fell & rose, from <19> to 1,234 (leaf: of a page) over “twelve months”"


def pages(document: d.Document) -> tuple[dict[str, int], dict[str, int]]:
    """The page of each anchor as a tree of the document has it, and as our markup has it."""
    body = body_xml(document, References(document))
    styles = parsed(base_part("word/styles.xml", document.look, document.language))
    whole = b"<w:document %s><w:body>%s</w:body></w:document>" % (
        DECLARED.encode(), b"".join(body))
    tree = leaves._elements([whole])
    return leaves.leaves(tree, styles), leaves.leaves(body, styles)


def at_random(choose: Random) -> d.Document:
    """The sample with headings, paragraphs, lists and tables of any length behind it."""
    def some(most: int) -> d.Inlines:
        return words(" ".join(choose.choices(WORDS.split(), k=choose.randint(1, most))))

    def block(number: int) -> d.Block:
        name = f"more{number}"
        match choose.randrange(5):
            case 0:
                return d.Heading(name, choose.randint(1, 3), f"{number} & more",
                                 new_page=choose.random() < 0.2)
            case 1:
                return d.Bullets(name, tuple(some(30) for _ in range(choose.randint(1, 9))),
                                 ordered=choose.random() < 0.5)
            case 2:
                columns = tuple(d.Column(f"Head {n}", choose.random() + 0.2) for n in range(
                    choose.randint(1, 6)))
                rows = tuple(d.Row(tuple(d.Cell(some(8)) for _ in columns))
                             for _ in range(choose.randint(1, 40)))
                return d.Table(name, "Words & figures", "", columns, rows,
                               small=choose.random() < 0.5)
            case 3:
                inside = (d.Paragraph(f"{name}.in", some(30)), d.Table(
                    f"{name}.table", "", "", (d.Column("Head", 1),),
                    (d.Row((d.Cell(some(20)),)),)))
                return d.CoverTable((d.CoverRow("Label", inside),))
            case _:
                return d.Paragraph(name, some(120), keep_with_next=choose.random() < 0.3)

    document = sample(panels=choose.randint(1, 4))
    more = d.Section("more", tuple(map(block, range(choose.randint(5, 40)))),
                     landscape=choose.random() < 0.3)
    return replace(document, sections=(*document.sections, more))


def test_the_sample_has_its_pages() -> None:
    tree, ours = pages(sample())
    assert ours == tree
    assert max(ours.values()) > 2       # and not all on the first


@pytest.mark.parametrize("seed", range(12))
def test_a_document_of_any_length_has_its_pages(seed: int) -> None:
    tree, ours = pages(at_random(Random(seed)))
    assert ours == tree
    assert len(ours) > 20

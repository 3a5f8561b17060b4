"""The document as JSON: read back it is equal, the schema describes it, nothing unprinted is in it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from briefing.document import Figure, Paragraph, Section, Text
from briefing.document_json import from_json, printed_only, schema, schema_file, to_json
from briefing.facts import Fact
from briefing.prepared import Prepared
from briefing.writers.text import text_file
from tests.conftest import LAYOUTS, laid_out
from tests.documents import sample


def facts(found: object) -> Iterator[dict[str, Any]]:
    """Every figure's fact in the JSON."""
    if isinstance(found, dict):
        if found.get("type") == "Figure":
            yield found["fact"]
        for inner in found.values():
            yield from facts(inner)
    elif isinstance(found, list):
        for inner in found:
            yield from facts(inner)


@pytest.mark.parametrize("layout", [*LAYOUTS, ""])
def test_it_is_written_and_read_back_equal(example: Prepared, layout: str) -> None:
    document = laid_out(example, layout) if layout else sample()
    content = to_json(document)
    back = from_json(content)
    assert back == printed_only(document)
    assert to_json(back) == content
    assert text_file(back) == text_file(document)
    jsonschema.validate(json.loads(content), json.loads(schema_file()))


def test_the_schema_in_the_package_is_that_of_the_dataclasses() -> None:
    """Write it anew with: python -m tests.layouts.test_document_json"""
    assert json.loads(schema_file()) == schema()
    jsonschema.Draft202012Validator.check_schema(schema())


def test_no_figure_is_in_it_that_is_not_printed(example: Prepared) -> None:
    held = list(facts(json.loads(to_json(laid_out(example, "barnsley-scrutiny")))))
    assert len(held) > 1_000
    for fact in held:
        decimals = len(fact["value"].partition(".")[2])
        assert decimals == fact.get("decimals", 0), fact


@pytest.mark.parametrize(("value", "text", "kept"), [
    ("33.333333", "33.3%", "33.3"), ("-0.04", "0.0%", "0.0"), ("99.97", "100.0%", "100.0"),
])  # fmt: skip
def test_a_figure_keeps_its_value_as_printed(value: str, text: str, kept: str) -> None:
    figure = Figure(text, Fact("a.b", "current", "2022-07", Decimal(value), 1, "percent"))
    document = dataclasses.replace(sample(), sections=(
        Section("s", (Paragraph("p", (Text("It was "), figure)),)),))
    (fact,) = facts(json.loads(to_json(document)))
    assert fact["value"] == kept


@pytest.mark.parametrize(("change", "message"), [
    ({"titel": "x"}, "document: a Document has no 'titel'"),
    ({"dated": "July"}, "document.dated: 'July' is no date"),
    ({"sections": "all"}, "document.sections: 'all' is no list"),
    ({"sections": [{"id": "s", "blocks": [{"type": "Table of contents"}]}]},
     "document.sections[0].blocks[0]: 'Table of contents' is none of Heading, Paragraph,"),
    ({"sections": [{"id": "s", "blocks": [{"type": "Paragraph", "id": "p"}]}]},
     "document.sections[0].blocks[0]: its 'inlines' is missing"),
    ({"sections": [{"id": "s", "blocks": [
        {"type": "Paragraph", "id": "p", "inlines": [], "role": "bdy"}]}]},
     "document.sections[0].blocks[0].role: 'bdy' is none of ("),
])  # fmt: skip
def test_what_is_no_document_says_where(change: dict[str, Any], message: str) -> None:
    content = json.loads(to_json(sample())) | change
    with pytest.raises(ValueError, match="document") as found:
        from_json(json.dumps(content).encode())
    assert str(found.value).startswith(message)


if __name__ == "__main__":
    from pathlib import Path

    import briefing

    path = Path(briefing.__file__).parent / "document.schema.json"
    path.write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", "utf-8")

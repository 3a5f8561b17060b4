"""WordprocessingML as strings: paragraphs, runs and fields. Everything that looks is a style's."""

from __future__ import annotations

from briefing.escaping import escape as escape
from briefing.escaping import quoted
from briefing.reading.word.parts import NAMESPACES

DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
attribute = quoted


def run(words: str, style: str = "") -> str:
    """A run in a character style, "" for the paragraph's own."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style; `properties` are those that no style can say, in Word's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def keep(with_next: bool) -> str:
    """The property that keeps a paragraph on the page of the next one."""
    return "<w:keepNext/>" if with_next else ""


def field_start(instruction: str) -> str:
    """A field's beginning, up to where what it shows begins."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


TAB = "<w:r><w:tab/></w:r>"
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def sequence(label: str) -> str:
    """The number of a caption among those of its label, kept and not shown.

    Word lists and refers to captions by this field; the printed words have no numbers.
    """
    hidden = '<w:rPr><w:rStyle w:val="BriefingHidden"/></w:rPr>'
    start = field_start(f"SEQ {label} \\* ARABIC")
    return (start + FIELD_END).replace("<w:r>", f"<w:r>{hidden}")


def field(instruction: str, shown: str) -> str:
    """A field that Word works out, with what it shows until then."""
    return field_start(instruction) + run(shown) + FIELD_END

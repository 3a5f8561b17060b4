"""An author's file with one of its paragraphs in other words, without it, or with one more.

Nothing else of the file is touched: its other lines, their ends and its marks stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.files import decoded
from briefing.revision.taken import Own

BULLETS = ("- ", "• ")
APART = "\n\n"      # parts the paragraphs of an edit's words


def rewritten(raw: bytes, changes: Iterable[Own]) -> bytes:
    """The file's bytes with the changes, which tell their lines as the file stands."""
    text = decoded(raw)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end) if text else []
    # from the foot up, so that the lines of the others stay what they were
    ordered = sorted(enumerate(changes), key=lambda one: (one[1].line or len(lines) + 1, one[0]),
                     reverse=True)
    for _, change in ordered:
        paragraphs = [_plain_line(one) for one in change.edit.words.split(APART)]
        if change.line < 1 or change.line > len(lines):
            while lines and not lines[-1].strip():
                lines.pop()
            for words in paragraphs:
                lines += ["", words] if lines else [words]
            lines.append("")
            continue
        first, last = change.line - 1, _last_line(lines, change.line - 1)
        bullet = lines[first].lstrip().startswith(BULLETS)
        indent = lines[first][:len(lines[first]) - len(lines[first].lstrip())]
        mark = indent + lines[first].lstrip()[:2] if bullet else ""
        match change.kind:
            case "reworded":
                lines[first:last + 1] = _apart(paragraphs, mark)
            case "removed":
                del lines[first:last + 1]
                if not bullet and first < len(lines) and not lines[first].strip():
                    del lines[first]        # the blank line that parted it from the next
            case "added":
                new_bullet = change.edit.block == "bullet"
                if new_bullet and bullet:
                    lines[last + 1:last + 1] = _apart(paragraphs, mark)
                else:
                    follows = last + 1 < len(lines) and lines[last + 1].strip()
                    lines[last + 1:last + 1] = [
                        "", *_apart(paragraphs, "- " if new_bullet else ""),
                        *([""] if follows else [])]
    return end.join(lines).encode()


def _apart(paragraphs: list[str], mark: str) -> list[str]:
    """A line each; between paragraphs that are no bullets an empty one."""
    return [line for words in paragraphs
            for line in ([mark + words] if mark.strip() else ["", mark + words])][
                0 if mark.strip() else 1:]


def _last_line(lines: list[str], first: int) -> int:
    """The last line of the paragraph or bullet that begins there."""
    last = first
    for number in range(first + 1, len(lines)):
        line = lines[number].strip()
        if not line or line.startswith(BULLETS):
            break
        last = number
    return last


def _plain_line(words: str) -> str:
    """The words as one line that is no bullet."""
    line = " ".join(words.split())
    return f"–{line[1:]}" if line.startswith(BULLETS) else line

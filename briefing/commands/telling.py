"""What is printed, and how a command ends: the user's mistakes in messages, ours in a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from briefing.problems import Problem, ProblemsFound, on_one_line, told


class Untold(click.exceptions.Exit):
    """The exit code: 3 for problems in the report's data or settings, 1 for warnings alone."""

    def __init__(self, errors: int) -> None:
        super().__init__(3 if errors else 1)


def tell(problems: Iterable[Problem]) -> None:
    """Print the problems, a line each, where errors go."""
    for line in told(problems):
        say(line, err=True)


def say(text: object, err: bool = False) -> None:
    """Print the text: whatever stands in the author's files, a terminal obeys none of it.

    What the console has no character for is written out.
    """
    safe = "\n".join(map(on_one_line, str(text).split("\n")))
    encoding = getattr(sys.stderr if err else sys.stdout, "encoding", None) or "utf-8"
    click.echo(safe.encode(encoding, "backslashreplace").decode(encoding), err=err)


def painted(text: str, fate: str) -> str:
    """The words of a redline for a terminal: struck through, or underlined."""
    if fate == "same":
        return text
    return click.style(text, fg="red" if fate == "gone" else "green",
                       strikethrough=fate == "gone", underline=fate == "new")


def say_painted(lines: Iterable[str]) -> None:
    """Print lines in which nothing is left that a terminal obeys, but for our own colours."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    for line in lines:
        click.echo(line.encode(encoding, "backslashreplace").decode(encoding))


def put(path: Path, content: bytes) -> None:
    """Write the file that was asked for; raises ProblemsFound where that cannot be."""
    from briefing.problems import Place

    try:
        path.write_bytes(content)
    except OSError as fault:
        raise ProblemsFound([Problem(Place(str(path)), f"it cannot be written: {fault.strerror}.",
                                     "Name a file in a folder where you can write.")]) from fault


def is_utf8(stream: Any) -> bool:
    """Whether every character can be written to the stream; one that does not say can."""
    return (getattr(stream, "encoding", None) or "utf-8").casefold().replace("-", "") == "utf8"


def counted(count: int, name: str) -> str:
    """ "1 problem", "2 problems"."""
    return f"{count} {name}{'s' * (count != 1)}"


def messages(command: Callable[..., None]) -> Callable[..., None]:
    """The user's mistakes end in messages and exit code 3; ours end in a traceback."""

    @wraps(command)
    def answered(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ProblemsFound as found:
            tell(found.problems)
            count = sum(not p.warning for p in found.problems)
            found_text = f"{counted(count, 'problem')} found"
            if not count:
                found_text = f"{counted(len(found.problems), 'warning')}, asked to be errors"
            say(f"\n{found_text}; nothing was written.", err=True)
            raise Untold(count) from None

    return answered

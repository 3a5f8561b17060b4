"""Our frozen dataclasses do what Python's own do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import partial
from typing import Any

import pytest

from briefing.frozen import dataclass as ours

theirs: Any = partial(dataclasses.dataclass)


def classes(dataclass: Any) -> tuple[Any, ...]:
    """The same classes, made by one decorator or the other."""

    @dataclass(frozen=True, slots=True)
    class Empty:
        """Nothing."""

    @dataclass(frozen=True, slots=True)
    class One:
        """One field: no tuple of one is taken for its value."""

        value: object

    @dataclass(frozen=True, slots=True)
    class Several:
        """Defaults, lists of their own, what is neither shown nor compared, and what is derived."""

        name: str
        size: int = 3
        parts: list[int] = field(default_factory=list)
        note: str = field(default="", compare=False)
        _index: dict[str, int] = field(init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError("below nought")
            object.__setattr__(self, "_index", {self.name: self.size})

        @property
        def index(self) -> dict[str, int]:
            return self._index

    @dataclass(frozen=True, slots=True)
    class More(Several):
        """Fields after those that it takes over."""

        last: tuple[int, ...] = ()

    @dataclass(frozen=True, slots=True)
    class Hashed:
        """Its own hash, equality and words."""

        value: int

        def __hash__(self) -> int:
            return 7

        def __eq__(self, other: object) -> bool:
            return True

        def __repr__(self) -> str:
            return "hashed"

    @dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        """Equal to itself alone."""

        value: int

    return Empty, One, Several, More, Hashed, Itself


OURS, THEIRS = classes(ours), classes(theirs)
NAN = float("nan")
GIVEN: list[tuple[int, tuple[Any, ...], dict[str, Any]]] = [
    (0, (), {}), (1, (5,), {}), (1, ((1, 2),), {}), (1, (NAN,), {}), (1, (), {"value": "x"}),
    (2, ("a",), {}), (2, ("a", 4, [1]), {"note": "n"}), (2, (), {"name": "b", "parts": [2]}),
    (3, ("a", 1), {"last": (9,)}), (4, (1,), {}), (5, (1,), {})]
WRONG: list[tuple[int, tuple[Any, ...], dict[str, Any], type[Exception]]] = [
    (0, (1,), {}, TypeError), (1, (), {}, TypeError), (1, (1,), {"value": 2}, TypeError),
    (2, ("a",), {"_index": {}}, TypeError), (2, ("a", -1), {}, ValueError),
    (2, ("a",), {"unknown": 1}, TypeError)]


@pytest.mark.parametrize(("which", "given", "named"), GIVEN)
def test_a_value_is_as_python_s_own(which: int, given: tuple[Any, ...], named: dict[str, Any]
                                    ) -> None:
    ours, theirs = OURS[which](*given, **named), THEIRS[which](*given, **named)
    assert repr(ours) == repr(theirs)
    assert str(dataclasses.asdict(ours)) == str(dataclasses.asdict(theirs))
    again = OURS[which](*given, **named)
    assert (ours == again) is (theirs == THEIRS[which](*given, **named))
    assert (ours == theirs) is (which == 4)
    assert (ours == copy.copy(ours)) is (theirs == copy.copy(theirs))
    try:
        hashed = hash(theirs)
    except TypeError:       # it holds a list
        with pytest.raises(TypeError):
            hash(ours)
    else:
        assert (hash(ours) == hashed) is (which != 5)


@pytest.mark.parametrize(("which", "given", "named", "fault"), WRONG)
def test_what_is_wrongly_given_is_refused_alike(
        which: int, given: tuple[Any, ...], named: dict[str, Any], fault: type[Exception]) -> None:
    said = []
    for one in (OURS[which], THEIRS[which]):
        with pytest.raises(fault) as raised:
            one(*given, **named)
        said.append(str(raised.value))
    assert said[0] == said[1]


@pytest.mark.parametrize("which", range(6))
def test_a_class_tells_the_same_of_itself(which: int) -> None:
    ours, theirs = OURS[which], THEIRS[which]
    assert [(one.name, one.init, one.repr, one.compare) for one in fields(ours)] == [
        (one.name, one.init, one.repr, one.compare) for one in fields(theirs)]
    assert ours.__slots__ == theirs.__slots__
    assert ours.__match_args__ == theirs.__match_args__
    assert list(inspect.signature(ours).parameters) == list(inspect.signature(theirs).parameters)
    assert ours.__doc__ == theirs.__doc__
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__


def test_it_cannot_be_changed() -> None:
    several = OURS[2]("a")
    for name in ("name", "_index", "unknown"):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(several, name, 1)
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del several.name


def test_another_value_is_made_of_it_and_each_has_a_list_of_its_own() -> None:
    several = OURS[2]("a")
    assert (replace(several, name="b").index, several.index) == ({"b": 3}, {"a": 3})
    assert several.parts is not OURS[2]("a").parts


@ours(frozen=True, slots=True)
class Kept:
    """A value that goes to another process."""

    name: str
    around: list[object] = field(default_factory=list)
    _derived: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_derived", self.name.upper())

    @property
    def derived(self) -> str:
        return self._derived


def test_it_goes_to_another_process_and_what_holds_itself_can_be_shown() -> None:
    kept = Kept("a", [1])
    again = pickle.loads(pickle.dumps(kept))
    assert (again, again.derived) == (kept, "A")
    kept.around.append(kept)
    assert repr(kept) == "Kept(name='a', around=[1, ...])"

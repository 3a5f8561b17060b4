"""What hangs together: keys joined into sets, each known by one of them (union-find)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class DisjointSets(Generic[K]):
    """Sets of keys; a key that was never joined is a set of its own."""

    def __init__(self) -> None:
        self._parent: dict[K, K] = {}

    def root(self, key: K) -> K:
        """The key that the whole set of this one is known by."""
        parent = self._parent
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(self, keys: Iterable[K]) -> K:
        """Make one set of the keys' sets; the first key, of which there must be one."""
        first, *others = keys
        root = self.root(first)
        for key in others:
            self._parent[self.root(key)] = root
        return first

"""Values that know their lines, and the ways to them.

A tree is mended as its faults are found; what was taken out leaves a tear, so that no rule is asked about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Key: TypeAlias = str | int
Place: TypeAlias = tuple[Key, ...]
"""The way to a value from the top of the file: keys of mappings and numbers of list entries."""


class LinedMapping(dict[str, Any]):
    """A mapping that knows where it begins and, where they stand on lines of their own, its keys."""

    __slots__ = ("line", "lines", "torn")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.torn: set[str] = set()

    def line_of(self, key: str) -> int:
        """The line of a key; of a key that is not there, where the mapping begins."""
        return self.lines.get(key, self.line)

    def rename(self, old: str, new: str) -> None:
        """Put a value under another key, on its old line and at its old place."""
        line = self.line_of(old)
        items = [(new if key == old else key, value) for key, value in self.items() if key != new]
        self.clear()
        self.update(items)
        self.lines.pop(old, None)
        self.lines[new] = line


class LinedList(list[Any]):
    """A list that knows where it and its entries begin."""

    __slots__ = ("line", "lines", "torn")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []
        self.torn = False

    def line_of(self, index: int) -> int:
        """The line of one entry."""
        return self.lines[index] if index < len(self.lines) else self.line

    def drop(self, index: int) -> None:
        """Take one entry out, with its line."""
        del self[index]
        del self.lines[index]
        self.torn = True


def line_at(tree: Any, place: Place) -> int:
    """The line of a place; of one that is not there, of the nearest record around it."""
    line, node = 1, tree
    for key in place:
        if isinstance(node, LinedMapping) and isinstance(key, str):
            line, node = node.line_of(key), node.get(key)
        elif isinstance(node, LinedList) and isinstance(key, int):
            line, node = node.line_of(key), node[key] if key < len(node) else None
        else:
            break
    return line


def at(tree: Any, place: Place) -> Any:
    """The value at a place, or None when the way there breaks off."""
    node = tree
    for key in place:
        if isinstance(node, LinedMapping) and isinstance(key, str):
            node = node.get(key)
        elif isinstance(node, LinedList) and isinstance(key, int) and key < len(node):
            node = node[key]
        else:
            return None
    return node


def listed_whole(tree: Any, place: Place) -> bool:
    """Whether a list is there whole, each entry with an id of its own: what it lacks is then unknown."""
    around, node = at(tree, place[:-1]), at(tree, place)
    if isinstance(around, LinedMapping) and place[-1] in around.torn:
        return False
    if not isinstance(node, LinedList):
        return True
    entries = [entry for entry in node if isinstance(entry, LinedMapping)]
    ids = [str(entry["id"]) for entry in entries if "id" in entry]
    alone = len(set(ids)) == len(ids)
    return alone and not node.torn and not any("id" in entry.torn for entry in entries)


def is_whole(tree: Any, place: Place) -> bool:
    """Whether nothing faulty was taken out at this place or below it."""
    around, key = at(tree, place[:-1]), place[-1] if place else None
    if isinstance(around, LinedMapping) and key in around.torn:
        return False
    return not any(node.torn for node in _nodes(at(tree, place)))


def _nodes(node: Any) -> Iterator[LinedMapping | LinedList]:
    if isinstance(node, LinedMapping | LinedList):
        yield node
        for child in node.values() if isinstance(node, LinedMapping) else node:
            yield from _nodes(child)

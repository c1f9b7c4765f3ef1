"""Values that know their lines, and the ways to them.

What reads as nothing or stands twice leaves a tear, so that it is not called missing too.
"""

from __future__ import annotations

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
        """Put a value under another key, on its old line and at its old place: for `versions`."""
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
        if index < len(self.lines):
            return self.lines[index]
        return self.line


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

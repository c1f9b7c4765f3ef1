"""What typst cannot say in the tags of a PDF yet: that the first cell of a row is a heading of that row.

typst writes every object openly and lists them in one table of places at the end, so the objects of the cells
are written anew and the places counted again. A file that is not built like this is left as it is.

Where headings would outnumber the cells under them, as in two columns, a row has none: it is read as a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

_PLACES = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] ?\r?\n)+)trailer\n(.*?)\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL
)
_ELEMENT = re.compile(rb"<</Type/StructElem/S/(\w+)/P \d+ 0 R")
_KIDS = re.compile(rb"/K\[((?:\d+ 0 R ?)+)\]")
_ONE = re.compile(rb"(\d+) 0 R")
_OWNER = b"/O/Table"
_NAMED = re.compile(rb"/Headers\[(.*?)\]")
_IDS = re.compile(rb"/IDTree<</Names\[(.*?)\]>>", re.DOTALL)
_ID = re.compile(rb"\(([^()\\]*)\)(\d+) 0 R")
_ROOT = b"<</Type/StructTreeRoot"
_SUSPECTS = b"/Suspects false"
"""What holds where nothing is said; some viewers take it for a fault."""

Objects = dict[int, bytes]


def with_row_headings(made: bytes) -> bytes:
    """The PDF with the first cell of each row as its heading, which the other cells of the row then name."""
    table = _PLACES.search(made)
    if table is None:
        return made
    places = _places(table)
    objects = _objects(made, places, table.start())
    rows = list(_rows(objects))
    for head, *others in rows:
        name = b"R%d" % head
        objects[head] = _as_heading(objects[head], name)
        objects |= {cell: _headed(objects[cell], name) for cell in others}
    if rows:
        objects = _rooted(objects, [row[0] for row in rows])
    return _written(made[: min(places.values())], objects, table)


def _places(table: re.Match[bytes]) -> dict[int, int]:
    lines = table.group(2).splitlines()
    return {number: int(line[:10]) for number, line in enumerate(lines) if line[17:18] == b"n"}


def _objects(made: bytes, places: Mapping[int, int], end: int) -> Objects:
    """Every object by its number, in the order in which they stand."""
    ordered = sorted(places.items(), key=lambda place: place[1])
    ends = [start for _, start in ordered[1:]] + [end]
    return {number: made[start:stop] for (number, start), stop in zip(ordered, ends, strict=True)}


def _rows(objects: Objects) -> Iterator[list[int]]:
    """The cells of each row in the body of a table, where the first of them is no heading yet."""
    kinds = {
        number: found.group(1) for number, body in objects.items() if (found := _ELEMENT.search(body[:160]))
    }

    def rows_in(table: int, part: bytes) -> list[list[int]]:
        """The cells of each row in the head of a table, or in its body."""
        parts = [one for one in _kids(objects[table]) if kinds.get(one) == part]
        return [_kids(objects[row]) for row in chain.from_iterable(_kids(objects[one]) for one in parts)]

    for table in [number for number, kind in kinds.items() if kind == b"Table"]:
        heads, rows = rows_in(table, b"THead"), rows_in(table, b"TBody")
        others = sum(map(len, rows)) - len(rows)
        unnamed = {kinds.get(cell) for cell in chain.from_iterable(rows)} == {b"TD"}
        if unnamed and sum(map(len, heads)) + len(rows) <= others:
            yield from rows


def _kids(body: bytes) -> list[int]:
    found = _KIDS.search(body)
    return [int(one) for one in _ONE.findall(found.group(1))] if found else []


def _as_heading(cell: bytes, name: bytes) -> bytes:
    """A cell as a heading of its row, with a name that others call it by."""
    found = _ELEMENT.search(cell)
    assert found is not None
    titled = cell[found.start() : found.end()].replace(b"/S/TD/", b"/S/TH/") + b"/ID(" + name + b")"
    rest = cell[found.end() :]
    if _OWNER in rest:
        rest = rest.replace(_OWNER, _OWNER + b"/Scope/Row", 1)
    else:
        titled += b"/A[<</O/Table/Scope/Row>>]"
    return cell[: found.start()] + titled + rest


def _headed(cell: bytes, name: bytes) -> bytes:
    """A cell that names the heading of its row after that of its column."""
    return _NAMED.sub(lambda found: b"/Headers[" + found.group(1) + b"(" + name + b")]", cell, count=1)


def _rooted(objects: Objects, heads: list[int]) -> Objects:
    """The root of the tags with the names of the new headings among those of the others, in order."""
    root = next(number for number, body in objects.items() if _ROOT in body)
    found = _IDS.search(objects[root])
    names = [(name, int(at)) for name, at in _ID.findall(found.group(1))] if found else []
    every = sorted([*names, *((b"R%d" % head, head) for head in heads)])
    tree = b"/IDTree<</Names[" + b"".join(b"(%s)%d 0 R" % one for one in every) + b"]>>"
    body = objects[root].replace(found.group(), b"", 1) if found else objects[root]
    return objects | {root: body.replace(_ROOT, _ROOT + tree, 1)}


def _written(head: bytes, objects: Objects, table: re.Match[bytes]) -> bytes:
    """The file of these objects, with their places counted again."""
    parts, at = [head], len(head)
    places: dict[int, int] = {}
    for number, body in objects.items():
        told = body.replace(_SUSPECTS, b"", 1) if b"/MarkInfo" in body[:2000] else body
        places[number], at = at, at + len(told)
        parts.append(told)
    lines = table.group(2).splitlines(keepends=True)
    entries = (b"%010d" % places[n] + line[10:] if n in places else line for n, line in enumerate(lines))
    end = (table.group(1), b"".join(entries), table.group(3), at)
    parts.append(b"xref\n0 %b\n%btrailer\n%b\nstartxref\n%d\n%%%%EOF" % end)
    return b"".join(parts)

"""People as they are pasted out of a table, a mail or a list: one a line, with a name and functions."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.text import pasting

NAME, FIRST, LAST, FUNCTION = "name", "first", "last", "function"
HEADS = {
    NAME: "name names person people participant participants who teilnehmer teilnehmerin teilnehmende "
    "teilnehmer*in teilnehmer:in mitarbeiter mitarbeiterin mitarbeitende nom participante participantes",
    FIRST: "first firstname given vorname prénom prenom nombre",
    LAST: "last lastname surname family nachname familienname zuname apellido apellidos",
    FUNCTION: "function functions department dept team role position abteilung bereich funktion rolle "
    "fonction service département departement departamento función funcion área area",
}
ROLES = {word: role for role, words in HEADS.items() for word in words.split()}
"""What stands over a column -> what the column holds; its first word decides, as in `First name`."""


def people_lines(pasted: str) -> list[str]:
    """A line for each person, name and functions apart by tabs; a table's head is read and left out."""
    found = [cells for cells in _cells_of_people(pasting.pasted_rows(pasted)) if cells and cells[0]]
    return ["\t".join([_turned(cells[0]), *cells[1:]] if cells[1:] else cells) for cells in found]


def _cells_of_people(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Name and functions of each row, by the head of the table where it has one."""
    roles = [_role(cell) for cell in rows[0]] if rows else []
    if len(rows) > 1 and (NAME in roles or {FIRST, LAST} <= set(roles)):
        return [_by_roles(row, roles) for row in rows[1:]]
    return [[cell for cell in row if "@" not in cell] for row in rows]


def _role(head: str) -> str:
    words = head.casefold().replace("-", " ").split()
    return ROLES.get(words[0], "") if words else ""


def _by_roles(row: Sequence[str], roles: Sequence[str]) -> list[str]:
    cells = list(zip(roles, row, strict=False))
    names = [" ".join(cell for role, cell in cells if role == wanted) for wanted in (NAME, FIRST, LAST)]
    functions = [cell for role, cell in cells if role == FUNCTION and cell]
    return [" ".join(name for name in names if name), *functions]


def _turned(name: str) -> str:
    """`Müller, Anna` of a table the way it is spoken."""
    last, _, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if first.strip() and "," not in first else name

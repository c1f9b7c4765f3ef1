"""What a table of answers to a lens was understood as, in lines: everybody may see them, but for the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.collect.cells import shortened
from cxw.collect.lenses.asked import AskedInLens
from cxw.collect.lenses.delivered import DeliveredLens
from cxw.collect.look import FIRST_ROWS
from cxw.collect.look_words import WIDTH, as_table, head_shown, labelled, table_shown
from cxw.model import OWN, PICKED, TOLD, LensCell, cell_of
from cxw.text.phrases import say
from cxw.text.spoken import say_many

MOST_NAMED = 8
"""So many columns of answers are named one by one."""
PEOPLE, FUNCTIONS = ("1 person", "{number} people"), ("1 function", "{number} functions")
PRIVATE_ROWS = "What each person gave is private: it is taken in, and shown nowhere."


def lens_understood(found: DeliveredLens, width: int = WIDTH) -> list[str]:
    """What stands where in the table, in lines."""
    who = FUNCTIONS if found.asked.by_function else PEOPLE
    lines = [
        say(
            "{table}: {people}, headings in line {line}",
            table=table_shown(found.path),
            people=say_many(len(found.lines), *who),
            line=found.headed,
        )
    ]
    for label, text in _facts(found):
        lines += labelled(say(label), text, width)
    return lines


def _facts(found: DeliveredLens) -> Iterator[tuple[str, str]]:
    asked, places = found.asked, found.places
    yield "answers to", asked.round.title or asked.round.of
    if places is None:
        return
    yield "who answers", head_shown(found.heads, places.who)
    if places.thing is not None:
        yield "about what", head_shown(found.heads, places.thing)
    yield "answers", ", ".join(_answer_columns(found, [*places.cells]))
    used = {places.who, places.thing, *places.cells}
    left = [shortened(head, 30) for i, head in enumerate(found.heads) if head and i not in used]
    if left:
        yield "left out", ", ".join(left)


def _answer_columns(found: DeliveredLens, places: Sequence[int]) -> Iterator[str]:
    """What the columns of answers hold; of customers' texts none is read out here, they are counted."""
    if found.asked.dealt and found.places is not None and not found.places.several:
        yield say_many(len(places), "1 column of texts", "{number} columns of texts")
        return
    for place in places[:MOST_NAMED]:
        yield _answer_column(found, place)
    if more := len(places[MOST_NAMED:]):
        yield say_many(more, "… and 1 column more", "… and {number} columns more")


def _answer_column(found: DeliveredLens, place: int) -> str:
    """What a column holds, and its heading where that says something else."""
    asked, head = found.asked, found.heads[place]
    assert found.places is not None
    name, thing = found.places.cells[place]
    meant = asked.label(thing, name) if thing and thing != OWN else asked.known.companies.labels[name]
    same = " ".join(head.split()).casefold() == meant.casefold()
    return shortened(meant) if same else f"{shortened(meant)} ({shortened(head, 30)})"


def lens_rows_stored(found: DeliveredLens, width: int = WIDTH) -> list[str]:
    """How the first rows would be stored; of what is private none, which is said."""
    if found.asked.round.private:
        return [f"  {say(PRIVATE_ROWS)}"] if found.rows else []
    rows = list(_stored(found))
    if len(rows) < 2:
        return []
    return [*as_table(rows, width), *(["  …"] if len(found.rows) > FIRST_ROWS else [])]


def _stored(found: DeliveredLens) -> Iterator[list[str]]:
    """Heads, then the first rows."""
    asked = found.asked
    things = [
        key for key in asked.things if any(cell_of(row, key) is not None for row in found.rows.values())
    ]
    whom = say("function") if asked.by_function else say("person")
    yield [whom, *(asked.thing_label(thing) for thing in things)]
    for who in [*found.rows][:FIRST_ROWS]:
        yield [asked.who_label(who), *(_told(asked, cell_of(found.rows[who], thing)) for thing in things)]


def _told(asked: AskedInLens, cell: LensCell | None) -> str:
    """An answer in few words."""
    if isinstance(cell, list):
        return ", ".join(cell) or "-"
    if isinstance(cell, dict):
        first = cell.get(PICKED, cell.get(TOLD, ""))
        return " | ".join([first, *(value for key, value in cell.items() if key not in (PICKED, TOLD))])
    return "" if cell is None else str(cell)

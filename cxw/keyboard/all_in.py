"""Whether everybody has handed in, and who gives nothing: asked once at the end of a list."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day.desk import Person
from cxw.day.names import can_be_several, who
from cxw.keyboard.canvas import INK, STRONG, Line, Sheet, Size, wrap
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.slips import WHY, whole_why, why_no_answer
from cxw.keyboard.surface import Command, Out, Pane
from cxw.model import Missing
from cxw.text.phrases import say
from cxw.text.spoken import say_many


class AllIn(Pane):
    """Has everybody here handed in? Asked once; names are typed, never listed."""

    typed = True

    def __init__(self, people: Sequence[Person], waiting: int) -> None:
        self.people = people
        self.count = waiting
        self.absent: dict[str, Missing] = {}
        self.field = Field()
        self.said = ""

    def press(self, key: Key) -> Out | None:
        """Enter with nothing typed: everybody has. Letters: these have not."""
        self.said = ""
        if key.name != "enter":
            self.field.press(key)
            return None
        absent, why = absentees(self.field.text, self.people)
        self.said = why
        if why:
            return None
        self.absent = absent
        return Out("all")

    def commands(self) -> Sequence[Command]:
        """A way back to the list."""
        return (Command("b", "on", say("back: more lines are coming")),)

    def draw(self, size: Size) -> list[Line]:
        """One question and one line."""
        sheet = Sheet(
            size,
            say("Has everybody handed in?"),
            said=self.said,
            keys=say("Enter yes   Esc then b back to the list"),
        )
        yes = say_many(
            self.count,
            "Enter: yes, the one person who had yet to hand in.",
            "Enter: yes, all {number} who had yet to hand in.",
        )
        body: list[Line] = [
            [],
            [(STRONG, yes)],
            [],
            *([(INK, text)] for text in wrap(say(_HOW_ABSENT), sheet.width)),
            [],
            self.field.line(sheet.width),
        ]
        return sheet.lines(body)


_HOW_ABSENT = (
    "Or type who gives nothing: two letters of each name or all of it, with late, left, declined or absent "
    "behind it if it is known, commas between: an late, be, dov declined"
)


def absentees(text: str, people: Sequence[Person]) -> tuple[dict[str, Missing], str]:
    """Who gives nothing and why, from names or letters of them; or what cannot be told."""
    found: dict[str, Missing] = {}
    for piece in filter(None, map(str.strip, text.replace(";", ",").split(","))):
        name, why = _apart(piece, people)
        matched = who(name, people)
        if not matched and who(name.split()[0], people):
            one_of = "“{piece}”: a name, then one of {words}; commas between."
            return {}, say(one_of, piece=piece, words=", ".join(map(say, WHY)))
        if not matched:
            return {}, say("Nobody here begins with “{words}”.", words=name)
        if len(matched) > 1:
            return {}, f"{can_be_several(name, matched)}."
        found[matched[0].id] = why
    return found, ""


def _apart(piece: str, people: Sequence[Person]) -> tuple[str, Missing]:
    """The name and why: the last word by itself, two words, or letters of one where no name ends so."""
    words = piece.split()
    ends = [(" ".join(words[:-count]), " ".join(words[-count:])) for count in (2, 1) if len(words) > count]
    for name, said in ends:
        if (why := whole_why(said)) is not None:
            return name, why
    if who(piece, people):
        return piece, "absent"
    for name, said in ends:
        if (why := why_no_answer(said)) is not None:
            return name, why
    return piece, "absent"

"""All people of the day on one screen, one a line: what they do, where they answer, whether they are here."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day.desk import DONE
from cxw.day.people import Attendee, People
from cxw.keyboard import their_phones
from cxw.keyboard.canvas import INK, QUIET, Line, Sheet, Size, in_view, pad, row_marked, spaced_rows
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane
from cxw.model import DeskName
from cxw.text.phrases import listed_here, say

DESKS: dict[DeskName, str] = {
    "paper": "on paper",
    "laptop": "on the laptop",
    "spreadsheet": "in a spreadsheet",
    "phones": "on the phone",
}
_KEYS = "↑ ↓   Enter change   a somebody joins   f find   b back"
_STEPS = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -99999, "end": 99999}


class Everybody(Pane):
    """All people of the day, one a line, and a last line that goes back."""

    movable = False

    def __init__(self, people: People) -> None:
        self.people = people
        self.at = 0
        self.said = ""

    def press(self, key: Key) -> Out | None:
        """Move; Enter opens the person, or goes back at the last line."""
        self.said = ""
        everybody = self.people.everybody()
        if key.name in _STEPS:
            self.at = max(0, min(len(everybody), self.at + _STEPS[key.name]))
            return None
        if key.name == "enter":
            return Out(DONE) if self.at >= len(everybody) else Out("person", everybody[self.at].id)
        return None

    def commands(self) -> Sequence[Command]:
        """What can be done with the list as a whole."""
        return (
            Command("a", "join", say("somebody joins")),
            Command("f", "find", say("find somebody by the letters of a name")),
            Command("b", DONE, say("back")),
            *their_phones.phone_commands(self.people),
        )

    def draw(self, size: Size) -> list[Line]:
        """The people in view, the one under the cursor marked."""
        everybody = self.people.everybody()
        self.at = max(0, min(len(everybody), self.at))
        here = sum(one.here for one in everybody)
        sheet = Sheet(
            size,
            say("People"),
            aside=say("{here} of {all} are here", here=here, all=len(everybody)),
            said=self.said,
            keys="   ".join([say(_KEYS), *their_phones.lock_hint(self.people)]),
        )
        rows: list[Line] = [self._row(one, sheet.width - 2) for one in everybody]
        rows.append([(INK, say("Back"))])
        first, last = in_view(len(rows), self.at, sheet.rows)
        body = [row_marked(rows[number], number == self.at) for number in range(first, last)]
        return sheet.lines(spaced_rows(body, sheet.rows))

    def _row(self, one: Attendee, width: int) -> Line:
        works = list(one.functions)
        if len(one.segments) != len(self.people.segments):
            works.append(self._sits(one))
        usual = say(DESKS.get(one.desk, one.desk))
        answers = say("observer") if one.observer else their_phones.answers_at(self.people, one, usual)
        name = (width - 26) * 2 // 5
        return [
            (INK, pad(one.name, name) + "  "),
            (QUIET, pad(", ".join(works), width - 26 - name)),
            (QUIET, "  " + pad(answers, 16)),
            (INK, "  " if one.here else f"  {say('away')}"),
        ]

    def _sits(self, one: Attendee) -> str:
        return say("only {name}", name=listed_here([self.people.segments[id] for id in one.segments]))

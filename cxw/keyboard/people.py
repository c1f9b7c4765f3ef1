"""The list of people at any screen: somebody joins, leaves, is back, is named otherwise or answers elsewhere.

It names people, functions and where they answer, and whether they are here: nothing that may not stand on the
wall. Who has answered and who has not is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.day.desk import DONE, LEAVE, Faults
from cxw.day.names import who
from cxw.day.people import Attendee, People
from cxw.keyboard import their_phones
from cxw.keyboard.canvas import (
    INK,
    QUIET,
    Line,
    Sheet,
    Size,
    in_view,
    pad,
    row_marked,
    spaced_rows,
)
from cxw.keyboard.dialogues import CANCEL, Choice, Typed, faults_as_sentence
from cxw.keyboard.keys import Key
from cxw.keyboard.single import Single
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.model import DeskName
from cxw.questions.asking import Part
from cxw.questions.pick import TICK

DESKS: dict[DeskName, str] = {
    "paper": "on paper",
    "laptop": "on the laptop",
    "spreadsheet": "in a spreadsheet",
    "phones": "on the phone",
}
NAMED, OTHER = "named ", "other"
WATCHES, WITH = "observer", "with "
"""What is offered to the only one of a department; the words are those of `vanishing.offers`."""
OBSERVER = "no answers: an observer, in the room and asked nothing"
NO_OBSERVER = "no observer any more: asked from now on"
AS_SAID = "As {} says it: “{}”"
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
            Command("a", "join", "somebody joins"),
            Command("f", "find", "find somebody by the letters of a name"),
            Command("b", DONE, "back"),
            *their_phones.lock_command(self.people),
        )

    def draw(self, size: Size) -> list[Line]:
        """The people in view, the one under the cursor marked."""
        everybody = self.people.everybody()
        self.at = max(0, min(len(everybody), self.at))
        here = sum(one.here for one in everybody)
        sheet = Sheet(
            size,
            "People",
            aside=f"{here} of {len(everybody)} are here",
            said=self.said,
            keys="↑ ↓   Enter change   a somebody joins   f find   b back"
            + their_phones.lock_hint(self.people),
        )
        rows: list[Line] = [self._row(one, sheet.width - 2) for one in everybody]
        rows.append([(INK, "Back")])
        first, last = in_view(len(rows), self.at, sheet.rows)
        body = [row_marked(rows[number], number == self.at) for number in range(first, last)]
        return sheet.lines(spaced_rows(body, sheet.rows))

    def _row(self, one: Attendee, width: int) -> Line:
        works = list(one.functions)
        if len(one.segments) != len(self.people.segments):
            works.append(self._sits(one))
        usual = DESKS.get(one.desk, one.desk)
        answers = "observer" if one.observer else their_phones.answers_at(self.people, one, usual)
        name = (width - 26) * 2 // 5
        return [
            (INK, pad(one.name, name) + "  "),
            (QUIET, pad(", ".join(works), width - 26 - name)),
            (QUIET, "  " + pad(answers, 16)),
            (INK, "  " if one.here else "  away"),
        ]

    def _sits(self, one: Attendee) -> str:
        return "only " + " and ".join(self.people.segments[id] for id in one.segments)


class _Left(Exception):
    """The facilitator leaves the program from one of the small questions."""


def _ask(surface: Surface, pane: Pane) -> Out:
    out = surface.run(pane)
    if out.word == LEAVE:
        raise _Left
    return out


def change_people(surface: Surface, people: People) -> tuple[str, bool]:
    """The list until it is left: DONE or LEAVE, and whether anything is different now."""
    before = people.everybody()
    pane = Everybody(people)
    word = _until_left(surface, pane)
    return word, list(people.everybody()) != list(before)


def _until_left(surface: Surface, pane: Everybody) -> str:
    try:
        while (out := _ask(surface, pane)).word != DONE:
            _one_act(surface, pane, out)
    except _Left:
        return LEAVE
    return DONE


def _one_act(surface: Surface, pane: Everybody, out: Out) -> None:
    if out.word == "find":
        _find(surface, pane)
    elif out.word == "join":
        _join(surface, pane)
    elif out.word == "lock":
        pane.said = their_phones.lock(pane.people)
    else:
        _person(surface, pane, str(out.value))


def _find(surface: Surface, pane: Everybody) -> None:
    out = _ask(surface, Typed("People", "Whom? The first letters of a name are enough.", enter="find"))
    letters = str(out.value) if out.word == "line" else ""
    if not letters:
        return
    everybody = list(pane.people.everybody())
    found = who(letters, everybody)
    if found:
        pane.at = everybody.index(found[0])
    else:
        pane.said = f"Nobody here begins with “{letters}”."


def _join(surface: Surface, pane: Everybody) -> None:
    """Name, function and segments of somebody who comes; nothing is kept before all are said."""
    people = pane.people
    name = "" if people.cards else _line(surface, "Somebody joins", "What is the name?")
    if name is None or not (name or people.cards):
        return
    function = _function(surface, people, "Which function?")
    sits = _segments(surface, people) if function is not None else None
    if function is None or sits is None:
        return
    faults = people.join(name, function, sits)
    if not faults:
        pane.at = len(people.everybody()) - 1
        pane.said = f"{people.everybody()[-1].name} is on the list now."
        _offered(surface, pane, people.everybody()[-1])
    _said(pane, faults)


def _offered(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """What can be done with somebody who is the only one here from a department."""
    if not one.offered:
        return
    question = f"{one.name} is the only one here from {one.functions[0]}. How does {one.name} take part?"
    out = _ask(surface, Choice("People", question, list(one.offered.items())))
    if out.word == WATCHES:
        _observes(surface, pane, one)
    elif out.word.startswith(WITH):
        _said(pane, pane.people.work_in(one.id, [out.word.removeprefix(WITH), *one.functions]))


def _said(pane: Everybody, faults: Faults) -> None:
    pane.said = faults_as_sentence(faults) if faults else pane.said


def _line(
    surface: Surface, title: str, question: str, default: str = "", one: str = "one name"
) -> str | None:
    """One typed line; None where it was taken back."""
    out = _ask(surface, Typed(title, question, default, one=one))
    return str(out.value) if out.word == "line" else None


def _function(surface: Surface, people: People, question: str, but: Sequence[str] = ()) -> str | None:
    """One of the room's functions or a new one; None where none was chosen."""
    known = [name for name in people.functions() if name not in but]
    ways = [*((NAMED + name, name) for name in known), (OTHER, "another function"), (CANCEL, "back")]
    out = _ask(surface, Choice("People", question, ways))
    if out.word == OTHER:
        return _line(surface, "People", "What is the function called?") or None
    return None if out.word == CANCEL else out.word.removeprefix(NAMED)


def _segments(surface: Surface, people: People) -> list[str] | None:
    """All segments, or one of them; further ones are added from the person's own list."""
    if len(people.segments) == 1:
        return list(people.segments)
    each = [(NAMED + id, f"only {name}") for id, name in people.segments.items()]
    ways = [(OTHER, "all segments"), *each, (CANCEL, "back")]
    word = _ask(surface, Choice("People", "In which segments?", ways)).word
    if word == CANCEL:
        return None
    return list(people.segments) if word == OTHER else [word.removeprefix(NAMED)]


def _person(surface: Surface, pane: Everybody, id: str) -> None:
    """What can change about one person."""
    one = _found(pane.people, id)
    function, *further = one.functions or ["none"]
    ways = (
        ("rename", "other name", True),
        ("function", f"function: {function}", True),
        ("also", f"further function: {', '.join(further) or 'none'}", True),
        ("desk", f"answers {DESKS.get(one.desk, one.desk)}", True),
        ("segments", "segments", len(pane.people.segments) > 1),
        ("leaves", "leaves", one.here),
        ("back", "is back", not one.here),
        ("release", their_phones.RELEASE, their_phones.has_phone(pane.people, one.id)),
        ("again", "declined, and answers after all", True),
        ("out", "was put down by mistake: take out of the list", True),
        ("ticks", "tick: may the department be shown by itself?", one.ticks),
        ("asked", NO_OBSERVER, one.observer),
        ("observes", OBSERVER, not one.observer),
        (CANCEL, "back", True),
    )
    out = _ask(surface, Choice("People", one.name, [(word, label) for word, label, can in ways if can]))
    if out.word != CANCEL:
        _ACTS[out.word](surface, pane, one)


def _release(surface: Surface, pane: Everybody, one: Attendee) -> None:
    pane.said = their_phones.release(pane.people, one.id, one.name)


def _found(people: People, id: str) -> Attendee:
    return next(one for one in people.everybody() if one.id == id)


def _rename(surface: Surface, pane: Everybody, one: Attendee) -> None:
    name = _line(surface, "Other name", f"What is the name of {one.name}?", one.name)
    if name:
        _said(pane, pane.people.rename(one.id, name))


def _work_in(surface: Surface, pane: Everybody, one: Attendee) -> None:
    function = _function(surface, pane.people, f"Which function is {one.name}?")
    if function is not None:
        rest = [name for name in one.functions[1:] if name != function]
        _said(pane, pane.people.work_in(one.id, [function, *rest]))


def _also(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """One further function, or none of them any more."""
    if not one.functions:
        return _work_in(surface, pane, one)
    if len(one.functions) > 1:
        ways = [("more", "one more"), ("none", "no further function"), (CANCEL, "back")]
        word = _ask(surface, Choice("People", f"{one.name}: {', '.join(one.functions)}", ways)).word
        if word == "none":
            _said(pane, pane.people.work_in(one.id, one.functions[:1]))
        if word != "more":
            return None
    further = _function(surface, pane.people, f"Which function is {one.name} too?", one.functions)
    if further is not None:
        _said(pane, pane.people.work_in(one.id, [*one.functions, further]))
    return None


def _desk(surface: Surface, pane: Everybody, one: Attendee) -> None:
    here = pane.people.phones is not None
    ways = [(desk, words) for desk, words in DESKS.items() if here or desk != "phones"]
    out = _ask(surface, Choice("People", f"Where does {one.name} answer?", [*ways, (CANCEL, "back")]))
    desk = next((desk for desk in DESKS if desk == out.word), None)
    if desk is not None:
        _said(pane, pane.people.answer_at(one.id, desk))


def _sit(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """Tick segments on and off until they are right."""
    while True:
        sits = _found(pane.people, one.id).segments
        named = pane.people.segments.items()
        ways = [(NAMED + id, f"{'✓' if id in sits else '–'} {name}") for id, name in named]
        word = _ask(surface, Choice("People", f"{one.name} sits in", [*ways, (CANCEL, "that is right")])).word
        if word == CANCEL:
            return
        wanted = [id for id in pane.people.segments if (id in sits) != (NAMED + id == word)]
        faults = pane.people.sit(one.id, wanted)
        if faults:
            _said(pane, faults)
            return


def _leaves(surface: Surface, pane: Everybody, one: Attendee) -> None:
    why = _line(
        surface, "Somebody leaves", f"Why does {one.name} leave? One line, or only Enter.", "left", one=""
    )
    if why is not None:
        _said(pane, pane.people.leaves(one.id, why))


def _back(surface: Surface, pane: Everybody, one: Attendee) -> None:
    _said(pane, pane.people.back(one.id))


def _again(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """Stands in everybody's list: who declined is nobody's business on a screen that all see."""
    faults = pane.people.asked_again(one.id)
    pane.said = (
        faults_as_sentence(faults)
        if faults
        else f"{one.name} is asked from now on, in what is still open too."
    )


def _observes(surface: Surface, pane: Everybody, one: Attendee) -> None:
    faults = pane.people.observes(one.id, True)
    pane.said = (
        faults_as_sentence(faults) if faults else f"{one.name} is an observer: asked nothing, in no number."
    )


def _is_asked(surface: Surface, pane: Everybody, one: Attendee) -> None:
    faults = pane.people.observes(one.id, False)
    pane.said = (
        faults_as_sentence(faults)
        if faults
        else f"{one.name} is asked from now on, in what is still open too."
    )


class OwnWord(Single):
    """A tick as the person says it aloud or writes it down; hidden while everybody sees the screen."""

    movable = False


def _ticks(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """Stands for everybody of a small department, whatever they ticked; what is typed says it."""
    part = Part("open", TICK, AS_SAID.format(one.name, one.ticks), alone="")
    out = _ask(surface, OwnWord(part, one.name, "A tick", masked=surface.projected))
    if isinstance(out.value, bool):
        faults = pane.people.ticks(one.id, out.value)
        pane.said = faults_as_sentence(faults) if faults else f"{one.name}: kept as it was said."


def _out(surface: Surface, pane: Everybody, one: Attendee) -> None:
    _said(pane, pane.people.take_out(one.id))


_ACTS: dict[str, Callable[[Surface, Everybody, Attendee], None]] = {
    "rename": _rename,
    "function": _work_in,
    "also": _also,
    "desk": _desk,
    "segments": _sit,
    "leaves": _leaves,
    "back": _back,
    "release": _release,
    "again": _again,
    "observes": _observes,
    "asked": _is_asked,
    "ticks": _ticks,
    "out": _out,
}

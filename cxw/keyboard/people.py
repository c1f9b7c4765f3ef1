"""What can be done in the list of people at any screen: somebody joins, leaves, is back, answers elsewhere.

It names people, functions and where they answer, and whether they are here: nothing that may not stand on the
wall. Who has answered and who has not is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.day.desk import DONE, LEAVE, Faults
from cxw.day.names import who
from cxw.day.people import Attendee, People
from cxw.keyboard import their_phones
from cxw.keyboard.dialogues import CANCEL, Choice, Typed, faults_as_sentence
from cxw.keyboard.everybody import DESKS, Everybody
from cxw.keyboard.single import Single
from cxw.keyboard.surface import Out, Pane, Surface
from cxw.questions.asking import Part
from cxw.questions.pick import TICK
from cxw.text.phrases import say

NAMED, OTHER = "named ", "other"
WATCHES, WITH = "observer", "with "
"""What is offered to the only one of a department; the words are those of `vanishing.offers`."""
OBSERVER = "no answers: an observer, in the room and asked nothing"
NO_OBSERVER = "no observer any more: asked from now on"
AS_SAID = "As {name} says it: “{text}”"


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
    elif out.word == "release all":
        if _ask(surface, their_phones.ReleaseAll()).word == "release":
            pane.said = their_phones.release_all(pane.people)
    else:
        _person(surface, pane, str(out.value))


def _find(surface: Surface, pane: Everybody) -> None:
    out = _ask(
        surface, Typed(say("People"), say("Whom? The first letters of a name are enough."), enter=say("find"))
    )
    letters = str(out.value) if out.word == "line" else ""
    if not letters:
        return
    everybody = list(pane.people.everybody())
    found = who(letters, everybody)
    if found:
        pane.at = everybody.index(found[0])
    else:
        pane.said = say("Nobody here begins with “{letters}”.", letters=letters)


def _join(surface: Surface, pane: Everybody) -> None:
    """Name, function and segments of somebody who comes; nothing is kept before all are said."""
    people = pane.people
    name = "" if people.cards else _line(surface, say("Somebody joins"), say("What is the name?"))
    if name is None or not (name or people.cards):
        return
    function = _function(surface, people, say("Which function?"))
    sits = _segments(surface, people) if function is not None else None
    if function is None or sits is None:
        return
    faults = people.join(name, function, sits)
    if not faults:
        pane.at = len(people.everybody()) - 1
        pane.said = say("{name} is on the list now.", name=people.everybody()[-1].name)
        _offered(surface, pane, people.everybody()[-1])
    _said(pane, faults)


def _offered(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """What can be done with somebody who is the only one here from a department."""
    if not one.offered:
        return
    question = say(
        "{name} is the only one here from {function}. How does {name} take part?",
        name=one.name,
        function=one.functions[0],
    )
    out = _ask(surface, Choice(say("People"), question, list(one.offered.items())))
    if out.word == WATCHES:
        _observes(surface, pane, one)
    elif out.word.startswith(WITH):
        _said(pane, pane.people.work_in(one.id, [out.word.removeprefix(WITH), *one.functions]))


def _said(pane: Everybody, faults: Faults) -> None:
    if faults:
        pane.said = faults_as_sentence(faults)


def _line(
    surface: Surface, title: str, question: str, default: str = "", one: str = "one name"
) -> str | None:
    """One typed line; None where it was taken back."""
    out = _ask(surface, Typed(title, question, default, one=say(one)))
    return str(out.value) if out.word == "line" else None


def _function(surface: Surface, people: People, question: str, but: Sequence[str] = ()) -> str | None:
    """One of the room's functions or a new one; None where none was chosen."""
    known = [name for name in people.functions() if name not in but]
    ways = [
        *((NAMED + name, name) for name in known),
        (OTHER, say("another function")),
        (CANCEL, say("back")),
    ]
    out = _ask(surface, Choice(say("People"), question, ways))
    if out.word == OTHER:
        return _line(surface, say("People"), say("What is the function called?")) or None
    return None if out.word == CANCEL else out.word.removeprefix(NAMED)


def _segments(surface: Surface, people: People) -> list[str] | None:
    """All segments, or one of them; further ones are added from the person's own list."""
    if len(people.segments) == 1:
        return list(people.segments)
    each = [(NAMED + id, say("only {name}", name=name)) for id, name in people.segments.items()]
    ways = [(OTHER, say("all segments")), *each, (CANCEL, say("back"))]
    word = _ask(surface, Choice(say("People"), say("In which segments?"), ways)).word
    if word == CANCEL:
        return None
    return list(people.segments) if word == OTHER else [word.removeprefix(NAMED)]


def _person(surface: Surface, pane: Everybody, id: str) -> None:
    """What can change about one person."""
    one = _found(pane.people, id)
    works, too = _works(one)
    ways = (
        ("rename", say("other name"), True),
        ("function", works, True),
        ("also", too, True),
        ("desk", say("answers {where}", where=say(DESKS.get(one.desk, one.desk))), True),
        ("segments", say("segments"), len(pane.people.segments) > 1),
        ("leaves", say("leaves"), one.here),
        ("back", say("is back"), not one.here),
        ("release", say(their_phones.RELEASE), their_phones.has_phone(pane.people, one.id)),
        ("again", say("declined, and answers after all"), True),
        ("out", say("was put down by mistake: take out of the list"), True),
        ("ticks", say("tick: may the department be shown by itself?"), one.ticks),
        ("asked", say(NO_OBSERVER), one.observer),
        ("observes", say(OBSERVER), not one.observer),
        (CANCEL, say("back"), True),
    )
    out = _ask(surface, Choice(say("People"), one.name, [(word, label) for word, label, can in ways if can]))
    if out.word != CANCEL:
        _ACTS[out.word](surface, pane, one)


def _works(one: Attendee) -> tuple[str, str]:
    """Somebody's function and the further ones, each as it is listed."""
    works = say("function: {function}", function=one.functions[0]) if one.functions else say("function: none")
    further = ", ".join(one.functions[1:])
    too = say("further function: {further}", further=further)
    return works, too if further else say("further function: none")


def _release(surface: Surface, pane: Everybody, one: Attendee) -> None:
    pane.said = their_phones.release(pane.people, one.id, one.name)


def _found(people: People, id: str) -> Attendee:
    return next(one for one in people.everybody() if one.id == id)


def _rename(surface: Surface, pane: Everybody, one: Attendee) -> None:
    name = _line(surface, say("Other name"), say("What is the name of {name}?", name=one.name), one.name)
    if name:
        _said(pane, pane.people.rename(one.id, name))


def _work_in(surface: Surface, pane: Everybody, one: Attendee) -> None:
    function = _function(surface, pane.people, say("Which function is {name}?", name=one.name))
    if function is not None:
        rest = [name for name in one.functions[1:] if name != function]
        _said(pane, pane.people.work_in(one.id, [function, *rest]))


def _also(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """One further function, or none of them any more."""
    if not one.functions:
        return _work_in(surface, pane, one)
    if len(one.functions) > 1:
        ways = [("more", say("one more")), ("none", say("no further function")), (CANCEL, say("back"))]
        word = _ask(surface, Choice(say("People"), f"{one.name}: {', '.join(one.functions)}", ways)).word
        if word == "none":
            _said(pane, pane.people.work_in(one.id, one.functions[:1]))
        if word != "more":
            return None
    further = _function(
        surface, pane.people, say("Which function is {name} too?", name=one.name), one.functions
    )
    if further is not None:
        _said(pane, pane.people.work_in(one.id, [*one.functions, further]))
    return None


def _desk(surface: Surface, pane: Everybody, one: Attendee) -> None:
    here = pane.people.phones is not None
    ways = [(desk, say(words)) for desk, words in DESKS.items() if here or desk != "phones"]
    out = _ask(
        surface,
        Choice(
            say("People"), say("Where does {name} answer?", name=one.name), [*ways, (CANCEL, say("back"))]
        ),
    )
    desk = next((desk for desk in DESKS if desk == out.word), None)
    if desk is not None:
        _said(pane, pane.people.answer_at(one.id, desk))


def _sit(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """Tick segments on and off until they are right."""
    while True:
        sits = _found(pane.people, one.id).segments
        named = pane.people.segments.items()
        ways = [(NAMED + id, f"{'✓' if id in sits else '–'} {name}") for id, name in named]
        word = _ask(
            surface,
            Choice(
                say("People"), say("{name} sits in", name=one.name), [*ways, (CANCEL, say("that is right"))]
            ),
        ).word
        if word == CANCEL:
            return
        wanted = [id for id in pane.people.segments if (id in sits) != (NAMED + id == word)]
        faults = pane.people.sit(one.id, wanted)
        if faults:
            _said(pane, faults)
            return


def _leaves(surface: Surface, pane: Everybody, one: Attendee) -> None:
    why = _line(
        surface,
        say("Somebody leaves"),
        say("Why does {name} leave? One line, or only Enter.", name=one.name),
        say("left"),
        one="",
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
        else say("{name} is asked from now on, in what is still open too.", name=one.name)
    )


def _observes(surface: Surface, pane: Everybody, one: Attendee) -> None:
    faults = pane.people.observes(one.id, True)
    pane.said = (
        faults_as_sentence(faults)
        if faults
        else say("{name} is an observer: asked nothing, in no number.", name=one.name)
    )


def _is_asked(surface: Surface, pane: Everybody, one: Attendee) -> None:
    faults = pane.people.observes(one.id, False)
    pane.said = (
        faults_as_sentence(faults)
        if faults
        else say("{name} is asked from now on, in what is still open too.", name=one.name)
    )


class OwnWord(Single):
    """A tick as the person says it aloud or writes it down; hidden while everybody sees the screen."""

    movable = False


def _ticks(surface: Surface, pane: Everybody, one: Attendee) -> None:
    """Stands for everybody of a small department, whatever they ticked; what is typed says it."""
    part = Part("open", TICK, say(AS_SAID, name=one.name, text=one.ticks), alone="")
    out = _ask(surface, OwnWord(part, one.name, say("A tick"), masked=surface.projected))
    if isinstance(out.value, bool):
        faults = pane.people.ticks(one.id, out.value)
        pane.said = (
            faults_as_sentence(faults) if faults else say("{name}: kept as it was said.", name=one.name)
        )


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

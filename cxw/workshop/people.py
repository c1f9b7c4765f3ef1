"""The list of people while the day runs: who joins, leaves, is renamed, or answers elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain

from cxw.day import attendance, declining, ticks
from cxw.day.desk import Faults
from cxw.day.people import Attendee, People
from cxw.day.set_up import cards, has_cards, one_line, person
from cxw.day.vanishing import offers
from cxw.model import DeskName, Participant, PersonId, Session
from cxw.text.phrases import say
from cxw.workshop.day import Day, keep

STAYS_IN_IT = "{name} has a part in {segment} already and stays in it; whoever goes leaves"
OBSERVES = "{name} is an observer already"
IS_ASKED = "{name} is asked like everybody here already"
HAS_GIVEN = "{name} has given answers already, and they count: whoever goes leaves"
NO_TICK = "{name} is asked for no tick: it is for departments of {most} people or fewer"
HAS_A_PART = "{name} has a part in this day already: whoever goes leaves, and what they gave stays"


def attending(day: Day) -> People:
    """The people of the day, and what can change about them at any screen."""
    return People(
        everybody=lambda: [_attendee(day.session, one) for one in day.session.participants],
        functions=lambda: functions_here(day.session),
        segments={segment.id: segment.name for segment in day.session.segments},
        cards=has_cards(day.session.participants),
        join=partial(_join, day),
        rename=partial(_rename, day),
        work_in=partial(_work_in, day),
        sit=partial(_sit, day),
        answer_at=partial(_answer_at, day),
        leaves=partial(_leaves, day),
        back=partial(_back, day),
        asked_again=partial(_asked_again, day),
        observes=partial(_observes, day),
        ticks=partial(_ticks, day),
        take_out=partial(_take_out, day),
        phones=day.phones,
    )


def _attendee(session: Session, one: Participant) -> Attendee:
    return Attendee(
        id=one.id,
        name=one.name,
        functions=tuple(name for name in (one.function, *one.also) if name),
        desk=one.desk or session.desk or "paper",
        segments=tuple(segment.id for segment in attendance.seats(session, one)),
        here=not one.gone,
        declined=any(one.id in declining.declined(segment) for segment in session.segments),
        observer=bool(one.observer),
        ticks=ticks.tick_words(session, one.function)
        if one.function and ticks.is_asked_for_tick(session, one)
        else "",
        ticked=one.open,
        offered=_offered(session, one),
    )


def _offered(session: Session, one: Participant) -> Mapping[str, str]:
    """As an observer, counted with others, or by a tick: where somebody is the only one of a department."""
    alone = one.function and not one.observer and ticks.size(session, one.function) == 1
    return offers(session.participants, one.function or "") if alone else {}


def functions_here(session: Session) -> list[str]:
    """Every function of this room, in the order of the file."""
    named = chain.from_iterable((one.function, *one.also) for one in session.participants)
    return list(dict.fromkeys(filter(None, named)))


def _known(session: Session, name: str) -> str:
    """A function as the room writes it: `sales` is `Sales`."""
    said = one_line(name)
    return next((known for known in functions_here(session) if known.casefold() == said.casefold()), said)


def _name_faults(session: Session, name: str, but: PersonId = "") -> Faults:
    if not name:
        return [say("somebody who joins has a name")]
    same = [one for one in session.participants if one.name.casefold() == name.casefold() and one.id != but]
    told_apart = "{name} is on the list already: add a letter that tells the two apart"
    return [say(told_apart, name=name)] if same else []


def _join(day: Day, name: str, function: str, sits: Sequence[str]) -> Faults:
    there, known = day.session.participants, _known(day.session, function)
    if has_cards(there):
        new = cards([Participant(id="card", name="card", function=known or None)], there)[0]
    elif faults := _name_faults(day.session, one_line(name)):
        return faults
    else:
        new = person(name, known, [one.id for one in there])
    if faults := _seat_faults(day.session, sits):
        return faults
    new.segments = _seats(day.session, sits)
    keep(day, lambda s: attendance.join(s, new.model_copy(deep=True)))
    return []


def _seat_faults(session: Session, sits: Sequence[str]) -> Faults:
    known = [segment.id for segment in session.segments]
    there = ", ".join(known)
    faults = [say("{id} is no segment here: {known}", id=id, known=there) for id in sits if id not in known]
    return faults if sits else [say("everybody sits in a segment at least")]


def _seats(session: Session, sits: Sequence[str]) -> list[str] | None:
    """The segments in the order of the file; None for all of them."""
    chosen = [segment.id for segment in session.segments if segment.id in sits]
    return None if len(chosen) == len(session.segments) else chosen


def _rename(day: Day, id: PersonId, name: str) -> Faults:
    said = one_line(name)
    if faults := _name_faults(day.session, said, id):
        return faults
    keep(day, lambda s: setattr(s.participant(id), "name", said))
    return []


def _work_in(day: Day, id: PersonId, named: Sequence[str]) -> Faults:
    known = list(dict.fromkeys(_known(day.session, name) for name in named if one_line(name)))
    if not known:
        return [say("a function is at least one word")]

    def change(session: Session) -> None:
        one = session.participant(id)
        if one.function != known[0]:
            one.open = None  # the tick was for the other department
        one.function, one.also = known[0], known[1:]

    keep(day, change)
    return []


def _sit(day: Day, id: PersonId, sits: Sequence[str]) -> Faults:
    if faults := _seat_faults(day.session, sits):
        return faults
    name = day.session.participant(id).name
    for segment in day.session.segments:
        if segment.id not in sits and id in set(attendance.who_has_spoken(segment)):
            return [say(STAYS_IN_IT, name=name, segment=segment.name)]
    seats = _seats(day.session, sits)
    keep(day, lambda s: attendance.sit(s, id, seats))
    return []


def _answer_at(day: Day, id: PersonId, desk: DeskName) -> Faults:
    keep(day, lambda s: attendance.answer_at(s, id, desk))
    return []


def _leaves(day: Day, id: PersonId, why: str) -> Faults:
    one, now = day.session.participant(id), day.now()
    if one.gone:
        return [say("{name} has left already", name=one.name)]
    keep(day, lambda s: attendance.leave(s, id, one_line(why), now))
    return []


def _back(day: Day, id: PersonId) -> Faults:
    one, now = day.session.participant(id), day.now()
    if not one.gone:
        return [say("{name} is here already", name=one.name)]
    keep(day, lambda s: attendance.back(s, id, now))
    return []


def _asked_again(day: Day, id: PersonId) -> Faults:
    one = day.session.participant(id)
    if not _attendee(day.session, one).declined:
        return [say("{name} is asked like everybody here", name=one.name)]
    keep(day, lambda s: declining.bring_back(s, id))
    return []


def _observes(day: Day, id: PersonId, observer: bool) -> Faults:
    one = day.session.participant(id)
    if bool(one.observer) == observer:
        return [say(OBSERVES if observer else IS_ASKED, name=one.name)]
    if not observer:
        keep(day, lambda s: attendance.ask_observer(s, id))
    elif attendance.has_answered(day.session, id):
        return [say(HAS_GIVEN, name=one.name)]
    elif len(day.session.asked()) == 1:
        return [say("{name} is the only one here who is asked", name=one.name)]
    else:
        keep(day, lambda s: attendance.observes(s, id))
    return []


def _ticks(day: Day, id: PersonId, ticked: bool) -> Faults:
    from cxw.handout.files import room_handout_exists

    one = day.session.participant(id)
    if not ticks.is_asked_for_tick(day.session, one):
        return [say(NO_TICK, name=one.name, most=ticks.MOST)]
    keep(day, lambda s: setattr(s.participant(id), "open", ticked))
    if day.folder is not None and room_handout_exists(day.session.title, day.folder):
        day.desk.tell(say("The handout that was made stands as it was printed."))
    return []


def _take_out(day: Day, id: PersonId) -> Faults:
    name = day.session.participant(id).name
    if attendance.traces(day.session, id):
        return [say(HAS_A_PART, name=name)]
    if len(day.session.participants) == 1:
        return [say("{name} is the only one here", name=name)]
    keep(day, lambda s: attendance.take_out(s, id))
    return []

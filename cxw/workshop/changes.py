"""Things that change in the middle of a day: a need more, a new list, a competitor who comes late."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day import agenda, changes, grid, needs
from cxw.day.desk import RENEWED, Faults, More, MovedOn
from cxw.model import Company, Session
from cxw.questions import words
from cxw.questions.asking import Item
from cxw.questions.words import plain
from cxw.text.phrases import listed_here, say
from cxw.workshop.day import Day, keep

OTHER_NEEDS = (
    "Points were given on other needs. With this choice everybody spreads the points again on the new list, "
    "and nothing is compared with the old one."
)
ONLY_THE_FIRST = (
    "Today only {names} are marked, the first two in the list: the agenda was shortened. "
    "A later end (t) has time for more."
)
WAYS = {"renew": "Start the new list", "": "Leave the needs as they were"}


def what_comes_late(day: Day, id: str) -> More:
    """What can come late in a segment."""

    def park(words: str, why: str) -> Faults:
        return _add_need(day, id, words, why)

    def begin(words: str) -> Faults:
        return _begin_with(day, id, words)

    def remove(company: str) -> Faults:
        keep(day, lambda s: changes.remove_company(s.segment(id), company))
        return []

    return More(
        weighed=lambda: changes.weighed(day.segment(id)),
        chosen=lambda: bool(day.segment(id).chosen),
        need=lambda words: _add_need(day, id, words),
        park=park,
        begin=begin,
        renew=lambda chosen: begin_new_list(day, id, chosen),
        set_aside=lambda need, why: _set_aside(day, id, need, why),
        company=lambda name, new_id: take_in_company(day, id, name, new_id),
        marked=lambda: bool(day.segment(id).on_newest_list("marks")),
        column=lambda: bool(changes.unmarked(day.session, day.segment(id))),
        spare=lambda: [
            Item(company.id, company.name, company.short or "")
            for company in changes.removable(day.session, day.segment(id))
        ],
        remove=remove,
    )


def _add_need(day: Day, id: str, text: str, parked: str | None = None) -> Faults:
    said = plain(text)
    if faults := words.faults(said, "a need"):
        return faults
    why = plain(parked) or needs.PARKED if parked is not None else None
    keep(day, lambda s: setattr(needs.add(s.segment(id), needs.NeedSlip(said)), "parked", why))
    return []


def _set_aside(day: Day, id: str, need: str, why: str) -> Faults:
    keep(day, lambda s: setattr(s.segment(id).need(need), "parked", why))
    return []


def _begin_with(day: Day, id: str, text: str) -> Faults:
    said = plain(text)
    if faults := words.faults(said, "a need"):
        return faults
    tried = day.segment(id).model_copy(deep=True)
    new = needs.add(tried, needs.NeedSlip(said)).id
    if faults := changes.renewal_faults(tried, [*tried.chosen, new]):
        return faults
    now = day.now()

    def change(session: Session) -> None:
        segment = session.segment(id)
        added = needs.add(segment, needs.NeedSlip(said))
        changes.renew(session, segment, [*segment.chosen, added.id], now)

    keep(day, change)
    return []


def begin_new_list(day: Day, id: str, chosen: Sequence[str]) -> Faults:
    """Begin a new list of needs over this choice."""
    if faults := changes.renewal_faults(day.segment(id), chosen):
        return faults
    now = day.now()
    keep(day, lambda s: changes.renew(s, s.segment(id), chosen, now))
    return []


def keep_choice(day: Day, id: str, chosen: Sequence[str]) -> Faults:
    """Keep a choice; once answers were asked for, another one is a new list, and that is asked first."""
    segment = day.segment(id)
    if faults := needs.choice_faults(segment, chosen):
        return faults
    if not changes.weighed(segment):
        keep(day, lambda s: setattr(s.segment(id), "chosen", list(chosen)))
        return []
    if set(chosen) == set(segment.chosen):
        return []
    if faults := changes.renewal_faults(segment, chosen):
        return faults
    ways = {way: say(words) for way, words in WAYS.items()}
    if day.desk.choose(say(OTHER_NEEDS), ways, f"{say('Needs')} · {segment.name}") != "renew":
        return []
    begin_new_list(day, id, chosen)
    raise MovedOn(RENEWED)


def take_in_company(day: Day, id: str, name: str, new_id: str | None = None) -> Faults:
    """Take in a competitor, whenever the name falls."""
    said = plain(name)
    if faults := _company_faults(day, id, said):
        return faults
    taken = [company.id for company in day.session.companies(day.segment(id))]
    fresh = new_id or (grid.AS_NOW_ID if grid.is_as_now(said) else needs.unused_id(said, taken))
    keep(day, lambda s: changes.add_company(s.segment(id), Company(id=fresh, name=said)))
    tell_whom_we_mark(day, id)
    return []


def tell_whom_we_mark(day: Day, id: str) -> None:
    """Say it where the agenda has time for the first competitors only, and there are more."""
    segment = day.segment(id)
    few = agenda.marked(day.session, segment)[1:]
    if len(few) < len(segment.competitors):
        day.desk.tell(say(ONLY_THE_FIRST, names=listed_here([company.name for company in few])))


def _company_faults(day: Day, id: str, name: str) -> Faults:
    companies = day.session.companies(day.segment(id))
    if not name:
        return [say("a competitor has a name")]
    if name.casefold() in (company.name.casefold() for company in companies):
        return [say("{name} is in the list already", name=name)]
    if len(companies) > grid.MOST_COMPETITORS:
        return [say("{most} competitors fit the grid: take one out first", most=grid.MOST_COMPETITORS)]
    return []

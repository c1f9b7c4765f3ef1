"""The phones as the day knows them: publishes what is asked, and works off what was sent.

All of this runs where the session lives, on the one thread that holds the open file; the server only reads
what is published and fills the inbox. What was taken in is saved while the keyboard goes on: until then
it is in hand, on no page, and nobody is told that it is kept.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from cxw.day.corner import Corner
from cxw.day.desk import DONE, Ballot, Lines
from cxw.day.record import NAMES_BESIDE
from cxw.day.set_up import has_cards
from cxw.day.ticks import ticked
from cxw.errors import SaveError
from cxw.model import PersonId, Session
from cxw.phones.asking import answered_by, asked_of, pickable
from cxw.phones.code import corner_of, door_address
from cxw.phones.door import Door, keep_door, open_door
from cxw.phones.inbox import Answered, Inbox, Post
from cxw.phones.of_the_day import OfTheDay
from cxw.phones.snapshot import CARDS, ONLY_THE_FACILITATOR, AskedOfOne, Published, seal_of
from cxw.sessionfile import FilePlatform
from cxw.sessionfile.writer import Act, nothing

AT_A_TIME = 8
"""People whose pages are made between two keys."""
WANDERS = 3
"""People as whom one phone has come in, from which on the facilitator is told."""
KEPT, REFUSED, OVER = Answered("kept"), Answered("refused"), Answered("over")


class PhoneDesk:
    """Everybody who answers on a phone of their own, for one run of one session."""

    def __init__(
        self,
        path: Path,
        day: OfTheDay,
        notices: Mapping[str, str] = MappingProxyType({}),
        platform: FilePlatform | None = None,
    ) -> None:
        """`notices`: by language, the page on what is kept of everybody."""
        self.path = path
        self.day = day
        self.platform = platform
        self.inbox = Inbox()
        self.notices = notices
        self.ballot: Ballot | None = None
        self.over: Ballot | None = None
        """what was asked last, for slips that come after the close"""
        self.published = Published(open_door(path))
        self._begun = False
        """whether anything was asked in this run"""
        self._works = False
        """whether posts are taken in just now: what they change is published once, after the save"""
        self._in_hand: Sequence[tuple[Post, Answered]] = ()
        """what was taken in and is being saved, with what each phone is told once it is"""
        self._written = False
        """whether that save is over"""
        self._changed: Door | None = None
        """the door as posts have changed it that are taken in, or saved, just now"""
        self._asked: Mapping[PersonId, AskedOfOne] = {}
        """what is asked of whom, or was before the close"""
        self._stale: dict[PersonId, None] = {}
        """whose page is of before something was kept"""
        self._was: dict[str, set[PersonId]] = {}
        """by phone, as whom it has come in during this run"""
        self.acknowledged: Callable[[Post], None] = lambda post: None
        """told of each post that is on disk"""
        self.looks: Callable[[], bool] = lambda: False
        """looks at what changes by itself, as the network; whether walls say something else now"""
        self.publish()

    @property
    def door(self) -> Door:
        """As it is now; while posts are taken in and saved, as they have changed it."""
        return self._changed or self.published.door

    def set_door(self, door: Door) -> None:
        """Have another door on disk, then let it be seen; what posts change is kept with them, at once."""
        if self._works:
            self._changed = door
            return
        self.saved()
        if door != self.door:
            keep_door(self.path, door, self.platform)
            self.published = replace(self.published, door=door)

    def release(self, person: PersonId) -> None:
        """Let a name be picked again; the phone that had it has to come in anew."""
        self.set_door(self.door.released(person))
        self.publish()

    def release_all(self) -> None:
        """Let every name be picked again: on another network no phone shows what it was given on this one."""
        self.set_door(self.door.emptied())
        self.publish()

    def lock(self, locked: bool) -> None:
        """Let no further phone in, or let them in again."""
        self.set_door(replace(self.door, locked=locked))

    # what is asked

    def open(self, ballot: Ballot) -> None:
        """This is asked from now on."""
        self.ballot, self.over, self._begun = ballot, None, True
        self._asked = {}
        self.publish()

    def close(self) -> None:
        """Nothing is asked any more; what was is over, and a slip of it may still come."""
        if self.ballot is not None:
            self.ballot, self.over = None, self.ballot
            self.publish()

    def publish(self) -> None:
        """Let the pages see the day as it is now, everybody's at once."""
        self.saved()
        self._stale.clear()
        self._publish(self.door.phones)

    def changed(self) -> None:
        """Something was kept at the keyboard: counts and names follow at once, pages of people one by one.

        So a key never waits for hundreds of pages; whose turn has not come sees the page of before.
        """
        if self._works:
            return
        self.saved()
        if not self.day.unsaved:
            self._stale = dict.fromkeys(self.door.phones)
            self._publish(())
            self.inbox.wake()

    def catch_up(self) -> bool:
        """Bring a few people's pages up to date, unless something is being saved; whether others wait."""
        if self._stale and not self._in_hand:
            few = [*self._stale][:AT_A_TIME]
            for person in few:
                del self._stale[person]
            self._publish(few)
            return bool(self._stale)
        return False

    def _publish(self, people: Iterable[PersonId]) -> None:
        """The day as it is, with new pages for these people."""
        session, ballot = self.day.session, self.ballot
        said = Published(
            door=self.door,
            title=session.title,
            language=session.language,
            address=session.address,
            notices=self.notices,
            seen_by=self._seen_by(session),
            cards=has_cards(session.participants),
            people=pickable(session),
            ticked=ticked(session),
            accents=self.day.accents,
            begun=self._begun,
            asked=self._asked,
        )
        if ballot is not None and not ballot.gone():
            said = self._asking(said, ballot, people)
        elif self.over is not None and not self.over.gone():
            said = replace(said, closed=self.over.asking, paused=self.over.still_open())
        self.published = said

    @property
    def _asked_at_all(self) -> set[PersonId]:
        """Who is on the list and asked: a ballot that lies open may know somebody who was taken out."""
        return {person.id for person in self.day.session.asked()}

    def _seen_by(self, session: Session) -> str:
        """Who sees who answered what, as the first page says it."""
        if has_cards(session.participants):
            return CARDS
        return NAMES_BESIDE if session.attribution == "names" else ONLY_THE_FACILITATOR

    def _asking(self, said: Published, ballot: Ballot, people: Iterable[PersonId]) -> Published:
        whose = {one: ballot.answers_for(one) for one in self._asked_at_all}
        writers = Counter(whose.values())
        known = {person.id for person in ballot.people} & {*writers}
        inside, of = ballot.taken_in(known)
        anew = {
            one: asked_of(ballot, one, self.door.before.get(one, ()), several=writers[whose[one]] > 1)
            for one in people
            if whose.get(one) in known and one in self.door.phones
        }
        self._asked = {**self._asked, **anew}
        return replace(
            said,
            segment=ballot.segment if len(self.day.session.segments) > 1 else "",
            ballot=ballot.asking,
            called=ballot.title,
            asked=self._asked,
            inside=inside,
            of=of,
        )

    def wanders(self) -> bool:
        """Whether a phone has come in as one after the other: more than it takes to put a wrong tap right."""
        return any(len(people) >= WANDERS for people in self._was.values())

    def entrance(self) -> Corner | None:
        """Where phones still come in while something is asked; None at any other time."""
        door = self.door
        if self.ballot is None or door.locked or not door.address:
            return None
        return corner_of(door_address(door.address, door.port, door.code))

    def look(self) -> bool:
        """Look at what changes by itself; whether the picture does."""
        return self.looks()

    # what was sent

    def woken_by(self, wake: Callable[[], object]) -> None:
        """This is called, from the server's thread, when something was sent."""
        self.inbox.wake = wake

    def has_mail(self) -> bool:
        """Whether something is to be worked off now: nothing while the facilitator decides about the disk."""
        return bool(self.inbox) and not self._in_hand and not self.day.unsaved

    def settle(self) -> str:
        """Have on disk what is in memory only: phones send again what was not acknowledged."""
        self.day.settle()
        return DONE

    def work_off(self) -> bool:
        """Take in all that was sent, have it saved, and tell each phone; whether it is on disk."""
        self.take_in(nothing)
        return self.saved() is not False

    def take_in(self, then: Act | None = None) -> None:
        """Take in all that was sent, and begin one save of it.

        `then` is called, from another thread, when that is over: else whoever works posts off is woken.
        """
        self.saved()
        posts, told = self.inbox.take_all(), list[Answered]()
        if not posts:
            return
        self._works, self._written = True, False
        try:
            with self.day.at_once(self._keep_changed, lambda: self._is_over(then or self.inbox.wake)):
                told += [self._taken(post) for post in posts]
        except BaseException:
            self._changed = None
            raise
        finally:
            self._works = False
        self._in_hand = [*zip(posts, told, strict=True)]

    def _keep_changed(self) -> None:
        """Have the door on disk as posts have changed it, once for all: a room comes in within a minute."""
        if self.door != self.published.door:
            keep_door(self.path, self.door, self.platform)

    def _is_over(self, then: Act) -> None:
        self._written = True
        then()

    def is_saving(self) -> bool:
        """Whether what was taken in is being saved just now."""
        return bool(self._in_hand) and not self._written

    def saved(self) -> bool | None:
        """Wait until what was taken in is saved, and only then tell each phone; whether it is on disk.

        None where nothing was in hand. What is not on disk is on no page.
        """
        if not self._in_hand:
            return None
        try:
            self.day.saved()
        except SaveError:
            self._drop()
            return False
        except BaseException:
            self._drop()
            raise
        self.published, self._changed = replace(self.published, door=self.door), None
        self._publish(self._beside({self.door.whose(post.nonce) for post, _ in self._in_hand} - {""}))
        self._tell()
        return True

    def _beside(self, people: set[PersonId]) -> set[PersonId]:
        """These, and on whose pages the same stands: everybody of their function, where functions answer."""
        ballot = self.ballot
        if ballot is None or not ballot.by_function:
            return people
        asked = self._asked_at_all
        whose = {ballot.answers_for(one) for one in people & asked} - {""}
        return people | {one for one in asked if ballot.answers_for(one) in whose}

    def _drop(self) -> None:
        """Nothing of it may be on disk: each phone is to send again."""
        self._changed = None
        self._tell(Answered("unsaved"))

    def _tell(self, instead: Answered | None = None) -> None:
        """Tell each phone what became of its post."""
        told, self._in_hand = self._in_hand, ()
        for post, answered in told:
            post.tell(instead or answered)
            if instead is None and answered.outcome == "kept":
                self.acknowledged(post)

    def _taken(self, post: Post) -> Answered:
        if post.act == "deal":
            post = replace(post, person=self._dealt(post))
        if post.act in ("join", "deal", "back"):
            return self._joins(post)
        mine = self.door.whose(post.nonce) == post.person
        if mine and post.act == "leave":
            self.set_door(self.door.released(post.person))
            return KEPT
        if not mine or post.person not in self._asked_at_all:
            return Answered("released")
        if post.act == "untick":
            return KEPT if self.day.take_back_tick(post.person) else REFUSED
        return self._answers(post)

    def _dealt(self, post: Post) -> PersonId:
        """A card of a department, by chance; the same where a phone taps twice, none where all are out."""
        cards = [one.id for one in self.published.people if one.function == post.value]
        mine = self.door.whose(post.nonce)
        if mine in cards:
            return mine
        free = self.door.free(cards)
        return secrets.choice(free) if free else ""

    def _joins(self, post: Post) -> Answered:
        """A name is one phone's; a second tap of the same phone is no second phone."""
        door, person = self.door, post.person
        if all(person != one.id for one in self.published.people):
            return REFUSED
        if door.locked and not door.whose(post.nonce):
            return Answered("locked")
        if door.phones.get(person, post.nonce) != post.nonce and post.act != "back":
            return Answered("taken")
        # The word of a card is known to nobody but its holder; a name anybody can pick.
        before = None if post.act == "back" else answered_by(self.day.session, person)
        self.set_door(door.joined(person, post.nonce, before))
        self._was.setdefault(post.nonce, set()).add(person)
        self.day.answer_at(person, "phones")
        return KEPT

    def _answers(self, post: Post) -> Answered:
        ballot = self.ballot
        if ballot is None or post.ballot != ballot.asking or ballot.gone():
            return self._comes_late(post)
        whose = ballot.answers_for(post.person)
        if post.lines is not None:
            return self._lines(ballot, post, whose)
        now = ballot.own(whose).get(post.part)
        if post.seen not in ("", seal_of(now)) and now != post.value:
            return Answered("changed")
        for part, value in {post.part: post.value, **post.behind}.items():
            if faults := ballot.accept(whose, part, value, "phones"):
                return Answered("refused", tuple(faults))
        return KEPT

    def _lines(self, ballot: Ballot, post: Post, whose: PersonId) -> Answered:
        """The lines that are not there yet: what is sent twice stands there once."""
        known = {_plain(line) for line in ballot.own(whose).get(post.part, ())}
        for line in post.lines or ():
            if _plain(line) not in known:
                if faults := ballot.accept(whose, post.part, line, "phones"):
                    return Answered("refused", tuple(faults))
                known.add(_plain(line))
        if isinstance(ballot, Lines) and whose in ballot.waiting():
            ballot.answered(whose)
        return KEPT

    def _comes_late(self, post: Post) -> Answered:
        over = self.over
        if over is None or post.ballot != over.asking:
            return OVER
        if over.still_open():
            return Answered("unsaved")
        if not post.row:
            return OVER
        return OVER if over.late(over.answers_for(post.person), post.row) else Answered("aside")


def _plain(line: str) -> str:
    return " ".join(line.split()).casefold()

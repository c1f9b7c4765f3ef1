"""How phones come into a run: walls with their codes, the corner, and a network that changes meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from cxw.day.desk import BACK, LEAVE, NEXT, MovedOn, Wall
from cxw.day.hotspot import Hotspot, wrong_name, wrong_password
from cxw.day.people import PhonesHere
from cxw.errors import CxwError, SaveError
from cxw.text.phrases import say
from cxw.wall import JOIN, Entrance, ScreenView, WallSheet, draw_page, pages

if TYPE_CHECKING:
    from cxw.phones import PhoneDesk
    from cxw.phones.door import Door
    from cxw.phones.network import OwnAddress
    from cxw.phones.serving import Serving
    from cxw.workshop import Day

UNVISITED = 60.0
"""Seconds without any phone after which the wall says what to try."""
LOOKS_AT_NETWORK = 5.0
CODE_WITH_FRAME = 20
"""Lines of a wall that shows the code of the door and nothing above it."""
GONE = 15.0
"""Seconds for which an address must be gone before phones are sent to another one: a Wi-Fi drops at times."""
OWN, FOREIGN, HOTSPOT, NONE = "own", "foreign", "hotspot", "none"


class ShownElsewhere(Protocol):
    """The audience's window."""

    view: ScreenView

    def point(self, view: ScreenView) -> None:
        """The day stands at this screen."""


class RunningPhones:
    """The phones of one run, as the walls and the facilitator know them."""

    def __init__(
        self,
        desk: PhoneDesk,
        day: Day,
        window: ShownElsewhere,
        serving: Serving,
        *,
        known: bool,
        addresses: Callable[[], list[OwnAddress]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`known`: the door is where it was, so phones come back by themselves."""
        self.desk, self.day, self.window, self.serving = desk, day, window, serving
        self.known, self.addresses, self.clock = known, addresses, clock
        self.at = window.view
        """where the day stands, without what is said of phones"""
        self.page: int | None = None
        """of the walls through which phones come in; None while another one stands there"""
        self.begun = clock()
        self.looked = self.begun
        self.gone: float | None = None
        """since when the address is gone"""
        self.vpns = {one.name for one in addresses() if one.in_vpn}
        self.said: set[str] = set()
        """what the facilitator has been told already"""

    # what the walls say

    @property
    def entrance(self) -> Entrance:
        """What walls say of how phones come in, as it is now."""
        now = self.desk.published
        inside = len(now.door.phones)
        return Entrance(
            inside=inside,
            of=len(now.people),
            own=now.door.own,
            unvisited=not inside and self.clock() - self.begun >= UNVISITED,
            locked=now.door.locked,
            hotspot=now.door.hotspot,
        )

    @property
    def view(self) -> ScreenView:
        """The wall that stands now, with what walls say of phones."""
        from cxw.phones.code import door_address

        door = self.desk.door
        address = door_address(door.address, door.port, door.code)
        if self.page is not None:
            return ScreenView(step=JOIN, page=self.page, door=address, entrance=self.entrance)
        if not self.at.stage:
            return self.at
        return replace(self.at, door=address, entrance=Entrance(locked=door.locked))

    def point(self, view: ScreenView) -> None:
        """The day stands at this screen."""
        self.at = view
        self._tell_window()

    def _tell_window(self) -> bool:
        """Whether the window shows something else now."""
        changed = self.view != self.window.view
        if changed:
            self.window.point(self.view)
        return changed

    # the walls through which they come in

    @property
    def are_awaited(self) -> bool:
        """Whether these walls come first: not where a run goes on and the phones know their way."""
        return not (self.known and self.desk.door.phones)

    def come_in(self, show: Callable[[Wall], str]) -> str:
        """Show them before the day begins; the keys that move about the day have nowhere to go from here."""
        while True:
            try:
                return self.show(show)
            except MovedOn:
                continue

    def show(self, show: Callable[[Wall], str]) -> str:
        """Show them, here and in the audience's window, then what stood there before."""
        if self.page is not None:  # their key at one of them: it stands there already
            return NEXT
        self.page = 0
        self.begun = self.clock()
        try:
            while True:
                self._tell_window()
                word = show(self._wall(self.page))
                if not self._done(word):
                    return word
        finally:
            self.page = None
            self._tell_window()

    def _done(self, word: str) -> bool:
        """Do what was chosen at these walls; False where it leaves them."""
        last = self._count - 1
        assert self.page is not None, "one of these walls stands there"
        if word in (OWN, FOREIGN):
            self._keep(replace(self.desk.door, own=word == OWN))
        elif word == HOTSPOT:
            self._keep(replace(self.desk.door, hotspot=self._asked_hotspot()))
            self.page = 0
        elif word == NEXT and self.page < last:
            self.page += 1
        elif word == BACK:
            self.page = max(0, self.page - 1)
        else:
            return False
        return True

    @property
    def _count(self) -> int:
        return len(pages(self.day.session, self.view))

    def _wall(self, page: int) -> Wall:
        from cxw.workshop.acting import acts_at_start

        door, last = self.desk.door, page + 1 >= self._count
        hint = unsaid = ""
        if door.own is None:
            hint = say("Our own network, or somebody else's? Esc has the keys.")
        if door.own is None and not door.locked:
            unsaid = say("Is this your own network? Until you say so the wall warns the room.")
        return Wall(
            "",
            JOIN,
            self._painted,
            lowest=CODE_WITH_FRAME,
            last=last,
            keys=_keys(door, page, last=last),
            lines_to_say=_what_to_try(door.locked),
            acts=acts_at_start(self.day),
            alone=unsaid,
            hint=hint,
        )

    def _painted(self, width: int, height: int) -> str:
        self._tell_window()
        view, shown = self.view, pages(self.day.session, self.view)
        return draw_page(
            self.day.session, view, shown, WallSheet(width, height, self.day.theme, self.day.colour)
        )

    def _asked_hotspot(self) -> Hotspot | None:
        """Its name and password, as its screen says them; what was there before where nothing is typed."""
        before, title = self.desk.door.hotspot, say("A hotspot")
        if before is not None:
            ways = {HOTSPOT: say("another one"), NONE: say("none any more")}
            asked = say("There is a code for {name}. What from now on?", name=before.name)
            chosen = self.day.desk.choose(asked, ways, title)
            if chosen != HOTSPOT:
                return None if chosen == NONE else before
        name = self._line(say("What is the Wi-Fi called, letter by letter?"), wrong_name, title)
        if name is None:
            return before
        asked = say("Its password? (empty: it has none, and everybody near could read along)")
        password = self._line(asked, wrong_password, title)
        return before if password is None else Hotspot(name, password)

    def _line(self, prompt: str, wrong: Callable[[str], str], title: str) -> str | None:
        """A line that will do; None where it was left."""
        typed, asked = "", prompt
        while True:
            typed = self.day.desk.line(asked, typed, title)
            why = wrong(typed)
            if typed in ("", LEAVE) and why:
                return None
            if not why:
                return typed
            asked = f"{why} {prompt}"

    def _keep(self, door: Door) -> None:
        try:
            self.desk.set_door(door)
        except SaveError as fault:
            self.day.desk.tell(str(fault))

    # what changes by itself

    def look(self) -> bool:
        """Whether walls say something else now: phones came in, nobody did for a while, another network."""
        if self.clock() - self.looked >= LOOKS_AT_NETWORK:
            self.looked = self.clock()
            self._look_at_network()
        if self.page is not None and self.entrance.unvisited:
            self._tell_once(
                say("No phone for a minute: h says what to try, a hotspot for one; paper is as good.")
            )
        if self.desk.wanders():
            self._tell_once(
                say("One phone has come in as three people in turn. Is it passed round? j shows who has one.")
            )
        return self._tell_window()

    def _look_at_network(self) -> None:
        found = self.addresses()
        vpns = {one.name for one in found if one.in_vpn}
        if new := vpns - self.vpns:
            self.day.desk.tell(
                say(
                    "A VPN is on now ({name}): where no phone comes in any more, switch it off.",
                    name=", ".join(sorted(new)),
                )
            )
        self.vpns = vpns
        if not found or any(one.address == self.desk.door.address for one in found):
            self.gone = None
            return
        if self.gone is None:
            self.gone = self.clock()
        if self.clock() - self.gone >= GONE:
            self._move([one.address for one in found if not one.refused])

    def _move(self, usable: Collection[str]) -> None:
        """To the only network there is; where there are several or none, the facilitator is told."""
        if len(usable) != 1:
            self._tell_once(
                say(
                    "The phones' network is gone; answers are kept. Join it again, or leave and run cxw anew."
                )
            )
            return
        (address,) = usable
        before = self.desk.door
        try:
            self.serving.at(address)
        except CxwError as fault:
            self._tell_once(say("Phones cannot be served just now: {why}.", why=fault))
            return
        self.gone, self.begun = None, self.clock()
        self.said.clear()
        self.day.desk.tell(moved(before, self.desk.door, cards=self.desk.published.cards))

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self.said:
            self.said.add(sentence)
            self.day.desk.tell(sentence)

    # what the facilitator can do in the list of people

    def here(self) -> PhonesHere:
        """What the facilitator can do about them, in the list of people."""
        return PhonesHere(
            taken=lambda: [*self.desk.door.phones],
            release=lambda person: self._try(lambda: self.desk.release(person)),
            release_all=lambda: self._try(self.desk.release_all),
            locked=lambda: self.desk.door.locked,
            lock=lambda locked: self._try(lambda: self.desk.lock(locked)),
        )

    def _try(self, act: Callable[[], None]) -> list[str]:
        try:
            act()
        except SaveError as fault:
            return [str(fault)]
        self._tell_window()
        return []


def _keys(door: Door, page: int, *, last: bool) -> dict[str, str]:
    """The keys of these walls."""
    keys = {NEXT: say("Go on") if last else say("Next")}
    if page:
        keys[BACK] = say("Back")
    if door.locked:
        return keys
    if door.own is not True:
        keys[OWN] = say("our own network")
    if door.own is not False:
        keys[FOREIGN] = say("somebody else's network")
    keys[HOTSPOT] = say("a code for a hotspot")
    return keys


def _what_to_try(locked: bool) -> str:
    if locked:
        return say("The door is locked: j, then l, lets phones in again.")
    return say(
        "No phone comes in? Switch VPN off, on phones and here. Guest networks often keep devices apart: try "
        "another one, or a hotspot, of this laptop (about 8 phones on Windows) or of a phone (5 to 10). For "
        "more take a pocket router. Paper is always there."
    )


def moved(before: Door, door: Door, *, cards: bool) -> str:
    """That phones must come in anew, and what becomes of who they are.

    A phone shows its cookie at any port of an address, and at no other address.
    """
    if door.phones and door.address != before.address and cards:
        return say(
            "The address is another one, so there is a new code (k). Answers are kept. The word on each "
            "phone brings its card back."
        )
    if door.phones and door.address != before.address:
        return say(
            "The address is another one, so there is a new code (k). Answers are kept. The names are still "
            "taken: j, then r, releases them all."
        )
    return say("The address is another one, so there is a new code (k). Answers are kept.")

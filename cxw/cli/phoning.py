"""Phones beside a run: which network, the server, the wall through which they come in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cxw.day.desk import NEXT, MovedOn, Wall
from cxw.day.people import PhonesHere
from cxw.errors import CxwError, SaveError
from cxw.model import PersonId, Session
from cxw.wall import JOIN, ScreenView, WallSheet, draw_page

if TYPE_CHECKING:
    from cxw.phones import PhoneDesk
    from cxw.phones.network import OwnAddress
    from cxw.workshop import Day

SAY_JOIN = (
    "No phone comes in? Try another network, or this laptop's own hotspot (about eight phones); switch VPN "
    "off on phones and here; and mind guest networks: many keep devices apart. Paper is always there."
)
MOVED = "The address is another one than before, so there is a new code: phones scan it once more."


@dataclass(frozen=True)
class WantedPhones:
    """Where phones are served; or why they are not, in a sentence."""

    address: str = ""
    why_not: str = ""


class ShownElsewhere(Protocol):
    """The audience's window."""

    view: ScreenView

    def point(self, view: ScreenView) -> None:
        """The day stands at this screen."""


def on_phones(session: Session) -> bool:
    """Whether anybody answers on a phone by the file."""
    return any((person.desk or session.desk) == "phones" for person in session.asked())


def wanted_phones(path: Path, session: Session, wanted: bool | None, network: str) -> WantedPhones | None:
    """Where phones are to be served; None where nobody wants any."""
    if wanted is False or not (wanted or network or on_phones(session)):
        return None
    from cxw.phones.server import lacking

    if why := lacking():
        return WantedPhones(why_not=f"{why} Until then everybody answers on paper.")
    return _address(path, network)


def _address(path: Path, network: str) -> WantedPhones:
    """The address that was asked for, that phones know already, that is the only one, or that is chosen."""
    from cxw.phones.door import open_door
    from cxw.phones.network import own_addresses

    found = own_addresses()
    if network:
        return WantedPhones(named(found, network).address)
    usable = [one for one in found if not one.refused]
    if not usable:
        said = "; ".join(f"{one.name}: {one.refused}" for one in found) or "there is none"
        return WantedPhones(
            why_not=f"No network here that phones reach ({said}). Everybody answers on paper."
        )
    before = open_door(path).address
    if len(usable) == 1 or before in [one.address for one in usable]:
        return WantedPhones(before if before in [one.address for one in usable] else usable[0].address)
    from cxw.keyboard import questions

    ways = {one.address: f"{one.name}  {one.address}" for one in usable}
    return WantedPhones(questions.choice("Which network are the phones in?", ways))


def named(found: list[OwnAddress], network: str) -> OwnAddress:
    """The address that is called so, by its name or its numbers; CxwError where no phone reaches it."""
    wanted = network.casefold()
    here = [one for one in found if wanted in (one.address, one.name.casefold())]
    if not here:
        names = ", ".join(f"{one.name} ({one.address})" for one in found if not one.refused) or "none"
        raise CxwError(f"{network} is no network of this machine; phones could use: {names}")
    if here[0].refused:
        raise CxwError(f"{here[0].name} ({here[0].address}) cannot be used for phones: {here[0].refused}")
    return here[0]


class RunningPhones:
    """The phones of one run."""

    def __init__(self, desk: PhoneDesk, day: Day, window: ShownElsewhere, *, known: bool) -> None:
        """`known`: the door is where it was, so phones come back by themselves."""
        self.desk = desk
        self.known = known
        self.day = day
        self.window = window

    @property
    def view(self) -> ScreenView:
        """The wall through which they come in."""
        from cxw.phones.code import door_address

        door = self.desk.door
        return ScreenView(step=JOIN, door=door_address(door.address, door.port, door.code))

    def show(self, show: Callable[[Wall], str]) -> str:
        """Show that wall, here and in the audience's window, then what stood there before."""
        before, wall = (
            self.window.view,
            Wall("", JOIN, self._painted, keys={NEXT: "Go on"}, lines_to_say=SAY_JOIN),
        )
        self.window.point(self.view)
        try:
            return show(wall)
        finally:
            self.window.point(before)

    @property
    def are_awaited(self) -> bool:
        """Whether the wall comes first: not where a run goes on and the phones know their way."""
        return not (self.known and self.desk.door.phones)

    def come_in(self, show: Callable[[Wall], str]) -> str:
        """Show it before the day begins; the keys that move about the day have nowhere to go from here."""
        while True:
            try:
                return self.show(show)
            except MovedOn:
                continue

    def _painted(self, width: int, height: int) -> str:
        from cxw.wall.joining import joining_page

        view, now = self.view, self.desk.published
        page = joining_page(self.day.session, view.door, len(now.door.phones), len(now.people))
        sheet = WallSheet(width, height, self.day.theme, self.day.colour)
        return draw_page(self.day.session, view, [page], sheet)

    def here(self) -> PhonesHere:
        """What the facilitator can do about them, in the list of people."""
        return PhonesHere(
            taken=lambda: [*self.desk.door.phones],
            release=self._release,
            locked=lambda: self.desk.door.locked,
            lock=self._lock,
        )

    def _release(self, person: PersonId) -> list[str]:
        try:
            self.desk.release(person)
        except SaveError as fault:
            return [f"the name is not released: {fault}"]
        return []

    def _lock(self, locked: bool) -> list[str]:
        try:
            self.desk.lock(locked)
        except SaveError as fault:
            return [f"the door is as it was: {fault}"]
        return []


@contextlib.contextmanager
def phones_served(
    path: Path, day: Day, window: ShownElsewhere, wanted: WantedPhones | None
) -> Iterator[RunningPhones | None]:
    """Serve phones while the day runs; where that cannot be, say why and let the day go on with paper."""
    if wanted is None:
        yield None
        return
    with contextlib.ExitStack() as stack:
        phones = None
        try:
            if not wanted.why_not:
                phones = _begun(stack, path, day, window, wanted.address)
        except CxwError as fault:
            wanted = WantedPhones(why_not=f"Phones cannot be served: {fault}. Everybody answers on paper.")
        if phones is None:
            day.desk.tell(wanted.why_not)
        yield phones


def _begun(
    stack: contextlib.ExitStack, path: Path, day: Day, window: ShownElsewhere, address: str
) -> RunningPhones:
    from cxw.phones import PhoneDesk
    from cxw.phones.app import PhoneApp
    from cxw.phones.door import cookie_name
    from cxw.phones.server import listening, served
    from cxw.workshop.phones import PhonesOfTheDay

    desk = PhoneDesk(path, PhonesOfTheDay(day), notices(day.session))
    before = desk.door
    here = listening(address, before.port if before.address == address else 0)
    stack.callback(here.close)
    desk.set_door(before.at(address, here.getsockname()[1]))
    if before.address and before.code != desk.door.code:
        day.desk.tell(MOVED)
    stack.enter_context(served(PhoneApp(desk, cookie_name(path)).asgi(), here))
    day.changed = desk.changed
    phones = RunningPhones(desk, day, window, known=before.code == desk.door.code)
    day.phones = phones.here()
    return phones


def notices(session: Session) -> dict[str, str]:
    """By language, the page on what is kept of everybody."""
    from cxw.handout.notice import MONTHS, notice_text

    return {language: notice_text(session, language) for language in MONTHS}

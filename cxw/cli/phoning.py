"""Phones beside a run: which network, and the server beside the day."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cxw.cli.entrance import RunningPhones, ShownElsewhere, moved
from cxw.errors import CxwError
from cxw.model import LensDefinition, Session
from cxw.text.phrases import say

if TYPE_CHECKING:
    from cxw.phones.network import OwnAddress
    from cxw.workshop import Day


@dataclass(frozen=True)
class WantedPhones:
    """Where phones are served; or why they are not, in a sentence."""

    address: str = ""
    why_not: str = ""


def on_phones(session: Session) -> bool:
    """Whether anybody answers on a phone by the file."""
    return any((person.desk or session.desk) == "phones" for person in session.asked())


def wanted_phones(path: Path, session: Session, wanted: bool | None, network: str) -> WantedPhones | None:
    """Where phones are to be served; None where nobody wants any."""
    if wanted is False or not (wanted or network or on_phones(session)):
        return None
    from cxw.phones.server import lacking

    if why := lacking():
        return WantedPhones(why_not=say("{why} Until then everybody answers on paper.", why=why))
    return _address(path, network)


def _address(path: Path, network: str) -> WantedPhones:
    """The address that was asked for, that phones know already, that is the only one, or that is chosen."""
    from cxw.phones.door import known_address
    from cxw.phones.network import own_addresses

    found = own_addresses()
    if network:
        return WantedPhones(named(found, network).address)
    usable = [one for one in found if not one.refused]
    if not usable:
        said = "; ".join(f"{one.name}: {say(one.refused)}" for one in found) or say("there is none")
        return WantedPhones(
            why_not=say("No network here that phones reach ({why}). Everybody answers on paper.", why=said)
        )
    before, addresses = known_address(path), [one.address for one in usable]
    if before in addresses:
        return WantedPhones(before)
    if len(addresses) == 1:
        return WantedPhones(addresses[0])
    from cxw.keyboard import questions

    ways = {one.address: f"{one.name}  {one.address}" for one in usable}
    return WantedPhones(questions.choice(say("Which network are the phones in?"), ways))


def named(found: list[OwnAddress], network: str) -> OwnAddress:
    """The address that is called so, by its name or its numbers; CxwError where no phone reaches it."""
    wanted = network.casefold()
    here = [one for one in found if wanted in (one.address, one.name.casefold())]
    if not here:
        names = ", ".join(f"{one.name} ({one.address})" for one in found if not one.refused) or say("none")
        raise CxwError(
            say(
                "{network} is no network of this machine; phones could use: {names}",
                network=network,
                names=names,
            )
        )
    if why := here[0].refused:
        name = f"{here[0].name} ({here[0].address})"
        raise CxwError(say("{network} cannot be used for phones: {why}", network=name, why=say(why)))
    return here[0]


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
            why = say("Phones cannot be served: {why}. Everybody answers on paper.", why=fault)
            wanted = WantedPhones(why_not=why)
        if phones is None:
            day.desk.tell(wanted.why_not)
        yield phones


def _begun(
    stack: contextlib.ExitStack, path: Path, day: Day, window: ShownElsewhere, address: str
) -> RunningPhones:
    from cxw.phones import PhoneDesk
    from cxw.phones.app import PhoneApp
    from cxw.phones.door import cookie_name
    from cxw.phones.network import own_addresses
    from cxw.phones.serving import served_at
    from cxw.workshop.phones import PhonesOfTheDay

    desk = PhoneDesk(path, PhonesOfTheDay(day), notices(day.session, day.lenses))
    before = desk.door
    app = PhoneApp(desk, cookie_name(path))
    serving = stack.enter_context(served_at(address, desk, app.asgi))
    if before.address and before.code != desk.door.code:
        day.desk.tell(moved(before, desk.door, cards=desk.published.cards))
    known = before.code == desk.door.code
    phones = RunningPhones(desk, day, window, serving, known=known, addresses=own_addresses)
    desk.looks, day.point, day.changed = phones.look, phones.point, desk.changed
    day.phones = phones.here()
    return phones


def notices(session: Session, lenses: Sequence[LensDefinition] = ()) -> dict[str, str]:
    """By language, the page on what is kept of everybody."""
    from cxw.handout.notice import MONTHS, notice_text

    return {language: notice_text(session, language, lenses) for language in MONTHS}

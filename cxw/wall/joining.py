"""How phones come in: a code for the camera, the address and the code to type, and that paper is as good."""

from __future__ import annotations

from functools import lru_cache

from cxw.day.hotspot import Hotspot, wifi
from cxw.model import Session
from cxw.phones.code import Modules, code_of, with_quiet_zone
from cxw.pictures.charts import Code, LabelledWords
from cxw.text.phrases import Phrases
from cxw.wall.page import Page
from cxw.wall.scene import language_on_walls
from cxw.wall.view import Entrance, ScreenView

MEDIUM, LOW = "m", "l"
"""How much of a code may be unreadable: less where it says much and must still fit the smallest wall."""


def joining_pages(session: Session, view: ScreenView) -> list[Page]:
    """The walls for whoever answers on a phone: the Wi-Fi, where it has a code of its own, then the door."""
    say, entrance = language_on_walls(session), view.entrance
    if entrance.locked:
        return [_locked(say, entrance)]
    hotspot = [_wifi_page(say, entrance.hotspot)] if entrance.hotspot is not None else []
    return [*hotspot, _door_page(say, view.door, entrance)]


def _locked(say: Phrases, entrance: Entrance) -> Page:
    """No code: whoever scanned it would be turned away."""
    inside = (_counted(say, entrance),) if entrance.inside else ()
    on = say("Paper is on the table for everybody; nobody minds which.")
    return Page(say("No further phone comes in just now."), under=(*inside, on))


def _door_page(say: Phrases, door: str, entrance: Entrance) -> Page:
    address, _, code = door.removeprefix("HTTP://").rpartition("/")
    first = say("The same Wi-Fi as this laptop; switch VPN off. Then scan this, or type:")
    if entrance.hotspot is not None:
        first = say("Once you are in that Wi-Fi: switch VPN off, then scan this, or type:")
    words = (
        LabelledWords(first, address),
        LabelledWords(say("The code:"), f"{code[:3]} {code[3:]}"),
        *(LabelledWords(text, "") for text in _what_next(say, entrance)),
    )
    modules = _modules(door, MEDIUM)
    headline = say("Answer on your own phone, or on paper.")
    return Page(headline, (Code(modules, words),), least=_rows(modules))


def _what_next(say: Phrases, entrance: Entrance) -> tuple[str, ...]:
    """Beside the code: who could read along, and how many are in, or what to try where nobody comes."""
    whose = _whose(say, entrance)
    if entrance.unvisited and not entrance.inside:
        return (
            say(
                "No phone yet? Look for VPNs, and stay connected without internet. "
                "Guest networks keep devices apart: then another Wi-Fi, or paper."
            ),
            whose,
        )
    stay = say("Stay connected although there is no internet.")
    if entrance.own:
        stay = say("Stay connected: there is no internet here, so your browser says “not secure”.")
    paper = say("Paper is on the table for everybody; nobody minds which.")
    return stay, whose, (_counted(say, entrance) if entrance.inside else paper)


def _counted(say: Phrases, entrance: Entrance) -> str:
    return say(
        "{inside} of {all} are in. Paper is on the table for everybody.",
        inside=entrance.inside,
        all=entrance.of,
    )


def _whose(say: Phrases, entrance: Entrance) -> str:
    """Who could read along: somebody, unless the facilitator has said that the network is their own."""
    open_to_all = entrance.hotspot is not None and not entrance.hotspot.password
    if entrance.own and not open_to_all:
        return say("Only between your phone and this laptop.")
    return say("Whoever runs this Wi-Fi could read along; paper is on the table.")


def _wifi_page(say: Phrases, hotspot: Hotspot) -> Page:
    known = (LabelledWords(say("Password:"), hotspot.password),) if hotspot.password else ()
    words = (
        LabelledWords(say("Scan this to join, or choose it in your phone's settings:"), hotspot.name),
        *known,
        LabelledWords(say("Stay connected although there is no internet."), ""),
        LabelledWords(say("Paper is on the table for everybody; nobody minds which."), ""),
    )
    modules = _modules(wifi(hotspot), LOW)
    return Page(say("First join this Wi-Fi."), (Code(modules, words),), least=_rows(modules))


@lru_cache(maxsize=8)
def _modules(text: str, spare: str) -> Modules:
    return with_quiet_zone(code_of(text, spare))


def _rows(modules: Modules) -> int:
    return (len(modules) + 1) // 2

"""How a session's pages look: banner, brand, paper; faults of a logo are told, and it is left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import chain
from pathlib import Path

from cxw.findings.types import Audience
from cxw.handout.pages.look import PageLook
from cxw.model import Session
from cxw.pictures.colour import readable_colour
from cxw.text.phrases import phrases

BANNER = "TEAM BELIEFS, NOT CUSTOMER DATA"
CHECKED = "TEAM BELIEFS, SOME COMPARED WITH CUSTOMERS"
REHEARSED = "REHEARSAL, INVENTED ANSWERS"
PRIVATE = "PRIVATE: NAMES PEOPLE, FACILITATOR ONLY"
LARGEST = 2_000_000
"""Bytes of a logo, which every page for a browser carries within itself."""
WIDEST = 8_000
"""Dots of a side: a picture of more takes all memory when it is painted."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def page_look(session: Session, audience: Audience, beside: Path) -> tuple[PageLook, list[str]]:
    """What a handout's pages carry beside their text, and what is to be said of it."""
    say = phrases(session.language)
    logo, notices = logo_of(session, beside)
    look = PageLook(
        title=session.title,
        language=say.language,
        banner=say(banner_of(session)),
        private=say(PRIVATE) if audience == "facilitator" else None,
        date=day_of(session),
        logo=logo,
    )
    return branded(look, session), notices


def banner_of(session: Session) -> str:
    """What stands on every page and picture: that it is belief, or not even that."""
    if session.rehearsal:
        return REHEARSED
    return CHECKED if any(segment.customers for segment in session.segments) else BANNER


def branded(look: PageLook, session: Session) -> PageLook:
    """A page with the colour, the foot and the paper of the brand."""
    brand = session.brand
    return replace(
        look,
        colour=readable_colour(brand.colour) if brand.colour else look.colour,
        footer=brand.footer or brand.name,
        author=brand.led_by or session.facilitator,
        paper=brand.paper or "a4",
    )


def day_of(session: Session) -> dt.date | None:
    """The day of the workshop: as it is told, or the day its first round was opened."""
    rounds = chain.from_iterable(segment.rounds for segment in session.segments)
    opened = [round.opened.date() for round in rounds]
    return session.date or min(opened, default=None)


def logo_of(session: Session, beside: Path) -> tuple[bytes | None, list[str]]:
    """The logo beside the session file; without it pages are made all the same, and a sentence says so."""
    name = session.brand.logo
    if name is None:
        return None, []
    path = beside / name
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None, [f"The logo {path} is not there, so this has none: put it beside the session file."]
    except OSError as fault:
        return None, [f"The logo {path} cannot be read ({fault.strerror}), so this has none."]
    fault_found = _fault_of(data)
    if fault_found:
        return None, [f"The logo {path} {fault_found}, so this has none: save it again as PNG."]
    return data, []


def _fault_of(data: bytes) -> str:
    """Why a picture cannot be a logo; empty where it can."""
    if len(data) > LARGEST:
        return f"is larger than {LARGEST // 1_000_000} MB"
    if data.startswith(_PNG):
        whole = data[12:16] == b"IHDR" and b"IEND" in data[-16:]
        sides = (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
        if not whole or not all(0 < side <= WIDEST for side in sides):
            return f"is broken, or wider or higher than {WIDEST} dots"
        return ""
    if data.startswith(_JPEG):
        return "" if b"\xff\xd9" in data[-64:] else "is broken off"
    return "is neither PNG nor JPEG"

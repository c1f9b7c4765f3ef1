"""How a session's pages look: banner, brand, paper; faults of a logo are told, and it is left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from cxw.findings.types import Audience
from cxw.handout.pages.look import PageLook
from cxw.model import Session
from cxw.pictures.colour import readable_colour
from cxw.text.phrases import phrases

BANNER = "TEAM BELIEFS, NOT CUSTOMER DATA"
REHEARSED = "REHEARSAL, INVENTED ANSWERS"
PRIVATE = "PRIVATE: NAMES PEOPLE, FACILITATOR ONLY"


def page_look(session: Session, audience: Audience, beside: Path) -> tuple[PageLook, list[str]]:
    """What a handout's pages carry beside their text, and what is to be said of it."""
    brand, say = session.brand, phrases(session.language)
    logo, notices = logo_of(session, beside)
    look = PageLook(
        title=session.title,
        language=say.language,
        banner=say(REHEARSED) if session.rehearsal else say(BANNER),
        private=say(PRIVATE) if audience == "facilitator" else None,
        colour=readable_colour(brand.colour) if brand.colour else PageLook.colour,
        footer=brand.footer or brand.name,
        author=session.facilitator,
        date=day_of(session),
        paper=brand.paper or "a4",
        logo=logo,
    )
    return look, notices


def day_of(session: Session) -> dt.date | None:
    """The day of the workshop: as it is told, or the day its first round was opened."""
    opened = [round.opened.date() for segment in session.segments for round in segment.rounds]
    return session.date or min(opened, default=None)


def logo_of(session: Session, beside: Path) -> tuple[bytes | None, list[str]]:
    """The logo beside the session file; without it pages are made all the same, and a sentence says so."""
    name = session.brand.logo
    if name is None:
        return None, []
    path = beside / name
    try:
        data = path.read_bytes()
    except OSError:
        return None, [
            f"The logo {path} is not there, so the handout has none: put it beside the session file."
        ]
    if not data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        return None, [f"The logo {path} is neither PNG nor JPEG, so the handout has none."]
    return data, []

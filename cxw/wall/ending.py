"""The last screen: the day is over."""

from __future__ import annotations

from dataclasses import replace

from cxw.model import Session
from cxw.wall.page import Page
from cxw.wall.scene import language_on_walls


def ending_page(session: Session) -> Page:
    """Thanks, and how many promises the room leaves with."""
    promised = sum(len(segment.research) for segment in session.segments)
    say = language_on_walls(session)
    one = "We promised to find out 1 thing; the handout lists what."
    more = "We promised to find out {number} things; the handout lists what."
    page = Page(say("This is the end of the day. Thank you."))
    if not promised:
        return page
    return replace(page, under=(say(one if promised == 1 else more, number=promised),))

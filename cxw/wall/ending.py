"""The last screen: the day is over."""

from __future__ import annotations

from cxw.model import Session
from cxw.text.saying import many
from cxw.wall.page import Page


def ending_page(session: Session) -> Page:
    """Thanks, and how many promises the room leaves with."""
    promised = sum(len(segment.research) for segment in session.segments)
    kept = f"We promised to find out {many(promised, 'thing')}; the handout lists what." if promised else ""
    return Page("This is the end of the day. Thank you.", under=(kept,) if kept else ())

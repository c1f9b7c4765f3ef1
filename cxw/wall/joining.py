"""How phones come in: a code for the camera, the address and the code to type, and that paper is as good."""

from __future__ import annotations

from dataclasses import replace

from cxw.day.ticks import language_asked
from cxw.model import Session
from cxw.phones.code import code_of, with_quiet_zone
from cxw.pictures.charts import Code, LabelledWords
from cxw.wall.page import Page


def joining_page(session: Session, door: str) -> Page:
    """The wall for whoever answers on a phone; `door` is what the code says."""
    say = language_asked(session)
    address, _, code = door.removeprefix("HTTP://").rpartition("/")
    words = (
        LabelledWords(
            say("The same Wi-Fi as this laptop; switch VPN off. Then scan this, or type:"), address
        ),
        LabelledWords(say("The code:"), f"{code[:3]} {code[3:]}"),
        LabelledWords(say("Stay connected although there is no internet."), ""),
    )
    modules = with_quiet_zone(code_of(door))
    return Page(
        say("Answer on your own phone, or on paper."),
        (Code(modules, words),),
        under=(say("Paper is on the table for everybody; nobody minds which."),),
        least=(len(modules) + 1) // 2,
    )


def with_count(session: Session, page: Page, inside: int, all: int) -> Page:
    """The same wall, with how many phones have come in once there is one."""
    say = language_asked(session)
    said = say("{inside} of {all} are in. Paper is on the table for everybody.", inside=inside, all=all)
    return replace(page, under=(said,)) if inside else page

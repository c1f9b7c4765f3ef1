"""Phones the evening before: which network, the port opened once, and one's own phone that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxw.drawing import wrap
from cxw.text.phrases import say

if TYPE_CHECKING:
    from cxw.phones import PhoneDesk
    from cxw.phones.inbox import Post
    from cxw.rehearsal.on_phones import InventedPhones

PORT = (
    "The port was opened for a moment. Does your system ask whether others may reach cxw, say yes now: "
    "tomorrow it would ask on the projector."
)


def networks_told(width: int) -> Iterator[str]:
    """Every network of this laptop, and why phones do not reach the others."""
    from cxw.phones.network import own_addresses

    found = own_addresses()
    if not found:
        return
    yield say("The networks of this laptop:")
    name, address = (
        max(map(len, column)) for column in zip(*((n.name, n.address) for n in found), strict=True)
    )
    for one in found:
        what = say("no: {why}", why=say(one.refused)) if one.refused else say("phones can come in here")
        begins = f"  {one.name:<{name}}  {one.address:<{address}}  "
        first, *more = wrap(what, max(24, width - len(begins)))
        yield begins + first
        yield from (" " * len(begins) + line for line in more)


def opened_once(address: str) -> str:
    """Open a port here, so that a firewall asks tonight; CxwError where that cannot be."""
    from cxw.phones.server import listening

    with closing(listening(address)):
        return say(PORT)


@dataclass
class OwnPhones:
    """Phones that somebody holds, beside the invented ones: what became of them is told as it happens."""

    desk: PhoneDesk
    invented: InventedPhones
    tell: Callable[[str], None]
    came: set[str] = field(default_factory=set)
    answered: int = 0

    def acknowledged(self, post: Post) -> None:
        """Something that a phone sent is on disk."""
        if post.nonce in self.invented.nonces():
            return
        if post.act != "answer":
            self._comes(post.nonce)
            return
        self.answered += 1
        if self.answered == 1:
            self.tell(say("It works: an answer from your own phone is on disk."))

    def _comes(self, nonce: str) -> None:
        person = self.desk.published.person(self.desk.door.whose(nonce))
        if person is not None and nonce not in self.came:
            self.came.add(nonce)
            self.tell(
                say(
                    "Your phone is in, as {name}: network and firewall let it in. Answer what it is asked.",
                    name=person.name,
                )
            )

    def said(self) -> str:
        """What came of them, at the end."""
        if self.answered:
            return say(
                "Your own phone works here: {number} of its answers were on disk.", number=self.answered
            )
        if self.came:
            return say("Your own phone came in here and answered nothing.")
        return say("No phone of your own came in: whether phones reach this laptop here was not tried.")

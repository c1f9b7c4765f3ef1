"""The day as phones need it: its session, its one file, and where somebody answers."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from cxw.day import attendance
from cxw.model import DeskName, PersonId, Session
from cxw.pictures.colour import readable_colour
from cxw.sessionfile.writer import Act
from cxw.workshop.day import Day, have_on_disk, have_saved, keep

GROUNDS = ("#F2F4F7", "#232C34")
"""The least favourable ground of a page in light and in dark, as `templates/phones/style.css` has them."""


@dataclass(frozen=True)
class PhonesOfTheDay:
    """What `PhoneDesk` asks of the day."""

    day: Day

    @property
    def session(self) -> Session:
        """The newest state."""
        return self.day.session

    @property
    def unsaved(self) -> bool:
        """Whether something was entered that is not on disk yet."""
        return self.day.file.unsaved

    @property
    def accents(self) -> tuple[str, str] | None:
        """The colour of the brand as it can be read, on light and on dark."""
        colour = self.session.brand.colour
        return (readable_colour(colour, GROUNDS[0]), readable_colour(colour, GROUNDS[1])) if colour else None

    def at_once(self, first: Act, then: Act) -> contextlib.AbstractContextManager[None]:
        """What is kept inside of it shares one save, which begins when it ends, after `first`."""
        return self.day.file.at_once(first, then)

    def saved(self) -> None:
        """Wait for that save; what was edited outside meanwhile is in it."""
        have_saved(self.day)

    def settle(self) -> None:
        """Have on disk what is in memory only; the facilitator decides where the disk refuses."""
        have_on_disk(self.day)

    def answer_at(self, person: PersonId, desk: DeskName) -> None:
        """Keep where somebody answers, where that is another place than before."""
        session = self.day.session
        if (session.participant(person).desk or session.desk or "paper") != desk:
            keep(self.day, lambda s: attendance.answer_at(s, person, desk))

    def take_back_tick(self, person: PersonId) -> bool:
        """Keep that a department is not to be shown by itself after all; False once the handout is made."""
        from cxw.handout.files import room_handout_exists

        folder = self.day.folder
        if folder is not None and room_handout_exists(self.session.title, folder):
            return False
        keep(self.day, lambda s: setattr(s.participant(person), "open", False))
        return True

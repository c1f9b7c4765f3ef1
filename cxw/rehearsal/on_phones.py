"""Invented phones that answer over real HTTP: the network, the server and the pages are those of the day.

Each has a thread of its own and knows nothing but the pages it was sent; what it sends is worked off here, on
the thread that holds the copy.
"""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from itertools import chain
from urllib.parse import urlencode

from cxw.day.desk import Ballot
from cxw.errors import CxwError
from cxw.model import DK, PersonId
from cxw.phones import PhoneDesk
from cxw.phones.forms import UNKNOWN, fields_of
from cxw.questions.asking import Part, TypingStep, Value
from cxw.questions.picks import PICKS, TICKS

LIMIT = 20.0
"""Seconds that one request may take; a rehearsal waits for no phone longer."""
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
Answers = Callable[[Part], Value]


class InventedPhone:
    """A browser without script, of one invented person."""

    def __init__(self, base: str, person: PersonId) -> None:
        self.base = base
        self.person = person
        self.cookie = ""
        self.page = ""

    def come_in(self, code: str, department: str | None) -> None:
        """By the code, then by name; where there are cards, one of the department is dealt."""
        self._ask("GET", f"/{code}")
        picked = {"person": self.person} if department is None else {"department": department}
        self._ask("POST", "/join", picked)

    @property
    def nonce(self) -> str:
        """By which the door knows it."""
        return self.cookie.partition("=")[2].partition(".")[0]

    def form(self) -> dict[str, str]:
        """What the form that stands there sends along; nothing where nothing is asked."""
        self._ask("GET", "/")
        return {name: unescape(value) for name, value in _HIDDEN.findall(self.page)}

    def send(self, fields: Mapping[str, str | Sequence[str]]) -> None:
        """Send a form; CxwError where it is not kept."""
        self._ask("POST", "/answer", fields)

    def _ask(self, method: str, path: str, fields: Mapping[str, str | Sequence[str]] | None = None) -> None:
        wire = http.client.HTTPConnection(self.base, timeout=LIMIT)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        body = None
        if fields is not None:
            body = urlencode(fields, doseq=True)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.base}"}
        try:
            wire.request(method, path, body, headers)
            reply = wire.getresponse()
            self.page = reply.read().decode()
        except OSError as fault:
            raise CxwError(f"a phone could not reach {self.base}: {fault}") from None
        finally:
            wire.close()
        if cookie := reply.headers.get("set-cookie"):
            self.cookie = cookie.split(";")[0]
        if reply.status not in (200, 303):
            raise CxwError(f"a phone was answered with {reply.status} at {path.split('/')[1]}")


class InventedPhones:
    """So many of the room on phones, the first of the file first."""

    def __init__(self, desk: PhoneDesk, people: Sequence[PersonId]) -> None:
        door = desk.door
        self.desk = desk
        self.phones = {one: InventedPhone(f"{door.address}:{door.port}", one) for one in people}
        self.sent = 0
        self.slowest = 0.0
        """seconds from a tap to the answer that it is on disk"""

    def come_in(self) -> None:
        """All of them, at once; with cards each is whoever it was dealt."""
        self._together({one: self._joining(one) for one in self.phones})
        whose = {self.desk.door.whose(phone.nonce): phone for phone in self.phones.values()}
        for person, phone in whose.items():
            phone.person = person
        self.phones = whose

    def _joining(self, one: PersonId) -> Callable[[InventedPhone], None]:
        now = self.desk.published
        card = now.person(one) if now.cards else None
        return lambda phone: phone.come_in(now.door.code, card.function if card is not None else None)

    def own(self) -> set[PersonId]:
        """For whom somebody's own phone answers."""
        return {*self.desk.door.phones} - {*self.phones}

    def nonces(self) -> set[str]:
        """By which the door knows them."""
        return {phone.nonce for phone in self.phones.values()}

    def answer(self, ask: Ballot, people: Sequence[PersonId], answers: Callable[[PersonId], Answers]) -> None:
        """Each of these who has a phone answers all that is asked of them, all at once."""
        writers = self._writers(ask)
        self.desk.open(ask)
        try:
            self._together({writers[one]: self._filling(answers(one)) for one in people if one in writers})
        finally:
            self.desk.close()

    def hand_in(self, ask: Ballot, lines: Mapping[PersonId, Sequence[str]]) -> None:
        """Each of these who has a phone hands in lines."""
        self.desk.open(ask)
        try:
            writers = self._writers(ask)
            here = {writers[one]: said for one, said in lines.items() if one in writers}
            self._together({one: self._handing_in(said) for one, said in here.items()})
        finally:
            self.desk.close()

    def _writers(self, ask: Ballot) -> Mapping[PersonId, PersonId]:
        """Who is asked -> on whose phone it is answered: of a function the first one's."""
        return {ask.answers_for(one): one for one in reversed([*self.phones])}

    def _filling(self, answers: Answers) -> Callable[[InventedPhone], None]:
        def fill(phone: InventedPhone) -> None:
            while form := phone.form():
                asked = self.desk.published.of_one(phone.person)
                step = asked.next_step()
                if step is None:
                    return
                self._send(phone, {**form, **page_fields(step, asked.behind.get(step.part.id), answers)})

        return fill

    def _handing_in(self, lines: Sequence[str]) -> Callable[[InventedPhone], None]:
        return lambda phone: self._send(phone, {**phone.form(), "lines": "\r\n".join(lines)})

    def _send(self, phone: InventedPhone, fields: Mapping[str, str | Sequence[str]]) -> None:
        began = time.monotonic()
        phone.send(fields)
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.sent += 1

    def _together(self, acts: Mapping[PersonId, Callable[[InventedPhone], None]]) -> None:
        """Each in a thread of its own; meanwhile what they send is worked off here."""
        failed: list[CxwError] = []
        wakes = threading.Event()
        self.desk.woken_by(wakes.set)

        def acting(person: PersonId) -> None:
            try:
                acts[person](self.phones[person])
            except CxwError as fault:
                failed.append(fault)
            wakes.set()

        threads = [threading.Thread(target=acting, args=(person,), daemon=True) for person in acts]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            wakes.wait(0.05)
            wakes.clear()
            if self.desk.has_mail():
                self.desk.work_off()
        if failed:
            raise failed[0]


def page_fields(
    step: TypingStep, behind: TypingStep | None, answers: Answers
) -> Mapping[str, str | Sequence[str]]:
    """What a page sends, with what is picked further of the same things."""
    asked = (step,) if behind is None else (step, behind)
    return dict(chain.from_iterable(_fields(one, answers(one.part)).items() for one in asked))


def _fields(step: TypingStep, value: Value) -> Mapping[str, str | Sequence[str]]:
    """Where each thing has a box of its own for not knowing, nothing on the page stands for all of them."""
    if not (step.kind.unknown(value) or value == DK):
        return fields_of(step, value)
    if step.kind in (PICKS, TICKS):
        return fields_of(step, {thing.id: DK for thing in step.items})
    return {UNKNOWN: "1"}

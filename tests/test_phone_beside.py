"""Phones answer while the paper desk types: one writer, nothing lost, and the facilitator sees them come in."""

# ruff: noqa: TID251 - the widgets are driven through a pipe

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from phone_room import ROW, Phone, PhoneRoom, room
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from test_saved_at_once import Slow

from cxw.day.desk import LEAVE
from cxw.errors import SaveError
from cxw.keyboard import Room
from cxw.keyboard.canvas import Size, text_of
from cxw.keyboard.painting import Painter
from cxw.sessionfile import OpenFile, create, load
from cxw.theme import DARK
from cxw.workshop import Memory

PATIENCE = 20.0
POINTS = {"brand": 0, "product": 10, "quality": 20, "price": 30, "service": 40}


def until(there: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > end:
            raise AssertionError("it never came to that")
        time.sleep(0.005)


class AtTheDesk:
    """A round at the keyboard, with somebody acting beside it in a thread of their own."""

    def __init__(self, here: PhoneRoom, *, projected: bool = False) -> None:
        self.here, self.projected = here, projected
        here.app.waits = PATIENCE
        ballot = here.desk.ballot
        assert ballot is not None
        self.ballot = ballot
        self.paints = 0
        """how often a picture was drawn"""
        self.pictures = list[str]()
        """what stood there, one after the other, in its colours"""
        here.desk.ballot = None
        here.desk.inbox.wake = lambda: None
        here.desk.publish()

    def run(self, act: Callable[[Callable[[str], None], Room], None]) -> str:
        """What becomes of the round, once `act` is over and has pressed its keys."""
        with create_pipe_input() as pipe:
            room = Room(projected=self.projected, theme=DARK, input=pipe, output=DummyOutput())
            self.here.day.desk = room
            self.here.day.changed = self.here.desk.changed
            room.beside(self.here.desk)
            room.surface.painter = self._painter
            failed: list[BaseException] = []

            def acts() -> None:
                try:
                    until(lambda: self.here.desk.published.ballot)
                    act(pipe.send_text, room)
                except BaseException as error:  # noqa: BLE001 - raised again where the round is asked
                    failed.append(error)
                finally:
                    pipe.send_text("\x03" if failed else "\x1bq")

            thread = threading.Thread(target=acts)
            thread.start()
            try:
                return room.ballots(self.ballot)
            except KeyboardInterrupt:
                thread.join()
                raise failed[0] from None
            finally:
                thread.join()

    def _painter(self, style: Any, output: Any, picture: Any) -> Painter:
        def drawn(width: int, height: int) -> Any:
            lines = picture(width, height)
            if self.pictures[-1:] != [repr(lines)]:
                self.pictures.append(repr(lines))
            self.paints += 1
            return lines

        return Painter(style, output, drawn)


@pytest.fixture
def desk(tmp_path: Path) -> AtTheDesk:
    return AtTheDesk(room(tmp_path, "weights first"))


def answers(desk: AtTheDesk) -> dict[str, Any]:
    return dict(desk.here.day.session.segments[0].rounds[0].answers)


def test_phones_and_paper_answer_in_one_round(desk: AtTheDesk) -> None:
    def act(press: Callable[[str], None], room: Room) -> None:
        phone = desk.here.phone("p3")
        phone.send(**ROW)
        press("an 20 20 20 20 20 70\r")
        until(lambda: "p0" in answers(desk))
        phone.send(n="55")
        assert phone.heading == "May your department be shown by itself?"

    assert desk.run(act) == LEAVE
    assert answers(desk) == {"p3": POINTS, "p0": dict.fromkeys(POINTS, 20)}
    assert desk.here.day.session.segments[0].conviction.before == {"p0": 70, "p3": 55}
    assert desk.here.desk.published.ballot == ""


def test_thirty_phones_at_once_are_all_kept_and_few_saves_do_it(tmp_path: Path) -> None:
    desk = AtTheDesk(room(tmp_path, "guess"))
    saves = []

    class Counts(Memory):
        def saved(self) -> None:
            saves.append(1)
            super().saved()

    desk.here.day.file = Counts(desk.here.day.session)

    def act(press: Callable[[str], None], room: Room) -> None:
        phones = [desk.here.phone(f"p{n}") for n in range(6)]
        before = len(saves)
        threads = [
            threading.Thread(target=phone.send, kwargs={"n": str(n)}) for n, phone in enumerate(phones * 5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 0 < len(saves) - before <= 30

    assert desk.run(act) == LEAVE
    kept = desk.here.day.session.segments[0].coverage_guess
    assert {who: number % 6 for who, number in kept.items() if isinstance(number, int)} == {
        f"p{n}": n for n in range(6)
    }


class Full(Memory):
    """A disk that has no room until somebody makes some."""

    refuses = True
    waits = False

    @property
    def unsaved(self) -> bool:
        return self.waits

    def saved(self) -> None:
        self.retry()

    def settle(self, way: object) -> None:
        self.retry()

    def retry(self) -> None:
        self.waits = self.refuses
        if self.refuses:
            raise SaveError("there is no room on the disk")


def test_a_disk_that_refuses_asks_the_facilitator_once_and_phones_are_told_only_when_it_is_kept(
    desk: AtTheDesk,
) -> None:
    told: list[str] = []
    full = Full(desk.here.day.session)

    def act(press: Callable[[str], None], room: Room) -> None:
        phones = [desk.here.phone(person) for person in ("p3", "p4")]
        desk.here.day.file = full
        desk.here.app.waits = 0.2
        stands, trouble = threading.Event(), room.trouble

        def asked(text: str, ways: Any) -> str:
            told.append(text)
            stands.set()
            return trouble(text, ways)

        room.trouble = asked  # type: ignore[method-assign]
        assert phones[0].send(**ROW).status == 503
        assert stands.wait(PATIENCE)
        for phone in phones * 2:
            assert phone.send(**ROW).status == 503
        full.refuses = False
        press("\r")
        until(lambda: not full.unsaved)
        desk.here.app.waits = PATIENCE
        for phone in phones:
            assert phone.send(**ROW).status == 200

    assert desk.run(act) == LEAVE
    assert told == ["there is no room on the disk"]
    assert answers(desk) == {"p3": POINTS, "p4": POINTS}


@pytest.fixture
def slow(desk: AtTheDesk) -> Iterator[Slow]:
    """The same day in a file of its own, on a disk that waits to be let go."""
    disk, path = Slow(), desk.here.path
    disk.let_go.set()
    create(path, desk.here.day.session)
    with OpenFile(path, disk) as file:
        desk.here.day.file = file
        yield disk


def test_keys_are_seen_while_the_disk_takes_its_time_and_no_page_says_kept_before_it_is(
    desk: AtTheDesk, slow: Slow
) -> None:
    def act(press: Callable[[str], None], room: Room) -> None:
        phone = desk.here.phone("p3")
        with slow.held():
            sends = threading.Thread(target=lambda: phone.send(**ROW))
            sends.start()
            assert slow.asked.wait(PATIENCE)
            painted = desk.paints
            press("an 20")
            until(lambda: desk.paints > painted)
            assert sends.is_alive()
            assert desk.here.desk.published.of_one("p3").own == {}
        sends.join(PATIENCE)
        assert desk.here.desk.published.of_one("p3").own["points"] == POINTS

    assert desk.run(act) == LEAVE
    assert load(desk.here.path).segments[0].rounds[0].answers == {"p3": POINTS}


def test_a_save_that_fails_while_a_slip_waits_for_it_asks_the_facilitator_once(
    desk: AtTheDesk, slow: Slow
) -> None:
    told = list[str]()

    def act(press: Callable[[str], None], room: Room) -> None:
        phone, trouble, stands = desk.here.phone("p3"), room.trouble, threading.Event()

        def asked(text: str, ways: Any) -> str:
            told.append(text)
            stands.set()
            return trouble(text, ways)

        room.trouble = asked  # type: ignore[method-assign]
        status = list[int]()
        with slow.held():
            sends = threading.Thread(target=lambda: status.append(phone.send(**ROW).status))
            sends.start()
            assert slow.asked.wait(PATIENCE)
            press("an 20 20 20 20 20 70\r")
            slow.refuses = True
        assert stands.wait(PATIENCE)
        sends.join(PATIENCE)
        assert status == [503]
        assert desk.here.desk.published.of_one("p3").own == {}
        slow.refuses = False
        press("\r")
        until(lambda: "p0" in load(desk.here.path).segments[0].rounds[0].answers)
        assert phone.send(**ROW).status == 200

    assert desk.run(act) == LEAVE
    assert [one for one in told if "the disk is full" in one] == told[:1]
    kept = load(desk.here.path).segments[0].rounds[0].answers
    assert kept == {"p0": dict.fromkeys(POINTS, 20), "p3": POINTS}


def test_a_slip_that_lies_open_while_its_phone_answers_is_a_slip_typed_again(desk: AtTheDesk) -> None:
    from cxw.keyboard.intake import Intake
    from cxw.keyboard.keys import Key
    from cxw.keyboard.paper import WORK

    with create_pipe_input() as pipe:
        room = Room(projected=False, theme=DARK, input=pipe, output=DummyOutput())
        intake = Intake(room.surface, desk.ballot)
        desk.here.desk.open(desk.ballot)
        paper, pane = intake.paper, intake.pane
        for letter in "dn":
            pane.press(Key(letter, letter))
        out = pane.press(Key("enter"))
        assert out is not None
        assert out.word == WORK
        intake.taking.work()
        assert paper.visit is not None
        for letter in "20 20 20 20 20":
            pane.press(Key(letter, letter))
        assert desk.ballot.accept("p3", "points", POINTS, "phones") == []
        assert desk.ballot.accept("p3", "conviction", 5, "phones") == []
        pane.others_answered()
        assert paper.field.text == "Dnna Person 20 20 20 20 20"
        assert "Dnna Person has answered on the phone meanwhile." in text_of(pane.draw(Size(80, 24)))
        pane.press(Key("enter"))
        intake.taking.work()
        assert "Replace it?" in text_of(pane.draw(Size(80, 24)))
    assert answers(desk)["p3"] == POINTS


def test_who_leaves_the_widget_leaves_no_phone_waiting_for_ever(desk: AtTheDesk) -> None:
    phones: list[Phone] = []

    def act(press: Callable[[str], None], room: Room) -> None:
        phones.append(desk.here.phone("p3"))

    assert desk.run(act) == LEAVE
    desk.here.app.waits = 0.01
    assert phones[0].post("/answer", ballot="x", step="points", **ROW).status == 200
    assert "nothing more is taken in" in phones[0].text
    assert answers(desk) == {}

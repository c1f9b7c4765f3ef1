"""What comes in together is kept together: one save of the door and one of the file, and each is told after both."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from phone_room import ROW, PhoneRoom, room
from test_accepting import ASKED, asked
from test_sessionfile_disk import Disk

from cxw.keyboard.paper import _longest
from cxw.model import Participant, Session
from cxw.phones.door import new_nonce, open_door
from cxw.phones.inbox import Post
from cxw.sessionfile import OpenFile, create, loads
from cxw.sessionfile.platform import FilePlatform, this_platform
from cxw.sessionfile.writing import dumps


@dataclass
class Counting:
    """The disk of this machine, and how often a door was put in its place."""

    disk: FilePlatform = field(default_factory=this_platform)
    doors: int = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.disk, name)

    def replace(self, beside: Path, target: Path) -> None:
        self.doors += target.suffix == ".door"
        self.disk.replace(beside, target)


@pytest.fixture
def here(tmp_path: Path) -> PhoneRoom:
    made = room(tmp_path, "weights first")
    made.desk.inbox.wake = lambda: None
    return made


def joins(people: range) -> list[Post]:
    return [Post(new_nonce(), f"p{n}", act="join") for n in people]


def test_a_room_that_comes_in_at_once_has_its_door_saved_once(here: PhoneRoom) -> None:
    counting = Counting()
    here.desk.platform = counting  # type: ignore[assignment]
    posts = joins(range(6))
    for post in posts:
        here.desk.inbox.put(post)
    assert here.desk.work_off()
    assert [post.done.result(0).outcome for post in posts] == ["kept"] * 6
    assert counting.doors == 1
    assert {*open_door(here.path).phones} == {f"p{n}" for n in range(6)}


def test_two_who_want_one_name_in_the_same_moment_are_two_phones_of_which_one_has_it(here: PhoneRoom) -> None:
    posts = [*joins(range(1)), *joins(range(1))]
    for post in posts:
        here.desk.inbox.put(post)
    here.desk.work_off()
    assert [post.done.result(0).outcome for post in posts] == ["kept", "taken"]
    assert open_door(here.path).phones == {"p0": posts[0].nonce}


def test_who_comes_in_and_answers_in_the_same_moment_is_kept(here: PhoneRoom) -> None:
    (post,) = joins(range(1))
    row = dict(zip(("brand", "product", "quality", "price", "service"), (0, 10, 20, 30, 40), strict=True))
    answer = Post(post.nonce, "p0", ballot=here.desk.published.ballot, part="points", value=row)
    for one in (post, answer):
        here.desk.inbox.put(one)
    here.desk.work_off()
    assert answer.done.result(0).outcome == "kept"
    assert here.day.session.segments[0].rounds[0].answers["p0"] == row


@pytest.mark.parametrize("act", ["write", "flush", "replace"])
def test_a_door_that_cannot_be_saved_lets_nobody_in_and_tells_them_so(here: PhoneRoom, act: str) -> None:
    here.desk.platform = Disk(**{act: errno.ENOSPC})
    posts = joins(range(3))
    for post in posts:
        here.desk.inbox.put(post)
    assert not here.desk.work_off()
    assert [post.done.result(0).outcome for post in posts] == ["unsaved"] * 3
    assert here.desk.door.phones == {}
    here.desk.platform = None
    here.desk.inbox.wake = here.desk.work_off
    here.phone("p0").send(**ROW)
    assert {*here.desk.door.phones} == {"p0"}


def test_whatever_happens_to_a_save_that_no_sentence_exists_for_nobody_is_told_that_it_is_kept(
    here: PhoneRoom,
) -> None:
    class Odd(FilePlatform):
        odd = False

        def flush(self, handle: int) -> None:
            if self.odd:
                raise RuntimeError("nobody knows")
            super().flush(handle)

    disk = Odd()
    create(here.path, here.day.session)
    with OpenFile(here.path, disk) as here.day.file:
        (post,) = joins(range(1))
        here.desk.inbox.put(post)
        disk.odd = True
        with pytest.raises(RuntimeError, match="nobody knows"):
            here.desk.work_off()
        here.desk.close()
        assert post.done.result(0).outcome == "unsaved"
        assert here.desk.door.phones == {}


@pytest.mark.parametrize("at", ASKED)
def test_what_a_slip_holds_is_what_whoever_has_most_to_answer_is_asked(at: str) -> None:
    ballot, _ = asked(at, masked=False)
    for _ in range(3):
        every = [ballot.parts(id) for id in ballot.waiting()] or [ballot.whole(ballot.people[0].id)]
        assert _longest(ballot) == max(every, key=lambda parts: sum(len(part.needs) for part in parts))
        for person in ballot.waiting()[:2]:
            ballot.miss(person, "absent")


CHANGES: dict[str, Any] = {
    "name": "Øyvind Łoś: “x” #1\n",
    "function": "Æble, Vertrieb",
    "also": ["Ana"],
    "senior": False,
    "open": True,
    "observer": True,
    "last_customer_contact": "this week",
    "segments": [],
    "desk": "phones",
    "note": "",
}


def test_whatever_changes_of_somebody_is_written_at_once(tmp_path: Path) -> None:
    """People are remembered from one save to the next."""
    path, room = tmp_path / "day.yaml", asked("votes", masked=False)[1].session
    room.participants.append(Participant(id="late", name="Zoë"))
    create(path, room)
    assert {*CHANGES} | {"id", "away"} == {*Participant.model_fields}
    with OpenFile(path) as opened:
        for name, value in CHANGES.items():
            opened.keep(partial(_change, name))
            fresh = loads(path.read_text("utf-8"))
            assert getattr(fresh.participant("late"), name) == value
            assert dumps(fresh) == dumps(opened.session)


def _change(name: str, session: Session) -> None:
    setattr(session.participant("late"), name, CHANGES[name])

"""While everybody sees the screen, neither it nor any phone tells who does not know, changed, or came late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from phone_room import OTHER, ROW, Phone, PhoneRoom, room
from test_phone_beside import AtTheDesk, until

from cxw.day import rounds
from cxw.day.desk import DONE
from cxw.keyboard import Room
from cxw.wall import ScreenView, WallSheet, draw_page, pages
from cxw.workshop.day import keep
from cxw.workshop.rounds import convince

Act = Callable[[dict[str, Phone]], object]
PEOPLE, LEAVES = ("p1", "p3", "p4"), "p2"


def answers(person: str, row: dict[str, str], sure: str) -> list[Act]:
    """A whole ballot, page by page."""

    def goes_on(phones: dict[str, Phone]) -> None:
        while phones[person].heading != "Everything is in.":
            phones[person].send()

    return [
        lambda phones: phones[person].send(**row),
        lambda phones: phones[person].send(n=sure),
        goes_on,
    ]


def again(person: str, row: dict[str, str]) -> list[Act]:
    def sends(phones: dict[str, Phone]) -> None:
        phones[person].get("/?at=points")
        phones[person].send(**row)

    return [sends]


def seen(folder: Path, acts: list[Act]) -> tuple[list[str], list[Any]]:
    """Every picture of a round on the projector while phones do this, and what a phone that does nothing is sent."""
    folder.mkdir()
    desk = AtTheDesk(room(folder, "weights first", masked=True), projected=True)
    desk.here.desk.set_door(replace(desk.here.desk.door, code="ABCDEF"))
    sent = list[Any]()

    def act(press: Callable[[str], None], room: Room) -> None:
        phones = {person: desk.here.phone(person) for person in (*PEOPLE, "p5")}
        for one in acts:
            painted = desk.paints
            one(phones)
            until(lambda: desk.paints > painted)  # noqa: B023 - asked before the next act
            state = phones["p5"].get("/state")
            if [state.json()] != sent[-1:]:
                sent.append(state.json())

    desk.run(act)
    return desk.pictures, [{**state, "ballot": ""} for state in sent]


def test_a_round_looks_the_same_whoever_does_not_know_or_changes_and_whatever_they_give(
    tmp_path: Path,
) -> None:
    usual = seen(
        tmp_path / "usual", [*answers("p3", ROW, "70"), *answers("p4", OTHER, "5"), *answers("p1", ROW, "1")]
    )
    assert len(usual[0]) > 4
    dk = {"dk": "1"}
    for number, other in enumerate(
        [
            [*answers("p3", dk, "50"), *answers("p4", OTHER, "5"), *answers("p1", ROW, "1")],
            [*answers("p3", ROW, "70"), *answers("p4", dk, "50"), *answers("p1", dk, "99")],
            [
                *(*answers("p3", ROW, "70"), *again("p3", OTHER), *again("p3", dk)),
                *(*answers("p4", OTHER, "5"), *again("p3", ROW)),
                *(*answers("p1", ROW, "1"), *again("p4", ROW)),
            ],
        ]
    ):
        assert seen(tmp_path / f"{number}", other) == usual


def sure_again(folder: Path, unknowing: tuple[str, ...]) -> list[Any]:
    """What phones are sent while it is asked again how sure they are, in a room where these did not know."""
    folder.mkdir()
    here = room(folder, "conviction")
    segment = here.day.session.segments[0]
    first = segment.rounds_of("weights")[0]
    for person in unknowing:
        first.answers[person] = segment.conviction.before[person] = "dk"
    phones = {person: here.phone(person) for person in (*PEOPLE, "p5")}
    sent = [phone.get("/").body.replace(person.encode(), b"") for person, phone in phones.items()]
    assert here.desk.ballot is not None
    assert here.desk.ballot.miss(LEAVES, "left") == []
    here.desk.publish()
    sent += [phones["p5"].get("/state").json()]
    for person in PEOPLE:
        phones[person].send(n="40")
        assert phones[person].heading == "Everything is in."
        assert segment.conviction.after[person] == ("dk" if person in unknowing else 40)
        sent += [phones["p5"].get("/state").json()]
    assert convince(here.day, segment.id, "grid") == DONE
    assert segment.conviction.after.get(LEAVES) == ("dk" if LEAVES in unknowing else None)
    return sent


def test_how_sure_they_are_is_asked_again_of_everybody_whoever_did_not_know(tmp_path: Path) -> None:
    everybody_knows = sure_again(tmp_path / "all", ())
    assert everybody_knows[-1]["inside"] == len(PEOPLE)
    assert sure_again(tmp_path / "some", ("p1", "p4", LEAVES)) == everybody_knows


def late(folder: Path, person: str) -> tuple[list[str], list[bytes]]:
    """The walls of a sealed round, and what a phone that does nothing is sent, after this one came late."""
    folder.mkdir()
    here: PhoneRoom = room(folder, "weights first", masked=True)
    phones = {one: here.phone(one) for one in ("p3", "p4", "p5")}
    segment = here.day.session.segments[0].id

    def close(session: Any) -> None:
        there = session.segment(segment)
        rounds.close(session, there, rounds.current(there, "weights"), here.day.now())

    keep(here.day, close)
    here.desk.close()
    phones[person].send(**ROW)
    assert "lies beside the round" in phones[person].text
    view, sheet = ScreenView(segment, "weights", "sealed"), WallSheet(120, 40, here.day.theme, colour=True)
    shown = pages(here.day.session, view)
    walls = [draw_page(here.day.session, view.at(n), shown, sheet) for n in range(len(shown))]
    return walls, [phones["p5"].get(path).body for path in ("/", "/state")]


def test_no_wall_and_no_phone_tells_who_came_late(tmp_path: Path) -> None:
    walls, sent = late(tmp_path / "one", "p3")
    others, to_others = late(tmp_path / "other", "p4")
    assert walls
    assert walls == others
    assert sent == to_others

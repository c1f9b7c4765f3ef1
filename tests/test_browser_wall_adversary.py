"""The adversary reads the wall in a browser too: its HTML and SVG, its responses, their tags and their lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from adversary import STEPS, differences, pairs_alike, swapped, words_that_may_not_stand
from adversary_rooms import PRIVATE, generated
from one_loop import done
from test_phones_sent import others_otherwise, without_corrections

from cxw import findings
from cxw.model import STAGES, Session
from cxw.wall import ScreenView, framed, pages
from cxw.wall.browser.address import HERE, WallAddress
from cxw.wall.browser.app import WallApp
from cxw.wall.browser.following import shown_wall
from cxw.wall.browser.look import WallLook
from cxw.wall.browser.showing import Showing, ShownWall

PORT = 8123


def shown_of(session: Session) -> Iterator[tuple[str, ShownWall]]:
    """Every page of every step as browsers are given it."""
    found = findings.of(session)
    for segment in session.segments:
        for stage in STAGES:
            for step in STEPS:
                view = ScreenView(segment.id, stage, step)
                shown = pages(session, view, found)
                for page in range(len(shown)):
                    here = view.at(page)
                    yield (
                        f"{segment.id} {stage} {step} {page}",
                        shown_wall(here, framed(session, here, shown)),
                    )


def sent_to_browsers(walls: Iterator[tuple[str, ShownWall]]) -> dict[str, str]:
    """What a browser gets for each wall: status, headers and body, of the page and of `/state` at both sizes."""
    showing = Showing(WallLook(), ShownWall())
    address = WallAddress(PORT, "p" * 40)
    app = WallApp(showing, address, lambda word: None).asgi()
    told = {}
    for where, wall in walls:
        showing.show(wall)
        got = [done(_got(app, address, path)) for path in ("", "state", "state?tall=1")]
        told[where] = "\n".join(got)
    return told


async def _got(app: Any, address: WallAddress, path: str) -> str:
    raw, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
        "asgi": {"version": "3.0"},
        "path": f"/{address.path}/{raw}",
        "query_string": query.encode(),
        "client": (HERE, 50000),
        "server": (HERE, PORT),
        "raw_path": f"/{address.path}/{raw}".encode(),
        "headers": [(b"host", f"{HERE}:{PORT}".encode())],
    }
    messages: list[Mapping[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        messages.append(message)

    await app(scope, receive, send)
    assert messages[0]["status"] == 200, path
    body = b"".join(message.get("body", b"") for message in messages[1:]).decode()
    headers = "\n".join(f"{name.decode()}: {value.decode()}" for name, value in messages[0]["headers"])
    return f"{headers}\n{body}"


def of_walls(session: Session) -> dict[str, str]:
    """Everything browsers are sent on this day, its pieces of text line by line."""
    told = sent_to_browsers(shown_of(session))
    return {where: re.sub(r"</(text|p|h\d|title|g)>", "\n", text) for where, text in told.items()}


def until_the_reveal(session: Session, number: int) -> Session:
    """The day as it stands when this round is closed and sealed, and nothing after it has been."""
    made = session.model_copy(deep=True)
    segment = made.segments[0]
    segment.rounds = segment.rounds[: number + 1]
    segment.rounds[number].revealed = segment.rounds[number].seal = None
    segment.conviction.after, segment.coverage_guess, segment.no_guess = {}, {}, {}
    segment.audit, segment.research, segment.unknowns, segment.corrected = {}, [], [], []
    made.segments = [segment]
    return made


@pytest.mark.parametrize("number", [0, *(pytest.param(n, marks=pytest.mark.soak) for n in range(1, 20))])
def test_until_a_reveal_browsers_are_sent_the_same_bytes_whatever_was_answered(number: int) -> None:
    from random import Random

    session = until_the_reveal(without_corrections(number), 0)
    other = others_otherwise(session, 0, "nobody", Random(number))
    assert session.segments[0].rounds[0].answers != other.segments[0].rounds[0].answers
    there, here = (sent_to_browsers(shown_of(made)) for made in (session, other))
    assert there == here
    assert len(there) > 30


def _swapped_wins(session: Session, most: int) -> list[str]:
    texts, wins = of_walls(session), list[str]()
    for one, other in pairs_alike(session)[:most]:
        found = differences(texts, of_walls(swapped(session, one, other)))
        wins += [f"{one} and {other} are told apart in {where}" for where in found]
    return wins


def test_a_browser_wall_names_nobody_and_says_nothing_private() -> None:
    session = generated(0)
    assert words_that_may_not_stand(session, of_walls(session), [PRIVATE]) == []


@pytest.mark.parametrize("number", [1, *(pytest.param(n, marks=pytest.mark.soak) for n in range(2, 40))])
def test_two_people_about_whom_the_room_knows_the_same_are_told_apart_on_no_browser_wall(number: int) -> None:
    assert _swapped_wins(generated(number), 2) == []


def test_after_the_reveal_browsers_are_sent_something_else_so_the_test_above_would_notice() -> None:
    session = without_corrections(0)
    first = session.segments[0].rounds[0]
    assert first.revealed is not None
    other = until_the_reveal(session, 0)
    other.segments[0].rounds[0].revealed = first.revealed
    assert of_walls(other) != of_walls(until_the_reveal(session, 0))

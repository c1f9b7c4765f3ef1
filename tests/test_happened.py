"""What happened on the day stands in the last section, a line each; the room's version names nobody."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from test_record import at, marks, points, room

from cxw import findings
from cxw import handout as report
from cxw.day import rounds
from cxw.findings.day import workings
from cxw.findings.types import Audience
from cxw.model import (
    Away,
    Correction,
    Draft,
    Need,
    Participant,
    Segment,
    Session,
    Was,
    WeightsRound,
)
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import load, loads
from cxw.shipped import folder
from cxw.workshop import Day, Memory, run_day

ROOM = {
    "ana": "Sales",
    "ben": "Sales",
    "cho": "Sales",
    "dov": "Marketing",
    "eva": "Marketing",
    "fay": "Marketing",
    "gil": "Service",
}
ROWS = {
    "ana": "61 22 17",
    "ben": "52 31 17",
    "cho": "73 14 13",
    "dov": "24 63 13",
    "eva": "16 67 17",
    "fay": "38 49 13",
}
NEEDS = "price speed help"
HEADING = "### What happened on the day"


def quiet() -> Session:
    """A day with six answers on which nothing happened."""
    session = room(ROOM, points("first", NEEDS, ROWS))
    del session.participants[6]
    return session


def told(session: Session, audience: Audience = "room") -> list[str]:
    return [event.sentence for event in findings.of(session, audience).reading.happened]


def first(session: Session) -> WeightsRound:
    return session.segments[0].rounds_of("weights")[0]


def guest(session: Session) -> Participant:
    """Somebody who gave no points in the first round."""
    session.participants.append(Participant(id="gil", name="Gil", function="Service"))
    return session.participants[-1]


def sittings(session: Session) -> None:
    session.runs = [at(0), at(75), at(60 * 24 + 5)]


def a_lunch(session: Session) -> None:
    for person, minute in zip(session.participants[:3], (210, 212, 217), strict=True):
        person.away = [Away(from_=at(minute), why="the ferry")]


def one_leaves(session: Session) -> None:
    session.participants[4].away = [Away(from_=at(210), why="a sick child")]


def one_comes(session: Session) -> None:
    session.segments[0].stages.touch("needs").opened = at(2)
    session.participants[4].away = [Away(from_=at(0), until=at(45), why="train")]


def after_the_needs(session: Session) -> None:
    guest(session)
    session.segments[0].stages.touch("needs").not_answered["gil"] = "late"
    first(session).answers["gil"] = {"price": 30, "speed": 40, "help": 30}


def after_the_reveal(session: Session) -> None:
    guest(session)
    first(session).not_answered["gil"] = "late"
    session.segments[0].rounds.append(points("second", NEEDS, ROWS | {"gil": "20 20 60"}, 10))


def one_declines(session: Session) -> None:
    guest(session)
    first(session).not_answered["gil"] = "declined"
    session.segments[0].stages.touch("closing").not_answered["gil"] = "declined"


def one_does_not_know(session: Session) -> None:
    first(session).answers["ana"] = "dk"


def a_slip_aside(session: Session) -> None:
    guest(session)
    first(session).drafts = {"gil": Draft(row="GI 50 50 5", at=at(1))}
    first(session).not_answered["gil"] = "draft"


def a_slip_that_came_in(session: Session) -> None:
    first(session).drafts = {"ben": Draft(row="BE 52 31 22", at=at(1))}


def a_correction(session: Session) -> None:
    slip = Correction(who="ben", before={"price": 25}, after={"price": 52}, at=at(20), why="slip")
    first(session).corrected = [slip]


def by_hand(session: Session) -> None:
    first(session).corrected = [Correction(at=at(25), why="by hand", seal="sha256:00")]


def reopened(session: Session) -> None:
    first(session).reopened = [at(1)]


def reworded(session: Session) -> None:
    session.segments[0].needs[2].was = [Was(text="Service", until=at(30))]


def parked(session: Session) -> None:
    session.segments[0].needs.append(Need(id="rota", text="Works with our rota", parked="asked for too late"))


def a_new_list(session: Session) -> None:
    session.segments[0].needs.append(Need(id="rota", text="Works with our rota"))
    session.segments[0].rounds.append(points("first", "price speed rota", ROWS, 90))


def a_late_company(session: Session) -> None:
    them = {person: {"us": "7 5 5", "paycorp": "6 5 4"} for person in ROWS}
    late = {person: {"as-now": "3 5 5"} for person in ROWS}
    session.segments[0].rounds += [marks("first", NEEDS, them), marks("first", NEEDS, late, 80)]


def ended(session: Session) -> None:
    session.segments[0].skipped = {"grid": "the bus was leaving", "weights second": "declined"}
    session.segments[0].stages.touch("closing").opened = at(100)


def unrevealed(session: Session) -> None:
    session.segments[0].rounds.append(points("second", NEEDS, ROWS, 10, revealed=False))


EVENTS: list[tuple[Callable[[Session], None], list[str]]] = [
    (sittings, ["The day was run in three sittings, begun at 09:00, 10:15 and 09:05 on 15 March."]),
    (a_lunch, ["Three people left at 12:30: the ferry."]),
    (one_leaves, ["One person left at 12:30."]),
    (one_comes, ["One person came at 09:45, when the day had begun."]),
    (
        after_the_needs,
        ["One person came after the needs were gathered, and counts in the first round of points."],
    ),
    (
        after_the_reveal,
        [
            (
                "One person came after the first round of points was revealed, and counts in the second round "
                "of points."
            )
        ],
    ),
    (one_declines, ["One person declined to answer in the first round of points and the closing."]),
    (one_does_not_know, ["One of six rows in the first round of points says “don't know”: in no mean."]),
    (a_slip_aside, ["One slip of the first round of points was put aside and stayed aside: in no number."]),
    (a_slip_that_came_in, ["One slip of the first round of points was put aside; it came in later."]),
    (
        a_correction,
        [
            (
                "One slip of the first round of points was put right after the reveal, at 09:20; the file keeps "
                "both values."
            )
        ],
    ),
    (
        by_hand,
        [
            (
                "The first round of points was changed by hand and sealed again, at 09:25: the old values are "
                "unknown."
            )
        ],
    ),
    (reopened, ["The first round of points was closed and opened again before its reveal, at 09:01."]),
    (reworded, ["At 09:30 “Service” became “Help”; rounds before that keep the old words."]),
    (parked, ["“Works with our rota” was parked: asked for too late."]),
    (a_new_list, ["A new list of three needs was weighed from 10:30 on."]),
    (
        a_late_company,
        ["“As now” came after the first marks were sealed and has a column of its own, marked from 10:20."],
    ),
    (
        ended,
        [
            "The closing began early, at 10:40, before every stage was finished.",
            "The grid was not finished: the bus was leaving.",
            "There was no second round of points: we left it at one.",
        ],
    ),
    (
        unrevealed,
        ["The second round of points was sealed at 09:11 and never revealed: it is in no number."],
    ),
]
IDS = [event.__name__ for event, _ in EVENTS]


@pytest.mark.parametrize(("event", "lines"), EVENTS, ids=IDS)
def test_each_event_of_the_day_is_a_line_of_the_workings(
    event: Callable[[Session], None], lines: list[str], tmp_path: Path
) -> None:
    session = quiet()
    event(session)
    assert told(session) == lines
    (made, *_) = report.write_workings(session, folder=tmp_path, formats=("md",))
    last = re.sub(r"\\(.)", r"\1", made.read_text(encoding="utf-8"))
    assert [line in last for line in lines] == [True] * len(lines)
    assert HEADING in last


def test_a_quiet_day_has_no_such_section(tmp_path: Path) -> None:
    session = quiet()
    session.runs = [at(0)]
    assert told(session) == []
    (made, *_) = report.write_handout(session, folder=tmp_path, formats=("md",))
    assert HEADING not in made.read_text(encoding="utf-8")


@pytest.mark.parametrize(("event", "lines"), EVENTS, ids=IDS)
def test_the_room_reads_no_name_beside_an_event_and_no_value(
    event: Callable[[Session], None], lines: list[str]
) -> None:
    session = quiet()
    event(session)
    said = " ".join(told(session))
    names = {person.name for person in session.participants}
    assert not names & set(re.findall(r"\w+", said))
    values = {number for row in ROWS.values() for number in row.split()} | {"25", "105"}
    assert not values & set(re.findall(r"(?<![:\d])\d+(?![:\d])", said))


def test_the_facilitator_reads_who_it_was_and_why_they_left() -> None:
    session = quiet()
    one_leaves(session)
    a_correction(session)
    one_does_not_know(session)
    assert told(session, "facilitator") == [
        "One person (Eva) left at 12:30: a sick child.",
        "One of six rows (Ana) in the first round of points says “don't know”: in no mean.",
        (
            "One slip (Ben) of the first round of points was put right after the reveal, at 09:20; the file "
            "keeps both values."
        ),
    ]


def test_events_are_in_the_findings_as_data_too() -> None:
    session = quiet()
    a_correction(session)
    (event,) = json.loads(json.dumps(findings.dump(findings.of(session))))["reading"]["happened"]
    assert (event["kind"], event["segment"], event["at"]) == ("corrected", "Clinics", "2026-03-14T09:20:00")


@pytest.mark.parametrize("proposed", ["left", "gegangen"])
def test_several_at_once_are_one_line_and_hours_apart_are_two(proposed: str) -> None:
    """The word that a desk proposes as the reason is none, in whatever language it spoke."""
    session = quiet()
    for person, minute in zip(session.participants[:3], (120, 121, 300), strict=True):
        person.away = [Away(from_=at(minute), why=proposed)]
    assert told(session) == ["Two people left at 11:00.", "One person left at 14:00."]


def test_reasons_the_room_may_not_read_do_not_split_who_left_together() -> None:
    session = quiet()
    for person, why in zip(session.participants[:3], ("left", "a sick child", "a sick child"), strict=True):
        person.away = [Away(from_=at(210), why=why)]
    assert told(session) == ["Three people left at 12:30."]
    assert told(session, "facilitator") == [
        "One person (Ana) left at 12:30.",
        "Two people (Ben and Cho) left at 12:30: a sick child.",
    ]


def test_a_town_hall_with_much_coming_and_going_tells_it_in_one_line() -> None:
    session = quiet()
    names = [f"guest-{number}" for number in range(40)]
    session.participants += [Participant(id=name, name=name, function="Guests") for name in names]
    for number, person in enumerate(session.participants[6:]):
        person.away = [Away(from_=at(20 * number))]
    assert told(session) == [
        "40 people were not there all day: they came or left between 09:00 and 22:00.",
    ]


def test_of_a_round_nobody_saw_only_the_seal_is_told() -> None:
    session = quiet()
    unrevealed(session)
    hidden = session.segments[0].rounds_of("weights")[1]
    hidden.answers["ana"] = "dk"
    hidden.drafts = {"ben": Draft(row="BE 1", at=at(11))}
    hidden.not_answered["gil"] = "declined"
    assert len(told(session)) == 1


def test_with_two_segments_a_line_says_which_one(tmp_path: Path) -> None:
    session = quiet()
    session.segments.append(Segment(id="b", name="Hospitals", skipped={"needs": "nobody was left"}))
    (made, *_) = report.write_handout(session, folder=tmp_path, formats=("md",))
    text = made.read_text(encoding="utf-8")
    assert "- Hospitals: The needs were not finished: nobody was left." in text


def test_a_round_opened_again_is_opened_again_in_the_replay() -> None:
    archive = load(folder("workshops") / "essay.yaml")
    again = archive.segments[0].rounds[0]
    assert again.closed is not None
    again.reopened = [again.opened + dt.timedelta(seconds=5)] * 2
    archive.runs = [again.opened, again.closed]
    copy = Memory(emptied(archive))
    desk = Replay(archive, lambda: copy.session, lambda wall: "next")
    run_day(Day(file=copy, desk=desk, now=lambda: dt.datetime(2031, 1, 1), colour=False))
    assert len(copy.session.segments[0].rounds[0].reopened) == 2
    assert copy.session.runs == archive.runs
    assert copy.session.segments[0].rounds[0].answers == again.answers


def test_a_revealed_round_is_not_opened_again_and_nothing_is_kept_of_it() -> None:
    session = quiet()
    with pytest.raises(ValueError, match="not opened again"):
        rounds.reopen(first(session), at(30))
    assert first(session).reopened == []


def test_an_older_file_without_these_keys_is_read_as_before() -> None:
    text = (folder("workshops") / "essay.yaml").read_text(encoding="utf-8")
    assert loads(text).runs == []
    assert all(round.reopened == [] for round in loads(text).segments[0].rounds)


def test_whether_one_or_two_people_gave_numbers_is_not_told_the_room() -> None:
    few, new = {"ana": "61 22 17", "ben": "dk"}, {"price": 1, "speed": 9, "help": 40, "trust": 50}
    session = room(ROOM, points("first", NEEDS, few), points("first", NEEDS + " trust", {}, 30))
    session.segments[0].rounds_of("weights")[1].answers = {who: new.copy() for who in ROWS}
    row = "| Points, first round | 2 | {} | – |"
    assert row.format("fewer than three | fewer than three") in report.workings_text(session)
    assert row.format("1 | 1") in report.workings_text(session, "facilitator")
    assert "| Points, first round on the new list | 6 | 6 | 0 |" in report.workings_text(session)
    told = "\n".join(workings.stage_workings(findings.of(session), "clinics", "weights"))
    assert "2 answered, fewer than three" in told
    assert "points, first round on the new list: seal" in told


def test_a_parked_need_is_a_question_to_find_out_about() -> None:
    session = quiet()
    session.segments[0].needs.append(Need(id="rota", text="Works with our rota", parked="came up late"))
    assert (
        "Parked: Works with our rota (came up late)"
        in report.handout_text(session).split("## What to find out")[1]
    )
    assert "What to find out" not in report.handout_text(quiet())

"""Evidence and notes come up at any moment: they are kept there and offered again at the closing."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from desks import Clock, Rule, session
from keyboard_asks import ANA, PEOPLE, SURE, Items, Played, Slips, asking, changed
from often import some
from test_replay import Cut, play, without_times

from cxw.day import desk as d
from cxw.day.desk import DONE, Acts, Look, Unknowns, Wall
from cxw.day.evidence import may_be_spoken_of, owned_by
from cxw.day.gathering import Claim, Gathering, Jotted
from cxw.keyboard.evidence import side_of_item, switched
from cxw.model import Evidence, Session, record_said
from cxw.questions.asking import Item
from cxw.replay.replaying import emptied
from cxw.sessionfile import dumps, loads
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.acting import acts as acts_of

ESC, UP, DOWN, END, LEFT, RIGHT = "\x1b", "\x1b[A", "\x1b[B", "\x1b[F", "\x1b[D", "\x1b[C"
PRICE = "We believe customers give Price 25 of 100 points"
LEFT_OVER = "two clinics left over the set-up fee"
LETTER = Evidence(id="e1", kind="customer", source="a letter")


class Kept:
    """Evidence and notes of a segment, kept in lists."""

    def __init__(self, *notes: Jotted) -> None:
        self.evidence = Items()
        self.notes = list(notes)
        self.looked: dict[str, str] = {}

    @property
    def items(self) -> list[Evidence]:
        return list(self.evidence.kept.values())

    def note(self, text: str, about: str | None) -> list[str]:
        self.notes.append(Jotted("10:22", about, text))
        return []

    @property
    def gathering(self) -> Gathering:
        answers = [("need price", "Price: that it is a need"), ("weight price", "Price: how much it matters")]
        answers.append(("mark paycorp price", "Price: how PayCorp does"))
        needs = (Item("price", "Price"), Item("speed", "Paid within a week"))
        return self.evidence.gathering(answers, needs, self.notes)

    @property
    def acts(self) -> Acts:
        return Acts("clinics", self.note, lambda need, text: [], evidence=self.gathering)

    def look(self) -> Look:
        def audit(name: str, looked: str) -> list[str]:
            self.looked[name] = looked
            return []

        claims = [
            Claim(
                "weight price", "Price: 25 points", PRICE, "assumption", self.looked.get("weight price", "")
            )
        ]
        return Look("Clinics", "How do we know?", lambda: claims, self.gathering, audit, self.acts)

    def unknowns(self) -> tuple[Unknowns, list[str]]:
        lines: list[str] = []
        waiting = ["ana"]
        ask = asking(
            Unknowns,
            segment="Clinics",
            question="What we do not know is...",
            people=PEOPLE,
            lines=lambda: lines,
            add=lambda text, by: lines.append(text) or [],  # type: ignore[func-returns-value]
            waiting=lambda: waiting,
            answered=lambda person: waiting.clear() or [],  # type: ignore[func-returns-value]
            miss=lambda person, why: [],
            acts=self.acts,
        )
        return ask, lines


def wall(acts: Acts) -> Wall:
    return Wall("weights", "first shown", lambda w, h: "Points\n" * h, keys={"next": "Go on"}, acts=acts)


def form(about: str = "", kind: str = "one", **said: str) -> str:
    """The keys of the form: the answer's first letters, its kind's, and what is typed into the rest."""
    fields = [said.get(name, "") for name in ("source", "date", "customers", "seen", "quote", "who")]
    return f"{about}{DOWN}{DOWN}{kind}{DOWN}" + "".join(field + DOWN for field in fields) + "\r"


@pytest.mark.parametrize("projected", [False, True])
def test_v_at_a_screen_writes_evidence_down_and_says_what_it_is_about(projected: bool) -> None:
    kept = Kept()
    keys = form(f"pr{RIGHT}", source="Dr Mota", date="2026-02-11", customers="1", quote="Too dear")
    room = Played("v", keys, "\r", projected=projected)
    assert room.run(lambda room: room.show(wall(kept.acts))) == "next"
    (item,) = kept.items
    assert item == Evidence(
        id="e1", kind="customer", source="Dr Mota", date=dt.date(2026, 2, 11), customers=1,
        quote="Too dear", supports=["weight price"],
    )  # fmt: skip


def test_evidence_says_from_whom_it_comes_and_a_lost_order_what_we_and_the_buyer_say() -> None:
    kept = Kept()
    head = f"pr{RIGHT}" + DOWN * 2 + "won" + DOWN + "Verlorene Aufträge" + DOWN + "2026-02" + DOWN + "12"
    lost = head + DOWN * 3 + "buy" + DOWN + "der Preis" + DOWN + "die Einführung"
    room = Played("v", lost, DOWN + "\r", "\r")
    room.run(lambda room: room.show(wall(kept.acts)))
    (item,) = kept.items
    assert (item.kind, item.who) == ("won-lost", "lost-deal")
    assert (item.claimed_reason, item.their_reason) == ("der Preis", "die Einführung")
    assert "They say" in room.seen[2]


def test_reasons_are_asked_of_orders_alone_and_go_with_their_kind() -> None:
    kept = Kept()
    kept.evidence.attach(
        Evidence(id="e1", kind="won-lost", source="Ø", claimed_reason="Preis", supports=["weight price"])
    )
    room = Played("\r", UP * 2 + "\r", DOWN + "int" + DOWN * 7 + "\r", ESC, "q")
    room.run(lambda room: room.look(kept.look()))
    assert "They say" in room.seen[2]
    assert "They say" not in room.seen[3]
    assert (kept.items[0].kind, kept.items[0].claimed_reason) == ("interviews", None)


def test_evidence_may_speak_against_an_answer() -> None:
    kept = Kept()
    Played("v", "pr" + DOWN + RIGHT + DOWN + "surv" + DOWN * 7 + "\r", "\r").run(
        lambda room: room.show(wall(kept.acts))
    )
    assert kept.items[0].contradicts == ["need price"]
    assert kept.items[0].supports == []


def test_evidence_for_no_answer_yet_is_kept_too() -> None:
    kept = Kept()
    Played("v", form(source="a letter"), "\r").run(lambda room: room.show(wall(kept.acts)))
    assert kept.items == [LETTER]


def test_while_slips_are_typed_v_stands_behind_esc_and_the_row_begun_is_still_there() -> None:
    kept = Kept()
    slips = Slips(SURE, people=(ANA,))
    ask = changed(slips.ask(), acts=kept.acts)
    Played("an 4", ESC + "v", form(source="a letter"), "0\r", "\r", "\r").run(lambda room: room.ballots(ask))
    assert kept.items[0].source == "a letter"
    assert slips.kept["ana", "conviction"] == 40


def test_esc_and_b_leave_the_form_and_nothing_is_kept() -> None:
    kept = Kept()
    Played("v", "pr", ESC + "b", "\r").run(lambda room: room.show(wall(kept.acts)))
    assert kept.items == []


def test_a_note_begins_with_the_letter_of_the_need_it_is_about() -> None:
    kept = Kept()
    room = Played("n", "b: they wait for weeks\r", "n", "Q: is no letter here\r", "\r")
    room.run(lambda room: room.show(wall(kept.acts)))
    assert [(note.about, note.text) for note in kept.notes] == [
        ("speed", "they wait for weeks"), (None, "Q: is no letter here"),
    ]  # fmt: skip
    assert any("B  Paid within a week" in screen for screen in room.seen)


def test_a_note_stands_among_the_claims_and_becomes_evidence_for_what_it_is_about() -> None:
    kept = Kept(Jotted("10:22", "price", LEFT_OVER))
    room = Played(DOWN + "\r", DOWN * 2 + "one" + DOWN * 7 + "\r", END + "\r")
    room.run(lambda room: room.look(kept.look()))
    (item,) = kept.items
    assert (item.supports, item.quote) == (["weight price"], LEFT_OVER)
    assert kept.looked == {"weight price": "evidence"}
    assert LEFT_OVER in room.seen[0]
    assert "a note of 10:22" not in room.seen[-1]


def test_evidence_for_no_answer_stands_among_the_claims_until_it_is_used() -> None:
    kept = Kept()
    kept.evidence.attach(LETTER)
    Played(DOWN + "\r", f"pr{RIGHT}{RIGHT}" + DOWN * 9 + "\r", END + "\r").run(
        lambda room: room.look(kept.look())
    )
    assert kept.items == [LETTER.model_copy(update={"supports": ["mark paycorp price"]})]
    assert kept.looked == {}


def test_a_candidate_that_is_left_aside_is_not_offered_again() -> None:
    kept = Kept(Jotted("10:22", None, LEFT_OVER))
    room = Played(DOWN, "l", END + "\r")
    room.run(lambda room: room.look(kept.look()))
    assert LEFT_OVER in room.seen[0]
    assert f"{'a note of 10:22':<19}use it?" in room.seen[0]
    assert "l leave it aside" in room.seen[1]
    assert LEFT_OVER not in room.seen[-1]
    assert kept.items == []


def test_while_everybody_sees_the_screen_a_note_is_offered_without_its_words() -> None:
    kept = Kept(Jotted("10:22", "price", LEFT_OVER))
    room = Played(END + "\r", projected=True)
    room.run(lambda room: room.look(kept.look()))
    assert "a note of 10:22" in "".join(room.bytes)
    assert "clinics" not in "".join(room.bytes)


def test_notes_that_are_questions_become_lines_of_what_we_do_not_know_behind_one_key() -> None:
    kept = Kept(Jotted("10:22", None, LEFT_OVER), Jotted("10:30", None, "Who pays for the set-up?"))
    ask, lines = kept.unknowns()
    room = Played("\t", "\r", "what they pay now\r", "\r", "\r")
    assert room.run(lambda room: room.unknowns(ask)) == DONE
    assert lines == ["Who pays for the set-up?", "what they pay now"]
    assert "Who pays" not in room.seen[0]


class Eager(Rule):
    """Writes evidence down at the first screens, before the needs are known and after."""

    def __init__(self) -> None:
        super().__init__()
        self.said = 0

    def show(self, wall: d.Wall) -> str:
        acts = wall.acts
        if acts is not None and acts.evidence is not None and self.said < 3:
            answers = [name for name, _ in acts.evidence.answers() if name.startswith("weight ")]
            about = answers[:1] if self.said else []
            if answers or not self.said:
                self.said += 1
                next_id = acts.evidence.next_id()
                item = Evidence(id=next_id, kind="customer", quote="dear", supports=about)
                assert acts.evidence.attach(item) == []
        return super().show(wall)


@cache
def a_day() -> Session:
    """Played once: nobody changes it."""
    here = session(5, segments=2)
    run_day(Day(file=Memory(here), desk=Eager(), now=Clock(), colour=False))
    return here


def test_evidence_of_the_day_is_kept_with_its_segment_and_its_time() -> None:
    here = a_day()
    assert [item.id for item in here.evidence] == ["e1", "e2", "e3"]
    assert {item.segment for item in here.evidence} == {"s0"}
    assert all(isinstance(item.added, dt.datetime) for item in here.evidence)
    assert here.evidence[1].supports == [f"weight {here.segments[0].chosen[0]}"]
    assert loads(dumps(here)) == here


@pytest.mark.parametrize("kept", some(zip([0, 5, 20, 100_000], strict=True), lambda kept: kept >= 20))
def test_a_day_with_evidence_attached_on_the_way_replays_to_the_same_file(kept: int) -> None:
    archive = a_day()
    copy = Cut(emptied(archive))
    assert copy.session.evidence == []
    copy.left = kept
    try:
        play(archive, copy)
    except Exception:  # noqa: BLE001 - the power went out
        copy.left = 100_000
        play(archive, copy)
    assert without_times(copy.session) == without_times(archive)


def test_evidence_waits_in_a_replay_until_what_it_is_about_is_there() -> None:
    empty = session(3)
    about = Evidence(id="e1", kind="customer", segment="s0", supports=["weight price"])
    assert not may_be_spoken_of(empty, about)
    assert may_be_spoken_of(empty, Evidence(id="e2", kind="customer", segment="s0"))
    assert (
        may_be_spoken_of(a_day(), Evidence(id="e3", kind="customer", supports=["mark us n9 in s1"])) is False
    )


def test_nothing_can_be_attached_that_the_file_would_not_take() -> None:
    form = {"id": "e1", "kind": "rumour", "customers": -3}
    faults = record_said(Evidence, form)
    assert isinstance(faults, list)
    assert [fault.partition(":")[0] for fault in faults] == ["kind", "customers", "customers"]


def test_evidence_of_one_segment_speaks_of_another_only_where_it_is_said_to() -> None:
    here = session(3)
    twin = here.segments[0].model_copy(deep=True, update={"id": "s1", "name": "Another segment"})
    here.segments.append(twin)
    about = "weight price"
    here.evidence = [LETTER.model_copy(update={"segment": "s0", "supports": [about], "contradicts": []})]
    day = Day(file=Memory(here), desk=Rule(), now=Clock(), colour=False)
    first, second = (acts_of(day, id).evidence for id in ("s0", "s1"))
    assert first is not None
    assert second is not None
    assert side_of_item(first.items()[0], about) == "supports"
    assert side_of_item(second.items()[0], about) == ""
    second.attach(switched(second.items()[0], about, "contradicts"))
    (item,) = here.evidence
    assert (item.segment, item.supports, item.contradicts) == ("s0", [about], [f"{about} in s1"])
    assert side_of_item(first.items()[0], about) == "supports"
    assert side_of_item(second.items()[0], about) == "contradicts"
    second.attach(switched(second.items()[0], about, "contradicts"))
    assert here.evidence[0].contradicts == []


def test_evidence_of_no_segment_that_is_changed_at_a_desk_is_of_this_segment_and_in_a_replay_is_not() -> None:
    here = session(3)
    here.evidence = [LETTER]
    day = Day(file=Memory(here), desk=Rule(), now=Clock(), colour=False)
    gathering = acts_of(day, "s0").evidence
    assert gathering is not None
    assert gathering.next_id() == "e2"
    gathering.bring(LETTER)
    assert here.evidence == [LETTER]
    gathering.attach(gathering.items()[0].model_copy(update={"source": "a\x1bletter\r\nof May"}))
    (item,) = here.evidence
    assert (item.id, item.segment, item.source) == ("e1", "s0", "aletter\nof May")
    assert item.added is not None


def test_an_answer_is_named_without_its_segment_where_it_is_at_home() -> None:
    item = Evidence(
        id="e1", kind="test", segment="homes", supports=["weight price", "mark us speed in campus"]
    )
    here = owned_by(item, "homes", "campus")
    assert here.segment == "campus"
    assert here.supports == ["weight price in homes", "mark us speed"]
    assert owned_by(here, "campus", "homes").supports == item.supports

"""A day in which lenses are asked: where they come, what is kept, that a killed day loses nothing, that numbers stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from often import few

from cxw import findings
from cxw.cli.showing import play_again
from cxw.day.desk import GOTO, SKIP, Ballot, MovedOn, Unknowns, Wall
from cxw.day.lens_rounds import newest_part
from cxw.findings.types import Audience
from cxw.model import DK, DrawnTexts, LensDefinition, LensRound, LensThing, Session, knows
from cxw.rehearsal import Rehearsal
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import dumps, loads
from cxw.sessionfile.lens_files import ORDER, lenses_asked, read_lens, shipped_lenses, with_following
from cxw.sessionfile.reading import read_text
from cxw.text.phrases import speak
from cxw.workshop import Day, Memory, run_day

PEOPLE = (
    ("jurgen", "Jürgen Weiß", "Vertrieb"),
    ("oystein", "Øystein Åby", "Vertrieb"),
    ("anna", "Anna Müller", "Vertrieb"),
    ("anna-m", "Anna Marquardt", "Marketing"),
    ("sigrun", "Sigrún Þórsdóttir", "Marketing"),
    ("kai", "Kai Groß", "Marketing"),
    ("lene", "Lene Søby", "Kundenservice"),
    ("max", "Max Öhl", "Kundenservice"),
    ("ulf", "Ulf Ärm", "Geschäftsleitung"),
)
TEXTS = 24
CHOSEN = 20
"""Saves until needs are chosen: a rehearsal that begins there again hands in others."""
OWN_LENS = """\
lens: faellt-zuerst
name: Was fällt zuerst
why: Auf welches Bedürfnis wir am ehesten verzichten, und wer widerspräche
minutes: 10
after: weights
about: needs
most: 5
say:
  by: person
  shape: pick
  ask: Würden wir dieses Bedürfnis fallen lassen?
  of: {sofort: Sofort, notfalls: Wenn es sein muss, nie: Nie}
  also: {pick: widerspruch, of: functions, ask: Wer würde widersprechen?}
judge:
  shape: marks
  ask: Wie schwer fiele uns das, von 0 bis 10?
sentence: Am ehesten verzichten wir auf ...
"""


def day_file(lenses: Sequence[str] = ()) -> Session:
    """A day of nine of which nothing has happened yet; texts of customers were drawn the evening before."""
    people = "\n".join(f"- {{id: {id}, name: {name}, function: {function}}}" for id, name, function in PEOPLE)
    session = loads(
        f"cxw: 1\ntitle: Kassensysteme\nlanguage: de\ncompany: {{id: us, name: Ladenkasse}}\nseed: 5\n"
        f"salt: 00112233445566aa\nparticipants:\n{people}\nsegments:\n- {{id: all, name: Läden}}\n"
    )
    ids = [person.id for person in session.participants]
    session.lenses = list(lenses)
    segment = session.segments[0]
    segment.voices = DrawnTexts(kind="tickets", rows=400, checksum="abc")
    segment.things = [
        LensThing(
            id=f"v{n}",
            lens="voices",
            text=f"Ich habe {n} Tage gewartet",
            readers=[ids[n % 9], ids[(n + 4) % 9]],
            row=n + 1,
            customer=n + 1,
        )
        for n in range(TEXTS)
    ]
    return session


class Clock:
    """Goes on by some seconds each time it is looked at."""

    def __init__(self, start: dt.datetime = dt.datetime(2026, 11, 30, 9)) -> None:
        self.now = start

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=7)
        return self.now


class Facilitator(Rehearsal):
    """Finishes every sentence, and notes each wall as it stood."""

    walls: list[tuple[str, str]]
    to_say: dict[str, str]
    """screen, or part of a ballot -> what stands there to be said"""
    chosen: Callable[[Wall], str] | None = None
    goes_to = ""

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        return self.goes_to if self.goes_to in ways else ""

    def show(self, wall: Wall) -> str:
        self.walls.append((wall.stage, wall.step))
        self.to_say[wall.step] = wall.lines_to_say
        wall.draw(80, 24)
        own = self.chosen(wall) if self.chosen else ""
        return own or super().show(wall)

    def ballots(self, ask: Ballot) -> str:
        self.to_say[" ".join(ask.lens or ("",))] = ask.remark
        return super().ballots(ask)

    def unknowns(self, ask: Unknowns) -> str:
        self.to_say[" ".join(ask.lens or ("",))] = ask.remark
        return super().unknowns(ask)

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        return default or "das, was keiner misst"


def definitions(names: Sequence[str]) -> list[LensDefinition]:
    own = read_lens(OWN_LENS, "own.yaml").good()
    return with_following([own if name == own.lens else shipped_lenses()[name] for name in names])


def played(
    names: Sequence[str],
    memory: Memory | None = None,
    chosen: Callable[[Wall], str] | None = None,
    goes_to: str = "",
) -> tuple[Session, Facilitator]:
    """A whole day with these lenses, answered by itself."""
    speak("de", None)
    if memory is not None or chosen is not None or goes_to:
        return _played(names, memory or Memory(day_file(names)), chosen, goes_to)
    session, desk = _of_itself(tuple(names))
    return session.model_copy(deep=True), desk


@cache
def _of_itself(names: Sequence[str]) -> tuple[Session, Facilitator]:
    return _played(names, Memory(day_file(names)), None, "")


def _played(
    names: Sequence[str], kept: Memory, chosen: Callable[[Wall], str] | None, goes_to: str
) -> tuple[Session, Facilitator]:
    desk = Facilitator(lambda: kept.session, lambda wall: None, dt.date(2026, 11, 30))
    desk.walls, desk.to_say, desk.chosen, desk.goes_to = [], {}, chosen, goes_to
    day = Day(file=kept, desk=desk, now=Clock(), lenses=definitions(names))
    assert run_day(day)
    return kept.session, desk


@pytest.fixture(autouse=True)
def _english_again() -> Any:
    yield
    speak("en", None)


SAGEN = "Sagen Sie, wozu sie dient und wie lange sie dauert. Ob dafür Zeit ist, entscheiden Sie."
VORLESEN = "Vorlesen, wie es dasteht. Noch erklärt niemand etwas: Was würden Kunden daraus machen?"
BEFUND = "Ein Befund je Bild. Es geht um diesen Raum, über Kunden sagt es noch nichts."
EACH = [("voices", "promises"), ("ourselves", "drivers"), ("moments", "hired"), ("worth", "faellt-zuerst")]
"""Moments are followed by two lenses more."""


@pytest.mark.parametrize("names", EACH)
def test_each_lens_runs_whole_and_its_file_is_in_order(names: tuple[str, str]) -> None:
    session, desk = played(names)
    text = dumps(session)
    assert not read_text(text, "day.yaml").problems()
    assert loads(text) == session
    segment = session.segments[0]
    for lens in definitions(names):
        parts = [newest_part(segment, lens.lens, part) for part in lens.parts()]
        assert all(part is not None and part.seal and part.revealed for part in parts)
        assert all(part is not None and (part.answers or part.cards) for part in parts)
        assert parts[-1] is not None
        assert parts[-1].sentence is not None
        assert parts[-1].sentence.endswith("das, was keiner misst")
        steps = [step for stage, step in desk.walls if stage == "lens" and step.startswith(lens.lens)]
        assert steps[0] == f"{lens.lens} comes"
        assert steps[-2:] == [f"{lens.lens} findings", f"{lens.lens} sentence"]
        _is_told_what_to_say(lens, desk.to_say)


def _is_told_what_to_say(lens: LensDefinition, to_say: dict[str, str]) -> None:
    """Before each part, while it is open and at the findings, in German; one's own lens has general lines."""
    shipped = lens.lens != "faellt-zuerst"
    for part in lens.parts():
        asked = lens.question(part)
        assert asked is not None
        assert isinstance(asked.tell, dict) == shipped
        told = asked.tell["de"] if isinstance(asked.tell, dict) else ""
        assert to_say[f"{lens.lens} {part}"] == told
        if part == lens.parts()[0]:
            assert to_say[f"{lens.lens} comes"] == f"{SAGEN} {told}".rstrip()
        elif part == "judge":
            assert to_say[f"{lens.lens} say shown"] == (told or VORLESEN)
    assert to_say[f"{lens.lens} findings"] == (lens.tell["de"] if isinstance(lens.tell, dict) else BEFUND)


def test_each_comes_where_the_stage_it_follows_was_left() -> None:
    _, desk = played(["ourselves", "promises"])
    stages = [f"{stage} {step}" for stage, step in desk.walls]
    order = [
        "lens ourselves comes",
        "weights first sealed",
        "weights first shown",
        "lens ourselves findings",
        "weights second sealed",
        "grid first sealed",
        "lens promises comes",
        "disagreement shown",
    ]
    assert sorted(order, key=stages.index) == order
    assert not [step for step in stages if step.startswith("lens ourselves say")]


def test_points_that_are_never_shown_show_no_mirror_and_the_day_goes_on() -> None:
    """Ended between seal and reveal: nothing may be held against sealed points, and nothing waits for them."""

    def chosen(wall: Wall) -> str:
        if (wall.stage, wall.step) == ("weights", "first sealed"):
            raise MovedOn(SKIP)
        return ""

    session, desk = played(["ourselves"], chosen=chosen)
    segment = session.segments[0]
    assert "weights" in segment.skipped
    assert ("grid", "first shown") in desk.walls
    assert [step for stage, step in desk.walls if stage == "lens"] == ["ourselves comes"]
    kept = newest_part(segment, "ourselves", "say")
    assert kept is not None
    assert len(kept.answers) == len(PEOPLE)
    assert kept.revealed is None
    assert not read_text(dumps(session), "day.yaml").problems()


@pytest.mark.parametrize("names", few(EACH))
def test_nothing_of_a_lens_changes_a_number_of_the_stages(names: tuple[str, str]) -> None:
    session, _ = played(names)
    bare = session.model_copy(deep=True)
    bare.lenses, bare.segments[0].lenses, bare.segments[0].things = [], [], []
    bare.segments[0].voices = None
    audiences: tuple[Audience, Audience] = ("room", "facilitator")
    for audience in audiences:
        with_lens, without = (
            findings.of(one, audience, language="de").segments[0] for one in (session, bare)
        )
        assert len(with_lens.lenses) == len(definitions(names))
        assert replace(with_lens, lenses=()) == without


@pytest.mark.parametrize("names", few(EACH))
def test_an_archive_shows_its_lenses_again(names: tuple[str, str]) -> None:
    archive, desk = played(names)
    memory = Memory(emptied(archive))
    walls: list[tuple[str, str]] = []

    def seen(wall: Wall) -> str:
        walls.append((wall.stage, wall.step))
        return "next"

    again = Replay(archive, lambda: memory.session, seen)
    lenses = [*lenses_asked(archive, Path()), *definitions([n for n in names if n not in ORDER])]
    play_again(archive, Day(file=memory, desk=again, now=again.time, lenses=lenses))
    assert memory.session.segments[0].lenses == archive.segments[0].lenses
    assert memory.session.segments[0].things == archive.segments[0].things
    assert [wall for wall in walls if wall[0] == "lens"] == [wall for wall in desk.walls if wall[0] == "lens"]


def test_who_knows_nothing_of_a_whole_part_is_shown_again_as_having_answered() -> None:
    """The file may say dk of a whole row, whatever the row would hold."""
    names = ("voices", "hired", "promises", "worth")
    archive, _ = played(names)
    shapes = set[str]()
    for round in archive.segments[0].lenses:
        if not (round.shape == "words" and not round.about):
            shapes.add(round.shape)
            round.said()[next(iter(round.said()))] = DK
    memory = Memory(emptied(archive))
    again = Replay(archive, lambda: memory.session, lambda wall: "next")
    lenses = [*lenses_asked(archive, Path())]
    play_again(archive, Day(file=memory, desk=again, now=again.time, lenses=lenses))
    assert shapes == {"percent", "pick", "ticks", "words"}
    for there, here in zip(archive.segments[0].lenses, memory.session.segments[0].lenses, strict=True):
        assert here.said().keys() == there.said().keys(), f"{here.of} {here.part}"
        assert _who_knew(here) == _who_knew(there)


def _who_knew(round: LensRound) -> set[str]:
    said = {who: row for who, row in round.said().items() if isinstance(row, dict)}
    return {who for who, row in said.items() if any(map(knows, row.values()))}


def ticked_day(names: Sequence[str]) -> Session:
    """The same day; whoever is alone has ticked before, as a kill right behind their points leaves that unasked."""
    session = day_file(names)
    session.participants[8].open = True
    return session


class Killed(Exception):
    """The program ends between two saves."""


class Until(Memory):
    """What is on disk when the program is killed after so many saves."""

    def __init__(self, session: Session, saves: int) -> None:
        super().__init__(session)
        self.saves = saves
        self.on_disk = dumps(session)

    def keep(self, change: Callable[[Session], object]) -> None:
        if not self.saves:
            raise Killed
        super().keep(change)
        self.saves -= 1
        self.on_disk = dumps(self.session)


def without_times(session: Session) -> Any:
    """What was asked and answered through lenses."""
    segment = session.segments[0]
    left = {"opened", "closed", "revealed", "seal", "reopened"}
    return [round.model_dump(exclude=left) for round in segment.lenses], segment.things, segment.skipped


def killed_and_gone_on(names: Sequence[str], saves: int, whole: Any) -> bool:
    """Whether a day killed after so many saves ends as the one that was not; False where it had ended."""
    memory = Until(ticked_day(names), saves)
    try:
        played(names, memory)
    except Killed:
        assert not read_text(memory.on_disk, "day.yaml").problems()
        again, _ = played(names, Memory(loads(memory.on_disk)))
        assert without_times(again) == whole
        return True
    return False


@pytest.mark.parametrize("names", few(EACH))
def test_a_day_that_is_killed_in_a_lens_loses_no_answer(names: tuple[str, str]) -> None:
    whole = without_times(played(names, Memory(ticked_day(names)))[0])
    dice = Random(f"{names}")
    for _ in range(3):
        assert killed_and_gone_on(names, dice.randint(CHOSEN, 60), whole)


@pytest.mark.soak
def test_days_killed_at_any_save_lose_no_answer() -> None:
    for names in EACH:
        whole, saves = without_times(played(names, Memory(ticked_day(names)))[0]), CHOSEN
        while killed_and_gone_on(names, saves, whole):
            saves += 1
        assert saves > 100


def test_a_lens_can_be_left_out_and_the_day_goes_on() -> None:
    session, desk = played(["promises"], chosen=lambda wall: SKIP if wall.step == "promises comes" else "")
    assert session.segments[0].skipped["lens promises"] == "no time"
    assert not session.segments[0].lenses
    assert ("disagreement", "shown") in desk.walls
    assert not read_text(dumps(session), "day.yaml").problems()


def test_g_goes_to_a_lens_that_nobody_had_chosen() -> None:
    """At the first wall of findings; the day goes on where it was, and its file names the lens."""
    gone: list[str] = []

    def chosen(wall: Wall) -> str:
        if wall.stage == "disagreement" and not gone:
            gone.append(wall.step)
            raise MovedOn(GOTO)
        return ""

    session, desk = played([], chosen=chosen, goes_to="all lens drivers")
    assert session.lenses == ["drivers"]
    assert [round.part for round in session.segments[0].lenses] == ["say", "judge"]
    walls = [stage for stage, _ in desk.walls]
    assert "disagreement" in walls[walls.index("lens") :]
    assert not read_text(dumps(session), "day.yaml").problems()


def test_a_lens_asked_at_the_seal_waits_there_for_the_reveal() -> None:
    """Gone to by g while points are sealed: nothing of it is shown before they are."""
    gone: list[str] = []

    def chosen(wall: Wall) -> str:
        if (wall.stage, wall.step) == ("weights", "first sealed") and not gone:
            gone.append(wall.step)
            raise MovedOn(GOTO)
        return ""

    session, desk = played([], chosen=chosen, goes_to="all lens ourselves")
    stages = [f"{stage} {step}" for stage, step in desk.walls]
    assert stages.index("weights first shown") < stages.index("lens ourselves findings")
    points = session.segments[0].rounds[0]
    (own,) = session.segments[0].lenses
    moments = [f"{moment}" for moment in (own.closed, points.revealed, own.revealed)]
    assert moments == sorted(moments)
    assert len({*moments}) == len(moments)


def test_seats_become_promises_with_owner_and_day() -> None:
    """Once: where all are made the key is gone."""
    offered: list[bool] = []

    def chosen(wall: Wall) -> str:
        if wall.step != "seats findings":
            return ""
        offered.append("promise" in wall.keys)
        return "promise" if offered[-1] else ""

    session, _ = played(["seats"], chosen=chosen)
    assert offered == [True, False]
    (said,) = session.segments[0].lenses
    cards = {function: row["own"] for function, row in said.cards.items() if isinstance(row, dict)}
    written = {f"{function}, {card['words']}" for function, card in cards.items() if isinstance(card, dict)}
    made = {card.question: card for card in session.segments[0].research}
    assert written
    assert written <= made.keys()
    assert all(made[question].agreed == "not yet" and made[question].owner for question in written)
    assert not read_text(dumps(session), "day.yaml").problems()


def test_whom_we_learn_from_can_be_asked() -> None:
    seen: list[str] = []

    def chosen(wall: Wall) -> str:
        if wall.step == "worth findings" and not seen:
            seen.append(wall.step)
            return "promise"
        return ""

    session, _ = played(["worth"], chosen=chosen, goes_to="0")
    kinds = {thing.text for thing in session.segments[0].things if thing.lens == "worth"}
    (card,) = [card for card in session.segments[0].research if card.ask in kinds]
    assert card.question.startswith("Was würden diese Kunden uns erzählen")


def test_what_follows_a_lens_that_was_left_out_does_not_come() -> None:
    session, _ = played(["moments"], chosen=lambda wall: SKIP if wall.step == "moments comes" else "")
    assert not session.segments[0].lenses
    assert {*session.segments[0].skipped} >= {"lens moments"}

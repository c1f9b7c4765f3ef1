"""The end of a day as the room lives it: cards filled in from beliefs, an owner's yes, what is done anyway."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import Clock, Rule, session
from keyboard_asks import Played
from terminal import DOWN, END

from cxw.day import desk as d
from cxw.handout import handout_text
from cxw.keyboard.canvas import text_of
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.model import Decided, Evidence, Research, Session
from cxw.pictures.charts import Beliefs
from cxw.sessionfile import create, dumps, load, problems_of
from cxw.shipped import folder
from cxw.text.phrases import speak
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, pages
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.cards import _weight


class Promising(Rule):
    """Makes a card of each of the first answers, its owner says yes where told, and decides two lines."""

    def __init__(self, *yes: bool) -> None:
        super().__init__()
        self.yes = yes
        self.begun: list[Research] = []
        self.refused: list[str] = []

    def promises(self, ask: d.Promises) -> str:
        for number, yes in enumerate(self.yes):
            about = [claim.name for claim in ask.suggested()[number : number + 1]]
            card = ask.begin([], about)
            self.begun.append(card)
            self.refused += [] if number else [*ask.promise(card, []), *ask.agree(card.id)]
            assert ask.promise(card.model_copy(update={"owner": f"Bärbel Weiß {number}"}), []) == []
            if yes:
                assert ask.agree(card.id) == []
        return d.DONE

    def decisions(self, ask: d.Decisions) -> str:
        for place, text in enumerate(("Eins", "Zwei", "Drei", "Vier")):
            self.refused += ask.keep(place, Decided(text=text, owner="Øyvind Bär"))
        assert ask.keep(1, None) == []
        return d.DONE


def lived(*yes: bool, language: str | None = None) -> tuple[Session, Promising]:
    desk, start = Promising(*yes), session()
    start.language = language
    memory = Memory(start)
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    return memory.session, desk


def wall(made: Session, step: str) -> str:
    return draw(made, ScreenView("s0", "closing", step), width=120, height=40, theme=DARK, colour=False)


def test_a_card_opens_filled_in_from_the_answer_it_is_about_and_asks_whom_and_how_many() -> None:
    _, desk = lived(False, False, False, False, False)
    first = desk.begun[0]
    assert first.believe == "“Brand” is among the first 3"
    assert first.wrong_if == "fewer than 4 of 8 name it among their first 3"
    assert (first.ask, first.how_many) == ("front line first, then customers", 8)
    assert all(card.believe and card.wrong_if and card.question for card in desk.begun)
    assert desk.begun[4].believe == "“Quality” comes first for few customers"


def rank(*points: float) -> list[str]:
    """What is believed of each of these needs, by their points alone."""
    return [
        _weight(
            "“Nähe”", sum(one > mine for one in points), sum(one >= mine for one in points), len(points)
        ).believe
        for mine in points
    ]


def test_a_belief_is_about_first_place_about_the_first_few_or_about_few_customers() -> None:
    first, few = "“Nähe” comes first", "“Nähe” comes first for few customers"
    assert rank(40, 30, 20, 10) == [first, "“Nähe” is among the first 2", few, few]
    assert rank(60, 20, 20) == [first, few, few]
    assert rank(25, 25, 25, 25) == ["“Nähe” matters no more than the others"] * 4


def test_a_german_room_reads_its_beliefs_in_german() -> None:
    speak("de")
    try:
        _, desk = lived(False)
    finally:
        speak(None)
    assert desk.begun[0].believe == "„Brand“ gehört zu den ersten 3"
    assert desk.begun[0].wrong_if == "es weniger als 4 von 8 unter ihren ersten 3 nennen"


@pytest.mark.parametrize("yes", [(True, False), (False, False)])
def test_the_wall_names_an_owner_once_the_yes_was_said_and_nobody_before(yes: tuple[bool, ...]) -> None:
    made, desk = lived(*yes)
    shown = wall(made, "research")
    assert ("Bärbel Weiß 0" in shown) is yes[0]
    assert "Bärbel Weiß 1" not in shown
    assert "nobody yet" in shown
    assert any("nobody is named yet" in why for why in desk.refused)
    assert [card.agreed == "not yet" for card in made.segments[0].research] == [not one for one in yes]


def test_three_lines_at_most_are_decided_and_the_wall_says_that_they_are_not_evidenced() -> None:
    made, desk = lived(True)
    assert [line.text for line in made.segments[0].decided] == ["Eins", "Drei"]
    assert any("three lines at most" in why for why in desk.refused)
    shown = draw(made, ScreenView("s0", "closing", "decided"), width=80, height=24, theme=DARK, colour=False)
    assert "What we do anyway, whatever customers say" in shown
    assert "Decided, not evidenced" in shown
    assert "Drei" in shown
    assert "Øyvind Bär" in shown


def test_a_proposal_and_a_yes_are_read_back_as_they_were_written() -> None:
    text = dumps(lived(True, False)[0])
    assert "agreed: not yet" in text
    assert "agreed: 2026-03-14T" in text


def test_each_question_of_the_board_is_offered_as_a_card_until_one_is_about_it() -> None:
    offered: list[list[str]] = []

    class Asks(Promising):
        def promises(self, ask: d.Promises) -> str:
            offered.append([words for _, words in ask.asked()])
            for name, words in ask.asked()[:1]:
                card = ask.begin([], [name])
                assert card.question == words
                assert ask.promise(card, []) == []
            offered.append([words for _, words in ask.asked()])
            return d.DONE

    memory = Memory(load(folder("workshops") / "parcel-lockers.yaml"))
    memory.session.segments[0].stages.touch("closing").done = None
    memory.session.segments[0].research = []
    assert run_day(Day(file=memory, desk=Asks(), now=Clock(), colour=False))
    assert offered[0]
    assert offered[1] == offered[0][1:]


def test_a_proposal_that_is_longer_than_its_line_is_read_from_its_beginning() -> None:
    field = Field()
    field.propose("Gehört „Wäsche am Freitag da“ zu dem, was Kunden am wichtigsten ist?")
    assert text_of([field.line(30)]).startswith("▸ Gehört „Wäsche am")
    assert "…" in text_of([field.line(30)])
    field.press(Key("end"))
    assert text_of([field.line(30)]).rstrip().endswith("wichtigsten ist?")


class Weighing(Rule):
    """Writes evidence against the last answer of the list, and of an answer behind it, while the room looks."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[list[str]] = []
        self.news: list[str] = []
        self.day: Day
        self.leaves = 0

    def against(self, ask: d.Look, answer: str) -> None:
        number = len(self.lists)
        item = Evidence(
            id=f"x{number}", kind="purchase", source="Till", date=Clock()().date(), seen=Clock()().date(),
            customers=40, contradicts=[answer],
        )  # fmt: skip
        assert ask.evidence.attach(item) == []
        self.take_down(ask)

    def take_down(self, ask: d.Look) -> None:
        self.lists.append([claim.name for claim in ask.claims()])
        self.news.append(ask.news())

    def look(self, ask: d.Look) -> str:
        every = [answer.name for answer in self.day.answers("s0")]
        self.take_down(ask)
        if self.leaves == 1:
            return d.DONE
        self.leaves += 1
        assert ask.audit(self.lists[0][0], "assumption") == []
        self.against(ask, self.lists[0][-1])
        self.against(ask, every[-1])
        return d.LEAVE


def weighed(skipped: dict[str, str]) -> tuple[Weighing, Memory]:
    desk, memory = Weighing(), Memory(session(rivals=3))
    memory.session.segments[0].skipped = skipped
    for _ in range(2):  # left in the middle of it, and begun again
        desk.day = Day(file=memory, desk=desk, now=Clock(), colour=False)
        run_day(desk.day)
    return desk, memory


@pytest.mark.parametrize(("skipped", "most"), [({}, 10), ({"evidence": "agenda shortened"}, 5)])
def test_the_order_of_the_audit_stands_once_it_has_begun_and_what_is_new_is_said(
    skipped: dict[str, str], most: int
) -> None:
    desk, memory = weighed(skipped)
    assert len(desk.lists[0]) == most
    assert all(names == desk.lists[0] for names in desk.lists)
    behind = desk.day.answers("s0")[1]
    assert desk.day.answers("s0")[0].name in desk.lists[0]
    assert behind.contradicted
    assert behind.name not in desk.lists[0]
    label = behind.label
    assert desk.news[:2] == ["", ""]
    assert [label in said and "asked after today" in said for said in desk.news[2:]] == [True, True]
    audit = memory.session.segments[0].audit
    assert [*audit] == desk.lists[0]
    assert [*audit.values()] == ["assumption", *["open"] * (most - 1)]


def test_the_wall_shows_what_is_asked_about_in_the_order_in_which_it_is_asked() -> None:
    desk, memory = weighed({})
    memory.session.segments[0].stages.touch("closing").done = None
    words = {answer.name: answer.brief for answer in desk.day.answers("s0")}
    shown = pages(memory.session, ScreenView("s0", "closing", "evidence"))
    charts = [chart for page in shown for chart in page.charts if isinstance(chart, Beliefs)]
    told = [belief.words for chart in charts for belief in chart.beliefs]
    assert told == [words[name] for name in desk.lists[0]]


class AtTheBoard(Rule):
    """Types at the wall with the board, and keeps at which walls a question could become a promise."""

    def __init__(self, *keys: str, projected: bool = False) -> None:
        super().__init__()
        self.here = Played(*keys, projected=projected)
        self.offered: list[str] = []

    def show(self, wall: d.Wall) -> str:
        if wall.asks is not None:
            self.offered.append(wall.stage)
            assert wall.acts is not None
            assert wall.acts.correct  # c is for slips here
            if len(self.offered) == 1:
                assert self.here.run(lambda room: room.show(wall)) == d.NEXT
        return super().show(wall)


def at_the_board(*keys: str, language: str | None = None) -> tuple[Session, AtTheBoard]:
    made = load(folder("workshops") / "parcel-lockers.yaml")
    made.language = language
    for segment in made.segments:
        segment.stages.touch("closing").done = segment.stages.touch("disagreement").done = None
        segment.research, segment.unknowns = [], []
    memory, desk = Memory(made), AtTheBoard(*keys)
    speak(language)
    try:
        run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    finally:
        speak(None)
    return memory.session, desk


@pytest.mark.parametrize(
    ("language", "key", "back"),
    [(None, "f find out", "Back to the board"), ("de", "f herausfinden", "Zurück zur Tafel")],
)
def test_at_the_board_enter_on_a_question_makes_a_promise(
    language: str | None, key: str, back: str, tmp_path: Path
) -> None:
    filled = DOWN * 5 + "Øyvind Bär" + DOWN * 2 + "\r"
    made, desk = at_the_board("f", "\r", filled, "y", END + "\r", "\r", language=language)
    assert key in desk.here.seen[0]
    assert back in desk.here.seen[1]
    assert set(desk.offered) == {"disagreement"}
    first = made.segments[0].research[0]
    assert first.question[:40] in " ".join(desk.here.seen[1].split())
    assert first.about[0].startswith("mark us ")
    assert first.owner == "Øyvind Bär"
    assert first.has_yes
    create(tmp_path / "day.yaml", made)
    assert not [one for one in problems_of(tmp_path / "day.yaml") if not one.warning]


class Merging(Rule):
    """Three say what they do not know, two of them alike; the facilitator makes one promise of it."""

    def unknowns(self, ask: d.Unknowns) -> str:
        for person, text in zip(
            ask.waiting(), ("wer den Preis prüft", "Wer den Preis prüft?", "ob Öl zählt"), strict=False
        ):
            assert ask.accept(person, ask.parts(person)[0].id, text, "paper") == []
        return super().unknowns(ask)

    def promises(self, ask: d.Promises) -> str:
        self.card = ask.begin([0, 1, 2], [])
        assert ask.promise(self.card, [0, 1, 2]) == []
        return d.DONE


@pytest.mark.parametrize(
    ("language", "own"),
    [
        (None, "**In our own words:** “wer den Preis prüft” and “ob Öl zählt”"),
        (
            "de",
            "**In unseren eigenen Worten:** „wer den Preis prüft“ und „ob Öl zählt“",
        ),
    ],
)
def test_merged_lines_are_one_question_and_keep_the_words_of_all_who_wrote_them(
    language: str | None, own: str
) -> None:
    desk, memory = Merging(), Memory(session())
    memory.session.language = language
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    assert desk.card.question == "wer den Preis prüft; ob Öl zählt"
    assert [line.research for line in memory.session.segments[0].unknowns[:3]] == [desk.card.id] * 3
    text = handout_text(memory.session)
    assert own in text
    assert "- ob Öl zählt" not in text
    assert "Wer den Preis prüft?" not in text  # on page 1 as well: what is alike is said once

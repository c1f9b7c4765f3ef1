"""The desk of a German room: no screen of it holds a word of the English desk, and German words are taken."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from desks import Clock
from german_day import in_german
from keyboard_asks import (
    CONTACT,
    KIND,
    REASON,
    SURE,
    TICK,
    Items,
    Played,
    Slips,
    Table,
    asking,
    changed,
    played,
)
from sources import MODULES, nodes, tree

from cxw.day.daily import WINDOW, Daily, Proposal
from cxw.day.desk import (
    BACK,
    DONE,
    NEXT,
    REVEAL,
    SECOND,
    Acts,
    Competitors,
    Decisions,
    Look,
    More,
    MovedOn,
    Person,
    Promises,
    Proposals,
    Unknowns,
    Wall,
)
from cxw.day.gathering import Claim
from cxw.day.naming import Called, NamesToChange
from cxw.day.needs import ProposedNeed
from cxw.day.people import Attendee, People, PhonesHere
from cxw.demo import Player
from cxw.keyboard import Room, Typist, everybody, saying, virtual
from cxw.keyboard.canvas import NARROWEST, wrap_keys
from cxw.keyboard.evidence import KINDS
from cxw.keyboard.forms import date_reader
from cxw.keyboard.letters import letters_of_names
from cxw.keyboard.single import HOW
from cxw.keyboard.slips import WHY, WHY_TYPED, why_no_answer
from cxw.keyboard.typist import DOWN, END, ENTER, ESC, RIGHT, TAB, UP
from cxw.model import DK, Decided, Evidence, Research, Session
from cxw.questions.asking import Item, Part
from cxw.questions.typed import is_unknown
from cxw.replay.replaying import emptied
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.text.phrases import pairs, say, speak
from cxw.text.spoken import day_said, inside, say_many
from cxw.theme import DARK
from cxw.workshop import Day, Memory, run_day

TODAY = dt.date(2026, 3, 14)
NEEDS = tuple(Item(id, text) for id, text in (("a", "Schlange"), ("b", "Preisschild"), ("c", "Zubehör")))
COMPANIES = (Item("us", "Hafenkontor"), Item("rival", "Weißbäcker"))
PEOPLE = (
    Person("oyv", "Øyvind Bär", "Vertrieb", "paper"),
    Person("jue", "Jürgen Weiß", "Kundendienst", "laptop"),
    Person("asa", "Åsa Lund", "Vertrieb", "paper"),
)
ROOM = "Schlange Preisschild Zubehör Hafenkontor Weißbäcker Øyvind Bär Vertrieb Jürgen Weiß Kundendienst Åsa Lund"
TYPED = "Wort Märkte Frage Titel Satz Wunsch Zürn oy zz as xx jue be Øystein " + "W" * 20
POINTS = Part("points", KIND["points"], "Frage", NEEDS)
MARKS = Part("marks", KIND["marks"], "Frage", NEEDS, COMPANIES)
VOTES = Part("votes", KIND["votes"], "Frage", NEEDS, most=2)
BOXES = (
    replace(TICK, question="Frage"),
    replace(CONTACT, question="Frage", ways=dict.fromkeys(CONTACT.ways, "Wort")),
)
SHARE = replace(SURE, question="Frage")


def ballot(*parts: Part, laptop: bool = False, name: str = "first", **more: Any) -> Any:
    people = tuple(replace(one, desk="laptop") for one in PEOPLE) if laptop else PEOPLE
    slips = Slips(*parts, people=people)
    slips.before = {"oyv": {"points": {"a": 20, "b": 30, "c": 50}}}
    return changed(slips.ask(name=name), title="Titel", segment="Märkte", question="Frage", **more)


def acts() -> Acts:
    late = More(
        weighed=lambda: True,
        chosen=lambda: True,
        need=lambda words: [],
        park=lambda words, why: [],
        begin=lambda words: [],
        renew=lambda chosen: [],
        set_aside=lambda need, why: [],
        company=lambda name, new: [],
        marked=lambda: True,
        column=lambda: True,
        spare=lambda: [COMPANIES[1]],
        remove=lambda gone: [],
    )
    names = NamesToChange(
        called=lambda: [Called("need a", "Wort", "Schlange"), Called("company us", "Wort", "Hafenkontor")],
        rename=lambda key, name: [],
    )
    evidence = Items(ITEM).gathering([("weight a", "Wort")], NEEDS)
    return Acts(
        "s",
        lambda text, about: [],
        lambda need, text: [],
        evidence=evidence,
        more=late,
        names=names,
        people=people(),
        correct=(ballot(POINTS), ballot(POINTS, name="second")),
        place="Märkte",
    )


ITEM = Evidence(id="e1", kind="interviews", source="Wort", customers="about 14", seen=TODAY)


def people() -> People:
    def nothing(*_: object) -> list[str]:
        return []

    listed = [
        Attendee("oyv", "Øyvind Bär", ("Vertrieb",), "phones", ("s", "t"), True, False, ticks="Satz"),
        Attendee("jue", "Jürgen Weiß", (), "spreadsheet", ("s",), False, False, observer=True),
    ]
    return People(
        everybody=lambda: listed,
        functions=lambda: ["Vertrieb"],
        segments={"s": "Märkte", "t": "Hafenkontor"},
        cards=False,
        phones=PhonesHere(list, nothing, lambda: False, nothing, nothing),
        **dict.fromkeys(
            ("join", "rename", "work_in", "sit", "answer_at", "leaves", "back", "asked_again", "observes",
             "ticks", "take_out"),
            nothing,
        ),
    )  # fmt: skip


def wall(keys: dict[str, str] | None = None, **more: Any) -> Wall:
    return Wall("Titel", "Titel", lambda w, h: "", keys=keys or {NEXT: "Wort", BACK: "Wort"}, **more)


def shown(room: Room, wall: Wall) -> str:
    try:
        return room.show(wall)
    except MovedOn as moved:
        return moved.word


def day(room: Room) -> str:
    plan = Proposal("12:00", (("Wort", "Wort"),), ("Wort",), ("Satz.",))
    room.during(
        Daily(
            clock=lambda: "10:42",
            end=lambda: "",
            planned=lambda text: plan,
            accept=lambda plan: None,
            shows=lambda: WINDOW,
            project=lambda word: None,
            phones=lambda show: DONE,
        )
    )
    return shown(room, wall())


def look() -> Look:
    claims = [
        Claim("weight a", "Wunsch", "Satz", "assumption", ""),
        Claim("b", "Wunsch", "Satz", "single story", "open"),
    ]
    return Look("Märkte", "Frage", lambda: claims, Items(ITEM).gathering(), lambda name, how: [], acts())


def promises() -> Promises:
    card = Research(id="r1", question="Frage", due=TODAY, owner="Øyvind Bär", agreed="not yet")
    return Promises(
        "Märkte",
        lambda: [(1, "Wort", ""), (2, "Wort", "r1")],
        lambda: [Claim("weight a", "Wunsch", "Satz", "assumption", "")],
        lambda: [("mark us a", "Satz")],
        lambda: [card],
        lambda: "r2",
        lambda card, numbers: [],
        lambda numbers, about: Research(id="r2", question="Frage"),
        lambda card: [],
        lambda card: False,
        ("Øyvind Bär",),
    )


def decisions() -> Decisions:
    return Decisions("Märkte", "Frage", lambda: [Decided(text="Wort")], 3, lambda *a: [], ("Øyvind Bär",))


def board(*texts: str, votes: bool = True) -> Any:
    table = Table(*texts)
    table.needs["n1"] = ["Wort", "Wunsch"]
    table.votes, table.parked, table.shorts = {"n1": 2}, {"n2": "Satz"}, {"n1": "Wort"}
    table.pairs, table.level = [("n1", "n3")], ["n1", "n2"]
    ask = table.ask()
    return changed(ask, segment="Märkte", acts=acts(), **({} if votes else {"vote": None}))


def proposals(*, waiting: bool = True) -> Proposals:
    return asking(
        Proposals,
        title="Titel",
        segment="Märkte",
        question="Frage",
        people=PEOPLE,
        lines=lambda: [ProposedNeed("n1", "Wort", "", 2, ("Wort",))],
        bulk=lambda line: [],
        waiting=lambda: ["oyv", "jue"] if waiting else [],
    )


def unknowns() -> Unknowns:
    return asking(
        Unknowns, title="Titel", segment="Märkte", question="Frage", people=PEOPLE, lines=lambda: ["Wort"],
        waiting=lambda: ["oyv"], observers=(), acts=acts(),
    )  # fmt: skip


def competitors(*named: str) -> Competitors:
    return Competitors(
        "Märkte", COMPANIES[0], lambda: [Item(one, one) for one in named], ("Weißbäcker",),
        lambda text, short: [], lambda name: [],
    )  # fmt: skip


LEFT = (ESC, "q")
FLOWS: dict[str, tuple[Callable[[Room], Any], tuple[str, ...]]] = {
    "a first slip": (
        lambda room: room.ballots(ballot(POINTS, SHARE, *BOXES)),
        ("oy 50 50 10", TAB, ENTER, "s", ENTER, "xx 1\r", "\x15oy 20 30 50\r", "80\r", ENTER, ENTER, *LEFT),
    ),
    "a whole slip": (
        lambda room: room.ballots(ballot(POINTS, SHARE, *BOXES)),
        ("oy 20 30 50 80 j w\r", "oy 30 30 40\r", DOWN + ENTER, ENTER, ESC, ESC, *LEFT),
    ),
    "slips of one name": (
        lambda room: room.ballots(
            changed(ballot(POINTS), people=(*PEOPLE, replace(PEOPLE[0], id="x", name="Øystein")))
        ),
        ("oy 20 30 50\r", "zz", ENTER, ENTER, ENTER, ESC, *LEFT),
    ),
    "closing": (lambda room: room.ballots(ballot(POINTS)), (ENTER, DOWN * 2, "x\r", ESC, *LEFT)),
    "marks": (
        lambda room: room.ballots(ballot(MARKS)),
        (TAB, TAB, "oy 1 2\r", "\x15oy 1 2 3\r", TAB, "4 5 6\r", ENTER, *LEFT),
    ),
    "votes": (lambda room: room.ballots(ballot(VOTES)), ("oy a b\r", ENTER, "as late\r", *LEFT)),
    "a second round": (
        lambda room: room.ballots(ballot(POINTS, replace(REASON, question="Frage"), name="second")),
        ("oy =\r", ENTER, "as =\r", *LEFT),
    ),
    "hidden slips": (
        lambda room: room.ballots(ballot(POINTS, SHARE)),
        ("oy 50 50 10", TAB, ENTER, ESC, "p", ENTER, "x", *LEFT),
    ),
    "points at the laptop": (
        lambda room: room.ballots(ballot(POINTS, SHARE, laptop=True)),
        (ENTER, "5", ENTER, "999", "d", "d", "r", TAB, ENTER, "80", TAB, ENTER, ENTER, ESC, "q"),
    ),
    "boxes at the laptop": (
        lambda room: room.ballots(ballot(POINTS, *BOXES, laptop=True)),
        (ENTER, "r\r", "j", ENTER, "w", TAB, ENTER, ESC, "q"),
    ),
    "marks at the laptop": (
        lambda room: room.ballots(ballot(MARKS, laptop=True)),
        (
            ENTER,
            "99",
            "7.5",
            "t",
            ENTER,
            "1",
            DOWN + "d" + DOWN + "3",
            RIGHT,
            "4" + UP + "5" + UP + "6",
            TAB,
            *LEFT,
        ),
    ),
    "votes at the laptop": (lambda room: room.ballots(ballot(VOTES, laptop=True)), (ENTER, "x\r", *LEFT)),
    "no answer": (lambda room: room.ballots(ballot(POINTS, laptop=True)), ("m", *LEFT)),
    "again": (
        lambda room: room.ballots(ballot(POINTS)),
        ("oy 20 30 50\r", "as 20 30 50\r", "jue laptop\r", ENTER, "r\r", "jue laptop\r", *LEFT),
    ),
    "put right": (
        lambda room: room.correct([ballot(POINTS, SHARE), ballot(POINTS, name="second")]),
        (ENTER, "oy", ENTER, "20 30 50 80\r", "20 30 50\r", *LEFT),
    ),
    "the board": (
        lambda room: room.board(board("Wort", "Wunsch", "Wort")),
        ("n", "t", "n", ENTER, "m", DOWN, ESC, "u", ESC, ENTER, *LEFT),
    ),
    "words on the board": (
        lambda room: room.board(board("Wort", "Wunsch", "Wort")),
        ("s", "w", *LEFT),
    ),
    "more on the board": (lambda room: room.board(board("Wort", "Wunsch", "Wort")), ("s", "a", *LEFT)),
    "short words": (
        lambda room: room.board(board("Wort", "Wunsch", "Wort")),
        ("s", "s", "\x15" + "W" * 20 + ENTER, *LEFT),
    ),
    "parked": (lambda room: room.board(board("Wort", "Wunsch", "Wort")), ("s", "p", *LEFT)),
    "blind votes": (
        lambda room: room.board(board("Wort", "Wunsch", "Wort")),
        ("s", "b", "\x15" + "99\r", *LEFT),
    ),
    "few on the board": (
        lambda room: room.board(board("Wort", "Wunsch", "Wort")),
        ("s", " ", ENTER, ENTER, *LEFT),
    ),
    "no need": (lambda room: room.board(changed(Table().ask(), segment="Märkte")), (ENTER, *LEFT)),
    "needs": (
        lambda room: room.proposals(proposals()),
        ("Wort\r", "\x1b[200~Wort\nWunsch\n\x1b[201~", ENTER, "oy zz\r", "\x15zz\r", *LEFT),
    ),
    "what we do not know": (lambda room: room.unknowns(unknowns()), ("Wort\r", "oy: Wort\r", ENTER, *LEFT)),
    "competitors": (
        lambda room: room.competitors(competitors()),
        (ENTER, "-9\r", *LEFT),
    ),
    "many competitors": (
        lambda room: room.competitors(competitors(*(f"W{n}" for n in range(7)))),
        ("W0\r", "Wort\r", *LEFT),
    ),
    "evidence": (
        lambda room: room.look(look()),
        ("o", "i", DOWN, DOWN, DOWN, "x" + DOWN, DOWN, DOWN, DOWN, ENTER, *LEFT),
    ),
    "how do we know": (lambda room: room.look(look()), (ENTER, UP, "s", *LEFT)),
    "promises": (
        lambda room: room.promises(promises()),
        (" ", "c", DOWN * 2, DOWN, DOWN, DOWN, DOWN, "x", DOWN + ENTER, *LEFT),
    ),
    "a yes": (lambda room: room.promises(promises()), (END + UP, "y", *LEFT)),
    "what we do anyway": (
        lambda room: room.decisions(decisions()),
        ("c", "x", DOWN, DOWN + DOWN + ENTER, UP + ENTER, *LEFT),
    ),
    "a wall": (
        lambda room: shown(
            room,
            wall(
                {NEXT: "Wort", BACK: "Wort", REVEAL: "Wort"}, acts=acts(), lines_to_say="Satz.", workings=list
            ),
        ),
        ("h", "w", "w", "n", *LEFT),
    ),
    "a note": (lambda room: shown(room, wall(acts=acts())), ("n", "Wort\r", *LEFT)),
    "evidence at a wall": (lambda room: shown(room, wall(acts=acts())), ("v", DOWN + RIGHT, *LEFT)),
    "what comes late": (
        lambda room: shown(room, wall(acts=acts())),
        ("a", ENTER, "oy 20 30 50\r", "Wunsch\r", ENTER, *LEFT),
    ),
    "one more competitor": (
        lambda room: shown(room, wall(acts=acts())),
        ("a", DOWN + ENTER, "oy 20 30 50\r", "Wunsch\r", *LEFT),
    ),
    "one competitor less": (
        lambda room: shown(room, wall(acts=acts())),
        ("a", DOWN * 2 + ENTER, DOWN, *LEFT),
    ),
    "other names": (
        lambda room: shown(room, wall(acts=acts())),
        ("i", ENTER, "oy 20 30 50\r", *LEFT),
    ),
    "other words": (
        lambda room: room.ballots(ballot(POINTS, acts=acts())),
        (ESC, "w", ENTER, "\x1b[200~Wort\nWort\n\x1b[201~", "Wunsch\r", *LEFT),
    ),
    "a slip put right at a wall": (lambda room: shown(room, wall(acts=acts())), ("c", DOWN, *LEFT)),
    "a reveal": (lambda room: shown(room, wall({REVEAL: "Wort"})), ("r", "x", *LEFT)),
    "no second round": (
        lambda room: shown(room, wall({NEXT: "Wort", SECOND: "Wort"}, last=True)),
        (ENTER, ENTER),
    ),
    "help on the projector": (
        lambda room: shown(room, wall(acts=acts(), lines_to_say="Satz.")),
        ("h", ESC, "c", ENTER, *LEFT),
    ),
    "the day": (day, (ESC, ENTER, "t", "12\r", "l", "p", DOWN, *LEFT)),
    "mirrored": (lambda room: room.projects(WINDOW), (DOWN, *LEFT)),
    "people": (
        lambda room: shown(room, wall(acts=acts())),
        ("j", "l", "f", "zz\r", ENTER, DOWN, *LEFT),
    ),
    "somebody joins": (
        lambda room: shown(room, wall(acts=acts())),
        ("j", "a", "Zürn\r", ENTER, DOWN, *LEFT),
    ),
    "another place": (
        lambda room: shown(room, wall(acts=acts())),
        ("j", ENTER, DOWN * 3 + ENTER, UP, *LEFT),
    ),
    "somebody leaves": (lambda room: shown(room, wall(acts=acts())), ("j", ENTER, DOWN * 5 + ENTER, *LEFT)),
    "a tick": (lambda room: shown(room, wall(acts=acts())), ("j", ENTER, UP, DOWN * 8 + ENTER, "x\r", *LEFT)),
    "trouble": (lambda room: room.trouble("Satz.", {"x": "Wort"}), (ENTER,)),
    "to read": (lambda room: room.explain("Satz."), (ENTER,)),
    "to choose": (lambda room: room.choose("Frage", {"x": "Wort"}), (ENTER,)),
    "to type": (lambda room: room.line("Frage", "Wort"), (ENTER,)),
    "too small": (lambda room: room.board(board("Wort", "Wunsch", "Wort")), LEFT),
}
HIDDEN = {"hidden slips", "help on the projector"}
SMALL = {"too small": (60, 18)}


def seen(flow: str, size: tuple[int, int]) -> list[str]:
    """Every screen of a flow at a German desk, as it stands while its keys are typed."""
    speak("de")
    act, keys = FLOWS[flow]
    here = Played(*keys, size=SMALL.get(flow, size), projected=flow in HIDDEN, sends=False)
    here.run(act, today=TODAY, moves=True)
    return here.seen


def words(texts: Iterable[str]) -> set[str]:
    return {*re.findall(r"[^\W\d_]{2,}", " ".join(BLANK.sub(" ", text) for text in texts))}


BLANK = re.compile(r"{\w+}")
GERMAN = words(text for _, *both in pairs("de") for text in both)
ENGLISH = words(text for text, *_ in pairs("de")) - GERMAN - words([ROOM, TYPED])
"""Words of English sentences that stand in no German one."""


def fits_and_is_german(flow: str, size: tuple[int, int]) -> None:
    for screen in seen(flow, size):
        assert not words([screen]) & ENGLISH, screen
        assert "…" not in screen.replace("… h", ""), screen


@pytest.mark.parametrize("flow", FLOWS)
def test_a_screen_of_a_german_desk_is_german_and_nothing_of_it_is_cut(flow: str) -> None:
    fits_and_is_german(flow, (80, 24))


@pytest.mark.soak
@pytest.mark.parametrize("flow", FLOWS)
def test_so_it_is_in_a_large_window(flow: str) -> None:
    fits_and_is_german(flow, (120, 40))


class GermanDay(Player):
    """Types a whole day and keeps what the desk drew; of a wall only the keys under it."""

    at_a_wall = False

    def __init__(self, archive: Session) -> None:
        super().__init__(archive, 0, self._keep)
        self.drawn: list[str] = []

    def _keep(self, shown: str) -> None:
        self.drawn.append(shown.rpartition("────")[2] if self.at_a_wall else shown)

    def show(self, wall: Wall) -> str:
        self.at_a_wall = True
        try:
            return super().show(wall)
        finally:
            self.at_a_wall = False


def german_day() -> list[str]:
    archive = in_german(load(folder("workshops") / "essay.yaml"))
    speak("de")
    player = GermanDay(archive)
    with virtual(80, 24, str) as ends, ExitStack() as stack:
        typist = Typist(player.keys, player.pause)
        room = Room(
            projected=False, theme=DARK, input=ends[0], output=ends[1], today=archive.date, typist=typist
        )
        player.room = stack.enter_context(room)
        run_day(Day(file=Memory(emptied(archive)), desk=player, now=Clock(), colour=False))
    return player.drawn


def test_a_whole_day_at_a_german_desk_holds_no_english_word() -> None:
    drawn = german_day()
    assert len(drawn) > 80
    for screen in drawn:
        assert not words([screen]) & ENGLISH, screen


NO_SENTENCES = {"the end", "the projector", "the phones", "way back", "release all"}
"""Words by which the code tells things apart."""


def sentences_of_the_keyboard() -> Iterator[tuple[str, str]]:
    """Every text of several words in a module of the keyboard, but what explains the code or tells of a bug."""
    for path in MODULES:
        if path.parent.name != "keyboard" or path.name in {"platform.py", "typist.py"}:
            continue
        bugs = {part for node in nodes(path) if isinstance(node, ast.Assert) for part in ast.walk(node)}
        told = {node.value for node in nodes(path) if isinstance(node, ast.Expr)} | bugs
        for node in ast.walk(tree(path)):
            text = node.value if isinstance(node, ast.Constant) and node not in told else None
            if isinstance(text, str) and re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", text) and text[:2] != "\\W":
                yield path.name, text


def test_each_sentence_of_the_keyboard_has_its_german() -> None:
    known = {english for english, _, _ in pairs("de")} | NO_SENTENCES
    found = [*sentences_of_the_keyboard()]
    assert len(found) > 300
    assert not [(where, text) for where, text in found if text not in known]


def test_words_that_stand_in_tables_have_their_german() -> None:
    """One word is no sentence, and is said from a table."""
    known = {english for english, _, _ in pairs("de")}
    tables = (KINDS, HOW, saying.PARTS, saying.ROWS, saying.STILL, saying.ALONE, everybody.DESKS)
    said = {word for table in tables for word in table.values()} | {*WHY}
    assert not said - known


def test_keys_are_never_more_rows_than_a_screen_shows() -> None:
    for english, *both in pairs("de"):
        for said in both if "   " in english.strip() else ():
            assert len(wrap_keys(said, NARROWEST - 4)) < 3, said


# what is typed


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("spät", "late"),
        ("spaet", "late"),
        ("sp", "late"),
        ("zu spät", "late"),
        ("gegangen", "left"),
        ("abg", "declined"),
        ("verzichtet", "declined"),
        ("abwesend", "absent"),
        ("fehlt", "absent"),
        ("ab", "absent"),
        ("le", "left"),
        ("dec", "declined"),
    ],
)
def test_why_somebody_gives_no_answer_is_typed_in_either_language(typed: str, why: str) -> None:
    assert why_no_answer(typed) == why
    round = Slips(POINTS, people=PEOPLE)
    played(lambda room: room.ballots(round.ask()), f"oy {typed}\r", ESC, "q")
    assert round.missed == {"oyv": why}


def test_every_reason_has_a_german_word_that_begins_no_other() -> None:
    assert {*WHY_TYPED.values()} == {*WHY}
    assert all(why_no_answer(typed) == why for typed, why in WHY_TYPED.items())
    speak("de")
    assert all(why_no_answer(say(why)) == why for why in WHY), "what is listed can be typed"


@pytest.mark.parametrize("typed", ["wn", "WN", "weiß nicht", "Weiss  nicht", "d", "dk", "?"])
def test_a_dont_know_is_typed_in_either_language(typed: str) -> None:
    assert is_unknown(typed)
    round = Slips(POINTS, people=PEOPLE)
    played(lambda room: room.ballots(round.ask()), f"oy {typed}\r", ESC, "q")
    assert round.kept == {("oyv", "points"): DK, ("oyv", "conviction"): DK}


def test_a_name_that_looks_like_a_dont_know_finds_its_person_all_the_same() -> None:
    people = (
        Person("ana", "Ana Weiß", "Vertrieb", "paper"),
        Person("wn", "Wanda Nicht", "Vertrieb", "paper"),
    )
    round = Slips(POINTS, people=people)
    played(
        lambda room: room.ballots(round.ask()), "ana weiß 20 30 50\r", "\r", "wa 30 30 40\r", "\r", ESC, "q"
    )
    assert {person for person, _ in round.kept} == {"ana", "wn"}
    assert letters_of_names(people) == {"ana": "an", "wn": "wa"}


def test_the_first_rounds_row_and_the_laptop_have_german_words() -> None:
    round = Slips(POINTS, people=PEOPLE)
    round.before = {"oyv": {"points": {"a": 20, "b": 30, "c": 50}}}
    here = Played("oy gleich\r", "as rechner\r", "z", ESC, "q")
    here.run(lambda room: room.ballots(round.ask(name="second")))
    assert round.kept["oyv", "points"] == {"a": 20, "b": 30, "c": 50}
    assert "Hand the laptop to Åsa Lund." in here.seen[2]


@pytest.mark.parametrize("typed", ["heute", "today", "ja", "j", "yes"])
def test_today_is_typed_in_either_language(typed: str) -> None:
    assert date_reader(TODAY)(typed) == (TODAY, "")


# what changes with the language


def test_numbers_days_and_titles_are_said_as_the_room_speaks() -> None:
    days = (TODAY, "2026-10", "2026")
    assert [day_said(one) for one in days] == ["14 March 2026", "October 2026", "2026"]
    assert (inside("Points"), say_many(1, "1 vote", "{number} votes")) == ("points", "1 vote")
    speak("de")
    assert [day_said(one) for one in days] == ["14. März 2026", "Oktober 2026", "2026"]
    assert (inside("Punkte"), say_many(3, "1 vote", "{number} votes")) == ("Punkte", "3 Stimmen")


def test_the_familiar_address_is_taken_where_the_file_says_so() -> None:
    speak("de", "du")
    assert say("for you alone") == "nur für dich"

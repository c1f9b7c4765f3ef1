"""A facilitator who may do anything at any moment, and a book of what cxw said it had kept.

Every ask is answered by acts thrown with dice: good answers and bad ones, slips put aside, people who leave,
corrections, moves about the day, and power cuts before and after a save. The book is kept apart from the
program: what was accepted must be in the file, and nobody may be asked again for what is in the book.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import difflib
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from desks import Clock, asked_like
from desks import session as set_up

from cxw import findings
from cxw import handout as report
from cxw import wall as screens
from cxw.cli.showing import replay_into
from cxw.day import desk as d
from cxw.day import righted, rounds
from cxw.day.lens_answers import row_as_parts
from cxw.day.lens_rounds import ALSO, asked_of
from cxw.day.needs import ProposedNeed
from cxw.model import STAGES, AnyRound, Decided, Evidence, Kind, Missing, Segment, Session, lines_in
from cxw.questions.asking import Part
from cxw.sessionfile import OpenFile, create, dumps, load, problems_of
from cxw.sessionfile.lens_files import lenses_of
from cxw.theme import DARK
from cxw.wall import ScreenView
from cxw.workshop import Day, asked_alike, run_day
from cxw.workshop.lens_ballots import LensBallot
from cxw.workshop.lens_lines import LensLines

WORDS = (
    "Price",
    "Quality",
    "Speed",
    "Help",
    "Trust",
    "Cheap prices",
    "Quality",
    "Ease",
    "A long list of things",
)
STEPS = (
    *("open", "votes", "board", "chosen", "first open", "first sealed", "first shown", "second open"),
    *("second sealed", "second shown", "companies", "after", "shown", "evidence", "coverage", "unknowns"),
    "research",
)
GIVEN = {3: (10, (1, 5)), 4: (1000, (1, 7)), 6: (50, (0, 4))}
"""By how many people: the total and the scale of the day, where they are not 100 and 0 to 10."""
SCREENS = 8
"""Drawn at each look, each time others."""


class PowerCut(Exception):
    """The program is gone; the file stays."""


class Enough(Exception):
    """All steps are done."""


class Cable(OpenFile):
    """A session file on a machine whose power may go just before or just after a save."""

    cut = ""

    def keep(self, change: Callable[[Session], object]) -> None:
        if self.cut == "before":
            raise PowerCut
        super().keep(change)
        if self.cut == "after":
            raise PowerCut


class Book:
    """What was acknowledged: a name for each thing, and what the file must hold under it."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Any, ...], Any] = {}
        self.doubtful: list[tuple[Any, ...]] = []
        """What is being changed: when the power goes meanwhile, old and new are both right."""

    def write(self, *name: Any, value: Any = True) -> None:
        self.kept[name] = value

    def strike(self, *name: Any) -> None:
        self.kept.pop(name, None)

    def strike_all(self, *begin: Any) -> None:
        """Whatever begins with these words."""
        self.kept = {name: value for name, value in self.kept.items() if name[: len(begin)] != begin}

    def strike_doubtful(self) -> None:
        for name in self.doubtful:
            self.strike(*name)

    def lost(self, session: Session) -> list[str]:
        """What the file does not hold any more."""
        return [
            f"{name}: {value!r} became {found!r}"
            for name, value in self.kept.items()
            if (found := HOLDS[name[0]](session, *name[1:])) != value
        ]


def _round(session: Session, segment: str, opened: dt.datetime) -> Any:
    here = session.segment(segment)
    return next(round for round in (*here.rounds, *here.lenses) if round.opened == opened)


def _in_lens(session: Session, segment: str, opened: dt.datetime, who: str, part: str) -> Any:
    """What a person, or a function, gave to one part of a lens's ballot."""
    round = _round(session, segment, opened)
    if who not in round.said():
        return None
    asked = asked_of(session.segment(segment), round, who)
    return row_as_parts(round, round.said()[who], asked).get(part)


def _named(session: Session, segment: str, lens: str, text: str) -> bool:
    """Whether the room has named this in a lens, as a thing or on a line that is one once it is closed."""
    here = session.segment(segment)
    rows = [row for round in here.lenses if round.of == lens for row in round.said().values()]
    said = [line for row in rows for line in lines_in(row)]
    return text in [*said, *(thing.text for thing in here.things if thing.lens == lens)]


def _row(session: Session, segment: str, opened: dt.datetime, who: str, company: str | None = None) -> Any:
    row: Any = _round(session, segment, opened).answers.get(who)
    return row if company is None or row is None else row.get(company)


def _conviction(session: Session, segment: str, who: str, number: int, when: str) -> Any:
    said = session.segment(segment).conviction
    if number < _lists(session.segment(segment)):
        return who in {**said.before, **said.after, **said.earlier} and ...
    return getattr(said, when).get(who)


def _lists(segment: Segment) -> int:
    return sum(round.name == "first" for round in segment.rounds_of("weights"))


def slips(session: Session, segment: str, who: str) -> list[str]:
    """Somebody's own words for needs, wherever they stand by now."""
    return sorted(word for need in session.segment(segment).needs for word in need.proposed.get(who, ()))


HOLDS: Mapping[str, Callable[..., Any]] = {
    "row": _row,
    "reason": lambda s, segment, opened, who: _round(s, segment, opened).reasons.get(who),
    "draft": lambda s, segment, opened, who: _round(s, segment, opened).drafts[who].row,
    "corrected": lambda s, segment, opened: len(_round(s, segment, opened).corrected),
    "righted": lambda s, segment: len(s.segment(segment).corrected),
    "closed": lambda s, segment, opened: _round(s, segment, opened).closed is not None,
    "revealed": lambda s, segment, opened: _round(s, segment, opened).revealed is not None,
    "conviction": _conviction,
    "lens": _in_lens,
    "named": _named,
    "guess": lambda s, segment, who: s.segment(segment).coverage_guess.get(who),
    "open": lambda s, who: s.participant(who).open,
    "contact": lambda s, who: s.participant(who).last_customer_contact or "",
    "votes": lambda s, segment, who: who in s.segment(segment).votes,
    "slips": slips,
    "note": lambda s, segment, text: text in [note.text for note in s.segment(segment).notes],
    "unknown": lambda s, segment, text: text in [line.text for line in s.segment(segment).unknowns],
    "card": lambda s, segment, text: text in [card.question for card in s.segment(segment).research],
    "decided": lambda s, segment, text: text in [line.text for line in s.segment(segment).decided],
    "evidence": lambda s, text: text in [item.source for item in s.evidence],
    "joined": lambda s, name: name in [person.name for person in s.participants],
    "looked": lambda s, segment, name: s.segment(segment).audit.get(name),
    "company": lambda s, segment, name: name in [company.name for company in s.segment(segment).competitors],
}


def without_times(session: Session) -> str:
    """The text of a session with every moment called TIME."""
    return re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+", "TIME", dumps(session))


class Facilitator:
    """A desk that does anything; `steps` acts, then it has had Enough."""

    moves = 0.03
    """How often it moves about the day instead of going on."""

    def __init__(self, path: Path, dice: int | Random, steps: int, often: int = 1) -> None:
        self.path = path
        self.dice = dice if isinstance(dice, Random) else Random(dice)
        self.left = steps
        self.often = often
        """How many steps lie between two looks at everything."""
        self.book = Book()
        self.log: list[str] = []
        self.clock = Clock()
        self.number = 0
        self.file: Cable
        self.day: Day
        self.cuts = 0
        self.complete = 0
        self.replayed = 0
        self.moved = False
        """Whether this day went another way than on: then its file does not say in which order."""
        self.seen: bytes = b""

    # One day after the other, one program after the other

    def work(self) -> None:
        """Days, one after the other, until all steps are done."""
        try:
            while True:
                self.one_day()
        except Enough:
            self.look()
        except Exception as fault:
            fault.add_note("\n".join(["The last steps were:", *self.log[-40:]]))
            raise

    def one_day(self) -> None:
        self.path.unlink(missing_ok=True)
        people, segments, rivals = self.dice.choice(((3, 1, 1), (5, 2, 2), (6, 1, 0), (7, 2, 1), (4, 3, 1)))
        start = self.room_of(people, segments, rivals)
        self.given = GIVEN.get(people, (None, None))
        start.attribution = self.dice.choice((None, None, "names"))
        create(self.path, start)
        self.book = Book()
        self.note(f"a new day: {people} people, {segments} segments, {rivals} rivals")
        done = self.moved = False
        while not done:
            done = self.sitting()
        self.complete += 1
        if not self.moved:
            self.replay()

    def room_of(self, people: int, segments: int, rivals: int) -> Session:
        """A set-up with so many of each."""
        return set_up(people=people, segments=segments, rivals=rivals)

    def replay(self) -> None:
        """The day, replayed into an emptied copy of its file, gives the file again apart from times."""
        copy = self.path.with_name(f"again-{self.path.name}")
        copy.unlink(missing_ok=True)
        with contextlib.redirect_stdout(io.StringIO()):
            replay_into(self.path, copy)
        here, there = (without_times(load(path)).splitlines() for path in (self.path, copy))
        assert here == there, "\n".join(difflib.unified_diff(here, there, "the day", "replayed", n=0))
        self.replayed += 1

    def sitting(self) -> bool:
        """The program from its start to its end, or to a power cut; whether the day is complete."""
        masked = self.dice.random() < 0.2
        with Cable(self.path) as self.file:
            self.day = Day(
                file=self.file,
                desk=AtTheDesk(self),
                now=self.clock,
                colour=False,
                masked=masked,
                asked_like=asked_like(*self.given),
                lenses=lenses_of(self.file.session, self.path),
            )
            self.begins()
            try:
                done = run_day(self.day)
                self.note("complete" if done else "left")
            except PowerCut:
                self.cuts += 1
                self.book.strike_doubtful()
                self.note("power cut")
                done = False
        self.look()
        return done

    def begins(self) -> None:
        """The program has been started, and asks nothing yet."""

    def note(self, text: str) -> None:
        self.log.append(text)

    def step(self, text: str) -> None:
        """Every act begins here."""
        self.note(text)
        self.left -= 1
        if self.left % self.often == 0:
            self.look()
        if self.left <= 0:
            raise Enough
        if self.dice.random() < 0.01:
            self.file.cut = self.dice.choice(("before", "after"))

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    # What must hold after every step

    def look(self) -> None:
        """The file is in order, holds all that was acknowledged, and everything can be drawn from it."""
        data = self.path.read_bytes()
        if data == self.seen:
            return
        self.seen = data
        wrong = [str(problem) for problem in problems_of(self.path) if not problem.warning]
        assert not wrong, wrong
        session = load(self.path)
        lost = self.book.lost(session)
        assert not lost, f"acknowledged and lost: {lost}"
        found = findings.of(session, "facilitator"), findings.of(session)
        steps = [(s.id, stage, name) for s in session.segments for stage in STAGES for name in STEPS]
        for where in self.dice.sample(steps, SCREENS):
            view = ScreenView(*where)
            view = view.at(self.dice.randrange(screens.page_count(session, view, findings=found[1])))
            width, height = self.dice.choice(((80, 24), (120, 34), (60, 20)))
            assert screens.draw(
                session, view, width=width, height=height, theme=DARK, colour=False, findings=found[1]
            )
        if self.chance(0.04):
            assert report.handout_text(session)
            assert report.handout_text(session, "facilitator")

    def kept(self, faults: d.Faults, *name: Any, value: Any = True) -> bool:
        """Write an acknowledged act into the book; whether it was one."""
        if faults:
            self.note(f"   not kept: {faults}")
            return False
        if name:
            self.book.write(*name, value=value)
        return True

    def refused(self, faults: d.Faults) -> None:
        assert faults, f"this was no answer, and was kept: {self.log[-1]}"

    def words(self) -> str:
        self.number += 1
        return f"{self.dice.choice(WORDS)} {self.number}"

    # What can be done at any screen

    def any_time(self, acts: d.Acts | None) -> str:
        """Sometimes something that can be done at any screen; LEAVE when the facilitator leaves."""
        if self.chance(0.015):
            self.step("leaves")
            return d.LEAVE
        if self.chance(self.moves):
            self.moved = True
            word = self.dice.choice((d.SKIP, d.GOTO, d.CLOSING, d.GOTO, d.SKIP))
            self.step(f"moves: {word}")
            raise d.MovedOn(word)
        if acts is not None and self.chance(0.12):
            ways = [
                way
                for way in ("note", "reword", "evidence", "people", "more", "names")
                if getattr(acts, way, None)
            ]
            if not acts.segment:
                ways = [way for way in ways if way == "people"]
            if ways:
                getattr(self, f"_{self.dice.choice(ways)}")(acts)
        return d.DONE

    def _note(self, acts: d.Acts) -> None:
        text = self.words()
        self.step(f"notes {text}")
        self.kept(acts.note(text, None), "note", acts.segment, text)
        self.refused(acts.note("  ", None))

    def _reword(self, acts: d.Acts) -> None:
        needs = self.day.segment(acts.segment).needs
        if not needs:
            return
        need, text = self.dice.choice(needs).id, self.words()
        self.step(f"rewords {need}: {text}")
        if self.kept(acts.reword(need, text)):
            assert self.day.segment(acts.segment).need(need).text == text

    def _names(self, acts: d.Acts) -> None:
        assert acts.names is not None
        one, name = self.dice.choice(list(acts.names.called())), self.words()
        self.step(f"names {one.key}: {name}")
        if self.kept(acts.names.rename(one.key, name)):
            assert name in [other.name for other in acts.names.called()]
            if one.key.startswith("company "):
                self.book.strike_all("company")
            raise d.MovedOn(d.AGAIN)

    def _evidence(self, acts: d.Acts) -> None:
        late, text = acts.evidence, self.words()
        assert late is not None
        answers = [name for name, _ in late.answers()]
        kind: Kind = self.dice.choice(("customer", "survey", "test"))
        about = [self.dice.choice(answers)] if answers else []
        self.step(f"evidence {kind}, {text}, for {about}")
        self.kept(
            late.attach(Evidence(id=late.next_id(), kind=kind, source=text, supports=about)), "evidence", text
        )

    def _people(self, acts: d.Acts) -> None:
        people = acts.people
        assert people is not None
        everybody = people.everybody()
        one = self.dice.choice(everybody)
        segments = list(people.segments)
        sits = self.dice.sample(segments, self.dice.randint(1, len(segments)))
        name = f"Newcomer {self.words()}"
        act = self.dice.choice(
            (
                *("join", "rename", "sit", "leaves", "back", "take_out", "answer_at", "work_in"),
                *("asked_again", "observes", "ticks"),
            )
        )
        given: Mapping[str, tuple[Any, ...]] = {
            "join": (name, self.dice.choice(("Sales", "Legal", "")), sits),
            "rename": (one.id, name),
            "sit": (one.id, sits),
            "leaves": (one.id, "a train"),
            "back": (one.id,),
            "take_out": (one.id,),
            "asked_again": (one.id,),
            "answer_at": (one.id, self.dice.choice(("paper", "laptop", "phones"))),
            "work_in": (one.id, [self.dice.choice(("Sales", "Legal"))]),
            "observes": (one.id, self.dice.choice((True, False))),
            "ticks": (one.id, self.dice.choice((True, False))),
        }
        said = [("open", one.id), ("contact", one.id)] if act in ("take_out", "work_in", "observes") else []
        self.book.doubtful = [*said, ("open", one.id)]
        self.step(f"people: {act} {given[act]}")
        dealt = act == "join" and people.cards
        if not self.kept(getattr(people, act)(*given[act])):
            return
        if act in ("join", "rename") and not dealt:  # a card has a name of its own
            if act == "rename":
                self.book.strike_all("joined")
            self.book.write("joined", name)
        for name_ in said:
            self.book.strike(*name_)
        if act == "ticks":
            self.book.write("open", one.id, value=given[act][1])
        if act == "take_out":
            self.book.strike_all("joined")
            self.book.strike_all("votes")
        raise d.MovedOn(d.AGAIN)

    def _more(self, acts: d.Acts) -> None:
        assert acts.more is not None
        way = self.dice.choice((self._company, self._company_out, self._list_anew, self._need_more))
        way(acts.more, acts.segment, self.words())

    def _company(self, late: d.More, segment: str, name: str) -> None:
        self.step(f"more: company {name}")
        if self.kept(late.company(name, None), "company", segment, name) and late.marked():
            raise d.MovedOn(d.AGAIN)

    def _company_out(self, late: d.More, segment: str, name: str) -> None:
        if not late.spare():
            return
        gone = self.dice.choice(late.spare())
        self.step(f"more: remove {gone.text}")
        self.book.doubtful = [("company", segment, gone.text)]
        if self.kept(late.remove(gone.id)):
            self.book.strike("company", segment, gone.text)
            raise d.MovedOn(d.AGAIN)

    def _list_anew(self, late: d.More, segment: str, words: str) -> None:
        if not late.weighed():
            return
        self.step(f"more: begin a list with {words}")
        self.unsure_of(segment)
        if self.kept(late.begin(words)):
            raise d.MovedOn(d.RENEWED)

    def _need_more(self, late: d.More, segment: str, words: str) -> None:
        if late.weighed():
            self.step(f"more: park {words}")
            self.kept(late.park(words, "later"))
        else:
            self.step(f"more: need {words}")
            self.kept(late.need(words))

    def unsure_of(self, segment: str) -> None:
        """With a new list how sure people were is `earlier`, and the open round ends; both are struck."""
        self.book.strike_all("conviction", segment)

    # The asks

    def show(self, wall: d.Wall) -> str:
        assert wall.draw(80, 24)
        while True:
            if self.any_time(wall.acts) == d.LEAVE:
                return d.LEAVE
            if wall.acts is not None and wall.acts.correct and self.chance(0.3):
                self._correct(wall.acts.correct, wall.acts.segment)
                return d.AGAIN
            ways = [word for word in wall.keys for _ in range(3 if word in (d.NEXT, d.REVEAL) else 1)]
            word = self.dice.choice(ways)
            self.step(f"{wall.stage} {wall.step}: {word}")
            return word

    def _correct(self, slips: Sequence[d.Ballot], segment: str) -> None:
        ask = self.dice.choice(slips)
        if not ask.people:
            return
        if not ask.name:
            self._correct_alone(ask, segment)
            return
        seen = rounds.revealed_rounds(
            self.day.segment(segment), "weights" if ask.of == "weights" else "marks"
        )
        mine = [slip for slip in slips if slip.of == ask.of]
        assert [slip.name for slip in mine] == [round.name for round in seen]
        opened = seen[mine.index(ask)].opened
        person = self.dice.choice(ask.people)
        round = _round(self.day.session, segment, opened)
        before = len(round.corrected)
        row: Any = round.answers[person.id]
        part = ask.whole(person.id)[-1 if before % 2 and row != "dk" else 0]
        value = self.good(part)
        self.step(f"corrects {person.id} in {ask.title}, {part.id}: {value}")
        self.refused(ask.accept(person.id, part.id, self.bad(part), "paper"))
        self._doubt(("row", segment, opened, person.id), value, part)
        self.book.doubtful.append(("corrected", segment, opened))
        sure = ("conviction", segment, person.id, _lists(self.day.segment(segment)), "before")
        old = HOLDS["conviction"](self.day.session, *sure[1:]) if part.kind.name == "percent" else row
        new = {**row, **value} if part.kind.name == "marks" else value
        if self.kept(ask.accept(person.id, part.id, value, "paper")):
            self.book.write("corrected", segment, opened, value=before + (new != old))
            self._row_kept(segment, opened, person.id, value, part)
            if part.kind.name == "percent":
                self.book.write(*sure, value=value)

    def _correct_alone(self, ask: d.Ballot, segment: str) -> None:
        """A vote, how sure somebody is after the talk, or a guess: both values stay."""
        who = self.dice.choice(ask.people).id
        if isinstance(ask, LensBallot):
            self._correct_in_lens(ask, segment, who)
            return
        part = ask.whole(who)[0]
        value, name = self.good(part), self._name(ask, segment, who, part)
        self.step(f"corrects {who} in {ask.title}: {value}")
        self.refused(ask.accept(who, part.id, self.bad(part), "paper"))
        before = len(self.day.segment(segment).corrected)
        old = righted.given_now(self.day.segment(segment), ask.of)[who]  # type: ignore[arg-type]
        self.book.doubtful = [name, ("righted", segment)]
        if self.kept(ask.accept(who, part.id, value, "paper")):
            self.book.write(*name, value=True if ask.of == "votes" else value)
            self.book.write("righted", segment, value=before + (value != old))

    def _correct_in_lens(self, ask: LensBallot, segment: str, who: str) -> None:
        part = ask.whole(who)[0]
        value = self.good(part)
        self.step(f"corrects {who} in {ask.title}, {part.id}: {value}")
        self.refused(ask.accept(who, part.id, self.bad(part), "paper"))
        self.book.doubtful = [
            kept for kept in self.book.kept if kept[:4] == ("lens", segment, ask.opened, who)
        ]
        if self.kept(ask.accept(who, part.id, value, "paper")):
            self._lens_kept(ask, (segment, who), part, value)

    def _row_kept(self, segment: str, opened: dt.datetime, who: str, value: Any, part: Part) -> None:
        if part.kind.name == "points":
            self.book.write("row", segment, opened, who, value=value)
        for company, row in value.items() if part.kind.name == "marks" else ():
            self.book.write("row", segment, opened, who, company, value=row)

    def current(self, segment: str, ask: d.Ballot) -> AnyRound:
        round = rounds.latest(self.day.segment(segment), "weights" if ask.of == "weights" else "marks")
        assert round is not None
        return round

    def good(self, part: Part) -> Any:
        if part.kind.name == "points":
            cuts = sorted(self.dice.randrange(0, 105, 5) * part.total // 100 for _ in part.needs[1:])
            row = {n.id: b - a for n, a, b in zip(part.needs, [0, *cuts], [*cuts, part.total], strict=True)}
            return "dk" if self.chance(0.15) else row
        if part.kind.name == "marks":
            some = self.dice.sample(list(part.asked), self.dice.randint(1, len(part.asked)))
            marks = (*range(part.ends[0], part.ends[1] + 1), "dk", "dk")
            return {
                company: {need: self.dice.choice(marks) for need in part.asked[company]} for company in some
            }
        if part.kind.name == "votes":
            return [n.id for n in self.dice.sample(part.needs, min(part.most, len(part.needs)))]
        if part.kind.name in ("tick", "contact"):
            return self.dice.choice((True, False) if part.kind.name == "tick" else ("", *part.ways))
        if part.kind.name == "reason":
            return self.dice.choice(("fact", "argument", "wording", "agreement", "none"))
        if part.kind.name in ("picks", "ticks", "cards"):
            return self._good_of_lens(part)
        return self.dice.choice(("dk", 0, 50, 100, 35))

    def _good_of_lens(self, part: Part) -> Any:
        if part.kind.name == "picks":
            return {thing.id: self.dice.choice((*part.ways, "dk")) for thing in part.needs}
        if part.kind.name == "ticks":
            return {thing.id: self._some_ticks([*part.ways]) for thing in part.needs}
        lines = {key: self.words() for key in part.ways if self.chance(0.5)}
        return self.dice.choice(({"words": self.words(), **lines}, "nothing", "dk"))

    def _some_ticks(self, ways: list[str]) -> Any:
        some = [way for way in ways if self.chance(0.4)]
        return self.dice.choice((some, [], "dk"))

    def bad(self, part: Part) -> Any:
        if part.kind.name == "points":
            ids, total = [need.id for need in part.needs], part.total
            over = {**dict.fromkeys(ids, 0), ids[0]: total + 5}
            short = {ids[0]: total - 5}
            return self.dice.choice((over, short, dict.fromkeys(ids, -1), "x", {}))
        if part.kind.name == "marks":
            company, needs = self.dice.choice(list(part.asked.items()))
            half, above = dict.fromkeys(needs[1:], 4), dict.fromkeys(needs, part.ends[1] + 1)
            below = dict.fromkeys(needs, part.ends[0] - 1)
            stranger = {"nobody": dict.fromkeys(needs, 4)}
            return self.dice.choice(({company: half}, {company: above}, {company: below}, stranger))
        if part.kind.name == "votes":
            return ["no such need"]
        if part.kind.name in ("tick", "contact"):
            return self.dice.choice(("y", None, 7, "yesterday"))
        if part.kind.name in ("picks", "ticks"):
            return self.dice.choice(({}, "x", {"nobody": "dk"}, dict.fromkeys((n.id for n in part.needs), 7)))
        if part.kind.name == "cards":
            return self.dice.choice(({}, {"words": " "}, {"words": "a", "more": "b"}, 7, "x"))
        return "because" if part.kind.name == "reason" else self.dice.choice((101, -1, "x", 5.5))

    def ballots(self, ask: d.Ballot) -> str:
        """Answers come in, in any order, until the facilitator closes."""
        assert ask.acts is not None
        segment = ask.acts.segment
        while True:
            if self.any_time(ask.acts) == d.LEAVE:
                return d.LEAVE
            waiting = list(ask.waiting())
            self._asked_once(ask, segment, waiting)
            if not waiting or self.chance(0.04):
                self.step(f"{ask.of} {ask.name}: closes with {len(waiting)} waiting")
                return d.DONE
            self._one(ask, segment, self.dice.choice(waiting))

    def _asked_once(self, ask: d.Ballot, segment: str, waiting: Sequence[str]) -> None:
        """Nobody waits who is in the book, has given no answer for a reason, or is out of the room."""
        here = {person.id for person in ask.people}
        for who in waiting:
            assert who in here, f"{who} is asked in {ask.title} and is not among its people"
            assert not [one for one in self.day.session.participants if one.id == who and one.gone]
            for part in (part for part in ask.parts(who) if part.kind.name not in ("tick", "contact")):
                name = self._name(ask, segment, who, part)
                by_company = part.kind.name == "marks" and name[0] == "row"
                rows = [(*name, company) for company in part.asked] if by_company else [name]
                again = [row for row in rows if row in self.book.kept]
                assert not again, f"{who} is asked again for {again}"
            if ask.of in ("weights", "marks"):
                assert who not in self.current(segment, ask).not_answered, f"{who} had no answer"

    def _name(self, ask: d.Ballot, segment: str, who: str, part: Part) -> tuple[Any, ...]:
        """The name under which the book has an answer."""
        if part.kind.name in ("tick", "contact"):
            return (part.id, who)
        if ask.of == "guess":
            return ("guess", segment, who)
        if ask.of == "votes":
            return ("votes", segment, who)
        if isinstance(ask, LensBallot):
            return ("lens", segment, ask.opened, who, part.id)
        if part.kind.name == "percent":
            when = "after" if ask.of == "conviction" else "before"
            return ("conviction", segment, who, _lists(self.day.segment(segment)), when)
        kind = "reason" if part.kind.name == "reason" else "row"
        return (kind, segment, self.current(segment, ask).opened, who)

    def _one(self, ask: d.Ballot, segment: str, who: str) -> None:
        """One act about one person."""
        way = self.dice.choices(("answer", "bad", "miss", "aside", "again"), (12, 2, 1, 1, 1))[0]
        part = self.dice.choice(ask.parts(who))
        if way == "answer":
            self._answer(ask, segment, who, part)
        elif way == "bad":
            if self._means_dk(segment, who, part):
                return  # whatever is typed there says that they do not know
            value = self.bad(part)
            self.step(f"{ask.of} {ask.name} {who} {part.id}: {value}")
            self.refused(ask.accept(who, part.id, value, "paper"))
        elif way == "miss":
            ways: tuple[Missing, ...] = ("late", "left", "declined", "absent")
            why = self.dice.choice(ways)
            self.step(f"{ask.of} {ask.name} {who} gives no answer: {why}")
            if self.kept(ask.miss(who, why)):
                assert who not in ask.waiting()
        elif way == "aside" and ask.can_put_aside:
            self.step(f"{ask.of} {ask.name} {who}: slip aside")
            text = self.words()
            opened = ask.opened if isinstance(ask, LensBallot) else self.current(segment, ask).opened
            self.kept(ask.aside(who, text), "draft", segment, opened, who, value=text)
        elif way == "again":
            self._again(ask, segment)

    def _means_dk(self, segment: str, who: str, part: Part) -> bool:
        """Whether whatever is typed says that they do not know: all are asked how sure they are."""
        asked_of_all = part.id == "after" or part.alone == "dk"
        return asked_of_all and asked_alike.knows_nothing(self.day.segment(segment), who)

    def _answer(self, ask: d.Ballot, segment: str, who: str, part: Part) -> None:
        value = self.good(part)
        name = self._name(ask, segment, who, part)
        self.step(f"{ask.of} {ask.name} {who} {part.id}: {value}")
        if isinstance(ask, LensBallot):
            self._answer_lens(ask, (segment, who), part, value)
            return
        self._doubt(name, value, part)
        faults = self.hands_in(ask, who, part, value)
        assert faults == [], faults
        if self._means_dk(segment, who, part):
            value = "dk"
        if name[0] == "row":
            self.book.strike("reason", *name[1:])
            if self.day.masked and ask.of == "weights" and any(more.alone for more in ask.parts(who)):
                self.book.strike("conviction", segment, who, _lists(self.day.segment(segment)), "before")
            self._row_kept(segment, name[2], who, value, part)
            if value == "dk":
                self.book.strike("conviction", segment, who, _lists(self.day.segment(segment)), "before")
        elif name[0] == "votes":
            self.book.write(*name)
        elif name[0] != "reason" or not self.day.masked:
            # Where everybody sees the screen all are asked why, and only of those who moved it is kept.
            self.book.write(*name, value=value)

    def _answer_lens(self, ask: LensBallot, whose: tuple[str, str], part: Part, value: Any) -> None:
        """One part of a lens: what stands behind a pick goes with it, and comes after it."""
        segment, who = whose
        name = ("lens", segment, ask.opened, who)
        first = part.id.startswith(ALSO) and not ask.own(who)
        self.book.doubtful = [kept for kept in self.book.kept if kept[:4] == name]
        faults = ask.accept(who, part.id, value, "paper") if first else self.hands_in(ask, who, part, value)
        assert bool(faults) == first, faults
        if not first:
            self._lens_kept(ask, whose, part, value)

    def _lens_kept(self, ask: LensBallot, whose: tuple[str, str], part: Part, value: Any) -> None:
        segment, who = whose
        own = ask.own(who)
        assert part.id.startswith(ALSO) or own[part.id] == value
        self.book.strike_all("lens", segment, ask.opened, who)
        for id, said in own.items():
            self.book.write("lens", segment, ask.opened, who, id, value=said)

    def hands_in(self, ask: d.Ballot, who: str, part: Part, value: Any) -> d.Faults:
        """One answer comes in, at whatever desk."""
        return ask.accept(who, part.id, value, self.dice.choice(("paper", "paper", "laptop", "phones")))

    def _doubt(self, name: tuple[Any, ...], value: Any, part: Part) -> None:
        """Note what this answer replaces."""
        rows = [(*name, company) for company in value] if part.kind.name == "marks" else [name]
        sure = (
            ("conviction", name[1], name[3], _lists(self.day.segment(name[1])), "before")
            if name[0] == "row"
            else name
        )
        self.book.doubtful = [*rows, name, ("reason", *name[1:]), sure]

    def _again(self, ask: d.Ballot, segment: str) -> None:
        """Somebody who has answered answers again, before the round is closed."""
        given = [person.id for person in ask.people if not ask.parts(person.id)]
        if given and ask.of in ("weights", "marks", "lens"):
            who = self.dice.choice(given)
            self._answer(ask, segment, who, ask.whole(who)[0])

    def proposals(self, ask: d.Proposals) -> str:
        assert ask.acts is not None
        segment = ask.acts.segment
        while True:
            if self.any_time(ask.acts) == d.LEAVE:
                return d.LEAVE
            waiting = list(ask.waiting())
            if not waiting or self.chance(0.05):
                self.step(f"needs: closes with {len(waiting)} waiting, {len(ask.lines())} lines")
                return d.DONE
            who, text = self.dice.choice(waiting), self.words()
            act = self.dice.choice(("add", "add", "bulk", "unnamed", "answered", "answered", "miss"))
            self.step(f"needs: {act} {who} {text}")
            if act == "add":
                said = [*slips(self.day.session, segment, who), text]
                self.book.doubtful = [("slips", segment, who)]
                self.kept(ask.add(text, who, 1, None), "slips", segment, who, value=sorted(said))
                self.refused(ask.add("  ", who, 1, None))
            elif act == "bulk":
                self.kept(ask.bulk(f"{text} x3"))
            elif act == "unnamed":
                self.kept(ask.add(text, None, 2, None))
            else:
                self.kept(ask.answered(who) if act == "answered" else ask.miss(who, "declined"))
                assert who not in ask.waiting()

    def board(self, ask: d.Board) -> str:
        assert ask.acts is not None
        while True:
            if self.any_time(ask.acts) == d.LEAVE:
                return d.LEAVE
            lines = [line for line in ask.lines() if not line.parked]
            act = self.dice.choice(
                ("merge", "split", "park", "short", "add", "vote", "choose", "choose", "reword")
            )
            if len(lines) < 3:
                act = "add"
            self.step(f"board: {act}, {len(lines)} lines")
            if act == "choose" and self._choose(ask, [line.id for line in lines]):
                return d.DONE
            if act == "vote" and ask.vote is not None:
                if ask.vote(min(3, len(lines))) == d.LEAVE:
                    return d.LEAVE
            elif act != "choose":
                self._arrange(ask, act, lines)

    def _choose(self, ask: d.Board, ids: list[str]) -> bool:
        self.refused(ask.choose(ids[:2]))
        chosen = self.dice.sample(ids, min(len(ids), self.dice.randint(3, 5)))
        segment = ask.acts.segment if ask.acts else ""
        if self.day.segment(segment).rounds:
            self.unsure_of(segment)
        return self.kept(ask.choose(chosen))

    def _arrange(self, ask: d.Board, act: str, lines: Sequence[ProposedNeed]) -> None:
        one = self.dice.choice(lines or ask.lines()) if lines or ask.lines() else None
        if act == "add" or one is None:
            self.kept(ask.add(self.words(), None, 1, None))
        elif act == "merge" and len(lines) > 3:
            self.kept(ask.merge(one.id, self.dice.choice(lines).id))
        elif act == "split":
            self.kept(ask.split(one.id, self.dice.choice(one.words), None))
        elif act == "park" and len(lines) > 3:
            self.kept(ask.park(one.id, self.dice.choice(("later", ""))))
        elif act == "short":
            self.kept(ask.shorten(one.id, self.dice.choice(("short", "x" * 30, ""))))
        elif act == "reword":
            self.kept(ask.reword(one.id, self.words()))

    def competitors(self, ask: d.Competitors) -> str:
        assert ask.acts is not None
        while True:
            if self.any_time(ask.acts) == d.LEAVE:
                return d.LEAVE
            act, name = self.dice.choice(("add", "remove", "done", "done")), self.words()
            self.step(f"competitors: {act} {name}")
            if act == "done":
                return d.DONE
            if act == "add":
                if self.kept(ask.add(name, None), "company", ask.acts.segment, name):
                    self.refused(ask.add(name, None))
            elif ask.named():
                gone = self.dice.choice(ask.named())
                if self.kept(ask.remove(gone.id)):
                    self.book.strike("company", ask.acts.segment, gone.text)

    def look_at(self, ask: d.Look) -> str:
        assert ask.acts is not None
        while True:
            if self.any_time(ask.acts) == d.LEAVE:
                return d.LEAVE
            act = self.dice.choice(("audit", "audit", "audit", "attach", "done"))
            claims = ask.claims()
            self.step(f"look: {act}")
            if act == "done" or not claims:
                return d.DONE
            claim = self.dice.choice(claims)
            if act == "attach":
                text = self.words()
                next_id = ask.evidence.next_id()
                item = Evidence(id=next_id, kind="customer", source=text, supports=[claim.name])
                self.kept(ask.evidence.attach(item), "evidence", text)
            else:
                looked = self.dice.choice(("evidence", "assumption", "open"))
                name = ("looked", ask.acts.segment, claim.name)
                self.book.doubtful = [name]
                self.kept(ask.audit(claim.name, looked), *name, value=looked)

    def unknowns(self, ask: d.Unknowns) -> str:
        assert ask.acts is not None
        while True:
            if self.any_time(ask.acts) == d.LEAVE:
                return d.LEAVE
            waiting = list(ask.waiting())
            if not waiting or self.chance(0.05):
                self.step(f"unknowns: closes with {len(waiting)} waiting")
                return d.DONE
            who, text = self.dice.choice(waiting), self.words()
            act = self.dice.choice(("add", "answered", "answered", "miss"))
            self.step(f"unknowns: {act} {who} {text}")
            if act == "add" and isinstance(ask, LensLines):
                faults = ask.add(text, self.dice.choice((who, None)))
                self.kept(faults, "named", ask.acts.segment, ask.lens[0], text)
            elif act == "add":
                self.kept(ask.add(text, self.dice.choice((who, None))), "unknown", ask.acts.segment, text)
            else:
                self.kept(ask.answered(who) if act == "answered" else ask.miss(who, "left"))
                assert who not in ask.waiting()

    def promises(self, ask: d.Promises) -> str:
        assert ask.acts is not None
        while True:
            if self.any_time(ask.acts) == d.LEAVE:
                return d.LEAVE
            act, text = self.dice.choice(("promise", "done")), self.words()
            self.step(f"promises: {act} {text}")
            if act == "done":
                return d.DONE
            lines = [number for number, _, _ in ask.unknowns()][:1]
            about = [claim.name for claim in ask.suggested()][:2]
            owner = self.dice.choice(ask.owners)
            card = ask.begin(lines, about).model_copy(update={"question": text, "owner": owner})
            self.kept(ask.promise(card, lines), "card", ask.acts.segment, text)
            for _ in range(self.dice.choice((0, 1, 1, 2))):
                assert ask.agree(card.id) == []

    def decisions(self, ask: d.Decisions) -> str:
        assert ask.acts is not None
        while True:
            if self.any_time(ask.acts) == d.LEAVE:
                return d.LEAVE
            act, text = self.dice.choice(("line", "same words", "done", "done")), self.words()
            self.step(f"decisions: {act} {text}")
            if act == "done":
                return d.DONE
            line, place = Decided(text=text, owner=self.dice.choice(ask.owners)), len(ask.lines())
            if act == "same words" and place:
                assert ask.keep(place - 1, ask.lines()[-1].model_copy(update={"owner": line.owner})) == []
            elif place < ask.most:
                self.kept(ask.keep(place, line), "decided", ask.acts.segment, text)
            else:
                assert ask.keep(place, line)

    def tell(self, text: str) -> None:
        self.note(f"told: {text}")

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        raise AssertionError(text)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        word = self.dice.choice([*ways, ""])
        self.step(f"{prompt} {word}")
        return word

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        word = self.dice.choice((default, "lunch came early", ""))
        self.step(f"{prompt} {word}")
        return word


class AtTheDesk:
    """The facilitator as a desk: `look` is a method of both, so it has another name there."""

    def __init__(self, facilitator: Facilitator) -> None:
        self.facilitator = facilitator

    def __getattr__(self, name: str) -> Any:
        return getattr(self.facilitator, "look_at" if name == "look" else name)

"""A facilitator who may do anything, and a room that answers on phones beside paper and the laptop.

The phones are real requests to the real pages: they send what stands in their forms, twice where a thumb was
fast, and late where they slept; people change from phone to paper and back in the middle of a round, a name is
released and taken by another phone, and after a power cut the same phones go on.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from any_day import Facilitator, slips
from desks import session
from phone_room import Phone, PhoneRoom

from cxw.day import desk as d
from cxw.keyboard.beside import asked
from cxw.model import DK, Session
from cxw.phones.forms import as_typed, fields_of
from cxw.phones.pages import key_of, told
from cxw.questions.asking import Part, TypingStep, steps
from cxw.sessionfile import dumps
from cxw.text.phrases import phrases
from cxw.workshop.lens_lines import LensLines

NAMES = ("Zoë D’Souza", "Øyvind Łoś", "Anna Weiß", "Anna Weiß", "Jürgen Müller", "Bärbel Ærø", "Ngô Thị Hoa")
DEPARTMENTS = ("Außendienst", "Æble", "Qualität")
KEPT_FOR_LATER = 0.3
"""How often a phone is put down with its page open, and taken up again after the close."""


class WithPhones(Facilitator):
    """Whoever is on a phone answers there; everybody else as before."""

    room: PhoneRoom

    def room_of(self, people: int, segments: int, rivals: int) -> Session:
        """Names as rooms have them, two of them alike; or cards, and then nobody has a name."""
        made, cards = session(people, segments, rivals), self.chance(0.3)
        for number, one in enumerate(made.participants):
            one.function = DEPARTMENTS[number % 3]
            one.name = f"{one.function} {number // 3 + 1}" if cards else NAMES[number]
        made.language = self.dice.choice((None, "de"))
        self.phones: dict[str, Phone] = {}
        self.slept: list[tuple[str, dict[str, str], TypingStep]] = []
        return made

    def begins(self) -> None:
        """Phones keep their cookies, whatever became of the program."""
        self.room = PhoneRoom(self.path.parent, self.day, None, self.path.name)
        self.day.changed = self.room.desk.changed
        for phone in self.phones.values():
            phone.app = self.room.app.asgi()

    # what is asked

    def ballots(self, ask: d.Ballot) -> str:
        with asked(self.room.desk, ask):
            return super().ballots(ask)

    def proposals(self, ask: d.Proposals) -> str:
        with asked(self.room.desk, ask):
            self._lines(ask)
            return super().proposals(ask)

    def unknowns(self, ask: d.Unknowns) -> str:
        with asked(self.room.desk, ask):
            self._lines(ask)
            return super().unknowns(ask)

    def show(self, wall: d.Wall) -> str:
        """Between rounds phones wake up, and send what was typed before they slept."""
        while self.slept and self.chance(0.5):
            self._wakes(*self.slept.pop())
        return super().show(wall)

    # phones

    def phone_of(self, who: str) -> Phone:
        """The phone of somebody, which comes in where it has not yet."""
        phone = self.phones.get(who)
        if phone is None:
            self.step(f"phones: {who} comes in")
            phone = self.phones[who] = self.room.phone()
        if self.room.desk.door.whose(phone.cookies[self.room.app.cookie].split(".")[0]) != who:
            self._picks(phone, who)
        return phone

    def _picks(self, phone: Phone, who: str) -> None:
        """By name; with cards one is dealt until this one is: which it is hangs on chance."""
        if not self.room.desk.published.cards:
            assert phone.post("/join", person=who).status == 200, phone.text
            return
        word = self.room.desk.door.word(who)
        assert phone.post("/join", word=f"{word[:3]} {word[3:].lower()}").status == 200, phone.text

    def hands_in(self, ask: d.Ballot, who: str, part: Part, value: Any) -> d.Faults:
        """At any desk; on a phone page by page, each sent once or twice; for a function somebody of it writes."""
        asked_here = {ask.answers_for(one.id): one.id for one in self.day.session.asked() if not one.gone}
        if self.chance(0.5) or who not in asked_here or who in ask.missed():
            return super().hands_in(ask, who, part, value)
        writer = asked_here[who]
        phone = self.phone_of(writer)
        self.log.append(f"   by phone of {writer}")
        for step in steps([part]):
            if step.company is None or step.company.id in value:
                self._sends(phone, step, value)
        if self.chance(0.1):
            self.released(writer)
        return []

    def _sends(self, phone: Phone, step: TypingStep, value: Any) -> None:
        while self.room.desk.catch_up():
            pass
        page, before = self._page_of(self._who(phone), step)
        phone.get(f"/?at={quote(key_of(page))}")
        form = phone.hidden
        assert form.get("step") == key_of(page), phone.page
        fields = {**before, **_fields(step, value)}
        assert phone.post("/answer", **form, **fields).status == 200, phone.text
        if self.chance(0.2):
            kept = dumps(self.day.session)
            assert phone.post("/answer", **form, **fields).status == 200, phone.text
            assert dumps(self.day.session) == kept, "what is sent twice is one answer"
        if self.chance(KEPT_FOR_LATER):
            self.slept.append((self._who(phone), form, page))

    def _page_of(self, who: str, step: TypingStep) -> tuple[TypingStep, dict[str, Any]]:
        """The page on which this is asked, and what stands there of the other question about the same things."""
        asked = self.room.desk.published.of_one(who)
        for page in asked.steps:
            behind = asked.behind.get(page.part.id)
            both = [page, *([behind] if behind else [])]
            if step.key in [one.key for one in both]:
                others = [one for one in both if one.key != step.key]
                filled = [_fields(one, asked.own[one.part.id]) for one in others if one.part.id in asked.own]
                return page, {name: value for fields in filled for name, value in fields.items()}
        raise AssertionError(f"{step.key} is on no page of {who}")

    def _who(self, phone: Phone) -> str:
        return next(who for who, mine in self.phones.items() if mine is phone)

    def released(self, who: str) -> None:
        """The facilitator releases a name; the next answer is another phone's."""
        self.step(f"phones: {who} is released")
        self.room.desk.release(who)
        old = self.phones.pop(who)
        before = dumps(self.day.session)
        old.post("/answer", ballot=self.room.desk.published.ballot, step="points", dk="1")
        assert dumps(self.day.session) == before, "a phone that was released answers for nobody"

    def _wakes(self, who: str, form: dict[str, str], step: TypingStep) -> None:
        """What was typed before the close is sent after it: put aside, or over, and no answer is another one."""
        phone = self.phones.get(who)
        if phone is None or self.room.desk.ballot is not None:
            return
        value = self.good(step.part)
        if step.company is not None and step.company.id not in value:
            return
        self.step(f"phones: {who} sends {step.part.id} late: {value}")
        given = self._given()
        phone.post("/answer", **form, **_fields(step, value))
        assert given == self._given()
        if any(told("aside", phrases(language, None)) in phone.text for language in ("en", "de")):
            self._put_aside(form["ballot"], who, as_typed(step, value).rpartition(": ")[2])

    def _given(self) -> list[dict[str, Any]]:
        rounds = [dict(round.answers) for round in self.day.session.all_rounds()]
        return [*rounds, *(dict(one.said()) for part in self.day.session.segments for one in part.lenses)]

    def _put_aside(self, ballot: str, who: str, row: str) -> None:
        """It lies beside the round that it was sent to: another one may wait for its reveal as well."""
        for segment in self.day.session.segments:
            asked = {f"{segment.id} {one.of} {one.name} {one.opened}": one for one in segment.rounds}
            lenses = {f"{segment.id} lens {one.of} {one.part} {one.opened}": one for one in segment.lenses}
            for round in (asked.get(ballot), lenses.get(ballot)):
                if round and round.closed and not round.revealed and who in round.drafts:
                    assert any(one.endswith(row) for one in round.drafts[who].row.split(" / "))
                    self.book.write("draft", segment.id, round.opened, who, value=round.drafts[who].row)
                    return
        raise AssertionError(f"{who} was told that {row!r} is put aside")

    def _lines(self, ask: d.Lines) -> None:
        """Some hand in by phone, in their own words; or nothing."""
        assert ask.acts is not None
        writers = {ask.answers_for(one.id): one.id for one in self.day.session.asked() if not one.gone}
        for who in [who for who in ask.waiting() if who in writers and self.chance(0.3)]:
            phone = self.phone_of(writers[who])
            while self.room.desk.catch_up():
                pass
            phone.get()
            text = self.words()
            self.step(f"{ask.of}: {who} by phone: {text}")
            fields = self.dice.choice(({"none": "1"}, {"lines": f"{text}\r\n{text}\r\n"}))
            self.book.doubtful = [("slips", ask.acts.segment, who)]
            assert phone.post("/answer", **phone.hidden, **fields).status == 200, phone.text
            assert who not in ask.waiting()
            if "lines" in fields and isinstance(ask, LensLines):
                self.book.write("named", ask.acts.segment, ask.lens[0], text)
            elif "lines" in fields:
                self._line_kept(ask.of, ask.acts.segment, who, text)

    def _line_kept(self, of: str, segment: str, who: str, text: str) -> None:
        if of == "unknowns":
            self.book.write("unknown", segment, text)
            return
        said = slips(self.day.session, segment, who)
        assert said.count(text) == 1, "a line that is sent twice stands there once"
        self.book.write("slips", segment, who, value=said)


def _fields(step: TypingStep, value: Any) -> dict[str, Any]:
    """What a browser sends of a page that says this."""
    if value == DK or step.kind.unknown(value):
        return {"dk": "1"}
    return {name: [*found] for name, found in fields_of(step, value).items()}


class OnwardWithPhones(WithPhones):
    """Does anything but go back."""

    moves = 0.0

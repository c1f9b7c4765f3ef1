"""Days on which every lens was used, for the tests of walls: rich, long, German, of two, and where nobody knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from screens_room import at, whole_day

from cxw.day import rounds
from cxw.day.lenses import in_language
from cxw.model import (
    DK,
    GATHERED,
    DrawnTexts,
    LensDefinition,
    LensPart,
    LensQuestion,
    LensRound,
    LensThing,
    Segment,
    Session,
)
from cxw.sessionfile.lens_files import read_lens, shipped_lenses
from cxw.text.phrases import Phrases, phrases

OWN_LENS = """
lens: drop-first
name: Was fällt zuerst
why: Auf welches Bedürfnis wir am ehesten verzichten, und wer widerspräche
minutes: 10
after: weights
about: needs
most: 12
say:
  shape: pick
  ask: Würden wir dieses Bedürfnis fallen lassen?
  of: {sofort: Sofort, notfalls: Wenn es sein muss, nie: Nie}
  also: {pick: widerspruch, of: functions, ask: Wer würde widersprechen?}
sentence: Am ehesten verzichten wir auf ...
"""
OWN_NUMBERS = """
lens: promised-marks
name: Wie gut wir sie halten
why: Wie gut wir halten, was wir versprechen
minutes: 10
after: needs
about: needs
most: 12
say: {shape: marks, ask: Wie gut halten wir das?}
judge: {shape: percent, ask: Wie sicher sind wir da?, of: {kunden: Unsere Kunden, andere: Alle anderen Menschen in diesem Land}}
sentence: Was wir nicht halten, ist ...
"""
SHORT = ("Live within a week", "Beats what you pay now", "Four to six weeks", "We call you back", "No errors")
CARD = (
    "We promise that every clinic is paying its people within a week of signing, whatever the size of its "
    "staff, and that somebody who knows them answers on pay day before nine o'clock in the morning, in "
    "German, French or Italian, at no further cost, as long as they keep to our calendar of the year."
)
LONG = (
    CARD,
    "Rechtsschutzversicherungsgesellschaften und Übernachtungsgästebetreuungsvereinbarungen",
    "Nothing but what stands in the contract, chapter four",
)
FUNCTIONS = ("Marketing", "Sales", "Customer service", "Legal", "Product")
LONG_FUNCTIONS = (
    "Kundenbetreuung Innendienst und Außendienst",
    "Öffentlichkeitsarbeit",
    "Vertrieb",
    "Rechtsschutzversicherungsabteilung",
    "IT",
)


def own_lenses() -> dict[str, LensDefinition]:
    """Two of a consultant's own, in German."""
    found = (read_lens(text, "own.yaml").good() for text in (OWN_LENS, OWN_NUMBERS))
    return {lens.lens: lens for lens in found}


def lens_room(
    *,
    people: int = 14,
    needs: int = 5,
    functions: tuple[str, ...] = FUNCTIONS,
    words: tuple[str, ...] = SHORT,
    language: str | None = None,
    unknown: bool = False,
    turned: int = 0,
    judged: int = 0,
    until: str = "shown",
) -> Session:
    """A day with all lenses. `turned`: everybody says something else, `judged`: and judges so.

    `until`: open, sealed, said (judges' answers are sealed), or shown.
    """
    session = whole_day(people, needs, 3)
    session.language = language
    sizes = cycle([name for size, name in enumerate(functions, 1) for _ in range(size)])
    for person, name in zip(session.participants, sizes, strict=False):
        person.function = name
    segment = session.segments[0]
    say = phrases(language)
    made = _Answers(session, segment, words, say, unknown=unknown, turned=turned, judged=judged)
    for number, lens in enumerate({**shipped_lenses(), **own_lenses()}.values()):
        made.use(lens, at(90 + 10 * number))
    for round in segment.lenses:
        _until(session, segment, round, until)
    return session


def _until(session: Session, segment: Segment, round: LensRound, until: str) -> None:
    if until != "open":
        rounds.close(session, segment, round, round.opened + dt.timedelta(minutes=1))
    if until == "shown" or (until == "said" and round.part != "judge"):
        rounds.reveal(round, round.opened + dt.timedelta(minutes=2))
        if round.part == "say":
            round.sentence = f"Where {round.of} shows it is {SHORT[0].lower()}, and nobody has looked."


class _Answers:
    """What everybody says, made up from where they sit."""

    def __init__(
        self,
        session: Session,
        segment: Segment,
        words: tuple[str, ...],
        say: Phrases,
        *,
        unknown: bool,
        turned: int,
        judged: int,
    ) -> None:
        self.judged = judged
        self.session, self.segment, self.say, self.words = session, segment, say, words
        self.unknown, self.turned = unknown, turned
        self.functions = list(dict.fromkeys(p.function or "" for p in session.asked()))

    def use(self, lens: LensDefinition, opened: dt.datetime) -> None:
        """All parts of a lens, answered."""
        self._things(lens)
        for minute, part in enumerate(lens.parts()):
            asked = lens.question(part)
            assert asked is not None
            self.segment.lenses.append(
                self._round(lens, part, asked, opened + dt.timedelta(minutes=3 * minute))
            )

    def _things(self, lens: LensDefinition) -> None:
        words = self.words[self.turned % len(self.words) :] + self.words[: self.turned % len(self.words)]
        said = [f"{word} {n}" if n else word for n in range(3) for word in words][: lens.most]
        if lens.about == "voices":
            self.segment.voices = DrawnTexts(kind="tickets", rows=400, checksum="abc")
            readers = [person.id for person in self.session.asked()]
            for n in range(24):
                two = [
                    readers[(n + self.turned) % len(readers)],
                    readers[(n + self.turned + 1) % len(readers)],
                ]
                self.segment.things.append(
                    LensThing(
                        id=f"v{n}", lens=lens.lens, text=f"Text {n}", readers=two, row=n + 1, customer=n + 1
                    )
                )
        elif lens.about in GATHERED:
            self.segment.things += [
                LensThing(id=f"{lens.lens}-{n}", lens=lens.lens, text=text) for n, text in enumerate(said)
            ]

    def _about(self, lens: LensDefinition, part: LensPart, asked: LensQuestion) -> list[str]:
        if asked.shape == "percent" and isinstance(asked.of, dict):
            return list(asked.of)
        if lens.about == "needs":
            return self.segment.chosen[: lens.most]
        if part == "say" and lens.about != "voices":
            return []
        if lens.about == "functions":
            return self.functions
        return [thing.id for thing in self.segment.things if thing.lens == lens.lens]

    def _offered(self, of: Any) -> list[str]:
        if of == "needs":
            return [*self.segment.chosen, "none"]
        return self.functions if of == "functions" else list(of or ())

    def _round(
        self, lens: LensDefinition, part: LensPart, asked: LensQuestion, opened: dt.datetime
    ) -> LensRound:
        worded = {
            key: in_language(words, self.say)
            for of in (asked.of, asked.and_, asked.also.of if asked.also else None)
            if isinstance(of, dict)
            for key, words in of.items()
        }
        also = {}
        if asked.also is not None:
            worded[asked.also.pick] = in_language(asked.also.ask, self.say)
            also[asked.also.pick] = self._offered(asked.also.of)
        round = LensRound(
            of=lens.lens,
            part=part,
            by=asked.by,
            shape=asked.shape,
            title=in_language(lens.name, self.say),
            ask=in_language(asked.ask, self.say),
            worded=worded,
            private=lens.private,
            about=self._about(lens, part, asked),
            picks=self._offered(asked.of) if asked.shape in ("pick", "ticks") else [],
            lines=list(asked.and_),
            also=also,
            opened=opened,
        )
        self._answer(lens, round)
        return round

    def _answer(self, lens: LensDefinition, round: LensRound) -> None:
        if round.by == "function":
            *cards, without = self.functions if len(self.functions) > 2 else [*self.functions, ""]
            for n, function in enumerate(cards):
                round.cards[function] = self._row(lens, round, n, function)
            if without:
                round.no_card[without] = "declined"
            return
        for n, person in enumerate(self.session.asked()):
            row = self._row(lens, round, n, person.id)
            if row:
                round.answers[person.id] = row

    def _row(self, lens: LensDefinition, round: LensRound, n: int, who: str) -> Any:
        if self.unknown or n % 7 == 6:
            return DK
        asked = round.asked_about()
        if lens.about == "voices" and round.part == "say":
            asked = [t.id for t in self.segment.things if who in t.readers and t.lens == lens.lens]
        place = n + (self.judged if round.part == "judge" else self.turned)
        if round.shape == "points":
            return _points(asked, place)
        return {key: self._cell(lens, round, place + at, n + at) for at, key in enumerate(asked)}

    def _cell(self, lens: LensDefinition, round: LensRound, place: int, spot: int) -> Any:
        if round.shape in ("marks", "percent"):
            return DK if spot % 5 == 4 else place * (7 if round.shape == "percent" else 3) % 11
        if round.shape == "words":
            return self._told(lens, round, place, spot)
        if round.shape == "ticks":
            return round.picks[place % 3 :: 2]
        if spot % 5 == 3:
            return {"said": DK}
        also = {key: offered[place % len(offered)] for key, offered in round.also.items()}
        return {"said": round.picks[place % len(round.picks)], **also}

    def _told(self, lens: LensDefinition, round: LensRound, place: int, spot: int) -> Any:
        words = self.words[place % len(self.words)]
        if lens.about in GATHERED:
            return [words, self.words[(place + 1) % len(self.words)]]
        if spot % 4 == 2:
            return "nothing" if spot % 8 == 2 else DK
        return {"words": words, **{line: self.words[(place + 2) % len(self.words)] for line in round.lines}}


def _points(asked: list[str], turn: int) -> dict[str, int]:
    first, *others = asked[turn % len(asked) :] + asked[: turn % len(asked)]
    each = 60 // max(1, len(others))
    return {first: 100 - each * len(others), **dict.fromkeys(others, each)}


def lens_steps(session: Session) -> Iterator[str]:
    """Every step of every lens, whether it has been reached or not."""
    for name in {**shipped_lenses(), **own_lenses()}:
        yield from (f"{name} comes", f"{name} findings", f"{name} sentence")
        for part in ("guess", "say", "judge"):
            yield from (f"{name} {part} {state}" for state in ("open", "sealed", "shown"))


ROOMS: dict[str, Callable[[], Session]] = {
    "room": lens_room,
    "German, long": lambda: lens_room(
        people=22, needs=12, functions=LONG_FUNCTIONS, words=LONG, language="de"
    ),
    "nobody knows": lambda: lens_room(unknown=True),
    "one function": lambda: lens_room(people=6, functions=("Sales",)),
    "two people": lambda: lens_room(people=2, needs=3),
    "sealed": lambda: lens_room(until="sealed"),
}

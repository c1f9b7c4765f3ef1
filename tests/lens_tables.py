"""Random answers to an open part of a lens, and the same written as a table in one of many forms."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import openpyxl  # noqa: TID251  (tables are made with nothing of cxw)
from test_lenses_in_the_day import OWN_LENS, day_file

from cxw.collect.lenses import AskedInLens
from cxw.day.lens_rounds import asked_of, functions_here, open_part, who_answers
from cxw.model import (
    DK,
    NOTHING,
    OWN,
    PICKED,
    TOLD,
    LensDefinition,
    LensPart,
    LensRound,
    LensRow,
    LensThing,
    Need,
    Segment,
    Session,
    knows,
)
from cxw.sessionfile.lens_files import read_lens, shipped_lenses
from cxw.text.phrases import phrases

LANGUAGES = ("en", "de", "fr", "es")
DONT_KNOW = ("dk", "?", "d", "don't know", "weiß nicht", "ne sait pas", "no sabe", "Not sure")
WHO = ("person", "Name", "Teilnehmer", "Your name", "Nom", "Nombre")
FUNCTION = ("Function", "Abteilung", "Department", "Service", "Departamento")
WORDS = (
    "Live within a week", "Läuft bis zum Zahltag", "Beats what you pay now", "Vier bis sechs Wochen; sonst später",
    "Un prix, sans surprise", "Siempre: el mismo precio", "=now or never", "-5 % for friends", "Ändern | kündigen",
)  # fmt: skip
TOOLS = (("Timestamp", "2026/03/01 9:20:45 am"), ("IP Address", "192.0.2.17"), ("User Language", "EN"))

NEEDS = ("Ein planbarer Preis", "Spart uns Zeit", "Gute Qualität", "Eine feste Ansprechperson", "Marke")
NAMED = ("Der erste Zahltag", "Stammkunden, die wechseln", "The call on day one", "Wer nie kaufte")
OPENED = dt.datetime(2026, 11, 30, 9)


def opened_parts() -> Iterator[AskedInLens]:
    """Each part of the seven lenses and of a stranger's, open, in a room of nine and four functions."""
    for lens in (*shipped_lenses().values(), read_lens(OWN_LENS, "own.yaml").good()):
        for part in lens.parts():
            yield opened_part(lens, part)


def opened_part(lens: LensDefinition, part: LensPart) -> AskedInLens:
    """One part of a lens, open; what earlier parts would have named is there."""
    session = day_file([lens.lens])
    segment = session.segments[0]
    segment.needs = [Need(id=f"n{n}", text=text) for n, text in enumerate(NEEDS, 1)]
    segment.chosen = [need.id for need in segment.needs]
    if part == "judge" and lens.about == "functions":
        open_part(session, segment, (lens, "say"), OPENED, phrases("de"))
        cards: dict[str, LensRow] = {
            name: {OWN: {TOLD: "Umsatz"}} for name in functions_here(session, segment)
        }
        segment.lenses[0].cards = cards
    if part == "judge":
        texts = enumerate(NAMED, 1)
        segment.things += [LensThing(id=f"{lens.lens}-{n}", lens=lens.lens, text=text) for n, text in texts]
    open_part(session, segment, (lens, part), OPENED, phrases("de"))
    return AskedInLens(session, segment, lens, segment.lenses[-1])


def random_rows(rng: Random, asked: AskedInLens) -> dict[str, LensRow]:
    """Who answers -> a random row, as the file has it."""
    session, segment, round = asked.session, asked.segment, asked.round
    whom = functions_here(session, segment)
    if round.by == "person":
        whom = [person.id for person in who_answers(session, segment, round)]
    some = rng.sample(whom, rng.randint(max(1, len(whom) // 2), len(whom)))
    return {
        who: _row(rng, asked_of(segment, round, who), round, asked.gathers) for who in whom if who in some
    }


def _row(rng: Random, asked: list[str], round: LensRound, gathers: bool) -> LensRow:
    if gathers:
        return {OWN: rng.sample(WORDS, rng.randint(0, 3))}
    if round.shape == "points":
        return DK if rng.random() < 0.2 else dict(zip(asked, _points(rng, len(asked)), strict=True))
    row = {thing: _cell(rng, round) for thing in asked}
    if round.shape == "pick" and not any(map(knows, row.values())):
        # Who knows nothing was asked all of it, as everybody is.
        return {thing: dict.fromkeys([PICKED, *round.also], DK) for thing in asked}
    return row


def _points(rng: Random, count: int) -> list[int]:
    cuts = sorted(rng.randint(0, 100) for _ in range(count - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]


def _cell(rng: Random, round: LensRound) -> Any:
    unknown = rng.random() < 0.2
    if round.shape in ("marks", "percent"):
        return DK if unknown else rng.randint(0, 100 if round.shape == "percent" else 10)
    if round.shape == "ticks":
        return DK if unknown else [key for key in round.picks if rng.random() < 0.4]
    if round.shape == "pick":
        if unknown:
            return {PICKED: DK}
        return {
            PICKED: rng.choice(round.picks),
            **{word: rng.choice([*of, DK]) for word, of in round.also.items()},
        }
    if unknown or rng.random() < 0.2:
        return DK if unknown else NOTHING
    return {TOLD: rng.choice(WORDS), **{key: rng.choice(WORDS) for key in round.lines if rng.random() < 0.6}}


@dataclass
class LensTable:
    """A truth as a table: heads and rows of text."""

    heads: list[str]
    rows: list[list[str]]
    form: str
    second: list[str] = field(default_factory=list)
    title: str = ""

    def written(self) -> list[list[str]]:
        """All of its rows."""
        return [
            *([[self.title]] if self.title else []),
            self.heads,
            *([self.second] if self.second else []),
            *self.rows,
        ]


@dataclass
class Writer:
    """Writes rows down as somebody might."""

    rng: Random
    asked: AskedInLens

    def __post_init__(self) -> None:
        self.session: Session = self.asked.session
        self.segment: Segment = self.asked.segment
        self.lens: LensDefinition = self.asked.lens
        self.round: LensRound = self.asked.round
        self.gathers: bool = self.asked.gathers
        self.unknown, self.by_id = "dk", False

    def table(self, truth: dict[str, LensRow]) -> LensTable:
        """The truth in a random form."""
        forms = ["wide", "long", "turned", "under"]
        form = self.rng.choice(forms) if not self.gathers and self.round.about else "wide"
        if self.gathers:
            made = self._gathered(truth)
        elif form == "long":
            made = self._long(truth)
        else:
            made = self._wide(truth, form)
        if not self.gathers and form != "turned":
            self.rng.shuffle(made.rows)
        if form != "turned":
            self._with_more(made)
        made.title = self.rng.choice(["", "Antworten vom Vormittag"])
        return made

    # names

    def _who(self, who: str) -> str:
        if self.round.by == "function":
            return who
        return who if self.by_id else self.session.participant(who).name

    def _who_head(self) -> str:
        self.by_id = self.rng.random() < 0.3
        return self.rng.choice(FUNCTION if self.round.by == "function" else WHO)

    def _thing(self, key: str) -> str:
        if key == OWN:
            return self._in_any(self.lens.name)
        if key in self.round.worded:
            return self._choice(key, self._question().of)
        for need in self.segment.needs:
            if need.id == key:
                return self.rng.choice([need.id, need.text])
        for thing in self.segment.things:
            if thing.id == key:
                return self.rng.choice([thing.id, thing.text])
        return key

    def _question(self) -> Any:
        return self.lens.question(self.round.part)

    def _in_any(self, worded: Any) -> str:
        return worded if isinstance(worded, str) else self.rng.choice([*worded.values()])

    def _choice(self, key: str, of: Any) -> str:
        ways = [key]
        if isinstance(of, dict) and key in of:
            ways = [key, self._in_any(of[key])]
        elif key == "none":
            ways = ["none", "none of these", "nichts davon"]
        elif any(need.id == key for need in self.segment.needs):
            ways = [key, self.segment.need(key).text]
        return self.rng.choice(ways)

    def _answer(self, key: str, word: str = "") -> str:
        """A choice by its words, its short word or its number."""
        question = self._question()
        if key == DK:
            return self.unknown
        offered, of = (self.round.also[word], question.also.of) if word else (self.round.picks, question.of)
        return str(offered.index(key) + 1) if self.rng.random() < 0.25 else self._choice(key, of)

    def _fields(self) -> list[str]:
        return ["", *self.round.also, *self.round.lines]

    def _field(self, key: str) -> str:
        question = self._question()
        if not key:
            return self.rng.choice(["answer", "Antwort", "said"])
        if key in self.round.also:
            return self.rng.choice([key, self._in_any(question.also.ask)])
        return self.rng.choice([key, self._in_any(question.and_[key])])

    def _head(self, thing: str, key: str) -> str:
        name = self._thing(thing)
        if not key:
            return name
        if thing == OWN and self.rng.random() < 0.5:
            return self._field(key)
        return self.rng.choice(["{t}: {f}", "{t} - {f}", "{f} [{t}]"]).format(t=name, f=self._field(key))

    # cells

    def _text(self, row: LensRow, thing: str, key: str) -> str:
        cell = row.get(thing) if isinstance(row, dict) else DK
        if cell is None:
            return ""
        if isinstance(cell, list):
            return self._ticks(cell)
        if isinstance(cell, dict):
            said = cell.get(key or (PICKED if PICKED in cell else TOLD))
            if said is None:
                return ""
            return said if TOLD in cell else self._answer(said, key)
        if key:
            return ""
        if cell == NOTHING:
            return self.rng.choice(["-", "nothing", "nichts", "Rien", "nada"])
        return self.unknown if cell == DK else str(cell)

    def _ticks(self, cell: list[str]) -> str:
        if not cell:
            return self.rng.choice(["-", "0", "none", "keine"])
        sign = self.rng.choice(["; ", ", ", " + ", ";"])
        return sign.join(self._answer(key) for key in self.rng.sample(cell, len(cell)))

    # layouts

    def _wide(self, truth: dict[str, LensRow], form: str) -> LensTable:
        self.unknown = self.rng.choice(DONT_KNOW)
        who, things = self._who_head(), self.round.asked_about()
        boxes = self.round.shape == "ticks" and self.rng.random() < 0.4
        fields = [*self.round.picks] if boxes else self._fields()
        cells = [(thing, key) for thing in things for key in fields]
        rows = [
            [self._who(w), *(self._cell(row, *place, boxes=boxes) for place in cells)]
            for w, row in truth.items()
        ]
        if form == "under" and (boxes or len(fields) > 1):
            heads, second = [who], [""]
            for thing in things:
                heads += [self._thing(thing), *([""] * (len(fields) - 1))]
                second += [self._box(key) if boxes else self._field(key) for key in fields]
            return LensTable(heads, rows, form, second)
        heads = [self._box_head(thing, key) if boxes else self._head(thing, key) for thing, key in cells]
        if form == "turned":
            names = [row[0] for row in rows]
            turned = [[head, *(row[n + 1] for row in rows)] for n, head in enumerate(heads)]
            return LensTable([self.rng.choice(["", "need", "Was"]), *names], turned, form)
        return LensTable([who, *heads], rows, form)

    def _box(self, key: str) -> str:
        return self._choice(key, self._question().of)

    def _box_head(self, thing: str, key: str) -> str:
        return f"{self._thing(thing)}: {self._box(key)}"

    def _cell(self, row: LensRow, thing: str, key: str, *, boxes: bool) -> str:
        if not boxes:
            return self._text(row, thing, key)
        cell = row.get(thing) if isinstance(row, dict) else DK
        if cell == DK:
            return self.unknown
        assert isinstance(cell, list)
        return self.rng.choice(["x", "1", "ja", "Yes", "✓"]) if key in cell else "0" if not cell else ""

    def _long(self, truth: dict[str, LensRow]) -> LensTable:
        self.unknown = self.rng.choice(DONT_KNOW)
        who = self._who_head()
        rows = [
            [self._who(w), self._thing(thing), *(self._text(row, thing, key) for key in self._fields())]
            for w, row in truth.items()
            for thing in asked_of(self.segment, self.round, w)
        ]
        heads = [who, self.rng.choice(["need", "Worum es geht", "thing"]), *map(self._field, self._fields())]
        return LensTable(heads, rows, "long")

    def _gathered(self, truth: dict[str, LensRow]) -> LensTable:
        self.unknown = ""
        who = self._who_head()
        head = self.rng.choice(
            [self._in_any(self.lens.name), self._in_any(self.lens.say.ask), "Text", "Zeile", "answer"]
        )
        rows = list[list[str]]()
        together = self.rng.random() < 0.5
        for w, row in truth.items():
            assert isinstance(row, dict)
            lines: Any = row[OWN]
            if not lines:
                rows.append([self._who(w), self.rng.choice(["-", "nothing", "nichts"])])
            elif together:
                rows.append([self._who(w), "\n".join(lines)])
            else:
                rows += [[self._who(w), line] for line in lines]
        return LensTable([who, head], rows, "a cell" if together else "a line")

    def _with_more(self, made: LensTable) -> None:
        """Columns that tools write, and everybody's function."""
        if self.rng.random() < 0.4:
            for name, text in TOOLS:
                made.heads.append(name)
                made.second += [""] * bool(made.second)
                for row in made.rows:
                    row.append(text)
        if self.round.by == "person" and self.rng.random() < 0.4 and self.lens.about != "functions":
            people = {self._who(person.id): person.function or "" for person in self.session.participants}
            made.heads.insert(1, "Abteilung")
            if made.second:
                made.second.insert(1, "")
            for row in made.rows:
                row.insert(1, people[row[0]])


def as_bytes(rng: Random, rows: list[list[str]]) -> bytes:
    """A table as a file of some kind."""
    if rng.random() < 0.25:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([_number_or_text(cell) for cell in row])
        there = io.BytesIO()
        book.save(there)
        return there.getvalue()
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=rng.choice(",;\t")).writerows(
        [[_guarded(cell) for cell in row] for row in rows]
    )
    return written.getvalue().encode(rng.choice(["utf-8", "utf-8-sig", "utf-16"]))


def _number_or_text(cell: str) -> int | str:
    return int(cell) if cell.isdecimal() else _guarded(cell)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=-@|%" and len(cell) > 1 else cell

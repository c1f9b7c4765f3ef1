"""What a room of `tests/loops/` says through lenses: customers' texts drawn for it, its cards, its own rows."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cxw.cli.voicing import VoicesWanted, draw_voices
from cxw.collect.texts import TextColumns
from cxw.day import desk as d
from cxw.day.lens_rounds import ALSO, CARD, NONE
from cxw.model import DK, OWN, LensDefinition, Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import create, load
from cxw.sessionfile.lens_files import shipped_lenses
from cxw.workshop.heard import KEEP, PARK

SERVED = {"+": "well", "=": "neither"}
"""What stands before a text of which it is not true that its customer was served badly."""
Text = tuple[str, str, str]
"""What it is about, how its customer was served, and its words."""


def texts_in_order(room: Mapping[str, Any], segment: str) -> list[Text]:
    """The table of customers' texts, row by row."""
    about = room["texts"][segment]["about"].items()
    found = [_text(key, words) for key, lines in about for words in lines]
    random.Random(room["session"]["seed"] + 3).shuffle(found)
    return found


def _text(about: str, words: str) -> Text:
    mark, _, rest = words.partition(" ")
    return (about, SERVED[mark], rest) if mark in SERVED else (about, "badly", words)


def evening_before(room: Mapping[str, Any], session: Session) -> Session:
    """The session once texts were drawn for it; as it is where it has none."""
    day = session.date or dt.date(2026, 1, 1)
    evening = dt.datetime.combine(day - dt.timedelta(days=1), dt.time(18, 20))
    for segment, asked in room.get("texts", {}).items():
        with tempfile.TemporaryDirectory() as place, contextlib.redirect_stdout(io.StringIO()):
            file, table = Path(place) / "day.yaml", Path(place) / "texts.csv"
            create(file, session)
            _write_table(room, segment, table)
            columns = TextColumns("text", "customer", "date")
            wanted = VoicesWanted(asked["kind"], columns, texts=asked["draw"], accept=True)
            draw_voices(file, table, wanted, evening)
            session = load(file)
    return session


def _write_table(room: Mapping[str, Any], segment: str, path: Path) -> None:
    asked, dice = room["texts"][segment], random.Random(room["session"]["seed"] + 4)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["customer", "date", "text"])
        for _, _, words in texts_in_order(room, segment):
            day = asked["from"] + dt.timedelta(days=dice.randrange(asked["days"]))
            table.writerow([f"C-{dice.randint(1, asked['customers'])}", day.isoformat(), words])


def lenses_of(session: Session) -> list[LensDefinition]:
    """The lenses of its day."""
    return [shipped_lenses()[name] for name in session.lenses]


class LensAnswers:
    """How the room of one file answers, part by part."""

    def __init__(self, room: Mapping[str, Any]) -> None:
        self.room = room

    def told(self, segment: str, name: str) -> Mapping[str, Any]:
        """What its file says of a lens in the segment with this id or name."""
        ids = {one["name"]: one["id"] for one in self.room["session"]["segments"]}
        found: Mapping[str, Any] = self.room["segments"][ids.get(segment, segment)]["lenses"][name]
        return found

    def gives_none(self, ask: d.Ballot) -> list[str]:
        """Who hands in nothing, though asked."""
        assert ask.lens is not None
        name, part = ask.lens
        told = self.told(ask.segment, name)
        return [one for one in ask.waiting() if part in told and one not in told[part]]

    def value(self, session: Session, ask: d.Ballot, who: str, part: Part) -> Value:
        """Somebody's answer to a part of a ballot, or a department's."""
        assert ask.lens is not None
        name, asked = ask.lens
        segment = next(one.id for one in session.segments if one.name == ask.segment)
        if name == "voices" and asked == "say":
            return {item.id: self._read(session, segment, who, item.id, part.id) for item in part.needs}
        row = self.told(segment, name)[asked][who]
        if part.id.startswith(CARD):
            return row[part.id.removeprefix(CARD)]
        if part.kind.name == "points":
            return dict(zip([need.id for need in part.needs], row, strict=True))
        if part.kind.name == "marks":
            things = part.asked[OWN]
            return {OWN: dict(zip(things, [DK] * len(things) if row == DK else row, strict=True))}
        return {need.id: _picked(row, need.id, int(part.id.startswith(ALSO))) for need in part.needs}

    def _read(self, session: Session, segment: str, who: str, thing: str, part: str) -> str:
        """What a reader takes a text for; now and then for something else, or they cannot tell."""
        row = next(one.row for one in session.segment(segment).things if one.id == thing)
        assert row is not None
        about, served, _ = texts_in_order(self.room, segment)[row - 2]
        if part.startswith(ALSO):
            return served
        dice = random.Random(f"{self.room['session']['seed']} {who} {thing}")
        if dice.random() >= self.told(segment, "voices")["misread"]:
            return about
        return dice.choice([*session.segment(segment).chosen, NONE, DK])

    def key(self, session: Session, segment: str, wall: d.Wall) -> str:
        """What the facilitator does with texts that were read: a need is parked once, the count kept."""
        words = self.told(segment, "voices")["parks"] if PARK in wall.keys and wall.last else ""
        if words and words not in {need.text for need in session.segment(segment).needs}:
            return PARK
        return KEEP if KEEP in wall.keys and wall.last else ""

    def line(self, segment: str, step: str, prompt: str) -> str:
        """A need in the room's words, or how it finishes a lens's sentence."""
        told = self.told(segment, step.partition(" ")[0])
        found: str = told["parks" if "The need, in a few words:" in prompt else "sentence"]
        return found


def _picked(row: Any, thing: str, place: int) -> str:
    given = DK if row == DK else row[thing]
    if given == DK:
        return DK
    return str(given[place]) if place < len(given) else DK

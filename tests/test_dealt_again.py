"""Customers' texts dealt again on the day: what stood on a printed sheet keeps its place, and who needs a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from keyboard_asks import ANA, CHO, PICKS, Slips
from often import LONGER, often
from paper_desk import PaperDesk
from test_lenses_in_the_day import Clock, Facilitator, day_file, definitions
from typer.testing import CliRunner

from cxw.cli import app
from cxw.day.lens_texts import deal_texts_again, dealt_again_to, read_by
from cxw.model import Away, Session, ids_of
from cxw.sessionfile import create, dumps, loads
from cxw.sessionfile.reading import read_text
from cxw.text.phrases import speak
from cxw.workshop import Day, Memory, run_day

pytestmark = LONGER
NOON = dt.datetime(2026, 11, 30, 12)


def sheets(session: Session) -> dict[str, list[str]]:
    """Who is here -> the texts of their sheet, in its order."""
    segment = session.segments[0]
    here = [one.id for one in session.participants if one.here(NOON)]
    return {id: read_by(segment, ids_of(segment.things), id) for id in here}


def without(session: Session, *missing: str) -> Session:
    """The same day on which these people are not here."""
    for id in missing:
        session.participant(id).away.append(Away.model_validate({"from": dt.datetime(2026, 11, 30, 8)}))
    return session


@pytest.mark.parametrize("seed", range(often(60)))
def test_what_stood_on_a_sheet_keeps_its_number(seed: int) -> None:
    dice, session = Random(seed), day_file(["voices"])
    people, segment = ids_of(session.participants), session.segments[0]
    before = sheets(without(session, *dice.sample(people, 1 + seed % 5)))
    deal_texts_again(session, segment, "voices", NOON)
    after = sheets(session)
    for id, texts in before.items():
        assert after[id][: len(texts)] == texts
        assert len(after[id]) - len(texts) == dealt_again_to(segment, "voices", id)
    assert all(sum(text in one for one in after.values()) == 2 for text in ids_of(segment.things))
    assert not read_text(dumps(session), "day.yaml").problems()


class AtTheDesk(Facilitator):
    """Has new sheets written where that is offered."""

    asked: list[str]
    told: list[str]

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        self.asked.append(prompt)
        return "sheets" if "sheets" in ways else ""

    def tell(self, text: str) -> None:
        self.told.append(text)


def test_the_desk_says_who_needs_a_new_sheet_and_writes_these_alone(tmp_path: Path) -> None:
    session = without(day_file(["voices"]), "kai")
    session.participant("max").desk = "phones"
    before, kept = sheets(session), Memory(session)
    speak("de")
    desk = AtTheDesk(lambda: kept.session, lambda wall: None, dt.date(2026, 11, 30))
    desk.walls, desk.to_say, desk.asked, desk.told = [], {}, [], []
    day = Day(file=kept, desk=desk, now=Clock(), lenses=definitions(["voices"]), folder=tmp_path)
    assert run_day(day)
    speak("en")
    after = sheets(kept.session)
    more = {id: len(after[id]) - len(before[id]) for id in before if after[id] != before[id]}
    assert sum(more.values()) == len([one for one in day_file().segments[0].things if "kai" in one.readers])
    (asked,) = [one for one in desk.asked if "neu verteilt" in one]
    names = {one.id: one.name for one in session.participants}
    assert {id for id, name in names.items() if name in asked} == {*more} - {"max"}
    assert "Mehr Texte als auf dem früher gedruckten Blatt" in desk.to_say["voices say"]
    (file,) = tmp_path.glob("*.pdf")
    assert str(file) in " ".join(desk.told)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]
    printed = " ".join(" ".join(pages).split())
    assert printed.count("Dieses Blatt ersetzt ein früheres") == len({*more} - {"max"})
    assert not read_text(dumps(kept.session), "day.yaml").problems()


def test_nothing_is_said_where_every_reader_is_here() -> None:
    kept = Memory(day_file(["voices"]))
    desk = AtTheDesk(lambda: kept.session, lambda wall: None, dt.date(2026, 11, 30))
    desk.walls, desk.to_say, desk.asked, desk.told = [], {}, [], []
    assert run_day(Day(file=kept, desk=desk, now=Clock(), lenses=definitions(["voices"])))
    assert not [one for one in desk.asked if "again" in one]
    assert not [thing for thing in kept.session.segments[0].things if thing.dealt_again]


@pytest.mark.parametrize("row", ["132", "1 3 2", "132 12d", "132 121", "d 1 2 3 1 2"])
def test_answers_off_an_old_sheet_are_refused_and_never_read_as_others(row: str) -> None:
    """Three texts stood on it; there are five now."""
    first, further = replace(PICKS, added=2), replace(PICKS, id="also gives", added=2)
    here = PaperDesk(Slips(first, further, people=(ANA, CHO)), of="apart", name="")
    here.type(f"an {row}\r")
    assert here.slips.kept == {}
    if row in ("132", "1 3 2"):
        assert "needs the new sheet" in " ".join(here.screen().split())


def test_ballots_print_the_deal_of_now_and_say_whose_sheet_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session = without(day_file(["voices"]), "kai")
    session.language = None
    deal_texts_again(session, session.segments[0], "voices", NOON)
    create(Path("day.yaml"), session)
    said = CliRunner().invoke(app, ["ballots", "day.yaml", "--stage", "lenses"])
    assert said.exit_code == 0, said.output
    new = [one.name for one in session.participants if dealt_again_to(session.segments[0], "voices", one.id)]
    line = next(line for line in said.output.splitlines() if "dealt again" in line)
    assert all(name in line for name in new)
    (file,) = tmp_path.glob("*.pdf")
    printed = " ".join(
        " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)).split()
    )
    assert printed.count("takes the place of an earlier one") == len(new)
    assert loads(dumps(session)) == session

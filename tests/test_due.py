"""What was promised: overdue by the clock, done in the handout, reminders for who said yes and nobody else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Literal

import pytest
from icalendar import Calendar  # noqa: TID251 - to read what was written
from typer.testing import CliRunner

from cxw.cli import app, promises
from cxw.cli.reminders import calendar
from cxw.day.promised import find_promise, is_overdue, open_again, promises_on, said_yes
from cxw.errors import CxwError
from cxw.handout import handout_text
from cxw.model import Company, Decided, Evidence, Need, Participant, Research, Segment, Session
from cxw.sessionfile import create, dumps, load, problems_of

DAY = dt.date(2026, 3, 14)
LATER = dt.date(2026, 5, 1)


def card(id: str = "r1", due: Any = "2026-04", **more: Any) -> Research:
    fields = {"id": id, "question": "Kommt der Preis zuerst?", "owner": "Bärbel Weiß", "due": due, **more}
    return Research.model_validate(fields)


def session(
    *cards: Research, second: tuple[Research, ...] = (), evidence: tuple[Evidence, ...] = ()
) -> Session:
    needs = [Need(id="preis", text="Preis")]
    segments = [
        Segment(id="praxen", name="Zahnärzte", needs=needs, chosen=[], research=[*cards]),
        Segment(id="labore", name="Labore", needs=needs, research=[*second]),
    ]
    return Session(
        cxw=1, title="Kassensysteme", company=Company(id="us", name="Hafenkontor"), date=DAY,
        segments=segments[: 2 if second else 1], evidence=[*evidence],
    )  # fmt: skip


def written(tmp_path: Path, made: Session) -> Path:
    path = tmp_path / "tag.yaml"
    create(path, made)
    return path


def said(capsys: pytest.CaptureFixture[str], paths: list[Path], today: dt.date = LATER) -> str:
    promises.print_due(paths, today, 14, None)
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("due", "today", "overdue"),
    [
        (dt.date(2026, 4, 30), dt.date(2026, 4, 30), False),
        (dt.date(2026, 4, 30), dt.date(2026, 5, 1), True),
        ("2026-04", dt.date(2026, 4, 30), False),
        ("2026-04", dt.date(2026, 5, 1), True),
        ("2026-02", dt.date(2026, 2, 28), False),
        ("2026", dt.date(2026, 12, 31), False),
        ("2026", dt.date(2027, 1, 1), True),
        (None, dt.date(2030, 1, 1), False),
    ],
)
def test_a_promise_is_overdue_after_the_last_day_its_date_can_be(
    due: Any, today: dt.date, overdue: bool
) -> None:
    assert is_overdue(card(due=due), today) == overdue
    assert not is_overdue(card(due=due, done=DAY), today)


def test_the_most_overdue_comes_first_and_what_is_done_last() -> None:
    made = session(
        card("r1", "2026-06"), card("r2", None), card("r3", DAY, done=DAY, outcome="held"),
        card("r4", dt.date(2026, 5, 10)), card("r5", dt.date(2026, 4, 1)), card("r6", "2026-04"),
    )  # fmt: skip
    found = [(one.card.id, one.state) for one in promises_on(made, LATER)]
    assert found == [
        ("r5", "overdue"), ("r6", "overdue"), ("r4", "soon"), ("r1", "later"), ("r2", "no date"), ("r3", "done")
    ]  # fmt: skip


def test_due_ends_with_one_where_anything_is_overdue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, session(card(due="2026-04")))
    run = CliRunner()
    monkeypatch.setattr("cxw.cli.afterwards.now", lambda: dt.datetime(2026, 4, 30, 9))
    assert run.invoke(app, ["due", str(path)]).exit_code == 0
    monkeypatch.setattr("cxw.cli.afterwards.now", lambda: dt.datetime(2026, 5, 1, 9))
    late = run.invoke(app, ["due", str(path)])
    assert late.exit_code == 1
    assert "overdue since April 2026, by 1 day: r1, Bärbel Weiß: Kommt der Preis zuerst?" in late.stdout


def test_whoever_did_not_say_yes_is_a_proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = session(card("r1", agreed=DAY), card("r2", owner="Øyvind"))
    out = said(capsys, [written(tmp_path, made)])
    assert "r1, Bärbel Weiß:" in out
    assert "r2, nobody yet (proposed: Øyvind):" in out
    assert said_yes(session(card("r1")), card("r1"))


def test_reminders_are_for_those_who_said_yes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "Ist “Preis; billig, schnell” so\nwichtig? " + "ä" * 90
    made = session(
        card("r1", agreed=DAY, question=question, ask="Kunden, die gingen", wrong_if="weniger als 6"),
        card("r2", owner="Øyvind"),
        card("r3", agreed=DAY, done=DAY),
        card("r4", None, agreed=DAY),
    )
    ics = tmp_path / "tag.ics"
    promises.print_due([written(tmp_path, made)], LATER, 14, ics)
    raw = ics.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    entries = Calendar.from_ical(raw).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == [f"Bärbel Weiß: {question}"]
    assert entries[0].decoded("dtstart") == dt.date(2026, 4, 30)
    assert "Øyvind" not in raw.decode()
    assert "1 reminder in" in capsys.readouterr().out
    assert "We are wrong if: weniger als 6" in str(entries[0]["description"])
    first = entries[0]["uid"]
    promises.print_due([tmp_path / "tag.yaml"], dt.date(2026, 6, 1), 14, ics)
    assert Calendar.from_ical(ics.read_bytes()).walk("VEVENT")[0]["uid"] == first
    made.language = "de"
    german = calendar([(made, made.segments[0], made.segments[0].research[0])], LATER).decode()
    assert "Wir irren uns\\, wenn: weniger als 6" in german.replace("\r\n ", "")


def test_an_answer_is_open_again_once_its_evidence_is_too_old() -> None:
    told = Evidence.model_validate(
        {
            "id": "e1", "kind": "interviews", "source": "Gespräche", "date": "2025-03", "customers": 14,
            "segment": "praxen", "seen": DAY, "supports": ["weight preis"],
        }
    )  # fmt: skip
    made = session(evidence=(told,))
    assert list(open_again(made, dt.date(2026, 9, 1))) == []
    again = list(open_again(made, dt.date(2026, 10, 2)))
    assert [(one.answer, one.item.id) for one in again] == [("weight preis", "e1")]
    undated = made.model_copy(update={"date": None})
    assert list(open_again(undated, dt.date(2030, 1, 1))) == []


def test_done_closes_a_promise_with_what_became_of_it(tmp_path: Path) -> None:
    told = Evidence.model_validate({"id": "e1", "kind": "interviews"})
    path = written(tmp_path, session(card(), second=(card(question="Und die Labore?"),), evidence=(told,)))
    run = CliRunner()
    several = run.invoke(app, ["done", str(path), "r1", "wrong"])
    assert isinstance(several.exception, Exception)
    assert "r1 in praxen or r1 in labore" in str(several.exception)
    strange = run.invoke(app, ["done", str(path), "r1 in labore", "wrong", "--evidence", "e9"])
    assert "has no evidence e9" in str(strange.exception)
    early = run.invoke(app, ["done", str(path), "r1 in labore", "wrong", "--date", "2026-03-01"])
    assert "before the workshop" in str(early.exception)
    good = run.invoke(
        app, ["done", str(path), "r1 in Labore", "wrong", "--evidence", "e1", "--date", "2026-05-04"]
    )
    assert good.exit_code == 0, good.exception
    found = load(path)
    assert found.segments[0].research[0].done is None
    closed = found.segments[1].research[0]
    assert (closed.done, closed.outcome, closed.evidence) == (dt.date(2026, 5, 4), "wrong", ["e1"])
    asked = run.invoke(app, ["done", str(path), "r1 in praxen"])
    assert "Add held, wrong or unclear" in str(asked.exception)
    nobody = run.invoke(app, ["done", str(path), "r7"])
    assert "There is no promise r7 here. There are: r1 in praxen" in str(nobody.exception)


def test_a_promise_is_found_by_its_id_and_segment() -> None:
    made = session(card("r1"), card("r2"), second=(card("r1"),))
    assert [segment.id for segment, _ in find_promise(made, "r1")] == ["praxen", "labore"]
    assert [segment.id for segment, _ in find_promise(made, "r1 in Zahnärzte")] == ["praxen"]
    assert find_promise(made, "r2 in labore") == []


def handout(made: Session, audience: Literal["room", "facilitator"] = "room") -> str:
    return handout_text(made, audience)


def test_the_handout_prints_nobody_yet_until_an_owner_says_yes() -> None:
    made = session(card("r1", agreed=DAY), card("r2", owner="Øyvind", question="Und wer sonst?"))
    room, own = handout(made), handout(made, "facilitator")
    assert "Bärbel Weiß" in room
    assert "Øyvind" not in room
    assert "nobody yet, April 2026" in room
    assert "nobody yet (proposed: Øyvind), April 2026" in own


def test_what_we_do_anyway_stands_on_the_first_page_marked_as_decided() -> None:
    made = session(card("r1"))
    made.segments[0].decided = [
        Decided(text="Wir rufen binnen eines Tages zurück", owner="Bärbel Weiß", date="2026-06")
    ]
    first = handout(made).partition("\n---\n")[0]
    assert "**What we do anyway: decided, not evidenced**" in first
    assert "- Wir rufen binnen eines Tages zurück (Bärbel Weiß, June 2026)" in first
    made.language = "de"
    assert "entschieden, nicht belegt" in handout(made)
    assert "entschieden" not in handout(session(card("r1")))


def test_no_more_than_three_decisions_stand_in_a_file(tmp_path: Path) -> None:
    made = session(card("r1"))
    made.segments[0].decided = [Decided(text=f"Linie {number}") for number in range(4)]
    path = tmp_path / "tag.yaml"
    path.write_text(dumps(made), encoding="utf-8")
    assert [problem.text for problem in problems_of(path)] != []


def test_a_calendar_is_written_over_no_other_file(tmp_path: Path) -> None:
    path = written(tmp_path, session(card(agreed=DAY)))
    before = path.read_bytes()
    for other in (path, tmp_path / "notes.txt", tmp_path):
        if other == tmp_path / "notes.txt":
            other.write_text("BEGIN:VCALENDAR\nof somebody else\n")
        with pytest.raises(CxwError, match="is there already and is no calendar of cxw"):
            promises.print_due([path], LATER, 14, other)
    assert path.read_bytes() == before
    ics = tmp_path / "tag.ics"
    for _ in range(2):
        promises.print_due([path], LATER, 14, ics)
    assert ics.stat().st_mode & 0o077 == 0


def test_an_owner_by_id_stands_by_name_everywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = session(
        card("r1", owner="oe", agreed=DAY), card("r2", owner="oe"), card("r3", None, owner=None, agreed=DAY)
    )
    made.participants = [Participant(id="oe", name="Øystein D’Souza", function="Vertrieb")]
    path, ics = written(tmp_path, made), tmp_path / "tag.ics"
    out = said(capsys, [path])
    assert "r1, Øystein D’Souza:" in out
    assert "(proposed: Øystein D’Souza)" in out
    promises.print_due([path], LATER, 14, ics)
    entries = Calendar.from_ical(ics.read_bytes()).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["Øystein D’Souza: Kommt der Preis zuerst?"]


def test_done_is_no_day_to_come_and_says_what_it_was_before(tmp_path: Path) -> None:
    path, run = written(tmp_path, session(card())), CliRunner()
    ahead = run.invoke(app, ["done", str(path), "r1", "held", "--date", "2199-01-01"])
    assert "1 January 2199 is still to come" in str(ahead.exception)
    assert run.invoke(app, ["done", str(path), "r1", "unclear", "--date", "2026-05-04"]).exit_code == 0
    again = run.invoke(app, ["done", str(path), "r1", "held", "--date", "2026-06-01"])
    assert "Before: 4 May 2026, unclear." in again.stdout
    assert load(path).segments[0].research[0].outcome == "held"

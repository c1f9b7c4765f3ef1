"""Whole sessions for hypothesis: legal by every rule of the session file, and as odd as people are."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, TypeVar, get_args

from hypothesis import strategies as st

from cxw.day.agenda import PARTS, SHORTENED
from cxw.day.rounds import seal
from cxw.model import (
    DK,
    LENS_PARTS,
    AnyRound,
    Asked,
    Away,
    Brand,
    Break,
    Company,
    Contact,
    Conviction,
    Correction,
    CustomerPoints,
    Customers,
    Draft,
    Earlier,
    Evidence,
    From,
    LensCell,
    LensCorrection,
    LensRound,
    LensShape,
    LensThing,
    Mark,
    MarkScale,
    MarksRound,
    Missing,
    Need,
    Note,
    Participant,
    Plan,
    Research,
    Segment,
    Session,
    Stage,
    Stages,
    Test,
    Thresholds,
    Unknown,
    Was,
    WeightsAnswer,
    WeightsRound,
)
from cxw.text.cleaning import clean

T = TypeVar("T")
TOTALS, SCALES = (10, 20, 50, 1000, 7), ((1, 5), (1, 7), (-3, 3), (1, 10), (0, 100))
"""What rooms give where it is not 100 points and marks from 0 to 10."""
MORNING = dt.datetime(2026, 3, 14, 9)
ODD = [
    "No",
    "on",
    "12:30",
    "~",
    "null",
    "1e3",
    "2026-03-14",
    "a: b",
    "# x",
    "- x",
    "{x}",
    "'",
    '"',
    "",
    " x ",
    "dk",
    "é\n b\n",
    "\n",
    "x\n\n",
    "=",
    "<<",
    "0x1F",
    "...",
    "---",
    "👩‍💻",
    "a #b",
    "\\n",
    "%",
    "@x",
    "1_000",
]


def texts(max_size: int = 30) -> st.SearchStrategy[str]:
    """Text as a file keeps it."""
    return (st.sampled_from(ODD) | st.text(max_size=max_size)).map(lambda text: clean(text)[0])


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Absent about half the time."""
    return st.none() | strategy


ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,7}", fullmatch=True) | st.sampled_from(
    ["no", "on", "1", "2026-03-14", "dk", "null", "true", "1e3", "n"]
)
times = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2090, 1, 1)).map(
    lambda time: time.replace(microsecond=0)
)
days = st.dates()
LEFT_OUT = ["disagreement", "weights second", *PARTS, "lens voices"]


def plans() -> st.SearchStrategy[Plan]:
    """A plan with breaks that lie in it, one after the other."""
    rests = st.tuples(*(rest(at) for at in ("10:30", "12:30"))).map(
        lambda found: [one for one in found if one]
    )
    ends = maybe(st.sampled_from(("12:00", "12.30", "17:00")))
    return st.builds(Plan, start=st.just("09:00"), end=ends, breaks=rests) | st.builds(Plan, end=ends)


def rest(at: str) -> st.SearchStrategy[Break | None]:
    """A break at this time of day, or none."""
    return maybe(st.builds(Break, at=st.just(at), minutes=st.integers(1, 90), what=maybe(texts())))


def id_lists(smallest: int, largest: int) -> st.SearchStrategy[list[str]]:
    """Different ids."""
    return st.lists(ids, min_size=smallest, max_size=largest, unique=True)


@st.composite
def points(draw: st.DrawFn, needs: list[str], total: int = 100) -> WeightsAnswer:
    """A legal row of points: cuts of their total."""
    if draw(st.integers(0, 4)) == 0:
        return DK
    cuts = sorted(draw(st.lists(st.integers(0, total), min_size=len(needs) - 1, max_size=len(needs) - 1)))
    return dict(zip(needs, [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)], strict=True))


@st.composite
def answered_by(draw: st.DrawFn, people: list[str], answers: st.SearchStrategy[T]) -> dict[str, T]:
    """Answers of some of these people, in any order."""
    who = draw(st.permutations(people))
    return {person: draw(answers) for person in who[: draw(st.integers(0, len(who)))]}


def marks_rows(round: MarksRound) -> st.SearchStrategy[dict[str, dict[str, Mark]]]:
    """A legal row a company; some may be missing."""
    mark = st.integers(*round.ends) | st.just(DK)
    full = {
        company: st.fixed_dictionaries(dict.fromkeys(round.asks(company), mark))
        for company in round.companies
    }
    return st.fixed_dictionaries({}, optional=full)


@st.composite
def rounds(draw: st.DrawFn, segment: Segment, people: list[str], companies: list[str]) -> list[AnyRound]:
    """Rounds of points and marks in a possible order, open, closed or revealed; without seals."""
    made: list[AnyRound] = []
    total = draw(maybe(st.sampled_from(TOTALS)))
    scale = draw(maybe(st.sampled_from(SCALES).map(lambda ends: MarkScale(from_=ends[0], to=ends[1]))))
    for of in draw(st.lists(st.sampled_from(["weights", "marks"]), max_size=4)):
        again = any(round.of == of for round in made)
        common: dict[str, Any] = {
            "of": of,
            "name": "second" if again else "first",
            "needs": list(segment.chosen),
            "opened": MORNING,
        }
        if of == "weights":
            weighed = WeightsRound(**common, total=total)
            weighed.answers = draw(answered_by(people, points(segment.chosen, weighed.points_each)))
            made.append(weighed)
        else:
            marked = MarksRound(**common, companies=companies, scale=scale)
            if again:
                marked.cells = [f"mark {companies[0]} {segment.chosen[0]}"]
            marked.answers = draw(answered_by(people, marks_rows(marked)))
            made.append(marked)
        _life(draw, made[-1], people)
    return made


def _life(draw: st.DrawFn, round: AnyRound, people: list[str]) -> None:
    left = [person for person in people if person not in round.answers]
    missing = st.sampled_from(get_args(Missing))
    round.not_answered = draw(answered_by(left, missing))
    round.desks = draw(
        answered_by(people, st.sampled_from(["paper", "laptop", "phones", "spreadsheet", "replay"]))
    )
    round.drafts = draw(answered_by(left, st.builds(Draft, row=texts(), at=times)))
    round.note = draw(maybe(texts(200)))
    round.reopened = draw(st.lists(st.just(MORNING + dt.timedelta(minutes=3)), max_size=2))
    if round.name == "second":
        round.reasons = draw(
            answered_by(people, st.sampled_from(["fact", "argument", "wording", "agreement", "none"]))
        )
    if draw(st.booleans()):
        round.closed = MORNING + dt.timedelta(minutes=5)
        round.revealed = draw(maybe(st.just(MORNING + dt.timedelta(minutes=6))))
        round.corrected = draw(
            st.lists(st.builds(Correction, at=times, why=maybe(texts()), seal=maybe(texts())), max_size=2)
        )


@st.composite
def needs_of(draw: st.DrawFn, people: list[str]) -> list[Need]:
    """Needs of the board, with everybody's words."""
    return [
        Need(
            id=id,
            text=draw(texts(160)),
            short=draw(maybe(texts(12).filter(lambda text: len(text) <= 18))),
            kind=draw(maybe(st.sampled_from(["job", "outcome", "category"]))),
            proposed=draw(answered_by(people, st.lists(texts(), max_size=2))),
            count=draw(maybe(st.integers(1, 99))),
            was=draw(st.lists(st.builds(Was, text=texts(), until=times), max_size=2)),
            parked=draw(maybe(texts())),
        )
        for id in draw(id_lists(0, 5))
    ]


@st.composite
def segments_of(draw: st.DrawFn, id: str, people: list[str], company: str) -> Segment:
    """One segment and all that was said about it."""
    segment = Segment(id=id, name=draw(texts()), needs=draw(needs_of(people)))
    listed = [need.id for need in segment.needs]
    segment.competitors = [
        Company(id=other, name=draw(texts()), short=draw(maybe(texts())))
        for other in draw(id_lists(0, 3))
        if other != company
    ]
    companies = [company, *(other.id for other in segment.competitors)]
    if len(listed) >= 3:
        segment.chosen = draw(st.permutations(listed))[:3]
        segment.votes = draw(answered_by(people, st.lists(st.sampled_from(listed), max_size=3, unique=True)))
        segment.rounds = draw(rounds(segment, people, companies))
        segment.predictions = draw(
            answered_by(people, st.fixed_dictionaries({}, optional={"Sales": points(segment.chosen)}))
        )
    percent = st.integers(0, 100) | st.just(DK)
    segment.conviction = Conviction(
        before=draw(answered_by(people, percent)), after=draw(answered_by(people, percent)), earlier={}
    )
    segment.coverage_guess = draw(answered_by(people, percent))
    silent = [person for person in people if person not in segment.coverage_guess]
    segment.no_guess = draw(answered_by(silent, st.sampled_from(("late", "left", "declined", "absent"))))
    segment.stages = Stages(
        needs=draw(
            maybe(
                st.builds(
                    Stage, opened=st.just(MORNING), answered=st.permutations(people), note=maybe(texts())
                )
            )
        ),
        grid=draw(maybe(st.builds(Stage, opened=st.just(MORNING), done=maybe(st.just(MORNING))))),
    )
    _said(draw, segment, people, listed, companies)
    return segment


def _said(
    draw: st.DrawFn, segment: Segment, people: list[str], listed: list[str], companies: list[str]
) -> None:
    names = [f"weight {need}" for need in listed] + [
        f"mark {company} {need}" for company in companies for need in listed
    ]
    about = st.lists(st.sampled_from(names), max_size=3) if names else st.just([])
    outcomes: st.SearchStrategy[Literal["evidence", "assumption", "open"]] = st.sampled_from(
        ("evidence", "assumption", "open")
    )
    segment.audit = draw(st.dictionaries(st.sampled_from(names), outcomes, max_size=3)) if names else {}
    segment.skipped = draw(st.dictionaries(st.sampled_from(LEFT_OUT), texts() | st.just(SHORTENED)))
    segment.notes = draw(
        st.lists(st.builds(Note, at=times, about=maybe(texts()), text=texts(200)), max_size=2)
    )
    segment.research = [
        Research(
            id=id,
            question=draw(texts(160)),
            about=draw(about),
            wrong_if=draw(maybe(texts())),
            test=draw(maybe(st.builds(Test, what=texts(), below=maybe(st.floats(0, 1) | st.integers(0, 9))))),
            owner=draw(maybe(texts())),
            due=draw(maybe(days)),
            outcome=draw(maybe(st.sampled_from(["held", "wrong", "unclear"]))),
        )
        for id in draw(id_lists(0, 2))
    ]
    lines = st.lists(texts(), max_size=2)
    by = st.sampled_from(people) if people else st.none()
    known = [research.id for research in segment.research]
    research = st.sampled_from(known) if known else st.none()
    segment.unknowns = draw(
        st.lists(st.builds(Unknown, text=texts(), by=maybe(by), research=maybe(research)), max_size=2)
    )
    segment.things = [
        LensThing(id=id, lens="moments", text=draw(texts()), proposed=draw(answered_by(people, lines)))
        for id in draw(id_lists(0, 2))
    ]
    segment.lenses = draw(st.lists(lens_rounds(listed, people), max_size=3)) if listed else []
    segment.customers = [draw(customers(id, listed, segment.competitors)) for id in draw(id_lists(0, 1))]


@st.composite
def lens_rounds(draw: st.DrawFn, needs: list[str], people: list[str]) -> LensRound:
    """One part of some lens, open, closed or revealed; without a seal."""
    shape = draw(st.sampled_from(get_args(LensShape)))
    about = draw(st.sampled_from([needs, []])) if shape in ("words", "pick", "ticks") else needs
    by: Literal["person", "function"] = draw(st.sampled_from(("person", "function")))
    made = LensRound(
        of=draw(st.sampled_from(["promises", "voices", "ourselves"]) | ids),
        part=draw(st.sampled_from(LENS_PARTS)),
        by=by,
        shape=shape,
        ask=draw(texts(160)),
        private=draw(st.booleans()) and by == "person",
        about=about,
        picks=["yes", "no"] * (shape in ("pick", "ticks")),
        lines=["where"] * (shape == "words"),
        also={key: ["x"] for key in ["why"] * (shape == "pick")},
        opened=MORNING,
        note=draw(maybe(texts())),
    )
    cells: dict[LensShape, st.SearchStrategy[LensCell]] = {
        "words": texts().map(lambda text: {"words": text}) | st.sampled_from(["nothing", DK]),
        "pick": st.sampled_from([{"said": "yes"}, {"said": "no", "why": "x"}, {"said": DK}, DK]),
        "ticks": st.sampled_from([["yes"], [], DK]),
        "marks": st.integers(0, 10) | st.just(DK),
        "percent": st.integers(0, 100) | st.just(DK),
    }
    rows: st.SearchStrategy[Any] = points(needs)
    if shape != "points":
        rows = st.fixed_dictionaries(dict.fromkeys(about or ["own"], cells[shape])) | st.just(DK)
    if by == "person":
        made.answers = draw(answered_by(people, rows))
    else:
        made.cards = draw(answered_by(["Sales"], rows))
    if draw(st.booleans()):
        made.closed = MORNING + dt.timedelta(minutes=5)
        made.revealed = draw(maybe(st.just(MORNING + dt.timedelta(minutes=6))))
        made.corrected = draw(st.lists(st.builds(LensCorrection, at=times, why=maybe(texts())), max_size=1))
    return made


@st.composite
def customers(draw: st.DrawFn, id: str, needs: list[str], rivals: list[Company]) -> Customers:
    """A few customers' answers, in lists that run alike."""
    n = draw(st.integers(0, 3))

    def one_each(kind: st.SearchStrategy[T]) -> list[T]:
        return draw(st.lists(kind, min_size=n, max_size=n) | st.just([]))

    spread: st.SearchStrategy[CustomerPoints] = st.permutations([101 - len(needs)] + [1] * (len(needs) - 1))
    mark = st.integers(0, 10) | st.floats(0, 10) | st.just(DK)
    row = st.lists(mark, min_size=len(needs), max_size=len(needs))
    return Customers(
        id=id,
        source=draw(maybe(texts())),
        needs=needs,
        weights=one_each(spread | st.just(DK)) if needs else [],
        marks={rival.id: one_each(row | st.just(DK)) for rival in rivals[:1]},
        who=one_each(st.sampled_from([*get_args(From), DK])),
        order=one_each(st.permutations(range(1, len(needs) + 1))),
        weight=one_each(st.floats(0.1, 10)),
        texts=draw(
            st.dictionaries(st.sampled_from(get_args(Asked)), st.lists(texts(), max_size=2), max_size=2)
        ),
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A whole workshop; closed rounds are sealed."""
    company = draw(ids)
    people = [
        Participant(
            id=id,
            name=draw(texts()),
            function=draw(maybe(st.sampled_from(["Sales", "Marketing", "on"]))),
            also=draw(st.lists(texts(8), max_size=1)),
            senior=draw(maybe(st.booleans())),
            open=draw(maybe(st.booleans())),
            observer=draw(maybe(st.just(False))),
            last_customer_contact=draw(maybe(days | st.sampled_from(get_args(Contact)))),
            desk=draw(maybe(st.sampled_from(["paper", "laptop"]))),
            away=draw(
                st.lists(
                    st.builds(lambda start, why: Away(from_=start, why=why), times, maybe(texts())),
                    max_size=1,
                )
            ),
            note=draw(maybe(texts(200))),
        )
        for id in ["ana", *draw(id_lists(0, 4).filter(lambda some: "ana" not in some))]
    ]
    people[0].function = "Sales"
    who = [person.id for person in people]
    session = Session(
        cxw=1,
        title=draw(texts()),
        company=Company(id=company, name=draw(texts())),
        date=draw(maybe(days)),
        attribution=draw(maybe(st.sampled_from(["functions", "names"]))),
        keep_names_until=draw(maybe(days)),
        address=draw(maybe(st.sampled_from(["sie", "du"]))),
        pull=draw(maybe(st.booleans())),
        seed=draw(maybe(st.integers(0, 10**9))),
        orders=draw(maybe(st.integers(2, 3))),
        shared=draw(maybe(days)),
        took_part=draw(maybe(st.integers(0, 300))),
        runs=sorted(draw(st.lists(times, max_size=3))),
        participants=people,
        plan=draw(maybe(plans())),
        hours=draw(maybe(st.integers(1, 16) | st.sampled_from((0.5, 3.5)))),
        segments=[draw(segments_of(id, who, company)) for id in draw(id_lists(1, 2))],
        brand=Brand(name=draw(maybe(texts())), footer=draw(maybe(texts()))),
        thresholds=draw(st.builds(Thresholds, lead=st.floats(0.5, 3) | st.integers(1, 3))),
        note=draw(maybe(texts(200))),
        from_=draw(maybe(st.builds(Earlier, title=maybe(texts()), date=maybe(days)))),
    )
    session.evidence = [
        Evidence(
            id=id,
            kind=draw(st.sampled_from(["customer", "survey", "test"])),
            source=draw(maybe(texts())),
            added=draw(maybe(days | times)),
            customers=draw(maybe(st.integers(0, 99))),
            quote=draw(maybe(texts(300))),
        )
        for id in draw(id_lists(0, 2))
    ]
    for segment, round in session.all_sealable():
        if round.closed:
            round.seal = seal(session, segment, round)
    return session

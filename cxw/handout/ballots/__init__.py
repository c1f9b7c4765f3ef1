"""Printable ballots: what each question needs on paper, in the words of the room where it has them.

Before any need is known the lines carry letters only, A to H for needs and I to V for competitors: the room
writes on the wall what each letter means. Every slip says what is kept and who sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

from cxw.day import closing, grid, meeting, needs, weights
from cxw.day.lenses import UNKNOWN
from cxw.day.standing import PASSES
from cxw.handout.ballots.about import (
    FLAGGED,
    BallotSubject,
    Hand,
    SlipLabel,
    ballot_subjects,
    blank_subjects,
    needs_on_slips,
    on_paper,
)
from cxw.handout.ballots.lenses import WHO, LensSlips
from cxw.handout.pages import breaks, slips
from cxw.model import MEETING, LensAfter
from cxw.questions.pick import REASONS
from cxw.text.phrases import ENGLISH, say
from cxw.text.spoken import say_many

__all__ = [
    "FLAGGED",
    "LENSES",
    "STAGES",
    "WHO",
    "WHOLE_DAY",
    "BallotSubject",
    "Ballots",
    "PaperStage",
    "ballot_subjects",
    "blank_subjects",
    "every_kind_of_slip",
    "needs_on_slips",
    "on_paper",
    "printed_ballots",
    "printed_once",
]

PaperStage = Literal["needs", "weights", "grid", "closing", "meeting", "lenses"]
LENSES: PaperStage = "lenses"
STAGES: tuple[PaperStage, ...] = ("needs", "weights", "grid", "closing")
WHOLE_DAY: tuple[PaperStage, ...] = (*STAGES, LENSES)
"""What is printed for a day; slips of the second meeting only when they are asked for."""
LETTER = 0.47
"""How wide a letter of a company's name is, in the size of the slip."""
FIRST = "Points, first round"
INITIALS = "Initials, if you like"
UNKNOWN_POINTS = "I do not know how these customers weigh them"
BOARD = "ABCDEFGHIJKLMNOPQRSTUVWX"
"""Letters of the needs on the wall; a board that is longer is numbered, and the numbers are written."""
VOTE = "Choose up to ____ (the number is said in the room). One tick a need, by its letter on the wall."
CHANGED = "If you changed something: what moved you most? Tick one."

Part = dict[str, Any]


@dataclass(frozen=True)
class PaperSlip:
    """One kind of slip: what stands over it, and what is answered on it."""

    head: str
    question: str | Callable[[BallotSubject], str]
    """in English; or what makes it in the language of the room, where it is not the same for every room"""
    answers: tuple[str, ...]
    """what is written or ticked, one below the other: keys of `PRINTED`"""
    who: str = WHO
    in_orders: bool = False
    """whether it is printed once for each order of the needs"""
    many: bool = False
    """whether four of them may stand on a page"""


@dataclass(frozen=True)
class Ballots:
    """The PDF and what to say about it: how often each page is to be printed, and what came of its fonts."""

    data: bytes | None
    notices: tuple[str, ...]


def printed_ballots(
    title: str, size: str, about: Sequence[BallotSubject], stages: Sequence[PaperStage] = WHOLE_DAY
) -> Ballots:
    """The ballots of these stages on `a4` or `letter`: the same input gives the same bytes."""
    made_of = [(one, sheet) for one in about for sheet in _sheets(one, stages)]
    made = slips.slips_pdf(title, size, [_loose(sheet) for _, sheet in made_of], _language(about))
    lines = [_often(laid, *made_of[laid.number]) for laid in made.laid]
    return Ballots(made.data, (*lines, *made.notices))


def printed_once(
    title: str, size: str, about: Sequence[BallotSubject], stages: Sequence[PaperStage] = WHOLE_DAY
) -> Ballots:
    """Every slip as often as it is needed, with its name, in the order in which they are handed out."""
    made_of = list(every_kind_of_slip(about, stages))
    made = slips.slips_pdf(title, size, [_loose(sheet) for _, sheet in made_of], _language(about))
    lines = [_handed_out(laid, *made_of[laid.number]) for laid in made.laid]
    return Ballots(made.data, (*_altogether(made.laid), *lines, *made.notices))


def _language(about: Sequence[BallotSubject]) -> str:
    return next((one.say.language for one in about), ENGLISH)


def every_kind_of_slip(
    about: Sequence[BallotSubject], stages: Sequence[PaperStage]
) -> Iterator[tuple[BallotSubject, Part]]:
    """Every kind of slip in the order of the day, with one for each person of its segment."""
    for together in (*PASSES, (MEETING,)):
        asked = [stage for stage in SLIPS if stage in together]
        for one in (one for one in about if one.room):
            for kind in chain.from_iterable(_kinds(one, stages, stage) for stage in asked):
                if sheet := _for_each(kind, one):
                    yield one, sheet


def _kinds(
    about: BallotSubject, stages: Sequence[PaperStage], stage: PaperStage
) -> Iterator[PaperSlip | LensSlips]:
    """The slips of a stage, and of the lenses before, within and after it, as far as they are wanted."""
    for kind in SLIPS[stage]:
        if isinstance(kind, PaperSlip):
            yield from [kind] if stage in stages else []
        elif LENSES in stages:
            yield from (one for one in about.lenses if one.after == kind)


def _altogether(laid: Sequence[slips.Laid]) -> Iterator[str]:
    if laid:
        yield say_many(
            laid[-1].last,
            "Print the one page once, on one side of the paper: the slips lie in the order of the day.",
            "Print all {number} pages once, on one side of the paper: the slips lie in the order of the day.",
        )


def _handed_out(laid: slips.Laid, about: BallotSubject, sheet: Part) -> str:
    """What lies on which pages, for whoever hands them out."""
    count = say_many(len(sheet["slips"]), "1 slip", "{number} slips")
    return f"{_pages(laid)}: {_headed(sheet['slips'][0]['head'], about)}, {count}"


def _pages(laid: slips.Laid) -> str:
    if laid.last == laid.page:
        return say("page {page}", page=laid.page)
    return say("pages {page} to {last}", page=laid.page, last=laid.last)


def _headed(head: str, about: BallotSubject) -> str:
    return say("{head} of {segment}", head=head, segment=about.segment) if about.segment else head


def _often(laid: slips.Laid, about: BallotSubject, sheet: Part) -> str:
    """How often a page is to be printed, as far as that can be known."""
    if sheet.get("own"):
        return say("{slips}: print once, each is somebody's own", slips=_handed_out(laid, about, sheet))
    (slip,) = sheet["slips"]
    head, order = slip["head"], slip["order"]
    what = say("{head}, order {order}", head=head, order=order) if order else head
    pages = _pages(laid) if sheet.get("flows") else say("page {page}", page=laid.page)
    where = f"{pages}: {_headed(what, about)}"
    a_page = say_many(laid.slips, "1 slip a page", "{number} slips a page")
    people = about.people
    if not people or sheet.get("cards"):
        return f"{where}, {a_page}"
    share = len(about.orders) if order else 1
    times = -(-people // (laid.slips * max(share, 1)))
    for_them = say_many(
        people, "for 1 person print it {times}", "for {number} people print it {times}", times=_times(times)
    )
    return f"{where}, {a_page}; {for_them}"


def _times(number: int) -> str:
    return say({1: "once", 2: "twice"}.get(number, "{number} times"), number=number)


# the slips


def _sheets(about: BallotSubject, stages: Sequence[PaperStage]) -> Iterator[Part]:
    """Every slip of a segment in the order of the day, each with how many may stand on a page."""
    for kind in chain.from_iterable(_kinds(about, stages, stage) for stage in SLIPS):
        if isinstance(kind, LensSlips):
            sheet = kind.handed_round()
            yield from [sheet] if sheet else []
        else:
            yield from ({"up": _up(kind), "slips": [one], "spare": []} for one in _in_orders(kind, about))


def _for_each(kind: PaperSlip | LensSlips, about: BallotSubject) -> Part | None:
    """The slip once for each person, its orders in turn; room left on the last page is for latecomers."""
    if isinstance(kind, LensSlips):
        return kind.by_name([(one.id, _whose(one)) for one in about.room])
    spare = _in_orders(kind, about)
    slips = [_named(spare[n % len(spare)], hand, about) for n, hand in enumerate(about.room)]
    return {"up": _up(kind), "slips": slips, "spare": spare}


def _named(slip: Part, hand: Hand, about: BallotSubject) -> Part:
    """The slip of somebody, where the question is not answered without a name."""
    if slip["who"] != about.say(WHO):
        return slip
    beside = _beside(about, hand.beside) if slip["head"] == about.say(FIRST) else {}
    return {**slip, **beside, **_whose(hand)}


def _whose(hand: Hand) -> Part:
    return {"who": "", "name": hand.name, "letters": hand.letters}


def _beside(about: BallotSubject, parts: Sequence[Part]) -> Part:
    """What stands on a first ballot beside its answers, and of what is told there."""
    return {"beside": list(parts), "kept": f"{about.kept} {about.pull}".strip() if parts else about.kept}


def _in_orders(kind: PaperSlip, about: BallotSubject) -> list[Part]:
    """The slip once for each order, with its letter in the corner; once where it has no orders."""
    if not kind.in_orders or not about.orders:
        return [printed_slip(kind, about)]
    ordered = {letter: replace(about, needs=order) for letter, order in about.orders.items()}
    return [{**printed_slip(kind, one), "order": letter} for letter, one in ordered.items()]


def _up(kind: PaperSlip) -> list[int]:
    """How many of these may stand on a page, as many as fit."""
    return [4, 2, 1] if kind.many else [2, 1]


def printed_slip(kind: PaperSlip, about: BallotSubject) -> Part:
    """A slip as it is painted, of what is known of a segment."""
    beside = about.beside if kind.head == FIRST else ()
    return {
        "segment": about.segment,
        "head": about.say(kind.head),
        "order": "",
        "who": about.say(kind.who),
        "name": "",
        "letters": "",
        "question": about.say(kind.question) if isinstance(kind.question, str) else kind.question(about),
        "parts": [*chain.from_iterable(PRINTED[answer](about) for answer in kind.answers)],
        "brand": about.brand,
        **_beside(about, beside),
    }


def _needs(about: BallotSubject) -> list[Part]:
    said = "One on each line, in your own words, before anybody speaks."
    return [{"k": "say", "text": about.say(said)}, {"k": "lines", "count": 6, "room": 2.1}]


def _words(about: BallotSubject) -> list[Part]:
    return [{"k": "lines", "count": 5, "room": 2.1}]


def _votes(about: BallotSubject) -> list[Part]:
    return [{"k": "say", "text": about.say(VOTE)}, {"k": "letters", "items": list(BOARD)}]


def _spread(about: BallotSubject) -> str:
    """The question of the points, in the language of the room."""
    return weights.question(about.total, about.say)


def _points(about: BallotSubject) -> list[Part]:
    together = {"sum": about.say("Together exactly"), "total": str(about.total)}
    return [
        {"k": "rows", "items": [_item(need) for need in about.needs], **together},
        {"k": "tick", "text": about.say(UNKNOWN_POINTS)},
    ]


def _marks(about: BallotSubject) -> list[Part]:
    words = chain.from_iterable(company.text.split() for company in about.companies)
    longest = max(map(len, words), default=0)
    heads = (*about.companies, *_spare(about))
    room = min(max(3.2, longest * LETTER + 0.5), 28 / len(heads), 7)
    table = {
        "k": "marks",
        "ends": [" = ".join(end.split(" ", 1)) for end in grid.scale_in_words(about.ends, about.say)],
        "companies": [{**_item(one), "long": int((room - 0.5) / LETTER)} for one in heads],
        "items": [_item(need) for need in about.needs],
        "room": room,
        "written": any(one.mark for one in heads),
    }
    said = "A whole mark from {low} to {high} in every box; d where you do not know. Nobody has to know."
    return [_on_scale(about, said), table]


def _on_scale(about: BallotSubject, said: str) -> Part:
    """What a mark may be, said above the boxes."""
    low, high = about.ends
    return {"k": "say", "text": about.say(said, low=low, high=high)}


def _spare(about: BallotSubject) -> tuple[SlipLabel, ...]:
    """An empty column for a competitor who is named late; blank slips have enough of them."""
    full = len(about.companies) > grid.MOST_COMPETITORS
    return () if full or any(one.mark for one in about.companies) else (SlipLabel("", ""),)


def _cells(about: BallotSubject) -> list[Part]:
    table = {
        "k": "cells",
        "heads": [about.say(head) for head in ("Company", "Need", "Mark")],
        "items": [{"company": company, "need": need} for company, need in about.cells],
    }
    said = "A whole mark from {low} to {high}, or d where you do not know, for these only."
    return [_on_scale(about, said), table]


def _moved(about: BallotSubject) -> list[Part]:
    items = [f"{about.say(words)} ({letter})" for letter, (_, words) in REASONS.items()]
    return [{"k": "ask", "text": about.say(CHANGED)}, {"k": "ticks", "items": items}]


def _percent(about: BallotSubject) -> list[Part]:
    return [{"k": "percent", "unit": "%", "unknown": about.say(UNKNOWN)}]


def _guess(about: BallotSubject) -> list[Part]:
    return [{"k": "percent", "unit": about.say("of 100"), "unknown": about.say(UNKNOWN)}]


def _sure(about: BallotSubject) -> list[Part]:
    return [{"k": "ask", "text": about.say(weights.CONVICTION)}, *_percent(about)]


PRINTED: dict[str, Callable[[BallotSubject], list[Part]]] = {
    "points": _points,
    "marks": _marks,
    "percent": _percent,
    "votes": _votes,
    "words": _words,
    "reason": _moved,
    "needs": _needs,
    "conviction": _sure,
    "cells": _cells,
    "guess": _guess,
}
"""How an answer is given on paper: by its kind, or by its part of a ballot where that is another thing."""

SLIPS: dict[PaperStage, tuple[PaperSlip | LensAfter, ...]] = {
    "needs": (
        "nothing",
        PaperSlip("Needs", needs.QUESTION, ("needs",), INITIALS),
        PaperSlip("Votes", needs.VOTE, ("votes",), many=True),
        "needs",
    ),
    "weights": (
        PaperSlip(FIRST, _spread, ("points", "conviction"), in_orders=True),
        "sealed",
        PaperSlip("Points, second round", _spread, ("points", "reason"), in_orders=True),
        "weights",
    ),
    "grid": (
        PaperSlip("Marks, first round", grid.QUESTION, ("marks",), in_orders=True),
        PaperSlip("Marks, second round", grid.QUESTION, ("cells", "reason")),
        PaperSlip("How sure are we now?", weights.CONVICTION, ("percent",), many=True),
        "grid",
    ),
    "closing": (
        PaperSlip("Before the count", closing.GUESS, ("guess",), many=True),
        PaperSlip("What we do not know", closing.UNKNOWN, ("words",), INITIALS),
    ),
    MEETING: (PaperSlip("How far are we from customers?", meeting.QUESTION, ("guess",), many=True),),
}
"""The slips of each stage, in the order in which they are handed out; where lenses come, by their `after`."""


def _item(named: SlipLabel) -> Part:
    return {"mark": named.mark, "text": named.text}


def _loose(value: Any, long: int = 14) -> Any:
    """The same data with a chance to break in every word that its column may not hold."""
    if isinstance(value, dict):
        within = value.get("long", long)
        return {key: _loose(part, 9 if key == "company" else within) for key, part in value.items()}
    if isinstance(value, list):
        return [_loose(part, long) for part in value]
    return breaks.chances(value, long) if isinstance(value, str) else value

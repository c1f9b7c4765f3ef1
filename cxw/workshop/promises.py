"""Promises: of what one can be made, and how it is kept; on the SWOT board of its questions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cxw.day import agenda, closing
from cxw.day.desk import Faults, Promises
from cxw.day.gathering import Claim
from cxw.day.promised import said_yes
from cxw.findings.in_words import so_many_points
from cxw.findings.in_words_de import points_de
from cxw.model import Id, Research
from cxw.text.phrases import GERMAN, say, spoken_here
from cxw.workshop import evidence
from cxw.workshop.acting import acts
from cxw.workshop.cards import begun_card, board_questions
from cxw.workshop.day import Day, keep


def asked_promises(day: Day, id: str) -> Promises:
    """What can be promised: what we do not know, what no customer backs, what the board asks."""

    def promise(card: Research, lines: Sequence[int]) -> Faults:
        new = evidence.in_clean_text(card)
        keep(day, lambda s: closing.promise(s.segment(id), new, lines))
        return []

    return Promises(
        segment=day.segment(id).name,
        unknowns=lambda: [(n, u.text, u.research or "") for n, u in enumerate(day.segment(id).unknowns)],
        suggested=lambda: _without_evidence(day, id),
        asked=lambda: board_questions(day, id),
        cards=lambda: list(day.segment(id).research),
        next_id=lambda: closing.next_promise_id(day.segment(id)),
        promise=promise,
        begin=lambda lines, about: begun_card(day, id, lines, about),
        agree=lambda card: _agree(day, id, card),
        has_yes=lambda card: said_yes(day.session, card),
        owners=tuple(person.name for person in day.session.participants),
        acts=acts(day, id),
    )


def asked_by_board(day: Day, id: str) -> Promises | None:
    """What the SWOT board asks, and nothing else that can be promised; None where it asks nothing."""
    if not board_questions(day, id) and not day.segment(id).research:
        return None
    return replace(
        asked_promises(day, id), unknowns=list, suggested=list, acts=None, last="Back to the board"
    )


def claims(day: Day, id: str) -> list[Claim]:
    """The answers that matter most, each with how it is known now."""
    return [
        Claim(
            name=answer.name,
            label=_label(answer.label, answer.points if answer.kind == "weight" else None),
            text=answer.words,
            status=answer.status,
            looked=answer.audit or "",
        )
        for answer in day.answers(id)
    ]


def _without_evidence(day: Day, id: str) -> list[Claim]:
    found = [claim for claim in claims(day, id) if claim.status != "customer evidence"]
    return found[: agenda.promises_suggested(day.segment(id))]


def _label(about: str, points: float | None) -> str:
    if points is None:
        return about
    in_words = points_de if spoken_here().language == GERMAN else so_many_points
    return f"{about}: {in_words(points)}"


def _agree(day: Day, id: str, card: Id) -> Faults:
    if all(one.owner is None for one in day.segment(id).research if one.id == card):
        return [say("nobody is named yet: Enter, name who finds it out, then y once they say yes")]
    now = day.now()
    keep(day, lambda s: closing.agree(s.segment(id), card, now))
    return []

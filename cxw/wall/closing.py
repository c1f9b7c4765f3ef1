"""Stage 5 on the wall: the guess, how we know, what we guessed beside what it is, unknowns and promises."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day import agenda, closing
from cxw.day.promised import may_tell_promises
from cxw.findings.closing.types import Answer, Card, ConvictionFindings, Coverage, EvidenceFindings
from cxw.findings.closing.words import in_hundred
from cxw.findings.in_words import whole
from cxw.model import Decided
from cxw.pictures.charts import (
    Belief,
    Beliefs,
    Cards,
    LargeNumbers,
    Parts,
    PointsClass,
    PromiseCard,
    Role,
)
from cxw.pictures.speaking import day_told, so_many
from cxw.text.phrases import Phrases
from cxw.wall.page import Page
from cxw.wall.scene import Scene, asking, chunks, numbered
from cxw.wall.weights import convinced

CLAIMS, LINES, CARDS = 8, 8, 2
PROMISE = "What shall we find out, who asks, and by when?"
HOW = "We believe customers would say this. How do we know?"


def pages(scene: Scene) -> list[Page]:
    """The pages of one step."""
    step = scene.view.step
    if step == "after":
        return [convinced(scene)]
    if step == "unknowns":
        return _unknowns(scene)
    if step == "research":
        return _research(scene)
    if step == "decided":
        return [_decided(scene)]
    if step not in ("evidence", "coverage") or guessing(scene):
        return [_guess(scene)]
    found = scene.found.evidence
    if found is None:
        return [Page(scene.told("There are no points yet that could rest on customers."))]
    return _coverage(scene, found) if step == "coverage" else _evidence(scene, found)


def is_shown(scene: Scene) -> bool:
    """Whether this step has something to show."""
    if scene.view.step == "unknowns":
        return bool(scene.segment.unknowns)
    if scene.view.step == "research":
        return bool(scene.segment.research) and may_tell_promises(scene.session, scene.segment)
    if scene.view.step == "decided":
        return bool(scene.segment.decided)
    found = scene.found.evidence
    begun = scene.segment.stages.of("closing").opened is not None
    if found is None or not begun or guessing(scene):
        return False
    return bool(found.answers) if scene.view.step == "evidence" else found.coverage is not None


def guessing(scene: Scene) -> bool:
    """Whether somebody has yet to guess, so that nothing that was counted may show."""
    stage = scene.segment.stages.of("closing")
    begun = stage.done is not None or scene.segment.audit
    return not begun and bool(closing.waiting_guess(scene.session, scene.segment))


def _guess(scene: Scene) -> Page:
    waiting = len(closing.waiting_guess(scene.session, scene.segment))
    done = len(scene.segment.coverage_guess)
    return asking(scene.say, scene.say(closing.GUESS), (done, done + waiting))


def _evidence(scene: Scene, found: EvidenceFindings) -> list[Page]:
    """The answers that are asked about, with the count as it stands while the room looks at them."""
    by_name = {answer.name: answer for answer in found.answers}
    names = closing.asked_about(scene.segment, [*by_name], agenda.answers(scene.segment))
    asked = [by_name[name] for name in names]
    counted = found.coverage and scene.wording.closing.classes(*in_hundred(found.coverage))
    under = (counted,) if counted else ()
    return [Page(scene.told(HOW), (_beliefs(part),), under=under) for part in chunks(asked, CLAIMS)]


def _beliefs(part: Sequence[Answer]) -> Beliefs:
    return Beliefs(
        tuple(Belief(one.brief, "contradicted" if one.contradicted else one.cls) for one in part),
    )


def _coverage(scene: Scene, found: EvidenceFindings) -> list[Page]:
    if found.coverage is None:
        return [Page(found.headline, under=found.sentences)]
    guess = found.guess.median if found.guess else None
    told = scene.wording.closing.classes(*in_hundred(found.coverage))
    under = tuple(sentence for sentence in found.sentences if sentence != told)
    shown = [Page(found.headline, _guessed(scene.told, guess, found.coverage), under=under, likes=14)]
    conviction = scene.found.conviction
    return [*shown, *([_conviction(scene.told, conviction)] if conviction is not None else [])]


def _guessed(say: Phrases, guess: float | None, coverage: Coverage) -> tuple[LargeNumbers, Parts]:
    """What we guessed beside what it is, and the hundred points in their classes."""
    customers, stories, nobody, _ = in_hundred(coverage)
    before: tuple[tuple[str, Role], ...] = ()
    if guess is not None:
        before = ((say("we guessed"), "quiet"), (whole(guess), "strong"))
    numbers = LargeNumbers((*before, (say("it is"), "quiet"), (str(customers + stories), "accent")))
    return numbers, Parts(
        (
            PointsClass(say("customer evidence"), customers, "accent"),
            PointsClass(say("single stories"), stories, "plain"),
            PointsClass(say("nothing yet"), nobody, "quiet"),
        )
    )


def _conviction(say: Phrases, found: ConvictionFindings) -> Page:
    under = (found.headline, *found.sentences) if found.named_sentence else found.sentences
    return Page(found.named_sentence or found.headline, _both_means(say, found), under=under, likes=6)


def _both_means(say: Phrases, found: ConvictionFindings) -> tuple[LargeNumbers, ...]:
    if found.mean_before is None or found.mean_after is None:
        return ()
    before: tuple[tuple[str, Role], ...] = ((say("before"), "quiet"), (whole(found.mean_before), "strong"))
    after: tuple[tuple[str, Role], ...] = (
        (f"%  {say('after')}", "quiet"),
        (whole(found.mean_after), "accent"),
    )
    return (LargeNumbers((*before, *after, ("%", "quiet"))),)


def _unknowns(scene: Scene) -> list[Page]:
    lines = [unknown.text for unknown in scene.segment.unknowns]
    if not lines:
        waiting = len(closing.waiting_unknowns(scene.session, scene.segment))
        done = len(scene.segment.stages.of("closing").answered)
        return [asking(scene.say, scene.say(closing.UNKNOWN), (done, done + waiting))]
    return _listed(scene.say(closing.UNKNOWN), lines)


def _listed(headline: str, lines: Sequence[str]) -> list[Page]:
    """A few a page; the numbers go on, so that one may be called by its number."""
    pages, shown = list[Page](), 0
    for part in chunks([f"... {line}" for line in lines], LINES):
        pages.append(Page(headline, (numbered(part, shown + 1),)))
        shown += len(part)
    return pages


def _research(scene: Scene) -> list[Page]:
    cards = scene.found.research
    if not cards:
        return _listed(scene.say(PROMISE), [line.text for line in scene.segment.unknowns])
    say = scene.say
    headline = say("We promise to find out one thing")
    if len(cards) > 1:
        headline = say("We promise to find out {number} things", number=so_many(say, len(cards)))
    return [Page(headline, (Cards(tuple(_card(say, one) for one in part)),)) for part in chunks(cards, CARDS)]


def _card(say: Phrases, card: Card) -> PromiseCard:
    due = say("by {day}", day=day_told(say, card.due)) if card.due else ""
    asked = say("ask {whom}", whom=card.ask) if card.ask else ""
    who = " · ".join(part for part in (card.owner or say("nobody yet"), due, asked) if part)
    wrong_if = say("We are wrong if {this}", this=card.wrong_if) if card.wrong_if else ""
    return PromiseCard(card.question, wrong_if, who)


def _decided(scene: Scene) -> Page:
    """What is done anyway: decided, not evidenced; before there is a line, the question."""
    say, lines = scene.say, scene.segment.decided
    if not lines:
        return Page(say(closing.ANYWAY))
    cards = decided_cards(say, lines)
    headline = say("What we do anyway, whatever customers say")
    return Page(headline, (cards,), under=(say("Decided, not evidenced: no customer was asked."),))


def decided_cards(say: Phrases, lines: Sequence[Decided]) -> Cards:
    """What is decided, a card a line, with whoever does it and by when."""
    return Cards(tuple(PromiseCard(one.text, "", _by_whom(say, one)) for one in lines))


def _by_whom(say: Phrases, line: Decided) -> str:
    due = say("by {day}", day=day_told(say, line.date)) if line.date else ""
    return " · ".join(part for part in (line.owner or "", due) if part)

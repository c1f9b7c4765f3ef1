"""The second meeting on the wall: customers' sentences, the guess, the needs that differ, what we change."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.day import meeting
from cxw.day.promised import OUTCOMES
from cxw.findings.closing.types import Card
from cxw.findings.customers.types import JudgedTest, MeetingFindings, NeedApart
from cxw.findings.in_words import whole
from cxw.model import MEETING
from cxw.pictures.charts import Bars, Cards, LargeNumbers, Length, PromiseCard, Role
from cxw.pictures.points import in_figures
from cxw.text.phrases import Phrases
from cxw.wall import customers
from cxw.wall.closing import CARDS, decided_cards
from cxw.wall.page import Page
from cxw.wall.scene import Scene, asking, chunks

NOTHING = "Nothing that we gave can stand beside customers' answers."


def pages(scene: Scene) -> list[Page]:
    """The pages of one step; before the reveal nothing of the guess, nor of what customers gave."""
    step = scene.view.step
    if step == "sentences":
        return _sentences(scene)
    if step == "changes":
        return [_changes(scene)]
    if step.startswith("guess") and not _revealed(scene):
        return [_guess(scene)]
    if not _revealed(scene):
        return [Page(scene.told("Customers have answered."))]
    if step == "guess shown":
        return [_beside(scene)]
    return _told(scene, step) or [Page(scene.told(NOTHING))]


def is_shown(scene: Scene) -> bool:
    """Whether this step has something to show."""
    if scene.segment.stages.of(MEETING).opened is None:
        return False
    step = scene.view.step
    if step == "sentences":
        return bool(meeting.sentences_drawn(scene.segment))
    if step == "changes":
        return bool(scene.segment.stages.of(MEETING).changes)
    return _revealed(scene) and (step == "guess shown" or bool(_told(scene, step)))


def _revealed(scene: Scene) -> bool:
    return scene.segment.stages.of(MEETING).revealed is not None


def _sentences(scene: Scene) -> list[Page]:
    """One a screen, and nothing else on it."""
    found = scene.found.meeting
    said = found.sentences if found is not None else ()
    alone = [Page(scene.say.in_marks(text), least=0, alone=True) for text in said]
    return alone or [Page(scene.told("Customers have answered."))]


def _guess(scene: Scene) -> Page:
    """How many have guessed; once all have, that all is shown at once."""
    done = len(scene.segment.stages.of(MEETING).guess)
    waiting = len(meeting.waiting_apart(scene.session, scene.segment))
    if scene.view.step != "guess sealed" or waiting:
        return asking(scene.say, scene.say(meeting.QUESTION), (done, done + waiting))
    tally = LargeNumbers(((str(done), "accent"), (scene.say("guess" if done == 1 else "guesses"), "quiet")))
    under = scene.say("Nobody has seen them. All are revealed at once.")
    return Page(scene.say(meeting.QUESTION), (tally,), under=(under,))


def _beside(scene: Scene) -> Page:
    """The guess beside what it is."""
    found, theirs = scene.found.meeting, scene.found.customers
    if found is None or theirs is None or theirs.apart is None or not found.headline:
        return Page(theirs.headline if theirs is not None else scene.told(NOTHING))
    return Page(found.headline, (_numbers(found, theirs.apart, scene.told),), under=found.under)


def _numbers(found: MeetingFindings, apart: float, say: Phrases) -> LargeNumbers:
    before: tuple[tuple[str, Role], ...] = ()
    if found.guess is not None and found.guess.median is not None:
        before = ((say("we guessed"), "quiet"), (whole(found.guess.median), "strong"))
    return LargeNumbers((*before, (say("it is"), "quiet"), (whole(apart), "accent")))


def _told(scene: Scene, step: str) -> list[Page]:
    """What customers answered, step by step; empty where there is nothing of it."""
    theirs, say = scene.found.customers, scene.told
    if step == "promises":
        tests = theirs.tests if theirs is not None else ()
        return [*_promises(scene, {test.id: test for test in tests})]
    if theirs is None:
        return []
    if step == "missing":
        return customers.missing(theirs, say)
    apart = scene.found.meeting.apart if scene.found.meeting is not None else ()
    return [*(_need(one, say) for one in apart), *customers.compared(theirs, say)]


def _need(one: NeedApart, say: Phrases) -> Page:
    """One need: the room beside customers."""
    need = one.need
    bars = (
        Length(say("we"), need.room, in_figures(need.room, whole), apart=True),
        Length(say("customers"), need.theirs, whole(need.theirs), "accent"),
    )
    return Page(one.headline, (Bars(bars),), under=one.under)


def _promises(scene: Scene, measured: dict[str, JudgedTest]) -> Iterator[Page]:
    """Every promise with what became of it, or what customers' answers say of it."""
    cards = tuple(_card(scene.told, card, measured.get(card.id)) for card in scene.found.research)
    for part in chunks(cards, CARDS) if cards else ():
        yield Page(scene.told("What customers' answers say of our promises"), (Cards(tuple(part)),))


def _card(say: Phrases, card: Card, test: JudgedTest | None) -> PromiseCard:
    """What the room said became of it; before that what was measured, told apart from it."""
    told, shares = say("not judged yet"), ""
    if test is not None:
        shares = say("{share} of 100 customers put it first", share=test.in_hundred)
        told = say("measured, not judged yet: {outcome}", outcome=say(OUTCOMES[test.outcome]))
    for outcome in (word for word in OUTCOMES if word == card.outcome):
        told = say(OUTCOMES[outcome])
    parts = (told, shares, card.owner or say("nobody yet"))
    return PromiseCard(card.question, card.wrong_if or "", " · ".join(part for part in parts if part))


def _changes(scene: Scene) -> Page:
    lines = scene.segment.stages.of(MEETING).changes
    if not lines:
        return Page(scene.say(meeting.CHANGE))
    return Page(scene.say("What we change"), (decided_cards(scene.say, lines),))

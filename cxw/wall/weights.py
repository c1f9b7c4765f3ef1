"""Stage 2 on the wall: the question, the seal, everybody's points as dots, and both rounds side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from cxw.day import rounds, weights
from cxw.findings.in_words import whole
from cxw.findings.moved.types import NeedMoved, SecondWeights
from cxw.findings.people import PersonRow, ShownGroup
from cxw.findings.points.types import WeightsFindings
from cxw.model import RoundName
from cxw.pictures.charts import Bars, Heat, Lane, Lanes, Length, Square, top_of
from cxw.pictures.points import both_rounds, in_figures, lane_functions, marks_of, point_lanes
from cxw.pictures.speaking import given, people_told
from cxw.text.phrases import Phrases
from cxw.wall import customers, last_time
from cxw.wall.page import Page
from cxw.wall.scene import Scene, aside_note, asking, chunks, sealed_page, step_of, taken_in

CLOSE, PAIRS = 6, 5
"""Needs whose dots and functions fit one page closely; needs a page with two rounds each."""
TABLE, TABLE_WIDE = 12, 8
"""People and needs a page, where names may stand beside numbers."""
STILL = 1.0
"""Points a need may move and still be drawn as one that did not."""
ALIKE = ("agreement", "none")
"""Reasons that nothing new stands behind."""
AGAIN = "Second round: everybody answers again, alone. The first round stays."
UNKNOWN: Mapping[str, tuple[str, ...]] = {
    "en": ("do not know", "does not know", "of us knows", "don't know", "hardly known"),
    "de": ("wissen nicht", "von uns weiß", "wissen es nicht", "weiß nicht", "kaum bekannt"),
}
"""Words by which a sentence about what nobody knows is told from others, by language."""
_BRACKETS = re.compile(r"\([^)]*\)")


def pages(scene: Scene) -> list[Page]:
    """The pages of one step."""
    if scene.view.step == "after":
        return [convinced(scene)]
    name, _, wanted = scene.view.step.partition(" ")
    which: RoundName = "second" if name == "second" else "first"
    round = rounds.latest(scene.segment, "weights", which)
    step = step_of(round, wanted)
    if round is None or step == "open":
        return [_open(scene, which)]
    if step == "sealed":
        return [sealed_page(scene.say, round, scene.say("The points are in."))]
    return _second(scene) if which == "second" else _first(scene)


def is_shown(scene: Scene) -> bool:
    """Whether this step's round is revealed and has something to show."""
    name, _, wanted = scene.view.step.partition(" ")
    round = rounds.latest(scene.segment, "weights", "second" if name == "second" else "first")
    found = scene.found.weights
    return (
        step_of(round, wanted) == "shown"
        and found is not None
        and (name == "first" or found.second is not None)
    )


def _of_customers(scene: Scene) -> list[Page]:
    """What customers answered; once a second meeting has begun it stands among that meeting's walls."""
    if scene.segment.stages.meeting is not None:
        return []
    return customers.pages(scene.found.customers, scene.told)


def convinced(scene: Scene) -> Page:
    """The second conviction is being asked."""
    waiting = len(weights.convinced_again(scene.session, scene.segment))
    done = len([p for p in scene.segment.conviction.after if p in scene.segment.conviction.before])
    return asking(scene.say, scene.say(weights.CONVICTION), (done, done + waiting))


def _open(scene: Scene, which: RoundName) -> Page:
    round = rounds.latest(scene.segment, "weights", which)
    ids = round.needs if round is not None else scene.segment.chosen
    words = [scene.segment.need(id).words_at(round.opened if round else None) for id in ids]
    again = scene.say(AGAIN) if which == "second" else ""
    asked = weights.question(round.points_each if round else rounds.points_each(scene.segment), scene.say)
    if round is None:
        return asking(scene.say, asked, (0, len(scene.session.members(scene.segment))), words, [again])
    taken = taken_in(scene.session, scene.segment, round)
    return asking(scene.say, asked, taken, words, [again, aside_note(scene.say, round)])


def _first(scene: Scene) -> list[Page]:
    found = scene.found.weights
    if found is None:
        return [_open(scene, "first")]
    headline, under = found.headline, (*found.sentences, *_too_few(scene, found.groups))
    before = [
        *_of_customers(scene),
        *last_time.pages(scene.found.last_time, scene.told),
    ]
    if found.withheld:
        said = tuple(sentence for sentence in (found.withheld, *under) if sentence != headline)
        return [Page(headline, under=said), *before]
    number = len(found.needs)
    overview = (point_lanes(found, found.needs, scene.told),)
    shown = [Page(headline, overview, under=under, least=number + 2, likes=2 * number + 3)]
    if len(found.needs) > CLOSE:
        parts = chunks(found.needs, CLOSE - 1)
        shown += [
            Page(headline, (point_lanes(found, part, scene.told),), least=2 * len(part) + 2) for part in parts
        ]
    columns = [(need.id, need.short) for need in found.needs]
    return [
        *shown,
        *named_pages(scene.told, scene.told("What each of us gave"), found.people, columns),
        *before,
    ]


def _too_few(scene: Scene, groups: Sequence[ShownGroup]) -> tuple[str, ...]:
    """That a department does not stand by itself: never which, nor who did not know or did not tick."""
    if len({person.function for person in scene.session.members(scene.segment)}) < 2:
        return ()
    if not groups:
        return (scene.told("Too few of us for any department by itself."),)
    hidden = sum(len(group.functions) for group in groups if group.others)
    said = "Too few of us for one department." if hidden == 1 else "Too few of us for some departments."
    return (scene.told(said),) if hidden else ()


def named_pages(
    say: Phrases, headline: str, people: Sequence[PersonRow], columns: Sequence[tuple[str, str]]
) -> list[Page]:
    """Who gave what, where this room agreed that names stand beside numbers; no page where it did not."""
    shown = []
    for some in chunks(people, TABLE) if people else ():
        for keys in chunks(columns, TABLE_WIDE):
            rows = tuple(tuple(_given(say, person, key) for key, _ in keys) for person in some)
            heat = Heat(tuple(person.name for person in some), tuple(words for _, words in keys), rows)
            shown.append(Page(headline, (heat,), least=len(some) + 1))
    return shown


def _given(say: Phrases, person: PersonRow, key: str) -> Square:
    values = dict(person.values)
    if key not in values:
        return Square()
    number = values[key]
    return Square(say("dk") if number is None else given(say, number))


def dont_knows(say: Phrases, headline: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """What nobody knows comes first: that sentence or nothing, then the headline and the others."""
    said = (headline, *sentences)
    unknown = [sentence for sentence in said if _says_unknown(say, sentence)]
    known = [sentence for sentence in said if sentence not in unknown]
    return (*unknown[:1], *known, *unknown[1:]) if known and unknown else ("", *unknown, *known)


def _says_unknown(say: Phrases, sentence: str) -> bool:
    """Whether a sentence is about who does not know; what it says in brackets is about something else."""
    outside = _BRACKETS.sub("", sentence)
    return any(words in outside for words in UNKNOWN[say.language])


def _second(scene: Scene) -> list[Page]:
    found = scene.found.weights
    second = found.second if found is not None else None
    if found is None or second is None:
        return _first(scene)
    first, headline, *under = dont_knows(scene.told, second.headline, second.sentences)
    columns = [(need.id, need.short) for need in second.needs]
    names = named_pages(
        scene.told, scene.told("What each of us gave in the second round"), second.people, columns
    )
    if not second.means_shown:
        return [Page(headline, (), first, tuple(under)), *_reasons(scene, second), *names]
    shown = [
        Page(
            headline,
            (second_point_lanes(scene.told, found, part),),
            first,
            tuple(under),
            2 * len(part) + 2,
            3 * len(part) + 2,
        )
        for part in chunks(second.needs, PAIRS)
    ]
    return shown + _reasons(scene, second) + names


def second_point_lanes(say: Phrases, found: WeightsFindings, needs: Sequence[NeedMoved] = ()) -> Lanes:
    """These needs (all, when none are named) with both rounds beside each other."""
    second = found.second
    assert second is not None, "there is no second round to draw"
    places = {group.name: place for place, group in enumerate(found.groups)}
    return Lanes(
        tuple(chain.from_iterable(_both(say, need, places) for need in needs or second.needs)),
        top_of(chain.from_iterable((*need.values_before, *need.values_after) for need in second.needs)),
        say("points"),
        lane_functions(found.groups),
        "mean",
        (say("mean"), ""),
    )


def _both(say: Phrases, need: NeedMoved, places: dict[str, int]) -> tuple[Lane, Lane]:
    before, after = need.mean_before, need.mean_after
    still = before is not None and after is not None and abs(after - before) < STILL
    first = Lane("", need.values_before, before, marks=marks_of(need.groups_before, places))
    second = Lane("", need.values_after, after, marks=marks_of(need.groups_after, places))
    lanes = (
        replace(first, number=in_figures(before, whole)),
        replace(second, number=in_figures(after, whole)),
    )
    return both_rounds(say, need.short, lanes, quiet=still)


def _reasons(scene: Scene, second: SecondWeights) -> list[Page]:
    """Why people moved: the points, or how many gave each reason where points would tell of one or two."""
    told = [(r.reason, r.points, whole(r.points)) for r in second.reasons if r.points]
    under = scene.told("Whoever moved gave one word for why: the points that moved for it.")
    if not told:
        told = [(r.reason, float(r.people), people_told(scene.told, r.people)) for r in second.reasons]
        under = scene.told("Whoever moved gave one word for why: how many gave it.")
    if not told:
        return []
    bars = tuple(
        Length(
            scene.wording.moved.reason_in_words(reason), size, said, "accent" if reason in ALIKE else "strong"
        )
        for reason, size, said in told
    )
    return [Page(second.headline, (Bars(bars),), under=(under,))]

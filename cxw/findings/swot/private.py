"""What stands behind the SWOT for the facilitator alone: one person left out, draws of the room, profiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.findings.swot.flips import changed
from cxw.findings.swot.room import RoomArrays
from cxw.findings.swot.types import CompanyAgain, NamedNumber, SwotEntry, SwotPrivate
from cxw.findings.view import AudienceView
from cxw.stats import scores
from cxw.stats.firmness import Firmness
from cxw.stats.firmness.drawing import Standing
from cxw.stats.firmness.votes import ChangedWithout
from cxw.stats.scores import Halo


def private(
    view: AudienceView, here: RoomArrays, firm: Firmness, entries: Sequence[SwotEntry]
) -> SwotPrivate:
    """All of it for one segment."""
    return SwotPrivate(
        alone=tuple(_alone(view, here, firm, entries)),
        companies=tuple(_company(here, firm, standing) for standing in firm.again.companies),
        draws=firm.again.draws,
        skipped=firm.again.skipped,
        reason=here.because(firm.again.reason),
        gale=tuple(_gale(here)),
        halos=tuple(_halos(here)),
    )


def _alone(
    view: AudienceView, here: RoomArrays, firm: Firmness, entries: Sequence[SwotEntry]
) -> Iterator[str]:
    """Without whom something would be otherwise, by name; who would change the same stand together."""
    if firm.leaving.reason is not None:
        yield here.say(firm.leaving.reason)
        return
    names = {person.id: person.name for person in view.session.participants}
    alike = dict[str, tuple[list[str], ChangedWithout]]()
    for place, gone in firm.leaving.people.items():
        if same := changed(here, "", gone, entries):
            alike.setdefault(same, ([], gone))[0].append(names[here.people[place]])
    told = sorted(((sorted(who), gone) for who, gone in alike.values()), key=lambda one: one[0])
    said = (changed(here, here.flips.any_one_of(who), gone, entries) for who, gone in told)
    yield from filter(None, said)
    if not told:
        yield here.flips.NOTHING_ALONE


def _company(here: RoomArrays, firm: Firmness, standing: Standing) -> CompanyAgain:
    central = standing.central or ()
    unknown = dict(zip(firm.unknown.companies, firm.unknown.first, strict=True))
    shorts = [here.short(need) for need in range(len(here.needs))]
    return CompanyAgain(
        company=here.companies[standing.company],
        short=here.shorts[standing.company],
        ranks=standing.ranks,
        before=standing.before,
        central=tuple(zip(shorts, central, strict=True)) if central else (),
        confidence=standing.confidence,
        unknown=unknown.get(standing.company),
    )


def _gale(here: RoomArrays) -> Iterator[NamedNumber]:
    points, marks = scores.means(here.answers.weights), scores.means(here.answers.marks)
    valid = here.answers.valid
    for rival in range(1, len(here.companies)):
        found = scores.profile(points, marks[0], marks[rival], valid[0] & valid[rival])
        yield NamedNumber(here.company(rival), found.value, None, here.because(found.reason))


def _halos(here: RoomArrays) -> Iterator[NamedNumber]:
    marks, valid = here.answers.marks, here.answers.valid
    yield _halo(here, here.said.THE_ROOM, scores.halo(marks, valid))
    for name, people in here.functions:
        yield _halo(here, name, scores.halo(marks, valid, people))


def _halo(here: RoomArrays, name: str, found: Halo) -> NamedNumber:
    return NamedNumber(name, found.value, found.people, here.because(found.reason))

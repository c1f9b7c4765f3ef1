"""How to read this: rounds as facts, what happened on the day, thresholds, sizes, and what was left out."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from cxw.day import record
from cxw.day.attendance import took_part
from cxw.findings import in_words, lists
from cxw.findings.closing.types import ConvictionFindings
from cxw.findings.day import given
from cxw.findings.day.happened import happened
from cxw.findings.day.types import FunctionSize, HowToRead, RoundNote, ThresholdNote
from cxw.findings.marks.types import GridFindings
from cxw.findings.moved import words as moved_words
from cxw.findings.points.types import WeightsFindings
from cxw.findings.types import SegmentFindings
from cxw.findings.view import AudienceView, short_seal
from cxw.model import AnyRound, Segment, Session, Thresholds
from cxw.questions.rounds import kind_of
from cxw.stats.disagreement import DRAWS, EXACT, recalled
from cxw.stats.disagreement import HAT as HAT_SEED
from cxw.stats.disagreement.agreement import SHUFFLES
from cxw.stats.disagreement.camps import CAMP_DRAWS
from cxw.stats.disagreement.camps import CAMPS as CAMPS_SEED
from cxw.stats.firmness.calibrated import stands_from
from cxw.stats.firmness.drawing import DRAWS as ROOM_DRAWS
from cxw.stats.firmness.drawing import ROOM as ROOM_SEED
from cxw.stats.firmness.drawing import ROWS, UNKNOWN
from cxw.stats.firmness.tiers import DRAWS as TIER_DRAWS
from cxw.stats.firmness.tiers import TIERS as TIERS_SEED
from cxw.text.saying import in_a_row, one_or_more

MEANINGS: Mapping[str, str] = {
    "camps_p": "how often one heap may look like two camps at most, over all needs, when two are said",
    "pull": "excess from which a pull towards a declared senior person is pointed out, where it is sure",
    "lead": "marks ahead or behind from which a need can be a strength or a weakness",
    "good": "mean mark from which a company is good",
    "statement": "share of draws from which we agree that nobody, or a rival, or we ourselves are good",
    "contested": "share of draws below which that is not listed",
    "stop_points": "points the median person moves at most when another round would add little",
    "min_marks": "marks a cell of the grid needs to count",
    "dk_share": "share of don't-knows from which a cell does not count",
    "dissent_sd": "standard deviation of its marks above which a cell is contested",
    "dissent_medians": "marks between two functions' medians from which a cell may be contested",
    "evidence_months": "months after which evidence counts one grade less",
}
"""The thresholds that decide something today, and what; what decides the order of needs is `TIER`."""


TIER = "share of draws of the room in which needs must come first to be said to,"


FIRST = (
    "Every number is of everybody's first answer, given before anybody heard the others.",
    "Who said “don't know” is counted and is in no mean.",
)


APART = (
    "Points apart: how many of their 100 points two people place on different needs, averaged over all pairs."
)


HAT = (
    "Names from a hat: we deal the functions to the same people by chance, again and again, and see how far "
    "apart such groups are on average. It stands beside a distance to show its size and decides nothing."
)


GROUND = (
    "All functions are said to give a need at least an even share where so many people of each do so that it "
    "is more than half of people like them: all of three, four or five, five of six, six of seven or eight."
)


TIERS = (
    "Which needs come first is said only as far as nearly all draws of this room agree; between two such "
    "boundaries the order is not settled, and the needs stand in the order of the list. In a room of "
    "seven or fewer nothing is said about it."
)


TESTED = (
    "Whether functions differ is tested over all needs, by dealing their names anew to the same people; a "
    "function whose own people disagree weighs less. It must be so clear that chance does it at most one "
    "time in twenty, and two functions or one need are named only where they, too, stand out by themselves. "
    "A room of fewer than 40 that finds nothing cannot decide it, and never shows that functions agree."
)


CAMPS = (
    "Two camps are said where the points on a need stand in two heaps as one heap hardly ever does; that "
    "some give it nothing makes no camp. They are heaps of points and no functions."
)


SECOND = (
    "A second round stands beside the first and is never mixed with it. That people moved together makes a "
    "room surer and brings it no nearer to customers."
)


LEAD = (
    "On which side of a rival we are is said by how many of us put us ahead, level and behind, of those who "
    "marked both: ahead where half of us at least say so, twice as many as behind and two more. Where one or "
    "two marked only one of them, our middle mark is set against theirs instead. The best rival on a need is "
    "the one we lead least, of those we know well enough."
)


CONTESTED = (
    "A mark is contested where marks spread widely, or where two functions differ by more on it than "
    "functions dealt by chance do on any mark in nine of ten deals."
)


SWOT = (
    "A need is a strength or a weakness where it has an even share of the points, we are a mark ahead or "
    "behind in the mean, and the side is sure: seen so seldom where signs are dealt to the same people by "
    "chance, over all rivals and needs, that at most one level room in ten reads any. In a room of five or "
    "fewer all must say so. It is a statement only where the weight, our mark and the best rival's mark each "
    "rest on customer evidence; otherwise it is a question. That nobody is good, or a rival is, stands by "
    "rooms drawn from ours, with our people again by lot: it says what another room like ours might say, and "
    "nothing of customers."
)


GRADES = (
    "Customer evidence is what customers did, or what at least ten said when they were asked or counted; a "
    "single story is what one customer, or a colleague who deals with them, told us. All else is an "
    "assumption, and so is what nobody here could show. Evidence that is old, undated or from another "
    "segment counts for less."
)


SHARED = (
    "This is a shared copy, made on {day}: names, seniority, notes, owners and functions of fewer than three "
    "are taken out, people's rows are shuffled question by question, what would tell fewer than three people "
    "apart is left out, and the rounds are sealed anew, so that their seals are not those of the room's own "
    "file."
)


MIXED = (
    "In this copy {mixed} of the grid were dealt over the whole room, so that no function's marks are told, "
    "and {apart} beside nobody's own marks, so that no lead is: else fewer than three people could be told "
    "apart by what they did not know."
)


def how_to_read(view: AudienceView, segments: tuple[SegmentFindings, ...]) -> HowToRead:
    """The last section: what a reader must know to judge the others."""
    present = took_part(view.session)
    here = (person.function for person in view.session.participants if person.id in present)
    sizes = Counter(function for function in here if function)
    told = _AllSegments(segments)
    return HowToRead(
        people=view.session.took_part or len(present),
        functions=tuple(FunctionSize(name, n) for name, n in sizes.items()),
        rounds=(*chain.from_iterable(_revealed(view, segment) for segment in view.session.segments),),
        thresholds=_thresholds(view.session, told),
        happened=happened(view),
        left_out=tuple(_left_out(view.session, segments)),
        methods=(
            *_copy(view.session),
            *given.in_methods(view),
            *_methods(told, view.session.thresholds.small_function),
        ),
        seed=view.session.seed,
        draws=_draws(told),
    )


class _AllSegments:
    """What stands in this handout, over all segments: what a reader must know hangs on it."""

    def __init__(self, segments: Sequence[SegmentFindings]) -> None:
        self.weights = [found.weights for found in segments if found.weights]
        self.grids = [found.grid for found in segments if found.grid]
        self.needs = [*chain.from_iterable(found.needs for found in self.weights)]
        self.cells = [*chain.from_iterable(grid.cells for grid in self.grids)]
        self.entries = [*chain.from_iterable(found.swot.entries for found in segments if found.swot)]
        self.apart = any(found.apart is not None for found in self.weights)
        self.pairs = any(found.pairs for found in self.weights)
        self.board = any(found.boarded for found in segments)
        self.segments = segments

    @property
    def tiers(self) -> bool:
        """Whether needs stand in groups whose order is settled."""
        return any(found.tiers and found.tiers.groups for found in self.weights)

    @property
    def second(self) -> bool:
        """Whether there was a second round of points."""
        return any(found.second for found in self.weights)


def _draws(told: _AllSegments) -> str | None:
    """What was drawn how often; each kind of draw begins at the seed and a number of its own."""
    if not told.apart:
        return None
    drawn = (
        (f"names from a hat all ways up to {EXACT:,}, else {DRAWS:,} (+{HAT_SEED})", told.pairs),
        (f"orders of needs all up to {EXACT:,}, else {DRAWS:,} (+{SHUFFLES})", True),
        (f"two camps {CAMP_DRAWS:,} (+{CAMPS_SEED})", any(need.camps for need in told.needs)),
        (f"draws of the room for the order of needs {TIER_DRAWS:,} (+{TIERS_SEED})", told.tiers),
        (
            f"rooms drawn from ours {ROOM_DRAWS:,} (+{ROOM_SEED}), weights by lot {ROWS:,} (+{UNKNOWN})",
            any(entry.share is not None for entry in told.entries),
        ),
    )
    return f"{'; '.join(_standing(drawn))}. In brackets what is added to the seed."


def _standing(told: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """The sentences that hold here."""
    return (sentence for sentence, stands in told if stands)


def _copy(session: Session) -> Iterator[str]:
    """That this is a copy which was handed over, and what is not in it."""
    if session.shared:
        yield SHARED.format(day=f"{session.shared.day} {session.shared:%B %Y}")
        marked = [*chain.from_iterable(segment.rounds_of("marks") for segment in session.segments)]
        mixed, apart = (sum(len(getattr(r, key)) for r in marked) for key in ("mixed", "apart"))
        if mixed or apart:
            yield MIXED.format(
                mixed=in_words.plural(mixed, "cell"), apart=in_words.plural(apart, "stands", "stand")
            )


def _revealed(view: AudienceView, segment: Segment) -> tuple[RoundNote, ...]:
    """The facts of a segment's rounds, made once for the same answers."""
    key = ("rounds", view.audience, segment.id, view.answers(segment))
    return recalled(key, lambda: tuple(_rounds(view, segment)))


def _rounds(view: AudienceView, segment: Segment) -> Iterator[RoundNote]:
    """Revealed rounds in the order of the file."""
    weighed, marked = record.weights(segment), record.marks(segment)
    of_record: list[AnyRound] = [weighed.round] if weighed else []
    if marked:
        of_record += marked.rounds.values()
    for newer, rounds in enumerate(segment.lists()):
        for round in (round for round in rounds if round.revealed is not None):
            note = _note(segment, round, any(round is one for one in of_record))
            if not view.private and len(round.answers) < record.THREE:
                # of one or two people it is not told whether they gave numbers
                note = dataclasses.replace(note, given=None, dont_know=None)
            yield dataclasses.replace(note, newer=newer)


def _note(segment: Segment, round: AnyRound, of_record: bool) -> RoundNote:
    answered, given = len(round.answers), len(kind_of(round).gave(round))
    by_hand = sum(correction.seal is not None for correction in round.corrected)
    return RoundNote(
        segment=segment.name,
        of=round.of,
        name=round.name,
        companies=tuple(round.companies),
        answered=answered,
        given=given,
        dont_know=answered - given,
        missing=record.counts(round.not_answered.values()),
        opened=round.opened,
        closed=round.closed,
        revealed=round.revealed,
        seal=short_seal(round.seal),
        corrections=len(round.corrected) - by_hand,
        by_hand=by_hand,
        rounded=len(round.rounded),
        drafts=len(round.drafts),
        of_record=of_record,
    )


def _methods(told: _AllSegments, small: int) -> Iterator[str]:
    """How the numbers that stand in this handout came about, and no others."""
    if not told.weights and not told.grids:
        return
    yield from FIRST
    yield (
        f"A function shows by itself from {in_words.count(small)} answers on, or where all of it agreed to "
        "be shown, and only where nobody's answer can be worked out. The number beside it is how many of it "
        "were there, whether they gave numbers or not."
    )
    sentences = (
        (APART, told.apart),
        (TIERS, told.tiers),
        (HAT, told.pairs),
        (TESTED, any(found.tested for found in told.weights)),
        (GROUND, any(found.ground for found in told.weights)),
        (CAMPS, any(need.camps and need.camps.sentence for need in told.needs)),
        (SECOND, told.second),
        (LEAD, any(grid.leads for grid in told.grids)),
        (CONTESTED, any(cell.flags for cell in told.cells)),
        (SWOT, told.board),
        (GRADES, any(found.evidence and found.evidence.items for found in told.segments)),
    )
    yield from _standing(sentences)


def _thresholds(session: Session, told: _AllSegments) -> tuple[ThresholdNote, ...]:
    """Those that decided something in this handout."""
    needed = {
        "camps_p": any(need.camps for need in told.needs),
        "pull": any(found.declared and found.declared.pulls for found in told.segments),
        **dict.fromkeys(("lead", "good", "statement", "contested"), told.board),
        "stop_points": told.second,
        "evidence_months": bool(session.evidence) and bool(told.weights or told.grids),
    }
    limits, standard = session.thresholds, Thresholds()
    others = (
        ThresholdNote(
            name,
            float(getattr(limits, name)),
            float(getattr(standard, name)),
            f"{meaning}{given.beside(session, name)}",
        )
        for name, meaning in MEANINGS.items()
        if needed.get(name, bool(told.grids))
    )
    return (*_tier(told.weights), *others)


def _tier(weighed: Sequence[WeightsFindings]) -> Iterator[ThresholdNote]:
    """From which share of draws on needs are said to come first: what was used for so many needs."""
    sizes = dict.fromkeys((found.given, len(found.needs), found.tiers) for found in weighed if found.tiers)
    for people, needs, tiers in sizes:
        usual = stands_from(people, needs)
        if tiers.stands is not None and usual is not None:
            meaning = f"{TIER} with {in_words.plural(people, 'person', 'people')}"
            meaning += f" and {in_words.plural(needs, 'need')}"
            yield ThresholdNote("tier", float(tiers.stands), usual, meaning)


def _left_out(session: Session, segments: Sequence[SegmentFindings]) -> Iterator[str]:
    """What is not in this version, and why."""
    for segment, found in zip(session.segments, segments, strict=True):
        where = f"{segment.name}: " if len(segments) > 1 else ""
        said = (
            *lists.why_weighed_anew(segment),
            *_of_weights(found.weights),
            *_of_grid(found.grid),
            *_of_conviction(found.conviction),
        )
        yield from (f"{where}{line}" for line in said)


def _of_weights(found: WeightsFindings | None) -> Iterator[str]:
    if found is None:
        return
    if found.withheld:
        yield found.withheld
    hidden = [*chain.from_iterable(group.functions for group in found.groups if group.others)]
    if hidden:
        are = one_or_more(len(hidden), "is", "are")
        yield f"{in_a_row(hidden)} {are} shown as “others” in the points."
    elif not found.groups:
        yield "No function is shown by itself in the points: too few answered, or all are of one function."
    if found.second and not found.second.means_shown:
        yield moved_words.second_withheld()


def _of_grid(found: GridFindings | None) -> Iterator[str]:
    if found is None:
        return
    few = sum(not cell.valid for cell in found.cells)
    if few:
        cells = in_words.start(in_words.plural(few, "cell"))
        verb = one_or_more(few, "has", "have")
        yield f"{cells} of the grid {verb} too few marks for a verdict."
    if any(lead.mean is None for lead in found.leads):
        yield "Some leads have no number: from it somebody's marks could be worked out."
    late = sum(company.late for company in found.companies)
    if late:
        who = in_words.start(in_words.plural(late, "person", "people"))
        yield f"{who} marked a company first after its reveal: in no number."


def _of_conviction(found: ConvictionFindings | None) -> Iterator[str]:
    if found and found.after and found.mean_after is None:
        yield "Too few said twice how sure they are for a comparison, or too few said it only once."

"""The workings of the points behind `w`: parts, pairs of functions, tests, the second round; off the wall."""

from __future__ import annotations

from cxw.drawing import columns
from cxw.findings.functions.types import FunctionsTest, PairApart
from cxw.findings.moved.types import SecondWeights
from cxw.findings.number_rows import WORDS, Rows, answers, one, so_many, two, words
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.findings.types import SegmentFindings
from cxw.text.phrases import listed_here, quoted_here, say
from cxw.text.spoken import as_written, figure


def points_workings(found: SegmentFindings) -> Rows:
    """Line by line; nothing before points are revealed."""
    weighed = found.weights
    if weighed is None:
        return
    given = answers(weighed.answered, weighed.given, weighed.dont_know, weighed.missing)
    yield say("Points of record: {answers}", answers=given)
    if weighed.withheld:
        yield f"  {weighed.withheld}"
    if weighed.apart is not None:
        yield ""
        yield say(
            "Points apart {apart}: two people of {given}, in the mean of all pairs",
            apart=figure(weighed.apart),
            given=weighed.given,
        )
        yield f"  {words(say('its parts'))}   {say('apart    mean  median  lowest to highest')}"
        yield from map(_need, weighed.needs)
        yield from _behind(weighed)
    if weighed.pairs:
        yield ""
        yield say("Functions apart, beside the mean of names from a hat; p among all pairs")
        yield from map(_pair, weighed.pairs)
    yield from _gap(weighed)
    yield from _tested(weighed)
    if weighed.second is not None:
        yield from _second(weighed.second)


def _need(need: NeedWeights) -> str:
    ends = [as_written(round(end, 1)) for end in (need.low, need.high) if end is not None]
    spread = f" {say('to')} ".join(ends) or "-"
    return f"  {words(need.short)}  {one(need.apart)}  {one(need.mean)}  {one(need.median)}  {spread}"


def _behind(weighed: WeightsFindings) -> Rows:
    """What is known of other rooms like this one: intervals, camps, boundaries, agreement."""
    ends = dict(weighed.tiers.boundaries) if weighed.tiers else {}
    yield ""
    covers = next((f", {need.covers}" for need in weighed.needs if need.covers), "")
    label = f"{say('other rooms')}{covers}"
    if columns(label) > WORDS:
        yield f"  {label}"
        label = ""
    heads = say("from    to  camps p  between  p (maxT)  border")
    yield f"  {words(label)}  {heads}"
    for need in weighed.needs:
        low, high = need.interval or (None, None)
        camps = two(need.camps.p if need.camps else None)
        share, p = (need.between.share, need.between.p) if need.between else (None, None)
        after = two(ends.get(need.id))
        yield f"  {words(need.short)}{one(low)}{one(high)}  {camps}    {two(share)}    {two(p)}    {after}"
    yield from _agreed(weighed)


def _agreed(weighed: WeightsFindings) -> Rows:
    agreed = weighed.agreement
    if agreed is None:
        return
    if agreed.alpha is not None:
        alpha = say("Krippendorff's alpha {alpha} (interval; 0 is chance)", alpha=figure(agreed.alpha, 2))
        yield f"  {alpha}"
    if agreed.w is not None and agreed.by_chance is not None and agreed.p is not None:
        w = say(
            "Kendall's W {w} (by chance 1/N = {chance}; p {p}, {how})",
            w=figure(agreed.w, 2),
            chance=figure(agreed.by_chance, 2),
            p=figure(agreed.p, 3),
            how=say(agreed.how or ""),
        )
        order = ""
        if agreed.spearman is not None:
            order = f", {say('mean Spearman {rho}', rho=figure(agreed.spearman, 2))}"
        yield f"  {w}{order}"
    elif agreed.why:
        yield f"  {say('No W: {why}', why=say(agreed.why))}"


def _tested(weighed: WeightsFindings) -> Rows:
    tested, over_all = weighed.tested, "Functions over all needs: {said}"
    if tested is not None:
        yield say(over_all, said=tested.sentence)
        yield from _numbers_of(tested)
    elif weighed.untested:
        yield say(over_all, said=weighed.untested)


def _numbers_of(tested: FunctionsTest) -> Rows:
    numbers = say(
        "W* {w}, p {p} (smallest possible {least}, {ways}); {people} people, {functions} functions",
        w=figure(tested.statistic, 2),
        p=figure(tested.p, 4),
        least=figure(tested.smallest, 4),
        ways=say("all ways to deal the names" if tested.exact else "names dealt by chance"),
        people=tested.people,
        functions=tested.functions,
    )
    yield f"  {numbers}"
    r2 = say("R2 {r2}, adjusted {adjusted}", r2=figure(tested.r2, 2), adjusted=figure(tested.adjusted, 2))
    alone = ""
    if tested.alone:
        functions = so_many(tested.alone, "function", "functions")
        alone = f"; {say('{functions} of one in it and not in the test', functions=functions)}"
    yield f"  {r2}{alone}"


def _chance(beyond: bool) -> str:
    return say("beyond chance" if beyond else "not beyond chance")


def _pair(pair: PairApart) -> str:
    inside = ", ".join(
        say("{points} inside {name}", points=figure(within), name=name)
        for name, within in pair.within.items()
    )
    who = listed_here([f"{pair.first} ({pair.n_first})", f"{pair.second} ({pair.n_second})"])
    p = f"p {figure(pair.p, 3)}" if pair.p is not None else say("no p beside one person")
    hat = say("{apart} (hat {hat}; {p})", apart=figure(pair.apart), hat=figure(pair.hat_mean), p=p)
    told = f"  {who}: {hat}, {_chance(pair.beyond_chance)}"
    return f"{told}; {inside}" if inside else told


def _gap(weighed: WeightsFindings) -> Rows:
    gap = weighed.gap
    if gap is None:
        return
    hat = say(
        "{apart} (hat {hat}; {p})", apart=figure(gap.gap), hat=figure(gap.hat_mean), p=f"p {figure(gap.p, 3)}"
    )
    clearest = say(
        "The clearest gap on one need: {higher} over {lower} on {need}",
        higher=gap.higher,
        lower=gap.lower,
        need=quoted_here(weighed.need(gap.need).short),
    )
    yield f"{clearest}, {hat}, {_chance(gap.beyond_chance)}"


def _second(second: SecondWeights) -> Rows:
    yield ""
    if second.both is not None:
        yield say(
            "Second round: {both} answered both, {left_out} of the record are not in it",
            both=second.both,
            left_out=second.left_out,
        )
    yield from _before_and_after("points apart", one(second.apart_before), one(second.apart_after))
    yield from _before_and_after("Krippendorff's alpha", two(second.alpha_before), two(second.alpha_after))
    if second.moved_total is not None and second.moved_median is not None:
        moved = say(
            "moved: {people}, {points} points in all, {median} the median person",
            people=so_many(second.moved_people or 0, "person", "people"),
            points=figure(second.moved_total, 0),
            median=figure(second.moved_median),
        )
        yield f"  {moved}"
    if not second.means_shown:
        yield say("Second round")
        yield from (f"  {sentence}" for sentence in (second.headline, *second.sentences))
    for reason in second.reasons:
        points = (
            f", {say('{points} points', points=figure(reason.points))}" if reason.points is not None else ""
        )
        people = so_many(reason.people, "person", "people")
        none = reason.reason == "none"
        told = say("none: {people}", people=people) if none else f"{say(reason.reason)}: {people}"
        yield f"  {told}{points}"


def _before_and_after(what: str, before: str, after: str) -> Rows:
    """A number of both rounds, where it is known of both."""
    numbers = (before.strip(), after.strip())
    if "-" not in numbers:
        told = say(
            "{what} {before} before, {after} after", what=say(what), before=numbers[0], after=numbers[1]
        )
        yield f"  {told}"

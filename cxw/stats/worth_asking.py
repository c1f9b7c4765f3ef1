"""What it is worth to find out: how much each thing we do not know could change what we work on first.

The choice is which need to work on first. A need is worth its share of the points times how far the best
rival is ahead of us on it, and nothing where none is: `v = weight / 100 * max(best rival - own, 0)`. Every
input (a weight, a mark) could be what any one of those who answered said, whatever the other inputs are. Then

- the expected value of perfect information, EVPI, is `E[max_k v_k] - max_k E[v_k]`,
- that of knowing one input alone, EVPPI, is `E_j[max_k E(v_k | j)] - max_k E[v_k]`

after Raiffa and Schlaifer, Applied Statistical Decision Theory (1961); for one input at a time Strong, Oakley
and Brennan, Medical Decision Making 34 (2014) 311-326. An input has as many values as there were answers, so
both are summed up exactly and nothing is drawn by chance: what cannot change the choice is worth nothing, and
not nearly nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Answers: TypeAlias = Sequence[float] | Floats

NEARLY = 1e-12
"""What is left of numbers that are equal, once they were added up in another order."""


@dataclass(frozen=True)
class NeedInputs:
    """What was answered about one need, each as the values people gave, in no order."""

    weight: Answers
    """Points of 100."""
    own: Answers
    """Marks of the own company, 0 to 10."""
    rivals: Sequence[Answers]
    """Marks of each competitor, 0 to 10; one that nobody marked is left out of the best."""


@dataclass(frozen=True)
class NeedWorth:
    """What it is worth to know each input of one need, as a share of knowing everything; 0 to 1."""

    weight: float
    own: float
    rivals: tuple[float, ...]


@dataclass(frozen=True)
class WorthAsking:
    """What it is worth to find out."""

    everything: float
    """EVPI, on the scale of a mark; 0 where nothing we do not know would change what to work on first."""
    needs: tuple[NeedWorth, ...]
    """In the order of the needs; all zero where `everything` is."""


@dataclass(frozen=True)
class _Chances:
    """A value that is not known: what it can be, in order, and how likely each is."""

    values: Floats
    chances: Floats

    @property
    def mean(self) -> float:
        return float(self.values @ self.chances)

    def up_to(self, at: Floats) -> Floats:
        """How likely it is to be at most this."""
        sums = np.concatenate(([0.0], np.cumsum(self.chances)))
        return np.asarray(sums[np.searchsorted(self.values, at, side="right")])


def worth_asking(needs: Sequence[NeedInputs]) -> WorthAsking:
    """What each input is worth to know, as a share of knowing everything.

    A need about whose weight or own marks nobody said anything, or of which no rival was marked, is worth
    nothing and nothing about it is known to matter. Raises ValueError where there is no need at all.
    """
    if not needs:
        raise ValueError("there is no need to choose from")
    given = [_NeedAsChances.of(need) for need in needs]
    means = [need.mean for need in given]
    everything = _largest([need.value for need in given]) - max(means)
    if everything <= NEARLY:
        nothing = (NeedWorth(0.0, 0.0, (0.0,) * len(need.rivals)) for need in needs)
        return WorthAsking(0.0, tuple(nothing))
    others = [max([0.0, *means[:at], *means[at + 1 :]]) for at in range(len(given))]
    pairs = zip(given, others, strict=True)
    return WorthAsking(everything, tuple(need.worth(other, max(means), everything) for need, other in pairs))


@dataclass(frozen=True)
class _NeedAsChances:
    """One need with its inputs as chances; an input that nobody answered is None."""

    weight: _Chances | None
    own: _Chances | None
    rivals: tuple[_Chances | None, ...]

    @classmethod
    def of(cls, need: NeedInputs) -> _NeedAsChances:
        return cls(_chances(need.weight), _chances(need.own), tuple(_chances(one) for one in need.rivals))

    @property
    def marked(self) -> list[_Chances]:
        return [one for one in self.rivals if one is not None]

    @property
    def gap(self) -> _Chances:
        """How far the best rival is ahead, and nothing where none is."""
        return _gap(self.own, self.marked)

    @property
    def value(self) -> _Chances:
        if self.weight is None:
            return _NOTHING
        gap = self.gap
        return _gathered(
            np.multiply.outer(self.weight.values / 100, gap.values),
            np.multiply.outer(self.weight.chances, gap.chances),
        )

    @property
    def mean(self) -> float:
        return self.weight.mean / 100 * self.gap.mean if self.weight else 0.0

    def worth(self, others: float, chosen: float, everything: float) -> NeedWorth:
        """Each input's worth: known, this need is chosen where it beats the best of the `others`."""

        def share(known: _Chances | None, values: Iterator[float]) -> float:
            if known is None or self.weight is None or self.own is None or not self.marked:
                return 0.0
            best = sum(p * max(v, others) for p, v in zip(known.chances, values, strict=True))
            gain = float(best) - chosen
            return min(gain / everything, 1.0) if gain > NEARLY else 0.0

        weight = self.weight.mean / 100 if self.weight else 0.0
        return NeedWorth(
            share(self.weight, (value / 100 * self.gap.mean for value in _each(self.weight))),
            share(self.own, (weight * _gap(one, self.marked).mean for one in _single(self.own))),
            tuple(
                share(known, (weight * self._gap_if(at, one).mean for one in _single(known)))
                for at, known in enumerate(self.rivals)
            ),
        )

    def _gap_if(self, at: int, known: _Chances) -> _Chances:
        """How far the best rival is ahead were the mark of one of them known."""
        rivals = [*self.rivals[:at], known, *self.rivals[at + 1 :]]
        return _gap(self.own, [one for one in rivals if one is not None])


_NOTHING = _Chances(np.zeros(1), np.ones(1))


def _chances(answers: Answers) -> _Chances | None:
    """Every answer is as likely as any other."""
    given = np.asarray(answers, float).ravel()
    if not given.size:
        return None
    values, counts = np.unique(given, return_counts=True)
    return _Chances(values, counts / given.size)


def _each(known: _Chances | None) -> Iterator[float]:
    yield from known.values if known else ()


def _single(known: _Chances | None) -> Iterator[_Chances]:
    """Each value it can have, as if it were known."""
    for value in _each(known):
        yield _Chances(np.array([value]), np.ones(1))


def _gap(own: _Chances | None, rivals: Sequence[_Chances]) -> _Chances:
    if own is None or not rivals:
        return _NOTHING
    best = _best(rivals)
    return _gathered(
        np.maximum(np.subtract.outer(best.values, own.values), 0),
        np.multiply.outer(best.chances, own.chances),
    )


def _best(many: Sequence[_Chances]) -> _Chances:
    """The largest of several that know nothing of each other."""
    values = np.unique(np.concatenate([one.values for one in many]))
    below = reduce(np.multiply, (one.up_to(values) for one in many))
    return _Chances(values, np.diff(below, prepend=0.0))


def _largest(many: Sequence[_Chances]) -> float:
    return _best(many).mean


def _gathered(values: Floats, chances: Floats) -> _Chances:
    """The same value met several times, once."""
    found, places = np.unique(values.ravel().round(12), return_inverse=True)
    return _Chances(found, np.asarray(np.bincount(places, chances.ravel(), found.size), float))

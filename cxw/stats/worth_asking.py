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

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
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

    @cached_property
    def best(self) -> _Chances | None:
        """The mark of the best rival; None where none was marked."""
        marked = [one for one in self.rivals if one is not None]
        return _best(marked) if marked else None

    @property
    def value(self) -> _Chances:
        if self.weight is None or self.own is None or self.best is None:
            return _NOTHING
        ahead = np.maximum(np.subtract.outer(self.best.values, self.own.values), 0)
        return _gathered(
            np.multiply.outer(self.weight.values / 100, ahead),
            np.multiply.outer(self.weight.chances, np.multiply.outer(self.best.chances, self.own.chances)),
        )

    @cached_property
    def mean(self) -> float:
        if self.weight is None or self.own is None or self.best is None:
            return 0.0
        return self.weight.mean / 100 * float(_ahead(self.best, self.own.values) @ self.own.chances)

    def worth(self, others: float, chosen: float, everything: float) -> NeedWorth:
        """Each input's worth: known, this need is chosen where it beats the best of the `others`."""
        if self.weight is None or self.own is None or self.best is None:
            return NeedWorth(0.0, 0.0, (0.0,) * len(self.rivals))

        def share(known: _Chances, values: Floats) -> float:
            gain = float(known.chances @ np.maximum(values, others)) - chosen
            return min(gain / everything, 1.0) if gain > NEARLY else 0.0

        weight, gap = self.weight.mean / 100, _ahead(self.best, self.own.values)
        return NeedWorth(
            share(self.weight, self.weight.values / 100 * float(gap @ self.own.chances)),
            share(self.own, weight * gap),
            tuple(
                share(known, weight * self._ahead_if(at, self.own)) if known else 0.0
                for at, known in enumerate(self.rivals)
            ),
        )

    def _ahead_if(self, at: int, own: _Chances) -> Floats:
        """How far the best rival is ahead in the mean, for each mark that one of them could have."""
        known, others = self.rivals[at], [*self.rivals[:at], *self.rivals[at + 1 :]]
        assert known is not None
        best = _best([_UNMARKED, *(one for one in others if one is not None)])
        above = np.maximum.outer(known.values, best.values)
        ahead = np.maximum(np.subtract.outer(above, own.values), 0)
        return np.asarray(best.chances @ (ahead @ own.chances).T)


_NOTHING = _Chances(np.zeros(1), np.ones(1))
_UNMARKED = _Chances(np.full(1, -np.inf), np.ones(1))
"""Below every mark."""


def _chances(answers: Answers) -> _Chances | None:
    """Every answer is as likely as any other."""
    given = np.asarray(answers, float).ravel()
    if not given.size:
        return None
    values, counts = np.unique(given, return_counts=True)
    return _Chances(values, counts / given.size)


def _ahead(best: _Chances, own: Floats) -> Floats:
    """How far the best rival is ahead in the mean, and nothing where none is, for each of these own marks."""
    return np.asarray(best.chances @ np.maximum(np.subtract.outer(best.values, own), 0))


def _best(many: Sequence[_Chances]) -> _Chances:
    """The largest of several that know nothing of each other."""
    values, _ = np.unique(np.concatenate([one.values for one in many]), return_counts=True)  # no numpy.ma
    below = reduce(np.multiply, (one.up_to(values) for one in many))
    return _Chances(values, np.diff(below, prepend=0.0))


def _largest(many: Sequence[_Chances]) -> float:
    return _best(many).mean


def _gathered(values: Floats, chances: Floats) -> _Chances:
    """The same value met several times, once."""
    found, places = np.unique(values.ravel().round(12), return_inverse=True)
    return _Chances(found, np.asarray(np.bincount(places, chances.ravel(), found.size), float))

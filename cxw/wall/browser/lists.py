"""Lists to be read from afar, each as large as all of its lines have a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, product

from cxw.drawing import words_apart
from cxw.pictures.charts import (
    Beliefs,
    Cards,
    Code,
    KnownFrom,
    LabelledWords,
    Listing,
    ListItem,
    NeedsBoard,
    Pairs,
    PromiseCard,
    Role,
)
from cxw.wall.browser.easel import BREAKS, LINE, Easel, broken, is_whole, number_of, wide_of

SIZES = (56.0, 50.0, 44.0, 39.0, 35.0, 31.0, 28.0, 25.0, 22.0, 19.0)
"""What lines may be, from the largest down."""
ONE_COLUMN = 1.15
"""How much larger lines in one column may as well be to whoever reads them."""
LEAST = 31.0
"""Below this no line gets smaller for a long word of a label: it is broken."""
SIGNS: dict[KnownFrom, tuple[str, Role]] = {
    "contradicted": ("✗", "warning"),
    "customer evidence": ("■", "accent"),
    "single story": ("▣", "plain"),
    "assumption": ("□", "quiet"),
}
"""Told apart without colour."""


def _size(high: Callable[[float], float], room: float, sizes: Sequence[float] = SIZES) -> float:
    """The largest size in which everything is no higher than its room."""
    return next((size for size in sizes if high(size) <= room), sizes[-1])


def listing_hung(chart: Listing, easel: Easel) -> float:
    """Lines with their marks, in two columns or three where one would be too small."""
    sizes = (72.0, 64.0, *SIZES, 16.0, 14.0)
    tries = [_Columns(chart.items, easel, size, beside) for beside, size in product((1, 2, 3), sizes)]
    fitting = [one for one in tries if one.high() <= easel.height]
    best = max(fitting, key=_Columns.read_as, default=None)
    return best.hang() if best else _Columns(chart.items, easel, 14.0, 3, most=1).hang()


@dataclass(frozen=True)
class _Columns:
    """Lines of a list in columns of one size."""

    items: tuple[ListItem, ...]
    easel: Easel
    size: float
    beside: int
    most: int = 99
    """lines that one may take"""

    def hang(self) -> float:
        """Draw them, with as much air as there is room for."""
        size, step = self.size, self.easel.width / self.beside
        spare = max(self.easel.height - self.high(), 0) / max(1, len(self.items))
        air, y, lowest = size * 0.2 + min(spare, size * 0.5), 0.0, 0.0
        for place, item in enumerate(self.items):
            column, row = divmod(place, self._rows)
            if not row:
                y = 0.0
            ink: Role = "strong" if item.mark else "plain"
            x = column * step + self._mark
            self.easel.words(x - size * 0.5, y + size * LINE / 2, item.mark, size, "accent", "end", bold=True)
            y = self.easel.block(x, y, self._lines(item), size, ink, bold=bool(item.mark)) + air
            lowest = max(lowest, y)
        return lowest - air

    def read_as(self) -> float:
        """How large it is to whoever reads it: one column is read best, and words that are whole."""
        room, size = self._room, self.size
        if self.beside == 1:
            size *= ONE_COLUMN
        whole = all(is_whole(item.text, self.size, room, bold=bool(item.mark)) for item in self.items)
        return size if whole else size * BREAKS

    def high(self) -> float:
        """How high the highest column is, with the least air between its lines."""
        high = [len(self._lines(item)) * self.size * LINE + self.size * 0.2 for item in self.items]
        starts = range(0, len(high), self._rows)
        return max((sum(high[start : start + self._rows]) for start in starts), default=0.0)

    def _lines(self, item: ListItem) -> list[str]:
        return broken(item.text, self.size, self._room, self.most, bold=bool(item.mark))

    @property
    def _room(self) -> float:
        return self.easel.width / self.beside - self._mark - 30

    @property
    def _rows(self) -> int:
        return max(1, -(-len(self.items) // self.beside))

    @property
    def _mark(self) -> float:
        marks = [wide_of(item.mark, self.size, bold=True) for item in self.items if item.mark]
        return max(marks) + self.size * 0.5 if marks else 0.0


def board_hung(chart: NeedsBoard, easel: Easel) -> float:
    """The needs with how many proposed each."""

    def lines_of(size: float) -> list[list[str]]:
        room = easel.width - size * 1.2 - _right(chart, easel, size * 0.8)
        return [broken(_called(need.text, easel, parked=need.parked), size, room, 2) for need in chart.needs]

    def high(size: float) -> float:
        return sum(len(lines) * size * LINE + size * 0.22 for lines in lines_of(size))

    size = _size(high, easel.height, SIZES[2:])
    air = min(max(easel.height - high(size), 0) / max(1, len(chart.needs)), size * 0.4)
    y = 0.0
    for need, lines in zip(chart.needs, lines_of(size), strict=True):
        middle = y + size * LINE / 2
        if need.chosen:
            _tick(easel, size * 0.4, middle, size * 0.36)
        ink: Role = "strong" if need.chosen else "plain"
        if need.parked:
            ink = "quiet"
        end = easel.block(size * 1.2, y, lines, size, ink, bold=need.chosen)
        votes = easel.say.many(need.votes, "vote", "votes") if need.votes else ""
        easel.words(easel.width, middle, votes, size * 0.8, "plain", "end")
        easel.words(
            easel.width - _votes_wide(chart, easel, size * 0.8),
            middle,
            f"×{need.slips}",
            size * 0.8,
            "quiet",
            "end",
        )
        y = end + size * 0.22 + air
    return y


def _votes_wide(chart: NeedsBoard, easel: Easel, size: float) -> float:
    told = [easel.say.many(need.votes, "vote", "votes") for need in chart.needs if need.votes]
    wide = max((wide_of(words, size) for words in told), default=0.0)
    return wide + 30 * bool(wide)


def _right(chart: NeedsBoard, easel: Easel, size: float) -> float:
    return (
        _votes_wide(chart, easel, size)
        + max((wide_of(f"×{need.slips}", size) for need in chart.needs), default=0.0)
        + 30
    )


def _called(text: str, easel: Easel, *, parked: bool) -> str:
    return f"{text} ({easel.say('parked')})" if parked else text


def _tick(easel: Easel, x: float, y: float, size: float) -> None:
    n = number_of
    easel.drawn.append(
        f'<path d="M{n(x - size)} {n(y)}l{n(size * 0.7)} {n(size * 0.7)}'
        f'l{n(size * 1.3)} {n(-size * 1.5)}" class="tick"/>'
    )


def beliefs_hung(chart: Beliefs, easel: Easel) -> float:
    """Each belief beside a sign and words for what it rests on."""

    def label(size: float) -> float:
        return (
            max((wide_of(easel.say(one.known), size * 0.7) for one in chart.beliefs), default=0.0)
            + size * 1.9
        )

    def high(size: float) -> float:
        return sum(
            len(broken(one.words, size, easel.width - label(size), 3, bold=True)) * size * LINE + size * 0.4
            for one in chart.beliefs
        )

    size = _size(high, easel.height)
    y = 0.0
    for one in chart.beliefs:
        sign, role = SIGNS[one.known]
        middle = y + size * LINE / 2
        easel.words(size * 0.4, middle, sign, size * 0.8, role, "middle")
        easel.words(size * 1.1, middle, easel.say(one.known), size * 0.7, role)
        y = easel.block(
            label(size),
            y,
            broken(one.words, size, easel.width - label(size), 3, bold=True),
            size,
            "strong",
            bold=True,
        )
        y += size * 0.4
    return y


def pairs_hung(chart: Pairs, easel: Easel) -> float:
    """Labels and words beside each; what the handout has in full is counted where it has no place."""

    def high(size: float) -> float:
        below = len(broken(chart.below, size * 0.8, easel.width)) * size * 0.8 * LINE + size * bool(
            chart.below
        )
        return sum(_pair_high(pair, chart, easel, size) for pair in chart.pairs) + below

    sizes = SIZES[2 * (chart.words != "strong") :]
    whole = [size for size in sizes if _labels_whole(chart, easel, size)]
    size = _size(high, easel.height, whole or sizes)
    y, room = 0.0, easel.height - (high(size) - sum(_pair_high(p, chart, easel, size) for p in chart.pairs))
    for place, pair in enumerate(chart.pairs):
        left = len(chart.pairs) - place
        if y + _pair_high(pair, chart, easel, size) + (left > 1) * size * LINE > room + size and left > 1:
            easel.words(
                0,
                y + size * LINE / 2,
                easel.say("and {number} more in the handout", number=left),
                size * 0.8,
                "quiet",
            )
            y += size * LINE
            break
        y = _pair(pair, chart, easel, y, size)
    if chart.below:
        y = easel.block(0, y + size * 0.6, broken(chart.below, size * 0.8, easel.width), size * 0.8, "plain")
    return y


def _label_wide(chart: Pairs, easel: Easel, size: float) -> float:
    labels = [*chart.labels, *(pair.label for pair in chart.pairs)]
    widest = max((wide_of(label, size, bold=True) for label in labels), default=0.0)
    return min(widest, easel.width * 0.3) + size * 0.8


def _labels_whole(chart: Pairs, easel: Easel, size: float) -> bool:
    """Whether every word of the labels has a line that holds it, but for words too long at any size."""
    room = _label_wide(chart, easel, size) - size * 0.8 + 1
    words = chain.from_iterable(words_apart(pair.label) for pair in chart.pairs)
    fitting = (word for word in words if wide_of(word, LEAST, bold=True) <= easel.width * 0.3)
    return all(wide_of(word, size, bold=True) <= room for word in fitting)


def _before(chart: Pairs, size: float) -> float:
    marks = [wide_of(pair.mark, size, bold=True) for pair in chart.pairs if pair.mark]
    return max(marks) + size * 0.5 if marks else 0.0


def _pair_parts(
    pair: LabelledWords, chart: Pairs, easel: Easel, size: float
) -> tuple[list[str], list[str], list[str]]:
    """The lines of the label, of the words, and of what stands under these."""
    label, before = _label_wide(chart, easel, size), _before(chart, size)
    room = easel.width - label - before
    return (
        broken(pair.label, size, label - size * 0.8 + 1, bold=True),
        broken(pair.words, size * 0.9, room, bold=chart.words == "strong"),
        broken(pair.below, size * 0.7, room),
    )


def _pair_high(pair: LabelledWords, chart: Pairs, easel: Easel, size: float) -> float:
    labels, words, below = _pair_parts(pair, chart, easel, size)
    beside = len(words) * size * 0.9 + len(below) * size * 0.7
    return max(len(labels) * size, beside, size) * LINE + size * 0.35


def _pair(pair: LabelledWords, chart: Pairs, easel: Easel, y: float, size: float) -> float:
    labels, words, below = _pair_parts(pair, chart, easel, size)
    label, before = _label_wide(chart, easel, size), _before(chart, size)
    easel.words(before - size * 0.5, y + size * LINE / 2, pair.mark, size, "accent", "end", bold=True)
    easel.block(before, y, labels, size, chart.label, bold=chart.label in ("strong", "accent"))
    ink: Role = "plain" if chart.words == "quiet" else chart.words
    x = before + label
    end = easel.block(x, y + size * 0.06, words, size * 0.9, ink, bold=chart.words == "strong")
    easel.block(x, end, below, size * 0.7, "quiet")
    return y + _pair_high(pair, chart, easel, size)


def cards_hung(chart: Cards, easel: Easel) -> float:
    """The promises below each other."""
    size = _size(lambda size: sum(_card_high(card, easel, size) for card in chart.cards), easel.height)
    y = 0.0
    for card in chart.cards:
        high = _card_high(card, easel, size)
        easel.bar(0, y, 8, high - size * 0.7, "accent", round=4)
        at = easel.block(
            34, y, broken(card.question, size, easel.width - 34, bold=True), size, "strong", bold=True
        )
        at = easel.block(
            34, at + size * 0.1, broken(card.wrong_if, size * 0.8, easel.width - 34), size * 0.8, "plain"
        )
        easel.block(
            34,
            at + size * 0.1,
            broken(card.who, size * 0.8, easel.width - 34),
            size * 0.8,
            "accent",
            bold=True,
        )
        y += high
    return y


def _card_high(card: PromiseCard, easel: Easel, size: float) -> float:
    room = easel.width - 34
    lines = len(broken(card.question, size, room, bold=True)) + 0.8 * len(
        broken(card.wrong_if, size * 0.8, room)
    )
    return (lines + 0.8 * len(broken(card.who, size * 0.8, room, bold=True))) * size * LINE + size * 0.9


def code_hung(chart: Code, easel: Easel) -> float:
    """The code, dark on light in every theme with all the light around it, and what to do beside it."""
    side = min(easel.height, easel.width * 0.45) if chart.modules else 0.0
    if chart.modules:
        code_drawn(chart.modules, easel, side)
    left = side + 60 if side else 0.0

    def high(size: float) -> float:
        lines = (
            len(broken(one.label, size * 0.75, easel.width - left)) * 0.75
            + len(broken(one.words, size * 1.2, easel.width - left, bold=True)) * 1.2
            + 0.5
            for one in chart.words
        )
        return sum(lines) * size * LINE

    size = _size(high, easel.height)
    y = max(0.0, (max(side, high(size)) - high(size)) / 2)
    for one in chart.words:
        y = easel.block(left, y, broken(one.label, size * 0.75, easel.width - left), size * 0.75, "plain")
        y = easel.block(
            left,
            y,
            broken(one.words, size * 1.2, easel.width - left, bold=True),
            size * 1.2,
            "accent",
            bold=True,
        )
        y += size * 0.5 * LINE
    return max(side, y)


def code_drawn(modules: Sequence[Sequence[bool]], easel: Easel, side: float) -> None:
    """The modules of a code, dark on light, in a square."""
    one = side / max(1, len(modules))
    easel.bar(0, 0, side, side, fill="#ffffff")
    rows = []
    for down, row in enumerate(modules):
        rows += [f"M{across} {down}h1v1h-1z" for across, dark in enumerate(row) if dark]
    easel.drawn.append(
        f'<path transform="scale({one:.4f})" d="{"".join(rows)}" fill="#000000" '
        'shape-rendering="crispEdges"/>'
    )

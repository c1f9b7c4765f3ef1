"""How numbers, counts and lists are said: whole points, halves of medians, people in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")


TEENS_END = 20


TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def whole(x: float) -> str:
    """A number as people say it: whole, halves up."""
    return str(floor(x + 0.5 + 1e-9))


def digits(x: float) -> str:
    """A number as somebody gave it, or as it is shown of what they gave: whole, else with one decimal."""
    return f"{x:.1f}".removesuffix(".0") if isinstance(x, float) else str(x)


def half(x: float) -> str:
    """A median: whole, or with a half."""
    size = floor(abs(x) * 2 + 0.5 + 1e-9)
    sign = "-" * (x < 0 < size)
    digits = "" if size == 1 else str(size // 2)
    return sign + digits + "½" * (size % 2)


def count(n: int) -> str:
    """How many people, in words up to twelve."""
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else str(n)


def so_many_of_us(n: int | None, *, least: bool) -> str:
    """The people of a sentence's beginning: `Three of us`, `At least three of us`; None: fewer than three."""
    if n is None:
        return "At most two of us"
    return f"At least {count(n)} of us" if least else f"{start(count(n))} of us"


def many_people(n: int) -> str:
    """How many people, in words up to ninety-nine: beside figures that are points."""
    if n < len(NUMBERS) or n >= len(TENS) * 10:
        return count(n)
    if n < TEENS_END:
        return TEENS[n - len(NUMBERS)]
    tens, ones = TENS[n // 10], n % 10
    return f"{tens}-{NUMBERS[ones]}" if ones else tens


def start(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def plural(n: int, one: str, many: str | None = None) -> str:
    """The number in words with its noun."""
    return f"{count(n)} {one if n == 1 else many or one + 's'}"


def so_many_points(x: float) -> str:
    """So many points."""
    return f"{whole(x)} point" if whole(x) == "1" else f"{whole(x)} points"


def hundred(parts: Sequence[float]) -> list[int]:
    """Parts rounded so that they still add up to what they did (largest remainder, ties to the earlier)."""
    floors = [floor(part + 1e-9) for part in parts]
    missing = round(sum(parts)) - sum(floors)
    order = sorted(range(len(parts)), key=lambda i: floors[i] - parts[i])
    return [floor_ + (place in order[:missing]) for place, floor_ in enumerate(floors)]

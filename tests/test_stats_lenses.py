"""The numbers of lenses: the customer or the mirror, and shares of customers' texts."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.stats.disagreement.arrays import NoNumber
from cxw.stats.disagreement.intervals import wilson
from cxw.stats.ourselves import FEW_WAYS, ONE_FUNCTION, TOO_FEW, SelfMirror, mirror, too_few_to_exchange
from cxw.stats.voices import (
    NO_TEXTS,
    READ_ALIKE,
    ReadersAgreement,
    VoiceShare,
    dealt_readers,
    lot,
    readers_agreement,
    slips_of_reading,
    voice_share,
)
from cxw.text.blanking import BLANK, blanked


def room(seed: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Six to eight people in two or three functions, points in steps of five."""
    rng = np.random.default_rng(seed)
    people = int(rng.integers(6, 9))
    functions = [("Sales", "Marketing", "Legal")[n % int(rng.integers(2, 4))] for n in range(people)]
    functions[:6] = ["Sales"] * 3 + ["Marketing"] * 3
    own, theirs = (5 * rng.multinomial(20, [0.25] * 4, people).astype(float) for _ in range(2))
    return own, theirs, functions


def by_brute_force(own: np.ndarray, theirs: np.ndarray, functions: list[str]) -> tuple[float, float, float]:
    """Mean points apart as it is and over every exchange, and how often that is as small: all orders tried."""
    groups = [[n for n, name in enumerate(functions) if name == one] for one in dict.fromkeys(functions)]
    found = []
    for orders in product(*(permutations(group) for group in groups)):
        whose = list(range(len(own)))
        for group, order in zip(groups, orders, strict=True):
            for place, other in zip(group, order, strict=True):
                whose[place] = other
        apart = [np.abs(own[whose[n]] - theirs[n]).sum() / 2 for n in range(len(own))]
        found.append(sum(apart) / len(apart))
    real = sum(np.abs(own[n] - theirs[n]).sum() / 2 for n in range(len(own))) / len(own)
    return real, sum(found) / len(found), sum(one <= real + 1e-9 for one in found) / len(found)


@pytest.mark.parametrize("seed", range(20))
def test_the_exchange_within_functions_equals_trying_every_one(seed: int) -> None:
    own, theirs, functions = room(seed)
    found = mirror(own, theirs, functions, seed)
    assert isinstance(found, SelfMirror)
    assert found.exact
    assert (found.own, found.exchanged, found.p) == pytest.approx(by_brute_force(own, theirs, functions))
    drawn = mirror(np.tile(own, (3, 1)), np.tile(theirs, (3, 1)), functions * 3, seed, 499)
    assert isinstance(drawn, SelfMirror)
    assert not drawn.exact
    assert drawn.own == pytest.approx(found.own)


def test_whoever_describes_themselves_is_found_and_a_shared_taste_alone_is_not() -> None:
    rng = np.random.default_rng(4)
    own = 100 * rng.dirichlet([1, 1, 1, 1], 10)
    functions = ["Sales", "Marketing"] * 5
    same = mirror(own, own, functions, 1)
    assert isinstance(same, SelfMirror)
    assert same.nearer
    assert (same.own, same.people) == (0, 10)
    assert same.colleagues > 0
    tastes = np.array([[80.0, 10, 5, 5], [5, 5, 10, 80]] * 5)
    noise = rng.permuted(np.tile([-4.0, -2, 2, 4], (10, 1)), axis=1)
    alike = mirror(tastes + noise, tastes, functions, 1)
    assert isinstance(alike, SelfMirror)
    assert not alike.nearer


def test_of_too_few_people_or_functions_there_is_no_number() -> None:
    own, theirs, functions = room(1)
    assert mirror(own[:5], theirs[:5], functions[:5], 1) == TOO_FEW
    assert mirror(own, theirs, ["Sales"] * len(own), 1) == ONE_FUNCTION
    assert mirror(own, theirs, [str(n) for n in range(len(own))], 1) == ONE_FUNCTION
    assert mirror(own[:6], theirs[:6], ["Sales", "Legal", "Support"] * 2, 1) == FEW_WAYS


@pytest.mark.parametrize(
    "sizes", [(3, 4, 1), (4, 4), (6, 1, 1), (2, 2, 2, 2), (5, 3), (3, 3, 3), (9,), (4, 3, 2)]
)
def test_whether_so_many_are_enough_does_not_hang_on_who_they_are(sizes: tuple[int, ...]) -> None:
    """So that something is told does not say who of those who were there knew."""
    everybody = [str(n) for n, size in enumerate(sizes) for _ in range(size)]
    for people in range(6, len(everybody) + 1):
        rows = np.tile([50.0, 50.0], (people, 1))
        choices = {tuple(some) for some in combinations(everybody, people)}
        each = [isinstance(mirror(rows, rows, some, 1), SelfMirror) for some in choices]
        assert (too_few_to_exchange(sizes, people) is None) == all(each)


def test_that_all_of_each_function_would_choose_alike_is_not_told() -> None:
    own, theirs, functions = room(1)
    alike = mirror(np.full_like(own, 25), theirs, functions, 1)
    assert isinstance(alike, SelfMirror)
    assert alike.p == 1
    assert abs(alike.own - alike.exchanged) < 1e-9


def test_a_lot_is_drawn_from_the_table_itself_and_drawn_again_the_same() -> None:
    assert lot(b"table", 400) == lot(b"table", 400) != lot(b"tabel", 400)
    assert len({*lot(b"table", 400)}) == 60
    assert lot(b"table", 12) == [*range(12)]
    often = Counter(place for n in range(300) for place in lot(str(n).encode(), 100, 10))
    assert set(often) == {*range(100)}
    assert max(often.values()) < 60, "each of a hundred is drawn thirty times on average"


@given(st.lists(st.sampled_from("SMLK"), min_size=2, max_size=20), st.integers(1, 80), st.integers(0, 99))
def test_each_text_has_two_readers_of_different_functions_evenly_dealt(
    functions: list[str], texts: int, seed: int
) -> None:
    dealt = dealt_readers(texts, functions, seed)
    assert [len({*pair}) for pair in dealt] == [2] * texts
    load = Counter(reader for pair in dealt for reader in pair)
    even = 2 * texts / len(functions)
    assert max(load.values()) <= np.ceil(1.5 * even) + 1
    if max(Counter(functions).values()) <= len(functions) / 2:
        assert all(functions[one] != functions[other] for one, other in dealt)
        assert max(load.values()) - min(load[n] for n in range(len(functions))) <= max(2, 0.6 * even)


def test_of_one_reader_or_none_a_text_has_no_more() -> None:
    assert dealt_readers(3, ["Sales"], 1) == [(0,)] * 3
    assert dealt_readers(2, [], 1) == [(), ()]


def test_wilsons_interval_is_the_published_one() -> None:
    # Newcombe 1998, Statistics in Medicine 17, 857-872, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for among, of, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(among, of) == pytest.approx((low, high), abs=5e-5)


def test_slips_of_reading_are_what_two_readers_differences_tell() -> None:
    rng = np.random.default_rng(2)
    said = np.repeat(rng.integers(0, 6, (40_000, 1)), 2, axis=1)
    wrong = rng.random(said.shape) < 0.2
    read = np.where(wrong, (said + rng.integers(1, 6, said.shape)) % 6, said).tolist()
    assert slips_of_reading(read, 6) == pytest.approx(0.2, abs=0.01)
    assert slips_of_reading([["a", "a"]] * 9, 6) == 0
    assert slips_of_reading([["a"], ["b", None]], 6) == 0


def test_a_share_of_texts_counts_a_half_where_one_of_two_says_so_and_leaves_out_who_cannot_tell() -> None:
    read: list[list[str | None]] = [["a", "a"], ["a", "b"], ["b", None], [None, None], ["c", "c"]]
    found = voice_share(read, "a", 4)
    assert isinstance(found, VoiceShare)
    assert (found.share, found.texts) == (1.5 / 4, 4)
    assert found.low < found.share < found.high
    assert voice_share([[None, None]], "a", 4) == NO_TEXTS
    sure = voice_share([["a", "a"]] * 22 + [["b", "b"]] * 38, "a", 6)
    assert isinstance(sure, VoiceShare)
    assert (sure.low, sure.high) == pytest.approx(wilson(22, 60))


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=1, max_size=2), max_size=60))
def test_a_share_lies_in_its_interval_whatever_was_read(read: list[list[str | None]]) -> None:
    found = voice_share(read, "a", 3)
    if isinstance(found, VoiceShare):
        assert 0 <= found.low <= found.share <= found.high <= 1


def test_readers_who_agree_and_readers_who_do_not() -> None:
    # Krippendorff 2011, section B: two observers, nominal, twelve units, alpha 0.095 of the ten-unit example.
    first, second = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    found = readers_agreement([*zip(first, second, strict=True)])
    assert isinstance(found, ReadersAgreement)
    # Of the twenty answers six are 1: two drawn of them are the same 30 + 182 times of 380.
    assert (found.alpha, found.alike, found.by_chance) == pytest.approx((0.095, 0.6, 212 / 380), abs=5e-4)
    alike = readers_agreement([["a", "a"], ["b", "b"], ["c", None]])
    assert isinstance(alike, ReadersAgreement)
    assert alike.alpha > READ_ALIKE
    assert alike.alike == 1
    nothing_to_compare: list[list[list[str | None]]] = [[], [["a"], [None, None]], [["a", "a"], ["a", "a"]]]
    assert all(isinstance(readers_agreement(read), NoNumber) for read in nothing_to_compare)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to ana.lima@acme.co.uk, please", f"Write to {BLANK}, please"),
        ("Ruf +49 (0) 40 / 123 45-67 an", f"Ruf {BLANK} an"),
        ("Konto DE89 3704 0044 0532 0130 00 bitte", f"Konto {BLANK} bitte"),
        ("Tel. 040 1234567 (3)", f"Tel. {BLANK} (3)"),
        ("call (040) 123 4567 now", f"call {BLANK} now"),
        ("Customer no. 4711-0815-22", f"Customer no. {BLANK}"),
        ("on 2026-03-14 and 14.3.2026 in 2026, 1,000 euros, 24/7", "on 2026-03-14 and 14.3.2026 in 2026, 1,000 euros, 24/7"),
        ("see https://acme.example/u/ana?id=3", f"see {BLANK}"),
        ("Frau Müllers Rechnung, sagt MÜLLER", f"Frau {BLANK} Rechnung, sagt {BLANK}"),
        ("Anna said, and Annabel too", f"{BLANK} said, and Annabel too"),
        ("at any price, says Price", f"at any price, says {BLANK}"),
        ("Mr O'Brien's order", f"Mr {BLANK} order"),
        ("Frau D’Souza und Mme d’Anna", f"Frau {BLANK} und Mme {BLANK}"),
    ],
)  # fmt: skip
def test_what_leads_to_somebody_is_blanked_and_days_and_prices_are_not(text: str, left: str) -> None:
    assert blanked(text, ["Anna Müller", "O'Brien", "Mark Price", "Zoë D’Souza"]) == left


@given(st.text(), st.lists(st.text(max_size=9), max_size=3))
def test_blanking_comes_to_an_end_whatever_the_text(text: str, names: list[str]) -> None:
    assert isinstance(blanked(text, names), str)

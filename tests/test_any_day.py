"""Whatever is done at whatever moment: no answer is lost, nobody is asked twice, the file is in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from any_day import Facilitator

STEPS = 100


@pytest.mark.parametrize("number", range(6))
def test_any_day_keeps_every_answer_and_asks_nobody_twice(number: int, tmp_path: Path) -> None:
    Facilitator(tmp_path / "day.yaml", number, STEPS, often=5).work()


@pytest.mark.soak
@pytest.mark.parametrize("number", range(100, 200))
def test_ten_thousand_steps_of_any_day(number: int, tmp_path: Path) -> None:
    Facilitator(tmp_path / "day.yaml", number, STEPS).work()

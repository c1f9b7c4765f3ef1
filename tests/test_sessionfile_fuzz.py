"""A short run of what `make fuzz` does at length."""

import fuzz
import pytest


def test_mutated_session_files_break_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--count", "40", "--seed", "2026"]) == []
    assert "nothing broke" in capsys.readouterr().out


def test_a_file_is_mutated_the_same_way_each_time() -> None:
    files = fuzz.bases()
    assert [fuzz.mutated(n, 1, files) for n in range(30)] == [fuzz.mutated(n, 1, files) for n in range(30)]
    assert len({fuzz.mutated(n, 1, files) for n in range(30)}) > 25

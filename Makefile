# Each target makes .venv when it is not there; nothing has to be installed by hand.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The tests start the program many times; what is compiled once is kept.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test check format bench measure fuzz soak mutants build stick calibration clean

help:
	@echo "make demo    watch a whole small workshop, ending in the three handouts"
	@echo "make test    run the tests"
	@echo "make check   style and types"
	@echo "make format  put the style right"
	@echo "make bench   measure, side by side; BEFORE=COMMIT beside an earlier commit too"
	@echo "make measure count the shape of the code"
	@echo "make calibration  how often cxw is right in invented rooms"
	@echo "make fuzz    20,000 broken session files"
	@echo "make soak    the long runs: an adversary, any day, files changed by hand, kills, a faulty disk"
	@echo "make mutants  200 changed lines, one at a time: do the tests notice?"
	@echo "make build   the wheel"
	@echo "make stick   a memory stick for borrowed laptops"

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cxw needs Python 3.11 or newer: make PYTHON=python3.12")'
	@echo "Setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(READY)
	@$(BIN)/cxw demo

test: $(READY)
	@$(BIN)/python -m pytest -n 3 --dist worksteal -m "not soak"

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY)
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

bench: $(READY)
	@$(BIN)/python bench/bench.py

measure: $(READY)
	@$(BIN)/python tests/measure.py --write

calibration: $(READY)
	@$(BIN)/python calibration/calibrate.py --write
	@$(BIN)/python calibration/points.py --write
	@$(BIN)/python calibration/function_cells.py
	@$(BIN)/python calibration/marks.py --write
	@$(BIN)/python calibration/customers.py --write
	@$(BIN)/python calibration/lenses.py --write

fuzz: $(READY)
	@$(BIN)/python tests/fuzz.py --count 20000

soak: $(READY)
	@CXW_LONG=1 $(BIN)/python -m pytest -n 3 --dist worksteal -m "soak or hypothesis"

mutants: $(READY)
	@$(BIN)/python tests/noticed.py

build: $(READY)
	@$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

stick: $(READY)
	@$(BIN)/python stick/build.py

clean:
	@rm -rf $(VENV) dist build demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .mutants

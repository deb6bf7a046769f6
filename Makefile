# Bare `make` lists the commands: the text after "##" beside each one.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# More words for the command that is run: make test ARGS='-k ers97', make bench ARGS='--repeats 1'.
ARGS ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV_COMPILE := uv pip compile --quiet --universal --python-version 3.11 --no-header --annotation-style line

# Tests start the program hundreds of times: it need not be compiled each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test soak check format bench lock clean

help:
	@echo 'Hustings: elections by the single transferable vote. Needs Python 3.11 or later, git, make.'
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo 'Options: PYTHON=python3.12 chooses the interpreter for setup; ARGS=... goes to the command.'

setup: $(VENV)/.ready ## make .venv with the pinned dependencies, so that .venv/bin/hustings runs

demo: $(VENV)/.ready ## run the demonstration
	$(BIN)/hustings demo $(ARGS)

test: $(VENV)/.ready-dev ## run the tests, on all cores; a warning is an error
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not soak' $(ARGS)

# Each of these says what it found and ends with a status of its own; the first that fails stops it.
soak: $(VENV)/.ready-dev ## run what takes hours: long tests, fuzzing, cheats, 20,000 forms, big loads, mutation
	$(BIN)/python -m pytest -n auto --dist worksteal -m soak $(ARGS)
	$(BIN)/python bench/fuzz_readers.py --full
	PYTHONPATH=tests $(BIN)/python tests/election/formats/forms/judge.py 20000
	$(BIN)/python bench/cheats.py
	$(BIN)/python bench/postcodes_import.py
	$(BIN)/python bench/run.py --quick --peers '' --loads big,folder --json /dev/null
	$(BIN)/python bench/vote_load.py --database postgresql --rate 100 --seconds 600 --p99 500
	$(BIN)/python bench/mutate.py --mutants 30

check: $(VENV)/.ready-dev ## check style, format, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.ready-dev ## put the code into the format that check asks for
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/.ready ## measure against other counters on this machine and write docs/benchmarks.md
	$(BIN)/python bench/run.py --date "$$(date +%Y-%m-%d)" -o docs/benchmarks.md --json bench/results.json $(ARGS)

lock: ## choose the pinned versions anew (needs uv) and write them into requirements/ and bench/peers/
	$(UV_COMPILE) --extra fast --extra plan --extra guide --extra voting --extra postgresql pyproject.toml requirements/run.in -o requirements/run.txt
	$(UV_COMPILE) -c requirements/run.txt requirements/dev.in -o requirements/dev.txt
	for peer in bench/peers/*.in; do $(UV_COMPILE) $$peer -o $${peer%.in}.txt || exit 1; done

clean: ## remove .venv, caches and everything else that these commands made
	rm -rf $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -rf bench/.envs bench/.work build dist out
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Hustings needs Python 3.11 or later: say which with make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || \
	  { echo 'This Python cannot make environments: on Debian or Ubuntu, install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# numba compiles the fast engine once for this machine; done here, no count has to wait for it.
$(VENV)/.ready: pyproject.toml requirements/run.txt | $(BIN)/python
	$(PIP) install -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@echo 'compiling the fast engine, once: about a minute'
	@$(BIN)/python -m hustings.commands.warm
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements/dev.txt
	$(PIP) install -r requirements/dev.txt
	@touch $@

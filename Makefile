# Gamma's everyday commands. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# A machine may forbid it: then every process and every worker of the tests compiles all modules anew.
unexport PYTHONDONTWRITEBYTECODE

MADE := $(VENV)/.made
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
PROJECT := --no-build-isolation --no-deps --editable .

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install install-dev run demo test coverage beyond-rules lint format types imports subjects check crash nemesis fuzz live lock

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## Install what Gamma needs to run into .venv

install-dev: $(INSTALLED_DEV) ## Install what the tests and checks need as well

run: install ## Run Gamma on this machine without a chat platform
	@echo "Gamma starts; its address follows in a few seconds."
	$(BIN)/gamma sandbox

demo: install ## Fill demo.db with an invented season, and show it in the sandbox
	@test -f demo.db || DATABASE_URL=sqlite:///demo.db $(BIN)/gamma demo --season
	DATABASE_URL=sqlite:///demo.db $(BIN)/gamma sandbox

# Those of the rules first, with their coverage; whatever came of them, all others then.
test: install-dev ## Run the tests (ARGS="-k word" for some of them)
ifeq ($(strip $(ARGS)),)
	@failed=0; $(MAKE) --no-print-directory coverage || failed=1; \
	$(MAKE) --no-print-directory beyond-rules || failed=1; exit $$failed
else
	$(BIN)/pytest -n auto $(ARGS)
endif

beyond-rules: install-dev ## Run the tests of all else
	$(BIN)/pytest -n auto -m "not rules"

coverage: install-dev ## Run the tests of the rules, and check that they reach nearly every line of them
	$(BIN)/pytest -n auto tests/gamma -m rules --cov --cov-report=term

lint: install-dev ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: install-dev ## Put style and formatting right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: install-dev ## Check types
	$(BIN)/mypy

imports: install-dev ## Check which package imports which
	$(BIN)/lint-imports

subjects: ## Check that the subjects of commits fit on one line of a terminal
	@long=$$(git log --since=2026-11-29 --no-merges --format='%h %s' 2>/dev/null | awk 'length($$0) - length($$1) - 1 > 72'); \
	if [ -n "$$long" ]; then echo "Commit subjects of more than 72 characters:"; echo "$$long"; exit 1; fi

check: lint types imports subjects test ## All checks, then the tests

crash: install-dev ## Kill Gamma a thousand times and see that nothing is lost
	$(BIN)/python -m tests.crash --kills 1000

nemesis: install-dev ## Disturb three bots on one PostgreSQL for ten minutes (SECONDS=600)
	$(BIN)/python -m tests.nemesis --seconds $(or $(SECONDS),600) $(ARGS)

fuzz: install-dev ## Send ten minutes of requests nobody thought of to every door (SECONDS=600)
	FUZZ_SECONDS=$(or $(SECONDS),600) $(BIN)/pytest -q -s -n 0 --database sqlite tests/bot/web/test_fuzz.py $(ARGS)

live: install-dev ## Run the tests against real chat platforms
	$(BIN)/pytest tests/live $(ARGS)

# The locks say exactly what is installed, for every machine. pyproject.toml says what is wanted.
LOCK_VENV := .lock-venv
LOCK := $(LOCK_VENV)/bin/uv --quiet --no-config pip compile pyproject.toml --group build \
	--universal --python-version 3.11 --generate-hashes --no-header --annotation-style line \
	--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

lock: $(LOCK_VENV)/.made ## Remake the locks after a change of pyproject.toml (UPGRADE=1 for newer versions)
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

define CHECK_PYTHON
	@command -v $(PYTHON) >/dev/null || { \
		echo "Gamma needs Python 3.11 or newer, and there is no $(PYTHON) here; name yours with: make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Gamma needs Python 3.11 or newer, and $(PYTHON) is older; name another with: make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) lacks its venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }
endef

$(MADE):
	$(CHECK_PYTHON)
	@echo "Making $(VENV)."
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(INSTALLED): $(MADE) requirements.lock pyproject.toml
	@echo "Installing what Gamma needs into $(VENV): this takes a minute or two, this once."
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) $(PROJECT)
	@touch $@

$(INSTALLED_DEV): $(MADE) requirements-dev.lock requirements.lock pyproject.toml
	@echo "Installing what Gamma, its tests and checks need into $(VENV): this takes a few minutes, this once."
	$(PIP) --require-hashes --requirement requirements-dev.lock
	$(PIP) $(PROJECT)
	@touch $(INSTALLED) $@

$(LOCK_VENV)/.made:
	$(CHECK_PYTHON)
	$(PYTHON) -m venv $(LOCK_VENV)
	$(LOCK_VENV)/bin/python -m pip --disable-pip-version-check install --quiet 'uv>=0.9'
	@touch $@

.PHONY: texts
texts: install-dev ## Gather the sentences of the code into the French catalogue (then translate what is empty)
	.venv/bin/pybabel -q extract -F babel.cfg -o gamma/locale/gamma.pot --sort-by-file --no-location --omit-header \
		-k N_ -k text -k render -k plural:1,2 bot gamma handlers jobs
	.venv/bin/pybabel -q update -i gamma/locale/gamma.pot -d gamma/locale -D gamma -l fr --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date -w 110
	rm gamma/locale/gamma.pot

.PHONY: docs
docs: install-dev ## Remake the tables of README.md from the code and .env.example
	$(BIN)/python -m tests.docs

.PHONY: places
places: install-dev ## Remake the list of France's communes from Etalab's newest one (needs npm)
	@folder=$$(mktemp -d) && cd $$folder && npm pack --silent @etalab/decoupage-administratif >/dev/null && tar xzf *.tgz \
		&& cd $(CURDIR) && $(BIN)/python -m tests.places $$folder/package && rm -r $$folder

.PHONY: bench
bench: install-dev ## Measure what is fast beside its baseline, as ratios (FULL=1: with a million reminders)
	$(BIN)/python -m benchmarks.ack
	$(BIN)/python -m benchmarks.delivery
	$(BIN)/python -m benchmarks.tick $(if $(FULL),--stored 1000000)
	$(BIN)/python -m benchmarks.half_a_year $(if $(FULL),--database both,--reminders 1000)

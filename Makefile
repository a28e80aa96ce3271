# Kith needs git, make and Python 3.11 or newer. Everything else comes from the lock.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade)
CHECK_ENVIRONMENT := KITH_MODE=test PYTHONWARNINGS=ignore::RuntimeWarning

.DEFAULT_GOAL := help
# As many tests at a time as there are cores, each file on one of them; a worker has a database and perhaps a browser of its own.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: help start test test-quick rows check bench reset upgrade lock docs vendor venv run-environment dev-environment chromium servers

help: ## show this
	@echo "Kith. Say one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

start: run-environment ## start Kith with made-up people and print its address (PORT=8010 moves it; Ctrl-C stops it)
	@exec $(BIN)/kith start

test: check chromium servers ## every check and every test, browser journeys included (ARGS="..." go to pytest; -n0 runs one at a time)
	@CHROMIUM="$${CHROMIUM:-$$(sh .ci/find-chromium)}" $(BIN)/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

test-quick: dev-environment ## the tests that take milliseconds: no browser, no server started or killed (ARGS="..." as for test)
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not slow and not journey" $(ARGS)

rows: dev-environment chromium servers ## run the tests that assert a requirement and print what works, by group and area
	@CHROMIUM="$${CHROMIUM:-$$(sh .ci/find-chromium)}" $(BIN)/python -m pytest $(SIDE_BY_SIDE) -m row --rows $(ARGS)

check: dev-environment ## lint, types, floors, migrations: under a minute
	@$(BIN)/ruff format --quiet --check src tests tools || { echo "Write it as the formatter does: $(BIN)/ruff format src tests tools"; exit 1; }
	@$(BIN)/ruff check src tests tools
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(CHECK_ENVIRONMENT) $(BIN)/kith makemigrations --check --dry-run

bench: dev-environment ## print how fast it is and how well it matches, beside the limits and peers (an hour, 25 GB; ARGS="--people 100000" is shorter)
	@$(BIN)/python tools/bench/run.py $(ARGS)

reset: run-environment ## remove every record of the demonstration and start over (asks, unless YES=1)
	@$(BIN)/kith reset $(if $(filter 1,$(YES)),--yes)

upgrade: run-environment ## bring the demonstration's data from an older PostgreSQL to this one
	@$(BIN)/kith upgrade

lock: dev-environment ## write the locks anew from requirements*.in (UPGRADE=1 takes newer versions)
	$(COMPILE) requirements-dev.in -o requirements-dev.lock
	$(COMPILE) -c requirements-dev.lock requirements.in -o requirements.lock
	$(COMPILE) -c requirements-dev.lock requirements.in requirements-demonstration.in -o requirements-demonstration.lock
	$(COMPILE) requirements-bench.in -o requirements-bench.lock

docs: dev-environment ## write the generated pages anew (rules, states, sight, settings, licences)
	@$(BIN)/python tools/docs.py
	@$(BIN)/python tools/licences.py

vendor: dev-environment ## copy the pages' CSS and JavaScript from npm again
	$(BIN)/python tools/vendor.py

# An environment is installed again only when its lock or the package's own description has changed. What Kith runs on is compiled
# when it is first used: most of it never is.
run-environment: venv
	@if ! cat requirements-demonstration.lock pyproject.toml | cmp -s - .venv/installed-run; then \
		echo "Installing what Kith runs on ..." && \
		$(PIP) install --quiet --no-compile --require-hashes --no-deps -r requirements-demonstration.lock && \
		$(PIP) install --quiet --no-deps --no-build-isolation --editable . && \
		cat requirements-demonstration.lock pyproject.toml > .venv/installed-run; fi

dev-environment: venv
	@if ! cat requirements-dev.lock pyproject.toml | cmp -s - .venv/installed-dev; then \
		echo "Installing what checking Kith needs ..." && \
		$(PIP) install --quiet --require-hashes --no-deps -r requirements-dev.lock && \
		$(PIP) install --quiet --no-deps --no-build-isolation --editable . && \
		cat requirements-dev.lock pyproject.toml > .venv/installed-dev && \
		cat requirements-demonstration.lock pyproject.toml > .venv/installed-run; fi

venv:
	@if [ -x $(BIN)/python ] && $(BIN)/python -m pip --version >/dev/null 2>&1; then :; else \
		if [ -z "$(PYTHON)" ]; then \
			echo "Kith needs Python 3.11 or newer. On Debian or Ubuntu: apt install python3 python3-venv" >&2; exit 1; fi; \
		if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
			echo "This Python cannot make environments. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; fi; \
		rm -rf .venv && $(PYTHON) -m venv .venv; fi

chromium:
	@CHROMIUM="$(CHROMIUM)" sh .ci/find-chromium --install >/dev/null

# What the proof of the guide runs (tests/running/test_guide.py): servers, and the packages of a real installation. Where Debian's
# packages are not to be had the proof is left out, but never where CI is set.
servers: dev-environment
	@sh .ci/find-servers --install >/dev/null || true
	@if ! cmp -s requirements.lock .kith/wheels/requirements.lock; then \
		rm -rf .kith/wheels && mkdir -p .kith/wheels && \
		$(PIP) download --quiet --require-hashes --no-deps -d .kith/wheels -r requirements.lock && \
		cp requirements.lock .kith/wheels/requirements.lock; fi

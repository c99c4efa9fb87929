# The only list of commands. `make` alone prints it.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# Compiled once, not by each of the processes that follow: a start takes half the time.
unexport PYTHONDONTWRITEBYTECODE

# The first Python that is new enough; another can be given: make setup PYTHON=python3.13
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)

BIN := .venv/bin
PROCESSES ?= 2
# The tests of a file in one process: what is dear to start, a file starts once.
PYTEST := $(BIN)/pytest -n $(PROCESSES) --dist loadfile
COMPILE := pip compile --quiet --generate-hashes --universal --no-header --no-annotate --no-emit-index-url \
	--python-version 3.11 $(if $(UPGRADE),--upgrade)

.PHONY: help
help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s  %s\n", $$1, $$2}' Makefile

.PHONY: setup
setup: $(BIN)/npq ## install what is missing, into .venv and build (make run and make test do it too)
	@$(BIN)/python frontend/install.py

.PHONY: run
run: setup ## the whole service with a demonstration world, at http://127.0.0.1:8000 (options: ARGS="--port 8080")
	@exec $(BIN)/npq demo $(ARGS)

.PHONY: test
test: dev browser ## everything that must hold: the whole suite, stories in a browser included, and the checks
	@failed=0; $(PYTEST) tests || failed=1; $(MAKE) check || failed=1; exit $$failed

.PHONY: suite
suite: dev ## the suite without the stories (a part of it: ONLY="tests/domain tests/jobs")
	@$(PYTEST) -m "not story" $(or $(ONLY),tests)

.PHONY: stories
stories: dev browser ## the stories: journeys walked in a real browser
	@$(PYTEST) -m story tests/stories

.PHONY: check
check: dev ## style, types, imports, documents
	@failed=0; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/mypy npq || failed=1; \
	$(BIN)/lint-imports --no-cache --no-logo || failed=1; \
	{ [ ! -f docs/generate.py ] || $(BIN)/python -m docs.generate --check; } || failed=1; \
	exit $$failed

.PHONY: bench
bench: dev ## the figures we promise, measured; fails where one is missed
	@$(BIN)/python -m bench $(ARGS)

.PHONY: docs
docs: dev ## write the generated documents anew
	@$(BIN)/python -m docs.generate

.PHONY: lock
lock: $(BIN)/.uv ## settle versions and hashes of all Python packages (UPGRADE=1: move to newer ones)
	@test -x $(BIN)/uv || { echo "uv is needed for this, and could not be installed." >&2; exit 1; }
	@$(BIN)/uv $(COMPILE) requirements/run.in -o requirements/run.txt
	@$(BIN)/uv $(COMPILE) -c requirements/run.txt requirements/dev.in -o requirements/dev.txt
	@$(BIN)/uv $(COMPILE) requirements/node.in -o requirements/node.txt
	@$(BIN)/uv $(COMPILE) requirements/uv.in -o requirements/uv.txt

.PHONY: dev
dev: $(BIN)/.dev
	@$(BIN)/python frontend/install.py --dev

.PHONY: browser
browser: $(BIN)/.dev
	@$(BIN)/python -m tests.runner.browser

# What is installed is marked by files beside it, so that nothing is done twice.

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "This needs Python 3.11 or newer, and finds none. Install one (on Debian: apt-get install python3 python3-venv)," >&2; \
		echo "or name it: make setup PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "$(PYTHON) is no Python, or older than 3.11: $$($(PYTHON) --version 2>&1 | head -n 1)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python could not make an environment in .venv. On Debian: apt-get install python3-venv" >&2; exit 1; }

$(BIN)/.uv: requirements/uv.txt | $(BIN)/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $< || echo "Going on without uv." >&2
	@touch $@

$(BIN)/.run: requirements/run.txt $(BIN)/.uv
	@$(call install,--require-hashes -r requirements/run.txt)
	@touch $@

$(BIN)/npq: pyproject.toml $(BIN)/.run
	@$(call install,--no-deps --no-build-isolation -e .)
	@touch $@

$(BIN)/.dev: requirements/dev.txt $(BIN)/npq
	@$(call install,--require-hashes -r requirements/dev.txt)
	@touch $@

install = { if [ -x $(BIN)/uv ]; then $(BIN)/uv pip install --quiet --python $(BIN)/python $(1); \
	else $(BIN)/python -m pip install -q --disable-pip-version-check $(1); fi; } || { \
	echo "The packages could not be installed. They come from a Python package index: is there a network," >&2; \
	echo "or an index in pip's configuration?" >&2; exit 1; }

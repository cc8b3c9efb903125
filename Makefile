# What people type. Each sets up what it needs and nothing more.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := run.py queue_server kiosk display printer words
# Three processes for two cores: many tests wait, for a browser or a server. The tests of a file share the servers that it
# starts. In the order in which they stand, or the few long ones would come last, one process working and the others done.
PROCESSES = $(shell expr $$(getconf _NPROCESSORS_ONLN) \* 3 / 2)
PARALLEL = -n $(PROCESSES) --dist loadfile --no-loadscope-reorder

.PHONY: run test check soak bench clean

run: $(VENV)/.run  ## Serve the demo hall on http://127.0.0.1:8080
	$(BIN)/python run.py demo

test: $(VENV)/.test  ## Everything, in a real browser too
	./tools/debian.sh
	$(MAKE) lint
	node --test $$(find tests -name "*.test.mjs")
	$(BIN)/python -m pytest $(PARALLEL) --durations 20 --durations-min 5

check: $(VENV)/.test lint  ## The fast half, before a push
	node --test $$(find tests -name "*.test.mjs")
	$(BIN)/python -m pytest $(PARALLEL) -m "not slow and not browser" -q

# One part alone: `make soak ONLY=strangers`, or `make soak -- --only strangers` (make takes words
# that begin with -- for itself unless they stand behind a -- of their own, and all for targets).
ifneq (,$(filter --only,$(MAKECMDGOALS)))
ONLY := $(lastword $(MAKECMDGOALS))
.PHONY: --only $(ONLY)
--only $(ONLY): soak ;
endif

soak: $(VENV)/.test  ## The proofs at their full length: presses, kills and power cuts by the thousand
	./tools/debian.sh
	$(BIN)/python -m pytest tests/proof --soak $(if $(ONLY),--only $(ONLY))

bench: $(VENV)/.test  ## The hall against its limits, as ratios: a table, and var/bench/
	./tools/debian.sh
	PYTHONPATH=.:tests $(BIN)/python -m tools.bench

.PHONY: lint
lint: node_modules/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports
	node_modules/.bin/tsc

clean:  ## Forget the installed packages (never the hall's data in var/)
	rm -rf $(VENV) node_modules

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

# TypeScript alone, which checks the pages' scripts; what runs needs nothing of npm.
node_modules/.installed: package-lock.json
	npm ci --no-audit --no-fund --silent
	touch $@

$(VENV)/.test: requirements-test.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@ $(VENV)/.run

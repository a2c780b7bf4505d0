# Two commands: `make run` and `make test`. Everything they need, they make in .venv.
# Needs make and Python 3.11 or newer; nothing else.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; print("$(name)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# Half of the time a test waits for a disk, a browser or another process. Whoever is done early takes from the others.
SIDE_BY_SIDE := --numprocesses=4 --dist=worksteal

.PHONY: help run install test check safety safety-mutations bench lock slack-schema teams-schema gallery teams-gallery slack-pictures clean
.DEFAULT_GOAL := help

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

run: .venv/ready ## Start the bot; with nothing configured, the practice room
	@exec $(BIN)/lcbot run

install: .venv/ready ## Make .venv with everything the bot needs to run

test: .venv/ready-to-test ## Run all tests
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE)

check: .venv/ready-to-test ## Format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

safety: .venv/ready-to-test ## Attack notes without a name, in full: two hours and more. The result goes into docs/trust.md
	@$(BIN)/python -m tests.safety.attack run --write

# ENGINE=postgres or ENGINE=sqlite: on that one alone. LEAK="created_at backup": those alone. Otherwise all of them, on both.
safety-mutations: .venv/ready-to-test ## Plant one leak after the other: the attack must notice each, on both databases. Two hours
	@$(BIN)/python -m tests.safety.attack mutations $(ENGINE:%=--engine %) $(LEAK:%=--leak %)

bench: .venv/ready-to-test ## Measure, and print the figures as tables
	@$(BIN)/python -m benchmarks

lock: .venv/ready ## Choose the newest versions that fit, and write them down with their hashes
	@$(PIP) install uv
	$(LOCK) --upgrade --group build --output-file constraints.txt
	$(LOCK) --upgrade --group dev --constraints constraints.txt --output-file constraints-dev.txt

slack-schema: .venv/ready-to-test ## Make the schema of Slack's blocks anew, from the types that Slack publishes
	@$(BIN)/python -m tests.adapters.fake_slack.blocks.make_schema

teams-schema: .venv/ready-to-test ## Make the schemas of Teams' manifest anew, from those that Microsoft publishes
	@$(BIN)/python -m tests.adapters.teams_manifest.make_schema

gallery: .venv/ready-to-test ## Draw every card and form as Slack shows it, to be looked at; needs Chromium
	@$(BIN)/python -m tests.gallery

teams-gallery: .venv/ready-to-test ## Draw every card and form as Teams shows it, to be looked at; needs Chromium
	@$(BIN)/python -m tests.gallery.teams

slack-pictures: .venv/ready-to-test ## Take the pictures of docs/slack.md anew; needs Chromium
	@$(BIN)/python -m tests.gallery.pictures

clean: ## Remove what was made; the data folder stays
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and was not found. Install it, or say where it is: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is too old: Python 3.11 or newer is needed. Say where one is: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python can't make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making .venv (once)."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/made constraints.txt pyproject.toml
	@echo "Installing what the bot needs (once, about a minute)."
	@$(PIP) install --require-hashes -r constraints.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-to-test: .venv/ready constraints-dev.txt
	@echo "Installing what the tests need (once)."
	@$(PIP) install --require-hashes -r constraints-dev.txt
	@touch $@

# One definition of every command; CI runs the same lines. `make help` lists them.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
READY  := $(VENV)/.runtime
TOOLS  := $(VENV)/.tools
FONTS  ?= /usr/share/fonts/truetype

.DEFAULT_GOAL := help
.PHONY: help run setup doctor install test check format diagram translations bench transcripts screenshots fonts clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: $(READY) ## start the bot; without BOT_TOKEN, a page in your browser where you can try it
	@$(RUN) -m bot

setup: $(READY) ## ask for what a bot on Telegram needs, and write it into .env
	@$(RUN) -m bot setup

doctor: $(READY) ## say what is broken, and how to mend it
	@$(RUN) -m bot doctor

install: $(READY) ## make everything ready and start nothing, so that a service need not write beside its code
	@$(RUN) -m compileall -q bot handlers
	@$(RUN) -m bot.first_use

test: $(TOOLS) ## run every test
	@$(RUN) -m pytest

check: $(TOOLS) ## format, lint, types, import contracts, translations, documents
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache
	@$(RUN) -m bot.commands.translations --check
	@$(RUN) -m bot.commands.diagram --check

format: $(TOOLS) ## put the code in order
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

diagram: $(READY) ## draw the tables of dialogue, problems and rules into docs/
	@$(RUN) -m bot.commands.diagram

translations: $(READY) ## collect new words into the files of templates/locales
	@$(RUN) -m bot.commands.translations

transcripts: $(TOOLS) ## write the conversations and the stories of the playground anew; read the diff before committing
	@$(RUN) -m pytest tests/test_transcripts.py tests/playground/test_scenarios.py --approve

screenshots: $(TOOLS) ## take the README's pictures of the playground; needs Chromium
	@$(RUN) -m tests.rendering.contact_sheet
	@$(RUN) -m tests.browser.pictures

bench: $(TOOLS) ## print the figures of docs/performance.md for this machine, as ratios
	@$(RUN) -m benchmarks

fonts: $(TOOLS) ## make the fonts anew, from those of Debian in FONTS
	@$(RUN) -m bot.commands.fonts $(FONTS)

clean: ## forget the virtual environment and everything made by tools
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Recourse needs Python 3.11 or newer; say which with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(READY): requirements.lock | $(VENV)/bin/python
	@echo "Installing what Recourse needs (once, about a minute) ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(TOOLS): requirements-dev.lock | $(READY)
	@echo "Installing what the tests need (once, about a minute) ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

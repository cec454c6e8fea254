# What people do with this project. The work is done by the scripts in make/, which need Python alone.

# The first Python that is new enough; another one: make run PYTHON=/path/to/python3
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$name && break; done)
endif

# Words that go on to the tool behind a target: make test ARGS="-k week"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check bench setup messages lock clean python

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' Makefile | expand -t 20

run: python ## serve a demonstration on http://127.0.0.1:8000/ (other places: HOST=, PORT=)
	@$(PYTHON) make/serve.py

test: python ## run every test: on SQLite, on PostgreSQL, in Chromium (some only: ARGS="-k week")
	@$(PYTHON) make/run_tests.py $(ARGS)

test-fast: python ## run the tests on SQLite alone, without a browser
	@$(PYTHON) make/run_tests.py --fast $(ARGS)

check: python ## lint, format, types, layers, migrations, settings, translations
	@$(PYTHON) make/checks.py

bench: setup ## measure the pages, feeds and rules
	@.venv/bin/python -m tests.performance.bench $(ARGS)

setup: python ## build the environment for development in .venv
	@$(PYTHON) make/environment.py

messages: setup ## collect the texts to translate (needs gettext)
	@command -v xgettext >/dev/null || { echo "xgettext is missing: install gettext (Debian: apt install gettext)." >&2; exit 1; }
	@DEBUG=true .venv/bin/python manage.py makemessages --locale ar --locale es --locale fr --locale ru \
		--locale zh_Hans --no-obsolete --ignore '.venv*' --ignore 'var/*' --ignore 'tests/*'

lock: python ## lock the dependencies of pyproject.toml anew (newest versions: ARGS=--upgrade)
	@$(PYTHON) make/lock.py $(ARGS)

clean: ## remove all that make built, with the demonstration's database
	rm -rf .venv .venv-tools .venv-postgres var .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed and was not found: install it, or name it with PYTHON=." >&2; exit 1; }

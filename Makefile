# Every command of the product. `make help` lists them; each prepares what it needs.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done || true)
ifeq ($(PYTHON),)
$(error No Python 3.11 or newer is found. Install one, or name it: make PYTHON=/path/to/python3)
endif

BIN := .venv/bin
STACK := $(BIN)/python -m attendance.stack
PREPARE := $(PYTHON) -m attendance.stack.bootstrap
# Two checks at a time; make 3.81 of macOS cannot keep their lines apart.
TOGETHER := -k -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
JOBS ?= 2
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

## Running

.PHONY: run stop services seed
run: ## Build and run everything; PORT=8000, DATA_DIR=.data; Ctrl-C stops it
	@$(PREPARE) local
	@exec $(STACK) run

stop: ## Stop what runs with this DATA_DIR
	@$(STACK) stop

services: ## Run the database and the broker only
	@$(PREPARE) local
	@exec $(STACK) services

seed: ## Load the demonstration into an empty database
	@$(PREPARE) local
	@$(STACK) with $(BIN)/python manage.py migrate --database owner -v 0
	@$(STACK) with $(BIN)/python manage.py load_demonstration --if-empty

## Keeping

.PHONY: backup restore
backup: ## Write database and files to one archive; TO=path
	@$(STACK) with $(BIN)/python -m attendance.stack.backup save $(TO)

restore: ## Put an archive in the place of what is stored (stop the product first); FROM=path
	@$(STACK) with $(BIN)/python -m attendance.stack.backup restore $(or $(FROM),$(error Which archive? make restore FROM=path))

## Changing

.PHONY: test check bench screenshots format lock
test: ## Run every test, browser included; ARGS=tests/unit for a part
	@$(PREPARE) dev browser
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

check: ## Format, lint, types, contracts, templates, migrations, unit tests
	@$(PREPARE) dev
	@DJANGO_DEBUG=1 $(MAKE) --no-print-directory $(TOGETHER) \
		check-types check-format check-lint check-imports check-templates \
		check-scripts check-migrations check-units

bench: ## Measure the figures to beat; ONLY=register for a part
	@$(PREPARE) dev browser
	@$(BIN)/python -m tests.bench

screenshots: ## Take the pictures of the pages for README and docs
	@$(PREPARE) dev browser
	@$(STACK) with $(BIN)/python -m tests.screenshots

format: ## Format the code and repair what ruff can
	@$(PREPARE) dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml
lock: ## Make the lock files anew from pyproject.toml; ARGS=--upgrade for newer versions
	@$(PREPARE) dev
	@$(COMPILE) --all-extras -o requirements/dev.txt $(ARGS)
	@$(COMPILE) -c requirements/dev.txt -o requirements/base.txt $(ARGS)
	@$(COMPILE) -c requirements/dev.txt --extra local -o requirements/local.txt $(ARGS)

# The parts of `make check`.
.PHONY: check-format check-lint check-types check-imports check-templates \
	check-scripts check-migrations check-units
check-format:
	@$(BIN)/ruff format --check --quiet .
check-lint:
	@$(BIN)/ruff check --quiet .
check-types:
	@$(BIN)/mypy .
check-imports:
	@$(BIN)/lint-imports --no-logo
# Linted only: djlint's formatter adds white space that shows, between a word and its tag.
check-templates:
	@$(BIN)/djlint --lint --quiet templates
check-scripts:
	@PATH="$(CURDIR)/$(BIN):$$PATH" node_modules/.bin/tsc -p static
# Written before anything was released: no installation has rows that they could stop.
BEFORE_RELEASE := 0005_changes 0005_shut_undone 0006_desk_corrected 0008_leave_shown \
	0007_imports
check-migrations:
	@$(STACK) with $(BIN)/python manage.py makemigrations --check --dry-run -v 1
	@LOG_LEVEL=ERROR $(STACK) with $(BIN)/python manage.py lintmigrations \
		--database owner --no-cache --quiet ok ignore warning \
		--include-apps $(patsubst %/migrations,%,$(wildcard */migrations)) \
		--ignore-name $(BEFORE_RELEASE)
check-units:
	@DJANGO_DEBUG=0 $(BIN)/python -m pytest -q tests/unit tests/architecture

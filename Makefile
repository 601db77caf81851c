# The words a person types. Each one sets up what it needs; nothing is asked.
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev nightly demo test check format docs accuracy precision bench compiled rsshub new-indicator lock

checker := .venv/bin/checker
python := .venv/bin/python

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup: ## .venv with everything that checker needs
	@.ci/setup

setup-dev:
	@.ci/setup dev

nightly: setup ## one nightly round over the registry of config.yaml
	@$(checker) nightly

demo: setup ## the demo county on loopback, scanned now
	@$(checker) demo

test: setup-dev ## all tests
	@$(python) -m pytest

check: setup-dev ## format, lint, types, import contracts, generated docs, the quick tests
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/pyright
	@.venv/bin/lint-imports
	@$(python) -m checker.books.readme --check
	@$(python) -m checker.cli.reference --check
	@$(python) -m pytest -m "not browser and not postgresql" tests/core tests/rules tests/books tests/shape

format: setup-dev ## ruff's format and fixes
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

docs: setup-dev ## make the generated pages again
	@$(python) -m checker.books.readme
	@$(python) -m checker.cli.reference

accuracy: setup ## precision and recall of reading, over the saved pages
	@.ci/setup bench
	@$(python) -m tests.accuracy --write docs/ACCURACY.md

precision: setup-dev ## faults planted, found and false, over 123 sites of known faults
	@$(python) -m tests.fleet

bench: ## speed and memory beside the peers, in one run
	@.ci/setup bench
	@$(python) -m tests.bench

compiled: ## .venv-compiled: the same program with reading and visiting compiled, for many sites
	@.ci/setup compiled

rsshub: setup-dev ## the tests against the real RSSHub server (npm, 600 MB); says why where it cannot be had
	@.ci/rsshub

new-indicator: setup-dev ## make new-indicator ID=site.some-name
	@$(python) -m checker.books.scaffold $(ID)

lock: ## requirements.lock again, from pyproject.toml
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  --python-version 3.11 --all-extras --group dev pyproject.toml -o requirements.lock

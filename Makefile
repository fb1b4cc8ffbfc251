# Needs Python 3.11 to 3.13 and make; everything else is installed into .venv. `make run` is the place to begin.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1 \
	&& { echo $$p; break; }; done)
BIN := .venv/bin
READY := .venv/.ready
DATA ?= ../shared/data

.PHONY: run test lint rules layout types format readme train bench clean
.DEFAULT_GOAL := run

run: $(READY)  ## read seeds/ into the ledger, and show what it holds
	$(BIN)/claimtrack extract seeds
	@echo
	$(BIN)/claimtrack stats
	@echo
	$(BIN)/claimtrack query kind:investment
	@echo
	$(BIN)/claimtrack contradictions

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest -n 2

lint: rules layout types  ## check style and types

rules: $(READY)
	$(BIN)/ruff check .

layout: $(READY)
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

format: $(READY)  ## bring the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

readme: $(READY)  ## run the commands of the README anew
	$(BIN)/python -m tests.readme

train: $(READY)  ## train the two pipelines anew; an hour and a half
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	$(BIN)/python -m training --nlp $(DATA)/nlp.tar.xz --news $(DATA)/news.tar.xz
	$(BIN)/python -m training ranking --nlp $(DATA)/nlp.tar.xz --news $(DATA)/news.tar.xz

bench: $(READY)  ## measure, see benchmarks/
	mkdir -p build/news && tar -C build/news -xJf $(DATA)/news.tar.xz
	$(BIN)/python -m benchmarks.recognize --data build/news
	$(BIN)/python -m benchmarks.extract --news build/news/newsagg_2026.jsonl --documents 240

clean:  ## take away what can be made again
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "claimtrack needs Python 3.11, 3.12 or 3.13 (make PYTHON=/path/to/python3)" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,lint]"
	@touch $(READY)

# `make run` and `make test` do all the set-up they need, on a machine with Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CKAN := .venv-ckan

.PHONY: run test validators lint bench clean

run: $(VENV)/.installed
	$(BIN)/rhi run

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

# What portals and analysts read releases with, heavier to install than the rest: `make test` uses it if it is there.
validators: $(VENV)/.installed-validators $(CKAN)/.installed

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/normalise.py

clean:
	rm -rf $(VENV) $(CKAN) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@ $(VENV)/.installed

$(VENV)/.installed-validators: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev,validators]"
	touch $@ $(VENV)/.installed-dev $(VENV)/.installed

$(CKAN)/.installed: tests/publish/ckan.txt
	$(PYTHON) -m venv $(CKAN)
	$(CKAN)/bin/python -m pip install --quiet --requirement $<
	touch $@

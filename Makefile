# Everything a fresh machine needs is Python >= 3.11, pip and make.
PYTHON ?= python3
BIN := .venv/bin
MODEL := classifier/artefact/model.json

.PHONY: run install train test check lint types contracts lock bench compare clean

run: install            ## the whole job on the embedded Telegram, ending with a digest
	$(BIN)/jianfu run

install: $(MODEL)       ## .venv/bin/jianfu with a trained model

.venv/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

$(MODEL): .venv/.runtime $(wildcard classifier/*.py classifier/data/*.txt classifier/data/*.json classifier/data/corpus/*.jsonl)
	$(BIN)/jianfu train

train: .venv/.runtime
	$(BIN)/jianfu train

test: .venv/.dev $(MODEL)
	$(BIN)/python -m pytest

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

contracts: .venv/.dev
	$(BIN)/lint-imports

check: lint types contracts test   ## what CI runs

lock:                   ## pin anew what ships
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile $(LOCK) -o requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra compare -c requirements.lock -o requirements-compare.lock pyproject.toml

LOCK := --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe --no-emit-options --no-header

bench: .venv/.dev $(MODEL)
	$(BIN)/python -m benchmarks

compare: .venv/.runtime requirements-compare.lock   ## the model beside others: docs/compared.md
	$(BIN)/pip install --quiet --require-hashes -r requirements-compare.lock
	$(BIN)/python -m classifier compare

clean:
	rm -rf .venv classifier/artefact out

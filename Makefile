# Every target makes its own environment first, from uv.lock, with nothing but Python 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := UV_PROJECT_ENVIRONMENT=$(VENV) UV_PYTHON_DOWNLOADS=never $(BIN)/uv
RUN_READY := $(VENV)/.ready-to-run
TEST_READY := $(VENV)/.ready-to-test

# The question goes through the environment, unexpanded: quotes and dollar signs arrive as typed.
export DOSSIERWIJZER_MAKE_QUESTION := $(value Q)
unexport Q

.DEFAULT_GOAL := help
.PHONY: help ask test check eval ablation bench pictures clean

help:
	@echo 'make ask Q="Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"'
	@echo '                one cited answer from the dossier'
	@echo 'make test       all tests'
	@echo 'make check      lint, format, types, layers'
	@echo 'make eval       how good the answers are, held against the gates'
	@echo 'make ablation   what each part of finding and answering adds, into docs/retrieval.md'
	@echo 'make bench      speed and memory'
	@echo 'make pictures   draw the pictures of the README again'
	@echo 'make clean      remove the environment and what was cached'

ask: $(RUN_READY)
	@test -n "$$DOSSIERWIJZER_MAKE_QUESTION" || { \
		echo 'Geef een vraag: make ask Q="Wat is culturele democratie?"' >&2; exit 2; }
	@$(BIN)/dossierwijzer ask -- "$$DOSSIERWIJZER_MAKE_QUESTION"

test: $(TEST_READY)
	@$(BIN)/python -m pytest

check: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The split that nothing is tuned on; the report is build/eval/report.html.
eval: $(RUN_READY)
	@$(BIN)/dossierwijzer eval run gold --split test --repeat 2 --fresh \
		--gates eval/gold/gates.toml --out build/eval

# Two processes measure at a time; threads of linear algebra would only get in their way.
ablation: $(RUN_READY)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.ablation $(ABLATION)

bench: $(TEST_READY)
	@$(BIN)/python -m eval.bench $(BENCH)

pictures: $(TEST_READY)
	@$(BIN)/python -m docs.make_pictures

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/uv:
	@echo 'Making the environment in $(VENV) ...' >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Python 3.11 or newer is needed, this is " + sys.version.split()[0] + \
		"; name another one with: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

# --inexact: what another target installed stays.
$(RUN_READY): uv.lock pyproject.toml | $(BIN)/uv
	@echo 'Installing what uv.lock names (once) ...' >&2
	@$(UV) sync --quiet --frozen --no-dev --inexact
	@touch $@

$(TEST_READY): uv.lock pyproject.toml | $(BIN)/uv
	@echo 'Installing what uv.lock names, with the tools for tests (once) ...' >&2
	@$(UV) sync --quiet --frozen --inexact --all-extras
	@touch $@ $(RUN_READY)

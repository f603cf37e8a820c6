UV_VERSION := 0.13.9
PYTHON ?= python3
BIN := .venv/bin
# Prefect keeps its state in the project and tells nobody about it.
PREFECT := PREFECT_HOME=$(CURDIR)/.prefect PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1
READY := .venv/.ready
# Where it is set, each of the hundred processes that the tests start would compile all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE
LINTED := src tests $(wildcard flows benchmarks)
TYPED := src $(wildcard flows)

.DELETE_ON_ERROR:
.PHONY: run test campaign lint style types contracts tests format lock bench clean help

run: $(READY) ## read seeds/, fill the warehouse, draw the timeline
	$(PREFECT) $(BIN)/timeline run

# What takes no second first; the rest side by side, for the types take as long as a fifth of the tests.
test: $(READY) style ## lint, types, import contracts and all the tests
	@$(MAKE) --no-print-directory --jobs 3 types contracts tests

campaign: $(READY) ## the long searches for failures that `make test` leaves out
	$(PREFECT) HYPOTHESIS_PROFILE=campaign $(BIN)/pytest -m campaign

lint: $(READY) style ## ruff, mypy and the import contracts
	@$(MAKE) --no-print-directory --jobs 2 types contracts

style: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy $(TYPED)

contracts: $(READY)
	$(BIN)/lint-imports

tests: $(READY)
	$(PREFECT) $(BIN)/pytest -n 2

format: $(READY) ## sort imports, fix what ruff can fix, format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY) ## run every benchmark
	@for script in $(sort $(wildcard benchmarks/*.py)); do \
		echo "== $$script"; $(PREFECT) $(BIN)/python $$script || exit 1; \
	done

lock: $(BIN)/uv ## resolve pyproject.toml into requirements.lock anew
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade --quiet --output-file requirements.lock

clean: ## remove everything that was made here, the environment and the warehouse too
	rm -rf .venv .prefect .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
	rm -f warehouse/*.duckdb* dashboards/*.html
	find src tests $(wildcard flows benchmarks) -type d -name __pycache__ -prune -exec rm -rf {} +

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv: $(READY)

$(BIN)/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(READY): pyproject.toml requirements.lock | $(BIN)/uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

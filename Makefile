# The two commands a newcomer needs are `make conformance` and `make test`; both set themselves up.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ETHEREUM := build/ethereum-venv

.PHONY: conformance test lint fill check coverage mutants speed docs serve-docs clean help

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

conformance: $(READY) ## Run every fixture of both versions against the reference target and show the report
	@mkdir -p build
	$(BIN)/pyde-conformance run --target "$(BIN)/pyde-conformance serve" --spec-version 1.0 --html build/conformance-1.0.html
	$(BIN)/pyde-conformance run --target "$(BIN)/pyde-conformance serve" --spec-version 1.1 --html build/conformance-1.1.html

test: $(READY) ## Run the tests
	$(BIN)/python -m pytest -n auto
	@command -v node >/dev/null || echo "left out: the Node.js adapter's tests (node is not installed)"
	@command -v rustc >/dev/null || echo "left out: the Rust example (rustc is not installed)"
	@command -v chromium >/dev/null || echo "left out: the browser tests (chromium is not installed)"
	@test -d ../shared/kat || echo "left out: the published known answers (../shared is not here)"

lint: $(READY) ## Formatting, lint, types, layering, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy tests/spec/interfaces
	$(BIN)/python -m pyde_vectors.evidence.layering
	$(BIN)/codespell

fill: $(READY) ## Write the fixtures anew from the builders
	$(BIN)/pyde-vectors fill

check: $(READY) ## Compare the committed fixtures with what the builders give, and lint them
	$(BIN)/pyde-vectors check

coverage: $(READY) ## Branch coverage of the specification by its fixtures alone
	$(BIN)/python -m pyde_vectors.evidence.coverage

mutants: $(READY) ## Mutants of the specification killed by its fixtures alone
	$(BIN)/python -m pyde_vectors.evidence.mutants

# ethereum-execution needs an older `cryptography` than this project, so it has an environment of its own.
$(ETHEREUM)/.ready: conformance/ethereum-execution.lock
	$(PYTHON) -m venv $(ETHEREUM)
	$(ETHEREUM)/bin/python -m pip install --quiet --disable-pip-version-check --retries 1 --require-hashes -r $<
	@touch $@

speed: $(READY) ## Rates and ratios, all in one run
	@mkdir -p build
	@$(MAKE) $(ETHEREUM)/.ready >$(ETHEREUM).log 2>&1 || echo "left out: ethereum-execution (see $(ETHEREUM).log)"
	$(BIN)/python -m pyde_conformance.speed

docs: $(READY) ## Build the site into build/site
	PYTHONPATH=docs $(BIN)/python -m pyde_docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict -f build/mkdocs.yml

serve-docs: docs ## Look at the site on this machine
	$(BIN)/python -m http.server --directory build/site --bind 127.0.0.1 8000

clean: ## Remove what was built
	rm -rf build $(VENV)

# make demo    everything on the example press
# make serve   the example press as web pages, kept in .demo
# make test    the test suite
# make docs    the documentation as a site in build/site
# make release-check    all that must hold before a version is given out
# Each sets up .venv first, which needs only Python 3.11 or newer with pip; `test` adds what
# developing needs.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate --quiet
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo serve test lint gate bench train train-events train-contrary lock reference docs pictures wheel-smoke release-check clean

demo: $(VENV)/.ready
	$(BIN)/veedor demo

serve: $(VENV)/.ready
	$(BIN)/veedor demo --keep .demo > /dev/null
	$(BIN)/veedor serve --workspace .demo

# TESTS: what of it, such as tests/read; everything if nothing is given.
test: $(VENV)/.dev
	$(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

# Every figure against its floor; the data are in VEEDOR_BENCH_DATA (../shared).
gate: $(VENV)/.dev
	$(BIN)/python -m benchmarks.gate

# All benchmarks in one table, build/bench.md; then 250 kills, 10,000 spoilt inputs, an archive of
# COUNT articles, the whole way of as many, as many linked again, and what one more costs there.
COUNT ?= 100000
bench: $(VENV)/.dev
	mkdir -p build
	$(BIN)/python -m benchmarks.table -o build/bench.md
	$(BIN)/python -m benchmarks.crashes
	$(BIN)/python -m benchmarks.fuzz
	$(BIN)/python -m benchmarks.archive --count $(COUNT)
	$(BIN)/python -m benchmarks.whole --count $(COUNT)
	$(BIN)/python -m benchmarks.relinking --articles $(COUNT)
	$(BIN)/python -m benchmarks.additions 10000 $(COUNT)

# The classifier of a pack, from the labelled passages; minutes.
REGIME ?= dprk
train: $(VENV)/.dev
	$(BIN)/python -m training.classifier --regime $(REGIME)

# How likely two reports tell one event, from labelled pairs; minutes.
train-events: $(VENV)/.dev
	$(BIN)/python -m training.events
	$(BIN)/python -m training.long_events

train-contrary: $(VENV)/.dev
	$(BIN)/python -m training.contrary $(if $(VEEDOR_BENCH_DATA),--press $(VEEDOR_BENCH_DATA)/bench/timelines)

# The pages of docs/reference and docs/licences.md, from the code that they describe.
reference: $(VENV)/.dev
	$(BIN)/python -m tools.reference

# The site; what it warns of is an error.
docs: $(VENV)/.dev
	$(BIN)/python -m tools.reference --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# The tutorial's pictures, taken of the example press in a browser.
pictures: $(VENV)/.dev
	$(BIN)/python -m tools.pictures

# The wheel in an environment of its own, without what developing needs.
wheel-smoke: $(VENV)/.dev
	$(BIN)/python -m tools.wheel_smoke

# Version, changelog, licences, bandit, the site, the wheel.
release-check: $(VENV)/.dev
	$(BIN)/python -m tools.release_check

# Pin what pyproject.toml and requirements/build.in ask for: to use Veedor, and to work on it.
lock: $(VENV)/.dev
	$(COMPILE) pyproject.toml requirements/build.in --output-file requirements/lock.txt
	$(COMPILE) pyproject.toml requirements/build.in --extra dev \
		--constraint requirements/lock.txt --output-file requirements/dev.txt

# Versions and hashes are pinned; the package itself is installed as a link to src.
$(VENV)/.ready: requirements/lock.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/lock.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/veedor models install
	touch $@

$(VENV)/.dev: $(VENV)/.ready requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt
	touch $@

clean:
	rm -rf $(VENV) .demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Each target is a few plain commands: read them here to run them by hand.
#
#   PYTHON      the Python that makes the environment (3.11 or newer)
#   TORCH_ARGS  options of pip for PyTorch alone. On Linux without a GPU, the --index-url that
#               PyTorch's own install page shows for CPU saves a download of gigabytes.
#   ARGS        options for the command at the end, as in: make chat ARGS="--port 8000"

PYTHON ?= python3
TORCH_ARGS ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip
INSTALL := $(PIP) install -c constraints.txt
BUILD := --build-constraint constraints.txt

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help chat setup setup-dev browser test check format eval clean

help:
	@echo "make chat    set up, fetch the models, index corpus/ and open the chat"
	@echo "make test    set up for development and run the tests"
	@echo "make check   lint, formatting and types"
	@echo "make format  put the code into its format"
	@echo "make eval    measure the answers on eval/questions.jsonl"
	@echo "make clean   remove what was set up and built; models, indexes and articles stay"

chat: setup
	$(BIN)/ipqa models pull
	$(BIN)/ipqa chat --index $(ARGS)

setup: $(VENV)/.ready

setup-dev: $(VENV)/.ready-dev

# The two stamps are written last: a set-up that was broken off starts again.
$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "ipqa needs Python 3.11 or newer: name one, as in: make chat PYTHON=python3.12"; exit 1; }
	@command -v c++ >/dev/null || command -v g++ >/dev/null || command -v clang++ >/dev/null || \
	  { echo "ipqa needs a C++ compiler: install build-essential (Debian, Ubuntu) or run" \
	         "xcode-select --install (macOS), then make again"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --quiet --upgrade pip
	$(if $(TORCH_ARGS),$(INSTALL) torch $(TORCH_ARGS))
	@echo "Now pip builds the model engine from source: about ten minutes, once."
	$(INSTALL) $(BUILD) -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(INSTALL) $(BUILD) -e '.[dev]'
	@touch $@

browser: setup-dev
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
	  command -v google-chrome-stable || $(BIN)/playwright install chromium || echo "no Chromium: the tests of the page can't run"

test: setup-dev browser
	$(BIN)/ipqa models pull --all
	$(BIN)/python -m pytest -m "not long" $(ARGS)

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: setup
	$(BIN)/ipqa models pull
	$(BIN)/python eval/run.py $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests eval -name __pycache__ -type d -prune -exec rm -rf {} +

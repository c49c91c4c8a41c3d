# Two commands do everything on a fresh machine: `make run` and `make test`. `make help` lists the rest.

SWIFT ?= swift
# Linked statically, so that the program starts in milliseconds; where libraries have static forms, these as well.
RELEASE = -c release --static-swift-stdlib
LIBRARY_FOLDERS = /usr/lib/*-linux-gnu /usr/lib64 /usr/lib
ifneq (,$(and $(wildcard $(LIBRARY_FOLDERS:%=%/libc.a)),$(wildcard $(LIBRARY_FOLDERS:%=%/libncursesw.a)),\
    $(wildcard $(LIBRARY_FOLDERS:%=%/libtinfo.a))))
export WITSCOPE_LINKING = static
endif
NEEDED_SWIFT = 6.2

run: deps ## Build what is missing and start witscope on its built-in example
	@$(SWIFT) build $(RELEASE) --product witscope
	@if [ -t 0 ] && [ -t 1 ]; then \
	  exec $$($(SWIFT) build $(RELEASE) --show-bin-path)/witscope; \
	else \
	  $$($(SWIFT) build $(RELEASE) --show-bin-path)/witscope run examples/overflow/tour.txt; \
	fi

test: deps ## Run all tests
	@$(SWIFT) test

screens: deps ## Make the screens of README and Tests/Fixtures/Screens again from the program
	@WITSCOPE_RECORD=1 $(SWIFT) test --filter 'ScreenTests'

bench: deps ## Time the kernels beside wasmkit, frames beside ncurses, and lookups; WITSCOPE_SHARED names the folder of data
	@$(SWIFT) build $(RELEASE) --product witscope-benchmarks
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/witscope-benchmarks
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/witscope-benchmarks frames
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/witscope-benchmarks lookup

FUZZ_RUNS ?= 200000
FUZZ_TARGETS ?= wit wave component module session

fuzz: deps ## Feed the readers with made and mangled inputs; FUZZ_RUNS and FUZZ_TARGETS say how many and which
	@$(SWIFT) build $(RELEASE) --product witscope-fuzz
	@for target in $(FUZZ_TARGETS); do \
	  $$($(SWIFT) build $(RELEASE) --show-bin-path)/witscope-fuzz $$target --runs $(FUZZ_RUNS) || exit 1; \
	done

lint: swift ## Check the format and the style rules
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

format: swift ## Rewrite the sources in the house format
	@$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

deps: swift ## Install what the build needs from the system
	@if ! printf '#include <curses.h>\n#include <term.h>\nint main(void) { return 0; }\n' | \
	    cc -x c -o /dev/null - -lncursesw 2>/dev/null; then \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  if ! command -v apt-get >/dev/null || { [ -n "$$sudo" ] && ! command -v sudo >/dev/null; }; then \
	    echo "witscope needs the wide-character ncurses headers: install libncurses-dev, then run this again" >&2; \
	    exit 1; \
	  fi; \
	  echo "installing libncurses-dev"; \
	  $$sudo apt-get update -q >/dev/null && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy libncurses-dev >/dev/null; \
	fi

swift:
	@found=$$($(SWIFT) --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1); \
	if [ -z "$$found" ] || \
	    [ "$$(printf '%s\n%s\n' $(NEEDED_SWIFT) "$$found" | sort -V | head -n 1)" != $(NEEDED_SWIFT) ]; then \
	  echo "witscope needs Swift $(NEEDED_SWIFT) or later$${found:+; this is $$found}." >&2; \
	  echo "Get it from https://www.swift.org/install/linux/ and put its usr/bin on the PATH." >&2; \
	  exit 1; \
	fi

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | \
	  while IFS='	' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

.PHONY: run test screens bench fuzz lint format deps swift help

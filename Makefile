# make run    everything on this machine: portal, back office, banks, a clock you can turn
# make test   all checks and tests
# Both set up what they need, from Python 3.11, git and make alone.

PYTHON ?= python3
SHELL := /bin/sh
BIN := .venv/bin
export PYTHONPATH := src
export UV_NO_CONFIG := 1
export UV_SYSTEM_CERTS := 1

.PHONY: help run test check law long night years mutants why reform terms population personas owed controls story verify bench bench-collection bench-money bench-projection certificates bench-certificates bench-search drill lock css clean

help: ## say what can be done
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

run: .venv/run ## start both zones and the outside world; stop with Ctrl-C
	@$(BIN)/python -m kyosai.sites.workshop

test: .venv/test browser-here ## everything CI asks
	@tools/test

check: .venv/test ## seconds: style, types, import contracts, the code's own properties
	@tools/test check

law: .venv/test ## seconds: all examples of law
	@$(BIN)/pytest tests/law tests/schemes tests/basis

long: .venv/test browser-here ## minutes: the stories on every screen, many more kills, two years of a seeded world
	@$(BIN)/pytest -m long tests --ignore tests/doors/portal --ignore tests/doors/relay --ignore tests/exchange/internet

night: .venv/test ## half an hour: the law over arrays against one by one, 20,000 populations
	@KYOSAI_EXAMPLES=20000 $(BIN)/pytest -n 2 --timeout 0 --durations 12 tests/schemes/test_*portfolio.py

years: .venv/test ## hundreds of made-up years on two cores, everything going wrong in them: make years SEEDS=300
	@$(BIN)/python -m tests.years --seeds $(or $(SEEDS),300)

mutants: .venv/bench ## change the law one operator at a time; does an example notice? OF=a folder or module SAMPLE=so many SEED=1
	@$(BIN)/python -m tools.mutants $(OF) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED))

why: .venv/run ## why an amount is what it is: make why HISTORY='1994-05:10000x60 1999-05:30000x330' EVENT=2026-10 KIND=共済金A
	@$(BIN)/python -m tools.why $(HISTORY) $(if $(EVENT),--event $(EVENT)) $(if $(KIND),--kind $(KIND))

reform: .venv/run ## what if a table changed, for everybody: make reform REFORM=tools/reforms/….toml
	@$(BIN)/python -m tools.reform $(REFORM)

terms: .venv/run ## every provision and the rules that implement it
	@$(BIN)/python -m tools.terms

population: .venv/run ## a made-up country in the workshop's database: make population N=2300000
	@$(BIN)/python -m tools.population --contracts $(or $(N),2300000)

personas: .venv/run ## people with contracts of many years, for the workshop that runs
	@$(BIN)/python -m tools.personas

owed: .venv/run ## what both schemes owe everybody on a day, and forty years after it: make owed ON=2026-11-24
	@$(BIN)/python -m tools.owed $(if $(ON),--on $(ON))

controls: .venv/test ## minutes: the tests that show each control of security; which are green, red, not yet
	@$(BIN)/python -m tools.controls $(ONLY)

certificates: .venv/run ## everybody's 控除証明書 of a year, goes on where it stopped: make certificates YEAR=2026
	@$(BIN)/python -m tools.certificates $(if $(YEAR),--year $(YEAR)) $(if $(AGAIN),--again) $(if $(PAGES),--pages $(PAGES))

story: .venv/run ## the journey, headless, against the running parts, as a table
	@$(BIN)/python -m tools.story

verify: .venv/run ## was the journal changed? Its seals computed again, beside the heads kept outside
	@$(BIN)/python -m tools.verify_journal $(if $(HEADS),--heads $(HEADS))

bench: .venv/bench ## enrolments a second, the law and the journal, beside their yardsticks from the same run
	@$(BIN)/python -m bench.enrolment
	@$(BIN)/python -m bench.over_http
	@$(BIN)/python -m bench.law
	@$(BIN)/python -m bench.journal

bench-collection: .venv/bench ## a month for everybody beside its yardsticks: make bench-collection N=2300000 MONTHS=2 FILING=1
	@$(BIN)/python -m bench.collection $(if $(N),--contracts $(N)) $(if $(MONTHS),--months $(MONTHS)) $(if $(FILING),--while-filing)

bench-money: .venv/bench ## loans, payouts and payments a second beside the bare case; a December day held
	@$(BIN)/python -m bench.money

bench-projection: .venv/bench ## forty years for 1.5 million contracts, beside each alone, compiled
	@$(BIN)/python -m bench.projection

bench-certificates: .venv/bench ## certificates a second, PDF and signed XML, beside typst and WeasyPrint
	@$(BIN)/python -m bench.certificates

bench-search: .venv/bench ## a caller found and shown whole, among everybody: make bench-search N=2300000
	@$(BIN)/python -m bench.search $(if $(N),--contracts $(N))

drill: .venv/bench ## half an hour, as root: the doubled system broken on purpose; what is lost, doubled, and when it goes on: ROUNDS=3 ONLY=host,restore
	@PYTHONPATH=src:. $(BIN)/python -m tools.drill $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(ONLY),--only $(ONLY))

lock: .tools/ready ## choose versions anew, with hashes and without addresses
	@for name in tools run test bench drill; do \
	    .tools/bin/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url \
	        --no-emit-find-links --no-header --python-version 3.11 \
	        requirements/$$name.in -o requirements/$$name.lock; done

css: ## rebuild the look from its source (needs Node)
	@cd tools/css && npm install --silent --no-package-lock && npm run --silent build

clean: ## forget the workshop: database, keys, mail
	rm -rf .state

.tools/ready: requirements/tools.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Python 3.11 以上が必要です（PYTHON=… で指定できます）。"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	    || { echo "Python の venv がありません。Debian では apt-get install python3-venv で入ります。"; exit 1; }
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install -qq --disable-pip-version-check --require-hashes -r requirements/tools.lock
	@touch $@

.venv/run: .tools/ready requirements/run.lock
	@test -x $(BIN)/python || .tools/bin/uv venv --quiet --python $(PYTHON) .venv
	@.tools/bin/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.lock
	@touch $@

.venv/test: .venv/run requirements/test.lock
	@.tools/bin/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/test.lock
	@touch $@

.venv/bench: .venv/test requirements/bench.lock
	@.tools/bin/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/bench.lock
	@touch $@

.PHONY: browser-here
browser-here:
	@tools/chromium

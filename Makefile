# Two commands do all the set-up: `make lab` opens the course, `make test` passes the tests.
PORT ?= 8888
OPEN ?= 1
BIN := .venv/bin
# nbgrader and Jupyter look for their commands (alembic among them) on PATH.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: lab test test-slow test-all grade bench bench-grading hostile lint tidy release lock clean

lab: .venv/ready
	@sevendiff start
	@jupyter lab --port=$(PORT) $(if $(filter 0,$(OPEN)),--no-browser) \
		$(if $(filter 0,$(shell id -u)),--allow-root) --ServerApp.root_dir="$(CURDIR)/work" \
		--LabApp.default_url=/lab/tree/00_start_here.ipynb $(ARGS)

test: .venv/ready
	@python -m pytest -n 2 --dist loadgroup --durations 20 $(ARGS)

# Every lesson's claims over four more seeds, slices of the shipped results, one unit's answers by
# plain nbgrader, hostile submissions.
test-slow: .venv/ready
	@python -m pytest -n 2 --dist loadgroup --durations 20 -m slow $(ARGS)

# All of it: also the answers of every unit by plain nbgrader, a class of 300, a grader killed twenty
# times. Before a change to the grading engine, or to many checks.
test-all: .venv/ready
	@python -m pytest -n 2 --dist loadgroup --durations 20 -m "" $(ARGS)

# make grade UNIT=07_deep_learning: grade grading/submitted/<student>/$(UNIT)/*.ipynb
grade: .venv/ready
	@sevendiff grade $(UNIT) $(ARGS)

# How fast grading is: beside `nbgrader autograde`, and by the number of workers.
bench: bench-grading

bench-grading: .venv/ready
	@python benchmarks/grading.py $(ARGS)

# How safe it is: every hostile and broken submission, here and under plain nbgrader.
hostile: .venv/ready
	@python -m tests.hostile --plain $(ARGS)

lint: .venv/ready
	@ruff check && ruff format --check

tidy: .venv/ready
	@ruff check --fix-only --quiet; ruff format --quiet; python -m sevendiff.notebooks tidy

# exercises/ from solutions/
release: .venv/ready tidy
	@python -m sevendiff.notebooks release

# requirements.lock from pyproject.toml. A local version (+cpu) exists on one platform's index only.
lock:
	@CUSTOM_COMPILE_COMMAND="make lock" pip-compile --quiet --extra dev --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
		--output-file requirements.lock pyproject.toml $(ARGS)
	@sed -i.bak 's/+cpu$$//' requirements.lock && rm requirements.lock.bak

clean:
	rm -rf .venv

# The environment; made anew when what it is made from has changed.
.venv/ready: requirements.lock pyproject.toml make_venv.sh
	@sh make_venv.sh

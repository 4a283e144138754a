"""Grading a class in isolation, from the command to the page; and nbgrader beside it."""

import csv
import html
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import psutil
import pytest
import tiny
from conftest import ROOT
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook

from sevendiff.cli import main
from sevendiff.grading.submission import limits
from sevendiff.notebooks import release as release_to

UNIT7 = "07_deep_learning"


def submit(course, student, nb, unit=tiny.UNIT, name=None):
    """Put a notebook, or any bytes, where the instructor collects submissions."""
    folder = course / "grading" / "submitted" / student / unit
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name or unit}.ipynb"
    path.write_bytes(nb if isinstance(nb, bytes) else nbformat.writes(nb).encode())


def grade(course, unit=tiny.UNIT, options=()):
    """Grade with the command; return the scores, student to row."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course)
        assert main(["grade", unit, "--workers", "1", *options]) == 0
    with open(course / "grading" / "scores" / f"{unit}.csv", encoding="utf-8", newline="") as lines:
        return {row["student"]: row for row in csv.DictReader(lines)}


def page(course, student, unit=tiny.UNIT):
    """Return the path of a student's feedback."""
    return course / "grading" / "feedback" / student / unit / f"{unit}.html"


GOOD = tiny.source()
BATCH = {
    # Student: what they hand in, the points it earns.
    "perfect": (GOOD, 30),
    "untouched": (tiny.released(), 0),
    "misconception": (tiny.answered(double=tiny.ABSOLUTE), 20),
    "hidden": (tiny.answered(double=tiny.WHOLE), 20),
    "warns": (tiny.answered(double=tiny.WARNS), 30),
    "syntax": (tiny.answered(halves="def halves(xs)\n    return xs"), 15),
    "copied cells": (tiny.twice(tiny.source(), "double", "test_double_example"), 30),
    "deleted": (tiny.without(tiny.source(), "halves", "test_halves_example"), 15),
    "crash": (tiny.answered(double=tiny.DIES), 15),
    "br[a]cket": (GOOD, 30),
    # What cannot be graded has a reason.
    "cut": (nbformat.writes(GOOD)[:700].encode(), None),
    "empty": (b"", None),
    "foreign": (nbformat.v4.new_notebook(), None),
}


def test_batch_of_mixed_quality(isolation, tmp_path, capsys):
    course = tiny.make_course(tmp_path)
    for student, (nb, _) in BATCH.items():
        submit(course, student, nb)
    submit(course, "renamed", GOOD, name="Untitled")
    (course / "grading" / "submitted" / "nothing").mkdir()
    found = grade(course)
    said = capsys.readouterr()
    assert "10 graded, 4 refused, 0 timed out, 1 crashed." in said.out
    assert "crash: crashed: test_double_example" in said.err

    assert found.keys() == BATCH.keys() | {"renamed", "nothing"}
    for student, (_, points) in BATCH.items():
        assert float(found[student]["score"]) == (points or 0), student
        refused = found[student]["state"] == "refused"
        assert refused == (points is None) and bool(found[student]["reason"]) >= refused
    assert found["misconception"]["double"] == "5.0" and found["misconception"]["halves"] == "15.0"
    assert found["perfect"]["decision_memo"] == "" and found["perfect"]["max_score"] == "40.0"
    assert found["perfect"]["manual_grading"] == "needed"
    assert (
        found["renamed"]["score"] == "30.0"
        and "nothing was handed in" in found["nothing"]["reason"]
    )
    assert "broken or cut off" in found["cut"]["reason"]

    pages = sorted((course / "grading" / "feedback").rglob("*.html"))
    graded = sorted((course / "grading" / "autograded").rglob("*.ipynb"))
    assert len(pages) == len(found) and len(graded) == 11
    for path in [*pages, *graded]:
        text = html.unescape(path.read_text())
        for line in tiny.hidden_lines(GOOD):
            assert line not in text, path
    assert "the sign of a number is kept" in page(course, "misconception").read_text()
    assert "a hidden check failed" in page(course, "hidden").read_text()
    assert "Untitled.ipynb was taken for" in page(course, "renamed").read_text()


def test_without_isolation(tmp_path, capsys):
    course = tiny.make_course(tmp_path)
    submit(course, "good", GOOD)
    submit(course, "crash", tiny.answered(double=tiny.DIES))
    found = grade(course, options=["--without-isolation"])
    assert "nothing confines it" in capsys.readouterr().err
    assert {name: float(row["score"]) for name, row in found.items()} == {"good": 30, "crash": 15}


def test_three_cells_that_loop_leave_time_for_the_rest():
    seconds = {"slowest": 6.0, "wall": 14.0}
    found = limits(SimpleNamespace(timeout=600), seconds)
    assert found.total - 3 * found.cell > 2 * seconds["wall"]


@pytest.mark.parametrize("victim", ["grader", "worker"])
def test_killed_while_it_grades(isolation, victim, tmp_path):
    course = tiny.make_course(tmp_path)
    slow = "import time\ntime.sleep(1)\n\ndef double(x):\n    return 2 * x"
    for number in range(8):
        submit(course, f"student{number}", tiny.answered(double=slow))
    command = [sys.executable, "-m", "sevendiff.cli", "grade", tiny.UNIT, "--workers", "1"]
    grader = psutil.Popen(command, cwd=course, stderr=subprocess.DEVNULL)
    results = course / "grading" / "results" / tiny.UNIT
    while len(list(results.glob("student*.json"))) < 2 and grader.poll() is None:
        time.sleep(0.1)
    children = grader.children(recursive=True)
    sandboxes = [each for each in children if "bwrap" in each.name()]
    assert sandboxes
    worker = next(p for p in sandboxes[0].parents() if "spawn_main" in " ".join(p.cmdline()))
    (grader if victim == "grader" else worker).kill()
    if victim == "grader":
        assert grader.wait() != 0
        assert not psutil.wait_procs(children, timeout=10)[1], "no sandbox outlives its grader"
        graded = {path.name: path.read_bytes() for path in results.glob("student*.json")}
        assert 2 <= len(graded) < 8
    else:
        assert grader.wait() == 0, "another worker takes its place"
        graded = {}
    found = grade(course)
    assert {row["score"] for row in found.values()} == {"30.0"} and len(found) == 8
    assert all((results / name).read_bytes() == content for name, content in graded.items())


def test_no_markup_of_a_learners_reaches_formgrader(isolation, tmp_path):
    course = tiny.make_course(tmp_path)
    evil = "<script>document.title = 'evil'</script><img src=x onerror=evil()>"
    show = f"from IPython.display import HTML, display\nprint({evil!r})\ndisplay(HTML({evil!r}))"
    link = "[link](javascript:evil()) ![image](javascript:evil())\n\n[link]: javascript:evil()"
    memo = f"p < 0.05, {evil} {link}"
    nb = tiny.answered(double=f"{show}\ndef double(x):\n    return 2 * x", decision_memo=memo)
    nb.cells.append(nbformat.v4.new_markdown_cell(memo))
    submit(course, "eve", nb)
    assert float(grade(course)["eve"]["score"]) == 30
    path = course / "grading" / "autograded" / "eve" / tiny.UNIT / f"{tiny.UNIT}.ipynb"
    shown, _ = HTMLExporter(template_name="basic").from_filename(str(path))
    assert "p &lt; 0.05" in shown
    assert "<script>document" not in shown and "<img src=" not in shown
    assert 'href="javascript' not in shown and 'src="javascript' not in shown


def test_plain_nbgrader_does_the_same(tmp_path):
    course = tiny.make_course(tmp_path)
    submit(course, "copied", tiny.twice(tiny.answered(double=tiny.ABSOLUTE), "double"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in ("generate_assignment --force", "autograde", "generate_feedback"):
        run = [sys.executable, "-m", "nbgrader", *command.split(), tiny.UNIT]
        done = subprocess.run(
            run, cwd=course, env=os.environ | {"PATH": path}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{course}/grading/gradebook.db") as gradebook:
        assert gradebook.find_submission(tiny.UNIT, "copied").score == 20
    text = page(course, "copied").read_text()
    assert "the sign of a number is kept" in text and "secret_value" not in text


MIXED = {
    # Linear in the size, not in its logarithm; the rest as in the solution but for:
    "crossover": "def crossover(sizes, score_a, score_b):\n    return sizes[0]",
    # the normal's quantile for Student's, with a warning that costs nothing;
    "mean_ci": "import sys\n\ndef mean_ci(scores, level=0.95):\n"
    "    print('rough', file=sys.stderr)\n    m, s = np.mean(scores), np.std(scores, ddof=1)\n"
    "    h = stats.norm.ppf((1 + level) / 2) * s / len(scores) ** 0.5\n    return m, m - h, m + h",
    # nothing yet.
    "ips_mean": "def ips_mean(outcome, accepted, propensity):\n    raise NotImplementedError()",
}


def test_unit_7(isolation, tmp_path):
    course = tmp_path
    (course / "solutions").symlink_to(ROOT / "solutions")
    release_to(course / "exercises")
    (course / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())
    solution = nbformat.read(ROOT / "solutions" / UNIT7 / f"{UNIT7}.ipynb", 4)
    release = nbformat.read(course / "exercises" / UNIT7 / f"{UNIT7}.ipynb", 4)
    mixed = nbformat.from_dict(solution)
    submit(course, "solution", solution, UNIT7)
    submit(course, "release", release, UNIT7)
    for name, text in MIXED.items():
        tiny.find(mixed, name).source = text
    submit(course, "mixed", mixed, UNIT7)
    found = grade(course, UNIT7)
    assert float(found["solution"]["score"]) == 90 and found["solution"]["max_score"] == "100.0"
    assert float(found["release"]["score"]) == 0
    assert float(found["mixed"]["ips_mean"]) == 0
    assert float(found["mixed"]["should_deploy"]) == float(found["solution"]["should_deploy"])
    for name in ("crossover", "mean_ci"):
        assert float(found["mixed"][name]) < float(found["solution"][name])
    secrets = tiny.hidden_lines(solution)
    assert len(secrets) > 20
    for student in found:
        text = html.unescape(page(course, student, UNIT7).read_text())
        assert not [line for line in secrets if line in text], student
    assert "not answered yet" in page(course, "mixed", UNIT7).read_text()

"""Grading with nbgrader as it is: a batch of submissions, and unit 7 through it."""

import csv
import html
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import tiny
from conftest import ROOT
from nbgrader.api import Gradebook

from sevendiff.cli import main
from sevendiff.course import CourseError
from sevendiff.grade import Engine, grade
from sevendiff.notebooks import release as release_to

UNIT7 = "07_deep_learning"


def submit(course, student, nb, unit=tiny.UNIT, name=None):
    """Put a notebook, or any bytes, where the instructor collects submissions."""
    folder = course / "grading" / "submitted" / student / unit
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name or unit}.ipynb"
    path.write_bytes(nb if isinstance(nb, bytes) else nbformat.writes(nb).encode())


def scores(course):
    """Read scores.csv: student to row."""
    with open(course / "grading" / "scores.csv", encoding="utf-8", newline="") as lines:
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
    "copied cells": (tiny.twice(tiny.source(), "double", "test_double_other"), 30),
    "deleted": (tiny.without(tiny.source(), "halves", "test_halves_example"), 15),
    # What cannot be graded has a reason.
    "cut": (nbformat.writes(GOOD)[:700].encode(), None),
    "empty": (b"", None),
    "foreign": (nbformat.v4.new_notebook(), None),
    "crash": (tiny.answered(double=tiny.DIES), None),
    "br[a]cket": (GOOD, None),
}


def test_batch_of_mixed_quality(tmp_path, monkeypatch, capsys):
    course = tiny.make_course(tmp_path)
    for student, (nb, _) in BATCH.items():
        submit(course, student, nb)
    submit(course, "renamed", GOOD, name="Untitled")
    (course / "grading" / "submitted" / "nothing").mkdir()
    monkeypatch.chdir(course)
    assert main(["grade", "1"]) == 0
    err = capsys.readouterr().err
    assert "students' code runs as you" in err and "15 of 15  warns  graded" in err

    found = scores(course)
    assert found.keys() == BATCH.keys() | {"renamed", "nothing"}
    for student, (_, points) in BATCH.items():
        assert float(found[student]["score"]) == (points or 0), student
        assert bool(found[student]["reason"]) == (points is None), student
    assert found["misconception"]["double"] == "5.0" and found["misconception"]["halves"] == "15.0"
    assert found["perfect"]["decision_memo"] == "" and found["perfect"]["max_score"] == "40.0"
    assert found["perfect"]["manual_grading"] == "needed"
    assert "Untitled.ipynb" in found["renamed"]["reason"]
    assert "broken or cut off" in found["cut"]["reason"]
    assert "Python died while" in found["crash"]["reason"]

    pages = sorted((course / "grading" / "feedback").rglob("*.html"))
    assert len(pages) == 8
    for path in pages:
        text = html.unescape(path.read_text())
        for line in tiny.hidden_lines(GOOD):
            assert line not in text, path
    assert "the sign of a number is kept" in page(course, "misconception").read_text()
    assert "a hidden check failed" in page(course, "hidden").read_text()


def test_grading_again(tmp_path):
    course = tiny.make_course(tmp_path)
    release = course / "exercises" / tiny.UNIT / f"{tiny.UNIT}.ipynb"
    made = release.read_bytes()
    submit(course, "good", GOOD)
    submit(course, "mended", b"{")
    submit(course, "broken", GOOD)
    grade(course, tiny.UNIT, say=str)
    with Engine(course, course).gradebook() as gradebook:
        memo = gradebook.find_grade("decision_memo", tiny.UNIT, tiny.UNIT, "good")
        memo.manual_score = 7
        gradebook.db.commit()
    submit(course, "mended", GOOD)
    submit(course, "broken", b"{")
    grade(course, tiny.UNIT, say=str)
    found = scores(course)
    assert float(found["good"]["score"]) == 37, "a score given by hand stays"
    assert float(found["mended"]["score"]) == 30 and page(course, "mended").exists()
    assert float(found["broken"]["score"]) == 0 and found["broken"]["reason"]
    assert not page(course, "broken").exists(), "feedback on an earlier submission misleads"
    assert release.read_bytes() == made

    path = course / "solutions" / tiny.UNIT / f"{tiny.UNIT}.ipynb"
    nbformat.write(tiny.without(tiny.source(), "test_halves_input"), path)
    with pytest.raises(CourseError, match="has gained or lost nbgrader cells"):
        grade(course, tiny.UNIT, say=str)


def test_grading_needs_the_hidden_checks(tmp_path):
    course = tiny.make_course(tmp_path)
    submit(course, "one", tiny.source())
    (course / "solutions" / tiny.UNIT / f"{tiny.UNIT}.ipynb").unlink()
    with pytest.raises(CourseError, match="grading needs .*solutions"):
        grade(course, tiny.UNIT)


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


def test_unit_7_through_nbgrader(tmp_path):
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
    grade(course, UNIT7, say=lambda line: None)
    found = scores(course)
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

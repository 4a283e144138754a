"""Plain nbgrader and the grading engine give the same grades: solution, release and answers."""

import copy

import nbformat
import pytest
import tiny
from conftest import ROOT
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from test_bank import ANSWERS, EXERCISES

from sevendiff.feedback import grade_id
from sevendiff.grading import assignment as assignments
from sevendiff.grading.intake import Submission
from sevendiff.grading.sandbox import Sandbox
from sevendiff.grading.submission import grade_submission, modules

UNITS = sorted({exercise.unit for exercise in EXERCISES})


def seeded(nb):
    """Let checks draw the same numbers each time: some wrong answers pass some checks by luck."""
    for cell in nb.cells:
        cell.source = cell.source.replace("default_rng()", "default_rng(7)")
    return nb


def submissions(unit, source, release):
    """Make notebooks that hold every right answer of the bank, and some of the wrong ones."""
    found = {"solution": source, "release": release}
    right, wrong = {}, {}
    for answer in ANSWERS:
        if answer.exercise.unit == unit:
            kind = wrong if answer.feedback else right
            kind.setdefault(answer.exercise.name, []).append(answer.source)
    picks = [
        {name: sources[number % len(sources)] for name, sources in right.items()}
        for number in range(max(map(len, right.values())))
    ]
    picks += [
        {name: sources[part * len(sources) // 4] for name, sources in wrong.items()}
        for part in range(4)
    ]
    for number, answers in enumerate(picks):
        nb = copy.deepcopy(source)
        # What only tries the answers takes most of the time and earns nothing.
        nb.cells = [cell for cell in nb.cells if grade_id(cell)]
        for name, text in answers.items():
            tiny.find(nb, name).source = text
        found[f"answers {number}"] = nb
    return found


def plain_grades(course, config, unit, notebooks):
    """Grade notebooks with nbgrader's own autograder: points of each check by student."""
    grades = {}
    (course / "grading").mkdir()
    assignments.generate(config, unit, course / "release", database=True)
    for student, nb in notebooks.items():
        folder = course / "grading" / "submitted" / student / unit
        folder.mkdir(parents=True)
        nbformat.write(nb, folder / f"{unit}.ipynb")
        directories = CourseDirectory(config=config, assignment_id=unit, student_id=student)
        outcome = capture_log(Autograde(coursedir=directories, config=config, force=True))
        assert outcome["success"], outcome
        with Gradebook(config.CourseDirectory.db_url) as gradebook:
            found = gradebook.find_submission_notebook(unit, unit, student).grades
            grades[student] = {grade.name: grade.auto_score for grade in found}
    return grades


# One unit at each change: plain nbgrader takes some minutes a unit.
MARKS = {unit: pytest.mark.thorough for unit in UNITS} | {"07_deep_learning": pytest.mark.slow}


@pytest.mark.parametrize("unit", [pytest.param(unit, marks=MARKS[unit]) for unit in UNITS])
def test_same_grades(unit, tmp_path):
    source = seeded(nbformat.read(ROOT / "solutions" / unit / f"{unit}.ipynb", 4))
    (tmp_path / "solutions" / unit).mkdir(parents=True)
    nbformat.write(source, tmp_path / "solutions" / unit / f"{unit}.ipynb")
    (tmp_path / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())
    config = assignments.load_config(tmp_path)
    assignment = assignments.load(config, unit)
    release = nbformat.reads(assignment.notebooks[0].release, 4)
    notebooks = submissions(unit, source, release)
    grades = {}
    with Sandbox(modules(assignment)) as sandbox:
        for student, nb in notebooks.items():
            handed_in = Submission(student, {unit: nbformat.writes(nb).encode()})
            result = grade_submission(assignment, handed_in, sandbox)
            assert result["state"] == "graded", (student, result["reason"])
            rows = result["notebooks"][unit]["grades"].items()
            grades[student] = {name: row["auto"] for name, row in rows if "auto" in row}
    checks = [name for name in grades["solution"] if name != "decision_memo"]
    assert all(grades["solution"][name] > 0 for name in checks)
    assert not any(grades["release"].values())
    plain = plain_grades(tmp_path, config, unit, notebooks)
    different = {
        (student, name): (points, grades[student][name])
        for student in notebooks
        for name, points in plain[student].items()
        if points != grades[student][name]
    }
    assert not different, "check: (plain nbgrader, the engine)"

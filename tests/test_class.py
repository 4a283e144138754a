"""Three hundred submissions to unit 7 in one batch: every row of the scores is right."""

import copy
import csv
import functools
import shutil

import nbformat
import pytest
import tiny
from conftest import ROOT
from nbgrader.utils import is_grade
from test_bank import ANSWERS, EXERCISES, judge
from test_same_grades import seeded

from sevendiff.cli import main
from sevendiff.feedback import grade_id

UNIT = "07_deep_learning"
SIZE = 300
LOOP = (
    "def {}(*args, **kwargs):\n    while True:\n        try:\n            pass\n"
    "        except BaseException:\n            pass"
)
EXIT = "import os\n\ndef {}(*args, **kwargs):\n    os._exit(0)"
MEMORY = "def {}(*args, **kwargs):\n    return [bytearray(b'x' * 10**8) for _ in range(100)]"
EQUAL = (
    "class E(float):\n    def true(self, *args):\n        return True\n"
    "    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = true\n"
    "    __hash__ = None\n\ndef {}(*args, **kwargs):\n    return E('nan')"
)
PATCH = (
    "import builtins, numpy as np, sevendiff.checks\n"
    "np.isclose = np.allclose = lambda *a, **k: True\n"
    "sevendiff.checks.expect = builtins.print\n\ndef {}(*args, **kwargs):\n    return 0.123"
)


def points(exercise, source):
    """Add up the points of the checks that an answer passes, judged in this test's own way."""
    feedback = judge(exercise, source)
    return sum(c.metadata.nbgrader.points for c in exercise.checks if feedback[grade_id(c)] is None)


def students():
    """Yield name, file content and the points that each exercise deserves."""
    source = seeded(nbformat.read(ROOT / "solutions" / UNIT / f"{UNIT}.ipynb", 4))
    exercises = [
        e._replace(checks=[tiny.find(source, grade_id(c)) for c in e.checks])
        for e in EXERCISES
        if e.unit == UNIT
    ]
    full = {e.name: sum(c.metadata.nbgrader.points for c in e.checks) for e in exercises}
    bank = {e.name: [a.source for a in ANSWERS if a.exercise.name == e.name] for e in exercises}
    deserved = functools.cache(lambda number, source: points(exercises[number], source))
    none = dict.fromkeys(full, 0)
    for number in range(SIZE):
        nb, expected = copy.deepcopy(source), dict(full)
        if number % 3:
            # Two of three leave out what only tries the answers, which takes most of the time.
            nb.cells = [cell for cell in nb.cells if grade_id(cell)]
        # A different answer of the bank in each exercise, in ever other combinations.
        for place, (name, answers) in enumerate(bank.items()):
            answer = answers[(number * (2 * place + 1) + number // 7) % len(answers)]
            tiny.find(nb, name).source = answer
            expected[name] = deserved(place, answer)
        kind = number // 10 % 10 if number % 10 == 0 else None
        target = list(full)[number // 10 % len(full)]
        if kind in (0, 1, 2, 3, 4):
            template = (LOOP, EXIT, MEMORY, EQUAL, PATCH)[kind]
            nb.cells = [cell for cell in nb.cells if grade_id(cell)]
            tiny.find(nb, target).source = template.format(target)
            expected[target] = 0
        elif kind == 5:
            checks = [
                grade_id(c) for c in nb.cells if is_grade(c) and grade_id(c) != "decision_memo"
            ]
            nb = tiny.without(nb, *checks)
        elif kind == 6:
            for cell in nb.cells:
                if str(grade_id(cell)).startswith("test_"):
                    cell.source, cell.metadata.nbgrader["points"] = "pass", 1000
        content = nbformat.writes(nb).encode()
        if kind == 7:
            content, expected = content[: len(content) // 2], none
        elif kind == 8:
            content, expected = b"\x00\xff" * 1000, none
        elif kind == 9:
            content, expected = b"", none
        yield f"student{number:03d}", content, expected


@pytest.mark.thorough
def test_a_class_of_300(tmp_path, monkeypatch, capsys):
    source = seeded(nbformat.read(ROOT / "solutions" / UNIT / f"{UNIT}.ipynb", 4))
    (tmp_path / "solutions" / UNIT).mkdir(parents=True)
    nbformat.write(source, tmp_path / "solutions" / UNIT / f"{UNIT}.ipynb")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    expected = {}
    for student, content, points_of in students():
        folder = tmp_path / "grading" / "submitted" / student / UNIT
        folder.mkdir(parents=True)
        (folder / f"{UNIT}.ipynb").write_bytes(content)
        expected[student] = points_of
    monkeypatch.chdir(tmp_path)
    assert main(["grade", UNIT, "--workers", "2"]) == 0
    print(capsys.readouterr())
    path = tmp_path / "grading" / "scores" / f"{UNIT}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = {row["student"]: row for row in csv.DictReader(lines)}
    assert rows.keys() == expected.keys() and len(rows) == SIZE
    wrong = {
        student: (found, points_of, rows[student]["reason"])
        for student, points_of in expected.items()
        if (found := {name: float(rows[student][name]) for name in points_of}) != points_of
    }
    assert not wrong

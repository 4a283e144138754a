"""A course of one unit that grades in a second: the settings of this one, small exercises."""

import copy
import re
import shutil

import nbformat
from conftest import ROOT

UNIT = "01_tiny"
# What learners hand in for `double`; checks are worth 5 (visible) and 10 (hidden).
ABSOLUTE = "def double(x):\n    return 2 * abs(x)"
WHOLE = "def double(x):\n    return 2 * int(x)"
WARNS = """import sys, warnings

def double(x):
    warnings.warn("careful")
    print("careful", file=sys.stderr)
    return x + x"""
DIES = "import os\n\ndef double(x):\n    os._exit(1)"


def make_course(folder):
    """Write the course into `folder`, laid out as this one."""
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for kind in ("solutions", "exercises"):
        (folder / kind / UNIT).mkdir(parents=True)
    nbformat.write(source(), folder / "solutions" / UNIT / f"{UNIT}.ipynb")
    nbformat.write(released(), folder / "exercises" / UNIT / f"{UNIT}.ipynb")
    return folder


def source():
    """Make the instructor's notebook."""
    return nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}},
        cells=[
            nbformat.v4.new_markdown_cell("# Tiny"),
            _cell("import math", "imports", locked=True),
            _cell(
                'def double(x):\n    """Twice `x`."""\n    ### BEGIN SOLUTION\n    return 2 * x\n'
                "    ### END SOLUTION",
                "double",
                solution=True,
            ),
            _cell(
                "# The example.\nassert double(2) == 4, f'double(2) is 4, not {double(2)}'",
                "test_double_example",
                points=5,
            ),
            _cell(
                "# Other numbers.\n### BEGIN HIDDEN TESTS\nfrom sevendiff.checks import expect\n\n"
                "print('printed while hidden')\nsecret_value = -1234\n"
                "expect(double(secret_value) == -2468, 'the sign of a number is kept')\n"
                "assert double(0.125) == 0.25, 'eighths'\n### END HIDDEN TESTS",
                "test_double_other",
                points=10,
            ),
            _cell(
                "def halves(xs):\n    ### BEGIN SOLUTION\n    return [x / 2 for x in xs]\n"
                "    ### END SOLUTION",
                "halves",
                solution=True,
            ),
            nbformat.v4.new_code_cell("halves([2])"),
            _cell(
                "# The example.\nassert list(halves([2, 4])) == [1, 2], 'halves([2, 4]) is [1, 2]'",
                "test_halves_example",
                points=5,
            ),
            _cell(
                "# The input stays as it is.\n### BEGIN HIDDEN TESTS\nhidden_list = [6.5, 7.5]\n"
                "halves(hidden_list)\nassert hidden_list == [6.5, 7.5]\n### END HIDDEN TESTS",
                "test_halves_input",
                points=10,
            ),
            _cell("Write it here.", "decision_memo", points=10, kind="markdown", solution=True),
        ],
    )


def released():
    """Make the learner's notebook, as nbgrader does."""
    nb = source()
    stub = "    # YOUR CODE HERE\n    raise NotImplementedError()"
    for name in ("double", "halves"):
        cell = find(nb, name)
        cell.source = cell.source.split("    ###")[0] + stub
    for name in ("test_double_other", "test_halves_input"):
        find(nb, name).source = find(nb, name).source.split("###")[0]
    find(nb, "decision_memo").source = "YOUR ANSWER HERE"
    return nb


def answered(**answers):
    """Make the solution notebook with some cells' source replaced, by grade id."""
    nb = source()
    for name, text in answers.items():
        find(nb, name).source = text
    return nb


def find(nb, name):
    """Return the cell with a grade id."""
    return next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def without(nb, *names):
    """Delete cells by grade id."""
    gone = [id(find(nb, name)) for name in names]
    nb.cells = [cell for cell in nb.cells if id(cell) not in gone]
    return nb


def twice(nb, *names):
    """Copy cells as JupyterLab does, metadata and all, to right after themselves."""
    for name in names:
        cell = find(nb, name)
        nb.cells.insert(nb.cells.index(cell) + 1, copy.deepcopy(cell))
        cell.id = f"{cell.id}x"
    return nb


def hidden_regions(source):
    """List what stands between the marks of hidden checks in a cell."""
    return re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)\s*### END HIDDEN TESTS", source, re.S)


def hidden_lines(nb):
    """List what feedback must never show: the lines that stand in hidden regions only."""
    hidden, shown = [], set()
    for cell in nb.cells:
        rest = cell.source
        for region in hidden_regions(cell.source):
            hidden += [line.strip() for line in region.split("\n")]
            rest = rest.replace(region, "")
        shown |= {line.strip() for line in rest.split("\n")}
    return [line for line in hidden if len(line) > 9 and line not in shown]


def _cell(text, name, points=None, kind="code", **about):
    cell = getattr(nbformat.v4, f"new_{kind}_cell")(text)
    about = {"solution": False, "locked": "solution" not in about, "grade": bool(points)} | about
    cell.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3, "task": False} | about
    if points:
        cell.metadata.nbgrader["points"] = points
    return cell

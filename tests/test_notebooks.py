"""The committed form of the notebooks, and what every unit must hold."""

import ast
import builtins
import filecmp
import json
import re

import nbformat
import pytest
from conftest import ROOT
from tiny import hidden_regions

from sevendiff.notebooks import release, sources, tidy_text

LESSONS = sorted(ROOT.glob("course/[0-9][0-9]_*.ipynb"))
UNITS = [path for path in LESSONS if path.stem != "00_start_here"]
EXERCISES = sorted(ROOT.glob("solutions/*/*.ipynb"))


def name(path):
    return path.stem


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_committed_in_normal_form(path):
    text = path.read_text(encoding="utf-8")
    assert text == tidy_text(text), "run `make tidy`"
    ids = [cell["id"] for cell in json.loads(text)["cells"]]
    assert len(set(ids)) == len(ids)


def test_tidy_removes_what_an_editor_leaves():
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "r", "display_name": "R"}, "widgets": {}}
    )
    cell = nbformat.v4.new_code_cell("x = 1  \n\n", execution_count=3)
    cell.outputs = [nbformat.v4.new_output("stream", text="secret")]
    cell.metadata = {"tags": ["claim"], "collapsed": True, "editable": False}
    notebook.cells = [cell, nbformat.v4.new_markdown_cell("words")]
    tidied = nbformat.reads(tidy_text(nbformat.writes(notebook)), as_version=4)
    assert [c.id for c in tidied.cells] == [c.id for c in notebook.cells]
    assert tidied.cells[0].source == "x = 1"
    assert tidied.cells[0].metadata == {"tags": ["claim"]}
    assert not tidied.cells[0].outputs and tidied.cells[0].execution_count is None
    assert tidied.metadata.kernelspec.name == "python3"


def test_exercises_are_the_release_of_solutions(tmp_path):
    release(tmp_path / "made")
    made = sorted(p.relative_to(tmp_path / "made") for p in (tmp_path / "made").rglob("*.*"))
    kept = sorted(
        p.relative_to(ROOT / "exercises")
        for p in (ROOT / "exercises").rglob("*.*")
        if ".ipynb_checkpoints" not in p.parts
    )
    assert made == kept, "run `make release`"
    _, differ, errors = filecmp.cmpfiles(tmp_path / "made", ROOT / "exercises", made, shallow=False)
    assert not differ and not errors, "run `make release`"


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_release_holds_no_answer(path):
    released = (ROOT / "exercises" / path.parent.name / path.name).read_text(encoding="utf-8")
    for mark in ("BEGIN SOLUTION", "HIDDEN TESTS", "BEGIN MARK SCHEME"):
        assert mark not in released
    for cell in read(path).cells:
        solutions = re.findall(r"### BEGIN SOLUTION\n(.*?)\s*### END", cell.source, re.S)
        for region in [*solutions, *hidden_regions(cell.source)]:
            body = json.dumps(region.strip("\n"))[1:-1]
            assert body and body not in released


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_points_of_a_unit_sum_to_100(path):
    grading = [cell.metadata.get("nbgrader", {}) for cell in read(path).cells]
    assert sum(meta.get("points", 0) for meta in grading if meta.get("grade")) == 100
    assert any(meta.get("grade") and meta.get("solution") for meta in grading), "no memo"


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_a_check_cell_is_read_alone(path):
    # Checks run in another process than the learner's code, so each imports what it uses.
    cells = [c for c in code_cells(path) if "nbgrader" in c.metadata]
    learners = set()
    for cell in cells:
        if cell.metadata.nbgrader.solution:
            learners |= {
                node.name
                for node in ast.parse(cell.source).body
                if isinstance(node, ast.FunctionDef | ast.ClassDef)
            }
    for cell in cells:
        if not cell.metadata.nbgrader.grade or cell.metadata.nbgrader.solution:
            continue
        tree = ast.parse(cell.source)
        names = [n for n in ast.walk(tree) if isinstance(n, ast.Name)]
        bound = {n.id for n in names if not isinstance(n.ctx, ast.Load)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                bound |= {(a.asname or a.name).split(".")[0] for a in node.names}
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                bound.add(node.name)
            elif isinstance(node, ast.ExceptHandler) and node.name:
                bound.add(node.name)
            elif isinstance(node, ast.arg):
                bound.add(node.arg)
        free = {n.id for n in names} - bound - learners - set(dir(builtins))
        assert not free, f"{cell.metadata.nbgrader.grade_id} leans on {free} of another cell"


@pytest.mark.parametrize("path", UNITS, ids=name)
def test_a_lesson_has_its_parts(path):
    cells = read(path).cells
    tags = [tag for cell in cells for tag in cell.metadata.get("tags", [])]
    most = 60 if path.stem == "06_data" else 45
    assert 25 <= len(cells) <= most
    assert tags.count("parameters") == 1 and tags.count("claim") >= 3
    parameters = next(c for c in cells if "parameters" in c.metadata.get("tags", []))
    assert re.search(r"^SEED = 0$", parameters.source, re.M)
    assert "predict" in " ".join(c.source.lower() for c in cells if c.cell_type == "markdown")


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_every_drawn_figure_has_its_own_alternative_text(path):
    for cell in code_cells(path):
        if "plt.subplots(" in cell.source or "plt.figure(" in cell.source:
            assert "alt_text(" in cell.source, cell.source
